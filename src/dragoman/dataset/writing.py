"""One run into a dataset: articles with their events, then one version of all tables, or none.

A run writes as it goes, past the Delta versions that the last whole version names; its row in `runs` makes it a version. A run
that was cut short leaves rows that nobody sees. The next writer takes them back, or, asked to resume, keeps those of whole
articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version as installed
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from dragoman.dataset.card import write_card
from dragoman.dataset.days import Days
from dragoman.dataset.leftovers import Leftover, end_run, file_clock, note_run, sweep, take_leftover
from dragoman.dataset.locking import lock_writer
from dragoman.dataset.query import Answer, connect
from dragoman.dataset.regrouping import Regroup, read_verdicts, regroup_near
from dragoman.dataset.rows import article_row, event_row, incident_row, member_rows, stamp, verdict_row
from dragoman.dataset.schema import DATA, Keep
from dragoman.dataset.tables import WriterTable, writing
from dragoman.dataset.versions import (
    Version,
    append_version,
    create_tables,
    read_marker,
    read_versions,
    refuse_foreign,
    table_files,
)
from dragoman.errors import DatasetError
from dragoman.records import Article, Event, Verdict

__all__ = ["Standing", "Writer"]

Standing = Literal["new", "same", "clash"]
_FLUSH_EVENTS = 20_000
_FLUSH_ARTICLES = 2_000


def _now() -> datetime:
    return datetime.now(UTC)


class Writer:
    """The only writer of a dataset while it is open. Nothing is seen before `commit`, and all of it at once after.

    `tables` are its Delta tables, to which rows that are made already can be appended, with `number` as their `run`.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        coder: str,
        keep: Keep | None = None,
        inputs: Sequence[str] = (),
        options: str = "",
        wait: bool = False,
        resume: bool = False,
        spare: bool = False,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """`coder`: the fingerprint. `keep`: what is kept of texts, the dataset's own when None ("text" in a new one).

        `resume`: keep what a run of the same coder that was cut short wrote of whole articles; `spare`: rather than take such
        a run back, raise. Raises: DatasetError when another writer is at work, `path` is something else, or `keep` is not the
        dataset's.
        """
        self.path, self.coder, self._inputs, self._options = Path(path).absolute(), coder, tuple(inputs), options
        self._clock, self._started = clock, clock()
        refuse_foreign(self.path)
        self._lock = lock_writer(self.path, wait=wait)
        try:
            self._begin(keep, resume, spare)
        except BaseException:
            self._lock.release()
            raise

    def _begin(self, keep: Keep | None, resume: bool, spare: bool) -> None:
        create_tables(self.path, keep or "text")
        self.keep = read_marker(self.path).keep
        if keep not in (None, self.keep):
            raise DatasetError(
                f"{self.path}: keeps '{self.keep}' of article texts, not '{keep}'. Leave --keep out, or make another dataset."
            )
        try:
            self.versions = read_versions(self.path)
        except DatasetError:
            self.versions = ()
        self.base = self.versions[-1] if self.versions else None
        self.number = self.base.number + 1 if self.base else 1
        self.tables = {name: WriterTable(self.path, name) for name in DATA}
        with writing(self.path):
            left = take_leftover(self.path)
            again = resume and left is not None and (left.number, left.coder) == (self.number, self.coder)
            if spare and left is not None and self._holds_more(left):
                raise DatasetError(f"{self.path}: a run was cut short here. First end it: code the same again with --resume.")
            self._restore(left if again else None)
            if left is not None and not again:
                live = [file for table in self.tables.values() for file in table.files()]
                sweep(self.path, {*live, *table_files(self.path, "runs", None)}, after=left.began)
            self._began = left.began if left is not None and again else file_clock(self.path)
            self._note()
        self._there = connect({"articles": self.tables["articles"].files()})
        self._stamps: dict[int | None, np.ndarray[Any, np.dtype[np.int64]]] = {}
        begun = Answer(self._there, "SELECT id, stamp FROM articles WHERE run = ?", [self.number]).rows()
        self._fresh: dict[str, int] = dict(begun)
        self._events: list[dict[str, Any]] = []
        self._articles: list[dict[str, Any]] = []
        self._verdicts: dict[tuple[str, str], dict[str, Any]] = {}
        self._same = 0

    def standing(self, article: Article) -> Standing:
        """Whether an article is new, is there already by this coder, or has the id of another one of this run."""
        own = stamp(article, self.coder)
        if self._fresh.get(article.id, own) != own:
            return "clash"
        known = self._known(article.published.day.year if article.published else None)
        at = int(np.searchsorted(known, own))
        if article.id in self._fresh or (at < len(known) and known[at] == own):
            self._fresh[article.id] = own
            self._same += 1
            return "same"
        return "new"

    def add(self, article: Article, events: Sequence[Event], senses: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """Take in one new article with its events; an older one with its id goes. Raises: DatasetError.

        `senses`: by event's id, as in `Report`.
        """
        try:
            row = article_row(article, events, coder=self.coder, keep=self.keep, run=self.number)
            rows = [
                event_row(event, article, keep=self.keep, run=self.number, sense=senses.get(event.id, b"")) for event in events
            ]
        except UnicodeEncodeError as exc:
            raise DatasetError(f"article {article.id!r}: not Unicode text ({exc.reason}). Replace what is none.") from exc
        self._events += rows
        self._articles.append(row)
        self._fresh[article.id] = row["stamp"]
        if len(self._events) >= _FLUSH_EVENTS or len(self._articles) >= _FLUSH_ARTICLES:
            self.flush()

    def judge(self, verdicts: Sequence[Verdict]) -> None:
        """Take in a person's verdicts on events that are there; one on a pair that has one already takes its place."""
        day = self._clock().date()
        for verdict in verdicts:
            row = verdict_row(verdict, given=day, run=self.number)
            self._verdicts[row["event"], row["beside"]] = row

    def lacks(self, events: Iterable[str]) -> set[str]:
        """Which of these ids are no event's."""
        ids, there = sorted(set(events)), connect({"events": self.tables["events"].files()})
        known = Answer(there, "SELECT id FROM events WHERE id IN (SELECT unnest(?))", [ids]).rows()
        return set(ids) - {name for (name,) in known}

    def verdicts(self) -> list[Verdict]:
        """Those that the last version holds, one on a pair, in order of the ids."""
        return read_verdicts(connect({"verdicts": self.tables["verdicts"].files()}))

    def flush(self) -> None:
        """Write what was taken in, still unseen, so that a run that is cut short can be resumed from here."""
        with writing(self.path):
            self.tables["events"].append(self._events)
            self.tables["articles"].append(self._articles)
            self._events, self._articles = [], []
            self._note()

    def commit(self, regroup: Regroup | None = None, *, window_days: int = 14, whole: int = 5_000) -> Version | None:
        """Make all of it one version; None when there is nothing new. Raises: DatasetError, and the old version stands.

        `regroup` makes the incidents anew from what lies within `window_days` of what changed; in a dataset of up to `whole`
        events from all, however few the run brings.
        """
        self.flush()
        with writing(self.path):
            self.tables["verdicts"].append(list(self._verdicts.values()))
            self._verdicts = {}
            added = {name: self.tables[name].count() - self._total(name) for name in ("articles", "events", "verdicts")}
            if not added["articles"] and not added["verdicts"]:
                return None
            removed = self._replace()
            replaced = self._total("articles") + added["articles"] - self.tables["articles"].count()
            gone, come = self._regroup(regroup, removed, window_days, whole) if regroup else (0, 0)
            for table in self.tables.values():
                table.pack()
            counts = {
                "articles_added": added["articles"],
                "articles_replaced": replaced,
                "articles_same": self._same,
                "events_added": added["events"],
                "events_removed": removed.num_rows,
                "incidents_added": come,
                "incidents_removed": gone,
                **{name: table.count() for name, table in self.tables.items()},
            }
            made = Version(
                number=self.number,
                kind="code" if added["articles"] else "judge",
                started=self._started,
                finished=self._clock(),
                dragoman=installed("dragoman"),
                coder=self.coder,
                grouper=regroup.fingerprint if regroup else "",
                inputs=self._inputs,
                options=self._options,
                counts=counts,
                tables={name: table.delta for name, table in self.tables.items()},
                oldest=self.base.oldest if self.base else 1,
            )
            append_version(self.path, made)
            self.versions, self.base, self.number = (*self.versions, made), made, made.number + 1
            self._same = 0
            end_run(self.path)
        write_card(self.path, self.versions, self.keep)
        return made

    def close(self) -> None:
        """Let the next writer in. What was not committed stays unseen until it is resumed or taken back."""
        self._lock.release()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _total(self, table: str) -> int:
        return self.base.counts[table] if self.base else 0

    def _note(self) -> None:
        """Say what is under way, and up to where the articles in it are whole."""
        note_run(
            self.path,
            Leftover(
                number=self.number,
                coder=self.coder,
                tables={name: table.delta for name, table in self.tables.items()},
                began=self._began,
            ),
        )

    def _holds_more(self, left: Leftover) -> bool:
        """Whether a run that was cut short wrote whole articles that no version holds."""
        written = connect({"articles": table_files(self.path, "articles", left.tables["articles"])})
        return bool(Answer(written, "SELECT 1 FROM articles WHERE run = ? LIMIT 1", [self.number]).rows())

    def _restore(self, left: Leftover | None) -> None:
        """Every table to what the last version names, or to what the run that is resumed had whole."""
        for name, table in self.tables.items():
            table.restore(left.tables[name] if left else self.base.tables[name] if self.base else 0)

    def _known(self, year: int | None) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The sorted stamps of the articles there that were published in `year`, or that have no day of publication."""
        if year not in self._stamps:
            condition = "published IS NULL" if year is None else f"published BETWEEN '{year:04}-01-01' AND '{year:04}-12-31'"
            found = Answer(self._there, f"SELECT stamp FROM articles WHERE {condition}").to_arrow().column(0).to_numpy()
            self._stamps[year] = np.sort(found)
        return self._stamps[year]

    def _replace(self) -> pa.Table:
        """Take out former rows of this run's articles; id, article, day and day of publication of each event that went."""
        database = connect({name: self.tables[name].files() for name in ("articles", "events")})
        both = "SELECT id, published FROM articles WHERE run < $1 AND id IN (SELECT id FROM articles WHERE run = $1)"
        twice = Answer(database, both, [self.number]).rows()
        ids, days = sorted({name for name, _ in twice}), Days.around(day for _, day in twice)
        went = f"""SELECT id, article, coalesce(date_start, published) AS day, published FROM events
            WHERE run < ? AND {days.sql("published")} AND article IN (SELECT unnest(?))"""
        removed = Answer(database, went, [self.number, ids]).to_arrow()
        self.tables["events"].delete("article", ids, days, before=self.number)
        self.tables["articles"].delete("id", ids, days, before=self.number)
        return removed

    def _regroup(self, regroup: Regroup, removed: pa.Table, window_days: int, whole: int) -> tuple[int, int]:
        """Bring the incidents up to date; how many went and came."""
        window = None if self.tables["events"].count() <= whole else window_days
        files = {name: table.files() for name, table in self.tables.items()}
        change = regroup_near(files, removed, regroup, run=self.number, window_days=window)
        incidents, members = self.tables["incidents"], self.tables["incident_members"]
        incidents.delete("id", change.gone, change.gone_first, before=self.number)
        members.delete("incident", change.gone, change.gone_told, before=self.number)
        incidents.append([incident_row(each, run=self.number) for each in change.come])
        members.append([row for each in change.come for row in member_rows(each, change.events, run=self.number)])
        return len(change.gone), len(change.come)
