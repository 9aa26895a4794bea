"""A person's verdicts into a dataset: those that can hold are taken, the others named with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.dataset import Writer
from dragoman.incidents import find_contradictions
from dragoman.records import Verdict

__all__ = ["give_verdicts"]


def give_verdicts(writer: Writer, verdicts: Sequence[Verdict]) -> dict[int, str]:
    """Take in what can hold; index of each verdict left out -> why.

    Left out: of one event, of an event that is not there, given again further down, or against verdicts that stand already or
    before it. Nothing is seen before the writer commits.
    """
    lacking = writer.lacks(event for each in verdicts for event in (each.event, each.beside))
    last = {_pair(each): index for index, each in enumerate(verdicts)}
    faults: dict[int, str] = {}
    for index, each in enumerate(verdicts):
        unknown = next((event for event in (each.event, each.beside) if event in lacking), None)
        if unknown is not None:
            faults[index] = f"the dataset has no event '{unknown}'"
        elif each.event == each.beside:
            faults[index] = f"names event '{each.event}' twice"
        elif last[_pair(each)] != index:
            faults[index] = "the same two events are given again further down"
    sound = [index for index in range(len(verdicts)) if index not in faults]
    renewed = {_pair(verdicts[index]) for index in sound}
    standing = [each for each in writer.verdicts() if _pair(each) not in renewed]
    weighed = [index for index in sound if verdicts[index].verdict != "open"]
    for at in find_contradictions([*standing, *(verdicts[index] for index in weighed)]):
        index = weighed[at - len(standing)]
        faults[index] = f"'{verdicts[index].verdict}' contradicts other verdicts; open those first"
    writer.judge([verdicts[index] for index in sound if index not in faults])
    return faults


def _pair(verdict: Verdict) -> frozenset[str]:
    return frozenset((verdict.event, verdict.beside))
