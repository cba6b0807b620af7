"""Frames to their rows as plain values, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def typed(rows: Iterable[Mapping[str, Any]], dtypes: Mapping[str, Any]) -> pd.DataFrame:
    """Put rows into a frame with columns of these dtypes, and no others; without a row it has them too.

    >>> typed([{"entity": "Ann Lee"}, {"entity": None}], {"entity": "string"})["entity"].isna().tolist()
    [False, True]
    """
    import pandas as pd

    values: dict[str, list[Any]] = {name: [] for name in dtypes}
    for row in rows:
        for name, of_column in values.items():
            of_column.append(row[name])
    return pd.DataFrame({name: pd.Series(values[name], dtype=dtype) for name, dtype in dtypes.items()})
