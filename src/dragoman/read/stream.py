"""Bytes and characters of an input: decompressed by content, decoded by detection, never all in memory."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import charset_normalizer
import zstandard

from dragoman.errors import ReadError

__all__ = ["decode", "decode_lines", "guess_encoding", "head_of", "open_bytes"]

_SAMPLE = 65_536
_BINARY = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive",
    b"\x7fELF": "a program",
    b"SQLite format": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"7z\xbc\xaf": "a 7-Zip archive",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """The input's bytes, decompressed when they are gzip, bzip2 or Zstandard.

    Raises: ReadError when the file cannot be opened, or while reading when its compression is broken.
    """
    try:
        raw = path.open("rb")
    except OSError as exc:
        raise ReadError(f"{path}: cannot be opened ({exc.strerror or exc}). Check the path and its permissions.") from exc
    with raw:
        magic = raw.peek(4)[:4]
        stream: BinaryIO
        if magic.startswith(b"\x1f\x8b"):
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw))
        elif magic.startswith(b"BZh"):
            stream = cast(BinaryIO, bz2.BZ2File(raw))
        elif magic == b"\x28\xb5\x2f\xfd":
            stream = cast(BinaryIO, zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True))
        else:
            stream = cast(BinaryIO, raw)
        try:
            yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream), _SAMPLE)) if stream is not raw else stream
        except (EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile, OSError) as exc:
            if stream is raw and not isinstance(exc, EOFError):
                raise ReadError(f"{path}: reading failed ({exc}). Check the file and its disk.") from exc
            raise ReadError(f"{path}: the compressed data is broken or ends early ({exc}). Fetch the file again.") from exc


def head_of(path: Path, size: int = 4096) -> bytes:
    """The first bytes of an input, decompressed. Raises: ReadError."""
    with open_bytes(path) as stream:
        return stream.read(size)


def guess_encoding(sample: bytes, name: str) -> str:
    """The encoding of a text by its first bytes. Raises: ReadError for what is no text at all."""
    for magic, what in _BINARY.items():
        if sample.startswith(magic):
            raise ReadError(f"{name}: this is {what}, not text. Give Dragoman its text, HTML or a table.")
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    controls = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if controls > len(sample) * 0.02:
        raise ReadError(f"{name}: this is binary data, not text. Give Dragoman its text, HTML or a table.")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(sample[:_SAMPLE]).best()
        return best.encoding if best is not None else "cp1252"
    return "utf-8"


def decode(data: bytes, name: str) -> str:
    """The characters of a whole text; what the encoding does not know becomes U+FFFD. Raises: ReadError for binary data."""
    return data.decode(guess_encoding(data, name), errors="replace")


def decode_lines(stream: BinaryIO, name: str, limit: int) -> Iterator[tuple[int, str | None]]:
    """(number, line) of a text, line ends kept off; None in place of a line longer than `limit` bytes."""
    sample = stream.peek(_SAMPLE) if isinstance(stream, io.BufferedReader) else b""
    encoding = guess_encoding(sample, name)
    if encoding.startswith(("utf-16", "utf-32")):
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline=None)
        for number, row in enumerate(text, start=1):
            yield number, row.rstrip("\n") if len(row) <= limit else None
        return
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                continue
            yield number, None
        else:
            yield (
                number,
                line.rstrip(b"\r\n").decode(encoding if number == 1 else encoding.replace("-sig", ""), errors="replace"),
            )
