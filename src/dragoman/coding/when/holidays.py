"""Holidays whose day can be computed: fixed days, days counted from Easter, and the nth weekday of a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from dragoman.coding.when.vocabulary import WEEKDAYS
from dragoman.ontology import read_table
from dragoman.ontology.tables import Row

__all__ = ["day_of_holiday", "easter", "holiday_pattern", "holiday_triggers", "orthodox_easter"]

_COMMON = frozenset({"day", "eve", "night", "s", *WEEKDAYS})
_Day = Callable[[int], date]


@dataclass(frozen=True, slots=True)
class _Table:
    pattern: str
    triggers: frozenset[str]
    days: dict[str, _Day]


def holiday_pattern() -> str:
    """An alternation of the names of holidays, those of one country with its name ("India's Independence Day")."""
    return _table().pattern


def holiday_triggers() -> frozenset[str]:
    """Lower-case words one of which stands in every name."""
    return _table().triggers


def day_of_holiday(words: str, year: int) -> date:
    """The day of a holiday that `holiday_pattern` matched, in a year between 1583 and 4099."""
    return _table().days[_key(words)](year)


def easter(year: int) -> date:
    """Western Easter Sunday. Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar. Source: Meeus' Julian algorithm."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _key(words: str) -> str:
    words = re.sub(r"['’]s? ", " ", words.lower())
    return re.sub(r"\s+", " ", words.removeprefix("the "))


@cache
def _table() -> _Table:
    """The rows of holidays.csv. `day` is `12-25`, `easter-2`, `orthodox+0`, or `11-4-thursday+1` (the day after the fourth)."""
    days: dict[str, _Day] = {}
    names = []
    for row in read_table(files("dragoman.coding.when") / "data" / "holidays.csv", ("name", "country", "day", "basis")):
        compute = _reading(row)
        for holder in row.many("country") or ("",):
            words = f"{holder} {row['name']}".strip()
            if _key(words) in days:
                raise row.error(f"'{words}' stands twice.")
            days[_key(words)] = compute
            name = re.escape(row["name"]).replace("'", "['’]?")
            names.append(f"{re.escape(holder)}(?:['’]s?)? {name}" if holder else name)
    return _Table("|".join(sorted(names, key=len, reverse=True)), frozenset(map(_trigger, days)), days)


def _trigger(name: str) -> str:
    """The last word of a name that is not in many others."""
    words: list[str] = re.findall(r"[a-z]+", name)
    return next(word for word in reversed(words) if word not in _COMMON)


def _reading(row: Row) -> _Day:
    fixed = re.fullmatch(r"(\d\d)-(\d\d)", row["day"])
    if fixed:
        month, day = int(fixed[1]), int(fixed[2])
        return lambda year: date(year, month, day)
    feast = re.fullmatch(r"(easter|orthodox)([+-]\d+)", row["day"])
    if feast:
        base, away = (easter if feast[1] == "easter" else orthodox_easter), timedelta(days=int(feast[2]))
        return lambda year: base(year) + away
    counted = re.fullmatch(r"(\d\d)-(\d|last)-(\w+?)([+-]\d+)?", row["day"])
    if counted is None or counted[3] not in WEEKDAYS:
        raise row.error(f"day '{row['day']}' is no day of the year.")
    number, rank, weekday, days = int(counted[1]), counted[2], WEEKDAYS[counted[3]], int(counted[4] or 0)
    return lambda year: _nth(year, number, rank, weekday) + timedelta(days=days)


def _nth(year: int, month: int, rank: str, weekday: int) -> date:
    """The `rank`th such weekday of a month, or the last."""
    if rank == "last":
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(rank) - 1))
