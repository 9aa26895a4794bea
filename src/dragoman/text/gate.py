"""The gate: is this sentence worth parsing? It must hold words of some event, and some possible actor.

One pass over the lower-case words against sets of written forms. Measured against an Aho-Corasick scan in
docs/decisions/0003-gate.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Gate", "GateVerdict", "Pattern"]

_WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*")
_NAME = re.compile(r"(?<![.!?\"“”‘(—] )(?<!^)(?<!^[\"“‘(\[])\b[A-ZÀ-Þ]")

Pattern = tuple[frozenset[str], ...]
"""What must stand beside a head: of each set at least one word. Empty: the head alone is enough."""


@dataclass(frozen=True, slots=True)
class GateVerdict:
    """Whether a sentence passes, and the words that decided: of events, and of actors."""

    events: tuple[str, ...]
    actors: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """True when some event and some actor are possible."""
        return bool(self.events and self.actors)


class Gate:
    """Built once from the written forms of all triggers and of all actor words; asked once a sentence."""

    def __init__(self, triggers: Mapping[str, Iterable[Pattern]], actors: Iterable[str]) -> None:
        self._triggers = {form: tuple(patterns) for form, patterns in triggers.items()}
        self._heads = frozenset(self._triggers)
        self._actors = frozenset(actors)

    def passes(self, sentence: str) -> bool:
        """Whether the sentence should be parsed."""
        words = frozenset(_split(sentence))
        heads = self._heads & words
        if not heads or not any(self._complete(head, words) for head in heads):
            return False
        return not self._actors.isdisjoint(words) or _NAME.search(sentence) is not None

    def explain(self, sentence: str) -> GateVerdict:
        """The same verdict with the words behind it."""
        words = frozenset(_split(sentence))
        events = tuple(sorted(head for head in self._heads & words if self._complete(head, words)))
        names = [sentence[match.start() :].split()[0].strip('.,;:"”)') for match in _NAME.finditer(sentence)]
        return GateVerdict(events, tuple(dict.fromkeys([*sorted(self._actors & words), *names])))

    def _complete(self, head: str, words: frozenset[str]) -> bool:
        return any(all(not need.isdisjoint(words) for need in pattern) for pattern in self._triggers[head])


def _split(sentence: str) -> list[str]:
    """Lower-case words; the parts of a possessive and of a hyphenated word each count."""
    found = []
    for word in _WORD.findall(sentence.lower()):
        found.append(word)
        if word.endswith(("'s", "’s")):
            found.append(word[:-2])
    return found
