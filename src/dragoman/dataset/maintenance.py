"""Old versions let go, and a dataset looked over: are all files there, do the tables agree, what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version as installed
from pathlib import Path

from dragoman.dataset.card import write_card
from dragoman.dataset.leftovers import end_run, sweep
from dragoman.dataset.locking import lock_writer
from dragoman.dataset.query import Answer, connect
from dragoman.dataset.reading import Dataset
from dragoman.dataset.schema import DATA
from dragoman.dataset.tables import WriterTable, writing
from dragoman.dataset.versions import Version, append_version, read_marker, read_versions, table_files
from dragoman.errors import ConfigError, DatasetError

__all__ = ["Finding", "vacuum", "verify"]

_CHECKS = {
    "two articles have one id": "SELECT id FROM articles GROUP BY id HAVING count(*) > 1",
    "two events have one id": "SELECT id FROM events GROUP BY id HAVING count(*) > 1",
    "two incidents have one id": "SELECT id FROM incidents GROUP BY id HAVING count(*) > 1",
    "an event without its article": "SELECT id FROM events WHERE article NOT IN (SELECT id FROM articles)",
    "an event of another coder than its article": (
        "SELECT e.id FROM events e JOIN articles a ON e.article = a.id WHERE e.run != a.run"
    ),
    "an article with other events than it says": (
        "SELECT a.id FROM articles a LEFT JOIN (SELECT article, count(*) AS n FROM events GROUP BY article) e"
        " ON e.article = a.id WHERE a.events != coalesce(e.n, 0)"
    ),
    "an event of two incidents": "SELECT event FROM incident_members GROUP BY event HAVING count(*) > 1",
    "a member that is no event": "SELECT event FROM incident_members WHERE event NOT IN (SELECT id FROM events)",
    "a member of no incident": "SELECT incident FROM incident_members WHERE incident NOT IN (SELECT id FROM incidents)",
    "an incident without members": "SELECT id FROM incidents WHERE id NOT IN (SELECT incident FROM incident_members)",
    "an event whose record is another's": "SELECT id FROM events WHERE json_extract_string(record, '$.id') != id",
    "an incident whose record is another's": "SELECT id FROM incidents WHERE json_extract_string(record, '$.id') != id",
}
_DIGESTS = {
    "articles": "concat_ws(chr(31), id, text_sha256, coder)",
    "events": "concat_ws(chr(31), record, quote)",
    "incidents": "record",
    "incident_members": "concat_ws(chr(31), incident, event)",
    "verdicts": "concat_ws(chr(31), event, beside, verdict, reason)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One table looked over: rows, a digest of their content that does not depend on order, and what is wrong."""

    table: str
    rows: int
    digest: str
    problems: tuple[str, ...] = ()


def verify(dataset: Dataset) -> list[Finding]:
    """Look over one version. Raises: DatasetError when a file of it cannot be read at all."""
    for version in dataset.versions:
        for table in DATA:
            for file in table_files(dataset.path, table, version.tables[table]):
                if not file.exists():
                    raise DatasetError(f"{file}: missing, and version {version.number} needs it. Restore it from a copy.")
    database = connect(dataset.files)
    problems: dict[str, list[str]] = {table: [] for table in DATA}
    for wrong, query in _CHECKS.items():
        rows = Answer(database, f"SELECT * FROM ({query}) ORDER BY 1 LIMIT 1").rows()
        if rows:
            table = query.split(" FROM ")[1].split()[0]
            problems[table].append(f"{wrong}: {rows[0][0]}")
    return [_finding(dataset, Answer(database, _digest(table)).rows()[0], table, problems[table]) for table in DATA]


def vacuum(path: str | Path, *, keep: int = 10, wait: bool = False, clock: Callable[[], datetime] | None = None) -> int:
    """Let go of all but the last `keep` versions, and of files that no version names; the bytes freed.

    It is a version of its own, with the same rows. Raises: DatasetError as for any writer; ConfigError for `keep` below 1.
    """
    if keep < 1:
        raise ConfigError(f"--keep {keep}: the last version always stays. Give 1 or more.")
    folder = Path(path).absolute()
    marker = read_marker(folder)
    started = clock() if clock else datetime.now(UTC)
    lock = lock_writer(folder, wait=wait)
    try:
        with writing(folder):
            versions = read_versions(folder)
            last, oldest = versions[-1], versions[max(0, len(versions) - keep)].number
            kept = tuple(version for version in versions if version.number >= oldest)
            for name, delta in last.tables.items():
                WriterTable(folder, name).restore(delta)
            if oldest > versions[0].number:
                zeros = {name: value if name in DATA else 0 for name, value in last.counts.items()}
                last = replace(
                    last,
                    number=last.number + 1,
                    kind="vacuum",
                    started=started,
                    finished=clock() if clock else datetime.now(UTC),
                    dragoman=installed("dragoman"),
                    inputs=(),
                    options="",
                    counts=zeros,
                    oldest=oldest,
                )
                append_version(folder, last)
                kept = (*kept, last)
            freed = sweep(folder, set(_files(folder, kept)), after=0)
            end_run(folder)
        write_card(folder, kept, marker.keep)
        return freed
    finally:
        lock.release()


def _files(folder: Path, versions: Sequence[Version]) -> Iterator[Path]:
    yield from table_files(folder, "runs", None)
    for table, delta in {(table, delta) for version in versions for table, delta in version.tables.items()}:
        yield from table_files(folder, table, delta)


def _digest(table: str) -> str:
    return f"SELECT count(*), coalesce(sum(md5_number_lower({_DIGESTS[table]})::HUGEINT), 0) FROM {table}"


def _finding(dataset: Dataset, counted: tuple[int, int], table: str, problems: list[str]) -> Finding:
    rows, total = counted
    said = dataset.version.counts[table]
    if rows != said:
        problems.append(f"{rows} rows, and its version says {said}")
    return Finding(table=table, rows=rows, digest=f"{int(total):032x}"[-24:], problems=tuple(problems))
