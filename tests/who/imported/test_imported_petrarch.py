from __future__ import annotations

import pytest

from dragoman.coding.who.imported.petrarch import read_petrarch
from dragoman.coding.who.imported.rows import ActorRow, Fault

ACTORS = """\
<!-- our own small dictionary
SPAIN [ESP] is not read -->
RURITANIA [RUR] # abc 24 Apr 2003
+RURITANIAN
+STRELSAU ; the capital
ANTHONY_HOPE
+ANTHONY THE_BOLD
\t[RURGOV 19930101-19971231]
\t[RURELI >971231]
\t[RUROPP <930101] # before
\t[RUR]
RED_RIVER_MILITIA [RURREB]
RUPERT [RURMIL <930101] [RURREB 930101-951231] ;old TABARI line
HENTZAU [RUR/ELP]
BLACK_MICHAEL  [---]
"""


def _rows(text: str) -> list[ActorRow]:
    found = list(read_petrarch(text.splitlines(keepends=True), "a.txt"))
    assert not [one for one in found if isinstance(one, Fault)]
    return [one for one in found if isinstance(one, ActorRow)]


def _faults(text: str) -> list[str]:
    return [str(one) for one in read_petrarch(text.splitlines(keepends=True), "a.txt") if isinstance(one, Fault)]


def test_synonyms_share_the_code() -> None:
    """Every synonym is a way to write the actor; one that lengthens its word is the demonym."""
    first, demonym = _rows(ACTORS)[:2]
    assert (first.name, first.aliases, first.kind, first.country) == (
        "Ruritania",
        ("RURITANIA", "Strelsau", "STRELSAU"),
        "country",
        "RUR",
    )
    assert (demonym.name, demonym.kind, demonym.code, demonym.line) == ("Ruritanian", "demonym", "RUR", 3)


def test_dates_bound_the_codes() -> None:
    """< is before, > is after, a range includes both ends; the code without days comes last and stays open."""
    rows = [row for row in _rows(ACTORS) if row.name == "Anthony Hope"]
    assert [(row.sector, row.since, row.until, row.line) for row in rows] == [
        ("GOV", "1993-01-01", "1997-12-31", 8),
        ("ELI", "1998-01-01", "", 9),
        ("OPP", "", "1992-12-31", 10),
        ("", "", "", 11),
    ]
    assert "Anthony the Bold" in rows[0].aliases


def test_tabari_lines_hold_several_codes() -> None:
    """The older form has all codes and days on the actor's own line."""
    rows = [row for row in _rows(ACTORS) if row.name == "Rupert"]
    assert [(row.code, row.since, row.until) for row in rows] == [
        ("RURMIL", "", "1992-12-31"),
        ("RURREB", "1993-01-01", "1995-12-31"),
    ]


def test_codes_become_country_and_sectors() -> None:
    """Alternatives take the first country; --- marks somebody who is nobody."""
    rows = {row.name: row for row in _rows(ACTORS)}
    assert (rows["Red River Militia"].country, rows["Red River Militia"].sector) == ("RUR", "REB")
    assert "Red River militia" in rows["Red River Militia"].aliases
    assert (rows["Hentzau"].country, rows["Hentzau"].code) == ("RUR", "RUR/ELP")
    assert (rows["Black Michael"].country, rows["Black Michael"].sector) == ("", "")


AGENTS = """\
!PERSON! = MAN, WOMEN
JUDGE [~JUD]
JUDICIARY {} [~JUD]
SPY_CHIEF {SPY_CHIEFS, CHIEFS_OF_SPIES} [~SPY]
PARTY [ ~PTY]
TRIBES!PERSON! [~CVL]
RELIEF_BODY [NGO~] # helps
"""


def test_agents_are_roles_with_their_plurals() -> None:
    """No braces: a regular plural; empty braces: none; a set: one form for each word of it."""
    forms = {row.name: (row.aliases, row.sector, row.country, row.code) for row in _rows(AGENTS)}
    assert forms == {
        "judge": (("judges",), "JUD", "", "~JUD"),
        "judiciary": ((), "JUD", "", "~JUD"),
        "spy chief": (("spy chiefs", "chiefs of spies"), "SPY", "", "~SPY"),
        "party": (("parties",), "PTY", "", "~PTY"),
        "tribesman": (("tribeswomen",), "CVL", "", "~CVL"),
        "relief body": (("relief bodies",), "", "NGO", "NGO~"),
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("+SYNONYM\n", 1, "without an actor"),
        ("SPAIN ESP]\n", 1, "bracket"),
        ("SPAIN [ESP <19990231]\nFRANCE [FRA]\n", 1, "no date"),
        ("SPAIN\n+SPANISH\nFRANCE [FRA]\n", 1, "'SPAIN' has no code"),
        ("SPAIN [E$P]\n", 1, "no chain"),
        ("SPAIN [ESP soon]\n", 1, "no code with days"),
        ("SPAIN\n\t[ESP 19990101-19980101]\n", 2, "before it begins"),
        ("[ESP]\n", 1, "without an actor"),
        ("JUDGE { [~JUD]\n", 1, "brace"),
        ("!X!_MAN [~CVL]\n", 1, "!X! is not defined"),
    ],
)
def test_faults_name_the_line(text: str, line: int, words: str) -> None:
    """A line that cannot be used is named once, with what is wrong, and the others are read."""
    faults = _faults(text)
    assert len(faults) == 1, faults
    assert faults[0].startswith(f"a.txt line {line}: ")
    assert words in faults[0]
    assert "\n" not in faults[0]


def test_a_bad_code_leaves_the_others() -> None:
    """One bad date of an actor does not take its other codes."""
    found = list(read_petrarch(["SPAIN [ESP]\n", "\t[ESPGOV >19991399]\n", "\t[ESPMIL >20010101]\n"], "a.txt"))
    assert [type(one).__name__ for one in found] == ["Fault", "ActorRow", "ActorRow"]
