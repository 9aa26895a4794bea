"""The test set of coreference: articles whose parties are marked, in the markup that the file's first lines explain."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dragoman.errors import TableError
from dragoman.records import Span

__all__ = ["Mark", "MarkedArticle", "Party", "read_chains", "read_second"]

_HEAD = re.compile(r"=== (\S+) \| published (\d{4}-\d\d-\d\d) \| ([A-Z]{3})$")
_PARTY = re.compile(r"([a-z][a-z0-9]*) = ([^|]+) \| ([A-Z]{3}|-) \| ([A-Z]{3}(?: [A-Z]{3})*|-) \| (person|body|country|group)$")
_SIGN = re.compile(r"\[|\|([a-z0-9+]+)\]|[\]|]")
_COLUMNS = ["article", "n", "words", "first", "second", "settled", "why"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody the article is about. `kind`: person, body, country or group; `country` None where the gold says "-"."""

    name: str
    country: str | None
    sectors: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that name parties; `number` counts the opening brackets of the article from 1, `inner` are the marks inside."""

    number: int
    span: Span
    ids: frozenset[str]
    inner: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """An article without its marks; `country` is its publisher's (ISO 3166 alpha-3)."""

    id: str
    day: date
    country: str
    text: str
    parties: dict[str, Party]
    marks: tuple[Mark, ...]

    @property
    def held_back(self) -> bool:
        """Whether it belongs to the half whose errors nobody looks at: a bit of the SHA-256 of its id."""
        return bool(hashlib.sha256(self.id.encode()).digest()[0] & 1)


@dataclass(slots=True)
class _Draft:
    head: tuple[str, ...]
    paragraphs: list[str] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)


def read_chains(path: Path) -> list[MarkedArticle]:
    """The articles of the file. Raises: TableError, which names the line or the article."""
    drafts: list[_Draft] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head, party = _HEAD.match(line), _PARTY.match(line)
        if head is not None:
            drafts.append(_Draft(head.groups()))
        elif not drafts or line.startswith("==="):
            raise TableError(f"{path.name} line {number}: write '=== id | published YYYY-MM-DD | COUNTRY' before the text")
        elif party is not None:
            key, name, country, sectors, kind = party.groups()
            drafts[-1].parties[key] = Party(
                name=name.strip(),
                country=None if country == "-" else country,
                sectors=() if sectors == "-" else tuple(sectors.split()),
                kind=kind,
            )
        elif drafts[-1].parties:
            raise TableError(f"{path.name} line {number}: '{line[:40]}' is no party: ID = name | country | sector | kind")
        else:
            drafts[-1].paragraphs.append(line)
    return [_finish(draft, f"{path.name} {draft.head[0]}") for draft in drafts]


def _finish(draft: _Draft, where: str) -> MarkedArticle:
    text, marks = _unmark("\n".join(draft.paragraphs), where)
    unknown = sorted({key for mark in marks for key in mark.ids} - draft.parties.keys())
    if unknown:
        raise TableError(f"{where}: no line for {', '.join(unknown)}")
    return MarkedArticle(
        id=draft.head[0],
        day=date.fromisoformat(draft.head[1]),
        country=draft.head[2],
        text=text,
        parties=draft.parties,
        marks=marks,
    )


def _unmark(marked: str, where: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text, and the marks in order of their opening brackets."""
    plain: list[str] = []
    opened: list[tuple[int, int]] = []
    found: dict[int, tuple[Span, frozenset[str]]] = {}
    at = length = count = 0
    for sign in _SIGN.finditer(marked):
        plain.append(marked[at : sign.start()])
        length += sign.start() - at
        at = sign.end()
        if sign[0] == "[":
            count += 1
            opened.append((count, length))
        elif sign[1] is None or not opened:
            raise TableError(f"{where}: '{marked[max(0, sign.start() - 30) : at]}' closes no mark with an ID")
        else:
            number, start = opened.pop()
            found[number] = (Span(start=start, end=length), frozenset(sign[1].split("+")))
    if opened:
        raise TableError(f"{where}: {len(opened)} marks are never closed")
    plain.append(marked[at:])
    spans = [found[number][0] for number in sorted(found)]
    return "".join(plain), tuple(
        Mark(number=number, span=span, ids=ids, inner=tuple(other for other in spans if other != span and other.within(span)))
        for number, (span, ids) in sorted(found.items())
    )


def read_second(path: Path, articles: Sequence[MarkedArticle]) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Article, first and second reader's parties of every mark, in the order of the articles.

    Raises: TableError for rows that are not the articles' marks, and for a disagreement that was not settled in writing or
    whose settlement is not what the articles say.
    """
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    if not lines or lines[0] != _COLUMNS:
        raise TableError(f"{path.name}: the columns are not {', '.join(_COLUMNS)}")
    marks = [(article, mark) for article in articles for mark in article.marks]
    if len(lines) - 1 != len(marks):
        raise TableError(f"{path.name}: {len(lines) - 1} rows for {len(marks)} marks")
    for cells, (article, mark) in zip(lines[1:], marks, strict=True):
        where = f"{path.name} {article.id} {mark.number}"
        if cells[:3] != [article.id, str(mark.number), mark.span.of(article.text)] or len(cells) != len(_COLUMNS):
            raise TableError(f"{where}: {cells} is not the row of '{mark.span.of(article.text)}'")
        read = {name: frozenset(cells[3 + at].replace("?", "").split("+")) for at, name in enumerate(("first", "second"))}
        if (read["first"] != read["second"]) != (cells[5] in read and bool(cells[6])):
            raise TableError(f"{where}: a disagreement is settled as 'first' or 'second' with a reason, an agreement is not")
        if read[cells[5] or "first"] != mark.ids:
            raise TableError(f"{where}: the articles say {'+'.join(sorted(mark.ids))}, which is not as it was settled")
        yield article.id, read["first"], read["second"]
