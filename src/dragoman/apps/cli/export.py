"""`dragoman export`: the reports or incidents of a dataset, or the events of a JSON Lines file, in a published format."""

from __future__ import annotations

import inspect
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, groupby
from pathlib import Path
from typing import Annotated, Any, BinaryIO, cast

import typer
from rich.console import Console

from dragoman import registry
from dragoman.dataset import Dataset, is_dataset, open_dataset
from dragoman.dataset.rows import event_of, incident_of
from dragoman.errors import ConfigError, ExportError
from dragoman.export.acts import Choice, Item, Told, Unit, wanted
from dragoman.export.jsonl import read_jsonl
from dragoman.records import Carrier, Event, Incident, Report

__all__ = ["export"]

_GROUP = "dragoman.exporters"
_UNITS = ("report", "incident")
_INCOMPLETE = ("without a named doer", "--incomplete")
_CARRIER = "a.publisher, a.published, a.headline, a.url"
_REPORTS = f"""SELECT e.article, e.record, e.quote, {_CARRIER} FROM events e LEFT JOIN articles a ON a.id = e.article
    ORDER BY a.published, e.article, e.sentence_start, e.trigger_start, e.id"""
_INCIDENTS = "SELECT id, record FROM incidents ORDER BY id"
_MEMBERS = f"""SELECT m.incident, e.article, e.record, e.quote, {_CARRIER} FROM incident_members m
    JOIN events e ON e.id = m.event LEFT JOIN articles a ON a.id = e.article ORDER BY m.incident, e.id"""


def export(
    source: Annotated[Path, typer.Argument(help="A dataset, or JSON Lines that `dragoman code` wrote; - for standard input.")],
    format: Annotated[str, typer.Option(help="The format; the reference lists them.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here rather than to standard output.")] = None,
    unit: Annotated[str, typer.Option(help="report: every report of an act; incident: every happening once.")] = "report",
    all_statuses: Annotated[
        bool, typer.Option("--all-statuses", help="Also what was denied, is planned, supposed or long past.")
    ] = False,
    incomplete: Annotated[bool, typer.Option("--incomplete", help="Also acts of which no doer is named.")] = False,
    version: Annotated[int | None, typer.Option("--version", help="An earlier version of the dataset.")] = None,
) -> None:
    """Write events in the format of a published data set, or as a map or network."""
    if format not in registry.names(_GROUP):
        raise ConfigError(f"--format {format}: choose one of {', '.join(registry.names(_GROUP))}.")
    if unit not in _UNITS:
        raise ConfigError(f"--unit {unit}: choose one of {', '.join(_UNITS)}.")
    if format == "parquet" and output is None:
        raise ConfigError("--format parquet: give a file with -o events.parquet.")
    exporter, counts = registry.find(_GROUP, format), Counter[str]()
    choice: Choice = {"unit": cast(Unit, unit), "all_statuses": all_statuses, "incomplete": incomplete}
    items = _counted(_begun(_load(source, unit, version)), counts, all_statuses, incomplete)
    if not _chooses(exporter):
        if unit == "incident":
            raise ConfigError(f"--format {format}: this exporter is not ours and writes events only; give --unit report.")
        items, choice = (item.event if isinstance(item, Report) else item for item in wanted(items, **choice)), {}
    with _opened(output) as stream:
        exporter(items, stream, **choice)
    _tell(counts, unit, output)


def _chooses(exporter: Callable[..., Any]) -> bool:
    """Whether an exporter takes the choice of unit and status, as ours do; another's may take (events, stream) only."""
    return any(each.kind is inspect.Parameter.VAR_KEYWORD for each in inspect.signature(exporter).parameters.values())


def _begun(items: Iterator[Item]) -> Iterator[Item]:
    """The items, the first of them already read: a source that is not there is told before anything is written."""
    first = next(items, None)
    return iter(()) if first is None else chain((first,), items)


