"""attribution export: statements in the forms of other tools."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attribution.commands.options import (
    Encoding,
    IdColumn,
    Model,
    OutletsFile,
    Pipeline,
    RubricFile,
    TextColumn,
    file_named,
)
from attribution.commands.terminal import cannot_write, fail, keep, refuse, say, say_of, with_progress, write
from attribution.defaults import EXIT_FAILED
from attribution.errors import AttributionError, first_of, reason_of

if TYPE_CHECKING:
    import pandas as pd

    from attribution.model import Article
    from attribution.outlets import Outlets
    from attribution.records import Columns


class Target(StrEnum):
    """The forms that statements are exported to."""

    JSONLD = "jsonld"
    WEB_ANNOTATION = "web-annotation"
    DOCBIN = "docbin"
    STANDOFF = "standoff"


def export(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Articles to audit, as audit reads them; or a frame that audit wrote (.parquet, .csv, .json, .jsonl) and "
            "then its articles.",
        ),
    ],
    to: Annotated[Target, typer.Option("--to", help="The form to export to.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            callback=file_named,
            help="Write here, not to standard output, which is -; for standoff, a folder.",
        ),
    ] = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    pipeline: Pipeline = None,
    rubric: RubricFile = None,
    outlets: OutletsFile = None,
    model: Model = None,
) -> None:
    """Export statements to schema.org, W3C Web Annotation, spaCy or brat.

    The articles of a frame may be files, folders and tables, whether or not audit was given the same: a file is known by its
    name or path, with or without suffix; jsonld does without them. An article that cannot be exported does not stop the others:
    it is named at the end, and the exit status is 2.
    """
    if output is None and to is Target.STANDOFF:
        fail("standoff is a folder of files: name it by --output")
    if output is None and to is Target.DOCBIN and sys.stdout.isatty():
        fail("docbin is not for a terminal: name a file by --output")
    from attribution.articles import files_of
    from attribution.outlets import load_outlets
    from attribution.records import Columns

    columns = Columns(text_column, id_column)
    read = files_of(paths) if output is not None else ()
    keep([*paths, *read, rubric, outlets], output, is_file=to is not Target.STANDOFF)
    failures: dict[str, str] = {}
    try:
        if _is_frame(Path(paths[0]), columns):
            options = {"--pipeline": pipeline, "--rubric": rubric, "--outlets": outlets, "--model": model}
            refuse(options, f"articles to audit, and {paths[0]} is audited")
            needs_texts = to is not Target.JSONLD
            frame, articles = _saved(paths[0], paths[1:], columns, encoding, failures, needs_texts=needs_texts)
        else:
            options = {"nlp": pipeline, "rubric": rubric, "model": model}
            frame, articles = _audited(paths, columns, encoding, failures, load_outlets(outlets), **options)
        if articles or not failures:
            _WRITERS[to](frame, articles or None, output)
    except AttributionError as error:
        fail(str(error))
    except OSError as error:
        cannot_write(output, error, kind="place")
    for name, message in failures.items():
        say_of(name, message)
    if failures:
        raise typer.Exit(EXIT_FAILED)


def _is_frame(path: Path, columns: Columns) -> bool:
    """Say whether a file is, or should be, a frame: by its suffix, unless it is a table of articles."""
    from attribution.articles import holds_articles
    from attribution.saved import SUFFIXES
    from attribution.suffixes import TABLES

    suffix = path.suffix.lower()
    return suffix in SUFFIXES and not (suffix in TABLES and path.is_file() and holds_articles(path, columns))


def _audited(
    paths: list[str],
    columns: Columns,
    encoding: str | None,
    failures: dict[str, str],
    outlets: Outlets,
    **options: Any,
) -> tuple[pd.DataFrame, list[Article]]:
    import attribution

    articles = _read(paths, columns, encoding, failures, outlets)
    name_of = {article.doc_id: name for name, article in articles.items()}
    unread: set[str] = set()

    def failed(doc_id: str, error: Exception) -> None:
        unread.add(doc_id)
        failures[name_of[doc_id]] = reason_of(error)

    shown = with_progress(iter(articles.values()), len(articles))
    frame = attribution.audit_many(shown, outlets=outlets, on_error=failed, **options)
    return frame, [article for article in articles.values() if article.doc_id not in unread]


def _read(
    paths: list[str],
    columns: Columns,
    encoding: str | None,
    failures: dict[str, str],
    outlets: Outlets | None = None,
) -> dict[str, Article]:
    """Give the articles of a corpus by what messages call them."""
    from attribution.articles import find_entries, read_entry

    articles: dict[str, Article] = {}
    for entry in find_entries(paths, columns, encoding=encoding):
        try:
            articles[entry.name] = article = read_entry(entry, encoding=encoding, outlets=outlets)
        except AttributionError as error:
            failures[entry.name] = reason_of(error)
        else:
            if not article.text.strip():
                say(f"{entry.name} holds no text")
    return articles


def _saved(
    path: str,
    paths: list[str],
    columns: Columns,
    encoding: str | None,
    failures: dict[str, str],
    *,
    needs_texts: bool,
) -> tuple[pd.DataFrame, list[Article]]:
    """Read a frame and its articles; those of which one lacks, or that do not fit each other, are left out."""
    from attribution.frame import validate
    from attribution.ids import matched
    from attribution.saved import read_frame

    frame = read_frame(path)
    if not paths and not needs_texts:
        return frame, []
    ids = set(frame["doc_id"])
    named = {a.doc_id if a.doc_id in ids else name: a for name, a in _read(paths, columns, encoding, failures).items()}
    id_of = matched(named, ids)
    given = (replace(article, doc_id=id_of.get(name, article.doc_id)) for name, article in named.items())
    articles = {article.doc_id: article for article in given}
    fitting, unfit, missing = set(), set(), list[str]()
    for doc_id, rows in frame.groupby("doc_id", sort=False):
        name = str(doc_id)
        if name not in articles:
            missing += [name] if name not in failures else []
            continue
        try:
            validate(rows, {name: articles[name].text})
        except AttributionError as error:
            unfit.add(name)
            failures[name] = str(error)
        else:
            fitting.add(name)
    if missing:
        listed, is_one = first_of(list(map(repr, missing))), len(missing) == 1
        which = f"article of the id {listed} is" if is_one else f"articles of the ids {listed} are"
        failures[missing[0]] = f"no {which} given: add {'its file' if is_one else 'their files'} after {path}"
    kept = frame[frame["doc_id"].isin(fitting)]
    return kept, [article for doc_id, article in articles.items() if doc_id not in unfit]


def _write_jsonld(frame: pd.DataFrame, articles: list[Article] | None, output: Path | None) -> None:
    from attribution.exports import to_jsonld

    # A page holds it in a script element, which no text may end.
    _put(_json(to_jsonld(frame, articles)).replace("<", "\\u003c"), output)


def _write_web_annotation(frame: pd.DataFrame, articles: list[Article] | None, output: Path | None) -> None:
    from attribution.exports import to_web_annotations

    _put(_json(to_web_annotations(frame, articles or [])), output)


def _write_docbin(frame: pd.DataFrame, articles: list[Article] | None, output: Path | None) -> None:
    from attribution.exports import to_docbin

    _put(to_docbin(frame, articles or []).to_bytes(), output)


def _write_standoff(frame: pd.DataFrame, articles: list[Article] | None, output: Path | None) -> None:
    from attribution.exports import to_standoff

    if output is None:
        raise ValueError("standoff needs a folder")
    contents = to_standoff(frame, articles or [])
    for path, content in ((output / name, content) for name, content in contents.items()):
        # Annotations may have been corrected, also those that are as they would be written.
        if path.exists() and (path.suffix == ".ann" or path.read_bytes() != _bytes(content)):
            what = "may have been corrected" if path.suffix == ".ann" else "holds something else"
            fail(f"{path} is there already and {what}: name another folder by --output")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        _put(content, output / name)


_WRITERS: dict[Target, Callable[[pd.DataFrame, list[Article] | None, Path | None], None]] = {
    Target.JSONLD: _write_jsonld,
    Target.WEB_ANNOTATION: _write_web_annotation,
    Target.DOCBIN: _write_docbin,
    Target.STANDOFF: _write_standoff,
}


def _json(value: Any) -> str:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n"


def _put(content: str | bytes, output: Path | None) -> None:
    from attribution.files import save

    if output is None:
        write(_bytes(content), None)
    else:
        save(_bytes(content), output)


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "replace") if isinstance(content, str) else content
