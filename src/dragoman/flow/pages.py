"""A raw article (a file, a row, a record) into the clean articles that its page holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dragoman.coding.when import find_timexes, first_day
from dragoman.config import ReadOptions
from dragoman.read import read_paths
from dragoman.records import Article, Caption, Published, Segment, Skip, Source, Span
from dragoman.text import Part, split_page

__all__ = ["make_article", "read_articles", "split_article"]

_GAP = "\n\n"


def make_article(text: str, *, published: date | None = None, path: str = "-") -> Article:
    """A raw article from a string, as a reader would give it."""
    return Article(
        id="",
        text=text,
        source=Source(path=path),
        segments=(Segment(start=0, source=0, length=len(text)),),
        published=Published(day=published, basis="option") if published else None,
    )


def read_articles(paths: Sequence[str | Path], options: ReadOptions) -> Iterator[Article | Skip]:
    """The clean articles of all inputs; what could not be read, or held no article, comes as a `Skip`."""
    for found in read_paths(paths, options):
        if isinstance(found, Skip):
            yield found
            continue
        articles = split_article(found)
        yield from articles
        if not articles:
            where = found.source.path + (f" record {found.source.record}" if found.source.record else "")
            yield Skip(
                source=found.source,
                reason=f"{where}: no article text, only headings and furniture. Give a page with running text.",
            )


def split_article(raw: Article) -> list[Article]:
    """The articles of `raw`'s page, each with its body in `text`, paragraphs apart by a blank line.

    What the page says of itself (headline, byline, dates) counts where the input's own metadata says nothing; a page of
    several articles keeps only its address and publisher for all of them.
    """
    parts = split_page(raw.text)
    return [_article(raw, part, alone=len(parts) == 1) for part in parts]


def _article(raw: Article, part: Part, *, alone: bool) -> Article:
    segments, pieces, at = [], [], 0
    for span in part.body:
        for start, source in _sources(raw, span):
            segments.append(Segment(start=at + start - span.start, source=source, length=span.end - start))
        pieces.append(span.of(raw.text))
        at += span.end - span.start + len(_GAP)
    text = _GAP.join(pieces)
    captions = tuple(_dated(raw, caption) for caption in part.captions)
    headline = (raw.headline if alone else None) or part.headline
    key = "\x1f".join((raw.url or "", headline or "", text))
    return replace(
        raw,
        id=raw.id if alone and raw.id else hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        segments=tuple(segments),
        headline=headline,
        byline=raw.byline or part.byline,
        dateline=part.dateline,
        captions=captions,
        published=raw.published if raw.published and (alone or raw.published.basis == "option") else _published(part, captions),
    )


def _sources(raw: Article, span: Span) -> list[tuple[int, int]]:
    """(start in the raw text, start in the original) of a paragraph, when one run of the original holds it."""
    original = raw.to_source(span)
    return [(span.start, original.start)] if original else []


def _dated(raw: Article, caption: Caption) -> Caption:
    return replace(caption, day=first_day(caption.text), source=raw.to_source(caption.source) if caption.source else None)


def _published(part: Part, captions: tuple[Caption, ...]) -> Published | None:
    """The day the page gives itself: a line that dates it, the dateline, or a caption (on or just after that day)."""
    for stamp in part.stamps:
        day = _any_order(stamp)
        if day is not None:
            return Published(day=day, basis="page")
    if part.dateline:
        day = first_day(part.dateline)
        if day is not None:
            return Published(day=day, basis="dateline")
    days = [caption.day for caption in captions if caption.day is not None]
    return Published(day=max(days), basis="caption") if days else None


def _any_order(stamp: str) -> date | None:
    """A stamp's day, the words before the colon taken off ("Updated: ...")."""
    return first_day(stamp) or next(
        (timex.start for timex in find_timexes(stamp.partition(":")[2], None) if timex.granularity == "day"), None
    )
