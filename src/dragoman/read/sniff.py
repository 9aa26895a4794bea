"""The format of an input by its first bytes; the name decides only between what looks alike."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.read.stream import decode, head_of

__all__ = ["sniff"]

_COLUMNS = re.compile(r"(?:^|[,;\t|])\"?(?:text|body|content|title|headline|url|id|date)\"?(?=[,;\t|])", re.I)
_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html"}


def sniff(path: Path) -> str:
    """The name of the reader that fits: parquet, warc, feed, html, jsonl, csv or text. Raises: ReadError."""
    head = head_of(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    text = decode(head, str(path)).lstrip("\ufeff \t\r\n") if head else ""
    low = text[:2048].lower()
    if re.match(
        r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!doctype (?!html)[^\[>]*(?:\[.*?\])?>\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:rdf)\b",
        low,
        re.S,
    ) or (low.startswith("<?xml") and "<!entity" in low):
        return "feed"
    if "<!doctype html" in low or re.search(r"<(?:html|head|body|article|div)\b", low):
        return "html"
    if text.startswith("{"):
        return "jsonl"
    first = text.splitlines()[0] if text else ""
    suffix = _SUFFIXES.get(next((part for part in reversed(path.suffixes) if part not in {".gz", ".bz2", ".zst"}), ""))
    if suffix in {"csv", "jsonl"} or len(_COLUMNS.findall(first)) >= 1:
        return suffix or "csv"
    return "text"
