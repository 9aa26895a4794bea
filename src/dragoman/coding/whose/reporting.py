"""Words that attribute: the verbs, adjectives, nouns, adverbs and prepositions of `data/reporting.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from dragoman.ontology import read_table
from dragoman.records import Stance

__all__ = ["Cue", "ReportingWords", "load_reporting"]

_KINDS = frozenset({"neutral", "doubt", "assert", "deny", "opinion"})
_STANCES = frozenset({"asserts", "denies", "doubts", "demands"})
_VERB_FRAMES = (
    "clause",  # "said (that) it was open", and quotes
    "after",  # "it was open, he said"
    "evidence",  # "shows": only of somebody, or of a document
    "that",  # "asked that it be opened", with "that" alone
    "quoted",  # "shouted": quotes
    "object",  # "reported the attack"
    "object-claim",  # "rejected the claim": nouns of claims alone
    "responsibility",  # "claimed responsibility for it"
    "gerund",  # "admitted opening it"
    "passive",  # "is said to be open"
    "infinitive-self",  # "claimed to have opened it"
    "infinitive",  # "urged Kenya to open it"
    "infinitive-told",  # "told Kenya to open it": a demand of a verb that else asserts
    "blame",  # "accused Kenya of opening it", "blamed Kenya for it"
    "blame-of",  # "suspects Kenya of opening it"
    "blame-to",  # "attributed it to Kenya"
    "of",  # "warned of an attack"
    "as",  # "described it as open"
    "naming",  # "called it open"
    "for",  # "called for it to be opened"
    "on",  # "called on Kenya to open it"
    "to",  # "appealed to Kenya to open it"
    "with",  # "pleaded with Kenya to open it"
    "figure",  # "put the number at 30"
    "relay",  # "quoted Kenya as saying", ", citing Kenya,"
)
_NOUN_FRAMES = (
    "that",  # "the claim that it was open"
    "vehicle",  # "a statement by Kenya said": Kenya said it
    "hearsay",  # "reports said": nobody's word
    "of",  # "reports of an attack"
    "for",  # "Kenya's call for a truce"
    "claim",  # "denied the claim"
    "words",  # "in the words of Kenya"
    "measure",  # "according to plan": no source
    "document",  # "records show"
    "source",  # "an editorial said": it says it itself
    "withheld",  # "denied bail": what is denied by not being given, no claim
)
_FRAMES = {
    "verb": frozenset(_VERB_FRAMES),
    "noun": frozenset(_NOUN_FRAMES),
    "adj": frozenset({"that"}),
    "adv": frozenset({"adverb"}),
    "prep": frozenset({"source"}),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: its stance, whether it leaves the content in doubt, its kind and the frames it takes."""

    stance: Stance
    doubt: bool
    kind: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """The cues by lemma. `denying`: verbs that deny; `all`: every lemma of the table."""

    verbs: dict[str, Cue]
    adjectives: dict[str, Cue]
    nouns: dict[str, Cue]
    adverbs: dict[str, Cue]
    denying: frozenset[str]
    all: frozenset[str]


@cache
def load_reporting() -> ReportingWords:
    """The table. Raises: TableError for an unknown part of speech, kind, stance or frame."""
    table = files("dragoman.coding.whose") / "data" / "reporting.csv"
    rows = list(read_table(table, ("lemma", "pos", "kind", "stance", "frames")))
    cues: dict[str, dict[str, Cue]] = {pos: {} for pos in _FRAMES}
    for row in rows:
        for column, known in (("pos", frozenset(_FRAMES)), ("kind", _KINDS), ("stance", _STANCES)):
            if row[column] not in known:
                raise row.error(f"{column} '{row[column]}' is unknown (known: {', '.join(sorted(known))})")
        frames = frozenset(row.many("frames"))
        if strange := frames - _FRAMES[row["pos"]]:
            known = _FRAMES[row["pos"]]
            raise row.error(f"frame '{min(strange)}' is unknown for {row['pos']} (known: {', '.join(sorted(known))})")
        kind = row["kind"]
        cues[row["pos"]][row["lemma"]] = Cue(cast(Stance, row["stance"]), kind in {"doubt", "deny"}, kind, frames)
    return ReportingWords(
        verbs=cues["verb"],
        adjectives=cues["adj"],
        nouns=cues["noun"],
        adverbs=cues["adv"],
        denying=frozenset(row["lemma"] for row in rows if row["pos"] == "verb" and row["kind"] == "deny"),
        all=frozenset(row["lemma"] for row in rows),
    )
