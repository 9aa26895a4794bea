"""What an act is about."""

from __future__ import annotations

import pytest

from dragoman.config import CoderOptions
from dragoman.flow import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(CoderOptions(model=False))


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Kenya's army bombed a rebel camp.", "military"),
        ("Chad's parliament rejected the plan.", "legislative"),
        ("France criticized Niger over the uranium deal.", "natural_resource"),
        ("Germany praised Poland for its cholera vaccine campaign.", "health"),
        ("Police in Lagos arrested a bribery suspect.", "corruption"),
    ],
)
def test_a_context_comes_from_words_or_parties(coder: Coder, text: str, context: str) -> None:
    """A party's sector or a word of the sentence brings it, and the reasons say which."""
    event = coder.code(text)[0]
    assert context in event.contexts
    assert any(reason.startswith(f"context {context}:") for reason in event.reasons)


def test_a_paragraph_needs_two_words(coder: Coder) -> None:
    """One word elsewhere in the paragraph is chance, two are its subject."""
    act = "France criticized Niger on Monday."
    one = coder.code(f"{act} The vaccine arrived late.")[0]
    two = coder.code(f"{act} The vaccine arrived late. The epidemic goes on.")[0]
    assert "health" not in one.contexts
    assert "health" in two.contexts
