"""Actor dictionaries of others: PETRARCH and TABARI files, FollowTheMoney entities, CSV; and their codes for coded actors."""

from dragoman.coding.who.imported.cameo import given_code
from dragoman.coding.who.imported.loading import ActorDictionary, add_actors, read_actors
from dragoman.coding.who.imported.rows import ActorRow, Fault
from dragoman.coding.who.imported.table import COLUMNS, format_row, format_table
from dragoman.coding.who.imported.unknown import Unknown, UnknownActors

__all__ = [
    "COLUMNS",
    "ActorDictionary",
    "ActorRow",
    "Fault",
    "Unknown",
    "UnknownActors",
    "add_actors",
    "format_row",
    "format_table",
    "given_code",
    "read_actors",
]
