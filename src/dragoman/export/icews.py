"""ICEWS coded event data: tab-separated with a header, 20 columns, one row for each pair of actor and recipient.

Source of names and order: headers quoted in public readers of the Dataverse files (Boschee et al. 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Unpack

from dragoman.export.acts import Act, Choice, Item, Party, acts_of
from dragoman.export.codes import goldstein, label_of, load_codes, name_of, number_of
from dragoman.export.layout import Cell, Column, Layout, Line, clean
from dragoman.export.pairs import pairs_of

__all__ = ["LAYOUT", "export_icews", "lines_of", "read_icews"]


def _side(side: str) -> tuple[Column, ...]:
    return Column(f"{side} Name"), Column(f"{side} Sectors", "list"), Column(f"{side} Country")


LAYOUT = Layout(
    format="ICEWS",
    header=True,
    joint=",",
    columns=(
        Column("Event ID", "integer"),
        Column("Event Date", "day"),
        *_side("Source"),
        Column("Event Text"),
        Column("CAMEO Code", "code"),
        Column("Intensity", "number"),
        *_side("Target"),
        Column("Story ID", "integer"),
        Column("Sentence Number", "integer"),
        Column("Publisher"),
        Column("City"),
        Column("District"),
        Column("Province"),
        Column("Country"),
        Column("Latitude", "number"),
        Column("Longitude", "number"),
    ),
)
_TOWN = frozenset({"city", "feature"})


def lines_of(act: Act) -> Iterator[Line]:
    """A line for each pair. The date is the act's, or that of the first publication, as ICEWS dates by the story."""
    codes, place, carrier = load_codes(), act.place, act.carrier
    story = carrier.article if carrier else (act.articles[0] if act.articles else act.id)
    town = place.name if place and place.resolution in _TOWN else None
    for pair in pairs_of(act):
        yield {
            "Event ID": number_of(pair.id_of(act)),
            "Event Date": act.story_day,
            **_party("Source", pair.actor),
            "Event Text": clean((label_of(act.cameo) or "").removesuffix(" (general)")),
            "CAMEO Code": act.cameo,
            "Intensity": goldstein(act.cameo),
            **_party("Target", pair.recipient),
            "Story ID": number_of(story),
            "Sentence Number": act.first.event.sentence_number if act.first else None,
            "Publisher": clean(act.outlet),
            "City": clean(town),
            "District": clean(place.name) if place and place.resolution == "admin2" else None,
            "Province": clean(codes.province(place)) if place else None,
            "Country": codes.country_name(place.country) if place else None,
            "Latitude": place.latitude if place else None,
            "Longitude": place.longitude if place else None,
        }


def _party(side: str, party: Party | None) -> dict[str, Cell]:
    codes = load_codes()
    if party is None:
        return {f"{side} Name": None, f"{side} Sectors": (), f"{side} Country": None}
    entity = codes.entities.get(party.actor.country or "")
    labels = [entity["icews"]] if entity else []
    labels += [codes.sectors[sector]["icews"] for sector in party.sectors if sector in codes.sectors]
    return {
        f"{side} Name": clean(name_of(party)),
        f"{side} Sectors": tuple(dict.fromkeys(label for label in labels if label)),
        f"{side} Country": codes.country_name(party.actor.country),
    }


def export_icews(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write ICEWS rows; actual acts with a named doer unless the choice says otherwise."""
    LAYOUT.write((line for act in acts_of(items, **choice) for line in lines_of(act)), stream)


def read_icews(stream: BinaryIO) -> Iterator[dict[str, Cell]]:
    """The rows of an ICEWS file, cells as values. Raises: ExportError."""
    return LAYOUT.read(stream)
