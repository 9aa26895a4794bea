"""`dragoman dataset`: what a dataset holds, its versions, what changed between two, and its upkeep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.apps.cli.tables import plain
from dragoman.dataset import Difference, compare, open_dataset, vacuum, verify

__all__ = ["dataset"]

dataset = typer.Typer(name="dataset", help="What a dataset holds, its versions, and its upkeep.", no_args_is_help=True)

_Path = Annotated[Path, typer.Argument(metavar="DATASET", help="The directory of the dataset.")]
_Number = Annotated[int | None, typer.Option("--version", help="This version rather than the last.")]
_COUNTS = ("articles", "events", "incidents", "incident_members", "verdicts")


@dataset.command()
def info(path: _Path, version: _Number = None) -> None:
    """What it holds: rows, days, publishers, coders, size."""
    opened = open_dataset(path, version)
    table = Table(title=f"[bold]{escape(str(path))}[/]", title_justify="left", show_header=False, box=None)
    table.add_row("version", f"{opened.version.number}, {opened.version.finished:%Y-%m-%d %H:%M} UTC")
    for name in _COUNTS:
        table.add_row(name.replace("_", " "), f"{opened.version.counts[name]:,}")
    days = "SELECT min(published), max(published), count(DISTINCT published), count(DISTINCT publisher) FROM articles"
    first, last, count, publishers = opened.query(days).rows()[0]
    table.add_row("published", f"{first} to {last}, {count:,} days" if first else "no dates")
    table.add_row("publishers", f"{publishers:,}")
    if orphans := opened.lost_verdicts():
        table.add_row("", f"{orphans:,} verdicts of events that are no longer there")
    for coder, articles in opened.query("SELECT coder, count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC, 1").rows():
        table.add_row("coder", escape(f"{plain(coder)} ({articles:,} articles)"))
    table.add_row("article text", opened.keep)
    table.add_row("this version", _megabytes(sum(file.stat().st_size for files in opened.files.values() for file in files)))
    table.add_row("on the disk", _megabytes(sum(file.stat().st_size for file in opened.path.rglob("*") if file.is_file())))
    Console().print(table)


@dataset.command()
def versions(path: _Path) -> None:
    """Its versions, oldest first, and what each run did."""
    table = Table(box=None, pad_edge=False)
    for name in ("version", "finished (UTC)", "run", "articles", "replaced", "events", "incidents", "inputs"):
        table.add_column(name, justify="left" if name in ("finished (UTC)", "run", "inputs") else "right")
    for each in open_dataset(path).versions:
        counts = each.counts
        changes = (
            f"{counts['articles_added']:+,}",
            f"{counts['articles_replaced']:,}",
            f"{counts['events_added'] - counts['events_removed']:+,}",
            f"{counts['incidents_added'] - counts['incidents_removed']:+,}",
        )
        inputs = plain(", ".join(each.inputs[:3])) + (", ..." if len(each.inputs) > 3 else "")
        table.add_row(str(each.number), f"{each.finished:%Y-%m-%d %H:%M:%S}", each.kind, *changes, escape(inputs))
    Console().print(table)


@dataset.command()
def diff(
    path: _Path,
    before: Annotated[int, typer.Argument(metavar="V1", help="The earlier version.")],
    after: Annotated[int, typer.Argument(metavar="V2", help="The later version.")],
    show: Annotated[int, typer.Option(min=0, help="How many ids of each kind to list.")] = 5,
) -> None:
    """What came, went or changed between two versions."""
    table = Table(box=None, pad_edge=False)
    for name in ("table", "added", "removed", "changed"):
        table.add_column(name, justify="left" if name == "table" else "right")
    found = compare(open_dataset(path, before), open_dataset(path, after))
    for each in found:
        table.add_row(each.table, *(f"{len(ids):,}" for _, ids in _kinds(each)))
    Console().print(table)
    for each in found:
        for kind, ids in _kinds(each):
            if ids and show:
                more = f" and {len(ids) - show:,} more" if len(ids) > show else ""
                listed = escape(plain(", ".join(ids[:show])))
                Console().print(f"{each.table} {kind}: {listed}{more}", soft_wrap=True, highlight=False)


@dataset.command("vacuum")
def vacuum_command(
    path: _Path,
    keep: Annotated[int, typer.Option(help="How many of the newest versions stay readable.")] = 10,
    wait: Annotated[bool, typer.Option("--wait", help="Wait while a run writes it.")] = False,
) -> None:
    """Let go of old versions and of what interrupted runs left."""
    freed = vacuum(path, keep=keep, wait=wait)
    Console().print(f"{_megabytes(freed)} freed; the oldest version is now {open_dataset(path).versions[0].number}")


@dataset.command("verify")
def verify_command(path: _Path, version: _Number = None) -> None:
    """Check that its files are there and its tables agree; exit status 1 when they do not."""
    findings = verify(open_dataset(path, version))
    table = Table(box=None, pad_edge=False)
    for name in ("table", "rows", "digest", "problems"):
        table.add_column(name, justify="right" if name == "rows" else "left", overflow="fold")
    for each in findings:
        table.add_row(each.table, f"{each.rows:,}", each.digest, escape(plain("; ".join(each.problems))) or "[green]none[/]")
    Console().print(table)
    if any(each.problems for each in findings):
        raise typer.Exit(1)


def _kinds(each: Difference) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("added", each.added), ("removed", each.removed), ("changed", each.changed))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
