"""How far two independent readings of the corpus agree: `python -m training.agreement`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import TableError

READINGS = Path(__file__).parent.parent / "corpus" / "readings"
_COLUMNS = ["file", "sentence", "first", "second", "settled", "why"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence's labels by two readers, and which of them stands where they differ."""

    first: tuple[str, str]
    second: tuple[str, str]
    settled: str
    where: str


def read_readings(path: Path) -> Iterator[Reading]:
    """The readings of a file. Raises: TableError for a bad row, or a disagreement that was not settled in writing."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    if not lines or lines[0].split("\t") != _COLUMNS:
        raise TableError(f"{path.name}: the columns are not {', '.join(_COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        where = f"{path.name} line {number}"
        if len(cells) != len(_COLUMNS):
            raise TableError(f"{where}: {len(cells)} cells for {len(_COLUMNS)} columns")
        first, second = _labels(cells[2]), _labels(cells[3])
        if (first != second) != (cells[4] in {"first", "second"} and bool(cells[5])):
            raise TableError(f"{where}: a disagreement is settled as 'first' or 'second' with a reason, an agreement is not")
        yield Reading(first, second, cells[4], where)


def _labels(cell: str) -> tuple[str, str]:
    kind, _, status = cell.partition(" | ")
    return kind.split()[0], status


def kappa(first: Sequence[object], second: Sequence[object]) -> tuple[float, float]:
    """Share of equal labels, and Cohen's kappa."""
    total = len(first)
    same = sum(one == other for one, other in zip(first, second, strict=True)) / total
    ours, theirs = Counter(first), Counter(second)
    chance = sum(ours[label] * theirs[label] for label in ours) / total**2
    return same, 1.0 if chance == 1 else (same - chance) / (1 - chance)


def main() -> int:
    """Print agreement by file, over types, statuses and each type."""
    for path in sorted(READINGS.glob("*.tsv")):
        readings = list(read_readings(path))
        print(f"{path.name}: {len(readings)} sentences, {sum(bool(one.settled) for one in readings)} disagreements settled")
        for part, name in enumerate(("type", "status")):
            same, value = kappa([one.first[part] for one in readings], [one.second[part] for one in readings])
            print(f"  {name:10} agree {same:.3f} kappa {value:.3f}")
        for kind in sorted({one.first[0] for one in readings}):
            pairs = [(one.first[0] == kind, one.second[0] == kind) for one in readings]
            same, value = kappa([pair[0] for pair in pairs], [pair[1] for pair in pairs])
            print(f"  {kind:10} agree {same:.3f} kappa {value:.3f} of {sum(pair[0] for pair in pairs)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
