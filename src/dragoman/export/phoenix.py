"""Phoenix: tab-separated, no header, 26 columns, one row for each distinct date, source, target and code.

Source of columns: `postprocess.py` of openeventdata/phoenix_pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Unpack

from dragoman.export.acts import Act, Choice, Item, Party, acts_of
from dragoman.export.codes import chain_of, goldstein, load_codes, role_of, root_of
from dragoman.export.layout import Cell, Column, Layout, Line, clean, clean_item
from dragoman.export.pairs import Pair, pairs_of
from dragoman.export.petrarch import NOBODY, evidence_of, issues_of
from dragoman.records import Place

__all__ = ["LAYOUT", "export_phoenix", "lines_of", "read_phoenix"]

_ROLES = frozenset({"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"})
_PENTA = {"01": "0", "02": "0", **dict.fromkeys(("03", "04", "05"), "1"), **dict.fromkeys(("06", "07", "08"), "2")}
_PENTA |= dict.fromkeys(("09", "10", "11", "12", "13", "16"), "3")


def _side(side: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}ActorFull", "code"),
        Column(f"{side}ActorEntity", "code"),
        Column(f"{side}ActorRole", "code"),
        Column(f"{side}ActorAttribute", "list"),
    )


LAYOUT = Layout(
    format="Phoenix",
    header=False,
    day="%Y%m%d",
    columns=(
        Column("EventID", "code"),
        Column("Date", "day"),
        Column("Year", "code"),
        Column("Month", "code"),
        Column("Day", "code"),
        *_side("Source"),
        *_side("Target"),
        Column("EventCode", "code"),
        Column("EventRootCode", "code"),
        Column("PentaClass", "code"),
        Column("GoldsteinScore", "number"),
        Column("Issues", "list"),
        Column("Lat", "number"),
        Column("Lon", "number"),
        Column("LocationName"),
        Column("StateName"),
        Column("CountryCode", "code"),
        Column("SentenceID", "list"),
        Column("URLs", "list"),
        Column("NewsSources", "list"),
    ),
)


@dataclass(slots=True)
class _Row:
    """What all acts of one key say together."""

    issues: dict[str, int] = field(default_factory=dict)
    first: tuple[str, Pair, Place | None] | None = None
    """The act with the least id: its parties and place stand for all."""
    ids: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)


def lines_of(acts: Iterable[Act]) -> Iterator[Line]:
    """The rows by date, source, target and code, numbered from 1, the same whatever the order of acts; all rows are in memory
    at once.

    The date is the act's or, without one, that of the first publication.
    """
    held: dict[tuple[date, str, str, str], _Row] = {}
    for act in acts:
        for pair in pairs_of(act):
            key = (act.story_day or date.min, chain_of(pair.actor) or NOBODY, chain_of(pair.recipient) or NOBODY, act.cameo)
            _add(held.setdefault(key, _Row()), act, pair)
    for number, (key, row) in enumerate(sorted(held.items(), key=lambda item: item[0]), 1):
        yield _line(number, key, row)


def _add(row: _Row, act: Act, pair: Pair) -> None:
    for name, count in issues_of(act):
        row.issues[name] = row.issues.get(name, 0) + count
    if row.first is None or (act.place is not None, row.first[0]) > (row.first[2] is not None, act.id):
        row.first = (act.id, pair, act.place)
    row.ids.update(evidence_of(act))
    urls = (clean((each.carrier.url or "").replace(";", "%3B")) for each in act.reports)
    row.urls.update(url for url in urls if url)
    row.outlets.update(outlet for each in act.publishers if (outlet := clean_item(each, ";")))


def _line(number: int, key: tuple[date, str, str, str], row: _Row) -> Line:
    day, source, target, cameo = key
    known = day != date.min
    _, pair, place = row.first or ("", Pair(None, None), None)
    return {
        "EventID": str(number),
        "Date": day if known else None,
        "Year": f"{day.year:04d}" if known else None,
        "Month": f"{day.month:02d}" if known else None,
        "Day": f"{day.day:02d}" if known else None,
        "SourceActorFull": source,
        **_party("Source", pair.actor),
        "TargetActorFull": target,
        **_party("Target", pair.recipient),
        "EventCode": cameo,
        "EventRootCode": root_of(cameo),
        "PentaClass": _PENTA.get(root_of(cameo), "4"),
        "GoldsteinScore": goldstein(cameo),
        "Issues": tuple(f"{name},{count}" for name, count in sorted(row.issues.items())),
        "Lat": place.latitude if place else None,
        "Lon": place.longitude if place else None,
        "LocationName": clean(place.name) if place else None,
        "StateName": clean(load_codes().province(place)) if place else None,
        "CountryCode": place.country if place else None,
        "SentenceID": tuple(sorted(row.ids)),
        "URLs": tuple(sorted(row.urls)),
        "NewsSources": tuple(sorted(row.outlets)),
    }


def _party(side: str, party: Party | None) -> dict[str, Cell]:
    codes = load_codes()
    country = party.actor.country if party else None
    known = codes.entities.get(country or "")
    entity = known["phoenix"] if known else codes.country(country, "cameo")
    roles = list(dict.fromkeys(role for sector in (party.sectors if party else ()) if (role := role_of(sector))))
    role = next((each for each in roles if each in _ROLES), None)
    return {
        f"{side}ActorEntity": entity or None,
        f"{side}ActorRole": role,
        f"{side}ActorAttribute": tuple(each for each in roles if each != role),
    }


def export_phoenix(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write Phoenix rows; actual acts with a named doer unless the choice says otherwise."""
    LAYOUT.write(lines_of(acts_of(items, **choice)), stream)


def read_phoenix(stream: BinaryIO) -> Iterator[dict[str, Cell]]:
    """The rows of a Phoenix file, cells as values. Raises: ExportError."""
    return LAYOUT.read(stream)
