"""The pages of tests/cases/pages: what a careful reader would keep of each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.text import split_page

CASES = sorted((Path(__file__).parents[1] / "cases" / "pages").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    """A page comes apart into its articles, each with its head, its captions once, and its body without furniture."""
    case: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    page: str = case["text"]
    parts = split_page(page)
    found = [(part.headline or "", [caption.text for caption in part.captions]) for part in parts]
    assert [headline for headline, _ in found] == [_level(wanted["headline"]) for wanted in case["article"]], case["why"]
    for part, wanted in zip(parts, case["article"], strict=True):
        body = "\n\n".join(span.of(page) for span in part.body)
        assert [caption.text for caption in part.captions] == [_level(text) for text in wanted.get("captions", [])], case["why"]
        assert _level(body).startswith(_level(wanted["starts"])), case["why"]
        assert _level(body).endswith(_level(wanted["ends"])), case["why"]
        assert (part.byline or "") == _level(wanted.get("byline", "")), case["why"]
        for text in wanted.get("absent", []):
            assert _level(text) not in _level(body), case["why"]


def _level(text: str) -> str:
    """White space levelled, as it is in headlines and captions."""
    return " ".join(text.split())
