from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from made import Run

from dragoman.dataset import open_dataset, verify
from dragoman.errors import DatasetError

WRITER = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from made import BY_DAY, make_coded
from dragoman.dataset import Writer
from dragoman.errors import DatasetError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    with Writer(sys.argv[1], coder="coder 1") as writer:
        for article, events in make_coded(range(200)):
            if writer.standing(article) == "new":
                writer.add(article, events)
        writer.commit(BY_DAY)
except DatasetError as exc:
    print(exc)
"""


@pytest.mark.parametrize("room", [10, 2_000, 20_000])
def test_a_full_disk(data: Path, run: Run, room: int) -> None:
    """When the system takes no more bytes, the run ends in one line, the old version stands, and the next run goes through."""
    run(range(3))
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(data), str(Path(__file__).parent), str(room)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert done.stdout.count("\n") == 1
    assert "File too large" in done.stdout
    assert len(open_dataset(data).events()) == 6
    assert run(range(30)) is not None
    assert not any(finding.problems for finding in verify(open_dataset(data)))


def test_a_disk_that_is_nearly_full(data: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before rows are written there is a look at the space that is left; nothing is begun that would not fit."""
    run(range(3))
    with monkeypatch.context() as patch:
        patch.setattr("dragoman.dataset.tables._free_bytes", lambda path: 100_000)
        with pytest.raises(DatasetError, match="No space left on device"):
            run(range(10))
    assert len(open_dataset(data).events()) == 6
    assert run(range(10)) is not None
