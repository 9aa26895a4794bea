"""The measured figures below which a change must not fall: `data/floors.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from dragoman.ontology import read_table

__all__ = ["Floor", "load_floors"]


@dataclass(frozen=True, slots=True)
class Floor:
    """A measure's floor; lowering one is a change of its own with a reason."""

    measure: str
    floor: float
    reason: str


def load_floors() -> dict[str, Floor]:
    """The floors by measure. Raises: TableError for a floor that is no number."""
    floors = {}
    for row in read_table(files("dragoman.evaluate") / "data" / "floors.csv", ("measure", "floor", "reason")):
        try:
            floors[row["measure"]] = Floor(row["measure"], float(row["floor"]), row["reason"])
        except ValueError:
            raise row.error(f"floor '{row['floor']}' is not a number") from None
    return floors
