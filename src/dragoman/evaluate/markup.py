"""HTML and SVG put together so that text cannot become markup: whatever is no `Html` already is escaped."""

from __future__ import annotations

import html
import re

__all__ = ["Html", "element", "join", "text"]

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control signs, signs that turn the direction of what follows, and halves of signs: shown as a replacement sign."""


class Html(str):
    """Markup made here, safe to write as it is. Joining or formatting gives a plain string again, which would be escaped."""

    __slots__ = ()


def text(words: str) -> Html:
    """Words as they should be read, never as markup."""
    return words if isinstance(words, Html) else Html(html.escape(_UNFIT.sub("\ufffd", words), quote=True))


def join(*parts: str) -> Html:
    """Parts one after the other, each escaped unless it is markup."""
    return Html("".join(text(part) for part in parts))


def element(name: str, *children: str, **attributes: str | float) -> Html:
    """`element("td", "5 < 6", class_="number")`: an underscore at the end falls off, others become hyphens."""
    signs = "".join(f' {key.rstrip("_").replace("_", "-")}="{text(str(value))}"' for key, value in attributes.items())
    return Html(f"<{name}{signs}>{join(*children)}</{name}>")
