"""What is compared of a report: its act, parties, place, days and words, prepared once."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.incidents.relative import days_ago, days_before, days_counted
from dragoman.incidents.words import Lexicon, Word, split_words
from dragoman.records import Event, Mention, Report

__all__ = ["Party", "Profile", "Vector", "localize", "make_profiles"]

_DONE = frozenset({"actual", "historical"})
_MEETING = frozenset({"meet", "visit", "exercise", "call"})
_NATIONS = frozenset({"country", "demonym"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_SETTLED = ("country of ", "publisher's country")
"""How a reason begins by which an actor's country is that of what is around it, not its own."""
_RECALLING = frozenset({"had", "which", "who", "whom", "where", "that", "after", "since", "following", "over", "about", "for"})
"""Words shortly before an act that a sentence recalls rather than reports."""
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WEEK = 7
_NAME = 4
"""Bytes of a report's sense that name the model it was read by."""
_ANEW = frozenset({"second", "third", "another", "again", "new", "fresh", "renewed", "further", "previous", "earlier"})
_COUNTING = frozenset((*_NUMBERS, "both", "several", "many", "repeated", "series", "string", "wave", "spate"))
_OCCASIONS = frozenset(
    (
        *("ambushes", "assaults", "attacks", "blasts", "bombings", "clashes", "demonstrations", "explosions", "marches"),
        *("massacres", "meetings", "protests", "raids", "rallies", "shellings", "shootings", "strikes", "summits", "visits"),
    )
)
"""Acts that are counted: "two attacks", "a series of raids"."""
_ASIDE = 5
"""Words before the trigger among which "second" or "another" is looked for."""
_LEAD = 60
"""A sentence that begins before this many code points is the article's first, behind its dateline."""
_NEAR = 6
"""Words from the trigger at which a word of the sentence counts half."""
_COUNTRY = 0.4
"""What a shared country tells, beside a rare name's 1."""


Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Party:
    """One party at the level of detail its words give.

    `nation`: a country alone; `name`: stems of its name; `words`: of the mention's common words; `settled`: the country is
    that of the place or story, not its own.
    """

    country: str | None
    sectors: frozenset[str]
    name: frozenset[str]
    words: frozenset[str]
    nation: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A report as it is compared. Days are proleptic Gregorian ordinals, None where the text gives none or none is known.

    `state`: done, planned or denied. `trigger` is a stem, `acts` what it may tell; `again`: it points back ("the attack"),
    `recalled`: it does, or stands where acts are recalled ("which had protested", "after the killing"); `anew`: it tells one
    of several ("a second attack"), `several`: it counts those of a span ("killed in two attacks this month"); `lead`: its
    sentence is the article's first. `vector` are the sentence's content words, those near the trigger weighing more, of length
    1; `local` the same with words weighing less the more articles of the same story use them; `story` those of the article,
    `setting` its names and countries with their rarity. `names` are stems of the sentence's capitalised words, `numbers` its
    numbers from two on but for those of its date. `sense` is the report's, as whole numbers so that products are exact in any
    order of adding, None where there is none; `reader` names the model that it is of: those of two cannot be compared.
    """

    report: Report
    state: str
    trigger: str
    acts: frozenset[str]
    again: bool
    recalled: bool
    anew: bool
    several: bool
    lead: bool
    first: int | None
    last: int | None
    published: int | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    countries: frozenset[str]
    names: frozenset[str]
    vector: Mapping[str, float]
    local: Mapping[str, float]
    story: Mapping[str, float]
    setting: Mapping[str, float]
    figures: Mapping[str, tuple[float, float]]
    numbers: frozenset[int]
    sense: Vector | None = field(default=None, compare=False)

    @property
    def reader(self) -> bytes:
        """The model that read the sentence, b"" where none did."""
        return self.report.sense[:_NAME]

    @property
    def order(self) -> tuple[int, str]:
        """Publication, unknown last, then the event's id: an order that arrival does not change."""
        return self.published if self.published is not None else 10**7, self.report.event.id

    @property
    def day(self) -> int | None:
        """The day it is looked up by: its own, where that is known to a month or better, else that of publication."""
        if self.first is not None and self.last is not None and self.last - self.first <= 31:
            return (self.first + self.last) // 2
        return self.published


