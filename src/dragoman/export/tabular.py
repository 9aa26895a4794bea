"""CSV and Parquet: one event a row, the columns of `COLUMNS`; lists joined by ";"."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.records import Attribution, Event, Mention

__all__ = ["COLUMNS", "export_csv", "export_parquet", "row_of"]

COLUMNS: dict[str, pa.DataType] = {
    "id": pa.string(),
    "article": pa.string(),
    "date": pa.string(),
    "date_end": pa.string(),
    "date_text": pa.string(),
    "type": pa.string(),
    "modes": pa.string(),
    "contexts": pa.string(),
    "cameo": pa.string(),
    "quad": pa.int64(),
    "score": pa.float64(),
    "status": pa.string(),
    "incomplete": pa.bool_(),
    "actors": pa.string(),
    "actor_countries": pa.string(),
    "actor_sectors": pa.string(),
    "recipients": pa.string(),
    "recipient_countries": pa.string(),
    "recipient_sectors": pa.string(),
    "place": pa.string(),
    "place_country": pa.string(),
    "geonameid": pa.int64(),
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "killed": pa.string(),
    "injured": pa.string(),
    "magnitudes": pa.string(),
    "attributed_to": pa.string(),
    "stance": pa.string(),
    "chain": pa.string(),
    "by_party": pa.bool_(),
    "confidence": pa.float64(),
    "quote": pa.string(),
    "trigger_start": pa.int64(),
    "trigger_end": pa.int64(),
    "coder": pa.string(),
}
_BATCH = 5_000
Cell = str | int | float | bool | None


def row_of(event: Event) -> dict[str, Cell]:
    """The event as one flat row."""
    when, where, word = event.date, event.place, event.attribution
    return {
        "id": event.id,
        "article": event.article,
        "date": when.start.isoformat() if when and when.start else None,
        "date_end": when.end.isoformat() if when and when.end else None,
        "date_text": when.text if when else None,
        "type": event.type,
        "modes": ";".join(event.modes),
        "contexts": ";".join(event.contexts),
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "status": event.status,
        "incomplete": event.incomplete,
        **_parties("actor", event.actors),
        **_parties("recipient", event.recipients),
        "place": where.name if where else None,
        "place_country": where.country if where else None,
        "geonameid": where.geonameid if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "killed": _range(event, "killed"),
        "injured": _range(event, "injured"),
        "magnitudes": ";".join(f"{one.kind}: {one.text}" for one in event.magnitudes),
        "attributed_to": _speaker(word) if word else None,
        "stance": word.stance if word else None,
        "chain": ";".join(_speaker(each) or "" for each in event.chain),
        "by_party": event.by_party,
        "confidence": event.confidence,
        "quote": event.quote,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "coder": event.coder,
    }


def _parties(side: str, mentions: tuple[Mention, ...]) -> dict[str, Cell]:
    return {
        f"{side}s": ";".join(mention.text for mention in mentions),
        f"{side}_countries": ";".join(mention.actor.country or "" for mention in mentions),
        f"{side}_sectors": ";".join(mention.actor.sector or "" for mention in mentions),
    }


def _speaker(word: Attribution) -> str | None:
    """Who vouches for the statement, in the article's words; None where the text names nobody."""
    return word.source.text if word.source else word.words or None


def _range(event: Event, kind: str) -> str | None:
    """ "17", "17-20", "30-" (at least), "-16" (at most): of the first magnitude of the kind."""
    first = next((one for one in event.magnitudes if one.kind == kind), None)
    if first is None:
        return None
    low, high = (f"{bound:.0f}" if bound is not None else "" for bound in (first.low, first.high))
    return low if low == high else f"{low}-{high}"


def export_csv(events: Iterable[Event], stream: BinaryIO) -> None:
    """Write a header and a row an event, UTF-8; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for event in events:
        writer.writerow({name: _harmless(value) for name, value in row_of(event).items()})
    text.detach()


def _harmless(value: Cell) -> Cell:
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def export_parquet(events: Iterable[Event], stream: BinaryIO) -> None:
    """Write row groups of 5,000 events."""
    schema = pa.schema(list(COLUMNS.items()))
    with pq.ParquetWriter(stream, schema) as writer:
        for rows in _batches(row_of(event) for event in events):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _batches(rows: Iterator[dict[str, Cell]]) -> Iterator[list[dict[str, Cell]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
