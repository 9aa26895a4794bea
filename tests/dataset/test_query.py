from __future__ import annotations

import contextlib
import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import Run

from dragoman.dataset import Dataset, open_dataset, write_answer
from dragoman.errors import ConfigError, DragomanError, QueryError


@pytest.fixture
def opened(data: Path, run: Run) -> Dataset:
    run(range(12))
    return open_dataset(data)


def _files(data: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_selects(opened: Dataset) -> None:
    """Joins over all tables, common table expressions, DESCRIBE and a PIVOT with its values."""
    joined = "SELECT count(*) FROM events e JOIN articles a ON e.article = a.id JOIN incident_members m ON m.event = e.id"
    assert opened.query(joined).rows() == [(24,)]
    assert opened.query("WITH x AS (FROM incidents) SELECT count(DISTINCT type) FROM x").rows() == [(3,)]
    assert ("id", "VARCHAR") in [row[:2] for row in opened.query("DESCRIBE events").rows()]
    assert opened.query("PIVOT events ON quad IN (1, 4) USING count(*) GROUP BY status").columns == ["status", "1", "4"]
    assert opened.query("SELECT version, articles FROM runs").rows() == [(1, 12)]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM events",
        "INSERT INTO events SELECT * FROM events",
        "UPDATE runs SET version = 9",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW events",
        "COPY (SELECT 1) TO '{path}/x.csv'",
        "COPY events TO '{file}' (FORMAT parquet, USE_TMP_FILE false)",
        "EXPLAIN ANALYZE COPY events TO '{file}' (FORMAT parquet, USE_TMP_FILE false)",
        "COPY (PIVOT events ON quad USING count(*)) TO '{file}' (USE_TMP_FILE false)",
        "CREATE TABLE x AS PIVOT events ON quad USING count(*)",
        "EXPORT DATABASE '{path}'",
        "ATTACH '{path}/x.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "PRAGMA enable_profiling",
        "CALL pragma_version()",
        "VACUUM",
        "CHECKPOINT",
        "PREPARE x AS SELECT 1",
        "BEGIN",
        "SELECT 1; DELETE FROM events",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SELECT * FROM query('DELETE FROM events')",
        "SELECT * FROM opened",
        "",
        ";",
        "SELECT",
        "SELECT nope FROM events",
        "SELECT * FROM nowhere",
    ],
)
def test_what_is_refused(data: Path, opened: Dataset, sql: str) -> None:
    """Whatever writes, leaves the dataset, or is no SQL is one line of error, and no file changes."""
    before = _files(data.parent)
    with pytest.raises(QueryError) as caught:
        opened.query(sql.format(path=data.parent, file=opened.files["events"][0])).rows()
    assert "\n" not in str(caught.value)
    assert _files(data.parent) == before


def test_errors_of_a_run(opened: Dataset) -> None:
    """What goes wrong only while rows are computed is ours too."""
    with pytest.raises(QueryError, match="Conversion"):
        opened.query("SELECT CAST(id AS INTEGER) FROM events").rows()
    with pytest.raises(QueryError, match="Conversion"):
        list(opened.query("SELECT CAST(id AS INTEGER) FROM events").batches())


def test_formats(opened: Dataset) -> None:
    """The same rows as CSV, JSON Lines and Parquet; a formula in a cell is defused; two columns need two names."""
    answer = opened.query("SELECT id, date_start, modes, '=1+1' AS cell, NULL AS nothing FROM events ORDER BY id")
    kept = {name: io.BytesIO() for name in ("csv", "jsonl", "parquet")}
    for name, stream in kept.items():
        write_answer(answer, name, stream)
    rows = list(csv.DictReader(io.StringIO(kept["csv"].getvalue().decode())))
    lines = [json.loads(line) for line in kept["jsonl"].getvalue().splitlines()]
    parquet = pq.read_table(io.BytesIO(kept["parquet"].getvalue())).to_pylist()
    assert [row["id"] for row in rows] == [row["id"] for row in lines] == [row["id"] for row in parquet]
    assert (rows[0]["cell"], lines[0]["cell"], rows[0]["nothing"], lines[0]["nothing"]) == ("'=1+1", "=1+1", "", None)
    assert json.loads(rows[1]["modes"]) == lines[1]["modes"] == parquet[1]["modes"] == ["occupy"]
    assert rows[0]["date_start"] == lines[0]["date_start"] == "2024-01-01"
    empty = io.BytesIO()
    write_answer(opened.query("SELECT id FROM events WHERE false"), "parquet", empty)
    assert pq.read_table(io.BytesIO(empty.getvalue())).column_names == ["id"]
    with pytest.raises(QueryError, match="one name"):
        write_answer(opened.query("SELECT id, id FROM events"), "jsonl", io.BytesIO())
    with pytest.raises(ConfigError):
        write_answer(answer, "xml", io.BytesIO())


@settings(max_examples=60, deadline=None)
@given(sql=st.text(max_size=40) | st.sampled_from(["SELECT '", "$$", "SELECT ?", "SELECT $1", "FROM events, ", "\0"]))
def test_any_text_is_a_query_or_an_error_of_ours(shared_dataset: Dataset, sql: str) -> None:
    """No text makes anything but rows or one of our errors."""
    with contextlib.suppress(DragomanError):
        shared_dataset.query(sql).rows()
