"""Gold: sentences with the events that a careful human coded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["GoldEvent", "GoldParty", "GoldSentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldParty:
    """A party as gold has it: its words, its country (None: unknown, or the party has none) and its sector."""

    text: str = ""
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """A coded event. `modes` empty, `status` None and `trigger` empty: gold says nothing of them.

    `modes` are kept as given, also those that the ontology does not hold.
    """

    type: str
    modes: tuple[str, ...] = ()
    status: str | None = None
    actors: tuple[GoldParty, ...] = ()
    recipients: tuple[GoldParty, ...] = ()
    trigger: str = ""

    @property
    def actor_countries(self) -> frozenset[str]:
        """The countries of the actors, as given."""
        return _countries(self.actors)

    @property
    def recipient_countries(self) -> frozenset[str]:
        """The countries of the recipients, as given."""
        return _countries(self.recipients)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSentence:
    """A text, mostly one sentence, and its gold: no events when none should be coded. `line` counts from 1."""

    id: str
    text: str
    events: tuple[GoldEvent, ...]
    published: date | None = None
    line: int = 0


def _countries(parties: tuple[GoldParty, ...]) -> frozenset[str]:
    return frozenset(party.country for party in parties if party.country)
