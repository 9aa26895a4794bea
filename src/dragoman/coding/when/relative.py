"""Rules for times seen from the day of publication: weekdays, yesterday, last week, ago, in two months."""

from __future__ import annotations

import re
from datetime import timedelta

from dragoman.coding.when import periods
from dragoman.coding.when.periods import NOTHING, Period, duration_value
from dragoman.coding.when.vocabulary import (
    COUNT,
    PART_VALUES,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    WEEKDAYS,
    Rule,
    Scene,
    count_of,
    rule,
    unit_of,
)
from dragoman.records import Granularity

__all__ = ["RULES"]

_SOME = 5
"""How many units "a few" and "recent" reach."""
_WEEKDAYS = frozenset(WEEKDAYS)
_GRAINS: dict[str, Granularity] = {
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "weekend": "span",
    "century": "span",
}
_AWAY = {"the day before": -2, "the day after": 2, "yesterday": -1, "last night": -1, "tomorrow": 1}
_PART = r"(?: (?P<part>morning|afternoon|evening|night))?"
_VAGUE = r"(?:a few|several|some|many)"
_UNITS = r"(?P<unit>minutes|hours|days|weeks|months|years|decades)"


def _part(match: re.Match[str]) -> str:
    return PART_VALUES[match["part"].lower()] if match["part"] else ""


