"""The places of a sentence: which words name one, and which of the places of that name is meant.

The recogniser's places and the gazetteer's names are brought together: a name inside a longer name ("University of Gaza",
"Paris Agreement", "Jordan Smith") is no place of an event, a capital that acts ("Washington said") is its government, and a
demonym is no place at all; all can be reported apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.coding.where.gazetteer import Gazetteer, Site
from dragoman.coding.where.memory import Places
from dragoman.coding.where.scan import Hit
from dragoman.records import Parse, Place, Span

__all__ = ["Toponym", "dateline_place", "find_places", "find_toponyms"]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMES = frozenset({"ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_LARGE = 5.0
_DATELINE_LENGTH = 80
_RESOLUTIONS = {"country": "country", "admin1": "admin1", "admin2": "admin2", "city": "city", "village": "city"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name. `kind`: place (where something may happen), name (inside a longer name, or a
    capital that stands for its government), demonym ("Russian")."""

    place: Place
    kind: Literal["place", "name", "demonym"]


def find_places(
    parse: Parse,
    gazetteer: Gazetteer,
    *,
    countries: Mapping[str, str],
    context: Iterable[str] = (),
    memory: Places | None = None,
) -> list[Place]:
    """The places of one sentence, left to right, where an event may be.

    `countries`: names of countries and territories -> ISO 3166 alpha-3; `context`: codes of the countries named so far, used
    without a `memory`, which holds the article's own.
    """
    if memory is None:
        memory = Places(gazetteer, countries, text=_text(parse))
        for code in context:
            memory.lean(code, 1.0)
    return [found.place for found in find_toponyms(parse, memory) if found.kind == "place"]


def find_toponyms(parse: Parse, memory: Places) -> list[Toponym]:
    """Every place name of one sentence with what it is, left to right; places that the gazetteer lacks are unresolved."""
    memory.survey()
    found: list[Toponym] = []
    taken: set[int] = set()
    labels = {token: entity for entity in parse.entities for token in range(entity[0], entity[1])}
    for hit in memory.scanner.scan(_text(parse)):
        start, end = hit.start + parse.span.start, hit.end + parse.span.start
        tokens = [token for token in range(len(parse)) if parse.starts[token] < end and start < parse.ends[token]]
        if not tokens:
            continue
        first, last = tokens[0], tokens[-1]
        if hit.right and last + 1 < len(parse) and parse.pos[last + 1] in {"VERB", "AUX"}:
            hit = replace(hit, right="", after="")
        kind = _kind(parse, hit, memory, first, last + 1, labels.get(first))
        if kind is None:
            continue
        site = memory.sense(hit)
        if site is not None and kind == "place" and _governs(parse, first, last + 1, site, memory):
            kind = "name"
        if site is None and (kind == "name" or labels.get(first, (0, 0, ""))[2] not in _PLACES):
            continue
        taken.update(tokens)
        place = _place(parse, first, last + 1, site, memory.gazetteer)
        if place.span is not None and place.span.end != end:
            place = replace(place, span=replace(place.span, end=end), text=place.text[: end - place.span.start])
        found.append(Toponym(place, kind))
    found.extend(_others(parse, memory, taken))
    return sorted(found, key=lambda toponym: toponym.place.span.start if toponym.place.span else 0)


def _kind(
    parse: Parse, hit: Hit, memory: Places, first: int, end: int, entity: tuple[int, int, str] | None
) -> Literal["place", "name"] | None:
    """What a known name is where it stands; None when it is no place name at all."""
    label = entity[2] if entity else ""
    whole = entity is not None and entity[0] >= first - 1 and entity[1] <= end
    weight, doubt, known = _weight(memory, hit), memory.doubt(hit.key), memory.is_famous(hit.key)
    cues = memory.cues.words
    placing, body = hit.before in cues["placing"], hit.right.rstrip(".") in cues["body"]
    sure = bool(hit.kinds or hit.within or hit.enclosing or hit.dateline)
    if hit.right.rstrip(".") in cues["street"] or (label == "NORP" and not sure):
        return None
    if not sure and memory.is_common(hit.key) and not (label in {"GPE", "LOC"} and whole and placing):
        return None
    sure = sure or doubt < 0
    if hit.right and not hit.kinds:
        if label == "PERSON" and not body:
            return None
        return "name" if sure or body or known else None
    if hit.left and not hit.kinds and not (hit.left in cues["side"] or known):
        return None if label not in _PLACES or not whole else "place"
    if label in _PLACES:
        return "name" if label == "FAC" and not whole else "place"
    if label == "PERSON":
        return "place" if whole and not hit.left and (sure or (weight >= _LARGE and doubt <= 0)) else None
    if label in _NAMES and not whole and not (known and entity and {"and", "&", ","} & {*parse.words[entity[0] : entity[1]]}):
        return "name" if sure or weight >= _LARGE else None
    if sure or (placing and doubt <= 0):
        return "place"
    if doubt > 0:
        return None
    return "place" if weight >= _LARGE or label == "ORG" else None


