"""RSS and Atom files: the text that each item carries. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser

from dragoman.config import ReadOptions
from dragoman.errors import ReadError
from dragoman.read.article import MAX_TEXT_BYTES, article_of
from dragoman.read.stream import open_bytes
from dragoman.records import Article, Skip, Source

__all__ = ["read_feed"]

_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "section", "article", "tr"})


def read_feed(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The articles of a feed's items. Raises: ReadError for a feed with entity declarations, or one without items."""
    with open_bytes(path) as stream:
        data = stream.read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        raise ReadError(f"{path}: a feed of over {MAX_TEXT_BYTES // 1_000_000} MB. Split it.")
    if re.search(rb"<!ENTITY", data, re.I):
        raise ReadError(f"{path}: the feed declares XML entities, which can blow up in memory. Remove its DOCTYPE.")
    feed: Any = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise ReadError(f"{path}: no items in this feed. Check that the file is whole.")
    for number, item in enumerate(feed.entries, start=1):
        source = Source(path=str(path), record=number)
        content = max([part.get("value", "") for part in item.get("content", ())] + [item.get("summary", "")], key=len)
        text = _text_of(content)
        if not text.strip():
            yield Skip(source=source, reason=f"{path} item {number}: no text. Fetch the pages that the feed links to.")
            continue
        fields = {
            "headline": item.get("title"),
            "byline": item.get("author"),
            "publisher": feed.feed.get("title"),
            "published": item.get("published") or item.get("updated"),
            "url": item.get("link"),
            "language": feed.feed.get("language"),
        }
        yield article_of(text, source, plain=False, fields=fields)


class _Paragraphs(HTMLParser):
    """The text of an HTML fragment, a blank line where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, [])

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _text_of(fragment: str) -> str:
    parser = _Paragraphs()
    parser.feed(fragment)
    parser.close()
    return re.sub(r"\n[ \t]*\n\s*", "\n\n", "".join(parser.pieces)).strip()
