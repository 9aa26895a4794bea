"""What is written is read back as the same values, by every format that Dragoman writes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd
import pytest
import samples
from hypothesis import given, settings

from dragoman import registry
from dragoman.codec import from_json, to_json
from dragoman.errors import ExportError
from dragoman.export import acled, conll, gdelt, geojson, graphs, icews, jsonl, petrarch, phoenix, plover, polecat, tabular
from dragoman.export.acts import Act, Item, Told, acts_of
from dragoman.export.dyads import Dyad, Graph, Node, graph_of
from dragoman.export.layout import rearm
from dragoman.export.rows import COLUMNS, incident_row_of, report_row_of, row_of
from dragoman.records import Event, Incident, Report

EVERY = {"all_statuses": True, "incomplete": True}


def _each(lines_of: Callable[[Act], Iterable[Any]]) -> Callable[[list[Act]], Iterator[Any]]:
    return lambda acts: (line for act in acts for line in lines_of(act))


def _rows(items: list[Item]) -> list[dict[str, object]]:
    rows = []
    for item in items:
        if isinstance(item, Event):
            rows.append(row_of(item))
        elif isinstance(item, Report):
            rows.append(report_row_of(item))
        else:
            rows.append(incident_row_of(item.incident if isinstance(item, Told) else item))
    return rows


def _legal(graph: Graph) -> Graph:
    """The graph as XML 1.0 can hold it."""

    def legal(record: Node | Dyad) -> dict[str, object]:
        values = {name: getattr(record, name) for name in type(record).__slots__}
        illegal = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
        return {name: re.sub(illegal, "\ufffd", value) if isinstance(value, str) else value for name, value in values.items()}

    return Graph(tuple(Node(**legal(each)) for each in graph.nodes), tuple(Dyad(**legal(each)) for each in graph.dyads))  # type: ignore[arg-type]


BY_ACTS: dict[str, tuple[Callable[..., Any], Callable[[list[Act]], Iterable[Any]]]] = {
    "acled": (acled.read_acled, lambda acts: (line for act in acts if (line := acled.line_of(act)))),
    "conll": (conll.read_conll, _each(conll.evidence_of)),
    "gdelt": (gdelt.read_events, _each(gdelt.event_lines)),
    "gdelt-mentions": (gdelt.read_mentions, _each(gdelt.mention_lines)),
    "geojson": (geojson.read_geojson, lambda acts: map(geojson.feature_of, acts)),
    "icews": (icews.read_icews, _each(icews.lines_of)),
    "petrarch": (petrarch.read_petrarch, petrarch.rows_of),
    "phoenix": (phoenix.read_phoenix, phoenix.lines_of),
    "plover": (plover.read_plover, lambda acts: map(plover.record_of, acts)),
    "polecat": (polecat.read_polecat, _each(polecat.lines_of)),
}


def written(format: str, items: Iterable[Item], **choice: Any) -> io.BytesIO:
    """What an exporter, found as the command line finds it, writes."""
    stream = io.BytesIO()
    registry.find("dragoman.exporters", format)(items, stream, **{**EVERY, **choice})
    stream.seek(0)
    return stream


def test_every_format_is_tried() -> None:
    """Each registered exporter stands in a test of this file."""
    others = {"csv", "jsonl", "parquet", "graphml", "gexf"}
    assert set(registry.names("dragoman.exporters")) == {*BY_ACTS, *others}


@pytest.mark.parametrize("format", BY_ACTS)
@settings(max_examples=40, deadline=None)
@given(items=samples.items)
def test_rows_come_back(format: str, items: list[Item]) -> None:
    """Any events, reports and incidents, with any words in them."""
    read, made = BY_ACTS[format]
    acts = list(acts_of(items, **EVERY))
    assert list(read(written(format, items))) == list(made(acts))


@pytest.mark.parametrize("word", samples.NASTY)
@pytest.mark.parametrize("format", BY_ACTS)
def test_nasty_words_come_back(format: str, word: str) -> None:
    """Words that break files, in every field that holds words."""
    actor = samples.Actor(name=word, country="CHL", sector="GOV", office=word)
    event = samples.make_event(actors=(samples.mention(word, actor, 100),), quote=word, coder=word)
    carrier = samples.Carrier(article="a", publisher=word, headline=word, url=word)
    read, made = BY_ACTS[format]
    items: list[Item] = [Report(event=event, carrier=carrier)]
    stream = written(format, items)
    if format not in ("acled", "plover", "geojson", "conll"):
        assert stream.getvalue().count(b"\n") == (2 if format in ("icews", "polecat") else 1)
    assert list(read(stream)) == list(made(list(acts_of(items, **EVERY))))


@settings(max_examples=60, deadline=None)
@given(items=samples.items)
def test_tables_come_back(items: list[Item]) -> None:
    """CSV but for the difference of an empty cell and none; Parquet to the last value."""
    assert list(tabular.read_parquet(written("parquet", items))) == _rows(items)
    blank = [{name: None if value == "" else value for name, value in row.items()} for row in _rows(items)]
    assert list(tabular.read_csv(written("csv", items))) == blank


@pytest.mark.parametrize("word", [*samples.NASTY, "\r", "a\rb", "\r\n"])
def test_nasty_words_come_back_from_csv(word: str) -> None:
    """Words that break files, read by us and by pandas."""
    items: list[Item] = [samples.make_event(quote=word, coder=word), samples.make_event(quote="next")]
    stream = written("csv", items)
    assert [row["quote"] for row in tabular.read_csv(stream)] == [word, "next"]
    frame = pd.read_csv(io.BytesIO(stream.getvalue()), keep_default_na=False)
    assert [rearm(quote) for quote in frame["quote"]] == [word, "next"]


@settings(max_examples=60, deadline=None)
@given(items=samples.items)
def test_records_come_back(items: list[Item]) -> None:
    """JSON Lines hold the whole record."""
    bare = [item.incident if isinstance(item, Told) else item for item in items]
    assert list(jsonl.read_jsonl(written("jsonl", items))) == bare
    assert all(from_json(to_json(one), type(one)) == one for one in bare)


@pytest.mark.parametrize(("format", "read"), [("graphml", graphs.read_graphml), ("gexf", graphs.read_gexf)])
@settings(max_examples=40, deadline=None)
@given(items=samples.items)
def test_graphs_come_back(format: str, read: Callable[..., Graph], items: list[Item]) -> None:
    """Nodes and dyads, but for the characters that XML does not allow."""
    assert read(written(format, items)) == _legal(graph_of(acts_of(items, **EVERY)))


@pytest.mark.parametrize("format", ["graphml", "gexf", "phoenix"])
@settings(max_examples=20, deadline=None)
@given(items=samples.items)
def test_order_does_not_matter(format: str, items: list[Item]) -> None:
    """What is summed up over acts is the same bytes whatever their order."""
    assert written(format, items).getvalue() == written(format, items[::-1]).getvalue()


@pytest.mark.parametrize("format", registry.names("dragoman.exporters"))
def test_only_actual_acts_of_named_doers(format: str) -> None:
    """A format that has no field for it gets no denial and no act without a doer, unless asked."""
    negated, incomplete = samples.make_report(status="negated"), samples.make_report(incomplete=True)
    chosen = written(format, [samples.make_report(), negated, incomplete], all_statuses=False, incomplete=False)
    assert chosen.getvalue()[100:] == written(format, [samples.make_report()]).getvalue()[100:]
    if format not in ("csv", "jsonl", "parquet"):
        stream = io.BytesIO()
        registry.find("dragoman.exporters", format)([negated, incomplete], stream)
        assert stream.getvalue() == written(format, []).getvalue()


@pytest.mark.parametrize("format", registry.names("dragoman.exporters"))
def test_nothing_gives_a_file(format: str) -> None:
    """No events: a header or an empty frame, no failure; CSV of incidents has their columns."""
    assert written(format, []).getvalue() == written(format, [], unit="report").getvalue()
    if format == "csv":
        assert b"publishers" in written(format, [], unit="incident").getvalue()


@pytest.mark.parametrize(
    ("read", "data", "said"),
    [
        (icews.read_icews, b"a\tb\n", "line 1: these are not its columns"),
        (gdelt.read_mentions, b"1\t2\n", "line 1: 2 cells for 16 columns"),
        (gdelt.read_mentions, b"x" + b"\t" * 15 + b"\n", "GlobalEventID 'x' is no integer"),
        (petrarch.read_petrarch, b"20240611\tCHL\n", "line 1: 2 cells"),
        (petrarch.read_petrarch, b"2024061x\tA\tB\t1\t\t\tNULL\n", "line 1"),
        (plover.read_plover, b"{}\n", "no id, date, actor, event"),
        (plover.read_plover, b"[\n", "no JSON object"),
        (geojson.read_geojson, b'{"type":"Feature"}', "FeatureCollection is expected"),
        (geojson.read_geojson, b"<", "no JSON object"),
        (graphs.read_graphml, b"<", "no XML"),
        (graphs.read_gexf, b'<gexf xmlns="http://gexf.net/1.3"><node id="a"/></gexf>', "not written by Dragoman"),
        (jsonl.read_jsonl, b'{"id":1}\n', "line 1: no event"),
        (conll.read_conll, b"1\tx\n", "line 1: 10 cells"),
        (tabular.read_csv, b"a,b\n", "not Dragoman's columns"),
        (tabular.read_csv, ",".join(COLUMNS).encode() + b"\n1,2\n", "line 2: not as many cells"),
        (tabular.read_csv, ",".join(COLUMNS).encode() + b"\n" + b"x," * (len(COLUMNS) - 1) + b"x\n", "line 2: invalid literal"),
    ],
)
def test_foreign_files_are_named(read: Callable[..., Any], data: bytes, said: str) -> None:
    """A file that is not of the format: which line, and what is expected."""
    with pytest.raises(ExportError, match=re.escape(said)):
        list(read(io.BytesIO(data)))


def test_a_table_holds_one_kind() -> None:
    """Events and incidents have different columns."""
    mixed: list[Event | Incident] = [samples.make_event(), samples.make_told().incident]
    with pytest.raises(ExportError, match="one table holds one kind"):
        written("csv", mixed)
