"""Incidents drawn for a terminal; what articles say is escaped wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rich.console import Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from dragoman.apps.cli.tables import QUAD_COLOURS, plain
from dragoman.records import Actor, Article, Event, Figure, Incident, Value

__all__ = ["draw_incident", "incident_table"]

_COLUMNS = (("when", 3), ("act", 4), ("who", 5), ("to whom", 5), ("where", 3), ("how many", 4), ("told by", 3), ("id", 4))


def incident_table(incidents: Iterable[Incident], *, title: str) -> Table:
    """One incident a row: days, act, parties, place, figures, how many reports and mastheads tell it, its id."""
    table = Table(title=f"[bold]{escape(title)}[/]", title_justify="left", expand=True, pad_edge=False)
    for name, ratio in _COLUMNS:
        table.add_column(name, ratio=ratio, overflow="fold")
    for one in incidents:
        table.add_row(
            _days(one.start, one.end),
            _act(one),
            _actors(one.actors),
            _actors(one.recipients),
            _where(one),
            "\n".join(_figure(figure) for figure in one.figures),
            _told(one),
            f"[dim]{one.id}[/]",
        )
    return table


def draw_incident(incident: Incident, evidence: Mapping[str, tuple[Event, Article]]) -> Group:
    """Everything about one incident: its best values, every reported value, and the sentences that tell it, each once.

    `evidence`: event id -> the event and its article; events that are missing there are left out.
    """
    fields = Table(title=f"[bold]{escape(plain(incident.summary or incident.id))}[/]", title_justify="left", show_header=False)
    fields.add_row("id", incident.id)
    fields.add_row("act", _act(incident))
    fields.add_row("when", _days(incident.start, incident.end) + _spread(incident.days))
    fields.add_row("where", _where(incident) + _spread(incident.places))
    fields.add_row("who", (_actors(incident.actors) or "-") + _spread(incident.actor_values))
    fields.add_row("to whom", (_actors(incident.recipients) or "-") + _spread(incident.recipient_values))
    for figure in incident.figures:
        fields.add_row(figure.kind, _figure(figure) + _spread(figure.values))
    fields.add_row("told", f"{_days(incident.first_report, incident.last_report)}: {_told(incident)}")
    if incident.publishers:
        fields.add_row("mastheads", escape(plain(", ".join(incident.publishers))))
    for name, words in (("asserted by", incident.asserted_by), ("denied by", incident.denied_by)):
        if words:
            fields.add_row(name, escape(plain("; ".join(f"{value.value} ({len(value.events)})" for value in words))))
    for name, ids in (("related", incident.related), ("was", incident.former)):
        if ids:
            fields.add_row(name, ", ".join(ids))
    reports = Table(title="reports", title_justify="left", expand=True)
    joined = {pairing.event: f"{pairing.likeness:.2f} {pairing.reason}" for pairing in incident.pairings}
    for name, ratio in (("published", 2), ("masthead", 3), ("act", 2), ("words", 8), ("joined by", 5)):
        reports.add_column(name, ratio=ratio, overflow="fold")
    told_by = (evidence[name] for name in incident.events if name in evidence)
    for event, article in {(event.article, event.sentence): (event, article) for event, article in told_by}.values():
        day = article.published.day.isoformat() if article.published else "-"
        told = event.type if event.status == "actual" else f"{event.type} ({event.status})"
        why = Text(joined.get(event.id, ""), style="dim")
        reports.add_row(day, Text(plain(article.publisher or "-")), told, Text(plain(event.quote)), why)
    return Group(fields, reports)


def _act(incident: Incident) -> str:
    told = "" if incident.status == "actual" else f" [dim]({incident.status})[/]"
    return f"[{QUAD_COLOURS[incident.quad]}]{'/'.join((incident.type, *incident.modes))}[/]{told}"


def _actors(actors: Sequence[Actor]) -> str:
    return "\n".join(f"{escape(plain(actor.name or ''))} [cyan]{actor.code}[/]".strip() for actor in actors)


def _where(incident: Incident) -> str:
    place = incident.place
    if place is None:
        return "[dim]-[/]"
    country = f", {place.country}" if place.country and place.resolution != "country" else ""
    return escape(plain(place.name or place.text)) + country


def _days(start: date | None, end: date | None) -> str:
    if start is None:
        return "[dim]-[/]"
    return start.isoformat() if end in {None, start} else f"{start} to {end}"


def _figure(figure: Figure) -> str:
    """ "killed 12-17, latest 17 (health ministry)"."""
    span = _range(figure.low, figure.high)
    latest = _range(figure.latest_low, figure.latest_high)
    newest = f", latest {latest}" if latest and latest != span else ""
    source = f" ({escape(plain(figure.by))})" if figure.by else ""
    return f"{figure.kind} {span}{f' {figure.currency}' if figure.currency else ''}{newest}{source}"


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low:,.0f}"
    return f"{low:,.0f}+" if high is None else f"up to {high:,.0f}" if low is None else f"{low:,.0f}-{high:,.0f}"


def _told(incident: Incident) -> str:
    """ "4 reports, 6 articles, 5 mastheads"."""
    counts = ((incident.reports, "report"), (len(incident.articles), "article"), (len(incident.publishers), "masthead"))
    return ", ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in counts if count)


def _spread(values: Sequence[Value]) -> str:
    """The values that reports disagree on, with how many events give each."""
    if len(values) < 2:
        return ""
    return "\n[dim]" + escape(plain("; ".join(f"{value.value} ({len(value.events)})" for value in values))) + "[/]"
