"""Measures against gold, every error with its evidence, and the floors that guard the figures."""

from dragoman.evaluate.benchmarks import BENCHMARKS, PLV, digest_of, measures_of
from dragoman.evaluate.bootstrap import Estimate, Figure
from dragoman.evaluate.coded import Coded, code_gold
from dragoman.evaluate.evaluation import Evaluation, evaluate
from dragoman.evaluate.faults import Fault
from dragoman.evaluate.floors import Floor, judge, load_floors
from dragoman.evaluate.gold import GoldEvent, GoldParty, GoldSentence
from dragoman.evaluate.readers import read_gold
from dragoman.evaluate.report import draw_report
from dragoman.evaluate.tables import draw_evaluation, draw_levels, draw_losses

__all__ = [
    "BENCHMARKS",
    "PLV",
    "Coded",
    "Estimate",
    "Evaluation",
    "Fault",
    "Figure",
    "Floor",
    "GoldEvent",
    "GoldParty",
    "GoldSentence",
    "code_gold",
    "digest_of",
    "draw_evaluation",
    "draw_levels",
    "draw_losses",
    "draw_report",
    "evaluate",
    "judge",
    "load_floors",
    "measures_of",
    "read_gold",
]
