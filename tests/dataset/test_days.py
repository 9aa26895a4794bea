from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dataset.days import ALL_DAYS, Days

DAYS = st.one_of(st.none(), st.dates(), st.dates(date(2024, 1, 1), date(2024, 3, 31)))


def _kept(condition: str, **columns: list[date | None]) -> set[int]:
    rows = pa.table({name: pa.array(values, pa.date32()) for name, values in columns.items()})
    database = duckdb.connect()
    database.register("told", rows.append_column("number", pa.array(range(rows.num_rows))))
    return {number for (number,) in database.execute(f"SELECT number FROM told WHERE {condition}").fetchall()}


@settings(max_examples=60, deadline=None)
@given(st.lists(DAYS, max_size=40), st.integers(0, 20), st.lists(DAYS, min_size=1, max_size=30))
def test_no_row_of_these_days_is_passed_over(days: list[date | None], within: int, told: list[date | None]) -> None:
    """Whatever lies within so many days of one of the days is found, undated rows where they are asked for."""
    found = _kept(Days.around(days, within=within).sql("day"), day=told)
    near = {at for at, one in enumerate(told) if any(_near(one, day, within) for day in days)}
    assert near <= found
    assert {at for at in found if told[at] is None} == ({at for at, one in enumerate(told) if one is None} if None in days else set())
    if Days.around(days, within=within).few:
        assert near == found


def _near(one: date | None, other: date | None, within: int) -> bool:
    return one == other if one is None or other is None else abs(one - other) <= timedelta(days=within)


@settings(max_examples=60, deadline=None)
@given(st.lists(DAYS, max_size=5), DAYS, DAYS)
def test_no_row_that_spans_these_days_is_passed_over(days: list[date | None], first: date | None, last: date | None) -> None:
    """A row from a first day to a last, either of which may be unknown, is found by a day between them."""
    found = _kept(Days.around(days).overlap_sql("first", "last"), first=[first], last=[last])
    if any(day is None or (first or day) <= day <= (last or day) for day in days):
        assert found == {0}


def test_many_spans_are_joined() -> None:
    """A hundred scattered days are a few comparisons, and the largest gaps stay gaps."""
    days = [date(1900 + year, 1, 1) for year in range(50)] + [date(2000 + year, 1, 1) for year in range(50, 100)]
    condition = Days.around(days, within=2).sql("day")
    assert condition.count("BETWEEN") == 16
    assert _kept(condition, day=[date(2000, 1, 1), date(1949, 1, 1), date(2050, 1, 2)]) == {1, 2}
    assert _kept(ALL_DAYS.sql("day"), day=[None, date.min, date.max]) == {0, 1, 2}
    assert _kept(Days().sql("day"), day=[None, date.min]) == set()
