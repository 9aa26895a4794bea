"""When: time expressions, and what they resolve to against the publication date."""

from dragoman.coding.when.dates import find_timexes, first_day, resolve

__all__ = ["find_timexes", "first_day", "resolve"]
