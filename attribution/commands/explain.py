"""attribution explain: one statement's score, taken apart."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribution.commands.articles import read_one
from attribution.commands.options import Encoding, Model, Outlet, OutletsFile, Pipeline, RubricFile
from attribution.commands.terminal import fail, put
from attribution.errors import AttributionError
from attribution.formats import FORMATS_BY_SUFFIX


def explain(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A text file or web page, or - for standard input.")],
    statement: Annotated[
        int, typer.Option("--statement", "-s", min=1, metavar="N", help="Its number, as attribution audit shows it.")
    ],
    outlet: Outlet = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
    rubric: RubricFile = None,
    outlets: OutletsFile = None,
    model: Model = None,
) -> None:
    """Take the score of one statement apart: factors, reasons, and the words in the article that speak for them."""
    if Path(path).suffix.lower() in FORMATS_BY_SUFFIX and Path(path).exists():
        fail(
            f"{path} is a table, and what a score is made of stands in none: give the article itself; a saved audit has the "
            "reasons in a sentence each, in its column explanation"
        )
    from attribution.explanations import explain as explained
    from attribution.outlets import load_outlets

    try:
        known = load_outlets(outlets)
        article = read_one(path, encoding, outlet, known)
        lines = explained(article, statement, nlp=pipeline, rubric=rubric, model=model, outlets=known)
    except AttributionError as error:
        fail(str(error))
    put(lines)
