"""The measure of coreference: reading the marked articles, kinds of words, scores, and the coder's identities."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import TableError
from dragoman.evaluate.chains import MarkedArticle, read_chains, read_second
from dragoman.evaluate.clusters import align, b_cubed, links
from dragoman.evaluate.coreference import find_all, identify
from dragoman.evaluate.wordings import kind_of
from dragoman.records import Actor, Mention, Span

CORPUS = Path(__file__).parents[2] / "corpus" / "coreference"
HEAD = "=== t1 | published 2024-03-04 | JOR\n"
TEXT = """[Jordan|jor]'s king met [the head of [the Arab League|al]|x], [Ms Dana Odeh|x]. [She|x] thanked [Amman|jor].
[The league|al] ([AL|al]) and [Jordan|jor] quarrel. [Both sides|al+jor] want [El-Odeh|x]."""
PARTIES = """
jor = Jordan | JOR | GOV | country
al = Arab League | IGO | - | body
x = Dana Odeh | IGO | - | person
"""


def _read(tmp_path: Path, text: str) -> list[MarkedArticle]:
    path = tmp_path / "articles.txt"
    path.write_text(text, encoding="utf-8")
    return read_chains(path)


def _groups(*names: str) -> list[frozenset[str]]:
    return [frozenset(name.split("+")) for name in names]


def test_marks_become_spans(tmp_path: Path) -> None:
    """Marks are numbered by their opening brackets, and know those inside them."""
    article = _read(tmp_path, HEAD + TEXT + PARTIES)[0]
    words = [mark.span.of(article.text) for mark in article.marks]
    assert words[:4] == ["Jordan", "the head of the Arab League", "the Arab League", "Ms Dana Odeh"]
    assert article.marks[1].inner == (article.marks[2].span,)
    assert article.marks[9].ids == {"al", "jor"}
    assert article.parties["al"].country == "IGO"
    assert article.parties["al"].sectors == ()


def test_kinds_of_words(tmp_path: Path) -> None:
    """The kind follows from the words and the full name."""
    article = _read(tmp_path, HEAD + TEXT + PARTIES)[0]
    kinds = ["name", "title", "name", "name", "pronoun", "capital", "title", "acronym", "name", "several", "variant"]
    assert [kind_of(article, mark) for mark in article.marks] == kinds


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("A text [Jordan|jor].\n", "write '=== id"),
        (HEAD + "A text [Jordan\n", "never closed"),
        (HEAD + "A text [Jordan].\n", "closes no mark"),
        (HEAD + "A text [Jordan|jor].\n", "no line for jor"),
        (HEAD + "A text [Jordan|jor].\njor = Jordan | JOR | GOV | country\nal = Arab League | IGO\n", "is no party"),
    ],
)
def test_a_bad_article_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    """The complaint begins with the file and says what is wrong."""
    with pytest.raises(TableError, match=f"^articles.txt .*{complaint}"):
        _read(tmp_path, text)


def test_scores_of_groupings() -> None:
    """The example of Bagga and Baldwin: of three chains the last two thrown together."""
    gold = _groups(*"aaaaabbccccc")
    found = _groups(*"xxxxxyyyyyyy")
    scores = b_cubed(gold, found)
    assert scores.recall == 1.0
    assert scores.precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    pairs = links(gold, found)
    assert (pairs.found, pairs.gold, pairs.hits_gold) == (31, 21, 21)
    assert align(gold, found) == [True] * 5 + [False] * 2 + [True] * 5


def test_scores_of_several_parties() -> None:
    """ "Both sides" is right only with both of its parties; half of them are half right."""
    gold = _groups("a", "b", "a+b")
    assert b_cubed(gold, _groups("x", "y", "x+y")).f1 == 1.0
    assert align(gold, _groups("x", "y", "x")) == [True, True, False]
    assert b_cubed(gold, _groups("x", "y", "x")).recall == pytest.approx((1 + 1 / 2 + 1 / 2) / 3)


def test_identities_of_mentions() -> None:
    """One party: an antecedent and what stands for it, one name, one country that acts; a plain role is its own."""

    def mention(start: int, text: str, kind: str, actor: Actor, antecedent: int | None = None) -> Mention:
        span = None if antecedent is None else Span(start=antecedent, end=antecedent + 5)
        return Mention(span=Span(start=start, end=start + 5), text=text, kind=kind, actor=actor, antecedent=span)

    rossi = Actor(name="Ada Rossi", country="ITA", sector="GOV")
    found = [
        mention(0, "Rossi", "name", rossi),
        mention(10, "Italy", "country", Actor(name="Italy", country="ITA")),
        mention(20, "the minister", "role", Actor(country="ITA", sector="GOV")),
        mention(30, "she", "pronoun", rossi, 0),
        mention(40, "Rome", "country", Actor(name="Italy", country="ITA", sector="GOV")),
        mention(50, "Ada Rossi", "name", rossi),
        mention(60, "it", "pronoun", Actor(country="ITA"), 40),
    ]
    assert identify(found) == ["0 Rossi", "1 Italy", "2 the minister", "0 Rossi", "1 Italy", "0 Rossi", "1 Italy"]


def test_the_second_reading_is_settled() -> None:
    """Every mark was read twice, every disagreement has a winner and a reason, and the articles say what was settled."""
    articles = read_chains(CORPUS / "articles.txt")
    assert len(articles) >= 40
    rows = list(read_second(CORPUS / "readings.tsv", articles))
    assert sum(first == second for _, first, second in rows) / len(rows) >= 0.99


def test_marks_are_found() -> None:
    """The coder finds most marks of some articles, and keeps most parties apart and together."""
    outcomes = list(find_all(read_chains(CORPUS / "articles.txt")[:6]))
    marks = [good for outcome in outcomes for good in outcome.right]
    found = [bool(mentions) for outcome in outcomes for mentions in outcome.mentions]
    assert sum(found) / len(found) >= 0.8
    assert sum(marks) / len(marks) >= 0.55
