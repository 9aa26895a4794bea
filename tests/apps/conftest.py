"""A dataset of the example wire, coded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.apps.cli import app


@pytest.fixture(scope="session")
def wire(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """Eight articles of six mastheads with their incidents; copy it to change it."""
    path = tmp_path_factory.mktemp("coded") / "wire"
    made = CliRunner().invoke(app, ["code", str(examples / "mastheads.jsonl"), "-o", str(path)], catch_exceptions=False)
    assert made.exit_code == 0, made.output
    return path
