"""`python -m dragoman.evaluate.coreference`: who is who inside an article, on corpus/coreference/articles.txt.

A mark is found when a mention has the same head word, or the same words. Mentions are one party when one is the other's
antecedent, when their actors have one name, or when one country acts in both. Marks that were not found stand alone.
Two halves are told apart by a hash of the article's id: errors are listed (`--errors`) for the one that was developed on,
never for the other.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.config import CoderOptions
from dragoman.errors import DragomanError
from dragoman.evaluate.chains import Mark, MarkedArticle, Party, read_chains, read_second
from dragoman.evaluate.clusters import Scores, align, b_cubed, links
from dragoman.evaluate.wordings import KINDS, kind_of
from dragoman.flow import Coder
from dragoman.flow.coder import SentenceTrace
from dragoman.records import Article, Mention, Parse, Published, Source

__all__ = ["Outcome", "compare", "identify", "main"]

CORPUS = Path("corpus/coreference/articles.txt")
_COUNTING = frozenset({"both", "two", "neither", "either", "each", "another", "the", "these"})
"""Words that carry the second party of a phrase for two: its number, or its article ("the pair")."""
READINGS = "readings.tsv"
"""The second reading, beside the articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An article against what was found: for each mark its kind, mentions and groups, and what of it is right."""

    article: MarkedArticle
    kinds: tuple[str, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    groups: tuple[frozenset[str], ...]
    right: tuple[bool, ...]
    countries: tuple[bool, ...]
    sectors: tuple[bool, ...]

    @property
    def gold(self) -> list[frozenset[str]]:
        """The parties of each mark."""
        return [mark.ids for mark in self.article.marks]


def identify(mentions: Sequence[Mention]) -> list[str]:
    """For each mention of an article the party that the coder takes it for, called by its first words."""
    leaders = list(range(len(mentions)))

    def leader(at: int) -> int:
        while leaders[at] != at:
            at = leaders[at]
        return at

    first: dict[object, int] = {}
    for at, mention in enumerate(mentions):
        first.setdefault(mention.span, at)
        first.setdefault(_named(mention) or at, at)
    for at, mention in enumerate(mentions):
        for key in (_named(mention), mention.antecedent):
            other = leader(first.get(key, at))
            leaders[max(other, leader(at))] = min(other, leader(at))
    return [f"{leader(at)} {mentions[leader(at)].text}" for at in range(len(mentions))]


def _named(mention: Mention) -> tuple[str, str] | None:
    """What names the actor whatever the words: its name, or the country that acts; None for a role without either."""
    actor = mention.actor
    government = mention.kind == "role" and actor.office is None and any("role 'government'" in each for each in actor.basis)
    if mention.kind in {"country", "demonym"} or government:
        return ("country", actor.country) if actor.country else None
    return ("name", actor.name) if actor.name else None


def compare(article: MarkedArticle, traces: Iterable[SentenceTrace]) -> Outcome:
    """What the coder made of the article's marks."""
    mentions: list[Mention] = []
    parses: list[tuple[Parse, list[tuple[Mention, str]]]] = []
    for trace in traces:
        assert trace.parse is not None
        parses.append((trace.parse, []))
        mentions += trace.mentions
    for mention, party in zip(mentions, identify(mentions), strict=True):
        next(told for parse, told in parses if mention.span.within(parse.span)).append((mention, party))
    found = [_found(mark, parses) for mark in article.marks]
    groups = [
        frozenset(party for _, party in told) or frozenset({f"unfound {mark.number}"})
        for mark, told in zip(article.marks, found, strict=True)
    ]
    parties = [[article.parties[key] for key in sorted(mark.ids)] for mark in article.marks]
    told = [tuple(mention for mention, _ in each) for each in found]
    return Outcome(
        article=article,
        kinds=tuple(kind_of(article, mark) for mark in article.marks),
        mentions=tuple(told),
        groups=tuple(groups),
        right=tuple(align([mark.ids for mark in article.marks], groups)),
        countries=tuple(_same_countries(*pair) for pair in zip(told, parties, strict=True)),
        sectors=tuple(_same_sectors(*pair) for pair in zip(told, parties, strict=True)),
    )


def _found(mark: Mark, parses: Sequence[tuple[Parse, list[tuple[Mention, str]]]]) -> list[tuple[Mention, str]]:
    """The mentions of a mark: that of its head word, and where it names several parties ("both sides") those of its number."""
    parse, told = next((each for each in parses if mark.span.within(each[0].span)), (None, []))
    if parse is None:
        return []
    whole = [
        index for index in range(len(parse)) if mark.span.start <= parse.starts[index] and parse.ends[index] <= mark.span.end
    ]
    own = [index for index in whole if not any(span.start <= parse.starts[index] < span.end for span in mark.inner)]
    heads = [index for index in own if parse.heads[index] not in whole or parse.heads[index] == index]
    by_head = {mention.head: (mention, party) for mention, party in told}
    chosen = next((by_head[head] for head in reversed(heads) if head in by_head), None)
    if chosen is None:
        alike = [(mention, party) for mention, party in told if mention.span.within(mark.span) and mention.head in own]
        chosen = next((pair for pair in alike if pair[0].span.end == mark.span.end), None)
    if chosen is None:
        return []
    counted = [by_head[index] for index in own if parse.words[index].lower() in _COUNTING and index in by_head]
    return [chosen, *(pair for pair in counted if pair[0] is not chosen[0])]


