"""How common words are in news of political events: `incidents/data/common.csv`, counted in our own corpus.

`python tools/make_common.py`: stems of at least five sentences of `corpus/sentences`, with the number of sentences that hold
them; the first row, without a stem, has the number of all sentences.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from dragoman.incidents.words import load_stemmer, split_words

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src/dragoman/incidents/data/common.csv"
FEWEST = 5
_MARKS = re.compile(r"[\[\]{}<>*]")


def main() -> None:
    stem, counts, total = load_stemmer().stem, Counter[str](), 0
    for path in sorted((ROOT / "corpus" / "sentences").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = line.split(" | ", 3)
            if len(parts) == 4:
                total += 1
                counts.update({stem(word.text) for word in split_words(_MARKS.sub("", parts[3]))})
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write("# Made by tools/make_common.py from corpus/sentences. Do not edit.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("stem", "sentences"))
        writer.writerow(("", total))
        writer.writerows((word, count) for word, count in sorted(counts.items()) if count >= FEWEST)


if __name__ == "__main__":
    main()
