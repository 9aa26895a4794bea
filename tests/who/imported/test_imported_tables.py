from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.coding.who import load_knowledge
from dragoman.coding.who.imported import ActorDictionary, add_actors, format_table, read_actors
from dragoman.errors import ReadError, TableError

TABLE = """\
# ours
name,aliases,kind,country,sector,other_sectors,office,from,until,code,note
Rudolf Rassendyll,R. Rassendyll;King Rudolf,person,ROM,GOV,,king,1994,1996-05,,"a note, with a comma"
Blue Elphberg Party,BEP,,deu,pty,gov,,,,,
harbour master,,role,,GOV,,,,,,
"""


def _read(tmp_path: Path, text: str, name: str = "mine.csv") -> ActorDictionary:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_actors([path], load_knowledge())


def test_csv_rows(tmp_path: Path) -> None:
    """Codes in any case and of older lists are read; the line is that of the file, comments counted."""
    dictionary = _read(tmp_path, TABLE)
    king, party, role = dictionary.rows
    assert not dictionary.faults
    assert (king.country, king.aliases, king.since, king.until, king.line) == (
        "ROU",
        ("R. Rassendyll", "King Rudolf"),
        "1994",
        "1996-05",
        3,
    )
    assert (party.kind, party.country, party.sector, party.other_sectors) == ("organization", "DEU", "PTY", ("GOV",))
    assert role.kind == "role"


def test_csv_round_trip(tmp_path: Path) -> None:
    """What import writes reads back as the same rows."""
    rows = _read(tmp_path, TABLE).rows
    again = _read(tmp_path, format_table(rows), "again.csv").rows
    assert [(r.name, r.aliases, r.country, r.sector, r.since, r.until) for r in again] == [
        (r.name, r.aliases, r.country, r.sector, r.since, r.until) for r in rows
    ]
    assert format_table(rows) == format_table(rows)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",,,,,,,,,,", ""),
        (",x,,KEN,,,,,,,", "no name"),
        ("A,,,Kenya,,,,,,,", "no three-letter code"),
        ("A,,,KEN,XXX,,,,,,", "sector 'XXX'"),
        ("A,,king,KEN,,,,,,,", "kind 'king'"),
        ("A,,,KEN,,,,2001-13,,,", "no date"),
        ("A,,,KEN,,,,2001,2000,,", "before it begins"),
        ("A,,,KEN,,,,,,US GOV,", "code 'US GOV'"),
        ("A,,KEN", "3 cells for 11"),
    ],
)
def test_csv_faults(tmp_path: Path, row: str, words: str) -> None:
    """A bad line is named with its number; the next one is read."""
    dictionary = _read(tmp_path, TABLE + row + "\nZenda,,,DEU,,,,,,,\n")
    assert dictionary.rows[-1].name == "Zenda"
    assert len(dictionary.faults) == bool(words)
    if words:
        assert str(dictionary.faults[0]).startswith("mine.csv line 6: ")
        assert words in str(dictionary.faults[0])


def test_csv_header(tmp_path: Path) -> None:
    """A header that says something else is an error that lists the columns."""
    with pytest.raises(TableError, match=r"mine\.csv line 1.*colour.*name, aliases"):
        _read(tmp_path, "name,colour\nA,red\n")
    with pytest.raises(ReadError, match="cannot be read"):
        read_actors([tmp_path / "none.csv"], load_knowledge())


def _entity(key: str, schema: str, **properties: list[object]) -> str:
    return json.dumps({"id": key, "schema": schema, "properties": properties}) + "\n"


FTM = (
    _entity("p1", "Person", name=["Flavia Elphberg", "Флавия"], alias=["Flavia", "F. Elphberg"], country=["ro"])
    + _entity("o1", "Occupancy", holder=["p1"], post=["q1"], startDate=["1994-02-01"], endDate=["1996"])
    + _entity("q1", "Position", name=["Minister of Defence"], country=["de"], topics=["gov.national"])
    + _entity("b1", "PublicBody", name=["Strelsau Harbour Office"], country=["de"])
    + _entity("c1", "Organization", name=["Blue Elphberg Front"], country=["ro"], topics=["pol.party"])
    + "{broken\n"
    + _entity("o2", "Occupancy", holder=["p9"], post=["q1"])
    + _entity("x1", "Vessel", name=["SS Hope"])
    + _entity(
        "p2",
        "Person",
        name=["Fritz von Tarlenheim"],
        positionOccupancies=[
            {
                "id": "o3",
                "schema": "Occupancy",
                "properties": {
                    "post": [
                        {"id": "q2", "schema": "Position", "properties": {"name": ["member of parliament"], "country": ["dk"]}}
                    ]
                },
            }
        ],
    )
)


def test_follow_the_money(tmp_path: Path) -> None:
    """Occupancies give office, country, sector and days; names in Latin letters; one-word aliases of people are left out."""
    dictionary = _read(tmp_path, FTM, "entities.ftm.json")
    rows = {row.name: row for row in dictionary.rows}
    flavia = rows["Flavia Elphberg"]
    assert (flavia.country, flavia.sector, flavia.office, flavia.since, flavia.until, flavia.line) == (
        "DEU",
        "GOV",
        "Minister of Defence",
        "1994-02-01",
        "1996",
        2,
    )
    assert flavia.aliases == ("F. Elphberg",)
    assert (rows["Fritz von Tarlenheim"].country, rows["Fritz von Tarlenheim"].sector) == ("DNK", "LEG")
    assert (rows["Strelsau Harbour Office"].sector, rows["Blue Elphberg Front"].sector) == ("GOV", "PTY")
    assert [(fault.line, "p9" in fault.reason) for fault in dictionary.faults] == [(6, False), (7, True)]


def test_user_entries_win(tmp_path: Path) -> None:
    """A user's phrase takes the place of the built-in rows, with its article, demonyms and longer roles; others stay."""
    knowledge = load_knowledge()
    text = "PHILIPPINES [PHL]\nBULGARIA [BGR]\nVLADIMIR_PUTIN [XQX]\nPRIME_MINISTER [~GOV]\n"
    dictionary = _read(tmp_path, text, "own.txt")
    own = add_actors(knowledge, dictionary.rows)
    assert dictionary.own_codes == ("XQX",)

    def row(*words: str) -> str:
        found = own.match_name(words, 0)
        assert found is not None
        assert found[0] == len(words)
        return found[1][0].row

    assert row("The", "Philippines") == row("Philippines") == "own.txt:1 [PHL]"
    assert row("Bulgarian") == "own.txt:2 [BGR]"
    assert row("Vladimir", "Putin") == "own.txt:3 [XQX]"
    assert [entry.country for entry in own.surnames["Putin"]] == ["XQX"]
    assert row("Dmitry", "Medvedev").startswith("people.csv")
    longer = own.match_role(("deputy", "prime", "minister"), 0)
    assert longer is not None
    assert longer[1][0].row.endswith("own.txt:4 [~GOV]")
    assert load_knowledge() is knowledge
    before = knowledge.match_name(("Vladimir", "Putin"), 0)
    assert before is not None
    assert before[1][0].country == "RUS"


def test_digest_follows_the_bytes(tmp_path: Path) -> None:
    """The same files give the same digest, other bytes another."""
    first, same, other = (_read(tmp_path, text).digest for text in (TABLE, TABLE, TABLE + "Zenda,,,DEU,,,,,,,\n"))
    assert first == same != other
