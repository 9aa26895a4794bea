from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from made import BY_DAY, group_by_day, make_article, make_events

from dragoman.dataset import Coded, Dataset, Near, Regroup, Writer, make_panel, open_dataset
from dragoman.errors import ConfigError
from dragoman.records import Incident


def _dataset(data: Path, coded: Sequence[Coded]) -> Dataset:
    with Writer(data, coder="coder 1") as writer:
        for article, events in coded:
            writer.add(article, events)
        writer.commit(BY_DAY)
    return open_dataset(data)


def _coded() -> list[Coded]:
    """Articles on every day of January and of the first half of February 2024; events on the first and tenth of each."""
    found: list[Coded] = []
    for number in range(46):
        article = make_article(number * 4, day=dt.date(2024, 1, 1) + dt.timedelta(days=number))
        assert article.published is not None
        found.append((article, make_events(article, count=1) if article.published.day.day in (1, 10) else []))
    return found


def test_zero_where_it_looked_and_null_where_not(data: Path) -> None:
    """A month with articles on all days has zeros; one with articles on half of its days has nulls, unless half is enough."""
    opened = _dataset(data, _coded())
    january, february = make_panel(opened, "country-month").answer.to_arrow().to_pylist()
    assert (january["country"], january["month"], january["days"], january["days_covered"]) == ("KEN", dt.date(2024, 1, 1), 31, 31)
    assert (february["days"], february["days_covered"]) == (29, 15)
    assert (january["incidents"], january["reports"], january["aid"]) == (2, 2, 0)
    assert january["mean_score"] == pytest.approx(sum(event.score for _, events in _coded()[:31] for event in events) / 2)
    assert sum(january[f"quad_{quad}"] for quad in (1, 2, 3, 4)) == 2
    assert sum(january[name] for name in ("consult", "assault", "protest")) == 2
    assert (february["incidents"], february["aid"]) == (2, None)
    enough = make_panel(opened, "country-month", coverage=0.5).answer.to_arrow().to_pylist()[1]
    assert enough["aid"] == 0


def test_days_and_dyads(data: Path) -> None:
    """By day, a day without articles between two with them is null; by dyad, each pair of countries has its rows."""
    coded = [pair for pair in _coded() if pair[0].published and pair[0].published.day != dt.date(2024, 1, 5)]
    opened = _dataset(data, coded)
    days = {row["day"].isoformat(): row for row in make_panel(opened, "country-day").answer.to_arrow().to_pylist()}
    assert len(days) == 46
    assert [days[f"2024-01-0{day}"]["incidents"] for day in (1, 4, 5, 6)] == [1, 0, None, 0]
    assert days["2024-01-04"]["mean_score"] is None
    dyads = make_panel(opened, "dyad-month").answer.to_arrow().to_pylist()
    assert {(row["actor"], row["recipient"]) for row in dyads} == {("KEN", "UGA")}
    assert [row["incidents"] for row in dyads] == [2, 2]


def test_what_stands_in_no_row(data: Path) -> None:
    """Incidents without a date or a country are counted beside the panel; one outside the articles' days has a row of its own."""

    def group(near: Near) -> list[Incident]:
        first, second, third, *rest = group_by_day(near)
        past = dt.date(1999, 5, 5)
        return [replace(first, start=None, end=None), replace(second, place=None), replace(third, start=past, end=past), *rest]

    with Writer(data, coder="coder 1") as writer:
        for article, events in _coded():
            writer.add(article, events)
        writer.commit(Regroup("by day", group))
    panel = make_panel(open_dataset(data), "country-month")
    assert (panel.undated, panel.unplaced) == (1, 1)
    rows = panel.answer.to_arrow().to_pylist()
    assert [(row["month"].isoformat(), row["incidents"], row["days_covered"]) for row in rows] == [
        ("1999-05-01", 1, 0),
        ("2024-01-01", rows[1]["incidents"], 31),
        ("2024-02-01", rows[2]["incidents"], 15),
    ]
    assert sum(row["incidents"] or 0 for row in rows) == 2


def test_options(shared_dataset: Dataset) -> None:
    """A panel by something else, and a share that is none, are refused."""
    with pytest.raises(ConfigError, match="country-month"):
        make_panel(shared_dataset, "week")
    with pytest.raises(ConfigError, match="share"):
        make_panel(shared_dataset, "country-day", coverage=0)
