from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codec import from_json, to_json
from dragoman.coding.when import can_date, find_timexes, first_day, resolve
from dragoman.ontology import read_table
from dragoman.records import Timex

COLUMNS = ("class", "sentence", "published", "expression", "start", "end", "granularity", "value", "known")
Row = tuple[str, str, str, str, str]
FLOOR = 0.98


def _cases() -> dict[tuple[str, str, str], list[Row]]:
    """The expressions of each sentence: words, start, end, granularity, value."""
    cases: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in read_table(Path(__file__).parents[1] / "cases" / "when" / "cases.csv", COLUMNS):
        expected = cases[row["sentence"], row["published"], row["known"]]
        if row["expression"]:
            expected.append((row["expression"], row["start"], row["end"], row["granularity"], row["value"]))
    return cases


CASES = _cases()


def _found(sentence: str, published: str) -> list[Row]:
    return [
        (timex.text, str(timex.start or ""), str(timex.end or ""), timex.granularity, timex.value or "")
        for timex in find_timexes(sentence, date.fromisoformat(published))
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} [{case[1]}]")
def test_cases(case: tuple[str, str, str]) -> None:
    """A sentence gives exactly its expressions, each with its days, granularity and TIMEX3 value."""
    sentence, published, known = case
    if known:
        assert _found(sentence, published) != CASES[case], "right now: take the word from the column 'known'"
    else:
        assert _found(sentence, published) == CASES[case]


def test_floor() -> None:
    """Of our cases, wrong answers that we keep included, at least 98% are right."""
    right = sum(_found(sentence, published) == expected for (sentence, published, _), expected in CASES.items())
    assert right / len(CASES) >= FLOOR


def test_without_publication_relative_words_stay_unresolved() -> None:
    """Unknown stays unknown: the words are kept, the day is not guessed."""
    (timex,) = find_timexes("He left on Friday.", None)
    assert (timex.text, timex.start, timex.end, timex.value) == ("Friday", None, None, None)


@pytest.mark.parametrize("case", [case for case in CASES if CASES[case]], ids=lambda case: case[0])
def test_same_words_without_publication(case: tuple[str, str, str]) -> None:
    """Without a publication date every expression either keeps its days or has none."""
    for timex in find_timexes(case[0], None):
        assert (timex.start is None) == (timex.end is None)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_a_publication_that_is_none(published: date) -> None:
    """The day that stands for none in a database leaves the words unresolved."""
    (timex,) = find_timexes("He will leave on Friday.", published)
    assert (timex.text, timex.start) == ("Friday", None)


def test_a_given_tense_overrides_the_words() -> None:
    """Whoever has parsed the sentence may say what the verb's tense is."""
    saturday = date(2024, 10, 19)
    ahead, back = resolve("Friday", saturday, tense="future"), resolve("Friday", saturday, tense="past")
    assert [timex.start for timex in (ahead, back) if timex] == [date(2024, 10, 25), date(2024, 10, 18)]
    assert resolve("the mayor", saturday) is None


@pytest.mark.parametrize(
    ("words", "can"),
    [
        ("He left on Friday.", True),
        ("He left two days after the attack.", True),
        ("He was jailed for three years.", False),
        ("He has recently left.", False),
        ("They march every Friday.", False),
        ("They freed her in the past three weeks.", True),
    ],
)
def test_what_can_date_an_act(words: str, can: bool) -> None:
    """An offset keeps its words though it is not placed; how long, how often and "recently" date nothing."""
    (timex,) = find_timexes(words, date(2024, 10, 19))
    assert can_date(timex) is can


def test_a_caption_gives_its_day() -> None:
    """The first full date of a caption."""
    assert first_day("Ministers pose in Naples, Italy, 19 October 2024. (EPA)") == date(2024, 10, 19)
    assert first_day("Ministers pose on Friday.") is None


def test_values_round_trip() -> None:
    """The record with its TIMEX3 value survives JSON."""
    for timex in find_timexes("On Friday at 3 p.m. the three-day truce of last week ended.", date(2024, 10, 19)):
        assert timex.value
        assert from_json(to_json(timex), Timex) == timex


@settings(deadline=None)
@given(st.text(max_size=120), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_any_text(text: str, published: date) -> None:
    """Every expression is an exact piece of the text, and its days are in order."""
    _check(text, published)


WORDS = sorted(
    {word for case in CASES for word in case[0].replace(".", "").split()} | {"999", "0", "31", "1066", "century", "-"}
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_any_words_of_time(words: list[str], published: date) -> None:
    """The same for the words of our cases in any order: nothing fails, nothing overlaps."""
    _check(" ".join(words), published)


def _check(text: str, published: date) -> None:
    last = 7
    for timex in find_timexes(text, published, offset=7):
        assert text[timex.span.start - 7 : timex.span.end - 7] == timex.text
        assert timex.span.start >= last
        last = timex.span.end
        assert timex.start is None or (timex.end is not None and timex.start <= timex.end)
