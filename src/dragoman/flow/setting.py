"""The country of parties that a text knows by their role alone ("students marched in Lagos")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.records import Mention, Place, Span

__all__ = ["Known", "as_place", "settle"]

_ENTITIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes in the country field that are no country."""
_LOCAL = frozenset({"role", "group", "name", "pronoun"})
"""Kinds of mention that may take the country of where they are."""


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier sentences tell of countries: the one that the article plays in, and those of mentions, each with its reason.

    `countries` grows as the article is read.
    """

    home: tuple[str, str] | None = None
    countries: dict[Span | None, tuple[str, str]] = field(default_factory=dict)

    def outside(self, place: Place) -> Known:
        """The same for somebody from elsewhere than `place`."""
        return replace(self, home=None) if self.home is not None and self.home[0] == place.country else self

    def note(self, mention: Mention) -> None:
        """Remember the country that was found for a mention."""
        if mention.actor.country is not None:
            self.countries[mention.span] = mention.actor.country, f"country of '{mention.text}'"


def settle(
    mention: Mention, others: Sequence[Mention], places: Sequence[Place], where: Place | None, known: Known | None = None
) -> Mention:
    """The mention with a country, where it has none and is known by its role alone ("students marched in Lagos").

    It is that of the act's place, else of the only country whose places the sentence names, else of what the mention stands for
    or of the country that the article plays in, as far as `known`, else of the only country that its `others` belong to.
    """
    actor = mention.actor
    unknown = mention.kind == "organization" and "named body" in actor.basis
    if actor.country is not None or actor.sector is None or (mention.kind not in _LOCAL and not unknown):
        return mention
    named = {place.country: f"the place '{place.text}'" for place in places if place.country is not None}
    states = {
        other.actor.country: f"'{other.text}'"
        for other in others
        if other.actor.country is not None and other.actor.country not in _ENTITIES
    }
    found: tuple[str, str] | None = None
    if where is not None and where.country is not None:
        found = where.country, f"country of the place '{where.text}'"
    elif known is not None and mention.antecedent in known.countries:
        found = known.countries[mention.antecedent]
    elif len(named) == 1:
        found = next((code, f"country of {why}") for code, why in named.items())
    elif known is not None and known.home is not None:
        found = known.home
    elif not named and len(states) == 1:
        found = next((code, f"country of {why}") for code, why in states.items())
    if found is None:
        return mention
    return replace(mention, actor=replace(actor, country=found[0], basis=(*actor.basis, found[1])))


def as_place(mention: Mention, places: Sequence[Place]) -> Mention:
    """A capital that stands as a town ("a bombing in Kabul") is no government: the mention without that sector."""
    actor = mention.actor
    capital = bool(actor.basis) and actor.basis[0].startswith("capital ")
    if not capital or actor.sector is None or all(place.head != mention.head for place in places):
        return mention
    return replace(mention, actor=replace(actor, sector=None, basis=(*actor.basis, "a town here")))
