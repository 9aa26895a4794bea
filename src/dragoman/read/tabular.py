"""CSV and Parquet: one article a row."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.config import ReadOptions
from dragoman.errors import ReadError
from dragoman.read.article import GUESSES, MAX_TEXT_BYTES
from dragoman.read.jsonl import article_of_row
from dragoman.read.stream import decode_lines, open_bytes
from dragoman.records import Article, Skip, Source

__all__ = ["read_csv", "read_parquet"]

_DELIMITERS = ",;\t|"
_BATCH_ROWS = 64


def read_csv(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The article of each row below the header; the delimiter is whichever of , ; tab | the header uses most."""
    csv.field_size_limit(min(sys.maxsize, MAX_TEXT_BYTES))
    with open_bytes(path) as stream:
        lines = ((line if line is not None else "") + "\n" for _, line in decode_lines(stream, str(path), MAX_TEXT_BYTES))
        header_line = next(lines, "")
        delimiter = max(_DELIMITERS, key=header_line.count)
        header = next(csv.reader([header_line], delimiter=delimiter), [])
        reader = csv.reader(lines, delimiter=delimiter)
        number = 1
        while True:
            number += 1
            source = Source(path=str(path), record=number)
            try:
                cells = next(reader, None)
            except csv.Error as exc:
                yield Skip(source=source, reason=f"{path} row {number}: not CSV ({exc}). Repair or remove the row.")
                continue
            if cells is None:
                return
            if cells:
                yield article_of_row(dict(zip(header, cells, strict=False)), source, options, f"{path} row {number}")


def read_parquet(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The article of each row, read in small batches; only columns that can be of use are read."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as exc:
        raise ReadError(f"{path}: not a whole Parquet file ({str(exc).splitlines()[0]}). Write or fetch it again.") from exc
    with file:
        wanted = {options.fields.get(field) for field in options.fields} | {
            name for names in GUESSES.values() for name in names
        }
        columns = [name for name in file.schema_arrow.names if name in wanted]
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=columns or None):
            for row in batch.to_pylist():
                number += 1
                yield article_of_row(row, Source(path=str(path), record=number), options, f"{path} row {number}")
