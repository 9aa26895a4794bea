"""Records to rows of the tables and back: typed columns to query, and the exact record beside them as JSON."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.codec import from_json, to_json
from dragoman.dataset.schema import RECORD, SENSE, Keep
from dragoman.records import Actor, Article, Attribution, Event, Incident, Magnitude, Mention, Place, Verdict

__all__ = [
    "article_of",
    "article_row",
    "event_of",
    "event_row",
    "hash_shingles",
    "incident_of",
    "incident_row",
    "keep_text",
    "member_rows",
    "stamp",
    "verdict_row",
]

Row = dict[str, Any]
_WORDS = re.compile(r"[^\W_]+")


def stamp(article: Article, coder: str) -> int:
    """One article as one coder sees it, in 64 bits (two's complement): the same stamp would give the same events.

    Where the article was read from does not count; its id, text, date, headline and masthead do.
    """
    day = article.published.day.isoformat() if article.published else ""
    parts = (article.id, article.text, day, article.headline, article.byline, article.dateline, article.publisher, article.url)
    key = "\x1f".join((*(part or "" for part in parts), *(caption.text for caption in article.captions), coder))
    return int.from_bytes(hashlib.sha256(_bytes(key)).digest()[:8], "big", signed=True)


def keep_text(text: str, events: Iterable[Event], keep: Keep) -> str | None:
    """What may be kept of an article's text. `evidence`: all but the events' sentences is blanked, so that offsets hold."""
    if keep == "text":
        return text
    if keep == "none":
        return None
    kept: list[str] = []
    at = 0
    for start, end in sorted({(event.sentence.start, event.sentence.end) for event in events}):
        if end > at:
            kept += [" " * (max(start, at) - at), text[max(start, at) : end]]
            at = end
    return "".join(kept)


def hash_shingles(text: str) -> str:
    """A text's runs of three words, in order, as hashes of 32 bits: enough to tell a copy by, and not to read it by."""
    words = _WORDS.findall(text.lower())
    runs = (" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2)))
    return " ".join(hashlib.blake2b(_bytes(run), digest_size=4).hexdigest() for run in runs)


def article_row(article: Article, events: Sequence[Event], *, coder: str, keep: Keep, run: int) -> Row:
    """The row of an article."""
    shown = replace(article, text="") if keep == "text" else replace(article, text="", captions=(), segments=())
    when = article.published
    return {
        "id": article.id,
        "headline": article.headline,
        "byline": article.byline,
        "dateline": article.dateline,
        "publisher": article.publisher,
        "url": article.url,
        "published": when.day if when else None,
        "published_at": when.at if when else None,
        "published_basis": when.basis if when else None,
        "language": article.language,
        "source_path": article.source.path,
        "source_record": article.source.record,
        "words": len(article.text.split()),
        "events": len(events),
        "text": keep_text(article.text, events, keep),
        "shingles": None if keep == "text" else hash_shingles(article.text),
        "text_sha256": hashlib.sha256(_bytes(article.text)).hexdigest(),
        "stamp": stamp(article, coder),
        "coder": coder,
        "run": run,
        RECORD: to_json(shown).decode(),
    }


def article_of(record: str, text: str | None) -> Article:
    """The article of a row; its text is "" where none was kept."""
    article = from_json(record, Article)
    object.__setattr__(article, "text", text or "")  # nobody else has it yet; `replace` takes as long as to read it
    return article


def event_row(event: Event, article: Article, *, keep: Keep, run: int, sense: bytes) -> Row:
    """The row of an event of `article`. `keep` none: without the sentence. `sense`: as in `Report`."""
    when, word = event.date, event.attribution
    return {
        "id": event.id,
        "article": event.article,
        "publisher": article.publisher,
        "published": article.published.day if article.published else None,
        "type": event.type,
        "modes": event.modes,
        "contexts": event.contexts,
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "status": event.status,
        "date_start": when.start if when else None,
        "date_end": when.end if when else None,
        "date_text": when.text if when else None,
        "date_granularity": when.granularity if when else None,
        "actors": [_party(mention) for mention in event.actors],
        "recipients": [_party(mention) for mention in event.recipients],
        "actor_countries": _countries(mention.actor for mention in event.actors),
        "recipient_countries": _countries(mention.actor for mention in event.recipients),
        "incomplete": event.incomplete,
        **_place(event.place),
        "magnitudes": [_magnitude(one) for one in event.magnitudes],
        "attribution": _word(word) if word else None,
        "chain": [_word(each) for each in event.chain],
        "counterclaims": [_word(each) for each in event.counterclaims],
        "by_party": event.by_party,
        "quote": None if keep == "none" else event.quote,
        "sentence_start": event.sentence.start,
        "sentence_end": event.sentence.end,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "reasons": event.reasons,
        "confidence": event.confidence,
        "coder": event.coder,
        "run": run,
        SENSE: sense or None,
        RECORD: to_json(replace(event, quote="")).decode(),
    }


def event_of(record: str, quote: str | None) -> Event:
    """The exact event of a row; its quote is "" where no text was kept."""
    event = from_json(record, Event)
    object.__setattr__(event, "quote", quote or "")
    return event


def incident_row(incident: Incident, *, run: int) -> Row:
    """The row of an incident."""
    return {
        "id": incident.id,
        "type": incident.type,
        "modes": incident.modes,
        "contexts": incident.contexts,
        "cameo": incident.cameo,
        "quad": incident.quad,
        "score": incident.score,
        "status": incident.status,
        "date_start": incident.start,
        "date_end": incident.end,
        "actors": [_actor(actor) for actor in incident.actors],
        "recipients": [_actor(actor) for actor in incident.recipients],
        "actor_countries": _countries(incident.actors),
        "recipient_countries": _countries(incident.recipients),
        **_place(incident.place),
        "figures": [
            {name: getattr(one, name) for name in ("kind", "currency", "low", "high", "latest_low", "latest_high", "by")}
            for one in incident.figures
        ],
        "summary": incident.summary,
        "first_report": incident.first_report,
        "last_report": incident.last_report,
        "reports": incident.reports,
        "articles": len(incident.articles),
        "publishers": incident.publishers,
        "publisher_countries": incident.publisher_countries,
        "asserted_by": [each.value for each in incident.asserted_by],
        "denied_by": [each.value for each in incident.denied_by],
        "related": incident.related,
        "former": incident.former,
        "confidence": incident.confidence,
        "run": run,
        RECORD: to_json(incident).decode(),
    }


def incident_of(record: str) -> Incident:
    """The exact incident of a row."""
    return from_json(record, Incident)


def member_rows(incident: Incident, events: Mapping[str, tuple[str | None, date | None]], *, run: int) -> Iterator[Row]:
    """A row for each event of an incident. `events`: event id -> its article's id and day of publication."""
    for event in incident.events:
        article, day = events.get(event, (None, None))
        yield {"incident": incident.id, "event": event, "article": article, "published": day, "run": run}


def verdict_row(verdict: Verdict, *, given: date, run: int) -> Row:
    """The row of a person's verdict, the two events in order of id."""
    return {
        "event": min(verdict.event, verdict.beside),
        "beside": max(verdict.event, verdict.beside),
        "verdict": verdict.verdict,
        "reason": verdict.reason,
        "given": given,
        "run": run,
    }


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _actor(actor: Actor) -> Row:
    return {
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "other_sectors": actor.other_sectors,
        "office": actor.office,
    }


def _party(mention: Mention) -> Row:
    span = mention.span
    return {**_actor(mention.actor), "kind": mention.kind, "text": mention.text, "start": span.start, "end": span.end}


def _countries(actors: Iterable[Actor]) -> list[str]:
    return sorted({actor.country for actor in actors if actor.country})


def _place(place: Place | None) -> Row:
    return {
        "place": place.name if place else None,
        "place_text": place.text if place else None,
        "place_country": place.country if place else None,
        "place_admin1": place.admin1 if place else None,
        "place_resolution": place.resolution if place else None,
        "geonameid": place.geonameid if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
    }


def _magnitude(one: Magnitude) -> Row:
    return {"kind": one.kind, "currency": one.currency, "low": one.low, "high": one.high, "text": one.text}


def _word(word: Attribution) -> Row:
    """On whose word: the speaker in the article's words, None where it names nobody."""
    actor = word.source.actor if word.source else None
    return {
        "speaker": word.words or (word.source.text if word.source else None),
        "country": actor.country if actor else None,
        "sector": actor.sector if actor else None,
        "kind": word.kind,
        "stance": word.stance,
        "doubt": word.doubt,
    }
