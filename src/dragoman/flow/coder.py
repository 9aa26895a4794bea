"""An article into events: the one place where the five questions meet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from dragoman.coding.what import (
    REACH,
    Candidate,
    Judgement,
    Passage,
    Question,
    Sense,
    decide,
    find_candidates,
    find_magnitudes,
    load_contexts,
    load_judge,
    load_lexicon,
    load_magnitudes,
    load_sense,
    sense_digest,
)
from dragoman.coding.when import find_timexes
from dragoman.coding.where import Places, dateline_place, find_places, load_gazetteer
from dragoman.coding.who import ActorFinder, Roster, load_knowledge
from dragoman.coding.who.imported import add_actors, read_actors
from dragoman.coding.whose import Speech, choose_chain, find_attributions, is_party, load_reporting, may_rebut
from dragoman.config import CoderOptions
from dragoman.flow.chronology import Chronicle
from dragoman.flow.datelines import publication_day
from dragoman.flow.fingerprint import make_fingerprint
from dragoman.flow.gatekeeper import build_gate
from dragoman.flow.pages import make_article, split_article
from dragoman.flow.placing import choose_place, place_from_dateline, place_retold
from dragoman.flow.publishers import publisher_country
from dragoman.flow.rebuttals import answer_claims
from dragoman.flow.retelling import once
from dragoman.flow.setting import Known, as_place, settle
from dragoman.flow.timing import anchor, choose_time
from dragoman.ontology import load_ontology
from dragoman.records import Article, Attribution, Event, Mention, Parse, Place, Span, Timex
from dragoman.text import GateVerdict, Pipeline, inflect, repair_words, split_sentences

__all__ = ["Coder", "SentenceTrace"]

_CHUNK = 128
_ASIDE = frozenset({"according", "per"})
"""How cues begin that only name a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceTrace:
    """Everything the coder saw and decided in one sentence; what `dragoman explain` draws."""

    span: Span
    verdict: GateVerdict
    parse: Parse | None = None
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the sentences of one article hand on to the next."""

    roster: Roster
    places: Places
    speech: Speech
    known: Known
    published: date | None
    days: Chronicle
    told: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sentence with what was found in it; `acts`: the tokens of its acts; `first`: it opens the article."""

    parse: Parse
    mentions: Sequence[Mention]
    times: Sequence[Timex]
    places: Sequence[Place]
    attributions: Sequence[Attribution]
    denials: Sequence[int]
    acts: frozenset[int]
    first: bool


