from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from dragoman.dataset import open_dataset, verify
from dragoman.errors import DatasetError

WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from made import BY_DAY, make_coded
from dragoman.dataset import Writer
print("ready", flush=True)
for run in range(int(sys.argv[3])):
    with Writer(sys.argv[1], coder="coder 1", resume=run % 2 == 1, wait=True) as writer:
        for article, events in make_coded(range(run * 10, run * 10 + 10)):
            if writer.standing(article) == "new":
                writer.add(article, events)
                if article.id.endswith("5"):
                    writer.flush()
        writer.commit(BY_DAY)
"""


def test_kill_nine(data: Path) -> None:
    """Whenever a writer is killed, the last whole version stands; in the end nothing is lost and nothing there twice."""
    chance, runs, seen = random.Random(5), 6, 0
    for life in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(data), str(Path(__file__).parent), str(runs)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        end = time.monotonic() + (chance.uniform(0.05, 0.6) if life < 3 else 60)
        while writer.poll() is None and time.monotonic() < end:
            try:
                opened = open_dataset(data)
            except DatasetError:
                assert seen == 0  # before the first version there is none to open
                continue
            assert opened.version.number >= seen
            seen = opened.version.number
            assert (len(opened.articles()), len(opened.events())) == (seen * 10, seen * 20)
        if life < 3:
            os.kill(writer.pid, signal.SIGKILL)
        assert writer.wait() == (-signal.SIGKILL if life < 3 else 0)
        writer.stdout.close()
    opened = open_dataset(data)
    assert (opened.version.number, len(opened.articles())) == (runs, runs * 10)
    assert not any(finding.problems for finding in verify(opened))
