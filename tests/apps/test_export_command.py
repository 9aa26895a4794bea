"""`dragoman export` over a dataset and over JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import pytest
from typer.testing import CliRunner

from dragoman import registry
from dragoman.apps.cli import app
from dragoman.errors import ConfigError, DragomanError, ExportError
from dragoman.export.petrarch import read_petrarch
from dragoman.records import Event

RUN = CliRunner()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """The stories of examples/mastheads.jsonl as a dataset."""
    path = tmp_path_factory.mktemp("export") / "data"
    assert RUN.invoke(app, ["code", str(examples / "mastheads.jsonl"), "-o", str(path)]).exit_code == 0
    return path


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """The same as JSON Lines of events."""
    path = tmp_path_factory.mktemp("export") / "events.jsonl"
    said = RUN.invoke(app, ["code", str(examples / "mastheads.jsonl"), "--format", "jsonl", "-o", str(path)])
    assert said.exit_code == 0
    return path


def _export(source: Path, format: str, output: Path, *options: str) -> str:
    """What is said on standard error."""
    done = RUN.invoke(app, ["export", str(source), "--format", format, "-o", str(output), *options], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stderr


@pytest.mark.parametrize("unit", ["report", "incident"])
@pytest.mark.parametrize("format", registry.names("dragoman.exporters"))
def test_every_format(source: Path, tmp_path: Path, format: str, unit: str) -> None:
    """Each format writes both units of a dataset, the same bytes twice."""
    files = [tmp_path / f"{number}.out" for number in range(2)]
    said = [_export(source, format, file, "--unit", unit) for file in files]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_size > 100
    assert unit in said[0]
    assert sorted(tmp_path.iterdir()) == files


def test_reports_know_their_articles(source: Path, tmp_path: Path) -> None:
    """Masthead, day and address come from the dataset's articles."""
    _export(source, "csv", tmp_path / "out.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["publisher"] for row in rows} >= {"The Kampala Courier", "Savannah Daily"}
    assert all(row["url"].startswith("https://") and row["published"] for row in rows)
    assert {row["status"] for row in rows} == {"actual"}


def test_incidents_know_their_reports(source: Path, tmp_path: Path) -> None:
    """One row for a happening, with the sentences of all who told it."""
    _export(source, "petrarch", tmp_path / "out", "--unit", "incident")
    with (tmp_path / "out").open("rb") as stream:
        rows = list(read_petrarch(stream))
    most = max(rows, key=lambda row: len(row.ids))
    assert len(most.ids) >= 5
    assert most.url is not None


def test_what_is_left_out_is_counted(source: Path, tmp_path: Path) -> None:
    """How many, why, and the option that has them."""
    said = _export(source, "jsonl", tmp_path / "some")
    assert "left out: " in said
    assert "negated" in said
    assert "--all-statuses" in said
    everything = _export(source, "jsonl", tmp_path / "all", "--all-statuses", "--incomplete")
    assert "left out" not in everything
    lines = [(tmp_path / name).read_bytes().splitlines() for name in ("some", "all")]
    assert len(lines[0]) < len(lines[1])
    assert {json.loads(line)["event"]["status"] for line in lines[1]} > {"actual"}


def test_events_of_a_file(events: Path, tmp_path: Path) -> None:
    """JSON Lines go through unchanged, and into every format, without what only articles tell."""
    _export(events, "jsonl", tmp_path / "again", "--all-statuses", "--incomplete")
    assert (tmp_path / "again").read_bytes() == events.read_bytes()
    _export(events, "icews", tmp_path / "icews")
    lines = (tmp_path / "icews").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {row["Publisher"] for row in rows} == {""}
    assert {row["Event Date"][:5] for row in rows} <= {"2024-", ""}


def test_standard_streams(events: Path) -> None:
    """From standard input to standard output."""
    done = RUN.invoke(app, ["export", "-", "--format", "petrarch"], input=events.read_bytes())
    assert done.exit_code == 0
    assert done.stdout.count("\t") > 5


def test_incidents_of_a_file(source: Path, tmp_path: Path) -> None:
    """JSON Lines of incidents are read as such."""
    _export(source, "jsonl", tmp_path / "incidents.jsonl", "--unit", "incident", "--all-statuses")
    _export(tmp_path / "incidents.jsonl", "geojson", tmp_path / "map", "--unit", "incident")
    assert json.loads((tmp_path / "map").read_bytes())["features"]


@pytest.mark.parametrize(
    ("options", "kind", "said"),
    [
        (["--format", "dbf"], ConfigError, "choose one of acled"),
        (["--format", "csv", "--unit", "story"], ConfigError, "choose one of report, incident"),
        (["--format", "parquet"], ConfigError, "give a file with -o"),
        (["--format", "csv", "--unit", "incident"], ConfigError, "holds events"),
        (["--format", "csv", "--version", "1"], ConfigError, "is no dataset"),
    ],
)
def test_options_that_cannot_be(events: Path, options: list[str], kind: type[DragomanError], said: str) -> None:
    """One line: what, and the fix."""
    with pytest.raises(kind, match=said):
        RUN.invoke(app, ["export", str(events), *options], catch_exceptions=False)


def test_inputs_that_are_not_there(tmp_path: Path) -> None:
    """A missing file, a directory that is no dataset, a line that is no event."""
    (tmp_path / "bad.jsonl").write_text('{"text": "no event"}\n')
    (tmp_path / "folder").mkdir()
    for name, said in (("none.jsonl", "cannot be read"), ("folder", "dataset"), ("bad.jsonl", "bad.jsonl, line 1: no event")):
        done = RUN.invoke(app, ["export", str(tmp_path / name), "--format", "csv"])
        assert isinstance(done.exception, DragomanError)
        assert said in str(done.exception)
        assert done.stdout == ""


def test_a_failure_leaves_what_stood_there(events: Path, tmp_path: Path) -> None:
    """The old file stays whole, and no part of the new one."""
    target, bad = tmp_path / "out", tmp_path / "bad.jsonl"
    _export(events, "icews", target)
    before = target.read_bytes()
    bad.write_bytes(events.read_bytes() + b"{}\n")
    with pytest.raises(ExportError):
        _export(bad, "icews", target)
    assert target.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bad.jsonl", "out"]
    with pytest.raises(ExportError, match="cannot be written"):
        _export(events, "icews", tmp_path / "no" / "such" / "folder")


def test_exporters_of_others(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exporter of another package, of events alone, gets the actual ones; it cannot be asked for incidents."""

    def theirs(events: Iterable[Event], stream: BinaryIO) -> None:
        for event in events:
            stream.write(f"{event.status} {event.incomplete}\n".encode())

    def find(group: str, name: str) -> Callable[..., None]:
        return theirs

    monkeypatch.setattr(registry, "find", find)
    _export(source, "csv", tmp_path / "theirs")
    assert set((tmp_path / "theirs").read_text().splitlines()) == {"actual False"}
    with pytest.raises(ConfigError, match="writes events only"):
        _export(source, "csv", tmp_path / "theirs", "--unit", "incident")
