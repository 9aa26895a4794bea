"""Words of one sentence for one party ("Ironbar, a former boxer", "the Front (PF)"), and nouns for who was named before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.coding.who.acronyms import bracketed
from dragoman.coding.who.cast import Cast, call
from dragoman.coding.who.persons import NAMED_BODY
from dragoman.coding.who.roster import sort_of
from dragoman.records import Mention, Parse

__all__ = ["join"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_BARE = frozenset({"parliament", "police", "congress"})
"""Nouns that need no article to be known ones."""
_MEANINGLESS = frozenset({"former", "new", "old", "outgoing", "ruling", "same", "late"})
"""Words beside a noun that tell nobody apart."""
_OWNING = frozenset({"of", "for", "at", "in", "from", "to"})
_PARTIES = frozenset({"name", "organization", "role"})


def join(found: Mapping[int, Mention], parse: Parse, cast: Cast) -> dict[int, Mention]:
    """The mentions by head, with antecedents where words say who is meant, and with those of nouns that only so name one."""
    joined = dict(found)
    for token, word in enumerate(parse.words):
        if word == "(" and bracketed(parse, token + 1) is not None:
            body, own = _before_brackets(parse, token + 1, joined), joined.get(token + 1)
            if body is not None and (own is None or own.antecedent is None):
                joined[token + 1] = _again(parse, token + 1, None, body)
        elif parse.pos[token] in _NOUNS:
            if parse.deps[token] == "appos":
                _join_halves(parse, token, joined)
            _join_before(parse, token, joined, cast)
    return joined


def _join_before(parse: Parse, token: int, joined: dict[int, Mention], cast: Cast) -> None:
    """A definite noun and who was called by it before."""
    own, noun = joined.get(token), call(parse, token)
    plain = own is None or (own.antecedent is None and own.actor.name is None and own.kind == "role")
    if plain and noun in cast.nouns and _points(parse, token):
        before = cast.called(noun, _beside(parse, token))
        if before is not None and (own is None or _agree(own, before)):
            joined[token] = _again(parse, token, own, before)


def _join_halves(parse: Parse, token: int, joined: dict[int, Mention]) -> None:
    """Two halves of an apposition, the second at `token`."""
    head = parse.heads[token]
    above, own = joined.get(head), joined.get(token)
    if own is not None and own.kind == "organization" and NAMED_BODY in own.actor.basis and _is_person(above):
        own = joined[token] = replace(own, kind="name")  # "the party's president, Usha Sinha", for the recogniser a body
    office = joined.get(parse.heads[parse.heads[head]]) if parse.deps[head] == "pobj" else None
    if office is not None and own is not None and own.kind == "name" and office.actor.name == own.actor.name:
        return  # "the director of the prison, Jose Perez"
    if above is None and own is not None and own.kind == "name" and parse.pos[head] == "NOUN" and _has_article(parse, head):
        joined[head] = _again(parse, head, None, own)
    if above is None or above.kind not in _PARTIES:
        return
    if own is None and above.kind == "name" and parse.tags[token] != "NNS" and _has_article(parse, token):
        joined[token] = _again(parse, token, None, above)
    elif own is not None and own.kind in _PARTIES and own.antecedent is None and _same_name(own, above):
        joined[token] = replace(own, antecedent=above.antecedent or above.span)


def _same_name(one: Mention, other: Mention) -> bool:
    """Whether the names are one, or at most one of them is told."""
    return one.actor.name is None or other.actor.name in {None, one.actor.name}


def _is_person(mention: Mention | None) -> bool:
    return mention is not None and sort_of(mention) == "person"


def _has_article(parse: Parse, token: int) -> bool:
    return any(True for _ in parse.child(token, "det"))


def _before_brackets(parse: Parse, token: int, joined: Mapping[int, Mention]) -> Mention | None:
    """The body that an acronym in brackets stands behind, be it with a phrase between ("the Front for Change (FC)")."""
    for above in (token - 2, *parse.ancestors(token - 2)):
        body = joined.get(above)
        if body is not None and body.kind in {"organization", "role", "group"} and above != token:
            return body
        if parse.pos[above] not in {"NOUN", "PROPN", "ADP"}:
            return None
    return None


def _points(parse: Parse, token: int) -> bool:
    """Whether a noun points back, and nothing before it or behind it says whose or which it is."""
    if any(True for _ in parse.child(token, "poss", "nummod", "acl")):
        return False
    if any(parse.lemmas[prep] in _OWNING for prep in parse.child(token, "prep")):
        return False
    if any(parse.words[token + 1] != "," for _ in parse.child(token, "relcl")):
        return False
    pointing = any(parse.lemmas[child].lower() in _POINTING for child in parse.child(token, "det"))
    return pointing or (parse.lemmas[token].lower() in _BARE and not parse.children[token])


def _beside(parse: Parse, token: int) -> set[str]:
    """The words before a noun that tell whom it means."""
    words = {parse.lemmas[child].lower() for child in parse.child(token, "compound", "amod", "nmod")}
    return words - _MEANINGLESS


def _agree(found: Mention, before: Mention) -> bool:
    """Whether no country speaks against it."""
    return found.actor.country is None or before.actor.country in {None, found.actor.country}


def _again(parse: Parse, token: int, found: Mention | None, before: Mention) -> Mention:
    """A mention of whom `before` is, at `token`; `found` is what the words say by themselves."""
    said = found.actor if found is not None else None
    actor = replace(
        before.actor,
        country=before.actor.country or (said.country if said else None),
        sector=before.actor.sector or (said.sector if said else None),
        basis=(*before.actor.basis, f"'{parse.words[token]}' is '{before.text}'"),
    )
    antecedent = before.antecedent or before.span
    if found is not None:
        return replace(found, actor=actor, kind=before.kind, antecedent=antecedent)
    first = min([token, *parse.child(token, "compound", "amod", "nmod")])
    words = " ".join(parse.words[first : token + 1])
    span = parse.cover(first, token)
    return Mention(span=span, text=words, kind=before.kind, actor=actor, head=token, antecedent=antecedent)
