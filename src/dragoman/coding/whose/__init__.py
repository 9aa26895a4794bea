"""Whose word: who is quoted or cited for a statement, directly or indirectly, and through whom."""

from dragoman.coding.whose.attribution import find_attributions
from dragoman.coding.whose.chain import choose_chain, is_party
from dragoman.coding.whose.quotes import Speech
from dragoman.coding.whose.reporting import ReportingWords, load_reporting

__all__ = ["ReportingWords", "Speech", "choose_chain", "find_attributions", "is_party", "load_reporting"]
