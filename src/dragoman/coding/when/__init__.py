"""When: time expressions, and what they resolve to against the publication date."""

from dragoman.coding.when.bearings import load_bearings
from dragoman.coding.when.finder import can_date, find_timexes, first_day, resolve
from dragoman.coding.when.zones import local_day, zone_of

__all__ = ["can_date", "find_timexes", "first_day", "load_bearings", "local_day", "resolve", "zone_of"]
