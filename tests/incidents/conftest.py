"""Hand-made reports: an event and its carrier from a few words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dragoman.coding.what import Passage, load_sense
from dragoman.records import Actor, Attribution, Carrier, Event, Magnitude, Mention, Place, Report, Span, Timex

Make = Callable[..., Report]


def _mention(words: str) -> Mention:
    """`"Hamas leader Yahya Sinwar = PSE REB Yahya Sinwar"`: words, country, sector and name; "?" for what is unknown."""
    text, _, code = words.partition(" = ")
    country, sector, *name = code.split() if code else ("?", "?")
    actor = Actor(
        name=" ".join(name) or None, country=None if country == "?" else country, sector=None if sector == "?" else sector
    )
    kind = "country" if sector == "?" and country != "?" and not name else "role"
    return Mention(span=Span(start=0, end=len(text)), text=text, kind=kind, actor=actor)


def make_report(quote: str, type: str = "ASSAULT", *, article: str = "", published: str | None = "2024-05-10", **given: Any) -> Report:
    """The report that a sentence with its *trigger* between stars makes; see the keywords for all that can be given."""
    at = quote.index("*")
    text = quote.replace("*", "")
    trigger = Span(start=at, end=at + quote[at + 1 :].index("*"))
    days = [date.fromisoformat(day) for day in str(given.get("day") or "").split("/") if day]
    place = given.get("place")
    article = article or hashlib.sha256(f"{quote}{published}{given.get('publisher')}".encode()).hexdigest()[:8]
    start = given.get("start", 100)
    chain = tuple(
        Attribution(cue=trigger, content=trigger, kind="indirect", words=words, stance=stance) for words, stance in given.get("chain", ())
    )
    event = Event(
        id=hashlib.sha256(f"{article}{start}{quote}{type}".encode()).hexdigest()[:16],
        article=article,
        type=type,
        modes=tuple(given.get("modes", ())),
        cameo="190",
        quad=4,
        score=-9.0,
        status=given.get("status", "actual"),
        actors=tuple(map(_mention, given.get("actors", ()))),
        recipients=tuple(map(_mention, given.get("recipients", ()))),
        date=Timex(span=trigger, text=given.get("timex", ""), start=days[0], end=days[-1]) if days else None,
        place=Place(
            span=None, text=place[0], name=place[0], geonameid=place[1], country=place[2], admin1=place[3], resolution=place[4],
            latitude=place[5] if len(place) > 5 else None, longitude=place[6] if len(place) > 6 else None,
        ) if place else None,
        magnitudes=tuple(
            Magnitude(kind=kind, span=trigger, text="", low=low, high=high) for kind, low, high in given.get("figures", ())
        ),
        chain=chain,
        counterclaims=tuple(
            Attribution(cue=trigger, content=trigger, kind="indirect", words=words, stance="denies") for words in given.get("denied", ())
        ),
        sentence=Span(start=start, end=start + len(text)),
        trigger=Span(start=start + trigger.start, end=start + trigger.end),
        quote=text,
        confidence=given.get("confidence", 0.9),
    )  # fmt: skip
    carrier = Carrier(
        article=article,
        publisher=given.get("publisher"),
        country=given.get("country"),
        published=date.fromisoformat(published) if published else None,
        headline=given.get("headline"),
        original=given.get("original", article),
    )
    return Report(event=event, carrier=carrier, sense=b"" if given.get("deaf") else _sense(text, event, carrier.headline or ""))


def _sense(text: str, event: Event, headline: str) -> bytes:
    """What the model that ships reads in the sentence alone."""
    trigger = Span(start=event.trigger.start - event.sentence.start, end=event.trigger.end - event.sentence.start)
    return next(load_sense().read([Passage(sentence=text, trigger=trigger, headline=headline)]))


@pytest.fixture
def make() -> Make:
    return make_report


@pytest.fixture(scope="session")
def make_once() -> Make:
    """The same, for tests that run many examples."""
    return make_report
