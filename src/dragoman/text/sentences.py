"""Sentences of a text, found without a parser so that the gate can stand before it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dragoman.records import Span
from dragoman.text.furniture import find_dateline

__all__ = ["split_sentences"]

_BREAK = re.compile(r"(?:[.!?…]+[\"”’')\]]*|[.!?…]+)(?=\s+[\"“‘'(\[]*[A-Z0-9À-ÝÐ-Þ•–—-])")
_LAST_WORD = re.compile(r"([\w’'.&-]+)\.$")
_INITIAL = re.compile(r"^(?:[A-Za-zÀ-Þ]|(?:[A-Za-z]\.)+[A-Za-z]|[A-Z][a-z]?)$")
_MAX_SENTENCE = 2_000


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Words that a period follows without ending a sentence, and words that begin sentences."""
    lines = (files("dragoman.text") / "data" / "abbreviations.csv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = [line.split(",") for line in lines if line]
    return frozenset(word for word, kind in pairs if kind == "abbreviation"), frozenset(
        word for word, kind in pairs if kind == "starter"
    )


def split_sentences(text: str) -> list[Span]:
    """The sentences of `text` in order; none crosses a blank line, holds a dateline or is longer than 2,000 code points."""
    spans: list[Span] = []
    for paragraph in _paragraphs(text):
        start = paragraph.start + len(find_dateline(text, paragraph.start))
        for match in _BREAK.finditer(text, paragraph.start, paragraph.end):
            if match.start() >= start and _ends_sentence(text, start, match.end(), paragraph.end):
                spans.extend(_trim(text, start, match.end()))
                start = match.end()
        spans.extend(_trim(text, start, paragraph.end))
    return spans


def _paragraphs(text: str) -> list[Span]:
    """Stretches between blank lines."""
    spans, start = [], 0
    for gap in re.finditer(r"\r?\n[ \t\xa0]*(?:\r?\n[ \t\xa0]*)+", text):
        spans.append(Span(start=start, end=gap.start()))
        start = gap.end()
    spans.append(Span(start=start, end=len(text)))
    return spans


def _ends_sentence(text: str, start: int, end: int, limit: int) -> bool:
    mark = text[start:end].rstrip("\"”’')]")
    if not mark.endswith(".") or mark.endswith(".."):
        return True
    word = _LAST_WORD.search(mark[-40:])
    if word is None:
        return True
    abbreviations, starters = _abbreviations()
    following = re.match(r"\s+[\"“‘'(\[]*([\w’']+)", text[end : min(limit, end + 60)])
    next_word = following.group(1) if following else ""
    name = word.group(1)
    if name.lower() in abbreviations:
        return False
    if _INITIAL.match(name) and name not in {"I", "No", "So", "Do", "Go"} and (len(name) == 1 or "." in name):
        return next_word.lower() in starters
    return True


def _trim(text: str, start: int, end: int) -> list[Span]:
    """The stretch without white space at its ends, cut where it is longer than any sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return []
    if end - start <= _MAX_SENTENCE:
        return [Span(start=start, end=end)]
    cut = text.rfind(" ", start + 1, start + _MAX_SENTENCE)
    cut = cut if cut > start else start + _MAX_SENTENCE
    return [*_trim(text, start, cut), *_trim_tail(text, cut, end)]


def _trim_tail(text: str, start: int, end: int) -> list[Span]:
    """The rest of an overlong stretch, in a loop: a 50 MB line must not recurse."""
    spans: list[Span] = []
    while end - start > _MAX_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _MAX_SENTENCE)
        cut = cut if cut > start else start + _MAX_SENTENCE
        spans.extend(_trim(text, start, cut))
        start = cut
    return spans + _trim(text, start, end)
