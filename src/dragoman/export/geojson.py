"""GeoJSON (RFC 7946): one feature an act, its point as [longitude, latitude]; an act without a place has no geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Unpack

import msgspec

from dragoman.errors import ExportError
from dragoman.export.acts import Act, Choice, Item, acts_of
from dragoman.export.codes import load_codes, name_of

__all__ = ["export_geojson", "feature_of", "read_geojson"]

Json = dict[str, Any]


def feature_of(act: Act) -> Json:
    """The act as a feature. Degrees are WGS 84; a point is the place's centre, at the `resolution` of the properties."""
    place, carrier, dead = act.place, act.carrier, act.figure("killed")
    located = place is not None and place.latitude is not None and place.longitude is not None
    return {
        "type": "Feature",
        "id": act.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place and located else None,
        "properties": {
            "unit": act.unit,
            "start": act.start.isoformat() if act.start else None,
            "end": act.end.isoformat() if act.end else None,
            "type": act.type,
            "modes": list(act.modes),
            "contexts": list(act.contexts),
            "cameo": act.cameo,
            "quad": act.quad,
            "score": act.score,
            "status": act.status,
            "actors": [name_of(party) for party in act.actors],
            "actor_codes": [party.actor.code for party in act.actors],
            "recipients": [name_of(party) for party in act.recipients],
            "recipient_codes": [party.actor.code for party in act.recipients],
            "place": place.name or place.text if place else None,
            "province": load_codes().province(place) if place else None,
            "country": place.country if place else None,
            "resolution": place.resolution if place else None,
            "geonameid": place.geonameid if place else None,
            "killed_low": dead.low if dead else None,
            "killed_high": dead.high if dead else None,
            "reports": act.independent,
            "articles": len(act.articles),
            "publishers": list(act.publishers),
            "first_report": act.first_report.isoformat() if act.first_report else None,
            "url": carrier.url if carrier else None,
            "summary": act.summary,
            "confidence": act.confidence,
        },
    }


def export_geojson(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write a feature collection, a feature a line; actual acts with a named doer unless the choice says otherwise."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    for number, act in enumerate(acts_of(items, **choice)):
        stream.write((b",\n" if number else b"\n") + msgspec.json.encode(feature_of(act)))
    stream.write(b"\n]}\n")


def read_geojson(stream: BinaryIO) -> Iterator[Json]:
    """The features of a collection. Raises: ExportError."""
    try:
        collection = msgspec.json.decode(stream.read(), type=Json)
    except msgspec.DecodeError as exc:
        raise ExportError(f"GeoJSON: no JSON object ({exc}).") from None
    if collection.get("type") != "FeatureCollection" or not isinstance(collection.get("features"), list):
        raise ExportError(f"GeoJSON: a FeatureCollection is expected, this is a {collection.get('type')}.")
    yield from collection["features"]
