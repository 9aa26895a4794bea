"""Every error a user can meet. Each message says what is wrong, where, and the fix.

    DragomanError
    ├── ReadError
    ├── ParseError
    ├── OntologyError
    ├── TableError
    ├── ConfigError
    ├── ExportError
    ├── DatasetError
    └── QueryError

A test compares this drawing with the classes below.
"""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "DatasetError",
    "DragomanError",
    "ExportError",
    "OntologyError",
    "ParseError",
    "QueryError",
    "ReadError",
    "TableError",
]


class DragomanError(Exception):
    """The root: catching it catches everything that Dragoman raises on purpose."""


class ReadError(DragomanError):
    """An input, or one record of it, could not be read."""


class ParseError(DragomanError):
    """The English pipeline is missing or refused a text."""


class OntologyError(DragomanError):
    """A code, type, mode, context or sector that the ontology does not hold."""


class TableError(DragomanError):
    """A table of knowledge (lexicon, actors, dates) has a bad row."""


class ConfigError(DragomanError):
    """An option has a value that cannot be used."""


class ExportError(DragomanError):
    """Events could not be written."""


class DatasetError(DragomanError):
    """A dataset is missing, not ours, damaged, in use by another writer, or could not be written."""


class QueryError(DragomanError):
    """A query is not read-only SQL, or names what the dataset does not hold."""
