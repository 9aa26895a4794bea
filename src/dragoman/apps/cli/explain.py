"""`dragoman explain`: one sentence, and everything the coder thought about it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from dragoman.apps.cli.tables import parties
from dragoman.errors import ReadError
from dragoman.flow import Coder, SentenceTrace, make_article, split_article

__all__ = ["explain"]


def explain(
    sentence: Annotated[str, typer.Argument(help="One or more sentences of news.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that relative dates count from.")
    ] = None,
) -> None:
    """Show what the gate, the five questions and the decision made of a sentence, and why."""
    articles = split_article(make_article(sentence, published=published.date() if published else None))
    if not articles:
        raise ReadError("the sentence holds no text to code. Give a whole sentence in quotation marks.")
    coder, console = Coder(), Console()
    for article in articles:
        for trace in coder.trace(article, whole=True):
            console.print(_tree(trace, article.text))


def _tree(trace: SentenceTrace, text: str) -> Tree:
    tree = Tree(f"[bold]{escape(trace.span.of(text))}[/]")
    gate = tree.add("gate: " + ("[green]passes[/]" if trace.parse else "[red]stops[/]"))
    gate.add("possible events: " + escape(", ".join(trace.verdict.events) or "none"))
    gate.add("possible actors: " + escape(", ".join(trace.verdict.actors) or "none"))
    if trace.parse is None:
        return tree
    who = tree.add("who")
    for mention in trace.mentions:
        who.add(f"{escape(mention.text)} [cyan]{mention.actor.code}[/] [dim]{escape('; '.join(mention.actor.basis))}[/]")
    when = tree.add("when")
    for timex in trace.times:
        when.add(_line(timex.text, str(timex.start or "unresolved"), timex.rule))
    where = tree.add("where")
    for place in trace.places:
        where.add(_line(place.text, place.country or "unresolved", place.name or ""))
    whose = tree.add("whose word")
    for word in trace.attributions:
        cue = f"{word.kind}, {word.stance}, '{word.cue.of(text)}'"
        whose.add(_line(word.source.text if word.source else word.words or "unnamed", cue, word.content.of(text)))
    what = tree.add("what")
    for candidate in trace.candidates:
        words = escape(trace.parse.words[candidate.token])
        if candidate.dropped:
            what.add(
                f"[dim]'{words}' {candidate.row.type} ({escape(candidate.row.row)}) dropped: {escape(candidate.dropped)}[/]"
            )
    for event in trace.events:
        table = Table.grid(padding=(0, 1))
        codes = f"CAMEO {event.cameo}, quad {event.quad}, score {event.score}, {event.status}"
        table.add_row("act", f"[bold]{'/'.join((event.type, *event.modes))}[/] {codes}")
        table.add_row("actor", parties(event.actors))
        table.add_row("recipient", parties(event.recipients))
        table.add_row("why", "\n".join(escape(reason) for reason in event.reasons))
        what.add(table)
    return tree


def _line(words: str, meaning: str, reason: str) -> str:
    return f"{escape(words)} [cyan]{escape(meaning)}[/] [dim]{escape(reason)}[/]"
