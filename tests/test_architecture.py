"""The shape of the house, kept by parsing it."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest

import dragoman
from dragoman import errors

ROOT = Path(dragoman.__file__).parent
LEVELS = [
    {"apps"},
    {"evaluate"},
    {"flow"},
    {"read", "text", "coding", "incidents", "dataset", "export"},
    {"ontology"},
    {"records", "errors", "registry", "config", "codec"},
]
MODULES = sorted(path for path in ROOT.rglob("*.py"))


def _room(parts: tuple[str, ...]) -> str:
    """The room of a dotted module path below `dragoman`: `coding.who` is a room, `coding` only a folder."""
    return ".".join(parts[:2]) if parts[0] == "coding" and len(parts) > 1 else parts[0]


def _level(room: str) -> int:
    return next(index for index, rooms in enumerate(LEVELS) if room.split(".")[0] in rooms)


def _imports(path: Path) -> set[tuple[str, ...]]:
    """What a module imports from dragoman, lazily or not, as dotted paths below `dragoman`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {tuple(alias.name.split(".")[1:]) for alias in node.names if alias.name.startswith("dragoman.")}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "dragoman":
            below = node.module.split(".")[1:]
            found |= {tuple(below)} if below else {(alias.name,) for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    """apps -> evaluate -> flow -> rooms -> ontology -> kernel; rooms never import one another."""
    own = path.relative_to(ROOT).with_suffix("").parts
    if own == ("__init__",):
        return
    room = _room(own)
    for target in _imports(path):
        other = _room(target)
        if other == room:
            continue
        assert _level(other) > _level(room) or (_level(room) == len(LEVELS) - 1 == _level(other)), f"{room} imports {other}"


def test_only_text_imports_spacy() -> None:
    """Only the text room imports spaCy (the pipe that spaCy itself calls is handed its objects)."""
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        if "text" not in path.relative_to(ROOT).parts and "spacy_pipe" not in path.name:
            assert "import spacy" not in source, path
            assert "from spacy" not in source, path


def test_errors_are_drawn() -> None:
    """The tree in the docstring of errors.py is the tree of classes."""
    drawn = [line.strip(" │├└─") for line in (errors.__doc__ or "").splitlines() if "Error" in line and "─" in line]
    classes = [name for name, kind in inspect.getmembers(errors, inspect.isclass) if kind.__base__ is errors.DragomanError]
    assert sorted(drawn) == sorted(classes)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_names_exist(path: Path) -> None:
    """Every name in `__all__` can be imported."""
    name = ".".join(("dragoman", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
    module = importlib.import_module(name)
    for public in getattr(module, "__all__", ()):
        assert hasattr(module, public), f"{name}.{public}"
