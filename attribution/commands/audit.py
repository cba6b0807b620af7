"""attribution audit: articles to a table, on the terminal or in a file."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.commands.articles import STDIN, doc_ids, read_all
from attribution.commands.options import Encoding, Model, Pipeline, RubricFile
from attribution.commands.terminal import EXIT_FAILED, fail, message_of, say, with_progress, write
from attribution.errors import AttributionError
from attribution.formats import FORMATS_BY_SUFFIX

if TYPE_CHECKING:
    import pandas as pd


class Format(StrEnum):
    """The forms that a frame is written in."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


def audit(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Text files or web pages (.html), or - for standard input.")
    ],
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="By default as the output file's suffix says, else a table.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
    width: Annotated[
        int | None, typer.Option(min=40, max=1000, help="Of the table; by default the terminal's, elsewhere 100.")
    ] = None,
    rubric: RubricFile = None,
    model: Model = None,
) -> None:
    """List every statement of each article: who is cited for it, and how strongly it is sourced.

    All articles go into one table. One that cannot be read does not stop the others: it is named at the end, and the exit
    status is 2. An article without a word is named too, but is no failure.
    """
    format = format or Format(FORMATS_BY_SUFFIX.get(output.suffix.lower() if output else "", "table"))
    if format is Format.PARQUET and output is None and sys.stdout.isatty():
        fail("parquet is not for a terminal: name a file by --output")
    if paths.count(STDIN) > 1:
        fail("standard input can be read only once")
    failures: dict[str, str] = {}
    path_of = doc_ids(paths)
    articles = read_all(path_of, encoding, failures)
    try:
        import attribution

        frame = attribution.audit_many(
            with_progress(articles, len(paths)),
            nlp=pipeline,
            rubric=rubric,
            model=model,
            on_error=lambda doc_id, error: failures.update({path_of.get(doc_id, doc_id): message_of(error)}),
        )
        if len(failures) < len(paths):
            _write(frame, format=format, output=output, width=width)
    except AttributionError as error:
        fail(str(error))
    for path, message in failures.items():
        say(message if path in message else f"{path}: {message}")
    if failures:
        if len(paths) > 1:
            say(f"{len(failures)} of {len(paths)} articles could not be audited")
        raise typer.Exit(EXIT_FAILED)


def _write(frame: pd.DataFrame, *, format: Format, output: Path | None, width: int | None) -> None:
    from attribution.formats import render

    is_terminal = output is None and sys.stdout.isatty()
    columns = width or (shutil.get_terminal_size().columns if is_terminal else 100)
    data = render(frame, format=format.value, width=columns, styled=is_terminal and "NO_COLOR" not in os.environ)
    write(data, output)
