"""An incident in one line of plain English, from its own fields and the tables of names and phrases in `data/`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from dragoman.ontology import Row, load_ontology, read_table
from dragoman.records import Actor, Figure, Incident, Status

__all__ = ["summarize"]

_NOBODY = "unnamed actors"
_MOST_PARTIES = 3
_MOST_LETTERS = 80
_MOODS: Mapping[Status, str] = {"negated": "did not", "future": "will", "hypothetical": "might"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """The tables: `nations` a code's name in a sentence ("the United States"), `sectors` and `phrases` by (type, mode)."""

    nations: Mapping[str, str]
    sectors: Mapping[str, Row]
    phrases: Mapping[tuple[str, str], Row]


@cache
def _load_words() -> _Words:
    data = files("dragoman.incidents") / "data"
    columns = ("type", "mode", "base", "past", "link", "persons", "alone_base", "alone_past")
    return _Words(
        nations={row["code"]: row["name"] for row in read_table(data / "nations.csv", ("code", "name"))},
        sectors={row["sector"]: row for row in read_table(data / "sectors.csv", ("sector", "words", "of"))},
        phrases={(row["type"], row["mode"]): row for row in read_table(data / "phrases.csv", columns)},
    )


def summarize(incident: Incident) -> str:
    """ "Uganda's military attacked rebels (DR Congo) in Beni, DR Congo, 4 March 2021; killed 12-17".

    One line without control characters, whatever the articles' names hold; the same fields give the same words. What is not
    known is left out; an act of which no doer is known has "unnamed actors". Of many parties the first three are named, of
    several modes the first. It escapes nothing: who shows it in a terminal or a page does. Raises: OntologyError for a type
    that is not PLOVER's.
    """
    load_ontology().type_of(incident.type)
    phrase = _phrase(incident)
    told = _list(incident.recipients, persons=phrase["persons"] == "1")
    line = " ".join(filter(None, (_list(incident.actors) or _NOBODY, _act(phrase, incident.status, bool(told)), told)))
    line += _where(incident, told)
    line += f", {_when(incident.start, incident.end or incident.start)}" if incident.start else ""
    numbers = ", ".join(filter(None, map(_number, incident.figures)))
    return f"{line[0].upper()}{line[1:]}" + (f"; {numbers}" if numbers else "")


def _phrase(incident: Incident) -> Row:
    """The row of the act: of its first mode that has one, else of its type."""
    phrases = _load_words().phrases
    mutual = ("(mutual)",) if len(incident.actors) > 1 and not incident.recipients else ()
    keys = ((incident.type, mode) for mode in (*mutual, *incident.modes, ""))
    return next(phrases[key] for key in keys if key in phrases)


def _act(phrase: Row, status: Status, directed: bool) -> str:
    """The verb phrase with its mood, up to the recipients."""
    mood = _MOODS.get(status)
    form = "base" if mood else "past"
    words = phrase[form] if directed else phrase[f"alone_{form}"] or phrase[form]
    return " ".join(filter(None, (mood, words, phrase["link"] if directed else "")))


def _list(actors: Sequence[Actor], *, persons: bool = False) -> str:
    """ "A", "A and B (Mali)", "A, B, C and 4 others"; "" for nobody. A country that neighbours share stands after the last."""
    told = list(dict.fromkeys(_party(actor, persons=persons) for actor in actors))
    shown, more = told[:_MOST_PARTIES], len(told) - _MOST_PARTIES
    after = [country for _, country in shown[1:]] + [""]
    names = [
        f"{name} ({country})" if country and country != following else name
        for (name, country), following in zip(shown, after, strict=False)
    ]
    if more > 0:
        names.append(f"{more} other{'s' if more > 1 else ''}")
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _party(actor: Actor, *, persons: bool) -> tuple[str, str]:
    """A party by its name, or by its country and kind, and the country to be added in brackets, "" for none. `persons`: people
    of a body suffered it, not the body ("members of Kenya's parliament" were arrested)."""
    words = _load_words()
    name, nation = _plain(actor.name), words.nations.get(actor.country or "", "")
    bare = nation.removeprefix("the ")
    if name:
        if name == bare and actor.sector is None:
            return nation, ""
        known = bare.casefold() in name.casefold() or nation.startswith(("a ", "an "))
        return name, "" if known else bare
    kind = words.sectors.get(actor.sector or "")
    if kind is None:
        return nation or _NOBODY, ""
    if kind["of"] == "people":
        return kind["words"], bare
    owner = f"{nation}' " if nation.endswith("s") else f"{nation}'s " if nation else ""
    return f"{'members of ' if persons else ''}{owner}{kind['words']}", ""


def _where(incident: Incident, told: str) -> str:
    """ " in Beni, DR Congo", " in Kenya"; without the name of a place that is the recipient itself, and without a country that
    all parties are of."""
    place = incident.place
    name = _plain(place.name or place.text) if place else ""
    if place is None or not name:
        return ""
    nation = _load_words().nations.get(place.country or "", "")
    if place.resolution == "country":
        return "" if told == (nation or name) else f" in {nation or name}"
    bare = nation.removeprefix("the ")
    at_home = {party.country for party in (*incident.actors, *incident.recipients) if party.country} == {place.country}
    country = "" if at_home or bare == name else bare
    where = "" if told == name else f" {'at' if place.resolution == 'feature' else 'in'} {name}"
    return where + (f", {country}" if country else "")


def _when(first: date, last: date | None) -> str:
    """ "4 March 2021", "4 to 6 March 2021", "March 2021", "2021", "1980 to 1989"."""
    last = last or first
    month, year = _MONTHS[first.month - 1], first.year
    whole = first.day == 1 and _begins_month(last)
    if whole and (first.month, last.month) == (1, 12):
        return str(year) if year == last.year else f"{year} to {last.year}"
    begin = f"{month} {year}" if whole else f"{first.day} {month} {year}"
    end = f"{_MONTHS[last.month - 1]} {last.year}" if whole else f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if begin == end:
        return end
    if year == last.year:
        begin = begin.removesuffix(f" {year}")
        begin = str(first.day) if not whole and first.month == last.month else begin
    return f"{begin} to {end}"


def _begins_month(last: date) -> bool:
    """Whether the day after is the first of a month."""
    return last == date.max or (last + timedelta(days=1)).day == 1


def _number(figure: Figure) -> str:
    """ "killed 12-17", "killed 30 or more", "EUR 3,000,000"; "" for words that give no number."""
    ends = [f"{end:,.0f}" for end in dict.fromkeys((figure.low, figure.high)) if end is not None]
    if not ends:
        return ""
    newest = (figure.latest_low, figure.latest_high)
    more, fewer = newest == (figure.high, None), newest == (None, figure.low) and len(ends) == 1
    bound = " or more" if more else " or fewer" if fewer else ""
    kind = figure.currency if figure.kind == "money" and figure.currency else figure.kind
    return f"{kind} {'-'.join(ends)}{bound}"


def _plain(text: str | None) -> str:
    """The words on one line, without control and formatting characters, cut where they are longer than any name."""
    shown = "".join(" " if sign.isspace() else "" if unicodedata.category(sign)[0] == "C" else sign for sign in text or "")
    line = " ".join(shown.split())
    return line if len(line) <= _MOST_LETTERS else line[: _MOST_LETTERS - 1].rstrip() + "…"
