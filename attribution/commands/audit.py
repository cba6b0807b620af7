"""attribution audit: articles to a table, on the terminal or in a file."""

from __future__ import annotations

import shutil
import sys
from codecs import BOM_UTF8
from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attribution.commands.corpora import Corpus, end, progress_shown
from attribution.commands.options import (
    Encoding,
    IdColumn,
    Model,
    Outlet,
    OutletsFile,
    OutputFile,
    Pipeline,
    RubricFile,
    TextColumn,
)
from attribution.commands.terminal import cannot_write, fail, has_colours, is_device, keep, refuse, say, write
from attribution.defaults import EXIT_STOPPED, PART_SIZE, STDIN, TIME_LIMIT
from attribution.errors import AttributionError
from attribution.formats import FORMATS_BY_SUFFIX, Format
from attribution.lines import counted

if TYPE_CHECKING:
    import pandas as pd

    from attribution.outlets import Outlets
    from attribution.records import Columns

# What the file of --write-about is said to hold.
_TOLD = {"outlet": "an outlet", "date": "a date", "title": "a title"}
# A table is text, for people.
_OF_TABLES = {"", ".txt", ".text", ".log"}


def audit(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="CORPUS",
            help="Text files, web pages, folders, 'patterns', tables (.jsonl, .csv, .tsv, .parquet), archives (.zip, .tar, "
            ".warc), plain or as .gz; - for standard input.",
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="By default as the output file's suffix says; a table for .txt and on standard output.",
        ),
    ] = None,
    output: OutputFile = None,
    outlet: Outlet = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    pipeline: Pipeline = None,
    width: Annotated[
        int | None, typer.Option(min=40, max=1000, help="Of the table; by default the terminal's, elsewhere 100.")
    ] = None,
    rubric: RubricFile = None,
    outlets: OutletsFile = None,
    model: Model = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes, for --output FILE.parquet.")
    ] = 1,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="For an article, for --output FILE.parquet.")
    ] = TIME_LIMIT,
    part_size: Annotated[
        int, typer.Option(min=1, metavar="N", help="Articles a part, for --output FILE.parquet.")
    ] = PART_SIZE,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin anew, whatever an earlier run wrote to --output FILE.parquet.")
    ] = False,
    mark_duplicates: Annotated[
        bool,
        typer.Option("--mark-duplicates", help="Also write FILE.duplicates.parquet: articles that repeat another."),
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV with a byte order mark, by which Excel knows its encoding.")
    ] = False,
    write_about: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Also write what the articles say of themselves, as CSV: doc_id, title, byline, outlet, date, url. "
            "attribution report takes it by --about.",
        ),
    ] = None,
) -> None:
    """List every statement of each article: who is cited for it, and how strongly it is sourced.

    All articles go into one table. One that cannot be audited does not stop the others: it is named at the end, and the exit
    status is 2. An article without a word is named too, but is no failure.

    Corpora go to Parquet, however large: --output FILE.parquet is written part by part, by --jobs processes. Stopped by
    Ctrl-C, the same command goes on where it was; killed, with the part that it was at. Of several parts the output is a folder
    of Parquet files, which attribution report and pandas.read_parquet read as they do one.
    """
    format = _format(format, output)
    if format is not Format.CSV:
        refuse({"--bom": bom}, "CSV: name a file by --output FILE.csv, or --format csv")
    if format is Format.PARQUET and output is None and sys.stdout.isatty():
        fail("parquet is not for a terminal: name a file by --output")
    _check_input(paths, write_about)
    to_parquet = output if format is Format.PARQUET and output is not None and not is_device(output) else None
    only_parquet = {
        "--jobs": jobs > 1,
        "--time-limit": time_limit != TIME_LIMIT,
        "--part-size": part_size != PART_SIZE,
        "--restart": restart,
        "--mark-duplicates": mark_duplicates,
    }
    if to_parquet is None:
        refuse(only_parquet, "Parquet: name a file by --output FILE.parquet")
    try:
        from attribution.articles import files_of
        from attribution.outlets import load_outlets
        from attribution.records import Columns

        known, columns = load_outlets(outlets), Columns(text_column, id_column)
        without = set[Path]() if output is None or to_parquet else _earlier(output, columns)
        # audit_corpus looks after its own, which may be a folder
        read = () if to_parquet else files_of(paths, without=without)
        keep(chain([rubric, outlets], read), output, is_file=to_parquet is None)
        read = files_of(paths, without=without) if write_about else ()
        keep(chain([rubric, outlets], read), write_about, option="--write-about")
        about = None
        if write_about is not None:
            about = partial(_write_about, write_about, paths, columns, outlet, encoding, known)
        if to_parquet is not None:
            _to_parquet(
                paths,
                to_parquet,
                about,
                text_column=text_column,
                id_column=id_column,
                outlet=outlet,
                encoding=encoding,
                nlp=pipeline,
                model=model,
                rubric=rubric,
                outlets=known,
                jobs=jobs,
                time_limit=time_limit,
                part_size=part_size,
                restart=restart,
                mark_duplicates=mark_duplicates,
            )
            return
        corpus = Corpus(paths, columns, outlet=outlet, encoding=encoding, outlets=known, without=without)
        frame = corpus.audit(nlp=pipeline, rubric=rubric, model=model)
    except AttributionError as error:
        fail(str(error))
    except KeyboardInterrupt:
        say(
            "stopped"
            if to_parquet is None
            else "stopped; what is audited is kept, and the same command goes on with the rest"
        )
        raise typer.Exit(EXIT_STOPPED) from None
    if len(corpus.failures) < corpus.articles:
        _write(frame, format=format, output=output, width=width, bom=bom)
    if about is not None:
        about()
    end(corpus.articles, corpus.failures, corpus.empty)


