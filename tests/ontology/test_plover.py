from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import OntologyError, TableError
from dragoman.ontology import load_ontology, read_table


def test_the_ontology_is_whole() -> None:
    """16 types, 67 modes, 37 contexts, 25 sectors, 7 international entities, 318 CAMEO rows."""
    ontology = load_ontology()
    assert len(ontology.types) == 16
    assert sum(len(kind.modes) for kind in ontology.types.values()) == 67
    assert len(ontology.contexts) == 37
    assert len(ontology.sectors) == 25
    assert len(ontology.entities) == 7
    assert len(ontology.cameo) == 318


@pytest.mark.parametrize(
    ("kind", "modes", "score"),
    [("ACCUSE", [], -3), ("PROTEST", ["vandalize"], -5), ("ASSAULT", ["beat", "firearms"], -9), ("REQUEST", ["assist"], 0.5)],
)
def test_scores(kind: str, modes: list[str], score: float) -> None:
    """The mode furthest from zero gives the score; without a mode the type does."""
    assert load_ontology().score(kind, modes) == score


def test_sanction_is_material_conflict() -> None:
    """SANCTION is quad class 4."""
    assert load_ontology().quad("SANCTION") == 4


def test_unknown_mode_is_named() -> None:
    """A mode of another type is an error that lists the type's own."""
    with pytest.raises(OntologyError, match="mode 'riot' is unknown for ASSAULT"):
        load_ontology().score("ASSAULT", ["riot"])


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    """A row with a missing cell is named by table and line."""
    table = tmp_path / "events.csv"
    table.write_text("# a comment\ntype,mode\nPROTEST\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"events.csv line 3: 1 cells for 2 columns"):
        list(read_table(table, ("type", "mode")))
