"""A web page: its article's text by trafilatura, with what its metadata says."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura

from dragoman.config import ReadOptions
from dragoman.errors import ReadError
from dragoman.read.article import MAX_TEXT_BYTES, article_of
from dragoman.read.stream import decode, open_bytes
from dragoman.records import Article, Skip, Source

__all__ = ["article_of_html", "read_html"]

_DEPTH_LIMIT = 2_000


def read_html(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The page's article. Raises: ReadError when the page holds none."""
    with open_bytes(path) as stream:
        data = stream.read(MAX_TEXT_BYTES + 1)
    yield article_of_html(data, Source(path=str(path)), str(path))


def article_of_html(data: bytes, source: Source, where: str, url: str | None = None) -> Article:
    """The article of a page's bytes. Raises: ReadError that says why there is none."""
    if len(data) > MAX_TEXT_BYTES:
        raise ReadError(f"{where}: over {MAX_TEXT_BYTES // 1_000_000} MB is not one news page. Save the article alone.")
    page = decode(data, where)
    if _depth(page) > _DEPTH_LIMIT:
        raise ReadError(f"{where}: tags nested more than {_DEPTH_LIMIT:,} deep. Save the article's text instead.")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(
        page, url=url, with_metadata=True, include_comments=False, include_tables=False, favor_precision=True
    )
    text = (found.text or "").replace("\n", "\n\n") if found is not None else ""
    if found is None or not text.strip():
        raise ReadError(f"{where}: no article text in this HTML. Save the article's own page, or give its text.")
    fields = {
        "headline": found.title,
        "byline": found.author,
        "publisher": found.sitename,
        "published": found.date,
        "url": found.url or url,
        "language": found.language,
    }
    return article_of(text, source, plain=False, fields=fields)


def _depth(page: str) -> int:
    """How deep block tags nest at most, counted by opening and closing marks: a bomb is told without parsing it."""
    deep = now = at = 0
    while (at := page.find("<", at)) >= 0:
        following = page[at + 1 : at + 2]
        if following == "/":
            now = max(now - 1, 0)
        elif following.isalpha() and not page.startswith(_VOID, at + 1):
            now += 1
            deep = max(deep, now)
        at += 1
    return deep


_VOID = (
    "br",
    "img",
    "meta",
    "link",
    "input",
    "hr",
    "source",
    "p",
    "li",
    "td",
    "tr",
    "th",
    "path",
    "col",
    "embed",
    "area",
    "base",
    "wbr",
    "track",
)
