from __future__ import annotations

import re
from pathlib import Path

from dragoman.dataset import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "dataset.md"
SHARED = {"type", "modes", "contexts", "cameo", "quad", "score", "status", "date_start", "date_end", "confidence", "run", "record"}


def test_every_column_is_in_the_reference() -> None:
    """Each table's section names its columns, all of them and no others."""
    sections = dict(re.findall(r"\n### (\w+)\n(.*?)(?=\n##)", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    assert sections.keys() == COLUMNS.keys()
    for table, section in sections.items():
        cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
        named = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
        columns = set(COLUMNS[table].names)
        if table == "incidents":
            columns -= SHARED | {name for name in columns if name.startswith("place") or name.endswith("_countries")}
            columns -= {"geonameid", "latitude", "longitude"}
            columns |= {"publisher_countries"}
        assert named == columns, table