def _same_countries(mentions: Sequence[Mention], parties: Sequence[Party]) -> bool:
    return bool(mentions) and {mention.actor.country for mention in mentions} == {party.country for party in parties}


def _same_sectors(mentions: Sequence[Mention], parties: Sequence[Party]) -> bool:
    """Whether every sector found is one of the parties', and every party has one that was found."""
    told = {mention.actor.sector for mention in mentions}
    wanted: list[set[str | None]] = [set(party.sectors) or {None} for party in parties]
    return bool(told) and told <= {sector for each in wanted for sector in each} and all(told & each for each in wanted)


def find_all(articles: Iterable[MarkedArticle]) -> Iterator[Outcome]:
    """Every article by itself, all its sentences parsed."""
    coder = Coder(CoderOptions(gate=False, model=False))
    for marked in articles:
        article = Article(id=marked.id, text=marked.text, source=Source(path=CORPUS.name), published=Published(day=marked.day))
        yield compare(marked, coder.trace(article))


def _row(name: str, outcomes: Sequence[Outcome]) -> list[str]:
    cubed, pairs = Scores(), Scores()
    for outcome in outcomes:
        cubed += b_cubed(outcome.gold, outcome.groups)
        pairs += links(outcome.gold, outcome.groups)
    marks = sum(len(outcome.kinds) for outcome in outcomes)
    return [
        name,
        str(len(outcomes)),
        _part(sum(bool(each) for outcome in outcomes for each in outcome.mentions), marks),
        f"{cubed.precision:.3f} {cubed.recall:.3f} {cubed.f1:.3f}",
        f"{pairs.precision:.3f} {pairs.recall:.3f} {pairs.f1:.3f}",
        _part(sum(sum(outcome.right) for outcome in outcomes), marks),
        _part(sum(sum(outcome.countries) for outcome in outcomes), marks),
        _part(sum(sum(outcome.sectors) for outcome in outcomes), marks),
    ]


def _part(good: int, whole: int) -> str:
    return f"{good / whole:.3f} ({good}/{whole})" if whole else "-"


def _kinds(outcomes: Sequence[Outcome]) -> list[str]:
    """The share of right parties by kind of words."""
    marks = Counter(kind for outcome in outcomes for kind in outcome.kinds)
    right = Counter(kind for outcome in outcomes for kind, good in zip(outcome.kinds, outcome.right, strict=True) if good)
    return [_part(right[kind], marks[kind]) for kind in KINDS]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.coreference", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--errors", action="store_true", help="list the errors of the half that was developed on")
    options = parser.parse_args()
    console = Console(width=180)
    try:
        articles = read_chains(options.file)
        outcomes = list(find_all(articles))
        halves = [("developed on", [each for each in outcomes if not each.article.held_back])]
        halves += [("held back", [each for each in outcomes if each.article.held_back]), ("both", outcomes)]
        agreement = _agreement(articles, options.file.with_name(READINGS))
    except DragomanError as exc:
        console.print(escape(str(exc)))
        return 2
    if options.errors:
        for outcome in halves[0][1]:
            _draw(console, outcome)
    table = Table("half", "articles", "found", "B-cubed P R F1", "links P R F1", "party right", "country right", "sector right")
    kinds = Table("half", *KINDS, title="party right by kind of words")
    for name, each in halves:
        table.add_row(*_row(name, each))
        kinds.add_row(name, *_kinds(each))
    console.print(table, kinds)
    console.print(agreement)
    return 0


def _agreement(articles: Sequence[MarkedArticle], path: Path) -> str:
    """How far the two readers agree, where there is a second reading."""
    if not path.exists():
        return ""
    rows = list(read_second(path, articles))
    total = Scores()
    for article in articles:
        own = [(first, second) for name, first, second in rows if name == article.id]
        total += b_cubed([first for first, _ in own], [second for _, second in own])
    same = sum(first == second for _, first, second in rows)
    return f"two readers: {_part(same, len(rows))} marks alike, B-cubed F1 {total.f1:.4f}"


def _draw(console: Console, outcome: Outcome) -> None:
    """The article's marks whose party is wrong, with what they were taken for."""
    text = outcome.article.text
    for at, mark in enumerate(outcome.article.marks):
        if outcome.right[at]:
            continue
        taken = " + ".join(sorted(outcome.groups[at])) if outcome.mentions[at] else "nothing"
        around = text[max(0, mark.span.start - 50) : mark.span.end + 40].replace("\n", " / ")
        line = f"{outcome.article.id} {mark.number} {outcome.kinds[at]} '{mark.span.of(text)}' = {'+'.join(sorted(mark.ids))}"
        console.print(escape(f"{line}, taken for {taken}: ...{around}..."), soft_wrap=True, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
