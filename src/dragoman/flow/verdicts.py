"""A person's verdicts into a dataset: those that can hold are taken, the others named with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.dataset import Writer
from dragoman.incidents import find_contradictions
from dragoman.records import Verdict

__all__ = ["give_verdicts"]


def give_verdicts(writer: Writer, verdicts: Sequence[Verdict]) -> dict[int, str]:
    """Take in what can hold; index of each verdict left out -> why.

    Left out: of one event, of an event that is not there (but a verdict that stands can always be opened), given again further
    down, or against verdicts that stand already or before it. Nothing is seen before the writer commits.
    """
    lacking = writer.lacks(event for each in verdicts for event in (each.event, each.beside))
    last = {_pair(each): index for index, each in enumerate(verdicts)}
    standing = {_pair(each): each for each in writer.verdicts()}
    faults: dict[int, str] = {}
    for index, each in enumerate(verdicts):
        pair = _pair(each)
        unknown = next((event for event in (each.event, each.beside) if event in lacking), None)
        if each.event == each.beside:
            faults[index] = f"names event '{each.event}' twice"
        elif unknown is not None and not (each.verdict == "open" and pair in standing):
            faults[index] = f"the dataset has no event '{unknown}'"
        elif last[pair] != index:
            faults[index] = "the same two events are given again further down"
        elif each.verdict == "open":
            standing.pop(pair, None)
        elif find_contradictions([*(known for other, known in standing.items() if other != pair), each]):
            faults[index] = f"'{each.verdict}' contradicts other verdicts; open those first"
        else:
            standing[pair] = each
    writer.judge([each for index, each in enumerate(verdicts) if index not in faults])
    return faults


def _pair(verdict: Verdict) -> frozenset[str]:
    return frozenset((verdict.event, verdict.beside))
