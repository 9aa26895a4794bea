"""Remakes the README's pictures, docs/picture.svg and docs/incidents.svg, from real output on the examples."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console, RenderableType

from dragoman.apps.cli.incident_tables import draw_incident, incident_table
from dragoman.apps.cli.tables import event_table
from dragoman.config import ReadOptions
from dragoman.flow import Coder, read_articles
from dragoman.flow.incidents import build_incidents
from dragoman.records import Article, Event

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGE, WIRE = EXAMPLES / "pages" / "harbour-clash-a.txt", EXAMPLES / "mastheads.jsonl"


def main() -> None:
    """Draw the first eight events of a page, and what eight articles of six mastheads tell together."""
    coder = Coder()
    coded = _code(coder, PAGE)
    _save([event_table(article, events[:8]) for article, events in coded], "picture.svg", "dragoman code harbour-clash-a.txt")
    coded = _code(coder, WIRE)
    incidents = sorted(build_incidents(coded, coder), key=lambda one: (-len(one.articles), one.id))
    evidence = {event.id: (event, article) for article, events in coded for event in events}
    drawn = [incident_table(incidents[:6], title="8 articles, 6 mastheads"), draw_incident(incidents[0], evidence)]
    _save(drawn, "incidents.svg", "dragoman incidents DATASET")


def _code(coder: Coder, path: Path) -> list[tuple[Article, list[Event]]]:
    found = read_articles([path], ReadOptions())
    return [(article, list(coder.stream(article))) for article in found if isinstance(article, Article)]


def _save(drawn: Sequence[RenderableType], name: str, title: str) -> None:
    console = Console(record=True, width=150, file=io.StringIO())
    for each in drawn:
        console.print(each)
    console.save_svg(str(Path(__file__).with_name(name)), title=title)


if __name__ == "__main__":
    main()
