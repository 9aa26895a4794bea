from __future__ import annotations

from pathlib import Path

import pytest
from deltalake import write_deltalake
from made import Run, make_article, make_events

from dragoman.dataset import Writer, compare, open_dataset, vacuum, verify
from dragoman.errors import ConfigError, DatasetError


def test_diff(data: Path, run: Run) -> None:
    """Between versions: what came, what went, what says something else; either way round."""
    run(range(6))
    run(range(6, 8))
    run(range(2), coder="coder 2")
    first, second, third = (open_dataset(data, number) for number in (1, 2, 3))
    articles, events, *_ = compare(first, second)
    assert (articles.table, articles.added, articles.removed, articles.changed) == ("articles", ("a6", "a7"), (), ())
    assert (len(events.added), events.removed, events.changed) == (4, (), ())
    articles, events, incidents, _ = compare(second, third)
    assert (articles.added, articles.removed, articles.changed) == ((), (), ("a0", "a1"))
    assert (events.added, events.removed) == (("a0.2.0", "a0.2.1", "a1.2.0", "a1.2.1"), ("a0.1.0", "a0.1.1", "a1.1.0", "a1.1.1"))
    assert len(incidents.changed) == 4
    assert compare(third, second)[1].added == events.removed
    assert not any((each.added, each.removed, each.changed) != ((), (), ()) for each in compare(third, third))


def test_the_digest_does_not_depend_on_order(data: Path, run: Run, tmp_path: Path) -> None:
    """The same articles in another order and in other runs have the digests of the same tables."""
    run(range(6))
    other = tmp_path / "other"
    for numbers in ((5, 3, 1), (0, 2, 4)):
        with Writer(other, coder="coder 1") as writer:
            for number in numbers:
                article = make_article(number)
                writer.add(article, make_events(article))
            writer.commit()
    one, two = (verify(open_dataset(path))[:2] for path in (data, other))
    assert [finding.digest for finding in one] == [finding.digest for finding in two]
    run(range(7))
    assert verify(open_dataset(data))[1].digest != one[1].digest


def test_vacuum(data: Path, run: Run) -> None:
    """Old versions go and say so, newer ones stay, and the bytes of interrupted runs are freed."""
    for last in range(1, 6):
        run(range(last), coder=f"coder {last}")
    with Writer(data, coder="coder 6") as writer:
        writer.add(make_article(9), make_events(make_article(9)))
        writer.flush()
    size = sum(path.stat().st_size for path in data.rglob("*.parquet"))
    freed = vacuum(data, keep=2)
    assert 0 < freed < size
    assert sum(path.stat().st_size for path in data.rglob("*.parquet")) < size
    assert [(version.number, version.kind) for version in open_dataset(data).versions] == [(4, "code"), (5, "code"), (6, "vacuum")]
    assert [len(open_dataset(data, number).events()) for number in (4, 5, 6)] == [8, 10, 10]
    with pytest.raises(DatasetError, match="no version 2; it holds 4 to 6"):
        open_dataset(data, 2)
    assert not any(finding.problems for finding in verify(open_dataset(data)))
    made = run(range(8), coder="coder 5")
    assert made is not None
    assert (made.number, made.counts["articles_added"], made.oldest) == (7, 3, 4)
    with pytest.raises(ConfigError, match="last version always stays"):
        vacuum(data, keep=0)
    with Writer(data, coder="coder 5"), pytest.raises(DatasetError, match="another run"):
        vacuum(data)


def test_verify_finds_what_is_wrong(data: Path, run: Run) -> None:
    """A table whose rows are not those of its version, a file that is gone."""
    run(range(4))
    opened = open_dataset(data)
    write_deltalake(str(data / "events"), opened.events().to_arrow().slice(0, 1), mode="append", schema_mode="merge")
    assert not any(finding.problems for finding in verify(opened))
    opened.version.tables["events"] += 1  # type: ignore[index]
    found = {finding.table: finding.problems for finding in verify(open_dataset(data))}
    assert found["events"] == ()
    damaged = open_dataset(data)
    damaged.version.tables["events"] += 1  # type: ignore[index]
    problems = {finding.table: finding.problems for finding in verify(damaged)}
    assert [part for problem in problems["events"] for part in ("two events", "9 rows") if part in problem] == ["two events", "9 rows"]
    assert "an article with other events" in problems["articles"][0]
    opened.files["articles"][0].unlink()
    with pytest.raises(DatasetError, match="missing"):
        verify(open_dataset(data))
