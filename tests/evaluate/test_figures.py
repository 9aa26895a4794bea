from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from dragoman.evaluate import Coded, draw_evaluation, evaluate
from dragoman.evaluate.bootstrap import FEWEST, estimate_figures, estimate_shares
from dragoman.evaluate.calibration import calibrate
from dragoman.evaluate.faults import NONE
from dragoman.evaluate.losses import find_stage
from dragoman.evaluate.scores import count_dyads, count_modes, count_statuses
from dragoman.ontology import load_ontology

_COUNTRIES = st.lists(st.sampled_from(["USA", "RUS", "ISR", "PSE"]), max_size=2)
_EVENTS = st.lists(st.tuples(st.sampled_from(["AID", "ACCUSE", "ASSAULT"]), _COUNTRIES, _COUNTRIES), max_size=4)


def _sums(tallies: dict[str, Any]) -> dict[str, list[int]]:
    return {name: [int(total) for total in counts.sum(axis=0)] for name, counts in tallies.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(drawn=st.lists(st.tuples(_EVENTS, _EVENTS), max_size=4))
def test_the_figures_agree_with_one_another(make: Any, drawn: list[Any]) -> None:
    """Confusion, errors, losses, types and the overall figures count the same events."""
    sentences = [
        make.coded([make.gold(*each) for each in gold], [make.event(*each) for each in events]) for gold, events in drawn
    ]
    found = evaluate(sentences, resamples=5)
    level = found.levels.get("type")
    right = level.right if level else 0
    assert right == sum(count for (gold, coded), count in found.confusion.items() if gold == coded)
    assert right == sum(figure.right for figure in found.types.values())
    assert found.gold == sum(count for (gold, _), count in found.confusion.items() if gold != NONE)
    assert found.coded == sum(count for (_, coded), count in found.confusion.items() if coded != NONE)
    assert found.gold == sum(found.losses.values())
    kinds = [fault.kind for fault in found.faults]
    assert kinds.count("missed") + kinds.count("wrong type") == found.gold - right
    assert kinds.count("spurious") + kinds.count("wrong type") == found.coded - right
    if found.gold:
        assert found.loose["parties"].value == found.losses["found"] / found.gold
        assert found.levels["type"].right >= found.levels["actor"].right >= found.levels["parties"].right


def test_looser_shares_let_one_event_answer_twice(make: Any) -> None:
    """`type`, `actor`, `parties` and `agree` as the floors have always meant them."""
    gold = [make.gold("AID", ["USA"], ["RUS"]), make.gold("AID", ["USA"], ["PSE"])]
    found = evaluate([make.coded(gold, [make.event("AID", ["USA"], ["RUS"]), make.event("ACCUSE")])], resamples=5)
    assert {name: share.value for name, share in found.loose.items()} == {
        "type": 1.0,
        "actor": 1.0,
        "parties": 0.5,
        "agree": 0.5,
    }
    assert found.levels["type"].recall.value == 0.5


def test_nothing_to_count() -> None:
    """Without gold and without events there is no figure, and no error."""
    found = evaluate([], resamples=5)
    assert found.levels["type"].f1.value is None
    assert found.loose["agree"].value is None
    assert found.calibration.error is None


def test_modes_and_statuses_count_where_gold_gives_them(make: Any) -> None:
    """Gold without a mode says nothing of the coded one; a mode that the ontology lacks is named and left out."""
    sentences = [
        make.coded([make.gold("ASSAULT", modes=("firearms",), status="actual")], [make.event("ASSAULT", modes=("firearms",))]),
        make.coded([make.gold("ASSAULT", modes=("beat",), status="future")], [make.event("ASSAULT", modes=("firearms",))]),
        make.coded([make.gold("ASSAULT")], [make.event("ASSAULT", modes=("torture",))]),
        make.coded([make.gold("ASSAULT", modes=("assassinate",))], [make.event("ASSAULT", modes=("targeted",))]),
        make.coded([make.gold("ASSAULT", modes=("beat",))], []),
    ]
    assert _sums(count_modes(sentences, load_ontology())) == {"ASSAULT/beat": [0, 0, 2], "ASSAULT/firearms": [1, 2, 1]}
    assert _sums(count_statuses(sentences)) == {"actual": [1, 2, 1], "future": [0, 0, 1]}
    assert evaluate(sentences, resamples=5).unknown_modes == {"ASSAULT/assassinate": 1}


def test_dyads_are_golds_most_frequent(make: Any) -> None:
    """Right with type and both countries; a reciprocal act answers either direction; spare events of the pair count as coded."""
    sentences = [
        make.coded([make.gold("AID", ["USA"], ["RUS"])], [make.event("AID", ["USA", "RUS"])]),
        make.coded([make.gold("AID", ["USA"], ["RUS"])], [make.event("ACCUSE", ["USA"], ["RUS"])]),
        make.coded([make.gold("CONSULT", ["PSE", "ISR"])], [make.event("CONSULT", ["ISR", "PSE"])]),
    ]
    assert _sums(count_dyads(sentences)) == {"USA > RUS": [1, 2, 2], "ISR > PSE": [1, 1, 1]}
    assert list(count_dyads(sentences, most=1)) == ["USA > RUS"]


def test_where_gold_is_lost(make: Any) -> None:
    """The first stage that did not let the gold event through."""
    gold = make.gold("AID", ["USA"], ["RUS"])

    def stage(*events: Any, **more: int) -> str:
        return find_stage(make.coded([gold], events, **more), gold)

    assert stage(sentences=0, passed=0) == "page"
    assert stage(passed=0) == "gate"
    assert stage() == "candidates"
    assert stage(candidates=2) == "dropped"
    assert stage(make.event("ACCUSE", ["USA"], ["RUS"])) == "type"
    assert stage(make.event("AID", ["ISR"], ["RUS"])) == "actor"
    assert stage(make.event("AID", ["USA"], ["PSE"])) == "recipient"
    assert stage(make.event("AID", ["USA"], ["PSE"]), make.event("AID", ["USA"], ["RUS"])) == "found"


def test_intervals_hold_the_value_and_come_again() -> None:
    """The same seed gives the same interval; more sentences give a narrower one; too few give none."""
    few, many = (np.array([[1, 2, 1], [0, 1, 1]] * times, dtype=np.int64) for times in (10, 1000))
    first, again = (estimate_figures({"x": few}, resamples=300)["x"] for _ in range(2))
    assert first == again
    wide, narrow = first.f1, estimate_figures({"x": many}, resamples=300)["x"].f1
    assert wide.value == narrow.value == 2 * 10 / 50
    for estimate in (wide, narrow):
        assert estimate.low is not None
        assert estimate.high is not None
        assert estimate.low <= 0.4 <= estimate.high
    assert narrow.high - narrow.low < wide.high - wide.low  # type: ignore[operator]
    assert estimate_figures({"x": few[: FEWEST - 1]}, resamples=300)["x"].f1.low is None
    rare = np.array([[1, 1]] * (FEWEST - 1) + [[0, 0]] * 50, dtype=np.int64)
    assert estimate_shares({"x": rare}, resamples=300)["x"].low is None


def test_intervals_do_not_depend_on_what_stands_beside() -> None:
    """A figure alone has the interval that it has among others."""
    counts = np.array([[1, 2, 1], [0, 1, 1], [1, 1, 1]] * 5, dtype=np.int64)
    assert estimate_figures({"x": counts}, resamples=50)["x"] == estimate_figures({"y": counts, "x": counts}, resamples=50)["x"]


def test_calibration_error(make: Any) -> None:
    """Bins weighted by their events; an event without confidence counts nowhere; certainty falls in the last bin."""
    gold = [make.gold("AID")]
    sure, unsure = make.event("AID", confidence=1.0), make.event("ACCUSE", confidence=0.6)
    found = calibrate([make.coded(gold, [sure, unsure, make.event("AID")]), make.coded(gold, [unsure, sure])])
    assert [(each.low, each.count, each.right) for each in found.bins] == [(0.6, 2, 0.0), (0.9, 2, 1.0)]
    assert found.error == pytest.approx(0.3)
    assert (found.count, found.silent) == (4, 1)


def test_tables_show_text_and_obey_none(make: Any) -> None:
    """A mode of gold is printed as it is read, without its control signs."""
    coded: list[Coded] = [make.coded([make.gold("AID", modes=("[red]\x1b[2J",))], [make.event("AID", confidence=0.5)])]
    stream = io.StringIO()
    console = Console(file=stream, width=100, force_terminal=True, color_system=None)
    for drawn in draw_evaluation(evaluate(coded, resamples=5)):
        console.print(drawn)
    assert "\x1b[2J" not in stream.getvalue()
    assert "[red]" in stream.getvalue()
    assert "reliability" in stream.getvalue()
