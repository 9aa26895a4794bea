"""When a coded event is a gold one, and which coded event answers which gold one inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from dragoman.evaluate.assignment import assign
from dragoman.evaluate.gold import GoldEvent
from dragoman.records import Event, Mention

__all__ = ["LEVELS", "Level", "agrees", "countries", "has_actor", "has_recipient", "pair_at", "pair_best"]

Level = Literal["type", "actor", "parties"]

LEVELS: tuple[Level, ...] = ("type", "actor", "parties")
"""What must agree: the type; also an actor's country; also a recipient's country."""

_OLDER = {"UNO": "IGO", "EUR": "IGO"}
_TYPE, _PARTY, _WORDS = 10**9, 10**6, 10**3


def countries(mentions: Iterable[Mention]) -> frozenset[str]:
    """The countries of coded parties; the United Nations and the European Union also count as IGO, as gold of 2016 has them."""
    found = {mention.actor.country for mention in mentions if mention.actor.country}
    return frozenset(found | {_OLDER[country] for country in found if country in _OLDER})


def has_actor(event: Event, gold: GoldEvent) -> bool:
    """Whether an actor's country agrees, or gold knows none."""
    return not gold.actor_countries or bool(gold.actor_countries & countries(event.actors))


def has_recipient(event: Event, gold: GoldEvent) -> bool:
    """Whether a recipient's country agrees, or gold knows none. Reciprocal acts hold all parties as actors: it may be there."""
    return not gold.recipient_countries or bool(gold.recipient_countries & countries((*event.recipients, *event.actors)))


def agrees(event: Event, gold: GoldEvent, level: Level) -> bool:
    """Whether the coded event is the gold one at that level."""
    if event.type != gold.type:
        return False
    return level == "type" or (has_actor(event, gold) and (level == "actor" or has_recipient(event, gold)))


def pair_at(events: Sequence[Event], gold: Sequence[GoldEvent], level: Level) -> list[tuple[int, int]]:
    """As many pairs (coded, gold) that agree at `level` as can be had one to one."""
    return assign([[int(agrees(event, wanted, level)) for wanted in gold] for event in events])


def pair_best(events: Sequence[Event], gold: Sequence[GoldEvent]) -> list[tuple[int, int]]:
    """The pairs (coded, gold) by which errors are explained.

    First as many of one type as can be had, among these as many right parties; what is left is paired across types where the
    trigger's words or a party's country say that both mean the same act, or where gold says nothing but the type.
    """
    return assign([[_likeness(event, wanted) for wanted in gold] for event in events])


def _likeness(event: Event, gold: GoldEvent) -> int:
    words = _shares_trigger(event, gold)
    if event.type == gold.type:
        parties = has_actor(event, gold) + has_recipient(event, gold)
        labels = (event.status == gold.status) + len(set(event.modes) & set(gold.modes))
        return _TYPE + parties * _PARTY + words * _WORDS + labels
    if not (gold.actor_countries or gold.recipient_countries or gold.trigger):
        return 1
    acting = bool(gold.actor_countries & countries(event.actors))
    receiving = bool(gold.recipient_countries & countries(event.recipients))
    return (2 * words + acting + receiving) * _PARTY


def _shares_trigger(event: Event, gold: GoldEvent) -> bool:
    """Whether a word of the coded trigger stands in gold's."""
    start, end = event.trigger.start - event.sentence.start, event.trigger.end - event.sentence.start
    return bool(set(event.quote[start:end].lower().split()) & set(gold.trigger.lower().split()))
