"""Whose word: who is quoted or cited for a statement, directly or indirectly, through whom, and who contradicts it."""

from dragoman.coding.whose.attribution import find_attributions
from dragoman.coding.whose.chain import choose_chain, is_party
from dragoman.coding.whose.disputes import Told, find_disputed
from dragoman.coding.whose.quotes import Speech
from dragoman.coding.whose.rebuttals import Rebuttal, find_rebuttals, may_rebut
from dragoman.coding.whose.reporting import ReportingWords, load_reporting

__all__ = [
    "Rebuttal",
    "ReportingWords",
    "Speech",
    "Told",
    "choose_chain",
    "find_attributions",
    "find_disputed",
    "find_rebuttals",
    "is_party",
    "load_reporting",
    "may_rebut",
]
