"""Are reports of one happening joined, those of others kept apart? `python -m dragoman.evaluate.incidents [FOLDER]`

The gold set's articles are coded as any article would be, each mark is matched with the event coded there, and the groups of
these events are compared with the happenings marked. Worlds are halved by a hash of their name; weights and tables may be tuned
on the development half alone, of the other only figures are printed.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from rich.console import Console

from dragoman.coding.what import Sense
from dragoman.errors import DragomanError
from dragoman.evaluate.clusters import Scores, b_cubed
from dragoman.evaluate.happenings import Marked, Told, World, read_worlds
from dragoman.flow import Coder, split_article
from dragoman.flow.incidents import make_reports
from dragoman.incidents import Weights, group_reports, load_lexicon, load_weights, make_profiles
from dragoman.records import Article, Event, Report, Segment, Span

__all__ = ["Agreement", "Coded", "Item", "code_world", "compare", "is_held_back", "match_marks", "measure", "split_errors"]

FOLDER = Path(__file__).parents[3] / "corpus" / "incidents"
_DONE = frozenset({"actual", "historical"})
_CLASSES = {
    "both": "type", "type": "type", "mode": "type", "trigger": "type",
    "speaker": "party", "actor": "party", "recipient": "party", "parties": "party", "country": "party",
    "place": "place",
    "day": "date", "report": "date", "published": "date", "lead": "date", "leads": "date",
}  # fmt: skip
"""First word of an observation -> what it is about; the others are about words."""


@dataclass(frozen=True, slots=True)
class Item:
    """A mark of the gold set and the event coded there, None when the coder found none."""

    article: str
    happening: str
    event: str | None


@dataclass(frozen=True, slots=True)
class Coded:
    """A world with its reports and its marks matched."""

    world: World
    reports: tuple[Report, ...]
    items: tuple[Item, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How groups agree with the happenings: B-cubed, pairs, and how many there are."""

    b_cubed: Scores
    pairs: Scores
    found: int
    truth: int


def is_held_back(world: str) -> bool:
    """Whether a world is of the half that nobody looks into."""
    return hashlib.sha256(world.encode()).digest()[0] % 2 == 1


def code_world(coder: Coder, world: World, *, sense: Sense | None = None) -> Coded:
    """Every article coded as any other, its headline kept beside it; and the marks matched with what was found.

    `sense`: the model to compare sentences by, if not the one that ships.
    """
    coded: list[tuple[Article, list[Event]]] = []
    senses: dict[str, bytes] = {}
    items: list[Item] = []
    for told in world.told:
        raw = replace(told.article, segments=(Segment(start=0, source=0, length=len(told.article.text)),))
        for article in split_article(raw):
            events = list(coder.stream(article))
            coded.append((article, events))
            senses |= coder.senses(article, events, sense=sense)
            items += match_marks(told, article, events, world.happenings)
    countries = {told.article.id: told.country for told in world.told}
    reports = make_reports(coded, lambda article: countries.get(article.id), senses=senses)
    return Coded(world, tuple(reports), tuple(items), {article.id: article.text for article, _ in coded})


def match_marks(told: Told, article: Article, events: Sequence[Event], happenings: Mapping[str, str]) -> Iterator[Item]:
    """One item for every happening that a sentence tells.

    The event's trigger covers or touches the mark; else the mark is the nearest in the event's sentence of those whose
    happening is of the event's type, done or not as the event is, and no other event has it. ("The attack would not stop him"
    coded as an act of stopping is no report of the attack.)
    """
    places = [(event, article.to_source(event.trigger), article.to_source(event.sentence)) for event in events]
    taken: dict[int, Event] = {}
    for index, mark in enumerate(told.marks):
        for event, trigger, _ in places:
            if trigger is not None and trigger.start <= mark.span.end + 1 and mark.span.start <= trigger.end + 1:
                taken[index] = event
                break
    used = {event.id for event in taken.values()}
    for event, trigger, sentence in places:
        if event.id in used or trigger is None or sentence is None:
            continue
        fitting = [
            (_gap(mark.span, trigger), index)
            for index, mark in enumerate(told.marks)
            if mark.span.within(sentence)
            and happenings.get(mark.happening, "").partition(" ")[0] == event.type
            and mark.open != (event.status in _DONE)
        ]
        nearest = min(fitting, default=None)
        if nearest is not None and nearest[1] not in taken:
            taken[nearest[1]] = event
    seen: set[tuple[str, str | None]] = set()
    found: set[str] = set()
    for index, mark in sorted(enumerate(told.marks), key=lambda each: (each[0] not in taken, each[0])):
        matched = taken.get(index)
        where = _sentence(mark, places)
        if (matched is not None and matched.id in found) or (mark.happening, str(where)) in seen:
            continue
        seen.add((mark.happening, str(where)))
        if matched is not None:
            found.add(matched.id)
        yield Item(told.article.id, mark.happening, matched.id if matched else None)


