"""One page into its articles: headline, byline, captions and stamps of each, and the body paragraphs that remain.

A page is read as blocks (paragraphs, or single lines where lines are not hard-wrapped). Furniture is recognised by its
wording (`furniture.py`), captions by their credit or their repetition, headlines by their form and their neighbours. A new
article begins where, after body text, a headline stands that the page confirms: it is repeated, or a caption, byline, stamp
or widget mark follows it, or a wide gap stands before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.records import Caption, Span
from dragoman.text.furniture import CREDIT, DATELINE, find_dateline, kind_of_line

__all__ = ["Part", "split_page"]

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_TERMINAL = (".", "!", "?", "…", ".”", '."', "?”", '?"', "!”", '!"', ".’", ".'", ":", ";", ",")
_HEADLINE_MAX = 180
_DROPPED = frozenset({"widget", "clock", "related", "tags", "notice", "correction", "credits", "contact"})
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One article of a page. All spans are offsets in the page; `body` are its paragraphs in order.

    `stamps` are the words of lines that date the page ("Updated 4 March 2025"); `dateline` opens the first paragraph.
    """

    body: tuple[Span, ...]
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    captions: tuple[Caption, ...] = ()
    stamps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or line: where it stands, its words with white space levelled, what it is, blank lines before it."""

    span: Span
    text: str
    kind: str
    gap: int


@dataclass(slots=True)
class _Draft:
    """An article while the blocks are dealt out."""

    headline: str | None = None
    byline: str | None = None
    captions: dict[str, _Block] = field(default_factory=dict)
    stamps: list[str] = field(default_factory=list)
    body: list[Span] = field(default_factory=list)


def split_page(text: str) -> list[Part]:
    """The articles of a page in order; a page of headings alone is one article of them, one of furniture alone none."""
    blocks = _drop_tail(_confirm_headlines(_name_blocks(_find_blocks(text))))
    drafts: list[_Draft] = [_Draft()]
    for block in blocks:
        draft = drafts[-1]
        if block.kind == "headline":
            if draft.body:
                draft = _Draft()
                drafts.append(draft)
            draft.headline = draft.headline or block.text
        elif block.kind == "byline":
            name, _, rest = (part.strip() for part in re.sub(r"^[Bb][Yy] ", "", block.text).partition("|"))
            draft.byline = draft.byline or name
            draft.stamps += [rest] if rest else []
        elif block.kind == "caption":
            draft.captions.setdefault(block.text, block)
        elif block.kind == "stamp":
            draft.stamps.append(block.text)
        elif block.kind == "body":
            draft.body.append(block.span)
    if not any(draft.body for draft in drafts):
        return [Part(body=heads)] if (heads := tuple(block.span for block in blocks if block.kind == "headline")) else []
    return [_finish(draft, text) for draft in _merge_bodiless(drafts) if draft.body]


def _merge_bodiless(drafts: list[_Draft]) -> list[_Draft]:
    """Give the captions and stamps of a head without a body to the article that follows."""
    merged: list[_Draft] = []
    waiting: _Draft | None = None
    for draft in drafts:
        if waiting is not None:
            draft.captions = {**waiting.captions, **draft.captions}
            draft.stamps = waiting.stamps + draft.stamps
            draft.byline = draft.byline or waiting.byline
        waiting = draft if not draft.body else None
        if draft.body:
            merged.append(draft)
    return merged


def _finish(draft: _Draft, text: str) -> Part:
    return Part(
        body=tuple(draft.body),
        headline=draft.headline,
        byline=draft.byline,
        dateline=(find_dateline(text, draft.body[0].start).strip(" —–-") or None) if draft.body else None,
        captions=tuple(_caption(block) for block in draft.captions.values()),
        stamps=tuple(draft.stamps),
    )


def _caption(block: _Block) -> Caption:
    credit = CREDIT.search(block.text)
    return Caption(text=block.text, credit=(credit[1] or credit[2]) if credit else None, source=block.span)


def _find_blocks(text: str) -> list[_Block]:
    """Lines, joined where a paragraph is hard-wrapped; each with the number of blank lines before it."""
    blocks: list[_Block] = []
    run: list[Span] = []
    end = gap = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip("\u200b\ufeff\xa0 \t"):
            continue
        breaks = _line_breaks(text, end, match.start())
        if breaks > 1 and run:
            blocks += _join_wrapped(text, run, gap)
            run = []
        if not run:
            gap = max(breaks - 1, 0)
        lead = len(line) - len(line.lstrip("\u200b\ufeff\xa0 \t"))
        run.append(Span(start=match.start() + lead, end=match.start() + len(line.rstrip("\u200b\ufeff\xa0 \t"))))
        end = match.end()
    return blocks + (_join_wrapped(text, run, gap) if run else [])


def _line_breaks(text: str, start: int, end: int) -> int:
    between = text[start:end].replace("\r\n", "\n")
    return sum(between.count(sign) for sign in "\n\r\x0b\x0c\x85\u2028\u2029")


def _join_wrapped(text: str, lines: Sequence[Span], gap: int) -> list[_Block]:
    """The blocks of a run of lines: one a line, unless the next line's first word would not have fitted on it."""
    width = max(line.end - line.start for line in lines)
    blocks: list[_Block] = []
    joined: Span | None = None
    previous: Span | None = None
    for line in lines:
        words = line.of(text)
        if (
            joined is not None
            and previous is not None
            and len(lines) > 1
            and 40 <= width <= 100
            and _wraps(text, previous, words, width)
        ):
            joined = Span(start=joined.start, end=line.end)
        else:
            if joined is not None:
                blocks.append(_block(text, joined, gap if not blocks else 0))
            joined = line
        previous = line
    if joined is not None:
        blocks.append(_block(text, joined, gap if not blocks else 0))
    return blocks


