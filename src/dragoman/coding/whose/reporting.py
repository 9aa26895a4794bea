"""Words that attribute: the verbs and nouns of `data/reporting.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.ontology import read_table

__all__ = ["ReportingWords", "load_reporting"]

_KINDS = frozenset({"neutral", "doubt", "assert", "deny", "opinion"})


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """Lemmas of reporting verbs and nouns; `doubtful` and `denying` are those that do not vouch for what they report."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    doubtful: frozenset[str]
    denying: frozenset[str]


@cache
def load_reporting() -> ReportingWords:
    """The table. Raises: TableError for an unknown kind."""
    rows = list(read_table(files("dragoman.coding.whose") / "data" / "reporting.csv", ("lemma", "pos", "kind")))
    for row in rows:
        if row["kind"] not in _KINDS:
            raise row.error(f"kind '{row['kind']}' is unknown (known: {', '.join(sorted(_KINDS))})")
    return ReportingWords(
        verbs=frozenset(row["lemma"] for row in rows if row["pos"] == "verb"),
        nouns=frozenset(row["lemma"] for row in rows if row["pos"] == "noun"),
        doubtful=frozenset(row["lemma"] for row in rows if row["kind"] == "doubt"),
        denying=frozenset(row["lemma"] for row in rows if row["kind"] == "deny"),
    )
