"""Files of many records to records, one at a time: JSON lines, CSV, TSV, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count, zip_longest
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from attribution.errors import InputError
from attribution.text import MAX_BYTES

# Rows of a Parquet file that are held at a time.
_BATCH = 64


class Record(NamedTuple):
    """A record of a file.

    Args:
        number: from 1; of JSON lines, that of the line.
        fields: or why it has none.
        lines: the first and the last that it takes, from 1; None in a file that has none.
    """

    number: int
    fields: Mapping[str, Any] | InputError
    lines: tuple[int, int] | None = None


def read_lines(stream: BinaryIO, *, encoding: str | None = None) -> Iterator[Record]:
    """Read JSON lines, an object a line; blank lines are skipped, a broken one says so and the others go on.

    >>> [record.fields for record in read_lines(io.BytesIO(b'{"text": "It rained."}'))]
    [{'text': 'It rained.'}]
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            problem = f"the line is longer than {MAX_BYTES // 1_000_000} MB: cut it"
            yield Record(number, InputError(problem), (number, number))
            while not line.endswith(b"\n") and (line := stream.readline(MAX_BYTES)):
                pass
        elif line.strip():
            yield Record(number, _object(line, encoding), (number, number))


def _object(line: bytes, encoding: str | None) -> Mapping[str, Any] | InputError:
    try:
        value = json.loads(line.decode(encoding or "utf-8-sig"))
    except LookupError:
        return InputError(f"there is no encoding {encoding!r}: use one such as 'utf-8' or 'windows-1252'")
    except UnicodeDecodeError as error:
        return InputError(
            f"the line is not {error.encoding}: name the file's encoding, as in encoding='windows-1252' (--encoding windows-1252)"
        )
    except (ValueError, RecursionError) as error:
        return InputError(f"the line is no JSON ({error}): write one object a line")
    return value if isinstance(value, dict) else InputError("the line holds no JSON object: write one object a line")


def read_separated(stream: BinaryIO, *, delimiter: str = ",", encoding: str | None = None) -> Iterator[Record]:
    """Read CSV or TSV, whose first row names the columns; fields are kept to the character, line breaks included.

    In a file whose first row has semicolons and no comma, semicolons part the columns, as spreadsheets write them in much of
    Europe.

    Raises:
        InputError: there is no such encoding, or the file is not in it.

    >>> [record.fields for record in read_separated(io.BytesIO(b'id,text\\n7,"It rained, he said."\\n'))]
    [{'id': '7', 'text': 'It rained, he said.'}]
    """
    csv.field_size_limit(MAX_BYTES)
    try:
        # What is not of this encoding is noticed record by record, so that one does not stop the others.
        lines = io.TextIOWrapper(stream, encoding or "utf-8-sig", errors="surrogateescape", newline="")
    except LookupError:
        raise InputError(f"there is no encoding {encoding!r}: use one such as 'utf-8' or 'windows-1252'") from None
    try:
        with lines:
            yield from _rows(iter(partial(lines.readline, MAX_BYTES), ""), delimiter, encoding)
    except UnicodeError as error:  # of encodings that have no way to go on after it
        raise InputError(f"it is not {encoding} ({error}): name the file's encoding (--encoding)") from error


def _rows(lines: Iterator[str], delimiter: str, encoding: str | None) -> Iterator[Record]:
    first = next(lines, "")
    if delimiter == "," and "," not in first and ";" in first:
        delimiter = ";"
    is_over = False

    def all_lines() -> Iterator[str]:
        nonlocal is_over
        yield first
        yield from lines
        is_over = True

    rows = csv.reader(all_lines(), delimiter=delimiter)
    names = next(rows, [])
    for number in count(1):
        before = rows.line_num
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            problem = f"the record cannot be read ({error}): look for a quotation mark too many"
            yield Record(number, InputError(problem), (before + 1, rows.line_num))
            continue
        lines_of_row = (before + 1, rows.line_num)
        if is_over:  # within a record
            problem = (
                "the record goes on to the end of the file: look for a quotation mark too many, or write the file anew"
            )
            yield Record(number, InputError(problem), lines_of_row)
        elif row:
            yield Record(number, _row(names, row, encoding), lines_of_row)


def _row(names: list[str], row: list[str], encoding: str | None) -> Mapping[str, Any] | InputError:
    if any("\udc80" <= character <= "\udcff" for value in row for character in value if character > "\ud7ff"):
        return InputError(
            f"the record is not {encoding or 'utf-8'}: name the file's encoding, as in encoding='windows-1252' (--encoding windows-1252)"
        )
    if len(row) > len(names):
        return InputError(f"the record has {len(row)} fields, and the first row names {len(names)}: mend it")
    return dict(zip_longest(names, row))


def read_parquet(path: Path) -> Iterator[tuple[Record, int]]:
    """Read a Parquet file, some rows at a time, each with its share of the file, in bytes.

    Raises:
        InputError: it is none, or it is broken.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with path.open("rb") as data, pq.ParquetFile(data) as file:  # it opens no path that is not UTF-8
            share = path.stat().st_size // max(1, file.metadata.num_rows)
            for batch in file.iter_batches(batch_size=_BATCH):
                for fields in batch.to_pylist():
                    number += 1
                    yield Record(number, fields), share
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path} cannot be read as Parquet ({error}): write it anew") from error
