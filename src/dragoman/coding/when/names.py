"""Names that look like times: newspapers, wars, movements, events called by a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from dragoman.coding.when.vocabulary import DAY, MONTH, WEEKDAY
from dragoman.ontology import read_table

__all__ = ["find_names", "is_bare_month", "is_count"]

_BODIES = (
    "movement|brigades?|group|alliance|coalition|bloc|party|front|division|battalion|regiment|university|bridge|street|square|"
    "avenue|road|stadium|airport|agreement|journalists"
)
_PAPERS = (
    "Times|Telegraph|Mail|Mirror|Express|Post|Herald|Independent|World|Star|Tribune|Standard|Mercury|Business|Observer|"
    "People|Review|Nation|Punch|Sun|Vanguard|Life|Magazine|Night Live|Night Football"
)
_DATED = re.compile(
    rf"\b(?:{MONTH}[ -]{DAY}|{DAY.replace('<day>', '<day2>')}(?: of)?[ -]{MONTH.replace('<month>', '<month2>')})"
    rf"(?: [A-Z]\w+)?[ -](?:{_BODIES})\b",
    re.I,
)
_PRINTED = re.compile(rf"\b(?i:{WEEKDAY}) (?:{_PAPERS})\b")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr|Sir|Chief|Pastor|Professor|Sheikh|Judge|Senator|General)\.? (?i:{WEEKDAY})\b")
_MAY_STAND_BEFORE = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "last",
        "this",
        "next",
        "of",
        "by",
        "during",
        "early",
        "late",
        "mid",
        "from",
        "through",
        "before",
        "after",
        "around",
        "about",
        "and",
        "to",
        "between",
        "for",
        "every",
        "each",
        "throughout",
        "as",
        "or",
        "previous",
        "past",
        "late-",
        "early-",
        "mid-",
        "begin",
        "end",
    ]
)
_COUNTED = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "troops",
        "police",
        "dead",
        "wounded",
        "civilians",
        "euros",
        "dollars",
        "pounds",
        "metres",
        "meters",
        "kilometres",
        "kilometers",
        "km",
        "miles",
        "tonnes",
        "tons",
        "hectares",
        "acres",
        "soldiers",
        "fighters",
        "houses",
        "homes",
        "villages",
        "prisoners",
        "refugees",
    ]
)
_NEXT_WORD = re.compile(r"\s+([A-Za-z’']+)")


@cache
def _phrases() -> re.Pattern[str]:
    table = read_table(files("dragoman.coding.when") / "data" / "names.csv", ("name", "basis"))
    names = sorted((row["name"] for row in table), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name).replace("'", "['’]") for name in names) + r")(?!\w)")


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that are such names, in which no time is looked for."""
    for pattern in (_phrases(), _DATED, _PRINTED, _TITLED):
        for match in pattern.finditer(text):
            yield match.span()


def is_bare_month(text: str, start: int, end: int) -> bool:
    """Whether a month that stands alone is one: it takes a capital, and a word before it that dates take or "'s" behind it."""
    if not text[start].isupper():
        return False
    before = text[:start].rstrip().rsplit(" ", 1)[-1].lower().strip("(\"“'‘")
    owned = text[end : end + 2] in {"'s", "’s"} and text[start:end] not in {"May", "April", "June"}
    described = before in {"a", "an", "the"} and text[start:end] not in {"May", "March"}
    return owned or described or before in _MAY_STAND_BEFORE


def is_count(text: str, start: int, end: int) -> bool:
    """Whether four digits count things ("2000 villages") rather than name a year."""
    following = _NEXT_WORD.match(text, end)
    if following is None:
        return False
    word = following[1].lower()
    plural = word.endswith("s") and word not in {"was", "has", "is"}
    return word in _COUNTED or (plural and text[start:end].endswith(("00", "50")))
