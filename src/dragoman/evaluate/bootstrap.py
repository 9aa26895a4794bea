"""Figures with their uncertainty: precision, recall and F1, and shares, with bootstrap intervals over sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEWEST", "SEED", "Counts", "Estimate", "Figure", "estimate_figures", "estimate_shares"]

SEED = 20161
FEWEST = 5
"""Sentences that must bear on a value before it gets an interval."""

_CELLS = 4_000_000
"""Draws held at a time: memory does not grow with the number of sentences."""

Counts = NDArray[np.int64]
"""One row a sentence; columns right, coded, gold for a figure, and hits, total for a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value in [0, 1] with its 95% interval: `value` is None where nothing was counted, the others where too few sentences
    bear on it (fewer than `FEWEST`) to tell how far it may vary."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Precision, recall and F1 of `right` among `coded` and `gold`."""

    right: int
    coded: int
    gold: int
    precision: Estimate
    recall: Estimate
    f1: Estimate


def estimate_figures(tallies: Mapping[str, Counts], *, resamples: int, seed: int = SEED) -> dict[str, Figure]:
    """A figure for each tally, all from the same resamples of the sentences."""
    sums = _resample(list(tallies.values()), resamples, seed)
    figures = {}
    for index, (name, counts) in enumerate(tallies.items()):
        right, coded, gold = (int(total) for total in counts.sum(axis=0))
        drawn = sums[:, 3 * index : 3 * index + 3]
        figures[name] = Figure(
            right=right,
            coded=coded,
            gold=gold,
            precision=_estimate(counts[:, 0], counts[:, 1], drawn[:, 0], drawn[:, 1]),
            recall=_estimate(counts[:, 0], counts[:, 2], drawn[:, 0], drawn[:, 2]),
            f1=_estimate(2 * counts[:, 0], counts[:, 1] + counts[:, 2], 2 * drawn[:, 0], drawn[:, 1] + drawn[:, 2]),
        )
    return figures


def estimate_shares(tallies: Mapping[str, Counts], *, resamples: int, seed: int = SEED) -> dict[str, Estimate]:
    """The share of hits in the total of each tally."""
    sums = _resample(list(tallies.values()), resamples, seed)
    shares = {}
    for index, (name, counts) in enumerate(tallies.items()):
        shares[name] = _estimate(counts[:, 0], counts[:, 1], sums[:, 2 * index], sums[:, 2 * index + 1])
    return shares


def _resample(tallies: list[Counts], resamples: int, seed: int) -> Counts:
    """Each tally's column sums in each resample: sentences drawn with replacement, as many as there are."""
    if not tallies:
        return np.zeros((0, 0), dtype=np.int64)
    stacked = np.concatenate(tallies, axis=1)
    size = len(stacked)
    if size < FEWEST:
        return np.zeros((0, stacked.shape[1]), dtype=np.int64)
    generator = np.random.default_rng(seed)
    sums = np.zeros((resamples, stacked.shape[1]), dtype=np.int64)
    for first in range(0, resamples, max(1, _CELLS // size)):
        count = min(max(1, _CELLS // size), resamples - first)
        drawn = generator.multinomial(size, np.full(size, 1 / size), size=count)
        sums[first : first + count] = drawn @ stacked
    return sums


def _estimate(part: Counts, whole: Counts, parts: Counts, wholes: Counts) -> Estimate:
    """Of the sentences' `part` in `whole`; `parts` and `wholes` are their sums in each resample."""
    if not whole.any():
        return Estimate(value=None)
    value = float(part.sum() / whole.sum())
    counted = wholes > 0
    if np.count_nonzero(whole) < FEWEST or not counted.any():
        return Estimate(value=value)
    low, high = np.percentile(parts[counted] / wholes[counted], (2.5, 97.5))
    return Estimate(value=value, low=float(low), high=float(high))
