"""Each export opens in a program that is not ours, with the values that we wrote."""

from __future__ import annotations

import io
from typing import Any

import conllu
import geojson
import networkx as nx
import pandas as pd
import pytest
import samples
from py_gdelt.models import Event as GdeltEvent
from py_gdelt.models import Mention as GdeltMention
from py_gdelt.parsers import EventsParser, MentionsParser

from dragoman import registry
from dragoman.export import acled, gdelt, icews, phoenix, polecat
from dragoman.export.acts import Item
from dragoman.export.layout import Layout

TOLD = samples.make_told(samples.make_report(), samples.make_report(id="00000000000000ff", article="ff"))
HOSTILE = samples.make_report(
    id="00000000000000aa",
    actors=tuple(samples.mention(word, samples.Actor(name=word, country="CHL")) for word in samples.NASTY),
    quote=" ".join(samples.NASTY),
)
UNITS: dict[str, list[Item]] = {"report": [samples.make_report(), HOSTILE], "incident": [TOLD]}


def _written(format: str, items: list[Item]) -> io.BytesIO:
    stream = io.BytesIO()
    registry.find("dragoman.exporters", format)(items, stream)
    stream.seek(0)
    return stream


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("format", "layout"),
    [
        ("polecat", polecat.LAYOUT),
        ("icews", icews.LAYOUT),
        ("gdelt", gdelt.EVENTS),
        ("gdelt-mentions", gdelt.MENTIONS),
        ("phoenix", phoenix.LAYOUT),
        ("acled", acled.LAYOUT),
    ],
)
def test_pandas_reads_tables(format: str, layout: Layout, unit: str) -> None:
    """As many rows and columns as ours, with pandas' own quoting."""
    stream = _written(format, UNITS[unit])
    names = [column.name for column in layout.columns]
    header: dict[str, Any] = {"header": 0} if layout.header else {"header": None, "names": names}
    frame = pd.read_csv(io.BytesIO(stream.getvalue()), sep=layout.separator, dtype=str, keep_default_na=False, **header)
    assert list(frame.columns) == names
    rows = list(layout.read(stream))
    assert len(frame) == len(rows)
    words = [column.name for column in layout.columns if column.kind == "code"]
    assert frame[words].to_dict("records") == [{name: row[name] or "" for name in words} for row in rows]


@pytest.mark.parametrize("unit", UNITS)
def test_pandas_reads_csv_jsonl_and_parquet(unit: str) -> None:
    """Ours, in pandas, with the ids that we wrote."""
    ids = [item.event.id if unit == "report" else item.incident.id for item in UNITS[unit]]  # type: ignore[union-attr]
    assert pd.read_csv(_written("csv", UNITS[unit]))["id"].tolist() == ids
    assert pd.read_parquet(_written("parquet", UNITS[unit]))["id"].tolist() == ids
    assert pd.read_json(_written("plover", UNITS[unit]), lines=True)["id"].tolist() == ids
    assert len(pd.read_json(_written("jsonl", UNITS[unit]), lines=True)) == len(ids)


@pytest.mark.parametrize("unit", UNITS)
def test_gdelt_readers(unit: str) -> None:
    """gdelt-py reads both tables and joins them by the event's number."""
    found = [GdeltEvent.from_raw(raw) for raw in EventsParser().parse(_written("gdelt", UNITS[unit]).read())]
    ours = list(gdelt.read_events(_written("gdelt", UNITS[unit])))
    assert [event.global_event_id for event in found] == [row["GlobalEventID"] for row in ours]
    first = found[0]
    assert (first.date.isoformat(), first.event_code, first.quad_class) == ("2024-06-11", "143", 4)
    assert first.actor1 is not None
    assert (first.actor1.code, first.actor1.country_code) == ("CHLLAB", "CHL")
    assert first.action_geo is not None
    assert (first.action_geo.country_code, first.action_geo.lat) == ("CI", -33.036)
    raws = MentionsParser().parse(_written("gdelt-mentions", UNITS[unit]).read())
    mentions = [GdeltMention.from_raw(raw) for raw in raws]
    assert {mention.global_event_id for mention in mentions} == {event.global_event_id for event in found}
    assert mentions[0].source_name == "example.org"
    assert mentions[0].action_char_offset == 113


@pytest.mark.parametrize("unit", UNITS)
def test_geojson_is_valid(unit: str) -> None:
    """The geojson package finds nothing wrong; longitude comes first, and stays in Chile."""
    found = geojson.loads(_written("geojson", UNITS[unit]).read().decode())
    assert found.is_valid, found.errors()
    assert found.features[0].geometry.coordinates == [-71.62963, -33.036]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_graphs(format: str, read: Any, unit: str) -> None:
    """A directed graph with typed attributes."""
    graph = read(_written(format, UNITS[unit]))
    assert graph.is_directed()
    edge = graph.edges["CHL LAB", "CHL GOV"]
    assert (edge["acts"], edge["material_conflict"], edge["score"]) == (1, 1, -5.0)
    assert graph.nodes["CHL GOV"]["label"] == "Chile GOV"


@pytest.mark.parametrize("unit", UNITS)
def test_conllu_reads_evidence(unit: str) -> None:
    """A sentence a report, its columns by their names."""
    blocks = conllu.parse(_written("conll", UNITS[unit]).read().decode())
    assert len(blocks) == 2
    assert blocks[0].metadata["event"] == "PROTEST strike"
    tagged = [(token["form"], token["start"]) for token in blocks[0] if token["dragoman:actor"] != "O"]
    assert tagged == [("Dock", "100"), ("workers", "105")]
    assert [token["form"] for token in blocks[0] if token["dragoman:trigger"] == "B"] == ["struck"]
