from __future__ import annotations

from pathlib import Path

from dragoman.evaluate import load_floors, read_gsr, score_gsr
from dragoman.flow import Coder


def test_no_measure_has_fallen(coder: Coder, shared: Path) -> None:
    """Every figure on PLOVER's gold records stands at or above its floor."""
    floors = load_floors()
    for name, value in score_gsr(coder, read_gsr(shared / "gsr.dev.jsonl")).items():
        assert value >= floors[f"gsr {name}"].floor, (name, value)
