"""CAMEO codes by the words that state them."""

from __future__ import annotations

import pytest

from dragoman.coding.what import load_codes
from dragoman.ontology import load_ontology


@pytest.mark.parametrize(
    ("kind", "modes", "words", "cameo"),
    [
        ("SANCTION", ("discontinue",), "The EU imposed sanctions on Belarus.", "163"),
        ("SANCTION", ("discontinue",), "Oslo cut its budget support to Kampala.", "1621"),
        ("SANCTION", ("withdraw",), "Chile recalled its ambassador.", "161"),
        ("CONCEDE", (), "The rebels said they will release the nurse.", "0353"),
        ("CONCEDE", (), "The army declared a truce.", "0871"),
        ("AGREE", (), "The ministers will meet in Doha.", "036"),
        ("AID", (), "Fiji sent peacekeepers.", "074"),
        ("ASSAULT", ("beat",), "They beat him.", "182"),
    ],
)
def test_words_make_the_code(kind: str, modes: tuple[str, ...], words: str, cameo: str) -> None:
    """The first row that fits, else the code of the type and mode."""
    assert load_codes().find(kind, modes, words)[0] == cameo


def test_every_type_and_mode_has_a_code() -> None:
    """So that whatever the model names can be written in CAMEO."""
    codes = load_codes()
    for name, kind in load_ontology().types.items():
        assert all((name, mode) in codes.plain for mode in ("", *kind.modes))
