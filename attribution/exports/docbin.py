"""Articles with their statements as spaCy's DocBin, which spaCy reads without this library."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attribution.exports.pairing import Articles, Row, pair
from attribution.frame import SPAN_COLUMNS
from attribution.model import CharSpan

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, Span

# The span group in which every claim, cue and source lies.
SPANS_KEY = "attributions"


def to_docbin(frame: pd.DataFrame, articles: Articles) -> DocBin:
    """Give a DocBin of one Doc an article, in which the span group ``doc.spans["attributions"]`` holds every statement.

    Each piece of a claim, cue or source is a Span, by its label (``CLAIM``, ``CUE``, ``SOURCE``); its ``id_`` is the number
    of its statement. The group's ``attrs`` hold the article's ``doc_id`` and, as ``statements``, the rows of the frame.

    Args:
        frame: as :func:`attribution.audit` gives it.
        articles: what it was made from: one text or Article, several Articles, or texts by ``doc_id``.

    Returns:
        ``to_disk`` writes it, ``DocBin().from_disk(path).get_docs(nlp.vocab)`` reads it; it is msgpack, nothing is pickled.
        Tokens are those of spaCy's English, cut where a span begins or ends inside one; ``doc.text`` is the text as given.

    Raises:
        FrameError: the frame does not fit its columns, or the articles.

    >>> import spacy
    >>> from attribution import audit
    >>> text = "The mill will close, Ann Lee said."
    >>> (doc,) = to_docbin(audit(text), text).get_docs(spacy.blank("en").vocab)
    >>> [(span.label_, span.text) for span in doc.spans["attributions"]]
    [('CLAIM', 'The mill will close'), ('CUE', 'said'), ('SOURCE', 'Ann Lee')]
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    docs = []
    for article, rows in pair(frame, articles):
        doc = _tokenized(article.text, nlp, {span for row in rows for name in SPAN_COLUMNS for span in row[name]})
        doc.spans[SPANS_KEY] = [span for row in rows for span in _spans(doc, row)]
        doc.spans[SPANS_KEY].attrs.update(doc_id=article.doc_id, statements=[_packable(row) for row in rows])
        docs.append(doc)
    return DocBin(docs=docs)


def _tokenized(text: str, nlp: Language, spans: set[CharSpan]) -> Doc:
    """Tokenize a text so that every span begins and ends at a token's edge: spaCy's spans consist of tokens."""
    from spacy.tokens import Doc

    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    edges = starts | ends | {0, len(text)}
    for token in nlp.tokenizer(text):
        edges |= {token.idx, token.idx + len(token)}
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(sorted(edges)):
        # A single space belongs to the word before it, unless a span begins or ends with it.
        if text[start:end] == " " and words and not spaces[-1] and start not in starts and end not in ends:
            spaces[-1] = True
        else:
            words.append(text[start:end])
            spaces.append(False)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _spans(doc: Doc, row: Row) -> list[Span]:
    found = []
    for name in SPAN_COLUMNS:
        label = name.removesuffix("_spans").upper()
        for start, end in row[name]:
            span = doc.char_span(start, end, label=label, span_id=str(row["statement"]))
            if span is None:  # pragma: no cover - the tokens were cut for it
                raise AssertionError(f"no tokens lie at {start}:{end}")
            found.append(span)
    return found


def _packable(row: Row) -> dict[str, Any]:
    """Give a row as msgpack takes it."""
    spans = {name: [list(span) for span in row[name]] for name in SPAN_COLUMNS}
    return {**row, **spans}
