"""What a long run has already written, so that an interrupted one can go on: a small file beside the output."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from dragoman.errors import ConfigError, ExportError
from dragoman.export.jsonl import export_jsonl
from dragoman.records import Article, Event

__all__ = ["Journal"]


class Journal:
    """A JSON Lines file of events and its journal `FILE.journal`.

    The journal's first line is the coder's fingerprint; then one line an article: its key, and the size of the output, in
    bytes, once its events were written. Going on cuts the output back to the last whole article.
    """

    def __init__(self, output: Path, fingerprint: str, *, resume: bool) -> None:
        """Raises: ConfigError when the journal is another coder's; ExportError when a file cannot be written."""
        self._path = output.with_name(output.name + ".journal")
        self._done: set[str] = set()
        try:
            size = self._recall(fingerprint) if resume and self._path.exists() and output.exists() else 0
            self._stream: BinaryIO = output.open("r+b" if size else "wb")
            self._stream.truncate(size)
            self._stream.seek(size)
            self._lines = self._path.open("a" if size else "w", encoding="utf-8")
        except OSError as exc:
            raise ExportError(
                f"{output}: cannot be written ({exc.strerror or exc}). Check the path and its permissions."
            ) from exc
        if not size:
            self._done.clear()
            self._lines.write(fingerprint + "\n")

    def _recall(self, fingerprint: str) -> int:
        first, *lines = self._path.read_text(encoding="utf-8").split("\n")
        if first != fingerprint:
            raise ConfigError(f"{self._path}: written by another coder ({first}). Run without --resume to begin again.")
        size = 0
        for line in lines[:-1]:  # the last piece is empty, or a line cut short
            key, _, end = line.partition("\t")
            self._done.add(key)
            size = int(end)
        return size

    def has(self, article: Article) -> bool:
        """Whether the article's events are in the output already."""
        return _key(article) in self._done

    def add(self, article: Article, events: Iterable[Event]) -> None:
        """Write the events of one article, then note that it is done."""
        export_jsonl(events, self._stream)
        self._stream.flush()
        self._lines.write(f"{_key(article)}\t{self._stream.tell()}\n")
        self._lines.flush()

    def finish(self) -> None:
        """The run is whole: its journal goes."""
        self._lines.close()
        self._path.unlink(missing_ok=True)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self._stream.close()
        self._lines.close()


def _key(article: Article) -> str:
    """The article's id is the user's own, so it may hold anything; its place and options decide with it."""
    day = article.published.day.isoformat() if article.published and article.published.day else ""
    key = "\x1f".join((article.source.path, str(article.source.record), article.id, day))
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
