"""The command: arguments to calls of the library; data to standard output, talk to standard error."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from attribution.errors import AttributionError

if TYPE_CHECKING:
    import pandas as pd

    from attribution.model import Article
    from attribution.rubric import Rubric

# Something could not be read, or not be written.
EXIT_FAILED = 2
STDIN = "-"

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """The forms that a frame is written in."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


_FORMATS_BY_SUFFIX = {
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
}


def main() -> None:
    """Run the command."""
    # Libraries log what they recover from; without any handler Python prints that between the command's own lines.
    logging.getLogger().addHandler(logging.NullHandler())
    app(prog_name="attribution")


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"attribution {version('attribution-audit')}")
        raise typer.Exit


@app.callback()
def command(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Show who a news article cites for each statement, and how strongly each is sourced."""


@app.command()
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
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of the files; by default UTF-8, or as a page itself says.")
    ] = None,
    pipeline: Annotated[
        str | None, typer.Option(metavar="NAME", help="An installed English spaCy pipeline, by name or folder.")
    ] = None,
    width: Annotated[
        int | None, typer.Option(min=40, max=1000, help="Of the table; by default the terminal's, elsewhere 100.")
    ] = None,
    rubric: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own weights of the score; see attribution rubric.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A model of your own; or: rules, which do without one.")
    ] = None,
) -> None:
    """List every statement of each article: who is cited for it, and how strongly it is sourced.

    All articles go into one table. One that cannot be read does not stop the others: it is named at the end, and the exit
    status is 2. An article without a word is named too, but is no failure.
    """
    format = format or _FORMATS_BY_SUFFIX.get(output.suffix.lower() if output else "", Format.TABLE)
    if format is Format.PARQUET and output is None and sys.stdout.isatty():
        _fail("parquet is not for a terminal: name a file by --output")
    if paths.count(STDIN) > 1:
        _fail("standard input can be read only once")
    failures: dict[str, str] = {}
    path_of = _doc_ids(paths)
    articles = _read(path_of, encoding, failures)
    try:
        import attribution

        frame = attribution.audit_many(
            _with_progress(articles, len(paths)),
            nlp=pipeline,
            rubric=rubric,
            model=model,
            on_error=lambda doc_id, error: failures.update({path_of.get(doc_id, doc_id): _message(error)}),
        )
        if len(failures) < len(paths):
            _write(frame, format=format, output=output, width=width)
    except AttributionError as error:
        _fail(str(error))
    for path, message in failures.items():
        _say(message if path in message else f"{path}: {message}")
    if failures:
        if len(paths) > 1:
            _say(f"{len(failures)} of {len(paths)} articles could not be audited")
        raise typer.Exit(EXIT_FAILED)


@app.command()
def explain(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A text file or web page, or - for standard input.")],
    statement: Annotated[int, typer.Option("--statement", "-s", min=1, metavar="N", help="Its number in the table.")],
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of the file; by default UTF-8, or as a page itself says.")
    ] = None,
    pipeline: Annotated[
        str | None, typer.Option(metavar="NAME", help="An installed English spaCy pipeline, by name or folder.")
    ] = None,
    rubric: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own weights of the score; see attribution rubric.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A model of your own; or: rules, which do without one.")
    ] = None,
) -> None:
    """Take the score of one statement apart: factors, reasons, and the words in the article that speak for them."""
    from attribution.explanations import explain as explained
    from attribution.rubric import load_rubric

    failures: dict[str, str] = {}
    try:
        weights = load_rubric(rubric)
        articles = list(_read(_doc_ids([path]), encoding, failures))
        if failures:
            _fail(failures[path])
        from attribution.analysis import statements_of

        article = articles[0]
        found = statements_of(article, nlp=pipeline, rubric=weights, model=model)
    except AttributionError as error:
        _fail(str(error))
    if statement > len(found):
        _fail(f"{path} has {len(found)} statements: there is no number {statement}")
    _print(explained(article.text, found[statement - 1], statement, rubric=weights))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated articles, one JSON object a line.")],
    pipeline: Annotated[
        str | None, typer.Option(metavar="NAME", help="An installed English spaCy pipeline, by name or folder.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A model of your own; or: rules, which do without one.")
    ] = None,
    by_publisher: Annotated[bool, typer.Option(help="Also for each publisher that has articles in the file.")] = False,
) -> None:
    """Audit annotated articles from their raw text, and measure how far that agrees with the annotators.

    Exact: all of a role's words are the same. Token: words that carry the role. Pair: half of a content's words or more, from
    the same source. Punctuation and case do not count.
    """
    from attribution.corpus import read_corpus
    from attribution.evaluation import found_in, score

    try:
        corpus = read_corpus(gold)
        import attribution

        articles = [attribution.Article(article.text, article.doc_id) for article in corpus]
        frame = attribution.audit_many(
            _with_progress(iter(articles), len(articles)), nlp=pipeline, model=model, on_error="raise"
        )
    except AttributionError as error:
        _fail(str(error))
    found = found_in(frame)
    groups = {"all": corpus}
    if by_publisher:
        for article in sorted(corpus, key=lambda a: a.publisher or ""):
            groups.setdefault(article.publisher or "unknown", []).append(article)
    for name, group in groups.items():
        measures = score((a.text, a.attributions, found.get(a.doc_id, [])) for a in group)
        _print(f"{name}: {len(group)} articles, {sum(len(a.attributions) for a in group)} attributions")
        for measure, m in measures.items():
            _print(f"  {measure:15} P {m.precision:.3f}  R {m.recall:.3f}  F {m.f1:.3f}")


@app.command()
def train(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="Annotated articles, one JSON object a line.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the model is written.")],
    base: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="An encoder to start from; by default all-MiniLM-L6-v2, of the extra."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Times that every article is read.")] = 6,
    seed: Annotated[int, typer.Option(help="Of all that is drawn by chance.")] = 1,
    share: Annotated[float, typer.Option(min=0.0, max=1.0, help="Of the articles to learn from.")] = 1.0,
    held_out: Annotated[
        float, typer.Option(min=0.0, max=0.9, help="Share of the articles to measure and calibrate by.")
    ] = 0.05,
) -> None:
    """Train an extractor on articles that you annotated; audit --model FOLDER then reads by it.

    Needs the extra: pip install 'attribution-audit[train]'. Broken off, it goes on after its last whole epoch when it is
    started again with the same options.
    """
    from attribution.corpus import read_corpus

    try:
        articles = read_corpus(corpus)
        from attribution.training import Settings, default_base
        from attribution.training import train as trained

        base = base or default_base()
        settings = Settings(epochs=epochs, seed=seed, share=share, held_out=held_out)
        with _steps() as progress:
            measures = trained(articles, output, base=base, settings=settings, progress=progress)
    except AttributionError as error:
        _fail(str(error))
    except ImportError as error:
        _fail(
            f"{error.name or error} is not installed: pip install 'attribution-audit[train]' brings what training needs"
        )
    _print(f"{output}: F1 on {held_out:.0%} of the articles, which it did not learn from")
    for name, measure in measures.items():
        _print(f"  {name:15} {measure.f1:.3f}")


@contextmanager
def _steps() -> Iterator[Callable[[int, int, str], None]]:
    """Show how far a training is, on standard error: a bar where somebody is watching, else a line an epoch."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int, note: str) -> None:
            bar.update(task, completed=done, total=total, description=note)
            if note.startswith("epoch"):
                console.print(note, highlight=False)

        yield progress


rubric_app = typer.Typer(no_args_is_help=True, help="Show or check the weights of the score.")
app.add_typer(rubric_app, name="rubric")


@rubric_app.command("show")
def show_rubric(
    path: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Your own rubric; by default the package's.")
    ] = None,
) -> None:
    """Print every weight, with its reason and the standard that it rests on."""
    rubric = _rubric(path)
    lines = [f"version {rubric.version}"]
    for table, levels in rubric.levels.items():
        lines += ["", table]
        for name, level in levels.items():
            standard = f" [{level.standard}]" if level.standard else ""
            lines.append(f"  {name} {level.value:g}: {level.because}{standard}")
    _print("\n".join(lines))


