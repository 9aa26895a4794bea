"""Days that a sentence counts from another act."""

from __future__ import annotations

import pytest

from dragoman.incidents.relative import days_ago, days_before


@pytest.mark.parametrize(
    ("words", "act", "expected"),
    [
        ("six days after the police massacre the mine opened", "massacre", (5, 7)),
        ("a year has passed since a drone killed twelve mourners", "killed", (355, 375)),
        ("two weeks after the killing of seven policemen", "killing", (11, 17)),
        ("he spoke after the massacre", "massacre", None),
        ("six days after the massacre but before they attacked", "attacked", None),
        ("3 months following the truce", "truce", (80, 100)),
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
