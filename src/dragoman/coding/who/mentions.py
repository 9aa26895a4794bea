"""The actors of a sentence: each noun phrase that names a party, with its country, sector and reasons.

The name, role, nationality and owner found in one phrase are put together: "Italian Prime Minister Giorgia Meloni" has a
nationality, a role and a name; "the speaker of Iran's parliament" a role whose owner is a body with an owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dragoman.coding.who.acronyms import bracketed
from dragoman.coding.who.composing import Composer, complete
from dragoman.coding.who.knowledge import KnowledgeBase
from dragoman.coding.who.matching import Matches
from dragoman.coding.who.naming import names_for
from dragoman.coding.who.pairs import both_sides, is_for_two
from dragoman.coding.who.persons import PeopleIndex, index_people
from dragoman.coding.who.pronouns import PERSONAL, resolve_pronoun
from dragoman.coding.who.references import join
from dragoman.coding.who.relational import load_relational
from dragoman.coding.who.role_nouns import NOUNS
from dragoman.coding.who.roster import Roster
from dragoman.coding.who.sharing import share_noun, share_owner
from dragoman.records import Actor, Mention, Parse

__all__ = ["ActorFinder"]

_QUALIFYING = frozenset({"compound", "amod", "nmod"})
_TITLES = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "king": "m",
    "queen": "f",
    "prince": "m",
    "princess": "f",
    "pope": "m",
    "sheikh": "m",
    "chairwoman": "f",
    "spokeswoman": "f",
    "congresswoman": "f",
    "congressman": "m",
    "chairman": "m",
    "spokesman": "m",
}


class ActorFinder:
    """Built once from the knowledge base; `toponyms` (city -> ISO 3166 alpha-3) gives the country of "police in Lagos"."""

    def __init__(self, knowledge: KnowledgeBase, toponyms: Mapping[str, str]) -> None:
        self._knowledge = knowledge
        self._toponyms = toponyms
        self._people = index_people(knowledge)

    def find(self, parse: Parse, roster: Roster, day: date | None) -> list[Mention]:
        """The mentions of one sentence, by head token; `roster` is read, then taught what the sentence adds."""
        matches = Matches(parse, self._knowledge, self._toponyms, day.isoformat() if day else None, roster.countries)
        sentence = _Sentence(matches, roster, self._people)
        found = {token: mention for token in range(len(parse)) if (mention := sentence.mention(token)) is not None}
        found = share_owner(join(complete(found, parse.heads, parse.deps), parse, roster.cast), parse)
        found |= roster.voices.hear(parse, found)
        mentions = [found[token] for token in sorted(found)]
        subjects = frozenset(token for token in range(len(parse)) if parse.deps[token] in {"nsubj", "nsubjpass"})
        fresh = [mention for mention in mentions if mention.kind != "pronoun" and not is_for_two(mention)]
        named = [mention for mention in fresh if not _is_rank(parse, mention)]
        names = [pair for mention in named for pair in names_for(parse, mention)]
        names += [(parse.words[each.head], each) for each in named if bracketed(parse, each.head) is not None]
        roster.cast.learn(parse, named, matches.roles.keys())
        roster.note_countries(matches.sure)
        several = _several(parse, found)
        roster.learn(named, names, [sentence.gender(mention) for mention in named], subjects, several)
        shared = share_noun(found, parse)
        roster.pairs.learn(parse, shared)
        return [shared[token] for token in sorted(shared)]


def _is_rank(parse: Parse, mention: Mention) -> bool:
    """Whether it only stands before a name ("Captain" in "Captain Cabrera"), which is a mention itself."""
    return mention.kind == "role" and parse.deps[mention.head] in _QUALIFYING


def _several(parse: Parse, found: Mapping[int, Mention]) -> dict[int, Mention]:
    """What "they" sees in parties that "and" joins, by the first's head: the first, in the words of all."""
    several = {}
    for head, mention in found.items():
        others = [found[child].text for child in parse.child(head, "conj") if child in found]
        if others and any(parse.lemmas[each] == "and" for each in parse.child(head, "cc")):
            several[head] = replace(mention, text=" and ".join((mention.text, *others)))
    return several


