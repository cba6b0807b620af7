"""What is known of articles besides their rows, by ``doc_id``: outlets, titles, dates."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import UnionType
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_scalar

from attribution.errors import FrameError, first_of
from attribution.frame import check_columns
from attribution.ids import matched
from attribution.model import Article

DATES = str | date | np.datetime64
# What a page about many articles groups and names them by.
ABOUT = ("outlet", "date", "title")
# What may be told of an article, and what a message calls it.
_KINDS: dict[type | UnionType, str] = {str: "a string", DATES: "a date, as in 2025-02-03"}

# What an article says of itself, in the order of the columns.
ITSELF = ("doc_id", "title", "byline", "outlet", "date", "url")
Facts = Mapping[str, Any] | pd.Series


def add_facts(
    frame: pd.DataFrame,
    facts: str | os.PathLike[str] | pd.DataFrame,
    *,
    unmatched: Callable[[str], object] | None = None,
) -> pd.DataFrame:
    """Give a frame with what a table tells of its articles: their outlet, date and title, by which a report groups them.

    Args:
        frame: as :func:`attribution.audit_many` gives it.
        facts: a row an article, with the column ``doc_id`` and any of ``outlet``, ``date`` (ISO 8601) and ``title``; or a CSV
            file of these. An id may also be the article's path, or its end.
        unmatched: called with a sentence that names rows which are about no article of the frame; by default it is a warning.

    Returns:
        the frame's rows, with the facts in columns after its own; one that it has already is replaced.

    Raises:
        FrameError: the facts cannot be read, lack columns, or tell of an article twice.

    >>> from attribution import audit_many
    >>> import pandas as pd
    >>> facts = pd.DataFrame({"doc_id": ["a"], "outlet": ["The Post"]})
    >>> add_facts(audit_many([("a", "It rained, Ann Lee said.")]), facts)["outlet"].tolist()
    ['The Post']
    """
    check_columns(frame, "doc_id")
    if isinstance(facts, pd.DataFrame):
        name, table = "the table", facts.astype("string")
    else:
        name, table = str(facts), _read_csv(facts)
    known = [column for column in ABOUT if column in table.columns]
    if "doc_id" not in table.columns or not known:
        is_named = "doc_id" in table.columns
        remedy = f"rename {'those that hold these' if is_named else 'the one that holds the ids to doc_id'}"
        raise FrameError(
            f"{name} should have the column doc_id, and any of {', '.join(ABOUT)}; it has {', '.join(map(str, table))}: {remedy}"
        )
    if (twice := table["doc_id"].duplicated()).any():
        raise FrameError(f"{name} has {table.loc[twice, 'doc_id'].iloc[0]!r} twice: give an article one row")
    given = table["doc_id"].dropna().tolist()
    id_of = matched(given, frame["doc_id"].unique().tolist())
    if unknown := [doc_id for doc_id in given if doc_id not in id_of]:
        listed = first_of(list(map(repr, unknown)))
        like = f" (its ids are such as {frame['doc_id'].iloc[0]!r})" if len(frame) else ""
        (unmatched or warnings.warn)(
            f"{name}: {len(unknown)} of {len(given)} rows are about no article with a statement in the audit"
            f"{like}: {listed}"
        )
    told = table[["doc_id", *known]].assign(doc_id=table["doc_id"].map(id_of).astype("string"))
    kept = frame.drop(columns=known, errors="ignore")
    return kept.merge(told.dropna(subset=["doc_id"]), on="doc_id", how="left")


def _read_csv(path: str | os.PathLike[str]) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype="string")
    except OSError as error:
        raise FrameError(f"{path} cannot be read: {error.strerror or error}; check the path") from error
    except (TypeError, ValueError) as error:
        raise FrameError(f"{path} cannot be read as CSV ({error}): give a table with the column doc_id") from error


def by_doc_id(facts: Facts | None, frame: pd.DataFrame, *, name: str, of: type | UnionType = str) -> dict[str, Any]:
    """Give facts about the articles of a frame as a mapping by ``doc_id``, with None where one is missing.

    Args:
        facts: a mapping, or a Series whose index holds the ids, as they are or as :func:`attribution.ids.matched` knows them;
            None: nothing is known.
        frame: with the column ``doc_id``.
        name: what messages call the facts.
        of: what each of them is.

    Raises:
        FrameError: they are neither, tell of an article two things or one of another kind, or are a Series about none of the
            articles.

    >>> frame = pd.DataFrame({"doc_id": ["a", "b"]})
    >>> by_doc_id(pd.Series({"a": "The Post", "b": None}), frame, name="outlets")
    {'a': 'The Post', 'b': None}
    """
    if facts is None:
        return {}
    if not isinstance(facts, Mapping | pd.Series):
        raise FrameError(
            f"{name} should be a mapping or a Series by doc_id, not a value of type {type(facts).__name__}: "
            f"give it as in {name}={{'story': …}}"
        )
    found: dict[str, Any] = {}
    for key, given in facts.items():
        value: Any = None if is_scalar(given) and pd.isna(given) else given
        if value is not None and not isinstance(value, of):
            raise FrameError(
                f"{name} has a value of type {type(value).__name__} for the article {str(key)!r}: give {_KINDS[of]}"
            )
        if found.setdefault(str(key), value) != value:
            raise FrameError(f"{name} has two values for the article {str(key)!r}: give one")
    ids = frame["doc_id"].unique().tolist()
    id_of = matched(found, ids)
    # The index of a column as it was read is the number of its rows, and would match nothing without a word.
    if isinstance(facts, pd.Series) and found and ids and not id_of:
        raise FrameError(
            f"{name} is about no article of the frame, whose doc_id begin with {ids[0]!r}; its index should hold them, and begins "
            f"with {next(iter(found))!r}: give it as in {name}=table.set_index('doc_id')['{facts.name or 'column'}']"
        )
    return {id_of.get(key, key): value for key, value in found.items()}


def about(articles: Iterable[Article]) -> pd.DataFrame:
    """Give one row for each article: what it says of itself besides its text, to be joined to a frame by ``doc_id``.

    Args:
        articles: as :func:`attribution.read_many` gives them.

    Returns:
        ``doc_id``, ``title``, ``byline``, ``outlet``, ``date``, ``url``; missing where the article does not say.

    >>> from attribution import Article
    >>> about([Article("It rained.", "a", title="Rain")])[["doc_id", "title"]].values.tolist()
    [['a', 'Rain']]
    """
    rows = [[getattr(article, name) for name in ITSELF] for article in articles]
    return pd.DataFrame(rows, columns=list(ITSELF), dtype="string")


def told_in(frame: pd.DataFrame, column: str) -> Facts | None:
    """Give what a column that was added to a frame tells of its articles, by ``doc_id``; None where there is no such column.

    >>> told_in(pd.DataFrame({"doc_id": ["a", "a"], "outlet": ["The Post", "The Post"]}), "outlet").to_dict()
    {'a': 'The Post'}
    """
    if column not in frame.columns:
        return None
    return frame.drop_duplicates(["doc_id", column]).set_index("doc_id")[column]


def dates_by_doc_id(dates: Facts | None, frame: pd.DataFrame) -> tuple[dict[str, str], dict[str, pd.Timestamp]]:
    """Give the dates of the articles of a frame by ``doc_id``, as ISO 8601 and as what can be compared; none that is missing.

    Raises:
        FrameError: as for :func:`by_doc_id` and :func:`days_of`.

    >>> written, days = dates_by_doc_id({"a": date(2025, 10, 1), "b": "2025-02"}, pd.DataFrame({"doc_id": ["a", "b"]}))
    >>> written, days["b"] < days["a"]
    ({'a': '2025-10-01', 'b': '2025-02'}, True)
    """
    given = {doc_id: day for doc_id, day in by_doc_id(dates, frame, name="dates", of=DATES).items() if day is not None}
    days = days_of(pd.Series(list(given.values()), dtype=object), pd.Series(list(given), dtype=object))
    return {doc_id: iso_date(day) for doc_id, day in given.items()}, dict(zip(given, days, strict=True))


def days_of(dates: pd.Series[Any], doc_ids: pd.Series[Any]) -> pd.Series[Any]:
    """Give dates as timestamps without a time zone, in UTC where they had one, missing where there is none.

    Args:
        dates: ISO 8601, or date values; one a row.
        doc_ids: whose they are, for the message.

    Raises:
        FrameError: one is no date; the message names the article.

    >>> days_of(pd.Series(["2025-02-03", None]), pd.Series(["a", "b"])).dt.day.tolist()
    [3.0, nan]
    """
    given = dates.astype(object).where(dates.notna(), None)
    days = pd.to_datetime(given.astype("string"), format="ISO8601", errors="coerce", utc=True).dt.tz_localize(None)
    wrong = given.notna() & days.isna()
    if wrong.any():
        doc_id, value = doc_ids[wrong].tolist()[0], given[wrong].tolist()[0]
        raise FrameError(f"the article {doc_id!r} has the date {value!r}: give it as 2025-02-03")
    return days


def iso_date(day: str | date | np.datetime64) -> str:
    """Give a date as ISO 8601; what is written already stays as it is.

    >>> iso_date(date(2025, 2, 3)), iso_date("2025-02")
    ('2025-02-03', '2025-02')
    """
    return day.isoformat() if isinstance(day, date) else str(day)
