"""The claims of verbs and adjectives, by token: each cue with its source, what it vouches for and its stance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.coding.whose.contents import Content, clause, content_of
from dragoman.coding.whose.reporting import Cue, ReportingWords
from dragoman.coding.whose.speakers import (
    agent,
    behind_statement,
    has_infinitive,
    is_nobody,
    phrase,
    subject,
    verb_above,
)
from dragoman.records import Parse, Stance

__all__ = ["Claim", "trim", "verb_claims"]

_SAID = frozenset({"go", "continue", "begin", "start", "come", "proceed", "seem", "appear", "take", "use"})
"""Verbs whose infinitive is said indeed: "went on to say"; not "refused to say"."""
_CLEAR = Cue("asserts", doubt=False, kind="assert", frames=frozenset({"that"}))
"""The cue of "made clear that"."""
_NO_SOURCE = frozenset({"you", "this", "that", "these", "those", "what"})
_NEITHER = frozenset({"neither", "nor", "never"})
_SOME = frozenset({"a", "the", "last", "past", "next", "first"})
"""Words before "few" that make some of it."""
_UNCONFIRMED = frozenset({"confirm", "verify"})
_WRITTEN = frozenset({"document", "source", "vehicle", "claim"})
_INSERTED = frozenset({"parataxis", "ccomp", "advcl", "dep", "relcl"})
_GAP = 4
"""Tokens from the end of a quotation to its speaker: marks and an adverb."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: the tokens of its cue, of its source's head (None for nobody) and, from `first` to `last`, of its content.

    `again`: the content is that of an earlier claim, still to be found.
    """

    cue: int
    source: int | None
    first: int
    last: int
    stance: Stance
    doubt: bool = False
    again: bool = False


def verb_claims(
    parse: Parse, words: ReportingWords, quoted: Sequence[tuple[int, int]], heads: frozenset[int]
) -> Iterator[Claim]:
    """The claims of verbs and adjectives: "X said", "..., X said", "X is sceptical that". `heads` head actors."""
    for token in range(len(parse)):
        if parse.pos[token] == "VERB" and (cue := words.verbs.get(parse.lemmas[token])) is not None:
            if "relay" not in cue.frames:
                yield from _verb(parse, token, cue, words, quoted, heads)
        elif parse.lemmas[token] == "clear" and parse.lemmas[parse.heads[token]] == "make":
            yield from _adjective(parse, token, _CLEAR)
        elif parse.deps[token] == "acomp" and (cue := words.adjectives.get(parse.lemmas[token])) is not None:
            yield from _adjective(parse, token, cue)


def _verb(
    parse: Parse,
    verb: int,
    cue: Cue,
    words: ReportingWords,
    quoted: Sequence[tuple[int, int]],
    heads: frozenset[int],
) -> Iterator[Claim]:
    if parse.deps[verb] == "csubj" or (
        parse.deps[verb] == "xcomp" and parse.lemmas[parse.heads[verb]] not in _SAID and has_infinitive(parse, verb)
    ):
        return
    content = content_of(parse, verb, cue, words)
    doer = _relayed(parse, verb) or subject(parse, verb)
    if "after" in cue.frames and (last := _closing(parse, verb)) is not None:
        doer, content = last, trim(parse, range(verb - 1), cue.stance)
    source = behind_statement(parse, doer, words)
    if content is None:
        content = _again(parse, verb, cue, words) or _beside(parse, verb, cue, quoted)
    if content is None:
        return
    if content.unnamed:
        source = agent(parse, verb)
    elif doer is None or not _speaks(parse, doer) or ("evidence" in cue.frames and not _vouches(parse, doer, words, heads)):
        return
    opening = next((first for first, last in quoted if first <= content.first <= last and not first <= verb <= last), None)
    told = _direct_stance(parse, opening, cue) if opening is not None and content.stance == "asserts" else content.stance
    stance = _negated(parse, verb, cue, told)
    if stance is not None and not (source is not None and content.first <= source <= content.last and source > verb):
        yield Claim(verb, source, content.first, content.last, stance, cue.doubt, content.again)


def _closing(parse: Parse, verb: int) -> int | None:
    """The speaker taken for an object at the end of a sentence: "..., reported the Daily Nation." """
    target = next(parse.child(verb, "dobj"), None)
    if target is None or target < verb or verb < 3 or parse.words[verb - 1] != "," or parse.tags[verb] != "VBD":
        return None
    rest = range(phrase(parse, target)[1] + 1, len(parse))
    ends = next(parse.child(verb, "nsubj", "ccomp"), None) is None and all(parse.pos[token] == "PUNCT" for token in rest)
    return target if ends else None


def _speaks(parse: Parse, doer: int) -> bool:
    """Whether a subject can be a source: no clause, no "this", and not the one who is asked."""
    return parse.pos[doer] != "VERB" and parse.lemmas[doer] not in _NO_SOURCE


def _vouches(parse: Parse, source: int, words: ReportingWords, heads: frozenset[int]) -> bool:
    """Whether it is somebody, or a document: records show things on their word, a large number does not."""
    noun = words.nouns.get(parse.lemmas[source])
    return source in heads or parse.pos[source] in {"PROPN", "PRON"} or (noun is not None and bool(noun.frames & _WRITTEN))


def _negated(parse: Parse, verb: int, cue: Cue, stance: Stance) -> Stance | None:
    """The stance with "not" and "nobody" counted in; None where nothing is claimed."""
    doer = subject(parse, verb)
    few = doer is not None and _is_few(parse, doer)
    neither = doer is not None and any(parse.words[child].lower() == "neither" for child in parse.children[doer])
    nobody = doer is not None and is_nobody(parse, doer)
    if few:
        return "doubts" if stance == "asserts" else None
    negated = any(parse.deps[child] == "neg" or parse.words[child].lower() in _NEITHER for child in parse.children[verb])
    if not (neither or nobody or negated):
        return stance
    if stance != "asserts" or (nobody and not neither):
        return None
    if cue.kind == "opinion" or parse.lemmas[verb] in _UNCONFIRMED:
        return "doubts"
    return "denies" if "responsibility" in cue.frames and "gerund" in cue.frames else None


def _is_few(parse: Parse, doer: int) -> bool:
    """Whether the subject is "few" or "few people"; "a few" and "the past few months" are some."""
    few = next((token for token in (doer, *parse.children[doer]) if parse.lemmas[token] == "few"), None)
    return few is not None and (few == 0 or parse.words[few - 1].lower() not in _SOME)


def _relayed(parse: Parse, verb: int) -> int | None:
    """Who is quoted: "X was quoted as saying", "the radio quoted X as saying"."""
    above = parse.heads[verb]
    if parse.deps[verb] != "pcomp" or parse.lemmas[above] != "as":
        return None
    relay = verb_above(parse, above)
    if relay is None or parse.lemmas[relay] not in {"quote", "cite", "report"}:
        return None
    return next(parse.child(relay, "dobj", "nsubjpass"), None) or subject(parse, relay)


def _again(parse: Parse, verb: int, cue: Cue, words: ReportingWords) -> Content | None:
    """An earlier claim taken up by a clause that qualifies it: "a claim Kenya rejected", "which Kenya denies"."""
    if cue.stance not in {"denies", "doubts"} or parse.deps[verb] not in {"relcl", "acl"}:
        return None
    noun = parse.heads[verb]
    known = words.nouns.get(parse.lemmas[noun])
    which = any(parse.lemmas[child] == "which" for child in parse.children[verb])
    if not (which or parse.lemmas[noun] == "something" or (known is not None and "claim" in known.frames)):
        return None
    return Content(noun, noun, cue.stance, again=True)


def _beside(parse: Parse, verb: int, cue: Cue, quoted: Sequence[tuple[int, int]]) -> Content | None:
    """What stands beside a verb that takes nothing itself: "..., X said", "..., X said, ...", a quotation."""
    if not cue.frames & {"clause", "quoted", "figure"} or next(parse.child(verb, "auxpass"), None) is not None:
        return None
    doer = next(parse.child(verb, "nsubj"), None)
    target = next(parse.child(verb, "dobj"), None)
    outside = [(first, last) for first, last in quoted if not first <= verb <= last and last - first > 1]
    if doer is None and not outside:
        return None
    if target is not None and parse.lemmas[verb] not in {"tell", "put"}:
        return None
    own = parse.subtree(verb)
    head = parse.heads[verb]
    inserted = parse.deps[verb] in _INSERTED and parse.pos[head] in {"VERB", "AUX"} and doer in own and head > verb
    near = any(_is_near(parse, verb, doer, one) for one in outside)
    if near and not inserted and cue.kind != "opinion" and (doer is not None or "quoted" in cue.frames):
        return Content(outside[0][0], outside[-1][1], _direct_stance(parse, outside[0][0], cue))
    if doer is None or not cue.frames & {"after", "figure"}:
        return None
    if "figure" in cue.frames and not any(parse.lemmas[child] == "as" for child in parse.child(verb, "mark")):
        return None
    if parse.deps[verb] in _INSERTED and parse.pos[head] in {"VERB", "AUX"} and doer in own:
        kept = [token for token in clause(parse, head) if token not in own]
        return trim(parse, kept, cue.stance)
    start = min(phrase(parse, doer)[0], verb)
    if start > 2 and parse.words[start - 1] == "," and any(parse.pos[token] in {"VERB", "AUX"} for token in range(start)):
        return trim(parse, range(start - 1), cue.stance)
    return None


def _is_near(parse: Parse, verb: int, doer: int | None, quote: tuple[int, int]) -> bool:
    """Whether a quotation stands right before the speaker and the verb, or after them with no other verb between."""
    start = min(phrase(parse, doer)[0], verb) if doer is not None else verb
    if quote[1] < start:
        return start - quote[1] <= _GAP
    between = range(max(verb, doer or 0) + 1, quote[0])
    return quote[0] > verb and not any(parse.pos[token] == "VERB" for token in between)


def _direct_stance(parse: Parse, first: int, cue: Cue) -> Stance:
    """A quotation that begins with an imperative demands."""
    while parse.pos[first] in {"PUNCT", "INTJ"} and first + 1 < len(parse):
        first += 1
    if parse.tags[first] == "VB" and next(parse.child(first, "nsubj", "aux"), None) is None:
        return "demands"
    return "asserts" if "that" in cue.frames else cue.stance  # "asked" with a question


def trim(parse: Parse, tokens: Sequence[int], stance: Stance) -> Content | None:
    """From the first to the last of the tokens, without the marks at the edges."""
    kept = [token for token in tokens if parse.pos[token] not in {"PUNCT", "SPACE"}]
    return Content(kept[0], kept[-1], stance) if kept else None


def _adjective(parse: Parse, token: int, cue: Cue) -> Iterator[Claim]:
    """ "X is sceptical that", "X was not sure"."""
    verb = parse.heads[token]
    complement = next((child for holder in (token, verb) for child in parse.child(holder, "ccomp")), None)
    source = subject(parse, verb)
    if complement is None or source is None or complement < token:
        return
    negated = any(True for holder in (token, verb) for _ in parse.child(holder, "neg"))
    if negated and cue.stance != "asserts":
        return
    content = trim(parse, parse.subtree(complement), "doubts" if negated else cue.stance)
    if content is not None:
        first = content.first + (parse.deps[content.first] == "mark")
        yield Claim(token, source, first, content.last, content.stance, cue.doubt)
