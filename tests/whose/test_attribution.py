from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.codec import from_json, to_json
from dragoman.coding.whose import choose_chain, is_party, load_reporting
from dragoman.evaluate.attribution import compare, find_all
from dragoman.evaluate.claims import Marked, parse_marked, read_claims
from dragoman.records import Actor, Attribution, Mention, Span

ROOT = Path(__file__).parents[2]
CASES = [*read_claims(ROOT / "tests" / "cases" / "whose" / "claims.txt")]
Find = Callable[[str], list[Attribution]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_claims(find: Find, case: Marked) -> None:
    """Every claim is found with its speaker, stance and words, and no other."""
    outcome = compare(case, find(case.text))
    assert outcome.whole, outcome
    assert all(claim.stance == told[0].stance for claim, told in outcome.pairs)


def test_speakers_of_the_test_set() -> None:
    """Speakers are right in at least 90% of the lines, on each half."""
    outcomes = find_all(read_claims(ROOT / "corpus" / "attribution" / "sentences.txt"))
    for held in (False, True):
        half = [outcome.whole for outcome in outcomes if outcome.marked.held_back is held]
        assert sum(half) >= 0.9 * len(half)


def test_editorials_documents_and_court_records() -> None:
    """Papers speak in their editorials, documents and courts in theirs: right with its stance in at least 95% of the lines."""
    outcomes = find_all(read_claims(ROOT / "tests" / "cases" / "whose" / "documents.txt"))
    assert len(outcomes) >= 90
    right = [one.whole and all(claim.stance == told[0].stance for claim, told in one.pairs) for one in outcomes]
    assert sum(right) >= 0.95 * len(right), [one.marked.text for one, good in zip(outcomes, right, strict=True) if not good]


def test_the_test_set_is_large_enough() -> None:
    """At least 300 lines, 60 of them without a claim, 40 with one told inside another."""
    lines = list(read_claims(ROOT / "corpus" / "attribution" / "sentences.txt"))
    assert len(lines) >= 300
    assert sum(not line.claims for line in lines) >= 60
    assert sum(any(claim.inside for claim in line.claims) for line in lines) >= 40
    assert len({line.text for line in lines}) == len(lines)


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def test_chain_runs_from_the_outermost_source(find: Find) -> None:
    """The chain of an act begins with the source that the publisher names and ends with the speaker."""
    text = "Iranian media reported that Russia had denied bombing the market."
    chain, beside = choose_chain(_at(text, "bombing"), find(text))
    assert [(one.words, one.stance) for one in chain] == [("Iranian media", "asserts"), ("Russia", "denies")]
    assert beside == ()


def test_contradicting_claims_stay_two(find: Find) -> None:
    """A denial of the same act stands beside the chain, and does not replace it."""
    text = "Hamas says 30 people were killed, but Israel denies it."
    chain, beside = choose_chain(_at(text, "killed"), find(text))
    assert [(one.words, one.stance) for one in chain] == [("Hamas", "asserts")]
    assert [(one.words, one.stance) for one in beside] == [("Israel", "denies")]


def test_a_source_without_an_actor_keeps_its_words(find: Find) -> None:
    """Where the source is no known actor its words remain, with their place."""
    text = "A source close to the talks said the road was open."
    (found,) = find(text)
    assert found.words == "A source close to the talks"
    assert found.speaker is not None
    assert found.speaker.of(text) == found.words
    assert from_json(to_json(found), Attribution) == found


def test_a_quotation_ends_with_its_paragraph(find: Find) -> None:
    """A quotation in a new paragraph is not laid in the mouth of the last one's speaker."""
    assert len(find('"We saw it," the guard said. "It burned all night."')) == 2
    assert len(find('"We saw it," the guard said.\n"It burned all night."')) == 1


def test_a_quotation_may_run_over_sentences(find: Find) -> None:
    """What stands inside an open quotation has its speaker."""
    first, second = find('The guard said: "The mill burned all night. The police came late."')
    assert (first.words, second.words) == ("The guard", "The guard")
    assert second.kind == "direct"


@pytest.mark.parametrize(
    ("source", "party", "expected"),
    [
        (Actor(country="ISR"), Actor(country="ISR", sector="MIL"), True),
        (Actor(country="ISR"), Actor(country="PSE"), False),
        (Actor(country="KEN", sector="JRN"), Actor(country="KEN", sector="MIL"), False),
        (Actor(name="Hamas", country="PSE", sector="REB"), Actor(name="Hamas", country="PSE", sector="REB"), True),
    ],
)
def test_a_state_speaks_for_its_army(source: Actor, party: Actor, expected: bool) -> None:
    """A government's word on its own army is a party's word; a newspaper's is not."""
    one = Attribution(cue=Span(start=10, end=14), content=Span(start=15, end=40), kind="indirect", source=_mention(source, 0))
    assert is_party((one,), [_mention(party, 20)]) is expected
    assert is_party((), [_mention(party, 20)]) is None


def _mention(actor: Actor, start: int) -> Mention:
    return Mention(span=Span(start=start, end=start + 5), text="words", kind="name", actor=actor)


def test_the_table_is_sound() -> None:
    """Every verb of the table has a frame, those that deny leave the content in doubt."""
    words = load_reporting()
    assert len(words.verbs) > 120
    assert all(cue.frames for cue in words.verbs.values())
    assert all(words.verbs[lemma].doubt for lemma in words.denying)


def test_marks_become_claims() -> None:
    """Nested marks, speakers beside one another, several pieces of content."""
    line = parse_marked("asserts; denies in 1 | <1:A> and <1:B> say «1:<2:C> denies «2:it»».", where="here")
    assert line.text == "A and B say C denies it."
    first, second = line.claims
    assert [span.of(line.text) for span in first.speakers] == ["A", "B"]
    assert second.inside == 1
    assert second.content[0].of(line.text) == "it"
