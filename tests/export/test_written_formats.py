"""What each format says of a strike in Valparaíso, word for word, and of acts that fit it badly."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
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
        "Chile|2417905674615892|2|Puerto Noticias|Valparaíso||Valparaíso|Chile|-33.036|-71.62963"
    ),
    "polecat": (
        "a1b2c3d4e5f60718|2024-06-11|PROTEST|strike|-5|MATERIAL CONFLICT|economic;legal||CHL|155|LAB|LAB||Dock workers||"
        "National Port Board|CHL|155|GOV|GOV||the port board||Valparaíso|Valparaíso||Valparaíso|CHL|-33.036|-71.62963|3868626|"
        "Valparaíso|PPL|Puerto Noticias|2024-06-12|||||dragoman test"
    ),
    "petrarch": (
        "20240611|CHLLAB|CHLGOV|143|ECONOMIC,1;LEGAL,1|0102030405060708_2|https://example.org/dock?a=1;b=2|Puerto Noticias"
    ),
    "phoenix": (
        "1|20240611|2024|06|11|CHLLAB|CHL||LAB|CHLGOV|CHL|GOV||143|14|4|-6.5|ECONOMIC,1;LEGAL,1|-33.036|-71.62963|Valparaíso|"
        "Valparaíso|CHL|0102030405060708_2|https://example.org/dock?a=1%3Bb=2|Puerto Noticias"
    ),
    "gdelt": (
        "6480382096051835|20240611|202406|2024|2024.4411|CHLLAB|DOCK WORKERS|CHL|||||LAB|||CHLGOV|NATIONAL PORT BOARD|CHL|||||"
        "GOV|||1|143|143|14|4|-6.5|1|1|1|0|1|Chile|CI|CI||-30|-71|CI|1|Chile|CI|CI||-30|-71|CI|4|Valparaíso, Chile|CI|CI01||-33.036|"
        "-71.62963||20240612000000|https://example.org/dock?a=1;b=2"
    ),
    "gdelt-mentions": (
        "6480382096051835|20240612000000|20240612000000|1|example.org|https://example.org/dock?a=1;b=2|2|100|146|113|1|90||||"
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
    assert record["event_text"] == ["struck"]
    assert record["text_info"] == {"sequence": 2, "start": 100, "end": 100 + len(samples.QUOTE)}
    assert "event_text" not in plover.record_of(_act(quote=""))
    assert record["cite_info"]["title"] == "Port stands still"
    told = plover.record_of(next(acts_of([samples.make_told(samples.make_report())])))
    assert (told.get("size"), told["size_range"]) == (None, {"dead": [12.0, 17.0]})
    assert (told["reports"], told["publishers"], told["enddate"]) == (2, ["Costa Diario", "Puerto Noticias"], "2024-06-12")


def test_acled_row() -> None:
    """A strike is a protest; fatalities are the least that all reports allow, and none is not zero."""
    row = acled.line_of(_act())
    assert row is not None
    assert (row["event_type"], row["sub_event_type"], row["disorder_type"]) == ("Protests", "Peaceful protest", "Demonstrations")
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("Protesters (Chile)", ("Dock workers",), "National Port Board")
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("Protesters", "State forces", "State forces-Protesters")
    assert (row["iso"], row["fatalities"], row["geo_precision"], row["time_precision"]) == (152, None, 1, 1)
    assert str(row["event_id_cnty"]).startswith("CHL")
    told = acled.line_of(next(acts_of([samples.make_told(samples.make_report())])))
    assert told is not None
    assert (told["fatalities"], told["time_precision"], told["source"]) == (12, 2, ("Costa Diario", "Puerto Noticias"))


def test_acled_lists_are_its_own() -> None:
    """Names are joined by a semicolon and a space."""
    assert ",Costa Diario; Puerto Noticias," in _lines("acled", [samples.make_told()])[1]


@pytest.mark.parametrize(
    ("type_", "mode", "actor", "recipient", "said"),
    [
        ("PROTEST", "demo", "CHL LAB", None, ("Protesters (Chile)", "Protesters", None, None, "Protesters only")),
        ("PROTEST", "riot", "? CVL", "CHL COP", ("Rioters (Chile)", "Rioters", "b", "State forces", "State forces-Rioters")),
        ("PROTEST", "riot", None, None, (None, None, None, None, None)),
        ("ASSAULT", "crowd-control", "CHL COP", "? CVL", ("a", "State forces", "Protesters (Chile)", "Protesters", "State forces-Protesters")),
        ("ASSAULT", "beat", "CHL REB", "PER AGR", ("a", "Rebel group", "Civilians (Peru)", "Civilians", "Rebel group-Civilians")),
        ("ASSAULT", "beat", "CHL UNK", "CHL CVL", ("a", None, "Civilians (Chile)", "Civilians", None)),
        ("ASSAULT", "beat", "PER MIL", "CHL REB", ("a", "External/Other forces", "b", "Rebel group", "Rebel group-External/Other forces")),
        ("COERCE", "arrest", "UNO COP", "CHL GOV", ("a", "External/Other forces", "b", "State forces", "State forces-External/Other forces")),
        ("MOBILIZE", "troops", "CHL MIL", None, ("a", "State forces", None, None, "State forces only")),
    ],
)  # fmt: skip
def test_acled_actors(type_: str, mode: str, actor: str | None, recipient: str | None, said: tuple[str | None, ...]) -> None:
    """Crowds and civilians go by class and country; forces abroad are external; the lower class comes first."""

    def party(codes: str | None, name: str) -> tuple[samples.Mention, ...]:
        country, sector = (codes or "? ?").split()
        found = samples.mention(name, Actor(country=None if country == "?" else country, sector=sector))
        return (found,) if codes else ()

    row = acled.line_of(_act(type=type_, modes=(mode,), cameo="190", actors=party(actor, "a"), recipients=party(recipient, "b")))
    assert row is not None
    assert tuple(row[name] for name in ("actor1", "inter1", "actor2", "inter2", "interaction")) == said


def test_acled_days_and_places() -> None:
    """The middle of a week; a district is closer than a province."""
    place = samples.make_event().place
    assert place is not None
    week = Timex(span=Span(start=0, end=4), text="this week", start=date(2024, 6, 10), end=date(2024, 6, 16), granularity="week")
    found = []
    for resolution in ("feature", "admin2", "admin1", "country"):
        row = acled.line_of(_act(date=week, place=replace(place, resolution=resolution)))
        assert row is not None
        assert (row["event_date"], row["time_precision"]) == (date(2024, 6, 13), 2)
        found.append(row["geo_precision"])
    assert found == [1, 2, 3, 3]


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
    again = samples.make_report(id="b", sentence=Span(start=400, end=440), sentence_number=None, contexts=("crime",))
    lines = _lines("petrarch", [samples.make_report(), again])
    assert [line.split("\t")[4:6] for line in lines] == [
        ["ECONOMIC,1;LEGAL,1;CRIME,1", "0102030405060708_2;0102030405060708_@400"]
    ]
    assert len(_lines("petrarch", [samples.make_report(), samples.make_report(article="other")])) == 2


def test_phoenix_joins_a_day() -> None:
    """Two stories of a day that say the same are one row; issues are counted."""
    (line,) = _lines("phoenix", [samples.make_report(), samples.make_report(id="b", article="other")])
    cells = line.split("\t")
    assert (cells[17], cells[23]) == ("ECONOMIC,2;LEGAL,2", "0102030405060708_2;other_2")


def test_gdelt_places() -> None:
    """Country, state and city, of the United States and of others; no place is type 0."""
    place = samples.make_event().place
    assert place is not None
    kinds = {}
    for country, admin1 in (("USA", "US.CA"), ("CHL", "CL.01")):
        for resolution in ("country", "admin1", "city"):
            where = replace(place, text="x", name="X", country=country, admin1=admin1, resolution=resolution)
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


@pytest.mark.parametrize(
    ("actor", "home"),
    [
        (Actor(country="GBR", sector="GOV"), (1, "United Kingdom", "UK", "UK", None, 54.0, -4.0, "UK")),
        (Actor(country="UMI"), (1, "United States Minor Outlying Islands", None, None, None, None, None, None)),
        (Actor(country="UNO"), (0, *[None] * 7)),
        (Actor(name="somebody"), (0, *[None] * 7)),
    ],
)
def test_gdelt_actors_are_placed_in_their_country(actor: Actor, home: tuple[object, ...]) -> None:
    """The country that a party is of, its FIPS code, and the point that stands for it where we have one."""
    row = next(gdelt.event_lines(_act(recipients=(samples.mention("them", actor),))))
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    assert tuple(row[f"Actor2Geo_{name}"] for name in names) == home


def test_gdelt_tone_is_not_measured() -> None:
    """Zero in the events, for readers want a number; nothing in the mentions."""
    assert next(gdelt.event_lines(_act()))["AvgTone"] == 0
    assert next(gdelt.mention_lines(_act()))["MentionDocTone"] is None


def test_parties_of_an_incident_in_its_reports_words() -> None:
    """The words of the first report that has the same actor; none from a bare incident."""
    again = samples.make_report(id="b", actors=(samples.mention("stevedores", Actor(country="CHL", sector="LAB")),))
    told = next(acts_of([samples.make_told(samples.make_report(), again)]))
    assert [party.text for party in (*told.actors, *told.recipients)] == ["Dock workers", "the port board"]
    he = samples.make_report(actors=(replace(samples.mention("they", Actor(country="CHL", sector="LAB")), kind="pronoun"),))
    assert [party.text for party in next(acts_of([samples.make_told(he)])).actors] == [None]
    bare = next(acts_of([samples.make_told()]))
    assert [party.text for party in bare.recipients] == [None]
    assert next(polecat.lines_of(bare))["Recipient Name Raw"] is None


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
