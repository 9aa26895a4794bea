"""A person's verdicts hold whatever the weights say."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.incidents import find_contradictions, group, update
from dragoman.incidents.clustering import cluster
from dragoman.records import Report, Verdict

Groups = set[frozenset[str]]


def _strike(make: Callable[..., Report], number: int) -> Report:
    """Reports 0 to 2 tell one strike, 3 to 5 another, three months later and elsewhere."""
    later = number // 3
    place = [["Mykolaiv", 6, "UKR", "UA.16", "city"], ["Kherson", 7, "UKR", "UA.08", "city"]][later]
    return make(
        f"Russian missiles *hit* a hospital in {place[0]}.", article=f"p{number}", day=f"2022-0{5 + 3 * later}-01",
        published=f"2022-0{5 + 3 * later}-0{number % 3 + 2}", actors=["Russian missiles = RUS MIL"],
        recipients=["a hospital = UKR MED"], place=place,
    )  # fmt: skip


def _groups(reports: Sequence[Report], verdicts: Sequence[Verdict]) -> Groups:
    return {frozenset(incident.events) for incident in update((), reports, verdicts=verdicts)}


def test_joined_and_parted_by_hand(make: Callable[..., Report]) -> None:
    """Two incidents become one on a verdict, with the reason told; one report leaves another on a verdict."""
    reports = [_strike(make, number) for number in range(6)]
    ids = [report.event.id for report in reports]
    assert {frozenset(each.events) for each in group(reports)} == {frozenset(ids[:3]), frozenset(ids[3:])}
    (whole,) = update(
        (), reports, verdicts=[Verdict(event=ids[4], beside=ids[1], verdict="same", reason="one trial, two days")]
    )
    assert set(whole.events) == set(ids)
    (told,) = [pairing for pairing in whole.pairings if pairing.reason.startswith("verdict")]
    assert (told.event, told.beside, told.likeness) == (ids[4], ids[1], 1.0)
    assert told.reason == "verdict: one trial, two days"
    assert _groups(reports, [Verdict(event=ids[0], beside=ids[2], verdict="apart")]) >= {frozenset(ids[3:])}
    assert not any(
        {ids[0], ids[2]} <= each for each in _groups(reports, [Verdict(event=ids[0], beside=ids[2], verdict="apart")])
    )


def test_the_later_word_holds_and_can_be_taken_back(make: Callable[..., Report]) -> None:
    """Of two verdicts on a pair, in either order of its events, the later holds; "open" leaves it to the weights."""
    reports = [_strike(make, number) for number in range(3)]
    ids = [report.event.id for report in reports]
    apart = Verdict(event=ids[0], beside=ids[1], verdict="apart")
    assert not any({ids[0], ids[1]} <= each for each in _groups(reports, [apart]))
    for later in ("same", "open"):
        assert _groups(reports, [apart, Verdict(event=ids[1], beside=ids[0], verdict=later)]) == {frozenset(ids)}


def test_two_stories_wrongly_joined_are_parted_by_any_row() -> None:
    """Ten reports each of two happenings that resemble each other less than each its own: one verdict on any two parts them all."""
    alike = [index % 2 for index in range(20)]

    def score(one: int, other: int) -> float:
        return 5.0 if alike[one] == alike[other] else 1.0

    assert cluster(20, combinations(range(20), 2), score) == [list(range(20))]
    for one, other in ((0, 1), (0, 19), (18, 1), (18, 19)):
        found = cluster(20, combinations(range(20), 2), score, foes={one: {other}, other: {one}})
        assert found == [list(range(0, 20, 2)), list(range(1, 20, 2))]


def test_what_contradicts_is_found() -> None:
    """A verdict that follows from none but goes against those before it, through any number of others."""
    rows = [
        ("a", "b", "same"),
        ("b", "c", "same"),
        ("c", "a", "apart"),
        ("c", "d", "apart"),
        ("d", "a", "same"),
        ("e", "a", "same"),
    ]
    verdicts = [Verdict(event=one, beside=other, verdict=verdict) for one, other, verdict in rows]  # type: ignore[arg-type]
    assert find_contradictions(verdicts) == [2, 4]


@given(st.lists(st.sampled_from(["same", "apart", None]), min_size=15, max_size=15), st.randoms(use_true_random=False))
def test_all_that_can_hold_holds(make_once: Callable[..., Report], told: list[str | None], dice: random.Random) -> None:
    """Of any verdicts without the contradictory ones, each holds, every report stands in one group, and order changes nothing."""
    reports = [_strike(make_once, number) for number in range(6)]
    ids = [report.event.id for report in reports]
    pairs = [pair for pair in zip(combinations(ids, 2), told, strict=True) if pair[1]]
    verdicts = [Verdict(event=one, beside=other, verdict=word) for (one, other), word in pairs]  # type: ignore[arg-type]
    wrong = set(find_contradictions(verdicts))
    sound = [each for index, each in enumerate(verdicts) if index not in wrong]
    found = _groups(reports, sound)
    assert sorted(event for each in found for event in each) == sorted(ids)
    for each in sound:
        assert any({each.event, each.beside} <= together for together in found) == (each.verdict == "same")
    dice.shuffle(sound)
    dice.shuffle(reports)
    assert _groups(reports, sound) == found
