"""Bytes and characters of an input: decompressed by content, decoded by detection, never all in memory."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

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


class _Unpacked(io.RawIOBase):
    """Decompressed bytes as far as they can be had; what broke them off stays in `failure`."""

    def __init__(self, packed: gzip.GzipFile | bz2.BZ2File | zstandard.ZstdDecompressionReader) -> None:
        self._packed = packed
        self.failure: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.failure is not None:
            return 0
        try:
            data = self._packed.read1(len(buffer))
        except (EOFError, zlib.error, zstandard.ZstdError, OSError) as exc:
            self.failure = exc
            return 0
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def open_bytes(path: Path, *, whole: bool = True) -> Iterator[BinaryIO]:
    """The input's bytes, decompressed when they are gzip, bzip2 or Zstandard.

    Compressed data that breaks off gives what stands before the break; then, with `whole`, the end of the block raises.
    Raises: ReadError when the file cannot be opened or its compression is broken.
    """
    try:
        raw = path.open("rb")
    except OSError as exc:
        raise ReadError(f"{path}: cannot be opened ({exc.strerror or exc}). Check the path and its permissions.") from exc
    with raw:
        unpack = _packing(raw.peek(4)[:4])
        if unpack is None:
            yield raw
            return
        unpacked = _Unpacked(unpack(raw))
        yield cast(BinaryIO, io.BufferedReader(unpacked, _SAMPLE))
        if whole and unpacked.failure is not None:
            raise ReadError(f"{path}: the compressed data is broken or ends early ({unpacked.failure}). Fetch the file again.")


def _packing(magic: bytes) -> Callable[[BinaryIO], Any] | None:
    """What unpacks a stream that begins with these bytes."""
    if magic.startswith(b"\x1f\x8b"):
        return lambda raw: gzip.GzipFile(fileobj=raw)
    if magic.startswith(b"BZh"):
        return bz2.BZ2File
    if magic == b"\x28\xb5\x2f\xfd":
        return lambda raw: zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    return None


def head_of(path: Path, size: int = 4096) -> bytes:
    """The first bytes of an input, decompressed. Raises: ReadError."""
    with open_bytes(path, whole=False) as stream:
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
    if controls > max(len(sample) * 0.02, 8):
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
