"""One act told twice in a sentence is one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.flow.retelling import once
from dragoman.records import Actor, Event, Mention, Parse, Span, Timex


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


def _parse(link: str) -> Parse:
    """Two tokens, at the triggers of `TALKS` and `_again`, the second hanging on the first."""
    two = ("a", "b")
    return Parse(
        span=Span(start=0, end=50),
        words=two,
        lemmas=two,
        tags=two,
        pos=("VERB", "VERB"),
        deps=("ROOT", link),
        heads=(0, 0),
        starts=(5, 30),
        ends=(8, 33),
        children=((1,), ()),
    )


def _once(events: list[Event], link: str = "conj") -> list[Event]:
    return once(events, _parse(link))[0]


def _again(**changes: object) -> Event:
    return replace(TALKS, id="2", trigger=Span(start=30, end=33), **changes)  # type: ignore[arg-type]


def test_the_telling_with_fewer_parties_goes() -> None:
    """ "is ready to hold talks with": the noun alone knows only one of the parties."""
    assert _once([_again(actors=(SUDAN,), recipients=(), confidence=0.95), TALKS]) == [TALKS]


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
        assert _once([TALKS, other]) == [TALKS, other]


def test_roles_are_not_exchanged() -> None:
    """An attack and the counter-attack have the same parties in turned roles."""
    back = _again(actors=(SUDAN,), recipients=(KENYA,))
    assert _once([TALKS, back]) == [TALKS, back]


def test_a_purpose_goes_into_the_act_it_serves() -> None:
    """ "began a strike to demand a recount from Chad" is one protest, at Chad; "struck and marched" are two."""
    strike = replace(TALKS, type="PROTEST", recipients=())
    demand = _again(type="PROTEST", recipients=(CHAD,))
    assert _once([strike, demand], "advcl") == [replace(strike, recipients=(CHAD,))]
    assert once([strike, demand], _parse("advcl"))[1]["2"].recipients == (CHAD,)
    assert _once([strike, replace(demand, actors=(CHAD,), recipients=())], "advcl") == [
        strike,
        replace(demand, actors=(CHAD,), recipients=()),
    ]


def test_further_recipients_only_where_the_target_is_not_named() -> None:
    """ "telephoned Sudan to discuss Chad" is not done to Chad."""
    call = replace(TALKS, type="CONSULT")
    assert _once([call, _again(type="CONSULT", recipients=(CHAD,))], "advcl") == [call]
