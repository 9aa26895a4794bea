"""Candidates: every trigger of a sentence with the row that fits it best, its parties, and what swallowed it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.what.lexicon import Lexicon, Trigger
from dragoman.coding.what.parties import distinct, meets, parties
from dragoman.coding.what.syntax import coordinated, fill, subjects
from dragoman.records import Mention, Parse, Span

__all__ = ["Candidate", "find_candidates"]

_SPEECH = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
_CONTENT_LINKS = frozenset({"xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep", "acl", "conj", "dative", "advcl", "nsubjpass"})
_CONTENT_PREPOSITIONS = frozenset({"for", "of", "to", "on", "about", "with", "against", "from", "upon", "into"})
_OCCASION = frozenset(
    {"after", "amid", "before", "despite", "during", "following", "since", "according", "until", "under", "through"}
)
_SETTINGS = frozenset({"CONSULT", "PROTEST"})
"""Types whose nouns name an occasion that its party is at."""
_MOVES_ITS_OWN = frozenset({"MOBILIZE", "RETREAT", "CONCEDE"})
_MOST_PROPOSALS = 3
_UNKNOWN = Trigger(
    head="",
    kind="verb",
    conditions=(),
    actor=("subj",),
    recipient=("obj", "iobj", "to", "with", "against", "for", "on", "from", "in", "into"),
    type="NONE",
    mode=None,
    cameo="",
    contexts=(),
    example="",
    row="no row of the lexicon",
)
"""The row of a candidate that only the model can name."""
_TOGETHER = ("subj", "obj", "with", "between", "of", "poss", "mod", "by", "among")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A trigger at `token` read by `row`.

    `content_of` is the outer trigger whose content it is, `content` the type of its own; `dropped` says why it is no event;
    a `companion` follows the candidate that PLOVER codes it beside, and stands or falls with it.
    """

    token: int
    row: Trigger
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    content_of: int | None = None
    content: str | None = None
    dropped: str | None = None
    companion: bool = False
    reasons: tuple[str, ...] = ()


def find_candidates(
    parse: Parse, mentions: Sequence[Mention], lexicon: Lexicon, *, propose: bool = False, cues: Collection[Span] = ()
) -> list[Candidate]:
    """The candidates of a sentence, left to right, those dropped among them.

    `propose`: also those that no row of the lexicon knows, for the model to decide on; their row's type is NONE. None of those
    stands at one of `cues`, the words by which somebody vouches for the rest ("a statement *issued* in Lima").
    """
    heads = {mention.head: mention for mention in mentions}
    chosen: dict[int, Trigger] = {}
    for token in range(len(parse)):
        row = _choose(parse, token, lexicon, heads)
        if row is not None:
            chosen[token] = row
    chosen = _without_carried(parse, chosen)
    candidates = {token: _fill_parties(parse, token, row, heads) for token, row in chosen.items()}
    for token in list(candidates):
        outer = _outer(parse, token, chosen)
        if outer is not None:
            candidates[token] = replace(candidates[token], content_of=outer, dropped=f"content of '{parse.words[outer]}'")
            if candidates[outer].content is None:
                candidates[outer] = replace(candidates[outer], content=chosen[token].type)
    if propose:
        candidates |= _proposals(parse, heads, lexicon, candidates, cues)
    for content, candidate in list(_further_contents(parse, candidates, heads)):
        candidates[content] = candidate
    found = [_only_described(parse, candidates[token]) for token in sorted(candidates)]
    return [one for candidate in found for one in (candidate, *_companions(parse, candidate, lexicon))]


def _only_described(parse: Parse, candidate: Candidate) -> Candidate:
    """Dropped where a participle without a doer describes a party: "officials accused of fraud" tells who they are.

    Deaths and attacks stay, for "two people killed in the raid" is how they are told.
    """
    token = candidate.token
    described = parse.deps[token] == "acl" and parse.tags[token] == "VBN" and not candidate.actors
    if not described or candidate.dropped is not None or candidate.row.type == "ASSAULT":
        return candidate
    return replace(candidate, dropped="a participle without a doer: it describes a party")


