"""`dragoman judge`: rows of `dragoman incidents --rows`, changed by hand and given back."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.apps.cli import app
from dragoman.dataset import open_dataset, verify
from dragoman.errors import DatasetError, QueryError, ReadError
from dragoman.records import Incident

runner = CliRunner(env={"COLUMNS": "200", "TERM": "dumb"})


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, wire: Path) -> Path:
    """One of its own: the tests change it, one after the other."""
    return Path(shutil.copytree(wire, tmp_path_factory.mktemp("judge") / "wire"))


def _largest(dataset: Path) -> Incident:
    return max(open_dataset(dataset).incidents(status=None), key=lambda one: (one.reports, len(one.events), one.id))


def _judge(dataset: Path, path: Path, *lines: str) -> str:
    path.write_text("event,beside,verdict,likeness,why,reason\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return " ".join(runner.invoke(app, ["judge", str(dataset), str(path)], catch_exceptions=False).output.split())


def test_a_wrong_merge_is_one_row(dataset: Path, examples: Path, tmp_path: Path) -> None:
    """A row taken from the incident and changed parts it for good, also in later runs; "open" takes that back."""
    incident = _largest(dataset)
    shown = runner.invoke(app, ["incidents", str(dataset), incident.id, "--rows"], catch_exceptions=False)
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert [row["event"] for row in rows] == list(incident.events[1:])
    row, path = rows[0], tmp_path / "rows.csv"
    told = _judge(dataset, path, f'{row["event"]},{row["beside"]},apart,0.9,day same,"another village"')
    assert "verdicts: 1 taken, 0 left out" in told

    def held(event: str) -> set[str]:
        return next(set(one.events) for one in open_dataset(dataset).incidents(status=None) if event in one.events)

    assert row["beside"] not in held(row["event"])
    assert open_dataset(dataset).version.kind == "judge"
    assert incident.id in {one.id for one in open_dataset(dataset).incidents(status=None)}
    more = tmp_path / "more.txt"
    more.write_text("Kenyan police arrested two men in Nairobi on Monday.\n", encoding="utf-8")
    before = open_dataset(dataset).version.number
    later = runner.invoke(app, ["code", str(more), "-o", str(dataset)], catch_exceptions=False)
    assert later.exit_code == 0
    assert open_dataset(dataset).version.number == before + 1
    assert row["beside"] not in held(row["event"])
    assert open_dataset(dataset).query("SELECT verdict, reason FROM verdicts").rows() == [("apart", "another village")]
    _judge(dataset, path, f"{row['beside']},{row['event']},open,,")
    pair = "/".join(sorted((row["event"], row["beside"])))
    for first, second, kind in ((before - 1, before + 1, "added"), (before + 1, before + 2, "removed")):
        told = runner.invoke(app, ["dataset", "diff", str(dataset), str(first), str(second)], catch_exceptions=False).output
        assert f"verdicts {kind}: {pair}" in told
    assert row["beside"] in held(row["event"])
    assert not any(finding.problems for finding in verify(open_dataset(dataset)))


def test_rows_that_cannot_hold(dataset: Path, tmp_path: Path) -> None:
    """Each is named with its line and reason, and the others are taken."""
    incident = _largest(dataset)
    one, other, third = incident.events[:3]
    path = tmp_path / "rows.csv"
    told = _judge(
        dataset, path, f"{one},nothing,same,,", f"{one},{one},same,,", f"{one},{other},maybe,,", f"{one},{third},same,,",
        f"{third},{other},same,,", f"{one},{other},apart,,",
    )  # fmt: skip
    assert "verdicts: 2 taken, 4 left out" in told
    for line, reason in ((2, "no event 'nothing'"), (3, "twice"), (4, "'maybe' is none"), (7, "contradicts other verdicts")):
        assert f"line {line}: " in told
        assert reason in told


def test_what_cannot_be_judged(dataset: Path, tmp_path: Path) -> None:
    """No dataset, no table, no column, nothing to take: one line each, and the dataset as it was."""
    path, before = tmp_path / "rows.csv", open_dataset(dataset).version.number
    path.write_text("event,beside,verdict\nx,y,same\n", encoding="utf-8")
    with pytest.raises(DatasetError):
        runner.invoke(app, ["judge", str(tmp_path / "none"), str(path)], catch_exceptions=False)
    as_they_stood = runner.invoke(app, ["incidents", str(dataset), _largest(dataset).id, "--rows"], catch_exceptions=False)
    for rows in (path.read_text(encoding="utf-8"), as_they_stood.stdout):
        path.write_text(rows, encoding="utf-8")
        with pytest.raises(ReadError, match="no verdict can be taken"):
            runner.invoke(app, ["judge", str(dataset), str(path)], catch_exceptions=False)
    with pytest.raises(ReadError, match="no verdict can be taken"):
        runner.invoke(app, ["judge", str(dataset), str(path)], catch_exceptions=False)
    for content, problem in (
        (b"event,beside\nx,y\n", "no column verdict"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"", "no column"),
    ):
        path.write_bytes(content)
        with pytest.raises(ReadError, match=problem):
            runner.invoke(app, ["judge", str(dataset), str(path)], catch_exceptions=False)
    with pytest.raises(ReadError, match="cannot be read"):
        runner.invoke(app, ["judge", str(dataset), str(tmp_path / "no.csv")], catch_exceptions=False)
    with pytest.raises(QueryError, match="Give its id"):
        runner.invoke(app, ["incidents", str(dataset), "--rows"], catch_exceptions=False)
    assert open_dataset(dataset).version.number == before
