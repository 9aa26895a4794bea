"""The reference pages name what there is, all of it and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import typer.main

from dragoman.apps.cli import app
from dragoman.export.tabular import COLUMNS

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"


def test_every_option_is_in_the_reference() -> None:
    """Each command and each of its options."""
    page = (REFERENCE / "command-line.md").read_text(encoding="utf-8")
    commands = typer.main.get_group(app).commands  # type: ignore[attr-defined]
    assert set(re.findall(r"## `dragoman (\w+)", page)) == set(commands)
    every = [each for command in commands.values() for each in (command, *getattr(command, "commands", {}).values())]
    options = {name for command in every for option in command.params for name in option.opts if name[:2] == "--"}
    assert options == set(re.findall(r"`(--[\w-]+)", page))


def test_every_column_is_in_the_reference() -> None:
    """The flat row's columns, all of them."""
    page = (REFERENCE / "events.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    assert sorted(name for cell in cells for name in re.findall(r"`(\w+)`", cell)) == sorted(COLUMNS)
