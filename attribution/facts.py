"""What is known of articles besides their rows, by ``doc_id``: outlets, titles, dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from attribution.errors import FrameError
from attribution.ids import matched
from attribution.model import Article

# What is told of an article, in the order of the columns.
ABOUT = ("doc_id", "title", "byline", "outlet", "date", "url")
Facts = Mapping[str, Any] | pd.Series


def by_doc_id(facts: Facts | None, frame: pd.DataFrame, *, name: str) -> dict[str, Any]:
    """Give facts about the articles of a frame as a mapping by ``doc_id``, with None where one is missing.

    Args:
        facts: a mapping, or a Series whose index holds the ids, as they are or as :func:`attribution.ids.matched` knows them;
            None: nothing is known.
        frame: with the column ``doc_id``.
        name: what messages call the facts.

    Raises:
        FrameError: they are neither, tell of an article two things, or are a Series about none of the articles.

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
        value: Any = None if pd.isna(given) else given
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
    rows = [[getattr(article, name) for name in ABOUT] for article in articles]
    return pd.DataFrame(rows, columns=list(ABOUT), dtype="string")


def told_in(frame: pd.DataFrame, column: str) -> Facts | None:
    """Give what a column that was added to a frame tells of its articles, by ``doc_id``; None where there is no such column.

    >>> told_in(pd.DataFrame({"doc_id": ["a", "a"], "outlet": ["The Post", "The Post"]}), "outlet").to_dict()
    {'a': 'The Post'}
    """
    if column not in frame.columns:
        return None
    return frame.drop_duplicates(["doc_id", column]).set_index("doc_id")[column]


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


def iso_date(day: str | date) -> str:
    """Give a date as ISO 8601; what is written already stays as it is.

    >>> iso_date(date(2025, 2, 3)), iso_date("2025-02")
    ('2025-02-03', '2025-02')
    """
    return day.isoformat() if isinstance(day, date) else day