def _further_contents(
    parse: Parse, candidates: Mapping[int, Candidate], heads: Mapping[int, Mention]
) -> Iterator[tuple[int, Candidate]]:
    """A second thing asked, refused or threatened in one breath, of a party of its own.

    "Called for a truce and the freeing of hostages held by Hamas" asks two things, the second of Hamas.
    """
    for token, outer in candidates.items():
        if outer.row.type not in _SPEECH or outer.dropped is not None:
            continue
        contents = [each for slot in ("for", "obj", "comp") for each in fill(parse, token, slot)]
        for further in [other for each in contents for other in coordinated(parse, each)[1:]]:
            recipients = _within(parse, further, outer.row, outer.actors, heads, agents=True)
            known = {mention.span for mention in outer.recipients}
            if recipients and further not in heads and not known & {mention.span for mention in recipients}:
                inner = candidates.get(further)
                reason = f"'{parse.words[further]}' beside what '{parse.words[token]}' tells"
                yield (
                    further,
                    replace(
                        outer,
                        token=further,
                        recipients=tuple(recipients),
                        content=inner.row.type if inner is not None else None,
                        reasons=(*outer.reasons, reason),
                    ),
                )


def _proposals(
    parse: Parse, heads: Mapping[int, Mention], lexicon: Lexicon, known: Mapping[int, Candidate], cues: Collection[Span]
) -> dict[int, Candidate]:
    """Predicates that no row knows and whose subject is a party: the first few of a sentence.

    A verb that the corpus does not attest must also be done to a party.
    """
    inside = {token for each in known for token in (each, *_carried(parse, each))}
    found: dict[int, Candidate] = {}
    for token in range(len(parse)):
        predicate = _predicate(parse, token, lexicon)
        if predicate is None or predicate in inside or predicate in found or len(found) == _MOST_PROPOSALS:
            continue
        if parse.cover(token, token) in cues or _is_charge(parse, token, known):
            continue
        row = replace(_UNKNOWN, head=parse.lemmas[predicate])
        candidate = _fill_parties(parse, token, row, heads)
        told = parse.lemmas[predicate] in lexicon.attested or candidate.recipients or parse.pos[predicate] == "ADJ"
        if candidate.actors and told and _outer(parse, token, {each: one.row for each, one in known.items()}) is None:
            found[predicate] = replace(candidate, token=predicate)
    return found


def _is_charge(parse: Parse, token: int, known: Mapping[int, Candidate]) -> bool:
    """Whether a participle only says what is inquired into or condemned: "an inquiry into crimes *committed* by rebels"."""
    above = token
    while parse.deps[above] in {"acl", "relcl", "prep", "pobj", "dobj", "pcomp", "conj"} and parse.heads[above] != above:
        above = parse.heads[above]
        if above in known:
            return known[above].row.type == "ACCUSE"
    return False


def _carried(parse: Parse, token: int) -> list[int]:
    """The verb over a noun, and the noun or adjective that a verb carries: one predicate with it."""
    if parse.pos[token] in {"VERB", "AUX"}:
        return list(parse.child(token, "dobj", "acomp", "attr"))
    return [parse.heads[token]]


def _predicate(parse: Parse, token: int, lexicon: Lexicon) -> int | None:
    """The token that says what a finite or free verb tells: itself, or the adjective of "is ready to"."""
    if parse.pos[token] not in {"VERB", "AUX"} or parse.deps[token] in {"aux", "auxpass", "amod", "compound"}:
        return None
    if parse.lemmas[token] == "be":
        return next((child for child in parse.child(token, "acomp") if parse.lemmas[child] in lexicon.adjectives), None)
    return token if parse.lemmas[token] not in lexicon.silent else None


def _companions(parse: Parse, candidate: Candidate, lexicon: Lexicon) -> list[Candidate]:
    """The acts that PLOVER codes beside this one: the prison of a sentence is an arrest."""
    row = candidate.row
    below = {parse.lemmas[token] for token in range(len(parse)) if _below(parse, token, candidate.token)}
    return [
        replace(
            candidate,
            companion=True,
            row=replace(row, type=companion.adds, mode=companion.adds_mode, cameo=companion.cameo),
            reasons=(*candidate.reasons, f"beside {companion.type} {companion.mode}: companions.csv"),
        )
        for companion in lexicon.companions
        if (row.type, row.mode) == (companion.type, companion.mode) and below & companion.words
    ]


