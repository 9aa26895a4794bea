"""JSON Lines: one article a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.config import FIELDS, ReadOptions
from dragoman.read.article import MAX_TEXT_BYTES, article_of, field_of
from dragoman.read.stream import decode_lines, open_bytes
from dragoman.records import Article, Skip, Source

__all__ = ["article_of_row", "read_jsonl"]


def read_jsonl(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The article of each line; a line that is no JSON object or has no text is skipped with its number."""
    with open_bytes(path) as stream:
        for number, line in decode_lines(stream, str(path), MAX_TEXT_BYTES):
            source = Source(path=str(path), record=number)
            if line is None:
                yield Skip(
                    source=source,
                    reason=f"{path} line {number}: longer than {MAX_TEXT_BYTES // 1_000_000} MB. Split the record.",
                )
            elif line.strip():
                yield _record(line, source, options)


def _record(line: str, source: Source, options: ReadOptions) -> Article | Skip:
    where = f"{source.path} line {source.record}"
    try:
        row: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as exc:
        return Skip(source=source, reason=f"{where}: not JSON ({exc}). Repair or remove the line.")
    if not isinstance(row, dict):
        return Skip(source=source, reason=f"{where}: not a JSON object. Give one object with the article's fields a line.")
    return article_of_row(row, source, options, where)


def article_of_row(row: dict[str, Any], source: Source, options: ReadOptions, where: str) -> Article | Skip:
    """The article of a row of any table; a Skip that names the columns there are when its text is missing."""
    column = options.fields.get("text", "text")
    text = row.get(column)
    if column not in row:
        found = ", ".join(sorted(map(str, row))[:12]) or "nothing"
        return Skip(source=source, reason=f"{where}: no '{column}' field (found: {found}). Map it with --field text=COLUMN.")
    if not isinstance(text, str) or not text.strip():
        return Skip(source=source, reason=f"{where}: the '{column}' field is empty. Fill it or remove the record.")
    fields = {name: field_of(name, options.fields, row) for name in FIELDS if name != "text"}
    return article_of(text, Source(path=source.path, record=source.record, field=column), plain=True, fields=fields)
