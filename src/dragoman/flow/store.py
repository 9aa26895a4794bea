"""Articles coded into a dataset: what is there already is passed over, and its incidents are brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dragoman.dataset import Near, Regroup, Writer
from dragoman.flow.fingerprint import make_grouper_fingerprint
from dragoman.flow.incidents import make_reports
from dragoman.incidents import update
from dragoman.records import Article, Incident, Skip

__all__ = ["choose_new", "make_regroup"]


def choose_new(
    articles: Iterable[Article], writer: Writer, *, skip: Callable[[Skip], None], same: Callable[[], None]
) -> Iterator[Article]:
    """The articles that the dataset does not hold by this coder; `same` is called for each that it does.

    Other content under an id of the same run goes to `skip` with its reason: in a dataset, an article is its id.
    """
    for article in articles:
        match writer.standing(article):
            case "new":
                yield article
            case "same":
                same()
            case "clash":
                record = f" record {article.source.record}" if article.source.record else ""
                reason = f"{article.source.path}{record}: another article of this run has the id '{article.id}' too."
                fix = "Give each its own, or map another column with --field id=COLUMN."
                skip(Skip(source=article.source, reason=f"{reason} {fix}"))


def make_regroup(country_of: Callable[[Article], str | None]) -> Regroup:
    """What a dataset calls to group its events. `country_of`: where an article is published."""

    def group(near: Near) -> Iterable[Incident]:
        whole = [(replace(article, text=near.shingles.get(article.id, article.text)), events) for article, events in near.coded]
        reports = make_reports(whole, country_of, senses=near.senses)
        texts = {article.id: article.text for article, _ in near.coded}
        return update(near.former, reports, texts=texts, verdicts=near.verdicts)

    return Regroup(make_grouper_fingerprint(), group)
