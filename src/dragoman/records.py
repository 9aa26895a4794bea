"""The vocabulary: the frozen records that flow through Dragoman.

All offsets count Unicode code points and are half-open: `text[start:end]`. Absence is `None` or an empty tuple.
Every record turns into plain JSON with `dragoman.codec`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

__all__ = [
    "Actor",
    "Article",
    "Attribution",
    "Caption",
    "Carrier",
    "Event",
    "Figure",
    "Incident",
    "Magnitude",
    "Mention",
    "Pairing",
    "Parse",
    "Place",
    "Published",
    "Report",
    "Segment",
    "Skip",
    "Source",
    "Span",
    "Stance",
    "Status",
    "Timex",
    "Value",
]

Status = Literal["actual", "negated", "future", "hypothetical", "historical"]
Stance = Literal["asserts", "denies", "doubts", "demands"]
Granularity = Literal["day", "week", "month", "season", "year", "decade", "span"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of code points, `[start, end)`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span in `text`."""
        return text[self.start : self.end]

    def within(self, other: Span) -> bool:
        """Whether this span lies inside `other`."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of `Article.text` copied unchanged from the original: `length` code points from `source`."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article came from.

    `path`: the input as given (`-` for standard input); `record`: 1-based line, row or item inside it;
    `field`: the column or key whose value is the original text (None when the whole file is).
    """

    path: str
    record: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article was published: the day, the moment with its zone where known, and how we know (`basis`).

    `basis`: metadata (a field of the input), option (given by the caller), page (a line of the page),
    dateline, caption (published on or just after that day).
    """

    day: date
    at: datetime | None = None
    basis: str = "metadata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A picture caption, kept once and apart from the body. `source` locates it in the original text."""

    text: str
    credit: str | None = None
    day: date | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article: its body in `text`, everything else beside it.

    `segments` maps `text` to the original: the decoded text file, or the text field of a JSONL, CSV or Parquet row.
    For HTML, WARC and feeds the kept text is itself the original.
    """

    id: str
    text: str
    source: Source
    segments: tuple[Segment, ...] = ()
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: Published | None = None
    language: str | None = None
    captions: tuple[Caption, ...] = ()

    def to_source(self, span: Span) -> Span | None:
        """Where `span` of `text` stands in the original; None when no single run of the original holds it."""
        for segment in self.segments:
            if segment.start <= span.start and span.end <= segment.start + segment.length:
                shift = segment.source - segment.start
                return Span(start=span.start + shift, end=span.end + shift)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """An input, or one record of it, that could not be read: what, where and the fix, in one line."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """One parsed sentence, as columns: index `i` of each column is token `i`.

    `starts`/`ends` are offsets into `Article.text`; `heads[i]` is the index of the head (the root's is itself).
    `entities` are (first token, one past the last, label) of the named-entity recogniser.
    `tags` are Penn tags, `pos` Universal ones, `deps` spaCy's English (ClearNLP) labels.
    """

    span: Span
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    entities: tuple[tuple[int, int, str], ...] = ()
    children: tuple[tuple[int, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    def child(self, token: int, *labels: str) -> Iterator[int]:
        """The children of `token` whose dependency label is one of `labels`, left to right."""
        for index in self.children[token]:
            if self.deps[index] in labels:
                yield index

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above `token`, nearest first."""
        seen = {token}
        while self.heads[token] not in seen:
            token = self.heads[token]
            seen.add(token)
            yield token

    def subtree(self, token: int) -> list[int]:
        """`token` and everything below it, in order of the sentence."""
        found, stack = [], [token]
        while stack:
            index = stack.pop()
            found.append(index)
            stack.extend(self.children[index])
        return sorted(found)

    def cover(self, first: int, last: int) -> Span:
        """The span in `Article.text` from token `first` to token `last`, both included."""
        return Span(start=self.starts[first], end=self.ends[last])


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who: a country (ISO 3166 alpha-3 or a PLOVER international code), a sector, and a name where there is one.

    `basis` says how we know: the rows and rules that were used.
    """

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    office: str | None = None
    basis: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Country and sector in one string, "RUS LEG", for people to read; "?" when neither is known."""
        return " ".join(part for part in (self.country, self.sector) if part) or "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An actor's words in one sentence. `head` is the index of the head token in the sentence's `Parse`.

    `kind`: name, country, demonym, organization, role, group, pronoun. `antecedent`: the words in the article that
    it stands for, where coreference was used.
    """

    span: Span
    text: str
    kind: str
    actor: Actor
    head: int = 0
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """When: the words of a time expression and what they resolve to.

    `start`/`end`: first and last day; both None when unresolved: the publication date, or what the words hang on, is unknown.
    `value` is the TIMEX3 value of TimeML ("2024-W10", "P2D", "PAST_REF"), ranges an ISO 8601 interval; None when there is none.
    """

    span: Span
    text: str
    start: date | None = None
    end: date | None = None
    granularity: Granularity = "day"
    value: str | None = None
    rule: str = ""
    head: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: a toponym resolved to GeoNames. `country` is ISO 3166 alpha-3; degrees are WGS 84.

    `resolution`: country, admin1, admin2, city or feature. Without a match all but `span` and `text` are None. `span` is None
    where only a caption names the place, for captions stand outside `Article.text`.
    """

    span: Span | None
    text: str
    name: str | None = None
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    resolution: str | None = None
    head: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """On whose word: the cue ("said", "according to"), who vouches for it, and the words it covers.

    `kind`: direct (quoted) or indirect. `content` is the stretch of the sentence that is vouched for. `speaker` and `words`
    are where and how the text names the source in full ("a source close to the talks"), None and "" when it names nobody ("it
    was reported"); `source` is the actor mentioned there, None when they name no known kind of actor. `stance` is the source's
    towards the content; `doubt`: the reporter's verb does not vouch for what it reports ("claimed", "denied").
    A cue, source or speaker may stand in an earlier sentence, when a quotation goes on.
    """

    cue: Span
    content: Span
    kind: Literal["direct", "indirect"]
    source: Mention | None = None
    doubt: bool = False
    stance: Stance = "asserts"
    words: str = ""
    speaker: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Magnitude:
    """How many or how much, with its words: between `low` and `high`, equal when exact, None where open ("at least 30").

    `kind`: killed, injured, arrested, abducted, released, displaced, deported, participants, forces (people), or money, with
    its ISO 4217 `currency`. "Dozens" has 24 as its `low`.
    """

    kind: str
    span: Span
    text: str
    low: float | None = None
    high: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act reported by one sentence of one article, coded under PLOVER.

    `modes` belong to `type`; `quad` is 1 to 4; `score` is PLOVER's, -10 to +10. `actors` did it, `recipients` are those
    at whom it was directed. `incomplete`: the text names no actor, or no recipient where the type requires one.
    `date` and `place` are None when the text gives none. `confidence` is a calibrated probability in [0, 1], None without
    the model. `reasons` are the rules and rows that decided, in the order they were used.
    `chain`: on whose word, from the outermost source that the text names (the publisher stands before it) to the speaker, who
    is also `attribution`; `by_party`: whether that speaker is one of the parties, None when nobody is known to speak;
    `counterclaims`: what others say of the same act, beside the chain ("Israel denies it").
    `sentence_number`: which sentence of the article's text it is, from 1; None where somebody else split the text.
    """

    id: str
    article: str
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str
    quad: int
    score: float
    status: Status = "actual"
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    incomplete: bool = False
    date: Timex | None = None
    place: Place | None = None
    magnitudes: tuple[Magnitude, ...] = ()
    attribution: Attribution | None = None
    chain: tuple[Attribution, ...] = ()
    by_party: bool | None = None
    counterclaims: tuple[Attribution, ...] = ()
    sentence: Span
    sentence_number: int | None = None
    trigger: Span
    quote: str
    reasons: tuple[str, ...] = ()
    confidence: float | None = None
    coder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """What an incident needs to know of an article: who printed it, where and when, and of which text it is a copy.

    `publisher` is its masthead, `country` (ISO 3166 alpha-3) the one it is published in; `original` is the id of the first
    article with nearly the same text, its own id when there is none: articles with one `original` are one independent report.
    """

    article: str
    publisher: str | None = None
    country: str | None = None
    published: date | None = None
    headline: str | None = None
    url: str | None = None
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event and the article that tells it: the unit that incidents are made of.

    `sense`: what its sentence tells: four bytes that name the model (`coding/what/sense.py`), then signed bytes that point
    alike for one happening; empty where no model has read it.
    """

    event: Event
    carrier: Carrier
    sense: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One reported value of a field of an incident, and the ids of the events that report it, in order of publication."""

    value: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as all reports together give it: the lowest and highest exact or bounding value, and the latest one.

    `kind` and `currency` as in `Magnitude`; `latest_low`/`latest_high` are of the last report that gives the number, `by` the
    words of its source, None where nobody is named; `values` are all of them with their events.
    """

    kind: str
    currency: str | None = None
    low: float | None = None
    high: float | None = None
    latest_low: float | None = None
    latest_high: float | None = None
    by: str | None = None
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Why a report stands in its incident: `event`, and the earlier `beside` that it resembles most.

    `likeness` in (0, 1): how surely both tell one happening, by the weights of `incidents/data/weights.csv`; 1 for a copy
    or on a person's word, less than 0.5 where others of the group spoke for it. `reason`: what spoke most for it, and what
    against, by the names of that table ("day same; trigger act; recipient code; against: place other town").
    """

    event: str
    beside: str
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A person's word on two events, by id, which overrules the weights.

    `verdict`: same (they tell one happening), apart (they tell two) or open (what was said before is taken back). `reason`:
    the person's.
    """

    event: str
    beside: str
    verdict: Literal["same", "apart", "open"]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening, told by one or more reports.

    The fields of the act (`type` to `figures`) are the best values; `types`, `days`, `places`, `actor_values` and
    `recipient_values` are all that were reported, the most frequent first. `start`/`end`: first and last day, None when no
    report dates it. `first_report`/`last_report`: days of publication. `reports` counts independent reports (copies of one
    text are one), `articles` all that carry it, `publishers` and `publisher_countries` those of the articles.
    `asserted_by`/`denied_by`: whose word, in the articles' words. `events` are the ids of all its reports, in order of
    publication; `related` the ids of other incidents it is part of or holds ("a visit and the meeting during it");
    `former` the ids under which it, or what was merged into it, was known before. `pairings`: for every report but the first,
    why it is one of them.
    """

    id: str
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str
    quad: int
    score: float
    status: Status = "actual"
    start: date | None = None
    end: date | None = None
    place: Place | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
    summary: str = ""
    types: tuple[Value, ...] = ()
    days: tuple[Value, ...] = ()
    places: tuple[Value, ...] = ()
    actor_values: tuple[Value, ...] = ()
    recipient_values: tuple[Value, ...] = ()
    first_report: date | None = None
    last_report: date | None = None
    reports: int = 1
    articles: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    publisher_countries: tuple[str, ...] = ()
    asserted_by: tuple[Value, ...] = ()
    denied_by: tuple[Value, ...] = ()
    events: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    confidence: float | None = None
