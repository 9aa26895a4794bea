"""One raw article from the fields that a reader found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from dragoman.records import Article, Published, Segment, Source

__all__ = ["GUESSES", "MAX_TEXT_BYTES", "article_of", "field_of", "parse_published"]

MAX_TEXT_BYTES = 8_000_000
"""The longest text taken as one news page."""

GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "headline": ("headline", "title"),
    "byline": ("byline", "author"),
    "publisher": ("publisher", "source"),
    "published": ("published", "published_at", "pub_date", "date"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "id": ("id", "story_id"),
}
"""The column names taken for each field when the caller maps none."""


def field_of(field: str, fields: Mapping[str, str], row: Mapping[str, object]) -> str | None:
    """The value of an article field in a row, by the caller's mapping or the usual names; None when empty or absent."""
    for column in (fields[field],) if field in fields else GUESSES[field]:
        value = row.get(column)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None


def article_of(text: str, source: Source, *, plain: bool, fields: Mapping[str, str | None] | None = None) -> Article:
    """A raw article. `plain`: the text stands unchanged in the original; `fields`: what is known beside it, by field name."""
    known = fields or {}
    url = known.get("url")
    headline = known.get("headline")
    key = "\x1f".join((url or "", headline or "", text))
    return Article(
        id=known.get("id") or hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=text,
        source=source,
        segments=(Segment(start=0, source=0, length=len(text)),) if plain else (),
        headline=headline,
        byline=known.get("byline"),
        publisher=known.get("publisher") or _host(url),
        url=url,
        published=parse_published(known.get("published")),
        language=known.get("language"),
    )


def parse_published(value: str | None) -> Published | None:
    """A publication date from ISO 8601, RFC 2822, YYYYMMDD or seconds since 1970; None for anything else.

    `at` is set only where the value has a time and a zone.
    """
    if value is None:
        return None
    value = value.strip()
    try:
        if value.isdigit() and len(value) == 8:
            return Published(day=datetime.strptime(value, "%Y%m%d").date())
        if value.isdigit() and 9 <= len(value) <= 13:
            seconds = int(value) / (1000 if len(value) > 10 else 1)
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
            return Published(day=moment.date(), at=moment)
        moment = datetime.fromisoformat(value)
        return Published(day=moment.date(), at=moment if moment.tzinfo else None)
    except (ValueError, OverflowError):
        pass
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return Published(day=moment.date(), at=moment if moment.tzinfo else None)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
