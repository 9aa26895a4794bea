"""The knowledge base: names, countries, organisations, offices and role nouns, from the tables in `data/`.

A row may be true for a time only; `KnowledgeBase.choose` takes the row that holds on a day, the latest when no day is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman.errors import TableError
from dragoman.ontology import Row, load_ontology, read_table

__all__ = ["Entry", "KnowledgeBase", "extend_knowledge", "load_knowledge"]


_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN"})
"""Where the family name comes first: "Kim" is Kim Jong Un."""
_COMMON = frozenset(
    "a an and at by for from in into just new no of off on one or our out over the their to up we will with st".split()  # noqa: SIM905
)
"""Words that begin or end a name and are in every other sentence: alone they are no sign of an actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row. `kind`: country, demonym, metonym, capital, territory, organization, media, person, group, role.

    `since`/`until` are ISO days, months or years as far as known, empty when open. `row` names the table and line.
    """

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    office: str | None = None
    since: str = ""
    until: str = ""
    needs_country: bool = False
    row: str = ""

    def holds(self, day: str) -> bool:
        """Whether the row is true on an ISO day; an unknown part of a bound is taken as the widest."""
        return (not self.since or self.since <= day) and (not self.until or day <= self.until + "~")


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Names (with their capitals) and role nouns (lower-case lemmas), each as word sequences.

    `names` and `roles` map the first word of a phrase to the (words, entries) pairs that begin with it, longest first.
    """

    names: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]]
    roles: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]]
    surnames: Mapping[str, tuple[Entry, ...]]
    genders: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)

    def match_name(self, words: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]] | None:
        """The longest name that begins at `words[start]`: (one past its last word, its rows)."""
        return _match(self.names, words, start)

    def match_role(self, lemmas: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]] | None:
        """The longest role that begins at `lemmas[start]`."""
        return _match(self.roles, lemmas, start)

    def choose(self, entries: Sequence[Entry], day: str | None) -> tuple[Entry, bool]:
        """The row that holds on `day` and True; else the latest begun before it and False (a former office)."""
        if day is None:
            return max(entries, key=lambda entry: (entry.until == "", entry.since)), True
        holding = [entry for entry in entries if entry.holds(day)]
        if holding:
            return max(holding, key=lambda entry: entry.since), True
        before = [entry for entry in entries if entry.until and entry.until < day]
        return (
            (max(before, key=lambda entry: entry.until), False)
            if before
            else (min(entries, key=lambda entry: entry.since), True)
        )

    def gate_words(self) -> frozenset[str]:
        """Lower-case words any of which may be an actor, for the gate."""
        ends = {
            word.lower()
            for table in (self.names, self.roles)
            for rows in table.values()
            for words, _ in rows
            for word in (words[0], words[-1])
        }
        return frozenset(ends - _COMMON)


def _match(
    table: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]], words: Sequence[str], start: int
) -> tuple[int, tuple[Entry, ...]] | None:
    for phrase, entries in table.get(words[start], ()):
        if tuple(words[start : start + len(phrase)]) == phrase:
            return start + len(phrase), entries
    return None


@cache
def load_knowledge() -> KnowledgeBase:
    """The knowledge base of this version. Raises: TableError that names a bad row."""
    data = files("dragoman.coding.who") / "data"
    names: dict[tuple[str, ...], list[Entry]] = {}
    roles: dict[tuple[str, ...], list[Entry]] = {}
    surnames: dict[str, list[Entry]] = {}
    sizes: dict[str, int] = {}
    for table, reader in (
        ("countries.csv", _countries),
        ("territories.csv", _territories),
        ("organizations.csv", _organizations),
        ("media.csv", _media),
        ("ethnic_religious.csv", _groups),
        ("people.csv", _people),
    ):
        count = 0
        for phrase, entry in reader(data / table):
            names.setdefault(_words(phrase), []).append(entry)
            if entry.kind == "person" and len(_words(phrase)) > 1:
                for last in _last_names(_words(phrase), entry):
                    surnames.setdefault(last, []).append(entry)
            count += 1
        sizes[table] = count
    for row in read_table(data / "roles.csv", ("role", "sector", "other_sectors", "number", "needs_country")):
        entry = Entry(
            kind="role",
            name=row["role"],
            sector=_sector(row, row["sector"]),
            other_sectors=row.many("other_sectors"),
            needs_country=row["needs_country"] == "1",
            row=f"roles.csv:{row.line}",
        )
        roles.setdefault(_words(row["role"].lower()), []).append(entry)
    sizes["roles.csv"] = len(roles)
    genders = {row["name"]: row["gender"] for row in read_table(data / "names.csv", ("name", "gender"))}
    return KnowledgeBase(_index(names), _index(roles), {name: tuple(rows) for name, rows in surnames.items()}, genders, sizes)


def _last_names(words: Sequence[str], entry: Entry) -> Iterable[str]:
    """By which one word a person is called: the last, or the first where families come first; of a longer alias none other.

    "Oscar Arias Sanchez" is Arias, never Sanchez.
    """
    own = _words(entry.name)
    last = [words[-1]] if len(words) < 3 or len(own) < 2 or words[-1] == own[-1] else []
    return dict.fromkeys([*last, *([words[0]] if entry.country in _FAMILY_FIRST else [])])


