"""Scored statements to a DataFrame; :data:`COLUMNS` is the only list of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype

from attribution.errors import FrameError
from attribution.model import NO_SOURCE, Account, Article, CharSpan, Quotation, SourceType, Statement, Strength, text_of
from attribution.rows import typed
from attribution.rubric import FACTORS
from attribution.surrogates import encodable


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the frame.

    Args:
        name: in the frame.
        dtype: by pandas' name; ``category`` has ``categories``, in order where the dtype is ordered.
        holds: what its values mean.
        is_required: whether every row has a value.
    """

    name: str
    dtype: str
    holds: str
    categories: tuple[str, ...] = ()
    is_ordered: bool = False
    is_required: bool = False

    @property
    def pandas_dtype(self) -> Any:
        """The dtype as pandas takes it."""
        if self.dtype == "category":
            return pd.CategoricalDtype([str(name) for name in self.categories], ordered=self.is_ordered)
        return self.dtype


COLUMNS: tuple[Column, ...] = (
    Column("doc_id", "string", "The article's id.", is_required=True),
    Column("statement", "Int64", "Number of the statement in its article, in reading order, from 1.", is_required=True),
    Column(
        "attributed",
        "boolean",
        "Whether it is said to be somebody's, be it nobody's in particular (“reportedly”, `source_type` unattributed); False: the "
        "article's own voice.",
        is_required=True,
    ),
    Column("claim", "string", "What is stated, as written; pieces joined by “ … ”.", is_required=True),
    Column(
        "claim_spans",
        "object",
        "List of half-open `(start, end)` character offsets into the text as given; several where a cue splits the claim.",
        is_required=True,
    ),
    Column(
        "quotation",
        "category",
        "How it is rendered: all in the source's words, some of it, none of it, an embedded social post, or nobody's words "
        "but the article's.",
        tuple(Quotation),
        is_required=True,
    ),
    Column("cue", "string", "The words that tie the claim to its source, as written."),
    Column("cue_spans", "object", "Their offsets; an empty list where there is no cue.", is_required=True),
    Column("source", "string", "The mention of the source, as written."),
    Column("source_spans", "object", "Its offsets; an empty list where no source is written.", is_required=True),
    Column(
        "source_type",
        "category",
        "Who is cited, after resolution (`taxonomy.md`).",
        tuple(SourceType),
        is_required=True,
    ),
    Column("entity", "string", "The fullest name or description of the source that the article gives."),
    Column(
        "relay",
        "string",
        "Through whom the statement reached this article, nearest to the speaker first, joined by “; ”; missing where the "
        "article reports at first hand.",
    ),
    Column("description", "string", "Who the article says the source is: “familiar with the matter”."),
    Column(
        "source_number",
        "Int64",
        "How many people an unnamed source is said to be: 2 of “two officials”; missing where the article does not say.",
    ),
    Column(
        "account",
        "category",
        "Of an embedded post: whether the article names the account or its owner outside of it, or an outlet of the lexicon has "
        "it, or neither.",
        tuple(Account),
    ),
    Column(
        "anonymity_reason",
        "string",
        "Why the source is not named, wherever in the article that is said: “not authorized to comment publicly”.",
    ),
    Column(
        "confidence",
        "Float64",
        "Estimated probability that an annotator would mark the statement so, 0 to 1; missing where no cue ties it.",
    ),
    Column("parent", "Int64", "Number of the statement inside which this one is made."),
    Column(
        "corroborated_by",
        "Int64",
        "Number of other, independent sources in the article that state the same.",
        is_required=True,
    ),
    Column(
        "disputed_by",
        "Int64",
        "Number of other sources in the article that deny it.",
        is_required=True,
    ),
    Column("identity", "Float64", "How well the source is identified, from 0 to 1.", is_required=True),
    Column(
        "proximity",
        "Float64",
        "How near the source is to what it states, and the article to the source, 0 to 1.",
        is_required=True,
    ),
    Column(
        "commitment", "Float64", "How far the cue and the claim's hedges commit the source, 0 to 1.", is_required=True
    ),
    Column("form", "Float64", "How much of the source's own words is given, 0 to 1.", is_required=True),
    Column("corroboration", "Float64", "How far other sources bear it out, 0 to 1.", is_required=True),
    Column("score", "Float64", "How strongly the statement is sourced, 0 to 1.", is_required=True),
    Column(
        "strength",
        "category",
        "The score in words; `unsourced`, whatever the score, where nobody is cited.",
        tuple(Strength),
        is_ordered=True,
        is_required=True,
    ),
    Column("explanation", "string", "One sentence that says why it got this score.", is_required=True),
)
SPAN_COLUMNS = ("claim_spans", "cue_spans", "source_spans")


