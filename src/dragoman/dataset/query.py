"""One version of a dataset as DuckDB views, behind a door that only lets reading through."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from dragoman.dataset.schema import COLUMNS, TABLES
from dragoman.errors import ConfigError, DatasetError, QueryError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["STANDING", "Answer", "ask", "connect", "quote_paths"]

STANDING = """FROM (SELECT * FROM {verdicts} QUALIFY row_number() OVER (PARTITION BY event, beside ORDER BY run DESC) = 1)
WHERE verdict <> 'open'"""
"""The verdicts that hold, the last on each pair, of the view that is put in the braces."""
_TABLES = ", ".join(TABLES)


def connect(files: Mapping[str, Sequence[Path]], runs: pa.Table | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory with a view of each table over its Parquet files; it can open no other file.

    `files`: name of the view -> its files; the name up to a double underscore is that of the table. `runs` is
    given as rows, for a version sees no later ones. Raises: DatasetError when a file is missing or damaged.
    """
    database = duckdb.connect(config={"temp_directory": str(Path(tempfile.gettempdir()) / "dragoman-spill")})
    with _telling():
        database.execute("SET python_enable_replacements = false; SET preserve_insertion_order = false")
        database.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        for view, found in files.items():
            if found:
                database.execute(f"CREATE VIEW {view} AS SELECT * FROM read_parquet({quote_paths(found)})")
            else:
                _fill(database, view, COLUMNS[view.partition("__")[0]].empty_table())
        if runs is not None:
            _fill(database, "runs", runs)
        database.execute(f"SET allowed_paths = {quote_paths(each for found in files.values() for each in found)}")
        database.execute("SET enable_external_access = false; SET lock_configuration = true")
    return database


class Answer:
    """What a query gives: rows, Arrow, pandas or polars. It is run when asked, and again when asked again."""

    def __init__(self, database: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()) -> None:
        """Raises: QueryError for SQL that cannot be understood."""
        self._cursor = database.cursor()
        with _telling():
            self._relation = self._cursor.sql(sql, params=list(parameters))

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self._relation.columns)

    @property
    def schema(self) -> pa.Schema:
        """The Arrow types of its columns."""
        with _telling():
            return self._relation.limit(0).to_arrow_table().schema

    def rows(self) -> list[tuple[Any, ...]]:
        """All rows. Raises: QueryError, DatasetError, as all below."""
        with _telling():
            return self._relation.fetchall()

    def batches(self, size: int = 10_000) -> Iterator[pa.RecordBatch]:
        """Up to `size` rows at a time, for answers of any length."""
        with _telling():
            yield from self._relation.to_arrow_reader(size)

    def to_arrow(self) -> pa.Table:
        """An Arrow table."""
        with _telling():
            return self._relation.to_arrow_table()

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame; dates are `datetime64`, lists arrays, structs dicts. Raises: ConfigError without pandas."""
        try:
            import pandas  # noqa: F401
        except ImportError as exc:
            raise ConfigError("pandas is not installed. Run: pip install 'dragoman[pandas]'.") from exc
        frame: pd.DataFrame = self.to_arrow().to_pandas(date_as_object=False)
        return frame

    def to_polars(self) -> pl.DataFrame:
        """A polars DataFrame. Raises: ConfigError without polars."""
        try:
            import polars
        except ImportError as exc:
            raise ConfigError("polars is not installed. Run: pip install 'dragoman[polars]'.") from exc
        frame = polars.from_arrow(self.to_arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame


def ask(database: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    """A user's query: one SELECT and nothing else. Raises: QueryError in one line."""
    with _telling():
        statements = database.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"{len(statements)} statements in the query. Give one SELECT.")
    if statements[0].type != duckdb.StatementType.SELECT:
        kind = str(statements[0].type).rpartition(".")[2]
        hint = " (PIVOT needs its values: ON column IN ('a', 'b'))" if kind == "MULTI" else ""
        raise QueryError(f"a query reads, and this is {kind}{hint}. Give one SELECT over {_TABLES}.")
    return Answer(database, sql)


@contextmanager
def _telling() -> Iterator[None]:
    """What DuckDB says, as one line of ours."""
    try:
        yield
    except duckdb.IOException as exc:
        raise DatasetError(
            f"a file of this version cannot be read ({_message(exc)}). If it was not vacuumed, see 'dragoman dataset verify'."
        ) from exc
    except duckdb.PermissionException as exc:
        raise QueryError(f"a query reads the dataset and nothing else ({_message(exc)}). Use {_TABLES}.") from exc
    except (duckdb.Error, pa.ArrowException) as exc:
        raise QueryError(f"{_message(exc)}. Check the SQL; the tables are {_TABLES}.") from exc


def _fill(database: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    database.register("_rows", rows)
    database.execute(f"CREATE TABLE {name} AS SELECT * FROM _rows")
    database.unregister("_rows")


def quote_paths(paths: Iterable[Path]) -> str:
    """Paths as a list in SQL."""
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


def _message(problem: Exception) -> str:
    """The first line of what DuckDB says, without its full stop."""
    return str(problem).strip().split("\n")[0].rstrip(".!")[:300]
