"""Verdicts into a dataset, and how they hold in later runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dataset import Near, Regroup, Writer, open_dataset
from dragoman.errors import DatasetError
from dragoman.flow import Coder
from dragoman.flow.store import make_regroup
from dragoman.flow.verdicts import give_verdicts
from dragoman.incidents import find_contradictions
from dragoman.records import Article, Event, Published, Source, Verdict

Coded = tuple[Article, list[Event]]


def _article(name: str, day: date, text: str) -> Article:
    return Article(id=name, text=text, source=Source(path="-"), publisher="The Kampala Post", published=Published(day=day))


@pytest.fixture(scope="module")
def coded(coder: Coder) -> list[Coded]:
    """Three arrests, days apart, one event each."""
    told = [
        (date(2024, 3, 1), "Kenyan police arrested two traders in Kisumu on Friday."),
        (date(2024, 3, 30), "Ugandan police arrested an opposition leader in Gulu on Saturday."),
        (date(2024, 5, 4), "Rwandan police arrested a journalist in Kigali on Saturday."),
    ]
    articles = [_article(f"v{number}", day, text) for number, (day, text) in enumerate(told)]
    return [(article, [event for event in coder.stream(article) if event.type == "COERCE"][:1]) for article in articles]


def _write(path: Path, coder: Coder, coded: Sequence[Coded], *, version: str = "coder") -> None:
    with Writer(path, coder=version) as writer:
        for article, events in coded:
            assert writer.standing(article) == "new"
            writer.add(article, events, coder.senses(article, events))
        writer.commit(make_regroup(coder.publisher_country), window_days=5, whole=0)


def _together(path: Path) -> set[frozenset[str]]:
    return {frozenset(incident.events) for incident in open_dataset(path).incidents(status=None)}


def _judge(path: Path, coder: Coder, *verdicts: Verdict) -> dict[int, str]:
    with Writer(path, coder="") as writer:
        faults = give_verdicts(writer, verdicts)
        writer.commit(make_regroup(coder.publisher_country), window_days=5, whole=0)
    return faults


def test_a_verdict_holds_across_windows(tmp_path: Path, coder: Coder, coded: list[Coded]) -> None:
    """Two acts far apart in time are one on a verdict, stay one while others come, part when an article goes, join when it is back."""
    path = tmp_path / "data"
    _write(path, coder, coded[:2])
    one, other = (events[0].id for _, events in coded[:2])
    assert _judge(path, coder, Verdict(event=one, beside=other, verdict="same", reason="one man")) == {}
    assert frozenset({one, other}) in _together(path)
    _write(path, coder, coded[2:])
    assert frozenset({one, other}) in _together(path)
    changed = replace(coded[0][0], text=coded[0][0].text + " It rained.")
    _write(path, coder, [(changed, [])])
    assert frozenset({other}) in _together(path)
    _write(path, coder, coded[:1])
    assert frozenset({one, other}) in _together(path)


def test_what_is_gone_can_be_opened(tmp_path: Path, coder: Coder, coded: list[Coded]) -> None:
    """A standing verdict on an event that is no longer there blocks others until it is opened, which it can be."""
    path = tmp_path / "data"
    _write(path, coder, coded)
    a, b, c = (events[0].id for _, events in coded)
    assert _judge(path, coder, Verdict(event=a, beside=b, verdict="same"), Verdict(event=a, beside=c, verdict="same")) == {}
    _write(path, coder, [(replace(coded[0][0], text="Nothing."), [])])
    assert "contradicts" in _judge(path, coder, Verdict(event=b, beside=c, verdict="apart"))[0]
    assert _judge(path, coder, Verdict(event=b, beside=a, verdict="open"), Verdict(event=b, beside=c, verdict="apart")) == {}
    assert "no event" in _judge(path, coder, Verdict(event=b, beside=a, verdict="open"))[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["same", "apart", "open"])), max_size=6),
        max_size=4,
    )
)
def test_no_contradiction_ever_stands(batches: list[list[tuple[int, int, str]]]) -> None:
    """Whatever is given in whatever batches, what stands holds together, and rows that were refused change nothing."""

    class Store:
        def __init__(self) -> None:
            self.held: dict[frozenset[str], Verdict] = {}

        def lacks(self, events: Iterator[str]) -> set[str]:
            return set(events) & {"e4"}

        def verdicts(self) -> list[Verdict]:
            return list(self.held.values())

        def judge(self, verdicts: Sequence[Verdict]) -> None:
            for each in verdicts:
                self.held = {pair: known for pair, known in self.held.items() if pair != {each.event, each.beside}}
                if each.verdict != "open":
                    self.held[frozenset((each.event, each.beside))] = each

    store = Store()
    for batch in batches:
        rows = [Verdict(event=f"e{one}", beside=f"e{other}", verdict=word) for one, other, word in batch]  # type: ignore[arg-type]
        before = dict(store.held)
        faults = give_verdicts(store, rows)  # type: ignore[arg-type]
        assert find_contradictions(store.verdicts()) == []
        if len(faults) == len(rows):
            assert store.held == before


def _cut_short(folder: Path, coder: Coder, coded: Sequence[Coded]) -> Path:
    """A dataset of the first article, and a run that ends after the second was written and before it is a version."""
    path = folder / "data"
    _write(path, coder, coded[:1])
    with Writer(path, coder="coder") as writer:
        assert writer.standing(coded[1][0]) == "new"
        writer.add(*coded[1])
        writer.flush()
    return path


def test_an_interrupted_run_is_not_lost(tmp_path: Path, coder: Coder, coded: list[Coded]) -> None:
    """Who judges a dataset where a run was cut short is told to end it first; its articles are there to be resumed."""
    path = _cut_short(tmp_path, coder, coded)
    with pytest.raises(DatasetError, match="cut short"):
        Writer(path, coder="", spare=True)
    with Writer(path, coder="coder", resume=True) as writer:
        assert writer.standing(coded[1][0]) == "same"
        writer.commit(make_regroup(coder.publisher_country))
    Writer(path, coder="", spare=True).close()


def test_a_run_that_brought_nothing_stops_nobody(tmp_path: Path, coder: Coder, coded: list[Coded]) -> None:
    """What was taken back, by a run that then found nothing new, is nothing to be resumed."""
    path = _cut_short(tmp_path, coder, coded)
    with Writer(path, coder="coder") as writer:
        assert writer.commit() is None
    Writer(path, coder="", spare=True).close()


def test_vectors_reach_the_grouping(tmp_path: Path, coder: Coder, coded: list[Coded]) -> None:
    """What `Coder.senses` reads is what a later run gives to the grouping, by event."""
    path, given_on = tmp_path / "data", list[Near]()

    def keep(near: Near) -> list[object]:
        given_on.append(near)
        return []

    expected = {name: sense for article, events in coded for name, sense in coder.senses(article, events).items()}
    assert len(expected) == 3
    for part in (coded[:2], coded[2:]):
        with Writer(path, coder="coder") as writer:
            for article, events in part:
                assert writer.standing(article) == "new"
                writer.add(article, events, coder.senses(article, events))
            writer.commit(Regroup("kept", keep))  # type: ignore[arg-type]
    assert dict(given_on[-1].senses) == expected
