"""Actor and agent dictionaries of TABARI, PETRARCH and its successors, as they are.

An actor: `UNITED_STATES [USA]`, below it `+synonyms` and lines with a code and the days it held, in any order. An agent:
`ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~JUD]`, with `{}` for a word without a plural, and `!SET!` for each word of a set that a
line `!SET! = MAN, MEN` gives. A # or ; begins a comment, and `<!-- -->` encloses one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.coding.who.imported.cameo import read_code
from dragoman.coding.who.imported.casing import spell_name, spell_plural
from dragoman.coding.who.imported.rows import ActorRow, Fault, check_row
from dragoman.errors import TableError
from dragoman.ontology import load_ontology

__all__ = ["read_petrarch"]

_CODE = re.compile(r"\[([^\[\]]*)\]")
_DATED = re.compile(r"(?P<code>[^\s<>\-]+|---|\+\+\+)\s*(?P<days>[<>]\s*\d+|\d+\s*-\s*\d+)?")
_SET = re.compile(r"!([^!\s]+)!\s*=\s*(.+)")
_MARK = re.compile(r"!([^!\s]+)!")
_TURN = 30
"""Years of two digits up to this one are of the 2000s, as in TABARI."""


@dataclass(slots=True)
class _Block:
    """An actor being read: its phrases and its codes as (code, since, until, line)."""

    phrases: list[str]
    line: int
    codes: list[tuple[str, str, str, int]] = field(default_factory=list)
    faulty: bool = False


def read_petrarch(lines: Iterable[str], file: str) -> Iterator[ActorRow | Fault]:
    """The actors and agents of a dictionary, in the order of the file; `file` is the name for messages."""
    sets: dict[str, tuple[str, ...]] = {}
    block: _Block | None = None
    for number, line in _uncommented(lines):
        try:
            if marked := _SET.match(line.strip()):
                sets[marked.group(1)] = tuple(word.strip() for word in marked.group(2).split(",") if word.strip())
            elif "~" in line and line[:1] not in "+\t ":
                yield from _close(block, file)
                block = None
                yield _agent(line, number, sets, file)
            elif line.startswith("+"):
                if block is None:
                    raise TableError("a synonym (+) without an actor above it. Put it below its actor.")
                phrase, codes = _split(line[1:], number)
                block.phrases.append(phrase)
                block.codes += codes
            elif line.lstrip().startswith("[") and line[:1] != "[":
                if block is None:
                    raise TableError("a code without an actor above it. Put it below its actor.")
                block.codes += _split(line, number)[1]
            else:
                yield from _close(block, file)
                block = _Block([], number)
                phrase, codes = _split(line, number)
                if not re.search(r"\w", phrase):
                    block = None
                    raise TableError("a code without an actor. Write ACTOR [CODE].")
                block.phrases.append(phrase)
                block.codes += codes
        except TableError as exc:
            if block is not None:
                block.faulty = True
            yield Fault(file=file, line=number, reason=str(exc))
    yield from _close(block, file)


def _uncommented(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without comments and without what is empty then."""
    inside = False
    for number, line in enumerate(lines, start=1):
        if inside:
            _, end, line = line.partition("-->")
            inside = not end
        line = re.sub(r"<\s*!\s*--.*?-->", "", line)
        if opened := re.search(r"<\s*!\s*--", line):
            line, inside = line[: opened.start()], True
        if line.startswith("---STOP---"):
            return
        line = re.sub(r"(^|\s|(?<=\]))[#;].*", "", line.rstrip("\r\n")).rstrip()
        if line.strip():
            yield number, line


def _split(line: str, number: int) -> tuple[str, list[tuple[str, str, str, int]]]:
    """The phrase of a line, and its codes with their days."""
    if line.count("[") != line.count("]"):
        raise TableError("a bracket is open or missing. Write ACTOR [CODE].")
    return _CODE.sub("", line).strip(), [(*_dated(found), number) for found in _CODE.findall(line)]


def _dated(text: str) -> tuple[str, str, str]:
    """Code, first and last day of "GOV 19930120-20010119", "GOV >930120" (after it), "GOV <930120" (before it)."""
    found = _DATED.fullmatch(text.strip())
    if found is None:
        raise TableError(f"[{text}] is no code with days. Write [GOV], [GOV <930120], [GOV >930120] or [GOV 930120-010119].")
    code, days = found["code"].upper(), re.sub(r"\s", "", found["days"] or "")
    if not days:
        return code, "", ""
    if days[0] == "<":
        return code, "", (_day(days[1:]) - timedelta(days=1)).isoformat()
    if days[0] == ">":
        return code, (_day(days[1:]) + timedelta(days=1)).isoformat(), ""
    first, last = (_day(day) for day in days.split("-"))
    return code, first.isoformat(), last.isoformat()


