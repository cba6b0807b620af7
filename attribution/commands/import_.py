"""attribution import: annotations corrected by hand, to the form that training reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribution.commands.terminal import fail, keep, put, say, write
from attribution.defaults import EXIT_FAILED
from attribution.errors import AttributionError


def import_(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="With brat's .txt and .ann files.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the annotated articles are written.")
    ],
) -> None:
    """Import standoff files that people corrected, as train and evaluate read them: one JSON object a line.

    A file that cannot be read does not stop the others: it is named, and the exit status is 2.
    """
    from attribution.corpus import to_lines
    from attribution.exports.standoff import read_standoff
    from attribution.lines import counted

    keep(folder.glob("*"), output)
    failures: list[str] = []
    try:
        articles = read_standoff(folder, on_error=lambda _, error: failures.append(str(error)))
        if articles:
            write(to_lines(articles).encode("utf-8"), output)
    except AttributionError as error:
        fail(str(error))
    for message in failures:
        say(message)
    if articles:
        attributions = sum(len(article.attributions) for article in articles)
        put(f"{output}: {counted(len(articles), 'article')}, {counted(attributions, 'attribution')}")
    if failures:
        raise typer.Exit(EXIT_FAILED)
