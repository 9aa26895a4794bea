"""Readers of gold: sentences with the events that a careful human coded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.errors import ReadError

__all__ = ["GoldEvent", "GoldSentence", "read_gsr"]


class _Party(msgspec.Struct):
    code: str = ""


class _Event(msgspec.Struct):
    type: str
    actor: list[_Party]
    recipient: list[_Party]


class _Sentence(msgspec.Struct):
    id: str
    text: str
    events: list[_Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """A coded event: PLOVER type and the countries of its parties."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSentence:
    """A sentence and its gold; usually only its main event was coded."""

    id: str
    text: str
    events: tuple[GoldEvent, ...]


def read_gsr(path: Path) -> Iterator[GoldSentence]:
    """PLOVER's gold records as `../shared/data/gsr.dev.jsonl` has them. Raises: ReadError for a broken line."""
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            row = msgspec.json.decode(line, type=_Sentence)
        except msgspec.MsgspecError as exc:
            raise ReadError(f"{path} line {number}: not a gold sentence ({exc}). Fetch the file again.") from exc
        events = tuple(
            GoldEvent(type=event.type, actors=_codes(event.actor), recipients=_codes(event.recipient)) for event in row.events
        )
        yield GoldSentence(id=row.id, text=row.text, events=events)


def _codes(parties: list[_Party]) -> frozenset[str]:
    return frozenset(party.code for party in parties if party.code)