def _load(source: Path, unit: str, version: int | None) -> Iterator[Item]:
    """The reports or incidents of a dataset or a file. Raises: DatasetError, ExportError, ConfigError."""
    if source.is_dir() or is_dataset(source):
        dataset = open_dataset(source, version)
        yield from _told(dataset) if unit == "incident" else _reports(dataset)
        return
    if version is not None:
        raise ConfigError(f"--version {version}: {source} is no dataset. Leave it out.")
    with _reading(source) as stream:
        for record in read_jsonl(stream, name=str(source)):
            if isinstance(record, Incident) != (unit == "incident"):
                if unit == "report":
                    raise ConfigError(f"--unit report: {source} holds incidents. Give --unit incident.")
                raise ConfigError(f"--unit incident: {source} holds events. Make a dataset of them: dragoman code -o DATASET.")
            yield record


def _reports(dataset: Dataset) -> Iterator[Report]:
    """Every report of a dataset, article by article in order of publication."""
    for article, *told in _rows(dataset, _REPORTS):
        yield _report(article, told)


def _told(dataset: Dataset) -> Iterator[Told]:
    """Every incident with its reports, by id; only the reports of one are in memory."""
    members = groupby(_rows(dataset, _MEMBERS), key=lambda row: row[0])
    of, rows = next(members, (None, iter(())))
    for id, record in _rows(dataset, _INCIDENTS):
        while of is not None and of < id:
            of, rows = next(members, (None, iter(())))
        incident = incident_of(record)
        place = {event: at for at, event in enumerate(incident.events)}
        reports = [_report(article, told) for _, article, *told in rows] if of == id else []
        reports.sort(key=lambda report: (place.get(report.event.id, len(place)), report.event.id))
        yield Told(incident=incident, reports=tuple(reports))


def _report(article: str, told: list[Any]) -> Report:
    record, quote, publisher, published, headline, url = told
    carrier = Carrier(article=article, publisher=publisher, published=published, headline=headline, url=url)
    return Report(event=event_of(record, quote), carrier=carrier)


def _rows(dataset: Dataset, sql: str) -> Iterator[tuple[Any, ...]]:
    for batch in dataset.query(sql).batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _counted(items: Iterable[Item], counts: Counter[str], all_statuses: bool, incomplete: bool) -> Iterator[Item]:
    """The items, counted as the exporters choose among them."""
    for item in items:
        one = item.event if isinstance(item, Report) else item.incident if isinstance(item, Told) else item
        whole = not one.incomplete if isinstance(one, Event) else bool(one.actors)
        if not all_statuses and one.status != "actual":
            counts[one.status] += 1
        elif not incomplete and not whole:
            counts[_INCOMPLETE[0]] += 1
        else:
            counts["written"] += 1
        yield item


def _tell(counts: Counter[str], unit: str, output: Path | None) -> None:
    """One line on standard error: how many, and what was left out and how to have it."""
    written = counts.pop("written", 0)
    line = f"{output or 'standard output'}: {written:,} {unit}{'s' if written != 1 else ''}"
    if counts:
        left = ", ".join(f"{number:,} {why}" for why, number in sorted(counts.items()))
        fixes = [_INCOMPLETE[1]] if _INCOMPLETE[0] in counts else []
        fixes = ["--all-statuses", *fixes] if counts.keys() - {_INCOMPLETE[0]} else fixes
        line += f"; left out: {left} ({', '.join(fixes)})"
    Console(stderr=True).print(line, soft_wrap=True, highlight=False, markup=False)


@contextmanager
def _reading(source: Path) -> Iterator[BinaryIO]:
    if str(source) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except OSError as exc:
        raise ExportError(f"{source}: cannot be read ({exc.strerror}). Give a dataset or a JSON Lines file of events.") from exc
    with stream:
        yield stream


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """Where to write. A file appears under its name when it is whole: what stood there stays until then."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    plain = output.is_file() or not output.exists()
    part = output.with_name(output.name + ".part") if plain else output
    done: Callable[[], None] = (lambda: os.replace(part, output)) if plain else (lambda: None)
    try:
        try:
            with part.open("wb") as stream:
                yield stream
            done()
        except BaseException:
            if plain:
                part.unlink(missing_ok=True)
            raise
    except OSError as exc:
        raise ExportError(f"{output}: cannot be written ({exc.strerror or exc}). Check the path and its permissions.") from exc
