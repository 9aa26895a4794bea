from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coding.whose import Rebuttal, Speech, find_attributions, find_rebuttals, load_reporting
from dragoman.text import Pipeline, split_sentences

Read = Callable[[str], list[Rebuttal]]


@pytest.fixture(scope="module")
def read() -> Read:
    """The rebuttals of a text in which nobody is a known actor."""
    pipeline, words = Pipeline(), load_reporting()

    def read(text: str) -> list[Rebuttal]:
        speech, found = Speech(text), list[Rebuttal]()
        for parse in pipeline.parse(text, split_sentences(text)):
            found += find_rebuttals(parse, (), find_attributions(parse, (), words, speech), words)
        return found

    return read


@pytest.mark.parametrize(
    ("text", "words", "stance", "sort"),
    [
        ("The army rejected the claim.", "The army", "denies", "claim"),
        ("The army denies it.", "The army", "denies", "claim"),
        ("The army said the reports were false.", "The army", "denies", "claim"),
        ("The army said this was not true.", "The army", "denies", "claim"),
        ('"This is a lie," the envoy said.', "the envoy", "denies", "claim"),
        ("The claim was rejected by the army.", "the army", "denies", "claim"),
        ("The army questioned the figure.", "The army", "doubts", "claim"),
        ("The report could not be independently verified.", "", "doubts", "claim"),
        ("There was no independent confirmation of the report.", "", "doubts", "claim"),
        ("It was not possible to verify the claim.", "", "doubts", "claim"),
        ("The agency was unable to confirm the report.", "The agency", "doubts", "claim"),
        ("Analysts were sceptical of the claim.", "Analysts", "doubts", "claim"),
        ("The army denied responsibility.", "The army", "denies", "part"),
        ("The army denied any role in the killing.", "The army", "denies", "part"),
        ("The army said it had nothing to do with the attack.", "The army", "denies", "part"),
        ("The army denied having taken part in the raid.", "The army", "denies", "part"),
        ("The army denied shelling the village.", "The army", "denies", "act"),
        ("The army denied that it had shelled the village.", "The army", "denies", "act"),
        ("The army said it had not shelled the village.", "The army", "denies", "act"),
        ("The army denied the report of a coup.", "The army", "denies", "act"),
    ],
)
def test_what_is_denied(read: Read, text: str, words: str, stance: str, sort: str) -> None:
    """A claim taken up as such, a part in an act, or the act told again; who denies or doubts it."""
    (found,) = read(text)
    assert (found.attribution.words, found.attribution.stance, found.sort) == (words, stance, sort)


@pytest.mark.parametrize(
    "text",
    [
        "The army confirmed the report.",
        "The army shelled the village.",
        "The army said the village was calm.",
        "The judge denied bail.",
        "The army rejected the proposal.",
        "The union rejected calls for a truce.",
        "The agency was able to verify the claim.",
        "The claim was verified by the agency.",
        "The envoy said it was wrong to assume a truce.",
    ],
)
def test_what_is_no_rebuttal(read: Read, text: str) -> None:
    """Consent, refusal and plain statements contradict nothing."""
    assert read(text) == []


def test_whose_claim(read: Read) -> None:
    """A claim may be named as somebody's, or as a charge; what is shared or done keeps its words."""
    (owned,) = read("Damascus rejected France's accusation.")
    assert (owned.owner_words, owned.charged) == ("France's", True)
    (shared,) = read("The army denied any role in the killing.")
    assert shared.terms == {"killing"}
    (plain,) = read("The army said it had not shelled the village.")
    assert plain.terms == {"shell"}
    assert plain.plain