def _check_input(paths: list[str], write_about: Path | None) -> None:
    """Stop where standard input would have to be read twice."""
    if paths.count(STDIN) > 1:
        fail("standard input can be read only once")
    if STDIN in paths and write_about is not None:
        fail("--write-about reads the articles once more, and standard input can be read only once: give files")


def _format(format: Format | None, output: Path | None) -> Format:
    """Give the format that is asked for by its name or by the file's suffix, which may not say two things."""
    suffix = "" if output is None or is_device(output) else output.suffix.lower()
    meant = FORMATS_BY_SUFFIX.get(suffix)
    if format is not None:
        if meant not in (None, format):
            fail(
                f"{output} would be read as {meant}, and --format is {format}: change one of them, or leave --format out"
            )
        return format
    if suffix in _OF_TABLES:
        return Format.TABLE
    if meant is None:
        pages = "; pages for the browser are of attribution report" if suffix == ".html" else ""
        fail(
            f"{output}: no format has the suffix {suffix}: use one of {', '.join(FORMATS_BY_SUFFIX)}, or --format{pages}"
        )
    return meant


def _earlier(output: Path, columns: Columns) -> set[Path]:
    """Give what an earlier audit left where this one writes: in a folder of the corpus it is no article."""
    from attribution.articles import holds_articles

    return {output.resolve()} if output.is_file() and not holds_articles(output, columns) else set()


def _to_parquet(paths: list[str], output: Path, about: Callable[[], None] | None, **options: Any) -> None:
    from attribution.runs import audit_corpus

    try:
        with progress_shown() as progress:
            outcome = audit_corpus(paths, output, progress=progress, **options)
    except OSError as error:
        cannot_write(output, error)
    if outcome.was_done:
        say(f"{output} is whole already: --restart audits anew")
    elif outcome.output is not None:
        form = ", a folder" if output.is_dir() else ""
        say(f"{output}{form}: {counted(outcome.articles, 'article')}, {counted(outcome.statements, 'statement')}")
    if about is not None:
        about()
    end(
        outcome.articles,
        outcome.first_failures,
        outcome.first_empty,
        more_failures=outcome.failures - len(outcome.first_failures),
        more_empty=outcome.empty - len(outcome.first_empty),
        failures_path=outcome.failures_path,
    )


def _write_about(
    file: Path,
    paths: list[str],
    columns: Columns,
    outlet: str | None,
    encoding: str | None,
    outlets: Outlets,
) -> None:
    """Write what the articles say of themselves; those that cannot be read are named by the audit."""
    import attribution
    from attribution.formats import render
    from attribution.model import published_by

    articles = attribution.read_many(
        paths,
        text_column=columns.text,
        id_column=columns.doc_id,
        encoding=encoding,
        outlets=outlets,
        on_error=lambda *_: None,
    )
    told = attribution.about(published_by(article, outlet) for article in articles)
    write(render(told, format="csv"), file, option="--write-about")
    with_it = ", ".join(f"{told[name].notna().sum():,} with {noun}" for name, noun in _TOLD.items())
    say(f"{file}: {counted(len(told), 'article')}, {with_it}")


def _write(frame: pd.DataFrame, *, format: Format, output: Path | None, width: int | None, bom: bool) -> None:
    from attribution.formats import render

    is_terminal = output is None and sys.stdout.isatty()
    columns = width or (shutil.get_terminal_size().columns if is_terminal else 100)
    data = render(frame, format=format, width=columns, styled=is_terminal and has_colours())
    write(BOM_UTF8 + data if bom else data, output)
