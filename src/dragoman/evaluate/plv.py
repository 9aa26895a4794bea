"""The shipped judge on PLV (marked source and target, 15 classes): `python -m training.plv`. Nothing is trained on it."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.records import Span
from training.judge import Judgement, Question, load_judge

PLV = Path(__file__).parents[2] / "shared" / "data" / "plv.dev.jsonl"
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_PENTA = {
    "AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "COOPERATE": "2", "AID": "2", "YIELD": "2", "REQUEST": "3", "ACCUSE": "3",
    "REJECT": "3", "THREATEN": "3", "PROTEST": "4", "SANCTION": "4", "MOBILIZE": "4", "COERCE": "4", "ASSAULT": "4",
}  # fmt: skip


def question_of(marked: str) -> Question:
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


def best(judgement: Judgement) -> str:
    """The likeliest class, NONE set apart: every sentence of PLV has an event."""
    sums: dict[str, float] = defaultdict(float)
    for name, share in judgement.types.items():
        if name != "NONE":
            sums[_MERGED.get(name, name)] += share
    return max(sums, key=lambda name: sums[name])


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """The mean over the gold classes of F1; pairs of (gold, found)."""
    scores = []
    for name in {gold for gold, _ in pairs}:
        hit = sum(gold == found == name for gold, found in pairs)
        scores.append(2 * hit / (sum(gold == name for gold, _ in pairs) + sum(found == name for _, found in pairs)))
    return sum(scores) / len(scores)


def main() -> None:
    """Print accuracy, macro-F1 over 15 and over 5 classes, and each class."""
    rows = [json.loads(line) for line in PLV.read_text(encoding="utf-8").splitlines()]
    judgements = load_judge().judge([question_of(row["marked"]) for row in rows])
    pairs = [(row["root"], best(judgement)) for row, judgement in zip(rows, judgements, strict=True)]
    five = [(row["penta"], _PENTA[found]) for row, (_, found) in zip(rows, pairs, strict=True)]
    accuracy = sum(gold == found for gold, found in pairs) / len(pairs)
    print(f"PLV dev, {len(pairs)}: accuracy {accuracy:.3f}, macro-F1 {macro_f1(pairs):.3f}, five classes {macro_f1(five):.3f}")
    wrong = Counter(pair for pair in pairs if pair[0] != pair[1])
    for name in sorted(_PENTA):
        total = sum(gold == name for gold, _ in pairs)
        hit = pairs.count((name, name))
        found = sum(other == name for _, other in pairs)
        worst = ", ".join(f"{other} {count}" for (gold, other), count in wrong.most_common() if gold == name)
        print(f"{name:10} recall {hit / total:.2f} precision {hit / max(found, 1):.2f} of {total:3}: {worst}")


if __name__ == "__main__":
    sys.exit(main())
