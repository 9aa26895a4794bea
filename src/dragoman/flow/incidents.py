"""Articles and their events into reports, each with who carried it and what it is a copy of; reports into incidents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from dragoman.flow.coder import Coder
from dragoman.incidents import Copies, group
from dragoman.records import Article, Carrier, Event, Incident, Report

__all__ = ["build_incidents", "make_carrier", "make_reports"]


def make_carrier(article: Article, *, country: str | None = None, original: str = "") -> Carrier:
    """What an incident needs to know of an article; `original` is its own id unless given."""
    return Carrier(
        article=article.id,
        publisher=article.publisher,
        country=country,
        published=article.published.day if article.published else None,
        headline=article.headline,
        url=article.url,
        original=original or article.id,
    )


def make_reports(
    coded: Iterable[tuple[Article, list[Event]]],
    country_of: Callable[[Article], str | None] = lambda article: None,
    *,
    senses: Mapping[str, bytes] = MappingProxyType({}),
) -> list[Report]:
    """Every event with its carrier. Articles are compared for copies among themselves; all must be in memory.

    `country_of` tells where an article is published, `Coder.publisher_country` for instance. `senses`: by event's id.
    """
    held = list(coded)
    copies = Copies()
    for article, _ in held:
        copies.add(article.id, article.text, article.published.day if article.published else None)
    originals = copies.originals()
    carriers = [
        make_carrier(article, country=country_of(article), original=originals[article.id]) if events else None
        for article, events in held
    ]
    return [
        Report(event=event, carrier=carrier, sense=senses.get(event.id, b""))
        for (_, events), carrier in zip(held, carriers, strict=True)
        if carrier is not None
        for event in events
    ]


def build_incidents(coded: Iterable[tuple[Article, list[Event]]], coder: Coder) -> list[Incident]:
    """The incidents that articles coded by `coder` tell, those of copies counted once."""
    held = list(coded)
    senses = {name: sense for article, events in held for name, sense in coder.senses(article, events).items()}
    reports = make_reports(held, coder.publisher_country, senses=senses)
    return list(group(reports, texts={article.id: article.text for article, _ in held}))
