"""Incidents that belong together without being one: a visit and the meeting during it, an act and its denial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from dragoman.records import Actor, Incident

__all__ = ["find_related"]

_ENDED = frozenset({"negated"})


def find_related(incidents: Sequence[Incident], closeness: Mapping[tuple[str, str], float]) -> dict[str, tuple[str, ...]]:
    """Incident id -> ids of those that an article tells beside it, of the same parties, at the same time and place.

    `closeness`: pairs of types, in alphabetical order, that may tell one act; a visit and a meeting are both CONSULT.
    """
    told: dict[str, list[Incident]] = defaultdict(list)
    for incident in sorted(incidents, key=lambda incident: incident.id):
        for article in incident.articles:
            told[article].append(incident)
    found: dict[str, set[str]] = defaultdict(set)
    for beside in told.values():
        for one, other in combinations(beside, 2):
            kinds = min(one.type, other.type), max(one.type, other.type)
            if (kinds[0] == kinds[1] == "CONSULT" or kinds in closeness) and _together(one, other):
                found[one.id].add(other.id)
                found[other.id].add(one.id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _together(one: Incident, other: Incident) -> bool:
    """Whether both are done or both are not, days and places agree as far as known, and they share parties."""
    if (one.status in _ENDED) != (other.status in _ENDED):
        return False
    if one.start and one.end and other.start and other.end and (one.start > other.end or other.start > one.end):
        return False
    place, second = one.place, other.place
    if place and second and place.country and second.country and place.country != second.country:
        return False
    first, further = _parties(one), _parties(other)
    return bool(first and further) and len(first & further) >= min(2, len(first), len(further))


def _parties(incident: Incident) -> set[str]:
    """Country and sector, or the name of a party without either."""

    def key(actor: Actor) -> str:
        return actor.code if actor.country or actor.sector else actor.name or "?"

    return {key(actor) for actor in (*incident.actors, *incident.recipients)} - {"?"}
