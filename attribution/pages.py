"""Frames to pages that people read in a browser: an article with its statements marked, or a corpus in figures.

A page is one HTML file that fetches nothing. Its templates, style and script lie in ``data/report/``; whatever comes from an
article goes through the templates' escaping, and the page's Content-Security-Policy lets nothing run but its own script,
which it names by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pandas as pd

from attribution.document import find_paragraphs
from attribution.errors import FrameError, first_of
from attribution.facts import days_of
from attribution.flows import lay_out
from attribution.frame import COLUMNS, SPAN_COLUMNS, check_columns, validate
from attribution.ids import matched
from attribution.model import Article, CharSpan, Quotation, SourceType, Strength, relays_in
from attribution.outlets import Outlets, load_outlets
from attribution.overview import overview
from attribution.rows import records
from attribution.rubric import FACTORS
from attribution.segments import Mark, Segment, cut
from attribution.summaries import summarize
from attribution.surrogates import encodable
from attribution.text import check_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TYPE_LABELS = {
    **{label.value: label.value.replace("_", " ") for label in SourceType},
    SourceType.AUTHOR.value: "the article itself",
}
QUOTATION_LABELS = {
    Quotation.DIRECT.value: "quoted",
    Quotation.MIXED.value: "partly quoted",
    Quotation.INDIRECT.value: "paraphrased",
    Quotation.POST.value: "embedded post",
    Quotation.NONE.value: "the article’s own voice",
}
# The order of a page's legends: what can be relied on first.
STRENGTHS = tuple(str(strength) for strength in reversed(Strength))


def report(
    frame: pd.DataFrame, article: Article | str | None = None, *, outlets: str | Path | Outlets | None = None
) -> str:
    """Give a page about an article, or about all the articles of a frame, as one HTML file that fetches nothing.

    Args:
        frame: as :func:`attribution.audit` gives it. Without an article it may have columns besides, by which the page then
            groups: ``outlet``, ``date`` (ISO 8601) and ``title``, the same in every row of an article.
        article: the one to show, or its text; its rows are those of its ``doc_id``. By default the page is about all.
        outlets: as for :func:`network`, for a page about all.

    Returns:
        the page's HTML. The article's text stands in it as given (of lone surrogates, each becomes U+FFFD), each statement
        marked by its strength, with its cue and its source; nothing of it is rendered unescaped.

    Raises:
        FrameError: the frame is not as ``docs/columns.md`` says, its offsets do not fit the article's text, or a date is not
            ISO 8601.
        DataFileError: the outlets cannot be used.

    >>> from attribution import audit
    >>> text = "The mill will close, two aides said."
    >>> page = report(audit(text), text)
    >>> "two aides" in page and "http-equiv" in page
    True
    """
    check_columns(frame)
    if article is None:
        return _corpus_page(frame, load_outlets(outlets))
    return _article_page(frame, article, is_static=False)


def still(frame: pd.DataFrame, article: Article | str | None = None) -> str:
    """Give the page of :func:`report` without its script, for a frame in which none may run."""
    return _corpus_page(frame, is_static=True) if article is None else _article_page(frame, article, is_static=True)


def _article_page(frame: pd.DataFrame, article: Article | str, *, is_static: bool) -> str:
    rows, article = _rows_of(frame, article)
    statements = [_statement(record) for record in records(rows)]
    title = article.title or ""
    summary = next(iter(records(summarize(rows, titles={article.doc_id: title}))), None)
    return _render(
        "article",
        is_static=is_static,
        article=article,
        link=_link(article.url),
        paragraphs=_paragraphs(article.text, rows),
        is_spaced=_is_spaced,
        statements={statement["number"]: statement for statement in statements},
        sources=_sources(statements),
        summary=summary,
        shares=_shares(statement["type"] for statement in statements),
        strengths=_counts((statement["strength"] for statement in statements), STRENGTHS),
    )


def _corpus_page(frame: pd.DataFrame, outlets: Outlets | None = None, *, is_static: bool = False) -> str:
    names = [column.name for column in COLUMNS]
    is_whole = set(names) <= set(frame.columns)
    validate((frame[names] if is_whole else frame).head(0))  # columns and dtypes; offsets play no part here
    if "date" in frame.columns:
        days_of(frame["date"], frame["doc_id"])  # what is no date would be left out without a word
    found = overview(frame, outlets=outlets)
    return _render(
        "corpus",
        is_static=is_static,
        overview=found,
        shares=_shares(found.types),
        strengths=_counts(found.strengths, STRENGTHS),
        diagram=lay_out((flow.source_type, flow.relay, flow.statements) for flow in found.flows),
        has_outlet="outlet" in frame.columns,
        has_date="date" in frame.columns,
    )


def _rows_of(frame: pd.DataFrame, article: Article | str) -> tuple[pd.DataFrame, Article]:
    """Give the article's rows, their offsets checked, and the article under the ``doc_id`` that they have."""
    ids = list(frame["doc_id"].unique()) if "doc_id" in frame.columns else []
    if not isinstance(article, Article):
        check_text(article, name="the article")
        if len(ids) > 1:
            raise FrameError(f"the frame has {len(ids)} articles: give the one to show as an Article with its doc_id")
        article = Article(article, str(ids[0]) if ids else "")
    article = replace(article, doc_id=encodable(article.doc_id))  # as its rows have it
    names = [column.name for column in COLUMNS]
    rows = frame[names] if set(names) <= set(frame.columns) else frame
    if ids:
        article = replace(article, doc_id=matched([article.doc_id], ids).get(article.doc_id, article.doc_id))
        rows = rows[rows["doc_id"] == article.doc_id]
        if rows.empty:
            raise FrameError(f"the frame has no article {article.doc_id!r}; it has {first_of(list(map(repr, ids)))}")
    try:
        return validate(rows, {article.doc_id: article.text}), article
    except FrameError as error:
        raise FrameError(
            f"the frame does not fit the article {article.doc_id!r} ({error}): give the text that was audited"
        ) from error


