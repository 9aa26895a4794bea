"""Two versions of a dataset against each other."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.dataset.query import Answer, connect
from dragoman.dataset.reading import Dataset

__all__ = ["Difference", "compare"]

_CONTENT = {
    "articles": "concat_ws(chr(31), coder, text_sha256, published, headline, text)",
    "events": "concat_ws(chr(31), record, quote, publisher, published)",
    "incidents": "record",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How one table changed from one version to another: rows by id that came, went, or say something else."""

    table: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def compare(before: Dataset, after: Dataset) -> list[Difference]:
    """What changed, table by table, ids sorted. Files that both versions share are not read. Raises: DatasetError."""
    found = []
    for table, content in _CONTENT.items():
        old, new = set(before.files[table]), set(after.files[table])
        database = connect({f"{table}__old": sorted(old - new), f"{table}__new": sorted(new - old)})
        rows = Answer(
            database,
            f"""SELECT coalesce(o.id, n.id) AS id, o.id IS NULL AS added, n.id IS NULL AS removed
            FROM (SELECT id, md5({content}) AS content FROM {table}__old) o
            FULL JOIN (SELECT id, md5({content}) AS content FROM {table}__new) n ON o.id = n.id
            WHERE o.content IS DISTINCT FROM n.content ORDER BY 1""",
        ).rows()
        found.append(
            Difference(
                table=table,
                added=tuple(name for name, added, _ in rows if added),
                removed=tuple(name for name, _, removed in rows if removed),
                changed=tuple(name for name, added, removed in rows if not added and not removed),
            )
        )
    return found
