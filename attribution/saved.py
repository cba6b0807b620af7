"""Files that a frame was saved in, back to the frame."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd

from attribution.errors import FrameError, InputError
from attribution.frame import COLUMNS, SPAN_COLUMNS, Column, validate
from attribution.spreadsheets import unguard

SUFFIXES = (".parquet", ".pq", ".csv", ".json", ".jsonl", ".ndjson")


def read_frame(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read a frame that ``attribution audit`` wrote, with the columns and dtypes that it had.

    Args:
        path: Parquet, CSV, JSON or JSON lines, by its suffix.

    Returns:
        the frame; columns that were added to it come after its own.

    Raises:
        InputError: the file is missing, of another kind, or cannot be read as what its suffix says.
        FrameError: it does not hold such a frame.
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise InputError(f"{file} is no saved frame by its suffix: name a file with one of {', '.join(SUFFIXES)}")
    try:
        plain = _read(file)
    except FileNotFoundError:
        raise InputError(f"{file}: no such file; check the path") from None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise InputError(f"{file} cannot be read ({error}): give a file that attribution audit wrote") from error
    missing = [column.name for column in COLUMNS if column.name not in plain.columns]
    if missing:
        raise FrameError(f"{file} is no saved frame: it lacks {', '.join(missing)}; attribution audit -o writes one")
    own = pd.DataFrame({column.name: _restored(plain[column.name], column, str(file)) for column in COLUMNS})
    try:
        frame = validate(own)
    except FrameError as error:
        raise FrameError(f"{file} does not hold a frame as attribution audit writes it: {error}") from error
    return frame.assign(**{name: plain[name] for name in plain.columns if name not in own})


def _restored(values: pd.Series[Any], column: Column, name: str) -> pd.Series[Any]:
    try:
        return _typed(values, column.pandas_dtype)
    except (ValueError, TypeError) as error:
        raise FrameError(f"{name}: column {column.name!r} does not hold {column.dtype} values ({error})") from error


def _read(file: Path) -> pd.DataFrame:
    match file.suffix.lower():
        case ".parquet" | ".pq":
            return pd.read_parquet(file)
        case ".csv":
            return _read_csv(file)
        case ".json":
            records = json.loads(file.read_text(encoding="utf-8"))
        case _:
            lines = file.read_text(encoding="utf-8").split("\n")
            records = [json.loads(line) for line in lines if line.strip()]
    return pd.DataFrame(records, columns=None if records else [column.name for column in COLUMNS])


def _read_csv(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8")
    for name in frame.columns:
        if name in SPAN_COLUMNS:
            frame[name] = pd.Series([json.loads(cell) for cell in frame[name]], dtype=object)
        else:
            frame[name] = frame[name].map(unguard, na_action="ignore").astype("string")
    if "doc_id" in frame:  # the id of a single text is an empty string
        frame["doc_id"] = frame["doc_id"].fillna("")
    return frame


def _typed(values: pd.Series[Any], dtype: Any) -> pd.Series[Any]:
    if dtype == "object":
        pairs = [[(int(start), int(end)) for start, end in value] for value in values]
        return pd.Series(pairs, index=values.index, dtype=object)
    if isinstance(dtype, pd.CategoricalDtype):
        odd = sorted(set(map(str, values.dropna())) - set(dtype.categories))
        if odd:
            raise ValueError(f"{values.name!r} has {odd[0]!r}, which is none of {', '.join(dtype.categories)}")
    if dtype == "boolean":  # as CSV spells it
        values = values.replace({"True": True, "False": False}).astype(object)
    return values.astype(dtype)