@rubric_app.command("check")
def check_rubric(path: Annotated[Path, typer.Argument(metavar="FILE", help="Your own rubric.")]) -> None:
    """Say what a rubric changes, or what is wrong with it."""
    own, default = _rubric(path), _rubric(None)
    changes = [
        f"  {table}.{name}: {default[table][name]:g} → {value:g}"
        for table in own.levels
        for name, value in own[table].items()
        if value != default[table][name]
    ]
    _print("\n".join([f"{path} is a rubric; it changes {len(changes)} of the package's weights", *changes]))


def _rubric(path: Path | None) -> Rubric:
    from attribution.rubric import load_rubric

    try:
        return load_rubric(path)
    except AttributionError as error:
        _fail(str(error))


def _print(lines: str) -> None:
    """Print lines, each without anything that a terminal would obey."""
    from attribution.reports import harmless

    for line in lines.split("\n"):
        indent = line[: len(line) - len(line.lstrip(" "))]
        typer.echo(indent + harmless(line))


def _doc_ids(paths: list[str]) -> dict[str, str]:
    """Give each path by its article's id: the file's name without suffix, the path itself where two have the same."""
    from attribution.text import default_doc_id

    names = {path: "stdin" if path == STDIN else default_doc_id(path) for path in paths}
    count = Counter(names.values())
    return {name if count[name] == 1 else path: path for path, name in names.items()}


def _read(path_of: dict[str, str], encoding: str | None, failures: dict[str, str]) -> Iterator[Article]:
    from attribution.text import read, read_stream

    for doc_id, path in path_of.items():
        try:
            if path == STDIN:
                article = read_stream(sys.stdin.buffer, encoding=encoding, doc_id=doc_id)
            else:
                article = read(Path(path), encoding=encoding, doc_id=doc_id)
        except AttributionError as error:
            failures[path] = str(error)
        else:
            if not article.text.strip():
                _say(f"{path} holds no text")
            yield article


def _with_progress(articles: Iterator[Article], number: int) -> Iterable[Article]:
    """Show a bar while several articles are read, where somebody is watching."""
    if number < 2 or not sys.stderr.isatty():
        return articles
    from rich.console import Console
    from rich.progress import track

    return track(articles, description="articles", total=number, console=Console(stderr=True), transient=True)


def _write(frame: pd.DataFrame, *, format: Format, output: Path | None, width: int | None) -> None:
    from attribution.reports import render, save

    is_terminal = output is None and sys.stdout.isatty()
    columns = width or (shutil.get_terminal_size().columns if is_terminal else 100)
    data = render(frame, format=format.value, width=columns, styled=is_terminal and "NO_COLOR" not in os.environ)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        save(data, output)
    except OSError as error:
        _fail(f"{output} cannot be written: {error.strerror or error}; name another file by --output")


def _message(error: Exception) -> str:
    """Give an error as one line; one that the library did not mean to raise also by its type."""
    return str(error) if isinstance(error, AttributionError) else f"{type(error).__name__}: {error}"


def _say(message: str) -> None:
    from attribution.reports import harmless

    typer.echo(f"attribution: {harmless(message)}", err=True)


def _fail(message: str) -> NoReturn:
    _say(message)
    raise typer.Exit(EXIT_FAILED)
