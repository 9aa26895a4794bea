"""Two parties that one phrase means: "both sides", "the two countries", "neither side", "the two leaders", "each other"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.coding.who.cast import Cast
from dragoman.records import Actor, Mention, Parse

__all__ = ["Pair", "Pairs", "both_sides", "is_for_two", "party_of"]

_STATES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_NUMBERS = frozenset({"both", "two", "neither", "either"})
_SINGLE = frozenset({"neither", "either"})
"""Numbers that stand with a noun in the singular."""
_SIDES = frozenset({"side", "party", "rival", "faction", "group", "force", "team", "foe", "enemy", "ally"})
_COUNTRIES = {
    "country": None,
    "nation": None,
    "state": None,
    "neighbour": None,
    "neighbor": None,
    "capital": "GOV",
    "government": "GOV",
    "army": "MIL",
    "military": "MIL",
    "power": None,
    "republic": None,
}
"""Nouns for the countries of two parties, and the sector that the noun gives."""
_LEADERS = frozenset({"leader", "president", "premier", "minister"})
_PERSONS = frozenset(
    ["man", "woman", "politician", "official", "general", "candidate", "chairman", "chief", "head", "envoy", "diplomat"]
)
_HE_OR_SHE = frozenset({"he", "she", "him", "her"})
_KEPT = 40
_FOR_TWO = "' are '"
_ALONE = frozenset({"two", "pair", "duo", "couple"})
_RECIPROCAL = {"other": "each", "one": "another"}
"""Heads of "each other" and "one another", and the word that goes with them."""
_DESCRIBING = frozenset({"compound", "poss", "prep", "acl", "relcl"})
_PLAIN = frozenset({"warring", "rival", "opposing", "neighbouring", "neighboring"})
"""Adjectives that leave open whom the noun means."""
_SUBJECTS = ("nsubj", "nsubjpass")
_PARTNERS = frozenset({"with", "against", "by", "to", "on", "from", "at"})

Pair = tuple[Mention, Mention]
_Find = Callable[[int], Mention | None]


def party_of(mention: Mention) -> tuple[str | None, ...]:
    """What tells one party from another: its name, else its country and sector, else its words."""
    actor = mention.actor
    if actor.name is not None and mention.kind not in {"country", "demonym"}:
        return (actor.name,)
    return (actor.country, actor.sector) if actor.country or actor.sector else (mention.text,)


@dataclass(slots=True)
class Pairs:
    """The article's pairs, the latest last, and how often each party was named."""

    seen: list[Pair] = field(default_factory=list)
    counts: Counter[tuple[str | None, ...]] = field(default_factory=Counter)
    parties: dict[tuple[str | None, ...], Mention] = field(default_factory=dict)

    def learn(self, parse: Parse, mentions: Mapping[int, Mention]) -> None:
        """Remember a sentence's pairs, those that "and" joins as the latest."""
        self.seen += [*_facing(parse, mentions.get), *reversed(list(_joined(parse, mentions.get)))]
        del self.seen[:-_KEPT]
        for mention in mentions.values():
            self.counts[party_of(mention)] += 1
            if mention.kind in {"country", "organization"} and not _is_place(parse, mention.head):
                self.parties.setdefault(party_of(mention), mention)

    def of(self, noun: str, here: Sequence[Pair], cast: Cast) -> Pair | None:
        """The two whom `noun`, a lemma, may mean: of `here` (the sentence so far), else of what the article named before."""
        known = [*here, *self._likeliest()]
        if noun in _COUNTRIES:
            nations = (_nations(pair, _COUNTRIES[noun], self.parties) for pair in known)
            return next(filter(None, nations), None) or self._only(noun)
        if noun in _SIDES:
            alike = (pair for pair in known if _is_person(pair[0]) == _is_person(pair[1]))
            return next(alike, None) or self._only(noun)
        persons = next((pair for pair in [*here, *reversed(self.seen)] if all(map(_is_person, pair))), None)
        if noun in _RECIPROCAL:
            return next(iter(here), None)
        if noun in _ALONE:
            return next(iter(here), None) or persons or cast.couple(None) or next(iter(known), None)
        couple = cast.couple(noun) or (persons if noun in _LEADERS or noun in _PERSONS else None)
        if couple is None and noun in _LEADERS:
            return next(filter(None, (_nations(pair, "GOV", self.parties) for pair in known)), None)
        return couple

    def _likeliest(self) -> list[Pair]:
        """The pairs of the article by how often the rarer of the two was named, the latest first among equals."""
        weights = [min(self.counts[party_of(each)] for each in pair) for pair in self.seen]
        order = sorted(range(len(self.seen)), key=lambda at: (-weights[at], -at))
        return [self.seen[at] for at in order]

    def _only(self, noun: str) -> Pair | None:
        """The only two parties, or countries, that the article has named."""
        two = [each for each in self.parties.values() if noun not in _COUNTRIES or _is_nation(each.actor)]
        return (two[0], two[1]) if len(two) == 2 else None


