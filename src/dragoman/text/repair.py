"""Misprints inside words, mended in place: the mended text has the same length, so every offset stays true."""

from __future__ import annotations

import re
from collections.abc import Container

__all__ = ["repair_words"]

_WORD = re.compile(r"[A-Za-z]+")
_BROKEN = re.compile(
    r"(?<![\w.,$€£#@/&-])(?=[A-Za-z]*[0-9][A-Za-z]*(?![\w-]))(?:[A-Za-z]{2,}[0-9][a-z]*|[A-Za-z]?[0-9][a-z]{3,})"
)
_LOOKALIKES = {"0": "oO", "1": "liI", "5": "sS", "8": "B", "3": "e", "6": "b", "9": "g", "4": "a"}
_ORDINAL = re.compile(r"^[0-9]+(?:st|nd|rd|th|pm|am|km|mm|cm|bn|million|billion)$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def repair_words(text: str, known: Container[str]) -> str:
    """`text` with a digit inside a word turned back into its letter, where that makes a known word.

    Known words are those of `known` (lower case) and of the page itself. A look-alike letter (0 for o, 1 for l) is
    tried first, then any letter; without a known word nothing is changed. Length is kept.
    """
    broken = [match for match in _BROKEN.finditer(text) if not _ORDINAL.match(match.group())]
    if not broken:
        return text
    own = {word.lower() for word in _WORD.findall(text)}
    pieces, last = [], 0
    for match in broken:
        pieces += [text[last : match.start()], _mend(match.group(), own, known)]
        last = match.end()
    return "".join([*pieces, text[last:]])


def _mend(word: str, own: Container[str], known: Container[str]) -> str:
    at = next(index for index, sign in enumerate(word) if sign.isdigit())
    for letter in _LOOKALIKES.get(word[at], "") + _LETTERS:
        mended = word[:at] + letter + word[at + 1 :]
        if mended.lower() in own or mended.lower() in known:
            return mended
    return word
