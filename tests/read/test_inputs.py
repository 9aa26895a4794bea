"""Every kind of input, whole and broken: one clear line for what cannot be read, the rest read."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.config import ReadOptions
from dragoman.errors import ReadError
from dragoman.read import read_paths
from dragoman.read.article import parse_published
from dragoman.read.stream import decode
from dragoman.records import Article, Skip

NEWS = "Kenya condemned Uganda on Monday.\n\nThe président of Uganda “regretted” it.\n"


def _read(path: Path | str, **fields: str) -> list[Article | Skip]:
    return list(read_paths([path], ReadOptions(fields=fields)))


def _one(path: Path | str, **fields: str) -> Article:
    (found,) = _read(path, **fields)
    assert isinstance(found, Article), found
    return found


def _skip(path: Path | str) -> str:
    skips = [found for found in _read(path) if isinstance(found, Skip)]
    assert len(skips) == 1
    assert "\n" not in skips[0].reason
    return skips[0].reason


@pytest.mark.parametrize(
    "press", [lambda b: b, gzip.compress, bz2.compress, zstandard.ZstdCompressor().compress], ids=["plain", "gz", "bz2", "zst"]
)
def test_text(tmp_path: Path, press) -> None:  # type: ignore[no-untyped-def]
    """Plain text reads as it stands, compressed or not, whatever its name."""
    path = tmp_path / "news.bin"
    path.write_bytes(press(NEWS.encode()))
    article = _one(path)
    assert article.text == NEWS
    assert article.segments[0].length == len(NEWS)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """The encoding is found by the bytes."""
    path = tmp_path / "news.txt"
    path.write_bytes(NEWS.encode(encoding))
    assert _one(path).text == NEWS


def test_jsonl(tmp_path: Path) -> None:
    """Lines are records; the text's column can be mapped; broken lines are named and left out."""
    path = tmp_path / "news.jsonl"
    lines = [
        json.dumps({"body": NEWS, "title": "T", "date": "2025-03-04T10:00:00+02:00", "url": "https://www.example.org/a"}),
        "{broken",
        json.dumps({"title": "x"}),
        "[1]",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = _read(path, text="body")
    assert isinstance(found[0], Article)
    assert (found[0].headline, found[0].publisher) == ("T", "example.org")
    assert found[0].published is not None
    assert found[0].published.at is not None
    reasons = [skip.reason for skip in found if isinstance(skip, Skip)]
    assert "line 2: not JSON" in reasons[0]
    assert "line 3: no 'body' field (found: title)" in reasons[1]
    assert "line 4: not a JSON object" in reasons[2]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), min_size=1, max_size=5
    )
)
def test_jsonl_round_trip(tmp_path: Path, texts: list[str]) -> None:
    """Any texts come back as they were."""
    path = tmp_path / "any.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    assert [found.text for found in _read(path) if isinstance(found, Article)] == texts


def test_csv(tmp_path: Path) -> None:
    """Rows are records; the delimiter is found; quoted line ends stay."""
    path = tmp_path / "news.csv"
    path.write_text('id;title;text\n1;T;"a line\nand another"\n2;U;\n', encoding="utf-8")
    article, skip = _read(path)
    assert isinstance(article, Article)
    assert (article.id, article.text) == ("1", "a line\nand another")
    assert isinstance(skip, Skip)
    assert "the 'text' field is empty" in skip.reason


def test_parquet(tmp_path: Path) -> None:
    """Rows are records; a broken file is named."""
    path = tmp_path / "news.parquet"
    pq.write_table(pa.table({"text": [NEWS], "other": [1]}), path)
    assert _one(path).text == NEWS
    path.write_bytes(path.read_bytes()[:-20])
    assert "not a whole Parquet file" in _skip(path)


def test_html(examples: Path) -> None:
    """The article of a page, without its furniture, with what its metadata says."""
    article = _one(examples / "page.html")
    assert article.headline
    assert article.published is not None
    assert "cookie" not in article.text.lower()


def test_feed(examples: Path) -> None:
    """The items of a feed."""
    found = [item for item in _read(examples / "feed.xml") if isinstance(item, Article)]
    assert len(found) == 4
    assert all(item.published is not None and item.published.at is not None for item in found)


def _warc(page: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2025-03-04T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def test_warc(tmp_path: Path, examples: Path) -> None:
    """Responses of an archive, each gzip member a record; a truncated archive keeps what stands before the break."""
    page = (examples / "page.html").read_bytes()
    path = tmp_path / "news.warc.gz"
    member = gzip.compress(_warc(page))
    path.write_bytes(member + member)
    assert len([found for found in _read(path) if isinstance(found, Article)]) == 2
    path.write_bytes(member + member[: len(member) // 2])
    found = _read(path)
    assert len([item for item in found if isinstance(item, Article)]) == 1
    assert [item.reason for item in found if isinstance(item, Skip) and "breaks off" in item.reason]


def test_bad_inputs(tmp_path: Path) -> None:
    """Each bad input gives one line that says what and where, with a way out."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    assert "binary data" in _skip(write("x.bin", bytes(range(256)) * 40))
    assert "PNG image" in _skip(write("photo.png", b"\x89PNG\r\n" + bytes(100)))
    assert "empty" in _skip(write("empty.txt", b""))
    assert "ends early" in _skip(write("cut.txt.gz", gzip.compress(os.urandom(50_000).hex().encode())[:20_000]))
    assert "not one news page" in _skip(write("line.txt", b"word " * 10_000_000))
    assert "nested" in _skip(write("deep.html", b"<html><body>" + b"<div>" * 10_000 + b"x" + b"</div>" * 10_000))
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    assert "entities" in _skip(write("bomb.xml", bomb))
    assert "no such file" in _skip(tmp_path / "missing.txt")


def test_unreadable_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory without permission is one line; tests run as root, so the refusal is made up."""

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dragoman.read.inputs.os.scandir", refuse)
    assert "cannot be listed (Permission denied)" in _skip(tmp_path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """ "-" reads what is piped in."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NEWS.encode()), encoding="utf-8"))
    article = _one("-")
    assert (article.text, article.source.path) == (NEWS, "-")


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    """Decoding never fails with anything but our own error."""
    with contextlib.suppress(ReadError):
        assert isinstance(decode(data, "x"), str)


@pytest.mark.parametrize(
    ("value", "day", "zoned"),
    [
        ("2025-03-04", "2025-03-04", False),
        ("20250304", "2025-03-04", False),
        ("Tue, 04 Mar 2025 10:00:00 +0200", "2025-03-04", True),
        ("1741082400", "2025-03-04", True),
        ("2025-03-04T10:00:00Z", "2025-03-04", True),
        ("soon", None, False),
    ],
)
def test_published(value: str, day: str | None, zoned: bool) -> None:
    """Dates in the usual forms; a moment only where a zone is given."""
    found = parse_published(value)
    assert (found.day.isoformat() if found else None) == day
    assert (found is not None and found.at is not None) == zoned
