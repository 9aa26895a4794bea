"""Scored pairs into groups that do not chain: two groups join while their reports agree on average.

Average linkage inside what the candidates connect. A pair that was no candidate is scored when its groups are about to join, so
one strong pair cannot pull two happenings together against all others. Of large groups the average is over their
`_CORE` first members, which bounds the work by the number of candidates.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

__all__ = ["cluster"]

_CORE = 6


def cluster(
    size: int, pairs: Iterable[tuple[int, int]], score: Callable[[int, int], float | None], *, threshold: float = 0.0
) -> list[list[int]]:
    """Indices 0 to `size` - 1 as sorted groups, in the order of their first members.

    `score` of two indices, the lower first, is above `threshold` where they belong together; None keeps their groups apart
    whatever the others say. Deterministic, and equal for any order of `pairs`.
    """
    scores: dict[tuple[int, int], float | None] = {}
    members = {index: [index] for index in range(size)}
    neighbours: dict[int, set[int]] = {index: set() for index in range(size)}

    def scored(one: int, other: int) -> float | None:
        key = (one, other) if one < other else (other, one)
        if key not in scores:
            scores[key] = score(*key)
        return scores[key]

    def linkage(one: int, other: int) -> float | None:
        total = 0.0
        firsts, seconds = members[one][:_CORE], members[other][:_CORE]
        for first in firsts:
            for second in seconds:
                value = scored(first, second)
                if value is None:
                    return None
                total += value
        return total / (len(firsts) * len(seconds))

    heap: list[tuple[float, int, int]] = []

    def propose(one: int, other: int) -> None:
        first, second = (one, other) if one < other else (other, one)
        value = linkage(first, second)
        if value is not None and value > threshold:
            heapq.heappush(heap, (-value, first, second))

    for one, other in sorted(set(pairs)):
        value = scored(one, other)
        if value is not None and value > threshold:
            neighbours[one].add(other)
            neighbours[other].add(one)
            heapq.heappush(heap, (-value, one, other))
    while heap:
        value, one, other = heapq.heappop(heap)
        if one not in members or other not in members or linkage(one, other) != -value:
            continue
        gone = members.pop(other)
        members[one] = sorted((*members[one], *gone))
        around = (neighbours[one] | neighbours.pop(other)) - {one, other}
        neighbours[one] = around
        for each in sorted(around):
            neighbours[each].discard(other)
            neighbours[each].add(one)
            propose(one, each)
    return [members[index] for index in sorted(members)]
