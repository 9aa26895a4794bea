"""Which of a sentence's times is an act's own, by where they hang in it; `coding/when/data/bearings.csv` has the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.coding.when import can_date, load_bearings
from dragoman.flow.clauses import clause_of, clauses_of
from dragoman.records import Parse, Timex

__all__ = ["anchor", "choose_time", "owner", "tokens_of"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_CONDITIONS = frozenset({"if", "unless", "once", "whether"})


def anchor(parse: Parse, timex: Timex) -> Timex:
    """The expression with its head token, and its span as it stands."""
    inside = tokens_of(parse, timex)
    head = next((token for token in inside if parse.heads[token] not in inside), inside[0] if inside else 0)
    return replace(timex, head=head)


def choose_time(
    parse: Parse,
    token: int,
    times: Sequence[Timex],
    *,
    told: bool = False,
    published: date | None = None,
) -> Timex | None:
    """The time expression of the act's own clause, or of the one that the act completes; None when there is none.

    Of "two days after the *massacre*" the massacre has only what stands under it, as has a noun that another act is about
    (`told`: "condemned the *killing* on Friday", "a note about the *killing*"); "on 8 September, when troops *shot*" has the
    day before "when". "Tuesday's raid" and "the signing on Friday of a treaty" keep their days from the verb. A past act was
    done by the day after `published`, and what is promised "by Tuesday" is not promised then.
    """
    fitting = [timex for timex in times if can_date(timex) and not _is_beyond(parse, token, timex, published)]
    noun = parse.pos[token] == "NOUN"
    if _is_landmark(parse, token) or (noun and (told or not _joins_clause(parse, token))):
        fitting = [timex for timex in fitting if _stands_under(parse, timex, token) or owner(parse, timex) == token]
        return min(fitting, key=lambda timex: (timex.start is None, abs(timex.head - token)), default=None)
    clauses = clauses_of(parse, token)
    opened = _opened_by(parse, clauses[0], fitting) or _before_relative(parse, token, fitting)
    if opened is not None:
        return opened
    ranked = [
        (timex.start is None, rank, abs(timex.head - token), timex)
        for timex in fitting
        if (rank := _rank(parse, token, timex, clauses, published)) is not None
    ]
    return min(ranked, key=lambda each: each[:3])[3] if ranked else None


def owner(parse: Parse, timex: Timex) -> int | None:
    """The noun whose own time it is: "*raid*" of "Tuesday's raid", "the *raid* of last Tuesday", "the *raid* on Tuesday of"."""
    inside = tokens_of(parse, timex)
    if not inside:
        return None
    above = parse.heads[timex.head]
    if parse.deps[timex.head] in {"poss", "compound", "nmod"} and above not in inside and parse.pos[above] in _NOUNS:
        return above
    before, behind = inside[0] - 1, inside[-1] + 1
    preposition = parse.words[before].lower() if before >= 0 and parse.pos[before] == "ADP" else ""
    noun = before - bool(preposition)
    if noun < 0 or parse.pos[noun] not in _NOUNS:
        return None
    if preposition == "of" or (behind < len(parse) and parse.words[behind].lower() == "of"):
        return noun
    return None


def _is(parse: Parse, token: int, role: str) -> bool:
    """Whether a word has this role for times."""
    return parse.lemmas[token].lower() in load_bearings()[role]


def _is_landmark(parse: Parse, token: int) -> bool:
    """Whether another act is only dated by this one: a noun under "after", "before", "since"."""
    head = parse.heads[token]
    return parse.pos[token] == "NOUN" and parse.deps[token] == "pobj" and _is(parse, head, "around")


def _is_past(parse: Parse, token: int) -> bool:
    """Whether a verb tells what has been done: "shot", "has shot", "was shot"; not "if it fell", "will be shot", "is shot"."""
    marks = {parse.lemmas[each].lower() for each in parse.child(token, "mark", "advmod")}
    if parse.tags[token] == "VBD":
        return not marks & _CONDITIONS
    helpers = list(parse.child(token, "aux", "auxpass"))
    if not helpers and parse.deps[token] == "conj":
        helpers = list(parse.child(parse.heads[token], "aux", "auxpass"))
    if parse.tags[token] != "VBN" or marks & _CONDITIONS or any(parse.tags[each] in {"MD", "TO"} for each in helpers):
        return False
    return any(parse.lemmas[each].lower() == "have" or parse.tags[each] == "VBD" for each in helpers)


def tokens_of(parse: Parse, timex: Timex) -> list[int]:
    """The tokens of an expression, left to right."""
    first, last = timex.span.start, timex.span.end
    return [token for token in range(len(parse)) if parse.starts[token] < last and first < parse.ends[token]]


def _is_beyond(parse: Parse, token: int, timex: Timex, published: date | None) -> bool:
    """Whether a time lies ahead of the act: behind publication for a past one, or a bound of what is promised or demanded."""
    ahead = _is(parse, token, "ahead")
    if ahead and _preposition(parse, timex) in load_bearings()["bound"]:
        return True
    if published is None or timex.start is None or not _is_past(parse, token):
        return False
    return timex.start > published + timedelta(days=not ahead)


def _preposition(parse: Parse, timex: Timex) -> str:
    """The preposition that holds the time, in lower case; the words before it where that is one of its own."""
    inside = tokens_of(parse, timex)
    head = parse.heads[timex.head]
    if parse.deps[timex.head] == "pobj":
        return parse.lemmas[head].lower()
    before = inside[0] - 1 if inside else -1
    return parse.words[before].lower() if before >= 0 and parse.pos[before] == "ADP" else ""


def _rank(parse: Parse, token: int, timex: Timex, clauses: Sequence[int], published: date | None) -> int | None:
    """How near a time is to the act, 0 the nearest; None where it is not the act's."""
    noun = owner(parse, timex)
    if noun is not None and noun != token and not _shares(parse, noun, token):
        return None
    clause = clause_of(parse, timex.head)
    if clause in clauses:
        return clauses.index(clause)
    if not any(_is_past(parse, each) for each in clauses):
        return None
    if clause in _later(parse, clauses[0]):
        return len(clauses)
    day = timex.granularity == "day" and timex.start is not None and published is not None and timex.start <= published
    if day and any(_stands_in(parse, clause, each) for each in clauses):
        return len(clauses) + 1
    return None


