"""What a run that was cut short left behind: a note of what was under way, and files that no version names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.codec import from_json, to_json
from dragoman.dataset.schema import TABLES
from dragoman.dataset.versions import write_beside

__all__ = ["Leftover", "end_run", "file_clock", "note_run", "sweep", "take_leftover"]

_NOTE = ".writing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A run under way: the version it would make, its coder, and the Delta versions that hold its whole articles.

    `began`: the file system's clock, in nanoseconds, before it wrote anything.
    """

    number: int
    coder: str
    tables: Mapping[str, int]
    began: int


def file_clock(path: Path) -> int:
    """The moment, in nanoseconds, as the file system that holds the dataset dates its files."""
    tick = path / ".tick"
    tick.write_bytes(b"")
    now = tick.stat().st_mtime_ns
    tick.unlink()
    return now


def note_run(path: Path, run: Leftover) -> None:
    """Say what is under way, before and while it is written."""
    write_beside(path / _NOTE, to_json(run).decode() + "\n")


def end_run(path: Path) -> None:
    """The run is a version: its note goes."""
    (path / _NOTE).unlink(missing_ok=True)


def take_leftover(path: Path) -> Leftover | None:
    """The note of a run that did not end, None when the last one did; call under the writer's lock."""
    try:
        return from_json((path / _NOTE).read_bytes(), Leftover)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError:  # not ours to understand; what it was about is taken back all the same
        return None


def sweep(path: Path, live: Collection[Path], *, after: int) -> int:
    """Delete files of tables that are newer than `after` and not among `live`, and half-written ones; how many bytes.

    `live`: the files of the last version. Call under the writer's lock.
    """
    freed = 0
    for table in TABLES:
        folder = path / table
        data = [each for each in folder.glob("*.parquet*") if each not in live and each.stat().st_mtime_ns > after]
        for each in (*data, *folder.glob("_delta_log/*.tmp")):
            freed += each.stat().st_size
            each.unlink()
    return freed
