"""Whether the verb beside a time expression looks back or ahead, from the words around it; no parse is needed."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dragoman.coding.when.vocabulary import MONTHS, WEEKDAYS, Tense
from dragoman.ontology import read_table

__all__ = ["TenseReader", "is_verb"]

_TOKEN = re.compile(r"['’]ll\b|[A-Za-z]+(?:['’]t)?|\.(?=\s+[A-Z])|[,;:()–—!?]")
_ADJECTIVAL = frozenset(
    [
        "a",
        "an",
        "the",
        "its",
        "his",
        "her",
        "their",
        "our",
        "of",
        "in",
        "with",
        "from",
        "several",
        "many",
        "some",
        "all",
        "other",
        "newly",
        "heavily",
        "these",
        "those",
        "no",
    ]
)
"""A word in -ed behind one of these is an adjective ("the occupied town"), no verb."""
_BETWEEN = frozenset(["not", "also", "then", "be", "been", "again", "soon", "to", "have", "only", "first", "now"])
_BE = frozenset({"is", "are", "was", "were", "be", "been"})
_CONDITIONS = frozenset({"if", "unless"})
_EDGES = frozenset({"end", "start", "beginning", "middle"})
_CONJUNCTIONS = frozenset({"when", "once", "if", "until", "unless"})
_DAYS = frozenset(WEEKDAYS) | frozenset(MONTHS) | {"next", "tomorrow"}
"""What is asked for one of these is asked ahead; "asked for asylum on Friday" was asked then."""
_Cue = tuple[int, Tense | None]
_REACH = 5
"""How many words may stand between a verb of intention and its "to"."""


@cache
def _roles() -> dict[str, str]:
    """What each word of tense.csv does (its `role`), with the regular forms of intend and postpone."""
    roles: dict[str, str] = {}
    for row in read_table(files("dragoman.coding.when") / "data" / "tense.csv", ("word", "role", "basis")):
        word, role = row["word"], row["role"]
        if role not in {"modal", "coming", "ready", "intend", "postpone", "announce", "past", "no verb"}:
            raise row.error(f"role '{role}' is unknown.")
        roles.setdefault(word, role)
        if role in {"intend", "postpone"}:
            stem = word.removesuffix("e")
            final = word[-1] if word in {"plan"} else ""
            for form in (f"{word}s", f"{stem}{final}ed", f"{stem}{final}ing"):
                roles.setdefault(form, role)
    return roles


class TenseReader:
    """The tense cues of one text, found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cues: list[_Cue] | None = None
        self._bars: list[tuple[int, bool]] = []

    def at(self, start: int, end: int) -> Tense | None:
        """The tense of the verb nearest to the stretch: before it in its clause, else after it, else further off.

        Clauses are parted at punctuation. None when the sentence has no verb that tells.
        """
        if self._cues is None:
            self._cues = self._scan()
        floor = max((at for at, full in self._bars if full and at < start), default=-1)
        ceiling = min((at for at, full in self._bars if full and at >= end), default=len(self._text) + 1)
        left = max((at for at, _ in self._bars if at < start), default=-1)
        right = min((at for at, _ in self._bars if at >= end), default=len(self._text) + 1)
        before = [cue for cue in self._cues if floor < cue[0] < start]
        after = [cue for cue in self._cues if end <= cue[0] < ceiling]
        if before and before[-1][0] > left:
            return before[-1][1]
        if after and after[0][0] < right:
            return after[0][1]
        return after[0][1] if after else before[-1][1] if before else None

    def _scan(self) -> list[_Cue]:
        """The cues with their offsets, left to right; the verb that a modal governs is passed over."""
        roles = _roles()
        tokens = [(match.start(), match.group()) for match in _TOKEN.finditer(self._text)]
        words = [token.replace("’", "'") for _, token in tokens]
        lower = [word.lower() for word in words]
        cues: list[_Cue] = []
        skip, intending, asking = -1, -_REACH - 1, False
        for index, (at, _) in enumerate(tokens):
            word = lower[index]
            if not word[0].isalpha() and word[0] != "'":
                self._bars.append((at, word in ".!?"))
                intending = -_REACH - 1
                continue
            role = roles.get(word)
            before = lower[index - 1] if index else ""
            following = lower[index + 1] if index + 1 < len(lower) else ""
            if role == "modal" and not words[index][0].isupper():
                if (word == "could" and following in {"not", "no"}) or following == "have":
                    cues.append((at, "past"))
                else:
                    cues.append((at, "future"))
                    skip = _governed(lower, index + 1)
            elif word == "to" and (before in _BE or roles.get(before) in {"coming", "ready"} or index - intending <= _REACH):
                cues.append((at, "future"))
                skip = _governed(lower, index + 1)
                intending = -_REACH - 1
            elif _looks_ahead(lower, index, intending, asking):
                cues.append((at, "future"))
            elif word in {"is", "are"} and _CONJUNCTIONS.intersection(lower[max(0, index - _REACH) : index]):
                cues.append((at, "future"))
                skip = _governed(lower, index + 1)
            elif word == "before" and (not cues or cues[-1][1] != "future"):
                cues.append((at, None))
            elif index <= skip:
                continue
            elif role == "coming" and before not in {"to", "had"} and not (word.endswith("s") and before in _ADJECTIVAL):
                cues.append((at, "future"))
            elif role == "announce":
                cues.append((at, None))
            elif role == "postpone":
                cues.append((at, "past"))
                intending = index
            elif role == "intend":
                asking = word.startswith("ask")
                if word.endswith("ed") and before not in _ADJECTIVAL:
                    cues.append((at, "past"))
                intending = index
            elif (
                role == "past"
                or (word == "set" and following not in {"to", "for"})
                or (role is None and _looks_past(words[index], before))
            ):
                cues.append((at, "past"))
            elif word in {"and", "or"} and index == skip + 1:
                skip = index + 1
        return cues


def _looks_ahead(words: list[str], index: int, intending: int, asking: bool) -> bool:
    """Whether a preposition opens a time ahead: behind what is planned ("due for", "moved until") or in a condition ("by")."""
    word, before = words[index], words[index - 1] if index else ""
    if word == "by":
        return bool(_CONDITIONS.intersection(words[:index])) and _names_time(words[index + 1 : index + 3])
    if word not in {"for", "until", "till"}:
        return False
    if index - intending <= _REACH:
        return word != "for" or not asking or (index + 1 < len(words) and words[index + 1] in _DAYS)
    return _roles().get(before) in {"coming", "ready"}


def _names_time(words: list[str]) -> bool:
    """Whether words begin a time that something is to be done by: "Friday", "next week", "the end"."""
    return bool(words) and (words[0] in _DAYS or (words[0] == "the" and words[-1] in _EDGES))


def _governed(words: list[str], index: int) -> int:
    """The index of the verb that a modal or an infinitive governs."""
    while index < len(words) and (words[index] in _BETWEEN or words[index].endswith("ly")):
        index += 1
    return index


def _looks_past(word: str, before: str) -> bool:
    return len(word) > 4 and word.endswith("ed") and word.islower() and before not in _ADJECTIVAL


def is_verb(word: str) -> bool:
    """Whether a word is a verb in the past or a modal, as far as the table and its ending tell."""
    return _roles().get(word.lower()) in {"past", "modal"} or _looks_past(word, "")
