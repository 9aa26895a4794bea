"""The actors of sentences: cases in `tests/cases/who`, memberships, spellings, and the tables."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.coding.where import load_gazetteer
from dragoman.coding.who import ActorFinder, Roster, backers, expand, load_knowledge, load_memberships
from dragoman.coding.who.knowledge import Entry
from dragoman.coding.who.relational import load_relational
from dragoman.coding.who.spelling import one_edit, sounds
from dragoman.ontology import load_ontology
from dragoman.records import Actor, Mention
from dragoman.text import Pipeline, split_sentences

FILES = sorted((Path(__file__).parents[1] / "cases" / "who").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in FILES
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
]


@pytest.fixture(scope="module")
def finder() -> ActorFinder:
    return ActorFinder(load_knowledge(), load_gazetteer().metropolises())


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def _find(finder: ActorFinder, pipeline: Pipeline, text: str, day: date) -> list[Mention]:
    roster = Roster()
    return [found for parse in pipeline.parse(text, split_sentences(text)) for found in finder.find(parse, roster, day)]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], finder: ActorFinder, pipeline: Pipeline) -> None:
    """The last mention with the words has the code, the name and the backers expected."""
    mentions = _find(finder, pipeline, case["text"], case["published"])
    last = {mention.text: mention for mention in mentions}
    for words, code, *more in case.get("expect", []):
        assert words in last, (case["why"], sorted(last))
        actor = last[words].actor
        assert actor.code == code, (case["why"], words, actor)
        if more and more[0]:
            assert actor.name == more[0], (case["why"], actor)
        assert list(backers(actor)) == (more[1] if len(more) > 1 else []), (case["why"], actor)
    assert not set(case.get("absent", [])) & set(last), case["why"]


def test_the_same_words_give_the_same_mentions(finder: ActorFinder, pipeline: Pipeline) -> None:
    """Twice the same article, twice the same mentions."""
    text = "Israel and Hamas agreed a truce. Both sides released prisoners. The G7 ministers praised them."
    assert _find(finder, pipeline, text, date(2024, 6, 1)) == _find(finder, pipeline, text, date(2024, 6, 1))


def test_unknown_names_are_marked(finder: ActorFinder, pipeline: Pipeline) -> None:
    """Persons and bodies that no row knows say so, with or without a title; known ones do not."""
    text = "Defence Minister Olav Tarn of Norway met the Acme Unity Front. Angela Merkel left."
    marks = {
        mention.actor.name: {"named person", "named body"} & set(mention.actor.basis)
        for mention in _find(finder, pipeline, text, date(2015, 1, 1))
        if mention.kind in {"name", "organization"}
    }
    assert marks["Olav Tarn"] == {"named person"}
    assert marks["Angela Merkel"] == set()
    assert {"named body"} in marks.values()


@pytest.mark.parametrize(
    ("group", "day", "size", "inside", "outside"),
    [
        ("Group of Seven", date(2024, 1, 1), 7, "CAN", "RUS"),
        ("Group of Eight", date(2010, 1, 1), 8, "RUS", "CHN"),
        ("European Union", date(2000, 1, 1), 15, "GBR", "POL"),
        ("European Union", date(2019, 1, 1), 28, "GBR", "TUR"),
        ("European Union", date(2024, 1, 1), 27, "HRV", "GBR"),
        ("NATO", date(1990, 1, 1), 16, "TUR", "POL"),
        ("NATO", date(2024, 6, 1), 32, "SWE", "UKR"),
        ("ASEAN", date(2010, 1, 1), 10, "MMR", "TLS"),
        ("BRICS", date(2012, 1, 1), 5, "ZAF", "IRN"),
        ("ECOWAS", date(2020, 1, 1), 15, "NER", "MRT"),
        ("ECOWAS", date(2025, 6, 1), 12, "NGA", "MLI"),
        ("African Union", date(2024, 1, 1), 54, "MAR", "ISR"),
        ("Gulf Cooperation Council", None, 6, "OMN", "YEM"),
        ("UN Security Council", None, 0, "", ""),
    ],
)
def test_expand(group: str, day: date | None, size: int, inside: str, outside: str) -> None:
    """A club of states has the members of its day."""
    members = {actor.country for actor in expand(Actor(name=group, country="IGO", sector="GOV"), day)}
    assert len(members) == size
    assert size == 0 or (inside in members and outside not in members)


def test_memberships_name_known_groups_and_countries() -> None:
    """Every group is an organisation of the knowledge base, every member a country of it; no member twice on a day."""
    entries = [entry for rows in load_knowledge().names.values() for _, found in rows for entry in found]
    groups = {entry.name for entry in entries if entry.kind == "organization"}
    countries = {entry.country for entry in entries if entry.kind == "country"}
    for group, spells in load_memberships().items():
        assert group in groups
        assert {spell.country for spell in spells} <= countries
        for one in spells:
            assert not [spell for spell in spells if spell != one and spell.country == one.country and spell.holds(one.since)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sinwar", "Sinawar", True),
        ("Qalibaf", "Ghalibaf", True),
        ("al-Sisi", "El Sissi", True),
        ("Gaddafi", "Qadhafi", True),
        ("Zelensky", "Zelenskyy", True),
        ("Erdoğan", "Erdogan", True),
        ("Mohammed bin Salman", "Muhammad Bin Salman", True),
        ("Khamenei", "Khomeini", False),
        ("Hussein", "Hassan", False),
        ("Biden", "Bhutto", False),
    ],
)
def test_sounds(one: str, other: str, same: bool) -> None:
    """Usual transliterations of one name sound alike, other names do not."""
    assert (sounds(one.split()) == sounds(other.split())) is same


def test_one_edit() -> None:
    """One letter in, out or changed, never the first."""
    assert one_edit("Sinwar", "Sinawar")
    assert one_edit("Putin", "Puten")
    assert not one_edit("Putin", "Rutin")
    assert not one_edit("Putin", "Pushkin")


def test_every_state_has_what_makes_it_found() -> None:
    """195 states and more, each with a name; a nationality, a capital or its own name as one; codes are of three letters."""
    found: dict[str, set[str]] = {}
    for rows in load_knowledge().names.values():
        for _, entries in rows:
            for entry in entries:
                if entry.kind in {"country", "demonym", "capital"} and entry.country:
                    found.setdefault(entry.country, set()).add(entry.kind)
    assert len(found) >= 199
    assert all(len(code) == 3 for code in found)
    without = {code for code, kinds in found.items() if "demonym" not in kinds}
    assert without <= {"ATA", "COG", "DMA", "VAT"}  # the last three: the adjective means another country too, or none is used


def test_names_have_known_sectors() -> None:
    """Every row's sectors are PLOVER's."""
    sectors = set(load_ontology().sectors)
    tables = load_knowledge()
    for table in (tables.names, tables.roles):
        rows: list[Entry] = [entry for found in table.values() for _, entries in found for entry in entries]
        assert {entry.sector for entry in rows if entry.sector} <= sectors
        assert {other for entry in rows for other in entry.other_sectors} <= sectors


def test_relational_nouns_are_roles() -> None:
    """Each noun that says how somebody stands to another names a party of its own."""
    roles = load_knowledge().roles
    singles = {words[0] for rows in roles.values() for words, _ in rows if len(words) == 1}
    assert set(load_relational()) <= singles


def test_every_state_has_a_parliament_by_name() -> None:
    """Institutions are in the table by their own names: a parliament for all, an army or police for all."""
    found: dict[str, set[str]] = {}
    states: set[str] = set()
    for rows in load_knowledge().names.values():
        for _, entries in rows:
            for entry in entries:
                if entry.kind == "country" and entry.country:
                    states.add(entry.country)
                elif entry.kind == "organization" and entry.country and entry.sector:
                    found.setdefault(entry.country, set()).add(entry.sector)
    assert {state for state in states if "LEG" not in found.get(state, set())} == {"ATA", "VAT"}
    assert {state for state in states if not found.get(state, set()) & {"MIL", "COP"}} == {"ATA"}
