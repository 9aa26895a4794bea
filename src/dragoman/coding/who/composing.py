"""One actor out of what a noun phrase says: its name, role, nationality, owner and apposition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dragoman.coding.who.acronyms import bracketed
from dragoman.coding.who.knowledge import Entry
from dragoman.coding.who.matching import OFFICIAL, Find, Matches, kind_of
from dragoman.coding.who.owners import Owner, find_owner
from dragoman.coding.who.persons import (
    NAMED_BODY,
    NAMED_PERSON,
    PeopleIndex,
    body_spelt_otherwise,
    famous,
    met_before,
    spelt_otherwise,
)
from dragoman.coding.who.relational import load_relational, relate
from dragoman.coding.who.role_nouns import NOUNS
from dragoman.coding.who.roles import RoleNames, former, role_actor, roles_before
from dragoman.coding.who.roster import Roster, load_bodies
from dragoman.records import Actor, Mention, Span

__all__ = ["Composer", "complete"]

_PLACED = frozenset({"country", "demonym", "capital"})
_Found = tuple[Actor | None, str]


class Composer:
    """Composes for one sentence; `mention` gives the actor that another token heads."""

    def __init__(self, matches: Matches, roster: Roster, people: PeopleIndex, mention: Callable[[int], Mention | None]) -> None:
        self.matches, self.parse, self.roster, self.people, self.mention = matches, matches.parse, roster, people, mention
        self.antecedents: dict[int, Span] = {}
        """What a token's phrase refers back to, as it was composed."""

    def compose(self, token: int, phrase: list[int]) -> _Found:
        """The actor that `token`, the head of `phrase`, names, and the kind of mention; (None, "") when it names no party."""
        matches = self.matches
        named = self.named(token)
        role, ranks = self._role(token, phrase)
        person = matches.people.get(token)
        itself = named is not None and named.entry.kind == "country" and person is None  # "NATO member Norway"
        if named is not None and (itself or not (role is not None and named.entry.kind in _PLACED)):
            return self._known(token, phrase, named, role)
        proper = self._is_proper(token)
        met = met_before(matches, token, self.roster) if proper and role is None else None
        if met is not None and (person is None or person[1] - person[0] == 1):
            return self._again(token, met)
        owner = find_owner(matches, token, phrase, self.mention)
        apposed = self._apposed(token)
        if role is not None:
            if apposed is not None and apposed.kind == "name" and apposed.actor.country is not None:
                return apposed.actor, "name"
            return self._placed(token, role, ranks, owner, apposed, phrase)
        body = matches.bodies.get(token)
        if proper and len(phrase) > 1 and (known := body_spelt_otherwise(matches, phrase[0], token + 1, self.people)):
            return known, "organization"
        if body is not None and proper and person is None and self.parse.heads[token] not in range(*body):
            alone = self._alone(token, phrase)
            return (alone, "name") if alone else (self._body(token, owner.actor, None, apposed), "organization")
        if person is not None or (apposed is not None and proper and body is None):
            return self._person(token, apposed, owner, met), "name"
        if proper and (alone := self._alone(token, phrase)) is not None:
            return alone, "name"
        if apposed is not None and self.parse.pos[token] in NOUNS and token not in matches.dates:
            return apposed.actor, apposed.kind
        return (self._described(token, None) if self.parse.pos[token] == "NOUN" else None) or (None, "")

    def _again(self, token: int, before: Mention, reason: str = "") -> _Found:
        """The actor of what was named before, and where that stands."""
        self.antecedents[token] = before.antecedent or before.span
        return replace(before.actor, basis=(*before.actor.basis, reason or f"the same name as '{before.text}'")), before.kind

    def _described(self, token: int, entry: Entry | None) -> _Found | None:
        """Whom "the ministry", "the Speaker" or "the teachers" mean, by what was named before; None without "the"."""
        if not any(self.parse.lemmas[child] in {"the", "this", "that"} for child in self.parse.child(token, "det")):
            return None
        lemma = self.parse.lemmas[token]
        before = self.roster.holder(entry.name, self.parse.words[token].lower()) if entry is not None else None
        before = before or self.roster.described(entry.name if entry is not None else lemma) or self.roster.called(lemma)
        if before is None or (entry is None and before.kind == "role"):
            return None
        return self._again(token, before, f"'the {lemma}' is '{before.text}'")

    def _is_proper(self, token: int) -> bool:
        """Whether the token is a name: by its tag, by the recogniser, or because the article uses it as one."""
        word = self.parse.words[token]
        if token in self.matches.dates:
            return False
        seen = token in self.matches.bodies and word[0].isupper()
        return self.parse.pos[token] == "PROPN" or seen or self.roster.knows(word)

    def _alone(self, token: int, phrase: list[int]) -> Actor | None:
        """The only bearer of a name, though the recogniser saw no person in it: of a last name that stands alone ("Trump"),
        or of a full name in another spelling."""
        matches, words = self.matches, self.parse.words
        if len(phrase) == 1 and words[token] not in matches.toponyms:
            known = famous(matches, token, self.people)
            return known if known is not None and known.name != words[token] else None
        if len(phrase) > 1 and all(self.parse.pos[index] == "PROPN" and index not in matches.roles for index in phrase):
            return spelt_otherwise(matches, phrase[0], token, self.people)
        return None

    def named(self, token: int) -> Find | None:
        """The knowledge base's name that the head belongs to."""
        find = self.matches.finds.get(token)
        return find if find and (find.entry.kind != "demonym" or self.parse.pos[token] in NOUNS) else None

    def modifier(self, token: int) -> tuple[Find, Actor, str] | None:
        """A party that only qualifies another noun ("the Hamas leader"): its row, actor and kind, for owners."""
        find = self.matches.finds.get(token)
        if find is None:
            find = self.matches.roles.get(token)
            if find is None or find.entry.needs_country:
                return None
        if find.end - 1 != token:
            return None
        if find.entry.kind != "role":
            return find, self.matches.actor_of(find), kind_of(find.entry)
        actor, kind = role_actor(self.matches, token, find, (), Owner(), RoleNames())
        return (find, actor, kind) if actor is not None else None

    def _role(self, token: int, phrase: list[int]) -> tuple[Find | None, tuple[Find, ...]]:
        """The role at the head, or before a personal name ("Prime Minister" in "Prime Minister Meloni"), and further ranks."""
        roles, parse = self.matches.roles, self.parse
        if token in roles:
            return roles[token], ()
        start = min(self.matches.people.get(token, (token, 0))[0], token)
        inside = [index for index in phrase if index in roles and index < token]
        if (token in self.matches.people or parse.pos[token] == "PROPN") and inside and inside[-1] >= start - 2:
            return roles_before(self.matches, phrase, token)
        return None, ()

    def _apposed(self, token: int) -> Mention | None:
        """The other half of an apposition ("spokesman, Saeed Khatibzadeh"), or what a clause says that a person is."""
        parse = self.parse
        for child in parse.child(token, "appos"):
            inner = parse.deps[token] == "pobj" and not self._is_office(token)
            if inner and child in self.matches.people and self._is_office(parse.heads[parse.heads[token]]):
                continue  # of the office before: "a spokesman for the party, Nyan Tun"
            found = self.mention(child) if bracketed(parse, child) is None else None
            if found is not None:
                return found
        if token not in self.matches.people:
            return self._apposed_behind(token)
        clauses = [clause for clause in parse.child(token, "relcl") if parse.lemmas[clause] == "be"]
        if parse.deps[token] == "nsubj" and parse.lemmas[parse.heads[token]] == "be":
            clauses.append(parse.heads[token])
        for clause in clauses:
            for child in parse.child(clause, "attr"):
                found = self.mention(child)
                if found is not None and found.kind == "role":
                    return found
        return None

    def _is_office(self, token: int) -> bool:
        """Whether a role noun means a person, not a body."""
        return token in self.matches.roles and self.parse.lemmas[token].lower() not in load_bodies()

    def _apposed_behind(self, token: int) -> Mention | None:
        """The person whose name is read with the noun's owner: "the head of the junta, Colonel Traore"."""
        if not self._is_office(token):
            return None
        for prep in self.parse.child(token, "prep"):
            for owner in self.parse.child(prep, "pobj") if self.parse.lemmas[prep] in {"of", "for"} else ():
                for child in self.parse.child(owner, "appos"):
                    if child in self.matches.people and owner not in self.matches.people and not self._is_office(owner):
                        return self.mention(child)
        return None

    def _known(self, token: int, phrase: list[int], named: Find, role: Find | None) -> _Found:
        """The actor of a row, with what the words around it say of the person or body on that day."""
        matches, entry = self.matches, named.entry
        actor, kind = matches.actor_of(named), kind_of(entry)
        before = named.start - 1
        branch = matches.finds.get(before) if kind == "country" and self.parse.heads[before] == token else None
        if branch is not None and branch.entry.kind == "organization" and self.parse.deps[before] == "compound":
            where = f"in '{matches.words(named.start, named.end)}'"  # "UNICEF Yemen"
            body = matches.actor_of(branch)
            return replace(body, basis=(*body.basis, where)), "organization"
        if kind == "demonym" and any(self.parse.lemmas[index].lower() == "ethnic" for index in phrase):
            people = f"'{self.parse.words[token]}' by descent"
            return replace(actor, country=None, sector="CVL", basis=(*actor.basis, people)), "group"
        if kind == "name":
            return self._in_office(actor, named, role, phrase), kind
        if named.generic:
            actor = self._claimed(actor, named, find_owner(matches, token, phrase, self.mention).actor)
        elif matches.related:
            actor = find_owner(matches, token, phrase, self.mention).mark(actor)
        return actor, kind

    def _in_office(self, actor: Actor, named: Find, role: Find | None, phrase: list[int]) -> Actor:
        """A known person with a title: out of office when the words say so; another office than the known one counts."""
        if former(self.matches, phrase):
            return replace(actor, sector="ELI", other_sectors=()) if (actor.sector or "GOV") in OFFICIAL else actor
        title = role.entry if role is not None else None
        if (
            named.tense == "now"
            or title is None
            or title.sector in {None, named.entry.sector if named.tense == "past" else None}
        ):
            return actor
        basis = (*actor.basis, f"role '{title.name}' ({title.row})")
        return replace(actor, sector=title.sector, other_sectors=title.other_sectors, office=title.name, basis=basis)

    def _claimed(self, actor: Actor, named: Find, owner: Actor | None) -> Actor:
        """A name that is a role noun too ("National Guard"): another country may claim it, or the article's only country."""
        near, words = self.matches.near, self.matches.words(named.start, named.end)
        if owner is not None and owner.country not in {None, actor.country}:
            basis = (f"role '{words}'", *owner.basis)
            return replace(actor, name=None, country=owner.country, basis=basis)
        before = self.roster.holder(words, words.split()[-1].lower())
        if before is not None and before.actor.country and before.actor.sector == actor.sector:
            return replace(before.actor, basis=(*before.actor.basis, f"'{words}' is '{before.text}'"))
        unlikely = near or named.entry.kind == "media"
        if unlikely and actor.country not in {*near, *self.matches.sure}:
            country = near[0] if len(near) == 1 else None
            basis = (f"role '{words}'", *(["the only country named in the article"] if country else []))
            return replace(actor, name=None, country=country, basis=basis)
        return actor

    def _placed(
        self, token: int, role: Find, ranks: tuple[Find, ...], owner: Owner, apposed: Mention | None, phrase: list[int]
    ) -> _Found:
        """The actor of a role, named where a person's name stands with it, or a body's name holds it."""
        matches, person = self.matches, self.matches.people.get(token)
        name = None
        if person is not None:
            name = matches.words(*person)
        elif token > role.end - 1 and self.parse.pos[token] == "PROPN":
            name = self.parse.words[token]
        beside = RoleNames(name=name, known=lambda: self._famous(token), apposed=apposed, former=former(matches, phrase))
        alone = name is None and owner.actor is None and apposed is None and not owner.notes
        alone = alone and role.entry.name not in load_relational()
        again = self._described(token, role.entry) if alone else None
        if again is not None:
            return again
        kin = relate(self.parse, token, role.entry.name, owner.actor, self.mention)
        actor, kind = role_actor(matches, token, role, ranks, owner if kin is None else replace(owner, actor=kin), beside)
        if kin is not None and kin.sector is not None and actor is not None and actor.name is None:
            actor = replace(actor, sector=kin.sector, other_sectors=())
        if self._is_body(token, role) and (actor is None or (kind == "role" and actor.name is None)):
            body = self._body(token, actor or owner.actor, role.entry, apposed)
            return body, "organization"
        return actor, kind

    def _famous(self, token: int) -> Actor | None:
        met = met_before(self.matches, token, self.roster)
        return (self._again(token, met)[0] if met else None) or famous(self.matches, token, self.people)

    def _person(self, token: int, apposed: Mention | None, owner: Owner, met: Mention | None) -> Actor:
        """A named person: as the apposition says, as the article has said before, or as the knowledge base knows the name."""
        person = self.matches.people.get(token, (token, token + 1))
        name = self.matches.words(*person)
        if apposed is not None:
            said = apposed.actor
            office = next((reason.split("'")[1] for reason in said.basis if reason.startswith("role '")), None)
            return replace(said, name=name, office=said.office or office, basis=(*said.basis, NAMED_PERSON))
        known = (self._again(token, met)[0] if met else None) or famous(self.matches, token, self.people)
        if known is not None:
            return known
        base = owner.actor
        basis = (NAMED_PERSON, *(base.basis if base else ()))
        return owner.mark(Actor(name=name, country=base.country if base else None, basis=basis))

    def _is_body(self, token: int, role: Find) -> bool:
        """Whether the role is the last word of a longer proper name ("Umma Party"), not of a nationality and a role."""
        start, end = self.matches.bodies.get(token, (token, token))
        own = [index for index in range(start, end) if not role.start <= index < role.end and index not in self.matches.finds]
        if self.parse.heads[token] in range(start, end):
            return False
        return self.parse.pos[token] == "PROPN" and any(
            self.parse.pos[index] == "PROPN" and self.parse.words[index] not in self.matches.toponyms for index in own
        )

    def _body(self, token: int, base: Actor | None, entry: Entry | None, apposed: Mention | None) -> Actor:
        """A body that no row knows, by its own name, placed by its owner, the role noun in its name and its apposition."""
        said = apposed.actor if apposed is not None and apposed.kind == "role" else None
        sector = (entry.sector if entry else None) or (said.sector if said else None)
        return Actor(
            name=self.matches.words(*self.matches.bodies[token]),
            country=(base.country if base else None) or (said.country if said else None),
            sector=sector or (base.sector if base and entry else None),
            other_sectors=entry.other_sectors if entry else (),
            basis=(NAMED_BODY, *(base.basis if base else ()), *(said.basis if said else ())),
        )


def complete(mentions: Mapping[int, Mention], heads: tuple[int, ...], deps: tuple[str, ...]) -> dict[int, Mention]:
    """The mentions, where a bare name in apposition takes the actor of the noun it stands with ("the minister, Rossi")."""
    full = dict(mentions)
    for token, mention in mentions.items():
        above = mentions.get(heads[token])
        if (above is None or above.kind != "name") and deps[heads[token]] == "pobj":
            above = mentions.get(heads[heads[heads[token]]])  # "the head of the junta, Colonel Traore"
        if deps[token] != "appos" or mention.kind != "name" or above is None or above.kind != "name":
            continue
        if mention.actor.country is None and above.actor.name == mention.actor.name:
            full[token] = replace(mention, actor=above.actor)
    return full
