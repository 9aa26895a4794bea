"""Whom a pronoun stands for, by the clause that it is in and by what the article has named before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dragoman.coding.who.roster import Roster, sort_of
from dragoman.records import Mention, Parse

__all__ = ["PERSONAL", "resolve_pronoun"]

PERSONAL = frozenset(
    "he she they him her them his their it its himself herself itself themselves".split()  # noqa: SIM905
)
_SAYING = frozenset(
    [
        "deny",
        "reject",
        "condemn",
        "say",
        "call",
        "make",
        "do",
        "know",
        "claim",
        "confirm",
        "describe",
        "admit",
        "believe",
        "regret",
        "criticise",
        "criticize",
        "see",
        "think",
        "explain",
        "announce",
        "oppose",
        "denounce",
        "welcome",
        "find",
        "put",
        "take",
        "mean",
    ]
)
"""Verbs whose object "it" is what was said or done, no party."""
_PERSONS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_FEMALE = frozenset({"she", "her", "herself"})
_QUALIFYING = frozenset({"compound", "amod", "nmod"})
_OWN_CLAUSE = frozenset({"poss", "nsubj", "nsubjpass"})


def resolve_pronoun(
    parse: Parse,
    token: int,
    roster: Roster,
    mention: Callable[[int], Mention | None],
    seen: Mapping[int, Mention | None],
    gender: Callable[[Mention], str],
) -> Mention | None:
    """The mention of a pronoun, with its antecedent; None when nothing named fits.

    `mention` gives the actor that another token heads, `seen` those asked for already, `gender` f, m or nothing for a person.
    """
    if parse.deps[token] == "dobj" and parse.words[token].lower() == "it" and parse.lemmas[parse.heads[token]] in _SAYING:
        return None
    person = parse.words[token].lower() in _PERSONS
    barred = roster.voices.barred(parse, token, mention) if person else ""
    known = _in_sentence(parse, token, mention, seen, gender, barred) or roster.refer(parse.words[token], barred)
    if known is None:
        return None
    if person:
        roster.cast.note_gender(known, "f" if parse.words[token].lower() in _FEMALE else "m")
    word = parse.words[token]
    actor = replace(known.actor, basis=(*known.actor.basis, f"'{word}' stands for '{known.text}'"))
    return Mention(span=parse.cover(token, token), text=word, kind="pronoun", actor=actor, head=token, antecedent=known.span)


def _in_sentence(
    parse: Parse,
    token: int,
    mention: Callable[[int], Mention | None],
    seen: Mapping[int, Mention | None],
    gender: Callable[[Mention], str],
    barred: str,
) -> Mention | None:
    """The subject of the clause or of one above it, when it fits; else a person named before."""
    word = parse.words[token].lower()
    wanted = "person" if word in _PERSONS else "body" if word in {"it", "its", "itself"} else "people"
    unlike = "m" if word in {"she", "her", "herself"} else "f" if word in {"he", "him", "his", "himself"} else None

    def fits(found: Mention | None) -> bool:
        if found is None or (found.kind == "role" and parse.deps[found.head] in _QUALIFYING):
            return False
        if barred and barred == (found.actor.name or found.text):
            return False
        return sort_of(found) == wanted and (unlike is None or gender(found) != unlike)

    acting = {
        child for above in parse.ancestors(token) for child in parse.child(above, "nsubj", "nsubjpass", "poss") if child < token
    }
    if parse.deps[token] in _OWN_CLAUSE or word.endswith(("self", "selves")):
        for child in sorted(acting, reverse=True):
            found = mention(child) if child != token else None
            if fits(found) or (wanted == "people" and found is not None and _is_joined(parse, child, mention)):
                return found
    for other in range(token - 1, -1, -1):
        found = seen.get(other)
        if fits(found) and other not in acting and wanted == "person":
            return found
    return _subject_behind(parse, token, fits, mention)


def _is_joined(parse: Parse, token: int, mention: Callable[[int], Mention | None]) -> bool:
    """Whether "and" joins another party to the one at `token`."""
    joined = any(parse.lemmas[each] == "and" for each in parse.child(token, "cc"))
    return joined and any(mention(child) is not None for child in parse.child(token, "conj"))


def _subject_behind(
    parse: Parse, token: int, fits: Callable[[Mention | None], bool], mention: Callable[[int], Mention | None]
) -> Mention | None:
    """For a pronoun in a phrase put before its clause ("Before his meeting, Qalibaf ..."): the subject of that clause."""
    around = set(parse.ancestors(token))
    for above in parse.ancestors(token):
        if above > token and parse.pos[above] in {"VERB", "AUX"}:
            for child in parse.child(above, "nsubj", "nsubjpass"):
                found = mention(child) if child > token and child not in around else None
                if fits(found):
                    return found
            return None
    return None
