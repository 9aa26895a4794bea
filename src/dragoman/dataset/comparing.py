"""Two versions of a dataset against each other."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.dataset.query import STANDING, Answer, connect
from dragoman.dataset.reading import Dataset

__all__ = ["Difference", "compare"]

_ROWS = {
    "articles": "SELECT id, concat_ws(chr(31), coder, text_sha256, published, headline, text) AS content FROM {view}",
    "events": "SELECT id, concat_ws(chr(31), record, quote, publisher, published) AS content FROM {view}",
    "incidents": "SELECT id, record AS content FROM {view}",
    "verdicts": f"SELECT event || '/' || beside AS id, verdict AS content {STANDING.format(verdicts='{view}')}",
}
"""Table -> the id of each row and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How one table changed from one version to another: rows by id that came, went, or say something else.

    Of `verdicts` those that hold; the id of one is those of its two events, a slash between them.
    """

    table: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def compare(before: Dataset, after: Dataset) -> list[Difference]:
    """What changed, table by table, ids sorted. Raises: DatasetError.

    Files that both versions share are not read, but for those of verdicts: a later row takes back an earlier one.
    """
    found = []
    for table, select in _ROWS.items():
        old, new = set(before.files[table]), set(after.files[table])
        shared = set() if table == "verdicts" else old & new
        database = connect({f"{table}__old": sorted(old - shared), f"{table}__new": sorted(new - shared)})
        rows = Answer(
            database,
            f"""SELECT coalesce(o.id, n.id) AS id, o.id IS NULL AS added, n.id IS NULL AS removed
            FROM (SELECT id, md5(content) AS content FROM ({select.format(view=f"{table}__old")})) o
            FULL JOIN (SELECT id, md5(content) AS content FROM ({select.format(view=f"{table}__new")})) n ON o.id = n.id
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