class _Sentence:
    """The work on one sentence; what each token heads is found once."""

    def __init__(self, matches: Matches, roster: Roster, people: PeopleIndex) -> None:
        self.matches, self.parse, self.roster = matches, matches.parse, roster
        self.memo: dict[int, Mention | None] = {}
        self.composer = Composer(matches, roster, people, self.mention)

    def mention(self, token: int) -> Mention | None:
        """The actor of the phrase that `token` heads; None for a token that heads no party."""
        if token not in self.memo:
            self.memo[token] = None
            self.memo[token] = self._build(token)
        return self.memo[token]

    def gender(self, mention: Mention) -> str:
        """f or m by the title, the noun, the first name or what the article told before, empty when nothing says."""
        noun = self.parse.words[mention.head].lower()
        if mention.kind == "role":
            kin = load_relational().get(self.parse.lemmas[mention.head])
            if kin is not None and kin.gender:
                return kin.gender
            named = "f" if noun.endswith("woman") else "m" if noun.endswith("man") else self.roster.cast.gender(mention)
            return _TITLES.get(noun) or named
        words = (mention.actor.name or "").split()
        if mention.kind != "name" or not words:
            return ""
        first = self.matches.people.get(mention.head, (mention.head, 0))[0]
        title = self.parse.words[first - 1].rstrip(".").lower() if 0 < first <= mention.head else ""
        return _TITLES.get(title) or self.matches.knowledge.genders.get(words[0], "") or self.roster.cast.gender(mention)

    def _build(self, token: int) -> Mention | None:
        parse = self.parse
        if parse.pos[token] == "PRON" and parse.words[token].lower() in PERSONAL:
            return resolve_pronoun(parse, token, self.roster, self.mention, self.memo, self.gender)
        same = both_sides(parse, token, self.roster.pairs, self.roster.cast, self.mention) or self._spelt_out(token)
        if same is not None:
            return same
        if self._qualifies(token):
            party = self.composer.modifier(token)
            return self._mention(party[0].start, token, token, *party[1:]) if party is not None else None
        if not self._may_head(token):
            return None
        phrase, named = self.matches.phrase(token), self.composer.named(token)
        actor, kind = self.composer.compose(token, phrase)
        if actor is None:
            return None
        first, last = phrase[0], max(token, named.end - 1 if named else token)
        while parse.pos[first] in {"DET", "PUNCT", "PART"} and first < token:
            first += 1
        found = self._mention(first, last, token, actor, kind)
        before = self.composer.antecedents.get(token)
        return found if before is None or before == found.span else replace(found, antecedent=before)

    def _may_head(self, token: int) -> bool:
        """Whether a party's phrase may hang on the token: a noun, a name by its head, or a word the article uses as a name."""
        parse, find = self.parse, self.matches.finds.get(token)
        if find is not None and self.matches.head_of(find) != token:
            return False
        named = find is not None and parse.deps[token] not in {"amod", "compound"}
        return named or parse.pos[token] in NOUNS or token in self.matches.roles or self.roster.knows(parse.words[token])

    def _mention(self, first: int, last: int, token: int, actor: Actor, kind: str) -> Mention:
        words = " ".join(self.parse.words[first : last + 1])
        return Mention(span=self.parse.cover(first, last), text=words, kind=kind, actor=actor, head=token)

    def _spelt_out(self, token: int) -> Mention | None:
        """An acronym in brackets is the body named before them."""
        before = bracketed(self.parse, token)
        body = self.mention(self.matches.body_head(before)) if before is not None else None
        if body is None or body.kind not in {"organization", "role"}:
            return None
        actor = replace(body.actor, basis=(*body.actor.basis, f"'{self.parse.words[token]}' stands for '{body.text}'"))
        found = self._mention(token, token, token, actor, body.kind)
        return replace(found, antecedent=body.span)

    def _qualifies(self, token: int) -> bool:
        """Whether it stands before its noun, alone or joined to another that does ("French and Italian ships")."""
        parse = self.parse
        while parse.deps[token] == "conj" and parse.pos[parse.heads[token]] in {"ADJ", "PROPN"}:
            token = parse.heads[token]
        return parse.deps[token] in _QUALIFYING and parse.heads[token] > token
