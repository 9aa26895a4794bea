"""Where a text writes a name that the gazetteer knows, and what stands around it. No parse, only words and their case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.coding.where.cues import load_cues
from dragoman.coding.where.gazetteer import Gazetteer, Site

__all__ = ["Hit", "Scanner"]

_WORD = re.compile(r"(?:[^\W\d_]{1,3}\.){2,}|[^\W\d_][\w]*(?:['’](?!s\b)[^\W_]+)*\.?|\d+")
_LONGEST = 6
_JOINTS = frozenset({" ", "-"})
_LIST = re.compile(r",? (?:and |or |& )?|, ")
_SPELLINGS = {"St. ": "Saint ", "St ": "Saint ", "Mt. ": "Mount ", "Ft. ": "Fort ", "Saint ": "St. ", "Mount ": "Mt. "}
_SMALL = frozenset(
    {"al", "el", "ad", "as", "ash", "ez", "az", "de", "del", "la", "los", "las", "da", "do", "e", "of", "the", "and"}
)
_CALENDAR = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
    | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "North", "South", "East", "West"}
)
"""Names that are times or sides first: a town of such a name counts with its feature word only ("March town")."""
_BETWEEN = frozenset({"refugee", "border", "air", "naval", "nuclear", "power"})
_COUNTIES = re.compile(r"[^.;]{0,80} counties\b")
_PLURALS = {"counties": "county", "parishes": "parish", "provinces": "province", "states": "state", "districts": "district"}
_LOWER_ONLY = frozenset({"State", "Department"})
_UNSPLIT = frozenset({"County", "Parish", "Province", "Co."})
_BEHIND = frozenset({", ", " (", ",\n"})
_DATELINE = re.compile(r"\s?(?:,|[-–—]|\(|:)")
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_CODE_BEFORE = re.compile(r" [a-z]")
_ENCLOSING = frozenset({"country", "admin1", "admin2", "region"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A known name at `[start, end)` of the text. `key` is the name as the gazetteer writes it.

    `kinds`: what a feature word beside it says it is ("province"), empty without one. `within`: the places that a country,
    state or county named right behind it may mean. `before` and `after`: the neighbouring words in lower case, empty across a
    comma or stop. `left`/`right`: whether a capitalised word that is no part of the name touches it; `initial`: it begins a
    sentence; `enclosing`: it stands right behind a comma after another name; `dateline`: in capitals, as "ADEN, Aug. 14".
    """

    start: int
    end: int
    key: str
    kinds: tuple[str, ...] = ()
    within: tuple[Site, ...] = ()
    before: str = ""
    after: str = ""
    left: str = ""
    right: str = ""
    initial: bool = False
    enclosing: bool = False
    dateline: bool = False


