"""Frames to files, and back."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd

from attribution.errors import FrameError, InputError, first_of
from attribution.files import save
from attribution.formats import FORMATS_BY_SUFFIX, render
from attribution.frame import COLUMNS, SPAN_COLUMNS, Column, check_columns, validate
from attribution.spreadsheets import unguard

SUFFIXES = tuple(FORMATS_BY_SUFFIX)


def write_frame(frame: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write a frame to a file as ``attribution audit`` does, whole or not at all; :func:`read_frame` gives it back.

    Args:
        frame: as :func:`attribution.audit` gives it, or some of its rows; columns that were added to it are kept.
        path: by its suffix Parquet (``.parquet``, ``.pq``), CSV (``.csv``), JSON (``.json``) or JSON lines (``.jsonl``,
            ``.ndjson``). In CSV, lists of spans are JSON, and a cell that a spreadsheet would run begins with an apostrophe.

    Raises:
        InputError: the suffix is another one.
        FrameError: the frame lacks columns, or an added one has values that the file cannot hold.
        OSError: the file cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> from attribution import audit
    >>> with TemporaryDirectory() as folder:
    ...     write_frame(audit("It rained, Ann Lee said."), f"{folder}/audit.csv")
    ...     read_frame(f"{folder}/audit.csv").loc[0, "claim_spans"]
    [(0, 9)]
    """
    file = Path(path)
    format = FORMATS_BY_SUFFIX.get(file.suffix.lower())
    if format is None:
        raise InputError(f"{file} names no form of a frame by its suffix: end it with one of {', '.join(SUFFIXES)}")
    check_columns(frame, *(column.name for column in COLUMNS))
    try:
        content = render(frame, format=format)
    except (TypeError, ValueError) as error:
        raise FrameError(
            f"the frame cannot be written as {format} ({error}): give added columns plain values"
        ) from error
    save(content, file)


def read_frame(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read a frame that ``attribution audit`` or :func:`write_frame` wrote, with the columns and dtypes that it had.

    Args:
        path: Parquet, CSV, JSON or JSON lines, by its suffix.

    Returns:
        the frame; columns that were added to it come after its own.

    Raises:
        InputError: the file is missing, of another kind, or cannot be read as what its suffix says.
        FrameError: it does not hold such a frame, such as a CSV file that pandas wrote.
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        raise InputError(f"{file} is no saved frame by its suffix: name a file with one of {', '.join(SUFFIXES)}")
    try:
        plain = _read(file)
    except FileNotFoundError:
        raise InputError(f"{file}: no such file; check the path") from None
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{file} cannot be read ({error}): give a file that attribution audit wrote") from error
    missing = [column.name for column in COLUMNS if column.name not in plain.columns]
    if missing:
        raise FrameError(
            f"{file} is no saved frame: it lacks {first_of(missing)}; "
            "attribution audit -o and write_frame write one, of a table of articles too"
        )
    own = pd.DataFrame({column.name: _restored(plain[column.name], column, str(file)) for column in COLUMNS})
    try:
        frame = validate(own)
    except FrameError as error:
        raise FrameError(f"{file} does not hold a frame as attribution audit writes it: {error}") from error
    return frame.assign(**{name: plain[name] for name in plain.columns if name not in own})


def _restored(values: pd.Series[Any], column: Column, name: str) -> pd.Series[Any]:
    try:
        return _as_dtype(values, column.pandas_dtype)
    except (ValueError, TypeError, OverflowError) as error:
        raise FrameError(f"{name}: column {column.name!r} does not hold {column.dtype} values ({error})") from error


def _read(file: Path) -> pd.DataFrame:
    match file.suffix.lower():
        case ".parquet" | ".pq":
            if file.is_dir():
                return pd.read_parquet(file)
            with file.open("rb") as opened:  # pyarrow opens no path that is not UTF-8
                return pd.read_parquet(opened)
        case ".csv":
            return _read_csv(file)
        case ".json":
            records = json.loads(file.read_text(encoding="utf-8"))
        case _:
            lines = file.read_text(encoding="utf-8").split("\n")
            records = [_record(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    return pd.DataFrame(records, columns=None if records else [column.name for column in COLUMNS])


def _record(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number} is no JSON: {error}") from error


def _read_csv(file: Path) -> pd.DataFrame:
    frame = pd.read_csv(file, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    for name in frame.columns:
        if name in SPAN_COLUMNS:
            frame[name] = pd.Series([_spans(cell, name, row, file) for row, cell in frame[name].items()], dtype=object)
        else:
            frame[name] = frame[name].map(unguard, na_action="ignore").astype("string")
    if "doc_id" in frame:  # the id of a single text is an empty string
        frame["doc_id"] = frame["doc_id"].fillna("")
    return frame


def _spans(cell: Any, name: str, row: Any, file: Path) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, TypeError, RecursionError) as error:  # pandas writes tuples, of which JSON knows none
        held = "nothing" if pd.isna(cell) else repr(cell)
        raise FrameError(
            f"{file}: column {name!r} should hold lists of spans as JSON, such as [[0, 9]], and has {held} in row {row}: "
            "write the frame by attribution.write_frame, not by pandas"
        ) from error


def _as_dtype(values: pd.Series[Any], dtype: Any) -> pd.Series[Any]:
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
