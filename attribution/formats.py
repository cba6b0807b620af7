"""Frames to the content of files, in the formats that they are written in; nothing is decided here."""

from __future__ import annotations

import io
import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from attribution.errors import FrameError
from attribution.rows import records
from attribution.spreadsheets import guard

if TYPE_CHECKING:
    import pandas as pd


class Format(StrEnum):
    """The forms that a frame is written in."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


FORMATS_BY_SUFFIX = {
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}


def render(frame: pd.DataFrame, *, format: str = Format.TABLE, width: int = 100, styled: bool = False) -> bytes:
    """Give a frame as a file's content, text in UTF-8.

    Every format but ``table`` holds every column: offsets as lists of ``[start, end]`` (in ``csv`` as JSON), missing values
    as null (in ``csv`` empty). ``json`` is an array of records, ``jsonl`` a record a line. In ``csv``, a cell that a
    spreadsheet would run as a formula begins with an apostrophe; :func:`attribution.read_frame` takes it away again.

    Args:
        frame: as :func:`attribution.audit` gives it.
        format: the name of a :class:`Format`.
        width: of the table, in terminal cells.
        styled: whether the table carries a terminal's colour codes.

    Raises:
        FrameError: the format is none of these.
    """
    match format:
        case Format.TABLE:
            from attribution.listing import listing

            return listing(frame, width=width, styled=styled).encode("utf-8", "replace")
        case Format.CSV:
            return _csv(frame).encode("utf-8", "replace")
        case Format.JSON:
            listed = ",\n".join(map(_json, records(frame)))
            return f"[\n{listed}\n]\n".encode("utf-8", "replace") if listed else b"[]\n"
        case Format.JSONL:
            return "".join(f"{_json(record)}\n" for record in records(frame)).encode("utf-8", "replace")
        case Format.PARQUET:
            return parquet_of(to_arrow(frame))
    raise FrameError(f"there is no format {format!r}: use one of {', '.join(Format)}")


def _span_columns(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame.columns if name.endswith("_spans")]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _csv(frame: pd.DataFrame) -> str:
    flat = frame.assign(**{name: frame[name].map(_json) for name in _span_columns(frame)})
    for name in flat.columns[[dtype.kind == "O" for dtype in flat.dtypes]]:  # strings, also as objects and categories
        flat[name] = flat[name].astype(object).map(lambda cell: guard(cell) if isinstance(cell, str) else cell)
    # With this line end, a lone carriage return inside a text is put in quotation marks too.
    return flat.to_csv(index=False, lineterminator="\r\n")


def to_arrow(frame: pd.DataFrame) -> Any:
    """Give a frame as an Arrow table: spans as lists of ``[start, end]``, labels as dictionaries."""
    import pyarrow as pa

    # The type has to be said: a column of empty lists has none.
    spans = pa.list_(pa.list_(pa.int64()))
    names = _span_columns(frame)
    table = pa.Table.from_pandas(frame.drop(columns=names), preserve_index=False)
    for name in names:
        pairs = [[[int(start), int(end)] for start, end in value] for value in frame[name]]
        table = table.add_column(frame.columns.get_loc(name), pa.field(name, spans), pa.array(pairs, spans))
    return table


def parquet_of(table: Any) -> bytes:
    """Give an Arrow table as the content of a Parquet file."""
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()
