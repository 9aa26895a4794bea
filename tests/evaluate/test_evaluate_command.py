from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

KENYA = {
    "id": "kenya",
    "text": "Kenya condemned Uganda on Friday.",
    "events": [{"type": "ACCUSE", "mode": "disapprove", "actor": [{"code": "KEN"}], "recipient": [{"code": "UGA"}]}],
}
STORM = {"id": "storm", "text": "A [bold]storm[/bold] reached the coast.", "events": [{"type": "AID"}]}


def _run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", "from dragoman.apps.cli import main; main()", "evaluate", *arguments],
        capture_output=True,
        check=False,
        env={"COLUMNS": "120", "PATH": "", "PYTHONIOENCODING": "utf-8"},
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    return done.returncode, out, err


def _gold(folder: Path, *lines: str) -> str:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_evaluate(tmp_path: Path) -> None:
    """Figures on standard output, bad lines named and counted on standard error, the errors in the report."""
    gold, report = _gold(tmp_path, json.dumps(KENYA), "{half", json.dumps(STORM)), tmp_path / "report.html"
    status, out, err = _run(gold, "--report", str(report), "--resamples", "20", "--no-model")
    assert status == 0
    for part in ("2 texts, 2 gold events, 1 coded", "+ both countries", "KEN > UGA", "ACCUSE/disapprove", "confusion", "gate"):
        assert part in out
    assert "gold.jsonl line 2: not JSON" in err
    assert "1 of 3 lines not used" in err
    page = report.read_text(encoding="utf-8")
    assert "missed: 1" in page
    assert "A [bold]storm[/bold] reached the coast." in page
    assert "gold.jsonl line 2: not JSON" in page


def test_wrong_use_is_one_line(tmp_path: Path) -> None:
    """Exit 2 with what is wrong and the fix, before any coding."""
    gold = _gold(tmp_path, json.dumps(KENYA))
    for arguments, message in (
        ([str(tmp_path / "none.jsonl")], "cannot be read"),
        ([gold, "--resamples", "0"], "--resamples 0: give a number from 1"),
        ([gold, "--report", gold], "is the gold file itself"),
        ([gold, "--report", str(tmp_path / "no" / "report.html")], "cannot be written"),
        ([_gold(tmp_path, "{half", '{"text": 5}')], "no line of gold can be used"),
    ):
        status, out, err = _run(*arguments)
        assert (status, out) == (2, ""), arguments
        assert message in err
    assert "line 2: not a gold sentence" in err
