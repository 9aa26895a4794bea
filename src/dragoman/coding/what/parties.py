"""The parties of an act: from the words in a slot to the actors they name, or that own what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dragoman.coding.what.lexicon import Condition
from dragoman.coding.what.syntax import coordinated, fill
from dragoman.records import Mention, Parse

__all__ = ["distinct", "meets", "parties"]

_ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF"})
_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "ELI"})
_DEPTH = 3


def parties(parse: Parse, tokens: Iterable[int], heads: Mapping[int, Mention]) -> list[Mention]:
    """The actors that the tokens and those joined to them name; for a thing, whoever owns it or did it."""
    found: dict[int, Mention] = {}
    for token in tokens:
        for each in coordinated(parse, token):
            for mention in _name(parse, each, heads, _DEPTH):
                found.setdefault(mention.head, mention)
    return distinct(list(found.values()))


def distinct(mentions: list[Mention]) -> list[Mention]:
    """Without a pronoun for one of the others, a title right before its holder's name, and a nation in another's words."""
    spans = {mention.span for mention in mentions}
    starts = {mention.span.start for mention in mentions if mention.kind == "name"}
    return [
        mention
        for mention in mentions
        if mention.antecedent not in spans
        and mention.span.end + 1 not in starts
        and not any(_holds(other, mention) for other in mentions if other is not mention)
    ]


def _holds(other: Mention, mention: Mention) -> bool:
    """Whether a nation stands inside the words of a party of that nation ("*Ukrainian* officials")."""
    nation = mention.kind in {"country", "demonym"} and mention.actor.country == other.actor.country
    return nation and mention.span != other.span and mention.span.within(other.span)


def _name(parse: Parse, token: int, heads: Mapping[int, Mention], depth: int) -> list[Mention]:
    if token in heads:
        return [heads[token], *_joined(parse, token, heads)]
    if depth == 0:
        return []
    for slot in ("poss", "mod", "by", "of", "against", "in"):
        inner = [
            mention
            for other in fill(parse, token, slot)
            for each in coordinated(parse, other)
            for mention in _name(parse, each, heads, depth - 1)
        ]
        if inner:
            return inner
    return []


def _joined(parse: Parse, token: int, heads: Mapping[int, Mention]) -> Iterator[Mention]:
    """The other nations before a noun that has several ("French and Egyptian warships")."""
    own = heads[token]
    for modifier in parse.child(token, "amod", "compound", "nmod"):
        group = [heads[each] for each in coordinated(parse, modifier) if each in heads]
        if len(group) > 1 and own.kind in {"role", "group"}:
            for other in group:
                if other.kind in {"demonym", "country"} and other.actor.country not in {None, own.actor.country}:
                    yield replace(other, actor=replace(other.actor, sector=own.actor.sector or other.actor.sector))
    for number in parse.child(token, "det", "nummod"):  # the second party of "both sides"
        if number in heads:
            yield heads[number]


def meets(parse: Parse, token: int, condition: Condition, heads: Mapping[int, Mention]) -> bool:
    """Whether what stands in the slot satisfies the condition."""
    tokens = _slot_tokens(parse, token, condition.slot)
    held = bool(tokens) if condition.anything else any(_fits(parse, each, condition, heads) for each in tokens)
    return held != condition.negated


def _slot_tokens(parse: Parse, token: int, slot: str) -> list[int]:
    """The slot's tokens; a preposition may hang on the object ("put pressure on"), a modifier of a verb is its object's."""
    found = fill(parse, token, slot)
    if not found and slot not in {"subj", "obj", "iobj", "prt", "comp", "poss"} and parse.pos[token] in {"VERB", "AUX"}:
        found = [each for target in fill(parse, token, "obj") for each in fill(parse, target, slot)]
    return [each for other in found for each in coordinated(parse, other)]


def _fits(parse: Parse, token: int, condition: Condition, heads: Mapping[int, Mention]) -> bool:
    if parse.lemmas[token] in condition.words or parse.words[token].lower() in condition.words:
        return True
    mention = heads.get(token)
    if mention is None:
        return False
    actor = mention.actor
    return any(
        test == "@actor"
        or (test == "@person" and (mention.kind in {"name", "pronoun"} or actor.office is not None or mention.kind == "role"))
        or (test == "@country" and mention.kind in {"country", "demonym"})
        or (test == "@armed" and actor.sector in _ARMED)
        or (test == "@official" and (actor.sector in _OFFICIAL or actor.country in {"UNO", "EUR", "IGO"}))
        or (test == "@org" and mention.kind == "organization")
        for test in condition.tests
    )
