"""CITATION.cff and README.md beside the tables: what a paper cites and what a colleague needs to make the same again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from dragoman.dataset.schema import DATA, Keep
from dragoman.dataset.versions import Version, write_beside

__all__ = ["write_card"]

_OURS = ("cff-version", "message", "type", "version", "date-released", "abstract", "keywords")
_THEIRS = 'title: "{name}"\nauthors:\n  - name: "the makers of {name} (write your names here)"\n'
_KEPT = {
    "text": "The full text of each article is kept.",
    "evidence": "Of each article's text the sentences that events stand in are kept, the rest is blank; the hash is of it all.",
    "none": "Of each article's text only the hash is kept, and events come without their sentence.",
}


def write_card(path: Path, versions: Sequence[Version], keep: Keep) -> None:
    """Write both for the last of `versions`; of an older CITATION.cff the user's own keys (title, authors, doi) stay."""
    last = versions[-1]
    coders = list(dict.fromkeys(version.coder for version in reversed(versions) if version.kind == "code"))
    write_beside(path / "CITATION.cff", _citation(path, last, coders))
    write_beside(path / "README.md", _card(path, versions, keep, coders))


def _citation(path: Path, last: Version, coders: Sequence[str]) -> str:
    abstract = (
        f"Political events coded from {last.counts['articles']} news articles with Dragoman:"
        f" {last.counts['events']} events, {last.counts['incidents']} incidents. Coder: {'; '.join(coders)}."
    )
    return (
        "cff-version: 1.2.0\n"
        'message: "Please cite this dataset with its version."\n'
        "type: dataset\n"
        f'version: "{last.number}"\n'
        f"date-released: {last.finished.date().isoformat()}\n"
        f"abstract: {_quoted(abstract)}\n"
        'keywords: ["political event data", "PLOVER", "news"]\n' + _own_keys(path)
    )


def _own_keys(path: Path) -> str:
    """The blocks of the CITATION.cff that stands there whose keys are not written by us."""
    try:
        former = (path / "CITATION.cff").read_text(encoding="utf-8")
    except OSError:
        return _THEIRS.format(name=path.name.replace("\\", "").replace('"', "'"))
    blocks = re.split(r"(?m)^(?=[A-Za-z][\w-]*:)", former)
    return "".join(block for block in blocks if block.partition(":")[0] not in _OURS)


def _card(path: Path, versions: Sequence[Version], keep: Keep, coders: Sequence[str]) -> str:
    last = versions[-1]
    counts = "\n".join(f"| `{table}` | {last.counts[table]:,} |" for table in DATA)
    inputs = "\n".join(
        f"- `{_plain(each)}` (version {version.number})"
        for version in [version for version in versions if version.kind == "code"][-20:]
        for each in version.inputs[:20]
    )
    runs = "\n".join(f"- `{_plain(coder)}`" for coder in coders)
    name = _plain(path.name)
    return f"""# {name}, version {last.number}

Political events and incidents coded from news by Dragoman {last.dragoman}, {last.finished:%d %B %Y}. Cite it by `CITATION.cff`,
whose title and authors are yours to write: they stay when the next run writes the rest anew.

| table | rows |
|---|---|
{counts}

{_KEPT[keep]}

## Sources
{inputs or "- none given"}

The newest 20 runs, up to 20 inputs each; `runs` has all of them, and `articles` says of each article where it was read.

## Coders
{runs}

Incidents were made by `{_plain(last.grouper) or "nobody"}`; `verdicts` are a person's, and overrule it.

The same article and coder give the same events. To make a version again, install that release, give the inputs in this order,
give `dragoman judge` what `verdicts` holds, and compare: `dragoman dataset verify` prints a digest of each table that does not
depend on order.

## Reading
- `dragoman.open("{name}", version={last.number}).incidents().to_pandas()`
- `dragoman query {name} --version {last.number} "SELECT type, count(*) FROM incidents GROUP BY type"`

The tables are Delta Lake; the row of `runs` with this version names the Delta version of each. An event is one act told by one
sentence, an incident is one happening told by one or more of them: count incidents.

## Limits
Events are coded by a program and some are wrong; what was measured is in Dragoman's docs/explanation/quality.md. A day without
articles here has no events because nobody looked, not because nothing happened: `dragoman panel` tells the two apart.
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _plain(text: str) -> str:
    """On one line, without the signs that would end a code span."""
    return "".join(sign if sign.isprintable() and sign != "`" else " " for sign in text)
