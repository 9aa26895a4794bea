"""Incidents after a run: only what lies near the days that the run touched is grouped again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dataset.days import ALL_DAYS, Days
from dragoman.dataset.query import STANDING, connect
from dragoman.dataset.rows import article_of, event_of, incident_of
from dragoman.dataset.schema import RECORD, SENSE
from dragoman.records import Article, Event, Incident, Verdict

__all__ = ["Change", "Coded", "Near", "Regroup", "read_verdicts", "regroup_near"]

Coded = tuple[Article, list[Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What a run groups again: articles with their events, in order of id, and what is known of them.

    `former`: the incidents that they were in. `shingles`: of articles whose text is not kept whole, the hashes that tell a
    copy. `senses`: by event, as in `Report`. `verdicts`: a person's, on two of these events.
    """

    coded: Sequence[Coded]
    former: Sequence[Incident] = ()
    shingles: Mapping[str, str] = field(default_factory=dict)
    senses: Mapping[str, bytes] = field(default_factory=dict)
    verdicts: Sequence[Verdict] = ()


@dataclass(frozen=True, slots=True)
class Regroup:
    """How events become incidents. `group` gives those there are now, with ids kept; `fingerprint` says by what."""

    fingerprint: str
    group: Callable[[Near], Iterable[Incident]]


