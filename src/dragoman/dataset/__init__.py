"""The versioned tables of articles, events and incidents: written a run at a time, read a version at a time."""

from dragoman.dataset.answers import write_answer
from dragoman.dataset.comparing import Difference, compare
from dragoman.dataset.maintenance import Finding, vacuum, verify
from dragoman.dataset.panel import PANELS, Panel, make_panel
from dragoman.dataset.query import Answer
from dragoman.dataset.reading import Dataset, open_dataset
from dragoman.dataset.regrouping import Coded, Near, Regroup
from dragoman.dataset.schema import COLUMNS, KEEPS, Keep
from dragoman.dataset.selection import Selection
from dragoman.dataset.versions import Version, is_dataset
from dragoman.dataset.writing import Writer

__all__ = [
    "COLUMNS",
    "KEEPS",
    "PANELS",
    "Answer",
    "Coded",
    "Dataset",
    "Difference",
    "Finding",
    "Keep",
    "Near",
    "Panel",
    "Regroup",
    "Selection",
    "Version",
    "Writer",
    "compare",
    "is_dataset",
    "make_panel",
    "open_dataset",
    "vacuum",
    "verify",
    "write_answer",
]
