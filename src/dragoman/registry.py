"""Readers and exporters by name, ours and other people's through the same door: Python entry points.

A format is one function and one line under `[project.entry-points."dragoman.readers"]` (or `dragoman.exporters`) of any
installed package. Listing names imports none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dragoman.errors import ConfigError

__all__ = ["find", "names"]


@cache
def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value))}


def names(group: str) -> tuple[str, ...]:
    """The names registered in `group` ("dragoman.readers", "dragoman.exporters"), sorted; nothing is imported."""
    return tuple(_points(group))


def find(group: str, name: str) -> Callable[..., Any]:
    """The function registered as `name`. Raises: ConfigError that lists the names there are."""
    point = _points(group).get(name)
    if point is None:
        known = ", ".join(names(group)) or "none"
        raise ConfigError(f"'{name}' is not registered in {group} (known: {known}). Choose one of them.")
    loaded: Callable[..., Any] = point.load()
    return loaded
