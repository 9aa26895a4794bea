"""Which acts told before a rebuttal contradicts: those of the nearest sentence that it can be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.coding.whose.chain import STATE
from dragoman.coding.whose.rebuttals import Rebuttal, terms_of
from dragoman.records import Actor, Attribution, Event, Mention, Parse, Span

__all__ = ["Told", "find_disputed"]

_DEEDS = frozenset(
    {"attack", "assault", "strike", "airstrike", "raid", "bombing", "shelling", "blast", "explosion", "shooting", "killing"}
    | {"murder", "assassination", "death", "massacre", "abduction", "kidnapping", "incident", "violence", "hijacking", "arson"}
    | {"disappearance", "seizure", "fire", "poisoning", "sabotage", "hacking", "cyberattack", "bloodshed", "crime", "ambush"}
)
"""Nouns that may mean any hostile act told before them."""
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence: the claims that it reports and the events that it tells."""

    parse: Parse
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]


def find_disputed(rebuttal: Rebuttal, here: Told, before: Sequence[Told]) -> list[Event]:
    """The events that a rebuttal in `here` contradicts: those of one sentence, its own or the nearest of `before`.

    `before` is in reading order. A claim that is taken up as such is one of an earlier sentence. Nobody contradicts himself;
    what already stands beside an event stands beside no other; whoever suffered an act denies no charge about it, and a charge
    is none of the arrest that it led to.
    """
    doer, cue = rebuttal.attribution.source, rebuttal.attribution.cue
    if any(one.cue == cue for told in (*before, here) for event in told.events for one in event.counterclaims):
        return []
    for told in reversed([*before, here]):
        own = told is here
        if own and (rebuttal.sort == "claim" or rebuttal.plain):
            continue
        found = [event for event in told.events if _open_to(event, rebuttal)]
        if rebuttal.sort == "claim":
            found = [event for event in found if _is_claimed(event, rebuttal, doer)]
        elif rebuttal.sort == "part":
            sentence = terms_of(told.parse, _outside(told.parse, rebuttal))
            found = [event for event in found if _has_part(event, rebuttal, doer, sentence)]
        else:
            found = [event for event in found if _is_told_again(event, rebuttal, doer, told.parse, here)]
        if found or (rebuttal.sort == "claim" and _makes_claim(told, rebuttal)):
            return found
    return []


def _makes_claim(told: Told, rebuttal: Rebuttal) -> bool:
    """Whether a sentence tells another's claim, which "the claim" then means whether or not it holds an event."""
    others = [one for one in told.attributions if one.stance == "asserts" and one.words]
    if rebuttal.owner_words:
        return any(_is_owner(one, rebuttal) for one in others)
    return any(not _same_speaker(one, rebuttal.attribution) for one in others)


def _outside(parse: Parse, rebuttal: Rebuttal) -> list[int]:
    """The tokens of a sentence that do not stand in the words denied."""
    content = rebuttal.attribution.content
    return [token for token in range(len(parse)) if parse.ends[token] <= content.start or content.end <= parse.starts[token]]


def _open_to(event: Event, rebuttal: Rebuttal) -> bool:
    """Whether somebody else says that it was done."""
    cue = rebuttal.attribution.cue
    if event.status == "negated" or event.trigger == cue or event.trigger.within(rebuttal.attribution.content):
        return False
    if any(one.cue == cue for one in event.chain):
        return False
    return not event.chain or (event.chain[-1].stance == "asserts" and not _same_speaker(event.chain[-1], rebuttal.attribution))


def _is_claimed(event: Event, rebuttal: Rebuttal, doer: Mention | None) -> bool:
    """Whether "the claim" may be that of the event: told on another's word, or by nobody and answered by who did it."""
    suffers = _is_among(doer, event.recipients) and not _is_among(doer, event.actors)
    if rebuttal.owner_words:
        return any(_is_owner(one, rebuttal) for one in event.chain) or (
            event.type == "ACCUSE" and any(_alike(mention, rebuttal.owner) for mention in event.actors)
        )
    if event.type == "ACCUSE" and suffers:
        return True
    if event.chain:
        answered = rebuttal.charged and (suffers or event.type == "COERCE")
        return not answered or _is_among(doer, event.actors)
    return event.quad == 4 and _is_among(doer, event.actors)


