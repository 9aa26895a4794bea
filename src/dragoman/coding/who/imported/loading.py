"""Dictionaries from files of any of the formats, and into the knowledge base."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from dragoman.coding.who.imported.cameo import is_known_country
from dragoman.coding.who.imported.ftm import read_ftm
from dragoman.coding.who.imported.petrarch import read_petrarch
from dragoman.coding.who.imported.rows import ActorRow, Fault
from dragoman.coding.who.imported.table import read_actor_table
from dragoman.coding.who.knowledge import Entry, KnowledgeBase, extend_knowledge
from dragoman.errors import ReadError

__all__ = ["ActorDictionary", "add_actors", "read_actors"]

_STEM = 4
"""Letters that a country's name must have for longer words to be taken for its own."""
_ARTICLE = "The"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDictionary:
    """What a list of files gave: their actors in order, the lines that could not be used, and a digest of all bytes read.

    `own_codes`: codes in the place of a country that are neither ISO 3166 nor PLOVER, kept as they are.
    """

    rows: tuple[ActorRow, ...]
    faults: tuple[Fault, ...]
    own_codes: tuple[str, ...]
    digest: str


def read_actors(paths: Iterable[str | Path], knowledge: KnowledgeBase) -> ActorDictionary:
    """The actors of all files; the format of each is seen from its content.

    Raises: ReadError for a file that cannot be read; TableError for a CSV file with a wrong header.
    """
    rows, faults, digest = list[ActorRow](), list[Fault](), hashlib.sha256(_tables())
    people = frozenset(knowledge.genders) | frozenset(
        words[0] for found in knowledge.names.values() for words, entries in found if entries[0].kind == "person"
    )
    for path in map(Path, paths):
        try:
            data = path.read_bytes()
        except OSError as exc:
            raise ReadError(f"{path}: cannot be read ({exc.strerror}). Check the path of the actor dictionary.") from exc
        digest.update(b"\x1e" + data)
        for found in _read(_text(data), path.name, knowledge):
            if isinstance(found, Fault):
                faults.append(found)
            else:
                rows.append(replace(found, kind="person") if _is_person(found, people, knowledge) else found)
    own = dict.fromkeys(row.country for row in rows if row.country and not is_known_country(row.country))
    return ActorDictionary(rows=tuple(rows), faults=tuple(faults), own_codes=tuple(sorted(own)), digest=digest.hexdigest()[:12])


def add_actors(knowledge: KnowledgeBase, rows: Sequence[ActorRow]) -> KnowledgeBase:
    """The knowledge base with these actors, which take the place of what it has under the same words.

    The same words are also those with an article ("The Philippines") and a role's singular. A code goes further than its words:
    a country's to its demonyms ("Bulgarian", for a dictionary that has only BULGAR), as in TABARI; a role's to longer roles of
    the same sector that end in it ("deputy prime minister").
    """
    names = [pair for row in rows if row.kind != "role" for pair in row.phrases()]
    roles = [pair for row in rows if row.kind == "role" for pair in row.phrases()]
    given = {phrase for phrase, _ in names}
    articled = {" ".join(words[1:]) for words, _ in knowledge.names.get(_ARTICLE, ())}
    names += [(f"{_ARTICLE} {phrase}", entry) for phrase, entry in names if phrase in articled]
    roles += [
        (single, entry)
        for phrase, entry in roles
        for single in (re.sub(r"(?<=[a-z])s$", "", phrase), re.sub(r"ies$", "y", phrase))
        if single != phrase and _has(knowledge.roles, single)
    ]
    words = _national_words(knowledge)
    for row in rows:
        if row.kind == "country" and row.code and len(row.name) >= _STEM:
            entry = next(row.phrases())[1]
            longer = [(word, kind) for word, kind in words.get(row.country, ()) if word.startswith(row.name)]
            names += [(word, replace(entry, kind=kind)) for word, kind in longer if word not in given]
    roles += _longer_roles(knowledge, roles)
    return extend_knowledge(knowledge, names=names, roles=roles)


def _read(text: str, file: str, knowledge: KnowledgeBase) -> Iterator[ActorRow | Fault]:
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    if first.lstrip().startswith("{"):
        return read_ftm(lines, file, knowledge)
    if "name" in (cell.strip().lower() for cell in first.split(",")):
        return read_actor_table(lines, file)
    return read_petrarch(lines, file)


def _text(data: bytes) -> str:
    """UTF-8, else Latin-1, in which the older dictionaries are."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _tables() -> bytes:
    """The bytes of the tables by which codes are read, for the digest."""
    folder = files("dragoman.coding.who.imported") / "data"
    return b"\x1e".join(path.read_bytes() for path in sorted(folder.iterdir(), key=lambda path: path.name))


def _is_person(row: ActorRow, first_names: frozenset[str], knowledge: KnowledgeBase) -> bool:
    """Whether an actor of a dictionary without kinds has a person's first name, and is not known as a body."""
    words = row.name.split()
    if not row.code or row.kind in {"person", "role"} or not 2 <= len(words) <= 4 or words[0] not in first_names:
        return False
    found = knowledge.match_name(words, 0)
    return found is None or found[0] < len(words) or found[1][0].kind == "person"


def _longer_roles(knowledge: KnowledgeBase, roles: Sequence[tuple[str, Entry]]) -> Iterator[tuple[str, Entry]]:
    """The knowledge base's own roles that end in a role with a code, with that code."""
    coded = {tuple(phrase.split()): entry for phrase, entry in roles if entry.row.endswith("]")}
    for found in knowledge.roles.values():
        for words, (entry, *_) in found:
            ends = (coded.get(words[start:]) for start in range(1, len(words)))
            end = next((end for end in ends if end is not None and end.sector == entry.sector), None)
            if end is not None and words not in coded:
                yield " ".join(words), replace(entry, row=f"{entry.row}, as {end.row}")


def _has(table: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]], phrase: str) -> bool:
    words = tuple(phrase.split())
    return any(found == words for found, _ in table.get(words[0], ()))


def _national_words(knowledge: KnowledgeBase) -> dict[str, list[tuple[str, str]]]:
    """The single words that name a country or its people, with their kind, by country."""
    found: dict[str, list[tuple[str, str]]] = {}
    for rows in knowledge.names.values():
        words, entries = rows[-1]
        if len(words) == 1 and entries[0].country and entries[0].kind in {"country", "demonym"}:
            found.setdefault(entries[0].country, []).append((words[0], entries[0].kind))
    return found
