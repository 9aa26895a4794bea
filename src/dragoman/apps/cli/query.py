"""`dragoman query`: read-only SQL over one version of a dataset."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.apps.cli.tables import plain
from dragoman.dataset import Answer, open_dataset, write_answer
from dragoman.errors import ConfigError, ExportError

__all__ = ["query", "write_to"]

_FORMATS = ("table", "csv", "jsonl", "parquet")
_SHOWN = 200
_WIDEST = 60


def query(
    path: Annotated[Path, typer.Argument(metavar="DATASET", help="The directory of the dataset.")],
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT.")],
    format: Annotated[str, typer.Option(help=f"One of {', '.join(_FORMATS)}.")] = "table",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here rather than to standard output.")] = None,
    version: Annotated[int | None, typer.Option("--version", help="This version rather than the last.")] = None,
) -> None:
    """Query the tables articles, events, incidents, incident_members, verdicts and runs of a dataset."""
    if format not in _FORMATS:
        raise ConfigError(f"--format {format}: choose one of {', '.join(_FORMATS)}.")
    if format == "parquet" and output is None:
        raise ConfigError("--format parquet: give a file with -o.")
    if format == "table" and output is not None:
        raise ConfigError("-o: a table is for the terminal; give --format csv, jsonl or parquet.")
    answer = open_dataset(path, version).query(sql)
    if format == "table":
        _show(answer)
        return
    write_to(answer, format, output)


def write_to(answer: Answer, format: str, output: Path | None) -> None:
    """An answer into a file, or to standard output. Raises: ExportError when it cannot be written."""
    if output is None:
        write_answer(answer, format, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as stream:
            write_answer(answer, format, stream)
    except OSError as exc:
        raise ExportError(f"{output}: cannot be written ({exc.strerror or exc}). Check the path and its permissions.") from exc


def _show(answer: Answer) -> None:
    """The first rows, for people to read."""
    table = Table(box=None, pad_edge=False)
    for name in answer.columns:
        table.add_column(escape(plain(name)), overflow="fold", max_width=_WIDEST)
    rows = (row for batch in answer.batches(_SHOWN + 1) for row in batch.to_pylist())
    shown = list(islice(rows, _SHOWN + 1))
    for row in shown[:_SHOWN]:
        table.add_row(*("[dim]-[/]" if cell is None else escape(plain(str(cell))) for cell in row.values()))
    Console().print(table)
    if len(shown) > _SHOWN:
        Console(stderr=True).print(f"the first {_SHOWN} rows; give --format csv for all of them")
