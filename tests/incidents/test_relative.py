"""Days that a sentence counts from another act."""

from __future__ import annotations

import pytest

from dragoman.incidents.relative import days_ago, days_before, days_counted


@pytest.mark.parametrize(
    ("words", "act", "expected"),
    [
        ("six days after the police massacre the mine opened", "massacre", (5, 7)),
        ("a year has passed since a drone killed twelve mourners", "killed", (355, 375)),
        ("two weeks after the killing of seven policemen", "killing", (11, 17)),
        ("he spoke after the massacre", "massacre", None),
        ("six days after the massacre but before they attacked", "attacked", None),
        ("3 months following the truce", "truce", (80, 100)),
        ("in the days following the raid rebels fired", "raid", None),
        ("troops attacked two days after the talks", "attacked", None),
    ],
)
def test_days_before(words: str, act: str, expected: tuple[int, int] | None) -> None:
    """A number and a unit before "after" or "since" put the act that follows so many days back."""
    split = words.split()
    assert days_before(split, split.index(act)) == expected


def test_days_ago() -> None:
    """ "A year ago" is a year before publication, give or take."""
    assert days_ago(["a", "year", "ago"]) == (355, 375)
    assert days_ago(["last", "year"]) is None


@pytest.mark.parametrize(
    ("words", "days", "expected"),
    [
        ("one year after", (100, 464), (272, 292)),
        ("six days after the massacre", (500, 500), (500, 500)),
        ("two weeks after the killing", (500, 506), (500, 506)),
        ("last year", (100, 464), None),
        ("after the vote", (100, 100), None),
    ],
)
def test_days_counted(words: str, days: tuple[int, int], expected: tuple[int, int] | None) -> None:
    """A count from another act is as wide as its words mean, and never wider than it was coded."""
    assert days_counted(words.split(), days) == expected
