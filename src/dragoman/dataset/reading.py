"""A dataset at one version, to read: tables by filters, and SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb
import pyarrow as pa

from dragoman.dataset.query import STANDING, Answer, ask, connect
from dragoman.dataset.rows import article_of, event_of, incident_of
from dragoman.dataset.schema import COLUMNS, DATA, Keep
from dragoman.dataset.selection import Dyad, Filters, Selection
from dragoman.dataset.versions import Version, choose_version, read_marker, read_versions, table_files
from dragoman.records import Article, Event, Incident

__all__ = ["Dataset", "open_dataset"]

Texts = str | Iterable[str] | None
Day = date | str | None


class Dataset:
    """One whole version of a dataset. It stays the same while writers go on; open again to see newer ones."""

    def __init__(self, path: Path, versions: tuple[Version, ...], version: Version, keep: Keep) -> None:
        self.path, self.versions, self.version, self.keep = path, versions, version, keep

    @cached_property
    def files(self) -> Mapping[str, list[Path]]:
        """The Parquet files of each table at this version. Raises: DatasetError."""
        return {table: table_files(self.path, table, self.version.tables[table]) for table in DATA}

    @cached_property
    def database(self) -> duckdb.DuckDBPyConnection:
        """Its tables as views of a DuckDB database in memory that can write nothing."""
        rows = [version.row() for version in self.versions if version.number <= self.version.number]
        return connect(self.files, pa.Table.from_pylist(rows, schema=COLUMNS["runs"]))

    def query(self, sql: str) -> Answer:
        """One SELECT over `articles`, `events`, `incidents`, `incident_members`, `verdicts` and `runs`. Raises: QueryError."""
        return ask(self.database, sql)

    def lost_verdicts(self) -> int:
        """How many verdicts would hold, but for an event that is no longer there."""
        there = "(SELECT id FROM events)"
        held = STANDING.format(verdicts="verdicts")
        return int(self.query(f"SELECT count(*) {held} AND (event NOT IN {there} OR beside NOT IN {there})").rows()[0][0])

    def articles(
        self, *, id: Texts = None, publisher: Texts = None, since: Day = None, until: Day = None
    ) -> Selection[Article]:
        """Articles by id, masthead and day of publication."""
        filters = Filters().among("id", id).among("publisher", publisher).between("published", "published", since, until)
        return Selection(self.database, "articles", "published", filters, article_of, "text")

    def events(
        self,
        *,
        id: Texts = None,
        type: Texts = None,
        dyad: Dyad | None = None,
        country: Texts = None,
        since: Day = None,
        until: Day = None,
        status: Texts = "actual",
        publisher: Texts = None,
    ) -> Selection[Event]:
        """Events by id, PLOVER type, (actor's country, recipient's country), country of the place, days, status and masthead.

        Either country of `dyad` may be None for any. Days are those of the event: undated ones are left out once `since` or
        `until` is given. `status`: actual events unless asked; None for all.
        """
        filters = _act(type, dyad, country, since, until, status).among("id", id).among("publisher", publisher)
        return Selection(self.database, "events", "date_start", filters, event_of, "quote")

    def incidents(
        self,
        *,
        id: Texts = None,
        type: Texts = None,
        dyad: Dyad | None = None,
        country: Texts = None,
        since: Day = None,
        until: Day = None,
        status: Texts = "actual",
        publisher: Texts = None,
    ) -> Selection[Incident]:
        """Incidents, by the same filters as events; `publisher`: told by one of these mastheads; `id`: a former one will do."""
        filters = _act(type, dyad, country, since, until, status).named(id).holding("publishers", publisher)
        return Selection(self.database, "incidents", "date_start", filters, lambda record, _: incident_of(record), "NULL")


def open_dataset(path: str | Path, version: int | None = None) -> Dataset:
    """The dataset at `path`, at its last version or another. Raises: DatasetError when either is not there."""
    folder = Path(path).absolute()
    marker, versions = read_marker(folder), read_versions(folder)
    return Dataset(folder, versions, choose_version(folder, versions, version), marker.keep)


def _act(type: Texts, dyad: Dyad | None, country: Texts, since: Day, until: Day, status: Texts) -> Filters:
    actor, recipient = dyad or (None, None)
    return (
        Filters()
        .among("type", type)
        .holding("actor_countries", actor)
        .holding("recipient_countries", recipient)
        .among("place_country", country)
        .between("date_start", "date_end", since, until)
        .among("status", status)
    )
