"""The test set of attribution: sentences with their claims marked, in the markup that the file's first lines explain."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import TableError
from dragoman.records import Span

__all__ = ["Claim", "Marked", "parse_marked", "read_claims"]

_STANCES = frozenset({"asserts", "denies", "doubts", "demands"})
_MARK = re.compile(r"(?P<open>[<«])(?:(?P<number>\d):)?|(?P<close>[>»])")
_PAIRS = {">": "<", "»": "«"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who says it and what: offsets into the plain text. `speakers` are said to speak together; empty for nobody."""

    number: int
    stance: str
    inside: int | None
    speakers: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A line without its marks, and the claims it makes."""

    where: str
    text: str
    claims: tuple[Claim, ...]

    @property
    def held_back(self) -> bool:
        """Whether it belongs to the half whose errors nobody looked at: a bit of the text's SHA-256."""
        return bool(hashlib.sha256(self.text.encode()).digest()[0] & 1)


def read_claims(path: Path) -> Iterator[Marked]:
    """The lines of the file. Raises: TableError, which names the line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield parse_marked(line, where=f"{path.name} line {number}")


def parse_marked(line: str, *, where: str) -> Marked:
    """One line. Raises: TableError for an unknown stance, or a mark that does not close or has no stance."""
    stances, bar, marked = line.partition(" | ")
    if not bar:
        raise TableError(f"{where}: write the stances, ' | ' and the sentence")
    text, spans = _unmark(marked.strip(), where)
    claims = []
    for number, words in enumerate(() if stances.strip() == "-" else stances.split(";"), 1):
        stance, _, inside = words.strip().partition(" in ")
        if stance not in _STANCES:
            raise TableError(f"{where}: stance '{stance}' is unknown (known: {', '.join(sorted(_STANCES))})")
        content = tuple(spans.pop(("«", number), ()))
        if not content:
            raise TableError(f"{where}: claim {number} has no content: mark it with «{number}:...»")
        speakers = tuple(spans.pop(("<", number), ()))
        claims.append(
            Claim(number=number, stance=stance, inside=int(inside) if inside else None, speakers=speakers, content=content)
        )
    if spans:
        raise TableError(f"{where}: claim {min(number for _, number in spans)} has no stance")
    return Marked(where=where, text=text, claims=tuple(claims))


def _unmark(marked: str, where: str) -> tuple[str, dict[tuple[str, int], list[Span]]]:
    """The plain text, and the spans by sign and number, in order."""
    plain: list[str] = []
    spans: dict[tuple[str, int], list[Span]] = defaultdict(list)
    opened: list[tuple[str, int, int]] = []
    at = length = 0
    for mark in _MARK.finditer(marked):
        plain.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark["open"]:
            opened.append((mark["open"], int(mark["number"] or 1), length))
            continue
        if not opened or opened[-1][0] != _PAIRS[mark["close"]]:
            raise TableError(f"{where}: '{mark['close']}' closes nothing")
        sign, number, start = opened.pop()
        spans[sign, number].append(Span(start=start, end=length))
    if opened:
        raise TableError(f"{where}: '{opened[-1][0]}' is never closed")
    plain.append(marked[at:])
    return "".join(plain), {key: sorted(found) for key, found in spans.items()}
