"""Frames to what people and programs read; nothing is decided here."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import secrets
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from attribution.errors import FrameError
from attribution.rows import records
from attribution.spreadsheets import guard

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table
    from rich.text import Text

Format = Literal["table", "csv", "json", "jsonl", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

FORMATS_BY_SUFFIX: dict[str, Format] = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
# From this width on, cue, quotation and relay get columns of their own.
_WIDE = 120
_STYLES = {"strong": "green", "moderate": "yellow", "weak": "red", "unsourced": "dim"}
# What moves the cursor, rings, recolours or turns the direction of a terminal's text.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(frame: pd.DataFrame, *, format: Format = "table", width: int = 100, styled: bool = False) -> bytes:
    """Give a frame as a file's content, text in UTF-8.

    Every format but ``table`` holds every column: offsets as lists of ``[start, end]`` (in ``csv`` as JSON), missing values
    as null (in ``csv`` empty). ``json`` is an array of records, ``jsonl`` a record a line. In ``csv``, a cell that a
    spreadsheet would run as a formula begins with an apostrophe; :func:`attribution.read_frame` takes it away again.

    Args:
        frame: as :func:`attribution.audit` gives it.
        format: one of ``FORMATS``.
        width: of the table, in terminal cells.
        styled: whether the table carries a terminal's colour codes.

    Raises:
        FrameError: the format is none of these.
    """
    match format:
        case "table":
            return _table(frame, width=width, styled=styled).encode("utf-8", "replace")
        case "csv":
            return _csv(frame).encode("utf-8", "replace")
        case "json":
            listed = ",\n".join(map(_json, records(frame)))
            return f"[\n{listed}\n]\n".encode("utf-8", "replace") if listed else b"[]\n"
        case "jsonl":
            return "".join(f"{_json(record)}\n" for record in records(frame)).encode("utf-8", "replace")
        case "parquet":
            return parquet_of(to_arrow(frame))
    raise FrameError(f"there is no format {format!r}: use one of {', '.join(FORMATS)}")


def save(data: bytes, path: str | os.PathLike[str]) -> None:
    """Write a file whole or not at all: under another name in the same folder, then renamed.

    Raises:
        OSError: the folder is missing or may not be written.
    """
    target = Path(path)
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced, only written to
        target.write_bytes(data)
        return
    target = target.resolve()  # a link stays one
    written = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with written.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else, where the power fails, the name could be there before the content
        if target.exists():
            written.chmod(target.stat().st_mode)
        written.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            written.unlink()
        raise


def same_file(path: str | os.PathLike[str], others: Iterable[str | os.PathLike[str]]) -> bool:
    """Say whether a path is one of the others, by whatever name: a link is what it leads to."""
    for other in others:
        with contextlib.suppress(OSError, ValueError):  # what is not there is no file
            if Path(path).samefile(other):
                return True
    return False


def harmless(text: str) -> str:
    """Put text on one line, without anything that a terminal would obey.

    >>> harmless("red \\x1b[31malert\\n")
    'red �[31malert'
    """
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def counted(number: int, noun: str) -> str:
    """Give a number of things.

    >>> counted(1, "article"), counted(2000, "article")
    ('1 article', '2,000 articles')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


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


def _table(frame: pd.DataFrame, *, width: int, styled: bool) -> str:
    from rich.console import Console

    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=styled,
        color_system="standard" if styled else None,
        legacy_windows=False,
    )
    for doc_id, rows in frame.groupby("doc_id", sort=False):
        console.print(_of_one_article(harmless(str(doc_id)), records(rows), is_wide=width >= _WIDE))
    console.print(_summary(frame), style="dim", highlight=False)
    return "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines())


def _summary(frame: pd.DataFrame) -> str:
    from attribution.frame import cited_in

    parts = [f"{counted(len(frame), 'statement')}, {len(cited_in(frame)):,} with a source"]
    if frame["doc_id"].nunique() > 1:
        parts.append(counted(frame["doc_id"].nunique(), "article"))
    counts = frame.loc[frame["attributed"].fillna(False), "strength"].value_counts()
    parts += [f"{counts[name]:,} {name}" for name in _STYLES if counts.get(name, 0)]
    return "; ".join(parts)


def _of_one_article(title: str, rows: list[dict[Any, Any]], *, is_wide: bool) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), box=box.SIMPLE_HEAD, expand=True, title_justify="left", padding=(0, 1, 0, 0))
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("statement", ratio=6 if is_wide else 5)
    if is_wide:
        table.add_column("quotation", no_wrap=True)
        table.add_column("cue", max_width=16)
        table.add_column("source → who", ratio=3)
        table.add_column("type", no_wrap=True)
        table.add_column("via", max_width=18)
    else:
        table.add_column("source → who, type, via", ratio=3)
    table.add_column("strength", no_wrap=True)
    for record in rows:
        cell = {name: harmless(str(value)) for name, value in record.items() if value is not None}
        is_attributed = bool(record["attributed"])
        who = _who(cell) if is_attributed else ""
        kind = cell.get("source_type", "")
        inside = "↳ " if "parent" in cell else ""
        cells = [Text(cell.get("statement", "")), Text(inside + cell.get("claim", ""))]
        if is_wide:
            quotation = cell.get("quotation", "") if is_attributed else ""
            cells += [Text(quotation), Text(cell.get("cue", "")), Text(who), Text(kind), Text(cell.get("relay", ""))]
        else:
            via = f"via {cell['relay']}" if "relay" in cell else ""
            cells.append(Text("\n".join(part for part in (who, kind, via) if part)))
        cells.append(_strength(cell))
        table.add_row(*cells, style=None if is_attributed else "dim")
    return table


def _who(cell: dict[Hashable, str]) -> str:
    """The words that name the source and, where they differ, who that is."""
    source, entity = cell.get("source", ""), cell.get("entity", "")
    if not source or not entity or source == entity:
        return entity or source
    return f"{source} → {entity}"


def _strength(cell: dict[Hashable, str]) -> Text:
    from rich.text import Text

    strength = cell.get("strength", "")
    score = f" {float(cell['score']):.2f}" if "score" in cell else ""
    return Text(strength + score, style=_STYLES.get(strength, ""))
