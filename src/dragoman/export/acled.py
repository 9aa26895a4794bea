"""The columns of ACLED's CSV (Armed Conflict Location & Event Data), one row an act, as its codebook has them.

It is ACLED-like: the columns and words are ACLED's, the selection is ours. Acts that ACLED has no type for (meetings,
accusations, sanctions) have no row; how many of which type is logged as a warning.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import BinaryIO, Unpack

from dragoman.export.acts import Act, Choice, Item, Party, acts_of
from dragoman.export.codes import load_codes, name_of, number_of
from dragoman.export.layout import Cell, Column, Layout, Line, clean, clean_item
from dragoman.ontology import read_table
from dragoman.records import Place

__all__ = ["LAYOUT", "export_acled", "line_of", "read_acled"]

logger = logging.getLogger(__name__)

LAYOUT = Layout(
    format="ACLED",
    header=True,
    separator=",",
    quoted=True,
    joint="; ",
    columns=(
        Column("event_id_cnty", "code"),
        Column("event_date", "day"),
        Column("year", "integer"),
        Column("time_precision", "integer"),
        Column("disorder_type", "code"),
        Column("event_type", "code"),
        Column("sub_event_type", "code"),
        Column("actor1"),
        Column("assoc_actor_1", "list"),
        Column("inter1", "code"),
        Column("actor2"),
        Column("assoc_actor_2", "list"),
        Column("inter2", "code"),
        Column("interaction", "code"),
        Column("civilian_targeting", "code"),
        Column("iso", "integer"),
        Column("region"),
        Column("country"),
        Column("admin1"),
        Column("admin2"),
        Column("admin3"),
        Column("location"),
        Column("latitude", "number"),
        Column("longitude", "number"),
        Column("geo_precision", "integer"),
        Column("source", "list"),
        Column("source_scale", "code"),
        Column("notes"),
        Column("fatalities", "integer"),
        Column("tags", "code"),
        Column("timestamp", "integer"),
    ),
)
_DISORDER = {
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_CLOSENESS = {"city": 1, "feature": 1, "admin2": 2}
"""`geo_precision` of a place; 3 for a province or a country."""
_STATE, _CIVILIANS, _EXTERNAL = 1, 7, 8
_ARMED = frozenset({1, 2, 3, 4, 8})
_CROWDS = {"Protests": 6, "Riots": 5}
"""The actor class of those who demonstrate."""


@cache
def _types() -> dict[tuple[str, str], tuple[str, str]]:
    """(PLOVER type, mode or "") -> (event_type, sub_event_type)."""
    table = files("dragoman.export") / "data" / "acled.csv"
    columns = ("type", "mode", "event_type", "sub_event_type", "basis")
    return {(row["type"], row["mode"]): (row["event_type"], row["sub_event_type"]) for row in read_table(table, columns)}


@cache
def _classes() -> dict[int, tuple[str, str]]:
    """Class of actors -> (its words, the name of its people who have none)."""
    table = files("dragoman.export") / "data" / "acled_inter.csv"
    return {int(row["class"]): (row["inter"], row["people"]) for row in read_table(table, ("class", "inter", "people"))}


def line_of(act: Act) -> Line | None:
    """The row of an act; None for one that ACLED has no type for. The day is the middle one where the text gives a week or a
    month. Fatalities: the lowest number that all reports allow, empty when none gives one (ACLED itself writes 0)."""
    inter = [_class(act.actors, act.place), _class(act.recipients, act.place)]
    kind = _kind(act, inter)
    if kind is None:
        return None
    codes, place = load_codes(), act.place
    civilians = inter[1] == _CIVILIANS and kind[0] not in ("Protests", "Riots", "Strategic developments")
    if kind[0] in _CROWDS:
        side = 1 if act.type == "ASSAULT" else 0  # tear gas hits who demonstrates
        inter[side] = _CROWDS[kind[0]] if (act.actors, act.recipients)[side] else None
    iso, dead = codes.country(place.country, "isonumeric") if place else None, act.figure("killed")
    day = act.day + ((act.end or act.day) - act.day) // 2 if act.day else None
    return {
        "event_id_cnty": f"{place.country if place and codes.country_name(place.country) else 'XXX'}{number_of(act.id)}",
        "event_date": day,
        "year": day.year if day else None,
        "time_precision": _precision(act),
        "disorder_type": _DISORDER.get(kind[0], "Political violence"),
        "event_type": kind[0],
        "sub_event_type": kind[1],
        **_side(1, act.actors, inter[0], place),
        **_side(2, act.recipients, inter[1], place),
        "interaction": _interaction(inter, alone=not act.recipients),
        "civilian_targeting": "Civilian targeting" if civilians else None,
        "iso": int(iso) if iso else None,
        "region": None,
        "country": codes.country_name(place.country) if place else None,
        "admin1": clean(codes.province(place)) if place else None,
        "admin2": clean(place.name) if place and place.resolution == "admin2" else None,
        "admin3": None,
        "location": clean(place.name) if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geo_precision": _CLOSENESS.get(place.resolution or "", 3) if place and place.latitude is not None else None,
        "source": tuple(name for each in act.publishers if (name := clean_item(each, ";"))),
        "source_scale": None,
        "notes": clean(act.summary),
        "fatalities": int(dead.low) if dead and dead.low is not None else None,
        "tags": None,
        "timestamp": None,
    }


def _kind(act: Act, inter: list[int | None]) -> tuple[str, str] | None:
    types = _types()
    found = next((types[act.type, mode] for mode in act.modes if (act.type, mode) in types), types.get((act.type, "")))
    if found is not None and act.type == "ASSAULT" and found[0] == "Violence against civilians":
        two_sided = not act.recipients and len(act.actors) > 1
        if two_sided or (inter[0] in _ARMED and inter[1] in _ARMED and found[1] == "Attack"):
            return "Battles", "Armed clash"
    return found


def _class(parties: tuple[Party, ...], place: Place | None) -> int | None:
    """The class of the first party that has one; a state's forces abroad, and an international body's, are external."""
    codes = load_codes()
    for party in parties:
        home, here = party.actor.country, place.country if place else None
        for sector in party.sectors:
            if sector in codes.sectors and (number := codes.sectors[sector]["acled"]):
                abroad = home in codes.entities or (home is not None and here is not None and home != here)
                return _EXTERNAL if int(number) == _STATE and abroad else int(number)
    return None


def _interaction(inter: list[int | None], *, alone: bool) -> str | None:
    """Both classes, the lower number first, or one "only"; None where a side has no class."""
    words = [_classes()[each][0] for each in sorted(each for each in inter if each)]
    if len(words) == 2:
        return "-".join(words)
    return f"{words[0]} only" if words and alone else None


def _side(number: int, parties: tuple[Party, ...], inter: int | None, place: Place | None) -> dict[str, Cell]:
    """Who it was, and who else. Crowds and civilians go by their class and country, with their own names beside it."""
    words, people = _classes()[inter] if inter else (None, "")
    names = [name for party in parties if (name := clean_item(name_of(party), ";"))]
    if people:
        countries = [party.actor.country for party in parties] + [place.country if place else None]
        country = next((name for each in countries if (name := load_codes().country_name(each))), None)
        names.insert(0, f"{people} ({country})" if country else people)
    return {
        f"actor{number}": names[0] if names else None,
        f"assoc_actor_{number}": tuple(names[1:]),
        f"inter{number}": words,
    }


def _precision(act: Act) -> int | None:
    """1 the day, 2 within a week, 3 within a month."""
    if act.day is None:
        return None
    days = ((act.end or act.day) - act.day).days
    return 1 if days == 0 else 2 if days < 7 else 3


def export_acled(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write ACLED's columns; actual acts with a named doer unless the choice says otherwise."""
    left: Counter[str] = Counter()

    def lines() -> Iterator[Line]:
        for act in acts_of(items, **choice):
            line = line_of(act)
            if line is None:
                left[act.type] += 1
            else:
                yield line

    LAYOUT.write(lines(), stream)
    if left:
        kinds = ", ".join(f"{name} {count}" for name, count in sorted(left.items()))
        logger.warning("acled: %d acts have no place in ACLED's types and are not written: %s.", left.total(), kinds)


def read_acled(stream: BinaryIO) -> Iterator[dict[str, Cell]]:
    """The rows of a file with ACLED's columns, cells as values. Raises: ExportError."""
    return LAYOUT.read(stream)
