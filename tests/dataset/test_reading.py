from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from made import Run, make_article, make_events

import dragoman
from dragoman.dataset import Writer, open_dataset
from dragoman.errors import DatasetError, QueryError

EVENTS = [event for number in range(40) for event in make_events(make_article(number), count=4)]


@pytest.fixture
def opened(data: Path, run: Run) -> dragoman.Dataset:
    run(range(40), count=4)
    return dragoman.open(data)


def test_frames(opened: dragoman.Dataset) -> None:
    """Events, incidents and articles come as pandas, polars and Arrow with typed columns, without the record's JSON."""
    frame = opened.events().to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert frame["date_start"].dtype.kind == "M"
    assert frame["actors"][0][0]["sector"] == "MIL"
    polars = opened.incidents().to_polars()
    assert isinstance(polars, pl.DataFrame)
    assert polars.schema["date_start"] == pl.Date
    assert polars.schema["publishers"] == pl.List(pl.String)
    table = opened.articles().to_arrow(["id", "published"])
    assert table.column_names == ["id", "published"]
    assert table.num_rows == 40
    assert "record" not in frame.columns
    with pytest.raises(QueryError, match="no column 'nope'"):
        opened.events().to_arrow(["nope"])


def test_filters(opened: dragoman.Dataset) -> None:
    """Type, dyad, country, days, status and publisher each keep what they say, and all together what all say."""

    def country(event: dragoman.Event) -> str | None:
        return event.actors[0].actor.country

    assert len(opened.events(status=None)) == len(EVENTS)
    actual = [event for event in EVENTS if event.status == "actual"]
    for found, expected in (
        (opened.events(), actual),
        (opened.events(type="ASSAULT"), [event for event in actual if event.type == "ASSAULT"]),
        (opened.events(type=["ASSAULT", "CONSULT"]), [event for event in actual if event.type != "PROTEST"]),
        (opened.events(type=[]), []),
        (opened.events(status="negated"), [event for event in EVENTS if event.status == "negated"]),
        (opened.events(country="KEN"), [event for event in actual if country(event) == "KEN"]),
        (opened.events(dyad=("KEN", None)), [event for event in actual if country(event) == "KEN"]),
        (
            opened.events(dyad=("KEN", "TZA"), type="ASSAULT"),
            [
                event
                for event in actual
                if (country(event), event.recipients[0].actor.country, event.type) == ("KEN", "TZA", "ASSAULT")
            ],
        ),
        (
            opened.events(since="2024-01-10", until=dt.date(2024, 1, 12)),
            [
                event
                for event in actual
                if event.date and event.date.start and dt.date(2024, 1, 10) <= event.date.start <= dt.date(2024, 1, 12)
            ],
        ),
        (opened.events(publisher="The Kigali Post"), [event for event in actual if int(event.article[1:]) % 3 == 2]),
    ):
        assert sorted(event.id for event in found) == sorted(event.id for event in expected)
        assert len(found) == len(expected)
    assert {incident.publishers for incident in opened.incidents(publisher="The Kigali Post", since="2024-01-20")}
    assert len(opened.articles(publisher=["The Kigali Post"], until="2024-01-03")) == 2
    with pytest.raises(QueryError, match="no day"):
        opened.events(since="yesterday")


def test_a_reader_stays_at_its_version(data: Path, run: Run, opened: dragoman.Dataset) -> None:
    """What is open does not change under the reader; opened again, it is the newer version."""
    run(range(40, 50))
    assert len(opened.articles()) == 40
    assert len(dragoman.open(data).articles()) == 50
    assert opened.query("SELECT max(version) FROM runs").rows() == [(1,)]
    assert dragoman.open(data, version=1).version == opened.version


def test_what_is_not_there(data: Path, run: Run, tmp_path: Path) -> None:
    """A missing dataset, another directory, a dataset without a whole version, a version it does not have: each is told."""
    with pytest.raises(DatasetError, match="there is no dataset here"):
        dragoman.open(tmp_path / "none")
    with pytest.raises(DatasetError, match="not a Dragoman dataset"):
        dragoman.open(tmp_path)
    with Writer(data, coder="coder 1"), pytest.raises(DatasetError, match="no whole version yet"):
        dragoman.open(data)
    run(range(3))
    with pytest.raises(DatasetError, match="no version 7; it holds 1 to 1"):
        dragoman.open(data, version=7)
    (data / "dragoman.json").write_text('{"format": 99, "keep": "text"}')
    with pytest.raises(DatasetError, match="format 99"):
        dragoman.open(data)


def test_a_damaged_dataset(data: Path, run: Run) -> None:
    """A file that is gone is named; the error is ours."""
    run(range(3))
    opened = open_dataset(data)
    opened.files["events"][0].unlink()
    with pytest.raises(DatasetError, match="cannot be read"):
        len(opened.events())
