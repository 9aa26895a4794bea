"""Rules for the parts of the year: seasons, quarters and halves, holidays."""

from __future__ import annotations

import re

from dragoman.coding.when import periods
from dragoman.coding.when.explicit import nearest
from dragoman.coding.when.holidays import day_of_holiday, holiday_pattern, holiday_triggers
from dragoman.coding.when.periods import NOTHING, Period
from dragoman.coding.when.vocabulary import ORDINAL, YEAR, Rule, Scene, ordinal_of, rule

__all__ = ["RULES", "holiday_rule"]

_SOON_DAYS = 75
"""A season that begins within so many days is "this" one; "next" is the one after."""


def _season(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the summer of 2006", "last winter", "in the spring"; the last one is over, "this" is the present or coming one."""
    name, groups = match["season"].lower(), match.groupdict()
    if groups.get("year"):
        return periods.season(int(match["year"]), name)
    published = scene.published
    if published is None:
        return Period(granularity="season")
    which = (groups.get("which") or "").lower()
    near = [periods.season(published.year + step, name) for step in (-2, -1, 0, 1, 2)]
    if which == "last":
        return next((found for found in reversed(near) if found.end and found.end < published), None)
    if which == "next":
        coming = [found for found in near if found.start and found.start > published]
        return coming[0] if coming[0].start and (coming[0].start - published).days > _SOON_DAYS else coming[1]
    tense = scene.tense(*match.span())
    if which == "this":
        begun = name == "winter" and (published.month < 3 or (tense == "past" and published.month < 12))
        return periods.season(published.year - begun, name)
    if tense == "future":
        return next((found for found in near if found.end and found.end >= published), None)
    return next((found for found in reversed(near) if found.start and found.start <= published), None)


def _part_of_year(match: re.Match[str], scene: Scene) -> Period | None:
    """ "the first quarter of 2024", "Q2 2023", "the third quarter": of the present year, or the last that has had it."""
    size = (match["size"] or "quarter").lower()
    words = (match["ordinal"] or match["number"] or match["last"]).lower()
    make = periods.quarter if size == "quarter" else periods.half
    parts = 4 if size == "quarter" else 2
    number = parts if words in {"last", "final"} else int(words) if words.isdigit() else ordinal_of(words)
    if not 1 <= number <= parts:
        return None
    if match["year"]:
        return make(int(match["year"]), number)
    if scene.published is None:
        return Period(granularity="span")
    found = make(scene.published.year, number)
    if found.start and found.start > scene.published and scene.tense(*match.span()) == "past":
        return make(scene.published.year - 1, number)
    return found


def holiday_rule() -> Rule:
    """The rule for the holidays of the table."""
    return rule(
        "holiday",
        "holiday",
        rf"(?:(?P<which>last|this|next) )?(?:the (?=fourth))?(?P<name>(?-i:{holiday_pattern()}))"
        r"(?:,? (?:(?:in|of) )?(?P<year>(?:1[6-9]|20)\d\d))?",
        _holiday,
        holiday_triggers(),
    )


def _holiday(match: re.Match[str], scene: Scene) -> Period | None:
    name = match["name"]
    if match["year"]:
        return periods.day(day_of_holiday(name, int(match["year"])))
    published, which = scene.published, (match["which"] or "").lower()
    if published is None:
        return NOTHING
    year = max(published.year, 1600)
    days = [day_of_holiday(name, year + step) for step in (-1, 0, 1)]
    if which == "this":
        return periods.day(days[1])
    if which:
        days = [found for found in days if (found < published if which == "last" else found > published)]
    tense = "past" if which == "last" else "future" if which == "next" else scene.tense(*match.span())
    found = nearest(days, published, tense)
    return periods.day(found) if found else NOTHING


_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_SEASONS = "spring summer autumn fall winter"
_ALONE = r"(?=[.,;]| and |$)"
_NO_OTHER = r"(?! of (?!(?:the|this|last|next) year\b))(?<!half)|(?<=half)(?= of (?:the|this|last|next) year\b)"
"""Halves are of a year (the others are of a match); quarters may stand alone, unless of something else."""
RULES: tuple[Rule, ...] = (
    rule("season", "season", rf"(?P<which>last|this|next) {_SEASON}", _season, _SEASONS),
    rule("season of a year", "season", rf"(?:the )?{_SEASON} (?:of )?{YEAR}", _season, _SEASONS),
    rule("bare season", "season", rf"(?:(?<=in )|(?<=since )|(?<=by ))the {_SEASON}{_ALONE}", _season, _SEASONS),
    rule(
        "part of the year",
        "part of the year",
        rf"(?:the (?:{ORDINAL}|(?P<last>last|final)) (?P<size>quarter|half)|q(?P<number>[1-4]))(?: (?:of )?{YEAR}|{_NO_OTHER})",
        _part_of_year,
        "quarter half q",
    ),
)
