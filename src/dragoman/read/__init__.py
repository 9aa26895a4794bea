"""Inputs of any kind as raw articles: files, directories, globs and standard input, read as streams.

Every reader is `read_X(path, options) -> Iterator[Article | Skip]`, registered under "dragoman.readers". A record that cannot
be used comes as a `Skip` with its reason and the reading goes on.
"""

from dragoman.read.inputs import read_file, read_paths

__all__ = ["read_file", "read_paths"]
