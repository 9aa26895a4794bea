"""Incidents after a run: only what lies near the days that the run touched is grouped again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dataset.query import connect, quote_paths
from dragoman.dataset.rows import article_of, event_of, incident_of
from dragoman.dataset.schema import RECORD
from dragoman.records import Article, Event, Incident

__all__ = ["Change", "Coded", "Regroup", "regroup_near"]

Coded = tuple[Article, list[Event]]
Regroup = Callable[[Sequence[Coded], Sequence[Incident], Mapping[str, str]], Iterable[Incident]]
"""From coded articles and the incidents that were known of their events, the incidents there are now, with ids kept.

The mapping gives, for articles whose text is not kept whole, the hashed shingles that tell a copy: article id -> `shingles`.
"""

_DAY = "coalesce(date_start, published)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a run does to the incidents: ids that go (or are written anew), those that come, and each event's article."""

    gone: tuple[str, ...] = ()
    come: tuple[Incident, ...] = ()
    articles: dict[str, str]


def regroup_near(
    files: dict[str, list[Path]], removed: pa.Table, regroup: Regroup, *, run: int, window_days: int | None
) -> Change:
    """Group again the articles with events within `window_days` of a day that `run` touched, and all their former incidents.

    `files`: the tables as they stand, with the run's events and the former incidents. `removed`: id and day of the events
    that the run took out. An event's day is the first of its date, else that of publication; those without either are near
    one another. Without `window_days` all events are grouped again.
    """
    database = connect(files)
    cursor = database.cursor()
    cursor.register("removed", removed)
    cursor.execute(
        f"""CREATE TEMP TABLE near_days AS
        WITH touched AS (SELECT DISTINCT day FROM
            (SELECT {_DAY} AS day FROM events WHERE run = $1 UNION ALL SELECT day FROM removed)),
        days AS (SELECT DISTINCT day + CAST(step AS INTEGER) AS day FROM touched, range(-$2, $2 + 1) steps(step))
        SELECT id, article FROM events WHERE $3 OR {_DAY} IN (SELECT day FROM days)
            OR ({_DAY} IS NULL AND EXISTS (SELECT 1 FROM touched WHERE day IS NULL))""",
        [run, window_days or 0, window_days is None],
    )
    cursor.execute(
        """CREATE TEMP TABLE near AS
        SELECT id FROM events WHERE article IN (SELECT article FROM near_days) UNION SELECT id FROM removed"""
    )
    cursor.execute(
        """CREATE TEMP TABLE former AS
        SELECT DISTINCT incident AS id FROM incident_members WHERE event IN (SELECT id FROM near)"""
    )
    cursor.execute(
        """CREATE TEMP TABLE told AS SELECT id FROM near
        UNION SELECT event AS id FROM incident_members WHERE incident IN (SELECT id FROM former)"""
    )
    former = [
        incident_of(record)
        for (record,) in cursor.execute(
            f"SELECT {RECORD} FROM {_holding(cursor, files, 'incidents', 'former')} ORDER BY id"
        ).fetchall()
    ]
    coded, shingles = _coded(cursor, files)
    known = {incident.id: incident for incident in former}
    now = {incident.id: incident for incident in regroup(coded, former, shingles)}
    return Change(
        gone=tuple(sorted(name for name, incident in known.items() if now.get(name) != incident)),
        come=tuple(incident for name, incident in sorted(now.items()) if known.get(name) != incident),
        articles={event.id: event.article for _, events in coded for event in events},
    )


def _holding(cursor: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[Path]], table: str, ids: str) -> str:
    """What to select from for the rows of `table` whose id is in the table `ids`: only those of its files that hold some.

    Their records are long, and DuckDB would unpack those of all files to keep a few.
    """
    if not files[table]:
        return table
    among = f"WHERE id IN (SELECT id FROM {ids})"
    found = cursor.execute(
        f"SELECT DISTINCT filename FROM read_parquet({quote_paths(files[table])}, filename = true) {among}"
    ).fetchall()
    some = sorted(Path(name) for (name,) in found) or files[table][:1]
    return f"read_parquet({quote_paths(some)}) {among}"


def _coded(
    cursor: duckdb.DuckDBPyConnection, files: Mapping[str, Sequence[Path]]
) -> tuple[list[Coded], dict[str, str]]:
    """The events of the table `told` with their articles, both in order of id; the articles' shingles where they have some."""
    rows: list[tuple[Any, ...]] = cursor.execute(
        f"SELECT article, {RECORD}, quote FROM {_holding(cursor, files, 'events', 'told')} ORDER BY article, id"
    ).fetchall()
    events: dict[str, list[Event]] = {}
    with _uncollected():
        for article, record, quote in rows:
            events.setdefault(article, []).append(event_of(record, quote))
    cursor.register("wanted", pa.table({"id": pa.array(list(events), pa.string())}))
    articles = cursor.execute(
        f"SELECT {RECORD}, text, id, shingles FROM {_holding(cursor, files, 'articles', 'wanted')} ORDER BY id"
    ).fetchall()
    coded = [(article_of(record, text), events[name]) for record, text, name, _ in articles]
    return coded, {name: shingles for _, _, name, shingles in articles if shingles is not None}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look at many new records, all alive, again and again (three times slower)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
