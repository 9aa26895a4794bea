"""Vectors of sentences as an observation: of one model they are compared, else not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.incidents import load_lexicon, load_weights, make_profiles
from dragoman.incidents.comparing import observe
from dragoman.records import Report

_PARTS = bytes([127, 3, 250, 9]) * 32


def _seen(one: Report, other: Report) -> dict[str, float]:
    first, second = make_profiles([one, other], load_lexicon())
    return observe(first, second, 1.0)


def _two(make: Callable[..., Report]) -> tuple[Report, Report]:
    return make("Police *shot* two traders in Kisumu."), make("The *killing* of traders in Kisumu shocked Kenya.")


def test_vectors_of_one_model_are_compared(make: Callable[..., Report]) -> None:
    """The same direction is as alike as can be, the opposite one not at all; length plays no part."""
    one, other = _two(make)
    turned = bytes((256 - part) % 256 for part in _PARTS)
    for parts, angle in ((_PARTS, 1.0), (turned, 0.0)):
        seen = _seen(replace(one, sense=b"name" + _PARTS), replace(other, sense=b"name" + parts))
        assert abs(seen["sense"] - angle) < 1e-6
        assert "sense none" not in seen
        assert (seen["sense alike"] > 0.9) == (angle == 1.0)


def test_others_are_not(make: Callable[..., Report]) -> None:
    """Without a vector, or with those of two models, of whatever sizes, nothing is said of the sense."""
    one, other = _two(make)
    for sense, beside in (
        (b"", b""),
        (b"name" + _PARTS, b""),
        (b"name" + _PARTS, b"else" + _PARTS),
        (b"name" + _PARTS, b"else12"),
    ):
        seen = _seen(replace(one, sense=sense), replace(other, sense=beside))
        assert seen["sense none"] == 1.0
        assert "sense" not in seen


def test_a_report_without_a_vector_can_still_join(make: Callable[..., Report]) -> None:
    """A dataset of reports without vectors is grouped by all else."""
    given = {"day": "2021-03-04", "actors": ["Police = KEN COP"], "recipients": ["traders = KEN BUS"], "deaf": True}
    reports = [
        make(f"Police *shot* dead two traders in Kisumu{more}.", published="2021-03-05", **given) for more in ("", " market")
    ]
    one, other = make_profiles(reports, load_lexicon())
    score = load_weights().score(one, other)
    assert score is not None
    assert score > 0


def test_profiles_compare_without_their_vectors(make: Callable[..., Report]) -> None:
    """Two profiles of one report are equal, though arrays are not."""
    first, second = (make_profiles([_two(make)[0]], load_lexicon())[0] for _ in range(2))
    assert first == second