def _is_person(mention: Mention) -> bool:
    return mention.kind == "name" or (mention.kind == "pronoun" and mention.text.lower() in _HE_OR_SHE)


def _is_nation(actor: Actor) -> bool:
    return actor.country is not None and actor.country not in _STATES


def _nations(pair: Pair, sector: str | None, parties: Mapping[tuple[str | None, ...], Mention]) -> Pair | None:
    """The two countries of a pair, each as the government or army that the noun says; None unless two are told."""
    countries = [each.actor.country for each in pair]
    if not all(_is_nation(each.actor) for each in pair) or countries[0] == countries[1]:
        return None
    first, second = (_nation(each, sector, parties.get((each.actor.country, None))) for each in pair)
    return first, second


def _nation(mention: Mention, sector: str | None, named: Mention | None) -> Mention:
    """The country of a party, in the words that named it first, else in the party's own."""
    meant = named or mention
    name = meant.actor.name if meant.kind == "country" else None
    return replace(meant, kind="country", actor=replace(meant.actor, name=name, sector=sector, other_sectors=(), office=None))


def _is_place(parse: Parse, token: int) -> bool:
    """Whether a name only says where: "in Geneva"."""
    return parse.deps[token] == "pobj" and parse.lemmas[parse.heads[token]] in {"in", "at", "near", "into", "outside"}


def _distinct(pair: Pair) -> bool:
    return party_of(pair[0]) != party_of(pair[1])


def _joined(parse: Parse, mention: _Find) -> Iterator[Pair]:
    """Two parties, and no third, that "and" joins, subjects first; before a noun, the nations that share it."""
    found: list[tuple[bool, int, Pair]] = []
    for token in range(len(parse)):
        others = [child for child in parse.child(token, "conj") if child > token]
        if len(others) != 1 or any(True for _ in parse.child(others[0], "conj")) or _is_place(parse, token):
            continue
        if not any(parse.lemmas[each] in {"and", "&"} for each in parse.child(token, "cc")):
            continue
        above = parse.heads[token]
        shared = parse.deps[token] in {"amod", "compound", "nmod", "poss"} and above > others[0]
        one, two = mention(token), mention(above if shared else others[0])
        if shared and one is not None and two is not None and one.kind == "role" and one.actor.country is None:
            one = replace(one, actor=replace(one.actor, country=two.actor.country))
        if one is None or two is None or (shared and two.kind not in {"role", "group"}):
            continue
        if _distinct((one, two)):
            subject = parse.deps[above if shared else token] in _SUBJECTS
            found.append((not subject, token, (one, two)))
    yield from (pair for _, _, pair in sorted(found, key=lambda each: each[:2]))


