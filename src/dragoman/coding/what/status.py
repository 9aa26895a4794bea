"""Did it happen? The status of an act by the words of its clause and of those it hangs on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.coding.what.scope import ScopeWords, climb, find_doubt, is_infinitive, is_negated, is_only
from dragoman.coding.what.syntax import clause_verb
from dragoman.records import Parse, Status, Timex

__all__ = ["Telling", "read_status"]

_IMPLICATIVE = frozenset({"help", "make", "let", "begin", "start", "continue", "manage"})
_VERBS = frozenset({"VERB", "AUX"})
_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Telling:
    """The status by the rules, and why; `by` is the token that decided, None where no single one did.

    `doubtful`: something in the act's scope could mean that it was not done, even where the rules find that it was.
    """

    status: Status = "actual"
    why: str = ""
    by: int | None = None
    doubtful: bool = True


def read_status(
    parse: Parse,
    token: int,
    kind: str,
    words: ScopeWords,
    *,
    when: Timex | None,
    published: date | None,
    denials: Sequence[int],
) -> Telling:
    """actual unless the clause of an act of type `kind`, or one that it hangs on, says otherwise.

    `when` is the time expression that dates the act; `denials` are the tokens of verbs that deny what they report.
    """
    telling = _read(parse, token, kind, words, when, published, denials)
    if telling.by is not None and words.is_ending(parse, telling.by, kind):  # "*stopped* fighting": to stop is the act
        token = telling.by
        telling = _read(parse, token, kind, words, when, published, denials)
    return replace(telling, doubtful=find_doubt(parse, token, kind, words) is not None)


def _read(
    parse: Parse,
    token: int,
    kind: str,
    words: ScopeWords,
    when: Timex | None,
    published: date | None,
    denials: Sequence[int],
) -> Telling:
    """The status by the words in scope, then by the form of the verb and by the time told; never whether it is doubtful."""
    cancelled: set[int] = set()
    for index, below in climb(parse, token, kind, words):
        if index != token:
            link = parse.deps[below]
            if link == "relcl" and parse.pos[below] in _VERBS:
                break
            governed = _under(parse, index, below, link, words, denials)
            if governed is not None and governed[0] == "negated" and is_negated(parse, index):
                cancelled.add(index)  # "did not stop the jets from bombing"
            elif governed is not None:
                return Telling(governed[0], governed[1], index)
            if link == "ccomp":
                break
        within = _beside(parse, index, below, token, words, cancelled)
        if within is not None:
            return within
    if (
        is_infinitive(parse, token)
        and parse.deps[token] in {"acl", "advcl", "xcomp"}
        and parse.lemmas[parse.heads[token]] not in _IMPLICATIVE
    ):
        return Telling("hypothetical", "an infinitive of purpose or content", token)
    if when is not None and published is not None and when.start is not None and when.end is not None:
        if when.start > published:
            verb = clause_verb(parse, token)
            if verb is None or parse.tags[verb] not in {"VBD", "VBN"}:
                return Telling("future", f"'{when.text}'")
        elif (published - when.end).days > _YEAR_DAYS:
            return Telling("historical", f"'{when.text}'")
    return Telling()


def _under(
    parse: Parse, index: int, below: int, link: str, words: ScopeWords, denials: Sequence[int]
) -> tuple[Status, str] | None:
    """What the head at `index` makes of what hangs on it by `below`."""
    lemma, quoted = parse.lemmas[index], f"'{parse.words[index]}'"
    if index in denials and link in {"ccomp", "xcomp", "dobj", "pcomp", "pobj"}:
        return "negated", quoted
    if link in {"xcomp", "acl", "ccomp"} and lemma in words["wish"] and parse.pos[index] != "ADP":
        return "hypothetical", quoted
    if link == "prep" and parse.lemmas[below] == "before" and lemma in words["wish"]:
        return "hypothetical", f"'before' under {quoted}"
    if link == "ccomp" and lemma in words["demand"]:
        return "hypothetical", quoted
    if link in {"xcomp", "acl"} and lemma in words["plan"]:
        return "future", quoted
    if link in {"xcomp", "dobj"} and (lemma in words["deny"] | words["end"] or _rules_out(parse, index)):
        return "negated", quoted
    if link == "prep" and parse.lemmas[below] == "from" and lemma in words["hinder"]:
        return "negated", f"{quoted} from"
    if link == "prep" and lemma == "short" and parse.lemmas[below] == "of":
        return "negated", "'short of'"
    return None


def _beside(
    parse: Parse, index: int, below: int, token: int, words: ScopeWords, cancelled: Collection[int]
) -> Telling | None:
    """What the words that hang on the act, or on a head above it, make of it."""
    link = parse.deps[below]
    caused = index != token and link in {"nsubj", "nsubjpass"} and parse.lemmas[index] not in words["happening"]
    shared = index == token or parse.pos[token] == "NOUN" or link in {"xcomp", "auxpass", "conj"}
    for child in parse.children[index]:
        word, quoted = parse.words[child].lower(), f"'{parse.words[child]}'"
        denies = parse.deps[child] == "neg" or (parse.deps[child] in {"det", "preconj", "cc"} and word in words["negation"])
        if denies and index not in cancelled and (index == token or parse.pos[index] in _VERBS) and not is_only(parse, child):
            return Telling("negated", quoted, child)
        if parse.deps[child] == "mark" and word in words["condition"]:
            return Telling("hypothetical", quoted, child)
        if parse.deps[child] == "aux" and shared and not caused:
            if word in words["future"]:
                return Telling("future", quoted, child)
            if word in words["modal"]:
                return Telling("hypothetical", quoted, child)
    return Telling("negated", "'without'", index) if parse.lemmas[index] == "without" else None


def _rules_out(parse: Parse, verb: int) -> bool:
    return parse.lemmas[verb] == "rule" and any(parse.lemmas[child] == "out" for child in parse.child(verb, "prt"))
