"""Every error of a run with its evidence, by kind, and the confusion of types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.evaluate.coded import Coded
from dragoman.evaluate.gold import GoldEvent
from dragoman.evaluate.losses import STAGES, find_stage
from dragoman.evaluate.matching import has_actor, has_recipient, pair_best
from dragoman.records import Event

__all__ = ["KINDS", "NONE", "Fault", "count_confusion", "find_faults"]

KINDS = {
    "missed": "Gold has an event and no coded event answers it",
    "wrong type": "A coded event means the same act (by its trigger or a party) under another type",
    "wrong actor": "The type is right and no country of gold's actors is among the coded ones",
    "wrong recipient": "The type is right and no country of gold's recipients is among the coded ones",
    "spurious": "A coded event answers no gold event; where gold holds only the main event of a sentence it may be right",
}
"""The kinds of error in their order. An event with both parties wrong stands under both."""

NONE = "NONE"
"""In the confusion: no coded event for a gold one, or no gold event for a coded one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One error: gold, coded, or both side by side, in their sentence; `note` says more of how it came about."""

    kind: str
    sentence: Coded
    gold: GoldEvent | None = None
    event: Event | None = None
    note: str = ""


def find_faults(sentences: Iterable[Coded]) -> Iterator[Fault]:
    """The errors of each sentence, gold's events first."""
    for sentence in sentences:
        for wanted, event in _answers(sentence):
            if event is None and wanted is not None:
                note = STAGES[find_stage(sentence, wanted)]
                if find_stage(sentence, wanted) in {"found", "actor", "recipient"}:
                    note = "the coded event of this type answers another gold event"
                yield Fault(kind="missed", sentence=sentence, gold=wanted, note=note)
            elif wanted is None and event is not None:
                yield Fault(kind="spurious", sentence=sentence, event=event)
            elif wanted is not None and event is not None:
                yield from _differences(sentence, wanted, event)


def count_confusion(sentences: Iterable[Coded]) -> dict[tuple[str, str], int]:
    """How often a gold type (first) was coded as a type (second); `NONE` for missed and for spurious."""
    return dict(
        Counter(
            (wanted.type if wanted else NONE, event.type if event else NONE)
            for sentence in sentences
            for wanted, event in _answers(sentence)
        )
    )


def _answers(sentence: Coded) -> Iterator[tuple[GoldEvent | None, Event | None]]:
    """Each gold event with the coded one that answers it, then the coded ones that answer none."""
    pairs = pair_best(sentence.events, sentence.gold.events)
    answers = {wanted: sentence.events[index] for index, wanted in pairs}
    for index, wanted in enumerate(sentence.gold.events):
        yield wanted, answers.get(index)
    used = {index for index, _ in pairs}
    for index, event in enumerate(sentence.events):
        if index not in used:
            yield None, event


def _differences(sentence: Coded, wanted: GoldEvent, event: Event) -> Iterator[Fault]:
    if event.type != wanted.type:
        yield Fault(kind="wrong type", sentence=sentence, gold=wanted, event=event)
        return
    for kind, right, side in (
        ("wrong actor", has_actor(event, wanted), event.actors),
        ("wrong recipient", has_recipient(event, wanted), event.recipients),
    ):
        if not right:
            note = "" if any(mention.actor.country for mention in side) else f"no {kind.split()[1]} with a country was coded"
            yield Fault(kind=kind, sentence=sentence, gold=wanted, event=event, note=note)
