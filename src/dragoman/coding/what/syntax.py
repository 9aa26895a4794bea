"""Who stands where around a verb or noun: subjects, objects and prepositions, through passives, control and coordination."""

from __future__ import annotations

from dragoman.records import Parse

__all__ = ["clause_verb", "coordinated", "fill", "objects", "subjects"]

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SUBJECTS = ("nsubj", "csubj")


def coordinated(parse: Parse, token: int) -> list[int]:
    """The token with those joined to it: "A, B and C"."""
    found = [token]
    for child in parse.child(token, "conj"):
        if parse.pos[child] in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"} or parse.pos[child] == parse.pos[token]:
            found += coordinated(parse, child)
    return found


def subjects(parse: Parse, verb: int) -> list[int]:
    """Who does it: the subject, the by-phrase of a passive, or whoever controls an infinitive or participle."""
    own = list(parse.child(verb, *_SUBJECTS))
    if own:
        return [_antecedent(parse, token, verb) for token in own]
    agents = [target for agent in parse.child(verb, "agent") for target in parse.child(agent, "pobj")]
    if agents:
        return agents
    if _passive(parse, verb):
        return []
    head, label = parse.heads[verb], parse.deps[verb]
    if head == verb:
        return []
    if label == "conj" and parse.pos[head] in {"VERB", "AUX"}:
        return subjects(parse, head) if not _passive(parse, head) else list(parse.child(head, "nsubjpass"))
    if label == "xcomp" and parse.deps[head] in {"acomp", "oprd"}:
        return _surface(parse, parse.heads[head])  # "Kenya is about to restore", "is ready to sign"
    if label == "xcomp":
        return objects(parse, head) or _surface(parse, head)
    if label in {"advcl", "pcomp", "ccomp"}:
        above = head if parse.pos[head] in {"VERB", "AUX"} else parse.heads[head]
        if label == "advcl" and parse.tags[verb] == "VBG" and _passive(parse, above) and parse.deps[above] == "ccomp":
            return subjects(parse, parse.heads[above])  # "the paper said he must not be forgotten, defending ..."
        if parse.pos[above] in {"VERB", "AUX"} and (label != "ccomp" or parse.tags[verb] in {"VBG", "VB"}):
            accused = objects(parse, above) if label == "pcomp" and parse.lemmas[head] in {"for", "of", "from", "into"} else []
            return accused or _surface(parse, above)
        if parse.pos[above] in {"NOUN", "PROPN"}:
            return list(parse.child(above, "poss"))
        return []
    if label == "acl":
        if parse.tags[verb] == "VBG":
            return [head]
        owners = list(parse.child(head, "poss"))
        clause = clause_verb(parse, head) if parse.deps[head] in {"dobj", "attr"} else None
        return owners or (_surface(parse, clause) if clause is not None else [head])  # "the first envoy to visit"
    return []


def objects(parse: Parse, verb: int) -> list[int]:
    """To whom it is done: the direct object, or the subject of a passive."""
    own = [token for token in parse.child(verb, "dobj", "obj") if parse.words[token].lower() not in _RELATIVE]
    if own:
        return own
    passive = list(parse.child(verb, "nsubjpass"))
    if passive:
        return [_antecedent(parse, token, verb) for token in passive]
    head, label = parse.heads[verb], parse.deps[verb]
    if label == "acl" and parse.tags[verb] == "VBN":
        return [head]
    if label == "relcl" and not any(
        parse.words[token].lower() in _RELATIVE for token in parse.child(verb, "nsubj", "nsubjpass")
    ):
        gapped = any(parse.words[token].lower() in _RELATIVE for token in parse.child(verb, "dobj")) or any(
            True for _ in parse.child(verb, "nsubj")
        )
        return [head] if gapped else []
    if label == "conj" and _passive(parse, verb) and _passive(parse, head):
        return objects(parse, head)
    shared = [
        token
        for other in parse.child(verb, "conj")
        for token in parse.child(other, "dobj")
        if not list(parse.child(verb, "prep"))
    ]
    return shared[:1]


