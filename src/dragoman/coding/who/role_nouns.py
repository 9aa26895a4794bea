"""The role nouns of a sentence: where they stand, by the token that heads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.coding.who.knowledge import Entry, KnowledgeBase
from dragoman.records import Parse

__all__ = ["NOUNS", "match_roles"]

NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST = 5
_NOUN_LIKE = frozenset({"ADJ", "VERB"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
"""Where an adjective or participle is a noun: "the displaced", "the wounded"."""


def match_roles(
    parse: Parse, knowledge: KnowledgeBase, words: Sequence[str], ends: Mapping[int, int]
) -> dict[int, tuple[int, int, Entry]]:
    """The first token, one past the last and the row of each role, by its head; `words` are in lower case.

    `ends` gives, for the tokens of names, where the name ends: a role inside a longer name is none.
    """
    roles, at = dict[int, tuple[int, int, Entry]](), 0
    lemmas = [lemma if parse.pos[index] in NOUNS else words[index] for index, lemma in enumerate(parse.lemmas)]
    for index, pos in enumerate(parse.pos):
        if pos == "PROPN" and words[index] not in knowledge.roles:  # "Militiamen" at a sentence's head, "Rebels" in a headline
            lemmas[index] = next((one for one in _singulars(words[index]) if one in knowledge.roles), lemmas[index])
    while at < len(parse):
        begins = lemmas[at] in knowledge.roles or words[at] in knowledge.roles
        found = _longest(knowledge, lemmas, words, at) if begins else None
        if found is None:
            at += 1
            continue
        end, entries = found
        head = next((index - 1 for index in range(at + 1, end) if words[index] == "of"), end - 1)
        noun = parse.pos[head] in NOUNS or (parse.pos[head] in _NOUN_LIKE and _is_argument(parse, head))
        if noun and not any(ends.get(index, 0) > end for index in range(at, end)):
            roles[head] = (at, end, entries[0])
        at = end if noun else at + 1
    return roles


def _singulars(word: str) -> tuple[str, ...]:
    """What a plural in lower case may be the plural of."""
    if word.endswith("men"):
        return (f"{word[:-3]}man",)
    return (word[:-1], f"{word[:-3]}y") if word.endswith("s") else ()


def _is_argument(parse: Parse, token: int) -> bool:
    """Whether it stands where nouns do: as an argument, or as all of a text without a verb."""
    alone = parse.deps[token] == "ROOT" and not any(
        pos in {"VERB", "AUX"} for index, pos in enumerate(parse.pos) if index != token
    )
    return parse.deps[token] in _ARGUMENTS or alone


def _longest(
    knowledge: KnowledgeBase, lemmas: Sequence[str], words: Sequence[str], at: int
) -> tuple[int, tuple[Entry, ...]] | None:
    """The longest role at a token: by lemmas, by words, or by words with the last in the singular ("customs officers")."""
    found = [knowledge.match_role(lemmas, at), knowledge.match_role(words, at)]
    for end in range(at + 2, min(at + _LONGEST, len(words)) + 1):
        mixed = [*words[: end - 1], lemmas[end - 1]]
        match = knowledge.match_role(mixed, at)
        if match is not None and match[0] == end:
            found.append(match)
    return max((match for match in found if match is not None), key=lambda match: match[0], default=None)
