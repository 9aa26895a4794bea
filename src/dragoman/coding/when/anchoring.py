"""Placing "two days after the attack", "a week later", "the same day" by another expression of the sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.coding.when import periods
from dragoman.coding.when.joining import POINTS, Found
from dragoman.coding.when.periods import Period
from dragoman.coding.when.tense import is_verb
from dragoman.coding.when.vocabulary import Scene

__all__ = ["anchor"]

_RANK = {"day": 0, "week": 1, "month": 2, "season": 2, "year": 3, "decade": 4, "span": 1}
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_DISTANCE = re.compile(r"P(\d+)([DWMY])")
_DETERMINERS = r"(?:the|a|an|his|her|their|its|that|this)"
_NOUNS = re.compile(rf"\s+{_DETERMINERS}((?:\s+(?:[A-Za-z][\w’'-]*)){{1,3}})", re.I)
_GAP = re.compile(rf"\s+(?:{_DETERMINERS}\s+)?", re.I)
_CLAUSE = re.compile(r"[,;:()—–]|\.\s")
_STOPS = frozenset(
    {
        *("in", "on", "at", "by", "of", "for", "with", "from", "to", "against", "over", "under", "between", "into", "near"),
        *("during", "amid", "after", "before", "since", "until", "because", "than", "as", "if", "while", "when", "where"),
        *("and", "or", "but", "not", "that", "which", "who", "he", "she", "it", "they", "we", "i", "is", "are"),
        *("will", "would", "may", "might", "can", "could", "should"),
    }
)


def anchor(found: list[Found], scene: Scene) -> list[Found]:
    """The expressions with their offsets resolved where the sentence gives the anchor; the others keep only their words."""
    if not any(item.kind in {"toward", "onward", "same", "unit"} for item in found):
        return found
    done: list[Found] = []
    index = 0
    while index < len(found):
        item = found[index]
        if item.kind == "toward":
            item, used = _toward(item, found[index + 1 :], done, scene)
            index += used
        elif item.kind == "onward" or (item.kind == "unit" and "previous" in _words(item, scene)):
            item = _onward(item, done, scene)
        elif item.kind == "same":
            item = _same(item, done, scene)
        done.append(item)
        index += 1
    return done


def _words(item: Found, scene: Scene) -> str:
    return scene.text[item.start : item.end].lower()


def _before(done: list[Found], rank: int) -> Found | None:
    """The nearest expression before, if it is placed at least as finely as the unit."""
    for item in reversed(done):
        if item.period.start is not None and item.kind in POINTS | {"onward", "toward", "same"}:
            return item if _RANK[item.period.granularity] <= rank else None
    return None


def _toward(item: Found, rest: list[Found], done: list[Found], scene: Scene) -> tuple[Found, int]:
    """ "after" and "before": the anchor follows in the same clause; with it the words of the event, or of the anchor."""
    back = _words(item, scene).endswith(("before", "prior to"))
    following = next((other for other in rest if other.kind in POINTS), None)
    if following and _CLAUSE.search(scene.text, item.end, following.start):
        following = None
    if following and following is rest[0] and _GAP.fullmatch(scene.text[item.end : following.start]):
        return _placed(replace(item, end=following.end), following.period.start, back), 1
    nouns = _NOUNS.match(scene.text, item.end)
    end = item.end + _noun_phrase(nouns) if nouns else item.end
    if end == item.end and following is None and not scene.text[item.end : item.end + 2].strip(" ,.;"):
        before = _before(done, 0)
        return (_placed(item, before.period.start, back) if before else item), 0
    if following is None or following.period.start is None:
        return replace(item, end=end), 0
    return _placed(replace(item, end=end), following.period.start, back), 0


def _noun_phrase(match: re.Match[str]) -> int:
    """How far the noun phrase goes: up to the first word that is no part of it; 0 when none is left."""
    taken, length = match.start(1) - match.start(), 0
    for word in re.finditer(r"\s+([\w’'-]+)", match[1]):
        if word[1].lower() in _STOPS or (length and is_verb(word[1])):
            break
        length = taken + word.end()
    return length


def _onward(item: Found, done: list[Found], scene: Scene) -> Found:
    """ "later", "earlier", "the next day", "the previous week": counted from the expression before."""
    words = _words(item, scene)
    unit = next((unit for unit in ("day", "week", "month", "year") if unit in words), "day")
    before = _before(done, _RANK[item.period.granularity])
    if before is None or before.period.start is None:
        return item
    back = words.endswith("earlier") or "previous" in words
    if item.period.value and item.kind == "onward":
        return _placed(item, before.period.start, back)
    return replace(item, period=periods.shift(before.period.start, -1 if back else 1, unit))


def _same(item: Found, done: list[Found], scene: Scene) -> Found:
    """ "that day", "the same month": the unit that holds the expression before."""
    rank = _RANK[item.period.granularity]
    before = _before(done, rank)
    if before is None or before.period.start is None:
        return item
    words = _words(item, scene)
    unit = next((unit for unit in ("week", "month", "year") if unit in words), "day")
    period = periods.shift(before.period.start, 0, unit)
    if unit == "day" and not words.endswith("day") and period.start:
        period = periods.day(period.start, "TNI" if words.endswith("night") else "TEV")
    return replace(item, period=period)


def _placed(item: Found, day: date | None, back: bool) -> Found:
    """The period so far from a day; unplaced when the distance is vague."""
    distance = _DISTANCE.fullmatch(item.period.value or "")
    if day is None or distance is None:
        return item
    count = -int(distance[1]) if back else int(distance[1])
    period: Period = periods.shift(day, count, _UNITS[distance[2]])
    return replace(item, period=period)
