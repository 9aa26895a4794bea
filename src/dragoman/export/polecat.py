"""POLECAT: tab-separated with a header, 40 columns, one row for each pair of actor and recipient.

Source of names and order: headers quoted in public readers of the Dataverse files (Halterman et al. 2023).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Unpack

from dragoman.export.acts import Act, Choice, Item, Party, acts_of
from dragoman.export.codes import load_codes
from dragoman.export.layout import Cell, Column, Layout, Line, clean, clean_item
from dragoman.export.pairs import pairs_of

__all__ = ["LAYOUT", "QUADS", "export_polecat", "lines_of", "read_polecat"]

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def _side(side: str) -> tuple[Column, ...]:
    return (
        Column(f"{side} Name"),
        Column(f"{side} Country", "code"),
        Column(f"{side} COW", "code"),
        Column(f"Primary {side} Sector", "code"),
        Column(f"{side} Sectors", "list"),
        Column(f"{side} Title"),
        Column(f"{side} Name Raw"),
        Column(f"Wikipedia {side} ID"),
    )


LAYOUT = Layout(
    format="POLECAT",
    header=True,
    columns=(
        Column("Event ID", "code"),
        Column("Event Date", "day"),
        Column("Event Type", "code"),
        Column("Event Mode", "list"),
        Column("Intensity", "number"),
        Column("Quad Code", "code"),
        Column("Contexts", "list"),
        *_side("Actor"),
        *_side("Recipient"),
        Column("Placename"),
        Column("City"),
        Column("District"),
        Column("Province"),
        Column("Country", "code"),
        Column("Latitude", "number"),
        Column("Longitude", "number"),
        Column("GeoNames ID", "integer"),
        Column("Raw Placename"),
        Column("Feature Type", "code"),
        Column("Source"),
        Column("Publication Date", "day"),
        Column("Story People", "list"),
        Column("Story Organizations", "list"),
        Column("Story Locations", "list"),
        Column("Language", "code"),
        Column("Version"),
    ),
)
_FEATURES = {"country": "PCLI", "admin1": "ADM1", "admin2": "ADM2", "city": "PPL"}
"""The GeoNames feature of a place by how close it is known; the gazetteer keeps no closer feature."""


def lines_of(act: Act) -> Iterator[Line]:
    """A line for each pair; the date is the act's own, never that of publication."""
    codes, place = load_codes(), act.place
    at: dict[str, Cell] = {
        "Placename": clean(place.name) if place else None,
        "City": clean(place.name) if place and place.resolution == "city" else None,
        "District": clean(place.name) if place and place.resolution == "admin2" else None,
        "Province": clean(codes.province(place)) if place else None,
        "Country": place.country if place else None,
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
        "GeoNames ID": place.geonameid if place else None,
        "Raw Placename": clean(place.text) if place else None,
        "Feature Type": _FEATURES.get(place.resolution or "") if place else None,
    }
    for pair in pairs_of(act):
        yield {
            "Event ID": pair.id_of(act),
            "Event Date": act.day,
            "Event Type": act.type,
            "Event Mode": act.modes,
            "Intensity": act.score,
            "Quad Code": QUADS.get(act.quad),
            "Contexts": act.contexts,
            **_party("Actor", pair.actor),
            **_party("Recipient", pair.recipient),
            **at,
            "Source": clean(act.outlet),
            "Publication Date": act.first_report,
            "Story People": (),
            "Story Organizations": (),
            "Story Locations": (),
            "Language": None,
            "Version": clean(act.coder),
        }


def _party(side: str, party: Party | None) -> dict[str, Cell]:
    actor = party.actor if party else None
    return {
        f"{side} Name": clean(actor.name) if actor else None,
        f"{side} Country": actor.country if actor else None,
        f"{side} COW": load_codes().country(actor.country, "cow") if actor else None,
        f"Primary {side} Sector": actor.sector if actor else None,
        f"{side} Sectors": tuple(clean_item(sector, ";") or "" for sector in party.sectors) if party else (),
        f"{side} Title": clean(actor.office) if actor else None,
        f"{side} Name Raw": clean(party.text) if party else None,
        f"Wikipedia {side} ID": None,
    }


def export_polecat(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write POLECAT rows; actual acts with a named doer unless the choice says otherwise."""
    LAYOUT.write((line for act in acts_of(items, **choice) for line in lines_of(act)), stream)


def read_polecat(stream: BinaryIO) -> Iterator[dict[str, Cell]]:
    """The rows of a POLECAT file, cells as values. Raises: ExportError."""
    return LAYOUT.read(stream)
