"""Dyads: who acted towards whom, how often and how, over all acts written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.export.acts import Act, Party
from dragoman.export.codes import load_codes
from dragoman.export.pairs import is_mutual, pairs_of
from dragoman.ontology import load_ontology

__all__ = ["Dyad", "Graph", "Node", "graph_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A kind of actor: country and primary sector; bodies that share PLOVER's code of their kind (NGO, IGO, IMG, ISM, MNC), and
    actors of no known country, go by their name.

    `acts` counts acts done, `suffered` acts received.
    """

    id: str
    label: str
    country: str = ""
    sector: str = ""
    acts: int = 0
    suffered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """All acts of one node towards another. `acts` counts acts, `reports` their independent reports, the four quad classes sum
    to `acts`; `score` is PLOVER's, the mean of the acts; `first`/`last` are days of acts, "" where none is dated."""

    source: str
    target: str
    acts: int
    reports: int
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    score: float
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id and dyads by source and target."""

    nodes: tuple[Node, ...]
    dyads: tuple[Dyad, ...]


@dataclass(slots=True)
class _Tally:
    quads: list[int]
    reports: int = 0
    milli: int = 0
    """The scores in thousandths, so that their sum does not hang on the order."""
    first: date | None = None
    last: date | None = None


def graph_of(acts: Iterable[Act]) -> Graph:
    """The graph of acts, the same whatever their order. An act with several actors or recipients counts once for each pair, a
    mutual one in both directions; acts without a recipient, or of parties without a name or code, make no dyad."""
    parties: dict[str, Node] = {}
    tallies: dict[tuple[str, str], _Tally] = {}
    for act in acts:
        dyads = set()
        for pair in pairs_of(act):
            ends = [_node(party) if party else None for party in (pair.actor, pair.recipient)]
            for end in ends:
                if end is not None:
                    parties[end.id] = min(parties.get(end.id, end), end, key=_looks)
            if ends[0] is not None and ends[1] is not None:
                dyads.add((ends[0].id, ends[1].id))
        if is_mutual(act):
            dyads = {(source, target) for source, target in dyads if source != target}
        for dyad in dyads:
            _add(tallies.setdefault(dyad, _Tally([0, 0, 0, 0])), act)
    dyads_made = tuple(_dyad(key, tallies[key]) for key in sorted(tallies))
    done: dict[str, int] = {}
    suffered: dict[str, int] = {}
    for each in dyads_made:
        done[each.source] = done.get(each.source, 0) + each.acts
        suffered[each.target] = suffered.get(each.target, 0) + each.acts
    nodes = tuple(
        Node(
            id=node.id,
            label=node.label,
            country=node.country,
            sector=node.sector,
            acts=done.get(node.id, 0),
            suffered=suffered.get(node.id, 0),
        )
        for _, node in sorted(parties.items())
    )
    return Graph(nodes, dyads_made)


def _node(party: Party) -> Node | None:
    actor, codes = party.actor, load_codes()
    kind = codes.entities.get(actor.country or "")
    if actor.country and (kind is None or kind["group"] or not actor.name):
        name = codes.country_name(actor.country) or load_ontology().entities.get(actor.country) or actor.country
        label = f"{name} {actor.sector}" if actor.sector else name
        return Node(id=actor.code, label=label, country=actor.country, sector=actor.sector or "")
    name = actor.name or actor.sector or ""
    return Node(id=name, label=name, country=actor.country or "", sector=actor.sector or "") if name else None


def _looks(node: Node) -> tuple[str, str, str]:
    return node.label, node.country, node.sector


def _add(tally: _Tally, act: Act) -> None:
    tally.quads[act.quad - 1] += 1
    tally.reports += act.independent
    tally.milli += round(act.score * 1000)
    if act.start is not None:
        tally.first = min(tally.first or act.start, act.start)
        tally.last = max(tally.last or act.start, act.end or act.start)


def _dyad(key: tuple[str, str], tally: _Tally) -> Dyad:
    acts = sum(tally.quads)
    return Dyad(
        source=key[0],
        target=key[1],
        acts=acts,
        reports=tally.reports,
        verbal_cooperation=tally.quads[0],
        material_cooperation=tally.quads[1],
        verbal_conflict=tally.quads[2],
        material_conflict=tally.quads[3],
        score=round(tally.milli / acts / 1000, 4),
        first=tally.first.isoformat() if tally.first else "",
        last=tally.last.isoformat() if tally.last else "",
    )
