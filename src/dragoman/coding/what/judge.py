"""The trained judge: which event a sentence reports between two marked parties, if any.

`model/` holds what `make train` made: the weights as ONNX int8 (`model.onnx`), the tokenizer of MiniLM-L6
(`tokenizer.json`) and the order of the labels with the calibration (`labels.json`). docs/reference/model-card.md says more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dragoman.coding.what.session import open_session
from dragoman.errors import TableError
from dragoman.records import Span

__all__ = ["MARKS", "MAX_TOKENS", "Encoded", "Judge", "Judgement", "Labels", "Question", "encode", "load_judge", "prepare"]

MARKS = ("actor", "recipient", "trigger")
"""What is marked in a question; each mark opens and closes with an unused token of the vocabulary."""

MAX_TOKENS = 128
_CLS, _SEP = 101, 102
_OPEN = {"actor": 1, "recipient": 3, "trigger": 5}  # ids of [unused0], [unused2], [unused4]; the next id closes
_BEFORE = 24
"""Tokens kept before the first mark of a sentence that is too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A sentence and the code-point spans, into `text`, of who may act, at whom, and the words of the act; any may be empty."""

    text: str
    actor: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()
    trigger: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Calibrated probabilities in [0, 1]: `types` (with NONE) and `statuses` each sum to 1; modes and contexts stand alone."""

    types: dict[str, float]
    modes: dict[tuple[str, str], float]
    statuses: dict[str, float]
    contexts: dict[str, float]


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The order of the model's outputs, and the temperatures that make its confidence a frequency."""

    types: list[str]
    modes: list[tuple[str, str]]
    statuses: list[str]
    contexts: list[str]
    type_temperature: float = 1.0
    status_temperature: float = 1.0


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids with marks, and where each kind of mark first opens (0, the first token, when there is none)."""

    ids: list[int]
    positions: tuple[int, int, int]


def prepare(tokenizer: Tokenizer) -> Tokenizer:
    """The tokenizer set so that text is only ever text: a "[SEP]" in an article is no separator."""
    tokenizer.encode_special_tokens = True
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(tokenizer: Tokenizer, questions: Sequence[Question]) -> list[Encoded]:
    """Each question as marked tokens, at most MAX_TOKENS of them."""
    found = tokenizer.encode_batch([question.text for question in questions], add_special_tokens=False)
    return [_mark(question, one.ids, one.offsets) for question, one in zip(questions, found, strict=True)]


def _mark(question: Question, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Encoded:
    starts = [start for start, _ in offsets]
    ends = [end for _, end in offsets]
    inserts: dict[int, list[int]] = {}
    for name in MARKS:
        for span in getattr(question, name):
            first = next((index for index, end in enumerate(ends) if end > span.start), len(ids))
            last = next((index for index in range(len(ids) - 1, -1, -1) if starts[index] < span.end), -1)
            inserts.setdefault(first, []).append(_OPEN[name])
            inserts.setdefault(max(last, first) + 1, []).insert(0, _OPEN[name] + 1)
    marked: list[int] = []
    for index in range(len(ids) + 1):
        marked += inserts.get(index, ())
        marked += ids[index : index + 1]
    room = MAX_TOKENS - 2
    if len(marked) > room:
        first_mark = next((index for index, token in enumerate(marked) if token in _OPEN.values()), 0)
        begin = min(max(0, first_mark - _BEFORE), len(marked) - room)
        marked = marked[begin : begin + room]
    whole = [_CLS, *marked, _SEP]
    actor, recipient, trigger = (whole.index(_OPEN[name]) if _OPEN[name] in whole else 0 for name in MARKS)
    return Encoded(ids=whole, positions=(actor, recipient, trigger))


class Judge:
    """The model in memory. One a process; answers do not depend on what is asked beside, to within rounding of int8."""

    def __init__(self, weights: bytes, tokenizer: Tokenizer, labels: Labels, *, threads: int = 1) -> None:
        """`threads`: cores for one question; 1 gives the same bytes everywhere."""
        self._session = open_session(weights, threads=threads)
        self._tokenizer = prepare(tokenizer)
        self.labels = labels
        self.digest = hashlib.sha256(weights + msgspec.json.encode(labels)).hexdigest()[:12]

    def judge(self, questions: Sequence[Question]) -> Iterator[Judgement]:
        """One judgement a question, in their order. Each is run alone, so that its neighbours cannot change its bytes."""
        for encoded in encode(self._tokenizer, questions):
            kinds, modes, statuses, contexts = self._session.run(
                ["types", "modes", "statuses", "contexts"],
                {
                    "ids": np.array([encoded.ids], dtype=np.int64),
                    "mask": np.ones((1, len(encoded.ids)), dtype=np.int64),
                    "positions": np.array([encoded.positions], dtype=np.int64),
                },
            )
            labels = self.labels
            yield Judgement(
                types=dict(zip(labels.types, _softmax(kinds[0] / labels.type_temperature), strict=True)),
                modes=dict(zip(labels.modes, _sigmoid(modes[0]), strict=True)),
                statuses=dict(zip(labels.statuses, _softmax(statuses[0] / labels.status_temperature), strict=True)),
                contexts=dict(zip(labels.contexts, _sigmoid(contexts[0]), strict=True)),
            )


def _softmax(logits: NDArray[np.float32]) -> list[float]:
    raised = np.exp(logits - logits.max())
    return [round(float(value), 4) for value in raised / raised.sum()]


def _sigmoid(logits: NDArray[np.float32]) -> list[float]:
    return [round(float(value), 4) for value in 1 / (1 + np.exp(-logits))]


@cache
def load_judge() -> Judge:
    """The judge of this version. Raises: TableError when its files are missing or broken."""
    data = files("dragoman.coding.what") / "model"
    try:
        return Judge(
            (data / "model.onnx").read_bytes(),
            Tokenizer.from_str((data / "tokenizer.json").read_text(encoding="utf-8")),
            msgspec.json.decode((data / "labels.json").read_bytes(), type=Labels),
        )
    except (OSError, msgspec.MsgspecError) as exc:
        raise TableError(f"coding/what/model: the model cannot be read ({exc}). Reinstall dragoman.") from exc
