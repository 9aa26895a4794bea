"""`make evaluate`: every measure beside its floor; exit 1 when one has fallen."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.coding.what import load_codes, load_judge
from dragoman.errors import DragomanError
from dragoman.evaluate.benchmarks import BENCHMARKS, PLV, digest_of, measures_of
from dragoman.evaluate.coded import Coded, code_gold, read_by_crosswalk
from dragoman.evaluate.evaluation import evaluate
from dragoman.evaluate.floors import Verdict, judge, load_floors
from dragoman.evaluate.gold import GoldSentence
from dragoman.evaluate.plv import draw_classes, read_plv, score_plv
from dragoman.evaluate.readers import read_gold
from dragoman.evaluate.tables import draw_levels, draw_losses
from dragoman.flow import Coder
from dragoman.ontology import load_ontology

DATA = Path("../shared/data")

_COLOURS: dict[Verdict, str] = {"holds": "green", "fallen": "red", "other file": "yellow", "no floor": "dim"}


def main() -> int:
    """Measure, print, compare."""
    console = Console()
    for file in (*BENCHMARKS.values(), PLV):
        if not (DATA / file).exists():
            console.print(f"{DATA / file} is not here: nothing to measure. Run from the project's root with shared/ beside it.")
            return 1
    table = Table("measure", "figure", "floor", "")
    coder, verdicts = Coder(), []
    for name, file in BENCHMARKS.items():
        coded = _code(coder, DATA / file, name, console)
        evaluation = evaluate(coded)
        for drawn in (*draw_levels(evaluation), draw_losses(evaluation)):
            console.print(drawn)
        older = measures_of(f"{name} crosswalk", evaluate(list(read_by_crosswalk(coded, load_ontology()))))
        verdicts += _compare(measures_of(name, evaluation) | older, DATA / file, table, console)
    console.rule("plv: the model alone, parties marked", align="left")
    measured, confusion = score_plv(load_judge(), list(read_plv(DATA / PLV)), codes=load_codes(), ontology=load_ontology())
    console.print(draw_classes(confusion))
    verdicts += _compare({f"plv {name}": value for name, value in measured.items()}, DATA / PLV, table, console)
    console.print(table)
    return int("fallen" in verdicts)


def _compare(measured: Mapping[str, float], path: Path, table: Table, console: Console) -> list[Verdict]:
    """Each figure against its floor, as rows of the table."""
    floors, digest, verdicts = load_floors(), digest_of(path), []
    for measure, value in measured.items():
        floor = floors.get(measure)
        verdict = judge(value, floor, digest=digest)
        verdicts.append(verdict)
        table.add_row(measure, f"{value:.3f}", f"{floor.floor:.3f}" if floor else "", f"[{_COLOURS[verdict]}]{verdict}[/]")
    if "other file" in verdicts:
        console.print(f"{path.name} is not the file its floors were set on (SHA-256 {digest}): not compared.", soft_wrap=True)
    return verdicts


def _code(coder: Coder, path: Path, name: str, console: Console) -> list[Coded]:
    """One benchmark coded; the lines that cannot be used are printed."""
    sentences = []
    console.rule(name, align="left")
    for found in read_gold(path):
        if isinstance(found, GoldSentence):
            sentences.append(found)
        else:
            console.print(f"left out: {escape(found.reason)}", soft_wrap=True, highlight=False)
    return list(code_gold(coder, sentences))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DragomanError as exc:
        sys.exit(str(exc))
