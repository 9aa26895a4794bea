"""Rules for times that name their day, month, year, decade or century; a missing year is filled from publication."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from dragoman.coding.when import periods
from dragoman.coding.when.names import is_bare_month, is_count
from dragoman.coding.when.periods import NOTHING, Period
from dragoman.coding.when.vocabulary import (
    DAY_MONTH,
    MONTH,
    MONTH_DAY,
    MONTHS,
    ORDINAL,
    WEEKDAYS,
    YEAR,
    Rule,
    Scene,
    Tense,
    month_of,
    ordinal_of,
    rule,
)

__all__ = ["RULES", "YEAR_RULES", "nearest"]

_ABROAD_DAYS = 1
"""How far past the day of publication a past act may lie: it can be tomorrow already where it happened."""
_WEEKDAY_BEFORE = r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,? (?:the )?)?"
_NO_YEAR = r"(?!,? ?(?:1[4-9]|20)\d\d(?!\d))"
_NUMERALS = {
    word: number
    for number, word in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], start=2
    )
}
_MONTH_WORDS = frozenset(MONTHS)
_BEFORE_A_YEAR = (
    *("in ", "year ", "circa ", "between ", "throughout ", "since ", "of ", "until ", "by ", "for ", "during ", "from "),
    *("before ", "after ", "back to ", "late ", "early ", "mid-", r"\d\d\d\d and ", r"\d\d\d\d, "),
)
_BEHIND = "|".join(f"(?<={words})" for words in _BEFORE_A_YEAR)


def nearest(days: Iterable[date], published: date, tense: Tense | None) -> date | None:
    """The day of several that fits: the last one before publication, the first one after it, or without tense the nearest."""
    days = sorted(days)
    if tense == "past":
        return max((day for day in days if (day - published).days <= _ABROAD_DAYS), default=None)
    if tense == "future":
        return min((day for day in days if day >= published), default=None)
    return min(days, key=lambda day: abs((day - published).days), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> Period:
    found = _valid(year, month, day)
    return periods.day(found) if found else NOTHING


def _full_date(match: re.Match[str], _: Scene) -> Period:
    return _day(int(match["year"]), month_of(match["month"]), int(match["day"]))


def _iso_date(match: re.Match[str], _: Scene) -> Period:
    return _day(int(match["year"]), int(match["number"]), int(match["day"]))


def _slashed(match: re.Match[str], _: Scene) -> Period:
    """3/25/2024 and 25/3/2024 tell which is the month; 03/04/2024 does not, unless dots show the European order."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["sign"] == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else NOTHING


def _yearless(match: re.Match[str], scene: Scene) -> Period:
    """A day without a year: that of its weekday where one is named, else by tense, else the nearest to publication."""
    published = scene.published
    if published is None:
        return NOTHING
    month, number = month_of(match["month"]), int(match["day"])
    years = range(max(published.year - 4, 1), min(published.year + 5, 9999))
    days = [found for year in years if (found := _valid(year, month, number))]
    if match["weekday"]:
        wanted = next(index for name, index in WEEKDAYS.items() if name.startswith(match["weekday"].lower()))
        near = [found for found in days if found.weekday() == wanted and abs(found.year - published.year) <= 1]
        tense = scene.tense(*match.span())
        fitting = nearest(near, published, tense) or nearest(days, published, tense)
        return periods.day(fitting) if fitting else NOTHING
    found = nearest(days, published, scene.tense(*match.span()))
    return periods.day(found) if found else NOTHING


def _day_of_month(match: re.Match[str], scene: Scene) -> Period:
    """ "on the 15th": of the present month, the last or the next by tense."""
    published = scene.published
    if published is None:
        return NOTHING
    number = int(match["day"])
    months = [periods.month(published.year, published.month + step).start for step in (-2, -1, 0, 1, 2)]
    days = [found for first in months if first and (found := _valid(first.year, first.month, number))]
    found = nearest(days, published, scene.tense(*match.span()))
    return periods.day(found) if found else NOTHING


