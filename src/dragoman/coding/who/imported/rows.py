"""The common form of every foreign dictionary: one row for each code an actor had for a time, and the checks on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.coding.who.knowledge import Entry
from dragoman.errors import TableError
from dragoman.ontology import load_ontology

__all__ = ["KINDS", "ActorRow", "Fault", "check_day", "check_row"]

KINDS = ("country", "demonym", "metonym", "capital", "territory", "organization", "media", "person", "group", "role")
"""What an actor can be; a `role` is a common noun ("police"), written in lower case, whose country is found in the text."""

_DAY = re.compile(r"(?a:\d{4}(-\d\d(-\d\d)?)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A line that could not be used: where and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One actor, or one role noun, with the code it has from `since` to `until`.

    The days are ISO days, months or years, both included, empty when open. `code` is the chain of groups as the file has it
    ("USAGOV", "~COP"), empty where it has none. `file` and `line` say where the row stands.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "organization"
    country: str = ""
    sector: str = ""
    other_sectors: tuple[str, ...] = ()
    office: str = ""
    since: str = ""
    until: str = ""
    code: str = ""
    file: str = ""
    line: int = 0

    def phrases(self) -> Iterator[tuple[str, Entry]]:
        """Each way it is written, with the entry of the knowledge base; the entry's `row` ends in the code as given."""
        entry = Entry(
            kind=self.kind,
            name=self.name,
            country=self.country or None,
            sector=self.sector or None,
            other_sectors=self.other_sectors,
            office=self.office or None,
            since=self.since,
            until=self.until,
            row=f"{self.file}:{self.line}" + (f" [{self.code}]" if self.code else ""),
        )
        for phrase in dict.fromkeys((self.name, *self.aliases)):
            yield phrase, entry


def check_row(row: ActorRow) -> ActorRow:
    """The row itself. Raises: TableError that says what is wrong with it."""
    if not re.search(r"\w", row.name):
        raise TableError("it has no name. Give one or delete the line.")
    if row.kind not in KINDS:
        raise TableError(f"kind '{row.kind}' is unknown. Use one of {', '.join(KINDS)}.")
    if row.country and not re.fullmatch(r"[A-Z0-9]{3}", row.country):
        raise TableError(f"country '{row.country}' is no three-letter code. Write ISO 3166 alpha-3, as KEN.")
    if not re.fullmatch(r"[A-Z0-9~/#+-]*", row.code):
        raise TableError(f"code '{row.code}' holds other signs than letters, digits and ~. Write it as USAGOV or ~GOV.")
    known = load_ontology().sectors
    for sector in filter(None, (row.sector, *row.other_sectors)):
        if sector not in known:
            raise TableError(f"sector '{sector}' is unknown. Use one of {', '.join(known)}.")
    for bound in filter(None, (row.since, row.until)):
        check_day(bound)
    if row.since and row.until and row.since > row.until + "~":
        raise TableError(f"it ends ({row.until}) before it begins ({row.since}).")
    return row


def check_day(day: str) -> None:
    """Raises: TableError unless `day` is an ISO day, month or year that exists."""
    try:
        if not _DAY.fullmatch(day):
            raise ValueError
        date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        raise TableError(f"'{day}' is no date. Write 2024, 2024-10 or 2024-10-19.") from None
