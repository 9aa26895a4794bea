"""The measure of actor phrases: what counts as right, and why not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.evaluate.actors import Answer, PhraseCase, judge_answer, load_habits, load_judgements, read_cases


def _case(**expect: str | None) -> PhraseCase:
    return PhraseCase(
        id="c1",
        function="agent_to_code",
        text="words",
        context="",
        day=None,
        expect=expect,
        unwanted={},
        needs_encyclopaedia=False,
    )


@pytest.mark.parametrize(
    ("expect", "answer", "verdict"),
    [
        ({"country": "TUR", "code_1": "GOV"}, Answer(country="TUR", sectors=("GOV", "MIL")), "right"),
        ({"code_1": "GOV", "code_2": "MIL"}, Answer(sectors=("GOV", "MIL")), "right"),
        ({"result": None}, Answer(), "right"),
        ({"wiki": "Józef Nowak (poet)"}, Answer(names=frozenset({"jozef nowak"})), "right"),
        ({"country": "XKX"}, Answer(country="KOS", known=True), "habit"),
        ({"code_1": "????"}, Answer(sectors=("PTY",), known=True), "habit"),
        ({"country": "TUR"}, Answer(known=False), "knowledge"),
        ({"country": "TUR"}, Answer(country="GRC", known=True), "fault"),
        ({"result": None}, Answer(country="GRC", known=True), "fault"),
    ],
)
def test_verdicts(expect: dict[str, str | None], answer: Answer, verdict: str) -> None:
    """Right, the peer's habit, a name that no row knows, or our fault."""
    found, notes = judge_answer(_case(**expect), answer, load_habits())
    assert found == verdict
    assert bool(notes) is (verdict != "right")


def test_judgements_use_the_known_verdicts() -> None:
    """A judgement by hand gives one of the classes that the measure prints."""
    assert {verdict for verdict, _ in load_judgements().values()} <= {"habit", "knowledge", "fault"}


def test_open_days_are_the_latest_day_of_the_file(tmp_path: Path) -> None:
    """ "Today", and no day, mean the latest day that the file names."""
    row = {"function": "agent_to_code", "text": "x", "context": None, "kwargs": {}, "expect": {}, "needs_encyclopaedia": False}
    days = ["2021-03-01", "today", "", "10 May 2015"]
    rows = [json.dumps({**row, "id": f"c{number}", "query_date": day}) for number, day in enumerate(days)]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    assert [case.day for case in read_cases(path)] == [date(2021, 3, 1), date(2021, 3, 1), date(2021, 3, 1), date(2015, 5, 10)]
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ReadError, match="line 1"):
        read_cases(path)
