"""Nouns that say how somebody stands to another: "his deputy", "the president's wife", "her predecessor", "their ally"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.coding.who.matching import OFFICIAL
from dragoman.ontology import read_table
from dragoman.records import Actor, Mention, Parse

__all__ = ["Relational", "load_relational", "relate"]

_PERSONS = frozenset({"name", "pronoun", "role"})
_OF = frozenset({"of", "to", "for"})


@dataclass(frozen=True, slots=True)
class Relational:
    """`country`: 1 when it is the other's, "person" when only a person's, 0 when never.

    `sector`: same as the other's, former (ELI after an office), family (ELI for officials' families), empty for the noun's own.
    `gender`: f, m or empty.
    """

    country: str
    sector: str
    gender: str


@cache
def load_relational() -> Mapping[str, Relational]:
    """The nouns of `relational.csv`. Raises: TableError."""
    found = {}
    for row in read_table(files("dragoman.coding.who") / "data" / "relational.csv", ("noun", "country", "sector", "gender")):
        if row["country"] not in {"0", "1", "person"} or row["sector"] not in {"", "same", "former", "family"}:
            raise row.error(f"'{row['country']}' or '{row['sector']}' is unknown")
        found[row["noun"]] = Relational(row["country"], row["sector"], row["gender"])
    return found


def relate(
    parse: Parse, token: int, noun: str, nation: Actor | None, mention: Callable[[int], Mention | None]
) -> Actor | None:
    """The owner that such a noun at `token` has by the party it stands to; None when it stands to none.

    `nation` is the owner that the phrase names otherwise ("his Chinese counterpart"); `mention` gives the actor of a token.
    """
    row = load_relational().get(noun)
    other = _other(parse, token, mention) if row is not None else None
    if row is None or other is None:
        return None
    actor = other.actor
    own = nation is not None and nation.country is not None and nation.country != actor.country
    person = other.kind in _PERSONS and (actor.office is not None or actor.name is not None or other.kind == "role")
    country = actor.country if row.country == "1" or (row.country == "person" and person and not _is_state(actor)) else None
    sector = _sector(row.sector, actor.sector)
    basis = (*(nation.basis if own and nation is not None else ()), *actor.basis, f"'{noun}' of '{other.text}'")
    return Actor(country=nation.country if own and nation is not None else country, sector=sector, basis=basis)


def _is_state(actor: Actor) -> bool:
    return actor.sector is None and actor.office is None and any(reason.startswith("country") for reason in actor.basis)


def _sector(rule: str, sector: str | None) -> str | None:
    official = sector in OFFICIAL or sector == "ELI"
    if rule == "same":
        return sector
    if rule == "former":
        return "ELI" if official else sector
    return "ELI" if rule == "family" and official else None


def _other(parse: Parse, token: int, mention: Callable[[int], Mention | None]) -> Mention | None:
    """Whom the noun stands to: before it in the possessive, or after "of" or "to"."""
    near = [*parse.child(token, "poss")]
    near += [each for prep in parse.child(token, "prep") if parse.lemmas[prep] in _OF for each in parse.child(prep, "pobj")]
    return next((found for each in near if (found := mention(each)) is not None), None)
