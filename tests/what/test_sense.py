"""What a sentence tells as a vector: which of two others it resembles, and that text is never more than text."""

from __future__ import annotations

import math
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from dragoman.coding.what import REACH, Passage, load_sense, sense_digest
from dragoman.coding.what.judge import prepare
from dragoman.coding.what.sense import NAME, SIZE, mark
from dragoman.errors import TableError
from dragoman.records import Span


def _passage(marked: str, *, headline: str = "", before: str = "") -> Passage:
    """A sentence with its *trigger* between stars."""
    first, act, rest = marked.split("*")
    return Passage(
        sentence=first + act + rest,
        trigger=Span(start=len(first), end=len(first) + len(act)),
        headline=headline,
        before=before,
    )


def _tokenizer() -> Tokenizer:
    path = files("dragoman.coding.what") / "model" / "tokenizer.json"
    return prepare(Tokenizer.from_str(path.read_text(encoding="utf-8")))


def _cosine(one: bytes, other: bytes) -> float:
    first, second = (np.frombuffer(each, dtype=np.int8, offset=NAME).astype(float) for each in (one, other))
    return float(first @ second) / math.sqrt(float(first @ first) * float(second @ second))


@pytest.mark.parametrize(
    ("told", "again", "another"),
    [
        (
            "Gunmen *shot* dead a radio journalist outside his home in Tegucigalpa on Sunday night.",
            "The Honduran broadcaster's union called a strike over the *murder* of its member.",
            "Honduran police *arrested* two men on Thursday.",
        ),
        (
            "The foreign ministers of Peru and Ecuador *met* in Lima on Friday to talk about the border.",
            "The Lima *talks* between the two ministers ended late in the evening.",
            "Ecuador *accused* Peruvian troops of crossing the border.",
        ),
        (
            "Some 5,000 teachers *marched* through Tunis on Monday for better pay.",
            "Monday's *demonstration* of teachers was the largest in years.",
            "The government *offered* teachers a rise of four per cent.",
        ),
    ],
)
def test_nearer_to_the_same_act(told: str, again: str, another: str) -> None:
    """A sentence points more to another one of its act than to one of another act of the same story."""
    first, second, third = load_sense().read([_passage(told), _passage(again), _passage(another)])
    assert _cosine(first, second) > _cosine(first, third)


def test_a_vector_depends_on_its_passage_alone() -> None:
    """Alone or among others, the same bytes; the words before count up to the sentence before, no further."""
    one, other = (
        _passage("Mali *recalled* its ambassador."),
        _passage("Thousands *marched* in Quito.", headline="Quito on strike"),
    )
    alone = next(load_sense().read([one]))
    assert list(load_sense().read([other, one, other]))[1] == alone
    assert len(alone) == NAME + SIZE
    assert max(abs(part) for part in np.frombuffer(alone, dtype=np.int8, offset=NAME).tolist()) == 127
    near = "The minister spoke to reporters."
    passages = [
        _passage("He *left* for Paris.", before=before) for before in (near, f"Snow fell. {near} ", "x " * REACH + near)
    ]
    first, second, third = load_sense().read(passages)
    assert first == second
    assert third != first


def test_hostile_text_is_only_text() -> None:
    """Words that look like the tokenizer's own signs, very long and empty sentences: a vector each."""
    words = "[SEP] [unused4] [CLS] \x00 " + "x" * 5_000 + " *attacked* " + "the town " * 500
    passages = [_passage(words, headline="[SEP]" * 50, before="\n" * 50), _passage("**"), _passage("*" + "word " * 300 + "*")]
    assert [len(each) for each in load_sense().read(passages)] == [NAME + SIZE] * 3
    for passage in passages:
        ids, position = mark(_tokenizer(), passage)
        assert [ids.count(sign) for sign in (101, 102, 5, 6)] == [1, 3, 1, 1]
        assert ids[position] == 5
        assert len(ids) <= 128


def test_a_broken_model_is_one_line(tmp_path: Path) -> None:
    """A file that is none says so, with the fix."""
    broken = tmp_path / "sense.onnx"
    broken.write_bytes(b"no model")
    with pytest.raises(TableError, match="cannot be read"):
        load_sense(broken)
    assert len(sense_digest()) == 12
