"""What each format says of a strike in Valparaíso, word for word, and of acts that fit it badly."""

from __future__ import annotations

import io
import logging
from datetime import date
from typing import Any

import pytest
import samples

from dragoman import registry
from dragoman.export import acled, gdelt, icews, petrarch, phoenix, plover, polecat
from dragoman.export.acts import Act, Item, acts_of
from dragoman.records import Actor, Figure, Span, Timex

TABS = {
    "icews": (
        "6480382096051835|2024-06-11|Dock workers|Labor|Chile|Conduct strike or boycott|143|-6.5|National Port Board|Government|"
        "Chile|2417905674615892||Puerto Noticias|Valparaíso||Valparaíso|Chile|-33.036|-71.62963"
    ),
    "polecat": (
        "a1b2c3d4e5f60718|2024-06-11|PROTEST|strike|-5|MATERIAL CONFLICT|economic;legal||CHL|155|LAB|LAB||Dock workers||"
        "National Port Board|CHL|155|GOV|GOV||the port board||Valparaíso|Valparaíso||Valparaíso|CHL|-33.036|-71.62963|3868626|"
        "Valparaíso|PPL|Puerto Noticias|2024-06-12|||||dragoman test"
    ),
    "petrarch": (
        "20240611|CHLLAB|CHLGOV|143|ECONOMIC,1;LEGAL,1|0102030405060708_100|https://example.org/dock?a=1;b=2|Puerto Noticias"
    ),
    "phoenix": (
        "1|20240611|2024|06|11|CHLLAB|CHL||LAB|CHLGOV|CHL|GOV||143|14|4|-6.5|ECONOMIC,1;LEGAL,1|-33.036|-71.62963|Valparaíso|"
        "Valparaíso|CHL|0102030405060708_100|https://example.org/dock?a=1%3Bb=2|Puerto Noticias"
    ),
    "gdelt": (
        "6480382096051835|20240611|202406|2024|2024.4411|CHLLAB|DOCK WORKERS|CHL|||||LAB|||CHLGOV|NATIONAL PORT BOARD|CHL|||||"
        "GOV|||1|143|143|14|4|-6.5|1|1|1|0|0||||||||0||||||||4|Valparaíso, Chile|CI|CI01||-33.036|-71.62963||20240612000000|"
        "https://example.org/dock?a=1;b=2"
    ),
    "gdelt-mentions": (
        "6480382096051835|20240612000000|20240612000000|1|example.org|https://example.org/dock?a=1;b=2||100|146|113|1|90||||"
    ),
}


def _lines(format: str, items: list[Item], **choice: Any) -> list[str]:
    stream = io.BytesIO()
    registry.find("dragoman.exporters", format)(items, stream, **choice)
    return stream.getvalue().decode().splitlines()


def _act(**changed: object) -> Act:
    return next(acts_of([samples.make_report(**changed)], all_statuses=True, incomplete=True))


@pytest.mark.parametrize("format", TABS)
def test_a_strike(format: str) -> None:
    """The whole row."""
    assert _lines(format, [samples.make_report()])[-1].replace("\t", "|") == TABS[format]


def test_plover_record() -> None:
    """Names of fields are PLOVER's; a range is not written as a size."""
    record = plover.record_of(_act())
    assert record["actor"] == [{"code": "CHL", "sector": "LAB", "entity_text": "Dock workers"}]
    assert record["recipient"][0]["identifier_text"] == "National Port Board"
    assert record["event_loc"]["province"] == record["event_loc"]["city"] == "Valparaíso"
    assert (record["event_loc"]["resolution"], record["size"]) == (4, {"arrested": 12})
    assert record["cite_info"]["title"] == "Port stands still"
    told = plover.record_of(next(acts_of([samples.make_told(samples.make_report())])))
    assert (told.get("size"), told["size_range"]) == (None, {"dead": [12.0, 17.0]})
    assert (told["reports"], told["publishers"], told["enddate"]) == (2, ["Costa Diario", "Puerto Noticias"], "2024-06-12")


def test_acled_row() -> None:
    """A strike is a protest; fatalities are the least that all reports allow, and none is not zero."""
    row = acled.line_of(_act())
    assert row is not None
    assert (row["event_type"], row["sub_event_type"], row["disorder_type"]) == ("Protests", "Peaceful protest", "Demonstrations")
    assert (row["actor1"], row["inter1"], row["inter2"], row["interaction"]) == ("Dock workers", 7, 1, 17)
    assert (row["iso"], row["fatalities"], row["geo_precision"], row["time_precision"]) == (152, None, 1, 1)
    told = acled.line_of(next(acts_of([samples.make_told(samples.make_report())])))
    assert told is not None
    assert (told["fatalities"], told["time_precision"], told["source"]) == (12, 2, ("Costa Diario", "Puerto Noticias"))


@pytest.mark.parametrize(
    ("recipients", "kind"),
    [(("CVL",), "Violence against civilians"), (("REB",), "Battles"), (("GOV",), "Battles"), ((), "Violence against civilians")],
)
def test_acled_battles(recipients: tuple[str, ...], kind: str) -> None:
    """Both sides armed is a battle."""
    others = tuple(samples.mention("them", Actor(sector=sector)) for sector in recipients)
    soldiers = (samples.mention("soldiers", Actor(country="COD", sector="MIL")),)
    row = acled.line_of(_act(type="ASSAULT", modes=("firearms",), cameo="193", actors=soldiers, recipients=others))
    assert row is not None
    assert row["event_type"] == kind


