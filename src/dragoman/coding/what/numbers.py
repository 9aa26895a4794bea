"""Numbers in words and figures: "17", "1,200", "two dozen", "tens of thousands", "at least 30", "$3.5 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records import Span

__all__ = ["Number", "find_numbers"]

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
            *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
}
_VAGUE = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "tens": 20.0}
"""Plurals without a figure: the least that they say, two of them."""
_CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "pound": "GBP",
    "¥": "JPY",
    "yen": "JPY",
    "yuan": "CNY",
    "rupee": "INR",
    "rouble": "RUB",
    "ruble": "RUB",
    "rand": "ZAR",
    "naira": "NGN",
    "riyal": "SAR",
    "franc": "CHF",
}
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "|".join([*_TENS, *_UNITS, "a", "an"])
_SCALE = r"dozen|hundred|thousand|million|billion|trillion|bn|mn|k\b|m\b|b\b"
_BOUND = (
    r"(?P<bound>at least|more than|over|as many as|up to|no fewer than|nearly|almost|about|around|some|approximately"
    r"|fewer than|less than|under)?"
)
_PATTERN = re.compile(
    rf"(?<![\w.,]){_BOUND}\s*(?P<sign>us\$|[$€£¥])?\s?"
    rf"(?:(?P<figure>{_FIGURE})(?:\s?(?:-|–|to)\s?(?P<upper>{_FIGURE})(?!\s?years?-old))?"
    rf"|(?P<word>(?:{_SMALL})(?:-(?:{'|'.join(_UNITS)}))?)(?![\w’'-])"
    rf"|(?P<vague>{'|'.join(_VAGUE)})(?:\s+of\s+(?P<of>hundreds|thousands|millions))?)"
    rf"(?:[\s-]?(?P<scale>(?:{_SCALE})))?(?:\s(?P<scale2>thousand|million))?"
    rf"(?:\s(?P<unit>dollars?|euros?|pounds?|yen|yuan|rupees?|roubles?|rubles?|rand|naira|riyals?|francs?))?(?!\w)",
    re.IGNORECASE,
)
_LOWER = frozenset({"at least", "more than", "over", "no fewer than"})
_UPPER = frozenset({"as many as", "up to", "fewer than", "less than", "under"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number between `low` and `high` (equal when it is exact, None where open), with its ISO 4217 `currency` if money."""

    span: Span
    low: float | None
    high: float | None
    currency: str | None = None


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of a text, left to right; spans count code points in `text`. "a" alone is no number."""
    for match in _PATTERN.finditer(text):
        number = _read(match)
        if number is not None:
            yield number


def _read(match: re.Match[str]) -> Number | None:
    scale = _scale(match["scale"]) * _scale(match["scale2"])
    low: float | None
    high: float | None
    if match["figure"]:
        low = _figure(match["figure"]) * scale
        high = _figure(match["upper"]) * scale if match["upper"] else low
        if high < low:
            high = low
    elif match["word"]:
        word = match["word"].lower()
        if word in {"a", "an"} and not match["scale"]:
            return None
        first, _, second = word.partition("-")
        value = (_TENS.get(first) or _UNITS.get(first, 1)) + _UNITS.get(second, 0)
        low = high = value * scale
    else:
        low = _VAGUE[match["vague"].lower()]
        if match["of"]:
            low = low * {"hundreds": 100.0, "thousands": 1e3, "millions": 1e6}[match["of"].lower()]
        high = None
    bound = (match["bound"] or "").lower()
    if bound in _LOWER:
        high = None
    elif bound in _UPPER:
        low = None
    sign = (match["sign"] or (match["unit"] or "").rstrip("s")).lower()
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Number(span=Span(start=start, end=match.end()), low=low, high=high, currency=_CURRENCIES.get(sign))


def _figure(digits: str) -> float:
    return float(digits.replace(",", ""))


def _scale(word: str | None) -> float:
    return _SCALES[word.lower()] if word else 1.0
