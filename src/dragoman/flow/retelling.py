"""One act told twice in a sentence ("is *ready* to hold *talks*", "an *attack* that *killed*") is one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.records import Event, Mention, Parse, Span

__all__ = ["once"]

_SERVING = frozenset({"xcomp", "ccomp", "advcl", "acl", "dobj", "pobj", "pcomp", "prep", "attr"})
"""Links from an act to what it is done for, in or by: no "and"."""
_WITHIN = frozenset({"in", "by", "during"})
_MANNER = frozenset({"prep", "pobj", "agent", "compound"})
"""Links from the attack to what was done in it."""


def once(events: Sequence[Event], parse: Parse) -> tuple[list[Event], Mapping[str, Event]]:
    """The events of a sentence without those that tell again what another of them tells.

    Gives the events that stay, in their order, and by the id of each that went the one it tells again. Of two that tell
    the same the one with more parties stays, then the more confident, then the first; but an act that serves another of its
    kind by the same actors ("went on *strike* to *demand*") goes into that one, as does the attack in which people are killed.
    """
    merged: dict[str, Event] = {}
    standing = list(events)
    for event in events:
        others = [other for other in standing if other is not event]
        if (above := next((other for other in others if _serves(event, other, parse)), None)) is not None:
            whole = _whole(above, event)
        elif (above := next((other for other in others if _is_manner(event, other, parse)), None)) is not None:
            whole = _by_manner(above, event)
        else:
            continue
        standing = [whole if other is above else other for other in others]
        merged[event.id] = whole
    ranked = sorted(standing, key=lambda event: (-len(_words(event)), -(event.confidence or 0.0), event.trigger))
    kept: list[Event] = []
    for event in ranked:
        again = next((other for other in kept if _retells(event, other)), None)
        if again is None:
            kept.append(event)
        else:
            merged[event.id] = again
    return [event for event in standing if event in kept], merged


def _serves(event: Event, other: Event, parse: Parse) -> bool:
    """Whether `event` hangs below `other` as its purpose or content, of the same type and status and by the same actors."""
    if (event.type, event.status) != (other.type, other.status):
        return False
    if not _spans(event, 0) or not _spans(event, 0) <= _spans(other, 0):
        return False
    return _path(event, other, parse, _SERVING) is not None


def _path(event: Event, other: Event, parse: Parse, links: frozenset[str]) -> list[int] | None:
    """The tokens from the trigger of `event` up to that of `other`, over these dependencies only; None without such a way."""
    tokens = {parse.cover(token, token): token for token in range(len(parse))}
    below, above = tokens.get(event.trigger), tokens.get(other.trigger)
    if below is None or above is None:
        return None
    passed: list[int] = []
    while below != above:
        if parse.heads[below] == below or parse.deps[below] not in links:
            return None
        passed.append(below)
        below = parse.heads[below]
    return passed


def _is_manner(event: Event, other: Event, parse: Parse) -> bool:
    """Whether `event` is the attack in or by which `other` was done ("forty people were *killed* in a *bombing* in Kabul")."""
    if (event.type, event.status) != ("ASSAULT", other.status) or other.type != "ASSAULT":
        return False
    if event.actors and other.actors and not _spans(event, 0) & _spans(other, 0):
        return False
    where = {place.span for place in (event.place, other.place) if place is not None}
    if not {mention.span for mention in event.recipients} <= where | {mention.span for mention in other.recipients}:
        return False
    path = _path(event, other, parse, _MANNER)
    return bool(path) and any(parse.deps[token] in {"prep", "agent"} and parse.lemmas[token] in _WITHIN for token in path or ())


def _by_manner(event: Event, attack: Event) -> Event:
    """The event with what its attack tells beside it: who, how, where and when."""
    actors = event.actors or attack.actors
    how = attack if attack.modes and not event.modes else event
    return replace(
        event,
        actors=actors,
        modes=how.modes,
        cameo=how.cameo,
        score=how.score,
        place=event.place or attack.place,
        date=event.date or attack.date,
        incomplete=not actors or not event.recipients,
        reasons=(*event.reasons, *(reason for reason in attack.reasons if reason not in event.reasons)),
    )


def _whole(event: Event, serving: Event) -> Event:
    """The event with the target that its purpose names: where it has none itself, and beside its own for a protest."""
    if event.recipients and event.type != "PROTEST":
        return event
    own = _words(event)
    further = tuple(mention for mention in serving.recipients if _key(mention) not in own)
    return replace(event, recipients=(*event.recipients, *further), incomplete=event.incomplete and not further)


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


def _key(mention: Mention) -> Span:
    return mention.antecedent or mention.span


def _spans(event: Event, side: int) -> set[Span]:
    return {_key(mention) for mention in (event.actors, event.recipients)[side]}


def _words(event: Event) -> set[Span]:
    return _spans(event, 0) | _spans(event, 1)