def _below(parse: Parse, token: int, head: int) -> bool:
    """Whether `token` hangs under `head` in the tree."""
    while token != parse.heads[token]:
        token = parse.heads[token]
        if token == head:
            return True
    return False


def _choose(parse: Parse, token: int, lexicon: Lexicon, heads: Mapping[int, Mention]) -> Trigger | None:
    """The most demanding row whose conditions all hold."""
    if parse.pos[token] in {"VERB", "AUX"} and parse.deps[token] not in {"aux", "auxpass", "amod", "compound"}:
        rows = lexicon.verbs.get(parse.lemmas[token], ())
    elif parse.pos[token] == "NOUN" or (parse.pos[token] == "PROPN" and token not in heads):
        rows = lexicon.nouns.get(parse.lemmas[token], ()) or lexicon.nouns.get(parse.words[token].lower(), ())
    else:
        return None
    return next((row for row in rows if all(meets(parse, token, condition, heads) for condition in row.conditions)), None)


def _without_carried(parse: Parse, chosen: dict[int, Trigger]) -> dict[int, Trigger]:
    """A light verb and the noun it carries are one act: the noun's own row gives way."""
    carried: set[int] = set()
    for token, row in chosen.items():
        if parse.pos[token] not in {"VERB", "AUX"}:
            continue
        for condition in row.conditions:
            if condition.words and not condition.negated:
                for other in fill(parse, token, condition.slot):
                    if other in chosen and (row.kind == "light" or chosen[other].type == row.type):
                        carried.add(other)
    return {token: row for token, row in chosen.items() if token not in carried}


def _fill_parties(parse: Parse, token: int, row: Trigger, heads: Mapping[int, Mention]) -> Candidate:
    reasons = [f"'{parse.words[token]}': {row.row}"]
    actors: list[Mention] = []
    for role in row.actor:
        actors = parties(parse, _role(parse, token, role, row), heads)
        if actors:
            reasons.append(f"actor '{actors[0].text}' as {role}")
            break
    if not actors and row.kind == "noun":
        actors = parties(parse, fill(parse, token, "subj"), heads)
        reasons += [f"actor '{actors[0].text}' as subject of the verb"] if actors else []
    if not actors and row.type in _SETTINGS:
        actors = parties(parse, _in_setting(parse, token), heads)
        reasons += [f"actor '{actors[0].text}' who did something during it"] if actors else []
    if "together" in row.recipient:
        everyone = {mention.head: mention for mention in actors}
        for role in _TOGETHER:
            for mention in parties(parse, _role(parse, token, role, row), heads):
                everyone.setdefault(mention.head, mention)
        return Candidate(
            token=token,
            row=row,
            actors=tuple(distinct(list(everyone.values()))),
            reasons=(*reasons, "reciprocal: all parties are actors"),
        )
    taken = {mention.head for mention in actors}
    recipients: list[Mention] = []
    for role in row.recipient:
        named = parties(parse, _role(parse, token, role, row), heads)
        recipients = [each for each in named if each.head not in taken and not _is_own(parse, each, actors, row, heads)]
        if recipients:
            reasons.append(f"recipient '{recipients[0].text}' as {role}")
            break
    if not recipients and row.recipient != ("none",) and row.kind != "noun":
        recipients = [each for each in parties(parse, fill(parse, token, "iobj"), heads) if each.head not in taken]
        reasons += [f"recipient '{recipients[0].text}' as indirect object"] if recipients else []
    if not recipients and row.recipient != ("none",):
        told = _within(parse, token, row, actors, heads, agents=row.type == "ACCUSE")
        recipients = [each for each in told if not _is_own(parse, each, actors, row, heads)]
        reasons += [f"recipient '{recipients[0].text}' within what is told"] if recipients else []
    return Candidate(token=token, row=row, actors=tuple(actors), recipients=tuple(recipients), reasons=tuple(reasons))


def _is_own(parse: Parse, mention: Mention, actors: Sequence[Mention], row: Trigger, heads: Mapping[int, Mention]) -> bool:
    """Whether it names the doer again ("threw *their* weight behind") or what the doer moves ("pulled *its troops* back")."""
    own = {actor.span for actor in actors} | {actor.antecedent for actor in actors if actor.antecedent}
    if mention.antecedent in own:
        return True
    owners = [heads[child] for child in parse.child(mention.head, "poss") if child in heads]
    return row.type in _MOVES_ITS_OWN and any(owner.antecedent in own for owner in owners)


