"""`dragoman explain`: one sentence, and everything the coder thought about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from dragoman.apps.cli.actors import print_faults
from dragoman.apps.cli.tables import plain
from dragoman.config import CoderOptions
from dragoman.errors import ReadError
from dragoman.flow import Coder, SentenceTrace, make_article, split_article
from dragoman.records import Attribution, Event, Magnitude, Mention, Place, Timex

__all__ = ["explain"]

_PLACE = "place "
"""How the reason for an event's place begins."""


def explain(
    sentence: Annotated[str, typer.Argument(help="One or more sentences of news.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that relative dates count from.")
    ] = None,
    actors: Annotated[list[Path] | None, typer.Option(help="An actor dictionary of your own; once for each.")] = None,
) -> None:
    """Show what the gate, the five questions and the decision made of a sentence, and why."""
    articles = split_article(make_article(sentence, published=published.date() if published else None))
    if not articles:
        raise ReadError("the sentence holds no text to code. Give a whole sentence in quotation marks.")
    coder, console = Coder(CoderOptions(actors=tuple(actors or ()))), Console()
    if coder.dictionary is not None:
        print_faults(coder.dictionary, Console(stderr=True))
    for article in articles:
        for trace in coder.trace(article, whole=True):
            console.print(_tree(trace, article.text))


def _tree(trace: SentenceTrace, text: str) -> Tree:
    tree = Tree(f"[bold]{_safe(trace.span.of(text))}[/]")
    gate = tree.add("gate: " + ("[green]passes[/]" if trace.parse else "[red]stops[/]"))
    gate.add("possible events: " + _safe(", ".join(trace.verdict.events) or "none"))
    gate.add("possible actors: " + _safe(", ".join(trace.verdict.actors) or "none"))
    if trace.parse is None:
        return tree
    branches = (
        ("who", [_mention(mention, text) for mention in trace.mentions]),
        ("when", [_time(timex) for timex in trace.times]),
        ("where", [_place(place) for place in trace.places]),
        ("whose word", [f"{_claim(one, text)} [dim]{_safe(one.content.of(text))}[/]" for one in trace.attributions]),
    )
    for name, lines in branches:
        branch = tree.add(name)
        for line in lines:
            branch.add(line)
    what = tree.add("what")
    for candidate in trace.candidates:
        words = _safe(trace.parse.words[candidate.token])
        if candidate.dropped:
            what.add(
                f"[dim]'{words}' {candidate.row.type} ({escape(candidate.row.row)}) dropped: {_safe(candidate.dropped)}[/]"
            )
    for event in trace.events:
        what.add(_event(event, text))
    return tree


def _event(event: Event, text: str) -> Table:
    """The event as the rows of a table: what is known of each question, with its reason."""
    table = Table.grid(padding=(0, 1))
    codes = f"CAMEO {event.cameo}, quad {event.quad}, score {event.score}, {event.status}"
    table.add_row("act", f"[bold]{'/'.join((event.type, *event.modes))}[/] {codes}, '{_safe(event.trigger.of(text))}'")
    table.add_row("actor", _lines([_mention(mention, text) for mention in event.actors]))
    table.add_row("recipient", _lines([_mention(mention, text) for mention in event.recipients]))
    if event.date is not None:
        table.add_row("date", _time(event.date))
    if event.place is not None:
        why = "; ".join(reason for reason in event.reasons if reason.startswith(_PLACE))
        table.add_row("place", f"{_place(event.place)} [dim]{_safe(why)}[/]")
    if event.magnitudes:
        table.add_row("numbers", _lines([_number(one) for one in event.magnitudes]))
    table.add_row("on whose word", _chain(event, text))
    if event.counterclaims:
        table.add_row("against it", _lines([_claim(one, text) for one in event.counterclaims]))
    table.add_row("why", _lines([_safe(reason) for reason in event.reasons if not reason.startswith(_PLACE)]))
    if event.confidence is not None:
        table.add_row("confidence", f"{event.confidence:.2f}")
    return table


def _mention(mention: Mention, text: str) -> str:
    """Its words, code and the rows and rules behind it."""
    stands = f"stands for '{mention.antecedent.of(text)}'" if mention.antecedent is not None else ""
    basis = "; ".join(filter(None, (stands, *mention.actor.basis)))
    return f"{_safe(mention.text)} [cyan]{escape(mention.actor.code)}[/] [dim]{_safe(basis)}[/]"


def _time(timex: Timex) -> str:
    if timex.start is None:
        meaning = "unresolved"
    elif timex.start == timex.end:
        meaning = str(timex.start)
    else:
        meaning = f"{timex.start} to {timex.end}, {timex.granularity}"
    return f"{_safe(timex.text)} [cyan]{meaning}[/] [dim]{_safe(timex.rule)}[/]"


def _place(place: Place) -> str:
    """Its words and what they resolve to: name, division, country, the kind of place, GeoNames' id."""
    found = ", ".join(filter(None, (place.name, place.admin1, place.country, place.resolution))) or "unresolved"
    number = f"GeoNames {place.geonameid}" if place.geonameid is not None else ""
    return f"{_safe(place.text)} [cyan]{_safe(found)}[/] [dim]{number}[/]"


def _number(one: Magnitude) -> str:
    return f"{one.kind} [cyan]{_safe(one.text)}[/]"


def _chain(event: Event, text: str) -> str:
    """The speakers from the outermost to the innermost, and whether the last is a party."""
    if not event.chain:
        return "[dim]the report's own[/]"
    party = {True: "a party to the act", False: "no party to the act", None: ""}[event.by_party]
    return " > ".join(_claim(one, text) for one in event.chain) + (f" [dim]({party})[/]" if party else "")


def _claim(one: Attribution, text: str) -> str:
    """Who, with the actor's code, the stance and the cue."""
    code = f" [cyan]{escape(one.source.actor.code)}[/]" if one.source is not None else ""
    doubt = ", not vouched for" if one.doubt and one.stance == "asserts" else ""
    return f"{_safe(one.words or 'unnamed')}{code} {one.stance} [dim]({one.kind}, '{_safe(one.cue.of(text))}'{doubt})[/]"


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(lines) or "[dim]-[/]"


def _safe(words: str) -> str:
    """Words of an article as they may be shown: no markup, no control characters."""
    return escape(plain(words))
