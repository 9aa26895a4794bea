"""Whose a role or body is: a nationality or owner before the noun, after "of" or "in", and who backs, leads or rules it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dragoman.coding.who.matching import Find, Matches
from dragoman.records import Actor, Mention

__all__ = ["Owner", "backers", "find_owner"]

_OWNERS = frozenset({"of", "in", "from", "at", "for", "within", "inside", "across"})
_FOR = frozenset({"of", "for", "from"})
_INSIDE = frozenset({"in", "from", "at", "within", "inside", "across"})
_LOYAL = frozenset({"loyal", "allied", "allegiant", "close", "linked", "affiliated", "belonging", "accredited", "aligned"})
_BACKED = frozenset({"backed", "supported", "sponsored", "funded", "financed", "armed", "trained"})
_SIDING = frozenset({"loyal", "allied", "allegiant", "aligned", "close"})
_BACKER = "backer "


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose the phrase's head is, None when the words do not say; `notes` are reasons that hold even then (backers)."""

    actor: Actor | None = None
    notes: tuple[str, ...] = ()

    def mark(self, actor: Actor) -> Actor:
        """The actor with the notes among its reasons."""
        return replace(actor, basis=(*actor.basis, *self.notes)) if self.notes else actor


def backers(actor: Actor) -> tuple[str, ...]:
    """The countries that stand behind an actor, as its words say: RUS for "pro-Russian separatists in Ukraine" (UKR REB)."""
    return tuple(reason[len(_BACKER) :].partition(":")[0] for reason in actor.basis if reason.startswith(_BACKER))


def find_owner(matches: Matches, token: int, phrase: list[int], mention: Callable[[int], Mention | None]) -> Owner:
    """Whose the head `token` of `phrase` is; `mention` gives the actor that another token heads.

    Of two countries named, the host is the owner and the backer a note; who leads or rules a body owns it when no plain
    nationality does.
    """
    related = [find for find in _finds(matches, phrase, token) if find.relation] if matches.related else []
    notes = [_note(matches, find) for find in related if find.relation == "backer" and find.entry.country]
    plain = _before(matches, token, phrase, mention)
    based = next((find for find in related if find.relation == "base" and find.entry.country), None)
    over = next((find for find in related if find.relation in {"leader", "ruler"} and find.entry.country), None)
    if plain is None and (based or over) is not None:
        chosen = based or over
        assert chosen is not None
        owner = _bare(matches, chosen)
        return Owner(actor=replace(owner, basis=(*owner.basis, f"{chosen.relation} of the noun behind it")), notes=tuple(notes))
    if plain is None:
        plain, behind = _behind(matches, token, mention)
        notes += behind
    if plain is None:
        find = matches.finds.get(token)
        plain = matches.actor_of(find) if find is not None and find.entry.country and not find.relation else None
    return Owner(actor=plain or _stateless(matches, token, mention), notes=tuple(notes))


def _stateless(matches: Matches, token: int, mention: Callable[[int], Mention | None]) -> Actor | None:
    """An owner of no known country that has a sector ("the rebels' spokesman", "a spokesman for the ministry")."""
    parse = matches.parse
    near = [*parse.child(token, "poss")]
    near += [each for prep in parse.child(token, "prep") if parse.lemmas[prep] in _FOR for each in parse.child(prep, "pobj")]
    owners = (mention(each) for each in near)
    return next((each.actor for each in owners if each is not None and each.actor.sector and not each.actor.country), None)


def _bare(matches: Matches, find: Find) -> Actor:
    """The actor of a name that only says where or whose: a capital is a place there and not a government."""
    actor = matches.actor_of(find)
    placed = find.entry.kind in {"capital", "metonym", "country", "territory"} or find.relation == "base"
    return replace(actor, name=None, sector=None, other_sectors=()) if placed else actor


def _finds(matches: Matches, phrase: list[int], token: int) -> Iterator[Find]:
    """The names in the phrase, nearest to its head first, without the head's own."""
    seen = matches.finds.get(token)
    for index in reversed(phrase):
        find = matches.finds.get(index)
        if find is not None and find is not seen and index != token:
            seen = find
            yield find


def _note(matches: Matches, find: Find) -> str:
    return f"{_BACKER}{find.entry.country}: '{matches.words(find.start, find.end)}' ({find.entry.row})"


def _before(matches: Matches, token: int, phrase: list[int], mention: Callable[[int], Mention | None]) -> Actor | None:
    """A nationality, a body, an owner in the possessive or a city before the head."""
    parse, own = matches.parse, matches.finds.get(token)
    for index in reversed(phrase):
        if index == token:
            continue
        find = matches.finds.get(index)
        if find is not None:
            if find is own:
                continue
            if find.entry.country and not find.relation and not _by_descent(matches, find):
                return matches.actor_of(find)
            continue
        if parse.deps[index] == "poss":
            owner = mention(index)
            if owner is not None and owner.actor.country:
                return owner.actor
        city = matches.city(index)
        if city is not None:
            return Actor(country=city[1], basis=(f"city '{city[0]}'",))
    for child in parse.child(token, "nsubj"):
        if any(parse.deps[case] == "case" for case in parse.children[child]):  # "Chad's displaced", read as a clause
            owner = mention(child)
            if owner is not None and owner.actor.country:
                return owner.actor
    return None


def _by_descent(matches: Matches, find: Find) -> bool:
    """ "ethnic Armenian fighters" are nobody's citizens."""
    return find.start > 0 and matches.parse.words[find.start - 1].lower() == "ethnic"


def _behind(matches: Matches, token: int, mention: Callable[[int], Mention | None]) -> tuple[Actor | None, list[str]]:
    """The owner after "of", "in" or "loyal to", and the backer after "backed by"."""
    parse = matches.parse
    owning = [prep for prep in parse.child(token, "prep") if parse.lemmas[prep] in _OWNERS]
    notes: list[str] = []
    for child in parse.child(token, "amod", "acl"):
        word = parse.words[child].lower()
        for prep in parse.child(child, "prep", "agent"):
            sided = word in _SIDING or (word in _BACKED and parse.lemmas[prep] == "by")
            target = next(parse.child(prep, "pobj"), None)
            find = matches.finds.get(target) if target is not None else None
            if sided and find is not None and find.entry.kind in {"country", "capital", "metonym"}:
                notes.append(_note(matches, find))
            elif word in _LOYAL or parse.lemmas[prep] in _OWNERS:
                owning.append(prep)
    for over, target in [(prep, target) for prep in owning for target in parse.child(prep, "pobj")]:
        owner = _at(matches, target, mention)
        if owner is not None:
            find = matches.finds.get(target)
            inside = parse.lemmas[over] in _INSIDE and find is not None and find.entry.kind == "capital"
            return (_bare(matches, find) if inside and find is not None else owner), notes
    return None, notes


def _at(matches: Matches, target: int, mention: Callable[[int], Mention | None]) -> Actor | None:
    found = mention(target)
    if found is not None and found.actor.country:
        return found.actor
    for child in matches.parse.child(target, "compound", "amod", "nmod"):
        find = matches.finds.get(child)
        if find is not None and find.entry.country and not find.relation:
            return matches.actor_of(find)
    city = matches.city(target)
    return Actor(country=city[1], basis=(f"city '{city[0]}'",)) if city is not None else None
