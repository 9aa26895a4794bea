"""The score of two reports: the sum of what was observed, weighed as learned on our pairs (training/incidents.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import TableError
from dragoman.incidents.comparing import OBSERVATIONS, is_ruled_out, observe, shares_something
from dragoman.incidents.profile import Profile
from dragoman.ontology import load_ontology, read_table

__all__ = ["BIAS", "Weights", "load_closeness", "load_weights"]

_DATA = files("dragoman.incidents") / "data"
BIAS = "bias"
TOO_FAR_DAYS = 20
"""Two dated reports further apart keep their groups apart, whatever else speaks for one: no vague date is as far off."""
SLIP_DAYS = 1
"""By how much two reports that name a day may differ by a slip, where neither tells of "a second" or "another"."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Observation -> the log-odds it adds; `closeness` of two types, in alphabetical order, that may tell one act."""

    weights: Mapping[str, float]
    closeness: Mapping[tuple[str, str], float]

    def observe(self, one: Profile, other: Profile) -> dict[str, float] | None:
        """What is observed of two reports; None when they cannot tell the same.

        They cannot with other types or days, when only one was done, with nothing in common but the kind of act, or where one
        observation settles it.
        """
        if one.state != other.state:
            return None
        types = one.report.event.type, other.report.event.type
        closeness = 1.0 if types[0] == types[1] else self.closeness.get((min(types), max(types)), 0.0)
        if not closeness or _on_other_days(one, other):
            return None
        seen = observe(one, other, closeness) if one.order <= other.order else observe(other, one, closeness)
        return seen if shares_something(seen) and not is_ruled_out(seen) else None

    def score(self, one: Profile, other: Profile) -> float | None:
        """The log-odds that two reports tell one happening; None when they cannot."""
        seen = self.observe(one, other)
        if seen is None:
            return None
        return self.weights[BIAS] + sum(self.weights[name] * strength for name, strength in seen.items())


def _on_other_days(one: Profile, other: Profile) -> bool:
    """Whether what is known of their days rules out that two reports tell one happening."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    apart = max(one.first, other.first) - min(one.last, other.last)
    if apart > TOO_FAR_DAYS:
        return True
    exact = one.first == one.last and other.first == other.last
    return exact and (apart > SLIP_DAYS or (apart > 0 and one.anew != other.anew))


@cache
def load_closeness() -> Mapping[tuple[str, str], float]:
    """Pairs of types, in alphabetical order, that may tell one act, with their closeness in (0, 1). Raises: TableError."""
    found = {}
    for row in read_table(_DATA / "types.csv", ("type", "other", "closeness")):
        for column in ("type", "other"):
            if row[column] not in load_ontology().types:
                raise row.error(f"type '{row[column]}' is unknown")
        pair = min(row["type"], row["other"]), max(row["type"], row["other"])
        if pair in found or pair[0] == pair[1]:
            raise row.error(f"{' and '.join(pair)} stand here already")
        found[pair] = float(row["closeness"])
    return found


@cache
def load_weights() -> Weights:
    """The weights that ship. Raises: TableError for an observation without a weight or one that does not exist."""
    found = {}
    for row in read_table(_DATA / "weights.csv", ("observation", "weight")):
        if row["observation"] not in (*OBSERVATIONS, BIAS):
            raise row.error(f"no observation is called '{row['observation']}'")
        found[row["observation"]] = float(row["weight"])
    missing = [name for name in (*OBSERVATIONS, BIAS) if name not in found]
    if missing:
        raise TableError(f"weights.csv: no weight for {', '.join(missing)}. Run `python -m training.incidents`.")
    return Weights(found, load_closeness())
