"""Two reports compared: what speaks for one happening and what against it, as named observations."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dragoman.incidents.profile import Party, Profile, Vector
from dragoman.records import Place

__all__ = ["OBSERVATIONS", "STEEP", "TURN", "cosine", "is_ruled_out", "observe", "shares_something"]

_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_ENTITIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ASSAULT", "RETREAT"})
"""Types that all parties may do together: who met whom is told either way, and so is who fought whom."""
_TALKS = frozenset({"CONSULT", "COOPERATE"})
_VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types of words alone: who speaks makes the act."""
_FRESH = 3
"""Days from an act to the articles that begin with it."""
_SEASON = 92
"""Days from which a span ("in 2010") tells no more of when than that articles are of one time."""
STEEP, TURN = 8.0, 5.0
"""Vectors of `coding/what/sense.py` are made so that of a pair at cosine c the log-odds of one happening are 8 c - 5."""
_NEAR_KM = 30.0
_SAME_STORY, _SURELY = 0.03, 0.25
"""Cosine of two articles' words from which they may tell one story, and from which they surely do."""
_PARTICULAR = (
    *("one article", "one copy", "names", "place same", "place near", "place named"),
    *("speaker name", "actor name", "recipient name"),
)
"""Observations of something that not every act of the kind has."""

_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
_RULING = ("speaker other name", "speaker other country", "told several")
_SIDES = ("speaker", "actor", "recipient")
OBSERVATIONS = (
    *(f"both {kind}" for kind in _TYPES),
    *("type other", "type other beside", "mode shared", "mode other"),
    *("trigger same", "trigger act", "trigger other"),
    *("told again", "told anew", "told back", "both told back"),
    *("sense", "sense alike", "sense none"),
    *("words", "words none", "local words", "names", "names none", "story"),
    *("one article", "one sentence", "one copy"),
    *(f"{side} {level}" for side in _SIDES for level in ("name", "code", "kin", "country", "words")),
    *(f"{side} other sector" for side in _SIDES),
    *(f"{side} other {level}" for side in _SIDES[1:] for level in ("name", "country")),
    *("parties crossed", "said alike", "said other"),
    *("place same", "place holds", "place near", "place other town", "place other country", "place named"),
    *("country shared", "country other"),
    *("day same", "day within", "day vague", "day season", "day next", "day few", "day apart"),
    *("number shared", "number other", "leads both"),
    *("lead fresh", "lead stale", "leads near"),
    *("report fresh", "report stale", "report old", "report before"),
    *("published near", "published week", "published far", "timeless"),
    *("figure same", "figure grown", "figure other"),
)
"""Every name that `observe` can give and that has a weight; `_RULING` have none."""


def observe(one: Profile, other: Profile, closeness: float) -> dict[str, float]:
    """Observation -> its strength in [0, 1]; what is not observed is left out.

    `closeness` of the two types: 1 for the same. Both profiles must be of one `state`; `one` the first by their `order`.
    """
    found = {f"both {one.report.event.type}": 1.0} if closeness == 1.0 else {"type other": 1.0 - closeness}
    _see_act(one, other, found)
    _see_sense(one, other, found)
    _see_words(one, other, found)
    _see_parties(one, other, found)
    _see_place(one, other, found)
    _see_time(one, other, found)
    _see_figures(one, other, found)
    return found


def shares_something(seen: Mapping[str, float]) -> bool:
    """Whether two reports have more in common than their kind of act: an article, a name, a place, a day in one country.

    Without it a common kind of act, a common sector and a common verb would make one happening of any two; the more so where
    nothing says when either was, or the year alone.
    """
    if any(name in seen for name in _PARTICULAR):
        return True
    vague = "timeless" in seen or "day season" in seen
    if seen.get("story", 0.0) >= (_SURELY if vague else _SAME_STORY):
        return True
    here = "country shared" in seen or "place holds" in seen
    return here and any(name in seen for name in ("day same", "day within", "leads near", "lead fresh", "report fresh"))


