from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.config import CoderOptions
from dragoman.errors import ReadError
from dragoman.evaluate.petr_unit import read_petr_unit, score_record
from dragoman.flow import Coder

ROWS = (
    '{"id": "A", "date": "19950101", "text": "The Ruritanian government condemned Elphberg police.", '
    '"events": [{"source": "RURGOV", "target": "ELPCOP", "code": "111"}], "none": false, "error": false}\n'
    '{"id": null, "date": null, "text": "Nothing.", "events": [], "none": true, "error": false}\n'
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    folder = tmp_path_factory.mktemp("own")
    (folder / "x.actors.txt").write_text("RURITANIA [RUR]\n+RURITANIAN\nELPHBERG [ELP]\n", encoding="utf-8")
    (folder / "x.agents.txt").write_text("GOVERNMENT [~GOV]\nPOLICE {} [~COP]\n", encoding="utf-8")
    return Coder(CoderOptions(gate=False, model=False, actors=tuple(sorted(folder.iterdir()))))


def test_both_sides_are_scored(tmp_path: Path, own: Coder) -> None:
    """Codes of agent and actor together count on both sides, among the parties and in the events."""
    path = tmp_path / "unit.jsonl"
    path.write_text(ROWS, encoding="utf-8")
    first, second = read_petr_unit(path)
    scored = score_record(own, first)
    assert (scored.parties_right, scored.events_right) == (True, True)
    assert (first.codes, second.codes, second.line) == ({"RURGOV", "ELPCOP"}, set(), 2)
    first.events[0].target = "ELPMIL"
    assert not scored.parties_right


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """A line that is no record is an error with its number."""
    path = tmp_path / "unit.jsonl"
    path.write_text(ROWS + "{\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"unit\.jsonl line 3"):
        list(read_petr_unit(path))
