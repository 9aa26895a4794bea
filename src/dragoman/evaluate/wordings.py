"""What kind of words a mark of the coreference set is: a name, a title, a pronoun, an acronym, another spelling."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from dragoman.coding.who.spelling import fold
from dragoman.evaluate.chains import Mark, MarkedArticle

__all__ = ["KINDS", "kind_of"]

KINDS = ("name", "title", "pronoun", "acronym", "variant", "capital", "several")
"""`capital`: a capital or palace that speaks for its state; `several`: a noun for more than one party ("both sides")."""

_PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
    ]
)
_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "and",
        "for",
        "to",
        "at",
        "mr",
        "mrs",
        "ms",
        "sir",
        "sister",
        "brother",
        "president",
        "prime",
        "minister",
        "deputy",
        "speaker",
        "senator",
        "governor",
        "general",
        "colonel",
        "commander",
        "captain",
        "professor",
        "judge",
        "bishop",
        "chief",
        "king",
        "mayor",
        "chairman",
        "chairwoman",
        "chair",
        "secretary",
        "director",
        "spokesman",
        "spokeswoman",
        "ministry",
        "council",
        "commission",
        "court",
        "party",
        "movement",
        "front",
        "assembly",
        "congress",
        "parliament",
        "house",
        "senate",
        "union",
        "board",
        "fund",
        "association",
        "foundation",
        "agency",
        "bloc",
        "mission",
        "committee",
        "station",
        "paper",
        "army",
        "police",
        "government",
        "armed",
        "forces",
        "commissioner",
        "commodore",
        "radio",
        "newspaper",
        "daily",
        "members",
        "state",
        "national",
        "centre",
        "delegation",
        "team",
        "cabinet",
        "mullah",
        "sheikh",
        "justice",
        "ambassador",
        "africa",
        "african",
        "west",
    ]
)
"""Words of names that are nobody's own."""
_ARTICLES = frozenset({"al", "el", "ul", "bin", "ibn"})
_ALIKE, _SHORTEST = 0.62, 4


def kind_of(article: MarkedArticle, mark: Mark) -> str:
    """One of `KINDS`, by the words and the party's full name."""
    words = mark.span.of(article.text)
    if all(part in _PRONOUNS for part in _tokens(words.casefold())):
        return "pronoun"
    if len(mark.ids) > 1:
        return "several"
    party = article.parties[next(iter(mark.ids))]
    inside = {at for span in mark.inner for at in range(span.start, span.end)}
    own = "".join(" " if mark.span.start + at in inside else sign for at, sign in enumerate(words)).strip()
    bare = re.sub(r"^(the|a|an)\s+", "", own, flags=re.IGNORECASE)
    if party.kind != "person" and re.fullmatch(r"[A-Z]{2,}[A-Za-z.]*", bare):
        return "acronym"
    proper = all(token[0].isupper() for token in _tokens(bare)) and bool(set(_tokens(words.casefold())) - _COMMON)
    same = fold(bare) == fold(party.name)
    if party.kind == "country":
        palace = (proper and not own.startswith("the ")) or bare in {"Vatican", "Kremlin"}
        return "name" if same else "capital" if palace else "title"
    known = _own_words(party.name)
    told = _own_words(own, capitals=True)
    if set(known) & set(told):
        return "variant" if _differs(own, party.name, told, known) else "name"
    if any(_near(word, name) for word in told for name in known):
        return "variant"
    return "name" if same or (bare == own and proper) else "title"


def _tokens(words: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", words)


def _own_words(words: str, *, capitals: bool = False) -> list[str]:
    """The words of a name that tell it from others, folded."""
    return [
        fold(token)
        for token in _tokens(words)
        if len(token) > 1 and fold(token) not in _COMMON and (not capitals or token[0].isupper())
    ]


def _differs(own: str, name: str, told: list[str], known: list[str]) -> bool:
    """Whether a word is spelt otherwise than in the name, be it by an accent or an article (el-Hajj, al-Hajj)."""
    mine, whole = ({fold(part) for part in re.findall(r"[^\W_]+(?=-)", words)} & _ARTICLES for words in (own, name))
    letters = {token.casefold() for token in _tokens(name)}
    return (
        bool(mine - whole)
        or any(word not in known and any(_near(word, each) for each in known) for word in told)
        or any(fold(token) in known and token.casefold() not in letters for token in _tokens(own))
    )


def _near(one: str, other: str) -> bool:
    return one != other and min(len(one), len(other)) >= _SHORTEST and SequenceMatcher(None, one, other).ratio() >= _ALIKE
