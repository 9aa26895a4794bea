"""Counterclaims from other sentences: an act that one sentence tells and a later one denies ("Israel denied hitting it")."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.coding.whose import Rebuttal, ReportingWords, Told, find_disputed, find_rebuttals
from dragoman.records import Attribution

if TYPE_CHECKING:
    from dragoman.flow.coder import SentenceTrace

__all__ = ["answer_claims"]

_REACH = 1_000
"""Code points from the end of a sentence to the start of one that may still contradict it."""


def answer_claims(traces: Iterable[SentenceTrace], words: ReportingWords) -> Iterator[SentenceTrace]:
    """The sentences of one article in their order, with what later ones and their own deny or doubt among `counterclaims`.

    A sentence is held back until the text is `_REACH` further, so that a long article still streams. An act and its denial
    stay two events: the first gains the denial's attribution, the second keeps its own chain.
    """
    held: deque[SentenceTrace] = deque()
    for trace in traces:
        while held and trace.span.start - held[0].span.end > _REACH:
            yield held.popleft()
        held.append(trace)
        if trace.parse is not None:
            for rebuttal in find_rebuttals(trace.parse, trace.mentions, trace.attributions, words):
                held = deque(_answered(held, rebuttal))
    yield from held


def _answered(held: deque[SentenceTrace], rebuttal: Rebuttal) -> Iterator[SentenceTrace]:
    """The sentences, with the rebuttal beside the events that it contradicts; it stands in the last one."""
    told = [
        Told(parse=trace.parse, attributions=trace.attributions, events=trace.events)
        for trace in held
        if trace.parse is not None
    ]
    disputed = {event.id: rebuttal.attribution for event in find_disputed(rebuttal, told[-1], told[:-1])}
    for trace in held:
        yield _with(trace, disputed)


def _with(trace: SentenceTrace, disputed: Mapping[str, Attribution]) -> SentenceTrace:
    if not any(event.id in disputed for event in trace.events):
        return trace
    events = tuple(
        replace(event, counterclaims=(*event.counterclaims, disputed[event.id])) if event.id in disputed else event
        for event in trace.events
    )
    return replace(trace, events=events)