class Coder:
    """Loads the pipeline and the tables once, then codes any number of articles.

    Not safe in threads (spaCy's vocabulary is shared and grows): give each thread or process a Coder of its own. The same
    article and `fingerprint` give the same events, whatever was coded before.
    """

    def __init__(self, options: CoderOptions | None = None) -> None:
        """Raises: ParseError without an English pipeline; TableError for a bad table; ReadError for a missing dictionary."""
        self.options = options or CoderOptions()
        self._ontology, self._lexicon, self._knowledge = load_ontology(), load_lexicon(), load_knowledge()
        self.dictionary = read_actors(self.options.actors, self._knowledge) if self.options.actors else None
        if self.dictionary is not None:
            self._knowledge = add_actors(self._knowledge, self.dictionary.rows)
        self._reporting, self._gazetteer, self._contexts = load_reporting(), load_gazetteer(), load_contexts()
        self._magnitudes = load_magnitudes()
        self._judge = load_judge() if self.options.model else None
        self._finder = ActorFinder(self._knowledge, self._gazetteer.metropolises())
        self._gate = build_gate(self._lexicon, self._knowledge)
        self._verb_forms = {form: head for head in sorted(self._lexicon.verbs) for form in inflect(head)}
        self._known = frozenset(self._lexicon.verbs) | frozenset(self._lexicon.nouns) | self._knowledge.gate_words()
        self._countries = self._nations("country", "territory")
        self._demonyms = self._nations("demonym")
        self.fingerprint = make_fingerprint(
            self.options,
            model=self._judge.digest if self._judge else None,
            sense=sense_digest(),
            actors=self.dictionary.digest if self.dictionary else None,
        )

    @cached_property
    def _pipeline(self) -> Pipeline:
        return Pipeline(self.options.pipeline)

    def code(self, page: Article | str, *, published: date | None = None) -> list[Event]:
        """The events of a page of text, or of a raw or clean article, in the order of the text."""
        raw = make_article(page, published=published) if isinstance(page, str) else page
        return [event for article in split_article(raw) for event in self.stream(article)]

    def stream(self, article: Article) -> Iterator[Event]:
        """The events of one clean article (from `split_article` or `dragoman.read`), as its sentences are coded."""
        for trace in self.trace(article):
            yield from trace.events

    def code_parses(self, article: Article, parses: Sequence[Parse]) -> list[Event]:
        """The events of sentences that somebody else parsed, with offsets into `article.text`; no gate."""
        reading = self._begin(article, article.text)
        traces = (self._sentence(article, parse, reading, first=parse is parses[0]) for parse in parses)
        return [event for trace in answer_claims(traces, self._reporting) for event in trace.events]

    def trace(self, article: Article, *, whole: bool = False) -> Iterator[SentenceTrace]:
        """What was seen and decided in each sentence that passed the gate (`whole`: in those that did not, too).

        A sentence comes when the text is read some way further: what contradicts it may stand there.
        """
        return answer_claims(self._traces(article, whole=whole), self._reporting)

    def _traces(self, article: Article, *, whole: bool) -> Iterator[SentenceTrace]:
        """The sentences one by one, before any later one is known."""
        text = repair_words(article.text, self._known)
        reading = self._begin(article, text)
        sentences = split_sentences(text)
        for start in range(0, len(sentences), _CHUNK):
            chunk = sentences[start : start + _CHUNK]
            passing = [span for span in chunk if not self.options.gate or self._passes(span.of(text))]
            parses = {parse.span: parse for parse in self._pipeline.parse(text, passing)}
            for number, span in enumerate(chunk, start + 1):
                if span in parses:
                    yield _numbered(self._sentence(article, parses[span], reading, first=number == 1), number)
                    continue
                reading.days.skip(span.of(text))
                if whole:
                    yield SentenceTrace(span=span, verdict=self._gate.explain(span.of(text)))

    def _passes(self, sentence: str) -> bool:
        """Whether a sentence is worth parsing: for events of its own, or for what it may deny of those told before."""
        return self._gate.passes(sentence) or may_rebut(sentence)

    def senses(self, article: Article, events: Sequence[Event], *, sense: Sense | None = None) -> dict[str, bytes]:
        """What the sentence of each event tells, by the event's id: what incidents compare reports by (`Report.sense`).

        `sense`: another model than the one that ships.
        """
        passages = [
            Passage(
                sentence=event.quote,
                trigger=Span(start=event.trigger.start - event.sentence.start, end=event.trigger.end - event.sentence.start),
                headline=article.headline or "",
                before=article.text[max(0, event.sentence.start - REACH) : event.sentence.start],
            )
            for event in events
        ]
        found = (sense or load_sense()).read(passages) if passages else ()
        return dict(zip((event.id for event in events), found, strict=True))

    def publisher_country(self, article: Article) -> str | None:
        """ISO 3166 alpha-3 of the country that the article is published in; None where unknown."""
        return publisher_country(article, self._knowledge, self._gazetteer.codes)

    def _nations(self, *kinds: str) -> dict[str, str]:
        """The knowledge base's names of `kinds` -> ISO 3166 alpha-3."""
        rows = (row for rows in self._knowledge.names.values() for row in rows)
        return {" ".join(words): found[0].country for words, found in rows if found[0].kind in kinds and found[0].country}

    def _begin(self, article: Article, text: str) -> _Reading:
        """The article's memories, empty; the publisher's country counts among its places."""
        country = self.publisher_country(article)
        places = Places(self._gazetteer, self._countries, text=article.text, demonyms=self._demonyms, publisher=country)
        published = publication_day(article, places)
        return _Reading(Roster(), places, Speech(text), Known(places.home()), published, Chronicle(published))

    def _lemmatize(self, parse: Parse) -> Parse:
        """The lexicon's own lemma where spaCy's rules give a word that is none of its heads ("staged" is no stag)."""
        lemmas = tuple(
            self._verb_forms.get(word.lower(), lemma) if pos == "VERB" and lemma not in self._lexicon.verbs else lemma
            for word, lemma, pos in zip(parse.words, parse.lemmas, parse.pos, strict=True)
        )
        return replace(parse, lemmas=lemmas)

    def _sentence(self, article: Article, parse: Parse, reading: _Reading, *, first: bool) -> SentenceTrace:
        parse = self._lemmatize(parse)
        published = reading.published
        words = parse.span.of(article.text)
        mentions = self._finder.find(parse, reading.roster, published)
        times = [anchor(parse, timex) for timex in find_timexes(words, published, offset=parse.span.start)]
        places = find_places(parse, self._gazetteer, countries=self._countries, memory=reading.places)
        attributions = find_attributions(parse, mentions, self._reporting, reading.speech)
        cues = {attribution.cue for attribution in attributions if attribution.stance == "asserts"}
        parties = [mention for mention in mentions if not _vouches_aside(mention, attributions, article.text)]
        candidates = find_candidates(parse, parties, self._lexicon, propose=self._judge is not None, cues=cues)
        denials = [
            token
            for token in range(len(parse))
            if parse.lemmas[token] in self._reporting.denying and parse.pos[token] == "VERB"
        ]
        told = {one.token for one in candidates if _is_told_of(parse, one, candidates)}
        acts = frozenset(one.token for one in candidates if one.dropped is None)
        seen = _Seen(parse, mentions, times, places, attributions, denials, acts, first)
        events: list[Event] = []
        judged: list[tuple[Candidate, str]] = []
        main: tuple[Candidate, Event] | None = None
        for candidate in candidates:
            if candidate.dropped is None and not candidate.actors and not candidate.recipients:
                candidate = replace(candidate, dropped="names no party")
            if candidate.companion and candidate.dropped is None and (main is None or main[0].row.type != main[1].type):
                candidate = replace(candidate, dropped="the act it stands beside was dropped")
            event: Event | str = ""
            if candidate.dropped is None:
                judgement = self._ask(article.text, parse, candidate)
                event = self._event(article, candidate, judgement, seen, reading, told=candidate.token in told)
                if isinstance(event, str):
                    candidate = replace(candidate, dropped=event)
                else:
                    if candidate.companion and main is not None:
                        event = replace(event, status=main[1].status, confidence=main[1].confidence)
                    events.append(event)
            if not candidate.companion:
                main = None if isinstance(event, str) else (candidate, event)
            judged.append((candidate, "" if isinstance(event, str) else event.id))
        events, retold = once(events, parse)
        settled = [settle(mention, mentions, places, None, reading.known) for mention in mentions]
        for mention in settled:
            reading.known.note(mention)
        reading.told.extend(events)
        reading.days.note(parse, times, events)
        return SentenceTrace(
            span=parse.span,
            verdict=self._gate.explain(words),
            parse=parse,
            mentions=tuple(settled),
            times=tuple(times),
            places=tuple(places),
            attributions=tuple(attributions),
            candidates=tuple(_mark_retold(article, candidate, retold.get(key)) for candidate, key in judged),
            events=tuple(events),
        )

    def _ask(self, text: str, parse: Parse, candidate: Candidate) -> Judgement | None:
        """The model's judgement of a candidate, from the sentence's words alone."""
        if self._judge is None or candidate.companion:
            return None
        shift = parse.span.start

        def spans(mentions: Sequence[Mention]) -> tuple[Span, ...]:
            found = sorted({mention.span for mention in mentions})
            return tuple(Span(start=span.start - shift, end=span.end - shift) for span in found)

        trigger = parse.cover(candidate.token, candidate.token)
        question = Question(
            text=parse.span.of(text),
            actor=spans(candidate.actors),
            recipient=spans(candidate.recipients),
            trigger=(Span(start=trigger.start - shift, end=trigger.end - shift),),
        )
        return next(self._judge.judge([question]))

    def _event(
        self,
        article: Article,
        candidate: Candidate,
        judgement: Judgement | None,
        seen: _Seen,
        reading: _Reading,
        *,
        told: bool,
    ) -> Event | str:
        """The event that a candidate reports, or why it reports none; `told`: another act of the sentence is about it."""
        parse, mentions, places, attributions = seen.parse, seen.mentions, seen.places, seen.attributions
        published = reading.published
        when = choose_time(parse, candidate.token, seen.times, told=told, published=published)
        when = reading.days.place(parse, candidate.token, when, seen.times, seen.acts)
        decision = decide(
            parse, candidate, self._lexicon, when=when, published=published, denials=seen.denials, judgement=judgement
        )
        if decision.type == "NONE":
            return decision.reasons[-1]
        trigger = parse.cover(candidate.token, candidate.token)

        def placed(party: Sequence[Mention], *, guest: bool = False) -> tuple[Mention, ...]:
            known: tuple[Sequence[Mention], Sequence[Place], Place | None, Known] = (mentions, places, where, reading.known)
            if guest and where is not None:  # who visits a place is not from there
                known = ((), (), None, reading.known.outside(where))
            return tuple(_exact(settle(as_place(one, places), *known), article.text) for one in party)

        where, why = choose_place(parse, candidate.token, decision.type, places, candidate.recipients)
        if where is None:
            where, why = place_retold(parse, candidate.token, decision.type, reading.told)
        if where is None and seen.first and decision.status == "actual":
            dateline = dateline_place(article.text, reading.places)
            where, why = place_from_dateline(decision.type, dateline, (*candidate.actors, *candidate.recipients))
        if where is None and seen.first and decision.type == "CONSULT":
            where, why = self._setting(article)
        chain, beside = choose_chain(trigger, attributions)
        key = "\x1f".join((article.id, str(trigger.start), str(trigger.end), decision.type))
        about = dict.fromkeys(decision.contexts, "")
        about |= self._contexts.find(
            parse.span.of(article.text),
            _paragraph(article.text, parse.span),
            kind=decision.type,
            modes=decision.modes,
            actors=candidate.actors,
            recipients=candidate.recipients,
        )
        needs_recipient = self._ontology.types[decision.type].recipient_required
        return Event(
            id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            article=article.id,
            type=decision.type,
            modes=decision.modes,
            contexts=tuple(about),
            cameo=decision.cameo,
            quad=self._ontology.quad(decision.type),
            score=self._ontology.score(decision.type, decision.modes),
            status=decision.status,
            actors=placed(candidate.actors, guest="visit" in decision.modes),
            recipients=placed(candidate.recipients),
            incomplete=not candidate.actors or (needs_recipient and not candidate.recipients and len(candidate.actors) < 2),
            date=when,
            place=where,
            magnitudes=find_magnitudes(
                parse, parse.span.of(article.text), candidate.token, decision.type, candidate.actors, self._magnitudes
            ),
            attribution=chain[-1] if chain else None,
            chain=chain,
            by_party=is_party(chain, (*candidate.actors, *candidate.recipients)),
            counterclaims=beside,
            sentence=parse.span,
            trigger=trigger,
            quote=parse.span.of(article.text),
            reasons=(*decision.reasons, *((why,) if why else ()), *filter(None, about.values())),
            confidence=decision.confidence,
            coder=self.fingerprint,
        )

    def _setting(self, article: Article) -> tuple[Place | None, str]:
        """Where a lead's meeting was held, when only a caption of the article says it."""
        for caption in article.captions:
            spans = split_sentences(caption.text)
            for parse in self._pipeline.parse(caption.text, spans):
                for place in find_places(parse, self._gazetteer, countries=self._countries):
                    if place.resolution == "city":
                        return replace(place, span=None), f"place from the caption: '{place.text}'"
        return None, ""


