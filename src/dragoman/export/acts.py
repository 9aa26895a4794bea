"""What an exporter writes: one act, told by one report or by all reports of an incident, in one shape for both.

Exporters take any mix of `Event`, `Report`, `Incident` and `Told`; `acts_of` gives the acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

from dragoman.records import (
    Actor,
    Attribution,
    Carrier,
    Event,
    Figure,
    Incident,
    Magnitude,
    Mention,
    Place,
    Report,
    Span,
    Status,
)

__all__ = ["Act", "Choice", "Item", "Party", "Told", "Unit", "acts_of", "wanted"]

Unit = Literal["report", "incident"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An incident and its reports, in order of publication, for the formats that need them (evidence, addresses, mentions)."""

    incident: Incident
    reports: tuple[Report, ...] = ()


Item = Event | Report | Incident | Told


class Choice(TypedDict, total=False):
    """What is written of what is given. `unit`: of the items, for a header when there are none. Negated, future, hypothetical
    and historical acts only with `all_statuses`; acts of which nobody is named as the doer only with `incomplete`."""

    unit: Unit
    all_statuses: bool
    incomplete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor and the words of the text that name it; in an incident those of the first report that has this very actor, None
    without reports."""

    actor: Actor
    text: str | None = None
    span: Span | None = None

    @property
    def sectors(self) -> tuple[str, ...]:
        """The primary sector and the others, each once."""
        first = (self.actor.sector,) if self.actor.sector else ()
        return tuple(dict.fromkeys((*first, *self.actor.other_sectors)))

    @property
    def name(self) -> str | None:
        """The name, or the words where it has none."""
        return self.actor.name or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act to be written. `start`/`end`: its first and last day; `granularity` of a report's date, `date_text` its words.

    `reports` are the reports that tell it, the first published first; a bare incident has none, and then `articles`,
    `publishers` and the days of publication are all that is known of them. `quote` and `sentence` are of the first report.
    """

    id: str
    unit: Unit
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    score: float
    status: Status
    incomplete: bool
    start: date | None
    end: date | None
    granularity: str | None
    date_text: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    figures: tuple[Figure, ...]
    attribution: Attribution | None
    reports: tuple[Report, ...]
    articles: tuple[str, ...]
    publishers: tuple[str, ...]
    independent: int
    first_report: date | None
    last_report: date | None
    summary: str
    confidence: float | None
    coder: str

    @property
    def first(self) -> Report | None:
        """The first report, None for a bare incident."""
        return self.reports[0] if self.reports else None

    @property
    def carrier(self) -> Carrier | None:
        """What is known of the first report's article."""
        return self.reports[0].carrier if self.reports else None

    @property
    def outlet(self) -> str | None:
        """The publisher of the first report, else the first of all publishers that are known."""
        known = self.carrier.publisher if self.carrier else None
        return known or next(iter(self.publishers), None)

    @property
    def day(self) -> date | None:
        """The day, or the first of at most 31; None for an act that is dated no closer."""
        if self.start is None or (self.end is not None and (self.end - self.start).days > 30):
            return None
        return self.start

    @property
    def story_day(self) -> date | None:
        """The day, or that of the first publication where the text gives none."""
        return self.day or self.first_report

    def figure(self, kind: str) -> Figure | None:
        """The number of that kind, the first where there are several."""
        return next((figure for figure in self.figures if figure.kind == kind), None)


def acts_of(
    items: Iterable[Item], *, unit: Unit = "report", all_statuses: bool = False, incomplete: bool = False
) -> Iterator[Act]:
    """The acts of the items, in their order; see `Choice` for what is left out. `unit` changes nothing here."""
    for item in items:
        act = _act(item)
        if (all_statuses or act.status == "actual") and (incomplete or not act.incomplete):
            yield act


def wanted(
    items: Iterable[Item], *, unit: Unit = "report", all_statuses: bool = True, incomplete: bool = True
) -> Iterator[Item]:
    """The items themselves, for formats that have a field for status and completeness: all of them unless asked for less."""
    for item in items:
        one = item.event if isinstance(item, Report) else item.incident if isinstance(item, Told) else item
        whole = bool(one.actors) if isinstance(one, Incident) else not one.incomplete
        if (all_statuses or one.status == "actual") and (incomplete or whole):
            yield item


def _act(item: Item) -> Act:
    if isinstance(item, Event):
        return _of_report(Report(event=item, carrier=Carrier(article=item.article, original=item.article)))
    if isinstance(item, Report):
        return _of_report(item)
    return _of_incident(item if isinstance(item, Told) else Told(incident=item))


def _of_report(report: Report) -> Act:
    event, carrier = report.event, report.carrier
    when = event.date
    return Act(
        id=event.id,
        unit="report",
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        cameo=event.cameo,
        quad=event.quad,
        score=event.score,
        status=event.status,
        incomplete=event.incomplete,
        start=when.start if when else None,
        end=when.end if when else None,
        granularity=when.granularity if when else None,
        date_text=when.text if when else None,
        actors=tuple(Party(actor=each.actor, text=each.text, span=each.span) for each in event.actors),
        recipients=tuple(Party(actor=each.actor, text=each.text, span=each.span) for each in event.recipients),
        place=event.place,
        figures=tuple(_figure(one) for one in event.magnitudes),
        attribution=event.attribution,
        reports=(report,),
        articles=(event.article,),
        publishers=(carrier.publisher,) if carrier.publisher else (),
        independent=1,
        first_report=carrier.published,
        last_report=carrier.published,
        summary=event.quote,
        confidence=event.confidence,
        coder=event.coder,
    )


def _of_incident(told: Told) -> Act:
    incident, reports = told.incident, told.reports
    return Act(
        id=incident.id,
        unit="incident",
        type=incident.type,
        modes=incident.modes,
        contexts=incident.contexts,
        cameo=incident.cameo,
        quad=incident.quad,
        score=incident.score,
        status=incident.status,
        incomplete=not incident.actors,
        start=incident.start,
        end=incident.end or incident.start,
        granularity=None,
        date_text=None,
        actors=_parties(incident.actors, [each for report in reports for each in report.event.actors]),
        recipients=_parties(incident.recipients, [each for report in reports for each in report.event.recipients]),
        place=incident.place,
        figures=incident.figures,
        attribution=None,
        reports=reports,
        articles=incident.articles,
        publishers=incident.publishers,
        independent=incident.reports,
        first_report=incident.first_report,
        last_report=incident.last_report,
        summary=incident.summary,
        confidence=incident.confidence,
        coder=reports[0].event.coder if reports else "",
    )


def _parties(actors: tuple[Actor, ...], mentions: list[Mention]) -> tuple[Party, ...]:
    """The parties of an incident in the words of its reports; pronouns, which say nothing alone, do not count."""
    words: dict[tuple[str | None, ...], str] = {}
    for each in mentions:
        if each.kind != "pronoun":
            words.setdefault(_identity(each.actor), each.text)
    return tuple(Party(actor=actor, text=words.get(_identity(actor))) for actor in actors)


def _identity(actor: Actor) -> tuple[str | None, ...]:
    return actor.name, actor.country, actor.sector


def _figure(one: Magnitude) -> Figure:
    return Figure(
        kind=one.kind, currency=one.currency, low=one.low, high=one.high, latest_low=one.low, latest_high=one.high
    )
