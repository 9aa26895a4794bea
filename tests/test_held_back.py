"""The model and the coder on the sentences of `corpus/test/`, which nothing was trained on."""

from __future__ import annotations

from dragoman.coding.what import load_judge
from dragoman.flow import Coder
from training.examples import read_examples
from training.held_back import score_coder, score_judge


def test_model_holds_its_floors() -> None:
    """Measured .929 types, .861 to .941 for the statuses, calibration error .034."""
    figures = score_judge(load_judge(), read_examples("test"))
    assert figures["type accuracy"] >= 0.92
    assert min(value for name, value in figures.items() if name.endswith(" f1")) >= 0.85
    assert figures["calibration error"] <= 0.05


def test_coder_holds_its_floors(coder: Coder) -> None:
    """Measured .738 found (.746 while "leave" was asked about: it made too many false retreats), 1 of 105 negated acts told as actual, .87 and more for the statuses of what was found."""
    figures = score_coder(coder, read_examples("test"))
    assert figures["found"] >= 0.73
    assert figures["negated told as actual"] <= 0.01
    assert min(value for name, value in figures.items() if name.endswith("of found")) >= 0.87
