"""The confusion of types and the reliability of confidence as SVG."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.evaluate.calibration import Calibration
from dragoman.evaluate.markup import Html, element, join
from dragoman.evaluate.tables import confusion_kinds

__all__ = ["draw_confusion", "draw_reliability"]

_CELL, _LEFT, _TOP = 36, 96, 92
_SIDE, _EDGE = 320, 52
_FILL = {"empty": "#f6f7f9", "right": "#1a7f4b", "wrong": "#c0392b"}
"""For a picture taken out of the page; inside it the stylesheet decides."""


def draw_confusion(confusion: Mapping[tuple[str, str], int]) -> Html:
    """A heat map: gold down, coded across; a cell's shade is its share of the gold row."""
    kinds = confusion_kinds(confusion)
    totals = {gold: sum(confusion.get((gold, coded), 0) for coded in kinds) for gold in kinds}
    parts = []
    for down, gold in enumerate(kinds):
        y = _TOP + down * _CELL
        parts.append(element("text", gold, x=_LEFT - 8, y=y + _CELL / 2 + 4, text_anchor="end"))
        x = _LEFT + down * _CELL + _CELL / 2
        parts.append(element("text", gold, x=x, y=_TOP - 8, transform=f"rotate(-55 {x} {_TOP - 8})"))
        for across, coded in enumerate(kinds):
            count = confusion.get((gold, coded), 0)
            share = count / totals[gold] if totals[gold] else 0.0
            label = f"gold {gold}, coded {coded}"
            parts.append(_cell(_LEFT + across * _CELL, y, count, share, same=gold == coded, label=label))
    width, height = _LEFT + len(kinds) * _CELL + 60, _TOP + len(kinds) * _CELL + 8
    return _picture("Confusion matrix: gold types down, coded types across", width, height, join(*parts))


def _cell(x: float, y: float, count: int, share: float, *, same: bool, label: str) -> Html:
    title = element("title", f"{label}: {count} ({share:.0%} of the gold row)")
    kind = "empty" if not count else "right" if same else "wrong"
    shade = element(
        "rect",
        x=x,
        y=y,
        width=_CELL - 1,
        height=_CELL - 1,
        fill=_FILL[kind],
        class_=kind,
        fill_opacity=round(0.15 + 0.85 * share, 3) if count else 1,
    )
    words = element(
        "text",
        str(count) if count else "",
        x=x + _CELL / 2,
        y=y + _CELL / 2 + 4,
        text_anchor="middle",
        fill="#fff" if share > 0.5 else "#1b1f26",
        class_="strong" if share > 0.5 else "count",
    )
    return element("g", title, shade, words)


def draw_reliability(calibration: Calibration) -> Html:
    """Share right over confidence; on the dashed line the coder is as right as it says. A dot's area: its events."""
    parts = [element("line", x1=_x(0), y1=_y(0), x2=_x(1), y2=_y(1), stroke="#5a6372", stroke_dasharray="5 4", class_="ideal")]
    for tenth in range(0, 11, 2):
        value = tenth / 10
        parts += [
            element("line", x1=_x(value), y1=_y(0), x2=_x(value), y2=_y(1), stroke="#d5d9e0", class_="grid"),
            element("line", x1=_x(0), y1=_y(value), x2=_x(1), y2=_y(value), stroke="#d5d9e0", class_="grid"),
            element("text", f"{value:.1f}", x=_x(value), y=_y(0) + 18, text_anchor="middle"),
            element("text", f"{value:.1f}", x=_x(0) - 8, y=_y(value) + 4, text_anchor="end"),
        ]
    largest = max((each.count for each in calibration.bins), default=1)
    for each in calibration.bins:
        label = f"{each.count} events at {each.confidence:.2f} on average, {each.right:.2f} right"
        bar = element(
            "rect",
            x=round(_x(each.low) + 1, 1),
            y=round(_y(each.right), 1),
            width=round(_x(each.high) - _x(each.low) - 2, 1),
            height=round(_y(0) - _y(each.right), 1),
            fill="#c8d5e9",
            class_="bar",
        )
        dot = element(
            "circle",
            cx=round(_x(each.confidence), 1),
            cy=round(_y(each.right), 1),
            r=round(3 + 9 * (each.count / largest) ** 0.5, 1),
            fill="#2457a6",
            class_="dot",
        )
        parts.append(element("g", element("title", label), bar, dot))
    middle = _EDGE + _SIDE / 2
    parts.append(element("text", "confidence", x=middle, y=_y(0) + 38, text_anchor="middle"))
    parts.append(
        element("text", "share right", x=14, y=middle - 30, text_anchor="middle", transform=f"rotate(-90 14 {middle - 30})")
    )
    return _picture("Reliability diagram: share of events right over their confidence", _SIDE + 70, _SIDE + 70, join(*parts))


def _x(value: float) -> float:
    return _EDGE + value * _SIDE


def _y(value: float) -> float:
    return 18 + (1 - value) * _SIDE


def _picture(label: str, width: float, height: float, content: Html) -> Html:
    return element(
        "svg",
        content,
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        font_size=11,
        font_family="sans-serif",
        role="img",
        aria_label=label,
    )
