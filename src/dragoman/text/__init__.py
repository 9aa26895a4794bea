"""A page into its articles, an article into sentences, a sentence through the gate into a parse."""

from dragoman.text.gate import Gate, GateVerdict, Pattern
from dragoman.text.inflect import inflect
from dragoman.text.page import Part, split_page
from dragoman.text.pipeline import Pipeline, installed_pipelines, parse_columns
from dragoman.text.repair import repair_words
from dragoman.text.sentences import split_sentences

__all__ = [
    "Gate",
    "GateVerdict",
    "Part",
    "Pattern",
    "Pipeline",
    "inflect",
    "installed_pipelines",
    "parse_columns",
    "repair_words",
    "split_page",
    "split_sentences",
]
