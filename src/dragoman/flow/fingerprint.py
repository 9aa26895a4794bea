"""What makes a coder this coder: version, pipeline, model and every table that decides."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files

from dragoman.config import CoderOptions
from dragoman.text import installed_pipelines

__all__ = ["make_fingerprint"]

_ROOMS = ("ontology", "text", "coding/who", "coding/when", "coding/where", "coding/whose", "coding/what")


def make_fingerprint(options: CoderOptions, *, model: str | None, actors: str | None) -> str:
    """One line for people to read; `model` and `actors` are the digests of the model and of the user's dictionaries, if any."""
    tables = hashlib.sha256()
    for room in _ROOMS:
        for name, data in sorted(_tables(room).items()):
            tables.update(f"{room}/{name}\n".encode() + data)
    installed = installed_pipelines()
    name = options.pipeline or next(iter(installed), "no pipeline")
    gate = "" if options.gate else ", no gate"
    own = f", actors {actors}" if actors is not None else ""
    return (
        f"dragoman {version('dragoman')}, {name} {installed.get(name, '')}, model {model or 'none'}, "
        f"tables {tables.hexdigest()[:12]}{gate}{own}"
    )


def _tables(room: str) -> Mapping[str, bytes]:
    folder = files("dragoman").joinpath(*room.split("/"), "data")
    found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    triggers = folder / "triggers"
    if triggers.is_dir():
        found |= {path.name: path.read_bytes() for path in triggers.iterdir() if path.is_file()}
    return found
