from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.apps.cli import app
from dragoman.errors import DragomanError


def _explain(sentence: str, *options: str) -> Result:
    return CliRunner().invoke(app, ["explain", sentence, *options], env={"COLUMNS": "240"})


def _row(out: str, name: str) -> str:
    """The first line of a table row of the event."""
    lines = [line.strip(" │└├─") for line in out.splitlines()]
    return next((line for line in lines if line.startswith(name)), "")


def _parts(line: str, parts: Sequence[str]) -> list[str]:
    return [part for part in parts if part not in line]


def test_the_chain_and_what_stands_against_it() -> None:
    """Speakers from the outermost to the innermost with stance and cue; whoever contradicts them on a row of his own."""
    out = _explain(
        "Iranian media reported that Russia said Israel had bombed an airport in Damascus on Friday, but Israel denies it.",
        "--published",
        "2024-10-19",
    ).output
    word = _row(out, "on whose word")
    assert not _parts(word, ["Iranian media IRN JRN asserts", " > Russia RUS asserts (indirect, 'said')", "(no party to the act)"])
    assert not _parts(_row(out, "against it"), ["Israel ISR denies", "'denies'"])
    assert "2024-10-18" in _row(out, "date")


def test_a_denial_says_that_a_party_speaks() -> None:
    """Who denies his own act is a party to it."""
    word = _row(_explain("Israel denied that it had attacked Lebanon.").output, "on whose word")
    assert not _parts(word, ["Israel ISR denies", "(a party to the act)"])


def test_place_with_reason_and_actors_with_basis() -> None:
    """The place says why it is the act's, each party which rows gave its code, and a report without a source is its own."""
    out = _explain("Rebels attacked the army near Goma, Congo.").output
    assert not _parts(_row(out, "place"), ["Goma", "COD", "GeoNames", "place 'Goma'"])
    assert "countries.csv" in _row(out, "actor") or "roles.csv" in _row(out, "actor")
    assert "the report's own" in _row(out, "on whose word")
    assert "place 'Goma'" not in _row(out, "why")


def test_own_actors(tmp_path: Path) -> None:
    """A dictionary of the user's own gives its codes, and its bad lines are named."""
    own = tmp_path / "own.txt"
    own.write_text("RURITANIA [RUR]\n+RURITANIAN\nSPAIN [ESP <19990231]\n", encoding="utf-8")
    sentence = "Kenya condemned Ruritania on Monday."
    assert "RUR" not in _explain(sentence).output
    found = _explain(sentence, "--actors", str(own))
    assert "Ruritania RUR" in found.output
    assert "own.txt line 3" in found.stderr


def test_page_text_is_shown_never_obeyed() -> None:
    """Markup and control characters of the text stand as they are, or not at all."""
    out = _explain("Kenya condemned [bold]Uganda[/bold] on \x1b[2JFriday, [red]officials[/] said.").output
    assert "\x1b[2J" not in out
    assert "[bold]" in out


def test_no_sentence_is_an_error() -> None:
    """Nothing to code is one line that says so."""
    with pytest.raises(DragomanError, match="no text to code"):
        raise _explain("   ").exception or AssertionError
