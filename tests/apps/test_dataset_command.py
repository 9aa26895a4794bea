from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import dragoman
from dragoman.dataset import Writer

NEWS = [
    {
        "id": "one",
        "text": "Police arrested 12 protesters in Nairobi on Tuesday. The weather was fine.",
        "publisher": "The Kampala Post",
        "date": "2025-03-05",
    },
    {
        "id": "two",
        "text": "Kenya condemned Uganda on Monday, the ministry said.",
        "publisher": "The Kigali Post",
        "date": "2025-03-04",
    },
    {"id": "two", "text": "Another text under the same id.", "date": "2025-03-04"},
]


def _run(*arguments: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", "from dragoman.apps.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={"COLUMNS": "200", "PATH": ""},
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    return done.returncode, out, err


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """News coded into a dataset: the input, the dataset, and what was said on standard error."""
    folder = tmp_path_factory.mktemp("kept")
    news, data = folder / "news.jsonl", folder / "data"
    news.write_text("".join(json.dumps(line) + "\n" for line in NEWS), encoding="utf-8")
    status, out, err = _run("code", news, "-o", data, "--keep", "evidence")
    assert (status, out) == (0, ""), err
    return news, data, err


def test_code_into_a_dataset(kept: tuple[Path, Path, str]) -> None:
    """`-o` without a suffix is a dataset; two articles under one id are told apart, and the second is named."""
    _, data, err = kept
    assert "version 1, 2 incidents" in err
    assert "record 3: another article of this run has the id 'two' too" in err
    opened = dragoman.open(data)
    assert {event.type for event in opened.events()} == {"COERCE", "ACCUSE"}
    assert {article.id: article.text.strip() for article in opened.articles()}["one"] == NEWS[0]["text"].split(" The")[0]
    assert opened.incidents(country="KEN").to_pandas()["publishers"][0].tolist() == ["The Kampala Post"]


def test_the_same_again(kept: tuple[Path, Path, str]) -> None:
    """The same command a second time codes nothing and makes no version; another --keep is refused."""
    news, data, _ = kept
    status, _, err = _run("code", news, "-o", data)
    assert status == 0
    assert "2 further articles were coded by an earlier run" in err
    assert len(dragoman.open(data).versions) == 1
    status, _, err = _run("code", news, "-o", data, "--keep", "text")
    assert status == 2
    assert "keeps 'evidence' of article texts" in err


def test_dataset_commands(kept: tuple[Path, Path, str]) -> None:
    """info, versions, diff, vacuum and verify say what there is."""
    _, data, _ = kept
    for command, parts in (
        (("info",), ("evidence", "2025-03-04 to 2025-03-05, 2 days")),
        (("info", "--version", "1"), ("version",)),
        (("versions",), ("news.jsonl", "+2")),
        (("verify",), ("incident_members", "none")),
        (("vacuum", "--keep", "3"), ("0.0 MB freed; the oldest version is now 1",)),
    ):
        status, out, err = _run("dataset", command[0], data, *command[1:])
        assert (status, err) == (0, "")
        for part in parts:
            assert part in out
    status, out, _ = _run("dataset", "diff", data, "1", "1")
    assert status == 0
    assert out.split()[4:8] == ["articles", "0", "0", "0"]


def test_query(kept: tuple[Path, Path, str], tmp_path: Path) -> None:
    """A table to read, CSV, JSON Lines and Parquet to keep; what writes is refused with exit 2."""
    _, data, _ = kept
    sql = "SELECT type, place_country FROM events ORDER BY type"
    status, out, _ = _run("query", data, sql)
    assert status == 0
    assert out.split() == ["type", "place_country", "ACCUSE", "-", "COERCE", "KEN"]
    assert _run("query", data, sql, "--format", "csv")[1] == "type,place_country\nACCUSE,\nCOERCE,KEN\n"
    assert json.loads(_run("query", data, sql, "--format", "jsonl")[1].splitlines()[1]) == {"type": "COERCE", "place_country": "KEN"}
    assert _run("query", data, sql, "--format", "parquet", "-o", tmp_path / "x.parquet")[0] == 0
    assert pq.read_table(tmp_path / "x.parquet").num_rows == 2
    for bad, part in (
        (("DELETE FROM events",), "a query reads"),
        (("SELECT nope FROM events",), "nope"),
        ((sql, "--version", "9"), "no version 9"),
        ((sql, "--format", "xml"), "--format xml"),
        ((sql, "--format", "parquet"), "give a file"),
        ((sql, "-o", str(tmp_path / "x.csv")), "for the terminal"),
    ):
        status, _, err = _run("query", data, *bad)
        assert (status, err.count("\n")) == (2, 1)
        assert part in err


def test_panel(kept: tuple[Path, Path, str], tmp_path: Path) -> None:
    """A panel as CSV or Parquet, by the name's end; incidents that stand in no row are counted."""
    _, data, _ = kept
    target = tmp_path / "panel.csv"
    status, _, err = _run("panel", data, "--by", "country-day", "-o", target)
    assert status == 0
    assert "1 without a country" in err
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert [(row["country"], row["day"], row["coerce"]) for row in rows] == [("KEN", "2025-03-04", "1"), ("KEN", "2025-03-05", "0")]
    assert _run("panel", data, "--by", "dyad-month", "-o", tmp_path / "panel.parquet")[0] == 0
    assert _run("panel", data, "--by", "week")[0] == 2
    assert _run("panel", data, "-o", tmp_path / "panel.xls")[0] == 2


def test_bad_datasets(kept: tuple[Path, Path, str], tmp_path: Path) -> None:
    """A missing or foreign dataset and a second writer are one line and exit 2; the data stay whole."""
    news, data, _ = kept
    for arguments, part in (
        (("dataset", "info", tmp_path / "none"), "there is no dataset here"),
        (("query", tmp_path, "SELECT 1"), "not a Dragoman dataset"),
        (("code", news, "-o", news.parent, "--format", "dataset"), "holds other files and no dataset"),
        (("code", news, "--format", "dataset"), "give a directory"),
        (("code", news, "--keep", "none"), "are for datasets"),
        (("code", news, "-o", tmp_path / "new", "--keep", "half"), "--keep half"),
    ):
        status, _, err = _run(*arguments)
        assert status == 2
        assert part in err
        assert err.count("\n") == 1
    with Writer(data, coder="coder 1"):
        status, _, err = _run("code", news, "-o", data)
    assert status == 2
    assert "another run is writing this dataset" in err
    assert _run("dataset", "verify", data)[0] == 0
