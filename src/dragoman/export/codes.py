"""Our codes in other formats' words: countries, sectors and international entities, provinces, CAMEO's families and scale."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.export.acts import Party
from dragoman.ontology import Row, load_ontology, read_table
from dragoman.records import Place

__all__ = [
    "Codes",
    "base_of",
    "chain_of",
    "goldstein",
    "label_of",
    "load_codes",
    "name_of",
    "number_of",
    "quad_of",
    "role_of",
    "root_of",
]

_DATA = files("dragoman.export") / "data"
_QUADS = {**dict.fromkeys(("01", "02", "03", "04", "05"), 1), **dict.fromkeys(("06", "07", "08"), 2)}
_QUADS |= dict.fromkeys(("09", "10", "11", "12", "13"), 3)


@dataclass(frozen=True, slots=True)
class Codes:
    """The tables of `data/`: `countries` by ISO 3166 alpha-3, `sectors` and `entities` by PLOVER code, `provinces` by
    GeoNames code ("EG.06" -> name), `mutual` prefixes of CAMEO codes of acts without direction."""

    countries: Mapping[str, Row]
    sectors: Mapping[str, Row]
    entities: Mapping[str, Row]
    provinces: Mapping[str, str]
    mutual: tuple[str, ...]

    def country(self, code: str | None, column: str) -> str | None:
        """A country in another code: `isonumeric`, `fips`, `cow`, `cameo`, or by its `icews` name; None without one."""
        row = self.countries.get(code or "")
        return (row[column] or None) if row else None

    def country_name(self, code: str | None) -> str | None:
        """A country's name as ICEWS has it."""
        return self.country(code, "icews")

    def centre(self, code: str | None) -> tuple[float, float] | None:
        """Latitude and longitude that stand for a country; None for what is no country, or has none."""
        row = self.countries.get(code or "")
        return (float(row["latitude"]), float(row["longitude"])) if row and row["latitude"] else None

    def province(self, place: Place) -> str | None:
        """The name of a place's first-order division; None where GeoNames gives none."""
        if place.resolution == "admin1" and place.name:
            return place.name
        return self.provinces.get(place.admin1 or "")


@cache
def load_codes() -> Codes:
    """The tables. Raises: TableError."""
    columns = ("code", "iso2", "isonumeric", "fips", "cow", "cameo", "icews", "latitude", "longitude", "basis")
    roles = ("sector", "cameo", "icews", "acled", "basis")
    heads = ("code", "cameo", "group", "phoenix", "icews", "basis")
    return Codes(
        countries={row["code"]: row for row in read_table(_DATA / "countries.csv", columns)},
        sectors={row["sector"]: row for row in read_table(_DATA / "sectors.csv", roles)},
        entities={row["code"]: row for row in read_table(_DATA / "entities.csv", heads)},
        provinces={row["code"]: row["name"] for row in read_table(_DATA / "provinces.csv", ("code", "name"))},
        mutual=tuple(row["cameo"] for row in read_table(_DATA / "mutual.csv", ("cameo", "what", "basis"))),
    )


def name_of(party: Party | None) -> str | None:
    """The party in words: its name or the text's own, else what its codes say, "Police (Egypt)"; None when nothing is known."""
    if party is None or party.name:
        return party.name if party else None
    codes, actor = load_codes(), party.actor
    country = codes.country_name(actor.country) or load_ontology().entities.get(actor.country or "")
    label = next((row["icews"] for each in party.sectors if (row := codes.sectors.get(each)) and row["icews"]), None)
    return f"{label} ({country})" if label and country else label or country


def role_of(sector: str) -> str | None:
    """CAMEO's role code of a PLOVER sector."""
    row = load_codes().sectors.get(sector)
    return (row["cameo"] or None) if row else None


def chain_of(party: Party | None) -> str | None:
    """CAMEO's actor chain: country or entity, then its roles ("ISRMIL", "IGOUNO"); None when nothing is known."""
    if party is None:
        return None
    codes = load_codes()
    country = party.actor.country
    entity = codes.entities.get(country or "")
    head = entity["cameo"] if entity else codes.country(country, "cameo")
    roles = dict.fromkeys(role for sector in party.sectors if (role := role_of(sector)))
    return "".join((head or "", *roles)) or None


def base_of(cameo: str) -> str:
    """The three-digit code ("1383" -> "138")."""
    return cameo[:3]


def root_of(cameo: str) -> str:
    """The two-digit category ("1383" -> "13")."""
    return cameo[:2]


def quad_of(cameo: str, *, reduce_relations: int) -> int:
    """The quad class of a CAMEO code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.

    Data sets disagree about category 16 (reduce relations): `reduce_relations` is its class.
    """
    root = root_of(cameo)
    return reduce_relations if root == "16" else _QUADS.get(root, 4)


def label_of(cameo: str) -> str | None:
    """The words of a CAMEO code; None for a code that CAMEO does not hold."""
    code = load_ontology().cameo.get(cameo)
    return code.label if code else None


def goldstein(cameo: str) -> float | None:
    """CAMEO's scale, -10 to +10: of the code, or of the nearest code above it that has one."""
    table = load_ontology().cameo
    for length in range(len(cameo), 1, -1):
        code = table.get(cameo[:length])
        if code is not None and code.goldstein is not None:
            return code.goldstein
    return None


def number_of(*parts: str) -> int:
    """A stable whole number of 53 bits for formats whose ids are numbers: exact in every program that reads numbers as floats.

    Among ten million ids, two are alike with a chance of 0.6%.
    """
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 11
