"""`python -m dragoman.evaluate.attribution`: how often the speaker is right on corpus/attribution/sentences.txt.

Two halves are told apart by a hash of the text: errors are listed (`--errors`) for the half that was developed on, never for
the other.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.coding.who import ActorFinder, Roster, load_knowledge
from dragoman.coding.whose import Speech, find_attributions, load_reporting
from dragoman.errors import DragomanError
from dragoman.evaluate.claims import Claim, Marked, read_claims
from dragoman.records import Attribution, Span
from dragoman.text import Pipeline, split_sentences

__all__ = ["Outcome", "compare", "main"]

CORPUS = Path("corpus/attribution/sentences.txt")
_MEETS, _FITS = 0.2, 0.5
"""Shares of the characters that two contents have in common, of those that either has: the same claim; the same words."""

Told = tuple[Attribution, tuple[Span, ...]]
"""A claim found: its attribution and the pieces of its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A line against what was found: pairs of the same claim, whose speaker `right` says is right, and what has no pair."""

    marked: Marked
    pairs: tuple[tuple[Claim, Told], ...]
    right: tuple[bool, ...]
    missed: tuple[Claim, ...]
    invented: tuple[Told, ...]

    @property
    def whole(self) -> bool:
        """Whether every claim was found with its speaker, and no other."""
        return all(self.right) and not self.missed and not self.invented


def compare(marked: Marked, found: Sequence[Attribution]) -> Outcome:
    """Pair the claims of a line with those found in it: first those whose speakers, stances and contents agree best."""
    told = _together(found)
    ranked = sorted(
        (
            (_speaks(claim, one[0]), claim.stance == one[0].stance, share, -number, -index)
            for number, claim in enumerate(marked.claims)
            for index, one in enumerate(told)
            if (share := _share(claim.content, one[1])) >= _MEETS
        ),
        reverse=True,
    )
    left, free = dict(enumerate(marked.claims)), dict(enumerate(told))
    pairs, right = [], []
    for speaks, _, _, number, index in ranked:
        if -number in left and -index in free:
            pairs.append((left.pop(-number), free.pop(-index)))
            right.append(speaks)
    return Outcome(
        marked=marked, pairs=tuple(pairs), right=tuple(right), missed=tuple(left.values()), invented=tuple(free.values())
    )


def _together(found: Iterable[Attribution]) -> list[Told]:
    """Attributions of one cue, as a quotation that goes on has them, as one claim."""
    told: dict[tuple[Span, str], list[Attribution]] = {}
    for one in found:
        told.setdefault((one.cue, one.words), []).append(one)
    return [(ones[0], tuple(one.content for one in ones)) for ones in told.values()]


def _speaks(claim: Claim, one: Attribution) -> bool:
    """Whether the words found begin inside one of the speakers' words and reach their last letters."""
    if one.speaker is None:
        return not claim.speakers
    return any(
        speaker.start <= one.speaker.start < speaker.end and speaker.end <= one.speaker.end + len("'s")
        for speaker in claim.speakers
    )


def _share(first: Iterable[Span], second: Iterable[Span]) -> float:
    one = {at for span in first for at in range(span.start, span.end)}
    other = {at for span in second for at in range(span.start, span.end)}
    return len(one & other) / len(one | other)


def _nested(outcome: Outcome) -> list[bool]:
    """For each claim told inside another: whether it was found inside that one."""
    by_number = {claim.number: told[0] for claim, told in outcome.pairs}
    return [
        claim.number in by_number
        and claim.inside in by_number
        and by_number[claim.number].cue.within(by_number[claim.inside].content)
        for claim in outcome.marked.claims
        if claim.inside is not None
    ]


def find_all(lines: Iterable[Marked]) -> list[Outcome]:
    """Every line, read as an article of its own."""
    pipeline, words, finder = Pipeline(), load_reporting(), ActorFinder(load_knowledge(), {})
    outcomes = []
    for marked in lines:
        roster, speech, found = Roster(), Speech(marked.text), list[Attribution]()
        for parse in pipeline.parse(marked.text, split_sentences(marked.text)):
            found += find_attributions(parse, finder.find(parse, roster, None), words, speech)
        outcomes.append(compare(marked, found))
    return outcomes


def _row(name: str, outcomes: Sequence[Outcome]) -> list[str]:
    claims = sum(len(outcome.marked.claims) for outcome in outcomes)
    pairs = [pair for outcome in outcomes for pair in outcome.pairs]
    right = sum(sum(outcome.right) for outcome in outcomes)
    found = len(pairs) + sum(len(outcome.invented) for outcome in outcomes)
    nested = [told for outcome in outcomes for told in _nested(outcome)]
    none = [outcome for outcome in outcomes if not outcome.marked.claims]
    return [
        name,
        _part(sum(outcome.whole for outcome in outcomes), len(outcomes)),
        _part(right, claims),
        _part(right, found),
        _part(sum(claim.stance == told[0].stance for claim, told in pairs), len(pairs)),
        _part(sum(_share(claim.content, told[1]) >= _FITS for claim, told in pairs), len(pairs)),
        _part(sum(nested), len(nested)),
        _part(sum(outcome.whole for outcome in none), len(none)),
    ]


def _part(good: int, whole: int) -> str:
    return f"{good / whole:.3f} ({good}/{whole})" if whole else "-"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.attribution", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--errors", action="store_true", help="list the errors of the half that was developed on")
    options = parser.parse_args()
    console = Console(width=180)
    try:
        outcomes = find_all(read_claims(options.file))
    except DragomanError as exc:
        console.print(escape(str(exc)))
        return 2
    table = Table(
        "half", "lines right", "speakers found", "of those told", "stance", "content", "nesting", "nothing where none"
    )
    for name, held in (("developed on", False), ("held back", True)):
        table.add_row(*_row(name, [outcome for outcome in outcomes if outcome.marked.held_back is held]))
    table.add_row(*_row("both", outcomes))
    if options.errors:
        for outcome in outcomes:
            _draw(console, outcome)
    console.print(table)
    return 0


def _draw(console: Console, outcome: Outcome) -> None:
    text = outcome.marked.text
    if outcome.marked.held_back or outcome.whole:
        return
    console.print(f"{outcome.marked.where}: {escape(text)}", soft_wrap=True, highlight=False)
    for (claim, told), right in zip(outcome.pairs, outcome.right, strict=True):
        if not right:
            wanted = [span.of(text) for span in claim.speakers]
            console.print(f"  speaker: {wanted}, found '{escape(told[0].words)}'", soft_wrap=True, highlight=False)
    for claim in outcome.missed:
        names, words = [span.of(text) for span in claim.speakers], [span.of(text) for span in claim.content]
        console.print(f"  missed: {names} {claim.stance} {words}", soft_wrap=True, highlight=False)
    for one, pieces in outcome.invented:
        words = [span.of(text) for span in pieces]
        console.print(
            f"  invented: '{escape(one.words)}' {one.stance} {words} ({one.cue.of(text)})", soft_wrap=True, highlight=False
        )


if __name__ == "__main__":
    sys.exit(main())