def to_frame(audited: Iterable[tuple[Article, Sequence[Statement]]]) -> pd.DataFrame:
    """Put the statements of articles into one frame, a row each, in the order given.

    No article, or articles without a statement, give an empty frame with the same columns and dtypes. Lone surrogates, which
    no file can hold, become U+FFFD, one character for one.
    """
    rows = (
        {name: encodable(value) if isinstance(value, str) else value for name, value in row.items()}
        for article, statements in audited
        for row in (_row(article, number, statement) for number, statement in enumerate(statements, 1))
    )
    return typed(rows, {column.name: column.pandas_dtype for column in COLUMNS})


def _row(article: Article, number: int, statement: Statement) -> dict[str, Any]:
    attribution, source, score = statement.attribution, statement.source, statement.score
    return {
        "doc_id": article.doc_id,
        "statement": number,
        "attributed": attribution.is_attributed,
        **_pieces("claim", attribution.claim, article.text),
        "quotation": attribution.quotation,
        **_pieces("cue", attribution.cue, article.text),
        **_pieces("source", attribution.source, article.text),
        "source_type": source.source_type,
        "entity": source.entity,
        "relay": source.relay,
        "description": source.description,
        "source_number": source.number,
        "account": source.account,
        "anonymity_reason": source.anonymity_reason,
        "confidence": attribution.confidence,
        "parent": None if attribution.parent is None else attribution.parent + 1,
        "corroborated_by": score.corroborated_by,
        "disputed_by": score.disputed_by,
        **{factor: getattr(score, factor) for factor in FACTORS},
        "score": score.score,
        "strength": score.strength,
        "explanation": score.explanation,
    }


def _pieces(role: str, spans: tuple[CharSpan, ...], text: str) -> dict[str, Any]:
    return {role: text_of(spans, text) if spans else None, f"{role}_spans": [(start, end) for start, end in spans]}


