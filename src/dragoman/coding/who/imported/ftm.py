"""OpenSanctions' FollowTheMoney entities, one JSON object a line: people with the positions they held, and bodies.

A person has a row for each Occupancy, with its days and the country and sector of its Position; one without days when only a
country or topic is known. Entities nested in others (`targets.nested.json`) are read like those on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from dragoman.coding.who.imported.cameo import country_of
from dragoman.coding.who.imported.rows import ActorRow, Fault, check_row
from dragoman.coding.who.knowledge import KnowledgeBase
from dragoman.errors import TableError
from dragoman.ontology import load_ontology, read_table

__all__ = ["read_ftm"]

_BODIES = {"Organization": "", "PublicBody": "GOV", "Company": "BUS", "LegalEntity": "", "PoliticalParty": "PTY"}
"""Schemata of bodies, with the sector that follows from the schema alone."""
_LATIN = re.compile(r"[\s\d\W_a-zA-ZÀ-ɏḀ-ỿ]+")


class _Entity(msgspec.Struct):
    """An entity as it stands on a line; a property's values are texts, ids or nested entities."""

    id: str
    schema: str
    caption: str = ""
    properties: dict[str, list[Any]] = {}


@dataclass(slots=True)
class _Seen:
    """The entities of a file by id, with their lines; occupancies in order."""

    people: dict[str, tuple[_Entity, int]] = field(default_factory=dict)
    positions: dict[str, _Entity] = field(default_factory=dict)
    occupancies: dict[str, tuple[_Entity, int]] = field(default_factory=dict)


def read_ftm(lines: Iterable[str], file: str, knowledge: KnowledgeBase) -> Iterator[ActorRow | Fault]:
    """The actors of a file: bodies as they come, then people. `knowledge` tells the sector of a position from its words."""
    seen = _Seen()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entity = msgspec.json.decode(line, type=_Entity)
        except msgspec.MsgspecError as exc:
            yield Fault(file=file, line=number, reason=f"no FollowTheMoney entity ({exc}). Each line is one JSON object.")
            continue
        yield from _take(entity, number, seen, file, knowledge)
    held: dict[str, list[tuple[_Entity, int]]] = {}
    for occupancy, number in seen.occupancies.values():
        holder = next((_id(value) for value in occupancy.properties.get("holder", ())), "")
        if holder not in seen.people:
            yield Fault(file=file, line=number, reason=f"occupancy {occupancy.id}: its holder '{holder}' is not in this file.")
        held.setdefault(holder, []).append((occupancy, number))
    for key, (person, number) in seen.people.items():
        yield from _person(person, number, held.get(key, []), seen.positions, file, knowledge)


def _take(entity: _Entity, line: int, seen: _Seen, file: str, knowledge: KnowledgeBase) -> Iterator[ActorRow | Fault]:
    """Keep an entity and those nested in it; the row of a body."""
    for name, values in entity.properties.items():
        for value in values:
            if isinstance(value, dict):
                try:
                    inner = msgspec.convert(value, type=_Entity)
                except msgspec.ValidationError as exc:
                    yield Fault(file=file, line=line, reason=f"property {name}: no entity ({exc}).")
                    continue
                if inner.schema == "Occupancy":
                    inner.properties.setdefault("holder", [entity.id])
                yield from _take(inner, line, seen, file, knowledge)
    if entity.schema == "Person":
        seen.people.setdefault(entity.id, (entity, line))
    elif entity.schema == "Position":
        seen.positions.setdefault(entity.id, entity)
    elif entity.schema == "Occupancy":
        seen.occupancies.setdefault(entity.id, (entity, line))
    elif entity.schema in _BODIES:
        names = _names(entity, least_words=1)
        if not names:
            yield Fault(file=file, line=line, reason=f"{entity.id} has no name in Latin letters.")
            return
        country, extra = _country(entity)
        sector = _topic(entity) or _BODIES[entity.schema] or _role_sector(names[0], knowledge)
        yield from _checked(names, "organization", country, sector, extra, "", "", "", file, line)


