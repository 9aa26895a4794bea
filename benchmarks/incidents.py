"""Time and memory of grouping reports into incidents, and how both grow: `python benchmarks/incidents.py`.

Generated reports: happenings between two of 200 countries, told in one to eight articles of two or three reports each, at
1,000 articles a day; words drawn with the frequencies of our corpus, vectors of sentences at random. Each size in a process of
its own, with the time of an update that brings 1,000 new reports to the reports of the twelve days before.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.incidents import group, load_lexicon, update
from dragoman.records import Actor, Carrier, Event, Mention, Place, Report, Span, Timex

SIZES = (10_000, 20_000, 40_000)
ARTICLES_A_DAY = 1_000
TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "PROTEST", "COERCE", "AGREE", "SUPPORT", "AID")


def reports(count: int) -> Iterator[Report]:
    """Reports in order of publication, by and large."""
    dice = random.Random(5)
    weights = load_lexicon().weights
    words, shares = list(weights), [10.0 ** (-4 * weight) for weight in weights.values()]
    made = article = 0
    while made < count:
        parties = [f"{chr(65 + dice.randrange(8))}{chr(65 + dice.randrange(5))}{chr(65 + dice.randrange(5))}" for _ in range(2)]
        names = ["".join(dice.choices("bdklmnrstvaeiou", k=7)).title() for _ in range(3)]
        day = date(2020, 1, 1) + timedelta(days=article // ARTICLES_A_DAY)
        acts = [(dice.choice(TYPES), dice.choices(words, shares, k=6)) for _ in range(3)]
        for _ in range(dice.randrange(1, 9)):
            article += 1
            published = day + timedelta(days=dice.randrange(3))
            for at, (kind, told) in enumerate(acts[: dice.randrange(2, 4)]):
                quote = " ".join(dice.sample([*told, *dice.choices(words, shares, k=6), *dice.sample(names, 2)], 14))
                made += 1
                yield _report(made, article, at, kind, quote, parties, names, day if dice.random() < 0.5 else None, published)


def _report(
    made: int,
    article: int,
    at: int,
    kind: str,
    quote: str,
    parties: list[str],
    names: list[str],
    day: date | None,
    published: date,
) -> Report:
    span = Span(start=500 * at, end=500 * at + len(quote))
    trigger = Span(start=span.start, end=span.start + len(quote.split()[0]))
    actors = [
        Mention(span=trigger, text=party, kind="role", actor=Actor(country=party, sector=sector))
        for party, sector in zip(parties, ("GOV", "CVL"), strict=True)
    ]
    place = int.from_bytes(parties[0].encode(), "big")
    event = Event(
        id=f"{made:016x}", article=f"a{article}", type=kind, cameo="010", quad=1, score=0.0,
        actors=(actors[0],), recipients=(actors[1],),
        date=Timex(span=trigger, text="", start=day, end=day) if day else None,
        place=Place(span=None, text=names[0], name=names[0], geonameid=place, country=parties[0], resolution="city"),
        sentence=span, trigger=trigger, quote=quote,
    )  # fmt: skip
    carrier = Carrier(article=f"a{article}", published=published, original=f"a{article}")
    return Report(event=event, carrier=carrier, sense=b"name" + random.Random(quote).randbytes(128))


def measure(count: int) -> dict[str, float]:
    """Seconds of processor time, MiB above the reports themselves, incidents; and seconds of an update."""
    given = list(reports(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    incidents = group(given)
    seconds = time.process_time() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    last = max(report.carrier.published for report in given if report.carrier.published)
    near = [report for report in given if report.carrier.published and (last - report.carrier.published).days <= 12]
    ids = {report.event.id for report in near}
    touched = [incident for incident in incidents if ids & set(incident.events)]
    started = time.process_time()
    update(touched, near)
    return {
        "reports": len(given), "seconds": seconds, "mebibytes": grown, "incidents": len(incidents), "near": len(near),
        "update": time.process_time() - started,
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    for size in SIZES:
        done = subprocess.run([sys.executable, __file__, str(size)], check=True, capture_output=True, text=True)
        print(
            "{reports:,} reports: {seconds:.1f} s, {mebibytes:,.0f} MiB, {incidents:,} incidents; "
            "update over {near:,} reports {update:.1f} s".format(**json.loads(done.stdout))
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
