"""Where an act took place: the place of the act, not of its speaker or of the dateline, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dragoman.flow.clauses import clause_of, clauses_of
from dragoman.records import Event, Mention, Parse, Place

__all__ = ["choose_place", "place_from_dateline", "place_retold"]

_FINENESS = ("city", "feature", "admin2", "admin1", "country")
"""Resolutions from the finest to the coarsest."""
_VERBS = frozenset({"VERB", "AUX"})
_PLACING = frozenset(
    {"in", "at", "near", "outside", "around", "inside", "across", "on", "to", "into", "over", "off", "along", "through"}
)
_SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "SANCTION", "COOPERATE"})
"""Types of speech and policy: neither their actor's own place nor that of what they are about is where they are done
("officials in Kabul accused Islamabad", "condemned the killing in Jos")."""
_SPOKEN_AT = frozenset({"in", "at", "near", "outside", "inside"})
_TAKEN = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"})
"""Types that may have a place as their object ("captured Goma")."""
_MODIFIERS = frozenset({"compound", "poss", "nmod", "amod", "appos"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "pobj"})
_LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of acts that are done at one place, where a reporter goes."""
_DEFINITE = frozenset({"the", "that", "this", "those", "these"})
_OCCASIONS = frozenset({"when", "as", "while"})
_RETOLD_TYPES = frozenset({"ASSAULT", "COERCE", "PROTEST", "CONSULT", "MOBILIZE", "RETREAT"})


def choose_place(
    parse: Parse,
    token: int,
    kind: str,
    places: Sequence[Place],
    recipients: Sequence[Mention],
) -> tuple[Place | None, str]:
    """The act's place among the sentence's, and why; `token` is the trigger, `kind` the event type.

    Tried in order, with the gazetteer's places before those it does not know: a place under the trigger itself; one behind a
    preposition of place in the clause, in the one that it completes, or in that of its occasion ("when gunmen fired in Cali");
    under the noun that a relative clause tells of; a host; a place that is taken or left; a town in the name of the act or of
    what it struck.
    """
    own = set(parse.subtree(token)) if parse.pos[token] not in _VERBS else set()
    clauses = clauses_of(parse, token)
    sought: tuple[tuple[str, Callable[[Place], bool]], ...] = (
        ("in the phrase of the trigger", lambda place: place.head in own and _preposition(parse, place.head) in _PLACING),
        (
            "in the clause of the trigger",
            lambda place: (
                clause_of(parse, place.head) == clauses[0]
                and _preposition(parse, place.head) in (_SPOKEN_AT if kind in _SPOKEN else _PLACING)
                and (kind not in _SPOKEN or _hangs_on_verb(parse, place.head))
            ),
        ),
        (
            "in the clause that the act completes",
            lambda place: (
                clause_of(parse, place.head) in clauses
                and _hangs_on_verb(parse, place.head)
                and (kind not in _SPOKEN or _preposition(parse, place.head) in _SPOKEN_AT)
            ),
        ),
        ("of the occasion", lambda place: kind not in _SPOKEN and place.head in _occasion(parse, clauses[0])),
        ("of what the clause tells of", lambda place: place.head in _told_of(parse, clauses[0])),
        ("is the host", lambda place: kind == "CONSULT" and any(host.head == place.head for host in recipients)),
        ("is what was taken or left", lambda place: kind in _TAKEN and place.head in _objects(parse, token)),
        ("in the name of the act", lambda place: parse.pos[token] == "NOUN" and _modifies(parse, place.head, {token})),
        (
            "in the name of what it struck",
            lambda place: (
                kind not in _SPOKEN
                and place.resolution != "country"
                and _modifies(parse, place.head, {each.head for each in recipients})
            ),
        ),
    )
    for resolved in (True, False):
        for reason, fits in sought:
            fitting = [place for place in places if (place.country is not None) == resolved and fits(place)]
            if fitting:
                best = min(fitting, key=lambda place: (_FINENESS.index(place.resolution or "country"), abs(place.head - token)))
                return best, f"place '{best.text}' {reason}"
    return None, ""


