"""A trained model opened so that the same question gets the same answer."""

from __future__ import annotations

import onnxruntime

from dragoman.errors import TableError

__all__ = ["open_session"]


def open_session(weights: bytes, *, threads: int = 1) -> onnxruntime.InferenceSession:
    """`threads`: cores for one question; 1 gives the same bytes everywhere. Raises: TableError for what is no model."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as exc:  # onnxruntime's exceptions have no class of their own in common
        reason = str(exc).strip().split("\n")[0]
        raise TableError(f"coding/what/model: a model cannot be read ({reason}). Reinstall dragoman, or train it.") from exc
