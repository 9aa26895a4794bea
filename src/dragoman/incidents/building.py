"""The record of an incident from its reports: the best values, all values, who says so, who carried it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dragoman.incidents.figures import sum_figures
from dragoman.incidents.summary import summarize
from dragoman.incidents.values import best_actors, best_days, best_place, common, list_values, original
from dragoman.ontology import load_ontology
from dragoman.records import Actor, Attribution, Incident, Place, Report, Status, Value

__all__ = ["build_incident", "incident_id"]

_STATUSES: tuple[Status, ...] = ("actual", "historical", "future", "hypothetical", "negated")


def incident_id(event: str) -> str:
    """The id of the incident whose core is the report of this event."""
    return hashlib.sha256(f"incident\x1f{event}".encode()).hexdigest()[:16]


def build_incident(reports: Sequence[Report], *, denials: Sequence[Report] = ()) -> Incident:
    """The incident that `reports`, in order of publication, tell; `denials` tell that it did not happen.

    Its id is that of its first report.
    """
    ontology = load_ontology()
    events = [report.event for report in reports]
    types = list_values((report.event.type, report) for report in reports)
    best = types[0].value
    typed = [report for report in reports if report.event.type == best]
    independent = len({original(report) for report in typed if report.event.modes})
    modes = common([(mode, report) for report in typed for mode in report.event.modes], of=independent)
    contexts = common(
        [(context, report) for report in reports for context in report.event.contexts],
        of=len({original(report) for report in reports}),
    )
    days = best_days(reports)
    published = [report.carrier.published for report in reports if report.carrier.published is not None]
    confidences = [event.confidence for event in events if event.confidence is not None]
    incident = Incident(
        id=incident_id(events[0].id),
        type=best,
        modes=modes,
        contexts=contexts,
        cameo=list_values((report.event.cameo, report) for report in typed)[0].value,
        quad=ontology.quad(best),
        score=ontology.score(best, modes),
        status=next(status for status in _STATUSES if any(event.status == status for event in events)),
        start=days[0] if days else None,
        end=days[1] if days else None,
        place=best_place(reports),
        actors=best_actors([(mention.actor, report) for report in reports for mention in report.event.actors]),
        recipients=best_actors([(mention.actor, report) for report in reports for mention in report.event.recipients]),
        figures=sum_figures(reports),
        types=types,
        days=list_values(
            (_interval(report.event.date.start, report.event.date.end), report)
            for report in reports
            if report.event.date is not None and report.event.date.start is not None and report.event.date.end is not None
        ),
        places=list_values((_name(report.event.place), report) for report in reports if report.event.place is not None),
        actor_values=list_values((_party(each.actor), report) for report in reports for each in report.event.actors),
        recipient_values=list_values((_party(each.actor), report) for report in reports for each in report.event.recipients),
        first_report=min(published, default=None),
        last_report=max(published, default=None),
        reports=len({original(report) for report in reports}),
        articles=tuple(dict.fromkeys(event.article for event in events)),
        publishers=tuple(sorted({report.carrier.publisher for report in reports if report.carrier.publisher})),
        publisher_countries=tuple(sorted({report.carrier.country for report in reports if report.carrier.country})),
        asserted_by=list_values((words, report) for report in reports for words in _voices(report.event.chain, deny=False)),
        denied_by=_denials(reports, denials),
        events=tuple(event.id for event in events),
        confidence=max(confidences, default=None),
    )
    return replace(incident, summary=summarize(incident))


def _denials(reports: Sequence[Report], denials: Sequence[Report]) -> tuple[Value, ...]:
    """Who denies it beside its reports, and on whose word others report that it did not happen."""
    found = [
        (words, report)
        for report in reports
        for words in _voices((*report.event.chain, *report.event.counterclaims), deny=True)
    ]
    for report in denials:
        words = _voices(report.event.chain, deny=True) or _voices(report.event.chain, deny=False)
        found += [(each, report) for each in words]
    return list_values(found)


def _voices(attributions: Iterable[Attribution], *, deny: bool) -> list[str]:
    """The sources' words, of those that deny or doubt it or of those that assert it."""
    stances = {"denies", "doubts"} if deny else {"asserts"}
    return [
        attribution.words or (attribution.source.text if attribution.source else "")
        for attribution in attributions
        if attribution.stance in stances and (attribution.words or attribution.source)
    ]


def _party(actor: Actor) -> str:
    """`Yahya Sinwar (PSE REB)`, or the code alone."""
    return f"{actor.name} ({actor.code})" if actor.name else actor.code


def _name(place: Place | None) -> str:
    """`Kisumu, KEN`, by its name in the gazetteer where it has one."""
    if place is None:
        return ""
    name = place.name or place.text
    return f"{name}, {place.country}" if place.country and place.resolution != "country" else name


def _interval(start: date, end: date) -> str:
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"
