"""`dragoman judge`: a person's verdicts on which reports tell one happening, into a dataset."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, cast

import typer
from rich.console import Console
from rich.markup import escape

from dragoman.apps.cli.tables import plain
from dragoman.dataset import Writer, open_dataset
from dragoman.errors import ReadError
from dragoman.flow import Coder
from dragoman.flow.store import make_regroup
from dragoman.flow.verdicts import give_verdicts
from dragoman.records import Verdict

__all__ = ["judge"]

_VERDICTS = ("same", "apart", "open")
_COLUMNS = ("event", "beside", "verdict")


def judge(
    dataset: Annotated[Path, typer.Argument(help="A dataset, written by `dragoman code -o`.")],
    rows: Annotated[Path, typer.Argument(help="CSV: event, beside, verdict (same, apart, open), if you like reason.")],
    wait: Annotated[bool, typer.Option("--wait", help="Wait while a run writes the dataset.")] = False,
) -> None:
    """Join or part reports of a dataset by hand; what you say holds in later runs.

    `dragoman incidents DATASET ID --rows` writes the rows of an incident: change "same" to "apart" where it is wrong. Rows left
    as they stood are passed over.
    """
    notices, coder, given = Console(stderr=True), Coder(), dict(_read(rows))
    verdicts = {line: found for line, found in given.items() if isinstance(found, Verdict)}
    faults = {line: found for line, found in given.items() if isinstance(found, str)}
    before = len(open_dataset(dataset).incidents(status=None))
    with Writer(dataset, coder="", inputs=(str(rows),), wait=wait, spare=True) as writer:
        refused = give_verdicts(writer, list(verdicts.values()))
        made = writer.commit(make_regroup(coder.publisher_country))
    faults |= {list(verdicts)[index]: reason for index, reason in refused.items()}
    for line, reason in sorted(faults.items()):
        notices.print(f"[yellow]left out[/] {escape(plain(f'{rows} line {line}: {reason}'))}.", soft_wrap=True, highlight=False)
    if made is None:
        raise ReadError(f"{rows}: no verdict can be taken. Give rows of event, beside and verdict ({', '.join(_VERDICTS)}).")
    counts = made.counts
    notices.print(
        f"verdicts: {len(given) - len(faults):,} taken, {len(faults):,} left out. {dataset}: version {made.number}; "
        f"{counts['incidents_removed']:,} incidents went, {counts['incidents_added']:,} came, {counts['incidents']:,} "
        f"are there ({before:,} before)",
        soft_wrap=True,
        highlight=False,
    )


def _read(path: Path) -> Iterator[tuple[int, Verdict | str]]:
    """Each row's line with its verdict, or with what is wrong. Raises: ReadError when the file cannot be read as a table.

    "same" with a likeness is a row of `--rows` as it stood, and nobody's verdict.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, strict=True)
            missing = [column for column in _COLUMNS if column not in (table.fieldnames or ())]
            if missing:
                raise ReadError(f"{path}: no column {', '.join(missing)}. The first line names event, beside and verdict.")
            for row in table:
                values = {name: (value or "").strip() for name, value in row.items() if name and isinstance(value, str | None)}
                if values["verdict"] == "same" and values.get("likeness"):
                    continue
                if values["verdict"] in _VERDICTS:
                    verdict = cast(Literal["same", "apart", "open"], values["verdict"])
                    told = {name: values.get(name, "") for name in ("event", "beside", "reason")}
                    yield table.line_num, Verdict(**told, verdict=verdict)
                else:
                    yield table.line_num, f"verdict '{values['verdict']}' is none. Write {', '.join(_VERDICTS)}"
    except (OSError, UnicodeError, csv.Error) as exc:
        problem = exc.strerror if isinstance(exc, OSError) and exc.strerror else exc
        raise ReadError(f"{path}: cannot be read as CSV ({problem}). Give a UTF-8 table with a first line of names.") from exc
