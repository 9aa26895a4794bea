"""The clause that a word stands in, and those that it shares its time and place with."""

from __future__ import annotations

from dragoman.records import Parse

__all__ = ["clause_of", "clauses_of"]

_VERBS = frozenset({"VERB", "AUX"})
_RELATIVES = frozenset({"which", "that", "whom"})
_OWN = ("nsubj", "nsubjpass")


def clause_of(parse: Parse, token: int) -> int:
    """The verb of the clause that a token stands in, the sentence's root when there is none."""
    last = token
    for index in (token, *parse.ancestors(token)):
        last = index
        if parse.pos[index] in _VERBS and parse.deps[index] not in {"aux", "auxpass", "amod"}:
            return index
    return last


def clauses_of(parse: Parse, token: int) -> list[int]:
    """The clause of a trigger and those it shares a time with: what governs an infinitive or coordinates with it."""
    clauses = [clause_of(parse, token)]
    while parse.deps[clauses[-1]] in {"xcomp", "conj", "pcomp"} or (
        parse.deps[clauses[-1]] == "advcl" and parse.tags[clauses[-1]] == "VBG"
    ):
        above = _above(parse, clauses[-1])
        if above in clauses:
            break
        clauses.append(above)
    clauses += [child for child in parse.child(clauses[0], "xcomp") if child not in clauses]
    return clauses


def _above(parse: Parse, verb: int) -> int:
    """The clause that `verb` completes or coordinates with.

    In "praised the truce which they reached and urged" the verb with an object of its own belongs with "praised": what is
    coordinated in a relative clause lacks the same object.
    """
    above = clause_of(parse, parse.heads[verb])
    whole = any(True for _ in parse.child(verb, "dobj")) and not any(True for _ in parse.child(verb, *_OWN))
    gap = parse.deps[above] == "relcl" and any(parse.words[each].lower() in _RELATIVES for each in parse.child(above, "dobj"))
    return clause_of(parse, parse.heads[above]) if parse.deps[verb] == "conj" and whole and gap else above
