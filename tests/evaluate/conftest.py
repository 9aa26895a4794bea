"""Records made by hand, for tests of what is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dragoman.evaluate import Coded, GoldEvent, GoldParty, GoldSentence
from dragoman.records import Actor, Event, Mention, Span

MakeEvent = Callable[..., Event]


def _mention(country: str | None, quote: str) -> Mention:
    start = max(quote.find(country or "?"), 0)
    return Mention(
        span=Span(start=start, end=start + 3),
        text=quote[start : start + 3],
        kind="name",
        actor=Actor(country=country),
    )


def make_event(
    kind: str,
    actors: Sequence[str | None] = (),
    recipients: Sequence[str | None] = (),
    *,
    confidence: float | None = None,
    status: str = "actual",
    modes: tuple[str, ...] = (),
    quote: str = "USA acts upon RUS and ISR and PSE",
    trigger: str = "acts",
    reasons: tuple[str, ...] = (),
) -> Event:
    """A coded event whose parties have these countries."""
    at = quote.index(trigger)
    return Event(
        id="e",
        article="a",
        type=kind,
        modes=modes,
        cameo="010",
        quad=1,
        score=0.0,
        status=status,  # type: ignore[arg-type]
        actors=tuple(_mention(country, quote) for country in actors),
        recipients=tuple(_mention(country, quote) for country in recipients),
        sentence=Span(start=0, end=len(quote)),
        trigger=Span(start=at, end=at + len(trigger)),
        quote=quote,
        reasons=reasons,
        confidence=confidence,
    )


def make_gold(kind: str, actors: Sequence[str] = (), recipients: Sequence[str] = (), **more: object) -> GoldEvent:
    """A gold event whose parties have these countries."""
    return GoldEvent(
        type=kind,
        actors=tuple(GoldParty(country=country) for country in actors),
        recipients=tuple(GoldParty(country=country) for country in recipients),
        **more,  # type: ignore[arg-type]
    )


def make_coded(gold: Sequence[GoldEvent], events: Sequence[Event], text: str = "USA acts upon RUS", **more: int) -> Coded:
    """A sentence with its gold and what was coded."""
    sentence = GoldSentence(id="s", text=text, events=tuple(gold), line=1)
    return Coded(gold=sentence, events=tuple(events), **{"candidates": len(events), **more})


class Make:
    """The makers, handed to a test as one."""

    event = staticmethod(make_event)
    gold = staticmethod(make_gold)
    coded = staticmethod(make_coded)


@pytest.fixture(scope="session")
def make() -> type[Make]:
    return Make
