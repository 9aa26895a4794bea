"""What the names of one article mean, decided together: one sense per name, the places near one another.

Each name starts with the weights of its candidates (population and kind). Names vote for countries, first-order divisions and
squares of two degrees where their candidates lie, each name with as much as it is sure, and candidates gain by the votes of
the other names; after a few rounds the best candidate is the sense. A country, state or county named right behind a name
("Naples, Florida") decides alone. Source of the idea: one sense per discourse and spatial minimality (Leidner 2007).
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.coding.where.gazetteer import Site

__all__ = ["Reading", "choose_senses", "encloses"]

_MOST = 50
_SHARPNESS = (0.6, 1.2, 2.4)
_SCALE = 1.0
_NEXT = 0.3
_SQUARE_DEGREES = 2.0
_GAINS = {"country": 0.9, "admin1": 1.0, "square": 1.1}
_BEHIND, _SIBLING = 6.0, 4.0
_ALIAS = 1.5
_WIDE = 2.5
_SMALL, _ALONE, _ELSEWHERE = 4.7, 0.3, 2.0
_INSIDE_DEGREES = 1.0


@dataclass(slots=True, kw_only=True)
class Reading:
    """A name of the article: its candidates, how often it stands there, and what was named right behind it.

    `marked`: the article's words say that it is a place ("in Davos").
    """

    key: str
    candidates: Sequence[Site]
    count: int = 0
    marked: bool = False
    within: list[Site] = field(default_factory=list)


def choose_senses(readings: Mapping[str, Reading], leanings: Mapping[str, float]) -> dict[str, Site | None]:
    """The sense of each name; None for a small place in a country of which the article says nothing else.

    `leanings`: countries (alpha-2) that the article is about beyond its place names, with votes.
    """
    scores = {name: _start(reading) for name, reading in readings.items()}
    options = {name: [site for site, _ in scored] for name, scored in scores.items()}
    weights = {name: [weight for _, weight in scored] for name, scored in scores.items()}
    current = {name: list(values) for name, values in weights.items()}
    keys = {name: [_keys(site) for site in sites] for name, sites in options.items()}
    votes: dict[tuple[str, object], float] = {}
    own: dict[str, dict[tuple[str, object], float]] = {}
    for sharpness in _SHARPNESS:
        shares = {name: _shares(values, sharpness) for name, values in current.items()}
        votes = defaultdict(float)
        for country, weight in leanings.items():
            votes["country", country] += weight
        own = {}
        for name, sites in options.items():
            power = 1.0 + 0.3 * math.log(max(readings[name].count, 1))
            mine: dict[tuple[str, object], float] = defaultdict(float)
            for site, key_list, share in zip(sites, keys[name], shares[name], strict=True):
                if share > 0.02:
                    for key in key_list:
                        mine[key] += power * share * (0.5 if key[0] == "country" and site.kind == "city" else 1.0)
                    if site.kind not in {"country", "admin1", "continent", "region", "ocean", "sea"}:
                        for key in _around(site):
                            mine[key] += power * share * _NEXT
            own[name] = mine
            for key, value in mine.items():
                votes[key] += value
        for name, sites in options.items():
            current[name] = [
                weight + sum(_GAINS[key[0]] * math.log1p(max(votes[key] - own[name].get(key, 0.0), 0.0)) for key in key_list)
                for weight, key_list, _ in zip(weights[name], keys[name], sites, strict=True)
            ]
    senses: dict[str, Site | None] = {}
    everywhere = sum(value for key, value in votes.items() if key[0] == "country")
    for name, sites in options.items():
        if sites:
            best = max(range(len(sites)), key=lambda at: (current[name][at], -at))
            site, key = sites[best], ("country", sites[best].countrycode)
            others = votes[key] - own[name].get(key, 0.0)
            sure = bool(readings[name].within) or readings[name].marked
            lost = not sure and others <= _ALONE and everywhere - votes[key] >= _ELSEWHERE
            senses[name] = None if lost and site.weight < _SMALL and site.kind in {"city", "admin1", "admin2"} else site
    return senses


def encloses(outer: Iterable[Site], site: Site) -> bool:
    """Whether one of `outer`, a country, state or county, holds `site`."""
    for place in outer:
        if place is site or place.countrycode != site.countrycode:
            continue
        if place.kind == "country":
            return True
        if place.kind == "admin1" and place.admin1code == site.admin1code and site.kind != "country":
            return True
        near = abs(place.latitude - site.latitude) < _INSIDE_DEGREES and abs(place.longitude - site.longitude) < _INSIDE_DEGREES
        if place.kind in {"admin2", "region"} and near:
            return True
    return False


def _start(reading: Reading) -> list[tuple[Site, float]]:
    ordered = sorted(reading.candidates, key=lambda site: -site.weight)[:_MOST]
    return [(site, _first_weight(reading, site)) for site in ordered]


def _first_weight(reading: Reading, site: Site) -> float:
    """The place's own weight; less for a town's other name, more for what no country's votes can lift (a sea)."""
    weight = _SCALE * site.weight
    if reading.within and encloses(reading.within, site):
        weight += _BEHIND
    if site.kind == "admin1" and any(other.kind == "admin1" and _siblings(site, other) for other in reading.within):
        weight += _SIBLING
    if site.kind == "city" and not _plain(site.name).startswith(_plain(reading.key)):
        weight -= _ALIAS
    return weight if site.countrycode else weight + _WIDE


def _siblings(one: Site, other: Site) -> bool:
    """Whether a division is named in a list with another of its country: "Georgia, Alabama and Tennessee"."""
    return one is not other and one.countrycode == other.countrycode and one.admin1code != other.admin1code


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _keys(site: Site) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = []
    if site.countrycode:
        keys.append(("country", site.countrycode))
    if site.admin1code:
        keys.append(("admin1", site.admin1))
    if site.kind not in {"country", "continent", "ocean", "sea", "region", "admin1"}:
        keys.append(("square", _square(site.latitude, site.longitude)))
    return keys


def _square(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude / _SQUARE_DEGREES), math.floor(longitude / _SQUARE_DEGREES)


def _around(site: Site) -> Iterable[tuple[str, object]]:
    """The squares that touch the site's own."""
    row, column = _square(site.latitude, site.longitude)
    for up in (-1, 0, 1):
        for right in (-1, 0, 1):
            if up or right:
                yield "square", (row + up, column + right)


def _shares(values: Sequence[float], sharpness: float) -> list[float]:
    """How sure each candidate is, summing to one."""
    top = max(values, default=0.0)
    raw = [math.exp(sharpness * (value - top)) for value in values]
    total = sum(raw) or 1.0
    return [value / total for value in raw]
