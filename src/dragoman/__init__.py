"""Dragoman reads news and writes political event data: who did what to whom, when, where, and on whose word.

    import dragoman
    for event in dragoman.code("Kenya's president visited Uganda on Friday.", published=date(2025, 3, 9)):
        print(event.type, [m.actor.code for m in event.actors], [m.actor.code for m in event.recipients])

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.records import Article, Event, Incident, Skip

if TYPE_CHECKING:
    from dragoman.config import CoderOptions, ReadOptions
    from dragoman.dataset import Dataset
    from dragoman.flow import Coder

__all__ = ["Article", "Coder", "CoderOptions", "Dataset", "Event", "Incident", "ReadOptions", "Skip", "code", "open", "read"]

_LAZY = {
    "Coder": "dragoman.flow",
    "CoderOptions": "dragoman.config",
    "Dataset": "dragoman.dataset",
    "ReadOptions": "dragoman.config",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute '{name}'")


@cache
def _coder() -> Coder:
    from dragoman.flow import Coder

    return Coder()


def code(text: Article | str, *, published: date | None = None) -> list[Event]:
    """The events of a text or article, with a coder that is built on first use and kept.

    `published`: the day that relative dates count from. Raises: DragomanError when a model or table is missing.
    """
    return _coder().code(text, published=published)


def read(path: str | Path, options: ReadOptions | None = None) -> Iterator[Article | Skip]:
    """The clean articles of a file, directory or glob; what could not be read comes as a `Skip` with the reason."""
    from dragoman.config import ReadOptions
    from dragoman.flow import read_articles

    return read_articles([path], options or ReadOptions())


def open(path: str | Path, version: int | None = None) -> Dataset:
    """The dataset at `path`, at its last version or another: `open("data").incidents(country="KEN").to_pandas()`.

    Raises: DatasetError when there is none, or no such version.
    """
    from dragoman.dataset import open_dataset

    return open_dataset(path, version)
