"""What: the acts of a sentence, their parties, type, mode and status."""

from dragoman.coding.what.candidates import Candidate, find_candidates
from dragoman.coding.what.codes import CameoCodes, load_codes
from dragoman.coding.what.contexts import ContextWords, load_contexts
from dragoman.coding.what.decision import Decision, decide
from dragoman.coding.what.judge import Judge, Judgement, Question, load_judge
from dragoman.coding.what.lexicon import Condition, Lexicon, Trigger, load_lexicon
from dragoman.coding.what.magnitudes import find_magnitudes, load_magnitudes
from dragoman.coding.what.sense import REACH, Passage, Sense, load_sense, sense_digest

__all__ = [
    "REACH",
    "CameoCodes",
    "Candidate",
    "Condition",
    "ContextWords",
    "Decision",
    "Judge",
    "Judgement",
    "Lexicon",
    "Passage",
    "Question",
    "Sense",
    "Trigger",
    "decide",
    "find_candidates",
    "find_magnitudes",
    "load_codes",
    "load_contexts",
    "load_judge",
    "load_lexicon",
    "load_magnitudes",
    "load_sense",
    "sense_digest",
]
