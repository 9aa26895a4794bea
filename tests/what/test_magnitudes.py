"""Numbers and what they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.what.numbers import find_numbers
from dragoman.config import CoderOptions
from dragoman.flow import Coder


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("at least 17 people", 17, None, None),
        ("up to 16 advisers", None, 16, None),
        ("two dozen others", 24, 24, None),
        ("twenty-five soldiers", 25, 25, None),
        ("tens of thousands of students", 20_000, None, None),
        ("10-15 dead", 10, 15, None),
        ("1,200 workers", 1_200, 1_200, None),
        ("$3.5 million in loans", 3.5e6, 3.5e6, "USD"),
        ("70 million dollars", 70e6, 70e6, "USD"),
        ("€60m", 60e6, 60e6, "EUR"),
    ],
)
def test_numbers(text: str, low: float | None, high: float | None, currency: str | None) -> None:
    """Bounds stay open where the words leave them open; money has its currency."""
    (number,) = find_numbers(text)
    assert (number.low, number.high, number.currency) == (low, high, currency)


@given(st.text())
def test_any_text_is_searched(text: str) -> None:
    """Spans lie inside the text and do not overlap, whatever the text."""
    at = 0
    for number in find_numbers(text):
        assert at <= number.span.start < number.span.end <= len(text)
        at = number.span.end


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(CoderOptions(model=False))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "Gunmen killed at least 17 people and wounded two dozen others in Kano on Friday.",
            {"killed": (17, None), "injured": (24, 24)},
        ),
        ("Some 4,000 teachers marched in Lima on Monday.", {"participants": (4_000, 4_000)}),
        ("Japan pledged $3.5 million in aid to Kenya in 2019.", {"money": (3.5e6, 3.5e6)}),
        ("Twelve people were killed when Israeli planes bombed a market in Gaza.", {"killed": (12, 12)}),
        ("Police arrested 45 students, one of them a 19-year-old, in Dhaka.", {"arrested": (45, 45)}),
        ("France sent 1,500 soldiers to Chad.", {"forces": (1_500, 1_500)}),
        ("The rebels released 20 hostages after three weeks.", {"released": (20, 20)}),
    ],
)
def test_magnitudes_of_an_event(coder: Coder, text: str, kinds: dict[str, tuple[float | None, float | None]]) -> None:
    """Each number belongs to what it counts; years, ages and durations count nothing. Words stand where the span says."""
    event = coder.code(text)[0]
    assert {one.kind: (one.low, one.high) for one in event.magnitudes} == kinds
    assert all(one.span.of(text) == one.text for one in event.magnitudes)
