"""Remakes docs/picture.svg, the README's picture, from the real output on one example page."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from dragoman.apps.cli.tables import event_table
from dragoman.config import ReadOptions
from dragoman.flow import Coder, read_articles
from dragoman.records import Article

PAGE = Path(__file__).parents[1] / "examples" / "pages" / "harbour-clash-a.txt"


def main() -> None:
    """Draw the first eight events of the page."""
    coder = Coder()
    console = Console(record=True, width=150, file=io.StringIO())
    for article in read_articles([PAGE], ReadOptions()):
        if isinstance(article, Article):
            console.print(event_table(article, list(coder.stream(article))[:8]))
    console.save_svg(str(Path(__file__).with_name("picture.svg")), title="dragoman code harbour-clash-a.txt")


if __name__ == "__main__":
    main()
