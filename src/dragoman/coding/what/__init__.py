"""What: the acts of a sentence, their parties, type, mode and status."""

from dragoman.coding.what.candidates import Candidate, find_candidates
from dragoman.coding.what.contexts import ContextWords, load_contexts
from dragoman.coding.what.decision import Decision, decide
from dragoman.coding.what.lexicon import Condition, Lexicon, Trigger, load_lexicon

__all__ = [
    "Candidate",
    "Condition",
    "ContextWords",
    "Decision",
    "Lexicon",
    "Trigger",
    "decide",
    "find_candidates",
    "load_contexts",
    "load_lexicon",
]
