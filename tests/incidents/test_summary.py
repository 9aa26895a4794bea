"""An incident in one line that people read."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import OntologyError
from dragoman.incidents.summary import _load_words, summarize
from dragoman.ontology import load_ontology, read_table
from dragoman.records import Actor, Figure, Incident, Place

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "summaries.toml").read_text(encoding="utf-8"))["case"]
STATUSES = ("actual", "negated", "future", "hypothetical", "historical")


def _actor(words: str) -> Actor:
    country, sector, *name = (None if word == "?" else word for word in words.split(" ", 2))
    return Actor(country=country, sector=sector, name=name[0] if name else None)


def _figure(kind: str, *ends: float | str) -> Figure:
    low, high, latest_low, latest_high = (None if isinstance(end, str) else float(end) for end in ends[:4])
    currency = str(ends[4]) if len(ends) > 4 else None
    return Figure(kind=kind, currency=currency, low=low, high=high, latest_low=latest_low, latest_high=latest_high)


def _incident(case: dict[str, Any]) -> Incident:
    days = [date.fromisoformat(day) for day in case.get("days", ())] or [None, None]
    place = case.get("place")
    return Incident(
        id="i",
        type=case["type"],
        modes=tuple(case.get("modes", ())),
        cameo="010",
        quad=1,
        score=0.0,
        status=case.get("status", "actual"),
        start=days[0],
        end=days[1],
        place=Place(span=None, text=place[0], country=place[1] or None, resolution=place[2]) if place else None,
        actors=tuple(map(_actor, case.get("actors", ()))),
        recipients=tuple(map(_actor, case.get("recipients", ()))),
        figures=tuple(_figure(*figure) for figure in case.get("figures", ())),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_line(case: dict[str, Any]) -> None:
    """The line that fields make."""
    assert summarize(_incident(case)) == case["line"]


@pytest.mark.parametrize("status", STATUSES)
def test_every_act_has_words(status: str) -> None:
    """Each type and mode makes a sentence with and without recipients, in every mood, and shows no code."""
    for name, kind in load_ontology().types.items():
        for mode in ("", *kind.modes):
            for recipients in ([], ["KEN CVL"]):
                case = {"type": name, "modes": [mode] if mode else [], "status": status, "actors": ["UGA MIL"], "recipients": recipients}
                line = summarize(_incident(case))
                assert line.startswith("Uganda's military ")
                assert "  " not in line
                assert not any(code in line for code in (name, "KEN", "UGA", "(mutual)"))


def test_tables_are_of_the_ontology() -> None:
    """Phrases are of PLOVER's types and modes, all sectors and entities have words, and all countries of the coder names."""
    words, ontology = _load_words(), load_ontology()
    for type_, mode in words.phrases:
        assert mode in {"", "(mutual)", *ontology.type_of(type_).modes}
    assert {type_ for type_, mode in words.phrases if mode == ""} == ontology.types.keys()
    assert words.sectors.keys() == ontology.sectors.keys()
    assert {row["of"] for row in words.sectors.values()} == {"organ", "people"}
    countries = read_table(HERE.parents[1] / "src/dragoman/coding/who/data/countries.csv", ("code",))
    assert {*ontology.entities, *(row["code"] for row in countries)} <= words.nations.keys()
    assert len(set(words.nations.values())) == len(words.nations)


def test_a_foreign_type_is_named() -> None:
    """A type that PLOVER does not have."""
    with pytest.raises(OntologyError, match="'RALLY' is no PLOVER type"):
        summarize(_incident({"type": "RALLY"}))


_names = st.none() | st.text(max_size=90)
_actors = st.lists(
    st.builds(
        Actor, name=_names, country=st.sampled_from([None, "COD", "USA", "UNO", "XYZ"]), sector=st.sampled_from([None, "MIL", "REB", "Q"])
    ),
    max_size=5,
).map(tuple)
_ends = st.none() | st.floats(0, 1e9)


@given(
    actors=_actors,
    recipients=_actors,
    modes=st.sampled_from([(), ("aerial",), ("arrest", "nothing")]),
    place=st.none()
    | st.builds(
        Place, span=st.none(), text=st.text(max_size=20), name=_names, country=st.sampled_from([None, "COD"]),
        resolution=st.sampled_from([None, "country", "city"]),
    ),
    days=st.none() | st.tuples(st.dates(), st.dates()).map(sorted),
    figures=st.lists(st.builds(Figure, kind=st.just("killed"), low=_ends, high=_ends, latest_low=_ends, latest_high=_ends), max_size=2),
)  # fmt: skip
def test_one_line_whatever_the_fields(
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
    modes: tuple[str, ...],
    place: Place | None,
    days: list[date] | None,
    figures: list[Figure],
) -> None:
    """Always one line of printable words, of bounded length."""
    start, end = days or (None, None)
    line = summarize(
        Incident(
            id="i", type="ASSAULT", modes=modes, cameo="190", quad=4, score=-9.0, start=start, end=end, place=place, actors=actors,
            recipients=recipients, figures=tuple(figures),
        )
    )  # fmt: skip
    assert line == line.strip()
    assert line
    assert not any(unicodedata.category(sign)[0] == "C" or (sign.isspace() and sign != " ") for sign in line)
    assert len(line) < 1_000
