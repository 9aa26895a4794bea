"""Joining the expressions of one sentence: clock and day, "the end of", "of last week", ranges, "since", and anchors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from dragoman.coding.when import periods
from dragoman.coding.when.periods import Period
from dragoman.coding.when.vocabulary import PART_VALUES, WEEKDAYS, Scene

__all__ = ["POINTS", "Found", "join"]

_DAYS = frozenset({"date", "yearless", "month day", "weekday", "day", "holiday", "clock day"})
POINTS = _DAYS | {
    *("month", "unit", "whole", "year", "decade", "century", "season", "ago", "ahead", "part of the year", "range"),
}
"""Kinds that are points of the calendar, fit for ranges, "since" and as anchors."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at `[start, end)` of the text, with the rule that found it."""

    start: int
    end: int
    rule: str
    kind: str
    period: Period


_Pair = Callable[[Found, Found, str, Scene], Found | None]
_LEAD = re.compile(
    r"\b(?:the (?:very )?(?:end|start|beginning|middle|close|first days|last days|final days) of"
    r"|the (?P<nth>first|second|third|last|final) week of"
    r"|the (?P<part>morning|afternoon|evening|night|early hours|small hours) of(?: on)?"
    r"|(?:late|early|earlier|later)(?: on| in)?|mid-?) ?$",
    re.I,
)
_BEST = re.compile(r"\b(?:\w+est|worst|first|most \w+|least)(?: [\w-]+){1,3} of $", re.I)
"""A superlative, behind which "of the year" is a time ("the deadliest attack of the year")."""
_OF = re.compile(r"\s*,?\s*(?:of|in)?\s*")
_AND = re.compile(r"\s*,?\s*(?P<link>[-–—]|to|through|thru|until|till|and)\s*", re.I)
_FROM = re.compile(r"\b(?P<word>from|between)\s+$", re.I)
_SINCE = re.compile(r"\bsince\s+$", re.I)


def join(found: list[Found], scene: Scene) -> list[Found]:
    """The expressions, in order, joined and placed as far as the sentence allows."""
    for pair in (_part_and_whole, _clock_and_day):
        found = _pairs(found, pair, scene)
    found = [item for each in found if (item := _led(each, scene)) is not None]
    found = _pairs(found, _range, scene)
    found = [_since(each, scene) for each in found]
    return _dated_clocks(found)


def _pairs(found: list[Found], pair: _Pair, scene: Scene) -> list[Found]:
    done: list[Found] = []
    for item in found:
        joined = pair(done[-1], item, scene.text[done[-1].end : item.start], scene) if done else None
        if joined is None:
            done.append(item)
        else:
            done[-1] = joined
    return done


def _clock_and_day(left: Found, right: Found, gap: str, _: Scene) -> Found | None:
    """ "3 p.m. on Friday", "Friday at 3 p.m."."""
    if left.kind == "clock" and right.kind in _DAYS and gap in {" ", " on ", ", ", " (", " on the "}:
        clock, day = left, right
    elif right.kind == "clock" and left.kind in _DAYS and gap in {" ", " at ", ", ", " around ", " at about "}:
        clock, day = right, left
    else:
        return None
    return Found(left.start, right.end, f"{day.rule} with clock", "clock day", _at(day.period, clock.period))


def _at(day: Period, clock: Period) -> Period:
    if day.start is None:
        return clock
    return periods.day(day.start, clock.value or "")


def _part_and_whole(left: Found, right: Found, gap: str, scene: Scene) -> Found | None:
    """ "Tuesday of last week", "August last year", "the first half of this year", "the 25th of this month"."""
    if not _OF.fullmatch(gap) or right.kind not in {"unit", "whole", "year"} or right.period.start is None:
        return None
    whole, words = right.period, scene.text[left.start : left.end].lower()
    period: Period | None = None
    if left.kind == "weekday" and whole.granularity == "week":
        name = next((name for name in WEEKDAYS if name in words), "")
        part = next((value for word, value in PART_VALUES.items() if words.endswith(word)), "")
        period = periods.day(right.period.start + timedelta(days=WEEKDAYS[name]), part)
    elif left.kind == "month day" and whole.granularity == "month" and left.period.start:
        number = re.search(r"\d+", words)
        period = _on(whole, int(number[0])) if number else None
    elif whole.granularity == "year" and left.kind in {"month", "yearless", "season", "part of the year"} and left.period.start:
        period = _in_year(left.period, right.period.start.year)
    if period is None or period.start is None:
        return None
    return Found(left.start, right.end, f"{left.rule} of {right.rule}", left.kind, period)


def _on(month: Period, number: int) -> Period | None:
    if month.start is None or month.end is None or not 1 <= number <= month.end.day:
        return None
    return periods.day(month.start.replace(day=number))


