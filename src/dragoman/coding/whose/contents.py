"""What a cue vouches for: the tokens of the clause, act or claim that its frame takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.coding.whose.reporting import Cue, ReportingWords
from dragoman.coding.whose.speakers import has_infinitive, is_aside
from dragoman.records import Parse, Stance

__all__ = ["Content", "clause", "content_of", "hung_on_medium", "that_clause"]

_BLAMED = frozenset({"of", "for", "on"})
_ADDRESSED = (("on", "on"), ("to", "to"), ("with", "with"))
_RESPONSIBILITY = frozenset({"responsibility", "credit", "victory", "guilt", "involvement", "blame", "role"})
_FALSE = frozenset(
    {"baseless", "false", "untrue", "unfounded", "groundless", "lie", "lies", "fabricated", "fabrication", "nonsense"}
)
_OBLIGED = frozenset({"must", "should", "ought"})
_PRONOUNS = frozenset({"it", "that", "this", "which", "them", "these", "those"})
_MEDIA = frozenset({"in", "on", "at", "during", "to"})
_SPLITS = frozenset({"conj", "advcl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Content:
    """The tokens from `first` to `last` and the stance towards them.

    `unnamed`: a passive whose subject does not speak; `again`: it only takes up an earlier claim ("denies it").
    """

    first: int
    last: int
    stance: Stance
    unnamed: bool = False
    again: bool = False


def content_of(parse: Parse, verb: int, cue: Cue, words: ReportingWords) -> Content | None:
    """What the verb takes, by its frames; None where it takes nothing that can be claimed."""
    frames, stance = cue.frames, cue.stance
    if next(parse.child(verb, "auxpass"), None) is not None or _is_reduced(parse, verb):
        return _passive(parse, verb, cue)
    for complement in _complements(parse, verb):
        infinitive = has_infinitive(parse, complement)
        if infinitive and frames & {"infinitive", "infinitive-told"}:
            return _cover(parse, parse.subtree(complement), "demands")
        marked = any(parse.lemmas[child] == "that" for child in parse.child(complement, "mark"))
        if "clause" in frames or ("that" in frames and marked):
            return _clause(parse, complement, cue, words)
        if "gerund" in frames and _is_gerund(parse, complement):
            return _cover(parse, parse.subtree(complement), stance)
        if "naming" in frames and complement > verb and not marked and parse.tags[complement] not in {"VBD", "VBZ", "VBP"}:
            return _cover(parse, parse.subtree(complement), stance)
    target = next(parse.child(verb, "dobj", "dative"), None)
    for complement in parse.child(verb, "xcomp"):
        infinitive = has_infinitive(parse, complement)
        if target is not None and infinitive and frames & {"infinitive", "infinitive-told"}:
            return _cover(parse, [*parse.subtree(target), *parse.subtree(complement)], "demands")
        if (infinitive and "infinitive-self" in frames) or ("gerund" in frames and _is_gerund(parse, complement)):
            return _cover(parse, parse.subtree(complement), stance)
    if target is not None and "gerund" in frames:
        seen = next((child for child in parse.child(target, "acl") if parse.tags[child] == "VBG"), None)
        if seen is not None:
            return _cover(parse, parse.subtree(target), stance)
    found = _prepositional(parse, verb, cue, target)
    if found is not None or target is None:
        return found
    return _object(parse, verb, cue, target, words)


def _complements(parse: Parse, verb: int) -> list[int]:
    """The clauses a verb takes, one with "that" first: what stands before it with a colon may be none of its own."""
    found = list(parse.child(verb, "ccomp")) or list(hung_on_medium(parse, verb))
    return sorted(found, key=lambda one: not any(parse.lemmas[child] == "that" for child in parse.child(one, "mark")))


def hung_on_medium(parse: Parse, verb: int) -> Iterator[int]:
    """The clauses of a verb that were parsed into its medium: "said in a statement that it was open"."""
    for prep in parse.child(verb, "prep"):
        for medium in parse.child(prep, "pobj") if parse.lemmas[prep] in _MEDIA else ():
            for found in parse.child(medium, "acl", "relcl"):
                if any(parse.lemmas[child] == "that" for child in parse.child(found, "mark", "advmod")):
                    yield found


def _is_gerund(parse: Parse, verb: int) -> bool:
    """ "Opening it", "having opened it"."""
    return parse.tags[verb] == "VBG" or any(parse.tags[child] == "VBG" for child in parse.child(verb, "aux"))


def _is_reduced(parse: Parse, verb: int) -> bool:
    """Whether a participle qualifies a noun: "a man accused of spying"."""
    return parse.tags[verb] == "VBN" and parse.deps[verb] == "acl"


def _passive(parse: Parse, verb: int, cue: Cue) -> Content | None:
    """ "It was reported that", "is said to have", "was accused of"."""
    complement = next(parse.child(verb, "ccomp"), None)
    if complement is not None and cue.frames & {"clause", "passive"}:
        return _cover(parse, parse.subtree(complement), cue.stance, unnamed=True)
    infinitive = next((child for child in parse.child(verb, "xcomp") if has_infinitive(parse, child)), None)
    if infinitive is None and "passive" in cue.frames:
        infinitive = next(parse.child(verb, "oprd", "acomp"), None)  # "are feared dead"
    if infinitive is not None and cue.frames & {"passive", "infinitive"}:
        stance: Stance = "demands" if "infinitive" in cue.frames else cue.stance
        return _cover(parse, _whole(parse, verb), stance, unnamed=True)
    if cue.frames & {"blame", "blame-of"} and any(parse.lemmas[prep] in _BLAMED for prep in parse.child(verb, "prep")):
        return _cover(parse, _whole(parse, verb), cue.stance, unnamed=True)
    return None


def _whole(parse: Parse, verb: int) -> list[int]:
    """The passive clause, with the noun that it qualifies."""
    return [parse.heads[verb], *clause(parse, verb)] if _is_reduced(parse, verb) else clause(parse, verb)


def _clause(parse: Parse, complement: int, cue: Cue, words: ReportingWords) -> Content | None:
    """A clause, told as a fact, an obligation, or as what is not true."""
    tokens = clause(parse, complement, words)
    stance = cue.stance
    if stance == "asserts":
        denied = _untrue(parse, complement)
        if denied is not None:
            return _cover(parse, denied, "denies")
        if any(parse.lemmas[child] in _OBLIGED for child in parse.child(complement, "aux")):
            stance = "demands"
    return _cover(parse, tokens, stance)


def _untrue(parse: Parse, complement: int) -> list[int] | None:
    """The clause in "it was not true that ..." or "it was false that ..."."""
    inner = next(parse.child(complement, "ccomp"), None)
    judged = next(parse.child(complement, "acomp", "attr"), None)
    if inner is None or judged is None:
        return None
    negated = next(parse.child(complement, "neg"), None) is not None
    if (parse.lemmas[judged] in _FALSE and not negated) or (parse.lemmas[judged] in {"true", "correct"} and negated):
        return parse.subtree(inner)
    return None


def _prepositional(parse: Parse, verb: int, cue: Cue, target: int | None) -> Content | None:
    """ "Accused X of", "called on X to", "called for", "described X as", "put X at 30"."""
    preps = [*parse.child(verb, "prep"), *(parse.child(target, "prep") if target is not None else ())]
    frames = cue.frames
    for prep in sorted(preps):
        lemma, tokens = parse.lemmas[prep], parse.subtree(prep)
        if target is not None and target < prep:
            blamed = (
                ("blame" in frames and lemma in _BLAMED)
                or ("blame-of" in frames and lemma == "of")
                or ("blame-to" in frames and lemma == "to")
            )
            figured = "figure" in frames and lemma == "at" and any(parse.tags[index] == "CD" for index in tokens)
            if blamed or figured or ("as" in frames and lemma == "as" and parse.heads[prep] in {verb, target}):
                return _cover(parse, [*parse.subtree(target), *tokens], cue.stance)
        if "of" in frames and lemma in {"of", "about"} and parse.heads[prep] == verb:
            return _cover(parse, tokens[1:], cue.stance)
        if "for" in frames and lemma == "for" and parse.heads[prep] == verb:
            further = [
                index
                for child in parse.child(verb, "xcomp", "advcl")
                if child > prep and has_infinitive(parse, child)
                for index in parse.subtree(child)
            ]
            return _cover(parse, [*(tokens[1:]), *further], "demands")
        if any(frame in frames and lemma == word for frame, word in _ADDRESSED):
            asked = [
                child
                for child in (*parse.child(verb, "xcomp", "advcl"), *tokens)
                if child > prep and parse.pos[child] in {"VERB", "AUX"} and has_infinitive(parse, child)
            ]
            if asked:
                return _cover(parse, [*tokens[1:], *parse.subtree(asked[0])], "demands")
    return None


def _object(parse: Parse, verb: int, cue: Cue, target: int, words: ReportingWords) -> Content | None:
    """The noun of an act or claim."""
    noun = words.nouns.get(parse.lemmas[target])
    tokens, frames = parse.subtree(target), cue.frames
    claim = noun is not None and "claim" in noun.frames
    after = [index for index in parse.subtree(verb) if index > target]
    given = next(parse.child(verb, "dative"), None) not in {None, target}
    if cue.stance == "denies" and (given or (noun is not None and "withheld" in noun.frames)):
        return None
    if frames & {"naming", "as"}:
        if claim and any(parse.words[index].lower() in _FALSE for index in after):
            return _cover(parse, tokens, "denies")
        named = next(parse.child(verb, "oprd"), None) is not None or any(
            parse.words[index] in {'"', "“", "'", "‘"} for index in after
        )
        return _cover(parse, [*tokens, *after], cue.stance) if named and "naming" in frames else None
    if parse.pos[target] in {"PRON", "DET"} and parse.lemmas[target] not in _PRONOUNS:
        return None
    again = parse.lemmas[target] in _PRONOUNS or (claim and that_clause(parse, target) is None)
    if "object" in frames or ("object-claim" in frames and (claim or again)):
        return _cover(parse, tokens, cue.stance, again=again and cue.stance in {"denies", "doubts"})
    if "responsibility" in frames and parse.lemmas[target] in _RESPONSIBILITY:
        return _cover(parse, tokens, cue.stance)
    return None


def that_clause(parse: Parse, noun: int) -> int | None:
    """The verb of the clause that tells a claim's content: "the claim that it was open"."""
    for child in parse.child(noun, "acl", "relcl", "ccomp"):
        if any(parse.lemmas[mark] == "that" and parse.tags[mark] == "IN" for mark in parse.child(child, "mark")):
            return child
    return None


