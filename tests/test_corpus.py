"""The training corpus: every line can be read, no sentence was written twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import TableError
from training.check import find_near_duplicates, read_all
from training.markup import parse_line

SENTENCES = sorted((Path(__file__).parents[1] / "corpus" / "sentences").glob("*.txt"))


def test_corpus_is_sound() -> None:
    """Codes exist, marks close, and no two sentences are nearly the same."""
    examples, complaints = read_all(SENTENCES)
    assert complaints == []
    assert len(examples) > 3_000
    assert list(find_near_duplicates(examples)) == []


def test_marks_become_spans() -> None:
    """Nested marks, several pieces of a trigger, offsets into the sentence without marks."""
    example = parse_line("ASSAULT | negated | - | <[Hamas]> said it did not *open* *fire* on {the envoy}.", where="here")
    assert example.text == "Hamas said it did not open fire on the envoy."
    assert [example.text[start:end] for start, end in example.trigger] == ["open", "fire"]
    assert example.actor == example.source == ((0, 5),)
    assert [example.text[start:end] for start, end in example.recipient] == ["the envoy"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("ASSAULT | actual | [Mali] *fired*.", "separate the four"),
        ("ASSAULT | actual | - | [Mali} *fired*.", "closes"),
        ("ASSAULT | actual | - | [Mali] *fired.", "never closed"),
        ("ASSAULT | actual | - | [Mali] fired.", "mark the words of the act"),
        ("ASSAULT rally | actual | - | [Mali] *fired*.", "no mode of ASSAULT"),
        ("BRAWL | actual | - | [Mali] *fired*.", "no type"),
        ("ASSAULT | sure | - | [Mali] *fired*.", "no status"),
        ("ASSAULT | actual | weather | [Mali] *fired*.", "no context"),
        ("NONE | actual | - | [Mali] *fired* {Chad}.", "NONE line"),
    ],
)
def test_a_bad_line_is_named(line: str, complaint: str) -> None:
    """The complaint begins with the place and says what is wrong."""
    with pytest.raises(TableError, match=f"^file line 3: .*{complaint}"):
        parse_line(line, where="file line 3")
