"""A person's verdicts followed through: which reports are one happening and which are not, whatever the weights say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.incidents.profile import Profile
from dragoman.records import Verdict

__all__ = ["Verdicts", "find_contradictions"]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Events bound together and kept apart. What is one with A is apart from all that A is apart from.

    `bound`: event -> the event that stands for all it is one with. `foes`: such an event -> those it is apart from.
    `reasons`: event -> each event that a verdict calls one with it -> why.
    """

    bound: Mapping[str, str]
    foes: Mapping[str, frozenset[str]]
    reasons: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> Verdicts:
        """All of them; of two on one pair the later holds. They must not contradict one another."""
        last = {_pair(each): each for each in verdicts}
        same = {pair: each.reason for pair, each in last.items() if each.verdict == "same"}
        bound: dict[str, str] = {}
        for one, other in sorted(same):
            _bind(bound, one, other)
        reasons: dict[str, dict[str, str]] = defaultdict(dict)
        for (one, other), reason in same.items():
            reasons[one][other] = reasons[other][one] = reason
        foes: dict[str, set[str]] = defaultdict(set)
        for (one, other), each in last.items():
            if each.verdict == "apart":
                first, second = _stand_in(bound, one), _stand_in(bound, other)
                foes[first].add(second)
                foes[second].add(first)
        return cls(
            bound={event: _stand_in(bound, event) for event in bound},
            foes={event: frozenset(others) for event, others in foes.items()},
            reasons=reasons,
        )

    def foes_among(self, nodes: Sequence[Sequence[Profile]]) -> dict[int, set[int]]:
        """Index of a node -> those of the nodes that hold what one of its reports is apart from."""
        holders: dict[str, list[int]] = defaultdict(list)
        for at, node in enumerate(nodes if self.foes else ()):
            for tie in {self._id(profile) for profile in node} & self.foes.keys():
                holders[tie].append(at)
        found: dict[int, set[int]] = defaultdict(set)
        for tie, nodes_of in holders.items():
            for foe in self.foes[tie]:
                for at in nodes_of:
                    found[at].update(other for other in holders.get(foe, ()) if other != at)
        return {at: others for at, others in found.items() if others}

    def heed(self, groups: Iterable[Sequence[Profile]]) -> list[list[Profile]]:
        """The groups with what is bound in one, and what is apart in two: the later leaves, with what is bound to it."""
        if not self.bound and not self.foes:
            return [sorted(group, key=lambda profile: profile.order) for group in groups]
        merged: list[list[Profile]] = []
        holder: dict[str, int] = {}
        for group in groups:
            ties = {self._id(profile) for profile in group if profile.report.event.id in self.bound}
            homes = sorted({holder[tie] for tie in ties if tie in holder})
            home = homes[0] if homes else len(merged)
            if not homes:
                merged.append([])
            for other in homes[1:]:
                merged[home] += merged[other]
                merged[other] = []
                holder |= {tie: home for tie, at in holder.items() if at == other}
            merged[home] += group
            holder |= dict.fromkeys(ties, home)
        return [part for group in merged if group for part in self._part(sorted(group, key=lambda profile: profile.order))]

    def _part(self, group: Sequence[Profile]) -> list[list[Profile]]:
        """One group, or as many as it takes to keep apart what must be."""
        ties: dict[str, list[Profile]] = {}
        for profile in group:
            ties.setdefault(self._id(profile), []).append(profile)
        if not self.foes.keys() & ties.keys():
            return [list(group)]
        parts: list[tuple[set[str], list[Profile]]] = []
        for tie, members in ties.items():
            part = next((part for part in parts if part[0].isdisjoint(self.foes.get(tie, ()))), None)
            if part is None:
                parts.append(part := (set(), []))
            part[0].add(tie)
            part[1].extend(members)
        return [sorted(members, key=lambda profile: profile.order) for _, members in parts]

    def _id(self, profile: Profile) -> str:
        event = profile.report.event.id
        return self.bound.get(event, event)


def find_contradictions(verdicts: Sequence[Verdict]) -> list[int]:
    """Indices of the verdicts that those before them rule out; no pair may stand there twice, nor any that is open."""
    bound: dict[str, str] = {}
    apart: list[tuple[str, str]] = []
    found = []
    for index, each in enumerate(verdicts):
        one, other = _stand_in(bound, each.event), _stand_in(bound, each.beside)
        if one == other:
            if each.verdict == "apart":
                found.append(index)
        elif each.verdict == "apart":
            apart.append((each.event, each.beside))
        elif any({_stand_in(bound, first), _stand_in(bound, second)} == {one, other} for first, second in apart):
            found.append(index)
        else:
            _bind(bound, each.event, each.beside)
    return found


def _pair(verdict: Verdict) -> tuple[str, str]:
    return min(verdict.event, verdict.beside), max(verdict.event, verdict.beside)


def _stand_in(bound: Mapping[str, str], event: str) -> str:
    while bound.get(event, event) != event:
        event = bound[event]
    return event


def _bind(bound: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_stand_in(bound, one), _stand_in(bound, other)))
    bound[first] = bound[second] = first
