"""`dragoman evaluate`: the coder's figures on gold, and a report of every error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.config import CoderOptions
from dragoman.errors import ConfigError, ExportError, ReadError
from dragoman.evaluate import (
    Coded,
    GoldSentence,
    code_gold,
    digest_of,
    draw_evaluation,
    draw_report,
    read_gold,
)
from dragoman.evaluate import evaluate as measure
from dragoman.flow import Coder
from dragoman.records import Skip

__all__ = ["evaluate"]

_MOST_RESAMPLES = 100_000


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Texts with the events that a person coded.")],
    report: Annotated[Path | None, typer.Option(help="Write figures and every error with its evidence as HTML here.")] = None,
    resamples: Annotated[int, typer.Option(help="Bootstrap samples behind the 95% intervals.")] = 1000,
    no_model: Annotated[bool, typer.Option("--no-model", help="Measure the lexicon and the rules alone.")] = False,
) -> None:
    """Measure the coder on gold: precision, recall, F1, confusion, reliability, and where events are lost."""
    if not 1 <= resamples <= _MOST_RESAMPLES:
        raise ConfigError(f"--resamples {resamples}: give a number from 1 to {_MOST_RESAMPLES:,}.")
    digest = digest_of(gold)
    if report is not None:
        _check_report(report, gold)
    found = list(read_gold(gold))
    sentences = [each for each in found if isinstance(each, GoldSentence)]
    skips = [each for each in found if isinstance(each, Skip)]
    notices, console = Console(stderr=True), Console()
    for skip in skips:
        notices.print(f"[yellow]skipped[/] {escape(skip.reason)}", soft_wrap=True, highlight=False)
    if skips:
        notices.print(f"{len(skips):,} of {len(found):,} lines not used", highlight=False)
    if not sentences:
        raise ReadError(f"{gold}: no line of gold can be used. Give one object with 'text' and 'events' a line.")
    coder = Coder(CoderOptions(model=not no_model))
    evaluation = measure(list(_coded(coder, sentences, notices)), resamples=resamples)
    for drawn in draw_evaluation(evaluation):
        console.print(drawn)
    if report is not None:
        facts = {
            "gold": f"{gold.name}, SHA-256 {digest}",
            "coder": coder.fingerprint,
            "model": "no, the lexicon and the rules alone" if no_model else "yes",
            "intervals": f"{resamples:,} bootstrap samples",
        }
        reasons = [skip.reason for skip in skips]
        _write(report, draw_report(evaluation, title=f"dragoman on {gold.name}", facts=facts, skipped=reasons))
        notices.print(f"every error with its evidence: {escape(str(report))}", soft_wrap=True, highlight=False)


def _check_report(report: Path, gold: Path) -> None:
    """Before minutes of coding, not after them. Raises: ConfigError, ExportError."""
    if report.exists() and report.samefile(gold):
        raise ConfigError(f"--report {report}: is the gold file itself. Give another name, as report.html.")
    if report.is_dir() or not report.parent.is_dir():
        raise ExportError(f"{report}: cannot be written (no such folder, or a folder itself). Give the path of a file.")


def _coded(coder: Coder, sentences: list[GoldSentence], notices: Console) -> Iterator[Coded]:
    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=notices, transient=True, disable=not notices.is_terminal) as progress:
        yield from progress.track(code_gold(coder, sentences), total=len(sentences))


def _write(report: Path, page: str) -> None:
    try:
        report.write_bytes(page.encode("utf-8", "replace"))
    except OSError as exc:
        raise ExportError(f"{report}: cannot be written ({exc.strerror}). Check the path and its permissions.") from exc