def _in_setting(parse: Parse, token: int) -> list[int]:
    """The subject of what is done "during a visit to Beirut" or "at a rally against the tax", who visits and rallies."""
    prep = parse.heads[token]
    if parse.deps[token] != "pobj" or parse.lemmas[prep] not in {"during", "in", "on", "at"}:
        return []
    verb = parse.heads[prep]
    return subjects(parse, verb) if parse.pos[verb] == "VERB" else []


def _within(
    parse: Parse,
    token: int,
    row: Trigger,
    actors: Sequence[Mention],
    heads: Mapping[int, Mention],
    *,
    agents: bool = False,
) -> list[Mention]:
    """The nearest party below the trigger that is none of the actors: of what is asked, refused, promised or done.

    `agents`: the doer that a participle names is sought first ("the hostages *held by* Hamas").
    """
    if agents:
        below = parse.subtree(token)
        doers = [
            each
            for agent in below
            if parse.deps[agent] == "agent" and parse.heads[agent] != token
            for each in parse.child(agent, "pobj")
            if each in heads
        ]
        if doers:
            return parties(parse, doers[:1], heads)
    own = {mention.span for mention in actors} | {mention.antecedent for mention in actors}
    layer = [token]
    while layer:
        below = [child for each in layer for child in parse.children[each] if _belongs(parse, child, row.type)]
        for child in below:
            named = heads.get(child)
            if named is not None and named.span not in own and named.antecedent not in own - {None}:
                return [each for each in parties(parse, [child], heads) if each.span not in own]
        layer = [child for child in below if child not in heads]
    return []


def _belongs(parse: Parse, token: int, kind: str) -> bool:
    """Whether what hangs here is part of the act rather than its doer, its occasion, or a remark on it."""
    if parse.deps[token] == "advcl":
        return kind == "THREATEN" and any(parse.lemmas[child] in {"unless", "if"} for child in parse.child(token, "mark"))
    if parse.deps[token] == "prep" and (parse.lemmas[token] in _OCCASION or parse.words[token].lower() in _OCCASION):
        return False
    if parse.deps[token] in {"nsubj", "nsubjpass", "agent"}:
        return parse.deps[parse.heads[token]] in {"ccomp", "advcl", "acl", "xcomp"} and parse.deps[token] != "agent"
    return parse.deps[token] not in {"relcl", "appos", "parataxis", "nmod", "npadvmod"} and not (
        parse.deps[token] == "conj" and parse.pos[token] in {"VERB", "AUX"}
    )


def _role(parse: Parse, token: int, role: str, row: Trigger) -> list[int]:
    """The tokens of a role; in a light use a preposition may hang on the noun that the verb carries."""
    found = fill(parse, token, role)
    if not found and parse.pos[token] in {"VERB", "AUX"} and role not in {"subj", "obj", "iobj", "comp.subj", "comp.obj"}:
        slots = {condition.slot for condition in row.conditions if not condition.negated} | {"obj"}
        found = [each for slot in sorted(slots) for target in fill(parse, token, slot) for each in fill(parse, target, role)]
    return found


def _outer(parse: Parse, token: int, chosen: Mapping[int, Trigger]) -> int | None:
    """The trigger whose content this one is: what is promised, asked, refused or threatened, or what one is accused of."""
    below = token
    path = [parse.deps[token]]
    for above in parse.ancestors(token):
        if path[-1] not in _CONTENT_LINKS:
            return None
        row = chosen.get(above)
        if row is not None:
            if row.type in _SPEECH and not (path[-1] == "conj" or (path[-1] in {"advcl"} and parse.tags[below] != "VB")):
                return above
            if row.type == "ACCUSE" and row.mode == "allege" and any(label in {"pcomp", "ccomp"} for label in path):
                return above
            return None
        if parse.pos[above] in {"VERB", "AUX"} and path[-1] == "conj":
            return None
        if parse.pos[above] in {"ADP", "SCONJ"} and parse.lemmas[above] not in _CONTENT_PREPOSITIONS:
            return None
        below = above
        path.append(parse.deps[above])
    return None
