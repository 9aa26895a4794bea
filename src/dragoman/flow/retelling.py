"""One act told twice in a sentence ("is *ready* to hold *talks*", "an *attack* that *killed*") is one event."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Event, Span

__all__ = ["once"]


def once(events: Sequence[Event]) -> list[Event]:
    """The events of a sentence without those that tell again, with no further party, what another of them tells.

    Of two that tell the same the one with more parties stays, then the more confident, then the first.
    """
    ranked = sorted(events, key=lambda event: (-len(_words(event)), -(event.confidence or 0.0), event.trigger))
    kept: list[Event] = []
    for event in ranked:
        if not any(_retells(event, other) for other in kept):
            kept.append(event)
    return [event for event in events if event in kept]


def _retells(event: Event, other: Event) -> bool:
    """Whether type, status and time agree and all parties of `event` are among those of `other`, none in another role."""
    if (event.type, event.status, event.date) != (other.type, other.status, other.date):
        return False
    if event.modes and other.modes and not set(event.modes) & set(other.modes):
        return False
    actors, recipients = _spans(event, 0), _spans(event, 1)
    if not actors and not recipients:
        return False
    return actors <= _spans(other, 0) | (_spans(other, 1) if not recipients else set()) and recipients <= _spans(other, 1)


def _spans(event: Event, side: int) -> set[Span]:
    return {mention.antecedent or mention.span for mention in (event.actors, event.recipients)[side]}


def _words(event: Event) -> set[Span]:
    return _spans(event, 0) | _spans(event, 1)