def _statement(record: Mapping[Any, Any]) -> dict[str, Any]:
    """Name what the templates show of a row."""
    entity = record["entity"] or record["source"]
    return {
        **{name: value for name, value in record.items() if name not in SPAN_COLUMNS},
        "number": record["statement"],
        "type": record["source_type"],
        "who": entity if record["attributed"] else None,
        "as_written": record["source"] if record["source"] != entity else None,
        "relays": relays_in(record["relay"]),
        "factors": {name: record[name] for name in FACTORS},
    }


def _sources(statements: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Group the statements that cite somebody by who that is, in the order of the first."""
    groups: dict[tuple[str, str | None], list[Mapping[str, Any]]] = {}
    for statement in statements:
        if statement["attributed"]:
            groups.setdefault((statement["type"], statement["who"]), []).append(statement)
    return [{"type": key[0], "who": key[1], "statements": group} for key, group in groups.items()]


def _counts(values: Iterable[Any], order: Sequence[str]) -> dict[str, int]:
    """Count values in the order given; those that do not occur are left out."""
    counted = pd.Series(list(values), dtype="string").value_counts() if not isinstance(values, Mapping) else values
    return {name: int(counted[name]) for name in order if counted.get(name, 0)}


def _shares(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Lay the types out along a bar from 0 to 100."""
    counts = _counts(values, [label.value for label in SourceType if label is not SourceType.AUTHOR] + ["author"])
    total, parts, start = sum(counts.values()), [], 0.0
    for name, count in counts.items():
        parts.append({"name": name, "count": count, "start": start, "width": 100 * count / total})
        start += 100 * count / total
    return parts


def _paragraphs(text: str, rows: pd.DataFrame) -> list[tuple[list[tuple[Segment, str]], str]]:
    """Give each paragraph as its segments with their text, and the white space after it; joined, they are the text."""
    marked = [
        (Mark(int(number), role), CharSpan(*span))
        for role in ("claim", "source", "cue")
        for number, spans in zip(rows["statement"], rows[f"{role}_spans"], strict=True)
        for span in spans
    ]
    bounds = [CharSpan(start, start + len(text[start:end].rstrip())) for start, end in find_paragraphs(text)]
    segments = cut(len(text), marked, also_at=[offset for span in bounds for offset in span])
    paragraphs: list[tuple[list[tuple[Segment, str]], str]] = [([], "")]
    starts = {span.start for span in bounds}
    ends = {span.end for span in bounds}
    is_inside = False
    for segment in segments:
        words = text[segment.start : segment.end]
        if segment.start in ends:
            is_inside = False
        if segment.start in starts:
            is_inside = True
            paragraphs.append(([], ""))
        inner, after = paragraphs[-1]
        if is_inside:
            inner.append((segment, words))
        else:
            paragraphs[-1] = (inner, after + words)
    return paragraphs


def _is_spaced(segments: Sequence[tuple[Segment, str]]) -> bool:
    """Whether a paragraph has spaces that a browser would drop."""
    return bool(re.search(r"[ \t]{2}|\t", "".join(words for _, words in segments)))


def _link(url: str | None) -> str | None:
    """Give an address back if it is one that a reader may follow: no script, no file, nothing that hides in it."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    is_safe = parts.scheme in ("http", "https") and parts.netloc and url and url.isprintable() and " " not in url
    return url if is_safe else None


def _render(name: str, *, is_static: bool, **values: Any) -> str:
    """Fill a template, with the style that all pages share, and the style and the script that bear its name."""
    style, script = _joined("page.css", f"{name}.css"), _joined(*(() if is_static else (f"{name}.js",)))
    allowed = f"style-src '{_digest(style)}'" + (f"; script-src '{_digest(script)}'" if script else "")
    page = (
        _environment()
        .get_template(f"{name}.html")
        .render(
            style=style,
            script=script,
            policy=f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'",
            is_static=is_static,
            type_labels=TYPE_LABELS,
            quotation_labels=QUOTATION_LABELS,
            **values,
        )
    )
    return encodable(page)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("attribution", "data/report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _joined(*names: str) -> Markup:
    from markupsafe import Markup

    folder = files("attribution") / "data" / "report"
    return Markup("\n".join((folder / name).read_text(encoding="utf-8") for name in names))  # noqa: S704 - files of this package


def _digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
