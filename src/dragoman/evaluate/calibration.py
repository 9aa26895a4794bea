"""Reliability: is an event at 0.8 right eight times in ten?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.evaluate.coded import Coded

__all__ = ["Bin", "Calibration", "calibrate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Events whose confidence lies in [low, high): how many, their mean confidence, and the share of them that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The bins that hold events, and the expected calibration error: the bins' mean distance between confidence and share
    right, weighted by their events; None without any. `silent`: events without a confidence, which count nowhere here."""

    bins: tuple[Bin, ...]
    error: float | None
    count: int
    silent: int


def calibrate(sentences: Iterable[Coded], *, bins: int = 10) -> Calibration:
    """The reliability of `Event.confidence`; an event is right when its type is in the sentence's gold.

    Gold that holds only the main event of a sentence makes further events look wrong, and the coder too sure of itself.
    """
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    silent = 0
    for sentence in sentences:
        kinds = {event.type for event in sentence.gold.events}
        for event in sentence.events:
            if event.confidence is None:
                silent += 1
            else:
                held[min(int(event.confidence * bins), bins - 1)].append((event.confidence, event.type in kinds))
    found = tuple(
        Bin(
            low=index / bins,
            high=(index + 1) / bins,
            count=len(pairs),
            confidence=sum(confidence for confidence, _ in pairs) / len(pairs),
            right=sum(right for _, right in pairs) / len(pairs),
        )
        for index, pairs in enumerate(held)
        if pairs
    )
    count = sum(each.count for each in found)
    error = sum(each.count * abs(each.confidence - each.right) for each in found) / count if count else None
    return Calibration(bins=found, error=error, count=count, silent=silent)
