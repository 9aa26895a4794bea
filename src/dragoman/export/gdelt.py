"""GDELT 2.0: the events table (61 columns) and the mentions table (16), tab-separated, no header.

Source of names, order and meaning: GDELT Event Codebook 2.0 (2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO, Unpack
from urllib.parse import urlsplit

from dragoman.export.acts import Act, Choice, Item, Party, acts_of
from dragoman.export.codes import base_of, chain_of, goldstein, load_codes, name_of, number_of, quad_of, role_of, root_of
from dragoman.export.layout import Cell, Column, Layout, Line, clean
from dragoman.export.pairs import Pair, pairs_of
from dragoman.records import Carrier, Event, Place

__all__ = [
    "EVENTS",
    "MENTIONS",
    "event_lines",
    "export_events",
    "export_mentions",
    "mention_lines",
    "read_events",
    "read_mentions",
]

_LEAD = 300
"""A sentence that begins before this code point of its article is taken to stand in the lead."""


def _actor(number: int) -> tuple[Column, ...]:
    names = ("KnownGroup", "Ethnic", "Religion1", "Religion2", "Type1", "Type2", "Type3")
    return (
        Column(f"Actor{number}Code", "code"),
        Column(f"Actor{number}Name"),
        Column(f"Actor{number}CountryCode", "code"),
        *(Column(f"Actor{number}{name}Code", "code") for name in names),
    )


def _geo(of: str) -> tuple[Column, ...]:
    return (
        Column(f"{of}Geo_Type", "integer"),
        Column(f"{of}Geo_FullName"),
        Column(f"{of}Geo_CountryCode", "code"),
        Column(f"{of}Geo_ADM1Code", "code"),
        Column(f"{of}Geo_ADM2Code", "code"),
        Column(f"{of}Geo_Lat", "number"),
        Column(f"{of}Geo_Long", "number"),
        Column(f"{of}Geo_FeatureID", "code"),
    )


EVENTS = Layout(
    format="GDELT events",
    header=False,
    day="%Y%m%d",
    columns=(
        Column("GlobalEventID", "integer"),
        Column("Day", "day"),
        Column("MonthYear", "integer"),
        Column("Year", "integer"),
        Column("FractionDate", "number"),
        *_actor(1),
        *_actor(2),
        Column("IsRootEvent", "integer"),
        Column("EventCode", "code"),
        Column("EventBaseCode", "code"),
        Column("EventRootCode", "code"),
        Column("QuadClass", "integer"),
        Column("GoldsteinScale", "number"),
        Column("NumMentions", "integer"),
        Column("NumSources", "integer"),
        Column("NumArticles", "integer"),
        Column("AvgTone", "number"),
        *_geo("Actor1"),
        *_geo("Actor2"),
        *_geo("Action"),
        Column("DATEADDED", "code"),
        Column("SOURCEURL"),
    ),
)
MENTIONS = Layout(
    format="GDELT mentions",
    header=False,
    columns=(
        Column("GlobalEventID", "integer"),
        Column("EventTimeDate", "code"),
        Column("MentionTimeDate", "code"),
        Column("MentionType", "integer"),
        Column("MentionSourceName"),
        Column("MentionIdentifier"),
        Column("SentenceID", "integer"),
        Column("Actor1CharOffset", "integer"),
        Column("Actor2CharOffset", "integer"),
        Column("ActionCharOffset", "integer"),
        Column("InRawText", "integer"),
        Column("Confidence", "integer"),
        Column("MentionDocLen", "integer"),
        Column("MentionDocTone", "number"),
        Column("MentionDocTranslationInfo"),
        Column("Extras"),
    ),
)


def event_lines(act: Act) -> Iterator[Line]:
    """An events line for each pair. Day: the act's, or that of the first publication, as GDELT dates what it cannot date.

    Readers of GDELT want a number in IsRootEvent, NumSources and AvgTone: tone is not measured and always 0. Places of actors
    are their countries.
    """
    day = act.story_day
    told: dict[str, Cell] = {
        "Day": day,
        "MonthYear": day.year * 100 + day.month if day else None,
        "Year": day.year if day else None,
        "FractionDate": _fraction(day) if day else None,
        "IsRootEvent": int(act.first is not None and act.first.event.sentence.start < _LEAD),
        "EventCode": act.cameo,
        "EventBaseCode": base_of(act.cameo),
        "EventRootCode": root_of(act.cameo),
        "QuadClass": quad_of(act.cameo, reduce_relations=4),
        "GoldsteinScale": goldstein(act.cameo),
        "NumMentions": max(len(act.reports), len(act.articles)),
        "NumSources": max(1, len(act.publishers)),
        "NumArticles": max(1, len(act.articles)),
        "AvgTone": 0,
        **_place("Action", act.place),
        "DATEADDED": _stamp(act.first_report or act.day),
        "SOURCEURL": _address(act.carrier) if act.carrier else None,
    }
    for pair in pairs_of(act):
        homes = {**_home("Actor1", pair.actor), **_home("Actor2", pair.recipient)}
        yield {"GlobalEventID": _id(act, pair), **_party(1, pair.actor), **_party(2, pair.recipient), **homes, **told}


def mention_lines(act: Act) -> Iterator[Line]:
    """A mentions line for each pair and report; of a bare incident, for each pair and article, without what only reports
    tell."""
    carried: list[tuple[Carrier, Event | None]] = [(report.carrier, report.event) for report in act.reports]
    carried = carried or [(Carrier(article=article), None) for article in act.articles]
    for pair in pairs_of(act):
        for carrier, event in carried:
            url = carrier.url or ""
            yield {
                "GlobalEventID": _id(act, pair),
                "EventTimeDate": _stamp(act.first_report or act.day),
                "MentionTimeDate": _stamp(carrier.published or act.first_report or act.day),
                "MentionType": 1 if url.lower().startswith(("http://", "https://")) else 2,
                "MentionSourceName": clean(_host(url) or carrier.publisher),
                "MentionIdentifier": _address(carrier),
                "SentenceID": event.sentence_number if event else None,
                "Actor1CharOffset": _offset(event, pair.actor),
                "Actor2CharOffset": _offset(event, pair.recipient),
                "ActionCharOffset": event.trigger.start if event else -1,
                "InRawText": 1 if event else None,
                "Confidence": max(10, round(event.confidence * 10) * 10) if event and event.confidence is not None else None,
                "MentionDocLen": None,
                "MentionDocTone": None,
                "MentionDocTranslationInfo": None,
                "Extras": None,
            }


def _id(act: Act, pair: Pair) -> int:
    return number_of(pair.id_of(act))


def _stamp(day: date | None) -> str | None:
    """YYYYMMDDHHMMSS at midnight, for the hour is not known."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}000000" if day else None


