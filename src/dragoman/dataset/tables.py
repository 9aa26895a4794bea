"""The Delta tables as a writer holds them: append, delete by id, go back, pack small files."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from dragoman.dataset.schema import COLUMNS
from dragoman.errors import DatasetError

__all__ = ["WriterTable", "writing"]

_PROPERTIES = WriterProperties(compression="ZSTD", compression_level=3, max_row_group_size=100_000)
_PACKED_BYTES = 64_000_000
_FEW = 1_000
"""Up to so many ids are looked up one by one, which reads less; more are joined, which is faster then."""
_SPARE_BYTES = 4_000_000
_LOOSE_FILES = 32
"""A table with more files than this below half of `_PACKED_BYTES` is packed."""


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
        self.folder, self.name, self.schema = path / name, name, COLUMNS[name]
        with writing(path):
            self._table = DeltaTable(str(self.folder))

    @property
    def delta(self) -> int:
        """The Delta version it stands at."""
        return int(self._table.version())

    def append(self, rows: Sequence[dict[str, Any]] | pa.Table) -> None:
        """Add rows, in one file or a few."""
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows), schema=self.schema)
        if table.num_rows:
            self._need(table.nbytes)
            write_deltalake(self._table, table, mode="append", writer_properties=_PROPERTIES)

    def delete(self, column: str, ids: Sequence[str], *, before: int) -> int:
        """Delete the rows of runs before `before` whose `column` is among `ids`; how many there were."""
        if not ids:
            return 0
        self._need(sum(self._sizes()))
        if len(ids) <= _FEW:
            among = ", ".join("'" + each.replace("'", "''") + "'" for each in ids)
            done = self._table.delete(f"run < {before} AND {column} IN ({among})", writer_properties=_PROPERTIES)
            return int(done["num_deleted_rows"])
        source = pa.table({"key": pa.array(sorted(ids), pa.string())})
        found = (
            self._table.merge(
                source,
                f"target.{column} = source.key AND target.run < {before}",
                source_alias="source",
                target_alias="target",
                writer_properties=_PROPERTIES,
            )
            .when_matched_delete()
            .execute()
        )
        return int(found["num_target_rows_deleted"])

    def restore(self, delta: int) -> None:
        """Go back to the rows of Delta version `delta`; nothing to do when it stands there."""
        if self.delta != delta:
            self._table.restore(delta)

    def pack(self) -> None:
        """Join small files once there are many; rows stay the same."""
        loose = [size for size in self._sizes() if size < _PACKED_BYTES // 2]
        if len(loose) > _LOOSE_FILES:
            self._need(sum(loose))
            self._table.optimize.compact(target_size=_PACKED_BYTES, writer_properties=_PROPERTIES)

    def count(self) -> int:
        """Rows, as the log counts them."""
        actions = pa.table(self._table.get_add_actions())
        return int(sum(actions.column("num_records").to_pylist()))

    def files(self) -> list[Path]:
        """Its Parquet files as it stands."""
        return sorted(self.folder / uri.rsplit("/", 1)[1] for uri in self._table.file_uris())

    def _sizes(self) -> list[int]:
        return [int(size) for size in pa.table(self._table.get_add_actions()).column("size_bytes").to_pylist()]

    def _need(self, size: int) -> None:
        """Raises: OSError when the disk has no room for `size` bytes and some more; the libraries below fail less tidily."""
        if _free_bytes(self.folder) < size + _SPARE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _free_bytes(path: Path) -> int:
    return shutil.disk_usage(path).free
