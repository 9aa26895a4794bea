"""On whose word an act is told: the chain of sources around it, and whether the speaker is a party to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.records import Actor, Attribution, Mention, Span

__all__ = ["STATE", "choose_chain", "is_party"]

STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
"""Sectors of a state's organs, which speak for one another."""


def choose_chain(trigger: Span, attributions: Sequence[Attribution]) -> tuple[tuple[Attribution, ...], tuple[Attribution, ...]]:
    """The attributions around `trigger`, outermost first, and those that stand beside that chain: what others say of the act.

    One stands inside another when its cue lies in the other's content; of two that cover the same words the asserting and then
    the earlier one makes the chain.
    """
    covering = [one for one in attributions if trigger.within(one.content) and one.cue != trigger]
    covering.sort(key=lambda one: (one.content.end - one.content.start, one.stance in {"denies", "doubts"}, one.cue))
    chain: list[Attribution] = []
    beside: list[Attribution] = []
    for one in covering:
        (chain if not chain or _holds(one, chain[-1]) else beside).append(one)
    return tuple(reversed(chain)), tuple(beside)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner claim is told inside the outer one."""
    return inner.cue.within(outer.content)


def is_party(chain: Sequence[Attribution], parties: Iterable[Mention]) -> bool | None:
    """Whether the innermost source is one of the parties; None when no known actor speaks, or no party is known.

    A state's organs speak for one another: the ministry is a party to what its country's army did.
    """
    source = chain[-1].source if chain else None
    known = list(parties)
    if source is None or not known:
        return None
    return any(mention.span == source.span or _same(mention.actor, source.actor) for mention in known)


def _same(first: Actor, second: Actor) -> bool:
    if first.name is not None and first.name == second.name:
        return True
    if first.country is None or first.country != second.country:
        return False
    state = all(actor.sector is None or actor.sector in STATE for actor in (first, second))
    return state or (first.sector == second.sector and first.name is None and second.name is None)