def _numbered(trace: SentenceTrace, number: int) -> SentenceTrace:
    """The trace with the sentence's number in the article in its events."""
    return replace(trace, events=tuple(replace(event, sentence_number=number) for event in trace.events))


def _vouches_aside(mention: Mention, attributions: Sequence[Attribution], text: str) -> bool:
    """Whether a mention is only the source of an aside ("according to the ministry"), and so no party to an act."""
    return any(
        one.speaker is not None and mention.span.within(one.speaker) and one.cue.of(text).lower().split()[0] in _ASIDE
        for one in attributions
    )


def _is_told_of(parse: Parse, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a noun's act is what another act is about: "*condemned* the killing", "*accused* him of the killing"."""
    if candidate.content_of is not None:
        return True
    head = parse.heads[candidate.token]
    above = parse.heads[head] if parse.deps[head] == "prep" and parse.lemmas[head] in {"of", "for"} else head
    return any(one.token == above and one.row.type != candidate.row.type and one.row.kind == "verb" for one in others)


def _mark_retold(article: Article, candidate: Candidate, whole: Event | None) -> Candidate:
    """The candidate, dropped where its event went into `whole`, which tells the same act."""
    return replace(candidate, dropped=f"tells again '{whole.trigger.of(article.text)}'") if whole is not None else candidate


def _paragraph(text: str, sentence: Span) -> str:
    """The lines of `text` that hold the sentence, at most some thousand characters of them."""
    start = max(text.rfind("\n", 0, sentence.start) + 1, sentence.start - 2_000)
    end = text.find("\n", sentence.end)
    return text[start : min(len(text) if end < 0 else end, sentence.end + 2_000)]


def _exact(mention: Mention, text: str) -> Mention:
    """The mention with its words as they stand in the article, misprints and all."""
    return replace(mention, text=mention.span.of(text))
