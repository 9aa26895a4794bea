"""The persons and bodies of an article as its words call them: their nouns, their namesakes, and whether they are he or she."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dragoman.records import Mention, Parse

__all__ = ["Cast", "call"]

_RANKS = {
    "capt": "captain",
    "cmdr": "commander",
    "col": "colonel",
    "gen": "general",
    "gov": "governor",
    "lawmaker": "member",
    "legislator": "member",
    "lt": "lieutenant",
    "maj": "major",
    "mp": "member",
    "rep": "representative",
    "sen": "senator",
    "sgt": "sergeant",
}
"""Nouns and short forms that are taken as another."""
_PLURAL = frozenset({"NNS", "NNPS"})
_BEFORE = frozenset({"compound", "nmod"})


def call(parse: Parse, token: int) -> str:
    """What a noun calls somebody, in lower case and the singular; plurals apart, with a sign behind them."""
    word = parse.lemmas[token].lower().rstrip(".")
    return f"{word}+" if parse.tags[token] in _PLURAL else _RANKS.get(word, word)


def _key(mention: Mention) -> str:
    return mention.actor.name or mention.text


@dataclass(slots=True)
class Cast:
    """Filled sentence by sentence. `nouns` holds who was called by a noun last, with the words used beside it."""

    nouns: dict[str, tuple[Mention, frozenset[str]]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    namesakes: dict[str, dict[str, Mention]] = field(default_factory=dict)
    people: dict[str, tuple[Mention, set[str]]] = field(default_factory=dict)

    def learn(self, parse: Parse, mentions: Iterable[Mention], roles: Collection[int]) -> None:
        """Remember by which nouns a sentence calls its parties; `roles` are the tokens that head a role.

        "Deputy Defence Minister Rossi" is a minister, "the Land Commission" a commission.
        """
        for mention in mentions:
            ranks = [token for token in roles if parse.deps[token] in _BEFORE and mention.span.start <= parse.starts[token]]
            tokens = [token for token in ranks if token < mention.head] if mention.kind == "name" else []
            nouns = {call(parse, token) for token in (mention.head, *tokens)}
            words = frozenset({*nouns, *mention.text.lower().split()})
            self.nouns |= dict.fromkeys(nouns, (mention, words))
            if mention.kind == "name" and parse.tags[mention.head] not in _PLURAL:
                _, before = self.people.pop(_key(mention), (mention, set[str]()))
                self.people[_key(mention)] = (mention, before | nouns)

    def called(self, noun: str, words: Iterable[str]) -> Mention | None:
        """Who was last called by a noun (see `call`), if the words beside it were used of that party, too."""
        before, used = self.nouns.get(noun, (None, frozenset[str]()))
        return before if used.issuperset(words) else None

    def couple(self, noun: str | None) -> tuple[Mention, Mention] | None:
        """The two persons named last whom "both men" or "the two presidents" may mean, in their order; None without two.

        Without a noun ("the two", "the pair"), any two.
        """
        sex = {"man": "m", "woman": "f", None: ""}.get(noun)
        fitting = [
            mention
            for mention, nouns in self.people.values()
            if (noun in nouns if sex is None else not sex or self.gender(mention) in {"", sex})
        ]
        return (fitting[-2], fitting[-1]) if len(fitting) > 1 else None

    def bearers(self, word: str) -> tuple[Mention, Mention] | None:
        """The two persons whose last name is in the plural: "the Rossis"; None unless the article has named just two."""
        alike = [*self.namesakes.get(word.removesuffix("s"), {}).values()] if word.endswith("s") else []
        return (alike[0], alike[1]) if len(alike) == 2 else None

    def gender(self, mention: Mention) -> str:
        """f or m where the article has told it, else empty."""
        return self.genders.get(_key(mention), "")

    def note_gender(self, mention: Mention, gender: str) -> None:
        """Remember whether a person is he or she; the first word counts."""
        if gender:
            self.genders.setdefault(_key(mention), gender)

    def note_name(self, last: str, mention: Mention) -> None:
        """Remember a person by the last name."""
        if mention.kind == "name" and mention.actor.name:
            self.namesakes.setdefault(last, {}).setdefault(mention.actor.name, mention)

    def namesake(self, last: str, first: str, gender: str) -> Mention | None:
        """Of several persons of one last name the one whose first name or gender is told; None when that leaves no choice."""
        alike = self.namesakes.get(last, {})
        if len(alike) < 2:
            return None
        fitting = [each for each in alike.values() if not gender or self.gender(each) in {"", gender}]
        called = [each for each in fitting if first in (each.actor.name or "").split()[:-1]]
        return next(reversed(called or (fitting if gender else ())), None)
