"""The words of a report: content words by their stem, names, and the act that a trigger word tells."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.ontology import read_table

__all__ = ["Lexicon", "Stemmer", "Word", "load_lexicon", "load_stemmer", "split_words"]

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DATA = files("dragoman.incidents") / "data"
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it stands, where (code points), and whether it is capitalised inside a sentence, as names are."""

    text: str
    start: int
    name: bool


def split_words(text: str) -> Iterator[Word]:
    """The words of a text in order, a possessive's ending taken off."""
    begins = True
    last = 0
    for found in _WORD.finditer(text):
        begins = begins or bool(set(text[last : found.start()]) & set('.!?:"“'))
        word = found.group()
        for ending in ("'s", "’s"):
            word = word.removesuffix(ending)
        yield Word(word, found.start(), word[0].isupper() and (not begins or (len(word) > 1 and word.isupper())))
        begins, last = False, found.end()


@dataclass(frozen=True, slots=True)
class Stemmer:
    """Words without their inflection, roughly: `irregular` forms by the table, the others by their endings."""

    irregular: Mapping[str, str]

    def stem(self, word: str) -> str:
        """Equal for most forms of one word, never meant to be shown."""
        word = word.lower()
        return _cut(self.irregular.get(word, word))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of English words.

    `acts`: stem -> the acts it may tell; `weights`: stem -> how much it tells when two reports share it, see `weight`.
    """

    stemmer: Stemmer
    stopwords: frozenset[str]
    acts: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]

    def is_content(self, word: str) -> bool:
        """Whether a word says anything of what happened: no stopword, no letter or two."""
        return (len(word) >= _SHORTEST or word.isdecimal()) and word.lower() not in self.stopwords

    def weight(self, stem: str) -> float:
        """The logarithm of the word's rarity in our corpus as a share of the rarest's: 1 for a word it does not hold."""
        return self.weights.get(stem, 1.0)


@cache
def load_stemmer() -> Stemmer:
    """The irregular forms. Raises: TableError."""
    return Stemmer({row["form"]: row["base"] for row in read_table(_DATA / "irregular.csv", ("form", "base"))})


@cache
def load_lexicon() -> Lexicon:
    """The tables of words of this room. Raises: TableError."""
    stemmer = load_stemmer()
    acts: dict[str, set[str]] = {}
    for row in read_table(_DATA / "acts.csv", ("act", "words")):
        for word in row.many("words"):
            acts.setdefault(stemmer.stem(word), set()).add(row["act"])
    counts = {row["stem"]: int(row["sentences"]) for row in read_table(_DATA / "common.csv", ("stem", "sentences"))}
    total = counts.pop("", 2)
    return Lexicon(
        stemmer=stemmer,
        stopwords=frozenset(row["word"] for row in read_table(_DATA / "stopwords.csv", ("word",))),
        acts={stem: frozenset(found) for stem, found in acts.items()},
        weights={stem: math.log(total / count) / math.log(total) for stem, count in counts.items()},
    )


@lru_cache(maxsize=1 << 16)
def _cut(word: str) -> str:
    """Regular endings off: plural, past, -ing, -ly; a doubled last letter or a silent e go with them."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "i"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    else:
        if len(word) > 5 and word.endswith("ly"):
            word = word[:-2]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 2 and word.endswith("y") else word
