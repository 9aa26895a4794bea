"""Stems and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.incidents.words import load_lexicon, load_stemmer, split_words


@pytest.mark.parametrize(
    "forms",
    [("kill", "killed", "killing", "kills"), ("meet", "met", "meeting"), ("raid", "raids", "raided"), ("deploy", "deployed", "deploying"),
     ("seize", "seized", "seizing"), ("country", "countries"), ("seven", "7"), ("strike", "struck")],
)  # fmt: skip
def test_forms_share_a_stem(forms: tuple[str, ...]) -> None:
    """Forms of one word have one stem."""
    assert len({load_stemmer().stem(form) for form in forms}) == 1


def test_acts_of_a_word() -> None:
    """A word may tell several acts, and different words the same."""
    acts, stem = load_lexicon().acts, load_stemmer().stem
    assert acts[stem("kidnapping")] & acts[stem("abducted")]
    assert not acts[stem("arrested")] & acts[stem("praised")]


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    """Every word of any text is found again at its place."""
    for word in split_words(text):
        assert text.startswith(word.text, word.start)