def _governs(parse: Parse, start: int, end: int, site: Site, memory: Places) -> bool:
    """Whether a capital acts as a government does: "Washington said", but not "Kyiv was hit" nor "Baghdad woke to"."""
    if site.kind != "city" or site.name not in memory.gazetteer.capitals:
        return False
    head = _head(parse, start, end)
    verb = parse.heads[head]
    return (
        parse.deps[head] == "nsubj" and parse.pos[verb] == "VERB" and parse.lemmas[verb] not in memory.cues.words["undergoing"]
    )


def _weight(memory: Places, hit: Hit) -> float:
    return max((site.weight for site in memory.scanner.sites(hit.key, hit.kinds)), default=0.0)


def _others(parse: Parse, memory: Places, taken: set[int]) -> Iterator[Toponym]:
    """Places of the recogniser that the gazetteer lacks, and demonyms."""
    for start, end, label in parse.entities:
        if (
            label in {"GPE", "LOC"}
            and taken.isdisjoint(range(start, end))
            and memory.cues.words["street"].isdisjoint(parse.words[start:end])
        ):
            yield Toponym(_place(parse, start, end, None, memory.gazetteer), "place")
    for token, word in enumerate(parse.words):
        code = memory.demonyms.get(word)
        if code is not None and token not in taken:
            yield Toponym(_place(parse, token, token + 1, memory.gazetteer.countries.get(code), memory.gazetteer), "demonym")


def _place(parse: Parse, start: int, end: int, site: Site | None, gazetteer: Gazetteer) -> Place:
    span = parse.cover(start, end - 1)
    text = _text(parse)[span.start - parse.span.start : span.end - parse.span.start]
    head = _head(parse, start, end)
    return place_of(site, gazetteer, span=span, text=text, head=head)


def place_of(site: Site | None, gazetteer: Gazetteer, *, span: Span, text: str, head: int = 0) -> Place:
    """The words with the site that they mean, None for an unknown one."""
    if site is None:
        return Place(span=span, text=text, head=head)
    known = site.latitude == site.latitude
    return Place(
        span=span,
        text=text,
        head=head,
        name=site.name,
        geonameid=site.geonameid,
        country=gazetteer.country_of(site),
        admin1=site.admin1,
        latitude=site.latitude if known else None,
        longitude=site.longitude if known else None,
        resolution=_RESOLUTIONS.get(site.kind, "feature"),
    )


def dateline_place(text: str, places: Places) -> Place | None:
    """The town in capitals that opens an article ("LIMA, Dec. 18 (AP) --"), None without one or where it is unknown."""
    places.survey()
    hit = next((hit for hit in places.scanner.scan(text[:_DATELINE_LENGTH]) if hit.dateline), None)
    site = places.sense(hit) if hit is not None else None
    if hit is None or site is None or text[: hit.start].strip():
        return None
    return place_of(site, places.gazetteer, span=Span(start=hit.start, end=hit.end), text=text[hit.start : hit.end])


def _head(parse: Parse, start: int, end: int) -> int:
    return next(
        (token for token in range(start, end) if not start <= parse.heads[token] < end or parse.heads[token] == token), end - 1
    )


def _text(parse: Parse) -> str:
    """The sentence as it stands, from the columns: what lies between the words is white space."""
    parts, at = [], parse.span.start
    for word, start, end in zip(parse.words, parse.starts, parse.ends, strict=True):
        parts.append(" " * (start - at) + word)
        at = end
    return "".join(parts)
