"""The decision on a candidate: did it happen, and what do its status and content make of its type and mode?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.coding.what.candidates import Candidate
from dragoman.coding.what.lexicon import Lexicon
from dragoman.coding.what.syntax import clause_verb
from dragoman.records import Parse, Status, Timex

__all__ = ["Decision", "decide"]

_FUTURE_AUX = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODAL = frozenset({"could", "may", "might", "would", "should", "must", "can", "ca"})
_PLAN = frozenset(
    {
        "plan",
        "intend",
        "expect",
        "prepare",
        "schedule",
        "aim",
        "due",
        "set",
        "poise",
        "ready",
        "about",
        "want",
        "hope",
        "seek",
        "try",
        "consider",
        "go",
        "propose",
    }
)
_WISH = frozenset(
    {
        "want",
        "hope",
        "wish",
        "seek",
        "consider",
        "propose",
        "try",
        "fear",
        "urge",
        "ask",
        "suggest",
        "believe",
        "think",
        "expect",
        "demand",
    }
)
_DENY = frozenset({"deny", "refute", "dismiss", "reject", "refuse", "decline", "fail", "stop", "avoid", "prevent"})
_DEMAND = frozenset({"require", "recommend", "insist", "request", "order"})
_HAPPENING = frozenset(
    {"happen", "occur", "take", "hold", "begin", "start", "come", "go", "be", "resume", "follow", "continue"}
)
_CONDITION = frozenset({"if", "unless", "whether", "should"})
_NOT = frozenset({"no", "not", "never", "without", "neither", "nor", "n't", "n’t"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The coded act: type, modes, CAMEO code, contexts, status, with the reasons in order."""

    type: str
    modes: tuple[str, ...]
    cameo: str
    contexts: tuple[str, ...]
    status: Status
    reasons: tuple[str, ...]


def decide(
    parse: Parse,
    candidate: Candidate,
    lexicon: Lexicon,
    *,
    when: Timex | None,
    published: date | None,
    denials: Sequence[int] = (),
) -> Decision:
    """Type, mode and status of a candidate that was not dropped.

    `when` is the time expression that dates it; `denials` are the tokens of verbs that deny what they report.
    """
    row = candidate.row
    reasons = list(candidate.reasons)
    status, why = _status(parse, candidate.token, when, published, denials)
    if why:
        reasons.append(f"{status}: {why}")
    mode, cameo = row.mode, row.cameo
    if mode == "content":
        mode, cameo = lexicon.content.get((row.type, candidate.content or ""), ("", row.cameo))
        reasons.append(f"mode from content {candidate.content or 'without a trigger'}")
    kind, modes = row.type, (mode,) if mode else ()
    reduced = lexicon.reductions.get((kind, status))
    if reduced is not None:
        reasons.append(f"{status} {kind} is {reduced[0]}")
        (kind, cameo), modes, status = reduced, (), "actual"
    return Decision(type=kind, modes=modes, cameo=cameo, contexts=row.contexts, status=status, reasons=tuple(reasons))


def _status(parse: Parse, token: int, when: Timex | None, published: date | None, denials: Sequence[int]) -> tuple[Status, str]:
    """actual unless the clause, or one it hangs on, says otherwise."""
    below = token
    for index in (token, *parse.ancestors(token)):
        link = parse.deps[below]
        if index != token:
            if link in {"relcl", "conj"} and parse.pos[below] in {"VERB", "AUX"}:
                break
            if link == "advcl" and parse.tags[below] == "VBG" and parse.words[below - 1] == ",":
                break  # ", defending him": told apart from what its clause denies or plans
            if index in denials and link in {"ccomp", "xcomp", "dobj", "pcomp", "pobj"}:
                return "negated", f"'{parse.words[index]}'"
            lemma = parse.lemmas[index]
            if link in {"xcomp", "acl", "ccomp"} and lemma in _WISH and parse.pos[index] != "ADP":
                return "hypothetical", f"'{parse.words[index]}'"
            if link == "prep" and parse.lemmas[below] == "before" and lemma in _WISH:
                return "hypothetical", f"'before' under '{parse.words[index]}'"
            if link == "ccomp" and lemma in _DEMAND:
                return "hypothetical", f"'{parse.words[index]}'"
            if link in {"xcomp", "acl"} and lemma in _PLAN:
                return "future", f"'{parse.words[index]}'"
            if link in {"xcomp", "dobj"} and lemma in _DENY:
                return "negated", f"'{parse.words[index]}'"
            if link in {"ccomp"}:
                break
        for child in parse.children[index]:
            word = parse.words[child].lower()
            if (parse.deps[child] == "neg" or (parse.deps[child] in {"det", "preconj", "cc"} and word in _NOT)) and (
                index == token or parse.pos[index] in {"VERB", "AUX"}
            ):
                return "negated", f"'{parse.words[child]}'"
            if parse.deps[child] == "mark" and word in _CONDITION:
                return "hypothetical", f"'{parse.words[child]}'"
            if index != token and link in {"nsubj", "nsubjpass"} and parse.lemmas[index] not in _HAPPENING:
                continue
            if parse.deps[child] == "aux" and (index == token or parse.pos[token] == "NOUN" or link in {"xcomp", "auxpass"}):
                if word in _FUTURE_AUX:
                    return "future", f"'{parse.words[child]}'"
                if word in _MODAL:
                    return "hypothetical", f"'{parse.words[child]}'"
        if parse.lemmas[index] == "without":
            return "negated", "'without'"
        below = index
    if (
        parse.tags[token] == "VB"
        and parse.deps[token] in {"acl", "advcl", "xcomp"}
        and not any(
            parse.lemmas[above] in {"help", "make", "let", "begin", "start", "continue", "manage"}
            for above in [parse.heads[token]]
        )
    ):
        return "hypothetical", "an infinitive of purpose or content"
    if when is not None and published is not None and when.start is not None and when.end is not None:
        if when.start > published:
            verb = clause_verb(parse, token)
            if verb is None or parse.tags[verb] not in {"VBD", "VBN"}:
                return "future", f"'{when.text}'"
        elif (published - when.end).days > 365:
            return "historical", f"'{when.text}'"
    return "actual", ""