def _shares(parse: Parse, noun: int, token: int) -> bool:
    """Whether an act has the time of a noun: "killed in Friday's attack", "Friday's raid killed", "led last week's rally"."""
    if token in parse.subtree(noun):
        return parse.pos[token] == "NOUN" and parse.deps[token] == "pobj" and _is(parse, noun, "part")
    above, dep = parse.heads[noun], parse.deps[noun]
    if parse.pos[token] == "NOUN":
        return False
    if dep == "pobj":
        return _is(parse, above, "within") and parse.lemmas[above].lower() != "of" and parse.heads[above] == token
    if dep == "nsubj":
        return above == token
    return dep == "dobj" and above == token and _is(parse, token, "light")


def _stands_under(parse: Parse, timex: Timex, noun: int) -> bool:
    """Whether a time hangs on a noun, and on no clause or example below it ("the killing of a man who was freed in May")."""
    below = timex.head
    for above in parse.ancestors(timex.head):
        if (parse.pos[below] in {"VERB", "AUX"} and above != noun) or parse.lemmas[below].lower() == "include":
            return False
        if above == noun:
            return True
        below = above
    return False


def _later(parse: Parse, verb: int) -> Iterator[int]:
    """The verbs behind one of its tense and subject, whose last day is that of all: "shot three and hurt two on Friday"."""
    for each in parse.child(verb, "conj"):
        if parse.tags[each] == parse.tags[verb] and not any(True for _ in parse.child(each, "nsubj", "nsubjpass")):
            yield each
            yield from _later(parse, each)


def _stands_in(parse: Parse, clause: int, verb: int) -> bool:
    """Whether a clause only describes a party of the act, so that no day is its own: "the pipeline that *carries* oil"."""
    if parse.deps[clause] not in {"relcl", "acl"} or verb not in parse.ancestors(clause):
        return False
    if clause_of(parse, parse.heads[clause]) != verb:
        return False
    perfect = any(parse.lemmas[each].lower() == "have" for each in parse.child(clause, "aux"))
    return parse.tags[clause] in {"VBZ", "VBP", "VBG"} and not perfect


def _joins_clause(parse: Parse, token: int) -> bool:
    """Whether a noun's act is done when its clause says: "staged an *attack*", "killed in the *attack*"; no note about it."""
    node = token
    while True:
        head, dep = parse.heads[node], parse.deps[node]
        if head == node or dep in {"nsubj", "nsubjpass", "attr", "ROOT"}:
            return True
        if dep in {"conj", "appos", "compound", "nmod"}:
            node = head
        elif dep == "pobj":
            word, above = parse.lemmas[head].lower(), parse.heads[head]
            if parse.pos[above] in _NOUNS and _is(parse, head, "within") and (word != "of" or _is(parse, above, "part")):
                node = above
            elif parse.pos[above] in _NOUNS or _is(parse, head, "about"):
                return _is(parse, above, "going")
            else:
                return True
        elif dep == "dobj":
            articles = {parse.lemmas[each].lower() for each in parse.child(node, "det", "poss")}
            return articles <= {"a", "an", "another"} or _is(parse, head, "light")
        else:
            return True


def _before_relative(parse: Parse, token: int, times: Sequence[Timex]) -> Timex | None:
    """The day of the act that a relative clause goes on with: "an airstrike on Tuesday that *killed* nine"."""
    verb = clause_of(parse, token)
    for each in parse.child(verb, "nsubj", "nsubjpass"):
        if parse.words[each].lower() not in {"that", "which"}:
            continue
        for timex in times:
            inside = tokens_of(parse, timex)
            before = inside[0] - 1 if inside else -1
            before -= before > 0 and parse.pos[before] == "ADP"
            if inside and inside[-1] + 1 == each and before >= 0 and parse.pos[before] == "NOUN":
                return timex
    return None


def _opened_by(parse: Parse, verb: int, times: Sequence[Timex]) -> Timex | None:
    """The day that a clause of "when" tells of: "on 8 September, when troops shot"."""
    opening = {parse.lemmas[each].lower() for each in parse.child(verb, "advmod")}
    if parse.deps[verb] not in {"relcl", "advcl"} or "when" not in opening:
        return None
    above = {parse.heads[verb], *parse.child(parse.heads[verb], "pobj", "npadvmod")}
    above |= {day for each in parse.child(parse.heads[verb], "prep") for day in parse.child(each, "pobj")}
    before = [timex for timex in times if timex.head in above and timex.head < verb]
    return max(before, key=lambda timex: timex.head, default=None)