def _wraps(text: str, previous: Span, following: str, width: int) -> bool:
    before = previous.of(text)
    if before == following or kind_of_line(following) or kind_of_line(before) or CREDIT.search(before):
        return False
    full = len(before) + 1 + len(following.split(maxsplit=1)[0]) > width
    return full or (following[0].islower() and len(before) > 40)


def _block(text: str, span: Span, gap: int) -> _Block:
    return _Block(span, _SPACE.sub(" ", span.of(text)).strip(), "", gap)


def _name_blocks(blocks: list[_Block]) -> list[_Block]:
    """Each block's kind by its own wording and by how often the page repeats it; `?` where a headline is possible."""
    counts = Counter(block.text for block in blocks)
    named: list[_Block] = []
    first_body = _first_body(blocks, counts)
    for index, block in enumerate(blocks):
        kind = kind_of_line(block.text)
        credit = CREDIT.search(block.text)
        if kind:
            named.append(replace(block, kind=kind))
        elif credit and (counts[block.text] > 1 or _is_caption_place(block, index, first_body, blocks)):
            named.append(replace(block, kind="caption"))
        elif _may_be_headline(block.text):
            named.append(replace(block, kind="?"))
        elif counts[block.text] > 1 and _beside_itself(blocks, index):
            named.append(replace(block, kind="caption"))
        else:
            named.append(replace(block, kind="body"))
    return named


def _first_body(blocks: list[_Block], counts: Counter[str]) -> int:
    """The first block that is surely running text: it ends as a sentence does and is not repeated."""
    for index, block in enumerate(blocks):
        if (
            block.text.endswith((".", ".”", '."', "?”", '?"'))
            and len(block.text) > 80
            and counts[block.text] == 1
            and not CREDIT.search(block.text)
        ):
            return index
    return len(blocks)


def _is_caption_place(block: _Block, index: int, first_body: int, blocks: list[_Block]) -> bool:
    """A credit at the end makes a caption when the words before it are one or two sentences, not a wire paragraph."""
    words = CREDIT.sub("", block.text)
    return len(words) < 400 and (
        index < first_body or words.endswith(".") or bool(re.search(r"\d{4}", words)) or len(words) < 250
    )


def _beside_itself(blocks: list[_Block], index: int) -> bool:
    """Whether the same text stands right before or after: captions are doubled, honest sentences are not."""
    text = blocks[index].text
    near = blocks[max(index - 1, 0) : index] + blocks[index + 1 : index + 2]
    return any(other.text == text for other in near)


def _may_be_headline(text: str) -> bool:
    if not 2 <= len(text.split()) <= 28 or len(text) > _HEADLINE_MAX or CREDIT.search(text):
        return False
    if text[0] in "•*–—-(" or text[0].islower():
        return False
    return not text.endswith(_TERMINAL) or (text.endswith("?") and len(text) < 120) or text.isupper()


def _confirm_headlines(blocks: list[_Block]) -> list[_Block]:
    """Turn each possible headline into a headline or into body."""
    counts = Counter(block.text for block in blocks if block.kind == "?")
    confirmed: list[_Block] = []
    body_seen = False
    headed = False
    for index, block in enumerate(blocks):
        if block.kind == "?":
            repeated = counts[block.text] > 1
            if not body_seen:
                kind = "headline" if repeated or not headed else "deck"
                headed = True
            elif _starts_article(blocks, index, confirmed, repeated=repeated):
                kind, body_seen = "headline", False
            else:
                kind = "body"
            block = replace(block, kind=kind)
        elif block.kind == "body":
            body_seen = True
        confirmed.append(block)
    return confirmed


def _starts_article(blocks: list[_Block], index: int, confirmed: list[_Block], *, repeated: bool) -> bool:
    """Whether a possible headline after body text begins another article."""
    block = blocks[index]
    after = blocks[index + 1 : index + 4]
    if not any(other.kind == "body" for other in blocks[index + 1 :]):
        return False
    if repeated:
        return True
    if len(block.text.split()) < 4:
        return False
    if after and after[0].kind in {"byline", "stamp", "caption"}:
        return True
    if len(after) > 1 and after[0].kind in {"widget", "?"} and after[1].kind in {"byline", "stamp", "caption", "widget"}:
        return True
    opening = DATELINE.match(after[0].text[:120]) if after and after[0].kind == "body" else None
    if opening and (opening["agency"] or block.gap):
        return True
    following = next((other for other in blocks[index + 1 :] if other.kind not in _DROPPED), block)
    if blocks[index - 1].kind in _DROPPED and following.kind == "body" and len(following.text) > len(block.text):
        return True
    if block.text.isupper() and any(other.kind == "headline" and other.text.isupper() for other in confirmed):
        return True
    return block.gap >= 2


def _drop_tail(blocks: list[_Block]) -> list[_Block]:
    """Without what follows a comments mark, and without the link lines under a bare "Related stories"."""
    kept: list[_Block] = []
    skipping = ""
    for block in blocks:
        if block.kind == "headline":
            skipping = ""
        elif block.kind == "comments":
            skipping = "comments"
        elif block.kind == "related" and len(block.text) < 30 and not block.text.rstrip(": ").count(":"):
            skipping = "related"
        elif skipping == "related" and not _is_link(block):
            skipping = ""
        if not skipping and block.kind not in _DROPPED and block.kind != "deck":
            kept.append(block)
    return kept


def _is_link(block: _Block) -> bool:
    """A line under "Related stories" that names another story: short, without a full stop."""
    return len(block.text) < 140 and not block.text.endswith((".", ".”", '."'))
