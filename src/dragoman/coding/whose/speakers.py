"""Who speaks: the subject of a verb wherever the sentence puts it, the author of a statement, the words that name them."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.coding.whose.reporting import ReportingWords
from dragoman.records import Mention, Parse

__all__ = [
    "actor_of",
    "agent",
    "author",
    "behind_statement",
    "has_infinitive",
    "is_aside",
    "is_nobody",
    "phrase",
    "subject",
    "verb_above",
    "words_of",
]

_OWNERS = ("poss", "amod", "compound")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_LINKED = frozenset({"advcl", "conj", "xcomp", "pcomp", "dep"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_BEFORE = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "predet", "case", "neg"})
_AFTER = frozenset({"prep", "amod", "case", "nummod", "npadvmod"})
_ISSUED = frozenset({"issue", "release", "publish", "send", "file", "make", "write", "deliver", "sign", "post", "submit"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_LONGEST = 12
"""Tokens after the head that still belong to the words that name a source."""


def subject(parse: Parse, verb: int) -> int | None:
    """The head of the verb's subject: its own, that of the verb it hangs on ("..., adding that"), or the noun it qualifies."""
    above = _speech_above(parse, verb) if is_aside(parse, verb) else None
    for token in (verb, *parse.ancestors(verb)) if above is None else (above,):
        own = next(parse.child(token, *_SUBJECTS), None)
        if own is not None and not (parse.lemmas[own] == "it" and _is_empty(parse, token)):
            return parse.heads[token] if parse.tags[own] in _RELATIVE and parse.deps[token] == "relcl" else own
        if own is not None:
            return None
        behind = agent(parse, token)
        if behind is not None:
            return behind
        if token == verb and (inverted := _inverted(parse, verb)) is not None:
            return inverted
        if parse.deps[token] in {"acl", "relcl"} and parse.pos[parse.heads[token]] in {"NOUN", "PROPN", "PRON"}:
            return parse.heads[token]
        if parse.deps[token] not in _LINKED:
            return None
    return None


def is_aside(parse: Parse, verb: int) -> bool:
    """Whether it is a participle after a comma or a verb after ", and": "..., adding that", "..., and accused"."""
    if parse.tags[verb] == "VBG":
        return parse.deps[verb] == "advcl" and verb > 0 and parse.words[verb - 1] == ","
    joined = parse.deps[verb] == "conj" and verb > 1 and parse.words[verb - 2 : verb] == (",", "and")
    return joined and next(parse.child(verb, "nsubj", "nsubjpass", "aux"), None) is None


def _speech_above(parse: Parse, verb: int) -> int | None:
    """The verb whose content an aside was parsed into: in "X said the road was open, adding that" X adds."""
    head = parse.heads[verb]
    if parse.deps[head] == "ccomp" and head < verb and parse.heads[head] < head:
        return parse.heads[head]
    return None


def _inverted(parse: Parse, verb: int) -> int | None:
    """A speaker taken for an object: "..., replied the minister"."""
    told = next(parse.child(verb, "ccomp"), None)
    target = next(parse.child(verb, "dobj"), None)
    return target if told is not None and target is not None and told < verb < target else None


def _is_empty(parse: Parse, verb: int) -> bool:
    """Whether the verb's "it" stands for the clause that follows: "it was reported that"."""
    return next(parse.child(verb, "auxpass"), None) is not None and next(parse.child(verb, "ccomp"), None) is not None


def agent(parse: Parse, verb: int) -> int | None:
    """The noun after a passive's "by"."""
    for by in parse.child(verb, "agent", "prep"):
        if parse.lemmas[by] == "by":
            for target in parse.child(by, "pobj"):
                return target
    return None


def author(parse: Parse, noun: int, *, owners: tuple[str, ...] = ("by", "from")) -> int | None:
    """Whose statement it is: "a statement by Kenya", "Kenya's statement"."""
    for prep in parse.child(noun, "prep", "agent"):
        if parse.lemmas[prep] in owners:
            for target in parse.child(prep, "pobj"):
                return target
    return next(parse.child(noun, "poss"), None)


def behind_statement(parse: Parse, found: int | None, words: ReportingWords) -> int | None:
    """The author of a statement, else the statement itself; None for reports without an owner."""
    cue = words.nouns.get(parse.lemmas[found]) if found is not None else None
    if found is None or cue is None or "vehicle" not in cue.frames:
        return found
    hearsay = "hearsay" in cue.frames
    owner = author(parse, found)
    if owner is not None and not (hearsay and parse.deps[owner] == "poss"):
        return owner
    if parse.deps[found] == "dobj" and parse.lemmas[parse.heads[found]] in _ISSUED:
        return subject(parse, parse.heads[found])
    bare = next(parse.child(found, "det", "poss", "compound", "amod", "nummod"), None) is None
    return None if hearsay and bare else found


def is_nobody(parse: Parse, token: int) -> bool:
    """Whether the subject is nobody: "no group has claimed the attack"."""
    return parse.lemmas[token] in _NOBODY or any(parse.words[child].lower() == "no" for child in parse.children[token])


def phrase(parse: Parse, token: int) -> tuple[int, int]:
    """First and last token of the words that name a source, without appositions and clauses."""
    before = [child for child in parse.children[token] if child < token and parse.deps[child] in _BEFORE]
    first = min((index for child in before for index in parse.subtree(child)), default=token)
    last = token
    for child in sorted(child for child in parse.children[token] if child > token):
        tokens = parse.subtree(child)
        if parse.deps[child] not in _AFTER or tokens[0] != last + 1 or tokens[-1] - token > _LONGEST:
            break
        last = tokens[-1]
    return min(first, token), last


def words_of(parse: Parse, first: int, last: int) -> str:
    """The words from one token to another as they stand, a gap of any length as one space."""
    text = parse.words[first]
    for token in range(first + 1, last + 1):
        text += (" " if parse.starts[token] > parse.ends[token - 1] else "") + parse.words[token]
    return text


def actor_of(parse: Parse, token: int, heads: Mapping[int, Mention]) -> Mention | None:
    """The actor that the source's head names, or else the one whose source it is ("Kenya's papers"); `heads`: by head token."""
    if token in heads:
        return heads[token]
    return next((heads[child] for child in parse.child(token, *_OWNERS) if child in heads), None)


def verb_above(parse: Parse, token: int) -> int | None:
    """The nearest verb that the token hangs on."""
    return next((above for above in parse.ancestors(token) if parse.pos[above] in {"VERB", "AUX"}), None)


def has_infinitive(parse: Parse, verb: int) -> bool:
    """Whether the verb has its own "to"."""
    return any(parse.tags[child] == "TO" for child in parse.children[verb])
