"""JSON Lines: one event a line, every field of the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dragoman.codec import to_json
from dragoman.records import Event

__all__ = ["export_jsonl"]


def export_jsonl(events: Iterable[Event], stream: BinaryIO) -> None:
    """Write each event as it comes."""
    for event in events:
        stream.write(to_json(event) + b"\n")
