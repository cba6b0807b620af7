"""The options that several commands take, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribution.commands.terminal import fail
from attribution.errors import AttributionError

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


def _add_outlets(path: Path | None) -> Path | None:
    if path is not None:
        from attribution.outlets import add_outlets

        try:
            add_outlets(path)
        except AttributionError as error:
            fail(str(error))
    return path


Outlets = Annotated[
    Path | None,
    typer.Option("--outlets", metavar="FILE", callback=_add_outlets, help="A table of further news outlets."),
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Who publishes the article, where it does not say so itself."),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Of the files; by default UTF-8, or as a page itself says."),
]
