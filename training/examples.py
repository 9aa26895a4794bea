"""Training examples: the corpus, the lexicon's own example sentences, and the same sentences with other countries in them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dragoman.coding.what import load_lexicon
from dragoman.coding.what.judge import Question
from dragoman.ontology import load_ontology, read_table
from dragoman.records import Span
from training.markup import Example, parse_line, read_corpus

__all__ = [
    "CORPUS",
    "country_names",
    "labels_of",
    "lexicon_examples",
    "misdirected",
    "question_of",
    "read_examples",
    "swap_countries",
    "take_off",
]

CORPUS = Path(__file__).parent.parent / "corpus"
_LIGHT = re.compile(
    "an?|the|ha[sd]|have|having|is|are|was|were|be|been|being|will|would|shall|should|can|could|may|might|must|to|not|never"
    "|do|does|did|no|its|his|her|their"
)
_ONE_WAY = frozenset({"ASSAULT", "COERCE", "AID", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "SANCTION"})
"""Types whose doer and target cannot change places."""
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


def take_off(question: Question, chance: random.Random, *, trigger: float, short: float, alone: float) -> Question:
    """The question as the coder may ask it: its trigger unmarked or cut to the one word a parser finds, a party unmarked."""
    drawn = chance.random()
    if drawn < trigger:
        question = replace(question, trigger=())
    elif drawn < trigger + short:
        question = replace(question, trigger=(_headword(question),))
    if chance.random() < alone:
        question = replace(question, recipient=())
    elif question.recipient and chance.random() < alone:
        question = replace(question, actor=())
    return question


def _headword(question: Question) -> Span:
    """The first word of the trigger that is no auxiliary or article."""
    for piece in question.trigger:
        for match in re.finditer(r"[\w'’-]+", piece.of(question.text)):
            if _LIGHT.fullmatch(match[0].lower()) is None:
                return Span(start=piece.start + match.start(), end=piece.start + match.end())
    return question.trigger[0]


def misdirected(example: Example, chance: random.Random) -> Example | None:
    """A NONE made of an event by marking as its doer who only reports it, or whom it was done to; None where that cannot be."""
    if example.type == "NONE":
        return None
    apart = [span for span in example.source if span not in example.actor and span not in example.recipient]
    if apart and chance.random() < 0.7:
        return _nothing(replace(example, actor=tuple(apart)))
    if example.recipient and example.type in _ONE_WAY:
        return _nothing(replace(example, actor=example.recipient, recipient=example.actor))
    return None


def _nothing(example: Example) -> Example:
    return replace(example, type="NONE", modes=(), status="", contexts=(), where=f"{example.where}, turned")


@dataclass(frozen=True, slots=True)
class _Country:
    name: str
    demonym: str


@cache
def _countries() -> tuple[dict[str, _Country], list[_Country]]:
    rows = read_table(_KNOWLEDGE / "countries.csv", ("name", "demonyms"))
    known = [_Country(row["name"], row["demonyms"].split(";")[0]) for row in rows if row["name"] and row["demonyms"]]
    return {word: country for country in known for word in (country.name, country.demonym)}, known


def country_names() -> dict[str, str]:
    """Every country's name and first demonym, with the name of the country."""
    return {word: country.name for word, country in _countries()[0].items()}


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
