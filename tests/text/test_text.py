from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.text import Gate, inflect, repair_words, split_page, split_sentences
from dragoman.text.furniture import kind_of_line

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "data" / "seeds.txt"


def test_seeds_page_gives_two_articles() -> None:
    """The page this project began with: two articles, headlines right, one caption each, no widget marks."""
    if not SEEDS.exists():
        pytest.skip("../shared/data/seeds.txt is not here")
    page = SEEDS.read_text(encoding="utf-8")
    first, second = split_page(page)
    assert first.headline == "Iran Parliament Speaker Delivers Khamenei’s Letter for Putin to Duma Chairman"
    assert second.headline == "EU’s Borrell Reiterates Call for Ceasefire in Gaza and Lebanon"
    assert [len(part.captions) for part in (first, second)] == [1, 1]
    assert [caption.credit for part in (first, second) for caption in part.captions] == ["State Duma", "EPA"]
    assert not any(span.of(page) == "TT" for part in (first, second) for span in part.body)
    assert [len(part.body) for part in (first, second)] == [14, 14]


@given(st.text(alphabet=st.sampled_from('ab .\n\r\t(EPA)TBy:"1\u2028é'), max_size=300))
def test_any_page_keeps_its_words_in_place(page: str) -> None:
    """Whatever the page, body paragraphs come in order and do not overlap."""
    for part in split_page(page):
        ends = 0
        for span in part.body:
            assert ends <= span.start < span.end <= len(page)
            ends = span.end


@given(st.text(max_size=500))
def test_sentences_cover_every_word(text: str) -> None:
    """Sentences are in order, do not overlap, and leave out nothing but white space."""
    end = 0
    for span in split_sentences(text):
        assert text[end : span.start].strip() == ""
        assert span.of(text).strip() == span.of(text) != ""
        end = span.end
    assert text[end:].strip() == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Navy sent two ships. Gen. Amos K. Mwangi said so.", 2),
        ("“We will go.” The minister left the U.S. The army stayed.", 3),
        ("It cost $3.5 million. Why? Nobody knows…", 3),
        ("Talks with Iran, the U.S. and the U.K. officials ended at 5 p.m. on Monday.", 1),
    ],
)
def test_abbreviations_end_no_sentence(text: str, count: int) -> None:
    """A period after a title, an initial or an acronym ends a sentence only before a word that begins one."""
    assert len(split_sentences(text)) == count


def test_a_very_long_line_is_cut() -> None:
    """A line without a single stop is cut into pieces rather than parsed whole."""
    assert max(span.end - span.start for span in split_sentences("word " * 100_000)) <= 2_000


def test_misprints_are_mended_in_place() -> None:
    """A digit inside a word becomes the letter that makes a known word; numbers and ordinals stay."""
    page = "The 0arliament and the Parliament met the rebe1s on the 12th with 5 men and 3rd units, 20km away."
    mended = repair_words(page, {"rebels"})
    assert mended == "The parliament and the Parliament met the rebels on the 12th with 5 men and 3rd units, 20km away."


@given(st.text(max_size=200))
def test_mending_keeps_length(text: str) -> None:
    """Offsets stay true."""
    assert len(repair_words(text, {"parliament"})) == len(text)


def test_furniture_patterns_know_their_examples() -> None:
    """Each row of furniture.csv recognises its own example as its own kind, or as an earlier row's."""
    table = (files("dragoman.text") / "data" / "furniture.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        assert kind_of_line(row["example"]) == row["kind"], row


@pytest.mark.parametrize(
    "line",
    [
        "Police arrested 14 people in Lagos on Monday.",
        "By Monday the army had left.",
        "Report by the panel blames both sides for the attack",
    ],
)
def test_news_is_not_furniture(line: str) -> None:
    """Ordinary sentences are body."""
    assert kind_of_line(line) is None


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("meet", "met"),
        ("condemn", "condemned"),
        ("visit", "visits"),
        ("stop", "stopped"),
        ("deny", "denied"),
        ("crisis", "crises"),
        ("die", "dying"),
        ("free", "freed"),
        ("traffic", "trafficked"),
    ],
)
def test_inflection(lemma: str, form: str) -> None:
    """Every written form of a lemma is found."""
    assert form in inflect(lemma)


def test_the_gate_needs_an_event_and_an_actor() -> None:
    """A sentence passes with a complete trigger and a possible actor."""
    gate = Gate({"held": [(frozenset({"talks"}),)], "condemned": [()]}, {"rebels"})
    assert gate.passes("The rebels condemned it.")
    assert gate.passes("On Monday Kenya held talks.")
    assert not gate.passes("On Monday Kenya held firm.")
    assert not gate.passes("It was condemned.")
    assert gate.explain("The rebels condemned Kenya.").actors == ("rebels", "Kenya")
