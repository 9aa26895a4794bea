"""The members of alliances and clubs on a day, for users who count "the G7" as its countries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from dragoman.ontology import read_table
from dragoman.records import Actor

__all__ = ["Membership", "expand", "load_memberships"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One spell of a country in a group; `since` and `until` are ISO days, months or years, empty when open.

    A year or month is taken whole: a member until 1997-07 is one on every day of July.
    """

    country: str
    since: str
    until: str
    row: str

    def holds(self, day: str) -> bool:
        """Whether the country belonged to the group on an ISO day."""
        return (not self.since or self.since <= day) and (not self.until or day <= self.until + "~")


@cache
def load_memberships() -> Mapping[str, tuple[Membership, ...]]:
    """The spells of every group, by its name in the knowledge base. Raises: TableError."""
    found: dict[str, list[Membership]] = {}
    path = files("dragoman.coding.who") / "data" / "memberships.csv"
    for row in read_table(path, ("group", "countries", "from", "until")):
        for country in row.many("countries"):
            spell = Membership(country=country, since=row["from"], until=row["until"], row=f"memberships.csv:{row.line}")
            found.setdefault(row["group"], []).append(spell)
    return {group: tuple(spells) for group, spells in found.items()}


def expand(actor: Actor, day: date | None) -> tuple[Actor, ...]:
    """The members of the group that `actor` is, each with its sector, in order of code; empty when it is no group of states.

    Without a day, those who are members still. "The G7 defence ministers" expand to seven ministers.
    """
    spells = load_memberships().get(actor.name or "", ())
    held = {spell.country: spell for spell in spells if (not spell.until if day is None else spell.holds(day.isoformat()))}
    return tuple(
        replace(actor, name=None, country=country, basis=(f"member of '{actor.name}' ({held[country].row})",))
        for country in sorted(held)
    )
