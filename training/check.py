"""Counts of the corpus, its bad lines and its near-duplicates: `python -m training.check [FILE...]`."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import TableError
from training.markup import Example, parse_line

CORPUS = Path(__file__).parent.parent / "corpus" / "sentences"
NEAR = 0.5
"""Two sentences whose three-word runs overlap by at least this share (Jaccard) count as one written twice."""


def read_all(paths: Sequence[Path]) -> tuple[list[Example], list[str]]:
    """The good examples, and one complaint for each bad line."""
    examples, complaints = [], []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    examples.append(parse_line(line, where=f"{path.name} line {number}"))
                except TableError as problem:
                    complaints.append(str(problem))
    return examples, complaints


def find_near_duplicates(examples: Sequence[Example]) -> Iterator[tuple[Example, Example]]:
    """Pairs whose words are nearly the same. One sentence may come twice with the same words when its marks differ."""
    runs = [_runs(example.text) for example in examples]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, found in enumerate(runs):
        shared: Counter[int] = Counter(other for run in found for other in holders[run])
        for other, count in shared.items():
            if count / (len(found) + len(runs[other]) - count) >= NEAR:
                first, second = examples[other], examples[index]
                if first.text != second.text or _marks(first) == _marks(second):
                    yield first, second
        for run in found:
            holders[run].append(index)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 3]) for start in range(max(1, len(words) - 2))}


def _marks(example: Example) -> tuple[object, ...]:
    return example.actor, example.recipient, example.trigger


def main(arguments: Sequence[str]) -> int:
    """Print the counts and complaints; 1 when there is a complaint."""
    chosen = {Path(name).name for name in arguments}
    examples, complaints = read_all(sorted(CORPUS.glob("*.txt")))
    for first, second in find_near_duplicates(examples):
        complaints.append(f"{second.where}: nearly the same as {first.where}; write another")
    shown = [line for line in complaints if not chosen or line.split(" line ")[0] in chosen]
    picked = [example for example in examples if not chosen or example.where.split(" line ")[0] in chosen]
    types = Counter(example.type for example in picked)
    modes = Counter(f"{example.type} {mode}" for example in picked for mode in example.modes)
    for name, count in sorted(types.items()):
        kinds = ", ".join(f"{key.split()[1]} {modes[key]}" for key in sorted(modes) if key.startswith(name + " "))
        print(f"{name:10} {count:5}  {kinds}")
    print(
        "statuses  ", ", ".join(f"{name or 'NONE'} {count}" for name, count in Counter(e.status for e in picked).most_common())
    )
    sourced = sum(bool(example.source) for example in picked)
    print(
        f"{len(picked)} sentences, {len({e.text for e in picked})} distinct, {sourced} with a source, {len(shown)} complaints"
    )
    print("\n".join(shown))
    return 1 if shown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
