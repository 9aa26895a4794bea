"""The decision on a candidate: which type and mode, and did it happen? The lexicon proposes, the model decides if asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from dragoman.coding.what.candidates import Candidate
from dragoman.coding.what.judge import Judgement
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


_TRUST, _TRUST_OF_KIND = 3.0, 4.0
"""How much the lexicon's own type counts beside the model's, in log-probability: against NONE, and against other types."""
_SURE, _SURE_ALONE = 0.5, 0.85
"""Below which confidence a candidate is dropped: one of the lexicon's, and one that only the model names. Chosen on GSR dev."""
_UNTOLD = frozenset({"hypothetical", "future"})
"""Statuses in which the model alone is not believed: of eight such events on real news none was right (docs/decisions/0005)."""
_MODE_FLOOR = 0.5
_ACTUAL = 0.95
"""How sure the model must be that an act happened where the rules say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The coded act: type (NONE: no act after all), modes, CAMEO code, contexts, status, with the reasons in order.

    `confidence` is the calibrated probability of the type by model and lexicon together; None where the model was not asked.
    """

    type: str
    modes: tuple[str, ...]
    cameo: str
    contexts: tuple[str, ...]
    status: Status
    reasons: tuple[str, ...]
    confidence: float | None = None


def decide(
    parse: Parse,
    candidate: Candidate,
    lexicon: Lexicon,
    *,
    when: Timex | None,
    published: date | None,
    denials: Sequence[int] = (),
    judgement: Judgement | None = None,
) -> Decision:
    """Type, mode and status of a candidate that was not dropped.

    `when` is the time expression that dates it; `denials` are the tokens of verbs that deny what they report; `judgement`
    is the model's, None where it was not asked.
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
    decision = Decision(
        type=kind,
        modes=modes,
        cameo=cameo,
        contexts=row.contexts,
        status=status,
        reasons=tuple(reasons),
    )
    if judgement is not None:
        decision = _weigh(decision, judgement, lexicon, status)
    return _refine(decision, lexicon, " ".join(parse.words))


def _refine(decision: Decision, lexicon: Lexicon, words: str) -> Decision:
    """The decision with the finest CAMEO code that the words state, where its own is only general."""
    general = decision.cameo == "" or (len(decision.cameo) == 3 and decision.cameo.endswith("0"))
    future = decision.status == "future"
    if decision.type == "NONE" or not (general or (future and lexicon.codes.is_threat(decision.type, decision.modes))):
        return decision
    cameo, row = lexicon.codes.find(decision.type, decision.modes, words, future=future)
    return (
        decision
        if cameo == decision.cameo
        else replace(decision, cameo=cameo, reasons=(*decision.reasons, f"CAMEO {cameo}: {row}"))
    )


def _weigh(decision: Decision, judgement: Judgement, lexicon: Lexicon, told: Status) -> Decision:
    """The lexicon's decision and the model's judgement as one. `told`: the status by the rules, before any reduction."""
    weights = {name: math.log(max(share, 1e-4)) for name, share in judgement.types.items()}
    if decision.type != "NONE":
        weights[decision.type] += _TRUST_OF_KIND
        weights["NONE"] += _TRUST_OF_KIND - _TRUST
    kind = max(weights, key=lambda name: weights[name])
    whole = sum(math.exp(weight) for weight in weights.values())
    confidence = round(math.exp(weights[kind]) / whole, 3)
    reasons = [*decision.reasons, f"model: {_shares(judgement)}; with the lexicon {kind} {confidence:.2f}"]
    if kind == "NONE" or confidence < (_SURE_ALONE if decision.type == "NONE" else _SURE):
        return replace(decision, type="NONE", reasons=tuple(reasons), confidence=confidence)
    modes, cameo = decision.modes, decision.cameo  # "" is settled by _refine
    if kind != decision.type or not modes:
        likely = {mode: share for (name, mode), share in judgement.modes.items() if name == kind and share >= _MODE_FLOOR}
        modes = tuple(sorted(likely, key=lambda mode: -likely[mode]))
        reasons += [f"mode {mode} {likely[mode]:.2f} (model)" for mode in modes]
        cameo = "" if kind != decision.type else cameo
    status = max(judgement.statuses, key=lambda name: judgement.statuses[name])
    if status == "actual" and judgement.statuses[status] < _ACTUAL:
        status = told  # the rules saw a reason to doubt it, and the model is not sure that it happened
    if status != told:
        reasons.append(f"{status} {judgement.statuses[status]:.2f} (model)")
    reduced = lexicon.reductions.get((kind, status))
    if reduced is not None:
        reasons.append(f"{status} {kind} is {reduced[0]}")
        (kind, cameo), modes, status = reduced, (), "actual"
    if decision.type == "NONE" and status in _UNTOLD:
        return replace(decision, reasons=(*reasons, f"{status}, and no row of the lexicon names it"), confidence=confidence)
    return Decision(
        type=kind,
        modes=modes,
        cameo=cameo,
        contexts=decision.contexts,
        status=cast("Status", status),
        reasons=tuple(reasons),
        confidence=confidence,
    )


def _has_particle(parse: Parse, verb: int, particle: str) -> bool:
    return any(parse.lemmas[child] == particle for child in parse.child(verb, "prt"))


def _shares(judgement: Judgement) -> str:
    """The two likeliest types with their probabilities, for people."""
    best = sorted(judgement.types.items(), key=lambda pair: -pair[1])[:2]
    return ", ".join(f"{name} {share:.2f}" for name, share in best)


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
            if link in {"xcomp", "dobj"} and (lemma in _DENY or (lemma == "rule" and _has_particle(parse, index, "out"))):
                return "negated", f"'{parse.words[index]}'"
            if link == "prep" and lemma == "short" and parse.lemmas[below] == "of":
                return "negated", "'short of'"
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
