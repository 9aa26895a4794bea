"""One error as a card of the report: the sentence with its marks, gold beside coded, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dragoman.evaluate.faults import Fault
from dragoman.evaluate.gold import GoldEvent, GoldParty
from dragoman.evaluate.markup import Html, element, join, text
from dragoman.records import Event, Mention

__all__ = ["draw_fault", "mark"]

_NOTHING = "-"


def mark(words: str, marks: Iterable[tuple[int, int, str]]) -> Html:
    """`words` with the stretches [start, end) marked by their roles; where marks overlap, the piece has all their roles."""
    wanted = [(max(start, 0), min(end, len(words)), role) for start, end, role in marks]
    edges = sorted({0, len(words), *(edge for start, end, _ in wanted if start < end for edge in (start, end))})
    parts: list[Html] = []
    for start, end in pairwise(edges):
        roles = sorted({role for first, last, role in wanted if first <= start and end <= last})
        piece = words[start:end]
        parts.append(element("mark", piece, class_=" ".join(roles), title=", ".join(roles)) if roles else text(piece))
    return join(*parts)


def draw_fault(fault: Fault) -> Html:
    """The card of an error."""
    gold = fault.sentence.gold
    head = [element("b", gold.id), f" line {gold.line}" if gold.line else ""]
    if fault.note:
        head.append(element("i", f" {fault.note}"))
    return element(
        "article",
        element("header", *head),
        element("blockquote", _sentence(fault)),
        element("table", element("tr", element("th", ""), element("th", "gold"), element("th", "coded")), *_rows(fault)),
        _why(fault),
    )


def _sentence(fault: Fault) -> Html:
    """The coded sentence with what was coded; where nothing was, the text with the words of gold that stand in it."""
    if fault.event is not None:
        return mark(fault.event.quote, _coded_marks(fault.event))
    words = fault.sentence.gold.text
    return mark(words, _gold_marks(words, fault.gold) if fault.gold else ())


def _coded_marks(event: Event) -> list[tuple[int, int, str]]:
    at = event.sentence.start
    spans = [(event.trigger, "trigger")]
    spans += [(mention.span, "actor") for mention in event.actors]
    spans += [(mention.span, "recipient") for mention in event.recipients]
    return [(span.start - at, span.end - at, role) for span, role in spans]


def _gold_marks(words: str, gold: GoldEvent) -> list[tuple[int, int, str]]:
    named = [(party.text, "gold actor") for party in gold.actors]
    named += [(party.text, "gold recipient") for party in gold.recipients]
    named.append((gold.trigger, "gold trigger"))
    places = ((words.find(piece), piece, role) for piece, role in named if piece)
    return [(start, start + len(piece), role) for start, piece, role in places if start >= 0]


def _rows(fault: Fault) -> list[Html]:
    gold, event = fault.gold, fault.event
    pairs = [
        ("act", _act(gold.type, gold.modes) if gold else "no event", _act(event.type, event.modes) if event else "no event"),
        ("status", gold.status or "" if gold else "", event.status if event else ""),
        ("actor", _gold_parties(gold.actors) if gold else "", _parties(event.actors) if event else ""),
        ("recipient", _gold_parties(gold.recipients) if gold else "", _parties(event.recipients) if event else ""),
        ("trigger", gold.trigger or _NOTHING if gold else "", _trigger(event) if event else ""),
    ]
    if event is not None and event.confidence is not None:
        pairs.append(("confidence", "", f"{event.confidence:.2f}"))
    others = _others(fault)
    if others[0] or others[1]:
        pairs.append(("also here", others[0], others[1]))
    at_fault = {"wrong type": "act", "missed": "act", "spurious": "act", "wrong actor": "actor", "wrong recipient": "recipient"}
    return [
        element(
            "tr",
            element("th", name),
            element("td", left),
            element("td", right),
            class_="differs" if at_fault.get(fault.kind) == name else "same",
        )
        for name, left, right in pairs
        if name != "status" or left or right not in ("", "actual")
    ]


def _others(fault: Fault) -> tuple[str, str]:
    """The other events of the text: gold's and the coded ones."""
    gold = [_act(each.type, each.modes) for each in fault.sentence.gold.events if each is not fault.gold]
    coded = [f"{_act(each.type, each.modes)} '{_trigger(each)}'" for each in fault.sentence.events if each is not fault.event]
    return ", ".join(gold), ", ".join(coded)


def _why(fault: Fault) -> Html:
    """The event's reasons; of a missed event, what became of the sentence's candidates."""
    reasons: Sequence[str] = fault.event.reasons if fault.event is not None else fault.sentence.dropped
    return element("ol", *(element("li", reason) for reason in reasons)) if reasons else Html("")


def _act(kind: str, modes: Sequence[str]) -> str:
    return "/".join((kind, *modes))


def _trigger(event: Event) -> str:
    return event.quote[event.trigger.start - event.sentence.start : event.trigger.end - event.sentence.start]


def _parties(mentions: Sequence[Mention]) -> str:
    return "; ".join(f"{mention.text} ({mention.actor.code})" for mention in mentions) or _NOTHING


def _gold_parties(parties: Sequence[GoldParty]) -> str:
    return "; ".join(f"{each.text} ({_code(each)})" if each.text else _code(each) for each in parties) or _NOTHING


def _code(party: GoldParty) -> str:
    return " ".join(part for part in (party.country, party.sector) if part) or "?"
