"""The rooms joined: a page into articles, an article into events, events into incidents."""

from dragoman.flow.coder import Coder, SentenceTrace
from dragoman.flow.incidents import build_incidents, make_reports
from dragoman.flow.pages import make_article, read_articles, split_article

__all__ = ["Coder", "SentenceTrace", "build_incidents", "make_article", "make_reports", "read_articles", "split_article"]
