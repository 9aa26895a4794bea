"""An evaluation drawn for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.evaluate.bootstrap import Estimate, Figure
from dragoman.evaluate.calibration import Calibration
from dragoman.evaluate.evaluation import Evaluation
from dragoman.evaluate.faults import KINDS, NONE
from dragoman.evaluate.losses import STAGES
from dragoman.ontology import load_ontology

__all__ = ["LEVEL_NAMES", "LOOSE_NAMES", "confusion_kinds", "draw_evaluation", "draw_levels", "draw_losses", "say_estimate"]

LEVEL_NAMES = {"type": "type", "actor": "+ actor country", "parties": "+ both countries"}
LOOSE_NAMES = {
    "type": "gold events found with their type",
    "actor": "... and an actor's country",
    "parties": "... and a recipient's country where gold has one",
    "agree": "coded events whose type is in the sentence's gold",
}


def draw_evaluation(evaluation: Evaluation) -> Iterator[RenderableType]:
    """Every figure, the overall ones first; what gold says nothing of is left out."""
    yield from draw_levels(evaluation)
    for title, figures in (
        ("by type", evaluation.types),
        ("by mode, where gold gives modes", evaluation.modes),
        ("by status, where gold gives statuses", evaluation.statuses),
        ("by dyad: gold's most frequent", evaluation.dyads),
    ):
        if figures:
            yield _figures(title, figures)
    if evaluation.unknown_modes:
        named = ", ".join(f"{mode!r} {count}" for mode, count in evaluation.unknown_modes.items())
        yield Text(f"modes of gold that the ontology does not hold, left out: {named}", style="dim")
    yield _confusion(evaluation.confusion)
    if evaluation.calibration.count:
        yield _reliability(evaluation.calibration)
    yield draw_losses(evaluation)
    yield _faults(evaluation)


def draw_levels(evaluation: Evaluation) -> Iterator[RenderableType]:
    """The overall figures: one to one, then the looser shares."""
    yield Text(f"{evaluation.sentences:,} texts, {evaluation.gold:,} gold events, {evaluation.coded:,} coded events")
    yield _figures(
        "one to one, in %, with 95% intervals", {LEVEL_NAMES[level]: figure for level, figure in evaluation.levels.items()}
    )
    table = _table("looser, in %: one coded event may answer several", "share", "figure")
    for name, share in evaluation.loose.items():
        table.add_row(LOOSE_NAMES[name], say_estimate(share))
    yield table


def draw_losses(evaluation: Evaluation) -> Table:
    """Where gold events are lost, stage by stage, and what is left after each."""
    table = _table("where gold events are lost", "stage", "lost", "left", "meaning")
    left = evaluation.gold
    for stage, count in evaluation.losses.items():
        if stage != "found":
            left -= count
            table.add_row(stage, f"{count:,}", f"{left:,}", Text(STAGES[stage], style="dim"))
    return table


def confusion_kinds(confusion: Mapping[tuple[str, str], int]) -> list[str]:
    """The types that stand in a confusion, in the ontology's order, `NONE` last."""
    present = {name for pair in confusion for name in pair}
    return [name for name in (*load_ontology().types, NONE) if name in present or name == NONE]


def say_estimate(estimate: Estimate) -> str:
    """In percent, as `51.2 (43-59)`; `-` where nothing was counted."""
    if estimate.value is None:
        return "-"
    if estimate.low is None or estimate.high is None:
        return f"{100 * estimate.value:.1f}"
    return f"{100 * estimate.value:.1f} ({100 * estimate.low:.0f}-{100 * estimate.high:.0f})"


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=Text(title, style="bold"), title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False
    )
    for index, name in enumerate(columns):
        table.add_column(name, justify="left" if index == 0 or name == "meaning" else "right")
    return table


def _figures(title: str, figures: Mapping[str, Figure]) -> Table:
    table = _table(title, "", "gold", "coded", "right", "precision", "recall", "F1")
    for name, each in figures.items():
        counts = (f"{each.gold:,}", f"{each.coded:,}", f"{each.right:,}")
        table.add_row(Text(name), *counts, *(say_estimate(part) for part in (each.precision, each.recall, each.f1)))
    return table


def _confusion(confusion: Mapping[tuple[str, str], int]) -> Table:
    """Rows are gold, columns coded with their names set upright."""
    kinds = confusion_kinds(confusion)
    table = _table("confusion: gold down, coded across", "")
    table.padding = (0, 0, 0, 1)
    for kind in kinds:
        table.add_column(Text("\n".join(kind)), justify="right", vertical="bottom")
    for gold in kinds:
        cells = [(confusion.get((gold, coded), 0), gold == coded) for coded in kinds]
        table.add_row(
            gold, *(Text(str(count), "green" if same else "red") if count else Text("·", "dim") for count, same in cells)
        )
    return table


def _reliability(calibration: Calibration) -> Table:
    table = _table("reliability: how sure, and how often right in type", "confidence", "events", "mean", "right")
    for each in calibration.bins:
        table.add_row(f"{each.low:.1f} to {each.high:.1f}", f"{each.count:,}", f"{each.confidence:.3f}", f"{each.right:.3f}")
    silent = f"; {calibration.silent:,} events without confidence" if calibration.silent else ""
    table.caption = Text(f"expected calibration error {calibration.error:.3f}{silent}")
    table.caption_justify = "left"
    return table


def _faults(evaluation: Evaluation) -> Table:
    table = _table("errors", "kind", "count", "meaning")
    for kind, meaning in KINDS.items():
        count = sum(fault.kind == kind for fault in evaluation.faults)
        table.add_row(kind, f"{count:,}", Text(meaning, style="dim"))
    return table
