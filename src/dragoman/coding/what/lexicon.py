"""The trigger lexicon: `data/triggers/*.csv`, one file a type, as docs/reference/trigger-lexicon.md describes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.coding.what.codes import CameoCodes, load_codes
from dragoman.coding.what.scope import ScopeWords, load_scope
from dragoman.ontology import Row, load_ontology, read_table

__all__ = ["TESTS", "Condition", "Lexicon", "Trigger", "load_lexicon", "spellings"]

TESTS = frozenset({"@actor", "@person", "@official", "@country", "@armed", "@org"})
"""What can be asked of the party in a slot, rather than of its word."""

_COLUMNS = ("head", "kind", "with", "actor", "recipient", "mode", "cameo", "context", "example")
_ACTOR = {"verb": ("subj",), "light": ("subj",), "noun": ("poss", "by", "mod", "from")}
_RECIPIENT = {
    "verb": ("obj", "iobj"),
    "light": ("iobj", "against", "on", "at", "with", "to", "for"),
    "noun": ("of", "against", "on", "at", "with", "to", "for"),
}
_CONTENT = frozenset({"REQUEST", "REJECT", "THREATEN"})


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand in a slot: one of `words` (lemmas), a party that passes one of `tests`, or anything at all."""

    slot: str
    words: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()
    anything: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One row: this head, used in this way, reports an act of this type. `row` names the file and line."""

    head: str
    kind: str
    conditions: tuple[Condition, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    type: str
    mode: str | None
    cameo: str
    contexts: tuple[str, ...]
    example: str
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A second act that PLOVER codes beside one of `type` and `mode`, where one of `words` (lemmas) is below its trigger."""

    type: str
    mode: str
    words: frozenset[str]
    adds: str
    adds_mode: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rows by head, the most demanding first; `content` gives the mode and CAMEO code of what is asked or refused.

    `reductions` maps (type, status) to the type and code that PLOVER prescribes for it; `companions` are the acts coded beside;
    `attested` are verbs that the corpus knows to report acts, `silent` those that never do, `adjectives` those that can report
    one after "be"; `codes` gives the CAMEO codes that no row names; `scope` holds the words that settle the status.
    """

    verbs: Mapping[str, Sequence[Trigger]]
    nouns: Mapping[str, Sequence[Trigger]]
    content: Mapping[tuple[str, str], tuple[str, str]]
    reductions: Mapping[tuple[str, str], tuple[str, str]]
    companions: Sequence[Companion]
    attested: frozenset[str]
    silent: frozenset[str]
    adjectives: frozenset[str]
    codes: CameoCodes
    scope: ScopeWords
    size: int

    def rows(self) -> list[Trigger]:
        """Every row once, in the order of the files."""
        unique = {trigger.row: trigger for table in (self.verbs, self.nouns) for rows in table.values() for trigger in rows}
        return list(unique.values())


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of this version. Raises: TableError that names a bad row."""
    data = files("dragoman.coding.what") / "data"
    classes: dict[str, set[str]] = {}
    for row in read_table(data / "classes.csv", ("class", "word")):
        classes.setdefault(row["class"], set()).add(row["word"])
    verbs: dict[str, list[Trigger]] = {}
    nouns: dict[str, list[Trigger]] = {}
    size = 0
    for path in sorted((data / "triggers").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".csv"):
            for row in read_table(path, _COLUMNS):
                trigger = _trigger(row, path.name.removesuffix(".csv").upper(), classes)
                table = nouns if trigger.kind == "noun" else verbs
                for head in spellings(trigger.head):
                    table.setdefault(head, []).append(trigger)
                size += 1
    content = {
        (row["type"], row["content"]): (row["mode"], row["cameo"])
        for row in read_table(data / "content.csv", ("type", "content", "mode", "cameo"))
    }
    reductions = {
        (row["type"], row["status"]): (row["becomes"], row["cameo"])
        for row in read_table(data / "reductions.csv", ("type", "status", "becomes", "cameo"))
    }
    companions = [
        Companion(
            type=row["type"],
            mode=row["mode"],
            words=frozenset(row["words"].split("|")),
            adds=row["adds"],
            adds_mode=row["adds_mode"],
            cameo=row["cameo"],
        )
        for row in read_table(data / "companions.csv", ("type", "mode", "words", "adds", "adds_mode", "cameo"))
    ]
    idle = {row["verb"]: row["asked"] for row in read_table(data / "idle.csv", ("verb", "asked"))}
    attested = frozenset(row["verb"] for row in read_table(data / "attested.csv", ("verb", "seen")) if row["verb"] not in idle)
    adjectives = frozenset(row["adjective"] for row in read_table(data / "adjectives.csv", ("adjective",)))
    return Lexicon(
        verbs=_ranked(verbs),
        nouns=_ranked(nouns),
        content=content,
        reductions=reductions,
        companions=companions,
        attested=attested,
        silent=frozenset(verb for verb, asked in idle.items() if asked == "never"),
        adjectives=adjectives,
        codes=load_codes(),
        scope=load_scope(),
        size=size,
    )