_DAY = "coalesce(date_start, published)"
_EVENT = f"article, id, {RECORD}, quote, {SENSE}, published"
_NOWHERE = (None, None)
_SPAN = pa.schema([("first", pa.date32()), ("last", pa.date32())])


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a run does to the incidents: ids that go (or are written anew), and those that come.

    `gone_first`, `gone_told`: the days of first report of what goes, and those of publication of its events. `events`: of each
    event of what comes its article and the day of publication.
    """

    gone: tuple[str, ...]
    gone_first: Days
    gone_told: Days
    come: tuple[Incident, ...]
    events: dict[str, tuple[str | None, date | None]]


def regroup_near(
    files: dict[str, list[Path]], removed: pa.Table, regroup: Regroup, *, run: int, window_days: int | None
) -> Change:
    """Group again the articles with events within `window_days` of a day that `run` touched, and all their former incidents.

    It touches the days of events that it brings, takes out, or gives a verdict on.

    `files`: the tables as they stand, with the run's events and the former incidents. `removed`: id, article, day and day of
    publication of the events that the run took out. An event's day is the first of its date, else that of publication; those
    without either are near one another. Without `window_days` all events are grouped again.
    """
    cursor = connect(files).cursor()
    cursor.register("removed", removed)
    lost = {row["id"]: row["published"] for row in removed.to_pylist()}
    with _set_apart() as collect:
        former, rows = _read_near(cursor, lost.keys(), run, window_days)
        events: dict[str, tuple[str | None, date | None]] = {name: (article, day) for article, name, *_, day in rows}
        coded, shingles = _coded(cursor, rows)
        near = Near(
            coded=coded,
            former=former,
            shingles=shingles,
            senses={name: sense for _, name, *_, sense, _ in rows if sense},
            verdicts=[each for each in read_verdicts(cursor) if each.event in events and each.beside in events],
        )
        del rows  # the texts in them are not needed twice
        collect()
        now = {incident.id: incident for incident in regroup.group(near)}
    known = {incident.id: incident for incident in former}
    gone = [incident for name, incident in sorted(known.items()) if now.get(name) != incident]
    told = {event for incident in gone for event in incident.events}
    return Change(
        gone=tuple(incident.id for incident in gone),
        gone_first=Days.around(incident.first_report for incident in gone),
        gone_told=Days.around({lost[each] for each in told & lost.keys()} | {events.get(each, _NOWHERE)[1] for each in told}),
        come=tuple(incident for name, incident in sorted(now.items()) if known.get(name) != incident),
        events=events,
    )


def _read_near(
    cursor: duckdb.DuckDBPyConnection, lost: Set[str], run: int, window_days: int | None
) -> tuple[list[Incident], list[tuple[Any, ...]]]:
    """The former incidents by id, and the rows of all events to group by article and id. `lost`: the events removed."""
    near = _near_articles(cursor, run, window_days)
    rows = cursor.execute(
        f"SELECT {_EVENT} FROM events WHERE {near.sql('published')} AND article IN (SELECT article FROM near_articles)"
    ).fetchall()
    former = _former(cursor, [row[1] for row in rows], near)
    rows += _told(cursor, former, {row[1] for row in rows} | lost)
    return former, sorted(rows, key=lambda row: row[:2])


def _near_articles(cursor: duckdb.DuckDBPyConnection, run: int, window_days: int | None) -> Days:
    """Fill the table `near_articles`; the days on which they and those of removed events were published."""
    if window_days is None:
        cursor.execute("CREATE TEMP TABLE near_articles AS SELECT DISTINCT article FROM events")
        return ALL_DAYS
    touched = f"SELECT DISTINCT {_DAY} FROM events WHERE run = ? UNION SELECT day FROM removed"
    rows = cursor.execute(touched, [run]).fetchall()
    judged = _judged(cursor, run)
    if judged:
        rows += cursor.execute(f"SELECT DISTINCT {_DAY} FROM events WHERE id IN (SELECT unnest(?))", [judged]).fetchall()
    near = Days.around((day for (day,) in rows), within=window_days)
    spans = pa.table({"first": [first for first, _ in near.spans], "last": [last for _, last in near.spans]}, schema=_SPAN)
    cursor.register("spans", spans)
    dated, undated = near.beside(undated=False), "date_start IS NULL AND published IS NULL"
    within = "true" if near.few else "EXISTS (SELECT 1 FROM spans WHERE {day} BETWEEN first AND last)"
    cursor.execute(
        f"""CREATE TEMP TABLE near_articles AS SELECT DISTINCT article, published FROM (
        SELECT article, published FROM events WHERE {dated.sql("date_start")} AND {within.format(day="date_start")}
        UNION ALL SELECT article, published FROM events
        WHERE date_start IS NULL AND {dated.sql("published")} AND {within.format(day="published")}
        UNION ALL SELECT article, published FROM events WHERE {undated if near.undated else "false"})"""
    )
    days = cursor.execute("SELECT published FROM near_articles UNION SELECT published FROM removed").fetchall()
    return Days.around(day for (day,) in days)


def _judged(cursor: duckdb.DuckDBPyConnection, run: int) -> list[str]:
    """Ids of events on which `run` gives verdicts, and of those that standing verdicts tie, one to the next, to its events."""
    rows = cursor.execute("SELECT event, beside FROM verdicts WHERE run = ?", [run]).fetchall()
    tied: dict[str, set[str]] = {}
    for each in read_verdicts(cursor):
        tied.setdefault(each.event, set()).add(each.beside)
        tied.setdefault(each.beside, set()).add(each.event)
    came = "SELECT id FROM events WHERE run = ? AND id IN (SELECT unnest(?))"
    fresh = cursor.execute(came, [run, sorted(tied)]).fetchall() if tied else []
    found, waiting = set[str](), {name for row in (*rows, *fresh) for name in row}
    while waiting:
        found |= waiting
        waiting = {other for name in waiting for other in tied.get(name, ())} - found
    return sorted(found)


def _former(cursor: duckdb.DuckDBPyConnection, near: Sequence[str], published: Days) -> list[Incident]:
    """The incidents that the events `near` and those removed were in, by id. `published`: the days of these events."""
    cursor.register("near", pa.table({"id": pa.array(near, pa.string())}))
    cursor.execute(
        f"""CREATE TEMP TABLE former AS SELECT DISTINCT incident AS id FROM incident_members
        WHERE {published.sql("published")} AND event IN (SELECT id FROM near UNION ALL SELECT id FROM removed)"""
    )
    records = _with_ids(cursor, RECORD, "incidents", "former", published.overlap_sql("first_report", "last_report"))
    return sorted((incident_of(record) for (record,) in records), key=lambda incident: incident.id)


def _told(cursor: duckdb.DuckDBPyConnection, former: Sequence[Incident], known: Set[str]) -> list[tuple[Any, ...]]:
    """The rows of those events of former incidents that are not among `known`: further reports of the same."""
    more = [incident for incident in former if not known >= set(incident.events)]
    ids = sorted({event for incident in more for event in incident.events} - known)
    cursor.register("told", pa.table({"id": pa.array(ids, pa.string())}))
    days = Days.of((each.first_report, each.last_report) for each in more if each.first_report and each.last_report)
    return _with_ids(cursor, _EVENT, "events", "told", days.beside(undated=True).sql("published"))


def _with_ids(cursor: duckdb.DuckDBPyConnection, columns: str, table: str, ids: str, likely: str) -> list[tuple[Any, ...]]:
    """The rows of `table` whose id is in the table `ids`: sought where `likely` holds, everywhere if not all are there."""
    query = f"SELECT {columns} FROM {table} WHERE id IN (SELECT id FROM {ids})"
    wanted = len(cursor.execute(f"SELECT id FROM {ids}").fetchall())
    found = cursor.execute(f"{query} AND {likely}").fetchall() if wanted else []
    return found if len(found) == wanted else cursor.execute(query).fetchall()


def _coded(cursor: duckdb.DuckDBPyConnection, rows: Sequence[tuple[Any, ...]]) -> tuple[list[Coded], dict[str, str]]:
    """Events with their articles, both in order of id; the articles' shingles where they have some. `rows`: in order."""
    events: dict[str, list[Event]] = {}
    for article, _, record, quote, *_ in rows:
        events.setdefault(article, []).append(event_of(record, quote))
    cursor.register("wanted", pa.table({"id": pa.array(list(events), pa.string())}))
    days = Days.around(row[-1] for row in rows).sql("published")
    articles = cursor.execute(
        f"SELECT {RECORD}, text, id, shingles FROM articles WHERE {days} AND id IN (SELECT id FROM wanted) ORDER BY id"
    ).fetchall()
    coded = [(article_of(record, text), events[name]) for record, text, name, _ in articles]
    return coded, {name: shingles for _, _, name, shingles in articles if shingles is not None}


def read_verdicts(cursor: duckdb.DuckDBPyConnection) -> list[Verdict]:
    """The verdicts that hold, the last on each pair, in order of the ids."""
    sql = f"SELECT event, beside, verdict, reason {STANDING.format(verdicts='verdicts')} ORDER BY event, beside"
    rows = cursor.execute(sql).fetchall()
    return [Verdict(event=event, beside=beside, verdict=verdict, reason=reason) for event, beside, verdict, reason in rows]


@contextmanager
def _set_apart() -> Iterator[Callable[[], None]]:
    """Without the garbage collector; once the function given is called, with it, but it passes over what was made till then.

    It would look at many new records, all alive, again and again, which takes longer than to read them.
    """
    enabled, frozen = gc.isenabled(), gc.get_freeze_count()
    gc.disable()

    def collect() -> None:
        if enabled:
            if not frozen:
                gc.freeze()
            gc.enable()

    try:
        yield collect
    finally:
        if enabled:
            if not frozen:
                gc.unfreeze()
            gc.enable()
