"""Frames to their rows as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """Give each row as a mapping from column to value, None where one is missing.

    >>> import pandas as pd
    >>> records(pd.DataFrame({"entity": pd.Series(["Ann Lee", None], dtype="string")}))
    [{'entity': 'Ann Lee'}, {'entity': None}]
    """
    plain = frame.astype(object)
    return plain.where(plain.notna(), None).to_dict("records")
