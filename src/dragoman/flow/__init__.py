"""The rooms joined: a page into articles, an article into events."""

from dragoman.flow.coder import Coder, SentenceTrace
from dragoman.flow.pages import make_article, read_articles, split_article

__all__ = ["Coder", "SentenceTrace", "make_article", "read_articles", "split_article"]
