"""Why a report stands in its incident."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.incidents import group
from dragoman.records import Report


def _strike(make: Callable[..., Report], number: int, words: str, **more: object) -> Report:
    return make(
        words, article=f"p{number}", day="2022-08-01", published=f"2022-08-0{number + 1}",
        actors=["Russian missiles = RUS MIL"], recipients=["a hospital = UKR MED"], place=["Mykolaiv", 6, "UKR", "UA.16", "city"],
        **more,
    )  # fmt: skip


def test_every_report_but_the_first_says_why(make: Callable[..., Report]) -> None:
    """Each names an earlier one, how alike both are, and what spoke for it, for any order of arrival."""
    reports = [
        _strike(make, 1, "Russian missiles *hit* a hospital in Mykolaiv on Monday."),
        _strike(make, 2, "Russian missiles *struck* a hospital in Mykolaiv on August 1."),
        _strike(make, 3, "Russian missiles *shelled* a hospital in the port."),
    ]
    (incident,) = group(reversed(reports))
    assert [pairing.event for pairing in incident.pairings] == list(incident.events[1:])
    before = {event: at for at, event in enumerate(incident.events)}
    assert all(before[pairing.beside] < before[pairing.event] for pairing in incident.pairings)
    assert all(pairing.likeness > 0.5 for pairing in incident.pairings)
    assert "day same" in incident.pairings[0].reason
    assert group(reports) == (incident,)


def test_a_single_report_has_none(make: Callable[..., Report]) -> None:
    """Nothing was joined, so nothing is said."""
    (incident,) = group([_strike(make, 1, "Russian missiles *hit* a hospital in Mykolaiv on Monday.")])
    assert incident.pairings == ()