def clause(parse: Parse, head: int, words: ReportingWords | None = None) -> list[int]:
    """The tokens of a clause, without those joined to it that report something themselves."""
    left_out: set[int] = set()
    for child in parse.children[head] if words is not None else ():
        if parse.deps[child] in _SPLITS and child > head and _reports(parse, child, words):
            left_out |= set(parse.subtree(child))
    return [token for token in parse.subtree(head) if token not in left_out]


def _reports(parse: Parse, verb: int, words: ReportingWords | None) -> bool:
    own = next(parse.child(verb, "nsubj", "nsubjpass"), None) is not None or is_aside(parse, verb)
    cited = any(parse.lemmas[child] in {"accord", "according"} for child in parse.child(verb, "prep"))
    return own and (cited or (words is not None and parse.lemmas[verb] in words.verbs))


def _cover(
    parse: Parse, tokens: Iterable[int], stance: Stance, *, unnamed: bool = False, again: bool = False
) -> Content | None:
    """From the first to the last of the tokens, without punctuation and conjunctions at the edges."""
    kept = sorted(tokens)
    while kept and (parse.pos[kept[-1]] in {"PUNCT", "CCONJ"} or parse.pos[kept[-1]] == "SPACE"):
        kept.pop()
    while kept and (parse.pos[kept[0]] in {"PUNCT", "CCONJ", "SPACE"} or _is_mark(parse, kept[0])):
        kept.pop(0)
    return Content(kept[0], kept[-1], stance, unnamed, again) if kept else None


def _is_mark(parse: Parse, token: int) -> bool:
    return parse.deps[token] == "mark" or (parse.lemmas[token] == "that" and parse.deps[token] == "advmod")
