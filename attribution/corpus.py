"""Files of annotated articles, one a line as JSON, as training and evaluation read them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution.errors import InputError
from attribution.model import CharSpan

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article in which somebody marked who is cited for what.

    Args:
        attributions: spans by role, half-open character offsets into ``text``; an absent role has none.
        publisher: where known; measures can be told apart by it.
    """

    doc_id: str
    text: str
    attributions: tuple[dict[str, tuple[CharSpan, ...]], ...]
    publisher: str | None = None


def read_corpus(path: str | Path) -> list[AnnotatedArticle]:
    """Read annotated articles: ``{"id", "text", "attributions": [{"source": [[start, end]], "cue": …, "content": …}]}`` a line.

    Further keys are left alone, but for ``"publisher"``. Blank lines are skipped.

    Raises:
        InputError: the file cannot be read, or a line does not hold such an article; the message names file and line.
    """
    try:
        # Not splitlines: JSON may hold other line ends, such as U+2028, as they are.
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path} cannot be read as UTF-8 text ({error}); name a file of one JSON object a line"
        ) from error
    articles = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                articles.append(_article(json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                reason = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
                raise InputError(f"{path}, line {number} is no annotated article: {reason}") from error
    if not articles:
        raise InputError(f"{path} holds no article; it should hold one JSON object a line")
    return articles


def to_lines(articles: Iterable[AnnotatedArticle]) -> str:
    """Write annotated articles as :func:`read_corpus` reads them.

    >>> print(to_lines([AnnotatedArticle("a", "It rained.", ())]), end="")
    {"id": "a", "text": "It rained.", "attributions": []}
    """
    return "".join(f"{json.dumps(_plain(article), ensure_ascii=False)}\n" for article in articles)


def _plain(article: AnnotatedArticle) -> dict[str, Any]:
    held: dict[str, Any] = {"id": article.doc_id, "text": article.text}
    if article.publisher is not None:
        held["publisher"] = article.publisher
    return {**held, "attributions": article.attributions}


def _article(data: dict[str, Any]) -> AnnotatedArticle:
    text = data["text"]
    if not isinstance(text, str):
        raise TypeError("'text' is not a string")
    marked = tuple({role: _spans(held.get(role) or (), text) for role in ROLES} for held in data["attributions"])
    return AnnotatedArticle(str(data["id"]), text, marked, data.get("publisher"))


def _spans(pairs: Any, text: str) -> tuple[CharSpan, ...]:
    spans = tuple(CharSpan(int(start), int(end)) for start, end in pairs)
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the span [{start}, {end}] does not lie in the text of {len(text)} characters")
    return spans
