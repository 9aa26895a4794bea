"""The report: one HTML file that needs nothing else, with the figures and every error beside its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.evaluate.bootstrap import Figure
from dragoman.evaluate.drawings import draw_confusion, draw_reliability
from dragoman.evaluate.evaluation import Evaluation
from dragoman.evaluate.evidence import draw_fault
from dragoman.evaluate.faults import KINDS
from dragoman.evaluate.losses import STAGES
from dragoman.evaluate.markup import Html, element, join
from dragoman.evaluate.stylesheet import STYLESHEET
from dragoman.evaluate.tables import LEVEL_NAMES, LOOSE_NAMES, say_estimate

__all__ = ["draw_report"]

_HEAD = Html(
    '<meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="referrer" content="no-referrer">'
)


def draw_report(
    evaluation: Evaluation, *, title: str, facts: Mapping[str, str] | None = None, skipped: Sequence[str] = ()
) -> str:
    """The page. `facts`: what was measured, by name (file, digest, coder); `skipped`: why lines of gold were not used.

    The same evaluation gives the same bytes. Texts, names and reasons are escaped, and the page may load or run nothing.
    """
    body = join(
        element("h1", title),
        element("nav", *_links(evaluation)),
        element("dl", *(join(element("dt", name), element("dd", fact)) for name, fact in (facts or {}).items())),
        *_figures(evaluation),
        _skipped(skipped),
        _legend(),
        *(_group(kind, evaluation) for kind in KINDS),
    )
    head = element("head", _HEAD, element("title", title), element("style", STYLESHEET))
    return f"<!doctype html>\n{element('html', head, element('body', body), lang='en')}\n"


def _links(evaluation: Evaluation) -> list[Html]:
    names = [(kind, f"{kind} {_count(kind, evaluation):,}") for kind in KINDS]
    return [element("a", label, href=f"#{_anchor(name)}") for name, label in (("figures", "figures"), *names)]


def _figures(evaluation: Evaluation) -> Iterable[Html]:
    counted = f"{evaluation.sentences:,} texts, {evaluation.gold:,} gold events, {evaluation.coded:,} coded events."
    yield element("h2", "Figures", id="figures")
    yield element("p", f"{counted} One to one inside a text, in percent; in brackets 95% bootstrap intervals over texts.")
    yield _figure_table({LEVEL_NAMES[level]: figure for level, figure in evaluation.levels.items()})
    yield element("p", "Looser, in percent: one coded event may answer several gold ones.")
    yield _table(("share", "figure"), [(LOOSE_NAMES[name], say_estimate(share)) for name, share in evaluation.loose.items()])
    for heading, figures in (
        ("By type", evaluation.types),
        ("By mode, where gold gives modes", evaluation.modes),
        ("By status, where gold gives statuses", evaluation.statuses),
        ("By dyad: gold's most frequent", evaluation.dyads),
    ):
        if figures:
            yield element("h2", heading)
            yield _figure_table(figures)
    if evaluation.unknown_modes:
        named = ", ".join(f"{mode} {count}" for mode, count in evaluation.unknown_modes.items())
        yield element("p", f"Modes of gold that the ontology does not hold, left out: {named}.")
    yield element("h2", "Where gold events are lost")
    yield _table(("stage", "gold events", "meaning"), [(name, f"{n:,}", STAGES[name]) for name, n in evaluation.losses.items()])
    yield element("h2", "Confusion of types")
    caption = "Gold down, coded across; shade: share of the gold row. NONE: missed (right edge), spurious (last row)."
    yield element("figure", element("div", draw_confusion(evaluation.confusion), class_="wide"), element("figcaption", caption))
    yield from _reliability(evaluation)


def _reliability(evaluation: Evaluation) -> Iterable[Html]:
    found = evaluation.calibration
    if found.error is None:
        return
    yield element("h2", "Reliability")
    caption = (
        f"Expected calibration error {found.error:.3f} over {found.count:,} events ({found.silent:,} without confidence). "
        "An event is right when its type is in the text's gold; dashed: as right as it says."
    )
    yield element("figure", draw_reliability(found), element("figcaption", caption))
    rows = [
        (f"{each.low:.1f} to {each.high:.1f}", f"{each.count:,}", f"{each.confidence:.3f}", f"{each.right:.3f}")
        for each in found.bins
    ]
    yield _table(("confidence", "events", "mean", "right"), rows)


def _figure_table(figures: Mapping[str, Figure]) -> Html:
    rows = [
        (name, str(each.gold), str(each.coded), str(each.right), *map(say_estimate, (each.precision, each.recall, each.f1)))
        for name, each in figures.items()
    ]
    return _table(("", "gold", "coded", "right", "precision", "recall", "F1"), rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """The first column and the one of meanings are words, the others numbers."""
    kinds = ["words" if index == 0 or name == "meaning" else "number" for index, name in enumerate(columns)]
    head = element("tr", *(element("th", name, class_=kind) for name, kind in zip(columns, kinds, strict=True)))
    lines = (element("tr", *(element("td", cell, class_=kind) for cell, kind in zip(row, kinds, strict=True))) for row in rows)
    return element("div", element("table", head, *lines), class_="wide")


def _skipped(reasons: Sequence[str]) -> Html:
    if not reasons:
        return Html("")
    listed = element("ul", *(element("li", reason) for reason in reasons))
    return join(
        element("h2", f"Lines not used: {len(reasons):,}"), element("details", element("summary", "which, and why"), listed)
    )


def _legend() -> Html:
    """What the marks in the sentences mean."""
    coded = [element("mark", f"coded {role}", class_=role) for role in ("trigger", "actor", "recipient")]
    wanted = element("mark", "words of gold", class_="gold")
    return join(
        element("h2", "Errors"),
        element(
            "p",
            coded[0],
            " ",
            coded[1],
            " ",
            coded[2],
            ", and where nothing was coded ",
            wanted,
            " as far as the text has them.",
        ),
    )


def _group(kind: str, evaluation: Evaluation) -> Html:
    cards = [draw_fault(fault) for fault in evaluation.faults if fault.kind == kind]
    heading = element("h2", f"{kind}: {len(cards):,}", id=_anchor(kind))
    return element("section", heading, element("p", f"{KINDS[kind]}."), *cards)


def _count(kind: str, evaluation: Evaluation) -> int:
    return sum(fault.kind == kind for fault in evaluation.faults)


def _anchor(name: str) -> str:
    return name.replace(" ", "-")
