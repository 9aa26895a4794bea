"""Evidence as CoNLL-U Plus: the sentence of each report, a token a line, with who, what, when, where and on whose word in
columns.

A block begins with `# sent_id` (the event), `# article`, `# event` (type, modes), `# status`, `# incident` (of an incident's
reports) and `# text`. Tokens are runs of letters and digits, and single other signs; START and END count code points of the
article's text. A column holds B at the first token of a span, I inside, O outside.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Unpack

from dragoman.errors import ExportError
from dragoman.export.acts import Act, Choice, Item, acts_of
from dragoman.export.layout import clean
from dragoman.records import Event, Span

__all__ = ["COLUMNS", "ROLES", "Evidence", "Token", "evidence_of", "export_conll", "read_conll"]

logger = logging.getLogger(__name__)

ROLES = ("TRIGGER", "ACTOR", "RECIPIENT", "TIME", "PLACE", "SOURCE")
COLUMNS = ("ID", "FORM", "START", "END", *(f"DRAGOMAN:{role}" for role in ROLES))
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_CONTROL = re.compile(r"[\ud800-\udfff\x00-\x1f\x7f-\x9f]")
_FIELDS = ("sent_id", "article", "event", "status", "incident")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its offsets in the article and, for each of `ROLES`, "B", "I" or "O"."""

    form: str
    start: int
    end: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence of one event. `event`: its type and modes in one string, "COERCE arrest"; `incident` is None for a report
    alone; `text` is the sentence with its white space on one line."""

    sent_id: str
    article: str
    event: str
    status: str
    incident: str | None
    text: str
    tokens: tuple[Token, ...]


def evidence_of(act: Act) -> Iterator[Evidence]:
    """The sentences of all reports of an act; none of a bare incident, or where no text was kept."""
    for report in act.reports:
        event = report.event
        if clean(event.quote):
            yield Evidence(
                sent_id=clean(event.id) or "?",
                article=clean(event.article) or "?",
                event=" ".join((event.type, *event.modes)),
                status=event.status,
                incident=act.id if act.unit == "incident" else None,
                text=_line(event.quote),
                tokens=tuple(_tokens(event)),
            )


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _tokens(event: Event) -> Iterator[Token]:
    word, when, where = event.attribution, event.date, event.place
    spans: tuple[list[Span], ...] = (
        [event.trigger],
        [party.span for party in event.actors],
        [party.span for party in event.recipients],
        [when.span] if when else [],
        [where.span] if where and where.span else [],
        [word.speaker or word.source.span] if word and word.source else [word.speaker] if word and word.speaker else [],
    )
    for match in _TOKEN.finditer(event.quote):
        form = match.group()
        start, end = event.sentence.start + match.start(), event.sentence.start + match.end()
        if form.isprintable() or (form := _line(form)):
            yield Token(form, start, end, tuple(_tag(start, end, each) if each else "O" for each in spans))


def _tag(start: int, end: int, spans: list[Span]) -> str:
    tag = "O"
    for span in spans:
        if span.start < end and start < span.end:
            if start <= span.start:
                return "B"
            tag = "I"
    return tag


def export_conll(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write a block for each report; actual acts with a named doer unless the choice says otherwise. Acts without a sentence
    (bare incidents, texts that were not kept) have no block; their number is logged as a warning."""
    stream.write(f"# global.columns = {' '.join(COLUMNS)}\n".encode())
    mute = 0
    for act in acts_of(items, **choice):
        told = False
        for one in evidence_of(act):
            told = True
            stream.write(_block(one).encode())
        mute += not told
    if mute:
        logger.warning("conll: %d acts have no sentence (no reports given, or no text kept) and are not written.", mute)


def _block(one: Evidence) -> str:
    head = [f"# {name} = {value}" for name in _FIELDS if (value := getattr(one, name)) is not None]
    lines = (
        "\t".join((str(number), token.form, str(token.start), str(token.end), *token.tags))
        for number, token in enumerate(one.tokens, 1)
    )
    return "\n".join((*head, f"# text = {one.text}", *lines)) + "\n\n"


def read_conll(stream: BinaryIO) -> Iterator[Evidence]:
    """The blocks of a file that `export_conll` made. Raises: ExportError naming the line."""
    head: dict[str, str] = {}
    tokens: list[Token] = []
    for number, raw in enumerate(stream, 1):
        line = raw.decode("utf-8").rstrip("\n")
        if line.startswith("# ") and not tokens:
            name, _, value = line[2:].partition(" = ")
            head[name] = value
        elif line:
            tokens.append(_token(line.split("\t"), number))
        elif tokens:
            yield _evidence(head, tuple(tokens), number)
            head, tokens = {}, []


def _token(cells: list[str], number: int) -> Token:
    if len(cells) != len(COLUMNS) or not (cells[2].isdecimal() and cells[3].isdecimal()):
        raise ExportError(f"CoNLL, line {number}: {len(COLUMNS)} cells are expected: {', '.join(COLUMNS)}.")
    return Token(cells[1], int(cells[2]), int(cells[3]), tuple(cells[4:]))


def _evidence(head: dict[str, str], tokens: tuple[Token, ...], number: int) -> Evidence:
    missing = [name for name in (*_FIELDS[:-1], "text") if name not in head]
    if missing:
        raise ExportError(f"CoNLL, the block that ends in line {number}: no '# {missing[0]} = ...'.")
    return Evidence(
        sent_id=head["sent_id"],
        article=head["article"],
        event=head["event"],
        status=head["status"],
        incident=head.get("incident"),
        text=head["text"],
        tokens=tokens,
    )
