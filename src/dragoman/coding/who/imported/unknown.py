"""Named actors that the knowledge base does not hold, counted, with what the texts themselves say of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.coding.who.imported.rows import ActorRow
from dragoman.coding.who.knowledge import KnowledgeBase
from dragoman.records import Actor, Mention

__all__ = ["Unknown", "UnknownActors"]

_KINDS = {"name": "person", "organization": "organization"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A name, how often it was met, a row that would add it to a dictionary, and the sentence that says most of it."""

    count: int
    row: ActorRow
    sentence: str


class UnknownActors:
    """Add the mentions of sentence after sentence, then ask for the list."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._counts: Counter[tuple[str, str]] = Counter()
        self._said: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
        self._examples: dict[tuple[str, str], tuple[int, str]] = {}

    def add(self, mentions: Iterable[Mention], sentence: str) -> None:
        """Count the unknown names among the mentions of a sentence, each once."""
        seen = set[tuple[str, str]]()
        for mention in mentions:
            actor, kind = mention.actor, _KINDS.get(mention.kind)
            if kind is None or actor.name is None or not self._is_unknown(actor.name):
                continue
            key = (_joined(actor.name), kind)
            known = {"country": actor.country, "sector": actor.sector, "office": actor.office or _role(actor)}
            facts = [(what, fact) for what, fact in known.items() if fact]
            if key not in seen:
                self._counts[key] += 1
                seen.add(key)
            self._said.setdefault(key, Counter()).update(facts)
            if len(facts) > self._examples.get(key, (-1, ""))[0]:
                self._examples[key] = (len(facts), " ".join(sentence.split()))

    def list(self) -> list[Unknown]:
        """The names, most frequent first, those of the same count by the alphabet."""
        return [
            Unknown(count=count, row=self._row(*key), sentence=self._examples[key][1])
            for key, count in sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        ]

    def _row(self, name: str, kind: str) -> ActorRow:
        said = self._said[name, kind]

        def most(what: str) -> str:
            return max((fact for fact in said if fact[0] == what), key=lambda fact: (said[fact], fact), default=("", ""))[1]

        return ActorRow(name=name, kind=kind, country=most("country"), sector=most("sector"), office=most("office"))

    def _is_unknown(self, name: str) -> bool:
        words = name.split()
        found = self._knowledge.match_name(words, 0) if words else None
        return bool(re.search(r"[^\W\d_]", name)) and (found is None or found[0] < len(words))


def _role(actor: Actor) -> str:
    """The role that the reasons name first."""
    found = next((found for reason in actor.basis if (found := re.match(r"role '([^']+)' \(", reason))), None)
    return found.group(1) if found else ""


def _joined(name: str) -> str:
    """A name of separate tokens as it was written, without an article: "Ben-Gvir" of "Ben - Gvir"."""
    return re.sub(r"^[Tt]he | (?=['’])|(?<=\w) (?=-)|(?<=-) (?=\w)", "", name)