def _facing(parse: Parse, mention: _Find) -> Iterator[Pair]:
    """The subject of a verb and its object, or whom "with", "against" or "by" bring in; else the only two parties."""
    for verb in range(len(parse)):
        subject = next((mention(each) for each in parse.child(verb, *_SUBJECTS) if mention(each) is not None), None)
        if subject is None:
            continue
        for other in _partners(parse, verb):
            found = mention(other)
            if found is not None and _distinct((subject, found)):
                yield subject, found
                break


def _partners(parse: Parse, verb: int) -> Iterator[int]:
    yield from parse.child(verb, "dobj", "dative")
    for prep in parse.child(verb, "prep", "agent", "dative"):
        if parse.lemmas[prep] in _PARTNERS:
            yield from parse.child(prep, "pobj")
    for thing in parse.child(verb, "dobj"):
        for prep in parse.child(thing, "prep"):
            if parse.lemmas[prep] in _PARTNERS:
                yield from parse.child(prep, "pobj")


def both_sides(parse: Parse, token: int, pairs: Pairs, cast: Cast, mention: _Find) -> Mention | None:
    """One of the two parties of such a phrase: the first at the noun, the other at its number or article.

    `mention` gives the actor that another token heads; the parties of the same sentence come first.
    """
    noun = parse.heads[token] if parse.deps[token] in {"det", "nummod", "predet"} else token
    bearers = cast.bearers(parse.words[noun])
    mark = _mark(parse, noun, named=bearers is not None)
    if mark is None or token not in {noun, mark}:
        return None
    here = [pair for pair in (*_joined(parse, mention), *_facing(parse, mention)) if pair[1].head < min(mark, noun)]
    if parse.lemmas[noun].lower() in _RECIPROCAL:
        here = [pair for pair in here if parse.heads[pair[0].head] in set(parse.ancestors(noun))]
    pair = bearers or pairs.of(parse.lemmas[noun].lower(), here, cast)
    if pair is None:
        return None
    meant = pair[0] if token == noun else pair[1]
    words = " ".join(parse.words[each] for each in sorted((mark, noun)))
    reason = f"'{words}{_FOR_TWO}{pair[0].text}' and '{pair[1].text}'"
    return Mention(
        span=parse.cover(token, token),
        text=parse.words[token],
        kind=meant.kind,
        actor=replace(meant.actor, basis=(*meant.actor.basis, reason)),
        head=token,
        antecedent=meant.antecedent or meant.span,
    )


def is_for_two(mention: Mention) -> bool:
    """Whether a mention is half of a phrase for two parties, and names nobody itself."""
    return bool(mention.actor.basis) and _FOR_TWO in mention.actor.basis[-1]


def _mark(parse: Parse, noun: int, *, named: bool) -> int | None:
    """The word before a noun that makes it two parties named before; None for other nouns.

    `named`: the noun is the last name of two persons ("the Rossis").
    """
    lemma, before = parse.lemmas[noun].lower(), [child for child in parse.children[noun] if child < noun]
    if any(parse.deps[child] in _DESCRIBING and child < noun + 2 for child in parse.children[noun]):
        return None
    if any(parse.deps[child] == "amod" and parse.words[child].lower() not in _PLAIN for child in parse.children[noun]):
        return None
    if lemma in _RECIPROCAL:
        return next((child for child in parse.children[noun] if parse.words[child].lower() == _RECIPROCAL[lemma]), None)
    article = next((child for child in before if parse.words[child].lower() in {"the", "these", "those"}), None)
    if lemma in _ALONE and article is not None and not any(parse.deps[child] == "nummod" for child in before):
        return article
    number = next((child for child in before if parse.words[child].lower() in _NUMBERS), None)
    if named:
        return number if number is not None else article
    if number is None or (parse.words[number].lower() == "two" and article is None):
        return None
    wanted = {"NN"} if parse.words[number].lower() in _SINGLE else {"NNS", "NNPS"}
    return number if parse.tags[noun] in wanted else None
