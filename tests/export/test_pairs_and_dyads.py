"""Acts as pairs, and pairs as a graph."""

from __future__ import annotations

import samples

from dragoman.export.acts import Act, acts_of
from dragoman.export.dyads import graph_of
from dragoman.export.pairs import is_mutual, pairs_of
from dragoman.records import Actor

RUS, UKR, TUR = (Actor(country=code, sector="GOV") for code in ("RUS", "UKR", "TUR"))


def _act(cameo: str, actors: list[Actor], recipients: list[Actor], **changed: object) -> Act:
    sides = [
        tuple(samples.mention(f"{side}{at}", actor, 10 * at + start) for at, actor in enumerate(parties))
        for side, parties, start in (("a", actors, 0), ("r", recipients, 100))
    ]
    return next(acts_of([samples.make_event(cameo=cameo, actors=sides[0], recipients=sides[1], **changed)], incomplete=True))


def _codes(act: Act) -> list[tuple[str | None, str | None, str]]:
    sides = [(pair.actor, pair.recipient, pair.suffix) for pair in pairs_of(act)]
    return [(a.actor.country if a else None, r.actor.country if r else None, suffix) for a, r, suffix in sides]


def test_each_actor_with_each_recipient() -> None:
    """Two who accuse two are four pairs, with ids of their own."""
    pairs = _codes(_act("112", [RUS, TUR], [UKR, TUR]))
    assert pairs == [("RUS", "UKR", ""), ("RUS", "TUR", "_2"), ("TUR", "UKR", "_3"), ("TUR", "TUR", "_4")]


def test_mutual_acts_go_both_ways() -> None:
    """A meeting of three is three pairs in both directions; an act of two against nobody named is not mutual."""
    pairs = _codes(_act("040", [RUS, UKR, TUR], []))
    assert [pair[:2] for pair in pairs[:2]] == [("RUS", "UKR"), ("UKR", "RUS")]
    assert [pair[2] for pair in pairs] == ["", "_R", "_2", "_2_R", "_3", "_3_R"]
    assert _codes(_act("141", [RUS, UKR], [])) == [("RUS", None, ""), ("UKR", None, "_2")]
    assert not is_mutual(_act("040", [RUS], []))


def test_words_within_words_are_one_party() -> None:
    """ "Russian" within "Russian and Ukrainian officials" does not meet them."""
    whole = samples.mention("Russian and Ukrainian officials", UKR, 0)
    parts = samples.mention("Russian", RUS, 0), samples.mention("Ukrainian", UKR, 12)
    act = next(acts_of([samples.make_event(cameo="040", actors=(whole, *parts), recipients=())]))
    assert _codes(act) == [("RUS", "UKR", ""), ("UKR", "RUS", "_R")]


def test_nobody_named() -> None:
    """An act without parties is one pair of nobody."""
    assert _codes(_act("173", [], [])) == [(None, None, "")]


def test_dyads_count_acts() -> None:
    """Acts, quad classes, mean score and days of a dyad; a meeting counts once in each direction."""
    acts = [
        _act("112", [RUS], [UKR], id="1", quad=3, score=-3.0, date=None),
        _act("190", [RUS], [UKR], id="2", quad=4, score=-9.0),
        _act("040", [RUS, UKR], [], id="3", quad=1, score=2.5),
    ]
    graph = graph_of(acts)
    one = next(dyad for dyad in graph.dyads if dyad.source == "RUS GOV")
    assert (one.target, one.acts, one.reports, one.verbal_conflict, one.material_conflict) == ("UKR GOV", 3, 3, 1, 1)
    assert (one.verbal_cooperation, one.score, one.first, one.last) == (1, -3.1667, "2024-06-11", "2024-06-11")
    assert [(node.id, node.label, node.acts, node.suffered) for node in graph.nodes] == [
        ("RUS GOV", "Russian Federation GOV", 3, 1),
        ("UKR GOV", "Ukraine GOV", 1, 3),
    ]


def test_international_bodies_go_by_name() -> None:
    """Two organizations are two nodes, though PLOVER gives both the code NGO."""
    amnesty, reporters = (Actor(name=name, country="NGO") for name in ("Amnesty International", "Reporters without Borders"))
    graph = graph_of([_act("111", [amnesty, reporters], [RUS])])
    assert [node.id for node in graph.nodes] == ["Amnesty International", "RUS GOV", "Reporters without Borders"]
    council, nations = Actor(name="Security Council", country="UNO"), Actor(country="UNO")
    assert [node.label for node in graph_of([_act("111", [council, nations], [])]).nodes] == ["United Nations"]
