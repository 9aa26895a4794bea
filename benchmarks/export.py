"""Time of every export, per 20,000 reports, and how it grows to 100,000.

    python benchmarks/export.py

Each format writes to memory: one report of a strike repeated with ids, articles, days and countries of its own. The last row is
reading the same reports from JSON Lines.
"""

from __future__ import annotations

import io
import logging
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "export"))

import samples

from dragoman import registry
from dragoman.export.jsonl import read_jsonl
from dragoman.records import Report

SIZES = (20_000, 100_000)
COUNTRIES = ("CHL", "USA", "KEN", "FRA", "IND", "UKR", "BRA", "NGA")


def make(count: int) -> list[Report]:
    """Reports, four to an article."""
    first = samples.make_report()
    made = []
    for number in range(count):
        country, day = COUNTRIES[number % len(COUNTRIES)], date(2024, 1, 1) + timedelta(days=number % 365)
        doer = first.event.actors[0]
        event = replace(
            first.event,
            id=f"{number:016x}",
            article=f"{number // 4:016x}",
            actors=(replace(doer, actor=replace(doer.actor, country=country)),),
            date=replace(first.event.date, start=day, end=day),  # type: ignore[type-var]
        )
        made.append(Report(event=event, carrier=replace(first.carrier, article=event.article)))
    return made


def main() -> None:
    """Print a table."""
    logging.disable(logging.WARNING)
    print("| format | " + " | ".join(f"{size:,} s" for size in SIZES) + " | MB |\n|---|" + "---|" * (len(SIZES) + 1))
    sets = [make(size) for size in SIZES]
    for name in registry.names("dragoman.exporters"):
        export, cells = registry.find("dragoman.exporters", name), []
        for reports in sets:
            stream, begun = io.BytesIO(), time.perf_counter()
            export(reports, stream)
            cells.append(f"{time.perf_counter() - begun:.1f}")
        print(f"| {name} | {' | '.join(cells)} | {stream.tell() / 1e6:.1f} |", flush=True)
    cells = []
    for reports in sets:
        stream = io.BytesIO()
        registry.find("dragoman.exporters", "jsonl")(reports, stream)
        stream.seek(0)
        begun = time.perf_counter()
        assert sum(1 for _ in read_jsonl(stream)) == len(reports)
        cells.append(f"{time.perf_counter() - begun:.1f}")
    print(f"| reading jsonl | {' | '.join(cells)} | |")


if __name__ == "__main__":
    main()
