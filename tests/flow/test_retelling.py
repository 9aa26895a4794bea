"""One act told twice in a sentence is one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.flow.retelling import once
from dragoman.records import Actor, Event, Mention, Span, Timex


def _mention(start: int, country: str) -> Mention:
    return Mention(span=Span(start=start, end=start + 2), text="xx", kind="country", actor=Actor(country=country))


KENYA, SUDAN, CHAD = _mention(0, "KEN"), _mention(10, "SDN"), _mention(20, "TCD")
TALKS = Event(
    id="1",
    article="a",
    type="AGREE",
    cameo="036",
    quad=1,
    score=2.5,
    actors=(KENYA,),
    recipients=(SUDAN,),
    sentence=Span(start=0, end=50),
    trigger=Span(start=5, end=8),
    quote="",
    confidence=0.9,
)


def _again(**changes: object) -> Event:
    return replace(TALKS, id="2", trigger=Span(start=30, end=33), **changes)  # type: ignore[arg-type]


def test_the_telling_with_fewer_parties_goes() -> None:
    """ "is ready to hold talks with": the noun alone knows only one of the parties."""
    assert once([_again(actors=(SUDAN,), recipients=(), confidence=0.95), TALKS]) == [TALKS]


def test_other_acts_stay() -> None:
    """Another type, status, day, mode or recipient, or no party at all, is another act."""
    day = Timex(span=Span(start=40, end=46), text="Friday", start=date(2026, 1, 2), end=date(2026, 1, 2))
    for other in (
        _again(type="CONSULT"),
        _again(status="negated"),
        _again(date=day),
        _again(recipients=(CHAD,)),
        _again(actors=(), recipients=()),
    ):
        assert once([TALKS, other]) == [TALKS, other]


def test_roles_are_not_exchanged() -> None:
    """An attack and the counter-attack have the same parties in turned roles."""
    back = _again(actors=(SUDAN,), recipients=(KENYA,))
    assert once([TALKS, back]) == [TALKS, back]
