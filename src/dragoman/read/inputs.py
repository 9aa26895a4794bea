"""What the user names (files, directories, globs, standard input) as a stream of raw articles."""

from __future__ import annotations

import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dragoman import registry
from dragoman.config import ReadOptions
from dragoman.errors import ReadError
from dragoman.read.sniff import sniff
from dragoman.records import Article, Published, Skip, Source

__all__ = ["read_file", "read_paths"]


def read_paths(paths: Sequence[str | Path], options: ReadOptions) -> Iterator[Article | Skip]:
    """The raw articles of all inputs, in the order given; a directory's files in order of their names, hidden ones left out."""
    for path in paths:
        yield from _read_named(str(path), options)


def read_file(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    """The raw articles of one file, by the reader that its content asks for (or `options.reader`)."""
    try:
        reader = registry.find("dragoman.readers", options.reader or sniff(path))
        for found in reader(path, options):
            yield _with_day(found, options) if isinstance(found, Article) else found
    except ReadError as exc:
        yield Skip(source=Source(path=str(path)), reason=str(exc))
    except OSError as exc:
        yield Skip(source=Source(path=str(path)), reason=f"{path}: {exc.strerror or exc}. Check the path and its permissions.")


def _with_day(article: Article, options: ReadOptions) -> Article:
    if article.published is None and options.published is not None:
        return replace(article, published=Published(day=options.published, basis="option"))
    return article


def _read_named(name: str, options: ReadOptions) -> Iterator[Article | Skip]:
    path = Path(name)
    if name == "-":
        yield from _read_stdin(options)
    elif path.is_dir():
        yield from _read_directory(path, options)
    elif path.exists():
        yield from read_file(path, options)
    else:
        found = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []
        if not found:
            yield Skip(source=Source(path=name), reason=f"{name}: no such file or directory. Check the path.")
        for match in found:
            yield from _read_named(match, options)


def _read_directory(path: Path, options: ReadOptions) -> Iterator[Article | Skip]:
    try:
        entries = sorted((entry for entry in os.scandir(path) if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as exc:
        yield Skip(
            source=Source(path=str(path)), reason=f"{path}: cannot be listed ({exc.strerror or exc}). Check its permissions."
        )
        return
    for entry in entries:
        below = Path(entry.path)
        yield from _read_directory(below, options) if entry.is_dir(follow_symlinks=False) else read_file(below, options)


def _read_stdin(options: ReadOptions) -> Iterator[Article | Skip]:
    """Standard input is kept in a temporary file on disk, since its format must be looked at before it is read."""
    with tempfile.NamedTemporaryFile(prefix="dragoman-") as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        for found in read_file(Path(kept.name), options):
            if isinstance(found, Article):
                yield replace(found, source=replace(found.source, path="-"))
            else:
                yield replace(
                    found, source=replace(found.source, path="-"), reason=found.reason.replace(kept.name, "standard input")
                )
