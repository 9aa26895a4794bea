"""How far a word reaches that denies an act or leaves it open: the clause that governs it, and what stands outside.

`data/scope.csv` holds the words. The way up from an act goes by the heads of its sentence and ends where a clause speaks for
itself: "The troops that *withdrew* in May have not come back" does not deny the withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.ontology import read_table
from dragoman.records import Parse

__all__ = ["ScopeWords", "climb", "find_doubt", "is_infinitive", "is_negated", "is_only", "load_scope"]

_VERBS = frozenset({"VERB", "AUX"})
_UNSCHEDULED = frozenset({"ASSAULT", "COERCE", "ACCUSE", "THREATEN", "REQUEST", "REJECT"})
"""Types whose acts, named as known ("the killing"), are not announced beforehand."""
_SPEECH = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT", "AGREE"})
"""Types whose acts were done when their words are denied: "denied the charges"."""
_ENDING = frozenset({"REJECT", "RETREAT", "CONCEDE", "SANCTION"})
"""Types whose act can be to end or refuse another."""
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_EARLIER = frozenset({"earlier", "previous", "past", "recent", "last", "latest"})
_OPEN = frozenset({"any", "no", "every", "anyone", "anybody", "whoever", "whatever"})
_SUPPOSED = frozenset({"would", "could", "might"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "csubj", "parataxis", "xcomp", "pcomp", "acl", "dep"})
_ROLES = frozenset(
    {
        "future", "modal", "negation", "condition", "plan", "wish", "demand", "deny", "hinder", "end", "undone", "happening",
        "before", "concession", "ground", "factive", "prospect", "doubtful",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """The words of each role (docs in the table itself); lemmas, but auxiliaries, negations and conjunctions as written."""

    roles: Mapping[str, frozenset[str]]

    def __getitem__(self, role: str) -> frozenset[str]:
        return self.roles[role]

    def is_ending(self, parse: Parse, token: int, kind: str) -> bool:
        """Whether to do what `token` says, which ends something, is itself the act of this type."""
        return kind in _ENDING and parse.lemmas[token] in self["end"]


@cache
def load_scope() -> ScopeWords:
    """The table of this version. Raises: TableError that names a bad row."""
    roles: dict[str, set[str]] = {role: set() for role in _ROLES}
    for row in read_table(files("dragoman.coding.what") / "data" / "scope.csv", ("word", "role", "basis")):
        if row["role"] not in roles:
            raise row.error(f"role '{row['role']}' is unknown (known: {', '.join(sorted(_ROLES))})")
        roles[row["role"]].add(row["word"])
    return ScopeWords({role: frozenset(words) for role, words in roles.items()})


def climb(parse: Parse, token: int, kind: str, words: ScopeWords) -> Iterator[tuple[int, int]]:
    """The act and each head above it whose clause governs it, nearest first, each with the token below it on the way."""
    yield token, token
    below = token
    for index in parse.ancestors(token):
        if _stands_alone(parse, token, below, index, kind, words):
            return
        yield index, below
        if parse.deps[below] == "ccomp":
            return
        below = index


def find_doubt(parse: Parse, token: int, kind: str, words: ScopeWords) -> int | None:
    """The first word in the act's scope that may say that it was not, or not yet, done; None where there is none.

    Generous: a word that may also be harmless is found. Only where nothing at all is found has a reader no ground for doubt.
    """
    if is_infinitive(parse, token) or (parse.lemmas[token] in words["undone"] and kind not in _ENDING):
        return token
    for index, below in climb(parse, token, kind, words):
        if _kept_from(parse, index, below, words) and is_negated(parse, index):
            continue  # "did not stop the jets from bombing"
        if index != token and _casts_doubt(parse, index, below, words) and not words.is_ending(parse, index, kind):
            return index
        for child in parse.children[index]:
            found = next((each for each in _phrase(parse, child, index, below) if _is_doubt(parse, each, words)), None)
            if found is not None:
                return found
    return None


def _casts_doubt(parse: Parse, index: int, below: int, words: ScopeWords) -> bool:
    """Whether a head may leave open, or deny, what hangs on it by `below`."""
    if parse.lemmas[index] == "be" and any(parse.lemmas[each] in words["prospect"] for each in parse.child(index, "nsubj")):
        return True  # "the fear is that ..."
    roles = ("plan", "wish", "demand", "deny", "end", "undone", "prospect", "negation", "condition")
    return _kept_from(parse, index, below, words) or any(parse.lemmas[index] in words[role] for role in roles)


def _is_doubt(parse: Parse, token: int, words: ScopeWords) -> bool:
    word = parse.words[token].lower()
    if parse.deps[token] == "amod":
        return word in words["doubtful"]
    if (word == "to" and parse.deps[token] == "prep") or is_only(parse, token):
        return False
    if word in words["future"] | words["modal"]:
        return parse.tags[token] == "MD"  # not the month of May
    return word in _OPEN | {"?", "to"} or word in words["negation"] | words["condition"]


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in its bare form, and not for "did": "to *fire*", "let them *fire*"."""
    return parse.tags[verb] == "VB" and not any(parse.lemmas[child] == "do" for child in parse.child(verb, "aux"))


def is_negated(parse: Parse, verb: int) -> bool:
    """Whether a verb has a negation of its own."""
    return any(not is_only(parse, child) for child in parse.child(verb, "neg"))


def is_only(parse: Parse, negation: int) -> bool:
    """Whether a word is the "not" of "not only"."""
    return parse.lemmas[negation] == "not" and parse.words[negation + 1 : negation + 2] in {("only",), ("just",), ("merely",)}


def _kept_from(parse: Parse, index: int, below: int, words: ScopeWords) -> bool:
    return parse.deps[below] == "prep" and parse.lemmas[below] == "from" and parse.lemmas[index] in words["hinder"]