def validate(frame: pd.DataFrame, texts: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Give a frame back if it has the columns, dtypes and values that ``docs/columns.md`` names.

    Args:
        frame: as :func:`audit` gives it, or as somebody made or changed it.
        texts: the articles' texts by ``doc_id``; where given, every offset is looked up in them.

    Raises:
        FrameError: something else stands in it; the message names column and row.

    >>> from attribution import audit
    >>> validate(audit("It rained.")).shape[0]
    1
    """
    check_columns(frame)
    names = [column.name for column in COLUMNS]
    if list(frame.columns) != names:
        odd = sorted({*map(str, frame.columns)} ^ set(names)) or "another order"
        raise FrameError(f"the frame should have the columns {', '.join(names)}; it differs in: {odd}")
    for column in COLUMNS:
        _check_column(frame[column.name], column)
    _check_spans(frame, texts)
    _check_rows(frame)
    return frame


def cited_in(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the statements that somebody is cited for: neither those in the article's own voice nor what is "reportedly" so.

    >>> from attribution import audit
    >>> cited_in(audit("It rained, Ann Lee said. It reportedly snowed. Nobody came."))["entity"].tolist()
    ['Ann Lee']
    """
    is_attributed = frame["attributed"].fillna(False).astype(bool)
    return frame[is_attributed & ~frame["source_type"].isin(NO_SOURCE)]


def check_columns(frame: pd.DataFrame, *names: str) -> None:
    """Raise FrameError where a frame lacks columns that a function reads; others may stand beside them.

    >>> check_columns(pd.DataFrame({"doc_id": []}), "doc_id")
    """
    if not isinstance(frame, pd.DataFrame):
        raise FrameError(
            f"the frame should be a DataFrame, not a value of type {type(frame).__name__}: attribution.audit makes one, "
            "attribution.read_frame reads one that was saved"
        )
    if missing := [name for name in names if name not in frame.columns]:
        raise FrameError(
            f"the frame lacks {', '.join(missing)}: give it with the columns that it had when it was made, and any besides"
        )


def _check_column(values: pd.Series[Any], column: Column) -> None:
    if not _has_dtype(values, column):
        raise FrameError(f"column {column.name!r} should have the dtype {column.pandas_dtype!r}, not {values.dtype!r}")
    if column.is_required:
        _refuse(values.isna(), values, f"column {column.name!r} has no value")
    if column.dtype == "Float64":
        _refuse(~values.fillna(0).between(0, 1), values, f"column {column.name!r} should lie between 0 and 1")


def _has_dtype(values: pd.Series[Any], column: Column) -> bool:
    if column.dtype == "string":  # whichever storage pandas uses: merging a frame with a table may make strings objects
        return isinstance(values.dtype, pd.StringDtype) or infer_dtype(values, skipna=True) in ("string", "empty")
    return bool(values.dtype == column.pandas_dtype)


def _check_spans(frame: pd.DataFrame, texts: Mapping[str, str] | None) -> None:
    for name in SPAN_COLUMNS:
        role = name.removesuffix("_spans")
        for row, doc_id, spans, words in zip(frame.index, frame["doc_id"], frame[name], frame[role], strict=True):
            place = f"column {name!r}, row {row!r}"
            if not _are_spans(spans):
                raise FrameError(f"{place}: spans should be pairs of whole numbers, start and end, not {spans!r}")
            flat = [offset for start, end in spans for offset in (start, end)]
            if (
                not all(start < end for start, end in spans)
                or flat != sorted(flat)
                or any(offset < 0 for offset in flat)
            ):
                raise FrameError(f"{place}: spans should be half-open, in order and apart, not {spans!r}")
            if (len(spans) == 0) is not bool(pd.isna(words)):
                raise FrameError(f"{place}: a {role} has spans, and only a {role} has")
            if texts is not None and len(spans) > 0:
                if doc_id not in texts:
                    raise FrameError(f"{place}: no text is given for the article {doc_id!r}")
                written = encodable(text_of(tuple(CharSpan(*span) for span in spans), texts[doc_id]))
                if written != words:
                    raise FrameError(f"{place}: the text has {written!r} there, the frame {words!r}")


def _are_spans(value: object) -> bool:
    sequences = (list, tuple, np.ndarray)
    return isinstance(value, sequences) and all(
        isinstance(pair, sequences) and len(pair) == 2 and all(isinstance(offset, Integral) for offset in pair)
        for pair in value
    )


def _check_rows(frame: pd.DataFrame) -> None:
    twice = frame.duplicated(["doc_id", "statement"])
    if twice.any():
        row = twice[twice].index.tolist()[0]
        doc_id, statement = frame.loc[twice, ["doc_id", "statement"]].iloc[0]
        raise FrameError(f"row {row!r}: the article {doc_id!r} has a statement {statement} before: make ids unique")
    own_voice = ~frame["attributed"]
    _refuse(own_voice != (frame["quotation"] == "none"), frame["quotation"], "`attributed` and `quotation` disagree")
    _refuse(own_voice & frame["cue"].notna(), frame["cue"], "the article's own voice has no cue")
    _refuse(
        own_voice & (frame["source_type"] != "author"), frame["source_type"], "the article's own voice is the author's"
    )
    nested = frame[frame["parent"].notna()]
    known = set(zip(frame["doc_id"], frame["statement"], strict=True))
    for row, doc_id, statement, parent in zip(
        nested.index, nested["doc_id"], nested["statement"], nested["parent"], strict=True
    ):
        if (doc_id, parent) not in known or statement == parent:
            raise FrameError(f"row {row!r}: its parent {parent} is no other statement of the article {doc_id!r}")


def _refuse(is_wrong: pd.Series[bool], values: pd.Series[Any], message: str) -> None:
    wrong = values[is_wrong.fillna(True).astype(bool)]
    if not wrong.empty:
        raise FrameError(f"{message}: row {wrong.index.tolist()[0]!r} has {wrong.tolist()[0]!r}")
