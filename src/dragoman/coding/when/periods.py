"""Calendar arithmetic: stretches of days with their granularity and TIMEX3 value.

Values follow TimeML 1.2 (ISO 8601 where ISO has a form): day `2024-03-05`, week `2024-W10`, weekend `2024-W10-WE`, month
`2024-03`, quarter `2024-Q1`, half `2024-H1`, season `2024-SP`, decade `202X`, century `20XX`; ranges as ISO intervals `a/b`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records import Granularity

__all__ = [
    "NOTHING",
    "Period",
    "century",
    "day",
    "days_from",
    "decade",
    "duration_value",
    "half",
    "month",
    "move",
    "quarter",
    "season",
    "shift",
    "span",
    "week",
    "weekend",
    "year",
]

_SEASONS = {"spring": (3, "SP"), "summer": (6, "SU"), "autumn": (9, "FA"), "fall": (9, "FA"), "winter": (12, "WI")}
_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "weekend": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both None when unresolved; the granularity and the TIMEX3 value, None when it has none."""

    start: date | None = None
    end: date | None = None
    granularity: Granularity = "day"
    value: str | None = None


NOTHING = Period()
"""A time whose words we keep and cannot place."""


def day(found: date, suffix: str = "") -> Period:
    """One day; `suffix` is the part of the day in the value ("TMO") or a clock time ("T15:00")."""
    return Period(found, found, "day", found.isoformat() + suffix)


def week(found: date) -> Period:
    """The ISO week (Monday to Sunday) that holds a day."""
    number = found.isocalendar()
    monday = found - timedelta(days=found.weekday())
    return Period(monday, monday + timedelta(days=6), "week", f"{number.year}-W{number.week:02}")


def weekend(found: date) -> Period:
    """The Saturday and Sunday of the ISO week that holds a day."""
    whole = week(found)
    saturday = found + timedelta(days=5 - found.weekday())
    return Period(saturday, saturday + timedelta(days=1), "span", f"{whole.value}-WE")


def month(year_: int, number: int) -> Period:
    """A month; `number` may run past 12 or below 1 and moves the year."""
    year_, index = divmod(year_ * 12 + number - 1, 12)
    if not 1 <= year_ <= 9999:
        return Period(granularity="month")
    last = calendar.monthrange(year_, index + 1)[1]
    return Period(date(year_, index + 1, 1), date(year_, index + 1, last), "month", f"{year_:04}-{index + 1:02}")


def quarter(year_: int, number: int) -> Period:
    """A quarter of the calendar year, 1 to 4."""
    return Period(month(year_, number * 3 - 2).start, month(year_, number * 3).end, "span", f"{year_:04}-Q{number}")


def half(year_: int, number: int) -> Period:
    """The first or second half of a calendar year."""
    return Period(month(year_, number * 6 - 5).start, month(year_, number * 6).end, "span", f"{year_:04}-H{number}")


def season(year_: int, name: str) -> Period:
    """A season by the months of the northern year; winter is the one that begins in December of `year_`."""
    first, code = _SEASONS[name]
    return Period(month(year_, first).start, month(year_, first + 2).end, "season", f"{year_:04}-{code}")


def year(number: int) -> Period:
    """A calendar year."""
    if not 1 <= number <= 9999:
        return Period(granularity="year")
    return Period(date(number, 1, 1), date(number, 12, 31), "year", f"{number:04}")


def decade(first: int) -> Period:
    """The ten years that begin with `first`, a multiple of ten."""
    return Period(date(first, 1, 1), date(first + 9, 12, 31), "decade", f"{first // 10:03}X")


def century(number: int) -> Period:
    """The `number`th century as it is spoken of: the 20th is 1900 to 1999."""
    first = (number - 1) * 100
    return Period(date(max(first, 1), 1, 1), date(first + 99, 12, 31), "span", f"{number - 1:02}XX")


def span(first: Period, last: Period) -> Period:
    """From the first day of one period to the last of another; unresolved when either is or they are out of order."""
    if first.start is None or last.end is None or first.start > last.end:
        return Period(granularity="span")
    return Period(first.start, last.end, "span", f"{first.value}/{last.value}")


def shift(found: date, count: int, unit: str) -> Period:
    """The period `count` units away, at that unit's granularity: "two weeks ago" is a week, "a decade ago" a year."""
    if unit in {"second", "minute", "hour"}:
        return _guard(found, int(count / 24) if unit == "hour" else 0)
    if unit == "day":
        return _guard(found, count)
    if unit in {"week", "weekend"}:
        moved = _guard(found, count * 7)
        if moved.start is None or not date.min + timedelta(days=7) < moved.start < date.max - timedelta(days=7):
            return Period(granularity="week")
        return weekend(moved.start) if unit == "weekend" else week(moved.start)
    if unit == "month":
        return month(found.year, found.month + count)
    return year(found.year + count * {"year": 1, "decade": 10, "century": 100}[unit])


def move(found: date, count: int, unit: str) -> date | None:
    """The day `count` units away by the calendar, the last of a shorter month; None outside the years 1 to 9999."""
    if unit in {"second", "minute", "hour", "day", "week", "weekend"}:
        days = count if unit == "day" else count * 7 if unit.startswith("week") else int(count / 24) if unit == "hour" else 0
        return _guard(found, days).start
    months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    whole = month(found.year, found.month + months)
    return None if whole.start is None or whole.end is None else whole.start.replace(day=min(found.day, whole.end.day))


def days_from(found: date, count: int, unit: str, value: str) -> Period:
    """The stretch between a day and the one `count` units away, in order."""
    other = move(found, count, unit)
    if other is None:
        return Period(granularity="span", value=value)
    return Period(min(found, other), max(found, other), "span", value)


def duration_value(count: int | None, unit: str) -> str:
    """`P2D`, `PT48H`; an unknown count is X: `PXW`, `PTXH`. Counted decades and centuries are given in years."""
    if count is not None and unit in {"decade", "century"}:
        count, unit = count * (10 if unit == "decade" else 100), "year"
    letters = _LETTERS[unit]
    number = "X" if count is None else str(count)
    return f"PT{number}{letters[1]}" if letters[0] == "T" else f"P{number}{letters}"


def _guard(found: date, days: int) -> Period:
    try:
        return day(found + timedelta(days=days))
    except OverflowError:
        return NOTHING
