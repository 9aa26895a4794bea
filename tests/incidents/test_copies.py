"""Nearly the same text."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.incidents.copies import Copies, find_originals, shingle

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "l", "st", "nd", "x")]


def _story(dice: random.Random, length: int = 250) -> list[str]:
    return [dice.choice(WORDS) for _ in range(length)]


def _edit(words: list[str], dice: random.Random, edits: int) -> list[str]:
    """Words changed, dropped, doubled or put in, here and there, or a sentence moved to the end."""
    found = list(words)
    for _ in range(edits):
        at = dice.randrange(len(found))
        kind = dice.randrange(4)
        if kind == 0:
            found[at] = dice.choice(WORDS)
        elif kind == 1:
            del found[at]
        elif kind == 2:
            found.insert(at, dice.choice(WORDS))
        else:
            found = [*found[:at], *found[at + 12 :], *found[at : at + 12]]
    return found


def _jaccard(one: list[str], other: list[str]) -> float:
    first, second = set(shingle(one)), set(shingle(other))
    return len(first & second) / len(first | second)


def test_recall_at_four_fifths() -> None:
    """Of 400 edited texts at a Jaccard of 0.8 or a little above, at least 98 of 100 are found, and no two strangers joined."""
    dice, copies, pairs = random.Random(7), Copies(), 0
    while pairs < 400:
        words = _story(dice, dice.randrange(60, 500))
        edited = words
        while _jaccard(words, again := _edit(edited, dice, 1)) >= 0.8:
            edited = again
        if _jaccard(words, edited) < 0.85:
            copies.add(f"{pairs} a", " ".join(words), date(2020, 1, 1))
            copies.add(f"{pairs} b", " ".join(edited), date(2020, 1, 2))
            pairs += 1
    originals = copies.originals()
    assert sum(originals[f"{at} b"] == f"{at} a" for at in range(pairs)) >= 0.98 * pairs
    assert all(found.split()[0] == article.split()[0] for article, found in originals.items())


def test_a_copy_cut_at_the_end() -> None:
    """The first third of a wire story, lightly edited, is a copy of it, whichever came first."""
    dice = random.Random(3)
    story = _story(dice, 420)
    articles = [("long", " ".join(story), date(2020, 1, 1)), ("cut", " ".join(_edit(story[:140], dice, 2)), date(2020, 1, 1))]
    assert find_originals(articles) == find_originals(articles[::-1]) == {"cut": "cut", "long": "cut"}


def test_the_first_by_day_is_the_original() -> None:
    """Not the first to arrive: by day of publication, then id; an unknown day is late."""
    text = "the same few words of a short notice in every paper of the land"
    articles = [("b", text, date(2020, 1, 2)), ("a", text, None), ("c", text, date(2020, 1, 1))]
    assert set(find_originals(articles).values()) == {"c"}


@pytest.mark.parametrize("text", ["", "!!!", "one", "\x00 \ud800"])
def test_texts_without_shingles(text: str) -> None:
    """Short and hostile texts are copies of the same text alone."""
    assert find_originals([("a", text, None), ("b", text, None), ("c", "other words", None)]) == {"a": "a", "b": "a", "c": "c"}


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(dice: random.Random) -> None:
    """Any order gives the same originals."""
    stories = [_story(dice, 80) for _ in range(4)]
    articles = [
        (f"{at} {copy}", " ".join(_edit(story, dice, copy)), date(2020, 1, 1 + dice.randrange(5)))
        for at, story in enumerate(stories)
        for copy in range(5)
    ]
    first = find_originals(articles)
    dice.shuffle(articles)
    assert find_originals(articles) == first