def _phrase(parse: Parse, child: int, index: int, below: int) -> Iterator[int]:
    """The words of a phrase that hangs on `index`, without the clauses in it and without the way that was come by."""
    if child == below or _parted(parse, child, index):
        return
    if parse.deps[child] == "appos" and child > index:
        return  # ", none of them foreigners"
    if parse.deps[child] in _CLAUSES or (parse.deps[child] == "conj" and parse.pos[child] in _VERBS):
        yield from parse.child(child, "mark") if parse.deps[child] == "advcl" else ()
        if parse.tags[child] == "VBG":  # "made *no* overture asking": the object, read as a subject
            yield from (each for noun in parse.child(child, "nsubj") for each in parse.child(noun, "det"))
        return
    yield child
    for each in parse.children[child]:
        yield from _phrase(parse, each, child, below)


def _stands_alone(parse: Parse, token: int, below: int, index: int, kind: str, words: ScopeWords) -> bool:
    """Whether what `below` heads is told as done whatever `index`, its head, says of itself."""
    if _parted(parse, below, index):
        return True
    link = parse.deps[below]
    if parse.pos[below] in _VERBS and link != "prep":  # "following" is tagged a verb
        return _clause_stands_alone(parse, below, index, link, words)
    return _noun_stands_alone(parse, token, below, index, kind, words)


def _clause_stands_alone(parse: Parse, below: int, index: int, link: str, words: ScopeWords) -> bool:
    past = _is_past(parse, below)
    if link == "relcl":
        return past and not _is_open(parse, index)
    if link == "parataxis" or (link == "ccomp" and parse.pos[index] in {"NOUN", "PROPN"} and below < index):
        return True  # the latter in "They killed forty rebels, none of them foreigners"
    if link == "conj":
        return _has_own_tense(parse, below) and not _shares_condition(parse, below, index, words)
    if link == "acl":
        return parse.tags[below] == "VBN" and _is_known(parse, index)
    if link == "advcl":
        if parse.tags[below] == "VBG":
            return parse.words[below - 1] == ","  # ", defending him": told apart from what its clause denies or plans
        marks = {parse.words[child].lower() for child in parse.child(below, "mark", "advmod")}
        supposed = not marks & words["concession"] and _has(parse, index, _SUPPOSED)  # "would leave when they had paid"
        return past and not marks & words["before"] and not supposed
    return False


def _noun_stands_alone(parse: Parse, token: int, below: int, index: int, kind: str, words: ScopeWords) -> bool:
    """A noun that the reader is taken to know, as the ground, the time or the theme of another act."""
    link = parse.deps[below]
    noun = below if link != "prep" else next(parse.child(below, "pobj"), below)
    if parse.pos[noun] not in {"NOUN", "PROPN"} or not _is_known(parse, noun):
        return False
    if parse.pos[index] not in _VERBS:
        return False
    if kind not in _UNSCHEDULED and _has(parse, index, words["modal"] | words["future"]):
        return False
    lemma = parse.lemmas[index]
    if link == "prep":
        ground = {parse.lemmas[below], parse.words[below].lower()} & words["ground"]
        return bool(ground) or lemma in words["factive"]
    if link == "nsubj":
        return lemma not in words["happening"] and any(True for _ in parse.child(index, "dobj"))
    if link in {"dobj", "nsubjpass"}:
        return lemma in words["factive"] or (kind in _SPEECH and noun == token and lemma in words["deny"])
    return False


def _parted(parse: Parse, one: int, other: int) -> bool:
    """Whether a semicolon stands between two words."""
    return ";" in parse.words[min(one, other) : max(one, other)]


def _has(parse: Parse, verb: int, words: frozenset[str]) -> bool:
    return any(parse.words[child].lower() in words for child in parse.child(verb, "aux"))


def _is_past(parse: Parse, verb: int) -> bool:
    """Whether a verb is finite and past or perfect: "fired", "had fired", "was shot", "have been shot"."""
    if parse.tags[verb] == "VBD":
        return True
    helpers = [child for child in parse.child(verb, "aux", "auxpass") if parse.tags[child] != "VB"]
    return any(parse.tags[child] == "VBD" or parse.lemmas[child] == "have" for child in helpers)


def _has_own_tense(parse: Parse, verb: int) -> bool:
    """Whether a joined verb has auxiliaries of its own or needs none: "did not speak but *fired*"."""
    if any(parse.words[child].lower() == "nor" for child in parse.child(parse.heads[verb], "cc")):
        return False
    own = any(True for _ in parse.child(verb, "aux", "auxpass", "nsubj", "nsubjpass"))
    return own or parse.tags[verb] in {"VBD", "VBZ", "VBP"}


def _shares_condition(parse: Parse, below: int, index: int, words: ScopeWords) -> bool:
    """Whether a joined verb stands under the first one's "if": "if they came and *talked*"."""
    marks = {parse.words[child].lower() for child in parse.child(index, "mark")}
    return bool(marks & words["condition"]) and not any(True for _ in parse.child(below, "nsubj", "nsubjpass"))


def _is_known(parse: Parse, noun: int) -> bool:
    """Whether a noun is told as known: with an article, a possessor or a number, or a name."""
    if _is_open(parse, noun):
        return False
    known = any(True for _ in parse.child(noun, "poss", "nummod"))
    known |= any(parse.words[child].lower() in _EARLIER for child in parse.child(noun, "amod"))
    return known or any(parse.words[child].lower() in _KNOWN for child in parse.child(noun, "det"))


def _is_open(parse: Parse, noun: int) -> bool:
    words = {parse.words[child].lower() for child in parse.child(noun, "det")}
    return bool((words | {parse.words[noun].lower()}) & _OPEN)
