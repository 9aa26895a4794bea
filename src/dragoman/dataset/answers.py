"""The rows of an answer as CSV, JSON Lines or Parquet."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

import pyarrow.parquet as pq

from dragoman.dataset.query import Answer
from dragoman.errors import ConfigError, QueryError

__all__ = ["write_answer"]


def write_answer(answer: Answer, format: str, stream: BinaryIO) -> None:
    """Write all rows, a batch at a time; lists and structs are JSON in CSV, dates are ISO 8601.

    Raises: ConfigError for a format that is none of csv, jsonl, parquet; QueryError where a row cannot be computed.
    """
    match format:
        case "csv":
            _write_csv(answer, stream)
        case "jsonl":
            for row in _rows(answer):
                stream.write(_json(row).encode("utf-8") + b"\n")
        case "parquet":
            _write_parquet(answer, stream)
        case _:
            raise ConfigError(f"'{format}' is no format of answers. Choose one of csv, jsonl, parquet.")


def _rows(answer: Answer) -> Iterator[dict[str, Any]]:
    if len(set(answer.columns)) < len(answer.columns):
        raise QueryError("two columns of the answer have one name. Name them apart with AS.")
    for batch in answer.batches():
        yield from batch.to_pylist()


def _write_csv(answer: Answer, stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    try:
        writer.writerow([_cell(name) for name in answer.columns])
        for batch in answer.batches():
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            writer.writerows([_cell(value) for value in row] for row in rows)
    finally:
        text.detach()


def _write_parquet(answer: Answer, stream: BinaryIO) -> None:
    with pq.ParquetWriter(stream, answer.schema, compression="zstd") as writer:
        for batch in answer.batches(100_000):
            writer.write_batch(batch)


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet would run as a formula gets an apostrophe: article text is anybody's."""
    if isinstance(value, str):
        return "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    if isinstance(value, list | dict):
        return _json(value)
    return _base64(value) if isinstance(value, bytes) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return _base64(value)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()