def compare(items: Iterable[Item], groups: Mapping[str, str]) -> Agreement:
    """The found items' groups (event -> group) against their happenings."""
    found = [item for item in items if item.event is not None]
    gold = [frozenset({item.happening}) for item in found]
    ours = [frozenset({groups[item.event or ""]}) for item in found]
    return Agreement(b_cubed(gold, ours), _pairs(gold, ours), len(set(ours)), len(set(gold)))


def measure(coded: Sequence[Coded], weights: Weights | None = None) -> dict[str, Agreement]:
    """Ours and the two ways of counting that need no grouping, over all worlds together."""
    items = [item for each in coded for item in each.items]
    reports = [report for each in coded for report in each.reports]
    texts = {article: text for each in coded for article, text in each.texts.items()}
    ours = {
        report.event.id: group[0].event.id
        for group in group_reports(reports, texts=texts, weights=weights)
        for report in group
    }
    return {
        "dragoman": compare(items, ours),
        "one incident a report": compare(items, {key: key for key in ours}),
        "one incident an article and type": compare(
            items, {report.event.id: f"{report.event.article} {report.event.type}" for report in reports}
        ),
    }


def split_errors(coded: Coded, weights: Weights) -> Counter[str]:
    """What speaks most against each pair of one happening that was split, and for each of two that was joined."""
    profiles = {profile.report.event.id: profile for profile in make_profiles(coded.reports, load_lexicon(), coded.texts)}
    found_groups = group_reports(coded.reports, texts=coded.texts)
    groups = {report.event.id: index for index, group in enumerate(found_groups) for report in group}
    found: Counter[str] = Counter()
    for one, other in combinations([item for item in coded.items if item.event], 2):
        same = one.happening == other.happening
        first, second = one.event or "", other.event or ""
        if same == (groups[first] == groups[second]):
            continue
        seen = weights.observe(profiles[first], profiles[second])
        if seen is None:
            state = profiles[first].state != profiles[second].state
            found[f"{'split' if same else 'joined'}: {'status' if state else 'type'}"] += 1
            continue
        shares: Counter[str] = Counter()
        for name, strength in seen.items():
            shares[_CLASSES.get(name.split()[0], "words")] += int(1000 * weights.weights[name] * strength)
        kind = min(shares, key=lambda kind: shares[kind]) if same else max(shares, key=lambda kind: shares[kind])
        found[f"{'split' if same else 'joined'}: {kind}"] += 1
    return found


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    console = Console(width=160)
    coder = Coder()
    halves: dict[bool, list[Coded]] = defaultdict(list)
    for world in read_worlds(Path(arguments[0]) if arguments else FOLDER):
        halves[is_held_back(world.name)].append(code_world(coder, world))
    for held_back, coded in sorted(halves.items()):
        name = "held back" if held_back else "development"
        items = [item for each in coded for item in each.items]
        found = sum(item.event is not None for item in items)
        console.print(
            f"{name}: {len(coded)} worlds, {sum(len(each.world.told) for each in coded)} articles, {len(items)} mentions of "
            f"{len({item.happening for item in items})} happenings; the coder found {found} ({found / max(1, len(items)):.1%})"
        )
        console.print(f"{'':34}B-cubed P     R    F1   pairs P     R    F1   incidents of", highlight=False)
        for row, figures in measure(coded).items():
            both = figures.b_cubed, figures.pairs
            cubed, pairs = (f"{each.precision:.3f} {each.recall:.3f} {each.f1:.3f}" for each in both)
            console.print(f"{row:38}{cubed}     {pairs}   {figures.found:5} {figures.truth:5}", highlight=False)
        if not held_back:
            errors: Counter[str] = sum((split_errors(each, load_weights()) for each in coded), Counter())
            console.print("pairs wrong, by what weighed most: " + ", ".join(f"{k} {n}" for k, n in errors.most_common()))
    return 0


def _gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _sentence(mark: Marked, places: Sequence[tuple[Event, Span | None, Span | None]]) -> Span:
    """The coded sentence around a mark, the mark itself where none is."""
    return next((sentence for _, _, sentence in places if sentence is not None and mark.span.within(sentence)), mark.span)


def _pairs(gold: Sequence[frozenset[str]], ours: Sequence[frozenset[str]]) -> Scores:
    """Pairs of items that stand together in both, from the sizes of groups."""

    def count(groups: Iterable[object]) -> int:
        return sum(size * (size - 1) // 2 for size in Counter(groups).values())

    both = count(zip(gold, ours, strict=True))
    return Scores(hits_found=both, found=count(ours), hits_gold=both, gold=count(gold))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except DragomanError as exc:
        sys.exit(str(exc))
