"""The written forms of an English lemma, for the gate: it may give a form too many, never one too few."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["inflect"]

_VOWELS = frozenset("aeiou")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    lines = (files("dragoman.text") / "data" / "irregular.csv").read_text(encoding="utf-8").splitlines()[1:]
    forms: dict[str, tuple[str, ...]] = {}
    for line in lines:
        lemma, _, written = line.split(",")
        forms[lemma] = (*forms.get(lemma, ()), *written.split())
    return forms


def inflect(lemma: str) -> frozenset[str]:
    """The lemma with its plural or third person, past, participle and -ing forms, in both spellings of doubling."""
    stems = {lemma}
    forms = {lemma, *_irregular().get(lemma, ())}
    if lemma.endswith("e") and not lemma.endswith("ee"):
        stem = lemma[:-1]
        forms |= {lemma + "s", stem + "ed", stem + "ing"}
        if lemma.endswith("ie"):
            forms.add(lemma[:-2] + "ying")
        return frozenset(forms)
    if lemma.endswith("ee"):
        return frozenset(forms | {lemma + "s", lemma + "d", lemma + "ing"})
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return frozenset(forms | {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"})
    if len(lemma) > 2 and lemma[-1] not in _VOWELS | set("wxy") and lemma[-2] in _VOWELS:
        stems.add(lemma + lemma[-1])
    for stem in stems:
        forms |= {stem + "ed", stem + "ing"}
    forms |= {lemma + "s", lemma + "es", lemma + "ed", lemma + "ing"}
    return frozenset(forms)
