"""attribution report: one page about an article, or about all the articles of an audit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from attribution.commands.articles import read_one
from attribution.commands.options import Encoding, Model, Outlet, OutletsFile, OutputFile, Pipeline, RubricFile
from attribution.commands.terminal import fail, keep, refuse, say, write
from attribution.errors import AttributionError
from attribution.formats import FORMATS_BY_SUFFIX


def report(
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="An article (text file, web page, or - for standard input), or an audit saved by attribution audit "
            "--output (.parquet, .csv, .json, .jsonl).",
        ),
    ],
    output: OutputFile = None,
    about: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="For an audit: a CSV file with the column doc_id, and any of outlet, date (ISO 8601) and title.",
        ),
    ] = None,
    outlet: Outlet = None,
    encoding: Encoding = None,
    pipeline: Pipeline = None,
    rubric: RubricFile = None,
    outlets: OutletsFile = None,
    model: Model = None,
) -> None:
    """Write a page for the browser: an article with its statements marked, or a corpus in figures.

    The page is one HTML file that fetches nothing. It works by mouse, by keyboard, on a phone, printed, and without
    JavaScript.
    """
    is_audit = Path(path).suffix.lower() in FORMATS_BY_SUFFIX
    if is_audit:
        options = {"--outlet": outlet, "--encoding": encoding, "--pipeline": pipeline, "--rubric": rubric}
        refuse({**options, "--model": model}, f"an article, and {path} is a saved audit")
    else:
        refuse({"--about": about}, f"a saved audit, and {path} is an article")
    keep([path, about, rubric, outlets], output)
    if output is None and sys.stdout.isatty():
        fail("a page is not for a terminal: name a file by --output")
    try:
        from attribution import pages
        from attribution.outlets import load_outlets

        known = load_outlets(outlets)
        if is_audit:
            from attribution.facts import add_facts
            from attribution.saved import read_frame

            saved = read_frame(path)
            told = saved if about is None else add_facts(saved, about, unmatched=say)
            page = pages.report(told, outlets=known)
        else:
            import attribution

            article = read_one(path, encoding, outlet, known)
            frame = attribution.audit(article, nlp=pipeline, rubric=rubric, model=model, outlets=known)
            page = pages.report(frame, article)
    except AttributionError as error:
        fail(str(error))
    write(page.encode("utf-8", "replace"), output)
