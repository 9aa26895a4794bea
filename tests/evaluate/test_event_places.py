"""The measure of event places."""

from __future__ import annotations

from dragoman.evaluate.event_places import CORPUS, PlaceCase, compare, judge, read_cases
from dragoman.flow import Coder


def test_every_trigger_stands_in_its_text() -> None:
    """A row's trigger occurs once in its text, and its place at least once."""
    for case in read_cases(CORPUS):
        assert case.text.count(case.trigger) == 1, case
        assert case.place in case.text, case


def test_verdicts(coder: Coder) -> None:
    """The same place is right with a feature word or without; a place for an act without one is invented."""
    text = "Rebels captured Goma on Monday."
    events = coder.code(text)
    assert judge(PlaceCase(text=text, trigger="captured", place="Goma"), events)[0] == "right"
    assert judge(PlaceCase(text=text, trigger="captured", place=""), events)[0] == "invented"
    assert judge(PlaceCase(text=text, trigger="fled", place="Goma"), events)[0] == "no event"


def test_floor(coder: Coder) -> None:
    """Of the acts that are coded the held-back half has at least 78% at their place (measured: 83%)."""
    verdicts = [verdict for case, verdict, _ in compare(coder, read_cases(CORPUS)) if case.held_back]
    assert verdicts.count("right") / (len(verdicts) - verdicts.count("no event")) >= 0.78
