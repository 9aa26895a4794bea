"""Groups that do not chain."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.incidents.clustering import cluster


def test_a_chain_is_cut() -> None:
    """One strong pair does not pull two groups together against all others."""
    strong = {(0, 1), (1, 2), (3, 4), (4, 5), (0, 2), (3, 5), (2, 3)}
    found = cluster(6, combinations(range(6), 2), lambda *pair: 2.0 if pair in strong else -2.0)
    assert found == [[0, 1, 2], [3, 4, 5]]


def test_a_member_that_disagrees_leaves() -> None:
    """One strong pair brought 0 to 1 before the others came, who all speak against it; it stands alone, or where it agrees."""
    scores = {(0, 1): 5.0, (0, 2): -2.0, (0, 3): -2.0, (0, 4): -2.0, (0, 5): 0.4, (1, 5): -9.0}

    def score(one: int, other: int) -> float:
        return scores.get((one, other), 3.0 if other < 5 else -9.0)

    assert cluster(5, combinations(range(5), 2), score) == [[0], [1, 2, 3, 4]]
    assert cluster(6, combinations(range(6), 2), score) == [[0, 5], [1, 2, 3, 4]]


def test_none_keeps_apart() -> None:
    """A pair that cannot be one keeps its groups apart, whatever the others say."""
    found = cluster(3, [(0, 1), (1, 2)], lambda *pair: None if pair == (0, 2) else 5.0 - pair[0])
    assert found == [[0, 1], [2]]


@given(st.integers(0, 12), st.randoms(use_true_random=False))
def test_every_index_once_and_in_any_order(size: int, dice: st.DataObject) -> None:
    """All indices stand in one group each, equal for any order of the pairs."""
    scores = {pair: dice.uniform(-3, 3) for pair in combinations(range(size), 2)}  # type: ignore[attr-defined]
    pairs = list(scores)
    first = cluster(size, pairs, lambda *pair: scores[pair])
    dice.shuffle(pairs)  # type: ignore[attr-defined]
    assert cluster(size, pairs, lambda *pair: scores[pair]) == first
    assert sorted(index for group in first for index in group) == list(range(size))
