"""GraphML and GEXF 1.3: the directed graph of dyads, written with the standard library (docs/reference/formats.md says why).

Characters that XML 1.0 does not allow, controls above all, are replaced by U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any, BinaryIO, Unpack
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from dragoman.errors import ExportError
from dragoman.export.acts import Choice, Item, acts_of
from dragoman.export.dyads import Dyad, Graph, Node, graph_of

__all__ = ["export_gexf", "export_graphml", "read_gexf", "read_graphml"]

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_KINDS: dict[str, Callable[[str], object]] = {"str": str, "int": int, "float": float}
_NODE = {each.name: str(each.type) for each in fields(Node) if each.name != "id"}
_EDGE = {each.name: str(each.type) for each in fields(Dyad) if each.name not in ("source", "target")}


def _attribute(value: object) -> str:
    """A quoted attribute."""
    return quoteattr(_ILLEGAL.sub("\ufffd", str(value)), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(value: object) -> str:
    """An element's text."""
    legal = _ILLEGAL.sub("\ufffd", str(value))
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _kind(name: str, *, words: str, whole: str) -> str:
    return {"str": words, "int": whole, "float": "double"}[name]


def export_graphml(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write GraphML; actual acts with a named doer unless the choice says otherwise."""
    stream.writelines(part.encode() for part in _graphml(graph_of(acts_of(items, **choice))))


def _graphml(graph: Graph) -> Iterator[str]:
    yield f'{_HEAD}<graphml xmlns="{_GRAPHML}">\n'
    for of, columns in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in columns.items():
            yield (
                f'<key id="{of}_{name}" for="{of}" attr.name="{name}" '
                f'attr.type="{_kind(kind, words="string", whole="int")}"/>\n'
            )
    yield '<graph edgedefault="directed">\n'
    for node in graph.nodes:
        data = "".join(f'<data key="node_{name}">{_text(getattr(node, name))}</data>' for name in _NODE)
        yield f"<node id={_attribute(node.id)}>{data}</node>\n"
    for dyad in graph.dyads:
        data = "".join(f'<data key="edge_{name}">{_text(getattr(dyad, name))}</data>' for name in _EDGE)
        yield f"<edge source={_attribute(dyad.source)} target={_attribute(dyad.target)}>{data}</edge>\n"
    yield "</graph>\n</graphml>\n"


def export_gexf(items: Iterable[Item], stream: BinaryIO, **choice: Unpack[Choice]) -> None:
    """Write GEXF; actual acts with a named doer unless the choice says otherwise. An edge's weight is its number of acts."""
    stream.writelines(part.encode() for part in _gexf(graph_of(acts_of(items, **choice))))


def _gexf(graph: Graph) -> Iterator[str]:
    yield f'{_HEAD}<gexf xmlns="{_GEXF}" version="1.3">\n<graph defaultedgetype="directed" mode="static">\n'
    inner = {name: kind for name, kind in _NODE.items() if name != "label"}
    for of, columns in (("node", inner), ("edge", _EDGE)):
        yield f'<attributes class="{of}">\n'
        for name, kind in columns.items():
            yield f'<attribute id="{name}" title="{name}" type="{_kind(kind, words="string", whole="integer")}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node in graph.nodes:
        yield f"<node id={_attribute(node.id)} label={_attribute(node.label)}>{_values(node, inner)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, dyad in enumerate(graph.dyads):
        yield (
            f'<edge id="{number}" source={_attribute(dyad.source)} target={_attribute(dyad.target)} weight="{dyad.acts}">'
            f"{_values(dyad, _EDGE)}</edge>\n"
        )
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(record: Node | Dyad, columns: Iterable[str]) -> str:
    values = "".join(f'<attvalue for="{name}" value={_attribute(getattr(record, name))}/>' for name in columns)
    return f"<attvalues>{values}</attvalues>"


def read_graphml(stream: BinaryIO) -> Graph:
    """The graph of a file that `export_graphml` made. Raises: ExportError."""

    def data(element: ElementTree.Element) -> dict[str, str]:
        found = element.iter(f"{{{_GRAPHML}}}data")
        return {each.get("key", "").partition("_")[2]: each.text or "" for each in found}

    return _read(stream, "GraphML", _GRAPHML, data)


def read_gexf(stream: BinaryIO) -> Graph:
    """The graph of a file that `export_gexf` made. Raises: ExportError."""

    def data(element: ElementTree.Element) -> dict[str, str]:
        values = {each.get("for", ""): each.get("value", "") for each in element.iter(f"{{{_GEXF}}}attvalue")}
        return values | {"label": element.get("label", "")}

    return _read(stream, "GEXF", _GEXF, data)


def _read(stream: BinaryIO, format: str, space: str, data: Callable[[ElementTree.Element], dict[str, str]]) -> Graph:
    def typed(element: ElementTree.Element, columns: dict[str, str]) -> dict[str, Any]:
        texts = data(element)
        return {name: _KINDS[kind](texts[name]) for name, kind in columns.items()}

    try:
        root = ElementTree.parse(stream).getroot()
        nodes = tuple(Node(id=each.attrib["id"], **typed(each, _NODE)) for each in root.iter(f"{{{space}}}node"))
        dyads = tuple(
            Dyad(source=each.attrib["source"], target=each.attrib["target"], **typed(each, _EDGE))
            for each in root.iter(f"{{{space}}}edge")
        )
    except ElementTree.ParseError as exc:
        raise ExportError(f"{format}: no XML ({exc}).") from None
    except (KeyError, ValueError) as exc:
        raise ExportError(f"{format}: not written by Dragoman ({exc}).") from None
    return Graph(nodes, dyads)
