"""The words of time in English, and the fragments of patterns that the rules share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from dragoman.coding.when.periods import Period

__all__ = [
    "COUNT",
    "DAY",
    "DAY_MONTH",
    "MONTH",
    "MONTHS",
    "MONTH_DAY",
    "ORDINAL",
    "PART_VALUES",
    "UNIT",
    "UNIT_WORDS",
    "WEEKDAY",
    "WEEKDAYS",
    "YEAR",
    "Rule",
    "Scene",
    "Tense",
    "count_of",
    "month_of",
    "ordinal_of",
    "rule",
    "unit_of",
]

Tense = Literal["past", "future"]

_MONTH_NAMES = (
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
)
MONTHS = {name: index for index, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
WEEKDAYS = {
    name: index for index, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = (
    {word: index for index, word in enumerate(_ONES + _TEENS, start=1)}
    | {word: index * 10 for index, word in enumerate(_TENS, start=2)}
    | {f"{ten}-{one}": i * 10 + j for i, ten in enumerate(_TENS, start=2) for j, one in enumerate(_ONES, start=1)}
    | {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "a hundred": 100}
)
_ORDINALS = {
    word: index
    for index, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
        ],
        start=1,
    )
}
UNIT_WORDS = frozenset(
    f"{unit}{ending}"
    for unit in ("second", "minute", "hour", "day", "week", "weekend", "month", "year", "decade")
    for ending in ("", "s")
) | {"century", "centuries"}
PART_VALUES = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)"
MONTH_DAY = rf"{MONTH} {DAY}"
DAY_MONTH = rf"(?:the (?=\d+(?:st|nd|rd|th)? of))?{DAY}(?: of)? {MONTH}"
UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"
ORDINAL = rf"(?P<ordinal>\d\d?(?:st|nd|rd|th)|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_TENS_WORDS = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?"
COUNT = rf"(?P<count>\d{{1,3}}|{_TENS_WORDS}|{'|'.join([*_TEENS, *_ONES])}|a couple of|a dozen|a hundred|an?)"


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at: the text, the day of publication, and the tense of the words around a stretch."""

    text: str
    published: date | None
    tense: Callable[[int, int], Tense | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its match means; None when the match is no time after all.

    `kind` tells the joining of expressions what it may do with this one. `triggers`: the pattern needs one of these
    lower-case words ("#" for a number, "#4" for one of four digits) and is skipped in sentences without.
    """

    name: str
    kind: str
    pattern: str
    meaning: Callable[[re.Match[str], Scene], Period | None]
    triggers: frozenset[str]

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in `text`, from left to right; the pattern is compiled when first used."""
        return _compiled(self.pattern).finditer(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![\w-])|(?<=mid-))(?:{pattern})(?![\w-])", re.I)


def rule(
    name: str, kind: str, pattern: str, meaning: Callable[[re.Match[str], Scene], Period | None], triggers: frozenset[str] | str
) -> Rule:
    """A rule whose pattern begins and ends at a word; `triggers` may be given as words in one string."""
    words = frozenset(triggers.split()) if isinstance(triggers, str) else triggers
    return Rule(name, kind, pattern, meaning, words)


def count_of(words: str) -> int:
    """The number that `COUNT` matched."""
    words = words.lower()
    return int(words.replace(",", "")) if words[0].isdigit() else _NUMBERS[words]


def ordinal_of(words: str) -> int:
    """The number that `ORDINAL` matched."""
    words = words.lower()
    return int(words[:-2]) if words[0].isdigit() else _ORDINALS[words]


def month_of(words: str) -> int:
    """The number of the month that `MONTH` matched."""
    return MONTHS[words.lower().rstrip(".")]


def unit_of(words: str) -> str:
    """The unit in the singular."""
    words = words.lower()
    return "century" if words == "centuries" else words.removesuffix("s")
