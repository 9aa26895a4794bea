"""Parties that share one noun or one owner: "Israeli and US officials", "the Indian army and police"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dragoman.records import Mention, Parse

__all__ = ["share_noun", "share_owner"]

_MODIFIERS = ("amod", "compound", "nmod", "poss")
_NATIONS = frozenset({"demonym", "country"})
_FROM = frozenset({"of", "from"})


def share_owner(found: Mapping[int, Mention], parse: Parse) -> dict[int, Mention]:
    """The mentions by head, where a bare role behind "and" has the country of the role before: "the Indian army and police"."""
    shared = dict(found)
    for head, mention in found.items():
        if mention.kind != "role" or mention.actor.country is None or mention.actor.name is not None:
            continue
        for token in parse.child(head, "conj"):
            other = found.get(token)
            if other is not None and _is_bare(parse, head, token, other):
                basis = (*other.actor.basis, f"shares the country of '{mention.text}'")
                shared[token] = replace(other, actor=replace(other.actor, country=mention.actor.country, basis=basis))
    return shared


def share_noun(found: Mapping[int, Mention], parse: Parse) -> dict[int, Mention]:
    """The mentions by head, where each of several nations has the sector of the noun that they share.

    It holds for that noun only: the article's memory keeps the bare nation.
    """
    shared = dict(found)
    for head, mention in found.items():
        if mention.kind != "role" or mention.actor.sector is None or mention.actor.name is not None:
            continue
        for token in _nations(parse, head, found):
            actor = found[token].actor
            if actor.country not in {None, mention.actor.country}:
                basis = (mention.actor.basis[0], *actor.basis)
                sector = actor.sector or mention.actor.sector
                shared[token] = replace(found[token], actor=replace(actor, sector=sector, basis=basis))
    return shared


def _nations(parse: Parse, head: int, found: Mapping[int, Mention]) -> Iterator[int]:
    """The nations joined before a noun, or after its "of" or "from"."""
    firsts = [*parse.child(head, *_MODIFIERS)]
    firsts += [each for prep in parse.child(head, "prep") if parse.lemmas[prep] in _FROM for each in parse.child(prep, "pobj")]
    before = [each for each in parse.child(head, *_MODIFIERS) if each in found and found[each].kind in _NATIONS]
    if len(before) > 1:  # "Russian, Iranian and Turkish ministers", read as modifiers side by side
        yield from before
    for first in firsts:
        group, at = [first], first
        while (following := next(parse.child(at, "conj"), None)) is not None:
            group.append(following)
            at = following
        if len(group) > 1 and all(each in found and found[each].kind in _NATIONS for each in group):
            yield from group


def _is_bare(parse: Parse, head: int, token: int, other: Mention) -> bool:
    """Whether a role behind "and" has nothing of its own before it, where the first has an owner before it."""
    owned = any(parse.deps[child] in _MODIFIERS for child in parse.children[head] if child < head)
    plain = not any(child < token for child in parse.children[token]) and token > head
    return owned and plain and other.kind == "role" and other.actor.country is None and other.actor.name is None
