"""The day of an act, by cases: which of a sentence's times is its own, and what is counted from another act."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.coding.when import find_timexes
from dragoman.flow.chronology import COUNTED, Chronicle
from dragoman.flow.timing import anchor, choose_time
from dragoman.records import Event, Parse, Span, Timex
from dragoman.text import Pipeline, split_sentences

FILE = Path(__file__).parents[1] / "cases" / "when" / "act_days.csv"
CASES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
MARK = re.compile(r"\*([^*]+)\*\{([^}]*)\}")


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def _unmark(article: str) -> tuple[str, dict[int, str]]:
    """The text, and the days that its marks give by where they begin."""
    text, days, at = "", {}, 0
    for found in MARK.finditer(article):
        text += article[at : found.start()]
        days[len(text)] = found[2]
        text, at = text + found[1], found.end()
    return text + article[at:], days


def _event(parse: Parse, token: int, text: str, when: Timex | None) -> Event:
    return Event(
        id=str(parse.starts[token]),
        article="",
        type="ASSAULT",
        cameo="190",
        quad=4,
        score=-9.0,
        date=when,
        sentence=parse.span,
        trigger=parse.cover(token, token),
        quote=parse.span.of(text),
    )


def _read(pipeline: Pipeline, article: str, published: date | None) -> Iterator[tuple[str, str, str]]:
    """Each mark's word with its days as expected and as found; sentences without marks are skipped, as by the gate."""
    text, days = _unmark(article)
    chronicle = Chronicle(published)
    for span in split_sentences(text):
        if not any(span.start <= start < span.end for start in days):
            chronicle.skip(span.of(text))
            continue
        (parse,) = pipeline.parse(text, [span])
        times = [anchor(parse, timex) for timex in find_timexes(span.of(text), published, offset=span.start)]
        acts = [token for token in range(len(parse)) if parse.starts[token] in days]
        events = []
        for token in acts:
            when = choose_time(parse, token, times, published=published)
            when = chronicle.place(parse, token, when, times, acts)
            events.append(_event(parse, token, text, when))
            found = "" if when is None or when.start is None else "/".join(dict.fromkeys((str(when.start), str(when.end))))
            yield parse.words[token], days[parse.starts[token]], found
        chronicle.note(parse, times, events)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_the_act_has_its_own_day(case: dict[str, str], pipeline: Pipeline) -> None:
    """An act has the day that the text gives it, and none where the text gives none."""
    rows = list(_read(pipeline, case["article"], date.fromisoformat(case["published"])))
    assert [(word, found) for word, _, found in rows] == [(word, expected) for word, expected, _ in rows]


def test_without_publication_nothing_is_dated_by_it(pipeline: Pipeline) -> None:
    """The day of publication never stands in disguise: without it, what is counted from it has no day."""
    rows = list(_read(pipeline, "One year after soldiers *burned*{} the village, only ten families have returned.", None))
    assert rows == [("burned", "", "")]


def test_an_act_is_counted_from_one_named(pipeline: Pipeline) -> None:
    """ "Ten days after the shooting" counts from a shooting that the article dated before, in whatever form of the word."""
    article = "Police *shooting*{2024-03-01} on March 1 left nine dead. The company *agreed*{2024-03-11} to a rise ten days after the shooting."
    assert [(found, expected) for _, expected, found in _read(pipeline, article, date(2024, 6, 2))][-1] == ("2024-03-11", "2024-03-11")


def test_what_was_counted_says_so(pipeline: Pipeline) -> None:
    """A counted time keeps its words and names the rule that placed it."""
    text = "Pumping resumed on Monday, ten days after gunmen dynamited the line."
    (parse,) = pipeline.parse(text, split_sentences(text))
    times = [anchor(parse, timex) for timex in find_timexes(text, date(2024, 3, 12))]
    token = parse.words.index("dynamited")
    when = Chronicle(date(2024, 3, 12)).place(parse, token, choose_time(parse, token, times), times, ())
    assert when is not None
    assert (when.text, when.rule, when.start) == ("ten days after", COUNTED, date(2024, 3, 1))


def test_a_count_past_the_calendar_has_no_days(pipeline: Pipeline) -> None:
    """A count that leaves the calendar keeps its words only."""
    text = "One day after soldiers burned the village, others left on Monday."
    (parse,) = pipeline.parse(text, split_sentences(text))
    times = [anchor(parse, timex) for timex in find_timexes(text, date(2024, 3, 12))]
    times = [replace(timex, start=date.min, end=date.min) if timex.text == "Monday" else timex for timex in times]
    when = Chronicle(None).place(parse, parse.words.index("burned"), None, times, ())
    assert when is not None
    assert when.start is None


def test_spans_stay_in_the_article(pipeline: Pipeline) -> None:
    """The head of an expression is a token of its own words."""
    text = "Troops fired on a crowd in Oruro on the evening of 3 May 2024."
    (parse,) = pipeline.parse(text, [Span(start=0, end=len(text))])
    (timex,) = (anchor(parse, found) for found in find_timexes(text, None))
    assert timex.span.start <= parse.starts[timex.head] < timex.span.end
