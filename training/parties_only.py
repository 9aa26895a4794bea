"""What the parties alone give away: a naive Bayes reader of them, cross-validated: `python -m training.parties_only`.

A corpus in which a country predicts a type would teach the model prejudice. Countries must be at chance; that courts convict
and rebels attack is so in the world, and is shown beside.
"""

from __future__ import annotations

import hashlib
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from training.examples import country_names, read_examples
from training.markup import Example

_FOLDS = 10


def _words(example: Example) -> list[str]:
    spans = [("a", span) for span in example.actor] + [("r", span) for span in example.recipient]
    return [
        f"{side}:{word}" for side, (start, end) in spans for word in re.findall(r"[^\W\d_]+", example.text[start:end].lower())
    ]


def _countries(example: Example) -> list[str]:
    names = country_names()
    spans = [("a", span) for span in example.actor] + [("r", span) for span in example.recipient]
    return [
        f"{side}:{names[match[0]]}"
        for side, (start, end) in spans
        for match in re.finditer("|".join(map(re.escape, sorted(names, key=len, reverse=True))), example.text[start:end])
    ]


def _accuracy(examples: Sequence[Example], features: Callable[[Example], list[str]]) -> tuple[float, float, int]:
    """(accuracy, accuracy of always saying the commonest type, number) over the examples that have a feature."""
    bags = [
        (example.type, features(example), hashlib.sha256(example.text.encode()).digest()[1] % _FOLDS) for example in examples
    ]
    bags = [bag for bag in bags if bag[1]]
    right = 0
    for fold in range(_FOLDS):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        prior: Counter[str] = Counter()
        for kind, words, part in bags:
            if part != fold:
                counts[kind].update(words)
                prior[kind] += 1
        known = {word for counter in counts.values() for word in counter}
        totals = {kind: sum(counter.values()) + len(known) for kind, counter in counts.items()}
        for kind, words, part in bags:
            if part == fold:
                scores = {
                    each: math.log(prior[each]) + sum(math.log((counts[each][word] + 1) / totals[each]) for word in words)
                    for each in prior
                }
                right += max(scores, key=lambda each: scores[each]) == kind
    commonest = Counter(kind for kind, _, _ in bags).most_common(1)[0][1]
    return right / len(bags), commonest / len(bags), len(bags)


def main() -> int:
    """Print both readers beside chance."""
    examples = read_examples()
    for name, features in (("countries", _countries), ("all words of the parties", _words)):
        accuracy, chance, number = _accuracy(examples, features)
        print(f"{name}: type right {accuracy:.3f}, always the commonest type {chance:.3f}, of {number} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
