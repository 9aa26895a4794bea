from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from made import make_article, make_events

from dragoman.dataset import Coded, Near, Regroup, Writer, open_dataset, verify
from dragoman.records import Incident

FIRST = date(2024, 1, 1)


def _coded(chance: random.Random, number: int) -> Coded:
    """An article of any day or none, one of whose events tells of another day, or of none."""
    published = chance.choice([None, *range(60)])
    article = make_article(number, text=f"Report {number}. Soldiers crossed {chance.random()} rivers. Done.")
    day = None if published is None else FIRST + timedelta(days=published)
    article = replace(article, published=replace(article.published, day=day) if article.published and day else None)
    events = []
    for event in make_events(make_article(number)):
        assert event.date is not None
        told = chance.choice([day, day, None, FIRST + timedelta(days=chance.choice([-400, *range(60)]))])
        events.append(replace(event, date=replace(event.date, start=told, end=told) if told else None))
    return article, events


def _group(coded: Sequence[Coded]) -> dict[str, list[str]]:
    """Events of one type and week, whatever the year: incidents with members far apart."""
    found: dict[str, list[str]] = {}
    for _, events in coded:
        for event in events:
            day = event.date.start if event.date else None
            found.setdefault(f"{event.type}-{day.isocalendar().week if day else 0}", []).append(event.id)
    return found


def _days(coded: Coded) -> set[date | None]:
    article, events = coded
    published = article.published.day if article.published else None
    return {event.date.start if event.date else published for event in events}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("dated", [True, False])
def test_what_is_grouped_again(data: Path, seed: int, dated: bool) -> None:
    """The articles near the days of what came and of what it replaced, and the reports of their incidents; nothing else.

    Also when the incidents do not say when they were reported first and last.
    """
    chance, there, members = random.Random(seed), dict[str, Coded](), dict[str, list[str]]()
    given: list[set[str]] = []

    def regroup(near: Near) -> list[Incident]:
        given.append({event.id for _, events in near.coded for event in events})
        published = {event.id: article.published.day for article, events in near.coded for event in events if article.published}
        made = []
        for name, events in _group(near.coded).items():
            days = [published[event] for event in events if event in published] if dated else []
            first, last = min(days, default=None), max(days, default=None)
            row = Incident(
                id=f"{name}-{min(events)}", type="CONSULT", cameo="040", quad=1, score=1.0, events=tuple(sorted(events)),
                first_report=first, last_report=last, summary=name,
            )  # fmt: skip
            made.append(row)
        return made

    for run in range(12):
        came = {article.id: (article, events) for article, events in (_coded(chance, chance.randrange(80)) for _ in range(4))}
        touched = {day for each in [*came.values(), *(there[name] for name in came if name in there)] for day in _days(each)}
        gone = {event.id for name in came if name in there for event in there[name][1]}
        there |= came
        with Writer(data, coder="coder 1") as writer:
            for article, events in came.values():
                assert writer.standing(article) == "new"
                writer.add(article, events)
            writer.commit(Regroup("by week", regroup), window_days=3, whole=0)
        near = {event.id for each in there.values() if any(_near(one, day) for one in _days(each) for day in touched) for event in each[1]}
        known = {event.id for _, events in there.values() for event in events}
        further = {event for events in members.values() if not (near | gone).isdisjoint(events) for event in events}
        assert given[run] == near | (further & known)
        rows = open_dataset(data).query("SELECT incident, event FROM incident_members ORDER BY ALL").rows()
        members = {}
        for incident, event in rows:
            members.setdefault(incident, []).append(event)
        assert not any(finding.problems for finding in verify(open_dataset(data)))


def _near(one: date | None, other: date | None) -> bool:
    return one == other if one is None or other is None else abs(one - other) <= timedelta(days=3)
