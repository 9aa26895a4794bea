"""What is counted of a coder on gold, sentence by sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from dragoman.evaluate.bootstrap import Counts
from dragoman.evaluate.coded import Coded
from dragoman.evaluate.gold import GoldEvent
from dragoman.evaluate.matching import LEVELS, agrees, countries, pair_at, pair_best
from dragoman.ontology import Ontology
from dragoman.records import Event

__all__ = [
    "count_dyads",
    "count_levels",
    "count_loosely",
    "count_modes",
    "count_statuses",
    "count_types",
    "unknown_modes",
]

Triple = tuple[int, int, int]
"""Right, coded, gold."""


def count_levels(sentences: Sequence[Coded]) -> dict[str, Counts]:
    """Right, coded and gold events at each level, one to one inside a sentence."""

    def count(sentence: Coded) -> dict[str, Triple]:
        events, gold = sentence.events, sentence.gold.events
        return {level: (len(pair_at(events, gold, level)), len(events), len(gold)) for level in LEVELS}

    return _tally(sentences, count, LEVELS)


def count_loosely(sentences: Sequence[Coded]) -> dict[str, Counts]:
    """Hits and totals of the looser shares, where one coded event may answer several gold ones.

    Of gold events, those found with their type (`type`), with type and an actor's country (`actor`), and with a recipient's
    country too where gold has one (`parties`); and of coded events those whose type is in the sentence's gold (`agree`).
    Gold that holds one event a sentence makes `agree` too low: a further event that is right counts against it.
    """
    rows: dict[str, list[tuple[int, int]]] = {name: [] for name in (*LEVELS, "agree")}
    for sentence in sentences:
        gold = sentence.gold.events
        for level in LEVELS:
            found = sum(any(agrees(event, wanted, level) for event in sentence.events) for wanted in gold)
            rows[level].append((found, len(gold)))
        kinds = {wanted.type for wanted in gold}
        rows["agree"].append((sum(event.type in kinds for event in sentence.events), len(sentence.events)))
    return {name: np.array(counts, dtype=np.int64).reshape(-1, 2) for name, counts in rows.items()}


def count_types(sentences: Sequence[Coded]) -> dict[str, Counts]:
    """Right, coded and gold events of each type, by name."""

    def count(sentence: Coded) -> dict[str, Triple]:
        gold = Counter(event.type for event in sentence.gold.events)
        coded = Counter(event.type for event in sentence.events)
        return {kind: (min(gold[kind], coded[kind]), coded[kind], gold[kind]) for kind in {*gold, *coded}}

    return _tally(sentences, count)


def count_modes(sentences: Sequence[Coded], ontology: Ontology) -> dict[str, Counts]:
    """Right, coded and gold modes (as `ASSAULT/firearms`) of the gold events that give a mode which the ontology holds.

    The modes of a coded event count only where it is paired with such a gold event of its type: elsewhere gold is silent.
    """

    def gold_labels(event: GoldEvent) -> set[str]:
        return {f"{event.type}/{mode}" for mode in event.modes if mode in ontology.types[event.type].modes}

    return _tally(sentences, lambda each: _labels(each, gold_labels, lambda e: {f"{e.type}/{mode}" for mode in e.modes}))


def count_statuses(sentences: Sequence[Coded]) -> dict[str, Counts]:
    """Right, coded and gold statuses of the gold events that give one, counted as modes are."""
    return _tally(
        sentences, lambda each: _labels(each, lambda gold: {gold.status} if gold.status else set(), lambda e: {e.status})
    )


def count_dyads(sentences: Sequence[Coded], *, most: int = 10) -> dict[str, Counts]:
    """Right, coded and gold events of gold's most frequent pairs of countries (`ISR > PSE`), right in type and both parties.

    Coded: the right ones, and those of the pair that answer no gold event. An act of several actors without a recipient
    counts for each pair of them, in alphabetical order.
    """
    frequency = Counter(dyad for each in sentences for event in each.gold.events for dyad in _gold_dyads(event))
    dyads = sorted(frequency, key=lambda dyad: (-frequency[dyad], dyad))[:most]

    def count(sentence: Coded) -> dict[str, Triple]:
        pairs = pair_at(sentence.events, sentence.gold.events, "parties")
        paired = {index for index, _ in pairs}
        counts = {}
        for dyad in dyads:
            gold = [dyad in _gold_dyads(event) for event in sentence.gold.events]
            right = sum(gold[wanted] and _covers(sentence.events[index], dyad) for index, wanted in pairs)
            spare = sum(index not in paired and dyad in _dyads(event) for index, event in enumerate(sentence.events))
            if any(gold) or spare:
                counts[_arrow(dyad)] = (right, right + spare, sum(gold))
        return counts

    return _tally(sentences, count, [_arrow(dyad) for dyad in dyads])


def unknown_modes(sentences: Iterable[Coded], ontology: Ontology) -> dict[str, int]:
    """Gold's modes that the ontology does not hold, which no coded event can have: how many of each."""
    found = Counter(
        f"{event.type}/{mode}"
        for each in sentences
        for event in each.gold.events
        for mode in event.modes
        if mode not in ontology.types[event.type].modes
    )
    return dict(sorted(found.items()))


def _tally(
    sentences: Sequence[Coded], count: Callable[[Coded], Mapping[str, Triple]], names: Sequence[str] | None = None
) -> dict[str, Counts]:
    """The counts of each sentence as the rows of one array for each name; without `names` for those found, by name."""
    rows = [count(sentence) for sentence in sentences]
    wanted = sorted({name for row in rows for name in row}) if names is None else names
    return {name: np.array([row.get(name, (0, 0, 0)) for row in rows], dtype=np.int64).reshape(-1, 3) for name in wanted}


def _labels(
    sentence: Coded, gold_labels: Callable[[GoldEvent], set[str]], coded_labels: Callable[[Event], set[str]]
) -> dict[str, Triple]:
    partners = {wanted: sentence.events[index] for index, wanted in pair_best(sentence.events, sentence.gold.events)}
    right, coded, gold = Counter[str](), Counter[str](), Counter[str]()
    for index, wanted in enumerate(sentence.gold.events):
        labels = gold_labels(wanted)
        if labels:
            event = partners.get(index)
            given = coded_labels(event) if event is not None and event.type == wanted.type else set()
            gold.update(labels)
            coded.update(given)
            right.update(labels & given)
    return {label: (right[label], coded[label], gold[label]) for label in {*gold, *coded}}


def _gold_dyads(event: GoldEvent) -> set[tuple[str, str]]:
    return set(_pairs(event.actor_countries, event.recipient_countries, alone=not event.recipients))


def _dyads(event: Event) -> set[tuple[str, str]]:
    return set(_pairs(countries(event.actors), countries(event.recipients), alone=not event.recipients))


def _pairs(actors: frozenset[str], recipients: frozenset[str], *, alone: bool) -> Iterator[tuple[str, str]]:
    for actor in actors:
        yield from ((actor, recipient) for recipient in recipients)
        if alone:
            yield from ((actor, other) for other in actors if actor < other)


def _covers(event: Event, dyad: tuple[str, str]) -> bool:
    """Whether the coded event holds both countries; reciprocal acts hold the recipient among the actors."""
    return dyad[0] in countries(event.actors) and dyad[1] in countries((*event.recipients, *event.actors))


def _arrow(dyad: tuple[str, str]) -> str:
    return f"{dyad[0]} > {dyad[1]}"