def _fraction(day: date) -> float:
    """The year and the share of it that is over, as the codebook approximates it."""
    return day.year + round(((day.month - 1) * 30 + day.day) / 365, 4)


def _party(number: int, party: Party | None) -> dict[str, Cell]:
    codes = load_codes()
    actor = party.actor if party else None
    country = actor.country if actor else None
    entity = codes.entities.get(country or "")
    roles = list(dict.fromkeys(role for sector in (party.sectors if party else ()) if (role := role_of(sector))))
    if entity:
        roles.insert(0, entity["cameo"][:3])
    name = name_of(party)
    return {
        f"Actor{number}Code": chain_of(party),
        f"Actor{number}Name": clean(name.upper()) if name else None,
        f"Actor{number}CountryCode": codes.country(country, "cameo"),
        f"Actor{number}KnownGroupCode": (entity["group"] or None) if entity else None,
        f"Actor{number}EthnicCode": None,
        f"Actor{number}Religion1Code": None,
        f"Actor{number}Religion2Code": None,
        **{f"Actor{number}Type{at + 1}Code": roles[at] if at < len(roles) else None for at in range(3)},
    }


def _country(of: str, code: str | None, point: tuple[float | None, float | None] | None) -> dict[str, Cell]:
    """A country as a place of type 1, its FIPS code also as division and feature, as GDELT has it; type 0 for what is none."""
    codes = load_codes()
    name, fips = codes.country_name(code), codes.country(code, "fips")
    latitude, longitude = point or (None, None)
    return {
        f"{of}Geo_Type": 1 if name else 0,
        f"{of}Geo_FullName": clean(name),
        f"{of}Geo_CountryCode": fips,
        f"{of}Geo_ADM1Code": fips,
        f"{of}Geo_ADM2Code": None,
        f"{of}Geo_Lat": latitude if name else None,
        f"{of}Geo_Long": longitude if name else None,
        f"{of}Geo_FeatureID": fips,
    }


def _home(of: str, party: Party | None) -> dict[str, Cell]:
    """The country that a party is of, never where it was: Dragoman looks for the place of the act alone."""
    code = party.actor.country if party else None
    return _country(of, code, load_codes().centre(code))


def _place(of: str, place: Place | None) -> dict[str, Cell]:
    codes = load_codes()
    if place is None or place.country is None:
        return _country(of, None, None)
    if place.resolution == "country":
        return _country(of, place.country, (place.latitude, place.longitude))
    kind, other = (2, 3) if place.country == "USA" else (5, 4)
    fips = codes.country(place.country, "fips")
    names = (place.name, codes.province(place), codes.country_name(place.country))
    division = (place.admin1 or "").partition(".")[2]
    return {
        f"{of}Geo_Type": kind if place.resolution == "admin1" else other,
        f"{of}Geo_FullName": clean(", ".join(dict.fromkeys(name for name in names if name))),
        f"{of}Geo_CountryCode": fips,
        f"{of}Geo_ADM1Code": f"{fips}{division}" if fips else None,
        f"{of}Geo_ADM2Code": None,
        f"{of}Geo_Lat": place.latitude,
        f"{of}Geo_Long": place.longitude,
        f"{of}Geo_FeatureID": None,
    }


def _offset(event: Event | None, party: Party | None) -> int:
    """Where the party stands in the article; -1 if it is another report's, or unknown."""
    if event is None or party is None:
        return -1
    mentions = (*event.actors, *event.recipients)
    found = next((each for each in mentions if each.span == party.span), None) if party.span else None
    found = found or next((each for each in mentions if each.actor.code == party.actor.code != "?"), None)
    return found.span.start if found else -1


def _address(carrier: Carrier) -> str:
    """The article's address, or its id where it has none."""
    return clean(carrier.url) or clean(carrier.article) or "?"


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def export_events(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write the events table; actual acts with a named doer unless the choice says otherwise."""
    EVENTS.write((line for act in acts_of(items, **choice) for line in event_lines(act)), stream)


def export_mentions(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write the mentions table that belongs to `export_events` of the same items."""
    MENTIONS.write((line for act in acts_of(items, **choice) for line in mention_lines(act)), stream)


def read_events(stream: BinaryIO) -> Iterator[dict[str, Cell]]:
    """The rows of an events table, cells as values. Raises: ExportError."""
    return EVENTS.read(stream)


def read_mentions(stream: BinaryIO) -> Iterator[dict[str, Cell]]:
    """The rows of a mentions table, cells as values. Raises: ExportError."""
    return MENTIONS.read(stream)
