"""Articles with nearly the same text: one report with many carriers.

Candidates come from MinHash signatures in LSH bands, of the whole text and of its opening; then the shingles themselves are
compared. A copy shares most shingles with another article, or, cut at the end, is nearly all held in a longer one.
Source: Broder, On the resemblance and containment of documents, 1997; MinHash by `rensa` (see docs/explanation/incidents.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash, RMinHashLSH

__all__ = ["Copies", "find_originals", "shingle"]

_WORDS = re.compile(r"[^\W_]+")
_WIDTH = 3
"""Words of a shingle."""
_PERMUTATIONS = 80
_BANDS = 20
"""Bands of four values: of two texts at a Jaccard of 0.8 one in 40,000 is no candidate, at 0.6 six in a hundred."""
_OPENING = 60
"""Words of the opening by which a copy that was cut is found."""
_JACCARD = 0.6
_CONTAINED = 0.85
_FEWEST = 12
"""A text with fewer shingles is a copy of the same text alone."""
_SEED = 5

Shingles = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Known:
    """An article as it is compared: its id, day (a late one where unknown), and sorted shingles."""

    article: str
    day: date
    shingles: Shingles


class Copies:
    """Articles added one by one; at any time, the original of each.

    Articles are joined when one is a copy of the other, and so are all that hang together; the original is the first of them by
    day of publication, then id. So the answer does not depend on the order in which they came.
    """

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._above: list[int] = []
        self._exact: dict[bytes, int] = {}
        self._whole = RMinHashLSH(_JACCARD, _PERMUTATIONS, _BANDS)
        self._opening = RMinHashLSH(_JACCARD, _PERMUTATIONS, _BANDS)

    def __len__(self) -> int:
        return len(self._known)

    def add(self, article: str, text: str, published: date | None = None) -> None:
        """Take an article into account; its id should be new."""
        words = [word.lower() for word in _WORDS.findall(text)]
        index = len(self._known)
        known = _Known(article, published or date.max, _hashes(words))
        self._known.append(known)
        self._above.append(index)
        digest = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        same = self._exact.setdefault(digest, index)
        if same != index:
            self._join(same, index)
            return
        if len(known.shingles) < _FEWEST:
            return
        for found, part in ((self._whole, words), (self._opening, words[:_OPENING])):
            signature = RMinHash(_PERMUTATIONS, _SEED)
            signature.update(shingle(part))
            for other in found.query(signature):
                if self._root(other) != self._root(index) and _is_copy(known.shingles, self._known[other].shingles):
                    self._join(other, index)
            found.insert(index, signature)

    def originals(self) -> dict[str, str]:
        """Article -> the first article with nearly the same text, itself when there is no other."""
        return {known.article: self._known[self._root(index)].article for index, known in enumerate(self._known)}

    def _root(self, index: int) -> int:
        while self._above[index] != index:
            self._above[index] = self._above[self._above[index]]
            index = self._above[index]
        return index

    def _join(self, one: int, other: int) -> None:
        roots = self._root(one), self._root(other)
        first, second = sorted(roots, key=lambda at: (self._known[at].day, self._known[at].article))
        self._above[second] = first


def find_originals(articles: Iterable[tuple[str, str, date | None]]) -> dict[str, str]:
    """Article -> its original, of (id, text, day of publication)."""
    copies = Copies()
    for article, text, published in articles:
        copies.add(article, text, published)
    return copies.originals()


def shingle(words: list[str]) -> list[str]:
    """Runs of three words, or the whole of a shorter text."""
    return [" ".join(words[at : at + _WIDTH]) for at in range(max(1, len(words) - _WIDTH + 1))]


def _hashes(words: list[str]) -> Shingles:
    """Each shingle's 32-bit checksum, sorted, once: of the shingles of two articles hardly ever two fall together by chance."""
    return np.unique(np.fromiter((crc32(each.encode("utf-8", "surrogatepass")) for each in shingle(words)), dtype=np.uint32))


def _is_copy(one: Shingles, other: Shingles) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared >= _JACCARD * (len(one) + len(other) - shared) or shared >= _CONTAINED * min(len(one), len(other))
