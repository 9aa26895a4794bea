from __future__ import annotations

import re

import pytest

from dragoman.coding.what import Trigger, load_lexicon
from dragoman.flow import Coder

_MARKS = re.compile(r"[\[\]{}*]")
ROWS = load_lexicon().rows()


def test_every_type_has_triggers() -> None:
    """All 16 types are named by some row."""
    assert len({row.type for row in ROWS}) == 16


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.row)
def test_example(row: Trigger, coder: Coder) -> None:
    """Each row's own example is coded as the row says: its trigger, type and code, its marked parties."""
    trigger = re.search(r"\*(.+?)\*", row.example)
    assert trigger is not None, "the example marks no trigger"
    start = len(_MARKS.sub("", row.example[: trigger.start()]))
    plain = _MARKS.sub("", row.example)
    found = [event for event in coder.code(plain) if event.trigger.start == start]
    assert [(event.type, event.cameo, event.status) for event in found] == [(row.type, row.cameo, "actual")], plain
    for marked, mentions in ((r"\[(.+?)\]", found[0].actors), (r"\{(.+?)\}", found[0].recipients)):
        for words in re.findall(marked, row.example.replace("*", "")):
            assert any(mention.text in words or words in mention.text for mention in mentions), (words, mentions)
