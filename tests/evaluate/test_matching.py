from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.assignment import assign
from dragoman.evaluate.matching import agrees, pair_at, pair_best


@st.composite
def _weights(draw: st.DrawFn) -> list[list[int]]:
    rows, columns = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    return [[draw(st.integers(-1, 9)) for _ in range(columns)] for _ in range(rows)]


def _heaviest(weights: list[list[int]]) -> int:
    """By trying every way."""
    if not weights or not weights[0]:
        return 0
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights, strict=True)]
    ways = permutations(range(len(weights[0])), len(weights))
    return max(sum(max(weights[row][column], 0) for row, column in enumerate(way)) for way in ways)


@given(_weights())
def test_no_assignment_is_heavier(weights: list[list[int]]) -> None:
    """One to one, in order, without weightless pairs, and as heavy as the best of all ways."""
    pairs = assign(weights)
    assert pairs == sorted(pairs)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(weights[row][column] > 0 for row, column in pairs)
    assert sum(weights[row][column] for row, column in pairs) == _heaviest(weights)


def test_great_weights_stay_exact() -> None:
    """Types count before parties, however many parties agree."""
    assert assign([[10**9 + 1, 10**9], [10**9, 0]]) == [(0, 1), (1, 0)]


def test_one_event_answers_one_gold_event(make: Any) -> None:
    """Two gold events of a type are not both found by one coded event."""
    gold = [make.gold("AID", ["USA"]), make.gold("AID", ["USA"])]
    assert len(pair_at([make.event("AID", ["USA"])], gold, "actor")) == 1
    assert len(pair_at([make.event("AID", ["USA"])] * 3, gold, "actor")) == 2


def test_as_many_as_can_be_had(make: Any) -> None:
    """A coded event that fits either gold event leaves the one to the event that fits only that one."""
    either, one = make.event("AID", ["USA", "RUS"]), make.event("AID", ["USA"])
    assert pair_at([either, one], [make.gold("AID", ["USA"]), make.gold("AID", ["RUS"])], "actor") == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("actors", "recipients", "gold_actors", "gold_recipients", "level"),
    [
        (["RUS"], ["PSE"], ["USA"], ["PSE"], "type"),
        (["USA"], ["RUS"], ["USA"], ["PSE"], "actor"),
        (["USA"], ["PSE"], ["USA"], ["PSE"], "parties"),
        (["USA", "PSE"], [], ["USA"], ["PSE"], "parties"),
        (["UNO"], ["EUR"], ["IGO"], ["IGO"], "parties"),
        (["UNO"], ["PSE"], ["UNO"], ["PSE"], "parties"),
        (["IGO"], ["PSE"], ["UNO"], ["PSE"], "type"),
        ([None], [None], [], [], "parties"),
        ([None], ["PSE"], ["USA"], [], "type"),
    ],
)
def test_what_agrees(
    make: Any, actors: list[str], recipients: list[str], gold_actors: list[str], gold_recipients: list[str], level: str
) -> None:
    """Countries where gold has them; the recipient may stand among the actors; UNO and EUR also count as IGO."""
    event, gold = make.event("AID", actors, recipients), make.gold("AID", gold_actors, gold_recipients)
    levels = ("type", "actor", "parties")
    assert [each for each in levels if agrees(event, gold, each)] == list(levels[: levels.index(level) + 1])
    assert not agrees(make.event("ACCUSE", actors, recipients), gold, "type")


def test_the_best_pairs_explain(make: Any) -> None:
    """The type first, then the right parties; across types only what the trigger or a country shows to be the same act."""
    right, other = make.event("AID", ["USA"], ["RUS"]), make.event("AID", ["ISR"], ["RUS"])
    assert pair_best([other, right], [make.gold("AID", ["USA"], ["RUS"])]) == [(1, 0)]
    gold = make.gold("ACCUSE", ["USA"], trigger="was acting")
    assert pair_best([make.event("AID", ["ISR"])], [gold]) == []
    assert pair_best([make.event("AID", ["ISR"], trigger="acts")], [make.gold("ACCUSE", trigger="acts against")]) == [(0, 0)]
    assert pair_best([make.event("AID", ["USA"])], [gold]) == [(0, 0)]
    assert pair_best([make.event("AID")], [make.gold("ACCUSE")]) == [(0, 0)]
