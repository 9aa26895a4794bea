"""`dragoman code`: inputs to events, as a table to read or a file to keep."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dragoman import registry
from dragoman.apps.cli.tables import event_table, summary_table
from dragoman.config import ReadOptions, parse_fields
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


def code(
    paths: Annotated[list[str], typer.Argument(help="Files, directories, globs, or - for standard input.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date of articles that carry none.")
    ] = None,
    format: Annotated[str, typer.Option(help=f"One of {', '.join(_FORMATS)}.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here rather than to standard output.")] = None,
    field: Annotated[list[str] | None, typer.Option(help="FIELD=COLUMN for tables, as in text=body.")] = None,
    reader: Annotated[str | None, typer.Option(help="Take this reader rather than looking at the content.")] = None,
) -> None:
    """Code the political events of news articles."""
    if format not in _FORMATS:
        raise ConfigError(f"--format {format}: choose one of {', '.join(_FORMATS)}.")
    if format == "parquet" and output is None:
        raise ConfigError("--format parquet: give a file with -o events.parquet.")
    options = ReadOptions(fields=parse_fields(field or []), published=published.date() if published else None, reader=reader)
    notices = Console(stderr=True)
    coder, tally = Coder(), _Tally()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=notices,
        transient=True,
        disable=not notices.is_terminal,
    ) as progress:
        events = _events(coder, paths, options, tally, progress)
        if format == "table":
            _show(events, output)
        else:
            _write(events, format, output)
    for skip in tally.skipped:
        notices.print(f"[yellow]skipped[/] {escape(skip.reason)}", soft_wrap=True, highlight=False)
    notices.print(summary_table(tally.articles, tally.words, len(tally.skipped), tally.types, time.monotonic() - tally.started))
    if tally.articles == 0:
        raise typer.Exit(2)


def _events(
    coder: Coder, paths: list[str], options: ReadOptions, tally: _Tally, progress: Progress
) -> Iterator[tuple[Article, Event]]:
    """The events of all inputs, counted on the way."""
    task = progress.add_task("reading", total=None)
    for found in read_articles(paths, options):
        if isinstance(found, Skip):
            tally.skipped.append(found)
            continue
        tally.articles += 1
        tally.words += len(found.text.split())
        progress.update(task, description=f"{tally.articles:,} articles, {sum(tally.types.values()):,} events")
        for event in coder.stream(found):
            tally.types[event.type] += 1
            yield found, event


def _show(events: Iterator[tuple[Article, Event]], output: Path | None) -> None:
    """One table an article, as its events are known."""
    if output is not None:
        try:
            with output.open("w", encoding="utf-8") as stream:
                _print(events, Console(file=stream, width=160))
        except OSError as exc:
            raise ExportError(f"{output}: cannot be written ({exc.strerror}). Check the path and its permissions.") from exc
    else:
        _print(events, Console())


def _print(events: Iterator[tuple[Article, Event]], console: Console) -> None:
    current: Article | None = None
    kept: list[Event] = []
    for article, event in events:
        if current is not None and article is not current:
            console.print(event_table(current, kept))
            kept = []
        current = article
        kept.append(event)
    if current is not None:
        console.print(event_table(current, kept))


def _write(events: Iterator[tuple[Article, Event]], format: str, output: Path | None) -> None:
    export = registry.find("dragoman.exporters", format)
    plain = (event for _, event in events)
    if output is None:
        export(plain, cast(BinaryIO, sys.stdout.buffer))
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as stream:
            export(plain, stream)
    except OSError as exc:
        raise ExportError(f"{output}: cannot be written ({exc.strerror or exc}). Check the path and its permissions.") from exc
