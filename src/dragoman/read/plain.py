"""A plain text file: one page, which may hold several articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.config import ReadOptions
from dragoman.errors import ReadError
from dragoman.read.article import MAX_TEXT_BYTES, article_of
from dragoman.read.stream import decode, open_bytes
from dragoman.records import Article, Skip, Source

__all__ = ["read_text"]


def read_text(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The page as one raw article. Raises: ReadError for an empty, binary or far too long file."""
    with open_bytes(path) as stream:
        data = stream.read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        raise ReadError(
            f"{path}: over {MAX_TEXT_BYTES // 1_000_000} MB in one text file is not one news page. "
            "Split it, or give it as JSONL with one article a line."
        )
    text = decode(data, str(path))
    if not text.strip():
        raise ReadError(f"{path}: the file is empty. Nothing to code; remove it or fetch it again.")
    yield article_of(text, Source(path=str(path)), plain=True)
