"""JSON Lines: one record a line, every field of it; an event, a report (`{"event": ..., "carrier": ...}`) or an incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Unpack

import msgspec

from dragoman.codec import from_json, to_json
from dragoman.errors import ExportError
from dragoman.export.acts import Choice, Item, Told, wanted
from dragoman.records import Event, Incident, Report

__all__ = ["export_jsonl", "read_jsonl"]


_REPORT = b'{"event":{'
"""How a line of a report begins, as `export_jsonl` writes it; others are looked into."""


class _Shape(msgspec.Struct):
    """What tells the records apart."""

    trigger: msgspec.Raw = msgspec.Raw(b"")
    carrier: msgspec.Raw = msgspec.Raw(b"")


def export_jsonl(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write each record as it comes: all of them, unless the choice says otherwise. Of an incident, its record alone."""
    for item in wanted(items, **choice):
        stream.write(to_json(item.incident if isinstance(item, Told) else item) + b"\n")


def read_jsonl(stream: BinaryIO, *, name: str = "JSON Lines") -> Iterator[Event | Report | Incident]:
    """The records of a file that `export_jsonl` made; `name` is what errors call it. Raises: ExportError."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            shape = None if line.startswith(_REPORT) else from_json(line, _Shape)
            if shape is None or bytes(shape.carrier):
                yield from_json(line, Report)
            elif bytes(shape.trigger):
                yield from_json(line, Event)
            else:
                yield from_json(line, Incident)
        except (msgspec.DecodeError, UnicodeDecodeError) as exc:
            raise ExportError(
                f"{name}, line {number}: no event, report or incident of Dragoman's ({exc}). "
                "Give what `dragoman code --format jsonl` wrote."
            ) from None