def _day(digits: str) -> date:
    """YYYYMMDD or YYMMDD; day or month 00 is taken as 01."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _TURN else "19") + digits
    try:
        if len(digits) != 8:
            raise ValueError
        return date(int(digits[:4]), int(digits[4:6]) or 1, int(digits[6:]) or 1)
    except ValueError:
        raise TableError(f"'{digits}' is no date. Write YYYYMMDD or YYMMDD.") from None


def _close(block: _Block | None, file: str) -> Iterator[ActorRow | Fault]:
    """The rows of an actor: one a code, those with days first, so that they come before the code for all other times."""
    if block is None:
        return
    if not block.codes:
        if not block.faulty:
            yield Fault(file=file, line=block.line, reason=f"'{block.phrases[0]}' has no code. Add one, as [KEN].")
        return
    spelt = [spelling for phrase in block.phrases for spelling in spell_name(phrase)]
    if not spelt:
        yield Fault(file=file, line=block.line, reason="its name has no letters. Give one.")
        return
    derived = _derived(block.phrases)
    for code, since, until, line in sorted(block.codes, key=lambda one: not (one[1] or one[2])):
        try:
            reading = read_code(code)
            row = ActorRow(
                name=spelt[0],
                aliases=tuple(name for name in dict.fromkeys(spelt[1:]) if name not in derived),
                kind="country" if reading.country and not reading.sectors and len(code) == 3 else "organization",
                country=reading.country,
                sector=next(iter(reading.sectors), ""),
                other_sectors=reading.sectors[1:],
                since=since,
                until=until,
                code=code,
                file=file,
                line=line,
            )
            yield check_row(row)
            if derived:
                yield _demonym(row, derived)
        except TableError as exc:
            yield Fault(file=file, line=line, reason=str(exc))


def _derived(phrases: list[str]) -> tuple[str, ...]:
    """Synonyms that only lengthen the actor's own word: ERIADORIAN of ERIADOR."""
    stem = phrases[0].rstrip("_ ")
    longer = [phrase for phrase in phrases[1:] if re.fullmatch(re.escape(stem) + r"[^\W\d_]{1,4}", phrase)]
    return tuple(spelling for phrase in longer for spelling in spell_name(phrase))


def _demonym(row: ActorRow, spelt: tuple[str, ...]) -> ActorRow:
    return ActorRow(
        name=spelt[0],
        aliases=spelt[1:],
        kind="demonym" if row.kind == "country" else row.kind,
        country=row.country,
        sector=row.sector,
        other_sectors=row.other_sectors,
        since=row.since,
        until=row.until,
        code=row.code,
        file=row.file,
        line=row.line,
    )


def _agent(line: str, number: int, sets: dict[str, tuple[str, ...]], file: str) -> ActorRow:
    """The role of an agent's line, with all its forms. Raises: TableError."""
    phrase, codes = _split(line, number)
    if len(codes) != 1:
        raise TableError(f"an agent has one code, this has {len(codes)}. Write AGENT [~GOV].")
    code = codes[0][0]
    plural = re.search(r"\{([^{}]*)\}", phrase)
    if plural is None and ("{" in phrase or "}" in phrase):
        raise TableError("a brace is open or missing. Write {PLURAL}, or {} where there is none.")
    word = " ".join(re.sub(r"\{[^{}]*\}", "", phrase).replace("_", " ").split()).lower()
    forms = _substitute(word, sets)
    if plural is None and "!" not in word:
        forms.append(spell_plural(word))
    elif plural is not None:
        forms += [" ".join(form.replace("_", " ").split()).lower() for form in plural.group(1).split(",") if form.strip()]
    sectors = tuple(sector for sector in read_code(code).sectors if sector in load_ontology().sectors)
    return check_row(
        ActorRow(
            name=forms[0],
            aliases=tuple(dict.fromkeys(forms[1:])),
            kind="role",
            country=read_code(code).country,
            sector=next(iter(sectors), ""),
            other_sectors=sectors[1:],
            code=code,
            file=file,
            line=number,
        )
    )


def _substitute(phrase: str, sets: dict[str, tuple[str, ...]]) -> list[str]:
    """The phrase with each word of the set that it marks."""
    mark = _MARK.search(phrase)
    if mark is None:
        return [phrase]
    words = sets.get(mark.group(1).upper())
    if words is None:
        raise TableError(f"the set !{mark.group(1).upper()}! is not defined above. Write !SET! = WORD, WORD.")
    return [
        form
        for word in words
        for form in _substitute(phrase[: mark.start()] + word.replace("_", " ").lower() + phrase[mark.end() :], sets)
    ]
