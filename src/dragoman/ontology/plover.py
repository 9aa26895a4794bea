"""The ontology as records: looked up by code, checked when loaded.

Source: PLOVER 2.0 (Open Event Data Alliance, CC BY-SA 4.0) and CAMEO 1.1b3, with the readings of
docs/decisions/0002-plover-readings.md where they disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import OntologyError
from dragoman.ontology.tables import Row, read_table

__all__ = ["CameoCode", "EventType", "Mode", "Ontology", "load_ontology"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How an act of a type was done. `score`: -10 to +10."""

    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A PLOVER type: quad class 1 to 4, score -10 to +10, its modes by name."""

    name: str
    label: str
    quad: int
    score: float
    recipient_required: bool
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code with its crosswalk to PLOVER (`type` is None where PLOVER drops it) and CAMEO's own scale."""

    code: str
    label: str
    type: str | None
    mode: str | None
    goldstein: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Everything that can stand in an event's coded fields."""

    types: Mapping[str, EventType]
    contexts: frozenset[str]
    sectors: Mapping[str, str]
    entities: Mapping[str, str]
    cameo: Mapping[str, CameoCode]

    def type_of(self, name: str) -> EventType:
        """The type called `name`. Raises: OntologyError."""
        found = self.types.get(name)
        if found is None:
            raise OntologyError(f"'{name}' is no PLOVER type (known: {', '.join(self.types)}).")
        return found

    def quad(self, type_name: str) -> int:
        """The quad class of a type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
        return self.type_of(type_name).quad

    def score(self, type_name: str, modes: Iterable[str]) -> float:
        """The score of a type with its modes: the one furthest from zero, the type's own without a mode."""
        kind = self.type_of(type_name)
        scores = []
        for mode in modes:
            if mode not in kind.modes:
                raise OntologyError(f"mode '{mode}' is unknown for {type_name} (known: {', '.join(kind.modes) or 'none'}).")
            scores.append(kind.modes[mode].score)
        return max(scores, key=abs) if scores else kind.score


@cache
def load_ontology() -> Ontology:
    """The ontology of this version. Raises: TableError for a row that contradicts another table."""
    data = files("dragoman.ontology") / "data"
    modes: dict[str, dict[str, Mode]] = {}
    for row in read_table(data / "modes.csv", ("type", "mode", "score")):
        modes.setdefault(row["type"], {})[row["mode"]] = Mode(name=row["mode"], score=_number(row, "score"))
    types = {
        row["type"]: EventType(
            name=row["type"],
            label=row["label"],
            quad=int(_number(row, "quad")),
            score=_number(row, "score"),
            recipient_required=row["recipient_required"] == "1",
            modes=modes.pop(row["type"], {}),
        )
        for row in read_table(data / "types.csv", ("type", "quad", "score", "recipient_required", "label"))
    }
    if modes:
        raise OntologyError(f"modes.csv: modes of unknown types: {', '.join(modes)}.")
    cameo = {
        row["cameo"]: _cameo(row, types)
        for row in read_table(data / "cameo.csv", ("cameo", "label", "type", "mode", "goldstein"))
    }
    return Ontology(
        types=types,
        contexts=frozenset(row["context"] for row in read_table(data / "contexts.csv", ("context",))),
        sectors={row["sector"]: row["who"] for row in read_table(data / "sectors.csv", ("sector", "who"))},
        entities={row["code"]: row["entity"] for row in read_table(data / "entities.csv", ("code", "entity"))},
        cameo=cameo,
    )


def _cameo(row: Row, types: Mapping[str, EventType]) -> CameoCode:
    if row["type"] and row["type"] not in types:
        raise row.error(f"'{row['type']}' is no PLOVER type")
    return CameoCode(
        code=row["cameo"],
        label=row["label"],
        type=row["type"] or None,
        mode=row["mode"] or None,
        goldstein=_number(row, "goldstein") if row["goldstein"] else None,
    )


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        raise row.error(f"{column} '{row[column]}' is not a number") from None
