"""`dragoman panel`: a dataset's incidents counted by country or dyad and period."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dragoman.apps.cli.query import write_to
from dragoman.dataset import PANELS, make_panel, open_dataset
from dragoman.errors import ConfigError

__all__ = ["panel"]


def panel(
    path: Annotated[Path, typer.Argument(metavar="DATASET", help="The directory of the dataset.")],
    by: Annotated[str, typer.Option(help=f"One of {', '.join(PANELS)}.")] = PANELS[0],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A .csv or .parquet file rather than CSV on standard output.")
    ] = None,
    coverage: Annotated[
        float, typer.Option(help="Share of a period's days that must have articles for a zero to be written.")
    ] = 1.0,
    status: Annotated[str, typer.Option(help="Count incidents of this status.")] = "actual",
    version: Annotated[int | None, typer.Option("--version", help="This version rather than the last.")] = None,
) -> None:
    """Count incidents by country-month, country-day or dyad-month; empty where nobody looked."""
    if output is not None and output.suffix not in (".csv", ".parquet"):
        raise ConfigError(f"{output}: give a name that ends in .csv or .parquet.")
    made = make_panel(open_dataset(path, version), by, coverage=coverage, status=status)
    write_to(made.answer, "parquet" if output is not None and output.suffix == ".parquet" else "csv", output)
    left = [f"{made.undated:,} without a date"] * bool(made.undated)
    left += [f"{made.unplaced:,} without a {'country' if by.startswith('country') else 'dyad'}"] * bool(made.unplaced)
    if left:
        Console(stderr=True).print(f"incidents in no row: {', '.join(left)}", highlight=False)
