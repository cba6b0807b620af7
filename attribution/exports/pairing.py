"""Articles, each with its rows of a frame: what every export starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urldefrag

from attribution.errors import InputError
from attribution.frame import COLUMNS, SPAN_COLUMNS, validate
from attribution.model import Article, CharSpan
from attribution.rows import records
from attribution.surrogates import encodable
from attribution.text import as_articles

if TYPE_CHECKING:
    import pandas as pd

Articles = str | Article | Mapping[str, str] | Iterable[Article]
Row = dict[str, Any]


def pair(frame: pd.DataFrame, articles: Articles | None) -> list[tuple[Article, list[Row]]]:
    """Give each article with its rows, as plain values: None where a value is missing, spans as tuples of CharSpan.

    Args:
        frame: as :func:`attribution.audit` gives it; columns of one's own are left out.
        articles: what it was made from: one text or Article, several Articles, or texts by ``doc_id``. They come in this
            order, those without a row too. None: nothing is known of them but the rows.

    Raises:
        FrameError: the frame does not fit its columns, or does not fit the texts.
        InputError: two articles have one ``doc_id``, or are no articles.
    """
    names = [column.name for column in COLUMNS]
    frame = frame[names] if set(names) <= set(frame.columns) else frame
    held = None if articles is None else _by_id(articles)
    validate(frame, None if held is None else {doc_id: article.text for doc_id, article in held.items()})
    if held is None:
        held = {str(doc_id): Article("", str(doc_id)) for doc_id in frame["doc_id"].unique()}
    rows: dict[str, list[Row]] = {doc_id: [] for doc_id in held}
    for row in _plain(frame):
        rows[row["doc_id"]].append(row)
    return [(article, rows[doc_id]) for doc_id, article in held.items()]


def iri_of(article: Article) -> str:
    """Give the address of an article, or, where it has none, its id as a relative reference.

    >>> iri_of(Article("It rained.", "a b")), iri_of(Article("It rained.", "a", url="https://example.org/a"))
    ('a%20b', 'https://example.org/a')
    """
    url = article.url or ""
    if url.startswith(("https://", "http://")):
        return quote(urldefrag(url).url, safe=":/?&=%@+,;~!$'()*[]")
    return quote(article.doc_id, safe="")


def _by_id(articles: Articles) -> dict[str, Article]:
    if isinstance(articles, Mapping):
        articles = [Article(text, doc_id) for doc_id, text in articles.items()]
    elif isinstance(articles, str):
        articles = [Article(articles)]
    elif isinstance(articles, Article):
        articles = [articles]
    held: dict[str, Article] = {}
    for article in map(_encodable, as_articles(articles)):
        if article.doc_id in held:
            raise InputError(f"two articles have the doc_id {article.doc_id!r}: give each its own")
        held[article.doc_id] = article
    return held


def _encodable(article: Article) -> Article:
    """Give an article that every file can hold, as its rows are."""
    values = ((field.name, getattr(article, field.name)) for field in fields(article))
    return replace(article, **{name: encodable(value) for name, value in values if value is not None})


def _plain(frame: pd.DataFrame) -> list[Row]:
    rows: list[Row] = records(frame)
    for row in rows:
        for name in SPAN_COLUMNS:
            row[name] = tuple(CharSpan(int(start), int(end)) for start, end in row[name])
    return rows
