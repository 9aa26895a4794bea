from __future__ import annotations

from datetime import date

import pytest

from dragoman.coding.when.holidays import day_of_holiday, easter, orthodox_easter


@pytest.mark.parametrize(
    ("year", "west", "east"),
    [
        (2000, date(2000, 4, 23), date(2000, 4, 30)),
        (2008, date(2008, 3, 23), date(2008, 4, 27)),
        (2011, date(2011, 4, 24), date(2011, 4, 24)),
        (2016, date(2016, 3, 27), date(2016, 5, 1)),
        (2019, date(2019, 4, 21), date(2019, 4, 28)),
        (2021, date(2021, 4, 4), date(2021, 5, 2)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
    ],
)
def test_easter(year: int, west: date, east: date) -> None:
    """Both Easters as the churches kept them."""
    assert (easter(year), orthodox_easter(year)) == (west, east)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Black Friday", date(2024, 11, 29)),
        ("US Memorial Day", date(2024, 5, 27)),
        ("Martin Luther King Day", date(2024, 1, 15)),
        ("Remembrance Sunday", date(2024, 11, 10)),
        ("Ukraine’s Independence Day", date(2024, 8, 24)),
        ("Indian Independence Day", date(2024, 8, 15)),
        ("New Year’s Eve", date(2024, 12, 31)),
    ],
)
def test_days(name: str, day: date) -> None:
    """Fixed days, counted weekdays, and the days of one country with its name."""
    assert day_of_holiday(name, 2024) == day
