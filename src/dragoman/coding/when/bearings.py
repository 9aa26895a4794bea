"""The words that settle which act of a sentence a time belongs to (`data/bearings.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.ontology import read_table

__all__ = ["load_bearings"]

_ROLES = ("around", "about", "going", "within", "light", "part", "ahead", "bound")


@cache
def load_bearings() -> Mapping[str, frozenset[str]]:
    """Role -> its words, as lemmas; the table says what each role is. Raises: TableError that names a bad row."""
    roles: dict[str, set[str]] = {role: set() for role in _ROLES}
    for row in read_table(files("dragoman.coding.when") / "data" / "bearings.csv", ("word", "role", "basis")):
        if row["role"] not in roles:
            raise row.error(f"role '{row['role']}' is unknown (known: {', '.join(_ROLES)})")
        roles[row["role"]].add(row["word"])
    return {role: frozenset(words) for role, words in roles.items()}
