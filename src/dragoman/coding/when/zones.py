"""Time zones of places, and the day it is there at a moment."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman.errors import TableError
from dragoman.ontology import read_table

__all__ = ["local_day", "zone_of"]


def local_day(moment: datetime, zone: str) -> date:
    """The day it is in an IANA zone at a moment: what "today" means under a dateline there.

    Raises: TableError when the zone is unknown, or the moment has no zone of its own.
    """
    if moment.tzinfo is None:
        raise TableError(f"{moment.isoformat()} has no time zone. Give the moment with its offset.")
    try:
        return moment.astimezone(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError) as exc:
        raise TableError(f"time zone '{zone}' is unknown. Use a name of the IANA list, such as Asia/Tokyo.") from exc
    except OverflowError:
        return moment.date()


def zone_of(country: str, division: str = "") -> str | None:
    """The IANA zone of a country (ISO 3166 alpha-2), or of its first-order division by GeoNames' code ("US", "DC").

    A division that two zones share has that of most of its people. None for an unknown place, and for a country of several
    zones without a known division.
    """
    zones = _zones()
    return zones.get(f"{country}.{division}") or zones.get(country)


@cache
def _zones() -> dict[str, str]:
    table = read_table(files("dragoman.coding.when") / "data" / "timezones.csv", ("place", "zone"))
    return {row["place"]: row["zone"] for row in table}