def _in_year(period: Period, year: int) -> Period | None:
    """The same month, day, season or part of another year."""
    first, value = period.start, period.value or ""
    if first is None:
        return None
    if period.granularity == "month":
        return periods.month(year, first.month)
    if period.granularity == "season":
        return periods.season(year, {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}[value[-2:]])
    if period.granularity == "day":
        return _on(periods.month(year, first.month), first.day)
    return periods.quarter(year, int(value[-1])) if "Q" in value else periods.half(year, int(value[-1]))


def _led(item: Found, scene: Scene) -> Found | None:
    """With the words before it that belong to it: "the end of", "late on", "mid-"; a bare "the year" is dropped without."""
    lead = _LEAD.search(scene.text, max(0, item.start - 24), item.start) if item.kind in POINTS else None
    if lead is None:
        kept = item.kind != "whole" or _BEST.search(scene.text, max(0, item.start - 40), item.start)
        return item if kept else None
    period, part = item.period, lead["part"]
    if lead["nth"]:
        period = _week_of(period, lead["nth"].lower())
        return replace(item, start=lead.start(), period=period) if period.start else item
    if part:
        if period.start is None or period.granularity != "day":
            return item
        period = periods.day(period.start, PART_VALUES.get(part.lower(), "TMO"))
    elif period.granularity in {"span", "decade"} and item.kind not in {"unit", "part of the year"}:
        return item
    return replace(item, start=lead.start(), period=period)


def _week_of(month: Period, rank: str) -> Period:
    """The first, second, third or last seven days of a month."""
    if month.granularity != "month" or month.start is None or month.end is None:
        return Period()
    first = month.end - timedelta(days=6) if rank in {"last", "final"} else month.start
    first += timedelta(days={"second": 7, "third": 14}.get(rank, 0))
    return Period(first, first + timedelta(days=6), "span", month.value)


def _range(left: Found, right: Found, gap: str, scene: Scene) -> Found | None:
    """ "from Monday to Wednesday", "between January and March", "28 April-3 May"."""
    link = _AND.fullmatch(gap)
    if link is None or left.kind not in POINTS or right.kind not in POINTS or left.kind == "range":
        return None
    word, head = link["link"].lower(), _FROM.search(scene.text, max(0, left.start - 9), left.start)
    if word == "and" and (head is None or head["word"].lower() != "between"):
        return None
    if word in {"to", "until", "till"} and (head is None or head["word"].lower() != "from") and left.kind != right.kind:
        return None
    if word in {"until", "till"} and head is None:
        return None
    first, last = _ordered(left, right, scene)
    period = periods.span(first, last)
    return Found(head.start() if head else left.start, right.end, "range", "range", period)


def _ordered(left: Found, right: Found, scene: Scene) -> tuple[Period, Period]:
    """The two ends in order: the one without a year, or the weekday, moves to fit the other."""
    first, last = left.period, right.period
    if first.start is None or last.start is None:
        return first, last
    if left.kind == right.kind == "weekday" and first.start > last.start:
        if scene.tense(left.start, right.end) == "future":
            return first, periods.day(last.start + timedelta(days=7))
        return periods.day(first.start - timedelta(days=7)), last
    if left.kind in {"yearless", "month"} and not _has_year(left, scene):
        year = last.start.year
        moved = _in_year(first, year)
        if moved and moved.start and moved.start > last.start:
            moved = _in_year(first, year - 1)
        if moved and (_has_year(right, scene) or first.start > last.start):
            return moved, last
    if right.kind in {"yearless", "month"} and not _has_year(right, scene):
        moved = _in_year(last, first.start.year)
        if moved and moved.start and moved.start < first.start:
            moved = _in_year(last, first.start.year + 1)
        if moved:
            return first, moved
    return first, last


def _has_year(item: Found, scene: Scene) -> bool:
    return re.search(r"\d{4}|year", scene.text[item.start : item.end]) is not None


def _since(item: Found, scene: Scene) -> Found:
    """ "since January" runs to the day of publication."""
    head = _SINCE.search(scene.text, max(0, item.start - 7), item.start) if item.kind in POINTS else None
    if head is None:
        return item
    if scene.published is None or item.period.start is None or item.period.start > scene.published:
        return replace(item, start=head.start(), period=Period(granularity="span", value=item.period.value))
    value = f"{item.period.value}/{scene.published.isoformat()}"
    period = Period(item.period.start, scene.published, "span", value)
    return Found(head.start(), item.end, f"since {item.rule}", "range", period)


def _dated_clocks(found: list[Found]) -> list[Found]:
    """A clock time apart from its day takes the only day that the sentence names."""
    if not any(item.kind == "clock" for item in found):
        return found
    days = {item.period.start for item in found if item.kind in _DAYS and item.period.start}
    if len(days) != 1:
        return found
    (day,) = days
    return [replace(item, period=periods.day(day, item.period.value or "")) if item.kind == "clock" else item for item in found]
