"""The benchmarks that guard the floors: their files, their digests, and the measures taken on them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dragoman.errors import ReadError
from dragoman.evaluate.evaluation import Evaluation

__all__ = ["BENCHMARKS", "PLV", "digest_of", "measures_of"]

BENCHMARKS = {"gsr": "gsr.dev.jsonl", "petr2": "petr2.dev.jsonl"}
"""The file of each benchmark of raw text, in the folder of measuring data."""

PLV = "plv.dev.jsonl"
"""The benchmark of marked sentences, for the model alone."""


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits. Raises: ReadError."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as exc:
        raise ReadError(f"{path}: cannot be read ({exc.strerror}). Give a JSON Lines file of gold.") from exc


def measures_of(name: str, evaluation: Evaluation) -> dict[str, float]:
    """The measures with floors: the looser shares (`gsr type`) and the one-to-one F1 (`gsr type f1`); 0 where undefined."""
    loose = {f"{name} {measure}": share.value or 0.0 for measure, share in evaluation.loose.items()}
    return loose | {f"{name} {level} f1": figure.f1.value or 0.0 for level, figure in evaluation.levels.items()}
