"""`data/attested.csv` made anew from the corpus: verbs that it marks as triggers. `python -m training.attested`.

Where no row of the lexicon knows a verb, the model is asked about it if it is one of these and has a doer, or has a doer and
somebody it is done to; and the gate looks for them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.records import Span
from dragoman.text import Pipeline
from training.examples import read_examples
from training.markup import Example

TABLE = Path(__file__).parent.parent / "src" / "dragoman" / "coding" / "what" / "data" / "attested.csv"
_TOLD = 2
"""In so many sentences at least."""


def find_triggers(pipeline: Pipeline, examples: Sequence[Example]) -> Iterator[set[str]]:
    """The lemmas of the verbs in the marked trigger of each example."""
    for example in examples:
        for parse in pipeline.parse(example.text, [Span(start=0, end=len(example.text))]):
            yield {
                parse.lemmas[token]
                for token in range(len(parse))
                if parse.pos[token] == "VERB"
                and any(parse.starts[token] < end and start < parse.ends[token] for start, end in example.trigger)
            }


def main() -> int:
    """Write the table."""
    events = [example for example in read_examples() if example.type != "NONE"]
    verbs = Counter(verb for found in find_triggers(Pipeline(None), events) for verb in found)
    lines = [f"{verb},{seen}" for verb, seen in sorted(verbs.items()) if seen >= _TOLD and verb.isalpha()]
    made = "# Made by `python -m training.attested` from corpus/sentences; do not edit."
    TABLE.write_text("\n".join((made, "verb,seen", *lines)) + "\n", encoding="utf-8")
    print(f"{len(lines)} verbs from {len(events)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
