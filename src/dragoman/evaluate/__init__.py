"""Measures against other people's gold, and the floors that guard them."""

from dragoman.evaluate.floors import Floor, load_floors
from dragoman.evaluate.gold import GoldEvent, GoldSentence, read_gsr
from dragoman.evaluate.scores import score_gsr

__all__ = ["Floor", "GoldEvent", "GoldSentence", "load_floors", "read_gsr", "score_gsr"]
