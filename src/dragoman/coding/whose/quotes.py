"""Quotation marks: the quoted stretches of a sentence, and who was speaking when a quotation goes on in the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.records import Attribution, Parse

__all__ = ["Speech", "stretches"]

_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")
_PLAIN = frozenset({'"', '""', "''", "``", "'", "‘", "’"})
"""Marks that open before a word and close after one; the doubled ones are what tables make of a mark."""
_LONGEST_QUOTE = 600
"""Characters after which an open mark is taken for a stray one."""
_OPENS = re.compile(r"""[“«„]|(?:^|(?<=[\s(\[—–-]))"+(?=[^\s"])""")
_CLOSES = re.compile(r"""[”»]|(?<=[^\s"(\[])"+(?=[\s.,;:?!)\]—–-]|$)""")


class Speech:
    """The article's memory of who speaks, told sentence by sentence in reading order.

    `text` is the text that the sentences' offsets count in: it tells where paragraphs end and whether a quotation is open.
    `quoting`: the latest sentence quoted somebody.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: Attribution | None = None
        self._paragraph = 0
        self.quoting = False

    def is_open(self, parse: Parse) -> bool:
        """Whether the sentence begins inside a quotation of its paragraph, opened a few sentences ago at most."""
        start = max(self._start(parse), parse.span.start - _LONGEST_QUOTE)
        return _open_at_end(self._text[start : parse.span.start])

    def speaking(self, parse: Parse) -> Attribution | None:
        """The latest attribution of the paragraph, or of the one before when its quotation was left open."""
        start = self._start(parse)
        if start == self._paragraph:
            return self._last
        left_open = _open_at_end(self._text[self._paragraph : start])
        return self._last if self.quoting and left_open and _OPENS.match(self._text, start) else None

    def learn(self, parse: Parse, found: Sequence[Attribution]) -> None:
        """Remember the sentence's speaker: of a quotation if it has one, else of its widest claim; none keeps the last one."""
        spoken = [one for one in found if one.speaker is not None]
        start = self._start(parse)
        if spoken:
            self._last = max(spoken, key=lambda one: (one.kind == "direct", one.content.end - one.content.start))
        elif start != self._paragraph:
            self._last = None
        self._paragraph = start
        self.quoting = any(one.kind == "direct" for one in found)

    def _start(self, parse: Parse) -> int:
        return self._text.rfind("\n", 0, parse.span.start) + 1


def _open_at_end(text: str) -> bool:
    """Whether the last mark of the text opens a quotation."""
    opened = max((mark.start() for mark in _OPENS.finditer(text)), default=-1)
    return opened >= 0 and _CLOSES.search(text, opened + 1) is None


def stretches(parse: Parse, *, is_open: bool = False) -> list[tuple[int, int]]:
    """First and last token of each quoted stretch, marks left out; `is_open`: the sentence begins inside one."""
    found: list[tuple[int, int]] = []
    start: int | None = 0 if is_open else None
    mark = '"'
    for token, word in enumerate(parse.words):
        if word in _OPENING or (word in _PLAIN and start is None and _opens(parse, token)):
            start, mark = token + 1, word
        elif start is not None and (word in _CLOSING or (word in _PLAIN and _matches(mark, word) and _closes(parse, token))):
            if token > start:
                found.append((start, token - 1))
            start = None
    if start is not None and mark not in {"'", "‘"} and start < len(parse):
        found.append((start, len(parse) - 1))
    return found


def _matches(opening: str, closing: str) -> bool:
    return (opening in {"'", "‘"}) == (closing in {"'", "’"})


def _opens(parse: Parse, token: int) -> bool:
    """Whether a plain mark stands before a word and after a gap."""
    behind = token + 1 < len(parse) and parse.starts[token + 1] == parse.ends[token]
    before = token == 0 or parse.ends[token - 1] < parse.starts[token] or parse.words[token - 1] in {"(", "[", "-", "–", "—"}
    return behind and before and parse.tags[token] != "POS"


def _closes(parse: Parse, token: int) -> bool:
    """Whether a plain mark stands after a word and before a gap or a stop."""
    before = token > 0 and parse.ends[token - 1] == parse.starts[token]
    after = token + 1 == len(parse) or parse.starts[token + 1] > parse.ends[token] or parse.pos[token + 1] == "PUNCT"
    return before and after
