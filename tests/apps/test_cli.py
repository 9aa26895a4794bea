from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from dragoman.apps.cli.journal import Journal
from dragoman.config import ReadOptions
from dragoman.flow import Coder, read_articles
from dragoman.records import Article

PAGE = "Kenya condemned Uganda on Monday. Rebels attacked [bold]soldiers[/bold] near Goma.\x1b[2J\n"


def _run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", "from dragoman.apps.cli import main; main()", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    return done.returncode, out, err


def test_code_formats(tmp_path: Path) -> None:
    """The same events as a table, JSON Lines, CSV and Parquet; page text is shown, never obeyed."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    status, out, err = _run("code", str(page), "--format", "jsonl", "--published", "2025-03-04")
    events = [json.loads(line) for line in out.splitlines()]
    assert (status, [event["type"] for event in events]) == (0, ["ACCUSE", "ASSAULT"])
    assert "articles" in err
    status, out, _ = _run("code", str(page))
    assert status == 0
    assert "\x1b[2J" not in out
    assert "[bold]" in out
    for name in ("csv", "parquet"):
        kept = tmp_path / f"events.{name}"
        assert _run("code", str(page), "--format", name, "-o", str(kept))[0] == 0
        assert kept.stat().st_size > 100


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    """Exit 2 only when nothing could be read; the bad input is named with its fix."""
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(b"")
    good.write_text(PAGE, encoding="utf-8")
    status, _, err = _run("code", str(bad))
    assert status == 2
    assert "the file is empty" in err
    assert _run("code", str(bad), str(good))[0] == 0
    status, _, err = _run("code", str(good), "--field", "nonsense")
    assert status == 2
    assert "--field nonsense" in err


def test_explain_and_doctor() -> None:
    """Explain shows gate, parties and reasons; doctor finds everything in order."""
    status, out, _ = _run("explain", "Kenya condemned Uganda on Friday.", "--published", "2025-03-04")
    assert status == 0
    for part in ("gate", "KEN", "ACCUSE/disapprove", "accuse.csv"):
        assert part in out
    status, out, _ = _run("doctor")
    assert status == 0
    assert "CC BY 4.0" in out


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    """A run cut short (a half line in the output, a half line in the journal) is resumed to the same bytes as a whole one."""
    for number in range(6):
        (tmp_path / f"page{number}.txt").write_text(f"Kenya condemned Uganda on {number + 1} May 2020.\n", encoding="utf-8")
    pages = [str(path) for path in sorted(tmp_path.glob("*.txt"))]
    whole, cut = tmp_path / "whole.jsonl", tmp_path / "cut.jsonl"
    journal = tmp_path / "cut.jsonl.journal"
    assert _run("code", *pages, "--format", "jsonl", "-o", str(whole))[0] == 0
    assert not (tmp_path / "whole.jsonl.journal").exists()
    output = whole.read_bytes()
    with Journal(cut, Coder().fingerprint, resume=False) as started:
        for article in list(read_articles(pages, ReadOptions()))[:3]:
            assert isinstance(article, Article)
            started.add(article, Coder().stream(article))
    with cut.open("ab") as stream:
        stream.write(b'{"id": "half')
    with journal.open("a") as lines:
        lines.write("0123")
    status, _, err = _run("code", *pages, "--format", "jsonl", "-o", str(cut), "--resume")
    assert status == 0
    assert "3 further articles" in err
    assert cut.read_bytes() == output
    assert not journal.exists()


def test_another_coders_journal_is_refused(tmp_path: Path) -> None:
    """Resuming under another fingerprint would mix two coders' events."""
    page, kept = tmp_path / "page.txt", tmp_path / "kept.jsonl"
    page.write_text(PAGE, encoding="utf-8")
    kept.write_bytes(b"")
    (tmp_path / "kept.jsonl.journal").write_text("dragoman 0.0.1\n", encoding="utf-8")
    status, _, err = _run("code", str(page), "--format", "jsonl", "-o", str(kept), "--resume")
    assert status == 2
    assert "another coder" in err
