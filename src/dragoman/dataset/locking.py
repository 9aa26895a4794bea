"""One writer at a time, by a lock of the operating system that dies with its process."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from dragoman.errors import DatasetError

__all__ = ["lock_writer"]


def lock_writer(path: Path, *, wait: bool) -> FileLock:
    """The held lock of the dataset at `path`, to be released. Raises: DatasetError when another holds it, unless `wait`."""
    lock = FileLock(path / ".lock", timeout=-1 if wait else 0, thread_local=False)
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as exc:
        raise DatasetError(f"{path}: another run is writing this dataset. Wait for it to end, or give --wait.") from exc
    except OSError as exc:
        raise DatasetError(f"{path}: cannot be written ({exc.strerror or exc}). Check the path and its permissions.") from exc
    return lock
