"""The record of an incident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dragoman.incidents import build_incident, group
from dragoman.records import Report, Value

KISUMU = ["Kisumu", 1, "KEN", "KE.07", "city"]
KENYA = ["Kenya", 2, "KEN", "", "country"]


def _reports(make: Callable[..., Report]) -> list[Report]:
    shared = {"actors": ["police = KEN COP"], "modes": ["firearms"]}
    return [
        make("Police *shot* dead two traders.", article="a", published="2021-03-05", day="2021-03-04", place=KISUMU, publisher="Ledger",
             country="KEN", figures=[("killed", 2.0, 2.0)], recipients=["two traders = KEN BUS"], chain=[("officials", "asserts")], **shared),
        make("Police *shot* dead two traders!", article="b", original="a", published="2021-03-05", day="2021-03-04", place=KISUMU,
             publisher="Post", country="UGA", figures=[("killed", 2.0, 2.0)], recipients=["two traders = KEN BUS"], **shared),
        make("At least three people were *shot* this week.", article="c", published="2021-03-06", day="2021-03-01/2021-03-07", place=KENYA,
             publisher="Wire", country="GBR", figures=[("killed", 3.0, None)], chain=[("a doctor", "asserts")], denied=["the police"], **shared),
        make("The toll of the *shooting* is four.", article="d", published="2021-03-08", publisher="Wire", country="GBR",
             figures=[("killed", 4.0, 4.0)], chain=[("the Ministry of Health", "asserts")]),
    ]  # fmt: skip


def test_every_field(make: Callable[..., Report]) -> None:
    """Best values by independent reports, a coarser one supporting a finer; all values; numbers as ranges; who says so."""
    reports = _reports(make)
    ids = [report.event.id for report in reports]
    incident = build_incident(reports)
    assert (incident.type, incident.modes, incident.status) == ("ASSAULT", ("firearms",), "actual")
    assert (incident.start, incident.end) == (date(2021, 3, 4), date(2021, 3, 4))
    assert incident.place is not None
    assert incident.place.name == "Kisumu"
    assert [actor.code for actor in incident.actors] == ["KEN COP"]
    assert [actor.code for actor in incident.recipients] == ["KEN BUS"]
    assert incident.days == (Value(value="2021-03-01/2021-03-07", events=(ids[2],)), Value(value="2021-03-04", events=(ids[0], ids[1])))
    assert [value.value for value in incident.places] == ["Kenya", "Kisumu, KEN"]
    (killed,) = incident.figures
    assert (killed.low, killed.high, killed.latest_low, killed.latest_high, killed.by) == (2, 4, 4, 4, "the Ministry of Health")
    assert [value.value for value in killed.values] == ["4", "at least 3", "2"]
    assert (incident.first_report, incident.last_report) == (date(2021, 3, 5), date(2021, 3, 8))
    assert (incident.reports, incident.articles) == (3, ("a", "b", "c", "d"))
    assert (incident.publishers, incident.publisher_countries) == (("Ledger", "Post", "Wire"), ("GBR", "KEN", "UGA"))
    assert [value.value for value in incident.asserted_by] == ["the Ministry of Health", "a doctor", "officials"]
    assert incident.denied_by == (Value(value="the police", events=(ids[2],)),)
    assert incident.events == tuple(ids)
    assert incident.summary == "Kenya's police shot at businesses (Kenya) in Kisumu, 4 March 2021; killed 2-4"


def test_parties_that_two_reports_tell(make: Callable[..., Report]) -> None:
    """A party that one of many reports alone names is a value, not a party of the incident."""
    reports = [
        make(f"Troops *attacked* the village {n}.", article=f"t{n}", actors=["Troops = SDN MIL"] if n < 3 else ["Troops = TCD MIL"])
        for n in range(4)
    ]
    incident = build_incident(reports)
    assert [actor.code for actor in incident.actors] == ["SDN MIL"]
    assert [value.value for value in incident.actor_values] == ["SDN MIL", "TCD MIL"]


def test_a_visit_and_its_meeting_are_related(make: Callable[..., Report]) -> None:
    """Acts of one type family, parties, time and article stand by each other without being one."""
    shared = {"type": "CONSULT", "article": "v", "published": "2010-05-04", "day": "2010-05-03"}
    visit = make("Brazil's president *arrived* in Tehran.", actors=["Brazil's president = BRA GOV"], recipients=["Iran = IRN GOV"],
                 modes=["visit"], start=0, **shared)  # fmt: skip
    deal = make("Brazil's president and Iran's president *signed* an accord.", actors=["Brazil's president = BRA GOV", "Iran = IRN GOV"],
                start=300, **(shared | {"type": "SUPPORT"}))  # fmt: skip
    first, second = group([visit, deal])
    assert first.related == (second.id,)
    assert second.related == (first.id,)


def test_an_unknown_stays_unknown(make: Callable[..., Report]) -> None:
    """No date, place or party of its own: none in the record."""
    incident = build_incident([make("There was an *attack*.", published=None)])
    assert (incident.start, incident.place, incident.actors, incident.first_report) == (None, None, (), None)
    assert incident.summary == "Unnamed actors attacked"
