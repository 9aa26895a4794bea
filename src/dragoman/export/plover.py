"""PLOVER's own record: one JSON object a line, the fields of the PLOVER manual (draft 2.0), section "JSON format".

Fields that PLOVER does not know, and welcomes, say what Dragoman knows besides: `status`, `incomplete`, `confidence`,
`size_range`, `enddate` of spans, and for incidents `reports`, `articles`, `publishers`, `first_report`, `last_report` and
`summary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Unpack

import msgspec

from dragoman.errors import ExportError
from dragoman.export.acts import Act, Choice, Item, Party, acts_of
from dragoman.export.codes import load_codes
from dragoman.records import Event, Figure, Place

__all__ = ["export_plover", "read_plover", "record_of"]

Json = dict[str, Any]

_SIZES = {"dead": "killed", "injured": "injured", "arrested": "arrested"}
_RESOLUTIONS = {"country": 1, "admin1": 2, "admin2": 3, "city": 4, "feature": 5}
_CODEBOOK = "plover-2.0"


def record_of(act: Act) -> Json:
    """The act as a PLOVER record; fields without a value are left out, but for the required ones. `date` is None when the text
    gives none: PLOVER requires a day, and the publication date is not one."""
    place, carrier, first = act.place, act.carrier, act.first
    sizes = {name: act.figure(kind) for name, kind in _SIZES.items()}
    record: Json = {
        "id": act.id,
        "has_event": True,
        "date": act.start.isoformat() if act.start else None,
        "enddate": act.end.isoformat() if act.end and act.end != act.start else None,
        "actor": [_entity(party) for party in act.actors],
        "recipient": [_entity(party) for party in act.recipients],
        "event": [act.type],
        "mode": list(act.modes),
        "context": list(act.contexts),
        "quad_code": act.quad,
        "event_scale": act.score,
        "event_loc": _location(place) if place else None,
        "event_text": _trigger(first.event) if first else None,
        "text": first.event.quote or None if first else None,
        "text_info": _sentence(first.event) if first else None,
        "size": _filled({name: _exact(figure) for name, figure in sizes.items()}),
        "size_range": _filled({name: [figure.low, figure.high] if figure else None for name, figure in sizes.items()}),
        "cite_info": _filled(
            {
                "url": carrier.url if carrier else None,
                "title": carrier.headline if carrier else None,
                "publication": carrier.publisher if carrier else None,
                "date": carrier.published.isoformat() if carrier and carrier.published else None,
                "coder": act.coder or None,
                "codebook": _CODEBOOK,
            }
        ),
        "coder": act.coder or None,
        "status": act.status,
        "incomplete": act.incomplete or None,
        "confidence": act.confidence,
    }
    if act.unit == "incident":
        record |= {
            "reports": act.independent,
            "articles": list(act.articles),
            "publishers": list(act.publishers),
            "first_report": act.first_report.isoformat() if act.first_report else None,
            "last_report": act.last_report.isoformat() if act.last_report else None,
            "summary": act.summary or None,
        }
    required = {"id", "date", "actor", "recipient", "event", "mode", "context"}
    return {name: value for name, value in record.items() if value is not None or name in required}


def _entity(party: Party) -> Json:
    actor = party.actor
    return _filled(
        {
            "code": actor.country,
            "sector": actor.sector,
            "other_sectors": list(actor.other_sectors) or None,
            "entity_text": party.text,
            "identifier_text": actor.name,
            "office": actor.office,
        }
    ) or {"entity_text": None}


def _sentence(event: Event) -> Json | None:
    """Which sentence of the article, and from where to where."""
    return _filled({"sequence": event.sentence_number, "start": event.sentence.start, "end": event.sentence.end})


def _trigger(event: Event) -> list[str] | None:
    """The words that name the act, cut from the sentence; None where no text was kept."""
    start = event.sentence.start
    words = event.quote[event.trigger.start - start : event.trigger.end - start] if event.trigger.within(event.sentence) else ""
    return [words] if words else None


def _location(place: Place) -> Json:
    codes = load_codes()
    return _filled(
        {
            "extracted_place": place.text,
            "resolved_place": place.name,
            "geonameid": place.geonameid,
            "lat": place.latitude,
            "lon": place.longitude,
            "city": place.name if place.resolution == "city" else None,
            "district": place.name if place.resolution == "admin2" else None,
            "province": codes.province(place),
            "country": codes.country_name(place.country),
            "country_code": place.country,
            "resolution": _RESOLUTIONS.get(place.resolution or ""),
        }
    ) or {"extracted_place": None}


def _exact(figure: Figure | None) -> float | int | None:
    """The number where it is exact; a range stands in `size_range` alone."""
    if figure is None or figure.low is None or figure.low != figure.high:
        return None
    return int(figure.low) if figure.low == int(figure.low) else figure.low


def _filled(record: Json) -> Json | None:
    return {name: value for name, value in record.items() if value is not None} or None


def export_plover(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write PLOVER records; actual acts with a named doer unless the choice says otherwise."""
    for act in acts_of(items, **choice):
        stream.write(msgspec.json.encode(record_of(act)) + b"\n")


def read_plover(stream: BinaryIO) -> Iterator[Json]:
    """The records of a PLOVER file. Raises: ExportError naming the line and the field that is missing."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line, type=Json)
        except msgspec.DecodeError as exc:
            raise ExportError(f"PLOVER, line {number}: no JSON object ({exc}).") from None
        missing = [name for name in ("id", "date", "actor", "event") if name not in record]
        if missing:
            raise ExportError(f"PLOVER, line {number}: no {', '.join(missing)}, which PLOVER requires.")
        yield record
