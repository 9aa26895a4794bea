"""The versions of a dataset: rows of its `runs` table, each naming the Delta version of every other table.

Appending such a row is the single commit point of a run. Whatever stands in the other tables past the versions that the last
row names is the leftover of a run that did not end, and no reader sees it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from dragoman.dataset.schema import COLUMNS, DATA, FORMAT, KEEPS, TABLES, Keep
from dragoman.errors import DatasetError

__all__ = [
    "Marker",
    "Version",
    "append_version",
    "choose_version",
    "create_tables",
    "is_dataset",
    "read_marker",
    "read_versions",
    "refuse_foreign",
    "table_files",
    "write_beside",
]

_MARKER = "dragoman.json"
_UNFIT = "%*?[]"
"""Signs that Delta or DuckDB would read as something else in a path."""
_TRIES = 5
_CONFIGURATION: Mapping[str, str | None] = {
    "delta.logRetentionDuration": "interval 36500 days",  # old versions stay until `vacuum` is told otherwise
    "delta.enableExpiredLogCleanup": "false",
    "delta.checkpointInterval": "20",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What holds for the whole dataset; the file that says that a directory is one."""

    keep: Keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One whole version. `counts` are the run's own and the totals, by column of `runs`; `tables` the Delta versions.

    `kind`: code (a run that added or replaced articles), judge (a person's verdicts) or vacuum. `grouper`: what made its
    incidents of events, as a fingerprint. `oldest`: the oldest version that was readable then.
    """

    number: int
    kind: str
    started: datetime
    finished: datetime
    dragoman: str
    coder: str
    grouper: str
    inputs: tuple[str, ...]
    options: str
    counts: Mapping[str, int]
    tables: Mapping[str, int]
    oldest: int

    def row(self) -> dict[str, Any]:
        """The row of `runs`."""
        return {
            "version": self.number,
            "kind": self.kind,
            "started": self.started,
            "finished": self.finished,
            "dragoman": self.dragoman,
            "coder": self.coder,
            "grouper": self.grouper,
            "inputs": self.inputs,
            "options": self.options,
            **self.counts,
            **{f"{table}_delta": version for table, version in self.tables.items()},
            "oldest": self.oldest,
        }


def read_marker(path: Path) -> Marker:
    """What the dataset at `path` is. Raises: DatasetError when there is none, or one of another format."""
    if not path.exists():
        raise DatasetError(f"{path}: there is no dataset here. Make one with 'dragoman code PATH... -o {path}'.")
    try:
        found = json.loads((path / _MARKER).read_text(encoding="utf-8"))
        written, keep = found["format"], found["keep"]
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise DatasetError(f"{path}: not a Dragoman dataset (no readable {_MARKER} in it). Check the path.") from exc
    if written != FORMAT or keep not in KEEPS:
        raise DatasetError(f"{path}: written in format {written}; this Dragoman reads format {FORMAT}. Use another release.")
    return Marker(keep=cast(Keep, keep))


def is_dataset(path: Path) -> bool:
    """Whether a dataset stands at `path`, of whatever format."""
    return (path / _MARKER).is_file()


def read_versions(path: Path) -> tuple[Version, ...]:
    """The whole versions, oldest first, those that were vacuumed left out. Raises: DatasetError when there is none."""
    for attempt in range(_TRIES):
        try:
            rows = _rows(path / "runs", DeltaTable(str(path / "runs")))
            break
        except TableNotFoundError:
            rows = []
            break
        except (DeltaError, OSError, pa.ArrowException) as exc:  # its files may have been packed between two steps
            if attempt == _TRIES - 1:
                raise DatasetError(f"{path / 'runs'}: damaged ({_first_line(exc)}). Restore it from a copy.") from exc
    if not rows:
        raise DatasetError(f"{path}: holds no whole version yet; its first run did not end. Run it again.")
    versions = sorted((_version_of(row) for row in rows), key=lambda version: version.number)
    return tuple(version for version in versions if version.number >= versions[-1].oldest)


def choose_version(path: Path, versions: Sequence[Version], number: int | None) -> Version:
    """The version called `number`, the last one when None. Raises: DatasetError that says which there are."""
    if number is None:
        return versions[-1]
    for version in versions:
        if version.number == number:
            return version
    first, last = versions[0].number, versions[-1].number
    gone = " (older ones were vacuumed)" if first > 1 else ""
    raise DatasetError(f"{path}: no version {number}; it holds {first} to {last}{gone}. Choose one of them.")


def table_files(path: Path, table: str, delta: int | None) -> list[Path]:
    """The Parquet files of one Delta version of a table, the last one when None. Raises: DatasetError when it is damaged."""
    folder = path / table
    try:
        found = DeltaTable(str(folder), version=delta).file_uris()
    except (DeltaError, OSError) as exc:
        raise DatasetError(f"{folder}: damaged at version {delta} ({_first_line(exc)}). Restore it from a copy.") from exc
    return sorted(folder / uri.rsplit("/", 1)[1] for uri in found)


def refuse_foreign(path: Path) -> None:
    """Raises: DatasetError when no dataset is at `path` and none can be made there."""
    unfit = next((sign for sign in _UNFIT if sign in str(path)), None)
    if unfit:
        raise DatasetError(f"{path}: a dataset's path cannot hold '{unfit}'. Choose another name.")
    if not path.parent.is_dir():
        raise DatasetError(f"{path.parent}: there is no such directory. Make it first, or choose another path.")
    if path.exists() and not path.is_dir():
        raise DatasetError(f"{path}: a file and no dataset. Choose another path.")
    if path.exists() and not (path / _MARKER).exists() and any(each.name != ".lock" for each in path.iterdir()):
        raise DatasetError(f"{path}: holds other files and no dataset. Choose a new or an empty directory.")


def create_tables(path: Path, keep: Keep) -> None:
    """Make an empty dataset, or what is missing of one. Raises: DatasetError when it cannot be written."""
    try:
        if not (path / _MARKER).exists():
            write_beside(path / _MARKER, json.dumps({"format": FORMAT, "keep": keep}) + "\n")
        for table in TABLES:
            if not DeltaTable.is_deltatable(str(path / table)):
                DeltaTable.create(str(path / table), schema=COLUMNS[table], configuration=_CONFIGURATION, mode="ignore")
    except (OSError, DeltaError) as exc:
        raise DatasetError(f"{path}: cannot be written ({_first_line(exc)}). Check path, permissions and space.") from exc


def append_version(path: Path, version: Version) -> None:
    """The commit point: from here on, readers see `version`."""
    rows = pa.Table.from_pylist([version.row()], schema=COLUMNS["runs"])
    write_deltalake(str(path / "runs"), rows, mode="append")


def write_beside(path: Path, text: str) -> None:
    """A small file, whole or not at all."""
    half = path.with_name(f".{path.name}.half")
    half.write_text(text, encoding="utf-8")
    os.replace(half, path)


def _rows(folder: Path, table: DeltaTable) -> list[dict[str, Any]]:
    """All rows of a small table, read here: with the threads of deltalake's own reader, 1 process of 25 aborted at its end."""
    files = [folder / uri.rsplit("/", 1)[1] for uri in table.file_uris()]
    return [row for file in files for row in pq.ParquetFile(file).read(use_threads=False).to_pylist()]


def _version_of(row: Mapping[str, Any]) -> Version:
    own = {"version", "kind", "started", "finished", "dragoman", "coder", "grouper", "inputs", "options", "oldest"}
    deltas = {f"{table}_delta" for table in DATA}
    return Version(
        number=row["version"],
        kind=row["kind"],
        started=row["started"],
        finished=row["finished"],
        dragoman=row["dragoman"],
        coder=row["coder"],
        grouper=row["grouper"],
        inputs=tuple(row["inputs"]),
        options=row["options"],
        counts={name: value for name, value in row.items() if name not in own | deltas},
        tables={table: row[f"{table}_delta"] for table in DATA},
        oldest=row["oldest"],
    )


def _first_line(problem: BaseException) -> str:
    return str(problem).strip().split("\n")[0][:200]
