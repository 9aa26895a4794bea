"""Days that an article counts from another act it tells: "six days after the massacre", "two days later", "that evening"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dragoman.coding.when import find_timexes
from dragoman.flow.clauses import clause_of, clauses_of
from dragoman.flow.timing import owner, tokens_of
from dragoman.records import Event, Parse, Span, Timex

__all__ = ["COUNTED", "Chronicle"]

COUNTED = "counted from another act"
"""The `rule` of a time expression that this module placed."""
_DISTANCE = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": (1, 0), "W": (7, 3), "M": (30, 15), "Y": (365, 182)}
"""Days of a unit, and half of it: by so much a count of units may be off either way."""
_SIDES = frozenset({"after", "before", "following"})
_ONWARD = frozenset({"later or earlier", "the next one", "the same"})
_NARROW_DAYS = 2
"""A base may spread over so many days more than one."""
_STANDING = frozenset({"VBZ", "VBP"})


@dataclass(slots=True)
class Chronicle:
    """The days of an article as it is read: of the acts told so far, and the last one named in the sentence before.

    It grows: `note` after each sentence that was coded, `skip` after each that was not; `skipped` are the words of the latter
    where it stands right before.
    """

    published: date | None = None
    told: list[Event] = field(default_factory=list)
    last: Timex | None = None
    skipped: str = ""

    def note(self, parse: Parse, times: Sequence[Timex], events: Sequence[Event]) -> None:
        """Remember a sentence: its acts, and its last day that no other noun owns and that is not to come."""
        self.told.extend(events)
        own = [event.date for event in events if event.date is not None and event.status not in {"future", "hypothetical"}]
        free = [timex for timex in times if owner(parse, timex) is None]
        named = [timex for timex in own or free if _is_day(timex) and not self._is_ahead(timex)]
        named.sort(key=lambda timex: timex.rule != COUNTED)
        self.last, self.skipped = named[-1] if named else None, ""

    def skip(self, words: str) -> None:
        """Remember a sentence that was not coded; its times are only looked for when the next one counts from them."""
        self.last, self.skipped = None, words

    def _before(self) -> Timex | None:
        """The last day that the sentence before named."""
        if self.skipped:
            times = find_timexes(self.skipped, self.published)
            named = [timex for timex in times if _is_day(timex) and not self._is_ahead(timex)]
            self.last, self.skipped = named[-1] if named else None, ""
        return self.last

    def place(
        self, parse: Parse, token: int, when: Timex | None, times: Sequence[Timex], acts: Collection[int]
    ) -> Timex | None:
        """The time of the act at `token`, counted from another act where its words say so; else `when` as it is.

        `when`: what its own clause gives; `acts`: the tokens of the sentence's other acts. What cannot be counted keeps its
        words and has no days. Of a count in weeks, months or years the days reach half a unit either way.
        """
        for timex in times:
            if timex.rule == "before or after" and timex.start is None and token in _dated_by(parse, timex):
                return self._back(parse, timex, times)
        if when is None or when.start is not None:
            return when
        if when.rule == "before or after":
            return self._onward(parse, when)
        first = all(act >= min(when.head, token) for act in acts)
        if when.rule in _ONWARD and first:
            return self._from_last(when)
        return when

    def _back(self, parse: Parse, timex: Timex, times: Sequence[Timex]) -> Timex:
        """The day of the act that the sentence's own is so long after, or before."""
        governed = _governed(parse, timex)
        under = {token for each in governed for token in parse.subtree(each) if token > _link(parse, timex)}
        others = [
            other
            for other in times
            if other is not timex and other.head not in under and _is_day(other) and owner(parse, other) is None
        ]
        base = min(others, key=lambda other: (other.head > timex.head, abs(other.head - timex.head)), default=None)
        after = _side(parse, timex) != "before"
        if base is not None:
            return _count(timex, base, -1 if after else 1)
        standing = any(_is_standing(parse, _main(parse, each)) for each in governed)
        if self.published is not None and standing and "D" not in (timex.value or "D"):
            return _count(timex, replace(timex, start=self.published, end=self.published), -1 if after else 1)
        return timex

    def _onward(self, parse: Parse, timex: Timex) -> Timex:
        """The day that is so long after an act told earlier in the article: "ten days after the shooting"."""
        words = {parse.lemmas[each].lower() for each in _governed(parse, timex)}
        for event in reversed(self.told):
            if event.date is not None and _is_day(event.date) and _stem(event.trigger, event) in {_cut(word) for word in words}:
                return _count(timex, event.date, -1 if _side(parse, timex) == "before" else 1)
        return timex

    def _from_last(self, timex: Timex) -> Timex:
        """ "Two days later", "the next day" and "that evening", counted from the day named in the sentence before."""
        base = self._before()
        if base is None or base.start is None or (timex.rule == "the same" and timex.granularity != "day"):
            return timex
        if timex.rule == "the same":
            return replace(timex, start=base.start, end=base.end, granularity=base.granularity, value=base.value, rule=COUNTED)
        words = timex.text.lower()
        step = replace(timex, value=timex.value or "P1D") if words.endswith("day") else timex
        return _count(step, base, -1 if words.endswith("earlier") or "previous" in words else 1)

    def _is_ahead(self, timex: Timex) -> bool:
        return self.published is not None and timex.start is not None and timex.start > self.published


