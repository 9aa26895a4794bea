"""CSV and Parquet: one event, report or incident a row, flat.

Events have the columns of `COLUMNS`, reports those and `CARRIER_COLUMNS`, incidents `INCIDENT_COLUMNS`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import BinaryIO, TypeVar, Unpack

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import ExportError
from dragoman.export.acts import Choice, Item, Told, wanted
from dragoman.export.layout import disarm, rearm
from dragoman.export.rows import CARRIER_COLUMNS, COLUMNS, INCIDENT_COLUMNS, Cell, Row, incident_row_of, report_row_of, row_of
from dragoman.records import Event, Incident, Report

__all__ = ["COLUMNS", "export_csv", "export_parquet", "read_csv", "read_parquet"]

_BATCH = 5_000
T = TypeVar("T")


def _table(items: Iterator[Item], unit: str) -> tuple[dict[str, pa.DataType], Iterator[Row]]:
    """The columns that the first item asks for, and a row for each item."""
    first = next(items, None)
    every = chain(() if first is None else (first,), items)
    if isinstance(first, Report):
        return COLUMNS | CARRIER_COLUMNS, (_row(item, Report, report_row_of) for item in every)
    if isinstance(first, Incident | Told) or (first is None and unit == "incident"):
        bare = (item.incident if isinstance(item, Told) else item for item in every)
        return INCIDENT_COLUMNS, (_row(item, Incident, incident_row_of) for item in bare)
    return COLUMNS, (_row(item, Event, row_of) for item in every)


def _row(item: object, kind: type[T], build: Callable[[T], Row]) -> Row:
    if not isinstance(item, kind):
        found = type(item).__name__
        raise ExportError(f"{found} among records of {kind.__name__}: one table holds one kind. Export them apart.")
    return build(item)


def export_csv(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write a header and a row an item, UTF-8; a cell that a spreadsheet would run as a formula gets an apostrophe.

    Rows that hold a carriage return are quoted whole, for the csv module leaves it bare and other readers break the row there.
    All items, unless the choice says otherwise. Raises: ExportError for a mix of kinds.
    """
    columns, rows = _table(wanted(items, **choice), choice.get("unit", "report"))
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer, strict = (csv.writer(text, lineterminator="\n", quoting=how) for how in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        writer.writerow(columns)
        for row in rows:
            cells = [disarm(value) if isinstance(value, str) else value for value in row.values()]
            returns = any(isinstance(cell, str) and "\r" in cell for cell in cells)
            (strict if returns else writer).writerow(cells)
    finally:
        text.detach()


def read_csv(stream: BinaryIO) -> Iterator[Row]:
    """The rows of a file that `export_csv` made; an empty cell is None. Raises: ExportError."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        reader = csv.DictReader(text, strict=True)
        columns = _columns(reader.fieldnames or ())
        for row in reader:
            if None in row or None in row.values():
                raise ExportError(f"CSV, line {reader.line_num}: not as many cells as columns ({len(columns)}).")
            try:
                yield {name: _cell(columns[name], value) for name, value in row.items()}
            except ValueError as exc:
                raise ExportError(f"CSV, line {reader.line_num}: {exc}.") from None
    finally:
        text.detach()


def _columns(names: Iterable[str]) -> Mapping[str, pa.DataType]:
    every = tuple(names)
    for columns in (COLUMNS, COLUMNS | CARRIER_COLUMNS, INCIDENT_COLUMNS):
        if tuple(columns) == every:
            return columns
    raise ExportError(f"CSV, line 1: these are not Dragoman's columns: {', '.join(every)[:80]}.")


def _cell(kind: pa.DataType, value: str) -> Cell:
    if value == "":
        return None
    if kind == pa.bool_():
        return value == "True"
    if kind == pa.int64():
        return int(value)
    return float(value) if kind == pa.float64() else rearm(value)


def export_parquet(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write row groups of 5,000 items: all of them, unless the choice says otherwise. Raises: ExportError for a mix of
    kinds."""
    columns, rows = _table(wanted(items, **choice), choice.get("unit", "report"))
    schema = pa.schema(list(columns.items()))
    with pq.ParquetWriter(stream, schema) as writer:
        for batch in _batches(rows):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def read_parquet(stream: BinaryIO) -> Iterator[Row]:
    """The rows of a file that `export_parquet` made."""
    file = pq.ParquetFile(stream)
    for batch in file.iter_batches(batch_size=_BATCH):
        yield from batch.to_pylist()


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
