"""The weights by which two reports are told to be of one happening: `python -m training.incidents [FOLDER]`.

Logistic regression on pairs of the gold set's development half and of the worlds written to learn from
(`FOLDER/training`), drawn towards the hand-set `prior` of each observation in `incidents/data/weights.csv`, whose column
`weight` it writes. Sentences are compared by networks that have not seen their world (`python -m training.sense`, first). How
ready groups are to join is then set by cross-validation over worlds. The held-back half is neither coded nor read.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.coding.what import load_sense
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

HALVES = Path(__file__).parent.parent / "out" / "sense"
"""What `training.sense` made: `0.onnx` has not seen the worlds of half 0, `1.onnx` those of half 1."""
TABLE = Path(__file__).parent.parent / "src/dragoman/incidents/data/weights.csv"
COLUMNS = (*OBSERVATIONS, BIAS)
RIDGE = 3.0
"""How strongly a weight is drawn to its prior, as that many pairs would; the bias hardly."""
ABROAD = 0.3
"""Weight of a pair of reports of different worlds."""
DEAF = 0.1
"""Weight of each pair seen once more as reports that come without a sense."""
FOLDS = 3
"""Of each half."""
SHIFTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75)
"""Added to the bias: the share of pairs of one happening is no guide to what a wrong join costs."""

Matrix = NDArray[np.float64]
Pairs = tuple[Matrix, Matrix, Matrix]


def collect(coded: Sequence[Coded]) -> Pairs:
    """Observations of pairs (rows), whether they tell one happening, and the weight of each pair.

    `coded`: worlds of one half, for vectors of two networks cannot be compared. All pairs of marked reports of one world that
    are not ruled out, and the candidates of different worlds, never one happening. Every happening counts about alike: a pair
    of one of n reports weighs 1 / (n - 1) to the half.
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
        if seen is None:
            return
        deaf = {name: strength for name, strength in seen.items() if not name.startswith("sense")} | {"sense none": 1.0}
        for each, share in ((seen, 1.0), (deaf, DEAF)):
            rows.append([each.get(name, 0.0) for name in OBSERVATIONS] + [1.0])
            truth.append(float(same))
            weigh.append(weight * share)

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


def collect_halves(coded: Sequence[Coded]) -> Pairs:
    """The pairs of both halves, none across."""
    halves = [half for half in _split(coded) if half]
    return tuple(np.concatenate(parts) for parts in zip(*map(collect, halves), strict=True))  # type: ignore[return-value]


def validate(coded: Sequence[Coded], gold: Set[str], prior: Mapping[str, float]) -> dict[float, tuple[Agreement, Agreement]]:
    """Shift of the bias -> how well worlds are grouped by weights learned on others: those named `gold`, and the others."""
    folds = [half[at::FOLDS] for half in _split(coded) for at in range(FOLDS)]
    learned = [
        fit(collect_halves([each for other in folds if other is not fold for each in other]), prior) for fold in folds
    ]
    found = {}
    for shift in SHIFTS:
        items: tuple[list[Item], list[Item]] = ([], [])
        groups: dict[str, str] = {}
        for fold, weights in zip(folds, learned, strict=True):
            shifted = Weights({**weights, BIAS: weights[BIAS] + shift}, load_closeness())
            reports = [report for each in fold for report in each.reports]
            for group in group_reports(reports, texts=_texts(fold), weights=shifted):
                groups |= {report.event.id: group[0].event.id for report in group}
            for each in fold:
                items[each.world.name not in gold].extend(each.items)
        found[shift] = compare(items[0], groups), compare(items[1], groups)
    return found


def half_of(world: str) -> int:
    """0 or 1, by a hash of the name."""
    return hashlib.sha256(world.encode()).digest()[1] % 2


def _split(coded: Sequence[Coded]) -> tuple[list[Coded], list[Coded]]:
    ones, others = ([each for each in coded if half_of(each.world.name) == half] for half in (0, 1))
    return ones, others


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0]) if arguments else FOLDER
    coder, senses = Coder(), [load_sense(HALVES / f"{half}.onnx") for half in (0, 1)]
    gold = [world for world in read_worlds(folder) if not is_held_back(world.name)]
    worlds = [*gold, *read_worlds(folder / "training")]
    coded = [code_world(coder, world, sense=senses[half_of(world.name)]) for world in worlds]
    learn(coded, {world.name for world in gold})


def learn(coded: Sequence[Coded], gold: Set[str]) -> None:
    """Fit, choose the shift around which F1s and count are best, write the table, print figures; `gold` as for `validate`."""
    prior = {row["observation"]: float(row["prior"]) for row in read_table(TABLE, ("observation", "prior"))}
    validated = validate(coded, gold, prior)
    for shift, both in validated.items():
        for name, figures in zip(("gold set", "training"), both, strict=True):
            scores = [value for each in (figures.b_cubed, figures.pairs) for value in (each.precision, each.recall, each.f1)]
            told = " ".join(f"{value:.3f}" for value in scores)
            print(f"shift {shift:.2f} {name}: {told} {figures.found}/{figures.truth}", flush=True)
    worth = {shift: sum(map(_worth, both)) for shift, both in validated.items()}
    best = max(SHIFTS[1:-1], key=lambda shift: sum(value for near, value in worth.items() if abs(near - shift) < 0.3))
    pairs = collect_halves(coded)
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
