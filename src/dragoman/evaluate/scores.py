"""Scores of a coder on gold sentences."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.evaluate.gold import GoldEvent, GoldSentence
from dragoman.flow import Coder
from dragoman.records import Event

__all__ = ["score_gsr"]

_OLDER = {"UNO": "IGO", "EUR": "IGO"}


def score_gsr(coder: Coder, sentences: Iterable[GoldSentence]) -> dict[str, float]:
    """Shares in [0, 1]: of gold events found with their type (`type`), with type and an actor's country (`actor`), and with a
    recipient's country too where gold has one (`parties`); and of coded events whose type is in the sentence's gold (`agree`).

    Gold holds mostly one event a sentence, so `agree` understates: a further event that is right counts against it.
    """
    gold = typed = acted = both = coded = agreeing = 0
    for sentence in sentences:
        events = coder.code(sentence.text)
        kinds = {event.type for event in sentence.events}
        coded += len(events)
        agreeing += sum(event.type in kinds for event in events)
        for wanted in sentence.events:
            gold += 1
            same = [event for event in events if event.type == wanted.type]
            with_actor = [event for event in same if not wanted.actors or wanted.actors & _countries(event)[0]]
            typed += bool(same)
            acted += bool(with_actor)
            both += any(_matches(event, wanted) for event in with_actor)
    return {"type": typed / gold, "actor": acted / gold, "parties": both / gold, "agree": agreeing / coded if coded else 0.0}


def _countries(event: Event) -> tuple[set[str], set[str]]:
    """Of the actors and of the recipients; the gold of 2016 writes IGO for the United Nations and the European Union too."""
    actors, recipients = (
        {_OLDER.get(mention.actor.country, mention.actor.country) for mention in side if mention.actor.country}
        for side in (event.actors, event.recipients)
    )
    return actors, recipients


def _matches(event: Event, wanted: GoldEvent) -> bool:
    """Reciprocal acts put all parties in the actor, so a recipient may be looked for there."""
    actors, recipients = _countries(event)
    return not wanted.recipients or bool(wanted.recipients & (recipients | actors))