def extend_knowledge(
    knowledge: KnowledgeBase, *, names: Iterable[tuple[str, Entry]], roles: Iterable[tuple[str, Entry]]
) -> KnowledgeBase:
    """The knowledge base with a user's phrases, each in place of all that it had under the same words."""
    added, nouns = _gather(names), _gather((phrase.lower(), entry) for phrase, entry in roles)
    replaced = {id(entry) for words, entries in _pairs(knowledge.names, added) if words in added for entry in entries}
    surnames = dict(knowledge.surnames)
    for words, entries in added.items():
        people = tuple(entry for entry in entries if entry.kind == "person" and len(words) > 1)
        before = tuple(entry for entry in surnames.get(words[-1], ()) if id(entry) not in replaced)
        if people or len(before) != len(surnames.get(words[-1], ())):
            surnames[words[-1]] = before + people
    return replace(
        knowledge,
        names={**knowledge.names, **_index({**dict(_pairs(knowledge.names, added)), **added})},
        roles={**knowledge.roles, **_index({**dict(_pairs(knowledge.roles, nouns)), **nouns})},
        surnames={name: entries for name, entries in surnames.items() if entries},
    )


def _gather(pairs: Iterable[tuple[str, Entry]]) -> dict[tuple[str, ...], list[Entry]]:
    """Entries by the words of their phrase; each phrase is cut into words once."""
    phrases: dict[str, list[Entry]] = {}
    for phrase, entry in pairs:
        phrases.setdefault(phrase, []).append(entry)
    gathered: dict[tuple[str, ...], list[Entry]] = {}
    for phrase, entries in phrases.items():
        gathered.setdefault(_words(phrase), []).extend(entries)
    return gathered


def _pairs(
    table: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]], added: Iterable[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], tuple[Entry, ...]]]:
    """What a table has under the first words of these phrases."""
    for first in dict.fromkeys(words[0] for words in added):
        yield from table.get(first, ())


def _index(table: Mapping[tuple[str, ...], Iterable[Entry]]) -> dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]]:
    index: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]] = {}
    for phrase in sorted(table, key=lambda words: (-len(words), words)):
        index.setdefault(phrase[0], []).append((phrase, tuple(table[phrase])))
    return index


def _words(phrase: str) -> tuple[str, ...]:
    """A name as spaCy would cut it: at spaces, hyphens inside words and the possessive as tokens of their own."""
    apart = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", " - ", phrase.replace("’", "'"))
    return tuple(re.sub(r"'s\b|(?<=s)'(?= |$)", lambda sign: f" {sign[0]}", apart).split())


def _sector(row: Row, sector: str) -> str | None:
    if sector and sector not in load_ontology().sectors:
        raise row.error(f"sector '{sector}' is unknown")
    return sector or None


def _countries(path: Traversable) -> Iterator[tuple[str, Entry]]:
    for row in read_table(path, ("code", "name", "demonyms", "aliases", "capital", "metonyms")):
        for kind, column in (
            ("country", "name"),
            ("country", "aliases"),
            ("demonym", "demonyms"),
            ("capital", "capital"),
            ("metonym", "metonyms"),
        ):
            sector = "GOV" if kind in {"metonym", "capital"} else None
            for phrase in row.many(column):
                yield (
                    phrase,
                    Entry(kind=kind, name=row["name"], country=row["code"], sector=sector, row=f"countries.csv:{row.line}"),
                )


def _territories(path: Traversable) -> Iterator[tuple[str, Entry]]:
    for row in read_table(path, ("name", "code", "sector", "demonyms")):
        for kind, phrases in (("territory", (row["name"],)), ("demonym", row.many("demonyms"))):
            for phrase in phrases:
                yield (
                    phrase,
                    Entry(
                        kind=kind,
                        name=row["name"],
                        country=row["code"],
                        sector=_sector(row, row["sector"]),
                        row=f"territories.csv:{row.line}",
                    ),
                )


def _organizations(path: Traversable) -> Iterator[tuple[str, Entry]]:
    for row in read_table(path, ("name", "aliases", "acronym", "country", "sector", "other_sectors", "from", "until")):
        entry = Entry(
            kind="organization",
            name=row["name"],
            country=row["country"] or None,
            sector=_sector(row, row["sector"]),
            other_sectors=row.many("other_sectors"),
            since=row["from"],
            until=row["until"],
            row=f"organizations.csv:{row.line}",
        )
        for phrase in dict.fromkeys((row["name"], *row.many("aliases"), *row.many("acronym"))):
            yield phrase, entry


def _media(path: Traversable) -> Iterator[tuple[str, Entry]]:
    for row in read_table(path, ("name", "aliases", "country")):
        entry = Entry(kind="media", name=row["name"], country=row["country"] or None, sector="JRN", row=f"media.csv:{row.line}")
        for phrase in dict.fromkeys((row["name"], *row.many("aliases"))):
            yield phrase, entry


def _groups(path: Traversable) -> Iterator[tuple[str, Entry]]:
    for row in read_table(path, ("name", "aliases", "kind", "country")):
        entry = Entry(kind="group", name=row["name"], country=row["country"] or None, row=f"ethnic_religious.csv:{row.line}")
        for phrase in dict.fromkeys((row["name"], *row.many("aliases"))):
            yield phrase, entry


def _people(path: Traversable) -> Iterator[tuple[str, Entry]]:
    for row in read_table(path, ("name", "aliases", "country", "sector", "other_sectors", "office", "from", "until")):
        if row["from"] and row["until"] and row["from"] > row["until"] + "~":
            raise TableError(f"people.csv line {row.line}: {row['name']} leaves office before taking it")
        entry = Entry(
            kind="person",
            name=row["name"],
            country=row["country"] or None,
            sector=_sector(row, row["sector"]),
            other_sectors=row.many("other_sectors"),
            office=row["office"] or None,
            since=row["from"],
            until=row["until"],
            row=f"people.csv:{row.line}",
        )
        for phrase in dict.fromkeys((row["name"], *row.many("aliases"))):
            yield phrase, entry
