"""A person by less than the knowledge base's full name: a last name, another spelling, a name met before in the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.who.knowledge import Entry, KnowledgeBase
from dragoman.coding.who.matching import Matches
from dragoman.coding.who.roster import Roster
from dragoman.coding.who.spelling import fold, one_edit, sounds
from dragoman.records import Actor, Mention

__all__ = ["NAMED_BODY", "NAMED_PERSON", "PeopleIndex", "famous", "index_people", "met_before", "spelt_otherwise"]

NAMED_PERSON, NAMED_BODY = "named person", "named body"
"""The reasons of an actor whose name no row of the knowledge base has."""
_SHORTEST = 5
_TITLES = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f"}
_YEARS = 10
"""How long after leaving office a bare last name still means its bearer."""


@dataclass(frozen=True, slots=True)
class PeopleIndex:
    """The knowledge base's people by the sound of their full names, and by their first names (last name, row)."""

    sounds: Mapping[tuple[str, ...], tuple[Entry, ...]]
    firsts: Mapping[str, Sequence[tuple[str, Entry]]]


def index_people(knowledge: KnowledgeBase) -> PeopleIndex:
    """The index. Sounds that two people share, and very short ones, are left out."""
    found: dict[tuple[str, ...], list[Entry]] = {}
    firsts: dict[str, list[tuple[str, Entry]]] = {}
    for rows in knowledge.names.values():
        for words, entries in rows:
            if len(words) > 1 and entries[0].kind == "person":
                found.setdefault(sounds(words), []).extend(entries)
                firsts.setdefault(words[0], []).extend((words[-1], entry) for entry in entries)
    alike = {
        key: tuple(entries)
        for key, entries in found.items()
        if len(key) > 1 and len({entry.name for entry in entries}) == 1 and sum(map(len, key)) > _SHORTEST
    }
    return PeopleIndex(alike, firsts)


def famous(matches: Matches, token: int, people: PeopleIndex) -> Actor | None:
    """The only person, or country, of the knowledge base that the name ending at `token` may mean on that day."""
    words = matches.parse.words
    start = matches.people.get(token, (token, token))[0]
    if start < token and (alike := spelt_otherwise(matches, start, token, people)):
        return alike
    entries: Iterable[Entry] = matches.knowledge.surnames.get(words[token], ())
    if start < token:  # a first name is told: only its own bearer
        entries = [entry for entry in entries if entry.name.split()[0] == words[start]]
    holding = [entry for entry in entries if matches.day is None or entry.holds(matches.day)]
    if len({entry.country for entry in holding}) == 1:
        actor = matches.actor_of(matches.choose(holding, token, token + 1))
        alone = len({entry.name for entry in holding}) == 1
        return actor if alone else replace(actor, name=words[token], office=None)  # two Bushes, one country
    return _formerly(matches, token, entries) if start == token else None


def _formerly(matches: Matches, token: int, entries: Iterable[Entry]) -> Actor | None:
    """The only bearer of a bare last name, if in office not long before that day ("Obama" in 2020)."""
    if matches.day is None or len({entry.name for entry in entries}) != 1:
        return None
    year = int(matches.day[:4])
    before = [entry for entry in entries if entry.until and entry.until < matches.day and year - int(entry.until[:4]) <= _YEARS]
    if not before:
        return None
    return matches.actor_of(matches.choose(before, token, token + 1))


def spelt_otherwise(matches: Matches, start: int, token: int, people: PeopleIndex) -> Actor | None:
    """The person whose full name sounds as the tokens from `start` to `token` do, or whose last name is one letter off."""
    words = matches.parse.words
    alike = people.sounds.get(sounds(words[start : token + 1]), ())
    last = words[token]
    if not alike and len(last) >= _SHORTEST and last not in matches.knowledge.surnames:
        close = people.firsts.get(words[start], ())
        alike = tuple(entry for name, entry in close if len(name) >= _SHORTEST and one_edit(name, last))
    if len({entry.name for entry in alike}) != 1:
        return None
    return matches.actor_of(matches.choose(alike, token, token + 1))


def met_before(matches: Matches, token: int, roster: Roster) -> Mention | None:
    """Whoever the article has named so before; first names and titles must not speak against it."""
    words = matches.parse.words
    start, end = matches.people.get(token, (token, token + 1))
    told = {words[start].rstrip(".").lower(), words[start - 1].rstrip(".").lower() if start else ""}
    gender = next((_TITLES[each] for each in sorted(told) if each in _TITLES), "")
    known = roster.cast.namesake(words[token], words[start] if end - start > 1 else "", gender) or roster.find(words[token])
    if known is not None and known.kind != "name" and not words[token].isupper() and _is_longer(matches, token):
        return None
    if known is None or (end - start > 1 and not _same_first(words[start], known)):
        return None
    first = (known.actor.name or "").split()[:1]
    gender = matches.knowledge.genders.get(first[0], "") if first else ""
    title = words[start - 1].rstrip(".").lower() if start else ""
    return None if {gender, _TITLES.get(title, "")} == {"f", "m"} else known  # Mrs Rossi is not Ricardo Rossi


def _is_longer(matches: Matches, token: int) -> bool:
    """Whether more than an article stands before the name: "the Acme Front" is not just "the Front"."""
    return any(matches.parse.deps[child] in {"compound", "amod", "nmod"} for child in matches.parse.children[token])


def _same_first(first: str, known: Mention) -> bool:
    """Whether a first name may be the known person's: the same word, sound or initial, or theirs was not told."""
    names = (known.actor.name or "").split()
    if known.kind != "name" or len(names) < 2:
        return known.kind == "name"
    initial = len(fold(first)) == 1 or len(fold(names[0])) == 1
    return sounds([first]) == sounds([names[0]]) or (initial and fold(first)[:1] == fold(names[0])[:1])
