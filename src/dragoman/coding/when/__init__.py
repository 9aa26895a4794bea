"""When: time expressions, and what they resolve to against the publication date."""

from dragoman.coding.when.clock import local_day
from dragoman.coding.when.finder import can_date, find_timexes, first_day, resolve

__all__ = ["can_date", "find_timexes", "first_day", "local_day", "resolve"]
