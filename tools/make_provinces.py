"""Make src/dragoman/export/data/provinces.csv: the names of first-order divisions by GeoNames code, for formats that name them.

    python tools/make_provinces.py

Source: src/dragoman/coding/where/data/divisions.csv (GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

ROOT = Path(__file__).parents[1] / "src" / "dragoman"
DIVISIONS = ROOT / "coding" / "where" / "data" / "divisions.csv"
PROVINCES = ROOT / "export" / "data" / "provinces.csv"
HEAD = "# Made by tools/make_provinces.py from coding/where/data/divisions.csv (GeoNames, CC BY 4.0). Do not edit.\n"


def make() -> str:
    """The table's text: code ("SO.20"), name; by code."""
    lines = (line for line in DIVISIONS.read_text(encoding="utf-8").splitlines(keepends=True) if line[:1] != "#")
    names = {row["code"]: row["name"] for row in csv.DictReader(lines) if row["code"].count(".") == 1}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "name"))
    writer.writerows(sorted(names.items()))
    return HEAD + out.getvalue()


if __name__ == "__main__":
    PROVINCES.write_text(make(), encoding="utf-8")
