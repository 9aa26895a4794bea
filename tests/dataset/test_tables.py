from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from dragoman.dataset.days import ALL_DAYS, Days
from dragoman.dataset.schema import COLUMNS, ORDER
from dragoman.dataset.tables import WriterTable
from dragoman.dataset.versions import create_tables

FIRST = date(2024, 1, 1)


@pytest.fixture
def members(data: Path) -> WriterTable:
    data.mkdir()
    create_tables(data, "text")
    return WriterTable(data, "incident_members")


def _row(number: int, day: int | None, run: int = 1) -> dict[str, object]:
    published = None if day is None else FIRST + timedelta(days=day)
    return {"incident": f"i{number // 2}", "event": f"e{number}", "article": f"a{number}", "published": published, "run": run}


def _read(table: WriterTable, delta: int | None = None) -> list[str]:
    """The events that Delta's own reader finds."""
    found = DeltaTable(str(table.folder), version=delta)
    files = [table.folder / uri.rsplit("/", 1)[1] for uri in found.file_uris()]
    return sorted(event for file in files for event in pq.read_table(file)["event"].to_pylist())


def _add_days(table: WriterTable) -> None:
    for day in range(6):
        table.append([_row(number, day) for number in (4 * day + 3, 4 * day, 4 * day + 2, 4 * day + 1)])


def test_a_delete_leaves_other_days_alone(members: WriterTable) -> None:
    """Only files that hold a row to delete are written anew; the row is gone, its neighbours and every older version stay."""
    _add_days(members)
    members.append([_row(100, None), _row(101, None)])
    before, delta, names = _read(members), members.delta, set(members.files())
    assert members.delete("incident", ["i2", "i50", "no'ne"], Days.around([FIRST + timedelta(days=1), None]), before=2) == 4
    assert len(names - set(members.files())) == 2
    assert _read(members) == [event for event in before if event not in {"e4", "e5", "e100", "e101"}]
    assert _read(members, delta) == before
    assert members.count() == len(before) - 4
    kept = members.delta
    assert members.delete("incident", ["i9"], ALL_DAYS, before=1) == members.delete("incident", [], ALL_DAYS, before=9) == 0
    assert members.delta == kept
    members.restore(delta)
    assert _read(members) == before


def test_what_is_packed_lies_in_order(members: WriterTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files become one in order of days, whatever order they came in, and older versions still read."""
    monkeypatch.setattr("dragoman.dataset.tables._LOOSE_FILES", 5)
    members.append([_row(100, 2), _row(101, None)])
    _add_days(members)
    before, delta = _read(members), members.delta
    members.pack()
    (file,) = members.files()
    rows = pq.ParquetFile(file).read().cast(COLUMNS["incident_members"])
    places = pc.sort_indices(rows, [(column, "ascending") for column in ORDER["incident_members"]])
    assert places.to_pylist() == list(range(26))
    assert (_read(members), _read(members, delta), members.count()) == (before, before, 26)


def test_packed_by_neighbours(members: WriterTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too much for one file becomes several, each with days of its own."""
    _add_days(members)
    sizes = [file.stat().st_size for file in members.files()]
    monkeypatch.setattr("dragoman.dataset.tables._LOOSE_FILES", 3)
    monkeypatch.setattr("dragoman.dataset.tables._SORTED_BYTES", 2 * max(sizes))
    members.pack()
    days = sorted(tuple(sorted(set(pq.read_table(file)["published"].to_pylist()))) for file in members.files())
    assert days == [(FIRST + timedelta(days=day), FIRST + timedelta(days=day + 1)) for day in (0, 2, 4)]


def test_many_commits(members: WriterTable, data: Path) -> None:
    """Past the log's checkpoints, a table that is opened again holds what it held, and Delta's own reader agrees."""
    for number in range(25):
        members.append([_row(2 * number, number), _row(2 * number + 1, number)])
        members.delete("event", [f"e{2 * number}"], Days.around([FIRST + timedelta(days=number)]), before=2)
    again = WriterTable(data, "incident_members")
    assert list((members.folder / "_delta_log").glob("*.checkpoint*.parquet"))
    assert _read(again) == _read(members) == sorted(f"e{2 * number + 1}" for number in range(25))
    assert (again.delta, again.count()) == (members.delta, 25)
