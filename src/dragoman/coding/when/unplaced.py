"""Rules for times that no day of publication places: durations, repeated times, "recently", other calendars, and offsets.

An offset ("two days later") is placed by another expression of its sentence, in `joining.py`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dragoman.coding.when.periods import NOTHING, Period, duration_value
from dragoman.coding.when.vocabulary import COUNT, UNIT_WORDS, WEEKDAY, WEEKDAYS, Rule, Scene, count_of, rule, unit_of
from dragoman.ontology import read_table
from dragoman.records import Granularity

__all__ = ["RULES", "SET_RULES", "calendar_rules"]

_GRAINS: dict[str, Granularity] = {"week": "week", "month": "month", "year": "year", "decade": "year", "century": "year"}
_UNITS = r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_PLURALS = r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)"
_VAGUE = r"(?:several|many|a few|some)"
_REFERENCES = {
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "the past": "PAST_REF",
    "the recent past": "PAST_REF",
    "currently": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "soon": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
}
_WORDS = "|".join(words for words in _REFERENCES if not words.startswith("the "))
_NOUNS = "|".join(words for words in _REFERENCES if words.startswith("the "))
_REFERENCE_WORDS = frozenset(words.split()[-1] for words in _REFERENCES)
_SIDES = r"(?P<side>after|before|following|prior to)(?! yesterday| tomorrow)"
_SIDE_WORDS = frozenset({"after", "before", "following", "prior"})
_ENDS = r"(?P<side>later|earlier)"
_SOME_UNITS = _PLURALS.replace("unit", "units")
_ONE = r"the (?P<side>(?:next|following)(?= day| week| month| year)|previous(?= day)) (?P<unit>\w+)"
_EACH_UNIT = r"(?P<unit>days?|weeks?|weekend|months?|years?)"
_ALONE = r"(?=[.,;]| and |$)"
_NEXT_WORDS = frozenset({"next", "following", "previous"})
_SETS = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "weekend": "XXXX-WXX-WE"}


def _duration(match: re.Match[str], scene: Scene) -> Period | None:
    """ "three days", "two-day": how long. Ages are none."""
    after = scene.text[match.end() : match.end() + 8].lower()
    before = scene.text[max(0, match.start() - 5) : match.start()].lower()
    if after.startswith((" old", "-old", " of age", "' old", "’ old")) or before.endswith("aged "):
        return None
    unit = unit_of(match["unit"])
    words = match.groupdict().get("count")
    return Period(granularity="span", value=duration_value(count_of(words) if words else None, unit))


def _reference(match: re.Match[str], _: Scene) -> Period:
    return Period(granularity="span", value=_REFERENCES[match.group().lower()])


def _long_ago(_: re.Match[str], __: Scene) -> Period:
    return Period(granularity="span", value="PAST_REF")


def _weekly(match: re.Match[str], _: Scene) -> Period:
    return Period(value=f"XXXX-WXX-{WEEKDAYS[match['weekday'].lower()] + 1}")


def _each_unit(match: re.Match[str], _: Scene) -> Period:
    unit = unit_of(match["unit"])
    if match["count"]:
        return Period(granularity="span", value=duration_value(count_of(match["count"]), unit))
    return Period(granularity=_GRAINS.get(unit, "day"), value=_SETS[unit])


def _offset(match: re.Match[str], _: Scene) -> Period:
    """The value is the distance alone until an anchor is found."""
    groups = match.groupdict()
    words = groups.get("unit") or match["units"]
    unit = unit_of(words)
    if groups.get("count"):
        return Period(granularity=_GRAINS.get(unit, "day"), value=duration_value(count_of(groups["count"]), unit))
    count = None if words.lower().endswith("s") else 1
    named = match.group().lower().startswith("the ") and match["side"].lower() not in {"after", "before", "prior to"}
    return Period(granularity=_GRAINS.get(unit, "day"), value=None if named else duration_value(count, unit))


def _same(match: re.Match[str], _: Scene) -> Period:
    return Period(granularity=_GRAINS.get(match["unit"].lower(), "day"))


def _other(_: re.Match[str], __: Scene) -> Period:
    return NOTHING


@cache
def calendar_rules() -> tuple[Rule, ...]:
    """Feasts and months of other calendars, and fiscal years: kept with their words, never placed."""
    rows = list(read_table(files("dragoman.coding.when") / "data" / "calendars.csv", ("name", "kind", "basis")))
    months = "|".join(re.escape(row["name"]) for row in rows if row["kind"] == "month")
    feasts = "|".join(re.escape(row["name"]) for row in rows if row["kind"] == "feast")
    words = frozenset(re.findall(r"[a-z]+", row["name"].lower())[-1] for row in rows)
    return (
        rule("fiscal year", "other", _FISCAL, _other, "fiscal financial fy"),
        rule("other calendar", "other", rf"(?:the )?\d\d?(?:st|nd|rd|th)?(?: of)? (?:{months})(?: \d{{4}})?", _other, words),
        rule("other calendar", "other", rf"(?:{months}|{feasts})(?: 1[34]\d\d)?", _capital, words),
    )


def _capital(match: re.Match[str], _: Scene) -> Period | None:
    return NOTHING if match.group()[0].isupper() else None


_SPELL = r"\d{4}(?:[-–/]\d{2,4})?"
_FISCAL = (
    r"(?:the (?:first|second|third|fourth|last) (?:quarter|half) of )?"
    rf"(?:the )?(?:(?:current|last|this|next|previous|first|second|third|fourth|{_SPELL}) )*(?:quarter of )?"
    rf"(?:fiscal|financial) (?:years?(?: (?:of )?{_SPELL})?|{_SPELL})|FY ?\d{{2,4}}(?:[-–/]\d{{2,4}})?"
)
_LONG = r"(?:(?<=for )|(?<=within )|(?<=than )|(?<=lasted )|(?<=nearly )|(?<=almost ))"
_MANY = COUNT.replace(r"\d{1,3}", r"\d{1,3}(?:,\d{3})?").replace("|an?)", ")")
SET_RULES: tuple[Rule, ...] = (
    rule("repeated weekday", "set", rf"(?:every|each) {WEEKDAY}", _weekly, frozenset(WEEKDAYS)),
    rule("weekdays", "set", rf"{WEEKDAY}s", _weekly, frozenset(f"{name}s" for name in WEEKDAYS)),
    rule("every unit", "set", rf"(?:every|each) (?:{_MANY} )?{_EACH_UNIT}", _each_unit, "every each"),
    rule("before or after", "toward", rf"(?:(?:{COUNT}|the|{_VAGUE}) {_UNITS}|{_SOME_UNITS}) {_SIDES}", _offset, _SIDE_WORDS),
    rule("later or earlier", "onward", rf"(?:(?:{COUNT}|{_VAGUE}) {_UNITS}|{_SOME_UNITS}) {_ENDS}", _offset, "later earlier"),
    rule("the next one", "onward", _ONE, _offset, _NEXT_WORDS),
    rule(
        "the same",
        "same",
        r"(?:that(?: same)?|the same) (?P<unit>day|night|evening|week|month|year)",
        _same,
        "day night evening week month year",
    ),
)
RULES: tuple[Rule, ...] = (
    rule("long ago", "reference", rf"(?:(?:hundreds|thousands|dozens|tens) of )?{_PLURALS} ago|long ago", _long_ago, "ago"),
    rule("how long", "duration", rf"{_MANY}[ -]{_UNITS}", _duration, UNIT_WORDS),
    rule("one unit long", "duration", rf"{_LONG}(?P<count>an?) {_UNITS}", _duration, UNIT_WORDS),
    rule("some units long", "duration", rf"(?:(?:{_VAGUE}) |(?<=for )|(?<=than )){_PLURALS}", _duration, UNIT_WORDS),
    rule("reference", "reference", rf"{_WORDS}|(?<=in )(?:{_NOUNS}){_ALONE}", _reference, _REFERENCE_WORDS),
)
