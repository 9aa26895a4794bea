"""PETRARCH's unit sentences with PETRARCH's own dictionaries loaded: are the actors' codes right?

    python -m dragoman.evaluate.petr_unit ../shared/data/petr_unit.jsonl --dictionaries ../shared/data/petr_validate

The sentences are stylised and their countries invented, so only the dictionaries can tell who is meant. Two figures, both of
records whose events name an actor: `parties`, records in which every code of both sides is the code of a party that the coder
finds in the sentence, whether or not it codes an event; and `events`, records of which every pair of source and target is an
actor and a recipient of one of our events. The second also asks for PETRARCH's verbs, many of which code WEIS or stand in the
file to test a pattern, and which are not loaded. Records that test error handling and those without an event are set aside.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product
from pathlib import Path

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.coding.who.imported import given_code
from dragoman.config import CoderOptions
from dragoman.errors import DragomanError, ReadError
from dragoman.flow import Coder, SentenceTrace, make_article, split_article
from dragoman.records import Mention

__all__ = ["PetrRecord", "Scored", "read_petr_unit", "score_record"]

_UNKNOWN = "---"


class _Side(msgspec.Struct):
    source: str | None = None
    target: str | None = None


class PetrRecord(msgspec.Struct):
    """A sentence with the codes of each event's two sides; `line` is its place in the file."""

    text: str
    events: list[_Side]
    none: bool
    error: bool
    id: str | None = None
    date: str | None = None
    line: int = 0

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """Source and target of each event, "---" where it is unknown."""
        return {(event.source or _UNKNOWN, event.target or _UNKNOWN) for event in self.events}

    @property
    def codes(self) -> set[str]:
        """The codes of known parties, on either side."""
        return {code for pair in self.pairs for code in pair if code != _UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A record with what was found: codes of parties, and pairs of codes of events."""

    record: PetrRecord
    codes: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @property
    def parties_right(self) -> bool:
        return self.record.codes <= self.codes

    @property
    def events_right(self) -> bool:
        return self.record.pairs <= self.pairs


def read_petr_unit(path: Path) -> Iterator[PetrRecord]:
    """The records of a file. Raises: ReadError for a broken line."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as exc:
        raise ReadError(f"{path}: cannot be read ({exc.strerror}). Give the path of petr_unit.jsonl.") from exc
    for number, line in enumerate(lines, start=1):
        try:
            record = msgspec.json.decode(line, type=PetrRecord)
        except msgspec.MsgspecError as exc:
            raise ReadError(f"{path} line {number}: not a unit record ({exc}). Fetch the file again.") from exc
        record.line = number
        yield record


def score_record(coder: Coder, record: PetrRecord) -> Scored:
    """What a coder with PETRARCH's dictionaries makes of a record."""
    digits = record.date
    published = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) if digits else None
    traces = [
        trace
        for article in split_article(make_article(record.text, published=published))
        for trace in coder.trace(article, whole=True)
    ]
    return Scored(
        record=record,
        codes=frozenset(_codes(mention for trace in traces for mention in trace.mentions)) - {_UNKNOWN},
        pairs=frozenset(pair for trace in traces for pair in _pairs(trace)),
    )


def _pairs(trace: SentenceTrace) -> Iterator[tuple[str, str]]:
    """Actor and recipient of each event; every two of the actors where an event has no recipient (CAMEO mirrors those)."""
    for event in trace.events:
        actors, recipients = list(_codes(event.actors)), list(_codes(event.recipients))
        if recipients:
            yield from product(actors or [_UNKNOWN], recipients)
        elif len(actors) > 1:
            yield from permutations(actors, 2)
        else:
            yield from product(actors, [_UNKNOWN])


def _codes(mentions: Iterator[Mention] | Sequence[Mention]) -> Iterator[str]:
    """The code of each mention; several for an entry that stands for several."""
    for mention in mentions:
        yield from (given_code(mention.actor) or _UNKNOWN).split("/")


def main() -> int:
    """Measure and print; every miss with the codes that were wanted and found."""
    parser = argparse.ArgumentParser(description="Actor codes of PETRARCH's unit sentences.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--dictionaries", type=Path, required=True, help="folder with *.actors.txt and *.agents.txt")
    options = parser.parse_args()
    files = tuple(sorted(path for name in ("actors", "agents") for path in options.dictionaries.glob(f"*.{name}.txt")))
    coder, console = Coder(CoderOptions(gate=False, actors=files)), Console()
    for fault in coder.dictionary.faults if coder.dictionary else ():
        console.print(escape(str(fault)), soft_wrap=True)
    records = list(read_petr_unit(options.file))
    scored = [score_record(coder, record) for record in records if record.codes and not record.error]
    table = Table("record", "wanted", "found", title="parties missed", title_justify="left")
    for one in scored:
        if not one.parties_right:
            name = one.record.id or f"line {one.record.line}"
            table.add_row(name, " ".join(sorted(one.record.codes - one.codes)), " ".join(sorted(one.codes)))
    console.print(table)
    errors, nothing = sum(record.error for record in records), sum(not record.codes and not record.error for record in records)
    console.print(f"{len(records)} records: {errors} test error handling, {nothing} name no actor, {len(scored)} measured")
    for name, right in (("parties", [one.parties_right for one in scored]), ("events", [one.events_right for one in scored])):
        console.print(f"{name}: {sum(right)} of {len(right)} records right on both sides, {sum(right) / len(right):.3f}")
    wanted, found = sum(len(one.record.codes) for one in scored), sum(len(one.record.codes & one.codes) for one in scored)
    console.print(f"codes: {found} of {wanted} found, {found / wanted:.3f}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DragomanError as exc:
        sys.exit(str(exc))
