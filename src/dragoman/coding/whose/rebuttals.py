"""What a sentence denies or doubts of what others told: "rejected the claim", "denied involvement", "denied hitting it"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.coding.whose.contents import that_clause
from dragoman.coding.whose.reporting import ReportingWords
from dragoman.coding.whose.speakers import actor_of, agent, is_nobody, phrase, words_of
from dragoman.records import Attribution, Mention, Parse, Span, Stance

__all__ = ["Rebuttal", "find_rebuttals", "may_rebut", "terms_of"]

Sort = Literal["claim", "part", "act"]

_MAY = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject|dismiss|disput|refut|rebut|repudiat|disavow|disclaim|contradict|contest(?:s|ed)?\b|question(?:s|ed)\b"
    r"|doubt|s[ck]eptical|false\b|untrue|not true|lies?\b|baseless|groundless|unfounded|fabricat|nonsense|nothing to do with"
    r"|(?:not|n't|no|unable|impossible) (?:\w+ ){0,3}(?:verif|confirm|corroborat))",
    re.I,
)
_PRONOUNS = frozenset({"it", "this", "that", "them", "these", "those", "which"})
_CLAIMS = frozenset({"account", "toll", "number", "statement", "criticism", "count", "narrative", "estimate", "testimony"})
"""Nouns that a denial takes up beside those with the frame "claim"."""
_CHARGES = frozenset({"accusation", "allegation", "charge", "wrongdoing"})
_SHARES = frozenset({"responsibility", "involvement", "role", "part", "link", "connection", "hand", "complicity"})
_SHARED = frozenset({"in", "for", "with", "to", "behind"})
_HAVING = frozenset({"have", "play", "take", "bear", "be"})
_FALSE = frozenset(
    {"baseless", "false", "untrue", "unfounded", "groundless", "lie", "fabricated", "fabrication", "nonsense", "fake", "wrong"}
)
_TRUE = frozenset({"true", "correct", "accurate"})
_CHECKED = frozenset({"verify", "confirm", "corroborate", "substantiate"})
_CHECKS = frozenset({"confirmation", "verification", "corroboration"})
_ABLE = frozenset({"able", "possible", "unable", "impossible"})
_ABOUT = frozenset({"of", "about", "on"})
_WORDS = frozenset({"NOUN", "VERB", "PROPN"})
_EMPTY = frozenset({"have", "do", "make", "take", "say", "be", "people", "person", "man", "day", "time", "year", "week"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuttal:
    """One denial or doubt: who, where and how, and what of the text before it is meant.

    `sort`: claim (what was said is taken up as such: "the report", "it"), part (a share in an act: "involvement in the
    attack") or act (the act is told again). `terms`: lemmas of what is denied; `owner`: whose claim, where it says so;
    `charged`: the claim is an accusation; `plain`: it is a statement with "not", which needs no earlier claim.
    """

    attribution: Attribution
    sort: Sort
    terms: frozenset[str] = frozenset()
    owner: Mention | None = None
    owner_words: str = ""
    charged: bool = False
    plain: bool = False


def may_rebut(text: str) -> bool:
    """Whether a sentence holds a word of denial, doubt or untruth: only such a sentence can be a rebuttal by its words."""
    return _MAY.search(text) is not None


def terms_of(parse: Parse, tokens: Iterable[int] | None = None) -> frozenset[str]:
    """The lemmas in lower case of nouns, names and verbs, of the whole sentence without `tokens`; the emptiest are left out."""
    among = range(len(parse)) if tokens is None else tokens
    return frozenset(parse.lemmas[token].lower() for token in among if parse.pos[token] in _WORDS) - _EMPTY


def find_rebuttals(
    parse: Parse, mentions: Sequence[Mention], attributions: Sequence[Attribution], words: ReportingWords
) -> list[Rebuttal]:
    """The sentence's denials and doubts, and its statements that something is not so, by the start of their cues."""
    heads = {mention.head: mention for mention in mentions}
    found = [rebuttal for one in attributions if (rebuttal := _taken_up(parse, one, heads, words)) is not None]
    taken = {rebuttal.attribution.cue for rebuttal in found} | {one.cue for one in attributions}
    found += [one for one in _without_speech(parse, heads, words) if one.attribution.cue not in taken]
    return sorted(found, key=lambda one: one.attribution.cue)


def _taken_up(
    parse: Parse, one: Attribution, heads: dict[int, Mention], words: ReportingWords
) -> Rebuttal | None:
    """The rebuttal that an attribution makes; None where it asserts or demands something of its own."""
    tokens = [token for token in range(len(parse)) if _inside(parse, token, one.content)]
    top = next((token for token in tokens if parse.heads[token] not in tokens or parse.heads[token] == token), None)
    if top is None or one.stance == "demands":
        return None
    if one.stance in {"denies", "doubts"}:
        return _about(parse, one, top, tokens, heads, words)
    denial = replace(one, stance="denies", doubt=True)
    judged = next((child for child in parse.child(top, "acomp", "attr", "oprd")), None)
    subject = next(parse.child(top, "nsubj"), None)
    negated = next(parse.child(top, "neg"), None) is not None
    empty = any(True for holder in (top, judged) if holder is not None for _ in parse.child(holder, "xcomp", "ccomp"))
    if judged is not None and subject is not None and not empty and _is_claim(parse, subject, words):
        lemma = parse.lemmas[judged].lower()
        if (lemma in _FALSE and not negated) or (lemma in _TRUE and negated):
            return _about(parse, denial, subject, [subject], heads, words)
        return None
    nothing = next((child for child in parse.child(top, "dobj") if parse.lemmas[child].lower() == "nothing"), None)
    if nothing is not None and any(parse.lemmas[token] == "do" for token in parse.subtree(nothing)):
        return Rebuttal(attribution=denial, sort="part", terms=_shared_in(parse, parse.subtree(nothing), words))
    if negated or (subject is not None and is_nobody(parse, subject)):
        return Rebuttal(attribution=denial, sort="act", terms=terms_of(parse, [top]), plain=True)
    return None


def _about(
    parse: Parse,
    one: Attribution,
    top: int,
    tokens: Sequence[int],
    heads: dict[int, Mention],
    words: ReportingWords,
) -> Rebuttal | None:
    """What a denial denies, by the head of its words."""
    noun = words.nouns.get(parse.lemmas[top])
    if noun is not None and noun.stance == "demands":
        return None
    share = next((token for token in tokens if parse.lemmas[token].lower() in _SHARES), None)
    if share is not None and (share == top or parse.lemmas[top] in _HAVING):
        return Rebuttal(attribution=one, sort="part", terms=_shared_in(parse, tokens, words))
    if _is_claim(parse, top, words):
        told = [token for prep in parse.child(top, "prep") if parse.lemmas[prep] in _ABOUT for token in parse.subtree(prep)]
        if told:
            return Rebuttal(attribution=one, sort="act", terms=terms_of(parse, told))
        owner = _owner(parse, top)
        return Rebuttal(
            attribution=one,
            sort="claim",
            owner=actor_of(parse, owner, heads) if owner is not None else None,
            owner_words=words_of(parse, *phrase(parse, owner)) if owner is not None else "",
            charged=parse.lemmas[top].lower() in _CHARGES,
        )
    return Rebuttal(attribution=one, sort="act", terms=terms_of(parse, tokens))


def _shared_in(parse: Parse, tokens: Sequence[int], words: ReportingWords) -> frozenset[str]:
    """In what a share is denied ("in the killing", "with the fire"), of its own phrase or right behind; empty where unsaid."""
    behind = tokens[-1] + 1
    preps = [token for token in (*tokens, behind) if token < len(parse) and parse.lemmas[token] in _SHARED]
    targets = (target for prep in preps for target in parse.child(prep, "pobj", "pcomp"))
    return terms_of(parse, [target for target in targets if parse.lemmas[target] not in words.nouns])


def _is_claim(parse: Parse, token: int, words: ReportingWords) -> bool:
    """Whether it takes up a claim: a pronoun, or the noun of a claim whose content it does not tell itself."""
    lemma = parse.lemmas[token].lower()
    if parse.pos[token] in {"PRON", "DET"}:
        return lemma in _PRONOUNS
    noun = words.nouns.get(lemma)
    return ((noun is not None and "claim" in noun.frames) or lemma in _CLAIMS) and that_clause(parse, token) is None


def _owner(parse: Parse, noun: int) -> int | None:
    """Whose claim: "France's claim", "the claim by France"; no "its"."""
    for prep in parse.child(noun, "prep"):
        if parse.lemmas[prep] in {"by", "from"}:
            return next(parse.child(prep, "pobj"), None)
    return next((token for token in parse.child(noun, "poss") if parse.pos[token] != "PRON"), None)


def _without_speech(parse: Parse, heads: dict[int, Mention], words: ReportingWords) -> Iterator[Rebuttal]:
    """What is denied or doubted with no verb of speech over it: "the claim was rejected by X", "could not be verified"."""
    for token in range(len(parse)):
        lemma = parse.lemmas[token].lower()
        negated = next(parse.child(token, "neg"), None) is not None
        target = speaker = None
        stance: Stance = "doubts"
        if parse.pos[token] == "VERB" and next(parse.child(token, "auxpass"), None) is not None:
            cue = words.verbs.get(lemma)
            if (lemma in _CHECKED and negated) or (cue is not None and cue.stance in {"denies", "doubts"} and not negated):
                target, speaker = next(parse.child(token, "nsubjpass"), None), agent(parse, token)
                stance = "doubts" if lemma in _CHECKED or cue is None else cue.stance
        elif parse.pos[token] == "VERB" and lemma in _CHECKED and negated:
            target, speaker = next(parse.child(token, "dobj"), None), next(parse.child(token, "nsubj"), None)
        elif parse.pos[token] == "VERB" and lemma in _CHECKED and (held := _impossible(parse, token)) is not None:
            target, speaker = next(parse.child(token, "dobj"), None), next(parse.child(held, "nsubj"), None)
            speaker = None if speaker is not None and parse.lemmas[speaker].lower() == "it" else speaker
        elif lemma in _CHECKS and any(parse.words[child].lower() == "no" for child in parse.children[token]):
            target = _behind(parse, token)
        elif parse.deps[token] == "acomp" and (cue := words.adjectives.get(lemma)) is not None and cue.stance == "doubts":
            target, speaker = _behind(parse, token), next(parse.child(parse.heads[token], "nsubj"), None)
        if target is None or not _is_claim(parse, target, words):
            continue
        own = phrase(parse, speaker) if speaker is not None else None
        doubt = Attribution(
            cue=parse.cover(token, token),
            content=parse.cover(*phrase(parse, target)),
            kind="indirect",
            source=actor_of(parse, speaker, heads) if speaker is not None else None,
            doubt=True,
            stance=stance,
            words=words_of(parse, *own) if own is not None else "",
            speaker=parse.cover(*own) if own is not None else None,
        )
        rebuttal = _about(parse, doubt, target, parse.subtree(target), heads, words)
        if rebuttal is not None:
            yield rebuttal


def _impossible(parse: Parse, verb: int) -> int | None:
    """The "was" over it in "it was not possible to verify", "was unable to confirm"; None where it is done."""
    above = parse.heads[verb]
    held = parse.heads[above] if parse.deps[above] == "acomp" else above
    able = next((token for token in parse.child(held, "acomp") if parse.lemmas[token].lower() in _ABLE), None)
    if able is None:
        return None
    negated = any(True for holder in (able, held) for _ in parse.child(holder, "neg"))
    return held if negated == (parse.lemmas[able].lower() in {"able", "possible"}) else None


def _behind(parse: Parse, token: int) -> int | None:
    """What a preposition brings to a noun or adjective: "sceptical of the claim"."""
    return next((target for prep in parse.child(token, "prep") for target in parse.child(prep, "pobj")), None)


def _inside(parse: Parse, token: int, span: Span) -> bool:
    return span.start <= parse.starts[token] and parse.ends[token] <= span.end and parse.pos[token] not in {"PUNCT", "SPACE"}
