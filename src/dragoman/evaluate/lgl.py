"""Toponyms against the Local-Global Lexicon: found, resolved within 161 km, and lost by stage.

`python -m dragoman.evaluate.lgl ../shared/data/lgl.dev.jsonl`: local news of many towns, full of ambiguous names. The corpus
counts names inside names ("Laurel County" in "Laurel County Sheriff") and adjectives ("Russian") as places; the coder
reports both apart from places of events. Here the names are counted, and everything is said with and without adjectives.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.coding.where import Places, Toponym, find_toponyms, load_gazetteer
from dragoman.coding.who import KnowledgeBase, load_knowledge
from dragoman.errors import DragomanError, ReadError
from dragoman.records import Parse
from dragoman.text import Pipeline, split_sentences

__all__ = ["Gold", "Measure", "distance_km", "main", "measure", "read_lgl"]

_NEAR_KM = 161.0
_EARTH_KM = 6371.0
STAGES = {
    "not found": "no toponym was found at its words",
    "not in the gazetteer": "found, and no place of that name is known",
    "out of reach": "found, and no known place of that name lies within 161 km",
    "wrong choice": "found, and another place of that name was chosen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A toponym that a person marked: code points of the article, its words, degrees."""

    start: int
    end: int
    text: str
    latitude: float
    longitude: float


@dataclass(slots=True, kw_only=True)
class Measure:
    """Counts over some articles; shares are None of nothing."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    touched: int = 0
    placed: int = 0
    reachable: int = 0
    lost: Counter[str]

    def f1(self, *, exact: bool) -> tuple[float, float, float]:
        """Precision, recall and F1 of recognition: the same code points, or some in common."""
        right = self.exact if exact else self.touched
        precision, recall = right / max(self.found, 1), right / max(self.gold, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points (latitude, longitude) in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def read_lgl(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Text and toponyms of each article. Raises: ReadError."""
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except OSError as exc:
        raise ReadError(f"{path}: cannot be read ({exc.strerror}). Give the corpus as JSON Lines.") from exc
    for line in lines:
        row = json.loads(line)
        toponyms = [
            Gold(start=one["start"], end=one["end"], text=one["text"], latitude=one["lat"], longitude=one["lon"])
            for one in row["toponyms"]
        ]
        yield row["text"], toponyms


def measure(
    articles: Iterable[tuple[Places, Sequence[Parse], Sequence[Gold]]], demonyms: Iterable[str], *, adjectives: bool
) -> Measure:
    """Compare what is found in parsed articles with gold; `adjectives`: count demonyms on both sides, else on neither."""
    total, national = Measure(lost=Counter()), frozenset(demonyms)
    for memory, parses, marked in articles:
        gold = [one for one in marked if adjectives or one.text not in national]
        aside = [one for one in marked if not adjectives and one.text in national]
        found = [one for parse in parses for one in find_toponyms(parse, memory) if adjectives or one.kind != "demonym"]
        found = [one for one in found if not any(_touches(one, other) for other in aside)]
        total.gold += len(gold)
        total.found += len(found)
        for one in gold:
            over = [other for other in found if _touches(other, one)]
            total.exact += any(_spans(other) == (one.start, one.end) for other in over)
            total.touched += bool(over)
            reached = _reached(memory, one)
            total.reachable += bool(reached)
            near = any(_near(other, one) for other in over)
            total.placed += near
            if not near:
                total.lost[_stage(over, reached)] += 1
    return total


def _stage(over: Sequence[Toponym], reached: bool | None) -> str:
    if not over:
        return "not found"
    if reached is None:
        return "not in the gazetteer"
    return "wrong choice" if reached else "out of reach"


def _reached(memory: Places, one: Gold) -> bool | None:
    """Whether some known place of the name lies near; None when no place of the name is known."""
    hits = memory.scanner.scan(f"Here, {one.text}: ")
    candidates = [site for hit in hits for site in memory.scanner.sites(hit.key, hit.kinds)]
    code = memory.demonyms.get(one.text)
    if code is not None and code in memory.gazetteer.countries:
        candidates.append(memory.gazetteer.countries[code])
    if not candidates:
        return None
    here = (one.latitude, one.longitude)
    return any(distance_km((site.latitude, site.longitude), here) <= _NEAR_KM for site in candidates)


def _spans(one: Toponym) -> tuple[int, int]:
    return (one.place.span.start, one.place.span.end) if one.place.span else (0, 0)


def _touches(one: Toponym, gold: Gold) -> bool:
    start, end = _spans(one)
    return start < gold.end and gold.start < end


def _near(one: Toponym, gold: Gold) -> bool:
    here = one.place
    if here.latitude is None or here.longitude is None:
        return False
    return distance_km((here.latitude, here.longitude), (gold.latitude, gold.longitude)) <= _NEAR_KM


def draw(total: Measure) -> str:
    """The figures as lines of text."""
    lines = [f"  toponyms in gold {total.gold}, found {total.found}"]
    for exact, name in ((True, "same code points"), (False, "some in common")):
        precision, recall, f1 = total.f1(exact=exact)
        lines.append(f"  recognition, {name}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    lines.append(f"  within 161 km: {total.placed / max(total.gold, 1):.3f} of all gold toponyms")
    lines.append(f"  within reach of the gazetteer: {total.reachable / max(total.gold, 1):.3f}")
    lines.extend(f"  lost, {stage}: {total.lost[stage] / max(total.gold, 1):.3f} ({why})" for stage, why in STAGES.items())
    return "\n".join(lines)


def main(path: Path) -> str:
    """Parse, find, compare; the figures without and with adjectives."""
    knowledge, gazetteer, pipeline = load_knowledge(), load_gazetteer(), Pipeline()
    countries, demonyms = _nations(knowledge)
    articles = []
    for text, gold in read_lgl(path):
        memory = Places(gazetteer, countries, text=text, demonyms=demonyms)
        articles.append((memory, pipeline.parse(text, split_sentences(text)), gold))
    parts = []
    for adjectives, name in ((False, "Without adjectives"), (True, "With adjectives")):
        parts.append(f"{name}\n{draw(measure(articles, demonyms, adjectives=adjectives))}")
    return "\n".join(parts)


def _nations(knowledge: KnowledgeBase) -> tuple[dict[str, str], dict[str, str]]:
    """Names of countries and territories, and demonyms, each -> ISO 3166 alpha-3."""
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for rows in knowledge.names.values():
        for words, entries in rows:
            target = names if entries[0].kind in {"country", "territory"} else demonyms
            if entries[0].kind in {"country", "territory", "demonym"} and entries[0].country:
                target[" ".join(words)] = entries[0].country
    return names, demonyms


if __name__ == "__main__":
    try:
        print(main(Path(sys.argv[1] if sys.argv[1:] else "../shared/data/lgl.dev.jsonl")))
    except DragomanError as exc:
        sys.exit(str(exc))
