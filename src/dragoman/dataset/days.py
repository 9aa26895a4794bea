"""Spans of days, as a condition by which the parts of a table that hold none of them are passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

__all__ = ["ALL_DAYS", "Days"]

_SPANS = 16
"""More spans than this are joined across the smallest gaps, so that the condition stays cheaper than what it saves."""


@dataclass(frozen=True, slots=True)
class Days:
    """Spans from a first day to a last, both included, in order and apart; `undated`: no day, too.

    The rows of a table lie in order of a day (`schema.ORDER`), and Parquet files say which days each part of them holds.
    """

    spans: tuple[tuple[date, date], ...] = ()
    undated: bool = False

    @classmethod
    def around(cls, days: Iterable[date | None], *, within: int = 0) -> Days:
        """The days up to `within` days from each of `days`; None stands for no day."""
        found = set(days)
        return cls.of((_shift(day, -within), _shift(day, within)) for day in found if day).beside(undated=None in found)

    @classmethod
    def of(cls, spans: Iterable[tuple[date, date]]) -> Days:
        """Spans in any order, which may overlap."""
        joined: list[tuple[date, date]] = []
        for first, last in sorted(spans):
            if joined and first <= _shift(joined[-1][1], 1):
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return cls(tuple(joined))

    def beside(self, *, undated: bool) -> Days:
        """The same spans, and no day if `undated`."""
        return Days(self.spans, undated)

    @property
    def few(self) -> bool:
        """Whether `sql` tells these days from all others."""
        return len(self.spans) <= _SPANS

    def sql(self, column: str) -> str:
        """What holds of each row whose `column` is among the days, and of others unless `few`: some comparisons at most."""
        spans = list(self.spans)
        while len(spans) > _SPANS:
            at = min(range(len(spans) - 1), key=lambda at: spans[at + 1][0] - spans[at][1])
            spans[at : at + 2] = [(spans[at][0], spans[at + 1][1])]
        tests = [f"{column} BETWEEN DATE '{first}' AND DATE '{last}'" for first, last in spans]
        return f"({' OR '.join([*tests, *([f'{column} IS NULL'] if self.undated else [])]) or 'false'})"

    def overlap_sql(self, first: str, last: str) -> str:
        """What holds of each row whose days from `first` to `last` (columns) hold one of these, and of others; null: open."""
        if self.undated or not self.spans:
            return "true"
        least, most = self.spans[0][0], self.spans[-1][1]
        return f"(({first} IS NULL OR {first} <= DATE '{most}') AND ({last} IS NULL OR {last} >= DATE '{least}'))"


ALL_DAYS = Days(((date.min, date.max),), undated=True)


def _shift(day: date, by: int) -> date:
    """So many days later, or the last (first) day that there is."""
    return date.fromordinal(min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal()))
