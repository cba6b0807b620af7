"""Frames of statements to frames of articles and of sources, and the grades of the Admiralty code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from attribution.corroboration import origin_of
from attribution.facts import by_doc_id
from attribution.frame import check_columns, cited_in
from attribution.model import Source, SourceType, relays_in
from attribution.rows import records, typed
from attribution.rubric import Rubric, load_rubric

if TYPE_CHECKING:
    from pathlib import Path

# How many of an article's weakest attributed statements a summary names.
WEAKEST = 3
# The share of a title's content words that a statement has to hold to be the title's claim.
MIN_TITLE_SHARE = 0.5
# Below this commitment a statement tells of a state of mind or is handed on: its truth cannot be judged.
MIN_COMMITMENT = 0.5
_WORD = re.compile(r"[^\W_]+(?:[’'-]\w+)*")
_SUMMARY_DTYPES = {
    "doc_id": "string",
    "statements": "Int64",
    "own_voice": "Float64",
    **{f"share_{label}": "Float64" for label in SourceType if label is not SourceType.AUTHOR},
    "anonymous_with_reason": "Float64",
    "anonymous_without_reason": "Float64",
    "independent_sources": "Int64",
    "is_single_source": "boolean",
    "disputed": "Int64",
    "headline_statement": "Int64",
    "headline_score": "Float64",
    "mean_score": "Float64",
    "lower_quartile": "Float64",
    "weakest": "object",
}
_SOURCE_DTYPES = {
    "doc_id": "string",
    "source_type": "string",
    "entity": "string",
    "statements": "Int64",
    "share_of_words": "Float64",
    "first_mention": "Int64",
    "mean_score": "Float64",
}
# The columns that a summary of an article reads, and those that a grade does.
_SUMMARIZED = (
    *("doc_id", "statement", "attributed", "claim", "source_type", "entity", "relay", "anonymity_reason"),
    *("disputed_by", "score"),
)
_GRADED = ("attributed", "source_type", "identity", "proximity", "commitment", "corroborated_by", "disputed_by")


def summarize(frame: pd.DataFrame, *, titles: Mapping[str, str | None] | pd.Series[str] | None = None) -> pd.DataFrame:
    """Give one row an article: who it rests on, and how strongly it is sourced as a whole.

    Args:
        frame: as :func:`attribution.audit_many` gives it.
        titles: the articles' titles by ``doc_id``, a mapping or a Series, where known: the headline's statement is then the
            first that holds most of the title's words, and else the lead, the article's first.

    Returns:
        the columns that ``docs/columns.md`` names. Shares are of all statements; those of anonymous statements with and
        without a reason, too. ``mean_score`` and ``lower_quartile`` are of the attributed ones, missing where there is none.

    Raises:
        FrameError: the frame lacks columns, or the titles are not by ``doc_id``.

    >>> from attribution import audit
    >>> summary = summarize(audit("The mill will close, a source said. It opened in 1961."))
    >>> int(summary.loc[0, "statements"]), bool(summary.loc[0, "is_single_source"])
    (2, True)
    """
    check_columns(frame, *_SUMMARIZED)
    title_of = by_doc_id(titles, frame, name="titles")
    rows = [_summary(doc_id, article, title_of.get(doc_id)) for doc_id, article in _articles(frame)]
    return typed(rows, _SUMMARY_DTYPES)


def sources(frame: pd.DataFrame) -> pd.DataFrame:
    """Give one row for each source of each article: how much it says, and where it is first mentioned.

    Args:
        frame: as :func:`attribution.audit_many` gives it.

    Returns:
        the columns that ``docs/columns.md`` names, in order of the first statement. ``share_of_words`` is the source's share
        of the words that anybody is cited for; ``first_mention`` an offset into the text as given, of the first words that
        cite the source, missing where none do. Statements that cite nobody have no source.

    Raises:
        FrameError: the frame lacks columns.

    >>> from attribution import audit
    >>> sources(audit("It rained, Ann Lee said. “We got wet,” Lee said."))["entity"].tolist()
    ['Ann Lee']
    """
    check_columns(frame, "doc_id", "statement", "attributed", "claim", "source_type", "source_spans", "entity", "score")
    cited = cited_in(frame)
    rows = []
    for doc_id, article in _articles(cited):
        words = article["claim"].map(_count).sum()
        keys = [article["source_type"].astype("string"), article["entity"]]
        for (source_type, entity), part in article.groupby(keys, sort=False, dropna=False):
            starts = [spans[0][0] for spans in part["source_spans"] if len(spans) > 0]
            rows.append(
                {
                    "doc_id": doc_id,
                    "source_type": source_type,
                    "entity": entity,
                    "statements": len(part),
                    "share_of_words": part["claim"].map(_count).sum() / words if words else pd.NA,
                    "first_mention": min(starts, default=pd.NA),
                    "mean_score": part["score"].mean(),
                }
            )
    return typed(rows, _SOURCE_DTYPES)


def admiralty(frame: pd.DataFrame, *, rubric: str | Path | Rubric | None = None) -> pd.Series[str]:
    """Grade statements in the manner of the Admiralty code: a letter for the source, a digit for the statement.

    Args:
        frame: as :func:`attribution.audit` gives it.
        rubric: as for :func:`attribution.audit`; its table ``admiralty`` sets the letters.

    Returns:
        grades such as "B2", in the frame's order, as presented in the article: no article tells the record of a source, so
        that E (unreliable) and 5 (improbable) are never given.

    Raises:
        FrameError: the frame lacks columns.
        DataFileError: the rubric cannot be used.

    >>> from attribution import audit
    >>> admiralty(audit("The mill will close, reportedly. It is old, said Ann Lee, the mayor.")).tolist()
    ['F6', 'B3']
    """
    letters = load_rubric(rubric)["admiralty"]
    check_columns(frame, *_GRADED)
    grades = [_letter(row, letters) + _digit(row) for row in frame[list(_GRADED)].to_dict("records")]
    return pd.Series(grades, index=frame.index, dtype="string", name="admiralty")


def _articles(frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the articles in the order of their first rows, the statements of each in reading order, however the frame is sorted."""
    for doc_id, rows in frame.groupby("doc_id", sort=False):
        yield str(doc_id), rows.sort_values("statement", kind="stable")