def _ranked(table: dict[str, list[Trigger]]) -> dict[str, list[Trigger]]:
    return {head: sorted(rows, key=lambda row: (-_demand(row), row.row)) for head, rows in table.items()}


def _demand(trigger: Trigger) -> int:
    """How much a row asks for: a listed word counts more than a kind of party, and that more than mere presence."""
    return sum(
        1 if condition.negated else 4 if condition.words else 3 if condition.tests else 2 for condition in trigger.conditions
    )


def _trigger(row: Row, kind: str, classes: Mapping[str, set[str]]) -> Trigger:
    ontology = load_ontology()
    if kind not in ontology.types:
        raise row.error(f"the file is named for no PLOVER type ({kind})")
    if row["kind"] not in _ACTOR:
        raise row.error(f"kind '{row['kind']}' is unknown (known: {', '.join(_ACTOR)})")
    mode = row["mode"] or None
    if mode is not None and mode not in ontology.types[kind].modes and not (mode == "content" and kind in _CONTENT):
        raise row.error(f"mode '{mode}' is unknown for {kind}")
    if row["cameo"] not in ontology.cameo:
        raise row.error(f"CAMEO code '{row['cameo']}' is unknown")
    for context in row.many("context"):
        if context not in ontology.contexts:
            raise row.error(f"context '{context}' is unknown")
    return Trigger(
        head=row["head"],
        kind=row["kind"],
        conditions=tuple(_condition(row, part, classes) for part in row.many("with")),
        actor=row.many("actor", "|") or _ACTOR[row["kind"]],
        recipient=row.many("recipient", "|") or _RECIPIENT[row["kind"]],
        type=kind,
        mode=mode,
        cameo=row["cameo"],
        contexts=row.many("context"),
        example=row["example"],
        row=f"{row.table}:{row.line}",
    )


def _condition(row: Row, part: str, classes: Mapping[str, set[str]]) -> Condition:
    found = re.fullmatch(r"([\w.]+)(!?=)(.+)", part)
    if found is None:
        raise row.error(f"condition '{part}' is not slot=words")
    slot, sign, values = found.groups()
    words: set[str] = set()
    tests: set[str] = set()
    for value in values.split("|"):
        if value.startswith("$"):
            if value[1:] not in classes:
                raise row.error(f"class '{value}' is unknown")
            words |= classes[value[1:]]
        elif value.startswith("@"):
            if value not in TESTS:
                raise row.error(f"test '{value}' is unknown (known: {', '.join(sorted(TESTS))})")
            tests.add(value)
        elif value != "*":
            words |= set(spellings(value))
    return Condition(slot, frozenset(words), frozenset(tests), "*" in values.split("|"), sign == "!=")


def spellings(word: str) -> tuple[str, ...]:
    """A lemma with its British twin: criticize, criticise; defense, defence; harbor, harbour."""
    twins = {word}
    if word.endswith(("ize", "yze")):
        twins.add(word[:-2] + "se")
    if word.endswith("ization"):
        twins.add(word.removesuffix("ization") + "isation")
    if word.endswith("ense"):
        twins.add(word[:-2] + "ce")
    if re.search(r"[bv]or$|abor$", word):
        twins.add(word[:-2] + "our")
    return tuple(sorted(twins))
