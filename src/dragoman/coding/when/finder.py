"""Finding the time expressions of a text: the rules, each tried only where one of its words stands."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from dragoman.coding.when import explicit, listed, relative, unplaced, yearly
from dragoman.coding.when.anchoring import anchor
from dragoman.coding.when.clock import clock_rules
from dragoman.coding.when.joining import Found, join
from dragoman.coding.when.names import find_names
from dragoman.coding.when.tense import TenseReader
from dragoman.coding.when.vocabulary import Rule, Scene, Tense
from dragoman.records import Span, Timex

__all__ = ["can_date", "find_timexes", "first_day", "resolve"]

_WORD = re.compile(r"[a-z]+|\d+")
_PRINTING = range(1500, 4000)


def find_timexes(text: str, published: date | None, *, offset: int = 0, tense: Tense | None = None) -> list[Timex]:
    """The time expressions of `text` from left to right, without overlaps; spans are shifted by `offset`.

    `tense` is that of the verb they stand with, where a parse knows it; without, the words around are read. A day of
    publication outside the years 1500 to 3999 counts as unknown: it is what software writes for none (0001-01-01, 9999-12-31).
    """
    if published is not None and published.year not in _PRINTING:
        published = None
    rules = _candidates(text)
    if not rules:
        return []
    reader = TenseReader(text)
    scene = Scene(text, published, (lambda _start, _end: tense) if tense else reader.at)
    found = anchor(join(_search(rules, scene), scene), scene)
    return [
        Timex(
            span=Span(start=item.start + offset, end=item.end + offset),
            text=text[item.start : item.end],
            start=item.period.start,
            end=item.period.end,
            granularity=item.period.granularity,
            value=item.period.value,
            rule=item.rule,
        )
        for item in found
    ]


def first_day(text: str) -> date | None:
    """The first full date (day, month and year) named in `text`; for captions, stamps and datelines."""
    for timex in find_timexes(text, None):
        if timex.granularity == "day" and timex.start is not None:
            return timex.start
    return None


def resolve(words: str, published: date | None, *, tense: Tense | None = None) -> Timex | None:
    """What a time expression means, None when it is none. Example: `resolve("last Friday", date(2024, 10, 19))`."""
    found = find_timexes(words, published, tense=tense)
    return found[0] if found else None


def can_date(timex: Timex) -> bool:
    """Whether an expression may say when an act was done: durations, repeated times and "recently" do not."""
    unplaced = timex.start is None and (timex.granularity == "span" or (timex.value or "").startswith("XXXX"))
    return not unplaced


def _candidates(text: str) -> list[Rule]:
    """The rules that one of the text's words calls, in their order."""
    rules, calls = _rules()
    wanted = 0
    for word in set(_WORD.findall(text.lower())):
        wanted |= calls.get(word, 0)
        if word.isdigit():
            wanted |= calls["#"] | (calls["#4"] if len(word) == 4 else 0)
    return [each for index, each in enumerate(rules) if wanted >> index & 1] if wanted else []


def _search(rules: list[Rule], scene: Scene) -> list[Found]:
    """What the rules find, the earlier rule first where two claim the same words."""
    taken: list[tuple[int, int]] | None = None
    found: list[Found] = []
    for each in rules:
        for match in each.matches(scene.text):
            if taken is None:
                taken = list(find_names(scene.text))
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            period = each.meaning(match, scene)
            if period is not None:
                taken.append((start, end))
                found.append(Found(start, end, each.name, each.kind, period))
    return sorted(found, key=lambda item: item.start)


@cache
def _rules() -> tuple[tuple[Rule, ...], dict[str, int]]:
    """All rules in their order, and for each trigger word the bits of those it calls."""
    rules = (
        yearly.holiday_rule(),
        *unplaced.calendar_rules(),
        *listed.RULES,
        *unplaced.SET_RULES,
        *clock_rules(),
        *explicit.RULES,
        *relative.RULES,
        *yearly.RULES,
        *explicit.YEAR_RULES,
        *unplaced.RULES,
    )
    calls: dict[str, int] = {"#": 0, "#4": 0}
    for index, each in enumerate(rules):
        for word in each.triggers:
            calls[word] = calls.get(word, 0) | 1 << index
    return rules, calls
