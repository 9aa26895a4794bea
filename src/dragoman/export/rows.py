"""An event, a report or an incident as one flat row: the columns of CSV and Parquet. Lists are joined by ";"."""

from __future__ import annotations

import pyarrow as pa

from dragoman.records import Actor, Attribution, Event, Figure, Incident, Mention, Report, Value

__all__ = ["CARRIER_COLUMNS", "COLUMNS", "INCIDENT_COLUMNS", "Cell", "Row", "incident_row_of", "report_row_of", "row_of"]

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
    "counterclaims": pa.string(),
    "by_party": pa.bool_(),
    "confidence": pa.float64(),
    "quote": pa.string(),
    "sentence_number": pa.int64(),
    "trigger_start": pa.int64(),
    "trigger_end": pa.int64(),
    "coder": pa.string(),
}
CARRIER_COLUMNS: dict[str, pa.DataType] = {
    "publisher": pa.string(),
    "publisher_country": pa.string(),
    "published": pa.string(),
    "headline": pa.string(),
    "url": pa.string(),
    "original": pa.string(),
}
INCIDENT_COLUMNS: dict[str, pa.DataType] = {
    "id": pa.string(),
    "start": pa.string(),
    "end": pa.string(),
    "type": pa.string(),
    "modes": pa.string(),
    "contexts": pa.string(),
    "cameo": pa.string(),
    "quad": pa.int64(),
    "score": pa.float64(),
    "status": pa.string(),
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
    "killed_latest": pa.string(),
    "killed_by_source": pa.string(),
    "injured": pa.string(),
    "injured_latest": pa.string(),
    "figures": pa.string(),
    "summary": pa.string(),
    "first_report": pa.string(),
    "last_report": pa.string(),
    "reports": pa.int64(),
    "articles": pa.int64(),
    "publishers": pa.string(),
    "publisher_countries": pa.string(),
    "asserted_by": pa.string(),
    "denied_by": pa.string(),
    "events": pa.string(),
    "related": pa.string(),
    "former": pa.string(),
    "confidence": pa.float64(),
}
Cell = str | int | float | bool | None
Row = dict[str, Cell]


def row_of(event: Event) -> Row:
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
        **_mentions("actor", event.actors),
        **_mentions("recipient", event.recipients),
        "place": where.name if where else None,
        "place_country": where.country if where else None,
        "geonameid": where.geonameid if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "killed": _range_of(event, "killed"),
        "injured": _range_of(event, "injured"),
        "magnitudes": ";".join(f"{one.kind}: {one.text}" for one in event.magnitudes),
        "attributed_to": _speaker(word) if word else None,
        "stance": word.stance if word else None,
        "chain": ";".join(_speaker(each) or "" for each in event.chain),
        "counterclaims": ";".join(f"{_speaker(each) or 'nobody'} {each.stance}" for each in event.counterclaims),
        "by_party": event.by_party,
        "confidence": event.confidence,
        "quote": event.quote,
        "sentence_number": event.sentence_number,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "coder": event.coder,
    }


def report_row_of(report: Report) -> Row:
    """The event and its article as one flat row."""
    carrier = report.carrier
    return {
        **row_of(report.event),
        "publisher": carrier.publisher,
        "publisher_country": carrier.country,
        "published": carrier.published.isoformat() if carrier.published else None,
        "headline": carrier.headline,
        "url": carrier.url,
        "original": carrier.original or None,
    }


def incident_row_of(incident: Incident) -> Row:
    """The incident as one flat row."""
    where = incident.place
    figures = {figure.kind: figure for figure in reversed(incident.figures)}
    killed, injured = figures.get("killed"), figures.get("injured")
    return {
        "id": incident.id,
        "start": incident.start.isoformat() if incident.start else None,
        "end": incident.end.isoformat() if incident.end else None,
        "type": incident.type,
        "modes": ";".join(incident.modes),
        "contexts": ";".join(incident.contexts),
        "cameo": incident.cameo,
        "quad": incident.quad,
        "score": incident.score,
        "status": incident.status,
        **_actors("actor", incident.actors),
        **_actors("recipient", incident.recipients),
        "place": where.name if where else None,
        "place_country": where.country if where else None,
        "geonameid": where.geonameid if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "killed": _range(killed.low, killed.high) if killed else None,
        "killed_latest": _range(killed.latest_low, killed.latest_high) if killed else None,
        "killed_by_source": killed.by if killed else None,
        "injured": _range(injured.low, injured.high) if injured else None,
        "injured_latest": _range(injured.latest_low, injured.latest_high) if injured else None,
        "figures": ";".join(_figure(figure) for figure in incident.figures),
        "summary": incident.summary,
        "first_report": incident.first_report.isoformat() if incident.first_report else None,
        "last_report": incident.last_report.isoformat() if incident.last_report else None,
        "reports": incident.reports,
        "articles": len(incident.articles),
        "publishers": ";".join(incident.publishers),
        "publisher_countries": ";".join(incident.publisher_countries),
        "asserted_by": _values(incident.asserted_by),
        "denied_by": _values(incident.denied_by),
        "events": ";".join(incident.events),
        "related": ";".join(incident.related),
        "former": ";".join(incident.former),
        "confidence": incident.confidence,
    }


def _mentions(side: str, mentions: tuple[Mention, ...]) -> Row:
    return {
        f"{side}s": ";".join(mention.text for mention in mentions),
        f"{side}_countries": ";".join(mention.actor.country or "" for mention in mentions),
        f"{side}_sectors": ";".join(mention.actor.sector or "" for mention in mentions),
    }


def _actors(side: str, actors: tuple[Actor, ...]) -> Row:
    return {
        f"{side}s": ";".join(actor.name or actor.code for actor in actors),
        f"{side}_countries": ";".join(actor.country or "" for actor in actors),
        f"{side}_sectors": ";".join(actor.sector or "" for actor in actors),
    }


def _values(values: tuple[Value, ...]) -> str:
    return ";".join(each.value for each in values)


def _figure(figure: Figure) -> str:
    """ "killed: 12-17", "money (EUR): 3000000"."""
    of = f"{figure.kind} ({figure.currency})" if figure.currency else figure.kind
    return f"{of}: {_range(figure.low, figure.high)}"


def _speaker(word: Attribution) -> str | None:
    """Who vouches for the statement, in the article's words; None where the text names nobody."""
    return word.source.text if word.source else word.words or None


def _range_of(event: Event, kind: str) -> str | None:
    """The first magnitude of the kind."""
    first = next((one for one in event.magnitudes if one.kind == kind), None)
    return _range(first.low, first.high) if first else None


def _range(low: float | None, high: float | None) -> str:
    """ "17", "17-20", "30-" (at least), "-16" (at most)."""
    least, most = (f"{bound:.0f}" if bound is not None else "" for bound in (low, high))
    return least if least == most else f"{least}-{most}"