def place_retold(parse: Parse, token: int, kind: str, earlier: Sequence[Event]) -> tuple[Place | None, str]:
    """The place of the act that a definite noun tells again ("the attack"): that of the last event of its type that has one."""
    definite = parse.pos[token] == "NOUN" and any(parse.lemmas[each].lower() in _DEFINITE for each in parse.child(token, "det"))
    if not definite or kind not in _RETOLD_TYPES:
        return None, ""
    for event in reversed(earlier):
        if event.type == kind and event.place is not None:
            return replace(event.place, head=0), f"place '{event.place.text}' of the act told before"
    return None, ""


def place_from_dateline(kind: str, dateline: Place | None, parties: Sequence[Mention]) -> tuple[Place | None, str]:
    """Where the lead's act was when it leaves that unsaid: in the dateline's town, for an act that is done at a place and whose
    parties are of that country, as far as their country is known."""
    if dateline is None or kind not in _LOCAL or dateline.country is None:
        return None, ""
    if any(mention.actor.country not in {None, dateline.country} for mention in parties):
        return None, ""
    return dateline, f"place of the dateline '{dateline.text}', where the lead names none"


def _occasion(parse: Parse, verb: int) -> set[int]:
    """The places behind prepositions in a clause of when or as under the verb, or in what it is the occasion of."""
    verbs = (verb, *parse.child(verb, "conj"))
    clauses = [each for one in verbs for each in parse.child(one, "advcl") if _opening(parse, each) in _OCCASIONS]
    if parse.deps[verb] == "advcl" and _opening(parse, verb) in _OCCASIONS:
        clauses.append(parse.heads[verb])
    return {
        each
        for clause in clauses
        for each in parse.subtree(clause)
        if clause_of(parse, each) == clause and _preposition(parse, each) in _PLACING
    }


def _opening(parse: Parse, verb: int) -> str:
    """The word that opens an adverbial clause, in lower case."""
    return next((parse.lemmas[each].lower() for each in parse.child(verb, "mark", "advmod")), "")


def _told_of(parse: Parse, verb: int) -> set[int]:
    """The tokens under the noun that a relative or participle clause hangs on, where a preposition of place holds them; and the
    noun itself before "where"."""
    if parse.deps[verb] not in {"relcl", "acl"}:
        return set()
    noun = parse.heads[verb]
    where = {noun} if any(parse.lemmas[each].lower() == "where" for each in parse.child(verb, "advmod")) else set[int]()
    return where | {each for each in parse.subtree(noun) if _preposition(parse, each) in _PLACING}


def _objects(parse: Parse, token: int) -> set[int]:
    """The direct or passive objects of a trigger, what they are coordinated with, and what stands in apposition to them."""
    found = set(_arguments(parse, token))
    for each in sorted(found):
        found |= set(parse.child(each, "conj", "appos"))
    return found


def _arguments(parse: Parse, token: int) -> Iterator[int]:
    yield from parse.child(token, "dobj", "nsubjpass")
    for preposition in parse.child(token, "prep"):
        if parse.lemmas[preposition] in {"of", "from", "into"}:
            yield from parse.child(preposition, "pobj")


def _modifies(parse: Parse, place: int, heads: set[int]) -> bool:
    """Whether a place stands as a modifier in the phrase of one of `heads` ("the Kabul bombing", "a Lagos school")."""
    if parse.deps[place] not in _MODIFIERS or place in heads:
        return False
    for above in parse.ancestors(place):
        if above in heads:
            return True
        if parse.deps[above] not in _MODIFIERS | _OBJECTS | {"prep", "conj"} or parse.pos[above] in _VERBS:
            return False
    return False


def _hangs_on_verb(parse: Parse, token: int) -> bool:
    """Whether the preposition over a place stands under a verb itself ("condemned it in Geneva")."""
    for above in parse.ancestors(token):
        if parse.deps[above] == "prep" and parse.lemmas[above] != "of":
            return parse.pos[parse.heads[above]] in _VERBS
    return False


def _preposition(parse: Parse, token: int) -> str:
    """The preposition over a place: of its own, or of the phrase that it closes ("in the city of Naples")."""
    for above in parse.ancestors(token):
        if parse.deps[above] == "prep" and parse.lemmas[above] != "of":
            return parse.lemmas[above]
        if parse.pos[above] in _VERBS:
            break
    return ""
