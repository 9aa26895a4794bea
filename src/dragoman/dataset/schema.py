"""The six tables of a dataset, their columns and types; docs/reference/dataset.md says what each holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import pyarrow as pa

__all__ = ["COLUMNS", "DATA", "FORMAT", "KEEPS", "ORDER", "RECORD", "SENSE", "TABLES", "Keep"]

FORMAT = 3
"""The layout that this version of Dragoman writes and reads; it stands in the dataset's marker."""

KEEPS = ("text", "evidence", "none")
Keep = Literal["text", "evidence", "none"]
"""What is kept of an article's text: all, the sentences that events stand in, or only its hash."""

RECORD = "record"
"""The column that gives the exact record back, as JSON; selections leave it out unless it is named."""

SENSE = "sense"
"""The column that an event is compared by, as bytes; selections leave it out unless it is named."""

_WORDS = pa.list_(pa.string())
_ACTOR = [
    ("name", pa.string()),
    ("country", pa.string()),
    ("sector", pa.string()),
    ("other_sectors", _WORDS),
    ("office", pa.string()),
]
_PARTY = pa.struct([*_ACTOR, ("kind", pa.string()), ("text", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
_WORD = pa.struct(
    [
        ("speaker", pa.string()),
        ("country", pa.string()),
        ("sector", pa.string()),
        ("kind", pa.string()),
        ("stance", pa.string()),
        ("doubt", pa.bool_()),
    ]
)
_NUMBER = [("kind", pa.string()), ("currency", pa.string()), ("low", pa.float64()), ("high", pa.float64())]
_FIGURE = pa.struct([*_NUMBER, ("latest_low", pa.float64()), ("latest_high", pa.float64()), ("by", pa.string())])
_PLACE = [
    ("place", pa.string()),
    ("place_text", pa.string()),
    ("place_country", pa.string()),
    ("place_admin1", pa.string()),
    ("place_resolution", pa.string()),
    ("geonameid", pa.int64()),
    ("latitude", pa.float64()),
    ("longitude", pa.float64()),
]
_ACT = [
    ("type", pa.string()),
    ("modes", _WORDS),
    ("contexts", _WORDS),
    ("cameo", pa.string()),
    ("quad", pa.int32()),
    ("score", pa.float64()),
    ("status", pa.string()),
    ("date_start", pa.date32()),
    ("date_end", pa.date32()),
]
_TIME = pa.timestamp("us", "UTC")

_EVENTS = [
    ("id", pa.string()),
    ("article", pa.string()),
    ("publisher", pa.string()),
    ("published", pa.date32()),
    *_ACT,
    ("date_text", pa.string()),
    ("date_granularity", pa.string()),
    ("actors", pa.list_(_PARTY)),
    ("recipients", pa.list_(_PARTY)),
    ("actor_countries", _WORDS),
    ("recipient_countries", _WORDS),
    ("incomplete", pa.bool_()),
    *_PLACE,
    ("magnitudes", pa.list_(pa.struct([*_NUMBER, ("text", pa.string())]))),
    ("attribution", _WORD),
    ("chain", pa.list_(_WORD)),
    ("counterclaims", pa.list_(_WORD)),
    ("by_party", pa.bool_()),
    ("quote", pa.string()),
    ("sentence_start", pa.int32()),
    ("sentence_end", pa.int32()),
    ("trigger_start", pa.int32()),
    ("trigger_end", pa.int32()),
    ("reasons", _WORDS),
    ("confidence", pa.float64()),
    ("coder", pa.string()),
    ("run", pa.int64()),
    (SENSE, pa.binary()),
    (RECORD, pa.string()),
]
_ARTICLES = [
    ("id", pa.string()),
    ("headline", pa.string()),
    ("byline", pa.string()),
    ("dateline", pa.string()),
    ("publisher", pa.string()),
    ("url", pa.string()),
    ("published", pa.date32()),
    ("published_at", _TIME),
    ("published_basis", pa.string()),
    ("language", pa.string()),
    ("source_path", pa.string()),
    ("source_record", pa.int64()),
    ("words", pa.int32()),
    ("events", pa.int32()),
    ("text", pa.string()),
    ("text_sha256", pa.string()),
    ("shingles", pa.string()),
    ("stamp", pa.int64()),
    ("coder", pa.string()),
    ("run", pa.int64()),
    (RECORD, pa.string()),
]
_INCIDENTS = [
    ("id", pa.string()),
    *_ACT,
    ("actors", pa.list_(pa.struct(_ACTOR))),
    ("recipients", pa.list_(pa.struct(_ACTOR))),
    ("actor_countries", _WORDS),
    ("recipient_countries", _WORDS),
    *_PLACE,
    ("figures", pa.list_(_FIGURE)),
    ("summary", pa.string()),
    ("first_report", pa.date32()),
    ("last_report", pa.date32()),
    ("reports", pa.int32()),
    ("articles", pa.int32()),
    ("publishers", _WORDS),
    ("publisher_countries", _WORDS),
    ("asserted_by", _WORDS),
    ("denied_by", _WORDS),
    ("related", _WORDS),
    ("former", _WORDS),
    ("confidence", pa.float64()),
    ("run", pa.int64()),
    (RECORD, pa.string()),
]
_MEMBERS = [
    ("incident", pa.string()),
    ("event", pa.string()),
    ("article", pa.string()),
    ("published", pa.date32()),
    ("run", pa.int64()),
]
_VERDICTS = [
    ("event", pa.string()),
    ("beside", pa.string()),
    ("verdict", pa.string()),
    ("reason", pa.string()),
    ("given", pa.date32()),
    ("run", pa.int64()),
]
_COUNTS = [
    "articles_added",
    "articles_replaced",
    "articles_same",
    "events_added",
    "events_removed",
    "incidents_added",
    "incidents_removed",
]
_RUNS = [
    ("version", pa.int64()),
    ("kind", pa.string()),
    ("started", _TIME),
    ("finished", _TIME),
    ("dragoman", pa.string()),
    ("coder", pa.string()),
    ("grouper", pa.string()),
    ("inputs", _WORDS),
    ("options", pa.string()),
    *((name, pa.int64()) for name in _COUNTS),
    ("articles", pa.int64()),
    ("events", pa.int64()),
    ("incidents", pa.int64()),
    ("incident_members", pa.int64()),
    ("verdicts", pa.int64()),
    ("articles_delta", pa.int64()),
    ("events_delta", pa.int64()),
    ("incidents_delta", pa.int64()),
    ("incident_members_delta", pa.int64()),
    ("verdicts_delta", pa.int64()),
    ("oldest", pa.int64()),
]

COLUMNS: Mapping[str, pa.Schema] = MappingProxyType(
    {
        "articles": pa.schema(_ARTICLES),
        "events": pa.schema(_EVENTS),
        "incidents": pa.schema(_INCIDENTS),
        "incident_members": pa.schema(_MEMBERS),
        "verdicts": pa.schema(_VERDICTS),
        "runs": pa.schema(_RUNS),
    }
)
TABLES: tuple[str, ...] = tuple(COLUMNS)
DATA: tuple[str, ...] = TABLES[:-1]
"""The tables whose Delta versions a row of `runs` names."""

ORDER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "articles": ("published", "id"),
        "events": ("published", "date_start", "id"),
        "incidents": ("first_report", "id"),
        "incident_members": ("published", "incident", "event"),
        "verdicts": ("given", "event", "beside"),
    }
)
"""How rows lie in the files of a table, those without a value last; first comes a day, by which files are found."""
