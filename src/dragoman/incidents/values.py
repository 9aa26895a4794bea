"""The best of several reported values: the one most independent reports support, a coarser one supporting a finer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from dragoman.records import Actor, Place, Report, Value

__all__ = ["best_actors", "best_days", "best_place", "common", "list_values"]

T = TypeVar("T", bound=Hashable)
_ActorKey = tuple[str | None, str | None, str | None]
_COARSENESS = {"city": 0, "feature": 0, "admin2": 1, "admin1": 2, "country": 3}


def list_values(pairs: Iterable[tuple[str, Report]]) -> tuple[Value, ...]:
    """Every value with its events, that of most independent reports first, then the one reported last, then by the alphabet.

    `pairs` in order of publication.
    """
    events: dict[str, list[str]] = defaultdict(list)
    originals: dict[str, set[str]] = defaultdict(set)
    last: dict[str, int] = {}
    for at, (value, report) in enumerate(pairs):
        if report.event.id not in events[value]:
            events[value].append(report.event.id)
        originals[value].add(original(report))
        last[value] = at
    ranked = sorted(events, key=lambda value: (-len(originals[value]), -last[value], value))
    return tuple(Value(value=value, events=tuple(events[value])) for value in ranked)


def original(report: Report) -> str:
    """The independent report that a report is a copy of, or is itself."""
    return report.carrier.original or report.event.article


def common(pairs: Sequence[tuple[str, Report]], *, of: int) -> tuple[str, ...]:
    """The values that at least a third of `of` independent reports give, the most frequent first."""
    originals: dict[str, set[str]] = defaultdict(set)
    for value, report in pairs:
        originals[value].add(original(report))
    kept = [value for value, found in originals.items() if 3 * len(found) >= of]
    return tuple(sorted(kept, key=lambda value: (-len(originals[value]), value)))


def best_days(reports: Sequence[Report]) -> tuple[date, date] | None:
    """First and last day; None when no report dates it. `reports` in order of publication."""
    dated = [
        ((report.event.date.start, report.event.date.end), report)
        for report in reports
        if report.event.date is not None and report.event.date.start is not None and report.event.date.end is not None
    ]
    return _best(dated, lambda vague, fine: vague[0] <= fine[0] and fine[1] <= vague[1], lambda days: (days[1] - days[0]).days)


def best_place(reports: Sequence[Report]) -> Place | None:
    """The place, the last that was told so; None when no report has one. `reports` in order of publication."""
    placed = [(_key(report.event.place), report) for report in reports if report.event.place is not None]
    best = _best(placed, _holds, lambda key: _COARSENESS.get(key[3], 0))
    places = (report.event.place for report in reversed(reports) if report.event.place is not None)
    return next((place for place in places if _key(place) == best), None)


_PlaceKey = tuple[str, str, str, str]


def _key(place: Place | None) -> _PlaceKey:
    """Country, first division, identity and resolution."""
    if place is None:
        return "", "", "", ""
    return place.country or "", place.admin1 or "", str(place.geonameid or place.text.lower()), place.resolution or ""


def _holds(coarse: _PlaceKey, fine: _PlaceKey) -> bool:
    if coarse == fine:
        return True
    if not coarse[0] or coarse[0] != fine[0]:
        return False
    return coarse[3] == "country" or (coarse[3] == "admin1" and coarse[1] == fine[1] and fine[3] != "country")


def _best(pairs: Sequence[tuple[T, Report]], holds: Callable[[T, T], bool], coarseness: Callable[[T], int]) -> T | None:
    """The value that most independent reports support, then the finest, then the one reported last."""
    last = {value: at for at, (value, _) in enumerate(pairs)}
    support: dict[T, set[str]] = {value: set() for value in last}
    known: dict[T, set[str]] = defaultdict(set)
    for value, report in pairs:
        known[value].add(original(report))
    for fine in support:
        for coarse, found in known.items():
            if holds(coarse, fine):
                support[fine] |= found
    return max(support, key=lambda value: (len(support[value]), -coarseness(value), last[value]), default=None)


def best_actors(pairs: Sequence[tuple[Actor, Report]]) -> tuple[Actor, ...]:
    """The parties of one side at their finest: those that two independent reports tell, and half as many as the best known.

    A party told by its country alone, or by country and sector, supports each that adds to it. Where no two reports agree,
    those of the report that tells most of them, the last of such. `pairs` in order of publication.
    """
    latest = {_identity(actor): actor for actor, _ in pairs}
    known: dict[_ActorKey, set[str]] = defaultdict(set)
    told: dict[str, dict[_ActorKey, None]] = defaultdict(dict)
    for actor, report in pairs:
        known[_identity(actor)].add(original(report))
        told[report.event.id][_identity(actor)] = None
    support = {
        key: set[str]().union(*(found for other, found in known.items() if other == key or _adds(key, other)))
        for key in latest
        if not any(_adds(other, key) for other in latest)
    }
    most = max(map(len, support.values()), default=0)
    kept = [key for key, found in support.items() if len(found) >= 2 and 2 * len(found) >= most]
    if not kept:
        fullest = max(enumerate(told.values()), key=lambda each: (len(each[1]), each[0]), default=(0, {}))[1]
        kept = [key for key in fullest if key in support] or list(fullest)
    kept.sort(key=lambda key: (-len(support.get(key, ())), *(part or "" for part in key)))
    return tuple(latest[key] for key in kept)


def _identity(actor: Actor) -> _ActorKey:
    return actor.name, actor.country, actor.sector


def _adds(fine: tuple[str | None, ...], coarse: tuple[str | None, ...]) -> bool:
    """Whether one description agrees with another in all that this says, and says more."""
    return fine != coarse and all(other is None or own == other for own, other in zip(fine, coarse, strict=True))
