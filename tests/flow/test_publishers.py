"""Where an article is published."""

from __future__ import annotations

import pytest

from dragoman.flow import Coder
from dragoman.records import Article, Source


@pytest.mark.parametrize(
    ("publisher", "url", "country"),
    [
        ("The Kampala Post", None, "UGA"),
        ("Reuters", None, "GBR"),
        ("Daily Nation", "https://nation.africa/kenya/news", "KEN"),
        (None, "https://www.dailytimes.co.tz/a", "TZA"),
        (None, "https://example.co.uk/a", "GBR"),
        (None, "https://startup.io/a", None),
        ("The Morning Chronicle", "https://example.org/a", None),
        (None, None, None),
    ],
)
def test_a_publisher_has_a_country(publisher: str | None, url: str | None, country: str | None, coder: Coder) -> None:
    """From the knowledge base, the domain, or the masthead's own words; a domain that anybody can buy says nothing."""
    article = Article(id="a", text="", source=Source(path="-"), publisher=publisher, url=url)
    assert coder.publisher_country(article) == country
