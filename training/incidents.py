"""The weights by which two reports are told to be of one happening: `python -m training.incidents [FOLDER]`.

Logistic regression on pairs of the gold set's development half and of the worlds written to learn from
(`FOLDER/training`), drawn towards the hand-set `prior` of each observation in `incidents/data/weights.csv`, whose column
`weight` it writes. How ready groups are to join is then set by cross-validation over worlds. The held-back half is neither
coded nor read.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.evaluate.happenings import read_worlds
from dragoman.evaluate.incidents import FOLDER, Agreement, Coded, Item, code_world, compare, is_held_back
from dragoman.flow import Coder
from dragoman.incidents import (
    BIAS,
    OBSERVATIONS,
    Profile,
    Weights,
    find_candidates,
    group_reports,
    load_closeness,
    load_lexicon,
    localize,
    make_profiles,
    relate_articles,
)
from dragoman.ontology import read_table

TABLE = Path(__file__).parent.parent / "src/dragoman/incidents/data/weights.csv"
COLUMNS = (*OBSERVATIONS, BIAS)
RIDGE = 3.0
"""How strongly a weight is drawn to its prior, as that many pairs would; the bias hardly."""
ABROAD = 0.3
"""Weight of a pair of reports of different worlds."""
FOLDS = 6
SHIFTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75)
"""Added to the bias: the share of pairs of one happening is no guide to what a wrong join costs."""

Matrix = NDArray[np.float64]
Pairs = tuple[Matrix, Matrix, Matrix]


def collect(coded: Sequence[Coded]) -> Pairs:
    """Observations of pairs (rows), whether they tell one happening, and the weight of each pair.

    All pairs of marked reports of one world that are not ruled out, and the candidates of different worlds, never one
    happening. Every happening counts about alike: a pair of one of n reports weighs 1 / (n - 1) to the half.
    """
    observer = Weights({}, load_closeness())
    firsts = make_profiles([report for each in coded for report in each.reports], load_lexicon(), _texts(coded))
    related = relate_articles(firsts)
    profiles = localize(firsts, related)
    by_id = {profile.report.event.id: profile for profile in profiles}
    world = {report.event.id: at for at, each in enumerate(coded) for report in each.reports}
    rows, truth, weigh = [], [], []

    def take(one: Profile, other: Profile, same: bool, weight: float) -> None:
        seen = observer.observe(one, other)
        if seen is not None:
            rows.append([seen.get(name, 0.0) for name in OBSERVATIONS] + [1.0])
            truth.append(float(same))
            weigh.append(weight)

    for each in coded:
        items = [item for item in each.items if item.event is not None]
        sizes = Counter(item.happening for item in items)
        for one, other in combinations(items, 2):
            weight = (max(sizes[one.happening], sizes[other.happening], 2) - 1) ** -0.5
            take(by_id[one.event or ""], by_id[other.event or ""], one.happening == other.happening, weight)
    for at, beside in find_candidates(profiles, related):
        first, second = profiles[at], profiles[beside]
        if world[first.report.event.id] != world[second.report.event.id]:
            take(first, second, False, ABROAD)
    return np.array(rows), np.array(truth), np.array(weigh)


def fit(pairs: Pairs, prior: Mapping[str, float], *, ridge: float = RIDGE) -> dict[str, float]:
    """Newton's method until the largest step is below a millionth."""
    rows, truth, weigh = pairs
    start = np.array([prior[name] for name in COLUMNS])
    weights, penalty = start.copy(), np.full(len(COLUMNS), ridge)
    penalty[-1] = 0.05
    for _ in range(100):
        odds = 1.0 / (1.0 + np.exp(-rows @ weights))
        gradient = rows.T @ (weigh * (truth - odds)) - penalty * (weights - start)
        curvature = (rows * (weigh * odds * (1.0 - odds))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(COLUMNS, weights.tolist(), strict=True))


def validate(coded: Sequence[Coded], prior: Mapping[str, float]) -> dict[float, Agreement]:
    """Shift of the bias -> how well worlds are grouped by weights learned on the others."""
    folds = [list(coded[at::FOLDS]) for at in range(min(FOLDS, len(coded)))]
    learned = [fit(collect([each for other in folds if other is not fold for each in other]), prior) for fold in folds]
    found = {}
    for shift in SHIFTS:
        items: list[Item] = []
        groups: dict[str, str] = {}
        for fold, weights in zip(folds, learned, strict=True):
            shifted = Weights({**weights, BIAS: weights[BIAS] + shift}, load_closeness())
            reports = [report for each in fold for report in each.reports]
            for group in group_reports(reports, texts=_texts(fold), weights=shifted):
                groups |= {report.event.id: group[0].event.id for report in group}
            items += [item for each in fold for item in each.items]
        found[shift] = compare(items, groups)
    return found


def main(arguments: Sequence[str]) -> None:
    coder = Coder()
    folder = Path(arguments[0]) if arguments else FOLDER
    worlds = [world for world in read_worlds(folder) if not is_held_back(world.name)] + read_worlds(folder / "training")
    learn([code_world(coder, world) for world in worlds])


def learn(coded: Sequence[Coded]) -> None:
    """Fit, choose the shift around which F1s and count are best, write the table, print the figures."""
    prior = {row["observation"]: float(row["prior"]) for row in read_table(TABLE, ("observation", "prior"))}
    validated = validate(coded, prior)
    for shift, figures in validated.items():
        scores = [value for each in (figures.b_cubed, figures.pairs) for value in (each.precision, each.recall, each.f1)]
        print(f"shift {shift:.2f}: " + " ".join(f"{value:.3f}" for value in scores) + f" {figures.found}/{figures.truth}")
    best = max(SHIFTS[1:-1], key=lambda shift: sum(_worth(validated[near]) for near in SHIFTS if abs(near - shift) < 0.3))
    pairs = collect(coded)
    weights = fit(pairs, prior)
    weights[BIAS] += best
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write("# Priors by hand; weights by training/incidents.py, from the development half and training/.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("observation", "prior", "weight"))
        writer.writerows((name, prior[name], f"{weight:.3f}") for name, weight in weights.items())
    print(f"{len(pairs[0])} pairs, {int(pairs[1].sum())} of one happening; shift {best:.2f}; weights in {TABLE}")


def _worth(figures: Agreement) -> float:
    """Items and pairs grouped rightly, and as many incidents as there are."""
    return figures.b_cubed.f1 + figures.pairs.f1 - abs(figures.found / figures.truth - 1)


def _texts(coded: Sequence[Coded]) -> dict[str, str]:
    return {article: text for each in coded for article, text in each.texts.items()}


if __name__ == "__main__":
    main(sys.argv[1:])
