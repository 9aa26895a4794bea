"""The shipped model and the whole coder on `corpus/test/`, which nothing is trained on: `python -m training.held_back`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from dragoman.coding.what import Judge, Judgement, load_judge
from dragoman.flow import Coder
from dragoman.records import Event
from training.examples import question_of, read_examples
from training.markup import STATUSES, Example

__all__ = ["f1_by_status", "score_coder", "score_judge"]

_BINS = 10


def score_judge(judge: Judge, examples: Sequence[Example]) -> dict[str, float]:
    """With all marked: accuracy of types and statuses, F1 of each status, and the expected calibration error of types."""
    judgements = list(judge.judge([question_of(example) for example in examples]))
    kinds = [_best(one.types) for one in judgements]
    statuses = [_best(one.statuses) for one in judgements]
    figures = {
        "type accuracy": sum(kind == one.type for kind, one in zip(kinds, examples, strict=True)) / len(examples),
        "status accuracy": sum(status == one.status for status, one in zip(statuses, examples, strict=True)) / len(examples),
        "calibration error": _calibration_error(judgements, examples),
    }
    gold = [example.status for example in examples]
    return figures | {f"{name} f1": value for name, value in f1_by_status(gold, statuses).items()}


def score_coder(coder: Coder, examples: Sequence[Example]) -> dict[str, float]:
    """With nothing marked: F1 of each status of events at the marked triggers, and the share of negated acts told as actual.

    A sentence whose act was not found counts as no status.
    """
    found = [_at_trigger(coder.code(example.text), example) for example in examples]
    gold = [example.status for example in examples]
    statuses = [event.status if event else "" for event in found]
    negated = [(event, example) for event, example in zip(found, examples, strict=True) if example.status == "negated"]
    passed = sum(event is not None and event.status == "actual" for event, _ in negated)
    return {
        "found": sum(event is not None for event in found) / len(found),
        "negated told as actual": passed / len(negated),
        **{f"{name} f1": value for name, value in f1_by_status(gold, statuses).items()},
        **{f"{name} f1 of found": value for name, value in _of_found(gold, statuses).items()},
    }


def f1_by_status(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """F1 of each status; "" stands for none."""
    pairs = Counter(zip(gold, found, strict=True))
    return {name: 2 * pairs[name, name] / max(1, gold.count(name) + list(found).count(name)) for name in sorted(STATUSES)}


def _of_found(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    both = [(wanted, got) for wanted, got in zip(gold, found, strict=True) if got]
    return f1_by_status([wanted for wanted, _ in both], [got for _, got in both])


def _at_trigger(events: Sequence[Event], example: Example) -> Event | None:
    """The event whose trigger is among the marked words."""
    for event in events:
        if any(event.trigger.start < end and start < event.trigger.end for start, end in example.trigger):
            return event
    return None


def _best(shares: dict[str, float]) -> str:
    return max(shares, key=lambda name: shares[name])


def _calibration_error(judgements: Sequence[Judgement], examples: Sequence[Example]) -> float:
    """The mean distance of confidence and accuracy over ten bins of confidence, weighted by their size."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for judgement, example in zip(judgements, examples, strict=True):
        kind = _best(judgement.types)
        share = judgement.types[kind]
        bins.setdefault(min(int(share * _BINS), _BINS - 1), []).append((share, kind == example.type))
    return sum(abs(sum(share for share, _ in held) - sum(right for _, right in held)) for held in bins.values()) / len(examples)


def main() -> int:
    """Print both."""
    examples = read_examples("test")
    for name, figures in (("model", score_judge(load_judge(), examples)), ("coder", score_coder(Coder(), examples))):
        print(f"{name}, {len(examples)} sentences")
        for measure, value in figures.items():
            print(f"  {measure:28} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
