"""`dragoman actors`: the user's own actor dictionaries, and what the knowledge base knows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from dragoman.coding.who import Entry, KnowledgeBase, load_knowledge
from dragoman.coding.who.imported import (
    ActorDictionary,
    UnknownActors,
    add_actors,
    format_row,
    format_table,
    given_code,
    read_actors,
)
from dragoman.config import CoderOptions, ReadOptions, parse_fields
from dragoman.errors import ExportError, ReadError
from dragoman.flow import Coder, make_article, read_articles, split_article
from dragoman.records import Skip

__all__ = ["actors", "print_faults"]


class _Actors(typer.core.TyperGroup):
    """`dragoman actors --unknown INPUT...` is `dragoman actors unknown INPUT...`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, ["unknown", *args[1:]] if args[:1] == ["--unknown"] else args)


actors = typer.Typer(
    name="actors",
    cls=_Actors,
    help="Bring actor dictionaries of your own, look a name up, list names that nobody knows.",
    no_args_is_help=True,
)

_Dictionaries = Annotated[list[Path] | None, typer.Option("--actors", help="A dictionary of your own; once for each.")]


@actors.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="PETRARCH or TABARI actors and agents, FollowTheMoney, CSV.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here rather than to standard output.")] = None,
) -> None:
    """Convert actor dictionaries to our CSV; lines that cannot be used are named."""
    dictionary = read_actors(files, load_knowledge())
    _write(format_table(dictionary.rows), output)
    notices = Console(stderr=True)
    print_faults(dictionary, notices)
    roles = sum(row.kind == "role" for row in dictionary.rows)
    notices.print(f"{len(dictionary.rows) - roles:,} rows of actors and {roles:,} of roles from {len(files)} file(s)")
    if not dictionary.rows:
        raise typer.Exit(2)


@actors.command()
def lookup(
    name: Annotated[str, typer.Argument(help="A name, role or phrase, as a text has it.")],
    date: Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day it is seen from.")] = None,
    own: _Dictionaries = None,
) -> None:
    """Show the rows that a name has, which of them holds on a day, and what the coder makes of the phrase."""
    knowledge, files = load_knowledge(), tuple(own or ())
    if files:
        knowledge = add_actors(knowledge, read_actors(files, knowledge).rows)
    day, console = date.date() if date else None, Console()
    found = _rows(knowledge, name)
    if found:
        chosen, current = knowledge.choose(found, day.isoformat() if day else None)
        for row in found:
            mark = "[green]holds[/] " if row is chosen and current else "[yellow]former[/] " if row is chosen else ""
            console.print(f"{mark}{escape(_line(row))}", soft_wrap=True, highlight=False)
    else:
        console.print("no row of that name")
    articles = split_article(make_article(f"{name.rstrip('.')}.", published=day))
    if not articles:
        raise ReadError("the name holds no text. Give a name, role or phrase in quotation marks.")
    coder = Coder(CoderOptions(gate=False, model=False, actors=files))
    traces = [trace for article in articles for trace in coder.trace(article, whole=True)]
    for mention in (mention for trace in traces for mention in trace.mentions):
        code = given_code(mention.actor)
        given = f" (your code {code})" if code else ""
        reasons = escape("; ".join(mention.actor.basis))
        console.print(f"{escape(mention.text)} [cyan]{mention.actor.code}[/]{given} [dim]{reasons}[/]", soft_wrap=True)


@actors.command()
def unknown(
    paths: Annotated[list[str], typer.Argument(help="Files, directories, globs, or - for standard input.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write CSV, with a sentence each, here.")] = None,
    least: Annotated[int, typer.Option(min=1, help="Leave out names met in fewer sentences.")] = 1,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date of articles that carry none.")
    ] = None,
    field: Annotated[list[str] | None, typer.Option(help="FIELD=COLUMN for tables, as in text=body.")] = None,
    own: _Dictionaries = None,
) -> None:
    """List named actors that nobody knows, by frequency, each with a line for a dictionary of your own."""
    options = ReadOptions(fields=parse_fields(field or []), published=published.date() if published else None)
    knowledge, files, notices = load_knowledge(), tuple(own or ()), Console(stderr=True)
    if files:
        knowledge = add_actors(knowledge, read_actors(files, knowledge).rows)
    coder, names, read = Coder(CoderOptions(gate=False, model=False, actors=files)), UnknownActors(knowledge), 0
    for article in read_articles(paths, options):
        if isinstance(article, Skip):
            notices.print(f"[yellow]skipped[/] {escape(article.reason)}", soft_wrap=True, highlight=False)
            continue
        read += 1
        for trace in coder.trace(article):
            places = {place.head for place in trace.places if place.country is not None}
            names.add((one for one in trace.mentions if one.head not in places), trace.span.of(article.text))
    found = [one for one in names.list() if one.count >= least]
    if output is not None:
        header = format_table(())
        _write(header + "".join(format_row(one.row, note=one.sentence) + "\n" for one in found), output)
    else:
        console = Console()
        for one in found:
            console.print(f"[bold]{one.count}[/] [dim]{escape(one.sentence)}[/]", soft_wrap=True, highlight=False)
            console.print(escape(format_row(one.row, note="")), soft_wrap=True, highlight=False)
    notices.print(f"{len(found):,} unknown names in {read:,} articles")
    if read == 0:
        raise typer.Exit(2)


def print_faults(dictionary: ActorDictionary, notices: Console) -> None:
    """Each line that could not be used, and the country codes that are the dictionary's own."""
    for fault in dictionary.faults:
        notices.print(f"[yellow]left out[/] {escape(str(fault))}", soft_wrap=True, highlight=False)
    if dictionary.faults:
        notices.print(f"{len(dictionary.faults):,} line(s) left out")
    if dictionary.own_codes:
        codes = ", ".join(dictionary.own_codes)
        notices.print(f"kept as countries of your own: {escape(codes)}", soft_wrap=True, highlight=False)


def _rows(knowledge: KnowledgeBase, name: str) -> tuple[Entry, ...]:
    """The rows of exactly this name, else of this role, else of people of this last name."""
    words = name.split()
    for match in (knowledge.match_name(words, 0), knowledge.match_role([word.lower() for word in words], 0)) if words else ():
        if match is not None and match[0] == len(words):
            return match[1]
    return tuple(knowledge.surnames.get(name.strip(), ()))


def _line(row: Entry) -> str:
    """One row in words: "person 'Boris Yeltsin' RUS GOV, president, 1991-07-10 to 1999-12-31 (people.csv:4)"."""
    codes = " ".join(filter(None, (row.country, row.sector, *row.other_sectors)))
    days = f"{row.since or '...'} to {row.until or '...'}" if row.since or row.until else ""
    return ", ".join(filter(None, (f"{row.kind} '{row.name}' {codes}", row.office, days))) + f" ({row.row})"


def _write(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise ExportError(f"{output}: cannot be written ({exc.strerror}). Check the path and its permissions.") from exc
