"""CAMEO's actor codes: chains of three-letter groups read as PLOVER country and sectors, and put together again.

A chain runs from general to specific: "USAGOV", "IGOUNO", "PSEREBHMS". An agent's code has a ~ where the actor's goes: "~COP",
"NGO~". Groups that PLOVER has no place for (religions, regions, names of bodies) stay in the code as given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import TableError
from dragoman.ontology import load_ontology, read_table
from dragoman.records import Actor

__all__ = ["Reading", "country_of", "given_code", "is_known_country", "read_code"]

_NOBODY = frozenset({"---", "+++", "###"})
_ALTERNATIVES = "/"
_CITED = re.compile(r":\d+ \[([^\[\]\s]+)\]\)")
"""How a reason cites a row that has a code: "country 'Kenya' (my.actors.txt:12 [KEN])"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a code says in PLOVER's terms; all empty for a code such as "---" that marks nobody."""

    country: str = ""
    sectors: tuple[str, ...] = ()


def read_code(code: str) -> Reading:
    """Country and sectors of a chain; of alternatives ("ELR/GAL") the first.

    A first group that nobody knows is taken as a country of the dictionary's own.
    Raises: TableError for a code with other signs than letters, digits, ~ and /.
    """
    if code in _NOBODY:
        return Reading()
    if not re.fullmatch(r"(?a:[\w~/]|---)+", code) or not code.strip("~/"):
        raise TableError(f"code '{code}' is no chain of three-letter groups. Write it as [USAGOV], or [~GOV] for an agent.")
    agent, first = "~" in code, code.split(_ALTERNATIVES)[0]
    country, sectors = "", list[str]()
    for index, group in enumerate(_groups(first)):
        kind, plover = _table().get(group, ("", ""))
        if kind == "sector":
            sectors.append(plover)
        elif kind == "entity" and (not country or country == "IGO"):
            country = plover
        elif not kind and not country and group not in _NOBODY:
            state, extra = country_of(group)
            if state or (index == 0 and not agent):
                country = state or group
                sectors += [extra] if extra else []
    return Reading(country=country, sectors=tuple(dict.fromkeys(sectors)))


def given_code(actor: Actor) -> str | None:
    """The actor's code in the terms of the imported dictionary, "DNKMED"; None when no row of one was used.

    An agent's groups are put to the actor's; those that it has already are not repeated, and an agent without a known actor
    gets "---". A former official's agent is ELI. Several are joined by "/".
    """
    codes = [match.group(1) for reason in actor.basis if (match := _CITED.search(reason))]
    if not codes:
        return None
    bases = [code for code in codes if "~" not in code]
    agents = [code for code in reversed(codes) if "~" in code]
    former = actor.sector == "ELI" and bool(agents)
    return _ALTERNATIVES.join(_join(base, agents, former=former) for base in (bases or ["---"])[0].split(_ALTERNATIVES))


def _join(base: str, agents: list[str], *, former: bool) -> str:
    before, after = list[str](), _groups(base)
    for agent in dict.fromkeys(agents):
        left, _, right = agent.partition("~")
        before += [group for group in _groups(left) if group not in before + after]
        after += [group for group in (["ELI"] if former else _groups(right)) if group not in after]
    return "".join((*before, *after))


def country_of(code: str) -> tuple[str, str]:
    """PLOVER's country for an ISO 3166 code of two or three letters or an older one, and the sector PRE where it applies.

    Two empty strings for a code that is none.
    """
    code = code.upper()
    if code in load_ontology().entities:
        return code, ""
    return _countries().get(code) or ((code, "") if code in _states() else ("", ""))


def is_known_country(code: str) -> bool:
    """Whether `code` is PLOVER's for a state or an international entity."""
    return code in _states() or code in load_ontology().entities


def _groups(code: str) -> list[str]:
    code = code.replace("~", "")
    return [code[start : start + 3] for start in range(0, len(code), 3)]


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Group -> (sector, entity or nothing; PLOVER's code)."""
    table = {}
    for row in read_table(files("dragoman.coding.who.imported") / "data" / "cameo_groups.csv", ("group", "kind", "plover")):
        if row["kind"] not in {"sector", "entity", "nothing"}:
            raise row.error(f"kind '{row['kind']}' is unknown")
        if row["kind"] == "sector" and row["plover"] not in load_ontology().sectors:
            raise row.error(f"sector '{row['plover']}' is unknown")
        table[row["group"]] = (row["kind"], row["plover"])
    return table


@cache
def _countries() -> dict[str, tuple[str, str]]:
    table = files("dragoman.coding.who.imported") / "data" / "country_codes.csv"
    return {row["given"]: (row["country"], row["sector"]) for row in read_table(table, ("given", "country", "sector"))}


@cache
def _states() -> frozenset[str]:
    return frozenset(country for country, _ in _countries().values())
