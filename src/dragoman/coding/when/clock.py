"""Clock times with their zones."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dragoman.coding.when.periods import Period
from dragoman.coding.when.vocabulary import Rule, Scene, rule
from dragoman.ontology import read_table

__all__ = ["clock_rules"]

_HALF = r"(?: ?(?P<half>[ap]\.?m\.?))"
_AT = r"(?:(?<=at )|(?<=by )|(?<=around )|(?<=about )|(?<=until )|(?<=from )|(?<=before )|(?<=after ))"


@cache
def _zones() -> dict[str, str]:
    table = read_table(files("dragoman.coding.when") / "data" / "zones.csv", ("name", "offset", "basis"))
    return {row["name"].lower(): row["offset"] for row in table}


@cache
def clock_rules() -> tuple[Rule, ...]:
    """The rules for clock times; the value is "T15:00" until a day of the sentence is joined to it."""
    names = "|".join(re.escape(name) for name in sorted(_zones(), key=len, reverse=True))
    zone = rf"(?: (?P<zone>{names}))"
    return (
        rule("clock", "clock", rf"(?P<hour>\d\d?)(?:[:.](?P<minute>[0-5]\d))?{_HALF}{zone}?", _clock, "am pm m"),
        rule("clock", "clock", rf"(?P<hour>\d\d?)[:.](?P<minute>[0-5]\d){zone}", _clock, "#"),
        rule("clock", "clock", rf"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?h?{zone}", _clock, "#4"),
        rule("clock", "clock", rf"{_AT}(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)", _clock, "#"),
        rule("clock", "clock", rf"(?P<hour>\d\d?) o['’]clock{zone}?", _clock, "clock"),
        rule("noon", "clock", "noon|midnight", _clock, "noon midnight"),
    )


def _clock(match: re.Match[str], _: Scene) -> Period | None:
    words = match.group().lower()
    if words in {"noon", "midnight"}:
        return Period(value="T12:00" if words == "noon" else "T24:00")
    groups = match.groupdict()
    hour, minute = int(match["hour"]), int(groups.get("minute") or 0)
    if hour > 23:
        return None
    half = (groups.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return Period(value=f"T{hour:02}:{minute:02}{_zones()[(groups.get('zone') or 'local').lower()]}")
