"""Millions of invented events: append, five typical queries and one incident update; the same with CSV and pandas, and DuckDB.

    python benchmarks/dataset.py 1000000 10000000      # a table of times for each size, as in docs/decisions/0008-dataset.md

A store's files stay on the disk until it was measured: some 20 GB for ten million events. Each query is run three times and the
middle time counts; the operating system's cache is as warm as those runs leave it. pandas reads the columns that a query needs.
Ids are as scattered as the hashes that real ones are.
"""

from __future__ import annotations

import json
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "dataset"))

from made import make_article, make_events

from dragoman.coding.what.sense import SIZE
from dragoman.dataset import COLUMNS, Near, Regroup, Writer, open_dataset
from dragoman.dataset.rows import article_row, event_row, incident_row
from dragoman.ontology import load_ontology
from dragoman.records import Actor, Incident

CHUNK, DAYS, FIRST, LAST = 100_000, 3_650, date(2015, 1, 1), date(1900, 1, 1)
FLAT = [
    "id", "article", "publisher", "published", "type", "cameo", "quad", "score", "status", "date_start", "date_end",
    "date_text", "actor", "recipient", "place", "place_country", "geonameid", "latitude", "longitude", "quote", "confidence",
    "coder", "run",
]  # fmt: skip


def make_names(numbers: np.ndarray[Any, np.dtype[np.int64]]) -> pa.Array:
    """An id of 16 hexadecimal digits for each number, as scattered as the hashes that real ids are (splitmix64)."""
    mixed = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return pa.array(np.frombuffer(mixed.astype(">u8").tobytes().hex().encode(), dtype="S16")).cast(pa.string())


ONE = make_names(np.array([4 * 12_345]))[0].as_py()
QUERIES = {
    "events by type and year": "SELECT type, year(date_start), count(*), avg(score) FROM events GROUP BY ALL",
    "one dyad and type by month": (
        "SELECT date_trunc('month', date_start), count(*) FROM events"
        " WHERE type = 'ASSAULT' AND list_contains(actor_countries, 'C07') AND list_contains(recipient_countries, 'C08')"
        " GROUP BY 1"
    ),
    "one country's events of a month, with quotes": (
        "SELECT id, type, date_start, publisher, quote FROM events"
        " WHERE place_country = 'C03' AND date_start BETWEEN '2019-05-01' AND '2019-05-31'"
    ),
    "mastheads with most assaults in a year": (
        "SELECT publisher, count(*) FROM events WHERE type = 'ASSAULT' AND date_start BETWEEN '2020-01-01' AND '2020-12-31'"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10"
    ),
    "one event by its id": f"SELECT * FROM events WHERE id = '{ONE}'",
}


def make_words(chance: random.Random) -> list[str]:
    """A vocabulary."""
    return ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 11))) for _ in range(8_000)]


def make_base(count: int = 4_000) -> list[dict[str, object]]:
    """Rows of events with invented words, to be repeated under other ids and days."""
    chance = random.Random(1)
    words = make_words(chance)
    types, rows = sorted(load_ontology().types.values(), key=lambda each: each.name), []
    for number in range(count):
        text = " ".join(chance.choices(words, k=18)) + ". " + " ".join(chance.choices(words, k=24)) + ". Done."
        article = make_article(number, text=text)
        (event,) = make_events(article, count=1)
        kind = chance.choice(types)
        row = event_row(event, article, keep="text", run=1, sense=b"")
        here, there = (f"C{int(chance.paretovariate(0.7)) % 60:02}" for _ in "ab")
        row |= {"type": kind.name, "quad": kind.quad, "score": kind.score, "publisher": f"Masthead {chance.randint(1, 500)}"}
        row |= {"actor_countries": [here], "recipient_countries": [there], "place_country": here, "confidence": chance.random()}
        rows.append(row)
    return rows


def fill(template: str, values: Mapping[str, pa.Array]) -> pa.Array:
    """The template for each row, with the row's values for the marks in it."""
    parts = re.split("(" + "|".join(map(re.escape, values)) + ")", template)
    return pc.binary_join_element_wise(*(values.get(part, part) for part in parts), "")


def put(table: pa.Table, **columns: pa.Array) -> pa.Table:
    """The table with other values in some columns."""
    for name, values in columns.items():
        table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), values)
    return table


