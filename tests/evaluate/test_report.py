from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from dragoman.evaluate import GoldParty, draw_report, evaluate
from dragoman.evaluate.evidence import mark
from dragoman.evaluate.markup import Html, element, text

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & \x00\x1b \u202egnp \ud800 acts </svg>"


def _page(make: Any) -> str:
    """A report whose every text is hostile, with every kind of error."""
    quote = HOSTILE
    events = [make.event(kind, ["USA"], ["RUS"], quote=quote, reasons=(HOSTILE,), confidence=0.5) for kind in ("AID", "ACCUSE")]
    party = GoldParty(text=HOSTILE, country="ISR", sector=HOSTILE)
    gold = make.gold("AID", ["ISR"], ["PSE"], trigger=HOSTILE, modes=(HOSTILE,))
    gold = type(gold)(type="AID", modes=(HOSTILE,), actors=(party,), recipients=(party,), trigger=HOSTILE)
    sentences = [
        make.coded([gold], events, text=HOSTILE),
        make.coded([gold, make.gold("SANCTION", ["USA"])], [], text=HOSTILE),
        make.coded([make.gold("SANCTION", ["USA"])], [events[0]], text=HOSTILE),
    ]
    return draw_report(evaluate(sentences, resamples=5), title=HOSTILE, facts={HOSTILE: HOSTILE}, skipped=[HOSTILE])


def test_hostile_text_is_shown_never_obeyed(make: Any) -> None:
    """No element, attribute or address comes from a text; what was written is what is read."""
    page = _page(make)
    tree = lxml_html.fromstring(page.encode("utf-8"))
    names = {node.tag for node in tree.iter() if isinstance(node.tag, str)}
    assert not names & {"script", "img", "iframe", "object", "link", "base", "form"}
    assert not [
        name for node in tree.iter() for name in node.attrib if name.startswith("on") or name in ("src", "style", "srcdoc")
    ]
    assert {node.get("href")[0] for node in tree.iter("a")} == {"#"}
    assert len(tree.findall(".//style")) == 1
    shown = [node.text_content() for node in tree.iter("blockquote")]
    assert shown
    assert all("<script>alert(1)</script><img src=x onerror=alert(1)> \" ' &" in words for words in shown)
    for sign in ("\x00", "\x1b", "\u202e", "\ud800"):
        assert sign not in page


def test_the_report_needs_nothing_else(make: Any) -> None:
    """One file, no network, no scripts, and the page forbids both to itself."""
    page = _page(make)
    assert "default-src 'none'" in page
    assert not re.findall(r"https?://|url\(|@import", page)
    assert page == _page(make)
    for picture in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        etree.fromstring(picture)
    assert page.count("<svg") == 2


def test_every_error_has_a_card(make: Any) -> None:
    """As many cards as errors, grouped by kind with their counts; gold beside coded, and the reasons."""
    event = make.event("AID", ["USA"], ["RUS"], reasons=("'acts': aid.csv:1",))
    sentences = [
        make.coded([make.gold("AID", ["ISR"], ["PSE"])], [event, event]),
        make.coded([make.gold("ACCUSE", ["USA"])], [event]),
        make.coded([make.gold("ACCUSE", ["USA"])], []),
    ]
    found = evaluate(sentences, resamples=5)
    tree = lxml_html.fromstring(draw_report(found, title="t"))
    groups = {
        head.get("id"): len(head.getparent().findall("article"))
        for head in tree.iter("h2")
        if head.getparent().tag == "section"
    }
    assert groups == {"missed": 1, "wrong-type": 1, "wrong-actor": 1, "wrong-recipient": 1, "spurious": 1}
    assert sum(groups.values()) == len(found.faults)
    (card,) = tree.xpath("//section[h2[@id='wrong-actor']]/article")
    assert [node.text for node in card.iter("mark")] == ["USA", "acts", "RUS"]
    assert [cell.text for cell in card.xpath(".//tr[@class='differs']/td")] == ["ISR", "USA (USA)"]
    assert [node.text for node in card.iter("li")] == ["'acts': aid.csv:1"]


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(-5, 35), st.integers(-5, 35), st.sampled_from(["a", "b"])), max_size=5)
)
def test_marks_change_no_word(words: str, marks: list[tuple[int, int, str]]) -> None:
    """Whatever is marked, overlapping or outside, the words come out once and in order."""
    drawn = mark(words, marks)
    assert re.sub(r"</?mark[^>]*>", "", drawn) == text(words)


def test_markup_is_escaped_unless_made_here() -> None:
    """A plain string is text, also as an attribute and also after it was joined to markup."""
    made = element("b", "<i>", title='"><script>')
    assert made == '<b title="&quot;&gt;&lt;script&gt;">&lt;i&gt;</b>'
    assert element("p", made) == f"<p>{made}</p>"
    assert text(made + "") == text(str(made)) != made
    assert isinstance(text("<"), Html)
