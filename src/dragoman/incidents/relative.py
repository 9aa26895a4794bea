"""The days of an act that a sentence dates by another: "six days after the massacre", "a year since police shot strikers"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["days_ago", "days_before", "days_counted"]

_UNITS: Mapping[str, tuple[int, int]] = {"day": (1, 1), "week": (7, 3), "month": (30, 10), "year": (365, 10)}
"""Days of a unit, and by how many the words may be off either way."""
_NUMBERS = {
    word: number
    for number, word in enumerate(("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
    if word
} | {"a": 1, "an": 1, "the": 1, "eleven": 11, "twelve": 12, "several": 5}  # fmt: skip
_LINKS = frozenset({"after", "since", "following"})
_REACH = 9
"""Words between "after" and the act."""
_BARS = frozenset({"but", "while", "which", "and", "who", "said", "before", "until"})
"""Words behind which another clause begins."""
_FILLERS = frozenset({"has", "have", "had", "passed", "gone", "by", "on", "exactly", "now", "to"})


def days_before(words: Sequence[str], trigger: int) -> tuple[int, int] | None:
    """How many days before the sentence's own time the act at word `trigger` happened, at least and at most; None when unsaid.

    `words` in lower case. "Six days after the massacre" puts the massacre six days before what the sentence tells.
    """
    for link in range(trigger - 1, max(-1, trigger - 1 - _REACH), -1):
        if words[link] in _BARS:
            return None
        if words[link] in _LINKS:
            return _span(words, link)
    return None


def days_ago(words: Sequence[str]) -> tuple[int, int] | None:
    """How many days before publication "a year ago" is, at least and at most; None for other words. `words` in lower case."""
    return _span(words, len(words) - 1) if words and words[-1] == "ago" else None


def days_counted(words: Sequence[str], days: tuple[int, int]) -> tuple[int, int] | None:
    """The days that the coder counted from another act ("a year after"), no wider than such words mean; None for other words.

    `days` are its first and last: half a unit either way, where an anniversary is told to some days. `words` in lower case.
    """
    link = next((at for at, word in enumerate(words) if word in _LINKS), None)
    found = _span(words, link) if link is not None else None
    if found is None:
        return None
    middle, slack = (days[0] + days[1]) // 2, (found[1] - found[0]) // 2
    return max(days[0], middle - slack), min(days[1], middle + slack)


def _span(words: Sequence[str], link: int) -> tuple[int, int] | None:
    """The number and unit right before `link`, "has passed" and the like between them left aside."""
    at = link - 1
    while at > 0 and words[at] in _FILLERS:
        at -= 1
    if at < 1 or (unit := _UNITS.get(words[at].removesuffix("s"))) is None:
        return None
    number = int(words[at - 1]) if words[at - 1].isdecimal() and len(words[at - 1]) < 4 else _NUMBERS.get(words[at - 1])
    if number is None or (words[at - 1] == "the" and words[at].endswith("s")):
        return None
    days, slack = number * unit[0], unit[1]
    return max(0, days - slack), days + slack
