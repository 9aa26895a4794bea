"""Reading gold from JSON Lines, whose events come in PLOVER's shape or in PETRARCH's with CAMEO codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import msgspec

from dragoman.errors import ReadError
from dragoman.evaluate.gold import GoldEvent, GoldParty, GoldSentence
from dragoman.ontology import Ontology, load_ontology
from dragoman.records import Skip, Source, Status

__all__ = ["read_gold"]

_UNKNOWN = frozenset({"", "---", "***"})
_STATUSES = get_args(Status)


class _Party(msgspec.Struct):
    text: str | None = None
    code: str | None = None
    sector: str | None = None


class _Event(msgspec.Struct):
    type: str | None = None
    mode: str | list[str] | None = None
    modes: str | list[str] | None = None
    status: str | None = None
    actor: list[_Party] = []
    recipient: list[_Party] = []
    trigger: str | None = None
    code: str | None = None
    source: str | None = None
    target: str | None = None


class _Sentence(msgspec.Struct):
    text: str
    events: list[_Event] | None = None
    id: str | int | None = None
    published: str | None = None
    date: str | None = None
    none: bool = False
    error: bool = False


def read_gold(path: Path) -> Iterator[GoldSentence | Skip]:
    """The gold of each line; a line that cannot be used comes as a `Skip` that says what and the fix.

    An event with `type` is in PLOVER's shape; one with `code` is in PETRARCH's: its CAMEO code is looked up in the crosswalk,
    and the first three letters of `source` and `target` are the country. Events whose code PLOVER drops are left out, and the
    line with them when no other event is left, for nobody knows then what should be coded.
    Raises: ReadError when the file cannot be read.
    """
    ontology = load_ontology()
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                data = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
                if data:
                    yield _record(data, path, number, ontology)
    except OSError as exc:
        raise ReadError(f"{path}: cannot be read ({exc.strerror}). Give a JSON Lines file of gold.") from exc


def _record(data: bytes, path: Path, number: int, ontology: Ontology) -> GoldSentence | Skip:
    try:
        return _sentence(data, number, ontology)
    except ReadError as exc:
        return Skip(source=Source(path=str(path), record=number), reason=f"{path} line {number}: {exc}")


def _sentence(data: bytes, number: int, ontology: Ontology) -> GoldSentence:
    try:
        row = msgspec.json.decode(data, type=_Sentence)
    except msgspec.ValidationError as exc:
        raise ReadError(f"not a gold sentence ({exc}). Give an object with 'text' and 'events'.") from exc
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as exc:
        raise ReadError(f"not JSON ({exc}). Repair or remove the line.") from exc
    if not row.text.strip():
        raise ReadError("the 'text' is empty. Fill it or remove the line.")
    if row.error:
        raise ReadError("'error' is true: it tests how a coder refuses a record, not what it codes. Nothing to mend.")
    if row.events is None and not row.none:
        raise ReadError("no 'events'. List them, or give an empty list where nothing should be coded.")
    if row.events and row.none:
        raise ReadError("'none' is true beside events. Remove the one that is wrong.")
    found = [_event(event, ontology) for event in row.events or ()]
    events = tuple(event for event in found if event is not None)
    if found and not events:
        codes = ", ".join(sorted({event.code or "" for event in row.events or ()}))
        raise ReadError(f"CAMEO {codes} has no PLOVER type, so nobody knows what should be coded. Nothing to mend.")
    name = str(row.id) if row.id not in (None, "") else f"line {number}"
    return GoldSentence(id=name, text=row.text, events=events, published=_day(row), line=number)


def _day(row: _Sentence) -> date | None:
    """`published` must be an ISO date; PETRARCH's `date` is used where it is one, as 20150609."""
    if row.published:
        try:
            return date.fromisoformat(row.published[:10])
        except ValueError:
            raise ReadError(f"published {row.published!r} is no date. Write it as 2024-10-19 or remove it.") from None
    if row.date and re.fullmatch(r"\d{8}", row.date, re.ASCII):
        try:
            return date.fromisoformat(row.date)
        except ValueError:
            return None
    return None


def _event(event: _Event, ontology: Ontology) -> GoldEvent | None:
    """The event; None when PLOVER drops its CAMEO code."""
    if event.type is not None:
        return _plover(event, event.type, ontology)
    if event.code is not None:
        return _cameo(event, event.code, ontology)
    raise ReadError("an event has neither 'type' nor 'code'. Give a PLOVER type, or a CAMEO code with source and target.")


def _plover(event: _Event, kind: str, ontology: Ontology) -> GoldEvent:
    if kind not in ontology.types:
        raise ReadError(f"{kind!r} is no PLOVER type. Use one of {', '.join(ontology.types)}.")
    if event.status is not None and event.status not in _STATUSES:
        raise ReadError(f"status {event.status!r} is unknown. Use one of {', '.join(_STATUSES)}, or leave it out.")
    return GoldEvent(
        type=kind,
        modes=tuple(dict.fromkeys((*_words(event.mode), *_words(event.modes)))),
        status=event.status,
        actors=tuple(_party(party) for party in event.actor),
        recipients=tuple(_party(party) for party in event.recipient),
        trigger=event.trigger or "",
    )


def _words(given: str | list[str] | None) -> list[str]:
    """Modes come as a list, or as words with commas between."""
    parts = re.split(r"[,;+]", given) if isinstance(given, str) else given or []
    return [part.strip() for part in parts if part.strip()]


def _party(party: _Party) -> GoldParty:
    code, sector = (party.code or "").strip(), (party.sector or "").strip()
    if code not in _UNKNOWN and not re.fullmatch(r"[A-Z]{3}", code):
        raise ReadError(f"party code {code!r} is no country. Write three letters (ISO 3166, UNO, EUR, IGO...) or nothing.")
    return GoldParty(
        text=party.text or "", country=None if code in _UNKNOWN else code, sector=None if sector in _UNKNOWN else sector
    )


def _cameo(event: _Event, code: str, ontology: Ontology) -> GoldEvent | None:
    row = ontology.cameo.get(code)
    if row is None:
        raise ReadError(f"{code!r} is no CAMEO code. Correct it, or give the PLOVER type as 'type'.")
    if row.type is None:
        return None
    known = row.mode is not None and row.mode in ontology.types[row.type].modes
    return GoldEvent(
        type=row.type,
        modes=(row.mode,) if known and row.mode else (),
        actors=_agent(event.source, ontology),
        recipients=_agent(event.target, ontology),
    )


def _agent(given: str | None, ontology: Ontology) -> tuple[GoldParty, ...]:
    """`USAGOV`: a country, then what the party is; a role alone ("REB") and `---` leave the country unknown."""
    code = (given or "").strip()
    if code in _UNKNOWN:
        return ()
    if not re.fullmatch(r"(?:[A-Z]{3}|---)[\w+/~-]*", code, re.ASCII):
        raise ReadError(f"party {code!r} is no CAMEO actor. Write the country's three letters first, or '---'.")
    known = code[:3] not in _UNKNOWN and code[:3] not in ontology.sectors
    return (GoldParty(text=code, country=code[:3] if known else None, sector=(code[3:] if known else code.strip("-")) or None),)
