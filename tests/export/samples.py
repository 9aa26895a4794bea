"""Hand-made events, reports and incidents to export, and strategies for those that nobody would make by hand."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from dragoman.export.acts import Told
from dragoman.records import (
    Actor,
    Attribution,
    Carrier,
    Event,
    Figure,
    Incident,
    Magnitude,
    Mention,
    Place,
    Report,
    Span,
    Timex,
)

QUOTE = "Dock workers struck in Valparaíso on Tuesday, the port board said, and police arrested 12 of them."


def mention(text: str, actor: Actor, start: int = 0) -> Mention:
    return Mention(span=Span(start=start, end=start + len(text)), text=text, kind="role", actor=actor)


def make_event(**changed: object) -> Event:
    """A strike in Valparaíso, with whatever is changed."""
    fields: dict[str, object] = {
        "id": "a1b2c3d4e5f60718",
        "article": "0102030405060708",
        "type": "PROTEST",
        "modes": ("strike",),
        "contexts": ("economic", "legal"),
        "cameo": "143",
        "quad": 4,
        "score": -5.0,
        "actors": (mention("Dock workers", Actor(country="CHL", sector="LAB"), 100),),
        "recipients": (mention("the port board", Actor(name="National Port Board", country="CHL", sector="GOV"), 146),),
        "date": Timex(span=Span(start=137, end=144), text="Tuesday", start=date(2024, 6, 11), end=date(2024, 6, 11)),
        "place": Place(
            span=Span(start=123, end=133),
            text="Valparaíso",
            name="Valparaíso",
            geonameid=3868626,
            country="CHL",
            admin1="CL.01",
            latitude=-33.036,
            longitude=-71.62963,
            resolution="city",
        ),
        "magnitudes": (Magnitude(kind="arrested", span=Span(start=187, end=189), text="12", low=12.0, high=12.0),),
        "attribution": Attribution(
            cue=Span(start=161, end=165),
            content=Span(start=100, end=144),
            kind="indirect",
            source=mention("the port board", Actor(country="CHL", sector="GOV"), 146),
        ),
        "sentence": Span(start=100, end=100 + len(QUOTE)),
        "sentence_number": 2,
        "trigger": Span(start=113, end=119),
        "quote": QUOTE,
        "confidence": 0.93,
        "coder": "dragoman test",
    }
    return Event(**{**fields, **changed})  # type: ignore[arg-type]


def make_report(**changed: object) -> Report:
    event = make_event(**changed)
    return Report(
        event=event,
        carrier=Carrier(
            article=event.article,
            publisher="Puerto Noticias",
            country="CHL",
            published=date(2024, 6, 12),
            headline="Port stands still",
            url="https://example.org/dock?a=1;b=2",
            original=event.article,
        ),
    )


def make_told(*reports: Report, **changed: object) -> Told:
    """An incident of the reports, with whatever is changed."""
    first = reports[0].event if reports else make_event()
    fields: dict[str, object] = {
        "id": "f0e1d2c3b4a59687",
        "type": first.type,
        "modes": first.modes,
        "contexts": first.contexts,
        "cameo": first.cameo,
        "quad": first.quad,
        "score": first.score,
        "start": date(2024, 6, 11),
        "end": date(2024, 6, 12),
        "place": first.place,
        "actors": tuple(each.actor for each in first.actors),
        "recipients": tuple(each.actor for each in first.recipients),
        "figures": (Figure(kind="killed", low=12.0, high=17.0, latest_low=17.0, latest_high=17.0, by="the ministry"),),
        "summary": "PROTEST strike: CHL LAB -> National Port Board (CHL GOV)",
        "first_report": date(2024, 6, 12),
        "last_report": date(2024, 6, 14),
        "reports": 2,
        "articles": tuple(dict.fromkeys(report.event.article for report in reports)) or ("0102030405060708", "ff"),
        "publishers": ("Costa Diario", "Puerto Noticias"),
        "publisher_countries": ("CHL",),
        "events": tuple(report.event.id for report in reports) or ("a1b2c3d4e5f60718",),
        "confidence": 0.97,
    }
    return Told(incident=Incident(**{**fields, **changed}), reports=reports)  # type: ignore[arg-type]


NASTY = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "'=quoted already",
    "tab\there",
    "two\nlines\r\nthree",
    'a "quoted" word',
    '"begins with a quote',
    "a;b,c|d",
    "nul\x00bell\x07esc\x1b[31m",
    "<script>&amp;]]>",
    "\u2028line\u2029separators\x85",
    "---",
    "NULL",
    "None",
    " spaces ",
    "مظاهرة 示威 🪧",
    "\ufeffbom",
    "\ufffe\uffff",
)
"""Words that break files."""

words = st.one_of(st.sampled_from(NASTY), st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12))
_countries = st.sampled_from(["CHL", "USA", "GBR", "KOS", "ROU", "TLS", "DEU", "UNO", "EUR", "NGO", "MNC", "XYZ", None])
_sectors = st.sampled_from(["GOV", "MIL", "JRN", "MED", "PRM", "UNK", "PRE", "LEG", "REB", "CVL", None])
_actors = st.builds(
    Actor,
    name=st.none() | words,
    country=_countries,
    sector=_sectors,
    other_sectors=st.lists(st.sampled_from(["GOV", "MIL", "OPP"]), max_size=2).map(tuple),
    office=st.none() | words,
)
_days = st.none() | st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 1))
_spans = st.integers(0, 200).map(lambda start: Span(start=start, end=start + 7))
_mentions = st.builds(Mention, span=_spans, text=words, kind=st.just("role"), actor=_actors)
_places = st.builds(
    Place,
    span=st.none() | _spans,
    text=words,
    name=st.none() | words,
    geonameid=st.none() | st.integers(1, 10**8),
    country=_countries,
    admin1=st.sampled_from(["CL.01", "US.CA", "GB.ENG", "CL.99", None]),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    resolution=st.sampled_from(["country", "admin1", "admin2", "city", "feature", None]),
)
_timexes = st.builds(lambda text, day: Timex(span=Span(start=1, end=2), text=text, start=day, end=day), words, _days)
_numbers = st.builds(
    Magnitude,
    kind=st.sampled_from(["killed", "injured", "arrested", "money"]),
    span=_spans,
    text=words,
    low=st.none() | st.floats(0, 1e9),
    high=st.none() | st.integers(0, 10**9).map(float),
)
_acts = st.sampled_from(
    [
        ("PROTEST", ("riot",), "145", 4, -7.0),
        ("CONSULT", ("visit",), "042", 1, 4.0),
        ("COERCE", ("arrest",), "173", 4, -7.0),
        ("ASSAULT", ("aerial", "explosives"), "195", 4, -9.5),
        ("SANCTION", (), "163", 4, -6.0),
        ("ACCUSE", (), "1125", 3, -3.0),
    ]
)


@st.composite
def _events(draw: st.DrawFn) -> Event:
    type_, modes, cameo, quad, score = draw(_acts)
    quote = draw(words)
    return make_event(
        id=draw(st.uuids()).hex[:16],
        article=draw(st.sampled_from(["a", "b", "c"])),
        type=type_,
        modes=modes,
        contexts=draw(st.sampled_from([(), ("economic",), ("economic", "military")])),
        cameo=cameo,
        quad=quad,
        score=score,
        status=draw(st.sampled_from(["actual", "negated", "future"])),
        actors=tuple(draw(st.lists(_mentions, max_size=3))),
        recipients=tuple(draw(st.lists(_mentions, max_size=2))),
        incomplete=draw(st.booleans()),
        date=draw(st.none() | _timexes),
        place=draw(st.none() | _places),
        magnitudes=tuple(draw(st.lists(_numbers, max_size=2))),
        attribution=None,
        quote=quote,
        sentence=Span(start=100, end=100 + len(quote)),
        sentence_number=draw(st.none() | st.integers(1, 900)),
        confidence=draw(st.none() | st.floats(0, 1)),
        coder=draw(words),
    )


events = _events()
reports = st.builds(
    lambda event, publisher, published, headline, url: Report(
        event=event,
        carrier=Carrier(article=event.article, publisher=publisher, published=published, headline=headline, url=url),
    ),
    events,
    st.none() | words,
    _days,
    st.none() | words,
    st.none() | words,
)
tolds = st.lists(reports, min_size=1, max_size=3, unique_by=lambda report: report.event.id).map(lambda found: make_told(*found))
items = st.lists(events, max_size=3) | st.lists(reports, max_size=3) | st.lists(tolds, max_size=2)
