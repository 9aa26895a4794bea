"""The numbers of an incident as all its reports give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.incidents.values import list_values
from dragoman.records import Figure, Magnitude, Report

__all__ = ["sum_figures"]


def sum_figures(reports: Sequence[Report]) -> tuple[Figure, ...]:
    """One figure for each kind and currency, by the alphabet. `reports` in order of publication."""
    told: dict[tuple[str, str | None], list[tuple[Magnitude, Report]]] = defaultdict(list)
    for report in reports:
        for magnitude in report.event.magnitudes:
            told[magnitude.kind, magnitude.currency].append((magnitude, report))
    return tuple(_figure(*key, told[key]) for key in sorted(told, key=lambda key: (key[0], key[1] or "")))


def _figure(kind: str, currency: str | None, told: Sequence[tuple[Magnitude, Report]]) -> Figure:
    ends = [end for magnitude, _ in told for end in (magnitude.low, magnitude.high) if end is not None]
    latest, report = told[-1]
    chain = report.event.chain
    return Figure(
        kind=kind,
        currency=currency,
        low=min(ends, default=None),
        high=max(ends, default=None),
        latest_low=latest.low,
        latest_high=latest.high,
        by=(chain[-1].words or None) if chain else None,
        values=list_values((_written(magnitude), each) for magnitude, each in told),
    )


def _written(magnitude: Magnitude) -> str:
    """`12`, `12 to 17`, `at least 12`, `at most 17`; the words where they give no number."""
    if magnitude.low is None and magnitude.high is None:
        return magnitude.text
    if magnitude.low is None:
        return f"at most {magnitude.high:,.10g}"
    if magnitude.high is None:
        return f"at least {magnitude.low:,.10g}"
    if magnitude.low == magnitude.high:
        return f"{magnitude.low:,.10g}"
    return f"{magnitude.low:,.10g} to {magnitude.high:,.10g}"
