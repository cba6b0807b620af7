"""The options that several commands take, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribution.defaults import STDIN


def file_named(output: Path | None) -> Path | None:
    """Take ``-`` for standard output, as it is for standard input."""
    return None if output == Path(STDIN) else output


OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", callback=file_named, help="Write here, not to standard output, which is -."
    ),
]
Pipeline = Annotated[
    str | None,
    typer.Option("--pipeline", metavar="NAME", help="An installed English spaCy pipeline, by name or folder."),
]
RubricFile = Annotated[
    Path | None, typer.Option("--rubric", metavar="FILE", help="Your own weights of the score; see attribution rubric.")
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="FOLDER", help="A model of your own; or: rules, which do without one.")
]
OutletsFile = Annotated[Path | None, typer.Option("--outlets", metavar="FILE", help="A table of further news outlets.")]
TextColumn = Annotated[
    str | None, typer.Option("--text-column", metavar="NAME", help="The column of a table that holds the text.")
]
IdColumn = Annotated[
    str | None, typer.Option("--id-column", metavar="NAME", help="The column of a table that holds the article's id.")
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Who publishes the article, where it does not say so itself."),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Of the files; by default UTF-8, or as a page itself says."),
]