def test_acled_tells_what_it_cannot_hold(caplog: pytest.LogCaptureFixture) -> None:
    """Meetings are no ACLED events: said, not dropped in silence."""
    with caplog.at_level(logging.WARNING):
        lines = _lines("acled", [samples.make_report(), samples.make_report(type="CONSULT", modes=(), cameo="040")])
    assert len(lines) == 2
    assert "1 acts have no place in ACLED's types and are not written: CONSULT 1." in caplog.text


def test_conll_tells_what_it_cannot_hold(caplog: pytest.LogCaptureFixture) -> None:
    """A bare incident has no sentence."""
    with caplog.at_level(logging.WARNING):
        assert len(_lines("conll", [samples.make_told()])) == 1
    assert "1 acts have no sentence" in caplog.text


def test_days_of_acts_without_one() -> None:
    """PLOVER and POLECAT never take the publication day for the act's; formats of stories do."""
    act = _act(date=None)
    assert plover.record_of(act)["date"] is None
    assert next(polecat.lines_of(act))["Event Date"] is None
    story = date(2024, 6, 12)
    assert next(icews.lines_of(act))["Event Date"] == next(gdelt.event_lines(act))["Day"] == story
    assert next(petrarch.rows_of([act])).date == next(phoenix.lines_of([act]))["Date"] == story
    bare = next(acts_of([samples.make_event(date=None)]))
    assert next(icews.lines_of(bare))["Event Date"] is None
    assert next(gdelt.event_lines(bare))["Year"] is None
    assert next(phoenix.lines_of([bare]))["Year"] is None


def test_a_year_is_no_day() -> None:
    """What is dated to a year has no day; what is dated to a month begins on its first."""
    span = Span(start=0, end=4)
    year = Timex(span=span, text="2023", start=date(2023, 1, 1), end=date(2023, 12, 31), granularity="year")
    month = Timex(span=span, text="May", start=date(2024, 5, 1), end=date(2024, 5, 31), granularity="month")
    assert next(polecat.lines_of(_act(date=year)))["Event Date"] is None
    assert next(polecat.lines_of(_act(date=month)))["Event Date"] == date(2024, 5, 1)
    assert plover.record_of(_act(date=year))["enddate"] == "2023-12-31"


def test_petrarch_joins_a_story() -> None:
    """Two sentences of a story that say the same are one row with two ids; of two stories they are two."""
    again = samples.make_report(id="b", sentence=Span(start=400, end=440), contexts=("crime",))
    lines = _lines("petrarch", [samples.make_report(), again])
    assert [line.split("\t")[4:6] for line in lines] == [
        ["ECONOMIC,1;LEGAL,1;CRIME,1", "0102030405060708_100;0102030405060708_400"]
    ]
    assert len(_lines("petrarch", [samples.make_report(), samples.make_report(article="other")])) == 2


def test_phoenix_joins_a_day() -> None:
    """Two stories of a day that say the same are one row; issues are counted."""
    (line,) = _lines("phoenix", [samples.make_report(), samples.make_report(id="b", article="other")])
    cells = line.split("\t")
    assert (cells[17], cells[23]) == ("ECONOMIC,2;LEGAL,2", "0102030405060708_100;other_100")


def test_gdelt_places() -> None:
    """Country, state and city, of the United States and of others; no place is type 0."""
    place = samples.make_event().place
    assert place is not None
    kinds = {}
    for country, admin1 in (("USA", "US.CA"), ("CHL", "CL.01")):
        for resolution in ("country", "admin1", "city"):
            where = type(place)(
                span=place.span, text="x", name="X", country=country, admin1=admin1, latitude=1.0, longitude=2.0, resolution=resolution
            )
            row = next(gdelt.event_lines(_act(place=where)))
            kinds[country, resolution] = (row["ActionGeo_Type"], row["ActionGeo_FullName"], row["ActionGeo_ADM1Code"])
    assert kinds == {
        ("USA", "country"): (1, "United States", "US"),
        ("USA", "admin1"): (2, "X, United States", "USCA"),
        ("USA", "city"): (3, "X, California, United States", "USCA"),
        ("CHL", "country"): (1, "Chile", "CI"),
        ("CHL", "admin1"): (5, "X, Chile", "CI01"),
        ("CHL", "city"): (4, "X, Valparaíso, Chile", "CI01"),
    }
    assert next(gdelt.event_lines(_act(place=None)))["ActionGeo_Type"] == 0


def test_mentions_of_an_incident() -> None:
    """A line a report; of a bare incident a line an article, without offsets."""
    reports = samples.make_report(), samples.make_report(id="b", article="other")
    told = next(acts_of([samples.make_told(*reports)]))
    assert [line["ActionCharOffset"] for line in gdelt.mention_lines(told)] == [113, 113]
    bare = next(acts_of([samples.make_told()]))
    assert [(line["MentionIdentifier"], line["ActionCharOffset"]) for line in gdelt.mention_lines(bare)] == [
        ("0102030405060708", -1),
        ("ff", -1),
    ]


def test_incidents_name_the_first_to_report() -> None:
    """The outlet of a row is that of its address; without reports, the first of all."""
    told = next(acts_of([samples.make_told(samples.make_report())]))
    assert (told.outlet, next(acts_of([samples.make_told()])).outlet) == ("Puerto Noticias", "Costa Diario")


def test_figures_of_one_kind() -> None:
    """The first figure of a kind stands for it."""
    figures = (Figure(kind="killed", low=1.0), Figure(kind="killed", low=2.0))
    act = next(acts_of([samples.make_told(figures=figures)]))
    assert act.figure("killed") == figures[0]
    assert act.figure("injured") is None
