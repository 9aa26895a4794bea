"""What the gate saves and what it costs, on real news; prints a line for docs/decisions/0003-gate.md.

Run it with `make benchmark`. Every event that the coder without a gate finds and the coder with it does not counts as lost.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from dragoman.config import CoderOptions, ReadOptions
from dragoman.flow import Coder, read_articles
from dragoman.records import Article

NEWS = Path(__file__).parents[2] / "shared" / "data" / "insightcrime.jsonl"
SKIPPED, COUNT = 100, 60


def main() -> None:
    """Measure and print."""
    gated, open_coder = Coder(), Coder(CoderOptions(gate=False))
    found = (article for article in read_articles([NEWS], ReadOptions()) if isinstance(article, Article))
    passed = sentences = events = lost = 0
    for article in islice(found, SKIPPED, SKIPPED + COUNT):
        for trace in gated.trace(article, whole=True):
            sentences += 1
            passed += trace.parse is not None
        kept = {event.id for event in gated.stream(article)}
        everything = {event.id for event in open_coder.stream(article)}
        events += len(everything)
        lost += len(everything - kept)
    print(f"gate: {passed:,} of {sentences:,} sentences pass ({passed / sentences:.0%}); {lost} of {events} events lost")


if __name__ == "__main__":
    main()
