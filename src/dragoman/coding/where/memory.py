"""The article's places: every name it writes, weighed once over the whole text, so that one name keeps one sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.coding.where.cues import load_cues
from dragoman.coding.where.gazetteer import Gazetteer, Site
from dragoman.coding.where.scan import Hit, Scanner
from dragoman.coding.where.senses import Reading, choose_senses, encloses

__all__ = ["Places"]

_FAMOUS, _STATE, _TOWN = 5.8, 4.4, 5.0
_DATELINE, _DEMONYM, _SMALL, _SHARE, _LEAST = 3.0, 0.5, 0.5, 0.6, 1.0
"""Votes of a dateline, a demonym and a small place, against one of a large one; the share and the least of them that make a
country the article's."""


@dataclass(slots=True)
class _Tally:
    """How often a name stands as a place does, and as a person does."""

    place: float = 0.0
    person: float = 0.0


class Places:
    """The memory of one article. `countries`: names of countries -> ISO 3166 alpha-3; `demonyms` likewise.

    `text`: the whole article, read in advance; `publisher`: the alpha-3 code of the publisher's country, where known.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        countries: Mapping[str, str],
        *,
        text: str = "",
        demonyms: Mapping[str, str] | None = None,
        publisher: str | None = None,
    ) -> None:
        self.gazetteer, self.demonyms, self.cues = gazetteer, demonyms or {}, load_cues()
        self.scanner = Scanner(gazetteer, countries)
        self._isos = {code: iso for iso, code in gazetteer.codes.items()}
        self._leanings: dict[str, float] = {}
        self._senses: dict[tuple[str, tuple[str, ...]], Site | None] = {}
        self._tallies: dict[str, _Tally] = {}
        self._words: set[str] = set()
        self._votes: dict[str, float] = {}
        self._unread, self._publisher = text, publisher
        self.lean(publisher, 1.0)

    def lean(self, country: str | None, weight: float) -> None:
        """Count `weight` votes for a country (alpha-3) that the article is about."""
        iso = self._isos.get(country or "")
        if iso:
            self._leanings[iso] = self._leanings.get(iso, 0.0) + weight

    def survey(self) -> None:
        """Read the whole text, once; `find_toponyms` asks for it when the article's first sentence comes."""
        text, self._unread = self._unread, ""
        if not text:
            return
        hits = self.scanner.scan(text)
        words = text.split()
        citizens = Counter(word for before, word in pairwise(["", *words]) if before not in self.cues.words["descent"])
        self._words.update(words)
        for word in sorted(self._words & self.demonyms.keys()):
            self.lean(self.demonyms[word], _DEMONYM)
            self._vote(self.demonyms[word], _DEMONYM * citizens[word])
        readings: dict[str, Reading] = {}
        kinds: dict[str, tuple[str, tuple[str, ...]]] = {}
        for hit in hits:
            self._tally(hit)
        for hit in hits:
            doubt, sure = self.doubt(hit.key), bool(hit.kinds or hit.within)
            if not sure and (doubt > 0 or ((hit.left or hit.right) and doubt >= 0) or self.is_common(hit.key)):
                continue
            name = "|".join((hit.key, *hit.kinds))
            kinds[name] = (hit.key, hit.kinds)
            reading = readings.setdefault(name, Reading(key=hit.key, candidates=self.scanner.sites(hit.key, hit.kinds)))
            reading.count += 1
            reading.marked = doubt < 0
            reading.within.extend(hit.within)
        chosen = choose_senses(readings, self._leanings)
        for name, site in chosen.items():
            self._senses[kinds[name]] = site
        for hit in hits:
            site = self._senses.get((hit.key, hit.kinds))
            if site is not None:
                small = site.kind not in {"country", "admin1"} and site.weight < _TOWN
                weight = _DATELINE if hit.dateline else _SMALL if small else 1.0
                self._vote(self.gazetteer.codes.get(site.countrycode), weight)

    def home(self) -> tuple[str, str] | None:
        """The country (alpha-3) that the article plays in, and how we know: that of most of its places and demonyms, else the
        publisher's; None where no country has most of them."""
        self.survey()
        if not self._votes:
            return (self._publisher, "the publisher's country") if self._publisher else None
        country = max(sorted(self._votes), key=lambda code: self._votes[code])
        if self._votes[country] < max(_LEAST, _SHARE * sum(self._votes.values())):
            return None
        return country, "the country of most places of the article"

    def _vote(self, country: str | None, weight: float) -> None:
        if country:
            self._votes[country] = self._votes.get(country, 0.0) + weight

    def sense(self, hit: Hit) -> Site | None:
        """What a hit means: by what is named right behind it, else what it means in this article, else the likeliest.

        A town that the gazetteer lacks in the state or country named behind it is that state or country; None: unknown.
        """
        side, _, rest = hit.key.partition(" ")
        if side in self.cues.words["side"] and not hit.within and (rest, ()) in self._senses:
            return self._senses[rest, ()]  # "North Arlington" of an article about Arlington
        candidates = self.scanner.sites(hit.key, hit.kinds)
        if hit.within:
            held = [site for site in candidates if encloses(hit.within, site)]
            name = (hit.key, hit.kinds)
            if not held and self._senses.get(name) is not None and any(site.kind == "admin1" for site in candidates):
                return self._senses[name]
            if held:
                known = self._senses.get((hit.key, hit.kinds))
                return known if known in held else max(held, key=lambda site: site.weight)
            if hit.before in self.cues.words["inside"] and not any(site.kind == "country" for site in candidates):
                return max(hit.within, key=lambda site: site.weight)
        if hit.enclosing:
            outer = [site for site in candidates if site.kind in {"country", "admin1"}]
            if outer:
                return self._best(outer, hit)
        name = (hit.key, hit.kinds)
        return self._senses[name] if name in self._senses else self._best(candidates, hit)

    def doubt(self, key: str) -> float:
        """Above 0: the article uses the name for a person rather than a place; below 0: for a place."""
        tally = self._tallies.get(key)
        if tally is None or tally.person <= tally.place:
            return tally.person - tally.place if tally else 0.0
        return 0.0 if self.is_famous(key) else tally.person - tally.place

    def is_common(self, key: str) -> bool:
        """Whether a name is an ordinary word too, by our table or by this article."""
        return key in self.cues.common or (key.lower() in self._words and not self.is_famous(key))

    def is_famous(self, key: str) -> bool:
        """Whether a name means a country, a large division or a city of a million unless something speaks against it."""
        sites = self.scanner.sites(key)
        return any(site.weight >= _FAMOUS or (site.kind == "admin1" and site.weight >= _STATE) for site in sites)

    def _best(self, candidates: Sequence[Site], hit: Hit) -> Site | None:
        known = self._senses.get((hit.key, hit.kinds))
        if known is not None and known in candidates:
            return known

        def likely(site: Site) -> tuple[float, float]:
            near = sum(1.0 for other in self._senses.values() if other is not None and _alike(other, site))
            return site.weight + min(near + self._leanings.get(site.countrycode, 0.0), 3.0), site.weight

        return max(candidates, key=likely, default=None)

    def _tally(self, hit: Hit) -> None:
        """Count a hit's surroundings for or against the name's being a place."""
        tally, cues = self._tallies.setdefault(hit.key, _Tally()), self.cues.words
        placing = hit.before in cues["placing"]
        if hit.within or hit.kinds or hit.enclosing or hit.dateline:
            tally.place += 2.0
        named = bool(hit.left) and hit.left not in cues["side"] and not hit.right and " " not in hit.key
        speaks = hit.after in cues["speaking"] and not hit.initial and not placing
        if hit.before in cues["title"] or speaks or named:
            tally.person += 1.0
        elif hit.right and not hit.left and not placing:
            tally.person += 0.5
        elif hit.before in cues["sure"]:
            tally.place += 0.0 if hit.right else 1.5
        elif placing and not hit.right:
            tally.place += 0.7
        elif hit.after in cues["local"] or (hit.before in cues["one"] and hit.after):
            tally.place += 1.0


def _alike(one: Site, other: Site) -> bool:
    return bool(one.admin1code) and one.admin1 == other.admin1
