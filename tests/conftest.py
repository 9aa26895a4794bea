from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.flow import Coder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def coder() -> Coder:
    """One coder for all tests: loading takes seconds."""
    return Coder()


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring data beside the checkout; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not here")
    return folder
