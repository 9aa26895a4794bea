"""The columns of ACLED's CSV (Armed Conflict Location & Event Data), one row an act, from memory of its codebook.

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

__all__ = ["LAYOUT", "export_acled", "line_of", "read_acled"]

logger = logging.getLogger(__name__)

LAYOUT = Layout(
    format="ACLED",
    header=True,
    separator=",",
    quoted=True,
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
        Column("inter1", "integer"),
        Column("actor2"),
        Column("assoc_actor_2", "list"),
        Column("inter2", "integer"),
        Column("interaction", "integer"),
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
_ARMED = frozenset({1, 2, 3, 4})
_CIVILIANS = 7


@cache
def _types() -> dict[tuple[str, str], tuple[str, str]]:
    """(PLOVER type, mode or "") -> (event_type, sub_event_type)."""
    table = files("dragoman.export") / "data" / "acled.csv"
    columns = ("type", "mode", "event_type", "sub_event_type", "basis")
    return {(row["type"], row["mode"]): (row["event_type"], row["sub_event_type"]) for row in read_table(table, columns)}


def line_of(act: Act) -> Line | None:
    """The row of an act; None for one that ACLED has no type for. Fatalities: the lowest number that all reports allow, empty
    when none gives one (ACLED itself writes 0)."""
    kind = _kind(act)
    if kind is None:
        return None
    codes, place = load_codes(), act.place
    inter = [_inter(act.actors), _inter(act.recipients)]
    iso, dead = codes.country(place.country, "isonumeric") if place else None, act.figure("killed")
    joined = sorted(each for each in inter if each)
    civilians = inter[1] == _CIVILIANS and kind[0] not in ("Protests", "Riots", "Strategic developments")
    towns = place is not None and place.resolution in ("city", "feature")
    country = codes.country(place.country, "iso2") if place else None
    return {
        "event_id_cnty": f"{country or 'XX'}{number_of(act.id)}",
        "event_date": act.day,
        "year": act.day.year if act.day else None,
        "time_precision": _precision(act),
        "disorder_type": _DISORDER.get(kind[0], "Political violence"),
        "event_type": kind[0],
        "sub_event_type": kind[1],
        **_side(1, act.actors, inter[0]),
        **_side(2, act.recipients, inter[1]),
        "interaction": int("".join(map(str, joined))) if joined else None,
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
        "geo_precision": (1 if towns else 3) if place and place.latitude is not None else None,
        "source": tuple(name for each in act.publishers if (name := clean_item(each, ";"))),
        "source_scale": None,
        "notes": clean(act.summary),
        "fatalities": int(dead.low) if dead and dead.low is not None else None,
        "tags": None,
        "timestamp": None,
    }


def _kind(act: Act) -> tuple[str, str] | None:
    types = _types()
    found = next((types[act.type, mode] for mode in act.modes if (act.type, mode) in types), types.get((act.type, "")))
    if found is not None and act.type == "ASSAULT" and found[0] == "Violence against civilians":
        sides = (_inter(act.actors), _inter(act.recipients))
        two_sided = not act.recipients and len(act.actors) > 1
        if two_sided or (sides[0] in _ARMED and sides[1] in _ARMED and found[1] == "Attack"):
            return "Battles", "Armed clash"
    return found


def _inter(parties: tuple[Party, ...]) -> int | None:
    sectors = load_codes().sectors
    for party in parties:
        for sector in party.sectors:
            if sector in sectors and (number := sectors[sector]["acled"]):
                return int(number)
    return None


def _side(number: int, parties: tuple[Party, ...], inter: int | None) -> dict[str, Cell]:
    names = [clean_item(name_of(party), ";") for party in parties]
    known = [name for name in names if name]
    return {
        f"actor{number}": known[0] if known else None,
        f"assoc_actor_{number}": tuple(known[1:]),
        f"inter{number}": inter,
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