def _link(parse: Parse, timex: Timex) -> int:
    """The "after" or "before" of an expression; its last word where it has none."""
    inside = tokens_of(parse, timex)
    return next((each for each in inside if parse.words[each].lower() in _SIDES), inside[-1] if inside else 0)


def _side(parse: Parse, timex: Timex) -> str:
    return parse.words[_link(parse, timex)].lower()


def _governed(parse: Parse, timex: Timex) -> list[int]:
    """What stands behind the "after" of an expression: the verb of its clause, or the nouns."""
    link = _link(parse, timex)
    if parse.deps[link] == "mark":
        return [parse.heads[link]]
    return list(parse.child(link, "pobj", "pcomp"))


def _dated_by(parse: Parse, timex: Timex) -> set[int]:
    """The tokens of the acts behind "six days after": those of its clause, or its nouns and what they are said to do."""
    found: set[int] = set()
    for head in _governed(parse, timex):
        found.add(head)
        if parse.pos[head] in {"NOUN", "PROPN"}:
            found.update(parse.child(head, "conj", "compound"))
            found.update(each for each in parse.child(head, "relcl") if _tells_of(parse, each))
        else:
            found.update(each for each in parse.subtree(head) if head in clauses_of(parse, each))
    return {token for token in found if token > _link(parse, timex)}


def _main(parse: Parse, governed: int) -> int:
    """The verb that the expression stands beside, above what "after" governs."""
    above = parse.heads[governed]
    return clause_of(parse, parse.heads[above] if parse.pos[above] in {"ADP", "SCONJ"} else above)


def _tells_of(parse: Parse, verb: int) -> bool:
    """Whether a relative clause tells what its noun did: "the raid that *killed* nine"."""
    return any(parse.words[each].lower() in {"that", "which"} for each in parse.child(verb, "nsubj"))


def _is_standing(parse: Parse, verb: int) -> bool:
    """Whether a clause holds at publication: in the present or present perfect, or without a verb where nothing is past."""
    if parse.pos[verb] not in {"VERB", "AUX"}:
        return "VBD" not in parse.tags
    helpers = list(parse.child(verb, "aux", "auxpass"))
    return parse.tags[verb] in _STANDING or any(parse.tags[each] in _STANDING for each in helpers)


def _is_day(timex: Timex) -> bool:
    return timex.start is not None and timex.end is not None and (timex.end - timex.start).days <= _NARROW_DAYS


def _count(timex: Timex, base: Timex, sign: int) -> Timex:
    """The expression with the days so far from those of `base`, half a unit of weeks or more either way."""
    distance = _DISTANCE.fullmatch(timex.value or "")
    if distance is None or base.start is None or base.end is None:
        return timex
    unit, slack = _DAYS[distance[2]]
    away = sign * int(distance[1]) * unit
    try:
        start, end = base.start + timedelta(days=away - slack), base.end + timedelta(days=away + slack)
    except OverflowError:
        return timex
    value = start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
    return replace(timex, start=start, end=end, granularity="day" if start == end else "span", value=value, rule=COUNTED)


def _cut(word: str) -> str:
    """A word without what differs between an act's noun and verb, roughly: "killing", "killed"."""
    return word[:-3] if word.endswith("ing") else word[:-2] if word.endswith("ed") else word.rstrip("s")


def _stem(trigger: Span, event: Event) -> str:
    return _cut(event.quote[trigger.start - event.sentence.start : trigger.end - event.sentence.start].lower())
