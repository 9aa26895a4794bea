"""Ids that last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.incidents import group, incident_id, update
from dragoman.records import Report


def _strike(make: Callable[..., Report], number: int, *, day: str, published: str, words: str = "Russian missiles *hit* a hospital in Mykolaiv") -> Report:
    return make(
        f"{words} on that day.", article=f"m{number}", day=day, published=published,
        actors=["Russian missiles = RUS MIL"], recipients=["a hospital = UKR MED"], place=["Mykolaiv", 6, "UKR", "UA.16", "city"],
    )  # fmt: skip


def test_an_id_stays_when_reports_come(make: Callable[..., Report]) -> None:
    """Later reports, and one printed earlier than the first known, leave the id as it was."""
    known = [_strike(make, 1, day="2022-08-01", published="2022-08-02")]
    before = group(known)
    after = update(before, [*known, _strike(make, 2, day="2022-08-01", published="2022-08-03"), _strike(
        make, 3, day="2022-08-01", published="2022-08-01"
    )])  # fmt: skip
    assert [each.id for each in after] == [before[0].id]
    assert after[0].reports == 3
    assert after[0].former == ()
    assert update(after, [*known]) == before


def test_a_merge_is_written_down(make: Callable[..., Report]) -> None:
    """Of two incidents that turn out one, the id of the one first reported stays; the other's is kept in `former`."""
    one, other = _strike(make, 1, day="2022-08-01", published="2022-08-02"), _strike(make, 2, day="2022-08-01", published="2022-08-03")
    first, second = group([one])[0], group([other])[0]
    merged = update([second, first], [other, one])
    assert [(each.id, each.former) for each in merged] == [(first.id, (second.id,))]


def test_a_split_is_written_down(make: Callable[..., Report]) -> None:
    """What leaves an incident has a new id and knows the old one."""
    one, other = _strike(make, 1, day="2022-08-01", published="2022-08-02"), _strike(make, 2, day="2022-09-20", published="2022-09-21")
    together = replace(group([one])[0], events=(one.event.id, other.event.id))
    parts = {each.events: each for each in update([together], [one, other])}
    assert parts[(one.event.id,)].id == together.id
    assert parts[(other.event.id,)].id == incident_id(other.event.id)
    assert parts[(other.event.id,)].former == (together.id,)


def test_what_is_withdrawn_is_gone(make: Callable[..., Report]) -> None:
    """An incident none of whose reports is given again is no more."""
    one, other = _strike(make, 1, day="2022-08-01", published="2022-08-02"), _strike(make, 2, day="2022-09-20", published="2022-09-21")
    assert [each.events for each in update(group([one, other]), [other])] == [(other.event.id,)]
