"""Which reports are worth comparing: those of articles of one story, and those that share a place, name or party within days.

Articles are looked up by the names and countries in them, reports by a few terms, each standing in order of time, and only the
nearest are taken: the number of comparisons grows with the reports, not with their square.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from dragoman.incidents.profile import Profile

__all__ = ["WINDOW_DAYS", "find_candidates", "relate_articles"]

WINDOW_DAYS = 12
"""How far apart the days may be by which two reports are looked up: their own, or that of publication."""
_NEAREST = 12
"""Of each term, the reports or articles nearest in time that are looked at, before and after."""
_SHARED = 1.0
"""Names and countries, weighed by rarity, that two articles of one story share at least: a rare name, or some common."""
_RELATED = 12
"""Articles of one story that an article's reports are compared with: those that share most."""


def find_candidates(profiles: Sequence[Profile], related: Mapping[str, Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of indices into `profiles`, the lower first, each once, in order; of one state only.

    `profiles` in their order; `related`: see `relate_articles`.
    """
    found: set[tuple[int, int]] = set()
    days = [profile.day or 0 for profile in profiles]
    for one, other in _neighbours({at: set(_terms(profile)) for at, profile in enumerate(profiles)}, days, WINDOW_DAYS):
        found.add((min(one, other), max(one, other)))
    articles: dict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        articles[profile.report.event.article].append(at)
    for own in articles.values():
        found.update((one, other) for at, one in enumerate(own) for other in own[at + 1 :])
    for article, others in related.items():
        for beside in others:
            found.update((min(one, other), max(one, other)) for one in articles[article] for other in articles[beside])
    yield from sorted(pair for pair in found if profiles[pair[0]].state == profiles[pair[1]].state)


def relate_articles(profiles: Sequence[Profile]) -> dict[str, list[str]]:
    """Article -> the articles that share most names and countries with it, or that it shares most with, by id."""
    firsts = {profile.report.event.article: profile for profile in reversed(profiles)}
    articles = sorted(firsts, key=lambda article: firsts[article].order)
    terms = {at: firsts[article].setting for at, article in enumerate(articles)}
    days = [firsts[article].published or 0 for article in articles]
    ranked: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other in {(min(pair), max(pair)) for pair in _neighbours(terms, days, None)}:
        shared = math.fsum(weight for term, weight in terms[one].items() if term in terms[other])
        if shared >= _SHARED:
            ranked[one].append((-shared, other))
            ranked[other].append((-shared, one))
    found: dict[str, set[str]] = defaultdict(set)
    for one, others in ranked.items():
        for _, other in sorted(others)[:_RELATED]:
            found[articles[one]].add(articles[other])
            found[articles[other]].add(articles[one])
    return {article: sorted(found[article]) for article in articles if article in found}


def _neighbours(
    terms: Mapping[int, Iterable[Hashable]], days: Sequence[int], window: int | None
) -> Iterator[tuple[int, int]]:
    """Pairs that share a term, once for each, of the nearest in time and at most `window` days apart."""
    postings: dict[Hashable, list[int]] = defaultdict(list)
    for at in sorted(terms, key=lambda at: (days[at], at)):
        for term in terms[at]:
            postings[term].append(at)
    for standing in postings.values():
        for place, one in enumerate(standing):
            for other in standing[place + 1 : place + 1 + _NEAREST]:
                if window is not None and days[other] - days[one] > window:
                    break
                yield one, other


def _terms(profile: Profile) -> Iterator[tuple[str, ...]]:
    """What a report is looked up by; all begin with its state."""
    event, state = profile.report.event, profile.state
    for country in profile.countries:
        yield state, "type", event.type, country
        for act in profile.acts:
            yield state, "act", act, country
    if event.place is not None and event.place.geonameid is not None and event.place.resolution != "country":
        yield state, "place", str(event.place.geonameid)
    for name in profile.names:
        yield state, "name", name, event.type
    for party in (*profile.actors, *profile.recipients):
        for name in party.name:
            yield state, "name", name
