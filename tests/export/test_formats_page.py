"""docs/reference/formats.md names what there is."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
import samples

from dragoman import registry
from dragoman.export import acled, gdelt, icews, phoenix, polecat
from dragoman.export.acts import Item
from dragoman.export.layout import Layout
from dragoman.export.rows import CARRIER_COLUMNS, INCIDENT_COLUMNS
from dragoman.records import Actor, Magnitude, Span

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
OWN = {"csv", "jsonl", "parquet"}


def _tables() -> dict[str, list[list[str]]]:
    """The rows of each table by the first cell of its header."""
    found: dict[str, list[list[str]]] = {}
    for block in PAGE.split("\n\n"):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines() if line.startswith("|")]
        if rows:
            found[rows[0][0]] = rows
    return found


def test_every_format_is_there() -> None:
    """Each registered format has a row, and each of others' a column of the table of fields."""
    tables = _tables()
    assert {name for row in tables["format"][2:] for name in re.findall(r"`([\w-]+)`", row[0])} == set(
        registry.names("dragoman.exporters")
    )
    assert set(", ".join(tables["field"][0][1:]).split(", ")) == set(registry.names("dragoman.exporters")) - OWN


def test_every_field_has_every_cell() -> None:
    """No cell of the table of fields is empty or missing."""
    rows = _tables()["field"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(cell for row in rows for cell in row)


def test_every_column_is_there() -> None:
    """The columns of reports and incidents, all of them and nothing else."""
    tables = _tables()
    for of, columns in (("report", CARRIER_COLUMNS), ("incident", INCIDENT_COLUMNS)):
        named = [name for row in tables[f"column of {'a' if of == 'report' else 'an'} {of}"][2:] for name in re.findall(r"`(\w+)`", row[0])]
        assert sorted(named) == sorted(columns)


LAYOUTS = {
    "polecat": polecat.LAYOUT,
    "icews": icews.LAYOUT,
    "gdelt": gdelt.EVENTS,
    "gdelt-mentions": gdelt.MENTIONS,
    "phoenix": phoenix.LAYOUT,
    "acled": acled.LAYOUT,
}


def _full() -> list[Item]:
    """Acts that have between them everything an act can have."""
    place = samples.make_event().place
    assert place is not None
    un = Actor(name="UN", country="UNO", sector="MIL", other_sectors=("GOV", "MED"), office="general")
    civilians = (samples.mention("civilians", Actor(country="COD", sector="CVL"), 130),)
    shots = {"type": "ASSAULT", "modes": ("firearms",), "cameo": "190"}
    dead = Magnitude(kind="killed", span=Span(start=1, end=2), text="2", low=2.0, high=2.0)
    both = (samples.mention("Them", un, 100), *civilians)
    return [
        samples.make_report(),
        samples.make_report(id="b", actors=both[:1], recipients=both, place=replace(place, resolution="admin2"), magnitudes=(dead,), **shots),
        samples.make_report(id="c", recipients=(*civilians, samples.mention("others", Actor(name="Others", country="COD", sector="CVL"))), **shots),
        samples.make_report(id="d", place=replace(place, resolution="country", name="Chile")),
    ]  # fmt: skip


@pytest.mark.parametrize("format", LAYOUTS)
def test_empty_columns_are_told(format: str) -> None:
    """Whatever column stays empty for acts that have everything is named on the page, and no other."""
    layout: Layout = LAYOUTS[format]
    stream = io.BytesIO()
    registry.find("dragoman.exporters", format)(_full(), stream)
    stream.seek(0)
    rows = list(layout.read(stream))
    empty = {column.name for column in layout.columns if all(row[column.name] in (None, ()) for row in rows)}
    told = [row for row in _tables()["format with empty columns"][2:] if row[0] == f"`{format}`"]
    assert {name for row in told for name in re.findall(r"`([^`]+)`", row[1])} == empty
