from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.coding.where import Places, find_places, find_toponyms, load_gazetteer
from dragoman.records import Parse, Span
from dragoman.text import Pipeline, split_sentences

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "where" / "places.toml").read_text(encoding="utf-8"))["case"]
COUNTRIES = {site.name: code for code, site in load_gazetteer().countries.items()} | {"U.S.": "USA", "Syria": "SYR"}
DEMONYMS = {"Russian": "RUS", "Iraqi": "IRQ", "American": "USA"}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def _parse(pipeline: Pipeline, text: str) -> list[Parse]:
    return pipeline.parse(text, split_sentences(text))


def _memory(text: str, publisher: str | None = None) -> Places:
    return Places(load_gazetteer(), COUNTRIES, text=text, demonyms=DEMONYMS, publisher=publisher)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"]))
def test_case(case: dict[str, Any], pipeline: Pipeline) -> None:
    """The places of an event, what they mean, and nothing else."""
    memory = _memory(case["text"])
    found = [
        place
        for parse in _parse(pipeline, case["text"])
        for place in find_places(parse, load_gazetteer(), countries=COUNTRIES, memory=memory)
    ]
    assert [[place.text, place.name, place.country or "", place.resolution] for place in found] == case["places"], case["why"]
    for place in found:
        assert place.span is not None
        assert place.span.of(case["text"]) == place.text
        assert place.latitude is not None


def test_demonyms_are_reported_apart(pipeline: Pipeline) -> None:
    """A demonym is a toponym of its own kind, placed at its country."""
    text = "Russian troops withdrew from Kherson."
    found = [one for parse in _parse(pipeline, text) for one in find_toponyms(parse, _memory(text))]
    assert [(one.kind, one.place.text, one.place.country) for one in found] == [
        ("demonym", "Russian", "RUS"),
        ("place", "Kherson", "UKR"),
    ]


def test_one_sense_per_article(pipeline: Pipeline) -> None:
    """What is said once in an article holds for every mention of the name, earlier ones too."""
    text = "A fire in Paris killed two people. Police in Paris, Texas, arrested a man. The mayor of Paris thanked firefighters."
    memory = _memory(text)
    found = [one.place for parse in _parse(pipeline, text) for one in find_toponyms(parse, memory)]
    assert {place.admin1 for place in found if place.text == "Paris"} == {"US.TX"}


def test_near_places_decide(pipeline: Pipeline) -> None:
    """Without a state, the other places of the article choose among towns of one name."""
    text = "Residents of Springfield and Joplin fled to Branson and Rolla. The flood reached Springfield at noon."
    memory = _memory(text)
    found = [one.place for parse in _parse(pipeline, text) for one in find_toponyms(parse, memory)]
    assert {place.admin1 for place in found if place.text == "Springfield"} == {"US.MO"}


def test_publisher_leans(pipeline: Pipeline) -> None:
    """Where the text says nothing, the publisher's country does."""
    text = "Two people were hurt in Hamilton on Friday."
    senses = []
    for publisher in ("CAN", "NZL"):
        memory = _memory(text, publisher)
        senses.append([one.place.country for parse in _parse(pipeline, text) for one in find_toponyms(parse, memory)])
    assert senses == [["CAN"], ["NZL"]]


def test_without_memory_the_sentence_is_all(pipeline: Pipeline) -> None:
    """`find_places` alone reads the sentence, and leans towards the countries given."""
    [parse] = _parse(pipeline, "Gunmen attacked a post in Tripoli.")
    [libyan] = find_places(parse, load_gazetteer(), countries=COUNTRIES, context=["LBY"])
    [lebanese] = find_places(parse, load_gazetteer(), countries=COUNTRIES, context=["LBN", "LBN", "LBN", "LBN", "LBN"])
    assert (libyan.country, lebanese.country) == ("LBY", "LBN")


def test_unknown_town_of_a_named_country(pipeline: Pipeline) -> None:
    """A town that the gazetteer lacks is as exact as the country behind it; a stray name stays unresolved."""
    text = "Rebels met in Rockville, Yemen, on Friday."
    found = [one.place for parse in _parse(pipeline, text) for one in find_toponyms(parse, _memory(text))]
    assert [(place.text, place.country, place.resolution) for place in found] == [
        ("Rockville", "YEM", "country"),
        ("Yemen", "YEM", "country"),
    ]


def test_offsets_count_in_the_article(pipeline: Pipeline) -> None:
    """Spans are offsets into the article, whatever the sentence."""
    text = "It rained.  Crowds gathered in\nMosul  and Erbil."
    spans = [one.place.span for parse in _parse(pipeline, text) for one in find_toponyms(parse, _memory(text))]
    assert [span.of(text) for span in spans if isinstance(span, Span)] == ["Mosul", "Erbil"]
