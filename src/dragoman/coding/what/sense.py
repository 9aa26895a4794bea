"""What a sentence tells of an act, as a vector: reports of one happening point the same way (`incidents/` compares them).

`model/sense.onnx` holds the weights (int8), made by `python -m training.sense`; the tokenizer is that of the judge.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from dragoman.coding.what.judge import prepare
from dragoman.coding.what.session import open_session
from dragoman.errors import TableError
from dragoman.records import Span

__all__ = ["END", "NAME", "REACH", "SEPARATOR", "SIZE", "Passage", "Sense", "load_sense", "mark", "sense_digest"]

NAME, SIZE = 4, 128
"""Bytes that name the model, and parts of the vector behind them."""
SEPARATOR = 102
"""The token behind headline, sentence before and sentence."""
_CLS, _OPEN, _CLOSE = 101, 5, 6  # the marks are unused tokens of the vocabulary
_SENTENCE, _HEADLINE, _BEFORE = 70, 24, 28
"""Tokens that are read of the sentence, the headline and the sentence before."""
REACH = 1_000
"""Code points before the sentence among which the sentence before it is looked for."""
_MODEL = files("dragoman.coding.what") / "model"
END = re.compile(r"""(?<=[.!?])["”')]*\s+(?=["“'(A-Z0-9])|\n+""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with the words of an act (code points into it), the headline, the text before it (`REACH` of it is read)."""

    sentence: str
    trigger: Span
    headline: str = ""
    before: str = ""


def mark(tokenizer: Tokenizer, passage: Passage) -> tuple[list[int], int]:
    """Tokens of headline, sentence before and sentence with the trigger marked, and where the trigger's mark opens."""

    def tokens(text: str) -> list[int]:
        return list(tokenizer.encode(text, add_special_tokens=False).ids)

    trigger, sentence = passage.trigger, passage.sentence
    first, act, rest = tokens(sentence[: trigger.start]), tokens(trigger.of(sentence)), tokens(sentence[trigger.end :])
    act = act[: _SENTENCE - 2]
    room = _SENTENCE - len(act)
    first = first[-max(room // 2, room - len(rest)) :]
    rest = rest[: room - len(first)]
    before = tokens(END.split(passage.before[-REACH:].rstrip())[-1])[-_BEFORE:]
    context = [_CLS, *tokens(passage.headline)[:_HEADLINE], SEPARATOR, *before, SEPARATOR]
    return [*context, *first, _OPEN, *act, _CLOSE, *rest, SEPARATOR], len(context) + len(first)


class Sense:
    """The model in memory. One a process; a vector does not depend on what is read beside."""

    def __init__(self, weights: bytes, tokenizer: Tokenizer) -> None:
        self._session = open_session(weights)
        self._tokenizer = prepare(tokenizer)
        self._name = hashlib.sha256(weights).digest()[:NAME]

    def read(self, passages: Iterable[Passage]) -> Iterator[bytes]:
        """For each passage, in order: the model's name, then a direction as signed bytes, the longest of its parts 127."""
        for passage in passages:
            ids, position = mark(self._tokenizer, passage)
            (found,) = self._session.run(
                ["vector"],
                {
                    "ids": np.array([ids], dtype=np.int64),
                    "mask": np.ones((1, len(ids)), dtype=np.int64),
                    "position": np.array([position], dtype=np.int64),
                },
            )
            vector = found[0]
            yield self._name + np.rint(vector * (127.0 / max(1e-6, np.abs(vector).max()))).astype(np.int8).tobytes()


def load_sense(weights: Path | None = None) -> Sense:
    """The model of this version, or that of a file of `weights`. Raises: TableError when it is missing or broken."""
    return _load(weights or Path(str(_MODEL / "sense.onnx")))


@cache
def sense_digest() -> str:
    """What tells the model of this version from others. Raises: TableError when it is missing."""
    try:
        return hashlib.sha256((_MODEL / "sense.onnx").read_bytes()).hexdigest()[:12]
    except OSError as exc:
        raise TableError(f"coding/what/model/sense.onnx: cannot be read ({exc.strerror}). Reinstall dragoman.") from exc


@cache
def _load(weights: Path) -> Sense:
    try:
        return Sense(weights.read_bytes(), Tokenizer.from_str((_MODEL / "tokenizer.json").read_text(encoding="utf-8")))
    except OSError as exc:
        fix = "Reinstall dragoman, or make it with `python -m training.sense`"
        raise TableError(f"{weights}: the model cannot be read ({exc.strerror}). {fix}.") from exc
