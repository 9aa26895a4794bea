"""By which short names later words may call a mention, and words that name nobody themselves: acronyms, "both sides"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.coding.who.acronyms import bracketed
from dragoman.coding.who.roster import Roster
from dragoman.records import Mention, Parse

__all__ = ["both_sides", "names_for"]

_TWO = frozenset({"both", "two", "neither"})
_SIDES = {
    "side": None,
    "party": None,
    "country": None,
    "nation": None,
    "state": None,
    "neighbour": None,
    "neighbor": None,
    "rival": None,
    "capital": "GOV",
    "government": "GOV",
    "leader": "GOV",
    "president": "GOV",
    "army": "MIL",
    "military": "MIL",
}
"""What "both ..." and "the two ..." may be of two parties, and the sector that the noun gives."""


def names_for(parse: Parse, mention: Mention) -> Iterator[tuple[str, Mention]]:
    """The last name of a person; of a body the acronym, told in brackets or made of capitals, and a long name's last word."""
    words = (mention.actor.name or "").split()
    if mention.kind == "name" and words:
        yield words[-1], mention
        yield parse.words[mention.head], mention
    elif mention.kind in {"organization", "role"} and len(mention.text.split()) > 1:
        told = _told(parse, mention)
        if told:
            yield told, mention
        acronym = "".join(word[0] for word in words if word[0].isupper())
        if mention.kind == "organization" and len(acronym) > 1:
            yield acronym, mention
        if mention.kind == "organization" and len(words) > 2 and parse.words[mention.head] == words[-1]:
            yield words[-1], mention


def _told(parse: Parse, mention: Mention) -> str:
    """The acronym in brackets right behind a mention, empty when there is none."""
    last = max((token for token in range(len(parse)) if parse.ends[token] <= mention.span.end), default=-1)
    return parse.words[last + 2] if last + 3 < len(parse) and bracketed(parse, last + 2) is not None else ""


def _is_neither(parse: Parse, token: int) -> bool:
    return parse.lemmas[token].lower() == "neither"


def both_sides(parse: Parse, token: int, roster: Roster) -> Mention | None:
    """One of the two parties that "both sides" or "the two presidents" are: the first at the noun, the other at its number."""
    noun = parse.heads[token] if parse.lemmas[token].lower() in _TWO else token
    number = next((child for child in parse.children[noun] if parse.lemmas[child].lower() in _TWO and child < noun), None)
    if number is None or token not in {noun, number} or parse.tags[noun] != ("NN" if _is_neither(parse, number) else "NNS"):
        return None
    if any(parse.deps[child] in {"amod", "compound", "poss", "prep", "acl", "relcl"} for child in parse.children[noun]):
        return None
    if parse.lemmas[number] == "two" and not any(parse.lemmas[child] == "the" for child in parse.children[noun]):
        return None
    pair = roster.cast.couple(parse.lemmas[noun]) or (roster.pair() if parse.lemmas[noun] in _SIDES else None)
    if pair is None:
        return None
    meant = pair[0] if token == noun else pair[1]
    sector = _SIDES.get(parse.lemmas[noun])
    reason = f"'{parse.words[number]} {parse.words[noun]}' are '{pair[0].text}' and '{pair[1].text}'"
    actor = replace(meant.actor, sector=meant.actor.sector or sector, basis=(*meant.actor.basis, reason))
    return Mention(
        span=parse.cover(token, token),
        text=parse.words[token],
        kind=meant.kind,
        actor=actor,
        head=token,
        antecedent=meant.span,
    )
