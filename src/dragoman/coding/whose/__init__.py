"""Whose word: who is quoted or cited for a statement, directly or indirectly."""

from dragoman.coding.whose.attribution import find_attributions
from dragoman.coding.whose.reporting import ReportingWords, load_reporting

__all__ = ["ReportingWords", "find_attributions", "load_reporting"]
