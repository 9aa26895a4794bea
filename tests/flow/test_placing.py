"""The place of an act, by cases."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from dragoman.flow import Coder

FILE = Path(__file__).parents[1] / "cases" / "where" / "event_places.csv"
CASES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_the_act_has_its_own_place(case: dict[str, str], coder: Coder) -> None:
    """The place of the event, not of the speaker, the topic or the dateline."""
    events = coder.code(case["text"], published=date(2024, 3, 5))
    event = next(event for event in events if event.trigger.of(case["text"]) == case["trigger"])
    found = event.place.text if event.place else ""
    assert found == case["place"], event.reasons
    if event.place is not None:
        assert any(reason.startswith("place '") for reason in event.reasons)
