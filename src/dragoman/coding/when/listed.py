"""Rules for stretches written as one: "May 3-5", "3 and 5 May", "1975-90", "from 1980 to 1988"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.coding.when import periods
from dragoman.coding.when.explicit import nearest
from dragoman.coding.when.names import is_count
from dragoman.coding.when.periods import Period
from dragoman.coding.when.vocabulary import MONTH, MONTHS, Rule, Scene, month_of, rule

__all__ = ["RULES"]

_FIRST = r"(?P<first>[0-3]?\d)(?:st|nd|rd|th)?"
_LAST = r"(?P<last>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r" ?(?:[-–—]|to|through|and|until) ?"
_HEAD = r"(?:(?:from|between) )?(?:the )?"
_AFTER = r"(?:,? (?P<year>(?:1[4-9]|20)\d\d))?"
_FULL = r"(?:1[4-9]|20)\d\d"
_MONTH_WORDS = frozenset(MONTHS)


def _days(match: re.Match[str], scene: Scene) -> Period | None:
    """Two days of one month, of the named year or the one that fits publication."""
    month, first, last = month_of(match["month"]), int(match["first"]), int(match["last"])
    if match["year"]:
        year = int(match["year"])
    elif scene.published is None:
        return Period(granularity="span")
    else:
        near = range(max(scene.published.year - 1, 1), min(scene.published.year + 2, 9999))
        found = nearest(
            [day for year in near if (day := _valid(year, month, first))], scene.published, scene.tense(*match.span())
        )
        if found is None:
            return None
        year = found.year
    begin, end = _valid(year, month, first), _valid(year, month, last)
    return periods.span(periods.day(begin), periods.day(end)) if begin and end and begin < end else None


def _years(match: re.Match[str], scene: Scene) -> Period | None:
    first, last = int(match["first"]), match["last"]
    until = int(str(first)[: 4 - len(last)] + last)
    if until <= first or is_count(scene.text, *match.span("last")):
        return None
    return periods.span(periods.year(first), periods.year(until))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


RULES: tuple[Rule, ...] = (
    rule("days of a month", "range", rf"{_HEAD}{MONTH} {_FIRST}{_TO}{_LAST}{_AFTER}", _days, _MONTH_WORDS),
    rule("days of a month", "range", rf"{_HEAD}{_FIRST}{_TO}{_LAST}(?: of)? {MONTH}{_AFTER}", _days, _MONTH_WORDS),
    rule("years", "range", rf"(?:from|between) (?P<first>{_FULL}) (?:to|and|until|through) (?P<last>{_FULL})", _years, "#4"),
    rule("years", "range", rf"(?P<first>{_FULL})[-–](?P<last>{_FULL}|\d\d)", _years, "#4"),
)
