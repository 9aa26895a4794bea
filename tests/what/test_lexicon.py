from __future__ import annotations

import re

import pytest

from dragoman.coding.what import Trigger, load_codes, load_lexicon
from dragoman.config import CoderOptions
from dragoman.flow import Coder

_MARKS = re.compile(r"[\[\]{}*]")
ROWS = load_lexicon().rows()


def test_every_type_has_triggers() -> None:
    """All 16 types are named by some row."""
    assert len({row.type for row in ROWS}) == 16


@pytest.fixture(scope="module")
def alone() -> Coder:
    """The lexicon and the rules without the model."""
    return Coder(CoderOptions(model=False))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
def test_example(row: Trigger, alone: Coder) -> None:
    """Each row's own example is coded as the row says: its trigger, type, code (or a finer one of its words), marked parties."""
    trigger = re.search(r"\*(.+?)\*", row.example)
    assert trigger is not None, "the example marks no trigger"
    start = len(_MARKS.sub("", row.example[: trigger.start()]))
    plain = _MARKS.sub("", row.example)
    found = [event for event in alone.code(plain) if event.trigger.start == start]
    assert [(event.type, event.status) for event in found] == [(row.type, "actual")], plain
    assert found[0].cameo == row.cameo or (
        row.cameo[2:] == "0" and found[0].cameo == load_codes().find(row.type, found[0].modes, plain)[0]
    )
    for marked, mentions in ((r"\[(.+?)\]", found[0].actors), (r"\{(.+?)\}", found[0].recipients)):
        for words in re.findall(marked, row.example.replace("*", "")):
            assert any(mention.text in words or words in mention.text for mention in mentions), (words, mentions)