class Scanner:
    """Finds names; built once from the gazetteer and `countries`, names of countries -> ISO 3166 alpha-3."""

    def __init__(self, gazetteer: Gazetteer, countries: Mapping[str, str]) -> None:
        self._gazetteer, self._countries = gazetteer, countries
        cues = load_cues()
        self._features, self._parties = cues.features, cues.words["party"]
        self._seats = tuple(f"{article}{seat} of " for article in ("", "The ", "the ") for seat in sorted(cues.words["seat"]))

    def sites(self, key: str, kinds: Sequence[str] = ()) -> list[Site]:
        """What `key` may mean: of `kinds` where it can mean such a place, else anything."""
        code = self._countries.get(key)
        country = self._gazetteer.countries.get(code) if code else None
        found = self._gazetteer.find(key)
        if country is not None and (key == country.name or not any(_part_of(site, country) for site in found)):
            found = [country, *found]
        for kind in kinds:
            fitting = [site for site in found if site.kind == kind]
            if fitting:
                return fitting
        return [] if kinds and "admin2" not in kinds and kinds[0] not in {"city", "village", "camp", "admin1"} else found

    def scan(self, text: str) -> list[Hit]:
        """The names of `text`, left to right, the longest first; none overlap."""
        words = [match.span() for match in _WORD.finditer(text)]
        found: list[tuple[int, int, int, str, tuple[str, ...]]] = []
        at = 0
        while at < len(words):
            start, end = words[at]
            match = None
            if text[start].isupper() or (text[end : end + 1] == "-" and text[start:end] in _SMALL):
                behind = bool(found) and found[-1][1] == at and text[found[-1][2] : start] in _BEHIND
                match = self._longest(text, words, at, abbreviated=behind)
            if match is None:
                at += 1
            else:
                found.append((at, *match))
                at = match[0]
        plural = self._plurals(text, words, found)
        return list(self._hits(text, words, found, plural))

    def _longest(
        self, text: str, words: Sequence[tuple[int, int]], at: int, *, abbreviated: bool
    ) -> tuple[int, int, str, tuple[str, ...]] | None:
        """One past the last word, the end, the key and the kinds of the longest name that begins at word `at`."""
        start = words[at][0]
        last = at
        while last + 1 < len(words) and last - at + 1 < _LONGEST and text[words[last][1] : words[last + 1][0]] in _JOINTS:
            word = text[words[last + 1][0] : words[last + 1][1]]
            if word[0].islower() and word not in _SMALL and word not in _BETWEEN and word not in self._features:
                break
            last += 1
        for index in range(last, at - 1, -1):
            first, end = words[index]
            word = text[first:end]
            feature = self._feature(text, words, index) if index > at else None
            if not word[0].isupper() and feature is None and not word[0].isdigit():
                continue
            for stop in (end, end - 1) if word.endswith(".") else (end,):
                short = abbreviated or (text[stop - 1] == "." and _CODE_BEFORE.match(text, stop) is not None)
                capitals = _DATELINE.match(text, stop) is not None
                key = self._known(text[start:stop], abbreviated=short, capitals=capitals)
                if key is not None and key not in _CALENDAR:
                    return index + 1, stop, key, feature or ()
            if feature is not None:
                key = self._known(text[start : words[index - 1][1]].rstrip("."), abbreviated=False)
                if key is not None and self.sites(key, feature):
                    return index + 1, end - (word.endswith(".") and word.lower() not in self._features), key, feature
        end = words[at][1]
        county = f"{text[start:end]} County"  # "Becker, Clay and Wilkin counties", where Wilkin is nothing else
        if county in self._gazetteer.others and _COUNTIES.match(text, end):
            return at + 1, end, county, self._features["county"]
        return None

    def _feature(self, text: str, words: Sequence[tuple[int, int]], index: int) -> tuple[str, ...] | None:
        """What kinds a word says the name before it is; none for "City" of "Oxford City Council", "Kentucky Department of"."""
        start, end = words[index]
        kinds = self._features.get(text[start:end].lower())
        if kinds is None or text[start].islower() or text[start:end] in _UNSPLIT:
            return kinds
        if text[start:end] in _LOWER_ONLY:
            return None
        following = text[words[index + 1][0] : words[index + 1][1]] if index + 1 < len(words) else ""
        joined = bool(following) and text[end : words[index + 1][0]] in _JOINTS
        return None if joined and (following[0].isupper() or following == "of") else kinds

    def _known(self, name: str, *, abbreviated: bool, capitals: bool = False) -> str | None:
        """The gazetteer's writing of `name`; "La." counts only behind a comma (`abbreviated`), capitals in a dateline."""
        if "’" in name:
            name = name.replace("’", "'")
        if self._has(name):
            return name if (abbreviated and name.endswith(".")) or not self._is_barred(name, abbreviated) else None
        if capitals and len(name) > 3 and name.isupper():
            title = _LETTERS.sub(lambda match: match[0].capitalize(), name)
            if self._has(title):
                return title
        if name[0] in "SMF" and " " in name:
            for short, long in _SPELLINGS.items():
                if name.startswith(short) and self._has(long + name[len(short) :]):
                    return long + name[len(short) :]
        return None

    def _is_barred(self, name: str, abbreviated: bool) -> bool:
        """Whether a known name may not stand alone: "LA" but behind a comma, "City of London" for London."""
        if name.startswith(self._seats):
            return True
        return name not in self._countries and _is_code(name) and not (abbreviated and len(name) == 2)

    def _has(self, name: str) -> bool:
        return name in self._gazetteer.cities or name in self._gazetteer.others or name in self._countries

    def _plurals(
        self,
        text: str,
        words: Sequence[tuple[int, int]],
        found: Sequence[tuple[int, int, int, str, tuple[str, ...]]],
    ) -> dict[int, str]:
        """What a list's plural says of its members: "Becker, Clay and Wilkin counties"; also "counties of Becker and Clay"."""
        said: dict[int, str] = {}
        for index in range(len(found) - 1, -1, -1):
            _, after, end, _, _ = found[index]
            if after < len(words):
                word = text[words[after][0] : words[after][1]].rstrip(".").lower()
                gap = text[end : words[after][0]]
                if gap == " " and word in _PLURALS:
                    said[index] = _PLURALS[word]
                elif (
                    index + 1 in said
                    and found[index + 1][0] in {after, after + 1}
                    and _LIST.fullmatch(text[end : words[found[index + 1][0]][0]])
                ):
                    said[index] = said[index + 1]
        return said

    def _hits(
        self,
        text: str,
        words: Sequence[tuple[int, int]],
        found: Sequence[tuple[int, int, int, str, tuple[str, ...]]],
        plural: Mapping[int, str],
    ) -> Iterator[Hit]:
        earlier = ""
        for index, (at, after, end, key, kinds) in enumerate(found):
            start = words[at][0]
            if index in plural and not kinds:
                wanted = self._features[plural[index]]
                full = f"{key} {plural[index].capitalize()}"
                key, kinds = (full, wanted) if self._has(full) else (key, wanted if self.sites(key, wanted) else ())
            gap_left = text[words[at - 1][1] : start] if at else "\n"
            gap_right = text[end : words[after][0]] if after < len(words) else "\n"
            before = text[words[at - 1][0] : words[at - 1][1]] if gap_left in _JOINTS else ""
            following = text[words[after][0] : words[after][1]] if gap_right in _JOINTS else ""
            within: tuple[Site, ...] = ()
            if index + 1 < len(found) and found[index + 1][0] == after and gap_right in _BEHIND:
                _, _, _, other, sort = found[index + 1]
                within = tuple(site for site in self.sites(other, sort) if site.kind in _ENCLOSING)
            if gap_left == "-" and before in self._parties:
                before = "in"
            elif index and found[index - 1][1] == at - 1 and before in {"and", "or"}:
                before = earlier  # "near Lyman and Kupiansk"
            earlier = before
            touched = index + 1 < len(found) and found[index + 1][0] == after
            yield Hit(
                start=start,
                end=end,
                key=key,
                kinds=kinds,
                within=within,
                before=before.lower(),
                after=following.lower(),
                left=before if before[:1].isupper() and not (index and found[index - 1][1] == at) else "",
                right=following if following[:1].isupper() and not touched else "",
                initial=gap_left not in _JOINTS and "," not in gap_left,
                dateline=text[start:end].isupper() and not key.isupper() and _DATELINE.match(text, end) is not None,
                enclosing=index > 0 and found[index - 1][1] == at and gap_left in _BEHIND,
            )


def _part_of(site: Site, country: Site) -> bool:
    """Whether a name that stands for a country in the tables of who is in truth a region of it: Crimea, the West Bank."""
    return site.countrycode == country.countrycode and site.kind in {"admin1", "region", "island"}


def _is_code(name: str) -> bool:
    """ "LA", "La.", "Miss.": too like other words to stand alone; "N.C." and "W.Va." may."""
    return len(name) <= 2 or (name.isupper() and len(name) <= 3) or (name.endswith(".") and name.count(".") == 1)
