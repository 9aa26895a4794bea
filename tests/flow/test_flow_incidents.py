"""Articles to incidents."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from dragoman.flow import Coder
from dragoman.flow.incidents import build_incidents, make_carrier
from dragoman.records import Article, Event, Published, Source, Span

WIRE = (
    "Rebels of the Northern Front killed eleven soldiers in an attack on an army post near Gao on Tuesday, the defence ministry said. "
    "The men came on motorcycles before dawn and burned two trucks, a resident told reporters. The post guards the road to the "
    "border, along which most of the food for the town is brought. The army sent helicopters after the attackers, who fled into the "
    "hills. It was the third raid on the road this year and the worst since the ceasefire of last summer came to an end. Shops in the "
    "town stayed shut through the day, and the governor asked people to keep off the road until further notice. Doctors at the "
    "regional hospital said nine of the wounded were in a grave state and two had been flown to the capital. Nobody could be reached "
    "for the rebels, whose leaders live abroad. The ministry promised a full account by the end of the week."
)
EDITS = (("killed", "slew"), ("before dawn", "at first light"), ("a resident", "one resident"), ("worst", "deadliest"), (" further", ""))


def _copies(coded: list[Event], source: Article) -> list[tuple[Article, list[Event]]]:
    """A thousand articles: light edits (a word here and there, cut at the end, a line before it) under fifty mastheads."""
    dice, found = random.Random(11), []
    for number in range(1000):
        text = WIRE
        for old, new in dice.sample(EDITS, 2):
            text = text.replace(old, new)
        if number % 5 == 0:
            text = text[: text.index("Nobody could")].strip()
        article = replace(
            source, id=f"w{number:04}", text=text, publisher=f"Masthead {number % 50:02}",
            published=Published(day=date(2013, 2, 6) + timedelta(days=number % 3)),
        )  # fmt: skip
        events = []
        for event in coded:
            at = event.sentence.start
            sentence = next((part for part in text.split(". ") if part[:20] == event.quote[:20]), event.quote)
            start = text.find(sentence) if sentence in text else at
            events.append(replace(
                event, id=f"{number:04}{event.id[4:]}", article=article.id, quote=sentence,
                sentence=Span(start=start, end=start + len(sentence)),
            ))  # fmt: skip
        found.append((article, events))
    dice.shuffle(found)
    return found


def test_a_thousand_copies_are_one_incident(coder: Coder) -> None:
    """One wire story in 1,000 lightly edited copies under 50 mastheads: its attack is one incident of one report, 50 publishers."""
    article = Article(id="w", text=WIRE, source=Source(path="-"), published=Published(day=date(2013, 2, 6)))
    coded = [event for event in coder.stream(article) if event.type == "ASSAULT"][:1]
    (incident,) = build_incidents(_copies(coded, article), coder)
    assert (len(incident.articles), len(incident.publishers), incident.reports) == (1000, 50, 1)


def test_carriers(coder: Coder) -> None:
    """What is known of an article, its own id where it is no copy."""
    article = Article(id="x", text="", source=Source(path="-"), publisher="The Kampala Post", url="https://kampala.example/1")
    carrier = make_carrier(article, country=coder.publisher_country(article))
    assert (carrier.original, carrier.country, carrier.published) == ("x", "UGA", None)
