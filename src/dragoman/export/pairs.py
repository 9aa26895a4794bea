"""Acts as pairs of one actor and one recipient, for the formats that hold nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from dragoman.export.acts import Act, Party
from dragoman.export.codes import load_codes

__all__ = ["Pair", "is_mutual", "pairs_of"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One actor and one recipient of an act, either None where the text names none. `suffix` makes the act's id unique:
    "" for the first pair, then "_2", "_3"; a pair told in the other direction ends in "_R"."""

    actor: Party | None
    recipient: Party | None
    suffix: str = ""

    def id_of(self, act: Act) -> str:
        """The id of the pair."""
        return act.id + self.suffix


def is_mutual(act: Act) -> bool:
    """Whether several actors did this to one another: a meeting, an accord, a fight."""
    return not act.recipients and len(act.actors) > 1 and act.cameo.startswith(load_codes().mutual)


def _nested(one: Party, other: Party) -> bool:
    """Whether the words of one party are part of the other's ("Russian" in "Russian and Ukrainian officials")."""
    return one.span is not None and other.span is not None and (one.span.within(other.span) or other.span.within(one.span))


def pairs_of(act: Act) -> Iterator[Pair]:
    """Each actor with each recipient, in their order; the parties of a mutual act with one another, in both directions."""
    number = 0
    if is_mutual(act):
        for actor, recipient in combinations(act.actors, 2):
            if not _nested(actor, recipient):
                number += 1
                suffix = f"_{number}" if number > 1 else ""
                yield Pair(actor, recipient, suffix)
                yield Pair(recipient, actor, f"{suffix}_R")
        if number:
            return
    for doer, other in product(act.actors or (None,), act.recipients or (None,)):
        number += 1
        yield Pair(doer, other, f"_{number}" if number > 1 else "")
