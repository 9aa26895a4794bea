"""The `dragoman` command: one module a subcommand."""

from __future__ import annotations

import sys

import typer
from rich.console import Console
from rich.markup import escape

from dragoman.apps.cli.actors import actors
from dragoman.apps.cli.code import code
from dragoman.apps.cli.dataset import dataset
from dragoman.apps.cli.doctor import doctor
from dragoman.apps.cli.evaluate import evaluate
from dragoman.apps.cli.explain import explain
from dragoman.apps.cli.export import export
from dragoman.apps.cli.incidents import incidents
from dragoman.apps.cli.judge import judge
from dragoman.apps.cli.panel import panel
from dragoman.apps.cli.query import query
from dragoman.errors import DragomanError

__all__ = ["app", "main"]

app = typer.Typer(
    name="dragoman",
    help="Reads news and writes political event data: who did what to whom, when, where, and on whose word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(code)
app.command()(explain)
app.command()(incidents)
app.command()(judge)
app.command()(export)
app.command()(evaluate)
app.command()(doctor)
app.command()(query)
app.command()(panel)
app.add_typer(actors)
app.add_typer(dataset)


def main() -> None:
    """Run the command line; an error of ours is one line on standard error and exit code 2."""
    try:
        app()
    except DragomanError as exc:
        Console(stderr=True).print(f"[bold red]dragoman:[/] {escape(str(exc))}", soft_wrap=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        Console(stderr=True).print("dragoman: interrupted; what was written stays.")
        sys.exit(130)
