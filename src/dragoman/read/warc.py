"""WARC archives in the manner of CC-NEWS: the article of each HTML response."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dragoman.config import ReadOptions
from dragoman.errors import ReadError
from dragoman.read.article import MAX_TEXT_BYTES
from dragoman.read.html import article_of_html
from dragoman.read.stream import open_bytes
from dragoman.records import Article, Skip, Source

__all__ = ["read_warc"]


def read_warc(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The articles of the responses, one record in memory at a time; a broken archive gives what stands before the break."""
    number = 0
    with open_bytes(path) as stream:
        try:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                number += 1
                kind = str(record.http_content_type or "")
                if "html" not in kind:
                    continue
                source = Source(path=str(path), record=number)
                url = record.headers.get("WARC-Target-URI")
                try:
                    yield article_of_html(record.reader.read(MAX_TEXT_BYTES + 1), source, f"{path} record {number}", url)
                except ReadError as exc:
                    yield Skip(source=source, reason=str(exc))
        except (OSError, EOFError, ReadError) as exc:
            yield Skip(
                source=Source(path=str(path), record=number + 1),
                reason=f"{path}: the archive breaks off after record {number} ({exc}). Fetch it again.",
            )
    if number == 0:
        raise ReadError(f"{path}: no responses in this WARC. Give an archive of fetched pages.")
