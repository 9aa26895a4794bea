"""Two tables of the coder made anew from the corpus: `python -m training.tables`. The lexicon alone reads every sentence.

`data/certain.csv`: rows of the lexicon that the corpus confirms. A row is certain when it was met at the marked trigger at
least `_SEEN` times and gave the written type in at least `_RIGHT` of them; the model is not asked about it in a plain sentence.
`data/attested.csv`: verbs that the corpus marks as triggers. Where no row of the lexicon knows a verb, the model is asked
about it only if it is one of these, and the gate looks for them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.coding.what import Trigger, load_lexicon
from dragoman.config import CoderOptions
from dragoman.flow import Coder, SentenceTrace, make_article, split_article
from training.examples import read_examples
from training.markup import Example

DATA = Path(__file__).parent.parent / "src" / "dragoman" / "coding" / "what" / "data"
_MADE = "# Made by `python -m training.tables` from corpus/sentences; do not edit.\n"
_SEEN, _RIGHT, _TOLD = 8, 0.97, 2


def _traces(coder: Coder, example: Example) -> Iterator[SentenceTrace]:
    for article in split_article(make_article(example.text)):
        yield from coder.trace(article)


def _marked(trace: SentenceTrace, example: Example) -> list[int]:
    """The tokens of the marked trigger."""
    parse = trace.parse
    assert parse is not None
    return [
        token
        for token in range(len(parse))
        if any(parse.starts[token] < end and start < parse.ends[token] for start, end in example.trigger)
    ]


def count(coder: Coder, examples: Sequence[Example]) -> tuple[dict[str, tuple[int, int]], Counter[str]]:
    """Row -> (times met, times right); and how often each verb is the marked trigger of an event."""
    met: Counter[str] = Counter()
    right: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    for example in examples:
        for trace in _traces(coder, example):
            parse, tokens = trace.parse, _marked(trace, example)
            assert parse is not None
            kinds = {event.trigger: event.type for event in trace.events}
            for candidate in trace.candidates:
                span = parse.cover(candidate.token, candidate.token)
                if span in kinds and candidate.token in tokens:
                    met[candidate.row.row] += 1
                    right[candidate.row.row] += kinds[span] == example.type
            if example.type != "NONE":
                verbs.update({parse.lemmas[token] for token in tokens if parse.pos[token] == "VERB"})
    return {row: (met[row], right[row]) for row in met}, verbs


def main() -> int:
    """Write the tables and say how much of the corpus the certain rows cover."""
    (DATA / "certain.csv").write_text(f"{_MADE}type,head,kind,with,seen,right\n", encoding="utf-8")
    load_lexicon.cache_clear()
    counts, verbs = count(Coder(CoderOptions(model=False, gate=False)), read_examples())
    rows = {row.row: row for row in load_lexicon().rows()}
    certain = [(rows[name], *pair) for name, pair in counts.items() if pair[0] >= _SEEN and pair[1] >= _RIGHT * pair[0]]
    lines = sorted(f"{_cells(row)},{seen},{right}" for row, seen, right in certain)
    _write("certain.csv", "type,head,kind,with,seen,right", lines)
    attested = [f"{verb},{seen}" for verb, seen in sorted(verbs.items()) if seen >= _TOLD and verb.isalpha()]
    _write("attested.csv", "verb,seen", attested)
    share = sum(seen for _, seen, _ in certain) / sum(seen for seen, _ in counts.values())
    met = sum(seen for seen, _ in counts.values())
    print(f"{len(lines)} certain rows, {share:.1%} of the {met} triggers that rows met; {len(attested)} attested verbs")
    return 0


def _write(name: str, header: str, lines: Sequence[str]) -> None:
    (DATA / name).write_text(_MADE + header + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _cells(row: Trigger) -> str:
    conditions = f'"{row.written}"' if "," in row.written else row.written
    return f"{row.type},{row.head},{row.kind},{conditions}"


if __name__ == "__main__":
    sys.exit(main())
