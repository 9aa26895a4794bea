"""Explicit and relative dates in English news, resolved against the day of publication.

A weekday is the nearest one on or before publication ("on Friday"), unless "next" or a future verb moves it ahead. A day
without a year takes the year that puts it nearest to publication. Without a publication date relative words stay unresolved.
`dateparser` was measured and left: docs/decisions/0004-dates.md.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.records import Granularity, Span, Timex

__all__ = ["find_timexes", "first_day", "resolve"]

_MONTHS = {
    name: index
    for index, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: index for index, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_NUMBERS = {
    name: index
    for index, name in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "several": 0, "few": 0}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_MONTH = r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_WEEKDAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_COUNT = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PART = r"(?:(?:early|late|late on|early on|mid)\s+)?"
_TIME_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|midday|at noon|overnight))?"

_Found = tuple[date, date, Granularity] | None
_Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str], date | None], _Found]]


def find_timexes(text: str, published: date | None, *, offset: int = 0) -> list[Timex]:
    """The time expressions of `text` from left to right, without overlaps; spans are shifted by `offset`."""
    found: list[tuple[int, int, str, _Found]] = []
    taken = [False] * (len(text) + 1)
    for name, pattern, meaning in _RULES:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]) or _is_name(match, text):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            found.append((match.start(), match.end(), name, meaning(match, published)))
    return [
        Timex(
            span=Span(start=start + offset, end=end + offset),
            text=text[start:end],
            start=days[0] if days else None,
            end=days[1] if days else None,
            granularity=days[2] if days else "day",
            rule=name,
        )
        for start, end, name, days in sorted(found, key=lambda item: item[:2])
    ]


def first_day(text: str) -> date | None:
    """The first full date (day, month and year) named in `text`; for captions, stamps and datelines."""
    for timex in find_timexes(text, None):
        if timex.granularity == "day" and timex.start is not None:
            return timex.start
    return None


def resolve(words: str, published: date | None) -> Timex | None:
    """What a time expression means, None when it is none. Example: `resolve("last Friday", date(2024, 10, 19))`."""
    found = find_timexes(words, published)
    return found[0] if found else None


def _is_name(match: re.Match[str], text: str) -> bool:
    """ "May" and "March" as verbs or names: a bare month needs a capital and a word before it that dates take."""
    words = match.group()
    if words.lower() in {"may", "march", "sun", "fall", "spring", "second"}:
        before = text[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
        return not words[0].isupper() or before not in {
            "in",
            "since",
            "until",
            "last",
            "this",
            "next",
            "of",
            "by",
            "during",
            "early",
            "late",
            "mid",
            "from",
        }
    return False


def _month(match: re.Match[str]) -> int:
    return _MONTHS[match["month"].lower().rstrip(".")]


def _count(match: re.Match[str]) -> int:
    words = match["count"].lower()
    return int(words) if words.isdigit() else _NUMBERS[words]


def _day(year: int, month: int, day: int) -> _Found:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found, "day"


def _span_of_month(year: int, month: int) -> _Found:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def _full_date(match: re.Match[str], _: date | None) -> _Found:
    return _day(int(match["year"]), _month(match), int(match["day"]))


def _numeric(match: re.Match[str], _: date | None) -> _Found:
    return _day(int(match["year"]), int(match["number"]), int(match["day"]))


def _yearless(match: re.Match[str], published: date | None) -> _Found:
    if published is None:
        return None
    near = [_day(year, _month(match), int(match["day"])) for year in (published.year - 1, published.year, published.year + 1)]
    days = [found for found in near if found]
    return min(days, key=lambda found: abs((found[0] - published).days)) if days else None


def _month_year(match: re.Match[str], _: date | None) -> _Found:
    return _span_of_month(int(match["year"]), _month(match))


def _bare_month(match: re.Match[str], published: date | None) -> _Found:
    """ "in March": the latest one that has begun; "last March" the same but not the present month; "next" the coming one."""
    if published is None:
        return None
    month, which = _month(match), (match["which"] or "").lower()
    year = published.year
    if which == "next":
        year += month <= published.month
    elif month > published.month or (which == "last" and month == published.month):
        year -= 1
    return _span_of_month(year, month)


def _year(match: re.Match[str], _: date | None) -> _Found:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _decade(match: re.Match[str], _: date | None) -> _Found:
    year = int(match["decade"])
    return date(year, 1, 1), date(year + 9, 12, 31), "decade"


def _season(match: re.Match[str], published: date | None) -> _Found:
    """ "last summer" or "the summer of 2020"; by the months of the northern year, winter begun in December."""
    month = _SEASONS[(match["season"] or match["season2"]).lower()]
    if match["year"]:
        year = int(match["year"])
    elif published is None:
        return None
    else:
        which = match["which"].lower()
        year = (
            published.year - (which == "last" and published.month <= month + 2) + (which == "next" and published.month >= month)
        )
    last_year, last_month = (year + 1, 2) if month == 12 else (year, month + 2)
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]), "season"


def _weekday(match: re.Match[str], published: date | None) -> _Found:
    """The day on or before publication; "last" as well, never the same day; "next" and "this coming" after it."""
    if published is None:
        return None
    which = (match["which"] or "").lower()
    back = (published.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7
    if which in {"next", "coming", "this coming"}:
        found = published + timedelta(days=(7 - back) % 7 or 7)
    else:
        found = published - timedelta(days=back or (7 if which in {"last", "past", "previous"} else 0))
    return found, found, "day"


def _near_day(match: re.Match[str], published: date | None) -> _Found:
    if published is None:
        return None
    word = match.group().lower()
    shift = 1 if word.startswith("tomorrow") else -1 if word.startswith("yesterday") or word == "last night" else 0
    if word.startswith("the day before yesterday"):
        shift = -2
    found = published + timedelta(days=shift)
    return found, found, "day"


def _ago(match: re.Match[str], published: date | None) -> _Found:
    if published is None:
        return None
    return _shifted(published, -_count(match), match["unit"].lower())


def _ahead(match: re.Match[str], published: date | None) -> _Found:
    if published is None:
        return None
    return _shifted(published, _count(match), match["unit"].lower())


def _shifted(day: date, count: int, unit: str) -> _Found:
    if count == 0:
        return None
    if unit.startswith(("day", "hour", "minute")):
        found = day + timedelta(days=count if unit.startswith("day") else 0)
        return found, found, "day"
    if unit.startswith("week"):
        return _week(day + timedelta(weeks=count))
    if unit.startswith("month"):
        months = day.year * 12 + day.month - 1 + count
        return _span_of_month(months // 12, months % 12 + 1)
    years = count * (10 if unit.startswith("decade") else 1)
    if not 1 <= day.year + years <= 9998:
        return None
    return date(day.year + years, 1, 1), date(day.year + years, 12, 31), "year"


def _week(day: date) -> _Found:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6), "week"


def _unit(match: re.Match[str], published: date | None) -> _Found:
    """ "last week", "this month", "next year", "the previous week"."""
    if published is None:
        return None
    which, unit = match["which"].lower(), match["unit"].lower()
    step = (
        -1
        if which in {"last", "the previous", "the past", "past", "previous"}
        else 1
        if which in {"next", "the coming", "the following"}
        else 0
    )
    if unit.startswith("weekend"):
        saturday = published + timedelta(days=5 - published.weekday())
        saturday += timedelta(weeks=(step if step else 0) + (-1 if step == 0 and published.weekday() < 3 else 0))
        return saturday, saturday + timedelta(days=1), "span"
    if unit.startswith("week"):
        return _week(published + timedelta(weeks=step))
    if unit.startswith("month"):
        months = published.year * 12 + published.month - 1 + step
        return _span_of_month(months // 12, months % 12 + 1)
    if unit.startswith("year"):
        return date(published.year + step, 1, 1), date(published.year + step, 12, 31), "year"
    return None


def _few_days(match: re.Match[str], published: date | None) -> _Found:
    """ "a few days ago", "in recent days", "in the past three weeks": a span that ends at publication."""
    if published is None:
        return None
    count = match.groupdict().get("count")
    unit = match["unit"].lower()
    number = (int(count) if count.isdigit() else _NUMBERS[count.lower()]) if count else 5
    days = (number or 5) * (
        30 if unit.startswith("month") else 7 if unit.startswith("week") else 365 if unit.startswith("year") else 1
    )
    return published - timedelta(days=days), published, "span"


def _rule(name: str, pattern: str, meaning: Callable[[re.Match[str], date | None], _Found]) -> _Rule:
    return name, re.compile(rf"\b{pattern}(?![\w-])", re.I), meaning


_RULES: tuple[_Rule, ...] = (
    _rule("ISO date", r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})", _numeric),
    _rule("weekday, month day, year", rf"(?:\w+day,? )?{_MONTH} {_DAY},? {_YEAR}", _full_date),
    _rule("weekday, day month year", rf"(?:\w+day,? (?:the )?)?{_DAY}(?: of)? {_MONTH},? {_YEAR}", _full_date),
    _rule("the day before yesterday", r"the day before yesterday", _near_day),
    _rule("weekday before a date", rf"\w+day,? {_MONTH} {_DAY}(?!\d|,? ?(?:1[89]|20)\d\d)", _yearless),
    _rule("month day", rf"{_MONTH} {_DAY}(?!\d|,? ?(?:1[89]|20)\d\d)", _yearless),
    _rule("day month", rf"{_DAY}(?: of)? {_MONTH}", _yearless),
    _rule("month year", rf"(?:(?:early|late|mid)-? ?)?{_MONTH},? (?:of )?{_YEAR}", _month_year),
    _rule(
        "season",
        r"(?:(?P<which>last|this|next) (?P<season>spring|summer|autumn|fall|winter)|"
        r"(?:the )?(?P<season2>spring|summer|autumn|fall|winter) (?:of )?(?P<year>(?:19|20)\d\d))",
        _season,
    ),
    _rule(
        "weekday", rf"(?:(?P<which>last|next|this coming|coming|this|past|previous) )?{_PART}{_WEEKDAY}{_TIME_OF_DAY}", _weekday
    ),
    _rule("day near", r"(?:today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening))", _near_day),
    _rule("some time ago", r"(?:a few|several|some) (?P<unit>days|weeks|months|years) (?:ago|earlier)", _few_days),
    _rule("so long ago", rf"{_COUNT} (?P<unit>minutes?|hours?|days?|weeks?|months?|years?|decades?) ago", _ago),
    _rule("so far ahead", rf"in {_COUNT} (?P<unit>days?|weeks?|months?|years?)(?:[’']s? time)?", _ahead),
    _rule(
        "recent span",
        rf"(?:in|over|during|for) (?:the )?(?:recent|past|last)(?: {_COUNT.replace('an?|', '')})? (?P<unit>days|weeks|months|years)",
        _few_days,
    ),
    _rule(
        "calendar unit",
        r"(?P<which>last|this|next|the previous|the past|previous|the coming|the following) (?P<unit>week|weekend|month|year)",
        _unit,
    ),
    _rule("month", rf"(?:(?P<which>last|this|next) )?{_MONTH}", _bare_month),
    _rule("decade", r"the (?P<decade>(?:19|20)\d0)s", _decade),
    _rule(
        "year",
        rf"(?:(?<=in )|(?<=since )|(?<=of )|(?<=until )|(?<=by )|(?<=for )|(?<=during )|(?<=from )|(?<=late )|(?<=early ))(?:early |late |mid-)?{_YEAR}",
        _year,
    ),
)
