"""Rows of one table by filters, given to pandas, polars, Arrow or as records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import duckdb
import pyarrow as pa

from dragoman.dataset.query import Answer
from dragoman.dataset.schema import COLUMNS, RECORD, SENSE
from dragoman.errors import QueryError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Dyad", "Filters", "Selection"]

R = TypeVar("R")
Dyad = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions in SQL with their parameters, all of which a row must meet."""

    conditions: tuple[str, ...] = ()
    parameters: tuple[object, ...] = ()

    def among(self, column: str, values: str | Iterable[str] | None) -> Filters:
        """`column` is one of `values`; any when None."""
        if values is None:
            return self
        found = _texts(column, values)
        return self._and(f"{column} IN ({', '.join('?' * len(found)) or 'NULL'})", *found)

    def holding(self, column: str, values: str | Iterable[str] | None) -> Filters:
        """The list `column` holds one of `values`; any when None."""
        if values is None:
            return self
        return self._and(f"list_has_any({column}, ?)", _texts(column, values))

    def named(self, ids: str | Iterable[str] | None) -> Filters:
        """`id` is one of `ids`, or an incident's that was known under one of them; any when None."""
        if ids is None:
            return self
        found = _texts("id", ids)
        return self._and(f"(id IN ({', '.join('?' * len(found)) or 'NULL'}) OR list_has_any(former, ?))", *found, found)

    def between(self, first: str, last: str, since: date | str | None, until: date | str | None) -> Filters:
        """The days from column `first` to column `last` overlap those from `since` to `until`, both included."""
        found = self
        if since is not None:
            found = found._and(f"{last} >= ?", _day("since", since))
        if until is not None:
            found = found._and(f"{first} <= ?", _day("until", until))
        return found

    def _and(self, condition: str, *parameters: object) -> Filters:
        return replace(self, conditions=(*self.conditions, condition), parameters=(*self.parameters, *parameters))


class Selection(Generic[R]):
    """Some rows of a table, read when asked for; in order of their first column of dates, then id."""

    def __init__(
        self,
        database: duckdb.DuckDBPyConnection,
        table: str,
        day: str,
        filters: Filters,
        make: Callable[[str, str | None], R],
        second: str,
    ) -> None:
        self._database, self._table, self._order, self._filters = database, table, f"{day}, id", filters
        self._make, self._second = make, second

    def __len__(self) -> int:
        return int(self._answer("count(*)", ordered=False).rows()[0][0])

    def __iter__(self) -> Iterator[R]:
        """The exact records."""
        for batch in self._answer(f"{RECORD}, {self._second}").batches():
            for record, beside in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
                yield self._make(record, beside)

    def to_arrow(self, columns: Sequence[str] | None = None) -> pa.Table:
        """The typed columns, or those named. Raises: QueryError for a column that the table does not have."""
        return self._chosen(columns).to_arrow()

    def to_pandas(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """As `to_arrow`, in pandas; dates are `datetime64`, lists are arrays. Raises: ConfigError without pandas."""
        return self._chosen(columns).to_pandas()

    def to_polars(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """As `to_arrow`, in polars. Raises: ConfigError without polars."""
        return self._chosen(columns).to_polars()

    def _chosen(self, columns: Sequence[str] | None) -> Answer:
        known = COLUMNS[self._table].names
        wanted = [name for name in known if name not in (RECORD, SENSE)] if columns is None else list(columns)
        unknown = next((name for name in wanted if name not in known), None)
        if unknown is not None:
            raise QueryError(f"{self._table} has no column '{unknown}'. Its columns are {', '.join(known)}.")
        return self._answer(", ".join(wanted))

    def _answer(self, what: str, *, ordered: bool = True) -> Answer:
        where = f" WHERE {' AND '.join(self._filters.conditions)}" if self._filters.conditions else ""
        order = f" ORDER BY {self._order}" if ordered else ""
        return Answer(self._database, f"SELECT {what} FROM {self._table}{where}{order}", self._filters.parameters)


def _texts(column: str, values: str | Iterable[str]) -> list[str]:
    found = [values] if isinstance(values, str) else list(values)
    if not all(isinstance(value, str) for value in found):
        raise QueryError(f"{column}: give one string or several.")
    return found


def _day(name: str, value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError) as exc:
        raise QueryError(f"{name}={value!r}: no day. Give a date, or a string such as '2024-10-19'.") from exc
