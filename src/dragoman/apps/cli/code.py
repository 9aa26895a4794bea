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
from dragoman.dataset import KEEPS, Keep, Version, Writer, is_dataset
from dragoman.errors import ConfigError, ExportError
from dragoman.flow import Coder, read_articles
from dragoman.flow.incidents import make_carrier
from dragoman.flow.store import choose_new, make_regroup
from dragoman.records import Article, Event, Report, Skip

__all__ = ["code"]

_FLAT = ("jsonl", "csv", "parquet")
"""The formats of Dragoman's own, that hold events; others hold what is known of their articles too."""
_FORMATS = ("table", "dataset", *registry.names("dragoman.exporters"))


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
    format: Annotated[
        str | None, typer.Option(help=f"One of {', '.join(_FORMATS)}; without it a table, or a dataset when -o has no suffix.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file or dataset rather than to standard output.")
    ] = None,
    field: Annotated[list[str] | None, typer.Option(help="FIELD=COLUMN for tables, as in text=body.")] = None,
    reader: Annotated[str | None, typer.Option(help="Take this reader rather than looking at the content.")] = None,
    actors: Annotated[list[Path] | None, typer.Option(help="An actor dictionary of your own; once for each.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run into the same -o ended.")] = False,
    keep: Annotated[
        str | None, typer.Option(help=f"What a new dataset keeps of article texts: {', '.join(KEEPS)}.", show_default="text")
    ] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait while another run writes the same dataset.")] = False,
) -> None:
    """Code the political events of news articles."""
    format = format or ("dataset" if output is not None and _is_dataset_path(output) else "table")
    if format not in _FORMATS:
        raise ConfigError(f"--format {format}: choose one of {', '.join(_FORMATS)}.")
    if format == "parquet" and output is None:
        raise ConfigError("--format parquet: give a file with -o events.parquet.")
    if format == "dataset" and output is None:
        raise ConfigError("--format dataset: give a directory with -o.")
    if resume and (format not in ("jsonl", "dataset") or output is None):
        raise ConfigError("--resume: goes on with datasets and JSON Lines only; give -o DATASET, or --format jsonl -o FILE.")
    if (keep is not None or wait) and format != "dataset":
        raise ConfigError("--keep, --wait: are for datasets; give -o DATASET.")
    if keep is not None and keep not in KEEPS:
        raise ConfigError(f"--keep {keep}: choose one of {', '.join(KEEPS)}.")
    options = ReadOptions(fields=parse_fields(field or []), published=published.date() if published else None, reader=reader)
    notices, made = Console(stderr=True), None
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
        elif format == "dataset" and output is not None:
            told = (f"--published {published.date()}" if published else "", *(f"--field {pair}" for pair in field or ()))
            with Writer(
                output,
                coder=coder.fingerprint,
                keep=cast(Keep | None, keep),
                inputs=paths,
                options=" ".join(filter(None, told)),
                wait=wait,
                resume=resume,
            ) as writer:
                made = _store(coder, articles, tally, writer, progress)
        else:
            coded = _coded(coder, articles, tally)
            if format in _FLAT:
                _write((event for _, events in coded for event in events), format, output)
            else:
                pairs = ((make_carrier(article), event) for article, events in coded for event in events)
                _write((Report(event=event, carrier=carrier) for carrier, event in pairs), format, output)
    for skip in tally.skipped:
        notices.print(f"[yellow]skipped[/] {escape(skip.reason)}", soft_wrap=True, highlight=False)
    notices.print(summary_table(tally.articles, tally.words, len(tally.skipped), tally.types, time.monotonic() - tally.started))
    if tally.resumed:
        notices.print(f"{tally.resumed:,} further articles were coded by an earlier run")
    if made is not None:
        notices.print(f"{output}: version {made.number}, {made.counts['incidents']:,} incidents", soft_wrap=True)
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


def _is_dataset_path(output: Path) -> bool:
    """Whether -o means a dataset: there is one, or nothing yet under a name without suffix."""
    return is_dataset(output) or output.is_dir() or (not output.suffix and not output.exists())


def _store(coder: Coder, articles: Iterator[Article], tally: _Tally, writer: Writer, progress: Progress) -> Version | None:
    """Into a dataset, as one version; what it holds already is passed over. None when there is nothing new."""

    def same() -> None:
        tally.resumed += 1

    fresh = choose_new(articles, writer, skip=tally.skipped.append, same=same)
    for article, events in _coded(coder, fresh, tally):
        writer.add(article, events, coder.senses(article, events))
    progress.add_task("grouping events into incidents", total=None)
    return writer.commit(make_regroup(coder.publisher_country))


def _write(events: Iterator[Event] | Iterator[Report], format: str, output: Path | None) -> None:
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
