"""Where gold events are lost, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.evaluate.coded import Coded
from dragoman.evaluate.gold import GoldEvent
from dragoman.evaluate.matching import agrees

__all__ = ["STAGES", "count_losses", "find_stage"]

STAGES = {
    "page": "the whole text was taken for a page's furniture",
    "gate": "the gate stopped every sentence of the text",
    "candidates": "parsed, but no word of it was a candidate",
    "dropped": "candidates, but each was dropped: no event at all",
    "type": "events, but none of the gold type",
    "actor": "the type, but not with an actor's country",
    "recipient": "type and actor, but not with a recipient's country",
    "found": "found with type and both parties",
}
"""The stages in their order, with what it means to be lost there."""


def find_stage(sentence: Coded, wanted: GoldEvent) -> str:
    """The stage that lost a gold event, `found` when none did. One coded event may answer several gold ones."""
    if sentence.sentences == 0:
        return "page"
    if sentence.passed == 0:
        return "gate"
    if sentence.candidates == 0:
        return "candidates"
    if not sentence.events:
        return "dropped"
    if any(agrees(event, wanted, "parties") for event in sentence.events):
        return "found"
    if any(agrees(event, wanted, "actor") for event in sentence.events):
        return "recipient"
    return "actor" if any(agrees(event, wanted, "type") for event in sentence.events) else "type"


def count_losses(sentences: Iterable[Coded]) -> dict[str, int]:
    """Gold events lost at each stage, and those found; they add up to all gold events."""
    lost = dict.fromkeys(STAGES, 0)
    for sentence in sentences:
        for wanted in sentence.gold.events:
            lost[find_stage(sentence, wanted)] += 1
    return lost
