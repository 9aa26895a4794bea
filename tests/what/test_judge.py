"""The trained model: what it is asked, and that text is never more than text to it."""

from __future__ import annotations

import pytest

from dragoman.coding.what import Judge, Question, load_judge
from dragoman.coding.what.judge import MAX_TOKENS, encode
from dragoman.errors import TableError
from dragoman.records import Span


def _question(marked: str) -> Question:
    """[actor], {recipient} and *trigger* of a sentence."""
    spans: dict[str, Span] = {}
    text = ""
    for character in marked:
        if character in "[{*" and character not in spans:
            spans[character] = Span(start=len(text), end=len(text))
        elif character in "]}*":
            opener = {"]": "[", "}": "{", "*": "*"}[character]
            spans[opener] = Span(start=spans[opener].start, end=len(text))
        else:
            text += character
    return Question(
        text=text, actor=tuple(filter(None, [spans.get("[")])), recipient=tuple(filter(None, [spans.get("{")])),
        trigger=tuple(filter(None, [spans.get("*")])),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "kind", "status"),
    [
        ("[Police] in Lomé *arrested* {two journalists} on Monday.", "COERCE", "actual"),
        ("[Norway] *imposed sanctions on* {Belarus} over the vote.", "SANCTION", "actual"),
        ("[The rebels] did not *attack* {the convoy}, the army said.", "ASSAULT", "negated"),
        ("[Chile's president] will *visit* {Peru} next week.", "AGREE", "actual"),
        ("[Kenya] said it could *bomb* {the camps} if the raids went on.", "ASSAULT", "hypothetical"),
    ],
)
def test_plain_sentences(marked: str, kind: str, status: str) -> None:
    """The likeliest type and status of plain acts."""
    (judgement,) = load_judge().judge([_question(marked)])
    assert max(judgement.types, key=lambda name: judgement.types[name]) == kind
    assert max(judgement.statuses, key=lambda name: judgement.statuses[name]) == status
    assert sum(judgement.types.values()) == pytest.approx(1, abs=0.01)


def test_a_judgement_does_not_depend_on_its_neighbours() -> None:
    """Asked alone or among others, the same question gets the same numbers."""
    one = _question("[Mali] *recalled its ambassador* from {Paris}.")
    other = _question("[Thousands] *marched* in Quito on Friday against {the government} and its plan to end fuel subsidies.")
    judge = load_judge()
    assert next(judge.judge([one])) == list(judge.judge([other, one, other]))[1]


def test_hostile_text_is_only_text() -> None:
    """Words that look like the tokenizer's own signs, and very long or empty sentences, are read as words."""
    judge = load_judge()
    words = "[SEP] [unused0] [CLS] \x00 " + "x" * 5_000 + " the army attacked " * 500
    for text in ("", " ", words, "\U0001f600" * 300):
        (judgement,) = judge.judge([Question(text=text, actor=(Span(start=0, end=len(text)),))])
        assert set(judgement.types) == set(judge.labels.types)


def test_long_sentences_keep_their_marks() -> None:
    """A sentence over the limit is cut around the first mark."""
    text = "word " * 400 + "Kenya attacked Uganda."
    at = text.index("Kenya")
    question = Question(text=text, actor=(Span(start=at, end=at + 5),))
    (encoded,) = encode(load_judge()._tokenizer, [question])
    assert len(encoded.ids) <= MAX_TOKENS
    assert encoded.positions[0] > 0


def test_a_broken_model_is_one_line() -> None:
    """Weights that are none say so, with the fix."""
    judge = load_judge()
    with pytest.raises(TableError, match="cannot be read"):
        Judge(b"no model", judge._tokenizer, judge.labels)
