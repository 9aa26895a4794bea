"""`dragoman code`: inputs to events, as a table to read or a file to keep."""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Annotated, BinaryIO, cast

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dragoman import registry
from dragoman.apps.cli.actors import print_faults
from dragoman.apps.cli.journal import Journal
from dragoman.apps.cli.tables import event_table, summary_table
from dragoman.config import CoderOptions, ReadOptions, parse_fields
from dragoman.errors import ConfigError, ExportError
from dragoman.flow import Coder, read_articles
from dragoman.records import Article, Event, Skip

__all__ = ["code"]

_FORMATS = ("table", "jsonl", "csv", "parquet")


@dataclass(slots=True)
class _Tally:
    """What a run did, for the summary."""

    articles: int = 0
    words: int = 0
    skipped: list[Skip] = field(default_factory=list)
    types: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    resumed: int = 0
    interrupted: bool = False


def code(
    paths: Annotated[list[str], typer.Argument(help="Files, directories, globs, or - for standard input.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date of articles that carry none.")
    ] = None,
    format: Annotated[str, typer.Option(help=f"One of {', '.join(_FORMATS)}.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here rather than to standard output.")] = None,
    field: Annotated[list[str] | None, typer.Option(help="FIELD=COLUMN for tables, as in text=body.")] = None,
    reader: Annotated[str | None, typer.Option(help="Take this reader rather than looking at the content.")] = None,
    actors: Annotated[list[Path] | None, typer.Option(help="An actor dictionary of your own; once for each.")] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted run into the same -o file ended.")
    ] = False,
) -> None:
    """Code the political events of news articles."""
    if format not in _FORMATS:
        raise ConfigError(f"--format {format}: choose one of {', '.join(_FORMATS)}.")
    if format == "parquet" and output is None:
        raise ConfigError("--format parquet: give a file with -o events.parquet.")
    if resume and (format != "jsonl" or output is None):
        raise ConfigError("--resume: goes on with JSON Lines files only; give --format jsonl -o events.jsonl.")
    options = ReadOptions(fields=parse_fields(field or []), published=published.date() if published else None, reader=reader)
    notices = Console(stderr=True)
    coder, tally = Coder(CoderOptions(actors=tuple(actors or ()))), _Tally()
    if coder.dictionary is not None:
        print_faults(coder.dictionary, notices)
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=notices,
        transient=True,
        disable=not notices.is_terminal,
    )
    with progress, _interruptible(tally, notices):
        articles = _articles(paths, options, tally, progress)
        if format == "table":
            _show(_coded(coder, articles, tally), output)
        elif format == "jsonl" and output is not None:
            _keep(coder, articles, tally, output, resume=resume)
        else:
            _write((event for _, events in _coded(coder, articles, tally) for event in events), format, output)
    for skip in tally.skipped:
        notices.print(f"[yellow]skipped[/] {escape(skip.reason)}", soft_wrap=True, highlight=False)
    notices.print(summary_table(tally.articles, tally.words, len(tally.skipped), tally.types, time.monotonic() - tally.started))
    if tally.resumed:
        notices.print(f"{tally.resumed:,} further articles were coded by the earlier run")
    if tally.interrupted:
        again = "; go on with --resume" if format == "jsonl" and output is not None else ""
        notices.print(f"[yellow]interrupted[/]: what is counted above is written{again}")
        raise typer.Exit(130)
    if tally.articles + tally.resumed == 0:
        raise typer.Exit(2)


@contextmanager
def _interruptible(tally: _Tally, notices: Console) -> Iterator[None]:
    """The first Ctrl-C ends the run after the article at hand; the second ends it at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        if tally.interrupted:
            raise KeyboardInterrupt
        tally.interrupted = True
        notices.print("[yellow]stopping[/] after this article; press again to stop at once")

    former = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


def _articles(paths: list[str], options: ReadOptions, tally: _Tally, progress: Progress) -> Iterator[Article]:
    """The articles of all inputs until they end or the run is stopped; what was skipped is noted."""
    task = progress.add_task("reading", total=None)
    for found in read_articles(paths, options):
        if tally.interrupted:
            return
        if isinstance(found, Skip):
            tally.skipped.append(found)
            continue
        progress.update(task, description=f"{tally.articles:,} articles, {sum(tally.types.values()):,} events")
        yield found


def _coded(coder: Coder, articles: Iterable[Article], tally: _Tally) -> Iterator[tuple[Article, list[Event]]]:
    """Each article with its events, counted."""
    for article in articles:
        events = list(coder.stream(article))
        tally.articles += 1
        tally.words += len(article.text.split())
        tally.types.update(event.type for event in events)
        yield article, events


def _show(coded: Iterator[tuple[Article, list[Event]]], output: Path | None) -> None:
    """One table an article that has events, as they are known."""
    if output is None:
        _print(coded, Console())
        return
    try:
        with output.open("w", encoding="utf-8") as stream:
            _print(coded, Console(file=stream, width=160))
    except OSError as exc:
        raise ExportError(f"{output}: cannot be written ({exc.strerror}). Check the path and its permissions.") from exc


def _print(coded: Iterator[tuple[Article, list[Event]]], console: Console) -> None:
    for article, events in coded:
        if events:
            console.print(event_table(article, events, width=console.width))


def _keep(coder: Coder, articles: Iterator[Article], tally: _Tally, output: Path, *, resume: bool) -> None:
    """JSON Lines into a file, article by article, with a journal while it lasts."""
    with Journal(output, coder.fingerprint, resume=resume) as journal:

        def fresh() -> Iterator[Article]:
            for article in articles:
                if journal.has(article):
                    tally.resumed += 1
                else:
                    yield article

        for article, events in _coded(coder, fresh(), tally):
            journal.add(article, events)
        if not tally.interrupted:
            journal.finish()


def _write(events: Iterator[Event], format: str, output: Path | None) -> None:
    export = registry.find("dragoman.exporters", format)
    if output is None:
        export(events, cast(BinaryIO, sys.stdout.buffer))
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as stream:
            export(events, stream)
    except OSError as exc:
        raise ExportError(f"{output}: cannot be written ({exc.strerror or exc}). Check the path and its permissions.") from exc
