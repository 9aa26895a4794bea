"""Attributions of one sentence: cue, source, and the words vouched for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.coding.whose.reporting import ReportingWords
from dragoman.records import Attribution, Mention, Parse, Span

__all__ = ["find_attributions"]

_QUOTES = frozenset('"“”«»')
_CLAUSES = ("ccomp", "xcomp", "advcl")


def find_attributions(parse: Parse, mentions: Sequence[Mention], words: ReportingWords) -> list[Attribution]:
    """Who vouches for which words of the sentence: "X said that ...", "..., X said", "according to X", "in its editorial".

    The content of a cue never holds the cue itself; the innermost attribution that covers a word is the one that counts.
    """
    heads = {mention.head: mention for mention in mentions}
    found = [attribution for token in range(len(parse)) if (attribution := _verb(parse, token, heads, words)) is not None]
    found += [attribution for token in range(len(parse)) if (attribution := _according(parse, token, heads)) is not None]
    return sorted(found, key=lambda attribution: (attribution.content.start, attribution.content.end))


def _verb(parse: Parse, token: int, heads: Mapping[int, Mention], words: ReportingWords) -> Attribution | None:
    if parse.pos[token] != "VERB" or parse.lemmas[token] not in words.verbs:
        return None
    clause = next(parse.child(token, "ccomp"), None)
    if (
        clause is None
        and parse.deps[token] in {"parataxis", "ccomp"}
        and parse.lemmas[token] in {"say", "report", "add", "announce", "tell"}
    ):
        clause = parse.heads[token]
        content = parse.span
    elif clause is None:
        return None
    else:
        tokens = parse.subtree(clause)
        content = parse.cover(tokens[0], tokens[-1])
    if next(parse.child(token, "neg"), None) is not None:
        return None
    source = _source(parse, token, heads)
    quoted = _quoted(parse, content)
    lemma = parse.lemmas[token]
    return Attribution(
        cue=parse.cover(token, token),
        content=content,
        kind="direct" if quoted else "indirect",
        source=source,
        doubt=lemma in words.doubtful or lemma in words.denying,
    )


def _source(parse: Parse, token: int, heads: Mapping[int, Mention]) -> Mention | None:
    """The speaker: the verb's subject, or that of the verb it hangs on ("..., adding that", "..., deeming")."""
    for verb in (token, *parse.ancestors(token)):
        for subject in parse.child(verb, "nsubj"):
            if subject in heads:
                return heads[subject]
            return next((heads[child] for child in parse.child(subject, "poss", "amod", "compound") if child in heads), None)
        for agent in parse.child(verb, "agent"):
            for target in parse.child(agent, "pobj"):
                if target in heads:
                    return heads[target]
        if parse.deps[verb] not in {"advcl", "conj", "xcomp"}:
            return None
    return None


def _according(parse: Parse, token: int, heads: Mapping[int, Mention]) -> Attribution | None:
    if parse.lemmas[token] not in {"accord", "according"}:
        return None
    targets = [target for prep in (token, *parse.child(token, "prep")) for target in parse.child(prep, "pobj")]
    if not targets:
        return None
    source = heads.get(targets[0])
    return Attribution(cue=parse.cover(token, token), content=parse.span, kind="indirect", source=source)


def _quoted(parse: Parse, content: Span) -> bool:
    """Whether the content begins or ends within quotation marks."""
    marks = [parse.starts[token] for token, word in enumerate(parse.words) if word in _QUOTES]
    return any(content.start - 2 <= mark <= content.end + 1 for mark in marks) and len(marks) > 0