def _summary(doc_id: str, article: pd.DataFrame, title: str | None) -> dict[str, Any]:
    types = article["source_type"].astype("string")
    cited = article[article["attributed"]]
    anonymous = types == SourceType.ANONYMOUS.value
    has_reason = article["anonymity_reason"].notna()
    origins = int(count_origins(article).iloc[0])
    headline = _headline(article, title)
    weakest = cited.sort_values("score", kind="stable").head(WEAKEST)
    return {
        "doc_id": doc_id,
        "statements": len(article),
        "own_voice": (~article["attributed"]).mean(),
        **{f"share_{label}": ((types == label.value) & article["attributed"]).mean() for label in SourceType},
        "anonymous_with_reason": (anonymous & has_reason).mean(),
        "anonymous_without_reason": (anonymous & ~has_reason).mean(),
        "independent_sources": origins,
        "is_single_source": origins == 1,
        "disputed": int((article["disputed_by"] > 0).sum()),
        "headline_statement": headline["statement"],
        "headline_score": headline["score"],
        "mean_score": cited["score"].mean() if len(cited) else pd.NA,
        "lower_quartile": cited["score"].quantile(0.25) if len(cited) else pd.NA,
        "weakest": weakest["statement"].tolist(),
    }


def count_origins(frame: pd.DataFrame) -> pd.Series[int]:
    """Count, article by article, where statements come from: its ``independent_sources``, by ``doc_id``.

    Where a statement comes from is told as for corroboration, by :func:`attribution.corroboration.origin_of`; all those of whom
    nothing is known count as one.

    >>> from attribution import audit
    >>> count_origins(audit("It rained, said Ann Lee. It snowed, Bob Ray said.")).tolist()
    [2]
    """
    cited = cited_in(frame)
    rows = records(cited[["source_type", "entity", "relay"]])
    sources = (Source(row["source_type"], row["entity"], relays_in(row["relay"])) for row in rows)
    found = [origin_of(source) or "" for source in sources]
    origins = pd.Series([origin.lower() for origin in found], index=cited.index, dtype="string")
    counts = origins.groupby(cited["doc_id"], sort=False).nunique()
    return counts.reindex(frame["doc_id"].unique(), fill_value=0)


def _headline(article: pd.DataFrame, title: str | None) -> Mapping[Any, Any]:
    lead: Mapping[Any, Any] = article.iloc[0].to_dict()
    wanted = content_stems(title or "")
    if not wanted:
        return lead
    shares = [len(wanted & content_stems(claim)) / len(wanted) for claim in article["claim"]]
    best = max(range(len(shares)), key=shares.__getitem__)
    return article.iloc[best].to_dict() if shares[best] >= MIN_TITLE_SHARE else lead


def content_stems(words: str) -> frozenset[str]:
    """Give the words that tell what a text is about, by their first five letters, which forgives inflection."""
    return frozenset(word.lower()[:5] for word in _WORD.findall(words) if len(word) > 3)


def _count(claim: str) -> int:
    return len(_WORD.findall(claim))


def _letter(row: Mapping[Any, Any], letters: Mapping[str, float]) -> str:
    if not row["attributed"] or row["source_type"] == SourceType.UNATTRIBUTED.value:
        return "F"
    reliability = row["identity"] * row["proximity"]
    return next((letter for letter, least in letters.items() if reliability >= least), "F")


def _digit(row: Mapping[Any, Any]) -> str:
    if (
        not row["attributed"]
        or row["source_type"] == SourceType.UNATTRIBUTED.value
        or row["commitment"] < MIN_COMMITMENT
    ):
        return "6"
    if row["disputed_by"] > 0:
        return "4"
    return {0: "3", 1: "2"}.get(row["corroborated_by"], "1")
