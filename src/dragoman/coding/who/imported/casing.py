"""Phrases of dictionaries written in capitals, as the news writes them: "HAMAS_GUNMEN" is "Hamas gunmen" or "Hamas Gunmen"."""

from __future__ import annotations

import re

__all__ = ["spell_name", "spell_plural"]

_SMALL = frozenset(
    "a al an and at bin de del der di du el ibn in la of on or the to und van von y".split()  # noqa: SIM905
)
_WORDS = frozenset(
    "am an and any are as at be but by can for go had has he her him his i if in is it its may me my no nor not of on or our she so the to up us was we who will you".split()  # noqa: SIM905, E501
)
"""Ordinary words: an acronym spelt like one ("US", "WHO", "IT") is only meant in capitals."""
_ACRONYM = 5
"""Letters up to which the first and the last word of a name may be an acronym ("Gonzo GMO")."""
_ARTICLE = re.compile(r"^the[ ]", re.IGNORECASE)


def spell_name(phrase: str) -> tuple[str, ...]:
    """The ways a name may stand in a text, likeliest first; one with small letters stands as it is written.

    A leading article goes, for the text may have it or not. Short words are kept in capitals too, as acronyms.
    """
    phrase = _ARTICLE.sub("", " ".join(phrase.replace("_", " ").split()))
    if phrase != phrase.upper() or not re.search(r"[^\W\d_]", phrase):
        return (phrase,) if phrase else ()
    words = phrase.split()
    title = [_capital(word) if not index or word.lower() not in _SMALL else word.lower() for index, word in enumerate(words)]
    spelt = [title]
    if len(words) > 1:
        spelt.append([title[0], *(word if _dotted(word) else word.lower() for word in words[1:])])
        spelt.append([*title[:-1], words[-1].lower()])
        spelt += [[*title[:at], words[at], *title[at + 1 :]] for at in (0, -1 + len(words)) if len(words[at]) <= _ACRONYM]
    elif len(phrase) <= 2 or phrase.lower() in _WORDS:
        spelt = []
    spelt.append(words)
    return tuple(dict.fromkeys(" ".join(one) for one in spelt))


def _capital(word: str) -> str:
    """Capitals after hyphens and apostrophes too; "U.S." and "W." stay."""
    if _dotted(word):
        return word
    apart = re.split(r"(-|(?<=^[DO])['’])", word)
    return "".join(part.lower() if index and part.lower() in _SMALL else part.capitalize() for index, part in enumerate(apart))


def _dotted(word: str) -> bool:
    return "." in word


def spell_plural(phrase: str) -> str:
    """The regular plural of a noun phrase, by PETRARCH's rule but for a vowel before the y ("days")."""
    if re.search(r"[^aeiou]y$", phrase):
        return phrase[:-1] + "ies"
    return phrase + ("es" if re.search(r"(s|x|z|ch|sh)$", phrase) else "s")
