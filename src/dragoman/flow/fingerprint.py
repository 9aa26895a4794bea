"""What makes a coder this coder, and a grouper this grouper: version, pipeline, model and every table that decides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from importlib.resources import files

from dragoman.config import CoderOptions
from dragoman.text import installed_pipelines

__all__ = ["make_fingerprint", "make_grouper_fingerprint"]

_ROOMS = ("ontology", "text", "coding/who", "coding/when", "coding/where", "coding/whose", "coding/what")


def make_fingerprint(options: CoderOptions, *, model: str | None, sense: str, actors: str | None) -> str:
    """One line for people to read; digests of the two models, and of the user's dictionaries, if any."""
    installed = installed_pipelines()
    name = options.pipeline or next(iter(installed), "no pipeline")
    gate = "" if options.gate else ", no gate"
    own = f", actors {actors}" if actors is not None else ""
    return (
        f"dragoman {version('dragoman')}, {name} {installed.get(name, '')}, model {model or 'none'}, "
        f"sense {sense}, "
        f"tables {_digest(_ROOMS)}{gate}{own}"
    )


def make_grouper_fingerprint() -> str:
    """What makes incidents of events: version, and weights with every other table of `incidents/`."""
    return f"dragoman {version('dragoman')}, incident tables {_digest(('incidents',))}"


def _digest(rooms: Iterable[str]) -> str:
    tables = hashlib.sha256()
    for room in rooms:
        for name, data in sorted(_tables(room).items()):
            tables.update(f"{room}/{name}\n".encode() + data)
    return tables.hexdigest()[:12]


def _tables(room: str) -> Mapping[str, bytes]:
    folder = files("dragoman").joinpath(*room.split("/"), "data")
    found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    triggers = folder / "triggers"
    if triggers.is_dir():
        found |= {path.name: path.read_bytes() for path in triggers.iterdir() if path.is_file()}
    return found
