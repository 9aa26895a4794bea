"""`make evaluate`: every measure beside its floor; exit 1 when one has fallen."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dragoman.errors import DragomanError
from dragoman.evaluate.floors import load_floors
from dragoman.evaluate.gold import read_gsr
from dragoman.evaluate.scores import score_gsr
from dragoman.flow import Coder

DATA = Path("../shared/data")


def main() -> int:
    """Measure, print, compare."""
    console = Console()
    gold = DATA / "gsr.dev.jsonl"
    if not gold.exists():
        console.print(f"{gold} is not here: nothing to measure. Run from the project's root with shared/ beside it.")
        return 1
    floors = load_floors()
    measured = {f"gsr {name}": value for name, value in score_gsr(Coder(), read_gsr(gold)).items()}
    table = Table("measure", "figure", "floor", "")
    fallen = False
    for name, value in measured.items():
        floor = floors[name].floor
        fallen = fallen or value < floor
        table.add_row(name, f"{value:.3f}", f"{floor:.3f}", "[red]fallen[/]" if value < floor else "[green]holds[/]")
    console.print(table)
    return int(fallen)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DragomanError as exc:
        sys.exit(str(exc))
