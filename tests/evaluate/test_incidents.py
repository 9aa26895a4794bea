"""The gold set of happenings, and how groups are held against it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.evaluate.clusters import b_cubed
from dragoman.evaluate.happenings import read_world, read_worlds
from dragoman.evaluate.incidents import FOLDER, Item, code_world, compare, is_held_back, measure
from dragoman.flow import Coder

WORLD = """=== t1 | The Nairobi Ledger | KEN | 2021-03-05
headline: Police kill two in Kisumu
KISUMU, March 4 -- Police *shot*{h1} dead two traders on Thursday in Kisumu. The opposition *condemned*{h2} the *shooting*{h1}.

=== t2 | Kampala Courier | UGA | 2021-03-06
headline: Kenyan town in shock
Kenyan police *killed*{h1} two traders in Kisumu on Thursday. Ministers will *meet*{h3?} next week.

#h1 ASSAULT 2021-03-04 KEN COP -> KEN BUS | Kisumu | police shoot dead two traders
#h2 ACCUSE 2021-03-04 KEN PTY -> KEN COP | - | opposition condemns
#h3 CONSULT 2021-03-10 KEN GOV -> - | - | planned meeting
#~ h1 h2 act and its blame
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "kisumu.txt"
    file.write_text(WORLD, encoding="utf-8")
    return file


def test_marks_come_off(path: Path) -> None:
    """The text is as if never marked, and each mark knows its place in it."""
    world = read_world(path)
    first, second = world.told
    assert "*" not in first.article.text + second.article.text
    assert [(mark.span.of(first.article.text), mark.happening) for mark in first.marks] == [
        ("shot", "h1"), ("condemned", "h2"), ("shooting", "h1")
    ]  # fmt: skip
    assert [mark.open for mark in second.marks] == [False, True]
    assert (first.country, first.article.publisher, first.article.headline) == ("KEN", "The Nairobi Ledger", "Police kill two in Kisumu")
    assert world.happenings["h3"].startswith("CONSULT 2021-03-10")


def test_errors_name_the_line(tmp_path: Path) -> None:
    """A bad header, a bad day and an empty folder say what to do."""
    with pytest.raises(ReadError, match=r"corpus/incidents"):
        read_worlds(tmp_path)
    bad = tmp_path / "bad.txt"
    bad.write_text("=== t1 | Ledger | KEN\n\ntext\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"bad.txt line 1: write '==="):
        read_world(bad)
    bad.write_text("=== t1 | Ledger | KEN | March\n\ntext\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"line 1: 'March' is no day"):
        read_world(bad)


def test_a_world_coded(coder: Coder, path: Path) -> None:
    """Marks meet the events coded there: once a sentence and happening; the two reports of the shooting become one."""
    coded = code_world(coder, read_world(path))
    told = [(item.article, item.happening, item.event is not None) for item in coded.items]
    assert ("t1", "h1", True) in told
    assert ("t2", "h1", True) in told
    assert len(told) == len(set(told)) or told.count(("t1", "h1", False)) == 1
    found = measure([coded])
    assert found["dragoman"].truth == found["dragoman"].found
    assert found["dragoman"].pairs.f1 == 1.0
    assert found["one incident a report"].pairs.recall == 0.0


def test_compare() -> None:
    """Pairs and B-cubed over what the coder found."""
    items = [Item("a", "h1", "1"), Item("b", "h1", "2"), Item("c", "h2", "3"), Item("c", "h3", None)]
    figures = compare(items, {"1": "x", "2": "x", "3": "x"})
    assert (figures.found, figures.truth) == (1, 2)
    assert figures.pairs.precision == pytest.approx(1 / 3)
    assert figures.pairs.recall == 1.0
    assert figures.b_cubed.recall == 1.0


def test_halves_are_fixed() -> None:
    """A world's half follows from its name alone."""
    assert [is_held_back(name) for name in ("kisumu", "naples", "gao", "arica")] == [
        is_held_back(name) for name in ("kisumu", "naples", "gao", "arica")
    ]
    assert {is_held_back(f"world{number}") for number in range(20)} == {True, False}


def test_worlds_to_learn_from() -> None:
    """They are apart from the gold set, and two readers group their marks alike."""
    worlds = read_worlds(FOLDER / "training")
    assert len(worlds) >= 95
    assert not {world.name for world in worlds} & {world.name for world in read_worlds(FOLDER)}
    assert all(mark.happening in world.happenings for world in worlds for told in world.told for mark in told.marks)
    with (FOLDER / "training" / "readings.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    first = [frozenset({f"{row['world']} {row['first']}"}) for row in rows]
    second = [frozenset({f"{row['world']} {row['second']}"}) for row in rows]
    assert len(rows) >= 6181
    assert b_cubed(first, second).f1 >= 0.99
    assert {row["settled"] for row in rows} == {"", "first", "second", "other"}
    assert all(row["why"] for row in rows if row["settled"])


def test_floors_of_the_held_back_half(coder: Coder) -> None:
    """Measured: B-cubed F1 .920, pairwise F1 .749, 347 incidents for 344; the reports alone would count 497."""
    worlds = [code_world(coder, world) for world in read_worlds(FOLDER) if is_held_back(world.name)]
    ours = measure(worlds)["dragoman"]
    assert ours.b_cubed.f1 >= 0.92
    assert ours.pairs.f1 >= 0.75
    assert abs(ours.found / ours.truth - 1) <= 0.1
