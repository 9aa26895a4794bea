from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from dragoman.coding.where import Places, load_gazetteer
from dragoman.flow.datelines import publication_day
from dragoman.records import Article, Published, Source

COUNTRIES = {"Australia": "AUS", "Honduras": "HND", "Italy": "ITA", "Russia": "RUS"}


def _day(dateline: str | None, moment: datetime | None, text: str = "The senate voted late Tuesday.") -> date | None:
    published = Published(day=moment.date(), at=moment) if moment else None
    article = Article(id="a", text=text, source=Source(path="-"), dateline=dateline, published=published)
    return publication_day(article, Places(load_gazetteer(), COUNTRIES, text=text))


@pytest.mark.parametrize(
    ("dateline", "hour", "day"),
    [
        ("WASHINGTON (AP)", 2, 22),
        ("WASHINGTON (AP)", 5, 23),
        ("TOKYO", 20, 24),
        ("SYDNEY, Australia (Reuters)", 20, 24),
        ("PORTLAND, Ore. (AP)", 2, 22),
        ("UNITED NATIONS (AP)", 2, 22),
        ("VLADIVOSTOK, Russia", 20, 24),
        ("MOSCOW", 20, 23),
        ("TEGUCIGALPA, Honduras", 3, 22),
        ("HONOLULU (AP)", 9, 22),
        ("BRUSSELS, Oct 22 (Reuters)", 23, 24),
        ("Kampala (AFP)", 22, 24),
        ("XYZZY (AP)", 2, 23),
    ],
)
def test_the_day_in_the_datelines_place(dateline: str, hour: int, day: int) -> None:
    """What is stamped Wednesday in UTC may have been written on Tuesday or Thursday; an unknown place changes nothing."""
    assert _day(dateline, datetime(2024, 10, 23, hour, tzinfo=UTC)) == date(2024, 10, day)


def test_the_offset_of_the_stamp_counts() -> None:
    """A moment given with another zone is the same moment."""
    assert _day("WASHINGTON (AP)", datetime(2024, 10, 23, 4, tzinfo=timezone(timedelta(hours=2)))) == date(2024, 10, 22)


def test_without_a_moment_or_a_dateline_the_day_stays() -> None:
    """A day alone has no zone to be moved from."""
    assert _day(None, datetime(2024, 10, 23, 2, tzinfo=UTC)) == date(2024, 10, 23)
    assert _day("WASHINGTON (AP)", None) is None
    assert _day("WASHINGTON (AP)", datetime(2024, 10, 23, 2)) == date(2024, 10, 23)
