"""Attributions of one sentence: cue, source, stance, and the words vouched for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.coding.whose.claims import Claim, verb_claims
from dragoman.coding.whose.phrases import noun_claims, phrase_claims
from dragoman.coding.whose.quotes import Speech, stretches
from dragoman.coding.whose.relays import relay_claims
from dragoman.coding.whose.reporting import ReportingWords
from dragoman.coding.whose.speakers import actor_of, phrase, words_of
from dragoman.records import Attribution, Mention, Parse, Span

__all__ = ["find_attributions"]


def find_attributions(
    parse: Parse, mentions: Sequence[Mention], words: ReportingWords, speech: Speech | None = None
) -> list[Attribution]:
    """Who vouches for which words of the sentence, by the start of the words.

    The innermost attribution that covers a word is the one that counts; one stands inside another whose content holds its cue.
    `speech` is read for a quotation that goes on, then taught who speaks here.
    """
    is_open = speech is not None and speech.is_open(parse)
    quoted = stretches(parse, is_open=is_open)
    found: list[Attribution] = []
    if not words.all.isdisjoint(parse.lemmas):
        heads = {mention.head: mention for mention in mentions}
        known = frozenset(heads)
        claims = [
            *verb_claims(parse, words, quoted, known),
            *noun_claims(parse, words),
            *phrase_claims(parse, words, known),
        ]
        claims = relay_claims(parse, claims)
        claims = _take_up(parse, [_widen(claim, claims, quoted) for claim in claims])
        found = [_attribute(parse, claim, heads, quoted) for claim in claims]
    if speech is not None:
        found += _going_on(parse, speech, found, quoted, is_open=is_open)
        speech.learn(parse, found)
    return sorted(found, key=lambda one: (one.content.start, one.content.end, one.cue))


def _widen(claim: Claim, claims: Sequence[Claim], quoted: Sequence[tuple[int, int]]) -> Claim:
    """The content with the whole of each quotation that it is a part of, and of those that no other claim explains."""
    first, last = claim.first, claim.last
    direct = _is_direct(claim, quoted)
    for start, end in quoted:
        if start <= claim.cue <= end or (claim.source is not None and start <= claim.source <= end):
            continue
        meets = start <= last and first <= end
        free = end - start > 1 and not any(other.first <= end and start <= other.last for other in claims)
        if meets or (direct and free):
            first, last = min(first, start), max(last, end)
    return replace(claim, first=first, last=last)


def _is_direct(claim: Claim, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether most of the content stands in quotation marks."""
    inside = sum(max(0, min(last, claim.last) - max(first, claim.first) + 1) for first, last in quoted)
    return 2 * inside > claim.last - claim.first + 1


def _take_up(parse: Parse, claims: Sequence[Claim]) -> list[Claim]:
    """Claims that only take up an earlier one get its content; the earlier one ends before they begin."""
    found = sorted(claims, key=lambda claim: claim.cue)
    for at, claim in enumerate(found):
        if not claim.again:
            continue
        before = [index for index in range(at) if not found[index].again and found[index].source != claim.source]
        if not before:
            continue
        prior = found[before[-1]]
        if prior.last >= claim.cue:
            start = min(claim.cue, claim.first)
            if claim.source is not None and claim.source < claim.cue:
                start = min(start, phrase(parse, claim.source)[0])
            last = phrase(parse, claim.first)[0] - 1 if claim.first < start else start - 1
            while last > prior.first and parse.pos[last] in {"PUNCT", "CCONJ", "DET"}:
                last -= 1
            prior = found[before[-1]] = replace(prior, last=max(last, prior.first))
        found[at] = replace(claim, first=prior.first, last=prior.last)
    return found


def _attribute(parse: Parse, claim: Claim, heads: Mapping[int, Mention], quoted: Sequence[tuple[int, int]]) -> Attribution:
    speaker = phrase(parse, claim.source) if claim.source is not None else None
    return Attribution(
        cue=parse.cover(claim.cue, claim.cue),
        content=parse.cover(claim.first, claim.last),
        kind="direct" if _is_direct(claim, quoted) else "indirect",
        source=actor_of(parse, claim.source, heads) if claim.source is not None else None,
        doubt=claim.doubt,
        stance=claim.stance,
        words=words_of(parse, *speaker) if speaker is not None else "",
        speaker=parse.cover(*speaker) if speaker is not None else None,
    )


def _going_on(
    parse: Parse, speech: Speech, found: Sequence[Attribution], quoted: Sequence[tuple[int, int]], *, is_open: bool
) -> list[Attribution]:
    """A quotation without a speaker of its own, at the start of the sentence: that of whoever spoke last."""
    before = speech.speaking(parse)
    if before is None or not quoted or not ((is_open and speech.quoting) or quoted[0][0] == 1):
        return []
    first, last = quoted[0]
    while last > first and parse.pos[last] in {"PUNCT", "SPACE"}:
        last -= 1
    content = parse.cover(first, last)
    if any(_meets(one, content) for one in found) or last - first < 1:
        return []
    return [replace(before, content=content, kind="direct", stance="asserts", doubt=False)]


def _meets(one: Attribution, content: Span) -> bool:
    """Whether it vouches for some of the quotation without being told inside it."""
    return one.content.start < content.end and content.start < one.content.end and not one.cue.within(content)
