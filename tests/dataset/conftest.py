from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from made import BY_DAY, Run, make_coded

from dragoman.dataset import Dataset, Version, Writer, open_dataset


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(data: Path) -> Run:
    """One run into the dataset at `data`: articles by number, what is there already passed over."""

    def into(numbers: Iterable[int], *, coder: str = "coder 1", count: int = 2, **options: object) -> Version | None:
        with Writer(data, coder=coder, inputs=("wire.jsonl",), **options) as writer:  # type: ignore[arg-type]
            for article, events in make_coded(numbers, coder=coder, count=count):
                if writer.standing(article) == "new":
                    writer.add(article, events)
            return writer.commit(BY_DAY)

    return into


@pytest.fixture(scope="session")
def shared_dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """One small dataset for tests that only read."""
    path = tmp_path_factory.mktemp("shared") / "data"
    with Writer(path, coder="coder 1") as writer:
        for article, events in make_coded(range(6)):
            writer.add(article, events)
        writer.commit(BY_DAY)
    return open_dataset(path)
