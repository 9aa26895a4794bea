"""The places of a sentence: which words name one, and which of the places of that name is meant.

A place of several of that name is chosen by, in order: a country or state named right behind it ("Naples, Italy"), a country
named in the article, and population.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.coding.where.gazetteer import City, Gazetteer
from dragoman.records import Parse, Place

__all__ = ["find_places"]

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "to", "of", "outside", "around", "through", "across", "into", "toward", "towards"}
)


def find_places(
    parse: Parse, gazetteer: Gazetteer, *, countries: Mapping[str, str], context: Iterable[str] = ()
) -> list[Place]:
    """The places of one sentence, left to right.

    `countries`: names of countries and territories -> ISO 3166 alpha-3; `context`: codes of the countries named so far.
    """
    near = set(context)
    places = []
    for start, end, label in _spans(parse):
        if label not in _LABELS:
            continue
        words = " ".join(parse.words[start:end]).replace("’", "'").removeprefix("the ").removeprefix("The ")
        head = _head(parse, start, end)
        place = Place(span=parse.cover(start, end - 1), text=" ".join(parse.words[start:end]), head=head)
        code = countries.get(words)
        if code is not None:
            country = next((found for found in gazetteer.countries.values() if found.code == code), None)
            place = Place(
                span=place.span,
                text=place.text,
                head=head,
                name=country.name if country else words,
                geonameid=country.geonameid if country else None,
                country=code,
                resolution="country",
            )
        else:
            city = _choose(gazetteer, words, _behind(parse, end, countries), near)
            if city is not None:
                place = Place(
                    span=place.span,
                    text=place.text,
                    head=head,
                    name=city.name,
                    geonameid=city.geonameid,
                    country=gazetteer.country_of(city),
                    admin1=city.admin1,
                    latitude=city.latitude,
                    longitude=city.longitude,
                    resolution="city",
                )
        places.append(place)
    return places


def _spans(parse: Parse) -> list[tuple[int, int, str]]:
    """Named places of the recogniser, and capitalised words behind a preposition of place that it called something else."""
    spans = [entity for entity in parse.entities if entity[2] in _LABELS]
    taken = {token for start, end, _ in parse.entities for token in range(start, end)}
    for token in range(1, len(parse)):
        if (
            token not in taken
            and parse.pos[token] == "PROPN"
            and parse.deps[token] == "pobj"
            and parse.lemmas[token - 1] in _PREPOSITIONS
        ):
            spans.append((token, token + 1, "GPE"))
    return sorted(spans)


def _head(parse: Parse, start: int, end: int) -> int:
    return next(
        (token for token in range(start, end) if not start <= parse.heads[token] < end or parse.heads[token] == token), end - 1
    )


def _behind(parse: Parse, end: int, countries: Mapping[str, str]) -> str | None:
    """The country in "Naples, Italy" and in "the Italian city of Naples" none: only what follows a comma."""
    if end + 1 < len(parse) and parse.words[end] == ",":
        for last in range(min(end + 4, len(parse)), end + 1, -1):
            code = countries.get(" ".join(parse.words[end + 1 : last]))
            if code is not None:
                return code
    return None


def _choose(gazetteer: Gazetteer, words: str, named: str | None, near: set[str]) -> City | None:
    def rank(city: City) -> tuple[bool, bool, int]:
        code = gazetteer.country_of(city)
        return code != named, code not in near, -city.population

    return min(gazetteer.cities.get(words, ()), key=rank, default=None)
