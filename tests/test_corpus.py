"""The training corpus: every line can be read, no sentence was written twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.errors import TableError
from dragoman.ontology import load_ontology
from training.agreement import kappa, read_readings
from training.check import find_near_duplicates, read_all
from training.markup import parse_line

CORPUS = Path(__file__).parents[1] / "corpus"
SENTENCES = sorted(CORPUS.glob("sentences/*.txt"))


def test_corpus_is_sound() -> None:
    """Codes exist, marks close, and no two sentences are nearly the same."""
    examples, complaints = read_all(SENTENCES)
    assert complaints == []
    assert len(examples) >= 9_700
    assert list(find_near_duplicates(examples)) == []


def test_every_type_and_mode_is_told_often_enough() -> None:
    """220 of a type, 40 of a mode, 1,000 tempting sentences without an act of their own."""
    examples, _ = read_all(SENTENCES)
    types = Counter(example.type for example in examples)
    modes = Counter((example.type, mode) for example in examples for mode in example.modes)
    ontology = load_ontology()
    assert min(types[name] for name in ontology.types) >= 220
    assert min(modes[name, mode] for name, kind in ontology.types.items() for mode in kind.modes) >= 40
    assert (
        sum(example.type == "NONE" or example.status in {"negated", "hypothetical", "historical"} for example in examples)
        >= 1_000
    )


def test_the_test_set_is_apart() -> None:
    """No sentence of `test/` is nearly one that models are trained on."""
    held, complaints = read_all(sorted(CORPUS.glob("test/*.txt")))
    assert len(held) >= 500
    assert complaints == []
    learnt, _ = read_all(SENTENCES)
    texts = {example.where for example in held}
    assert not [pair for pair in find_near_duplicates([*learnt, *held]) if pair[0].where in texts or pair[1].where in texts]


def test_second_readings_are_settled() -> None:
    """Every disagreement has a winner and a reason, and the readers agree as the datasheet says."""
    for name, least, count in (("sample.tsv", 0.97, 600), ("status.tsv", 0.99, 500), ("wire.tsv", 0.96, 300), ("analysis.tsv", 0.95, 160)):
        readings = list(read_readings(CORPUS / "readings" / name))
        assert len(readings) >= count
        assert kappa([one.first[0] for one in readings], [one.second[0] for one in readings])[1] >= least


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
