"""The decision on a candidate: which type and mode, and did it happen? The lexicon proposes, the model decides if asked."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from dragoman.coding.what.candidates import Candidate
from dragoman.coding.what.judge import Judgement
from dragoman.coding.what.lexicon import Lexicon
from dragoman.coding.what.status import Telling, read_status
from dragoman.records import Parse, Status, Timex

__all__ = ["Decision", "decide"]

_TRUST, _TRUST_OF_KIND = 3.0, 4.0
"""How much the lexicon's own type counts beside the model's, in log-probability: against NONE, and against other types."""
_SURE, _SURE_ALONE = 0.5, 0.85
"""Below which confidence a candidate is dropped: one of the lexicon's, and one that only the model names. Chosen on GSR dev."""
_UNTOLD = frozenset({"hypothetical", "future"})
"""Statuses in which the model alone is not believed: of eight such events on real news none was right (docs/decisions/0005)."""
_UNDONE = frozenset({"negated", "hypothetical", "future"})
"""Statuses that some word in the act's scope must speak for."""
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

    def tell(kind: str) -> Telling:
        return read_status(parse, candidate.token, kind, lexicon.scope, when=when, published=published, denials=denials)

    telling = tell(row.type)
    status = telling.status
    if telling.why:
        reasons.append(f"{status}: {telling.why}")
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
        decision = _weigh(decision, judgement, lexicon, tell if reduced is None else lambda _: Telling())
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


def _weigh(decision: Decision, judgement: Judgement, lexicon: Lexicon, tell: Callable[[str], Telling]) -> Decision:
    """The lexicon's decision and the model's judgement as one. `tell`: the status by the rules of an act of a given type."""
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
    telling = tell(kind)
    status, share = max(judgement.statuses.items(), key=lambda pair: pair[1])
    if status == "actual" and share < _ACTUAL:
        status = telling.status  # the rules saw a reason to doubt it, and the model is not sure that it happened
    elif status in _UNDONE and not telling.doubtful and (decision.type != "NONE" or status == "negated"):
        reasons.append(f"{telling.status}: no word of its clause says {status}, {share:.2f} by the model")
        status = telling.status
    elif status != telling.status:
        reasons.append(f"{status} {share:.2f} (model)")
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


def _shares(judgement: Judgement) -> str:
    """The two likeliest types with their probabilities, for people."""
    best = sorted(judgement.types.items(), key=lambda pair: -pair[1])[:2]
    return ", ".join(f"{name} {share:.2f}" for name, share in best)
