"""The model alone on PLV: sentences with a marked source and target, 15 classes (CONCEDE and RETREAT merged into YIELD).

PLV's labels follow the CAMEO crosswalk, not the present manual: sanctions are COERCE there, verdicts ACCUSE, promised
concessions AGREE (docs/decisions/0002). So figures are given twice: by our codebook, and with our CAMEO code read through the
crosswalk of `ontology/data/cameo.csv`, as an export to an older format would write it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rich.table import Table

from dragoman.coding.what import CameoCodes, Judge, Judgement, Question
from dragoman.errors import ReadError
from dragoman.ontology import Ontology
from dragoman.records import Span

__all__ = ["PlvSentence", "draw_classes", "read_plv", "score_plv"]

_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_FIVE = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
"""The class of a type where there are five; YIELD counts as material cooperation."""
_MODE_FLOOR = 0.5


class _Row(msgspec.Struct):
    marked: str
    root: str
    penta: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlvSentence:
    """A question for the model, its class among 15 and among five."""

    question: Question
    root: str
    penta: str


def read_plv(path: Path) -> Iterator[PlvSentence]:
    """The sentences of `plv.dev.jsonl`. Raises: ReadError for a broken line."""
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            row = msgspec.json.decode(line, type=_Row)
        except msgspec.MsgspecError as exc:
            raise ReadError(f"{path} line {number}: not a PLV sentence ({exc}). Fetch the file again.") from exc
        yield PlvSentence(question=_question(row.marked), root=row.root, penta=row.penta)


def _question(marked: str) -> Question:
    """The sentence with its marked source as actor and target as recipient."""
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    text, opened = "", 0
    for piece in re.split(r"(</?[st]>)", marked):
        if piece in ("<s>", "<t>"):
            opened = len(text)
        elif piece in ("</s>", "</t>"):
            spans[piece[2]].append(Span(start=opened, end=len(text)))
        else:
            text += piece
    return Question(text=text, actor=tuple(spans["s"]), recipient=tuple(spans["t"]))


def score_plv(
    judge: Judge, sentences: Sequence[PlvSentence], *, codes: CameoCodes, ontology: Ontology
) -> tuple[dict[str, float], Counter[tuple[str, str]]]:
    """Accuracy and macro-F1 over the gold classes and over five, strict and by the crosswalk; the crosswalk's confusion."""
    judgements = list(judge.judge([sentence.question for sentence in sentences]))
    strict = [(one.root, _merged(_best(judgement))) for one, judgement in zip(sentences, judgements, strict=True)]
    older = [
        (one.root, _merged(_older(judgement, one.question.text, codes, ontology)))
        for one, judgement in zip(sentences, judgements, strict=True)
    ]
    figures = {}
    for name, pairs in (("codebook", strict), ("crosswalk", older)):
        five = [(one.penta, _FIVE[found]) for one, (_, found) in zip(sentences, pairs, strict=True)]
        figures[f"{name} accuracy"] = sum(gold == found for gold, found in pairs) / len(pairs)
        figures[f"{name} macro f1"] = _macro_f1(pairs)
        figures[f"{name} five-class macro f1"] = _macro_f1(five)
    return figures, Counter(older)


def draw_classes(confusion: Mapping[tuple[str, str], int]) -> Table:
    """Recall, precision and the commonest errors of each class."""
    table = Table("class", "gold", "recall", "precision", "taken for", title="by the crosswalk", title_justify="left")
    for name in sorted({gold for gold, _ in confusion}):
        gold = sum(count for (wanted, _), count in confusion.items() if wanted == name)
        found = sum(count for (_, got), count in confusion.items() if got == name)
        hit = confusion.get((name, name), 0)
        wrong = sorted(((count, got) for (wanted, got), count in confusion.items() if wanted == name != got), reverse=True)
        table.add_row(
            name,
            str(gold),
            f"{hit / gold:.2f}",
            f"{hit / found:.2f}" if found else "-",
            ", ".join(f"{got} {count}" for count, got in wrong[:4]),
        )
    return table


def _best(judgement: Judgement) -> str:
    """The likeliest type, NONE set apart (every sentence of PLV has an event), CONCEDE and RETREAT taken together first."""
    sums: dict[str, float] = defaultdict(float)
    for name, share in judgement.types.items():
        if name != "NONE":
            sums[_merged(name)] += share
    merged = max(sums, key=lambda name: sums[name])
    return max((name for name in judgement.types if _merged(name) == merged), key=lambda name: judgement.types[name])


def _older(judgement: Judgement, words: str, codes: CameoCodes, ontology: Ontology) -> str:
    """The type that the crosswalk gives to the CAMEO code of the judgement."""
    kind = _best(judgement)
    modes = [mode for (name, mode), share in judgement.modes.items() if name == kind and share >= _MODE_FLOOR]
    future = max(judgement.statuses, key=lambda name: judgement.statuses[name]) == "future"
    cameo, _ = codes.find(kind, sorted(modes, key=lambda mode: -judgement.modes[kind, mode]), words, future=future)
    return ontology.cameo[cameo].type or kind


def _merged(kind: str) -> str:
    return _MERGED.get(kind, kind)


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean of F1 over the gold classes; pairs of (gold, found)."""
    scores = []
    for name in sorted({gold for gold, _ in pairs}):
        hit = sum(gold == found == name for gold, found in pairs)
        scores.append(2 * hit / (sum(gold == name for gold, _ in pairs) + sum(found == name for _, found in pairs)))
    return sum(scores) / len(scores)