def _month_year(match: re.Match[str], _: Scene) -> Period:
    return periods.month(int(match["year"]), month_of(match["month"]))


def _bare_month(match: re.Match[str], scene: Scene) -> Period | None:
    """ "in March": the latest begun, or the coming one by tense; "last March" is never the present month, "next" neither."""
    start, end = match.span("month")
    which = (match["which"] or "").lower()
    if not which and not is_bare_month(scene.text, start, end):
        return None
    if which and not scene.text[start].isupper():
        return None
    published = scene.published
    if published is None:
        return Period(granularity="month")
    month, year = month_of(match["month"]), published.year
    if which == "next":
        year += month <= published.month
    elif which == "last":
        year -= month >= published.month
    elif which != "this":
        if scene.tense(*match.span()) == "future":
            year += month < published.month
        else:
            year -= month > published.month
    return periods.month(year, month)


def _year(match: re.Match[str], scene: Scene) -> Period | None:
    if is_count(scene.text, *match.span("year")):
        return None
    return periods.year(int(match["year"]))


def _decade(match: re.Match[str], _: Scene) -> Period:
    if match["word"]:
        return periods.decade(1900 + 10 * _NUMERALS[match["word"].lower()])
    digits = match["decade"]
    return periods.decade(int(digits) if len(digits) == 4 else 1900 + int(digits))


def _century(match: re.Match[str], _: Scene) -> Period | None:
    number = ordinal_of(match["ordinal"])
    if match["era"]:
        return NOTHING
    return periods.century(number) if 1 <= number <= 30 else None


RULES: tuple[Rule, ...] = (
    rule(
        "ISO date",
        "date",
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?=T\d|(?![\w-]))(?:T[\d:.]+Z?)?",
        _iso_date,
        "#4",
    ),
    rule(
        "numeric date",
        "date",
        r"(?P<first>\d\d?)(?P<sign>[/.])(?P<second>\d\d?)(?P=sign)(?P<year>(?:19|20)\d\d)",
        _slashed,
        "#4",
    ),
    rule("month day, year", "date", rf"{_WEEKDAY_BEFORE}{MONTH_DAY},? {YEAR}", _full_date, _MONTH_WORDS),
    rule("day month year", "date", rf"{_WEEKDAY_BEFORE}{DAY_MONTH},? {YEAR}", _full_date, _MONTH_WORDS),
    rule("month day", "yearless", rf"{_WEEKDAY_BEFORE}{MONTH_DAY}{_NO_YEAR}", _yearless, _MONTH_WORDS),
    rule("day month", "yearless", rf"{_WEEKDAY_BEFORE}{DAY_MONTH}", _yearless, _MONTH_WORDS),
    rule("month year", "month", rf"{MONTH},? (?:of )?{YEAR}", _month_year, _MONTH_WORDS),
    rule("month", "month", rf"(?:(?P<which>last|this|next) )?{MONTH}", _bare_month, _MONTH_WORDS),
    rule(
        "day of the month",
        "month day",
        r"(?<=on )the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=[.,;]| (?:of|and) |$)",
        _day_of_month,
        "st nd rd th",
    ),
    rule(
        "decade",
        "decade",
        rf"the (?:(?:early|mid|late)[ -])?(?:['’]?(?P<decade>(?:1[4-9]|20)\d0|[2-9]0)['’]?s|(?P<word>{'|'.join(_NUMERALS)}))",
        _decade,
        "#4 20 30 40 50 60 70 80 90 " + " ".join(_NUMERALS),
    ),
    rule(
        "century",
        "century",
        rf"the (?:(?:early|mid|late|first|second) ?-?)?{ORDINAL}[ -]century(?P<era> (?:b\.c\.(?:e\.)?|bce?))?",
        _century,
        "century",
    ),
)
YEAR_RULES: tuple[Rule, ...] = (
    rule(
        "year",
        "year",
        rf"(?:{_BEHIND})(?:(?:early|late) |mid-)?{YEAR}",
        _year,
        "#4",
    ),
)
