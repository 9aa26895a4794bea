"""docs/reference/formats.md names what there is."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman import registry
from dragoman.export.rows import CARRIER_COLUMNS, INCIDENT_COLUMNS

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
