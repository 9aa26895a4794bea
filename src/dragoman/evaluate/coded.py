"""Gold sentences coded, with what each stage let through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.evaluate.gold import GoldSentence
from dragoman.flow import Coder, SentenceTrace, make_article, split_article
from dragoman.ontology import Ontology
from dragoman.records import Event

__all__ = ["Coded", "code_gold", "read_by_crosswalk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A gold text with its coded events, and how far it came.

    `sentences`: found in it (0 when all of it was taken for a page's furniture); `passed`: those of them that the gate let
    through; `candidates`: possible events seen; `dropped`: those that became none, each with its row and why.
    """

    gold: GoldSentence
    events: tuple[Event, ...] = ()
    sentences: int = 1
    passed: int = 1
    candidates: int = 0
    dropped: tuple[str, ...] = ()


def code_gold(coder: Coder, sentences: Iterable[GoldSentence]) -> Iterator[Coded]:
    """Each gold text with the events that `Coder.code` gives for it, in order."""
    for gold in sentences:
        articles = split_article(make_article(gold.text, published=gold.published))
        traces = [trace for article in articles for trace in coder.trace(article, whole=True)]
        yield Coded(
            gold=gold,
            events=tuple(event for trace in traces for event in trace.events),
            sentences=len(traces),
            passed=sum(trace.parse is not None for trace in traces),
            candidates=sum(len(trace.candidates) for trace in traces),
            dropped=tuple(line for trace in traces for line in _dropped(trace)),
        )


def read_by_crosswalk(sentences: Iterable[Coded], ontology: Ontology) -> Iterator[Coded]:
    """The same with each event's type as CAMEO's crosswalk of 2021 gives it for the event's CAMEO code (decision 6)."""
    for one in sentences:
        older = (replace(event, type=ontology.cameo[event.cameo].type or event.type) for event in one.events)
        yield replace(one, events=tuple(older))


def _dropped(trace: SentenceTrace) -> Iterator[str]:
    for candidate in trace.candidates:
        if trace.parse is not None and candidate.dropped is not None:
            words = trace.parse.words[candidate.token]
            yield f"'{words}' {candidate.row.type} ({candidate.row.row}) dropped: {candidate.dropped}"
