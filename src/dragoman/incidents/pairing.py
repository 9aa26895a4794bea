"""Why each report stands in its group: the earlier report that it resembles most, and what spoke for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dragoman.incidents.profile import Profile
from dragoman.incidents.verdicts import Verdicts
from dragoman.incidents.weighing import BIAS, Weights
from dragoman.records import Pairing

__all__ = ["pair_reports"]

_CORE = 6
"""Of a large group, the first reports that each is held against."""
_TOLD = 4
"""Observations that a reason names at most."""
_LEAST = 0.3
"""Log-odds from which an observation is worth naming."""


def pair_reports(group: Sequence[Profile], weights: Weights, verdicts: Verdicts) -> Iterator[Pairing]:
    """One pairing for every report of a group but the first; the group in its order. A verdict goes before likeness."""
    for at, profile in enumerate(group[1:], 1):
        told = verdicts.reasons.get(profile.report.event.id)
        beside = next((each.report.event.id for each in group[:at] if each.report.event.id in told), None) if told else None
        if told and beside is not None:
            reason = f"verdict: {told[beside]}" if told[beside] else "verdict"
            yield Pairing(event=profile.report.event.id, beside=beside, likeness=1.0, reason=reason)
        else:
            yield max((_pair(profile, other, weights) for other in group[: min(at, _CORE)]), key=lambda found: found.likeness)


def _pair(profile: Profile, other: Profile, weights: Weights) -> Pairing:
    likeness, reason = _judge(profile, other, weights)
    return Pairing(event=profile.report.event.id, beside=other.report.event.id, likeness=likeness, reason=reason)


def _judge(one: Profile, other: Profile, weights: Weights) -> tuple[float, str]:
    first, second = one.report, other.report
    copied = first.carrier.original == second.carrier.original != "" and first.event.article != second.event.article
    if copied and one.trigger == other.trigger:
        return 1.0, "copy"
    seen = weights.observe(one, other)
    if seen is None:
        return 0.0, "the others of the group"
    shares = sorted((-weights.weights[name] * strength, name) for name, strength in seen.items())
    score = weights.weights[BIAS] - math.fsum(share for share, _ in shares)
    told = [name for share, name in shares if -share >= _LEAST][:_TOLD]
    if shares and shares[-1][0] >= _LEAST:
        told.append(f"against: {shares[-1][1]}")
    return round(1.0 / (1.0 + math.exp(-score)), 2), "; ".join(told)
