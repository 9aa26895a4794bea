"""Parquet files of a table taken out and put in by one commit to its Delta log.

`deltalake` deletes by a condition, for which it looks through all files, and packs small files by their size, which mixes the
days that lie together. Here whole files go and come, chosen by the caller. The commit is a file of the log as Delta's protocol
has it (https://github.com/delta-io/delta/blob/master/PROTOCOL.md: commitInfo, remove, add), put in place at once; call under
the writer's lock.
"""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import DeltaTable

__all__ = ["Entry", "list_files", "sort_rows", "swap_files", "write_file"]


_ROW_GROUP = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the log. `first`: the first day in it by the table's order, None when it has none or the log does not say."""

    name: str
    size: int
    rows: int
    first: date | None


def list_files(table: DeltaTable, day: str) -> list[Entry]:
    """The files of the table as it stands, by name. `day`: the column that its rows lie in order of."""
    found = pa.table(table.get_add_actions(flatten=True))
    names = ("path", "size_bytes", "num_records", f"min.{day}")
    columns = [found[name].to_pylist() if name in found.column_names else [None] * len(found) for name in names]
    entries = zip(*columns, strict=True)
    return sorted((Entry(*each) for each in entries), key=lambda entry: entry.name)


def sort_rows(rows: pa.Table, order: Sequence[str]) -> pa.Table:
    """The rows in order of some columns, those without a value last."""
    if not order or rows.num_rows < 2:
        return rows
    places = pc.sort_indices(rows, [(column, "ascending") for column in order])
    return rows if places.equals(pa.array(range(rows.num_rows), places.type)) else rows.take(places)


def write_file(folder: Path, schema: pa.Schema, parts: Iterable[pa.Table]) -> Path | None:
    """A new file of rows, that no version names yet; None when there are none."""
    path = folder / f"part-00000-{uuid.uuid4()}-c000.zstd.parquet"
    writer: pq.ParquetWriter | None = None
    try:
        for part in parts:
            if part.num_rows:
                writer = writer or pq.ParquetWriter(
                    path, schema, compression="zstd", compression_level=3, write_page_index=True, store_schema=False
                )
                writer.write_table(part.cast(schema), row_group_size=_ROW_GROUP)
    finally:
        if writer is not None:
            writer.close()
    return path if writer is not None else None


def swap_files(
    table: DeltaTable, folder: Path, out: Sequence[Entry], into: Sequence[Path], *, day: str, operation: str, every: int
) -> None:
    """Take files out of the table and put others in, as its next Delta version. `every`: a checkpoint each so many versions."""
    now, version = int(time.time() * 1000), table.version() + 1
    changed = operation != "OPTIMIZE"
    lines: list[dict[str, Any]] = [
        {"commitInfo": {"timestamp": now, "operation": operation, "operationParameters": {}, "engineInfo": "dragoman"}}
    ]
    for entry in out:
        gone = {"path": entry.name, "deletionTimestamp": now, "dataChange": changed, "extendedFileMetadata": True}
        lines.append({"remove": {**gone, "partitionValues": {}, "size": entry.size}})
    for path in into:
        come = {"path": path.name, "partitionValues": {}, "size": path.stat().st_size, "modificationTime": now}
        lines.append({"add": {**come, "dataChange": changed, "stats": json.dumps(_statistics(path, (day, "run")))}})
    half = folder / "_delta_log" / f"_commit_{uuid.uuid4()}.json.tmp"
    half.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    os.replace(half, folder / "_delta_log" / f"{version:020}.json")
    table.update_incremental()
    if (version + 1) % every == 0:
        table.create_checkpoint()


def _statistics(path: Path, columns: Sequence[str]) -> dict[str, Any]:
    """What the log says of a file: rows, least and greatest value and number of nulls of some plain columns."""
    footer = pq.read_metadata(path)
    found: dict[str, Any] = {"numRecords": footer.num_rows, "minValues": {}, "maxValues": {}, "nullCount": {}}
    for column in columns:
        at = next(at for at in range(footer.num_columns) if footer.schema.column(at).path == column)
        groups = [footer.row_group(group).column(at).statistics for group in range(footer.num_row_groups)]
        found["nullCount"][column] = sum(each.null_count for each in groups)
        valued = [each for each in groups if each.has_min_max]
        if valued:
            found["minValues"][column] = _plain(min(each.min for each in valued))
            found["maxValues"][column] = _plain(max(each.max for each in valued))
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
