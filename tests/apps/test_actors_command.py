from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PAGE = "Zorro Quimby, Kenya's defence minister, condemned Ruritania on Monday. Quimby also condemned Ruritanian rebels.\n"


def _run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", "from dragoman.apps.cli import main; main()", *arguments], capture_output=True, check=False
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    return done.returncode, out, err


def test_import_names_bad_lines(tmp_path: Path) -> None:
    """The good lines become CSV, the bad ones are named and counted; nothing usable is exit 2."""
    source, target = tmp_path / "a.txt", tmp_path / "a.csv"
    source.write_text("RURITANIA [RUR]\n+RURITANIAN\nSPAIN [ESP <19990231]\nJUDGE [~JUD]\n", encoding="utf-8")
    status, out, err = _run("actors", "import", str(source), "-o", str(target))
    assert (status, out) == (0, "")
    assert "a.txt line 3: '19990231' is no date" in err
    assert "1 line(s) left out" in err
    assert "kept as countries of your own: RUR" in err
    assert target.read_text(encoding="utf-8").splitlines()[1] == "Ruritania,RURITANIA,country,RUR,,,,,,RUR,a.txt:1"
    source.write_text("SPAIN\n", encoding="utf-8")
    assert _run("actors", "import", str(source))[0] == 2
    status, _, err = _run("actors", "import", str(tmp_path / "none"))
    assert status == 2
    assert "cannot be read" in err


def test_code_with_own_actors(tmp_path: Path) -> None:
    """A dictionary's codes reach the events, and its digest the coder's fingerprint."""
    page, own = tmp_path / "page.txt", tmp_path / "own.txt"
    page.write_text(PAGE, encoding="utf-8")
    own.write_text("RURITANIA [RUR]\n+RURITANIAN\n", encoding="utf-8")
    status, out, err = _run("code", str(page), "--format", "jsonl", "--actors", str(own))
    events = [json.loads(line) for line in out.splitlines()]
    assert status == 0, err
    assert events[0]["recipients"][0]["actor"]["country"] == "RUR"
    assert "own.txt:1 [RUR]" in events[0]["recipients"][0]["actor"]["basis"][0]
    assert ", actors " in events[0]["coder"]


def test_unknown_names_are_listed(tmp_path: Path) -> None:
    """--unknown prints the name with its country, sector and office from its own words, ready for --actors."""
    page, found = tmp_path / "page.txt", tmp_path / "found.csv"
    page.write_text(PAGE, encoding="utf-8")
    status, out, _ = _run("actors", "--unknown", str(page))
    assert status == 0
    line = next(line for line in out.splitlines() if line.startswith("Zorro Quimby,"))
    assert line == "Zorro Quimby,,person,KEN,GOV,,defence minister,,,,"
    assert _run("actors", "unknown", str(page), "-o", str(found))[0] == 0
    _, out, err = _run("actors", "--unknown", str(page), "--actors", str(found))
    assert "Zorro Quimby" not in out
    assert "unknown names in 1 articles" in err


def test_lookup_tells_the_row_of_a_day() -> None:
    """All rows of a name, the one that holds marked, and the coder's reasons."""
    status, out, _ = _run("actors", "lookup", "Dmitry Medvedev", "--date", "2010-05-01")
    assert status == 0
    assert "holds" in out
    assert "RUS GOV" in out
    status, out, _ = _run("actors", "lookup", "Nobody Atall")
    assert (status, out.splitlines()[0]) == (0, "no row of that name")
