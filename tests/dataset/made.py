"""Invented articles and events for the tests of the dataset, and a grouper that needs no model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from dragoman.dataset import Coded, Near, Regroup, Version
from dragoman.records import (
    Actor,
    Article,
    Attribution,
    Event,
    Incident,
    Magnitude,
    Mention,
    Place,
    Published,
    Source,
    Span,
    Timex,
    Value,
)

Run = Callable[..., Version | None]
COUNTRIES = ("KEN", "UGA", "TZA", "RWA")
TYPES = (("CONSULT", "040", 1, 1.0), ("ASSAULT", "190", 4, -9.0), ("PROTEST", "141", 3, -6.5))


def make_article(number: int, *, text: str | None = None, day: date | None = None) -> Article:
    """Article `number`: three sentences, one masthead of three."""
    body = text or f"Report {number} opens quietly. Soldiers of unit {number} crossed the river on Monday. Nothing more was said."
    return Article(
        id=f"a{number}",
        text=body,
        source=Source(path="wire.jsonl", record=number + 1, field="text"),
        headline=f"Report {number}",
        publisher=f"The {('Kampala', 'Nairobi', 'Kigali')[number % 3]} Post",
        published=Published(day=day or date(2024, 1, 1) + timedelta(days=number % 28)),
        language="en",
    )


def make_events(article: Article, *, coder: str = "coder 1", count: int = 2) -> list[Event]:
    """`count` events in the second sentence of the article."""
    number = int(article.id[1:])
    start = article.text.index(". ") + 2 if ". " in article.text else 0
    end = article.text.index(". ", start) + 1 if ". " in article.text[start:] else len(article.text)
    sentence, assert_day = Span(start=start, end=end), article.published
    assert assert_day is not None
    found = []
    for index in range(count):
        kind, cameo, quad, score = TYPES[(number + index) % 3]
        here, there = COUNTRIES[number % 4], COUNTRIES[(number + 1 + index) % 4]
        span = Span(start=start, end=start + 8)
        actor = Mention(span=span, text="Soldiers", kind="role", actor=Actor(country=here, sector="MIL", other_sectors=("GOV",)))
        recipient = Mention(span=span, text="unit", kind="group", actor=Actor(name="Unit", country=there))
        word = Attribution(cue=span, content=sentence, kind="indirect", source=actor, words="a soldier")
        found.append(
            Event(
                id=f"{article.id}.{coder[-1]}.{index}",
                article=article.id,
                type=kind,
                modes=("occupy",) if index else (),
                contexts=("military",),
                cameo=cameo,
                quad=quad,
                score=score,
                status="negated" if index == 3 else "actual",
                actors=(actor,),
                recipients=(recipient,),
                date=Timex(span=span, text="Monday", start=assert_day.day, end=assert_day.day, value="2024-W01"),
                place=Place(span=span, text="the river", name="Jinja", geonameid=233114, country=here, latitude=0.4, longitude=33.2),
                magnitudes=(Magnitude(kind="killed", span=span, text="two", low=2.0, high=2.0),),
                attribution=word,
                chain=(word,),
                sentence=sentence,
                trigger=span,
                quote=sentence.of(article.text),
                reasons=("row 7",),
                confidence=0.5,
                coder=coder,
            )
        )
    return found


def make_coded(numbers: Iterable[int], *, coder: str = "coder 1", count: int = 2) -> Iterator[Coded]:
    """Articles with their events."""
    for number in numbers:
        article = make_article(number)
        yield article, make_events(article, coder=coder, count=count)


def group_by_day(near: Near) -> list[Incident]:
    """One incident for each type, day and actor's country, with an id that says so."""
    told: dict[tuple[str, date, str], list[tuple[Article, Event]]] = defaultdict(list)
    for article, events in near.coded:
        for event in events:
            assert event.date is not None
            assert event.date.start is not None
            told[event.type, event.date.start, event.actors[0].actor.country or ""].append((article, event))
    found = []
    for (kind, day, country), reports in sorted(told.items()):
        first = reports[0][1]
        ids = tuple(sorted(event.id for _, event in reports))
        found.append(
            Incident(
                id=f"{kind}-{day}-{country}",
                type=kind,
                cameo=first.cameo,
                quad=first.quad,
                score=first.score,
                start=day,
                end=day,
                place=first.place,
                actors=(first.actors[0].actor,),
                recipients=(first.recipients[0].actor,),
                summary=f"{country} {kind}",
                types=(Value(value=kind, events=ids),),
                first_report=min(article.published.day for article, _ in reports if article.published),
                reports=len({article.id for article, _ in reports}),
                articles=tuple(sorted({article.id for article, _ in reports})),
                publishers=tuple(sorted({article.publisher or "" for article, _ in reports})),
                events=ids,
            )
        )
    return found


BY_DAY = Regroup("by day", group_by_day)
