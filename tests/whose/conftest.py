from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coding.whose import Speech, find_attributions, load_reporting
from dragoman.records import Attribution
from dragoman.text import Pipeline, split_sentences

Find = Callable[[str], list[Attribution]]


@pytest.fixture(scope="session")
def find() -> Find:
    """The attributions of a text, read as an article in which nobody is a known actor."""
    pipeline, words = Pipeline(), load_reporting()

    def find(text: str) -> list[Attribution]:
        speech, found = Speech(text), list[Attribution]()
        for parse in pipeline.parse(text, split_sentences(text)):
            found += find_attributions(parse, (), words, speech)
        return found

    return find
