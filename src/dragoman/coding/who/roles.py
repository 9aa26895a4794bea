"""The actor of a role noun: whose it is, who holds it, whether it is held still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.coding.who.knowledge import Entry
from dragoman.coding.who.matching import OFFICIAL, Find, Matches
from dragoman.coding.who.memberships import load_memberships
from dragoman.coding.who.owners import Owner
from dragoman.coding.who.persons import NAMED_PERSON
from dragoman.records import Actor, Mention

__all__ = ["RoleNames", "former", "role_actor", "roles_before"]

_FORMER = frozenset(
    "former ex ex- late ousted deposed retired toppled erstwhile onetime one-time sometime disgraced".split()  # noqa: SIM905
)


_OF_ANY_BODY = frozenset(
    [
        "president",
        "vice-president",
        "chairman",
        "chairwoman",
        "chair",
        "chief",
        "head",
        "leader",
        "official",
        "spokesman",
        "spokeswoman",
        "secretary",
        "secretary-general",
        "delegation",
        "negotiator",
        "representative",
        "executive",
        "director",
        "commander",
    ]
)
"""Nouns that have the sector of the body they belong to: the president of a parliament is LEG."""
_CROWD = frozenset({"people", "person", "man", "men", "woman", "women"})
"""Nouns that name nobody, but civilians where they are counted: "twelve people", "dozens of men"."""
_COUNTS = frozenset(
    {"dozen", "score", "hundred", "thousand", "million", "crowd", "group", "number", "several", "many", "few", "some"}
)
_PLACES = frozenset({"city", "town", "village", "district", "province", "region", "state", "territory", "area", "country"})
"""Nouns for places, parties only as those of a country: the cartel's territory is none."""
_ARMED = frozenset({"MIL", "UAF", "REB"})
_IRREGULAR = frozenset({"REB", "PRM", "CRM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNames:
    """What stands beside a role: the name of a person, what is known of that person, and an apposition."""

    name: str | None = None
    known: Callable[[], Actor | None] = lambda: None
    apposed: Mention | None = None
    former: bool = False


def former(matches: Matches, phrase: list[int]) -> bool:
    """Whether the phrase says that the office was left."""
    return any(matches.parse.words[index].lower().rstrip("-") in _FORMER for index in phrase)


def roles_before(matches: Matches, phrase: list[int], token: int) -> tuple[Find, tuple[Find, ...]]:
    """The office and the further ranks before a name at `token`; the first named is the office.

    "Deputy Defence Minister General Rossi" is a deputy minister, and a general besides.
    """
    chain = [matches.roles[index] for index in phrase if index in matches.roles and index < token]
    kept = [chain[-1]]
    for find in reversed(chain[:-1]):
        if find.end < kept[0].start - 1:
            break
        kept.insert(0, find)
    return kept[0], tuple(kept[1:])


def role_actor(
    matches: Matches, token: int, role: Find, ranks: tuple[Find, ...], owner: Owner, beside: RoleNames
) -> tuple[Actor | None, str]:
    """The actor and the kind of its mention, (None, "") for a role that means nothing without its owner."""
    entry, apposed, name = role.entry, beside.apposed, beside.name
    if name is None and apposed is not None and apposed.kind == "name":
        name = apposed.actor.name
    kind = "role" if name is None else "name"
    base = owner.actor
    country = base.country if base else apposed.actor.country if apposed else None
    basis = [f"role '{entry.name}' ({entry.row})", *(base.basis if base else ())]
    known = beside.known() if beside.name is not None else None
    if known is not None and country in {None, known.country}:
        country, name = known.country, known.name
        basis += known.basis
    if beside.name is not None and (known is None or NAMED_PERSON in known.basis):
        basis.append(NAMED_PERSON)
    counted = entry.name in _CROWD and _is_counted(matches, token)
    stateless = base is None or base.sector is None or entry.name in _PLACES
    unowned = country is None and name is None and not owner.notes and stateless
    if entry.needs_country and unowned and not counted:
        return None, ""
    sector = entry.sector or (base.sector if base else None) or (apposed.actor.sector if apposed else None)
    if sector is None and counted:
        sector = "CVL"
    if base is not None and base.sector and _is_body(base) and _follows(entry, base.sector):
        sector = base.sector
    if owner.notes and country is None and sector == "MIL":
        sector = "UAF"  # "US-backed forces": armed, and no state's army that the words name
    others = dict.fromkeys((*entry.other_sectors, *(rank.entry.sector for rank in ranks if rank.entry.sector)))
    if known is not None and known.sector == sector:
        others |= dict.fromkeys(known.other_sectors)
    if beside.former and sector in OFFICIAL:
        sector, others = "ELI", {}
    group = base.name if name is None and base is not None and _is_collective(matches, token, entry, base) else None
    return owner.mark(
        Actor(
            name=name or group,
            country=country,
            sector=sector,
            other_sectors=tuple(each for each in others if each != sector),
            office=entry.name if name else None,
            basis=tuple(dict.fromkeys(basis)),
        )
    ), kind


def _is_counted(matches: Matches, token: int) -> bool:
    """Whether a number or a word of quantity stands with a noun: "12 people", "several people", "dozens of people"."""
    parse = matches.parse
    if any(parse.deps[child] == "nummod" or parse.lemmas[child].lower() in _COUNTS for child in parse.children[token]):
        return True
    above = parse.heads[token]
    return parse.lemmas[above] == "of" and parse.lemmas[parse.heads[above]].lower() in _COUNTS


def _is_body(owner: Actor) -> bool:
    """Whether the owner was found by the name of a body, and the body does not merely rule there."""
    return bool(owner.basis) and owner.basis[0].startswith("organization") and "ruler of the noun behind it" not in owner.basis


def _follows(entry: Entry, sector: str) -> bool:
    """Whether the role has its body's sector: heads and officials always, fighters that of an irregular body."""
    if entry.sector in _ARMED:
        return sector in _IRREGULAR or (sector == "MIL" and entry.sector != "REB")
    return entry.name.split()[-1] in _OF_ANY_BODY and " " not in entry.name


def _is_collective(matches: Matches, token: int, entry: Entry, owner: Actor) -> bool:
    """Whether the plural head is the owner itself: the ministers of a club of states, the members or fighters of a body."""
    if matches.parse.tags[token] not in {"NNS", "NNPS"} and entry.name not in {"force", "forces"}:
        return False
    members = _is_body(owner) and (entry.sector in _ARMED or entry.name == "member")
    return members or owner.name in load_memberships()