def is_ruled_out(seen: Mapping[str, float]) -> bool:
    """Whether one observation settles that two reports tell two happenings.

    Words of two speakers ("two governments condemn one act"), several acts and one ("two attacks this month"), and acts of two
    types and two verbs in one article ("a visit and the signing during it").
    """
    if any(name in seen for name in _RULING):
        return True
    return "type other beside" in seen and "trigger other" in seen


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Of two vectors of length 1."""
    if len(other) < len(one):
        one, other = other, one
    return math.fsum(weight * other[key] for key, weight in one.items() if key in other)


def _see_act(one: Profile, other: Profile, found: dict[str, float]) -> None:
    modes, others = set(one.report.event.modes), set(other.report.event.modes)
    if modes and others:
        found["mode shared" if modes & others else "mode other"] = 1.0
    if one.trigger == other.trigger:
        found["trigger same"] = 1.0
    elif one.acts & other.acts:
        found["trigger act"] = 1.0
    elif one.acts and other.acts:
        found["trigger other"] = 1.0
    if one.anew != other.anew:
        found["told anew"] = 1.0
    if one.several != other.several:
        found["told several"] = 1.0
    if one.recalled or other.recalled:
        found["both told back" if one.recalled and other.recalled else "told back"] = 1.0


def _see_sense(one: Profile, other: Profile, found: dict[str, float]) -> None:
    """How far both sentences point the same way, and whether that is far enough for one happening."""
    if one.sense is None or other.sense is None or one.reader != other.reader:
        found["sense none"] = 1.0
        return
    angle = _angle(one.sense, other.sense)
    found["sense"] = max(0.0, angle)
    found["sense alike"] = 1.0 / (1.0 + math.exp(-(STEEP * angle - TURN)))


def _angle(one: Vector, other: Vector) -> float:
    """Cosine of two vectors of whole numbers."""
    return float(one @ other) / math.sqrt(max(1.0, float(one @ one) * float(other @ other)))


def _see_words(one: Profile, other: Profile, found: dict[str, float]) -> None:
    event, second = one.report.event, other.report.event
    if event.article == second.article:
        found["one article"] = 1.0
        if event.type != second.type:
            found["type other beside"] = 1.0
        if event.sentence == second.sentence:
            found["one sentence"] = 1.0
        elif one.again or other.again:
            found["told again"] = 1.0
    else:
        found["story"] = cosine(one.story, other.story)
        if one.report.carrier.original == other.report.carrier.original:
            found["one copy"] = 1.0
    if event.sentence == second.sentence and event.article == second.article:
        return
    alike = cosine(one.vector, other.vector)
    found["words" if alike else "words none"] = alike or 1.0
    if {event.type, second.type} <= _VERBAL:
        found["said alike" if alike else "said other"] = alike or 1.0
    found["local words"] = cosine(one.local, other.local)
    if one.names and other.names:
        shared = len(one.names & other.names) / min(len(one.names), len(other.names))
        found["names" if shared else "names none"] = shared or 1.0


def _see_parties(one: Profile, other: Profile, found: dict[str, float]) -> None:
    doer = "speaker" if {one.report.event.type, other.report.event.type} <= _VERBAL else "actor"
    straight = [*_sides(doer, one.actors, other.actors), *_sides("recipient", one.recipients, other.recipients)]
    if one.report.event.type in _MUTUAL and other.report.event.type in _MUTUAL and not (one.recipients and other.recipients):
        straight = list(_sides(doer, (*one.actors, *one.recipients), (*other.actors, *other.recipients)))
    elif one.actors and one.recipients and other.actors and other.recipients:
        crossed = [*_sides(doer, one.actors, other.recipients), *_sides("recipient", one.recipients, other.actors)]
        if _agreement(crossed) > max(0.0, _agreement(straight)):
            found["parties crossed"] = 1.0
            if one.report.event.type in _TALKS:
                straight = crossed
    found.update(dict.fromkeys(straight, 1.0))
    if one.countries and other.countries:
        found["country shared" if one.countries & other.countries else "country other"] = 1.0


_RANKS = {
    "name": 3.0, "code": 2.0, "words": 1.5, "kin": 1.0, "country": 0.9,
    "other sector": -1.0, "other name": -2.0, "other country": -3.0,
}  # fmt: skip


def _agreement(sides: Sequence[str]) -> float:
    return sum(_RANKS[side.partition(" ")[2]] for side in sides)


def _sides(side: str, ones: Sequence[Party], others: Sequence[Party]) -> tuple[str, ...]:
    """The best agreement of any two of both lists; nothing when either is empty or nothing is known."""
    levels = [level for one in ones for other in others if (level := _level(one, other)) is not None]
    return (f"{side} {max(levels, key=_RANKS.__getitem__)}",) if levels else ()


def _level(one: Party, other: Party) -> str | None:
    """How two parties agree; None when what is known of them cannot be compared. A settled country contradicts no other."""
    if one.name & other.name:
        return "name"
    country = bool(one.country and other.country)
    if country and one.country != other.country:
        if not (one.settled or other.settled):
            return "words" if one.words & other.words else "other country"
        country = False
    if one.name and other.name and one.sectors & other.sectors:
        return "other name"
    if country and (one.nation or other.nation or not one.sectors or not other.sectors):
        return "country"
    if one.sectors & other.sectors:
        return "code" if country else "words" if one.words & other.words else "kin"
    if one.words & other.words:
        return "words"
    if country and one.sectors & _STATE_SECTORS and other.sectors & _STATE_SECTORS:
        return "kin"
    return "other sector" if one.sectors and other.sectors else None


def _see_place(one: Profile, other: Profile, found: dict[str, float]) -> None:
    place, second = one.report.event.place, other.report.event.place
    if place is not None and second is not None:
        if (seen := _places(place, second)) is not None:
            found[seen] = 1.0
    elif place is not None or second is not None:
        stated, silent = (place, other) if place is not None else (second, one)
        if stated is not None and any(word.lower() in silent.names for word in (stated.name or stated.text).split()):
            found["place named"] = 1.0


def _places(one: Place, other: Place) -> str | None:
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return "place same"
    if one.country is None or other.country is None:
        return "place same" if one.text == other.text else None
    if one.country != other.country:
        return "place other country"
    if "country" in (one.resolution, other.resolution):
        return "place holds"
    if one.admin1 == other.admin1 and "admin1" in (one.resolution, other.resolution):
        return "place holds"
    if _distance_km(one, other) <= _NEAR_KM:
        return "place near"
    return "place other town"


def _distance_km(one: Place, other: Place) -> float:
    """Great-circle distance; infinite when either has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    north, second = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(one.longitude - other.longitude)
    half = math.sin((north - second) / 2) ** 2 + math.cos(north) * math.cos(second) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _see_time(one: Profile, other: Profile, found: dict[str, float]) -> None:
    if any(each.first is None and each.published is None for each in (one, other)):
        found["timeless"] = 1.0
    if one.published is not None and other.published is not None:
        apart = abs(one.published - other.published)
        if one.lead and other.lead and apart <= _FRESH:
            found["leads both"] = 1.0
        found["published near" if apart <= 2 else "published week" if apart <= 9 else "published far"] = 1.0
    if one.first is not None and one.last is not None and other.first is not None and other.last is not None:
        gap = max(one.first, other.first) - min(one.last, other.last)
        spans = sorted((one.last - one.first, other.last - other.first))
        if gap <= 0:
            level = "same" if not spans[1] else "within" if spans[1] <= 7 else "vague" if spans[1] <= _SEASON else "season"
            found[f"day {level}"] = 1.0
        else:
            found["day next" if gap == 1 else "day few" if gap <= 3 else "day apart"] = 1.0
        return
    if one.first is None and other.first is None:
        if one.lead and other.lead and one.published and other.published and abs(one.published - other.published) <= _FRESH:
            found["leads near"] = 1.0
        return
    dated, silent = (one, other) if one.first is not None else (other, one)
    if dated.first is None or dated.last is None or silent.published is None or silent.state == "planned":
        return
    delay = silent.published - dated.last
    if silent.published < dated.first:
        found["report before"] = 1.0
    elif silent.lead:
        found["lead fresh" if delay <= _FRESH else "lead stale"] = 1.0
    else:
        found["report fresh" if delay <= 3 else "report stale" if delay <= 10 else "report old"] = 1.0


def _see_figures(one: Profile, other: Profile, found: dict[str, float]) -> None:
    """Any numbers shared or not; those of one kind the same, apart by what a count may grow in days, or another's."""
    if one.numbers and other.numbers and "one sentence" not in found:
        found["number shared" if one.numbers & other.numbers else "number other"] = 1.0
    for kind in one.figures.keys() & other.figures.keys():
        (low, high), (least, most) = one.figures[kind], other.figures[kind]
        if low <= most and least <= high:
            found["figure same"] = 1.0
        else:
            small, great = sorted((max(low, 1.0), max(least, 1.0)))
            found["figure grown" if great <= 2.5 * small + 3 else "figure other"] = 1.0
