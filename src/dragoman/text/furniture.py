"""What a line of a page is: body, or one of the kinds of furniture in `data/furniture.csv`."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

__all__ = ["CREDIT", "DATELINE", "find_dateline", "kind_of_line"]

_BAR = re.compile(r"\s*[|•·]\s*")

CREDIT = re.compile(
    r"\s*(?:\(([A-ZÀ-Þ][\w .,/&’'|@:–-]{1,60})\)|\[((?:File|Photo|AP|AFP|Reuters|EPA|Getty)[^\]]{0,60})\])\.?\s*$"
)
"""An agency or photographer in brackets at the end of a caption: "(EPA)", "(AFP/Getty Images)", "[File: Reuters]"."""

DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ’'.\s/-]{2,40}(?:, [A-ZÀ-Þ][\w.\s]{1,30})?|"
    r"[A-ZÀ-Þ][\w’'.\s-]{2,30}(?:, [A-ZÀ-Þ][\w.\s]{1,25})?)"
    r"(?:,? (?P<day>(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?))?"
    r"(?: ?\((?P<agency>[A-ZÀ-Þ][\w.\s/&-]{1,40})\))? ?(?:—|–|--|-) ?(?=[A-ZÀ-Þ\"“‘'0-9])"
)
"""The place, day and agency that open wire copy: "NAPLES, Italy (AP) — "."""
_DATELINE_LENGTH = 120


def find_dateline(text: str, start: int = 0) -> str:
    """The dateline that opens the copy at `start`, with its dash; empty where none does.

    A place alone counts only in capitals: "Rome - not yet built" opens with no dateline.
    """
    opening = DATELINE.match(text[start : start + _DATELINE_LENGTH])
    if opening is None:
        return ""
    city = opening["place"].partition(",")[0]
    return opening[0] if opening["agency"] or opening["day"] or city.isupper() else ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("dragoman.text") / "data" / "furniture.csv").read_text(encoding="utf-8")
    return tuple(
        (row["kind"], re.compile(row["pattern"], re.I if row["kind"] != "byline" else 0))
        for row in csv.DictReader(text.splitlines())
    )


def kind_of_line(line: str) -> str | None:
    """The kind of furniture that the whole line is, None for anything else. Long lines are never furniture."""
    line = line.strip().replace("\xa0", " ")
    if len(line) > 600:
        return None
    kind = _match(line)
    parts = _BAR.split(line)
    if kind is None and len(parts) > 1 and all(_match(part) in {"widget", "notice", "contact"} for part in parts):
        return "widget"
    return kind


def _match(line: str) -> str | None:
    if line.startswith("BY "):
        line = "By " + line[3:]
    for kind, pattern in _patterns():
        if pattern.fullmatch(line):
            return kind
    return None
