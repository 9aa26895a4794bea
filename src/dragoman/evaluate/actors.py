"""Actor phrases against the expected coding of a peer's own tests: `python -m dragoman.evaluate.actors FILE`.

The file's form is in `docs/reference/actors.md`. Each of the peer's functions is put to what of ours answers the same
question: `agent_to_code`, `short_text_to_agent` and `trf_agent_match` to the actor of the phrase, `search_nat` to the names
of countries in the phrase, `query_wiki` to the name of the row, or of the gazetteer's place, that the phrase means.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dragoman.coding.when import find_timexes
from dragoman.coding.where import load_gazetteer
from dragoman.coding.who import ActorFinder, KnowledgeBase, Roster, load_knowledge
from dragoman.errors import DragomanError, ReadError
from dragoman.ontology import load_ontology, read_table
from dragoman.records import Actor, Mention, Parse, Span
from dragoman.text import Pipeline

__all__ = ["Answer", "Habit", "PhraseCase", "Phrases", "judge_answer", "load_habits", "load_judgements", "read_cases"]

_NATIONAL = frozenset({"country", "demonym", "territory"})
_ARTICLES = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_WHERE = frozenset({"in", "at", "near", "on"})
_PLACED = frozenset({"capital", "metonym"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseCase:
    """One case: the phrase, what stood before it in the article, the day of the article, what the peer expects."""

    id: str
    function: str
    text: str
    context: str
    day: date | None
    expect: Mapping[str, str | None]
    unwanted: Mapping[str, str | None]
    needs_encyclopaedia: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What Dragoman says of a phrase; `known`: a row of the knowledge base says it."""

    country: str = ""
    sectors: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    rest: str = ""
    known: bool = False

    def get(self, field: str) -> str:
        """The answer's value for a field of the peer's, `code_2` aside."""
        return {"country": self.country, "code_1": self.sectors[0] if self.sectors else "", "rest": self.rest}.get(field, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A way of coding in which the peer differs from PLOVER: its value, ours (`*` for any), and why ours."""

    field: str
    peer: str
    ours: str
    why: str


def load_habits() -> list[Habit]:
    """The peer's habits, from `data/actor_habits.csv`."""
    path = files("dragoman.evaluate") / "data" / "actor_habits.csv"
    columns = ("field", "peer", "ours", "why")
    return [Habit(**{column: row[column] for column in columns}) for row in read_table(path, columns)]


def load_judgements() -> Mapping[str, tuple[str, str]]:
    """Verdict and reason of misses that were judged by reading them, by case id, from `data/actor_judgements.csv`."""
    path = files("dragoman.evaluate") / "data" / "actor_judgements.csv"
    return {row["case"]: (row["verdict"], row["why"]) for row in read_table(path, ("case", "verdict", "why"))}


def read_cases(path: Path) -> list[PhraseCase]:
    """The cases of a file. Those without a day, or of "today", are asked as of the latest day that the file names.

    Raises: ReadError.
    """
    cases = list(_read_cases(path))
    today = max((case.day for case in cases if case.day is not None), default=None)
    return [replace(case, day=case.day or today) for case in cases]


def _read_cases(path: Path) -> Iterator[PhraseCase]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as exc:
        raise ReadError(f"{path}: cannot be read ({exc.strerror}). Give a JSON Lines file of actor phrases.") from exc
    for number, line in enumerate(lines, 1):
        try:
            row: dict[str, Any] = json.loads(line)
            given = row["kwargs"].get("query_date") or row["query_date"] or ""
            times = find_timexes(given, None) if given.lower() != "today" else []
            yield PhraseCase(
                id=row["id"],
                function=row["function"],
                text=row["text"],
                context=row["context"] or "",
                day=times[0].start if times else None,
                expect=row["expect"],
                unwanted=row.get("not_expect", {}),
                needs_encyclopaedia=row["needs_encyclopaedia"],
            )
        except (ValueError, KeyError, AttributeError) as exc:
            raise ReadError(f"{path} line {number}: {exc!r}. See docs/reference/actors.md for the form.") from exc


class Phrases:
    """Answers about phrases; loads the pipeline, the knowledge base and the gazetteer once."""

    def __init__(self) -> None:
        self._pipeline, self._gazetteer, self._knowledge = Pipeline(), load_gazetteer(), load_knowledge()
        self._finder = ActorFinder(self._knowledge, self._gazetteer.metropolises())
        self._aliases: dict[str, set[str]] = {}
        for rows in self._knowledge.names.values():
            for words, entries in rows:
                for entry in entries:
                    self._aliases.setdefault(entry.name, set()).add(fold(" ".join(words)))

    def answer(self, case: PhraseCase) -> Answer:
        """What Dragoman says of the case's phrase."""
        if case.function == "search_nat":
            return _nation(case.text, self._knowledge)
        roster, mentions, parses = Roster(), list[Mention](), list[Parse]()
        for text in filter(None, (case.context, case.text)):
            parses = self._pipeline.parse(text, [Span(start=0, end=len(text))])
            mentions = [mention for parse in parses for mention in self._finder.find(parse, roster, case.day)]
        mention = next((mention for mention in mentions if _is_whole(mention, case.text)), None) or _main(mentions, parses)
        actor = mention.actor if mention is not None else Actor()
        return Answer(
            country=actor.country or "",
            sectors=tuple(filter(None, (actor.sector, *actor.other_sectors))),
            names=frozenset(self._names(case.text, actor)),
            known=any(".csv:" in reason for reason in actor.basis) and "named person" not in actor.basis,
        )

    def _names(self, text: str, actor: Actor) -> Iterator[str]:
        """The names of what the phrase means: the row's own and its aliases; for a city, the gazetteer's."""
        placed = any(reason.partition(" ")[0] in _PLACED for reason in actor.basis)
        if actor.name and not placed:
            yield fold(actor.name)
            yield from self._aliases.get(actor.name, ())
        bare = _ARTICLES.sub("", text)
        for city in self._gazetteer.cities.get(bare.title() if bare.isupper() else bare, ())[:1]:
            yield fold(city.name)


def _main(mentions: Sequence[Mention], parses: Sequence[Parse]) -> Mention | None:
    """The mention that the phrase is about: of those with a sector, else of all, the longest; not a mere place ("in Kabul")."""
    parse = parses[-1]
    where = {token for token in range(len(parse)) if parse.deps[token] == "pobj" and parse.lemmas[parse.heads[token]] in _WHERE}
    free = [found for found in mentions if found.head not in where]
    return max(
        free,
        key=lambda found: (found.actor.sector is not None, found.span.end - found.span.start, -found.head),
        default=None,
    )


def _is_whole(mention: Mention, text: str) -> bool:
    return mention.text.lower() == _ARTICLES.sub("", text).lower()


def _nation(text: str, knowledge: KnowledgeBase) -> Answer:
    """The first country or nationality that the words name, and the words without it."""
    words = text.split()
    for at in range(len(words)):
        found = knowledge.match_name(words, at)
        for entry in found[1] if found else ():
            if found and entry.kind in _NATIONAL:
                rest = " ".join((*words[:at], *words[found[0] :]))
                return Answer(country=entry.country or "", rest=_ARTICLES.sub("", rest + " ").strip(), known=True)
    return Answer(rest=text)


def fold(name: str) -> str:
    """A name for comparison: no accents, no brackets, no article, lower case."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(_ARTICLES.sub("", re.sub(r"\s*\(.*\)", "", plain)).lower().replace("-", " ").split())


def judge_answer(case: PhraseCase, answer: Answer, habits: Sequence[Habit]) -> tuple[str, list[str]]:
    """The verdict and the differences: right; habit (PLOVER is followed); knowledge (no row knows the name); fault."""
    wrong = {field: (wanted or "", answer.get(field)) for field, wanted in _differences(case, answer)}
    said = [f"{field}: {wanted or 'nothing'} wanted, {ours or 'nothing'} given" for field, (wanted, ours) in wrong.items()]
    if not wrong:
        return "right", []
    sectors = load_ontology().sectors
    why = []
    for field, (wanted, ours) in wrong.items():
        if field.startswith("code_") and wanted and wanted not in sectors and wanted != "NGO":
            why.append(f"'{wanted}' is no sector of PLOVER")
        why += [habit.why for habit in habits if (habit.field, habit.peer) == (field, wanted) and habit.ours in {"*", ours}][:1]
    if len(why) >= len(wrong) or any("no sector" in each for each in why):
        return "habit", [*said, *why]
    return ("fault" if answer.known else "knowledge"), said


def _differences(case: PhraseCase, answer: Answer) -> Iterator[tuple[str, str | None]]:
    """The fields that are not as expected. An office as an encyclopaedia words it and a regular expression are not asked."""
    for field, wanted in case.expect.items():
        if field == "result" and (answer.country or answer.sectors):
            yield "result", None
        elif field in {"country", "code_1", "rest"} and (wanted or "").split() != answer.get(field).split():
            yield field, wanted
        elif field == "code_2":
            yield from [(field, wanted)] if wanted not in answer.sectors[1:] else []
        elif field in {"wiki", "title"} and wanted and fold(wanted) not in answer.names:
            yield field, wanted
    yield from ((field, f"not {value}") for field, value in case.unwanted.items() if answer.get(field) == value)


def main(arguments: Iterable[str]) -> int:
    """Measure, list every miss with its class, print the shares."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.actors", description=__doc__)
    parser.add_argument("file", type=Path)
    options = parser.parse_args(list(arguments))
    console, phrases, habits, judged = Console(highlight=False), Phrases(), load_habits(), load_judgements()
    counts = {needs: Counter[str]() for needs in (False, True)}
    for case in read_cases(options.file):
        verdict, notes = judge_answer(case, phrases.answer(case), habits)
        if verdict != "right" and case.id in judged:
            verdict, why = judged[case.id]
            notes = [*notes, why]
        counts[case.needs_encyclopaedia][verdict] += 1
        if verdict != "right":
            console.print(escape(f"{verdict:9} {case.id} {case.function} {case.text!r}: {'; '.join(notes)}"), soft_wrap=True)
    table = Table("cases", "right", "habit", "knowledge", "fault", "all", "right, %", "right or habit, %")
    for needs, found in counts.items():
        total = sum(found.values()) or 1
        shares = (100 * found["right"] / total, 100 * (found["right"] + found["habit"]) / total)
        row = [str(found[verdict]) for verdict in ("right", "habit", "knowledge", "fault")]
        name = "need an encyclopaedia" if needs else "need none"
        table.add_row(name, *row, str(found.total()), *(f"{share:.1f}" for share in shares))
    console.print(table)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except DragomanError as exc:
        sys.exit(str(exc))
