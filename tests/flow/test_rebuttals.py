from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dragoman.codec import from_json, to_json
from dragoman.coding.whose import load_reporting, may_rebut
from dragoman.config import CoderOptions
from dragoman.flow import Coder, SentenceTrace, make_article, split_article
from dragoman.flow.rebuttals import answer_claims
from dragoman.records import Event

CASES = Path(__file__).parents[1] / "cases" / "whose" / "rebuttals.txt"
Answer = tuple[str, str, str]
Case = tuple[str, frozenset[Answer], str]


def _cases() -> list[Case]:
    """Why a wrong answer is kept, what is contradicted (the act's word, the stance, the speaker), and the passage."""
    cases: list[Case] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        *known, told, text = line.split(" | ")
        parts = [] if told == "-" else [part.strip().partition(": ") for part in told.split(";")]
        answers = [(word, *answer.split(" ", 1)) for word, _, answer in parts]
        cases.append((known[0] if known else "", frozenset((word, stance, who) for word, stance, who in answers), text))
    return cases


@cache
def _coder() -> Coder:
    return Coder(CoderOptions(model=False, gate=False))


def _traces(text: str) -> list[SentenceTrace]:
    (article,) = split_article(make_article(text))
    return list(answer_claims(_coder().trace(article), load_reporting()))


def _events(text: str) -> list[Event]:
    return [event for trace in _traces(text) for event in trace.events]


def _answers(text: str) -> frozenset[Answer]:
    return frozenset(
        (event.trigger.of(text), one.stance, one.words or "nobody") for event in _events(text) for one in event.counterclaims
    )


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case[2][:70])
def test_cases(case: Case) -> None:
    """Exactly the acts that somebody contradicts carry his denial or doubt, whichever sentence it stands in."""
    known, expected, text = case
    if known:
        assert _answers(text) != expected, "right now: take the reason off"
    else:
        assert _answers(text) == expected


def test_there_are_enough_cases() -> None:
    """At least 100, a quarter of them without any contradiction, few kept wrong."""
    cases = _cases()
    assert len(cases) >= 100
    assert sum(not expected for _, expected, _ in cases) >= 25
    assert sum(bool(known) for known, _, _ in cases) <= 5
    words = [may_rebut(text) for _, expected, text in cases if expected]
    assert sum(words) >= 0.95 * len(words), "the others say only that it was not so"


def test_claim_and_denial_stay_two_events() -> None:
    """The act told on Hamas's word keeps its chain and gains Israel's; the denied act stays negated, on Israel's word."""
    told, denied = _events("Hamas says an Israeli strike killed 30 people in Rafah. Israel denied that it had hit the school.")
    assert (told.status, [one.words for one in told.chain]) == ("actual", ["Hamas"])
    assert [(one.words, one.stance) for one in told.counterclaims] == [("Israel", "denies")]
    assert (denied.status, [one.words for one in denied.chain], denied.counterclaims) == ("negated", ["Israel"], ())
    assert from_json(to_json(told), Event) == told


def test_a_statement_that_it_is_not_so_is_a_denial() -> None:
    """What speaks against the act is a denial though its verb is "said"."""
    (told, *_) = _events("Witnesses said police shot four protesters in Kampala. The police said the reports were false.")
    assert [(one.stance, one.doubt) for one in told.counterclaims] == [("denies", True)]


def test_a_denial_far_away_contradicts_nothing() -> None:
    """Beyond about a thousand characters "the claim" may be any claim."""
    far = "The weather was mild in the capital. " * 30
    assert _answers("Ukraine said Russian forces shelled a hospital. Moscow rejected the claim.")
    assert not _answers(f"Ukraine said Russian forces shelled a hospital. {far}Moscow rejected the claim.")


def test_sentences_keep_their_order() -> None:
    """Every sentence comes out once, in its place; a second pass changes nothing."""
    text = "\n\n".join(text for _, _, text in _cases()[:30])
    (article,) = split_article(make_article(text))
    plain = list(_coder().trace(article))
    once = list(answer_claims(plain, load_reporting()))
    assert [trace.span for trace in once] == [trace.span for trace in plain]
    assert list(answer_claims(once, load_reporting())) == once
    assert list(answer_claims([], load_reporting())) == []


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("Moscow rejected the claim.", True),
        ("It denies it.", True),
        ("The report could not be independently verified.", True),
        ("The minister spoke of falsehoods.", False),
        ("The ministers met on Friday.", False),
    ],
)
def test_which_sentences_may_rebut(words: str, may: bool) -> None:
    """A sentence without a word of denial, doubt or untruth need not be read for one."""
    assert may_rebut(words) is may
