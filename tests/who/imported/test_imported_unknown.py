from __future__ import annotations

from dragoman.coding.who import load_knowledge
from dragoman.coding.who.imported import UnknownActors, format_row
from dragoman.records import Actor, Mention, Span


def _mention(name: str | None, kind: str = "name", **facts: str) -> Mention:
    actor = Actor(name=name, country=facts.get("country"), sector=facts.get("sector"), basis=(facts.get("basis", ""),))
    return Mention(span=Span(start=0, end=1), text=name or "", kind=kind, actor=actor)


def test_unknown_names_are_counted() -> None:
    """Once a sentence; what the words say wins over silence; known names, roles and pronouns do not count."""
    names = UnknownActors(load_knowledge())
    told = _mention("Rudolf Rassen - Dyll", country="DEU", sector="GOV", basis="role 'king' (roles.csv:9)")
    names.add([told, told, _mention("Vladimir Putin"), _mention(None, "role")], "Rudolf, king, spoke.")
    names.add([_mention("Rudolf Rassen - Dyll")], "He left.")
    names.add([_mention("the Black Front", "organization")], "The Black Front struck.")
    first, second = names.list()
    assert (first.count, first.sentence) == (2, "Rudolf, king, spoke.")
    assert format_row(first.row) == "Rudolf Rassen-Dyll,,person,DEU,GOV,,king,,,,"
    assert (second.row.name, second.row.kind) == ("Black Front", "organization")
