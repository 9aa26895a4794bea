from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.when import find_timexes, first_day

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "cases" / "when" / "dates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["text"])
def test_dates(case: dict[str, Any]) -> None:
    """Words of time resolve against the publication date, with their granularity."""
    found = find_timexes(case["text"], TABLE["published"])
    if case.get("none"):
        assert not found
        return
    (timex,) = found
    assert timex.text == case["words"]
    assert (timex.start, timex.end) == (case["start"], case.get("end", case["start"]))
    assert timex.granularity == case.get("granularity", "day")


def test_without_publication_relative_words_stay_unresolved() -> None:
    """Unknown stays unknown: the words are kept, the day is not guessed."""
    (timex,) = find_timexes("He left on Friday.", None)
    assert (timex.text, timex.start, timex.end) == ("Friday", None, None)


def test_a_caption_gives_its_day() -> None:
    """The first full date of a caption."""
    assert first_day("Ministers pose in Naples, Italy, 19 October 2024. (EPA)") == date(2024, 10, 19)
    assert first_day("Ministers pose on Friday.") is None


@given(st.text(max_size=120), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_any_text(text: str, published: date) -> None:
    """Every expression is an exact piece of the text, and its days are in order."""
    for timex in find_timexes(text, published, offset=7):
        assert text[timex.span.start - 7 : timex.span.end - 7] == timex.text
        assert timex.start is None or (timex.end is not None and timex.start <= timex.end)
