"""`nlp.add_pipe("dragoman")`: the events of a spaCy document on `doc._.dragoman`."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.flow import Coder, make_article
from dragoman.records import Parse, Span
from dragoman.text import parse_columns

__all__ = ["DragomanPipe", "create_dragoman"]


class DragomanPipe:
    """Codes the sentences that the pipeline has parsed; a tagger, parser, lemmatizer and entity recogniser come before it."""

    def __init__(self, published: str | None) -> None:
        self._published = date.fromisoformat(published) if published else None

    @cached_property
    def _coder(self) -> Coder:
        return Coder()

    def __call__(self, doc: Doc) -> Doc:
        article = make_article(doc.text, published=self._published)
        parses: list[Parse] = [
            parse_columns(sentence, Span(start=sentence.start_char, end=sentence.end_char)) for sentence in doc.sents
        ]
        doc._.dragoman = self._coder.code_parses(article, parses)
        return doc


@Language.factory("dragoman", default_config={"published": None}, requires=["token.dep", "token.lemma", "doc.ents"])
def create_dragoman(nlp: Language, name: str, published: str | None) -> DragomanPipe:
    """The pipe; `published`: the day that relative dates count from, ISO 8601."""
    if not Doc.has_extension("dragoman"):
        Doc.set_extension("dragoman", default=None)
    return DragomanPipe(published)
