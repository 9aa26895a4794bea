"""Events drawn for a terminal; article text is escaped wherever it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from dragoman.records import Article, Event, Mention

__all__ = ["QUAD_COLOURS", "event_table", "parties", "plain", "summary_table"]

_NARROW = 110
_COLUMNS = (("date", 3), ("actor", 5), ("act", 5), ("recipient", 5), ("place", 3), ("on whose word", 4), ("words", 12))
_NARROW_COLUMNS = (("when, where", 3), ("who → whom", 5), ("act", 4), ("words", 9))
_NOTHING = "[dim]-[/]"
QUAD_COLOURS = {1: "green", 2: "bright_green", 3: "yellow", 4: "red"}


def event_table(article: Article, events: Sequence[Event], *, width: int = 120) -> Table:
    """One article's events: date, actor, act, recipient, place, on whose word, the words.

    Under `_NARROW` columns of `width`, date and place share a column, and so do the parties, and the words with who vouches.
    """
    head = escape(plain(article.headline or article.id))
    day = (
        f"  [dim]{article.published.day.isoformat()} ({article.published.basis})[/]"
        if article.published
        else "  [dim]no date[/]"
    )
    table = Table(title=f"[bold]{head}[/]{day}", title_justify="left", show_lines=False, expand=True, pad_edge=False)
    narrow = width < _NARROW
    for name, ratio in _NARROW_COLUMNS if narrow else _COLUMNS:
        table.add_column(name, ratio=ratio, overflow="fold")
    for event in events:
        cells = (_day(event), parties(event.actors), _act(event), parties(event.recipients), _place(event), _word(event))
        table.add_row(*(_together(*cells, _words(event)) if narrow else (*cells, _words(event))))
    return table


def _together(day: str, actors: str, act: str, recipients: str, place: str, word: str, words: str) -> tuple[str, ...]:
    """The cells of a narrow table."""
    where = "" if place == _NOTHING else f"\n{place}"
    whom = "" if recipients == _NOTHING else f"\n[dim]→[/] {recipients}"
    return day + where, actors + whom, act, f"{words}\n[dim]on the word of[/] {word}"


def _act(event: Event) -> str:
    """Type and modes in the colour of the quad class; what did not happen is dim."""
    colour = QUAD_COLOURS[event.quad] if event.status == "actual" else "dim"
    told = "" if event.status == "actual" else f" [dim]({event.status})[/]"
    return f"[{colour}]{'/'.join((event.type, *event.modes))}[/]{told}"


def parties(mentions: Sequence[Mention]) -> str:
    """Each party's words with its code."""
    return "\n".join(f"{escape(plain(mention.text))} [cyan]{mention.actor.code}[/]" for mention in mentions) or _NOTHING


def summary_table(articles: int, words: int, skipped: int, types: Counter[str], seconds: float) -> Table:
    """What the run did."""
    table = Table(title="[bold]summary[/]", title_justify="left", show_header=False, box=None)
    table.add_row("articles", f"{articles:,} ({words:,} words)")
    table.add_row("skipped", f"{skipped:,}")
    table.add_row(
        "events",
        f"{sum(types.values()):,}  "
        + ", ".join(f"{name} {count:,}" for name, count in sorted(types.items(), key=lambda item: (-item[1], item[0]))),
    )
    table.add_row("seconds", f"{seconds:.1f}")
    return table


def _day(event: Event) -> str:
    if event.date is None:
        return _NOTHING
    if event.date.start is None:
        return f'[dim]"{escape(event.date.text)}"[/]'
    if event.date.start == event.date.end:
        return event.date.start.isoformat()
    return f"{event.date.start}\nto {event.date.end}"


def _place(event: Event) -> str:
    if event.place is None:
        return _NOTHING
    return escape(f"{event.place.name or event.place.text}") + (
        f", {event.place.country}" if event.place.resolution != "country" else ""
    )


def _word(event: Event) -> str:
    if event.attribution is None:
        return "[dim]the report[/]"
    speaker = event.attribution.source.text if event.attribution.source else event.attribution.words
    return escape(plain(speaker)) if speaker else "[dim]unnamed[/]"


def _words(event: Event) -> str:
    """The sentence with the trigger marked."""
    start, end = event.trigger.start - event.sentence.start, event.trigger.end - event.sentence.start
    quote = event.quote
    return (
        escape(plain(quote[:start]))
        + "[bold underline]"
        + escape(plain(quote[start:end]))
        + "[/]"
        + escape(plain(quote[end:]))
    )


def plain(text: str) -> str:
    """Without control characters: a page must not move the cursor of the person who reads it."""
    return "".join(" " if sign in "\r\n\t" else sign for sign in text if sign.isprintable() or sign in "\r\n\t")
