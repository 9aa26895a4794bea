"""Which of a sentence's times is an act's own: that of its clause; and the country of parties known by their role alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.coding.when import can_date
from dragoman.records import Mention, Parse, Place, Span, Timex

__all__ = ["Known", "anchor", "as_place", "choose_time", "clause_of", "clauses_of", "settle"]

_ENTITIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes in the country field that are no country."""
_VERBS = frozenset({"VERB", "AUX"})
_AROUND = frozenset({"after", "before", "since", "following", "until"})
_LOCAL = frozenset({"role", "group", "name", "pronoun"})
"""Kinds of mention that may take the country of where they are."""


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier sentences tell of countries: the one that the article plays in, and those of mentions, each with its reason.

    `countries` grows as the article is read.
    """

    home: tuple[str, str] | None = None
    countries: dict[Span | None, tuple[str, str]] = field(default_factory=dict)

    def outside(self, place: Place) -> Known:
        """The same for somebody from elsewhere than `place`."""
        return replace(self, home=None) if self.home is not None and self.home[0] == place.country else self

    def note(self, mention: Mention) -> None:
        """Remember the country that was found for a mention."""
        if mention.actor.country is not None:
            self.countries[mention.span] = mention.actor.country, f"country of '{mention.text}'"


def anchor(parse: Parse, timex: Timex) -> Timex:
    """The expression with its head token, and its span as it stands."""
    inside = [
        token for token in range(len(parse)) if parse.starts[token] < timex.span.end and timex.span.start < parse.ends[token]
    ]
    head = next((token for token in inside if parse.heads[token] not in inside), inside[0] if inside else 0)
    return replace(timex, head=head)


def choose_time(parse: Parse, token: int, times: Sequence[Timex], *, told: bool = False) -> Timex | None:
    """The time expression of the act's own clause, or of the one that the act completes; None when there is none.

    Of "two days after the *massacre*" the massacre has only what stands under it, as has a noun that another act is about
    (`told`: "condemned the *killing* on Friday"); "on 8 September, when troops *shot*" has the day before "when".
    """
    fitting = [timex for timex in times if can_date(timex)]
    if _is_landmark(parse, token) or (told and parse.pos[token] == "NOUN"):
        own = set(parse.subtree(token))
        fitting = [timex for timex in fitting if timex.head in own]
        clauses = [clause_of(parse, timex.head) for timex in fitting]
    else:
        clauses = clauses_of(parse, token)
        opened = _opened_by(parse, clauses[0], fitting)
        if opened is not None:
            return opened
        fitting = [timex for timex in fitting if clause_of(parse, timex.head) in clauses]
    return min(
        fitting,
        key=lambda timex: (timex.start is None, clauses.index(clause_of(parse, timex.head)), abs(timex.head - token)),
        default=None,
    )


def _is_landmark(parse: Parse, token: int) -> bool:
    """Whether another act is only dated by this one: a noun under "after", "before", "since"."""
    head = parse.heads[token]
    return parse.pos[token] == "NOUN" and parse.deps[token] == "pobj" and parse.lemmas[head].lower() in _AROUND


def _opened_by(parse: Parse, verb: int, times: Sequence[Timex]) -> Timex | None:
    """The day that a clause of "when" tells of: "on 8 September, when troops shot"."""
    opening = {parse.lemmas[each].lower() for each in parse.child(verb, "advmod")}
    if parse.deps[verb] not in {"relcl", "advcl"} or "when" not in opening:
        return None
    above = {parse.heads[verb], *parse.child(parse.heads[verb], "pobj", "npadvmod")}
    above |= {day for each in parse.child(parse.heads[verb], "prep") for day in parse.child(each, "pobj")}
    before = [timex for timex in times if timex.head in above and timex.head < verb]
    return max(before, key=lambda timex: timex.head, default=None)


def settle(
    mention: Mention, others: Sequence[Mention], places: Sequence[Place], where: Place | None, known: Known | None = None
) -> Mention:
    """The mention with a country, where it has none and is known by its role alone ("students marched in Lagos").

    It is that of the act's place, else of the only country whose places the sentence names, else of what the mention stands for
    or of the country that the article plays in, as far as `known`, else of the only country that its `others` belong to.
    """
    actor = mention.actor
    unknown = mention.kind == "organization" and "named body" in actor.basis
    if actor.country is not None or actor.sector is None or (mention.kind not in _LOCAL and not unknown):
        return mention
    named = {place.country: f"the place '{place.text}'" for place in places if place.country is not None}
    states = {
        other.actor.country: f"'{other.text}'"
        for other in others
        if other.actor.country is not None and other.actor.country not in _ENTITIES
    }
    found: tuple[str, str] | None = None
    if where is not None and where.country is not None:
        found = where.country, f"country of the place '{where.text}'"
    elif known is not None and mention.antecedent in known.countries:
        found = known.countries[mention.antecedent]
    elif len(named) == 1:
        found = next((code, f"country of {why}") for code, why in named.items())
    elif known is not None and known.home is not None:
        found = known.home
    elif not named and len(states) == 1:
        found = next((code, f"country of {why}") for code, why in states.items())
    if found is None:
        return mention
    return replace(mention, actor=replace(actor, country=found[0], basis=(*actor.basis, found[1])))


def as_place(mention: Mention, places: Sequence[Place]) -> Mention:
    """A capital that stands as a town ("a bombing in Kabul") is no government: the mention without that sector."""
    actor = mention.actor
    capital = bool(actor.basis) and actor.basis[0].startswith("capital ")
    if not capital or actor.sector is None or all(place.head != mention.head for place in places):
        return mention
    return replace(mention, actor=replace(actor, sector=None, basis=(*actor.basis, "a town here")))


def clause_of(parse: Parse, token: int) -> int:
    """The verb of the clause that a token stands in, the sentence's root when there is none."""
    last = token
    for index in (token, *parse.ancestors(token)):
        last = index
        if parse.pos[index] in _VERBS and parse.deps[index] not in {"aux", "auxpass", "amod"}:
            return index
    return last


def clauses_of(parse: Parse, token: int) -> list[int]:
    """The clause of a trigger and those it shares a time with: what governs an infinitive or coordinates with it."""
    clauses = [clause_of(parse, token)]
    while parse.deps[clauses[-1]] in {"xcomp", "conj", "pcomp"} or (
        parse.deps[clauses[-1]] == "advcl" and parse.tags[clauses[-1]] == "VBG"
    ):
        above = clause_of(parse, parse.heads[clauses[-1]])
        if above in clauses:
            break
        clauses.append(above)
    clauses += [child for child in parse.child(clauses[0], "xcomp") if child not in clauses]
    return clauses
