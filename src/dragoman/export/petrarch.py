"""PETRARCH2's event file: tab-separated, no header, one row for each distinct date, source, target and code of a story.

Columns: date, source, target, code, issues, ids, url, story source; the texts and roots that PETRARCH2 can add are not
written. As in `PETRwriter.write_events`, the url stands there only if the story has one, so the reader finds columns by their
number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Unpack

from dragoman.errors import ExportError
from dragoman.export.acts import Act, Choice, Item, acts_of
from dragoman.export.codes import chain_of
from dragoman.export.layout import clean, clean_item, disarm, rearm
from dragoman.export.pairs import pairs_of
from dragoman.records import Event

__all__ = ["NOBODY", "PetrarchRow", "evidence_of", "export_petrarch", "issues_of", "read_petrarch", "rows_of"]

NOBODY = "---"
"""What stands for an actor that is not named or has no code."""
_UNKNOWN = "NULL"
"""What stands for a story source that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetrarchRow:
    """One row. `source`/`target`: CAMEO chains, "---" for none. `issues`: (name, count). `ids`: "story_sentence", the sentence
    by its number in the story, or "@" and its offset where that is not known. `outlet` is None where PETRARCH writes NULL."""

    date: date | None
    source: str
    target: str
    code: str
    issues: tuple[tuple[str, int], ...] = ()
    ids: tuple[str, ...] = ()
    url: str | None = None
    outlet: str | None = None


def issues_of(act: Act) -> tuple[tuple[str, int], ...]:
    """The contexts as issues, each counted once."""
    return tuple((context.upper(), 1) for context in act.contexts)


def evidence_of(act: Act) -> tuple[str, ...]:
    """ "story_sentence" of every report; the articles alone for a bare incident."""
    if not act.reports:
        return tuple(clean_item(article, ";") or "?" for article in act.articles)
    told = (f"{clean_item(each.event.article, ';')}_{_sentence(each.event)}" for each in act.reports)
    return tuple(dict.fromkeys(told))


def _sentence(event: Event) -> str:
    return str(event.sentence_number) if event.sentence_number is not None else f"@{event.sentence.start}"


def rows_of(acts: Iterable[Act]) -> Iterator[PetrarchRow]:
    """The rows, story by story where the acts of a story come together; the date is the act's or, without one, the story's."""
    held: dict[tuple[date | None, str, str, str], PetrarchRow] = {}
    story: str | None = None
    for act in acts:
        own = act.articles[0] if act.unit == "report" else act.id
        if own != story:
            yield from held.values()
            held, story = {}, own
        outlet = clean(act.outlet)
        for pair in pairs_of(act):
            source, target = chain_of(pair.actor) or NOBODY, chain_of(pair.recipient) or NOBODY
            row = PetrarchRow(
                date=act.story_day,
                source=source,
                target=target,
                code=act.cameo,
                issues=issues_of(act),
                ids=evidence_of(act),
                url=clean(act.carrier.url) if act.carrier else None,
                outlet=outlet if outlet != _UNKNOWN else None,
            )
            key = (row.date, source, target, act.cameo)
            held[key] = _joined(held[key], row) if key in held else row
    yield from held.values()


def _joined(one: PetrarchRow, other: PetrarchRow) -> PetrarchRow:
    """Two rows of one key: their issues and ids together."""
    return PetrarchRow(
        date=one.date,
        source=one.source,
        target=one.target,
        code=one.code,
        issues=tuple(dict.fromkeys((*one.issues, *other.issues))),
        ids=tuple(dict.fromkeys((*one.ids, *other.ids))),
        url=one.url or other.url,
        outlet=one.outlet or other.outlet,
    )


def export_petrarch(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write the event file; actual acts with a named doer unless the choice says otherwise."""
    for row in rows_of(acts_of(items, **choice)):
        cells = [
            row.date.isoformat().replace("-", "") if row.date else "",
            row.source,
            row.target,
            row.code,
            ";".join(f"{name},{count}" for name, count in row.issues),
            disarm(";".join(row.ids)),
        ]
        cells += [disarm(row.url)] if row.url else []
        cells += [disarm(row.outlet) if row.outlet else _UNKNOWN]
        stream.write("\t".join(cells).encode() + b"\n")


def read_petrarch(stream: BinaryIO) -> Iterator[PetrarchRow]:
    """The rows of an event file without the optional texts. Raises: ExportError naming the line."""
    for number, line in enumerate(stream, 1):
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
        if len(cells) not in (7, 8):
            raise ExportError(f"PETRARCH, line {number}: {len(cells)} cells, where 7 or 8 (with an address) are expected.")
        try:
            yield PetrarchRow(
                date=date.fromisoformat(cells[0]) if cells[0] else None,
                source=cells[1],
                target=cells[2],
                code=cells[3],
                issues=tuple(_issue(each) for each in cells[4].split(";") if each),
                ids=tuple(each for each in rearm(cells[5]).split(";") if each),
                url=rearm(cells[6]) if len(cells) == 8 else None,
                outlet=None if cells[-1] == _UNKNOWN else rearm(cells[-1]),
            )
        except ValueError as exc:
            raise ExportError(f"PETRARCH, line {number}: {exc}.") from None


def _issue(text: str) -> tuple[str, int]:
    name, _, count = text.rpartition(",")
    return name, int(count)
