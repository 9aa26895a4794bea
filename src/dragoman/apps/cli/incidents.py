"""`dragoman incidents`: the happenings of a dataset, as a table, or one of them with all that is reported of it."""

from __future__ import annotations

import csv
import heapq
import sys
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dragoman.apps.cli.incident_tables import draw_incident, incident_table
from dragoman.dataset import open_dataset
from dragoman.errors import QueryError
from dragoman.records import Incident

__all__ = ["incidents"]

_SORTS = ("day", "reports")


def incidents(
    dataset: Annotated[Path, typer.Argument(help="A dataset, written by `dragoman code -o`.")],
    id: Annotated[str | None, typer.Argument(help="One incident, to see every report and value of it.")] = None,
    type: Annotated[list[str] | None, typer.Option(help="A PLOVER type; once for each.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Country of the place, ISO 3166 alpha-3; once for each.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="To this day.")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="Told by this masthead; once for each.")] = None,
    all_statuses: Annotated[bool, typer.Option("--all-statuses", help="Also what was denied, planned or long past.")] = False,
    sort: Annotated[str, typer.Option(help=f"One of {', '.join(_SORTS)}: by day, or the most reported first.")] = "day",
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    rows: Annotated[
        bool, typer.Option("--rows", help="With ID: why its reports were joined, as CSV for `dragoman judge`.")
    ] = False,
    version: Annotated[int | None, typer.Option(help="An earlier version of the dataset.")] = None,
) -> None:
    """Show the incidents of a dataset."""
    if sort not in _SORTS:
        raise QueryError(f"--sort {sort}: choose one of {', '.join(_SORTS)}.")
    if rows and id is None:
        raise QueryError("--rows: the rows of one incident. Give its id.")
    opened, console = open_dataset(dataset, version), Console()
    if id is not None:
        found = next(iter(opened.incidents(id=id, status=None)), None)
        if found is None:
            raise QueryError(f"{dataset}: no incident {id} in version {opened.version.number}. List them without an id.")
        if rows:
            _write_rows(found)
            return
        articles = {article.id: article for article in opened.articles(id=found.articles)}
        events = opened.events(id=found.events, status=None)
        console.print(draw_incident(found, {event.id: (event, articles[event.article]) for event in events}))
        return
    chosen = opened.incidents(
        type=type,
        country=country,
        since=since.date() if since else None,
        until=until.date() if until else None,
        status=None if all_statuses else "actual",
        publisher=publisher,
    )
    shown = heapq.nsmallest(limit, chosen, key=_reports) if sort == "reports" else list(islice(chosen, limit))
    total = len(chosen)
    more = f" (the first {len(shown):,})" if len(shown) < total else ""
    console.print(incident_table(shown, title=f"{dataset}, version {opened.version.number}: {total:,} incidents{more}"))


def _write_rows(incident: Incident) -> None:
    """One row a pairing, with room for a person's reason: `e17,e42,same,0.91,"day same; trigger act",`."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("event", "beside", "verdict", "likeness", "why", "reason"))
    for pairing in incident.pairings:
        writer.writerow((pairing.event, pairing.beside, "same", f"{pairing.likeness:.2f}", pairing.reason, ""))


def _reports(incident: Incident) -> tuple[int, int, str]:
    return -incident.reports, -len(incident.articles), incident.id
