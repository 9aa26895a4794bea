"""WARC archives in the manner of CC-NEWS: the article of each HTML response."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.config import ReadOptions
from dragoman.errors import ReadError
from dragoman.read.article import MAX_TEXT_BYTES
from dragoman.read.html import article_of_html
from dragoman.records import Article, Skip, Source

__all__ = ["read_warc"]


def read_warc(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The articles of the responses, one record in memory at a time; a broken archive gives what stands before the break.

    fastwarc unpacks gzip and Zstandard itself, member by member. Raises: ReadError for an archive without responses.
    """
    number = 0
    try:
        for record in ArchiveIterator(str(path), record_types=WarcRecordType.response, parse_http=True, fsspec_args=False):
            number += 1
            yield from _article(record, Source(path=str(path), record=number))
    except OSError as exc:
        where = Source(path=str(path), record=number + 1)
        yield Skip(source=where, reason=f"{path}: the archive breaks off after record {number} ({exc}). Fetch it again.")
    if number == 0:
        raise ReadError(f"{path}: no responses in this WARC. Give an archive of fetched pages.")


def _article(record: WarcRecord, source: Source) -> Iterator[Article | Skip]:
    """The article of an HTML response; nothing for other kinds of content."""
    where = f"{source.path} record {source.record}"
    kind, page = str(record.http_content_type or ""), record.reader.read(MAX_TEXT_BYTES + 1)
    if len(page) < min(record.content_length or 0, MAX_TEXT_BYTES) or not kind:
        yield Skip(source=source, reason=f"{where}: the archive breaks off inside this record. Fetch it again.")
    elif "html" in kind:
        try:
            yield article_of_html(page, source, where, record.headers.get("WARC-Target-URI"))
        except ReadError as exc:
            yield Skip(source=source, reason=str(exc))
