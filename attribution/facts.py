"""What is known of articles besides their rows, by ``doc_id``: outlets, titles, dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import UnionType
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_scalar

from attribution.errors import FrameError

DATES = str | date | np.datetime64
# What may be told of an article, and what a message calls it.
_KINDS: dict[type | UnionType, str] = {str: "a string", DATES: "a date, as in 2025-02-03"}

Facts = Mapping[str, Any] | pd.Series


def by_doc_id(facts: Facts | None, frame: pd.DataFrame, *, name: str, of: type | UnionType = str) -> dict[str, Any]:
    """Give facts about the articles of a frame as a mapping by ``doc_id``, with None where one is missing.

    Args:
        facts: a mapping, or a Series whose index holds the ids; None: nothing is known.
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
    # The index of a column as it was read is the number of its rows, and would match nothing without a word.
    if isinstance(facts, pd.Series) and found and len(frame) and not frame["doc_id"].isin(list(found)).any():
        raise FrameError(
            f"{name} is about no article of the frame; its index should hold their doc_id, and begins with "
            f"{next(iter(found))!r}: give it as in {name}=table.set_index('doc_id')['{facts.name or 'column'}']"
        )
    return found


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
