"""The day of publication as it was where the article was written."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.coding.when import find_timexes, local_day, zone_of
from dragoman.coding.where import Places
from dragoman.records import Article

__all__ = ["publication_day"]

_AGENCY = re.compile(r"\s*\([^)]*\)?")
_HEADQUARTERS = {"UNITED NATIONS": ("US", "NY")}
"""Datelines that are no toponyms: country and division."""


def publication_day(article: Article, places: Places) -> date | None:
    """The day that "today" means in the article; None where publication is not dated.

    Where the input gives the moment with its zone, it is the day in the dateline's place: what is stamped Wednesday 02:00 UTC
    was written on Tuesday in Washington. Without the moment it is the day that the dateline gives ("CAIRO, May 3"), up to
    three days before. `places`: the article's own, which know what the dateline's name means.
    """
    published = article.published
    if published is None or not article.dateline:
        return published.day if published else None
    if published.at is None or published.at.tzinfo is None:
        return _dated(article.dateline, published.day)
    zone = _zone(_AGENCY.sub("", article.dateline), places)
    return local_day(published.at, zone) if zone is not None else published.day


def _dated(dateline: str, day: date) -> date:
    """The day that a dateline names, where it lies at most three days before `day`; else that."""
    named = [timex.start for timex in find_timexes(dateline, day) if timex.granularity == "day" and timex.start is not None]
    return next((each for each in named if timedelta() <= day - each <= timedelta(days=3)), day)


def _zone(dateline: str, places: Places) -> str | None:
    """The zone of the first place of a dateline without its agency."""
    if dateline in _HEADQUARTERS:
        return zone_of(*_HEADQUARTERS[dateline])
    places.survey()
    sites = [places.sense(hit) for hit in places.scanner.scan(f"{dateline} -")]
    return next((zone for site in sites if site and (zone := zone_of(site.countrycode, site.admin1code))), None)
