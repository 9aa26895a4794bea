"""Tables as published formats have them: columns with a kind, written and read back as the same values.

The kinds: `text` (words from articles), `code` (words of ours, written as they are), `integer`, `number`, `day`, and `list`
(joined by the layout's `joint`). An absent value is an empty cell. Article text is hostile: `clean` makes it fit a cell that
has no escapes, and a text that a spreadsheet would run as a formula is written with an apostrophe before it, which the reader
takes off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from dragoman.errors import ExportError

__all__ = ["Cell", "Column", "Layout", "Line", "clean", "clean_item", "disarm", "rearm"]

Cell = str | int | float | date | tuple[str, ...] | None
Line = Mapping[str, Cell]

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\s]+")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ARMED = re.compile(r"'+[=+\-@\t\r]")


def clean(text: str | None) -> str | None:
    """The text on one line, without controls, stray surrogates and double quotes (single ones stand for them), for a format
    that has neither quoting nor escapes; None when nothing is left."""
    if not text:
        return None
    if not text.isprintable():
        text = _CONTROLS.sub(" ", text)
    return text.replace('"', "'").strip() or None


def clean_item(text: str | None, joint: str) -> str | None:
    """`clean`, for one item of a list that is joined by `joint`."""
    return clean(text.replace(joint, " ")) if text else None


def disarm(text: str) -> str:
    """An apostrophe before what a spreadsheet would run as a formula."""
    return "'" + text if _FORMULA.match(text) else text


def rearm(text: str) -> str:
    """The text that `disarm` was given."""
    return text[1:] if _ARMED.match(text) else text


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name as the format has it, and the kind of its values."""

    name: str
    kind: str = "text"


_READ: dict[str, Callable[[str], Cell]] = {"text": rearm, "code": str, "integer": int, "number": float}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A delimited text format in UTF-8. `quoted`: cells may be quoted as RFC 4180 has it; `day`: how days are written;
    `null`: what stands for no value. Columns whose names repeat are not allowed."""

    format: str
    columns: tuple[Column, ...]
    header: bool
    separator: str = "\t"
    quoted: bool = False
    day: str = "%Y-%m-%d"
    joint: str = ";"
    null: str = ""

    def write(self, lines: Iterable[Line], stream: BinaryIO) -> None:
        """Write the lines, each a value for every column."""
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        try:
            if self.quoted:
                writer = csv.writer(text, delimiter=self.separator, lineterminator="\n")
                if self.header:
                    writer.writerow(column.name for column in self.columns)
                writer.writerows(self._cells(line) for line in lines)
            else:
                if self.header:
                    text.write(self.separator.join(column.name for column in self.columns) + "\n")
                for line in lines:
                    text.write(self.separator.join(self._cells(line)) + "\n")
        finally:
            text.detach()

    def read(self, stream: BinaryIO) -> Iterator[dict[str, Cell]]:
        """The lines of a file that `write` made, or of the publisher's own. Raises: ExportError naming the line."""
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="" if self.quoted else "\n")
        try:
            if self.quoted:
                rows: Iterator[list[str]] = csv.reader(text, delimiter=self.separator)
            else:
                rows = (line.rstrip("\r\n").split(self.separator) for line in text)
            names = [column.name for column in self.columns]
            for number, cells in enumerate(rows, 1):
                if number == 1 and self.header:
                    if cells != names:
                        raise ExportError(f"{self.format}, line 1: these are not its columns. Expected: {', '.join(names)}.")
                    continue
                if len(cells) != len(names):
                    raise ExportError(f"{self.format}, line {number}: {len(cells)} cells for {len(names)} columns.")
                yield {column.name: self._value(column, cell, number) for column, cell in zip(self.columns, cells, strict=True)}
        finally:
            text.detach()

    def _cells(self, line: Line) -> list[str]:
        values = ((column, line[column.name]) for column in self.columns)
        return [self.null if value is None else self._cell(column, value) for column, value in values]

    def _cell(self, column: Column, value: str | int | float | date | tuple[str, ...]) -> str:
        match value:
            case str():
                if column.kind == "text":
                    return disarm(value)
                return value if self.quoted else clean(value) or self.null
            case date():
                return value.strftime(self.day.replace("%Y", f"{value.year:04d}"))
            case tuple():
                return disarm(self.joint.join(value)) or self.null
            case int():
                return str(value)
            case float():
                return _number(value)

    def _value(self, column: Column, cell: str, number: int) -> Cell:
        if column.kind == "list":
            return tuple(rearm(cell).split(self.joint)) if cell not in ("", self.null) else ()
        if cell in ("", self.null):
            return None
        try:
            if column.kind == "day":
                return datetime.strptime(cell, self.day).date()
            return _READ[column.kind](cell)
        except ValueError:
            raise ExportError(f"{self.format}, line {number}: {column.name} '{cell}' is no {column.kind}.") from None
