"""Whether two written names may be one: by their letters, and by their sound in the usual transliterations.

"Sinwar" and "Sinawar", "Qalibaf" and "Ghalibaf", "al-Sisi" and "El Sissi" sound alike; "Khamenei" and "Khomeini" do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["fold", "one_edit", "sound", "sounds"]

_PARTICLES = frozenset(
    "al el ul ad ar as at az an bin ben ibn bint abu de da do dos del di la le van von der mr mrs ms dr sheikh".split()  # noqa: SIM905
)
_ALIKE = (
    (re.compile(r"sch|sh|ch|tch"), "S"),
    (re.compile(r"dzh|zh|dj|j"), "J"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"kh|gh|q|g|c|k"), "k"),
    (re.compile(r"th|dh"), "t"),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"d"), "t"),
    (re.compile(r"h(?![aeiouy])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = {"a": "a", "e": "e", "i": "e", "y": "e", "o": "o", "u": "o"}


def fold(word: str) -> str:
    """Lower case without accents, apostrophes and full stops."""
    if word.isascii() and word.isalpha():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(sign for sign in plain if sign.isalpha() or sign in "- ")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """One word's sound: the first vowel's kind and the consonants, those that transliterations confuse written alike."""
    letters = fold(word)
    for pattern, sign in _ALIKE:
        letters = pattern.sub(sign, letters)
    vowel = next((_VOWELS[sign] for sign in letters if sign in _VOWELS), "")
    return vowel + "".join(sign for sign in letters if sign not in _VOWELS)


def sounds(words: Sequence[str]) -> tuple[str, ...]:
    """The sounds of a name's words, without particles ("al-", "bin") and signs."""
    parts = [part for word in words for part in fold(word).split("-")]
    return tuple(sound(part) for part in parts if part and part not in _PARTICLES)


def one_edit(first: str, second: str) -> bool:
    """Whether two words differ by one letter put in, left out or changed (never the first letter)."""
    if first[0] != second[0]:
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))
