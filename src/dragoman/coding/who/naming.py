"""By which short names later words may call a mention."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.who.acronyms import bracketed
from dragoman.records import Mention, Parse

__all__ = ["names_for"]


def names_for(parse: Parse, mention: Mention) -> Iterator[tuple[str, Mention]]:
    """The last name of a person; of a body the acronym, told in brackets or made of capitals, and a long name's last word."""
    words = (mention.actor.name or "").split()
    if mention.kind == "name" and words:
        yield words[-1], mention
        yield parse.words[mention.head], mention
    elif mention.kind in {"organization", "role"} and len(mention.text.split()) > 1:
        told = _told(parse, mention)
        if told:
            yield told, mention
        acronym = "".join(word[0] for word in words if word[0].isupper())
        if mention.kind == "organization" and len(acronym) > 1:
            yield acronym, mention
        if mention.kind == "organization" and len(words) > 2 and parse.words[mention.head] == words[-1]:
            yield words[-1], mention


def _told(parse: Parse, mention: Mention) -> str:
    """The acronym in brackets right behind a mention, empty when there is none."""
    last = max((token for token in range(len(parse)) if parse.ends[token] <= mention.span.end), default=-1)
    return parse.words[last + 2] if last + 3 < len(parse) and bracketed(parse, last + 2) is not None else ""
