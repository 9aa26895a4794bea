from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import ReadError
from dragoman.evaluate import GoldEvent, GoldParty, GoldSentence, read_gold
from dragoman.records import Skip

PLOVER = {
    "id": 7,
    "text": "Kenya jailed a Ugandan.",
    "published": "2025-03-04T10:00:00Z",
    "events": [
        {
            "type": "COERCE",
            "mode": "arrest, seize",
            "status": "actual",
            "actor": [{"text": "Kenya", "code": "KEN", "sector": "***"}],
            "recipient": [{"text": "a Ugandan", "code": "UGA", "sector": "CVL"}],
            "trigger": "jailed",
            "gid": "more fields are no harm",
        }
    ],
}


def _read(folder: Path, *rows: object) -> list[GoldSentence | Skip]:
    path = folder / "gold.jsonl"
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    path.write_bytes(b"\n".join(lines))
    return list(read_gold(path))


def test_plovers_shape(tmp_path: Path) -> None:
    """Types, modes, status, parties and trigger; what is not known is None."""
    event = GoldEvent(
        type="COERCE",
        modes=("arrest", "seize"),
        status="actual",
        actors=(GoldParty(text="Kenya", country="KEN"),),
        recipients=(GoldParty(text="a Ugandan", country="UGA", sector="CVL"),),
        trigger="jailed",
    )
    text, day = "Kenya jailed a Ugandan.", date(2025, 3, 4)
    assert _read(tmp_path, PLOVER) == [GoldSentence(id="7", text=text, events=(event,), published=day, line=1)]


def test_petrarchs_shape(tmp_path: Path) -> None:
    """A CAMEO code becomes type and mode; three letters are the country, `---` and a bare role none."""
    row = {
        "text": "x",
        "date": "20150609",
        "events": [
            {"source": "---REB", "target": "SYRGOV", "code": "193"},
            {"source": "COP", "target": "---", "code": "042"},
            {"source": "IGOUNO", "target": None, "code": "015"},
        ],
    }
    (found,) = _read(tmp_path, row)
    assert isinstance(found, GoldSentence)
    assert (found.id, found.published) == ("line 1", date(2015, 6, 9))
    assert [(each.type, each.modes) for each in found.events] == [("ASSAULT", ("firearms",)), ("CONSULT", ("visit",))]
    assert found.events[0].actors == (GoldParty(text="---REB", sector="REB"),)
    assert found.events[0].recipient_countries == {"SYR"}
    assert found.events[1].actors == (GoldParty(text="COP", sector="COP"),)
    assert found.events[1].recipients == ()


def test_nothing_expected(tmp_path: Path) -> None:
    """An empty list, or `none`, is gold that says no event should be coded; blank lines are none."""
    found = _read(
        tmp_path, b"\xef\xbb\xbf" + json.dumps({"text": "x", "events": []}).encode(), b"  ", {"text": "x", "none": True}
    )
    assert [(each.events, each.line) for each in found if isinstance(each, GoldSentence)] == [((), 1), ((), 3)]


@pytest.mark.parametrize(
    ("row", "what", "fix"),
    [
        (b"{half", "not JSON", "Repair"),
        (b'{"text": "\xff\xfe", "events": []}', "not JSON", "Repair"),
        (b'{"other": ' + b"[" * 100_000, "not JSON", "Repair"),
        (b"[1]", "not a gold sentence", "Give an object"),
        ({"events": []}, "text", "Give an object"),
        ({"text": " ", "events": []}, "'text' is empty", "Fill it"),
        ({"text": "x"}, "no 'events'", "List them"),
        ({"text": "x", "none": True, "events": [{"type": "AID"}]}, "'none' is true beside events", "Remove"),
        ({"text": "x", "events": [{}]}, "neither 'type' nor 'code'", "Give a PLOVER type"),
        ({"text": "x", "events": [{"type": "YIELD"}]}, "'YIELD' is no PLOVER type", "Use one of AGREE"),
        ({"text": "x", "events": [{"type": "AID", "status": "done"}]}, "status 'done'", "Use one of actual"),
        ({"text": "x", "events": [{"type": "AID", "actor": [{"code": "\x1b[2J"}]}]}, "code '\\x1b[2J'", "three letters"),
        ({"text": "x", "events": [{"code": "99"}]}, "'99' is no CAMEO code", "Correct it"),
        ({"text": "x", "events": [{"code": "190", "source": "usa"}]}, "'usa' is no CAMEO actor", "three letters"),
        ({"text": "x", "events": [{"code": "015"}]}, "CAMEO 015 has no PLOVER type", "Nothing to mend"),
        ({"text": "x", "events": [], "published": "soon"}, "published 'soon' is no date", "Write it as"),
        ({"text": "x", "events": [], "error": True}, "'error' is true", "Nothing to mend"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, row: object, what: str, fix: str) -> None:
    """One line that says file, line, what and the fix; the lines after it are read."""
    skip, good = _read(tmp_path, row, PLOVER)
    assert isinstance(skip, Skip)
    assert isinstance(good, GoldSentence)
    assert skip.reason.startswith(f"{tmp_path / 'gold.jsonl'} line 1: ")
    assert what in skip.reason
    assert fix in skip.reason
    assert skip.reason.isprintable()


def test_no_file() -> None:
    """A file that is not there is an error of ours."""
    with pytest.raises(ReadError, match="cannot be read"):
        list(read_gold(Path("nowhere.jsonl")))


@pytest.mark.parametrize(("name", "sentences", "skipped"), [("gsr.dev.jsonl", 160, 0), ("petr2.dev.jsonl", 36, 3)])
def test_the_benchmarks_are_read(shared: Path, name: str, sentences: int, skipped: int) -> None:
    """Every line, but for three whose only event PLOVER drops."""
    found = list(read_gold(shared / name))
    assert sum(isinstance(each, GoldSentence) for each in found) == sentences
    assert sum(isinstance(each, Skip) for each in found) == skipped
