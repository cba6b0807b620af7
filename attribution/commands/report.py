"""attribution report: one page about an article, or about all the articles of an audit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attribution.commands.articles import read_one
from attribution.commands.options import Encoding, Model, Outlet, Outlets, Pipeline, RubricFile
from attribution.commands.terminal import fail, keep, refuse, say, write
from attribution.errors import AttributionError, FrameError
from attribution.formats import FORMATS_BY_SUFFIX

if TYPE_CHECKING:
    import pandas as pd

# What a page about many articles groups and names them by.
ABOUT = ("outlet", "date", "title")
# How many rows without an article are named.
MAX_NAMED = 5


def report(
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="An article (text file, web page, or - for standard input), or an audit saved by attribution audit "
            "--output (.parquet, .csv, .json, .jsonl).",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
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
    outlets: Outlets = None,
    model: Model = None,
) -> None:
    """Write a page for the browser: an article with its statements marked, or a corpus in figures.

    The page is one HTML file that fetches nothing. It works by mouse, by keyboard, on a phone, printed, and without
    JavaScript.
    """
    is_audit = Path(path).suffix.lower() in FORMATS_BY_SUFFIX
    if is_audit:
        options = {"--outlet": outlet, "--encoding": encoding, "--pipeline": pipeline, "--rubric": rubric}
        refuse({**options, "--outlets": outlets, "--model": model}, f"an article, and {path} is a saved audit")
    else:
        refuse({"--about": about}, f"a saved audit, and {path} is an article")
    keep([path, about, rubric, outlets], output)
    if output is None and sys.stdout.isatty():
        fail("a page is not for a terminal: name a file by --output")
    try:
        from attribution import pages

        if is_audit:
            from attribution.saved import read_frame

            page = pages.report(_with_facts(read_frame(path), about))
        else:
            import attribution

            article = read_one(path, encoding, outlet)
            frame = attribution.audit(article, nlp=pipeline, rubric=rubric, model=model)
            page = pages.report(frame, article)
    except AttributionError as error:
        fail(str(error))
    write(page.encode("utf-8", "replace"), output)


def _with_facts(frame: pd.DataFrame, about: Path | None) -> pd.DataFrame:
    """Add what a file tells of the articles to their rows."""
    if about is None:
        return frame
    import pandas as pd

    from attribution.ids import matched

    try:
        facts = pd.read_csv(about, dtype="string")
    except OSError as error:
        raise FrameError(f"{about} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise FrameError(f"{about} cannot be read as CSV ({error}): give a table with the column doc_id") from error
    known = [name for name in ABOUT if name in facts.columns]
    if "doc_id" not in facts.columns or not known:
        raise FrameError(f"{about} should have the column doc_id, and any of {', '.join(ABOUT)}; it has {list(facts)}")
    if (twice := facts["doc_id"].duplicated()).any():
        raise FrameError(f"{about} has {facts.loc[twice, 'doc_id'].iloc[0]!r} twice: give an article one row")
    names = facts["doc_id"].dropna().tolist()
    id_of = matched(names, frame["doc_id"].unique().tolist())
    unknown = [name for name in names if name not in id_of]
    if unknown:
        listed = ", ".join(map(repr, unknown[:MAX_NAMED])) + (", …" if len(unknown) > MAX_NAMED else "")
        say(
            f"{about}: {len(unknown)} of {len(names)} rows are about no article with a statement in the audit, whose ids are as "
            f"{frame['doc_id'].head(1).tolist()}: {listed}"
        )
    facts["doc_id"] = facts["doc_id"].map(id_of).astype("string")
    facts = facts.dropna(subset=["doc_id"])
    kept = frame.drop(columns=known, errors="ignore")
    return kept.merge(facts[["doc_id", *known]], on="doc_id", how="left")
