from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from dragoman.coding.where import load_gazetteer
from dragoman.coding.where.cues import load_cues
from dragoman.ontology import read_table

DATA = files("dragoman.coding.where") / "data"
COLUMNS = ("name", "aliases", "kind", "country", "latitude", "longitude", "basis")


def test_our_table() -> None:
    """At least 1,500 rows, each with a basis and degrees on the globe; no row twice."""
    rows = list(read_table(DATA / "places.csv", COLUMNS))
    assert len(rows) >= 1_500
    assert all(row["basis"] for row in rows)
    assert all(abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180 for row in rows)
    assert max(Counter((row["name"], row["kind"], row["country"]) for row in rows).values()) == 1


def test_every_country_has_a_point() -> None:
    """Countries with people stand on the map."""
    countries = load_gazetteer().countries
    gone = {"SCG", "ANT"}
    nowhere = {code for code, site in countries.items() if site.latitude != site.latitude and site.population > 0}
    assert nowhere <= gone


def test_divisions_keep_their_geonameid() -> None:
    """A division of GeoNames that our table names has GeoNames' id and our point."""
    [kherson] = [site for site in load_gazetteer().find("Kherson region") if site.kind == "admin1"]
    assert (kherson.geonameid, kherson.name) == (706442, "Kherson Oblast")


def test_towns_are_not_doubled() -> None:
    """A row of ours for a town that GeoNames has only adds names."""
    assert [site.kind for site in load_gazetteer().find("Bucha") if site.countrycode == "UA"] == ["city"]


@pytest.mark.parametrize("name", ["Donbas", "Bab al-Mandab", "Golan Heights", "W.Va.", "Ain al-Hilweh", "Tora Bora", "Rakhine"])
def test_known(name: str) -> None:
    """Places that GeoNames' towns lack."""
    assert load_gazetteer().find(name)


def test_cues_and_features() -> None:
    """Every kind that a feature word names exists in the gazetteer."""
    kinds = {site.kind for sites in load_gazetteer().others.values() for site in sites} | {"city", "country"}
    assert {kind for row in load_cues().features.values() for kind in row} <= kinds
