"""A person by less than the knowledge base's full name: a last name, another spelling, a name met before in the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.who.knowledge import Entry, KnowledgeBase
from dragoman.coding.who.matching import Matches
from dragoman.coding.who.roster import Roster
from dragoman.coding.who.spelling import fold, one_edit, sounds
from dragoman.records import Actor, Mention

__all__ = [
    "NAMED_BODY",
    "NAMED_PERSON",
    "PeopleIndex",
    "body_spelt_otherwise",
    "famous",
    "index_people",
    "met_before",
    "spelt_otherwise",
]

NAMED_PERSON, NAMED_BODY = "named person", "named body"
"""The reasons of an actor whose name no row of the knowledge base has."""
_SHORTEST = 5
_HEADS = frozenset({"president", "prime minister", "premier", "chancellor", "supreme leader", "leader"})
"""Offices whose holder a bare last name means first."""
_LOCAL = ("chief minister of ", "governor of ", "premier of ", "mayor of ", "member of the Provincial ")
_PARTICLES = frozenset({"da", "de", "di", "do", "dos", "del", "van", "von", "bin", "ibn", "al", "el"})
_SECOND = frozenset({"prime minister", "premier"})
"""Those that stand behind another of one country: "Kim" is no premier."""
_TITLES = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f"}
_ARTICLES = frozenset({"the", "a", "an"})
_GROUPS = frozenset({"REB", "PRM", "CRM", "PTY"})
_YEARS = 10
"""How long after leaving office a bare last name still means its bearer."""


@dataclass(frozen=True, slots=True)
class PeopleIndex:
    """The knowledge base's people by the sound of their full names, and by their first names (last name, row).

    `bodies`: its groups and parties by the sound of names of several words ("Jabhat an-Nusra", "Jabhat al-Nusra").
    """

    sounds: Mapping[tuple[str, ...], tuple[Entry, ...]]
    firsts: Mapping[str, Sequence[tuple[str, Entry]]]
    bodies: Mapping[tuple[str, ...], tuple[Entry, ...]]


def index_people(knowledge: KnowledgeBase) -> PeopleIndex:
    """The index. Sounds that two people share, and very short ones, are left out."""
    found: dict[tuple[str, ...], list[Entry]] = {}
    firsts: dict[str, list[tuple[str, Entry]]] = {}
    bodies: dict[tuple[str, ...], list[Entry]] = {}
    for rows in knowledge.names.values():
        for words, entries in rows:
            if len(words) > 1 and entries[0].kind == "person":
                found.setdefault(sounds(words), []).extend(entries)
                firsts.setdefault(words[0], []).extend((words[-1], entry) for entry in entries)
            elif len(words) > 1 and entries[0].kind == "organization" and entries[0].sector in _GROUPS:
                bodies.setdefault(sounds(words), []).extend(entries)
    return PeopleIndex(_unmistakable(found), firsts, _unmistakable(bodies))


def _unmistakable(found: Mapping[tuple[str, ...], Sequence[Entry]]) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    return {
        key: tuple(entries)
        for key, entries in found.items()
        if len(key) > 1 and len({entry.name for entry in entries}) == 1 and sum(map(len, key)) > _SHORTEST
    }


def body_spelt_otherwise(matches: Matches, start: int, end: int, people: PeopleIndex) -> Actor | None:
    """The group or party whose name sounds as the tokens from `start` to `end` do."""
    words = [word for word in matches.parse.words[start:end] if word.lower() not in _ARTICLES]
    alike = people.bodies.get(sounds(words), ())
    return matches.actor_of(matches.choose(alike, start, end)) if alike else None


def famous(matches: Matches, token: int, people: PeopleIndex) -> Actor | None:
    """The only person, or country, of the knowledge base that the name ending at `token` may mean on that day."""
    words = matches.parse.words
    start = matches.people.get(token, (token, token))[0]
    if start < token and (alike := spelt_otherwise(matches, start, token, people)):
        return alike
    entries: Sequence[Entry] = matches.knowledge.surnames.get(words[token], ())
    first = min([start, *_first_names(matches, token)])
    if first < token:  # a first name is told: only its own bearer
        entries = [entry for entry in entries if entry.name.split()[0] == words[first]]
    elif token and words[token - 1].lower() in _PARTICLES:
        entries = [entry for entry in entries if f"{words[token - 1]} {words[token]}".lower() in entry.name.lower()]
    holding = [entry for entry in entries if matches.day is None or entry.holds(matches.day)]
    meant = _likeliest(matches, holding, entries)
    if meant:
        return matches.actor_of(matches.choose(meant, token, token + 1))
    if len({entry.country for entry in holding}) == 1:  # two Bushes, one country
        actor = matches.actor_of(matches.choose(holding, token, token + 1))
        same = len({entry.sector for entry in holding}) == 1
        return replace(actor, name=words[token], office=None, sector=actor.sector if same else None, other_sectors=())
    return _formerly(matches, token, entries) if first == token and not holding else None


def _first_names(matches: Matches, token: int) -> Iterable[int]:
    """The names before a last name that are no titles."""
    parse = matches.parse
    titles = {index for role in matches.roles.values() for index in range(role.start, role.end)}
    for child in parse.child(token, "compound"):
        title = child in titles or parse.words[child].rstrip(".").lower() in _TITLES
        if child < token and parse.pos[child] == "PROPN" and not title and child not in matches.finds:
            yield child


def _likeliest(matches: Matches, holding: Sequence[Entry], bearers: Iterable[Entry]) -> Sequence[Entry]:
    """The rows of whom a last name means among those in office: a head of state or government, else the only one.

    Of several bearers, in office or not, one who is no head must be of a country that the article names; so must the head of a
    province.
    """
    heads = [entry for entry in holding if entry.office in _HEADS] if matches.day is not None else []
    if len({entry.country for entry in heads}) == 1:
        heads = [entry for entry in heads if entry.office not in _SECOND] or heads
    if len({entry.name for entry in heads}) == 1:
        return heads
    alone = len({entry.name for entry in holding}) == 1
    local = any((entry.office or "").startswith(_LOCAL) for entry in holding)
    near = any(entry.country in {*matches.near, *matches.sure} for entry in holding)
    told = near or (len({entry.country for entry in bearers}) == 1 and not local)
    return holding if alone and told and not heads else ()


def _formerly(matches: Matches, token: int, entries: Iterable[Entry]) -> Actor | None:
    """The only bearer of a bare last name, or head of state among several, if in office not long before ("Obama" in 2020)."""
    if len({entry.name for entry in entries}) > 1:
        entries = [entry for entry in entries if entry.office in _HEADS]
    if matches.day is None:
        return None
    year = int(matches.day[:4])
    before = [entry for entry in entries if entry.until and entry.until < matches.day and year - int(entry.until[:4]) <= _YEARS]
    if len({entry.name for entry in before}) != 1:
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
    start = min([start, *_first_names(matches, token)])
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
