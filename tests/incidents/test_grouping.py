"""Which reports tell one happening."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.incidents import group, group_reports
from dragoman.records import Report

PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pair"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair["why"]))
def test_pairs(make: Callable[..., Report], pair: dict[str, Any]) -> None:
    """Reports join at different levels of detail, and stay apart for what speaks against it."""
    found = group_reports([make(**pair["one"]), make(**pair["other"])])
    assert (len(found) == 1) == pair["same"]


def _everything(make: Callable[..., Report]) -> list[Report]:
    return [make(**pair[side]) for pair in PAIRS for side in ("one", "other")]


def test_order_does_not_matter(make: Callable[..., Report]) -> None:
    """The same incidents, byte for byte, whatever the order of arrival."""
    reports = _everything(make)
    first = group(reports)
    for seed in range(5):
        mixed = reports[:]
        random.Random(seed).shuffle(mixed)
        assert group(mixed) == first


def test_strangers_change_nothing(make: Callable[..., Report]) -> None:
    """Reports of other stories neither join nor part the reports of one."""
    alone = {tuple(sorted(each.event.id for each in found)) for pair in PAIRS for found in group_reports(
        [make(**pair["one"]), make(**pair["other"])]
    )}  # fmt: skip
    together = {tuple(sorted(each.event.id for each in found)) for found in group_reports(_everything(make))}
    assert together == alone


def test_copies_are_one_from_the_start(make: Callable[..., Report]) -> None:
    """A sentence that a copy edits is the same sentence."""
    words = "Rebels *ambushed* two army lorries on the road to Goma{} and killed eleven soldiers"
    reports = [
        make(words.format(edit), article=f"a{n}", original="a0", actors=["Rebels = COD REB"], published="2012-07-08")
        for n, edit in enumerate(("", " late", ", witnesses said,"))
    ]
    assert len(group_reports(reports)) == 1


def test_denials_are_recorded(make: Callable[..., Report]) -> None:
    """Who denies an act stands in the incident; the denial is an incident of its own."""
    pair = next(pair for pair in PAIRS if pair["why"].startswith("a denial"))
    denial = make(**pair["other"], chain=[("The government", "denies")])
    incidents = group([make(**pair["one"]), denial])
    assert len(incidents) == 2
    shot = next(each for each in incidents if each.status == "actual")
    assert [(value.value, value.events) for value in shot.denied_by] == [("The government", (denial.event.id,))]
