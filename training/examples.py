"""Training examples: the corpus, the lexicon's own example sentences, and the same sentences with other countries in them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dragoman.coding.what import load_lexicon
from dragoman.ontology import load_ontology, read_table
from dragoman.records import Span
from training.judge import Question
from training.markup import Example, parse_line, read_corpus

__all__ = ["CORPUS", "labels_of", "lexicon_examples", "question_of", "read_examples", "swap_countries", "take_off"]

CORPUS = Path(__file__).parent.parent / "corpus"
_KNOWLEDGE = Path(__file__).parent.parent / "src" / "dragoman" / "coding" / "who" / "data"


def read_examples(part: str = "sentences") -> list[Example]:
    """The written sentences of `corpus/<part>`."""
    return list(read_corpus(CORPUS / part))


def lexicon_examples() -> list[Example]:
    """The lexicon's example of each row, as a line of the corpus would have it; those with a doer."""
    return [
        parse_line(f"{row.type}{' ' + row.mode if row.mode else ''} | actual | - | {row.example}", where=row.row)
        for row in load_lexicon().rows()
        if "[" in row.example and "*" in row.example and (row.mode is None or row.mode in load_ontology().types[row.type].modes)
    ]


def question_of(example: Example) -> Question:
    """What the model is asked about an example."""
    spans = {
        name: tuple(Span(start=start, end=end) for start, end in getattr(example, name))
        for name in ("actor", "recipient", "trigger")
    }
    return Question(text=example.text, **spans)


def take_off(question: Question, chance: random.Random, *, trigger: float, recipient: float) -> Question:
    """The question with the mark of the trigger, or of the recipient, taken off at these rates."""
    if chance.random() < trigger:
        question = replace(question, trigger=())
    if chance.random() < recipient:
        question = replace(question, recipient=())
    return question


@dataclass(frozen=True, slots=True)
class _Country:
    name: str
    demonym: str


@cache
def _countries() -> tuple[dict[str, _Country], list[_Country]]:
    rows = read_table(_KNOWLEDGE / "countries.csv", ("name", "demonyms"))
    known = [_Country(row["name"], row["demonyms"].split(";")[0]) for row in rows if row["name"] and row["demonyms"]]
    return {word: country for country in known for word in (country.name, country.demonym)}, known


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_countries()[0], key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")


def swap_countries(question: Question, chance: random.Random) -> Question:
    """The question with each country replaced by another, names by names and demonyms by demonyms."""
    by_word, known = _countries()
    stand_in: dict[_Country, _Country] = {}
    edits: list[tuple[int, int, str]] = []
    for match in _pattern().finditer(question.text):
        country = by_word[match[1]]
        other = stand_in.setdefault(country, chance.choice(known))
        edits.append((match.start(), match.end(), other.name if match[1] == country.name else other.demonym))
    if not edits:
        return question
    pieces, at = [], 0
    for start, end, word in edits:
        pieces += [question.text[at:start], word]
        at = end
    moved = {
        name: tuple(Span(start=_move(span.start, edits), end=_move(span.end, edits)) for span in getattr(question, name))
        for name in ("actor", "recipient", "trigger")
    }
    return Question(text="".join([*pieces, question.text[at:]]), **moved)


def _move(position: int, edits: Sequence[tuple[int, int, str]]) -> int:
    shift = 0
    for start, end, word in edits:
        if end <= position:
            shift += len(word) - (end - start)
        elif start < position:
            return start + shift + min(position - start, len(word))
    return position + shift


def labels_of() -> tuple[list[str], list[tuple[str, str]], list[str], list[str]]:
    """Types with NONE, (type, mode) pairs, statuses and contexts, in the order of the ontology's tables."""
    ontology = load_ontology()
    modes = [(name, mode) for name, kind in ontology.types.items() for mode in kind.modes]
    statuses = ["actual", "negated", "future", "hypothetical", "historical"]
    return ["NONE", *ontology.types], modes, statuses, sorted(ontology.contexts)
