from __future__ import annotations

import csv
import runpy
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dragoman.coding.when import local_day, zone_of
from dragoman.errors import TableError

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "src" / "dragoman" / "coding" / "when" / "data" / "timezones.csv"


def test_day_under_a_dateline() -> None:
    """What is Friday evening in UTC is Saturday already in Tokyo."""
    moment = datetime(2024, 10, 18, 20, 0, tzinfo=UTC)
    assert local_day(moment, "Asia/Tokyo") == date(2024, 10, 19)
    assert local_day(moment, "America/Lima") == date(2024, 10, 18)
    with pytest.raises(TableError, match="Nowhere"):
        local_day(moment, "Nowhere/City")
    with pytest.raises(TableError, match="no time zone"):
        local_day(moment.replace(tzinfo=None), "Asia/Tokyo")


def test_the_edges_of_time() -> None:
    """A moment that has no local day in years 1 to 9999 keeps its own."""
    assert local_day(datetime(9999, 12, 31, 23, tzinfo=UTC), "Asia/Tokyo") == date(9999, 12, 31)
    assert local_day(datetime(1, 1, 1, 0, tzinfo=UTC), "America/Lima") == date(1, 1, 1)


@pytest.mark.parametrize(
    ("country", "division", "zone"),
    [
        ("US", "DC", "America/New_York"),
        ("US", "CA", "America/Los_Angeles"),
        ("US", "", None),
        ("US", "??", None),
        ("RU", "48", "Europe/Moscow"),
        ("KE", "", "Africa/Nairobi"),
        ("KE", "05", "Africa/Nairobi"),
        ("DE", "", "Europe/Berlin"),
        ("XX", "", None),
        ("", "", None),
    ],
)
def test_the_zone_of_a_place(country: str, division: str, zone: str | None) -> None:
    """A country of one zone has it everywhere; one of several needs its division."""
    assert zone_of(country, division) == zone


def test_the_table_is_what_the_tool_makes() -> None:
    """Made again it has the same bytes, and every zone is one of the IANA list."""
    text = TABLE.read_text(encoding="utf-8")
    assert runpy.run_path(str(ROOT / "tools" / "make_timezones.py"))["make"]() == text
    zones = {row["zone"] for row in csv.DictReader(text.splitlines()[1:])}
    assert all(ZoneInfo(zone) for zone in zones)
