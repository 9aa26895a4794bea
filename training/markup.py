"""One line of the corpus to a sentence with its marks; see corpus/GUIDE.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import TableError
from dragoman.ontology import load_ontology

__all__ = ["STATUSES", "Example", "parse_line", "read_corpus"]

STATUSES = frozenset({"actual", "negated", "future", "hypothetical", "historical"})
_OPEN = {"[": "actor", "{": "recipient", "<": "source"}
_CLOSE = {"]": "actor", "}": "recipient", ">": "source"}

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One line: `text` without marks, and half-open code-point spans into it. `type` is NONE where nothing happens."""

    text: str
    type: str
    modes: tuple[str, ...]
    status: str
    contexts: tuple[str, ...]
    actor: Spans
    recipient: Spans
    trigger: Spans
    source: Spans
    where: str


def parse_line(line: str, *, where: str) -> Example:
    """The example that `line` holds. Raises: TableError that begins with `where` (file and line number)."""
    parts = [part.strip() for part in line.split(" | ", 3)]
    if len(parts) != 4:
        raise TableError(f"{where}: not 'TYPE modes | status | contexts | sentence'; separate the four with ' | '")
    kind, _, mode_words = parts[0].partition(" ")
    modes = tuple(mode_words.split("+")) if mode_words else ()
    contexts = tuple(word.strip() for word in parts[2].split(",")) if parts[2] != "-" else ()
    text, spans = _strip_marks(parts[3], where)
    example = Example(
        text=text, type=kind, modes=modes, status=parts[1] if parts[1] != "-" else "", contexts=contexts, where=where, **spans
    )
    _check(example)
    return example


def read_corpus(folder: Path) -> Iterator[Example]:
    """Every example of the `.txt` files in `folder`, in order of file and line. Raises: TableError at the first bad line."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield parse_line(line, where=f"{path.name} line {number}")


def _strip_marks(marked: str, where: str) -> tuple[str, dict[str, Spans]]:
    """The sentence without marks, and the spans of each."""
    spans: dict[str, list[tuple[int, int]]] = {"actor": [], "recipient": [], "trigger": [], "source": []}
    text: list[str] = []
    opened: list[tuple[str, int]] = []
    star: int | None = None
    for char in marked:
        if char == "*":
            if star is None:
                star = len(text)
            else:
                spans["trigger"].append((star, len(text)))
                star = None
        elif char in _OPEN:
            opened.append((_OPEN[char], len(text)))
        elif char in _CLOSE:
            if not opened or opened[-1][0] != _CLOSE[char]:
                raise TableError(f"{where}: '{char}' closes nothing that is open; marks nest or stand apart")
            name, start = opened.pop()
            spans[name].append((start, len(text)))
        else:
            text.append(char)
    if opened or star is not None:
        raise TableError(f"{where}: a mark is opened and never closed")
    if any(start == end for found in spans.values() for start, end in found):
        raise TableError(f"{where}: a mark holds no words")
    return "".join(text), {name: tuple(sorted(found)) for name, found in spans.items()}


def _check(example: Example) -> None:
    """Codes that exist, and the marks that each kind of line needs."""
    ontology, where = load_ontology(), example.where
    if not example.trigger or len(example.trigger) > 3:
        raise TableError(f"{where}: mark the words of the act with *...*, in one to three pieces")
    if not example.actor and (example.type == "NONE" or not example.recipient):
        raise TableError(f"{where}: mark the party who acts with [...]")
    if example.type == "NONE":
        if example.modes or example.status or example.contexts:
            raise TableError(f"{where}: a NONE line has '-' for status and contexts, and no mode")
        if not example.recipient:
            raise TableError(f"{where}: a NONE line marks two parties, [...] and {{...}}")
        return
    if example.type not in ontology.types:
        raise TableError(f"{where}: '{example.type}' is no type; see ontology/data/types.csv")
    if example.status not in STATUSES:
        raise TableError(f"{where}: '{example.status}' is no status; one of {', '.join(sorted(STATUSES))}")
    for mode in example.modes:
        if mode not in ontology.types[example.type].modes:
            raise TableError(f"{where}: '{mode}' is no mode of {example.type}; see ontology/data/modes.csv")
    for context in example.contexts:
        if context not in ontology.contexts:
            raise TableError(f"{where}: '{context}' is no context; see ontology/data/contexts.csv")
