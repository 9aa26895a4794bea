"""Which of a sentence's times and places are an act's own: those of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.when import can_date
from dragoman.records import Mention, Parse, Place, Timex

__all__ = ["anchor", "choose_place", "choose_time", "settle"]

_ENTITIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes in the country field that are no country."""
_FINENESS = ("city", "feature", "admin2", "admin1", "country")
"""Resolutions from the finest to the coarsest."""
_VERBS = frozenset({"VERB", "AUX"})
_PLACING = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "on", "to", "into"})


def anchor(parse: Parse, timex: Timex) -> Timex:
    """The expression with its head token, and its span as it stands."""
    inside = [
        token for token in range(len(parse)) if parse.starts[token] < timex.span.end and timex.span.start < parse.ends[token]
    ]
    head = next((token for token in inside if parse.heads[token] not in inside), inside[0] if inside else 0)
    return replace(timex, head=head)


def choose_time(parse: Parse, token: int, times: Sequence[Timex]) -> Timex | None:
    """The time expression of the act's own clause, or of the one that the act completes; None when there is none."""
    clauses = _clauses(parse, token)
    fitting = [timex for timex in times if can_date(timex) and _clause(parse, timex.head) in clauses]
    return min(
        fitting,
        key=lambda timex: (timex.start is None, clauses.index(_clause(parse, timex.head)), abs(timex.head - token)),
        default=None,
    )


def choose_place(parse: Parse, token: int, places: Sequence[Place], hosts: Sequence[Mention]) -> tuple[Place | None, str]:
    """The place of the act's own clause behind a preposition of place, the most exact first; a host country for visits."""
    clauses = _clauses(parse, token)
    fitting = [
        place
        for place in places
        if place.country is not None and _clause(parse, place.head) in clauses and _preposition(parse, place.head) in _PLACING
    ]
    if fitting:
        best = min(fitting, key=lambda place: (_FINENESS.index(place.resolution or "country"), abs(place.head - token)))
        return best, f"place '{best.text}' in the clause of the trigger"
    for place in places:
        if any(host.head == place.head for host in hosts):
            return place, f"place '{place.text}' is the host"
    return None, ""


def settle(mention: Mention, others: Sequence[Mention], places: Sequence[Place], where: Place | None) -> Mention:
    """The mention with a country, where it has none and is known by its role alone ("students marched in Lagos").

    It is that of the act's place, else of the only country whose places the sentence names, else of the only country that its
    `others` belong to.
    """
    actor = mention.actor
    unknown = mention.kind == "organization" and "named body" in actor.basis
    if actor.country is not None or actor.sector is None or (mention.kind not in {"role", "group", "name"} and not unknown):
        return mention
    named = {place.country: f"the place '{place.text}'" for place in places if place.country is not None}
    states = {
        other.actor.country: f"'{other.text}'"
        for other in others
        if other.actor.country is not None and other.actor.country not in _ENTITIES
    }
    if where is not None and where.country is not None:
        country, why = where.country, f"the place '{where.text}'"
    elif len(named) == 1 or (not named and len(states) == 1):
        country, why = next(iter((named or states).items()))
    else:
        return mention
    basis = (*actor.basis, f"country of {why}")
    return replace(mention, actor=replace(actor, country=country, basis=basis))


def _clause(parse: Parse, token: int) -> int:
    """The verb of the clause that a token stands in, the sentence's root when there is none."""
    last = token
    for index in (token, *parse.ancestors(token)):
        last = index
        if parse.pos[index] in _VERBS and parse.deps[index] not in {"aux", "auxpass", "amod"}:
            return index
    return last


def _clauses(parse: Parse, token: int) -> list[int]:
    """The clause of a trigger and those it shares a time with: what governs an infinitive or coordinates with it."""
    clauses = [_clause(parse, token)]
    while parse.deps[clauses[-1]] in {"xcomp", "conj", "pcomp"} or (
        parse.deps[clauses[-1]] == "advcl" and parse.tags[clauses[-1]] == "VBG"
    ):
        above = _clause(parse, parse.heads[clauses[-1]])
        if above in clauses:
            break
        clauses.append(above)
    clauses += [child for child in parse.child(clauses[0], "xcomp") if child not in clauses]
    return clauses


def _preposition(parse: Parse, token: int) -> str:
    """The preposition over a place: of its own, or of the phrase that it closes ("in the city of Naples")."""
    for above in parse.ancestors(token):
        if parse.deps[above] == "prep" and parse.lemmas[above] != "of":
            return parse.lemmas[above]
        if parse.pos[above] in _VERBS:
            break
    return ""
