from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.coding.what import load_lexicon
from dragoman.flow import Coder
from dragoman.ontology import Row, read_table

CASES = list(read_table(Path(__file__).parents[1] / "cases" / "what" / "status.csv", ("status", "sentence", "why")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line} {case['why']}")
def test_status(case: Row, coder: Coder) -> None:
    """What denies an act or leaves it open does so in the clause that governs it, and in no other."""
    before, trigger, after = case["sentence"].split("*")
    start, end = len(before), len(before) + len(trigger)
    events = coder.code(before + trigger + after)
    found = [event for event in events if event.trigger.start < end and start < event.trigger.end]
    assert [event.status for event in found] == [case["status"]], [event.reasons for event in found]


def test_reason_for_not_believing_the_model(coder: Coder) -> None:
    """Where the model doubts an act without ground, the reasons say that it was not believed."""
    (event,) = [each for each in coder.code("Unlike Chad, Niger expelled the French ambassador.") if each.type == "SANCTION"]
    overruled = [reason for reason in event.reasons if "no word of its clause says" in reason]
    assert event.status == "actual"
    assert overruled or not any("negated" in reason for reason in event.reasons)


def test_words_have_one_spelling() -> None:
    """The table holds lower-case words only, and each role some."""
    roles = load_lexicon().scope.roles
    assert all(words and all(word == word.lower() for word in words) for words in roles.values())
