"""Scored pairs into groups that do not chain: two groups join while their reports agree on average.

Average linkage inside what the candidates connect. A pair that was no candidate is scored when its groups are about to join,
so one strong pair cannot pull two happenings together against all others. A member that disagrees on average with the group
that has grown around it goes to the one it agrees with most, or stands alone. Of large groups the average is over their
`_CORE` first members, which bounds the work by the number of candidates.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from types import MappingProxyType

__all__ = ["cluster"]

_CORE = 6


def cluster(
    size: int,
    pairs: Iterable[tuple[int, int]],
    score: Callable[[int, int], float | None],
    *,
    threshold: float = 0.0,
    foes: Mapping[int, Set[int]] = MappingProxyType({}),
) -> list[list[int]]:
    """Indices 0 to `size` - 1 as sorted groups, in the order of their first members.

    `score` of two indices, the lower first, is above `threshold` where they belong together; None keeps their groups apart
    whatever the others say, where it is asked: of large groups the first members alone are. Those that `foes` names, each for
    the other, never stand in one group. Deterministic, and equal for any order of `pairs`.
    """
    scores: dict[tuple[int, int], float | None] = {}
    members = {index: [index] for index in range(size)}
    neighbours: dict[int, set[int]] = {index: set() for index in range(size)}
    hostile = {index: set(others) for index, others in foes.items()}

    def scored(one: int, other: int) -> float | None:
        key = (one, other) if one < other else (other, one)
        if key not in scores:
            scores[key] = score(*key)
        return scores[key]

    def linkage(one: int, other: int) -> float | None:
        if one in hostile and not hostile[one].isdisjoint(members[other]):
            return None
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

    beside: dict[int, list[int]] = {}
    for one, other in sorted(set(pairs)):
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
        value = scored(one, other)
        if value is not None and value > threshold and other not in foes.get(one, ()):
            neighbours[one].add(other)
            neighbours[other].add(one)
            heapq.heappush(heap, (-value, one, other))
    while heap:
        value, one, other = heapq.heappop(heap)
        if one not in members or other not in members or linkage(one, other) != -value:
            continue
        gone = members.pop(other)
        members[one] = sorted((*members[one], *gone))
        if other in hostile:
            hostile.setdefault(one, set()).update(hostile.pop(other))
        around = (neighbours[one] | neighbours.pop(other)) - {one, other}
        neighbours[one] = around
        for each in sorted(around):
            neighbours[each].discard(other)
            neighbours[each].add(one)
            propose(one, each)
    return _settle(list(members.values()), beside, scored, threshold, foes)


def _settle(
    groups: list[list[int]],
    beside: Mapping[int, Sequence[int]],
    score: Callable[[int, int], float | None],
    threshold: float,
    foes: Mapping[int, Set[int]],
) -> list[list[int]]:
    """The groups after every member was asked once, in order, whether it agrees with the others of its group.

    `beside`: index -> those that it was a candidate with.
    """
    owner = {index: at for at, group in enumerate(groups) for index in group}

    def mean(index: int, group: Sequence[int]) -> float:
        if index in foes and not foes[index].isdisjoint(group):
            return -math.inf
        values = [score(index, other) for other in [each for each in group if each != index][:_CORE]]
        known = [value for value in values if value is not None]
        return sum(known) / len(known) if values and len(known) == len(values) else -math.inf

    for index in sorted(owner):
        own = owner[index]
        if len(groups[own]) < 3 or mean(index, groups[own]) > threshold:
            continue
        others = sorted({owner[other] for other in beside.get(index, ())} - {own})
        best, at = max(((mean(index, groups[other]), -other) for other in others), default=(threshold, 0))
        groups[own].remove(index)
        if best > threshold:
            owner[index] = -at
            groups[-at] = sorted((*groups[-at], index))
        else:
            owner[index] = len(groups)
            groups.append([index])
    return sorted((group for group in groups if group), key=lambda group: group[0])
