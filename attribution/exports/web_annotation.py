"""Statements as annotations of the W3C Web Annotation Data Model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribution.exports.pairing import Articles, Row, iri_of, pair
from attribution.model import CharSpan

if TYPE_CHECKING:
    import pandas as pd

# Characters before and after a quote by which a reader finds it again in a text that has changed.
CONTEXT = 32


def to_web_annotations(frame: pd.DataFrame, articles: Articles) -> dict[str, Any]:
    """Give one W3C annotation for each statement that somebody is cited for, in one AnnotationPage.

    The target is the claim; bodies are the mention of the source, the cue, who that is, its type, the strength and the
    explanation. Every piece of text has a TextPositionSelector and a TextQuoteSelector that select the same; a claim in
    several pieces has several targets.

    Args:
        frame: as :func:`attribution.audit` gives it.
        articles: what it was made from: one text or Article, several Articles, or texts by ``doc_id``.

    Returns:
        a JSON object. Positions are half-open, in Unicode code points, into the text as given.

    Raises:
        FrameError: the frame does not fit its columns, or the articles.

    Follows the recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/.

    >>> from attribution import audit
    >>> text = "The mill will close, Ann Lee said."
    >>> (annotation,) = to_web_annotations(audit(text), text)["items"]
    >>> [selector["type"] for selector in annotation["target"][0]["selector"]]
    ['TextPositionSelector', 'TextQuoteSelector']
    >>> annotation["target"][0]["selector"][1]["exact"]
    'The mill will close'
    """
    items = [
        _annotation(row, article.text, iri_of(article))
        for article, rows in pair(frame, articles)
        for row in rows
        if row["attributed"]
    ]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }


def _annotation(row: Row, text: str, iri: str) -> dict[str, Any]:
    bodies = [
        *(_piece(span, text, iri, purpose="identifying") for span in row["source_spans"]),
        *(_piece(span, text, iri, purpose="linking") for span in row["cue_spans"]),
        _words(row["entity"], "identifying"),
        _words(row["source_type"], "classifying"),
        _words(f"{row['strength']} {row['score']:.2f}", "assessing"),
        _words(row["explanation"], "describing"),
    ]
    return {
        "id": f"{iri}#statement-{row['statement']}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [body for body in bodies if body is not None],
        "target": [_piece(span, text, iri) for span in row["claim_spans"]],
    }


def _words(value: str | None, purpose: str) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en", "purpose": purpose}


def _piece(span: CharSpan, text: str, iri: str, *, purpose: str | None = None) -> dict[str, Any]:
    start, end = span
    selectors = [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
        },
    ]
    piece: dict[str, Any] = {"type": "SpecificResource", "source": iri, "selector": selectors}
    return {**piece, "purpose": purpose} if purpose else piece
