"""`dragoman incidents` on a dataset of the example wire."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.apps.cli import app
from dragoman.dataset import open_dataset
from dragoman.errors import DatasetError, QueryError

runner = CliRunner(env={"COLUMNS": "200", "TERM": "dumb"})


@pytest.fixture
def dataset(wire: Path) -> Path:
    return wire


def test_one_happening_is_one_incident(dataset: Path) -> None:
    """Eight articles of six mastheads: the massacre with its toll from 12 to 17 is one incident, the next raid another."""
    found = list(open_dataset(dataset).incidents(type="ASSAULT", country="COD"))
    massacre = max(found, key=lambda one: len(one.publishers))
    assert len(massacre.publishers) == 6
    assert massacre.reports == 4
    killed = next(figure for figure in massacre.figures if figure.kind == "killed")
    assert (killed.low, killed.high, killed.latest_high) == (12, 17, 17)
    assert massacre.denied_by
    assert any(one.start != massacre.start for one in found)


def test_the_table_and_one_incident(dataset: Path) -> None:
    """The list names each incident's id, and an id shows its values and sentences."""
    listed = runner.invoke(app, ["incidents", str(dataset), "--sort", "reports", "--limit", "1"], catch_exceptions=False)
    name = next(iter(sorted(open_dataset(dataset).incidents(), key=lambda one: (-one.reports, -len(one.articles))))).id
    assert name in listed.output
    shown = runner.invoke(app, ["incidents", str(dataset), name], catch_exceptions=False)
    assert "killed 12-17, latest 17" in shown.output
    assert "A spokesman for CODECO" in shown.output


def test_what_is_not_there(dataset: Path, tmp_path: Path) -> None:
    """A missing incident, a missing dataset and an unknown order are one line each."""
    with pytest.raises(QueryError, match="no incident nothing"):
        runner.invoke(app, ["incidents", str(dataset), "nothing"], catch_exceptions=False)
    with pytest.raises(DatasetError):
        runner.invoke(app, ["incidents", str(tmp_path / "none")], catch_exceptions=False)
    with pytest.raises(QueryError, match="--sort size"):
        runner.invoke(app, ["incidents", str(dataset), "--sort", "size"], catch_exceptions=False)


def test_rows_by_id(dataset: Path) -> None:
    """An incident, its reports and its articles are found by their ids alone."""
    opened = open_dataset(dataset)
    wanted = max(opened.incidents(), key=lambda one: len(one.events))
    assert [one.id for one in opened.incidents(id=wanted.id, status=None)] == [wanted.id]
    assert {event.id for event in opened.events(id=wanted.events, status=None)} == set(wanted.events)
    assert {article.id for article in opened.articles(id=wanted.articles)} == set(wanted.articles)
    assert not len(opened.incidents(id=()))
