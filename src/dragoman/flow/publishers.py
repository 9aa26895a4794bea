"""The country that an article is published in."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from dragoman.coding.who import KnowledgeBase
from dragoman.records import Article

__all__ = ["publisher_country"]

_WORLDWIDE = frozenset(
    {"ai", "am", "cc", "cd", "co", "dj", "eu", "fm", "gg", "im", "io", "is", "la", "ly", "me", "ms", "nu", "pw", "sh", "st"}
    | {"su", "tk", "to", "tv", "vc", "ws"}
)
"""Domains of countries that are sold to anybody."""
_TELLING = frozenset({"country", "demonym", "capital", "territory"})


def publisher_country(article: Article, knowledge: KnowledgeBase, codes: Mapping[str, str]) -> str | None:
    """ISO 3166 alpha-3, None where unknown: of the outlet in the knowledge base, else of the address's domain, else of the
    country, people or capital in the masthead ("The Kampala Post").

    `codes`: ISO 3166 alpha-2 -> alpha-3.
    """
    words = article.publisher.split() if article.publisher else []
    named = [knowledge.match_name(words, at) for at in range(len(words))]
    if named and named[0] is not None and named[0][0] == len(words) and named[0][1][0].kind == "media":
        return named[0][1][0].country
    host = urlsplit(article.url).hostname if article.url else None
    domain = (host or "").rpartition(".")[2].lower()
    if domain not in _WORLDWIDE and (code := codes.get("GB" if domain == "uk" else domain.upper())):
        return code
    return next((found[1][0].country for found in named if found is not None and found[1][0].kind in _TELLING), None)
