"""How far two groupings of the same items agree, where an item may belong to several groups ("both sides")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.evaluate.assignment import assign

__all__ = ["Scores", "align", "b_cubed", "links"]

Groups = Sequence[frozenset[Hashable]]
"""The groups of each item; every item has at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Sums of which precision, recall and their harmonic mean are made, so that articles can be added up."""

    hits_found: float = 0.0
    found: float = 0.0
    hits_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            hits_found=self.hits_found + other.hits_found,
            found=self.found + other.found,
            hits_gold=self.hits_gold + other.hits_gold,
            gold=self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Of what was found, the part that gold has; 0 where nothing was found."""
        return self.hits_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of gold, the part that was found."""
        return self.hits_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Groups, found: Groups) -> Scores:
    """B-cubed, every item counting once.

    Source: Bagga and Baldwin 1998; for items of several groups Amigó et al., A comparison of extrinsic clustering evaluation
    metrics, 2009: two items that share n groups found and m of gold agree in min(n, m).
    """
    precision, recall = _shares(found, gold), _shares(gold, found)
    return Scores(hits_found=sum(precision), found=len(found), hits_gold=sum(recall), gold=len(gold))


def _shares(groups: Groups, others: Groups) -> Iterator[float]:
    """For each item, the mean agreement with all that share a group with it, itself included."""
    for own, other in zip(groups, others, strict=True):
        together = [(len(own & each), len(other & one)) for each, one in zip(groups, others, strict=True) if own & each]
        yield sum(min(shared, agreed) / shared for shared, agreed in together) / len(together)


def links(gold: Groups, found: Groups) -> Scores:
    """Pairs of items that share a group."""
    pairs = list(combinations(range(len(gold)), 2))
    ours = {pair for pair in pairs if found[pair[0]] & found[pair[1]]}
    theirs = {pair for pair in pairs if gold[pair[0]] & gold[pair[1]]}
    hits = len(ours & theirs)
    return Scores(hits_found=hits, found=len(ours), hits_gold=hits, gold=len(theirs))


def align(gold: Groups, found: Groups) -> list[bool]:
    """For each item, whether its groups are gold's, the groups found and those of gold matched one to one at best."""
    pairs = Counter((one, other) for own, others in zip(gold, found, strict=True) for one in own for other in others)
    rows = sorted({one for one, _ in pairs}, key=str)
    columns = sorted({other for _, other in pairs}, key=str)
    matched = assign([[pairs[row, column] for column in columns] for row in rows])
    meaning = {columns[column]: rows[row] for row, column in matched}
    return [own == {meaning.get(one) for one in others} for own, others in zip(gold, found, strict=True)]
