"""Words that say what a name beside them is: `data/cues.csv`, `data/features.csv`, `data/common.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.ontology import read_table

__all__ = ["Cues", "load_cues"]

_CUES = (
    *("placing", "inside", "sure", "local", "one", "speaking", "title"),  # in lower case, beside a name
    *("street", "body", "side", "party", "seat"),  # capitalised, beside a name or inside it
    "undergoing",
    "descent",
)


@dataclass(frozen=True, slots=True)
class Cues:
    """`words`: cue -> words. `features`: words that say what kind of place the name before them is -> kinds, likeliest first.

    Cues: placing (in, from), inside (in, near), sure (throughout, downtown), local (resident, mayor), one (a, an), speaking
    (said), title (Mr.), street, body (Police, Council), side (North), party (the R of "R-Ohio"), seat (the City of "City of
    X"), undergoing (verbs whose subject may be a town as such),
    descent ("ethnic Albanians"). `common`: towns that are ordinary words or surnames.
    """

    words: Mapping[str, frozenset[str]]
    features: Mapping[str, tuple[str, ...]]
    common: frozenset[str]


@cache
def load_cues() -> Cues:
    """The three tables. Raises: TableError for an unknown cue."""
    data = files("dragoman.coding.where") / "data"
    words: dict[str, set[str]] = defaultdict(set)
    for row in read_table(data / "cues.csv", ("word", "cue", "basis")):
        if row["cue"] not in _CUES:
            raise row.error(f"cue '{row['cue']}' is unknown (known: {', '.join(_CUES)})")
        words[row["cue"]].add(row["word"])
    features = {row["word"]: row.many("kinds") for row in read_table(data / "features.csv", ("word", "kinds", "basis"))}
    common = frozenset(row["word"] for row in read_table(data / "common.csv", ("word", "basis")))
    return Cues({cue: frozenset(words[cue]) for cue in _CUES}, features, common)