def _person(
    person: _Entity,
    line: int,
    held: list[tuple[_Entity, int]],
    positions: dict[str, _Entity],
    file: str,
    knowledge: KnowledgeBase,
) -> Iterator[ActorRow | Fault]:
    names = _names(person, least_words=2)
    if not names:
        yield Fault(file=file, line=line, reason=f"{person.id} has no name of two words in Latin letters.")
        return
    country, extra = _country(person)
    for occupancy, number in held:
        post = next((_id(value) for value in occupancy.properties.get("post", ())), "")
        position = positions.get(post)
        if position is None:
            yield Fault(file=file, line=number, reason=f"occupancy {occupancy.id}: its post '{post}' is not in this file.")
            continue
        office = next(iter(_texts(position, "name")), position.caption)
        state, pre = _country(position)
        sector = _role_sector(office, knowledge) or _topic(position)
        since, until = (min(_texts(occupancy, name), default="") for name in ("startDate", "endDate"))
        yield from _checked(names, "person", state or country, sector, pre or extra, office, since, until, file, number)
    if not held and (country or _topic(person)):
        office = next(iter(_texts(person, "position")), "")
        sector = _role_sector(office, knowledge) or _topic(person)
        yield from _checked(names, "person", country, sector, extra, office, "", "", file, line)


def _checked(
    names: tuple[str, ...],
    kind: str,
    country: str,
    sector: str,
    extra: str,
    office: str,
    since: str,
    until: str,
    file: str,
    line: int,
) -> Iterator[ActorRow | Fault]:
    try:
        yield check_row(
            ActorRow(
                name=names[0],
                aliases=names[1:],
                kind=kind,
                country=country,
                sector=sector or extra,
                other_sectors=(extra,) if extra and sector else (),
                office=office,
                since=since[:10],
                until=until[:10],
                file=file,
                line=line,
            )
        )
    except TableError as exc:
        yield Fault(file=file, line=line, reason=str(exc))


def _id(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else str(value)


def _texts(entity: _Entity, name: str) -> list[str]:
    return [value for value in entity.properties.get(name, ()) if isinstance(value, str) and value]


def _names(entity: _Entity, *, least_words: int) -> tuple[str, ...]:
    """Caption, names and aliases in Latin letters; a person's one-word alias would be met in every text."""
    found = (entity.caption, *_texts(entity, "name"), *_texts(entity, "alias"), *_texts(entity, "weakAlias"))
    spaced = (" ".join(name.replace(";", " ").split()) for name in found)
    usable = [
        name
        for name in spaced
        if _LATIN.fullmatch(name) and len(name.split()) >= least_words and len(name) > 2 and not name.islower()
    ]
    return tuple(dict.fromkeys(usable))


def _country(entity: _Entity) -> tuple[str, str]:
    """The first country that is known, and PRE for one recognized in part."""
    for name in ("country", "jurisdiction", "mainCountry", "citizenship", "nationality"):
        for given in _texts(entity, name):
            country, extra = country_of(given.split("-")[0])
            if country:
                return country, extra
    return "", ""


def _topic(entity: _Entity) -> str:
    """The sector of the topic that says most."""
    topics = set(_texts(entity, "topics"))
    return next((sector for topic, sector in _topics().items() if topic in topics), "")


def _role_sector(words: str, knowledge: KnowledgeBase) -> str:
    """The sector of the first role that the words of an office or body hold: "Minister of Defence" GOV."""
    lower = re.findall(r"[\w'-]+", words.lower())
    for start in range(len(lower)):
        found = knowledge.match_role(lower, start)
        if found is not None and found[1][0].sector:
            return found[1][0].sector
    return ""


@cache
def _topics() -> dict[str, str]:
    """Topic -> sector, what says most first."""
    table = {}
    for row in read_table(files("dragoman.coding.who.imported") / "data" / "topics.csv", ("topic", "sector")):
        if row["sector"] not in load_ontology().sectors:
            raise row.error(f"sector '{row['sector']}' is unknown")
        table[row["topic"]] = row["sector"]
    return table
