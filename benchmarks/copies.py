"""Time and memory of finding copies, at 10,000, 50,000 and 100,000 articles and extrapolated to a million.

`python benchmarks/copies.py`: generated articles of 350 words, one in three a light edit of an earlier one; each size in a
process of its own. Then the MinHash of `rensa` beside that of `datasketch` on 2,000 of them, with the same permutations and
bands: the candidates found of pairs at a Jaccard of 0.8, and the time.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

SIZES = (10_000, 50_000, 100_000)
WORDS = 350
VOCABULARY = 30_000
PERMUTATIONS, BANDS = 80, 20


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Ids and texts; `c` in an id marks a copy of the article whose number follows."""
    dice = random.Random(20240)
    words = [f"w{number}" for number in range(VOCABULARY)]
    last: list[str] = []
    for number in range(count):
        if number % 3 == 2:
            text = list(last)
            for _ in range(dice.randrange(1, 12)):
                text[dice.randrange(len(text))] = dice.choice(words)
            yield f"{number}c{number - 1}", " ".join(text)
        else:
            last = dice.choices(words, k=WORDS)
            yield str(number), " ".join(last)


def measure(count: int) -> dict[str, float]:
    """Seconds of processor time, MiB above what the process held before, and the share of copies that were found."""
    from dragoman.incidents.copies import Copies

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    copies, started = Copies(), time.process_time()
    for article, text in articles(count):
        copies.add(article, text)
    seconds = time.process_time() - started
    originals = copies.originals()
    made = [article for article in originals if "c" in article]
    found = sum(originals[article] == originals[article.split("c")[1]] for article in made)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"articles": count, "seconds": seconds, "mebibytes": grown, "recall": found / len(made)}


def rivals(count: int = 2_000) -> Iterator[str]:
    """The two libraries on the same shingles: seconds for signatures and look-ups, and recall at a Jaccard of 0.8."""
    from datasketch import MinHash, MinHashLSH
    from rensa import RMinHash, RMinHashLSH

    from dragoman.incidents.copies import shingle

    texts = [(article, shingle(text.split())) for article, text in articles(count)]
    sets = {article.split("c")[0]: set(parts) for article, parts in texts}
    pairs = set()
    for article, parts in texts:
        own, first = set(parts), sets.get(article.partition("c")[2], set())
        if len(own & first) >= 0.8 * len(own | first):
            pairs.add(article)
    for name in ("rensa", "datasketch"):
        started, hits = time.process_time(), 0
        rensa_index = RMinHashLSH(0.6, PERMUTATIONS, BANDS)
        other_index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
        for number, (article, parts) in enumerate(texts):
            if name == "rensa":
                signature = RMinHash(PERMUTATIONS, 5)
                signature.update(parts)
                found = {str(each) for each in rensa_index.query(signature)}
                rensa_index.insert(number, signature)
            else:
                other = MinHash(num_perm=PERMUTATIONS, seed=5)
                other.update_batch([part.encode() for part in parts])
                found = set(other_index.query(other))
                other_index.insert(str(number), other)
            hits += article in pairs and article.split("c")[1] in found
        yield f"{name}: {time.process_time() - started:.2f} s, {hits} of {len(pairs)} copies at a Jaccard of 0.8 are candidates"


def main() -> None:
    """Measure and print."""
    runs = []
    for size in SIZES:
        done = subprocess.run([sys.executable, __file__, str(size)], check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
        print("{articles:,} articles: {seconds:.1f} s, {mebibytes:,.0f} MiB, recall {recall:.4f}".format(**runs[-1]))
    first, last = runs[-2], runs[-1]
    for unit in ("seconds", "mebibytes"):
        slope = (last[unit] - first[unit]) / (last["articles"] - first["articles"])
        print(f"one million articles, extrapolated: {last[unit] + slope * (1_000_000 - last['articles']):,.0f} {unit}")
    for line in rivals():
        print(line)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