def make_chunks(base: Sequence[Mapping[str, object]], size: int) -> Iterator[pa.Table]:
    """Tables of `CHUNK` events in order of their days, like news that comes day by day."""
    table = pa.Table.from_pylist(list(base), schema=COLUMNS["events"])
    split = []
    for row in base:
        record = json.loads(str(row["record"]))
        day = record["date"]["start"]
        record |= {"id": "@", "article": "@"}
        split.append(json.dumps(record, separators=(",", ":")).replace(day, "@").split("@"))
    parts = [pa.array(each) for each in zip(*split, strict=True)]
    chance = np.random.default_rng(2)
    words = pa.array(make_words(random.Random(1)))
    for start in range(0, size, CHUNK):
        numbers = np.arange(start, min(start + CHUNK, size))
        count = len(numbers)
        picks = pa.array(chance.integers(0, len(base), count))
        days = pa.array(np.datetime64(FIRST) + (numbers * DAYS // size).astype("timedelta64[D]"))
        ids, articles, texts = make_names(4 * numbers), make_names(4 * (numbers // 2) + 1), days.cast(pa.string())
        between = zip(parts, (ids, articles, texts, texts, ""), strict=True)
        filled = [each for part, value in between for each in (part.take(picks), value)]
        told = words.take(pa.array(chance.zipf(1.3, 18 * count) % len(words)))
        quotes = pc.binary_join(pa.ListArray.from_arrays(pa.array(range(0, 18 * count + 1, 18), pa.int32()), told), " ")
        record = pc.binary_join_element_wise(*filled, "")
        sense = pa.FixedSizeBinaryArray.from_buffers(pa.binary(SIZE), count, [None, pa.py_buffer(chance.bytes(SIZE * count))])
        yield put(
            table.take(picks), id=ids, article=articles, record=record, quote=quotes, sense=sense.cast(pa.binary()),
            date_start=days, date_end=days, published=days,
        )  # fmt: skip


def articles_of(events: pa.Table, row: Mapping[str, object]) -> pa.Table:
    """One row for each article of a chunk."""
    every = events.take(pa.array(range(0, len(events), 2)))
    ids = every["article"].combine_chunks()
    table = pa.Table.from_pylist([dict(row)], schema=COLUMNS["articles"]).take(pa.array(np.zeros(len(ids), dtype=np.int64)))
    record = fill(str(row["record"]), {'"a0"': pc.binary_join_element_wise('"', ids, '"', "")})
    stamps = pa.array([int(each[:15], 16) for each in ids.to_pylist()], pa.int64())
    return put(table, id=ids, record=record, published=every["published"], stamp=stamps)


def incidents_of(events: pa.Table, start: int = 0) -> tuple[pa.Table, pa.Table]:
    """Incidents of four events each, and their members. `start`: the number of the first event."""
    at = np.arange(0, len(events), 4)
    ids, every = make_names(4 * (start + at) + 2), events.take(pa.array(at))
    days, kinds = every["date_start"].combine_chunks(), every["type"].combine_chunks()
    marks = {f"@{number}@": events["id"].combine_chunks().take(pa.array(at + number)) for number in range(4)}
    row = incident_row(_dated("@ID@", "@TYPE@", FIRST, LAST, tuple(marks)), run=1)
    ends = events["published"].combine_chunks().take(pa.array(at + 3))
    table = pa.Table.from_pylist([row], schema=COLUMNS["incidents"]).take(pa.array(np.zeros(len(at), dtype=np.int64)))
    told = {FIRST.isoformat(): days.cast(pa.string()), LAST.isoformat(): ends.cast(pa.string())}
    record = fill(str(row["record"]), {"@ID@": ids, "@TYPE@": kinds, **marks, **told})
    members = {
        "incident": ids.take(pa.array(np.arange(len(events)) // 4)),
        "event": events["id"],
        "article": events["article"],
        "published": events["published"],
        "run": pa.array(np.ones(len(events), dtype=np.int64)),
    }
    return (
        put(
            table, id=ids, type=kinds, record=record, place_country=every["place_country"],
            date_start=days, date_end=days, first_report=days, last_report=ends,
        ),
        pa.table(members).select(COLUMNS["incident_members"].names),
    )  # fmt: skip


def _dated(name: str, kind: str, day: date, last: date, events: tuple[str, ...]) -> Incident:
    return Incident(
        id=name, type=kind, cameo="010", quad=1, score=0.0, start=day, end=day, summary="A summary of some words",
        publishers=("Masthead 1",), first_report=day, last_report=last, events=events,
        actors=(Actor(name="Somebody", country="C01", sector="GOV"),),
    )  # fmt: skip


def flat(events: pa.Table) -> pa.Table:
    """The columns that a CSV file can hold."""
    first = {"actor": "actor_countries", "recipient": "recipient_countries"}
    return pa.table({name: pc.list_element(events[first[name]], 0) if name in first else events[name] for name in FLAT})


def with_pandas(path: Path) -> dict[str, Callable[[], object]]:
    """The five queries as people write them with pandas."""

    def read(*columns: str) -> pd.DataFrame:
        return pd.read_csv(path, usecols=list(columns))

    def by_year() -> object:
        frame = read("type", "date_start", "score")
        return frame.groupby(["type", frame["date_start"].str[:4]])["score"].agg(["size", "mean"])

    def dyad() -> object:
        frame = read("type", "date_start", "actor", "recipient")
        frame = frame[(frame["type"] == "ASSAULT") & (frame["actor"] == "C07") & (frame["recipient"] == "C08")]
        return frame.groupby(frame["date_start"].str[:7]).size()

    def country() -> object:
        frame = read("id", "type", "date_start", "publisher", "quote", "place_country")
        return frame[(frame["place_country"] == "C03") & frame["date_start"].between("2019-05-01", "2019-05-31")]

    def mastheads() -> object:
        frame = read("type", "date_start", "publisher")
        frame = frame[(frame["type"] == "ASSAULT") & frame["date_start"].between("2020-01-01", "2020-12-31")]
        return frame["publisher"].value_counts().head(10)

    def one() -> object:
        return pd.concat(part[part["id"] == ONE] for part in pd.read_csv(path, chunksize=1_000_000))

    return dict(zip(QUERIES, (by_year, dyad, country, mastheads, one), strict=True))


def timed(call: Callable[[], object], times: int = 3) -> float:
    """Seconds, the middle of `times`."""
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def megabytes(path: Path) -> float:
    """Of a file or a directory."""
    return sum(each.stat().st_size for each in (path.rglob("*") if path.is_dir() else [path]) if each.is_file()) / 1e6


def keep_former(near: Near) -> list[Incident]:
    """The former incidents, of which the first ones gain a new event each: a store has to read what is near and write what
    changed; how events are grouped costs the same in all of them."""
    told = {event for incident in near.former for event in incident.events}
    new = [(event.id, article.published) for article, events in near.coded for event in events if event.id not in told]
    gained = []
    for each, (event, published) in zip(near.former, new, strict=False):
        assert published is not None
        assert each.last_report is not None
        gained.append(replace(each, events=(*each.events, event), last_report=max(each.last_report, published.day)))
    return [*gained, *near.former[len(gained) :]]


def measure_dataset(folder: Path, base: list[dict[str, object]], size: int) -> dict[str, float]:
    """Dragoman's dataset."""
    path, article = folder / "data", make_article(0)
    row = article_row(article, [], coder="coder 1", keep="text", run=1) | {"events": 2}
    spent = 0.0
    with Writer(path, coder="coder 1") as writer:
        for number, events in enumerate(make_chunks(base, size)):
            articles, (incidents, members) = articles_of(events, row), incidents_of(events, number * CHUNK)
            started = time.perf_counter()
            writer.tables["events"].append(events)
            writer.tables["articles"].append(articles)
            writer.tables["incidents"].append(incidents)
            writer.tables["incident_members"].append(members)
            spent += time.perf_counter() - started
        started = time.perf_counter()
        writer.commit()
        found = {"append all": spent + time.perf_counter() - started, "MB": megabytes(path)}
    middle = FIRST + timedelta(days=DAYS // 2)
    coded = [(each, make_events(each)) for each in (make_article(number, day=middle) for number in range(10**9, 10**9 + 500))]

    def run() -> None:
        with Writer(path, coder="coder 1") as writer:
            for article, events in coded:
                if writer.standing(article) == "new":
                    writer.add(article, events)
            writer.commit()

    found["a run of 1,000 events"] = timed(run, 1)
    for name, query in QUERIES.items():
        found[name] = timed(lambda query=query: open_dataset(path).query(query).to_arrow())  # type: ignore[misc]
    for at, (name, window_days) in enumerate((("an incident update", 3), ("the same, near its day alone", 0))):
        spent = []
        for start in range((20 + at) * 10**8, (20 + at) * 10**8 + 300, 100):
            again = [(each, make_events(each)) for each in (make_article(start + late, day=middle) for late in range(50))]
            started = time.perf_counter()
            with Writer(path, coder="coder 1") as writer:
                for each, told in again:
                    writer.add(each, told)
                writer.commit(Regroup("former", keep_former), window_days=window_days)
            spent.append(time.perf_counter() - started)
        found[name] = statistics.median(spent)
    return found


def measure_duckdb(folder: Path, base: list[dict[str, object]], size: int) -> dict[str, float]:
    """A DuckDB file with the same tables."""
    path = folder / "data.duckdb"
    database = duckdb.connect(str(path))
    for table in ("events", "incidents"):
        database.register("_rows", COLUMNS[table].empty_table())
        database.execute(f"CREATE TABLE {table} AS SELECT * FROM _rows")
    spent = 0.0
    for number, events in enumerate(make_chunks(base, size)):
        incidents, _ = incidents_of(events, number * CHUNK)
        started = time.perf_counter()
        for table, rows in (("events", events), ("incidents", incidents)):
            database.register("_rows", rows)
            database.execute(f"INSERT INTO {table} SELECT * FROM _rows")
        spent += time.perf_counter() - started
    started = time.perf_counter()
    database.execute("CHECKPOINT")
    found = {"append all": spent + time.perf_counter() - started}
    found["MB"] = megabytes(path)
    small = next(make_chunks(base, 1_000))

    def run() -> None:
        database.register("_rows", small)
        database.execute("INSERT INTO events SELECT * FROM _rows")
        database.execute("CHECKPOINT")

    found["a run of 1,000 events"] = timed(run, 1)
    for name, query in QUERIES.items():
        found[name] = timed(lambda query=query: database.sql(query).to_arrow_table())  # type: ignore[misc]
    changed = incidents_of(small)[0].slice(0, 101)

    def update() -> None:
        database.register("_rows", changed)
        database.execute("DELETE FROM incidents WHERE id IN (SELECT id FROM _rows)")
        database.execute("INSERT INTO incidents SELECT * FROM _rows")
        database.execute("CHECKPOINT")

    found["an incident update"] = timed(update, 1)
    database.close()
    return found


def measure_csv(folder: Path, base: list[dict[str, object]], size: int) -> dict[str, float]:
    """CSV files of what CSV can hold, written by Arrow and read by pandas."""
    path, other, spent = folder / "events.csv", folder / "incidents.csv", 0.0
    with path.open("wb") as stream, other.open("wb") as beside:
        for number, events in enumerate(make_chunks(base, size)):
            incidents, _ = incidents_of(events, number * CHUNK)
            started = time.perf_counter()
            options = pa.csv.WriteOptions(include_header=number == 0)
            pa.csv.write_csv(flat(events), stream, options)
            plain = incidents.select(["id", "type", "status", "date_start", "place_country", "summary"])
            pa.csv.write_csv(plain, beside, options)
            spent += time.perf_counter() - started
    found = {"append all": spent, "MB": megabytes(path) + megabytes(other)}
    small = flat(next(make_chunks(base, 1_000)))

    def run() -> None:
        with path.open("ab") as stream:
            pa.csv.write_csv(small, stream, pa.csv.WriteOptions(include_header=False))

    found["a run of 1,000 events"] = timed(run, 1)
    for name, call in with_pandas(path).items():
        found[name] = timed(call, 1)

    def update() -> None:
        frame = pd.read_csv(other)
        frame.loc[frame["id"].isin(frame["id"].head(101)), "type"] = "ASSAULT"
        frame.to_csv(other, index=False)

    found["an incident update"] = timed(update, 1)
    return found


def main() -> None:
    """Measure each size given and print the tables."""
    base = make_base()
    for size in (int(each) for each in sys.argv[1:] or ("1000000",)):
        found: dict[str, dict[str, float]] = {}
        for name, measure in (("dataset", measure_dataset), ("CSV, pandas", measure_csv), ("DuckDB file", measure_duckdb)):
            with tempfile.TemporaryDirectory() as folder:
                found[name] = measure(Path(folder), base, size)
            print(name, {row: round(value, 3) for row, value in found[name].items()}, file=sys.stderr)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{name} measured; {memory:,} MB of memory at most so far", file=sys.stderr, flush=True)
        print(f"\n| {size:,} events | {' | '.join(found)} |\n|---|{'---|' * len(found)}")
        for row in found["dataset"]:
            unit = "" if row == "MB" else " s"
            values = [each.get(row) for each in found.values()]
            shown = ("" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.2f}" for value in values)
            print(f"| {row} | {' | '.join(text and text + unit for text in shown)} |", flush=True)


if __name__ == "__main__":
    main()
