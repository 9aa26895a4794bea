"""How many and how much: the dead and injured, the arrested, the size of a crowd, sums of money, each with its words.

`data/magnitudes.csv` says which words count what: the object of "wound", the subject of "die", the noun "dead".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from dragoman.coding.what.numbers import Number, find_numbers
from dragoman.coding.what.syntax import coordinated, objects, subjects
from dragoman.ontology import read_table
from dragoman.records import Magnitude, Mention, Parse, Span

__all__ = ["MagnitudeWords", "find_magnitudes", "load_magnitudes"]

_SLOTS = frozenset({"obj", "subj", "noun", "forces"})
_ASIDE = (
    *("-year", " year", "-month", " month", "-week", " week", "-day", " day", "-hour", " hour", " minute", ":"),
    *(
        " percent",
        " per cent",
        "%",
        "th",
        "st ",
        "nd ",
        "rd ",
        " km",
        " kilomet",
        " mile",
        " metre",
        " meter",
        " tonne",
        " ton",
    ),
)
"""What follows a number that counts no people or money."""
_FORCES = frozenset({"MOBILIZE", "RETREAT", "COOPERATE", "AGREE", "CONCEDE"})
"""Types that move forces, whose size is told."""
_CROWD = {"PROTEST": "participants", "MOBILIZE": "forces"}
"""Types whose actors are counted."""


MagnitudeWords = Mapping[tuple[str, str], str]
"""(lemma, slot) -> kind of magnitude."""


def find_magnitudes(
    parse: Parse, text: str, token: int, kind: str, actors: Sequence[Mention], words: MagnitudeWords
) -> tuple[Magnitude, ...]:
    """The magnitudes of the act at `token`: of its own clause and of what hangs on it, in order of the text.

    `text` is the sentence; spans count from the article's beginning. A year or an age is no magnitude.
    """
    numbers = [number for number in find_numbers(text) if not _aside(text, number)]
    reach = _reach(parse, token)
    found: dict[Span, Magnitude] = {}
    for other in sorted(reach):
        for counted, name in _counted(parse, other, words):
            for number in _of(parse, counted, numbers):
                found.setdefault(number.span, _magnitude(parse, text, number, name))
    if kind in _CROWD:
        for actor in actors:
            for number in _of(parse, actor.head, numbers) if parse.span.start <= actor.span.start < parse.span.end else ():
                found.setdefault(number.span, _magnitude(parse, text, number, _CROWD[kind]))
    if kind in _FORCES:
        for other in sorted(reach):
            if (parse.lemmas[other], "forces") in words:
                for number in _of(parse, other, numbers):
                    found.setdefault(number.span, _magnitude(parse, text, number, "forces"))
    for number in numbers:
        if number.currency is not None and _token_at(parse, number) in reach:
            found.setdefault(number.span, _magnitude(parse, text, number, "money"))
    return tuple(found[span] for span in sorted(found))


def _counted(parse: Parse, token: int, words: MagnitudeWords) -> Iterator[tuple[int, str]]:
    """(token of the counted noun, kind) for a word of the table at `token`."""
    lemma = parse.lemmas[token]
    noun = words.get((lemma, "noun")) or words.get((parse.words[token].lower(), "noun"))
    if noun is not None and parse.pos[token] in {"NOUN", "ADJ", "VERB"}:
        yield token, noun
    if parse.pos[token] in {"VERB", "AUX"}:
        for slot, fill in (("obj", objects), ("subj", subjects)):
            kind = words.get((lemma, slot))
            if kind is not None:
                for each in fill(parse, token):
                    for joined in coordinated(parse, each):
                        yield joined, kind


def _of(parse: Parse, token: int, numbers: Sequence[Number]) -> Iterator[Number]:
    """The numbers that count the noun at `token`: before it in its phrase, itself ("wounded five"), or "dozens of"."""
    first = min([token, *(each for each in parse.subtree(token) if each < token and _inside(parse, each, token))])
    start, end = parse.starts[first] - parse.span.start, parse.ends[token] - parse.span.start
    for number in numbers:
        if start <= number.span.end and number.span.start >= start - 12 and number.span.start < end and not number.currency:
            within = _token_at(parse, number)
            if within == token or (within is not None and first <= within <= token):
                yield number
                return


def _inside(parse: Parse, token: int, head: int) -> bool:
    return all(parse.deps[each] not in {"relcl", "acl", "conj", "appos"} for each in (token, *_up_to(parse, token, head)))


def _up_to(parse: Parse, token: int, head: int) -> Iterator[int]:
    for above in parse.ancestors(token):
        if above == head:
            return
        yield above


def _reach(parse: Parse, token: int) -> set[int]:
    """What tells of the act: all below it, the verb it is subject or object of, and what that verb is joined to."""
    top = token
    while parse.heads[top] != top and (
        parse.deps[top] in {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "prep", "compound", "conj", "xcomp", "advcl"}
    ):
        if parse.deps[top] == "advcl" and parse.tags[top] != "VBG" and not _occasion(parse, top):
            break
        top = parse.heads[top]
    cut = {
        below
        for each in parse.subtree(top)
        if parse.deps[each] in {"relcl", "ccomp", "parataxis"} and each != top and token not in parse.subtree(each)
        for below in parse.subtree(each)
    }
    return (set(parse.subtree(top)) - cut) | set(parse.subtree(token))


def _occasion(parse: Parse, verb: int) -> bool:
    """Whether a clause tells when its head happened: "Twelve were killed when planes bombed a market"."""
    return any(parse.lemmas[child] in {"when", "as", "after"} for child in parse.child(verb, "advmod", "mark"))


def _token_at(parse: Parse, number: Number) -> int | None:
    """The last token of a number."""
    end = number.span.end + parse.span.start
    return next((token for token in range(len(parse)) if parse.starts[token] < end <= parse.ends[token] + 1), None)


def _aside(text: str, number: Number) -> bool:
    """A year, a day of the month, an age, a clock time, a share, or the only one of something."""
    behind = text[number.span.end : number.span.end + 12].lower()
    bare = text[number.span.start : number.span.end]
    return (bare.isdigit() and len(bare) == 4 and 1900 <= int(bare) <= 2100) or behind.startswith(_ASIDE)


def _magnitude(parse: Parse, text: str, number: Number, kind: str) -> Magnitude:
    span = Span(start=number.span.start + parse.span.start, end=number.span.end + parse.span.start)
    return Magnitude(
        kind=kind, span=span, text=number.span.of(text), low=number.low, high=number.high, currency=number.currency
    )


@cache
def load_magnitudes() -> MagnitudeWords:
    """The table of this version. Raises: TableError that names a bad row."""
    words = {}
    for row in read_table(files("dragoman.coding.what") / "data" / "magnitudes.csv", ("word", "slot", "kind", "basis")):
        if row["slot"] not in _SLOTS:
            raise row.error(f"slot '{row['slot']}' is unknown (known: {', '.join(sorted(_SLOTS))})")
        words[row["word"], row["slot"]] = row["kind"]
    return words