def _weekday(match: re.Match[str], scene: Scene) -> Period:
    """The day on or before publication, or on or after it when the verb looks ahead; "last" and "next" are never that day."""
    published = scene.published
    if published is None:
        return NOTHING
    which = (match["which"] or "").lower()
    back = (published.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    ahead = (7 - back) % 7
    if which in {"next", "coming", "this coming"}:
        days = ahead or 7
    elif which in {"last", "past", "previous", "this past"}:
        days = -(back or 7)
    elif scene.tense(*match.span()) == "future":
        days = ahead
    elif which == "this":
        days = WEEKDAYS[match["weekday"].lower()] - published.weekday()
    else:
        days = -back
    return periods.day(published + timedelta(days=days), _part(match))


def _near_day(match: re.Match[str], scene: Scene) -> Period:
    if scene.published is None:
        return NOTHING
    words = match.group().lower()
    away = next((days for start, days in _AWAY.items() if words.startswith(start)), 0)
    last = words.rsplit(" ", 1)[-1]
    part = "TNI" if words == "tonight" else PART_VALUES.get(last, "")
    return periods.day(scene.published + timedelta(days=away), part)


def _overnight(match: re.Match[str], scene: Scene) -> Period:
    """The night that ends on the day of publication, or begins on it when the verb looks ahead."""
    if scene.published is None:
        return NOTHING
    evening = scene.published - timedelta(days=scene.tense(*match.span()) != "future")
    return Period(evening, evening + timedelta(days=1), "span", f"{evening.isoformat()}TNI")


def _unit(match: re.Match[str], scene: Scene) -> Period:
    """ "last week", "this month", "next year", "last weekend"."""
    published, unit = scene.published, unit_of(match["unit"])
    if published is None:
        return Period(granularity=_grain(unit))
    which = match["which"].lower()
    step = -1 if which in {"last", "the last", "the previous", "previous"} else 1 if which in {"next", "the coming"} else 0
    if unit == "decade":
        return periods.decade(published.year // 10 * 10)
    if unit == "century":
        return periods.century(published.year // 100 + 1 + step)
    if unit == "weekend" and step == 0:
        return _this_weekend(match, scene)
    return periods.shift(published, step, unit)


def _this_weekend(match: re.Match[str], scene: Scene) -> Period:
    """The weekend begun last, or the coming one by tense; "this weekend" without tense is near from Thursday on."""
    published = scene.published
    if published is None:
        return Period(granularity="span")
    tense = scene.tense(*match.span())
    past = tense == "past" or (tense is None and published.weekday() < 3)
    return periods.weekend(published - timedelta(days=7) if past and published.weekday() < 5 else published)


def _within_unit(match: re.Match[str], scene: Scene) -> Period:
    """ "earlier this month" ends, and "later this month" begins, on the day of publication."""
    whole = _unit(match, scene)
    if scene.published is None or whole.start is None:
        return whole
    if match["side"].lower() == "earlier":
        return Period(whole.start, scene.published, whole.granularity, whole.value)
    return Period(scene.published, whole.end, whole.granularity, whole.value)


def _whole_unit(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the year" behind "the end of", "the second half of": the present one."""
    if scene.published is None:
        return Period(granularity=_grain(unit_of(match["unit"])))
    unit = unit_of(match["unit"])
    if unit in {"decade", "century"}:
        year = scene.published.year
        return periods.decade(year // 10 * 10) if unit == "decade" else periods.century(year // 100 + 1)
    return periods.shift(scene.published, 0, unit)


def _ago(match: re.Match[str], scene: Scene) -> Period:
    unit = unit_of(match["unit"])
    if scene.published is None:
        return Period(granularity=_grain(unit))
    if match["half"]:
        parts = 2 if match["half"].lower().startswith("half") else 4
        unit, size = {"century": ("year", 100), "decade": ("month", 120), "year": ("month", 12)}.get(unit, ("hour", 0))
        return periods.shift(scene.published, -size // parts, unit)
    return periods.shift(scene.published, -count_of(match["count"]), unit)


def _ahead(match: re.Match[str], scene: Scene) -> Period | None:
    """ "in three days" behind a verb that looks ahead; behind one that looks back it is how long something took."""
    unit = unit_of(match["unit"])
    groups = match.groupdict()
    if groups.get("in") and scene.tense(*match.span()) != "future":
        return None
    if scene.published is None:
        return Period(granularity=_grain(unit))
    if groups.get("today"):
        moved = periods.move(scene.published, count_of(match["count"]), unit)
        return periods.day(moved) if moved else NOTHING
    return periods.shift(scene.published, count_of(match["count"]), unit)


def _stretch(match: re.Match[str], scene: Scene) -> Period:
    """ "the past three weeks", "recent days", "the next few months": a stretch that ends or begins at publication."""
    groups = match.groupdict()
    unit, count = unit_of(match["unit"]), groups.get("count")
    ahead = (groups.get("which") or "").lower() in {"next", "coming", "following"}
    vague = count is None and match["unit"].lower().endswith("s")
    value = ("FUTURE_REF" if ahead else "PAST_REF") if vague else duration_value(count_of(count) if count else 1, unit)
    if scene.published is None or (ahead and scene.tense(*match.span()) == "past"):
        return Period(granularity="span", value=value)
    number = _SOME if vague else count_of(count) if count else 1
    return periods.days_from(scene.published, number if ahead else -number, unit, value)


def _grain(unit: str) -> Granularity:
    return _GRAINS.get(unit, "day")


_NUMBER = COUNT.replace("|an?)", ")")
_SIDE = r"(?P<which>(?:the )?last|this|next|the previous|previous|the coming)"
_POINT_UNIT = r"(?P<unit>weekend|week|month|year|decade|century)"
_DURING = "(?<=over )|(?<=within )|(?<=during )"
_FEW = "(?:(?:few|several|couple of) )?"
_HALF = "(?P<half>half an?|a quarter(?: of a)?)"
_ANY_UNIT = rf"(?P<unit>{'|'.join(sorted(UNIT_WORDS))})"
RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "weekday",
        rf"(?:(?P<which>last|next|this coming|this past|coming|this|past|previous) )?{WEEKDAY}{_PART}",
        _weekday,
        _WEEKDAYS,
    ),
    rule("so far from now", "ahead", rf"{COUNT} {UNIT} from (?:now|(?P<today>today))", _ahead, UNIT_WORDS),
    rule(
        "day near",
        "day",
        r"the day before yesterday|the day after tomorrow|last night|tonight|this (?:morning|afternoon|evening)"
        rf"|(?:today|yesterday|tomorrow){_PART}",
        _near_day,
        "today yesterday tomorrow tonight night morning afternoon evening",
    ),
    rule("overnight", "day", r"overnight(?= ?(?:[.,;]|$|in |on |at |and |by |when ))", _overnight, "overnight"),
    rule("inside a unit", "unit", rf"(?P<side>earlier|later) (?P<which>this|in the) {_POINT_UNIT}", _within_unit, UNIT_WORDS),
    rule("last so many", "stretch", rf"(?:the )(?:past|last) (?:{COUNT} )?{UNIT}", _stretch, UNIT_WORDS),
    rule("last few", "stretch", rf"(?:the )?(?:past|last|recent) {_FEW}{_UNITS}", _stretch, UNIT_WORDS),
    rule("next so many", "stretch", rf"the (?P<which>next|coming|following) {_NUMBER} {UNIT}", _stretch, UNIT_WORDS),
    rule("next one", "stretch", rf"(?:{_DURING})the (?P<which>next) (?P<unit>decade|year|month|week)", _stretch, UNIT_WORDS),
    rule("next few", "stretch", rf"(?:the )?(?P<which>next|coming) {_FEW}{_UNITS}", _stretch, UNIT_WORDS),
    rule("calendar unit", "unit", rf"{_SIDE} {_POINT_UNIT}", _unit, UNIT_WORDS),
    rule("weekend", "unit", r"the (?P<unit>weekend)", _this_weekend, "weekend"),
    rule("so long ago", "ago", rf"(?:{COUNT}|{_HALF}) {_ANY_UNIT} ago", _ago, "ago"),
    rule("some time ago", "stretch", rf"{_VAGUE} {_UNITS} ago", _stretch, "ago"),
    rule(
        "so far ahead",
        "ahead",
        rf"(?P<in>in) {COUNT} (?P<unit>day|week|month|year|decade)s?(?:['’] time)?(?! of)",
        _ahead,
        UNIT_WORDS,
    ),
    rule("whole unit", "whole", r"(?<=of )the (?P<unit>week|month|year|decade|century)", _whole_unit, UNIT_WORDS),
)
