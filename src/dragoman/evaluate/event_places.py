"""`python -m dragoman.evaluate.event_places`: whether each event has the place of its act, on corpus/places/places.csv.

A row has a text, the word that tells an act, and the place of that act in the text's words, empty where the text does not say
it. Right is the same place with or without a feature word ("Damascus airport"). Two halves are told apart by a hash of the
text: errors are listed
(`--errors`) for the one that was developed on, never for the other.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.errors import DragomanError
from dragoman.flow import Coder
from dragoman.ontology import read_table
from dragoman.records import Event

__all__ = ["PlaceCase", "compare", "judge", "main", "read_cases"]

CORPUS = Path("corpus/places/places.csv")
VERDICTS = ("right", "missed", "invented", "wrong", "no event")
_DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCase:
    """A text, the word that tells the act, and the act's place ("" when it is not told)."""

    text: str
    trigger: str
    place: str

    @property
    def held_back(self) -> bool:
        """Whether it is of the half that nobody looks into."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1


def read_cases(path: Path) -> Iterator[PlaceCase]:
    """The rows of a table `text,trigger,place,why`. Raises: TableError."""
    for row in read_table(path, ("text", "trigger", "place", "why")):
        yield PlaceCase(text=row["text"], trigger=row["trigger"], place=row["place"])


def judge(case: PlaceCase, events: Iterable[Event]) -> tuple[str, Event | None]:
    """One of `VERDICTS`, and the event at the trigger."""
    found = next((event for event in events if event.trigger.of(case.text) == case.trigger), None)
    if found is None:
        return "no event", None
    told, wanted = (found.place.text if found.place else "").lower(), case.place.lower()
    if told == wanted or (told and wanted and (told in wanted or wanted in told)):
        return "right", found
    return ("missed" if not told else "wrong" if wanted else "invented"), found


def compare(coder: Coder, cases: Iterable[PlaceCase]) -> Iterator[tuple[PlaceCase, str, Event | None]]:
    """Each case coded by itself, with its verdict."""
    for case in cases:
        yield case, *judge(case, coder.code(case.text, published=_DAY))


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.event_places", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--errors", action="store_true", help="list the errors of the half that was developed on")
    options, console = parser.parse_args(), Console(width=120)
    try:
        outcomes = list(compare(Coder(), read_cases(options.file)))
    except DragomanError as exc:
        console.print(escape(str(exc)))
        return 2
    table = Table("half", "cases", *VERDICTS, "right of the events, %")
    for name, held_back in (("developed on", False), ("held back", True)):
        own = [(case, verdict, event) for case, verdict, event in outcomes if case.held_back == held_back]
        counts = Counter(verdict for _, verdict, _ in own)
        events = len(own) - counts["no event"]
        share = f"{100 * counts['right'] / events:.1f}" if events else "-"
        table.add_row(name, str(len(own)), *(str(counts[verdict]) for verdict in VERDICTS), share)
        if options.errors and not held_back:
            for case, verdict, event in own:
                if verdict not in {"right", "no event"} and event is not None:
                    told = event.place.text if event.place else ""
                    console.print(escape(f"{verdict}: '{case.trigger}' at '{case.place}', coded '{told}': {case.text}"))
    console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
