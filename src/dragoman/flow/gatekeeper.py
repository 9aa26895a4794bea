"""The gate's word sets, from the lexicon and the knowledge base."""

from __future__ import annotations

from dragoman.coding.what import Lexicon, Trigger
from dragoman.coding.who import KnowledgeBase
from dragoman.text import Gate, Pattern, inflect

__all__ = ["build_gate"]

_PRONOUNS = ("he", "she", "they", "it", "his", "her", "their", "its", "him", "them", "who")


def build_gate(lexicon: Lexicon, knowledge: KnowledgeBase) -> Gate:
    """A gate for sentences with an actor word and a row's words, or with a verb that the model may be asked about."""
    triggers: dict[str, set[Pattern]] = {}
    for table in (lexicon.verbs, lexicon.nouns):
        for head, rows in table.items():
            patterns = {_pattern(row) for row in rows}
            for form in inflect(head):
                triggers.setdefault(form, set()).update(patterns)
    for verb in lexicon.attested:
        for form in inflect(verb):
            triggers.setdefault(form, set()).add(())
    simple = {
        form: ((),) if () in patterns else tuple(sorted(patterns, key=lambda p: [sorted(s) for s in p]))
        for form, patterns in triggers.items()
    }
    actors = {form for word in knowledge.gate_words() for form in inflect(word)}
    return Gate(simple, [*actors, *_PRONOUNS])


def _pattern(row: Trigger) -> Pattern:
    """The listed words that a row asks for beside its head; slots that a party may fill ask for none."""
    return tuple(
        frozenset(form for word in condition.words for form in inflect(word))
        for condition in row.conditions
        if condition.words and not condition.negated and not condition.tests and not condition.anything
    )
