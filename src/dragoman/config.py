"""Options of a run. One field is one option: the command line and the reference page follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from dragoman.errors import ConfigError

__all__ = ["FIELDS", "CoderOptions", "ReadOptions", "parse_fields"]

FIELDS: tuple[str, ...] = ("text", "headline", "byline", "publisher", "published", "url", "language", "id")
"""The article fields that a table's columns can be mapped to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read.

    `fields`: article field -> column of JSONL, CSV and Parquet ("text" -> "body"). `published`: the publication date
    for articles that carry none. `reader`: a registered reader's name, None to look at the content.
    """

    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    published: date | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderOptions:
    """How articles are coded.

    `gate`: skip sentences that name no possible event or actor before parsing them.
    `pipeline`: the spaCy pipeline by package name, None for the best one installed. `model`: let the trained model decide on
    what the lexicon proposes; without it the lexicon and the rules decide alone, and only events
    of rows that the corpus always confirmed carry a confidence. `actors`: the user's own actor dictionaries (PETRARCH, TABARI,
    FollowTheMoney, CSV), which win over the built-in knowledge base.
    """

    gate: bool = True
    model: bool = True
    pipeline: str | None = None
    actors: tuple[Path | str, ...] = ()


def parse_fields(pairs: list[str]) -> dict[str, str]:
    """`["text=body", "published=date"]` as a mapping. Raises: ConfigError for a pair that is not `field=column`."""
    fields: dict[str, str] = {}
    for pair in pairs:
        name, sign, column = pair.partition("=")
        if not sign or not column or name not in FIELDS:
            raise ConfigError(f"--field {pair}: write FIELD=COLUMN with FIELD one of {', '.join(FIELDS)}.")
        fields[name] = column
    return fields
