"""Words passed on: "X, quoted by Y, said", "the paper, citing X, said", "Y quoted X as saying"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.whose.claims import Claim
from dragoman.coding.whose.speakers import agent, phrase, subject, verb_above
from dragoman.records import Parse

__all__ = ["relay_claims"]

_ACCORDING = frozenset({"accord", "according"})
_RELAYS = frozenset({"quote", "cite"})
_SPOKEN = frozenset(
    {"interview", "remark", "statement", "comment", "message", "speech", "address", "letter", "article", "quote"}
)
_CARRIED = frozenset({"publish", "carry", "air", "broadcast", "print", "release", "run", "report"})


def relay_claims(parse: Parse, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with those of whoever passes them on, or is cited by whoever does."""
    found = [_widen(parse, claim, claims) for claim in claims]
    for token in range(len(parse)):
        if parse.pos[token] != "VERB":
            continue
        lemma = parse.lemmas[token]
        if lemma in _RELAYS and parse.tags[token] == "VBN":
            found = _passed_on(parse, token, found)
        elif lemma in _RELAYS:
            found = _cited(parse, token, found)
        elif lemma in _CARRIED and parse.deps[token] == "acl" and parse.lemmas[parse.heads[token]] in _SPOKEN:
            found = _passed_on(parse, token, found)
    return found


def _widen(parse: Parse, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """What an outlet reports holds the source that it gives after it: "reported that ..., according to X"."""
    for other in claims:
        if parse.lemmas[other.cue] in _ACCORDING and claim.cue < claim.first <= other.first <= claim.last < other.cue:
            last = phrase(parse, other.source)[1] if other.source is not None else other.cue
            if other.last <= claim.last:
                claim = replace(claim, last=last)
    return claim


def _passed_on(parse: Parse, relay: int, claims: list[Claim]) -> list[Claim]:
    """ "X, quoted by Y, said", "X was quoted by Y as saying", "said in an interview published by Y"."""
    outer = agent(parse, relay)
    inner = _saying(parse, relay, claims) or _governing(parse, relay, claims)
    if outer is None or inner is None or inner.source == outer or inner.source is None:
        return claims
    first = min(phrase(parse, inner.source)[0], inner.cue, inner.first)
    return [*claims, replace(inner, cue=relay, source=outer, first=first, last=max(inner.cue, inner.last), stance="asserts")]


def _cited(parse: Parse, relay: int, claims: list[Claim]) -> list[Claim]:
    """ "Y quoted X as saying", "Y, citing X, said"."""
    inner = _saying(parse, relay, claims)
    if inner is not None:
        outer = subject(parse, relay)
        if outer is None or inner.source is None or outer == inner.source:
            return claims
        return [*claims, replace(inner, cue=relay, source=outer, first=phrase(parse, inner.source)[0], stance="asserts")]
    source = next(parse.child(relay, "dobj"), None)
    told = _governing(parse, relay, claims)
    if source is None or told is None:
        return claims
    cited = replace(told, cue=relay, source=source, stance="asserts", doubt=False)
    wider = replace(told, first=min(told.first, relay), last=max(told.last, phrase(parse, source)[1]))
    return [*(wider if claim is told else claim for claim in claims), cited]


def _saying(parse: Parse, relay: int, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the "saying" in "quoted as saying"."""
    for claim in claims:
        above = parse.heads[claim.cue]
        if parse.deps[claim.cue] == "pcomp" and parse.lemmas[above] == "as" and verb_above(parse, above) == relay:
            return claim
    return None


def _governing(parse: Parse, relay: int, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the nearest cue that the relay hangs on, or of the verb whose subject it qualifies."""
    cues = {claim.cue: claim for claim in reversed(claims)}
    return next((cues[above] for above in parse.ancestors(relay) if above in cues), None)
