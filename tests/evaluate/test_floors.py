from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate import (
    BENCHMARKS,
    PLV,
    Floor,
    GoldSentence,
    code_gold,
    digest_of,
    evaluate,
    judge,
    load_floors,
    measures_of,
    read_gold,
)
from dragoman.evaluate import __main__ as gate
from dragoman.flow import Coder


@pytest.mark.parametrize("name", BENCHMARKS)
def test_no_measure_has_fallen(coder: Coder, shared: Path, name: str) -> None:
    """Every figure on a benchmark stands at or above its floor; on another file than the floor's nothing is compared."""
    floors, path = load_floors(), shared / BENCHMARKS[name]
    sentences = [each for each in read_gold(path) if isinstance(each, GoldSentence)]
    for measure, value in measures_of(name, evaluate(list(code_gold(coder, sentences)), resamples=10)).items():
        assert judge(value, floors[measure], digest=digest_of(path)) != "fallen", (measure, value)


def test_another_file_is_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make evaluate` says in one line that a benchmark is another file, and fails on no floor of it."""
    monkeypatch.setattr(gate, "DATA", tmp_path)
    assert gate.main() == 1
    for file in BENCHMARKS.values():
        (tmp_path / file).write_text('{"text": "Rain fell.", "events": [{"type": "AID"}]}\n', encoding="utf-8")
    line = '{"marked": "<s>Fiji</s> sent <t>Tonga</t> rice.", "root": "AID", "penta": "2"}\n'
    (tmp_path / PLV).write_text(line, encoding="utf-8")
    assert gate.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum("is not the file its floors were set on" in line for line in lines) == len(BENCHMARKS) + 1
    assert sum("other file" in line for line in lines) == len(load_floors())


def test_a_floor_holds_for_its_file_only() -> None:
    """Another digest is another file; a floor without one was measured on no file."""
    floor = Floor("x", 0.5, "why", "a" * 64)
    assert judge(0.5, floor, digest="a" * 64) == "holds"
    assert judge(0.49, floor, digest="a" * 64) == "fallen"
    assert judge(0.49, floor, digest="b" * 64) == "other file"
    assert judge(0.49, Floor("x", 0.5, "why"), digest="b" * 64) == "fallen"
    assert judge(0.49, None, digest=None) == "no floor"


def test_every_floor_says_why() -> None:
    """A reason, a share, and the file it was taken on."""
    for floor in load_floors().values():
        assert floor.reason
        assert 0 <= floor.floor <= 1
        assert floor.digest or floor.measure.split()[0] not in {*BENCHMARKS, "plv"}
