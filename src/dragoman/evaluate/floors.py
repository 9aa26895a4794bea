"""The measured figures below which a change must not fall: `data/floors.csv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from dragoman.ontology import read_table

__all__ = ["Floor", "Verdict", "judge", "load_floors"]

Verdict = Literal["holds", "fallen", "other file", "no floor"]


@dataclass(frozen=True, slots=True)
class Floor:
    """A measure's floor; lowering one is a change of its own with a reason.

    `digest`: the SHA-256 of the file it was measured on, None where it was measured on no file.
    """

    measure: str
    floor: float
    reason: str
    digest: str | None = None


def load_floors() -> dict[str, Floor]:
    """The floors by measure. Raises: TableError for a floor that is no number or a digest that is none."""
    floors = {}
    for row in read_table(files("dragoman.evaluate") / "data" / "floors.csv", ("measure", "floor", "reason", "digest")):
        if row["digest"] and not re.fullmatch(r"[0-9a-f]{64}", row["digest"]):
            raise row.error(f"digest '{row['digest']}' is no SHA-256 (64 hexadecimal digits)")
        try:
            floors[row["measure"]] = Floor(row["measure"], float(row["floor"]), row["reason"], row["digest"] or None)
        except ValueError:
            raise row.error(f"floor '{row['floor']}' is not a number") from None
    return floors


def judge(value: float, floor: Floor | None, *, digest: str | None) -> Verdict:
    """A measure beside its floor; on another file (by `digest`) than the floor's they cannot be compared."""
    if floor is None:
        return "no floor"
    if floor.digest is not None and floor.digest != digest:
        return "other file"
    return "holds" if value >= floor.floor else "fallen"