def make_profiles(reports: Iterable[Report], lexicon: Lexicon, texts: Mapping[str, str] | None = None) -> list[Profile]:
    """The profiles of all reports, in their `order`.

    An article's story is that of its text, `texts` by article id, where that is given, else of its reports among these.
    """
    articles: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        articles[report.event.article].append(report)
    found: list[Profile] = []
    for told in articles.values():
        full = texts.get(told[0].event.article) if texts else None
        parts = [full] if full is not None else list(dict.fromkeys(report.event.quote for report in told))
        words = [word for part in (*parts, told[0].carrier.headline or "") for word in split_words(part)]
        story = _unit(_weigh(((word, 1.0) for word in words), lexicon))
        setting = {stem: lexicon.weight(stem) for stem in _names(words, lexicon)}
        setting |= {country: _COUNTRY for report in told for country in _countries(report)}
        found += (_profile(report, story, setting, lexicon) for report in told)
    return sorted(found, key=lambda profile: profile.order)


def localize(profiles: Sequence[Profile], related: Mapping[str, Iterable[str]]) -> list[Profile]:
    """The profiles with their `local` words; `related`: article -> the articles of the same story, itself aside."""
    used: dict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        used[profile.report.event.article].update(profile.vector)
    found = []
    shares: dict[str, tuple[Counter[str], int]] = {}
    for profile in profiles:
        article = profile.report.event.article
        if article not in shares:
            others = [used[other] for other in related.get(article, ())]
            shares[article] = Counter(stem for words in others for stem in words), len(others)
        counts, total = shares[article]
        local = {stem: weight * (1.0 - counts[stem] / (total + 1)) for stem, weight in profile.vector.items()}
        found.append(replace(profile, local=_unit(local)))
    return found


def _names(words: Iterable[Word], lexicon: Lexicon) -> frozenset[str]:
    """Stems of capitalised words; of those that begin a sentence, where our corpus holds no such word."""
    stems = ((word, lexicon.stemmer.stem(word.text)) for word in words if lexicon.is_content(word.text))
    return frozenset(stem for word, stem in stems if word.name or (word.text[0].isupper() and lexicon.weight(stem) == 1.0))


def _countries(report: Report) -> frozenset[str]:
    event = report.event
    found = {mention.actor.country for mention in (*event.actors, *event.recipients)}
    return frozenset(country for country in (*found, event.place.country if event.place else None) if country)


def _profile(report: Report, story: Mapping[str, float], setting: Mapping[str, float], lexicon: Lexicon) -> Profile:
    event, carrier = report.event, report.carrier
    words = list(split_words(event.quote))
    at, end = event.trigger.start - event.sentence.start, event.trigger.end - event.sentence.start
    centre = next((index for index, word in enumerate(words) if word.start + len(word.text) > at), 0)
    trigger = lexicon.stemmer.stem(words[centre].text) if words else ""
    stems = {lexicon.stemmer.stem(word.text) for word in words if at <= word.start < end} or {trigger}
    published = carrier.published.toordinal() if carrier.published else None
    days = _days(event, [word.text.lower() for word in words], centre, published)
    acts = frozenset[str]().union(*(lexicon.acts.get(stem, frozenset()) for stem in stems))
    near = ((word, _NEAR / (_NEAR + abs(index - centre))) for index, word in enumerate(words) if index != centre)
    return Profile(
        report=report,
        state=_state(event, acts),
        trigger=trigger,
        acts=acts,
        again=centre > 0 and words[centre - 1].text.lower() in _POINTING,
        recalled=event.sentence.start >= _LEAD
        and any(word.text.lower() in _POINTING | _RECALLING for word in words[max(0, centre - 3) : centre]),
        anew=any(word.text.lower() in _ANEW for word in words[max(0, centre - _ASIDE) : centre + 3]),
        several=days is not None and days[1] > days[0] and _counts_acts(words, acts, lexicon),
        lead=event.sentence.start < _LEAD,
        first=days[0] if days else None,
        last=days[1] if days else None,
        published=published,
        actors=tuple(_party(mention, lexicon) for mention in event.actors),
        recipients=tuple(_party(mention, lexicon) for mention in event.recipients),
        countries=_countries(report),
        names=_names(words, lexicon),
        vector=(vector := _unit(_weigh(near, lexicon))),
        local=vector,
        story=story,
        setting=setting,
        figures={
            magnitude.kind: (magnitude.low or 0.0, math.inf if magnitude.high is None else magnitude.high)
            for magnitude in event.magnitudes
        },
        numbers=_numbers(event, words),
        sense=np.frombuffer(report.sense, dtype=np.int8, offset=_NAME).astype(np.float32) if report.sense else None,
    )


