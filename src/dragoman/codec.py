"""Records to JSON and back, byte for byte the same for the same record."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

__all__ = ["from_json", "to_dict", "to_json"]

T = TypeVar("T")
_encoder = msgspec.json.Encoder()


def to_json(record: object) -> bytes:
    """One line of JSON, keys in the order of the record's fields, dates in ISO 8601."""
    return _encoder.encode(record)


def from_json(data: bytes | str, kind: type[T]) -> T:
    """The record of class `kind` that `to_json` wrote. Raises: msgspec.ValidationError."""
    return msgspec.json.decode(data, type=kind)


def to_dict(record: object) -> dict[str, Any]:
    """Plain dictionaries, lists, strings and numbers, as JSON would have them."""
    built: dict[str, Any] = msgspec.to_builtins(record)
    return built
