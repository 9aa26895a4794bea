"""All figures of a coder on gold, together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.evaluate.bootstrap import SEED, Estimate, Figure, estimate_figures, estimate_shares
from dragoman.evaluate.calibration import Calibration, calibrate
from dragoman.evaluate.coded import Coded
from dragoman.evaluate.faults import Fault, count_confusion, find_faults
from dragoman.evaluate.losses import count_losses
from dragoman.evaluate.scores import (
    count_dyads,
    count_levels,
    count_loosely,
    count_modes,
    count_statuses,
    count_types,
    unknown_modes,
)
from dragoman.ontology import load_ontology

__all__ = ["Evaluation", "evaluate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of a run over `sentences` gold texts, and its errors.

    `levels`: type, actor, parties, one to one; `loose`: type, actor, parties, agree (see `count_loosely`). `confusion`: (gold
    type, coded type) -> how often. `losses`: stage -> gold events lost there. `unknown_modes`: gold modes left out of `modes`.
    """

    sentences: int
    gold: int
    coded: int
    levels: dict[str, Figure]
    loose: dict[str, Estimate]
    types: dict[str, Figure]
    modes: dict[str, Figure]
    statuses: dict[str, Figure]
    dyads: dict[str, Figure]
    confusion: dict[tuple[str, str], int]
    calibration: Calibration
    losses: dict[str, int]
    unknown_modes: dict[str, int]
    faults: tuple[Fault, ...]


def evaluate(sentences: Sequence[Coded], *, resamples: int = 1000, seed: int = SEED) -> Evaluation:
    """The figures of coded gold, with 95% intervals from `resamples` bootstrap samples of the sentences."""
    ontology = load_ontology()
    groups = {
        "levels": count_levels(sentences),
        "types": count_types(sentences),
        "modes": count_modes(sentences, ontology),
        "statuses": count_statuses(sentences),
        "dyads": count_dyads(sentences),
    }
    figures = {name: estimate_figures(tallies, resamples=resamples, seed=seed) for name, tallies in groups.items()}
    return Evaluation(
        sentences=len(sentences),
        gold=sum(len(each.gold.events) for each in sentences),
        coded=sum(len(each.events) for each in sentences),
        levels=figures["levels"],
        loose=estimate_shares(count_loosely(sentences), resamples=resamples, seed=seed),
        types=figures["types"],
        modes=figures["modes"],
        statuses=figures["statuses"],
        dyads=figures["dyads"],
        confusion=count_confusion(sentences),
        calibration=calibrate(sentences),
        losses=count_losses(sentences),
        unknown_modes=unknown_modes(sentences, ontology),
        faults=tuple(find_faults(sentences)),
    )
