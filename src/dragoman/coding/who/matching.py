"""The rows of the knowledge base that a sentence names: names, role nouns, and how a name stands to the noun behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from dragoman.coding.who.acronyms import bracketed
from dragoman.coding.who.knowledge import Entry, KnowledgeBase
from dragoman.coding.who.role_nouns import NOUNS, match_roles
from dragoman.ontology import read_table
from dragoman.records import Actor, Parse

__all__ = ["OFFICIAL", "Find", "Matches", "kind_of", "load_relations"]

OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
"""Sectors of those in office: who has left it is ELI."""
_BEFORE = frozenset({"amod", "compound", "nmod", "poss", "det", "nummod", "quantmod", "advmod", "case", "predet", "punct"})
_BODIES = frozenset({"ORG", "NORP"})
_HYPHENS = frozenset({"-", "–", "‑"})
_LINKS = frozenset({"of", "for", "the", "and", "in", "on", "to", "'s", "’s", "-"})
"""Words inside names that give their acronyms no letter."""
_AMERICANS = frozenset({"American", "Americans", "America"})
_PARTS = frozenset({"Latin", "Central", "South", "North"})
_LONG = 5
_PLACES = frozenset({"province", "region", "district", "county", "governorate", "prefecture", "city", "town", "village"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "i"})


@dataclass(frozen=True, slots=True)
class Find:
    """A match of the knowledge base: tokens [start, end) and the row chosen.

    `tense` of a person's row: now, past (left that office) or future (not yet in it). `relation`: how the name stands to the
    noun behind it ("backer" in "Iran-backed militia"), empty for plain. `generic`: the name is a role noun too ("National
    Guard"), that another country's owner may claim.
    """

    start: int
    end: int
    entry: Entry
    tense: str = "now"
    relation: str = ""
    generic: bool = False


@cache
def load_relations() -> Mapping[str, str]:
    """Second halves of compounds ("backed") and prefixes ("pro") with what they make of the name beside them."""
    path = files("dragoman.coding.who") / "data" / "relations.csv"
    return {row["word"]: row["relation"] for row in read_table(path, ("word", "relation"))}


@dataclass(slots=True)
class Matches:
    """What the knowledge base and the named-entity recogniser say of each token of a sentence.

    `near` holds the countries that the article has named before, `sure` those that the sentence names: they decide between
    rows of one name.
    """

    parse: Parse
    knowledge: KnowledgeBase
    toponyms: Mapping[str, str]
    day: str | None
    near: Sequence[str] = ()
    people: dict[int, tuple[int, int]] = field(init=False)
    bodies: dict[int, tuple[int, int]] = field(init=False)
    dates: frozenset[int] = field(init=False)
    finds: dict[int, Find] = field(init=False)
    roles: dict[int, Find] = field(init=False)
    related: bool = field(init=False)
    sure: set[str | None] = field(init=False)

    def __post_init__(self) -> None:
        self.people = self._entities(frozenset({"PERSON"}))
        self.bodies = self._entities(_BODIES) | self._defined()
        self.dates = frozenset(self._entities(frozenset({"DATE", "TIME"})))
        self.finds = self._match_names()
        spans = match_roles(self.parse, self.knowledge, self._role_words(), self._ends())
        self.roles = {head: Find(start, end, entry) for head, (start, end, entry) in spans.items()}
        self.related = any(find.relation for find in self.finds.values())

    def phrase(self, token: int) -> list[int]:
        """The tokens of the noun phrase up to its head, without what follows."""
        found, first = [token], token
        for child in sorted(self.parse.children[token], reverse=True):
            if child < token and self.parse.deps[child] in _BEFORE:
                found += [index for index in self.parse.subtree(child) if index <= token]
                first = min(first, found[-1])
        for entity in (self.people.get(token), self.bodies.get(token)):
            if entity:
                found += range(entity[0], token)
        return sorted(set(found))

    def city(self, index: int) -> tuple[str, str] | None:
        """The city whose name, of at most three words, ends at a proper noun, and its country."""
        if self.parse.pos[index] != "PROPN":
            return self._swapped(self.parse.words[index]) if self.parse.pos[index] == "NOUN" else None
        for start in range(max(0, index - 2), index + 1):
            name = " ".join(self.parse.words[start : index + 1])
            if (country := self.toponyms.get(name)) is not None:
                return name, country
        return self._swapped(self.parse.words[index])

    def _swapped(self, word: str) -> tuple[str, str] | None:
        """The only city whose name a word is with two neighbouring letters in the wrong order ("Dehli")."""
        if len(word) < _LONG or not word.istitle():
            return None
        near = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)}
        found = [name for name in sorted(near) if name in self.toponyms]
        return (found[0], self.toponyms[found[0]]) if len(found) == 1 else None

    def head_of(self, find: Find) -> int:
        """The token of a name that the rest of the sentence hangs on."""
        return self._top(find.start, find.end)

    def body_head(self, token: int) -> int:
        """The token that the body named around `token` hangs on; `token` itself outside of bodies."""
        return self._top(*self.bodies.get(token, (token, token + 1)))

    def _top(self, start: int, end: int) -> int:
        inside = range(start, end)
        return next((token for token in reversed(inside) if self.parse.heads[token] not in inside), end - 1)

    def words(self, start: int, end: int) -> str:
        """The tokens [start, end) joined by spaces, hyphens closed up."""
        return " ".join(self.parse.words[start:end]).replace(" - ", "-")

    def actor_of(self, find: Find) -> Actor:
        """The actor that a row stands for, on the article's day."""
        entry = find.entry
        sector, others, basis = entry.sector, entry.other_sectors, f"{entry.kind} '{self.words(find.start, find.end)}'"
        if find.tense == "past" and sector in OFFICIAL:
            sector, others = "ELI", ()
        elif find.tense == "future":
            sector, others, basis = None, (), f"{basis} before any known office"
        elif entry.office and entry.kind == "person" and not others:
            role = self.knowledge.match_role(entry.office.lower().split(), 0)
            others = tuple(each for each in role[1][0].other_sectors if each != sector) if role is not None else ()
        return Actor(
            name=None if entry.kind == "demonym" else entry.name,
            country=entry.country,
            sector=sector,
            other_sectors=others,
            office=entry.office if find.tense == "now" else None,
            basis=(f"{basis} ({entry.row})",),
        )

    def choose(self, entries: Sequence[Entry], start: int, end: int) -> Find:
        """The row of these that holds on the article's day."""
        entry, current = self.knowledge.choose(entries, self.day)
        tense = "now" if current else "past"
        if current and self.day is not None and entry.kind == "person" and entry.since and not entry.holds(self.day):
            tense = "future"
        return Find(start, end, entry, tense)

    def _defined(self) -> dict[int, tuple[int, int]]:
        """The bodies whose capitals make the acronym in the brackets behind them: "the Exchange Foundation (EF)"."""
        found: dict[int, tuple[int, int]] = {}
        words = self.parse.words
        for token in range(len(words)):
            last = bracketed(self.parse, token)
            if last is None:
                continue
            wanted, start = [letter for letter in words[token] if letter.isalpha()], last + 1
            while start > 0 and wanted and (words[start - 1][:1].isupper() or words[start - 1].lower() in _LINKS):
                start -= 1
                if words[start][:1] == wanted[-1]:
                    wanted.pop()
            if not wanted and words[start][:1].isupper():
                found |= dict.fromkeys(range(start, last + 1), (start, last + 1))
        return found

    def _entities(self, labels: frozenset[str]) -> dict[int, tuple[int, int]]:
        return {
            token: (start, end) for start, end, label in self.parse.entities if label in labels for token in range(start, end)
        }

    def _match_names(self) -> dict[int, Find]:
        """Names of the knowledge base, longest first, by each of their tokens; of one name's rows, that of a country nearby."""
        parse, at = self.parse, 0
        words = [word.replace("’", "'") for word in parse.words]
        found: list[tuple[int, int, tuple[Entry, ...], str]] = []
        while at < len(parse):
            first = words[at][:1]
            match = self.knowledge.match_name(words, at) if first.isupper() or first.isdigit() else None
            relation = ""
            if match is None and words[at].isupper() and len(words[at]) > 3:
                match = self.knowledge.match_name([word.capitalize() for word in words], at)
            if match is None and "-" in words[at]:
                match, relation = self._match_compound(words, at)
            if match is None:
                at += 1
                continue
            end, entries = match
            if entries[0].kind == "media" and self._is_common(words, at, end):
                match = self.knowledge.match_name(words, at + 1)
                at, (end, entries) = (at + 1, match) if match is not None else (at, (end, ()))
            continental = words[at] in _AMERICANS and at > 0 and words[at - 1] in _PARTS  # no country: "Latin American"
            if entries and not continental and not self._is_part(at, end, entries):
                found.append((at, end, entries, relation or self._relation(at, end)))
            at = end
        self.sure = {
            entries[0].country
            for start, end, entries, _ in found
            if len({entry.country for entry in entries}) == 1 and not self._is_generic(entries[0], words[start:end])
        }
        finds: dict[int, Find] = {}
        for start, end, entries, relation in found:
            chosen = self._near(entries) if len(entries) > 1 else entries
            find = self.choose(chosen, start, end)
            generic = self._is_generic(find.entry, words[start:end])
            find = Find(start, end, find.entry, find.tense, relation, generic)
            finds.update(dict.fromkeys(range(start, end), find))
        return finds

    def _role_words(self) -> list[str]:
        """The words in lower case; of a name and its relation in one token ("U.S.-led") only the relation."""
        words = [word.lower().replace("’", "'") for word in self.parse.words]
        for index, find in self.finds.items():
            if find.relation and "-" in words[index]:
                words[index] = words[index].rpartition("-")[2]
        return words

    def _ends(self) -> dict[int, int]:
        """One past the last token of the name that a token belongs to."""
        return {token: find.end for token, find in self.finds.items()}

    def _match_compound(self, words: Sequence[str], at: int) -> tuple[tuple[int, tuple[Entry, ...]] | None, str]:
        """A name and its relation in one token, as "U.S.-backed" is left."""
        head, _, tail = words[at].rpartition("-")
        relation = load_relations().get(tail.lower(), "")
        match = self.knowledge.match_name([head], 0) if relation else None
        return ((at + 1, match[1]), relation) if match is not None else (None, "")

    def _relation(self, start: int, end: int) -> str:
        """What stands hyphenated behind the name ("-backed") or before it ("pro-")."""
        words = self.parse.words
        if end + 1 < len(words) and words[end] in _HYPHENS:
            return load_relations().get(words[end + 1].lower(), "")
        if start > 1 and words[start - 1] in _HYPHENS:
            return load_relations().get(words[start - 2].lower(), "")
        return ""

    def _is_part(self, start: int, end: int, entries: Sequence[Entry]) -> bool:
        """Whether a person's name is only a part of another's ("Juan Carlos" Jobet), or a common word."""
        if entries[0].kind != "person":
            return False
        if end - start == 1 and self.parse.pos[start] != "PROPN":
            return True
        entity = self.people.get(start)
        last = entity[1] if entity is not None else end
        if end < len(self.parse) and self.parse.deps[end - 1] == "compound" and self.parse.heads[end - 1] >= end:
            last = max(last, end + 1)
        return any(
            self.parse.pos[index] == "PROPN" and self.parse.words[index].lower() not in _SUFFIXES for index in range(end, last)
        )

    def _is_common(self, words: Sequence[str], start: int, end: int) -> bool:
        """Whether a newspaper's name is other words before a noun: "The Australian" government, "Fars" province."""
        if words[start] == "The" and end < len(words) and words[end] == "of":
            return True  # "The Age of ..."
        if end >= len(words) or self.parse.pos[end] not in NOUNS | {"ADJ"}:
            return False
        role = self.knowledge.match_role([word.lower() for word in words], end)
        if role is not None and role[1][0].sector == "JRN":
            return False
        place = self.parse.lemmas[end].lower() in _PLACES
        nation = self.knowledge.match_name(words, start + 1) if words[start] == "The" else None
        return place or (nation is not None and (nation[0] > end or (nation[0] == end and self.parse.heads[end - 1] >= end)))

    def _near(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The rows of a country that the sentence names, else that the article named last; all when neither helps."""
        if len({entry.country for entry in entries}) > 1:
            groups: list[set[str | None]] = [self.sure]
            groups += [{country} for country in self.near]
            for wanted in groups:
                close = tuple(entry for entry in entries if entry.country in wanted)
                if close:
                    return close
        return entries

    def _is_generic(self, entry: Entry, words: Sequence[str]) -> bool:
        if entry.kind != "media" and (entry.kind != "organization" or entry.sector not in OFFICIAL):
            return False
        match = self.knowledge.match_role([word.lower() for word in words], 0)
        return match is not None and match[0] == len(words)


def kind_of(entry: Entry) -> str:
    """The kind of mention that a row makes."""
    return {
        "person": "name",
        "organization": "organization",
        "media": "organization",
        "group": "group",
        "demonym": "demonym",
    }.get(entry.kind, "country")
