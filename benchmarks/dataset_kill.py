"""100,000 events appended in 100 runs while a reader queries throughout and the writer is killed twenty times.

    python benchmarks/dataset_kill.py            # prints the figures of docs/decisions/0008-dataset.md

Every run is 500 invented articles of one day with two events each, of which the run writes a part before the rest. The writer
is killed with SIGKILL at random moments and started again, half of the time with `resume`. The reader opens the newest version,
counts its rows and compares them with what the version must hold. In the end the dataset is compared, by the digest of each
table, with one that was written without a kill.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "dataset"))

from made import BY_DAY, make_article, make_events

from dragoman.dataset import Writer, open_dataset, verify
from dragoman.errors import DatasetError

RUNS, ARTICLES, KILLS = 100, 500, 20
SEED = 20


def write(path: Path, *, resume: bool) -> None:
    """All runs that are not there yet."""
    try:
        done = open_dataset(path).version.number
    except DatasetError:
        done = 0
    print("writing", flush=True)
    for run in range(done, RUNS):
        day = date(2024, 1, 1) + timedelta(days=run)
        with Writer(path, coder="coder 1", inputs=(f"day {run}",), resume=resume, wait=True) as writer:
            for index in range(ARTICLES):
                article = make_article(run * ARTICLES + index, day=day)
                if writer.standing(article) == "new":
                    writer.add(article, make_events(article))
                if index % 100 == 99:
                    writer.flush()
            writer.commit(BY_DAY, window_days=0, whole=0)


def read(path: Path) -> None:
    """Query until standard input closes; one line of figures at the end."""
    import select

    queries, wrong, slowest, seen, lag = 0, [], 0.0, 0, set()
    while not select.select([sys.stdin], [], [], 0)[0]:
        started = time.perf_counter()
        try:
            opened = open_dataset(path)
            number = opened.version.number
            sql = """SELECT (SELECT count(*) FROM events), (SELECT count(DISTINCT article) FROM events),
                (SELECT count(*) FROM incident_members), (SELECT count(*) FROM articles)"""
            rows = opened.query(sql).rows()[0]
            expected = number * ARTICLES
            if rows != (2 * expected, expected, 2 * expected, expected) or number < seen:
                wrong.append(f"version {number}: {rows}")
            seen = number
            lag.add(number)
        except DatasetError as exc:
            if seen:
                wrong.append(str(exc))
            continue
        queries += 1
        slowest = max(slowest, time.perf_counter() - started)
    print(f"{queries} queries of {len(lag)} versions, slowest {slowest:.2f} s, {len(wrong)} wrong or failed {wrong[:3]}")


def main() -> None:
    """Kill, start again, compare."""
    chance = random.Random(SEED)
    own = [sys.executable, __file__]
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder) / "whole", Path(folder) / "killed"
        started = time.perf_counter()
        write(whole, resume=False)
        print(f"without kills: {time.perf_counter() - started:.0f} s")
        reader = subprocess.Popen([*own, "read", killed], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started, deaths = time.perf_counter(), []
        for life in range(KILLS + 1):
            writer = subprocess.Popen([*own, "write", killed, str(life % 2)], stdout=subprocess.PIPE, text=True)
            assert writer.stdout is not None
            writer.stdout.readline()
            if life < KILLS:
                time.sleep(chance.uniform(0, 5))
                writer.send_signal(signal.SIGKILL)
                try:
                    deaths.append(open_dataset(killed).version.number)
                except DatasetError:
                    deaths.append(0)
            assert writer.wait() == (-signal.SIGKILL if life < KILLS else 0)
        print(f"with {KILLS} kills, at versions {deaths}: {time.perf_counter() - started:.0f} s")
        print("reader:", reader.communicate("")[0].strip())
        one, two = verify(open_dataset(whole)), verify(open_dataset(killed))
        for expected, found in zip(one, two, strict=True):
            same = "the same digest" if expected.digest == found.digest else "ANOTHER DIGEST"
            print(f"{found.table}: {found.rows:,} rows, {same}, problems: {'; '.join(found.problems) or 'none'}")
        sizes = [sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6 for path in (whole, killed)]
        print(f"on the disk: {sizes[0]:.0f} MB without kills, {sizes[1]:.0f} MB with them")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", path, resume]:
            write(Path(path), resume=resume == "1")
        case ["read", path]:
            read(Path(path))
        case _:
            main()
