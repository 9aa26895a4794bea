"""The gold set of happenings, `corpus/incidents`: articles with every mention of a happening marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.errors import ReadError
from dragoman.records import Article, Published, Source, Span

__all__ = ["Marked", "Told", "World", "read_world", "read_worlds"]

_MARK = re.compile(r"\*([^*{}]+)\*\{([^{}?]+)(\??)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """The word of an article by which a sentence tells a happening; `open`: planned or denied there."""

    span: Span
    happening: str
    open: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An article without its marks, the country (ISO 3166 alpha-3) it is published in, and the marks."""

    article: Article
    country: str | None
    marks: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class World:
    """One file: articles of one crisis, and what each happening is ("ASSAULT 2021-03-04 KEN COP -> KEN BUS | ...")."""

    name: str
    told: tuple[Told, ...]
    happenings: dict[str, str]


def read_worlds(folder: Path) -> list[World]:
    """Every `.txt` of a folder, by name. Raises: ReadError."""
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise ReadError(f"{folder}: no .txt file of marked articles. Give the folder of the gold set, corpus/incidents.")
    return [read_world(path) for path in paths]


def read_world(path: Path) -> World:
    """One file of the gold set. Raises: ReadError that names the line."""
    told: list[Told] = []
    happenings: dict[str, str] = {}
    header: tuple[str, int] | None = None
    lines: list[str] = []
    for number, line in enumerate((*path.read_text(encoding="utf-8").splitlines(), "==="), 1):
        if line.startswith("#"):
            if not line.startswith("#~"):
                name, _, words = line[1:].partition(" ")
                happenings[name] = words
        elif line.startswith("==="):
            if header is not None:
                told.append(_told(path, header[0], header[1], lines))
            header, lines = (line, number), []
        else:
            lines.append(line)
    return World(path.stem, tuple(told), happenings)


def _told(path: Path, header: str, number: int, lines: list[str]) -> Told:
    parts = [part.strip() for part in header.removeprefix("===").split("|")]
    if len(parts) != 4:
        raise ReadError(f"{path.name} line {number}: write '=== id | masthead | ISO3 | YYYY-MM-DD'.")
    try:
        day = date.fromisoformat(parts[3])
    except ValueError as exc:
        raise ReadError(f"{path.name} line {number}: '{parts[3]}' is no day. Write YYYY-MM-DD.") from exc
    headline = next((line.partition(":")[2].strip() for line in lines if line.startswith("headline:")), None)
    body = "\n".join(line for line in lines if not line.startswith("headline:")).strip()
    text, marks = _strip(body)
    article = Article(
        id=parts[0],
        text=text,
        source=Source(path=str(path), record=number),
        headline=headline,
        publisher=parts[1],
        published=Published(day=day),
    )
    return Told(article, parts[2] or None, tuple(marks))


def _strip(body: str) -> tuple[str, list[Marked]]:
    """The text without marks, and the marks with their places in it."""
    pieces, marks, at, length = [], [], 0, 0
    for found in _MARK.finditer(body):
        before = body[at : found.start()]
        start = length + len(before)
        end = start + len(found[1])
        marks.append(Marked(Span(start=start, end=end), found[2], bool(found[3])))
        pieces += [before, found[1]]
        at, length = found.end(), end
    return "".join((*pieces, body[at:])), marks
