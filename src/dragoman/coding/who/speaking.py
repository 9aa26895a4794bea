"""Who "I" and "we" are inside quotation marks: the speaker, and the body or state that the speaker speaks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dragoman.records import Mention, Parse

__all__ = ["Voices"]

_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_OPENING, _CLOSING, _EITHER = frozenset({"“", "``"}), frozenset({"”", "''"}), frozenset({'"'})
_MARKS = _OPENING | _CLOSING | _EITHER
_TELLING = frozenset(
    [
        "say",
        "tell",
        "write",
        "shout",
        "complain",
        "add",
        "ask",
        "answer",
        "reply",
        "warn",
        "insist",
        "declare",
        "announce",
        "note",
        "explain",
        "joke",
        "cry",
        "argue",
        "claim",
        "state",
        "respond",
        "continue",
        "vow",
        "pledge",
        "stress",
        "recall",
        "quip",
        "conclude",
        "admit",
        "protest",
        "boast",
        "promise",
        "demand",
        "predict",
    ]
)
_FOR = frozenset({"of", "for", "at", "in", "from"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG"})
"""Sectors of those whose "we" is their state, where nothing nearer is told."""


@dataclass(slots=True)
class Voices:
    """The article's memory of who speaks, whether a quotation is open, and for whom each person speaks."""

    speaker: Mention | None = None
    quoting: bool = False
    states: dict[str, Mention] = field(default_factory=dict)
    principals: dict[str, Mention] = field(default_factory=dict)

    def hear(self, parse: Parse, found: Mapping[int, Mention]) -> dict[int, Mention]:
        """The mentions of the first persons in the quotations of a sentence, by head; `found` are its other mentions."""
        for person, owner in _owners(parse, found):
            self.principals.setdefault(_key(person), owner)
        self.states |= {each.actor.country: each for each in found.values() if each.kind == "country" and each.actor.country}
        if not self.quoting and not _MARKS.intersection(parse.words):
            self.speaker = None
            return {}
        quoted, opened = _quoted(parse, self.quoting)
        told = _subject(parse, quoted)
        speaker = found.get(told) if told is not None else None
        if speaker is None and quoted and (self.quoting or 0 in quoted):
            speaker = self.speaker
        self.speaker, self.quoting = speaker, opened
        firsts = [token for token in sorted(quoted) if parse.pos[token] == "PRON" and token not in found]
        meant = ((token, self._meant(parse.words[token].lower(), speaker)) for token in firsts)
        return {token: _stand_for(parse, token, party) for token, party in meant if party is not None}

    def barred(self, parse: Parse, token: int, mention: Callable[[int], Mention | None]) -> str:
        """Who is no "he" or "she" at a token in a quotation: its speaker, by name; empty elsewhere."""
        if not self.quoting and not _MARKS.intersection(parse.words):
            return ""
        quoted, _ = _quoted(parse, self.quoting)
        if token not in quoted:
            return ""
        told = _subject(parse, quoted)
        speaker = mention(told) if told is not None else self.speaker
        return _key(speaker) if speaker is not None else ""

    def _meant(self, word: str, speaker: Mention | None) -> Mention | None:
        if speaker is None or word in _SINGULAR:
            return speaker if word in _SINGULAR else None
        if word not in _PLURAL:
            return None
        told = self.principals.get(_key(speaker))
        official = speaker.actor.sector in _OFFICIAL and speaker.actor.country is not None
        return told or (self.states.get(speaker.actor.country or "") if official else None)


def _key(person: Mention) -> str:
    return person.actor.name or person.text


def _stand_for(parse: Parse, token: int, party: Mention) -> Mention:
    word = parse.words[token]
    actor = replace(party.actor, basis=(*party.actor.basis, f"'{word}' stands for '{party.text}'"))
    return Mention(span=parse.cover(token, token), text=word, kind="pronoun", actor=actor, head=token, antecedent=party.span)


def _quoted(parse: Parse, opened: bool) -> tuple[set[int], bool]:
    """The tokens in quotation marks, with the marks, and whether the quotation is open at the end."""
    quoted = set()
    for token, word in enumerate(parse.words):
        mark = word in _MARKS
        if mark or opened:
            quoted.add(token)
        if mark:
            opened = word in _OPENING or (word in _EITHER and not opened)
    return quoted, opened


def _subject(parse: Parse, quoted: set[int]) -> int | None:
    """The subject of the verb of saying that stands outside the quotation marks."""
    for verb in range(len(parse)):
        if verb not in quoted and parse.pos[verb] == "VERB" and parse.lemmas[verb] in _TELLING:
            for child in parse.child(verb, "nsubj"):
                if child not in quoted:
                    return child
    return None


def _owners(parse: Parse, found: Mapping[int, Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Persons with the party they speak for: "the ministry" of "the ministry's spokesman", "a spokesman for the ministry"."""
    for head, person in found.items():
        if person.kind not in {"name", "role"}:
            continue
        near = [
            *parse.child(head, "poss", "compound"),
            *(token for prep in parse.child(head, "prep") if parse.lemmas[prep] in _FOR for token in parse.child(prep, "pobj")),
        ]
        for token in near:
            owner = found.get(token)
            rank = parse.deps[token] == "compound" and owner is not None and owner.kind == "role"
            if owner is not None and owner.kind != "name" and not rank and owner.actor.name != person.actor.name:
                yield person, owner
                break
