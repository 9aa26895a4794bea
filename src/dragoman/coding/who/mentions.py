"""The actors of a sentence: each noun phrase that names a party, with its country, sector and reasons.

The name, role, nationality and owner found in one phrase are put together: "Italian Prime Minister Giorgia Meloni" has a
nationality, a role and a name; "the speaker of Iran's parliament" a role whose owner is a body with an owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dragoman.coding.who.knowledge import Entry, KnowledgeBase
from dragoman.coding.who.roster import Roster, one_edit
from dragoman.records import Actor, Mention, Parse

__all__ = ["ActorFinder"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_BEFORE = frozenset({"amod", "compound", "nmod", "poss", "det", "nummod", "quantmod", "advmod", "case", "predet", "punct"})
_OWNERS = frozenset({"of", "in", "from", "at", "for", "within", "inside", "across"})
_LOYAL = frozenset({"loyal", "allied", "allegiant", "close", "linked", "affiliated", "belonging", "accredited"})
_PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "his", "their", "it", "its"})
_FORMER = frozenset({"former", "ex", "ex-", "late", "ousted", "deposed", "outgoing"})
_VAGUE = frozenset({"sources", "source"})
_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
_LONGEST_ROLE = 5
_ORGS = frozenset({"ORG", "NORP"})


@dataclass(frozen=True, slots=True)
class _Find:
    """A match of the knowledge base: tokens [start, end) and the row chosen."""

    start: int
    end: int
    entry: Entry
    current: bool = True


class ActorFinder:
    """Built once from the knowledge base; `toponyms` (city -> ISO 3166 alpha-3) gives the country of "police in Lagos"."""

    def __init__(self, knowledge: KnowledgeBase, toponyms: Mapping[str, str]) -> None:
        self._knowledge = knowledge
        self._toponyms = toponyms

    def find(self, parse: Parse, roster: Roster, day: date | None) -> list[Mention]:
        """The mentions of one sentence, by head token; `roster` is read, then taught what the sentence adds."""
        sentence = _Sentence(parse, self._knowledge, self._toponyms, roster, day.isoformat() if day else None)
        mentions = [mention for token in range(len(parse)) if (mention := sentence.mention(token)) is not None]
        subjects = frozenset(token for token in range(len(parse)) if parse.deps[token] in {"nsubj", "nsubjpass"})
        genders = [sentence.gender(mention) for mention in mentions]
        roster.learn(
            [m for m in mentions if m.kind != "pronoun"],
            sentence.names(mentions),
            [g for m, g in zip(mentions, genders, strict=True) if m.kind != "pronoun"],
            subjects,
        )
        return mentions


class _Sentence:
    """The work on one sentence; what each token heads is found once."""

    def __init__(
        self, parse: Parse, knowledge: KnowledgeBase, toponyms: Mapping[str, str], roster: Roster, day: str | None
    ) -> None:
        self.parse, self.knowledge, self.toponyms, self.roster, self.day = parse, knowledge, toponyms, roster, day
        self.finds = self._match_names()
        self.roles = self._match_roles()
        self.people = {
            token: (start, end) for start, end, label in parse.entities if label == "PERSON" for token in range(start, end)
        }
        self.bodies = {
            token: (start, end) for start, end, label in parse.entities if label in _ORGS for token in range(start, end)
        }
        self.memo: dict[int, Mention | None] = {}

    def mention(self, token: int) -> Mention | None:
        """The actor of the phrase that `token` heads; None for a token that heads no party."""
        if token not in self.memo:
            self.memo[token] = None
            self.memo[token] = self._build(token)
        return self.memo[token]

    def names(self, mentions: list[Mention]) -> list[tuple[str, Mention]]:
        """The short names by which later sentences may call these mentions: last names, acronyms in brackets."""
        known: list[tuple[str, Mention]] = []
        for mention in mentions:
            words = (mention.actor.name or "").split()
            if mention.kind == "name" and words:
                known.append((words[-1], mention))
                last = self.parse.words[mention.head]
                known.append((last, mention))
            elif mention.kind == "organization" and mention.actor.name and len(words) > 1:
                acronym = "".join(word[0] for word in words if word[0].isupper())
                if len(acronym) > 1:
                    known.append((acronym, mention))
        return known

    def gender(self, mention: Mention) -> str:
        """f or m by the first name, empty when it does not say."""
        words = (mention.actor.name or "").split()
        return self.knowledge.genders.get(words[0], "") if mention.kind == "name" and words else ""

    def _match_names(self) -> dict[int, _Find]:
        """Names of the knowledge base, longest first, by each of their tokens."""
        parse, finds, at = self.parse, dict[int, _Find](), 0
        words = [word.replace("’", "'") for word in parse.words]
        while at < len(parse):
            found = self.knowledge.match_name(words, at) if words[at][:1].isupper() or words[at][:1].isdigit() else None
            if found is None and words[at].isupper() and len(words[at]) > 3:
                found = self.knowledge.match_name([word.capitalize() for word in words], at)
            if found is None:
                at += 1
                continue
            end, entries = found
            entry, current = self.knowledge.choose(entries, self.day)
            if not (entry.kind == "person" and end - at == 1 and parse.pos[at] != "PROPN"):
                finds.update(dict.fromkeys(range(at, end), _Find(at, end, entry, current)))
            at = end
        return finds

    def _match_roles(self) -> dict[int, _Find]:
        """Role nouns by their last token."""
        parse, roles, at = self.parse, dict[int, _Find](), 0
        words = [word.lower().replace("’", "'") for word in parse.words]
        lemmas = [lemma if parse.pos[index] in _NOUNS else words[index] for index, lemma in enumerate(parse.lemmas)]
        while at < len(parse):
            found = self._longest_role(lemmas, words, at)
            if found is None:
                at += 1
                continue
            end, entries = found
            head = next((index - 1 for index in range(at + 1, end) if words[index] == "of"), end - 1)
            if parse.pos[head] in _NOUNS and not any(
                index in self.finds and self.finds[index].end > end for index in range(at, end)
            ):
                roles[head] = _Find(at, end, entries[0])
            at = end if parse.pos[head] in _NOUNS else at + 1
        return roles

    def _longest_role(self, lemmas: list[str], words: list[str], at: int) -> tuple[int, tuple[Entry, ...]] | None:
        """The longest role at a token: by lemmas, by words, or by words with the last in the singular ("customs officers")."""
        found = [self.knowledge.match_role(lemmas, at), self.knowledge.match_role(words, at)]
        for end in range(at + 2, min(at + _LONGEST_ROLE, len(words)) + 1):
            mixed = [*words[: end - 1], lemmas[end - 1]]
            match = self.knowledge.match_role(mixed, at)
            if match is not None and match[0] == end:
                found.append(match)
        return max((match for match in found if match is not None), key=lambda match: match[0], default=None)

    def _build(self, token: int) -> Mention | None:
        parse = self.parse
        if parse.words[token].lower() in _PERSONAL and parse.pos[token] == "PRON":
            return self._pronoun(token)
        if self._qualifies(token):
            return self._modifier(token)
        if parse.pos[token] not in _NOUNS and not (token in self.finds and parse.deps[token] not in {"amod", "compound"}):
            return None
        phrase = self._phrase(token)
        named, role = self._named(token, phrase), self._role(token, phrase)
        apposed = self._apposed(token)
        actor, kind = self._compose(token, phrase, named, role, apposed)
        if actor is None:
            return None
        first, last = phrase[0], max(token, named.end - 1 if named else token)
        while parse.pos[first] in {"DET", "PUNCT", "PART"} and first < token:
            first += 1
        span = parse.cover(first, last)
        return Mention(span=span, text=" ".join(parse.words[first : last + 1]), kind=kind, actor=actor, head=token)

    def _qualifies(self, token: int) -> bool:
        """Whether it stands before its noun, alone or joined to another that does ("French and Italian ships")."""
        parse = self.parse
        while parse.deps[token] == "conj" and parse.pos[parse.heads[token]] in {"ADJ", "PROPN"}:
            token = parse.heads[token]
        return parse.deps[token] in {"compound", "amod", "nmod"} and parse.heads[token] > token

    def _pronoun(self, token: int) -> Mention | None:
        known = self.roster.refer(self.parse.words[token]) or None
        same = self._earlier_in_sentence(token)
        known = same or known
        if known is None:
            return None
        span = self.parse.cover(token, token)
        actor = replace(known.actor, basis=(*known.actor.basis, f"'{self.parse.words[token]}' stands for '{known.text}'"))
        return Mention(span=span, text=self.parse.words[token], kind="pronoun", actor=actor, head=token, antecedent=known.span)

    def _earlier_in_sentence(self, token: int) -> Mention | None:
        """For "its", "his", "their": the subject of the clause or of one above it, when it fits."""
        word = self.parse.words[token].lower()
        wanted = (
            {"name"}
            if word in {"he", "she", "him", "her", "his"}
            else {"country", "organization"}
            if word in {"it", "its"}
            else {"role", "group"}
        )
        acting = {
            child
            for above in self.parse.ancestors(token)
            for child in self.parse.child(above, "nsubj", "nsubjpass", "poss")
            if child < token
        }
        if self.parse.deps[token] in {"poss", "nsubj", "nsubjpass"}:
            for child in sorted(acting, reverse=True):
                found = self.mention(child) if child != token else None
                if found is not None and found.kind in wanted:
                    return found
        for other in range(token - 1, -1, -1):
            found = self.memo.get(other)
            if found is not None and found.kind in wanted and other not in acting and "name" in wanted:
                return found
        return self._subject_behind(token, wanted)

    def _subject_behind(self, token: int, wanted: set[str]) -> Mention | None:
        """For a pronoun in a phrase put before its clause ("Before his meeting, Qalibaf ..."): the subject of that clause."""
        for above in self.parse.ancestors(token):
            if above > token and self.parse.pos[above] in {"VERB", "AUX"}:
                for child in self.parse.child(above, "nsubj", "nsubjpass"):
                    found = self.mention(child) if child > token else None
                    if found is not None and found.kind in wanted:
                        return found
                return None
        return None

    def _modifier(self, token: int) -> Mention | None:
        """A party that only qualifies another noun ("the Hamas leader") is a mention of its own, for owners."""
        find = self.finds.get(token)
        if find is None:
            find = self.roles.get(token)
            if find is None or find.entry.needs_country:
                return None
        if find.end - 1 != token:
            return None
        actor, kind = (
            (self._actor_of(find), _kind(find.entry))
            if find.entry.kind != "role"
            else self._role_actor(token, find, None, None, None, False)
        )
        if actor is None:
            return None
        span = self.parse.cover(find.start, token)
        return Mention(span=span, text=" ".join(self.parse.words[find.start : token + 1]), kind=kind, actor=actor, head=token)

    def _phrase(self, token: int) -> list[int]:
        """The tokens of the noun phrase up to its head, without what follows."""
        found, first = [token], token
        for child in sorted(self.parse.children[token], reverse=True):
            if child < token and self.parse.deps[child] in _BEFORE:
                found += [index for index in self.parse.subtree(child) if index <= token]
                first = min(first, found[-1])
        for entity in (self.people.get(token), self.bodies.get(token)):
            if entity:
                found += range(entity[0], token)
        return sorted(set(found))

    def _named(self, token: int, phrase: list[int]) -> _Find | None:
        """The knowledge base's name that the head belongs to."""
        find = self.finds.get(token)
        return find if (find and find.entry.kind != "demonym") or (find and self.parse.pos[token] in _NOUNS) else None

    def _role(self, token: int, phrase: list[int]) -> _Find | None:
        """The role at the head, or before a personal name: "Prime Minister" in "Prime Minister Meloni"."""
        if token in self.roles:
            return self.roles[token]
        start = min(self.people.get(token, (token, 0))[0], token)
        inside = [index for index in phrase if index in self.roles and index < token]
        if (token in self.people or self.parse.pos[token] == "PROPN") and inside and inside[-1] >= start - 2:
            return self.roles[inside[-1]]
        return None

    def _apposed(self, token: int) -> Mention | None:
        """The other half of an apposition: "spokesman, Saeed Khatibzadeh", or "Crosetto, a member of ..."."""
        for child in self.parse.child(token, "appos"):
            found = self.mention(child)
            if found is not None:
                return found
        return None

    def _compose(
        self, token: int, phrase: list[int], named: _Find | None, role: _Find | None, apposed: Mention | None
    ) -> tuple[Actor | None, str]:
        """Name, role and owner as one actor, and what kind of mention it makes."""
        former = any(self.parse.words[index].lower().rstrip("-") in _FORMER for index in phrase)
        person = self.people.get(token)
        itself = named is not None and named.entry.kind == "country" and person is None  # "NATO member Norway"
        if named is not None and (itself or not (role is not None and named.entry.kind in {"country", "demonym", "capital"})):
            actor, kind = self._actor_of(named), _kind(named.entry)
            if kind == "demonym" and any(self.parse.lemmas[index].lower() == "ethnic" for index in phrase):
                people = f"'{self.parse.words[token]}' by descent"
                return replace(actor, country=None, sector="CVL", basis=(*actor.basis, people)), "group"
            if kind == "name" and former:
                actor = replace(actor, sector="ELI", other_sectors=())
            return actor, kind
        known = self.roster.find(self.parse.words[token]) if self.parse.pos[token] == "PROPN" else None
        if role is None and known is not None and (person is None or person[1] - person[0] == 1):
            return replace(known.actor, basis=(*known.actor.basis, f"last name of '{known.text}'")), known.kind
        owner = self._owner(token, phrase)
        if role is not None:
            if apposed is not None and apposed.kind == "name" and apposed.actor.country is not None:
                return apposed.actor, "name"
            return self._role_actor(token, role, owner, person, apposed, former)
        if person is not None or (apposed is not None and self.parse.pos[token] == "PROPN"):
            name = " ".join(self.parse.words[person[0] : person[1]]) if person else self.parse.words[token]
            base = apposed.actor if apposed else None
            if base is None:
                surname = self._surname(token)
                base = surname
            if base is None:
                return (Actor(name=name, country=owner.country if owner else None, basis=("named person",)), "name")
            return replace(base, name=name if apposed else base.name, basis=(*base.basis, "named person")), "name"
        if token in self.bodies and self.parse.pos[token] == "PROPN":
            start, end = self.bodies[token]
            name = " ".join(self.parse.words[start:end])
            return Actor(
                name=name, country=owner.country if owner else None, sector=None, basis=("named body",)
            ), "organization"
        if apposed is not None and self.parse.pos[token] in _NOUNS:
            return apposed.actor, apposed.kind
        return None, ""

    def _surname(self, token: int) -> Actor | None:
        """A famous last name that only one entry, or one country, of the knowledge base has on that day."""
        if misspelt := self._misspelt(token):
            entry, current = self.knowledge.choose(misspelt, self.day)
            return self._actor_of(_Find(token, token + 1, entry, current))
        entries = self.knowledge.surnames.get(self.parse.words[token], ())
        start = self.people.get(token, (token, token))[0]
        if start < token:  # a first name is told: only its own bearer
            entries = tuple(entry for entry in entries if entry.name.split()[0] == self.parse.words[start])
        holding = [entry for entry in entries if self.day is None or entry.holds(self.day)]
        if len({entry.name for entry in holding}) != 1 and len({entry.country for entry in holding}) != 1:
            return None  # two Bushes, one country: enough to know it
        return self._actor_of(_Find(token, token + 1, max(holding, key=lambda entry: entry.since)))

    def _misspelt(self, token: int) -> tuple[Entry, ...]:
        """Entries of the same first name whose last name differs by one letter; long names only."""
        start = self.people.get(token, (token, token))[0]
        word, first = self.parse.words[token], self.parse.words[start]
        if start == token or len(word) < 5 or word in self.knowledge.surnames:
            return ()
        near = (rows for name, rows in self.knowledge.surnames.items() if len(name) >= 5 and one_edit(name, word))
        return tuple(entry for rows in near for entry in rows if entry.name.split()[0] == first)

    def _role_actor(
        self,
        token: int,
        role: _Find,
        owner: Actor | None,
        person: tuple[int, int] | None,
        apposed: Mention | None,
        former: bool,
    ) -> tuple[Actor | None, str]:
        entry = role.entry
        name = None
        kind = "role"
        if person is not None:
            name, kind = " ".join(self.parse.words[person[0] : person[1]]), "name"
        elif token > role.end - 1 and self.parse.pos[token] == "PROPN":
            name, kind = self.parse.words[token], "name"
        elif apposed is not None and apposed.kind == "name":
            name, kind = apposed.actor.name, "name"
        country = owner.country if owner else apposed.actor.country if apposed else None
        known = self._surname(token) if kind == "name" and country is None else None
        if known is not None:
            country = known.country
        before = self.roster.holder(entry.name) if name is None and country is None and self._definite(token) else None
        if before is not None:
            return replace(before.actor, basis=(*before.actor.basis, f"'the {entry.name}' is '{before.text}'")), before.kind
        if entry.needs_country and country is None and name is None:
            return None, ""
        sector = entry.sector or (owner.sector if owner else None) or (apposed.actor.sector if apposed else None)
        others = entry.other_sectors
        if former:
            sector, others = "ELI", ()
        basis = [f"role '{entry.name}' ({entry.row})", *(owner.basis if owner else ())]
        return Actor(
            name=name,
            country=country,
            sector=sector,
            other_sectors=others,
            office=entry.name if name else None,
            basis=tuple(basis),
        ), kind

    def _owner(self, token: int, phrase: list[int]) -> Actor | None:
        """Whose it is: a nationality or body before the head, else after "of", "in", "from"."""
        for index in reversed(phrase):
            find = self.finds.get(index)
            if index != token and find is not None and find.entry.country:
                return self._actor_of(find)
            if index != token and self.parse.deps[index] == "poss":
                owner = self.mention(index)
                if owner is not None and owner.actor.country:
                    return owner.actor
            city = self.toponyms.get(self.parse.words[index]) if index != token and self.parse.pos[index] == "PROPN" else None
            if city:
                return Actor(country=city, basis=(f"city '{self.parse.words[index]}'",))
        owning = [prep for prep in self.parse.child(token, "prep") if self.parse.lemmas[prep] in _OWNERS]
        for child in self.parse.child(token, "amod", "acl"):
            loyal = self.parse.words[child].lower() in _LOYAL
            owning += [prep for prep in self.parse.child(child, "prep") if loyal or self.parse.lemmas[prep] in _OWNERS]
        for target in (target for prep in owning for target in self.parse.child(prep, "pobj")):
            behind = self._owner_at(target)
            if behind is not None:
                return behind
        find = self.finds.get(token)
        return self._actor_of(find) if find is not None and find.entry.country else None

    def _definite(self, token: int) -> bool:
        """Whether the phrase opens with "the" or, as a headline word or title may, with a capital."""
        return any(self.parse.lemmas[child] == "the" for child in self.parse.child(token, "det"))

    def _owner_at(self, target: int) -> Actor | None:
        found = self.mention(target)
        if found is not None and found.actor.country:
            return found.actor
        for child in self.parse.child(target, "compound", "amod", "nmod"):
            if child in self.finds and self.finds[child].entry.country:
                return self._actor_of(self.finds[child])
        city = self.toponyms.get(self.parse.words[target])
        return Actor(country=city, basis=(f"city '{self.parse.words[target]}'",)) if city else None

    def _actor_of(self, find: _Find) -> Actor:
        entry = find.entry
        former = not find.current and entry.sector in _OFFICIAL
        sector, others = ("ELI", ()) if former else (entry.sector, entry.other_sectors)
        return Actor(
            name=None if entry.kind in {"demonym"} else entry.name,
            country=entry.country,
            sector=sector,
            other_sectors=others,
            office=entry.office if find.current else None,
            basis=(f"{entry.kind} '{' '.join(self.parse.words[find.start : find.end])}' ({entry.row})",),
        )


def _kind(entry: Entry) -> str:
    return {
        "person": "name",
        "organization": "organization",
        "media": "organization",
        "group": "group",
        "demonym": "demonym",
    }.get(entry.kind, "country")
