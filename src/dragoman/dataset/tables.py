"""The Delta tables as a writer holds them: append, delete by id, go back, pack small files."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from dragoman.dataset.days import Days
from dragoman.dataset.files import Entry, list_files, sort_rows, swap_files, write_file
from dragoman.dataset.query import connect, quote_paths
from dragoman.dataset.schema import COLUMNS, ORDER
from dragoman.errors import DatasetError

__all__ = ["WriterTable", "writing"]

_PROPERTIES = WriterProperties(compression="ZSTD", compression_level=3, max_row_group_size=100_000)
_BYTES: Mapping[str, int] = MappingProxyType(
    {"articles": 32_000_000, "events": 32_000_000, "incidents": 4_000_000, "incident_members": 4_000_000, "verdicts": 4_000_000}
)
"""How large files get: those of which runs take rows out are smaller, for a file that loses a row is written anew."""
_SORTED_BYTES = 32_000_000
"""Small files are sorted together up to so much: some 300 MB in memory."""
_LOOSE_FILES = 32
"""A table with more files than this below half of its `_BYTES` is packed."""
_SPARE_BYTES = 4_000_000
_CHECKPOINT = 20


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """What can go wrong on the disk, as one line of ours."""
    try:
        yield
    except (DeltaError, OSError, pa.ArrowException) as exc:
        line = str(exc).strip().split("\n")[0][:200]
        raise DatasetError(
            f"{path}: this run could not be written ({line}). The last whole version stands; check space and permissions."
        ) from exc


class WriterTable:
    """One table under the writer's lock. What it does is seen by nobody until a version names `delta`."""

    def __init__(self, path: Path, name: str) -> None:
        self.folder, self.name, self.schema, self._order = path / name, name, COLUMNS[name], ORDER[name]
        with writing(path):
            self._table = DeltaTable(str(self.folder))

    @property
    def delta(self) -> int:
        """The Delta version it stands at."""
        return int(self._table.version())

    def append(self, rows: Sequence[dict[str, Any]] | pa.Table) -> None:
        """Add rows, in one file or a few, in the table's order."""
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows), schema=self.schema)
        if table.num_rows:
            self._need(table.nbytes)
            write_deltalake(
                self._table,
                sort_rows(table, self._order),
                mode="append",
                writer_properties=_PROPERTIES,
                target_file_size=_BYTES[self.name],
            )

    def delete(self, column: str, ids: Sequence[str], days: Days, *, before: int) -> int:
        """Delete the rows of runs before `before` whose `column` is among `ids` and whose day is among `days`; how many.

        `days` may hold more than those of the rows: files without any of them are not looked at.
        """
        entries = {str(self.folder / entry.name): entry for entry in self._entries()} if ids else {}
        if not entries:
            return 0
        cursor = connect({self.name: [Path(name) for name in entries]}).cursor()
        gone = pa.array(sorted(ids), pa.string())
        cursor.register("gone", pa.table({"id": gone}))
        held = cursor.execute(
            f"""SELECT filename, count(*) FROM read_parquet({quote_paths(map(Path, entries))}, filename = true)
            WHERE {days.sql(self._order[0])} AND run < ? AND {column} IN (SELECT id FROM gone) GROUP BY ALL ORDER BY ALL""",
            [before],
        ).fetchall()
        if held:
            out = [entries[name] for name, _ in held]
            self._need(sum(entry.size for entry in out))
            rest = (_without(self.folder / entry.name, column, gone, before) for entry in out)
            left = [write_file(self.folder, self.schema, parts) for parts in rest]
            self._swap(out, [path for path in left if path], "DELETE")
        return sum(count for _, count in held)

    def restore(self, delta: int) -> None:
        """Go back to the rows of Delta version `delta`; nothing to do when it stands there."""
        if self.delta != delta:
            self._table.restore(delta)

    def pack(self) -> None:
        """Join small files once there are many, neighbours in time with each other; rows stay the same."""
        loose = [entry for entry in self._entries() if entry.size < _BYTES[self.name] // 2]
        if len(loose) <= _LOOSE_FILES:
            return
        self._need(sum(entry.size for entry in loose))
        groups: list[list[Entry]] = [[]]
        for entry in sorted(loose, key=lambda entry: (entry.first is None, entry.first, entry.name)):
            if sum(each.size for each in groups[-1]) + entry.size > _SORTED_BYTES:
                groups.append([])
            groups[-1].append(entry)
        joined = [group for group in groups if len(group) > 1]
        into = [path for group in joined for path in self._join(group)]
        self._swap([entry for group in joined for entry in group], into, "OPTIMIZE")

    def count(self) -> int:
        """Rows, as the log counts them."""
        return sum(entry.rows for entry in self._entries())

    def files(self) -> list[Path]:
        """Its Parquet files as it stands."""
        return [self.folder / entry.name for entry in self._entries()]

    def _entries(self) -> list[Entry]:
        return list_files(self._table, self._order[0])

    def _join(self, group: Sequence[Entry]) -> Iterator[Path]:
        """The rows of some files in order, in as many new ones as they fill."""
        parts = [pq.ParquetFile(self.folder / entry.name).read(use_threads=False).cast(self.schema) for entry in group]
        rows = sort_rows(pa.concat_tables(parts), self._order)
        pieces = -(-sum(entry.size for entry in group) // _BYTES[self.name])
        each = -(-rows.num_rows // pieces)
        for start in range(0, rows.num_rows, each):
            path = write_file(self.folder, self.schema, [rows.slice(start, each)])
            if path:
                yield path

    def _swap(self, out: Sequence[Entry], into: Sequence[Path], operation: str) -> None:
        swap_files(self._table, self.folder, out, into, day=self._order[0], operation=operation, every=_CHECKPOINT)

    def _need(self, size: int) -> None:
        """Raises: OSError when the disk has no room for `size` bytes and some more; the libraries below fail less tidily."""
        if _free_bytes(self.folder) < size + _SPARE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _free_bytes(path: Path) -> int:
    return shutil.disk_usage(path).free


def _without(path: Path, column: str, gone: pa.Array, before: int) -> Iterator[pa.Table]:
    """The rows of a file, a part at a time, but those of runs before `before` whose `column` is among `gone`."""
    source = pq.ParquetFile(path)
    for at in range(source.num_row_groups):
        rows = source.read_row_group(at, use_threads=False)
        lost = pc.and_(pc.is_in(rows[column], value_set=gone), pc.less(rows["run"], before))
        yield rows.filter(pc.invert(lost))
