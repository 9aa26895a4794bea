"""Actors in our own CSV: one line an actor and office, many aliases to a cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from dragoman.coding.who.imported.cameo import country_of
from dragoman.coding.who.imported.rows import ActorRow, Fault, check_row
from dragoman.errors import TableError

__all__ = ["COLUMNS", "format_row", "format_table", "read_actor_table"]

COLUMNS = ("name", "aliases", "kind", "country", "sector", "other_sectors", "office", "from", "until", "code", "note")
"""`name` alone is required; the others may be left out or empty. `note` is for people."""


def read_actor_table(lines: Iterable[str], file: str) -> Iterator[ActorRow | Fault]:
    """The rows of a table whose first line that is no comment names its columns. Raises: TableError for a bad header."""
    numbered = _Numbered(lines)
    reader = csv.reader(numbered)
    header = [name.strip().lower() for name in next(reader, [])]
    unknown = [name for name in header if name not in COLUMNS]
    if "name" not in header or unknown or len(set(header)) != len(header):
        what = f"unknown or twice: {', '.join(unknown) or ', '.join(header)}" if "name" in header else "no column 'name'"
        raise TableError(f"{file} line {numbered.first}: {what}. The columns are {', '.join(COLUMNS)}.")
    while True:
        numbered.first = 0
        try:
            cells = next(reader, None)
        except csv.Error as exc:
            yield Fault(file=file, line=numbered.last, reason=f"not CSV ({exc}). Put cells with commas in quotation marks.")
            continue
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        try:
            if len(cells) != len(header):
                raise TableError(f"{len(cells)} cells for {len(header)} columns. Put cells with commas in quotation marks.")
            yield _row({name: cell.strip() for name, cell in zip(header, cells, strict=True)}, file, numbered.first)
        except TableError as exc:
            yield Fault(file=file, line=numbered.first, reason=str(exc))


class _Numbered(Iterator[str]):
    """Lines without comments, that knows the number of the first and last one given since `first` was set to 0."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = enumerate(lines, start=1)
        self.first = self.last = 0

    def __next__(self) -> str:
        for number, line in self._lines:
            self.last = number
            if self.first or not line.startswith("#"):
                self.first = self.first or self.last
                return line
        raise StopIteration


def _row(cells: dict[str, str], file: str, line: int) -> ActorRow:
    sectors = (cells.get("sector", "").upper(), *_many(cells.get("other_sectors", "").upper()))
    given = cells.get("country", "").upper()
    country, extra = country_of(given)
    kind = cells.get("kind", "").lower() or ("person" if cells.get("office") else "organization")
    names = [cells["name"], *_many(cells.get("aliases", ""))]
    if kind == "role":
        names = [name.lower() for name in names]
    return check_row(
        ActorRow(
            name=names[0],
            aliases=tuple(names[1:]),
            kind=kind,
            country=country or given,
            sector=sectors[0] or extra,
            other_sectors=tuple(dict.fromkeys((*sectors[1:], *([extra] if extra and sectors[0] else [])))),
            office=cells.get("office", ""),
            since=cells.get("from", ""),
            until=cells.get("until", ""),
            code=cells.get("code", "").upper(),
            file=file,
            line=line,
        )
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def format_table(rows: Iterable[ActorRow]) -> str:
    """The whole table, header first."""
    return "".join((",".join(COLUMNS) + "\n", *(format_row(row) + "\n" for row in rows)))


def format_row(row: ActorRow, note: str | None = None) -> str:
    """One line of the table, without its end; the note is the place that the row was read from, when none is given."""
    line = io.StringIO()
    place = f"{row.file}:{row.line}" if row.file else ""
    csv.writer(line, lineterminator="").writerow(
        (
            row.name,
            ";".join(row.aliases),
            row.kind,
            row.country,
            row.sector,
            ";".join(row.other_sectors),
            row.office,
            row.since,
            row.until,
            row.code,
            place if note is None else note,
        )
    )
    return line.getvalue()
