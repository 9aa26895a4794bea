"""CAMEO codes to four digits where the words state them: what a type and mode become by the words of the sentence.

`data/codes.csv` has the code of each type and mode, `data/cameo_words.csv` the finer ones with the words that call for them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.ontology import Row, load_ontology, read_table

__all__ = ["CameoCodes", "load_codes"]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A finer code of a type, in one of its modes or any (None), where the pattern stands in the sentence."""

    kind: str
    mode: str | None
    pattern: re.Pattern[str]
    cameo: str
    row: str


@dataclass(frozen=True, slots=True)
class CameoCodes:
    """Both tables, loaded once."""

    plain: Mapping[tuple[str, str], str]
    announced: Mapping[tuple[str, str], str]
    rules: Mapping[str, Sequence[_Rule]]

    def is_threat(self, kind: str, modes: Sequence[str]) -> bool:
        """Whether CAMEO codes the mere announcement of such an act as a threat."""
        return (kind, modes[0] if modes else "") in self.announced

    def find(self, kind: str, modes: Sequence[str], words: str, *, future: bool = False) -> tuple[str, str]:
        """The CAMEO code of an act of this type and these modes told in these words, and the row that gave it.

        `future`: the act is announced or expected, which CAMEO codes as a threat where it is a conflict act.
        """
        if future and self.is_threat(kind, modes):
            return self.announced[kind, modes[0] if modes else ""], "codes.csv, announced"
        lowered = words.lower()
        for rule in self.rules.get(kind, ()):
            if (rule.mode is None or rule.mode in modes) and rule.pattern.search(lowered):
                return rule.cameo, rule.row
        return self.plain[kind, modes[0] if modes else ""], "codes.csv"


@cache
def load_codes() -> CameoCodes:
    """The tables of this version. Raises: TableError that names a bad row."""
    data = files("dragoman.coding.what") / "data"
    plain, announced = {}, {}
    for row in read_table(data / "codes.csv", ("type", "mode", "cameo", "future", "basis")):
        plain[row["type"], row["mode"]] = _known(row)
        if row["future"]:
            announced[row["type"], row["mode"]] = _known(row, "future")
    rules: dict[str, list[_Rule]] = {}
    for row in read_table(data / "cameo_words.csv", ("type", "mode", "words", "cameo", "basis")):
        try:
            pattern = re.compile(rf"\b(?:{row['words']})")
        except re.error as exc:
            raise row.error(f"'{row['words']}' is no regular expression ({exc})") from exc
        mode = None if row["mode"] == "*" else row["mode"]
        rules.setdefault(row["type"], []).append(_Rule(row["type"], mode, pattern, _known(row), f"{row.table}:{row.line}"))
    return CameoCodes(plain, announced, rules)


def _known(row: Row, column: str = "cameo") -> str:
    ontology = load_ontology()
    kind, mode = row["type"], row["mode"]
    if kind not in ontology.types or (mode not in {"", "*"} and mode not in ontology.types[kind].modes):
        raise row.error(f"'{kind} {mode}' is no type and mode")
    if row[column] not in ontology.cameo:
        raise row.error(f"CAMEO code '{row[column]}' is unknown")
    return row[column]