def _has_part(event: Event, rebuttal: Rebuttal, doer: Mention | None, sentence: frozenset[str]) -> bool:
    """Whether a share in the event is denied: a hostile act, and the nouns that name it fit."""
    suffers = _is_among(doer, event.recipients) and not _is_among(doer, event.actors)
    if event.type == "ACCUSE":
        return suffers
    if event.quad != 4 or suffers:
        return False
    return not rebuttal.terms or not rebuttal.terms.isdisjoint(_DEEDS | sentence)


def _is_told_again(event: Event, rebuttal: Rebuttal, doer: Mention | None, parse: Parse, here: Told) -> bool:
    """Whether the act that is denied is the event's: its trigger's word, or a hostile act of its type by the same."""
    acts = _is_among(doer, event.actors)
    if not event.chain and not acts:
        return False
    trigger = terms_of(parse, [token for token in range(len(parse)) if parse.starts[token] == event.trigger.start])
    if not trigger.isdisjoint(rebuttal.terms):
        return acts or not rebuttal.plain or _is_among(doer, event.recipients)
    return (acts or not rebuttal.plain) and any(_is_kin(event, other, rebuttal) for other in here.events)


def _is_kin(event: Event, other: Event, rebuttal: Rebuttal) -> bool:
    """Whether an event among the words denied is of the type and, as far as known, by the doer of the one told before."""
    if (other.type, other.quad) != (event.type, 4) or other is event or not other.trigger.within(rebuttal.attribution.content):
        return False
    if rebuttal.plain and other.status != "negated":
        return False
    return not other.actors or not event.actors or any(_is_among(one, event.actors) for one in other.actors)


def _same_speaker(first: Attribution, second: Attribution) -> bool:
    """Whether two attributions are surely of one speaker: "Kurdish officials" and "Ankara" are two of one country."""
    if first.words and _bare(first.words) == _bare(second.words):
        return True
    if first.source is None or second.source is None:
        return False
    one, other = first.source.actor, second.source.actor
    if one.name is not None or other.name is not None:
        return one.name == other.name
    bare = "country" in {first.source.kind, second.source.kind}
    return _place(first.source) == _place(second.source) or (bare and _agree(one, other))


def _is_owner(one: Attribution, rebuttal: Rebuttal) -> bool:
    """Whether a speaker is the one whose claim is named: the same actor, or the same words."""
    same = one.source is not None and rebuttal.owner is not None and _alike(one.source, rebuttal.owner)
    return same or bool(set(_bare(one.words)) & set(_bare(rebuttal.owner_words)))


def _bare(words: str) -> tuple[str, ...]:
    """The words in lower case without articles and the "'s"."""
    return tuple(word for word in words.lower().replace("'s", "").replace("’s", "").split() if word not in _ARTICLES)


def _is_among(mention: Mention | None, others: Sequence[Mention]) -> bool:
    return mention is not None and any(_alike(mention, other) for other in others)


def _alike(first: Mention, second: Mention | None) -> bool:
    """Whether two mentions may be one side: of one name, or of kinds that agree as far as they are known."""
    if second is None:
        return False
    return _place(first) == _place(second) or _agree(first.actor, second.actor)


def _place(mention: Mention) -> Span:
    """Where the words stand that it means."""
    return mention.antecedent or mention.span


def _agree(first: Actor, second: Actor) -> bool:
    if first.name is not None and first.name == second.name:
        return True
    if first.country is not None and second.country is not None and first.country != second.country:
        return False
    if first.country is None and second.country is None:
        return first.sector is not None and first.sector == second.sector
    if all(actor.sector is None or actor.sector in STATE for actor in (first, second)):
        return True
    return first.sector == second.sector and (first.name is None or second.name is None)