def _counts_acts(words: Sequence[Word], acts: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether acts of this kind are counted in a sentence: "two attacks", "both of the raids"."""
    told = [word.text.lower() for word in words]
    counted = {noun for at, word in enumerate(told) if word in _COUNTING for noun in told[at + 1 : at + 4]} & _OCCASIONS
    return any(acts & lexicon.acts.get(lexicon.stemmer.stem(noun), frozenset()) for noun in counted)


def _numbers(event: Event, words: Sequence[Word]) -> frozenset[int]:
    """Numbers of the sentence, from two on, that are no year and not of its date."""
    dated = {word.text.lower() for word in split_words(event.date.text)} if event.date is not None else set()
    found = set()
    for word in words:
        text = word.text.lower()
        if text in dated:
            continue
        if text in _NUMBERS:
            found.add(_NUMBERS.index(text) + 2)
        elif text.isdecimal() and not (len(text) == 4 and text[:2] in ("19", "20")) and int(text) > 1:
            found.add(int(text))
    return frozenset(found)


def _days(event: Event, words: Sequence[str], centre: int, published: int | None) -> tuple[int, int] | None:
    """First and last day: as coded, or counted back from that or from publication where the sentence says by how much.

    What a sentence without a date tells is of the day of publication or the two before.
    """
    coded = (event.date.start, event.date.end) if event.date is not None else (None, None)
    stated = (coded[0].toordinal(), coded[1].toordinal()) if coded[0] is not None and coded[1] is not None else None
    if event.date is not None and stated is not None:
        counted = days_counted([word.text.lower() for word in split_words(event.date.text)], stated)
        if counted is not None:
            return counted
    if event.date is not None and published is not None and (stated is None or stated[1] - stated[0] > _WEEK):
        ago = days_ago([word.text.lower() for word in split_words(event.date.text)])
        if ago is not None:
            return published - ago[1], published - ago[0]
    back = days_before(words, centre)
    base = stated or ((published - 2, published) if published is not None else None)
    if back is None or base is None or base[1] - base[0] > _WEEK:
        return stated
    return base[0] - back[1], base[1] - back[0]


def _state(event: Event, acts: frozenset[str]) -> str:
    """A meeting that the coder reads as agreed upon, since it is to come, is planned."""
    if event.status == "negated":
        return "denied"
    ahead = event.type == "AGREE" and acts & _MEETING and "agree" not in acts
    return "done" if event.status in _DONE and not ahead else "planned"


def _party(mention: Mention, lexicon: Lexicon) -> Party:
    actor = mention.actor
    nation = mention.kind in _NATIONS
    stem = lexicon.stemmer.stem
    name = "" if nation or not actor.name else actor.name
    return Party(
        country=actor.country,
        sectors=frozenset(sector for sector in (actor.sector, *actor.other_sectors) if sector),
        name=frozenset(stem(word.text) for word in split_words(name) if lexicon.is_content(word.text)),
        words=frozenset(stem(w.text) for w in split_words(mention.text) if w.text[0].islower() and lexicon.is_content(w.text)),
        nation=nation,
        settled=any(reason.removeprefix("the ").startswith(_SETTLED) for reason in actor.basis),
    )


def _weigh(words: Iterable[tuple[Word, float]], lexicon: Lexicon) -> dict[str, float]:
    """Stem -> its weight, the greatest where it stands more than once."""
    found: dict[str, float] = {}
    for word, share in words:
        if lexicon.is_content(word.text):
            stem = lexicon.stemmer.stem(word.text)
            found[stem] = max(found.get(stem, 0.0), share * lexicon.weight(stem))
    return found


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {stem: weight / length for stem, weight in vector.items()} if length else {}
