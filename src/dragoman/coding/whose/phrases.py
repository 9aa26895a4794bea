"""The claims of nouns and phrases: "the claim by X that", "according to X", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.whose.claims import Claim, trim
from dragoman.coding.whose.contents import clause, hung_on_medium, that_clause
from dragoman.coding.whose.reporting import Cue, ReportingWords
from dragoman.coding.whose.speakers import author, behind_statement, subject, verb_above
from dragoman.records import Parse

__all__ = ["noun_claims", "phrase_claims"]

_ACCORDING = frozenset({"accord", "according"})
_UTTERING = frozenset({"make", "issue", "repeat", "voice", "express", "raise", "air", "level", "cast", "throw", "have"})


def noun_claims(parse: Parse, words: ReportingWords) -> Iterator[Claim]:
    """The claims of nouns: "the claim by X that", "cast doubt on"."""
    for token in range(len(parse)):
        cue = words.nouns.get(parse.lemmas[token]) if parse.pos[token] == "NOUN" else None
        if cue is None or "that" not in cue.frames:
            continue
        owners = ("by", "from") if "of" in cue.frames and parse.tags[token] == "NNS" else ("by", "from", "of")
        owner = author(parse, token, owners=owners)
        complement = that_clause(parse, token)
        if complement is None and owner is not None:
            complement = that_clause(parse, owner)
        verb = parse.heads[token] if parse.deps[token] == "dobj" else None
        if verb is not None and owner is None and parse.lemmas[verb] in _UTTERING:
            owner = subject(parse, verb)
            complement = complement or next((child for child in parse.child(verb, "ccomp") if child > token), None)
        elif verb is not None and owner is None and parse.lemmas[verb] in words.verbs:
            continue
        if complement is not None and _is_medium(parse, token, complement, words):
            continue
        tokens = _below(parse, complement) if complement is not None else _named(parse, token, verb, cue, owner)
        content = trim(parse, tokens, cue.stance)
        if content is not None:
            yield Claim(token, owner, content.first, content.last, cue.stance, cue.doubt)


def _is_medium(parse: Parse, noun: int, complement: int, words: ReportingWords) -> bool:
    """Whether a verb of speech over it has that clause: "said in a statement that"."""
    verb = parse.heads[parse.heads[noun]]
    return parse.deps[noun] == "pobj" and parse.lemmas[verb] in words.verbs and complement in hung_on_medium(parse, verb)


def _below(parse: Parse, complement: int) -> list[int]:
    """The clause without its "that"."""
    marks = set(parse.child(complement, "mark"))
    return [token for token in parse.subtree(complement) if token not in marks]


def _named(parse: Parse, noun: int, verb: int | None, cue: Cue, owner: int | None) -> list[int]:
    """The noun of an act: "reports of an attack", "Kenya's call for a truce", what doubt is cast on."""
    for prep in parse.child(noun, "prep"):
        of = "of" in cue.frames and parse.lemmas[prep] == "of" and parse.tags[noun] == "NNS"
        if of or ("for" in cue.frames and parse.lemmas[prep] == "for" and owner is not None):
            return parse.subtree(prep)[1:]
    if cue.stance != "doubts" or verb is None or parse.lemmas[verb] not in _UTTERING:
        return []
    on = next((prep for at in (noun, verb) for prep in parse.child(at, "prep") if parse.lemmas[prep] in {"on", "about"}), None)
    return parse.subtree(on)[1:] if on is not None else []


def phrase_claims(parse: Parse, words: ReportingWords, heads: frozenset[int]) -> Iterator[Claim]:
    """The claims of phrases: "according to X", "in the words of X", "per X", "reportedly". `heads` head actors."""
    for token in range(len(parse)):
        lemma = parse.lemmas[token]
        if lemma in _ACCORDING:
            targets = [target for prep in (token, *parse.child(token, "prep")) for target in parse.child(prep, "pobj")]
            if targets and not _measures(parse, targets[0], words):
                yield from _about(parse, token, behind_statement(parse, targets[0], words), words)
        elif lemma == "per" and parse.pos[token] == "ADP":
            target = next(parse.child(token, "pobj"), None)
            if target is not None and (target in heads or parse.tags[target] in {"NNS", "NNP", "NNPS"}):
                yield from _about(parse, token, target, words)
        elif (cue := words.nouns.get(lemma)) is not None and "words" in cue.frames and parse.deps[token] == "pobj":
            owner = author(parse, token, owners=("of",))
            if parse.lemmas[parse.heads[token]] in {"in", "by", "from"} and owner is not None:
                yield from _about(parse, token, owner, words)
        elif (adverb := words.adverbs.get(parse.words[token].lower())) is not None:
            head = parse.heads[token]
            told = parse.pos[head] in {"VERB", "AUX"} and parse.deps[head] != "amod"
            content = trim(parse, clause(parse, head, words), adverb.stance) if told else None
            if content is not None:
                yield Claim(token, None, content.first, content.last, content.stance, adverb.doubt)


def _measures(parse: Parse, target: int, words: ReportingWords) -> bool:
    """Whether things only agree with it: "according to plan"."""
    noun = words.nouns.get(parse.lemmas[target])
    return noun is not None and "measure" in noun.frames


def _about(parse: Parse, token: int, source: int | None, words: ReportingWords) -> Iterator[Claim]:
    """A claim on the clause that a phrase hangs on; inside or after what an outlet reports, on what it reports."""
    verb = verb_above(parse, token)
    if verb is None:
        return
    top = token
    while parse.heads[top] not in {verb, top}:
        top = parse.heads[top]
    own = set(parse.subtree(top))
    while parse.deps[verb] == "conj" and verb < token == top and parse.words[token - 1] == ",":
        verb = parse.heads[verb]
    told = next(parse.child(verb, "ccomp"), None) if token > verb and parse.lemmas[verb] in words.verbs else None
    if told is not None and (parse.lemmas[verb] == "report" or token < parse.subtree(told)[-1]):
        verb = told
    content = trim(parse, [index for index in clause(parse, verb, words) if index not in own], "asserts")
    if content is not None:
        first = content.first + (parse.deps[content.first] == "mark")
        yield Claim(token, source, first, content.last, "asserts")
