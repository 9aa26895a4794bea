"""What an act is about: PLOVER's contexts, from the words around it and from who takes part.

`data/contexts.csv` holds the words of each context, `data/context_rules.csv` the contexts that a type, mode or sector brings.
PLOVER takes contexts from the paragraph: one word in the act's own sentence counts, elsewhere in its paragraph two must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.ontology import load_ontology, read_table
from dragoman.records import Mention

__all__ = ["ContextWords", "load_contexts"]

_WORD = re.compile(r"[\w][\w'’+-]*")
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class _Rule:
    """A context that comes with a type, mode, and a party's sector or international code; None asks for nothing."""

    type: str | None
    mode: str | None
    actor: str | None
    recipient: str | None
    context: str
    row: str

    def holds(self, kind: str, modes: Sequence[str], actors: Sequence[Mention], recipients: Sequence[Mention]) -> bool:
        return (
            self.type in {None, kind}
            and (self.mode is None or self.mode in modes)
            and (self.actor is None or any(_is(mention, self.actor) for mention in actors))
            and (self.recipient is None or any(_is(mention, self.recipient) for mention in recipients))
        )


def _is(mention: Mention, code: str) -> bool:
    return code in {mention.actor.sector, mention.actor.country, *mention.actor.other_sectors}


@dataclass(frozen=True, slots=True)
class ContextWords:
    """The two tables, loaded once."""

    words: Mapping[str, tuple[str, ...]]
    rules: Sequence[_Rule]

    def find(
        self,
        sentence: str,
        paragraph: str,
        *,
        kind: str,
        modes: Sequence[str],
        actors: Sequence[Mention],
        recipients: Sequence[Mention],
    ) -> dict[str, str]:
        """Context -> reason, in the order in which they were found."""
        found = {
            rule.context: f"context {rule.context}: {rule.row}"
            for rule in self.rules
            if rule.holds(kind, modes, actors, recipients)
        }
        for context, cue in self._cues(sentence):
            found.setdefault(context, f"context {context}: '{cue}'")
        beside: dict[str, set[str]] = {}
        for context, cue in self._cues(paragraph):
            beside.setdefault(context, set()).add(cue)
        for context, cues in beside.items():
            if len(cues) > 1:
                found.setdefault(context, f"context {context}: {', '.join(repr(cue) for cue in sorted(cues))} in the paragraph")
        return found

    def _cues(self, text: str) -> Iterator[tuple[str, str]]:
        """(context, cue) of each cue in the text; a cue of several words hides those inside it."""
        words = [word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'"))]
        at = 0
        while at < len(words):
            for length in range(_LONGEST, 0, -1):
                cue = next((form for form in _forms(words[at : at + length]) if form in self.words), None)
                if cue is not None:
                    for context in self.words[cue]:
                        yield context, cue
                    at += length
                    break
            else:
                at += 1


def _forms(words: Sequence[str]) -> Iterator[str]:
    """The words as they stand, and with the last in the singular."""
    joined = " ".join(words)
    yield joined
    if joined.endswith("ies"):
        yield joined[:-3] + "y"
    if joined.endswith("es"):
        yield joined[:-2]
    if joined.endswith("s"):
        yield joined[:-1]


@cache
def load_contexts() -> ContextWords:
    """The tables of this version. Raises: TableError that names a bad row."""
    data = files("dragoman.coding.what") / "data"
    ontology = load_ontology()
    words: dict[str, list[str]] = {}
    for row in read_table(data / "contexts.csv", ("context", "cue", "basis")):
        if row["context"] not in ontology.contexts:
            raise row.error(f"context '{row['context']}' is unknown")
        if len(row["cue"].split()) > _LONGEST:
            raise row.error(f"cue '{row['cue']}' has over {_LONGEST} words")
        words.setdefault(row["cue"], []).append(row["context"])
    rules = []
    for row in read_table(data / "context_rules.csv", ("type", "mode", "actor", "recipient", "context", "basis")):
        if row["context"] not in ontology.contexts:
            raise row.error(f"context '{row['context']}' is unknown")
        kind, mode, actor, recipient = (
            None if row[column] == "*" else row[column] for column in ("type", "mode", "actor", "recipient")
        )
        if kind is not None and kind not in ontology.types:
            raise row.error(f"type '{kind}' is unknown")
        if kind is not None and mode is not None and mode not in ontology.types[kind].modes:
            raise row.error(f"mode '{mode}' is unknown for {kind}")
        rules.append(_Rule(kind, mode, actor, recipient, row["context"], f"{row.table}:{row.line}"))
    return ContextWords({cue: tuple(contexts) for cue, contexts in words.items()}, rules)