def fill(parse: Parse, token: int, slot: str) -> list[int]:
    """The tokens in a slot of the lexicon around a verb or noun, without those coordinated with them."""
    if slot.startswith("comp."):
        clauses = fill(parse, token, "comp")
        return [found for clause in clauses for found in fill(parse, clause, slot.removeprefix("comp."))]
    if slot == "subj":
        return subjects(parse, token) if parse.pos[token] in {"VERB", "AUX"} else _noun_subject(parse, token)
    if slot == "obj":
        return objects(parse, token) if parse.pos[token] in {"VERB", "AUX"} else []
    if slot == "iobj":
        return list(parse.child(token, "dative")) + [t for d in parse.child(token, "dative") for t in parse.child(d, "pobj")]
    if slot == "prt":
        return list(parse.child(token, "prt")) + [
            c
            for c in parse.child(token, "advmod", "prep")
            if parse.lemmas[c] in {"out", "off", "down", "up", "back", "in", "over", "away"}
        ]
    if slot == "comp":
        direct = list(parse.child(token, "ccomp", "xcomp", "acl"))
        return direct + [clause for prep in parse.child(token, "prep") for clause in parse.child(prep, "pcomp")]
    if slot == "mod":
        return list(parse.child(token, "amod", "compound", "nmod"))
    if slot == "aux":
        return list(parse.child(token, "aux"))
    if slot == "poss":
        return list(parse.child(token, "poss"))
    if slot == "attr":
        return list(parse.child(token, "attr", "acomp", "oprd"))
    return _preposition(parse, token, slot)


def _preposition(parse: Parse, token: int, word: str) -> list[int]:
    """The objects of a preposition; under a noun also where it hangs on another's object ("the murder of A by B")."""
    preps = [
        each
        for prep in parse.child(token, "prep", "agent", "dative", "prt", "advmod")
        for each in (prep, *parse.child(prep, "prep"))
    ]
    found = [target for each in preps if parse.lemmas[each] == word for target in parse.child(each, "pobj", "pcomp", "amod")]
    if not found and parse.pos[token] == "NOUN" and word in {"by", "against", "on", "for", "to", "from", "with"}:
        inner = [target for each in preps if parse.lemmas[each] in {"of", "by", "on"} for target in parse.child(each, "pobj")]
        found = [
            target
            for other in inner
            for each in parse.child(other, "prep")
            if parse.lemmas[each] == word
            for target in parse.child(each, "pobj")
        ]
    return found


def _noun_subject(parse: Parse, token: int) -> list[int]:
    """The subject of the verb whose object the noun is: "Kenya *issued* a condemnation"."""
    verb = parse.heads[token]
    return subjects(parse, verb) if parse.deps[token] in {"dobj", "attr"} and parse.pos[verb] in {"VERB", "AUX"} else []


def clause_verb(parse: Parse, token: int) -> int | None:
    """The verb of the clause that a token stands in (the token itself when it is one)."""
    for index in (token, *parse.ancestors(token)):
        if parse.pos[index] in {"VERB", "AUX"} and parse.deps[index] not in {"aux", "auxpass", "amod", "compound"}:
            return index
    return None


def _surface(parse: Parse, verb: int) -> list[int]:
    """The subject as it stands: of a passive verb the one acted on."""
    return list(parse.child(verb, "nsubjpass")) or subjects(parse, verb)


def _passive(parse: Parse, verb: int) -> bool:
    return any(True for _ in parse.child(verb, "nsubjpass", "auxpass")) or (
        parse.deps[verb] == "acl" and parse.tags[verb] == "VBN"
    )


def _antecedent(parse: Parse, token: int, verb: int) -> int:
    """The noun that a relative pronoun stands for."""
    if parse.words[token].lower() in _RELATIVE and parse.tags[token] in {"WP", "WDT", "IN"}:
        for above in (verb, *parse.ancestors(verb)):
            if parse.deps[above] == "relcl":
                return parse.heads[above]
    return token
