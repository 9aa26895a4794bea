"""Reading the tables of knowledge: CSV with a header, every row with its place for the error message."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.errors import TableError

__all__ = ["Row", "read_table"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `row["column"]` is its stripped text; `row.error(what)` an error that names the table and line."""

    table: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def many(self, column: str, sign: str = ";") -> tuple[str, ...]:
        """The parts of a cell joined by `sign`; empty for an empty cell."""
        return tuple(part.strip() for part in self.cells[column].split(sign) if part.strip())

    def error(self, what: str) -> TableError:
        """`events.csv line 41: mode 'rally' is unknown for PROTEST`."""
        return TableError(f"{self.table} line {self.line}: {what}")


def read_table(path: Path | Traversable, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a CSV table that has at least `columns`; lines that begin with # are comments.

    Raises: TableError when the file is missing, a column is missing, or a row has too many or too few cells.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as exc:
        raise TableError(f"{path}: cannot be read ({exc.strerror}). Reinstall dragoman.") from exc
    lines = text.splitlines(keepends=True)
    comments = sum(1 for line in lines if line.startswith("#"))
    reader = csv.reader(line for line in lines if not line.startswith("#"))
    header = next(reader, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise TableError(f"{path.name} line {comments + 1}: no column {', '.join(missing)} (found: {', '.join(header)}).")
    for cells in reader:
        if not cells:
            continue
        line = reader.line_num + comments
        if len(cells) != len(header):
            raise TableError(f"{path.name} line {line}: {len(cells)} cells for {len(header)} columns.")
        yield Row(path.name, line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})
