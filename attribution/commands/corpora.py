"""A corpus that a command is given: how far it is, what could not be audited, and the audit in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from attribution.commands.terminal import say, say_of
from attribution.defaults import EXIT_FAILED
from attribution.errors import AttributionError, no_article_in, reason_of
from attribution.lines import counted

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from attribution.articles import Failure
    from attribution.model import Article
    from attribution.outlets import Outlets
    from attribution.records import Columns
    from attribution.runs import Progress

# Where nobody watches, a line is written this often, in seconds.
INTERVAL = 30.0


class Corpus:
    """A corpus that is audited in this process, into one frame.

    Args:
        paths: files, folders and patterns; ``-`` is standard input.
        outlet: who publishes the articles that do not say so themselves.
        outlets: the news outlets; by default the package's.
        without: what is passed over in folders.
    """

    def __init__(
        self,
        paths: Sequence[str],
        columns: Columns,
        *,
        outlet: str | None = None,
        encoding: str | None = None,
        outlets: Outlets | None = None,
        without: Collection[Path] = (),
    ) -> None:
        self._paths, self._columns, self._outlet, self._encoding = paths, columns, outlet, encoding
        self._outlets, self._without = outlets, without
        self._names: dict[str, str] = {}
        self.articles = 0
        self.failures: list[Failure] = []
        self.empty: list[str] = []

    def audit(self, *, nlp: str | None, rubric: Path | None, model: str | None) -> pd.DataFrame:
        """Audit all of it; what cannot be is held in ``failures``.

        Raises:
            InputError: there is no article.
        """
        import attribution

        frame = attribution.audit_many(
            self._read(),
            nlp=nlp,
            rubric=rubric,
            model=model,
            outlets=self._outlets,
            on_error=lambda doc_id, error: self._failed(doc_id, self._names.get(doc_id, doc_id), error),
        )
        if self.articles == 0:
            raise no_article_in(self._paths)
        return frame

    def _failed(self, doc_id: str, name: str, error: Exception) -> None:
        from attribution.articles import Failure

        self.failures.append(Failure(doc_id, name, reason_of(error)))

    def _read(self) -> Iterator[Article]:
        from attribution.articles import find_entries, read_entry, total_size
        from attribution.model import published_by
        from attribution.runs import Progress

        size, total = 0, total_size(self._paths, without=self._without)
        with progress_shown() as show:
            for entry in find_entries(self._paths, self._columns, encoding=self._encoding, without=self._without):
                self.articles += 1
                try:
                    article = read_entry(entry, encoding=self._encoding, outlets=self._outlets)
                except AttributionError as error:
                    self._failed(entry.doc_id, entry.name, error)
                else:
                    self._names[entry.doc_id] = entry.name
                    if not article.text.strip():
                        self.empty.append(entry.name)
                    yield published_by(article, self._outlet)
                size += entry.size
                show(Progress(self.articles, len(self.failures), size, total))


@contextmanager
def progress_shown() -> Iterator[Callable[[Progress], None]]:
    """Show how far a corpus is, on standard error: a bar where somebody is watching, else a line now and then."""
    from rich.console import Console

    console = Console(stderr=True)
    start = time.monotonic()
    if not console.is_terminal:
        yield _lines(start)
        return
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(
        BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), console=console, transient=True
    ) as bar:
        task = bar.add_task("loading", total=None)

        def show(progress: Progress) -> None:
            words = "; ".join(_words(progress, time.monotonic() - start))
            bar.update(task, completed=progress.size, total=progress.total_size or None, description=words)

        yield show


def _lines(start: float) -> Callable[[Progress], None]:
    last = start

    def show(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= INTERVAL:
            last = now
            share = f"{progress.size / progress.total_size:.0%}" if progress.total_size else "some"
            say("; ".join([f"{share} of the corpus", *_words(progress, now - start)]))

    return show


def _words(progress: Progress, seconds: float) -> Iterator[str]:
    yield counted(progress.articles, "article")
    if progress.failures:
        yield f"{progress.failures:,} failed"
    done, left = progress.size - progress.size_before, progress.total_size - progress.size
    if done > 0 and seconds > 0:
        yield f"{(progress.articles - progress.articles_before) / seconds:.1f} a second"
        yield f"{_duration(left / done * seconds)} left"


def _duration(seconds: float) -> str:
    """Give a time as people say it.

    >>> _duration(50), _duration(600), _duration(9000)
    ('50 s', '10 min', '2 h 30 min')
    """
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{max(0, round(seconds))} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60} min"


def end(
    articles: int,
    failures: Sequence[Failure],
    empty: Sequence[str],
    *,
    more_failures: int = 0,
    more_empty: int = 0,
    failures_path: Path | None = None,
) -> None:
    """Name what could not be audited, and end the command.

    Args:
        articles: how many there were.
        more_failures, more_empty: how many there are besides those that are given.
        failures_path: of the file that has all failures.

    Raises:
        typer.Exit: something could not be audited.
    """
    for name in empty:
        say(f"{name} holds no text")
    if more_empty:
        say(f"{more_empty:,} more {'holds' if more_empty == 1 else 'hold'} no text")
    for failure in failures:
        say_of(failure.name, failure.reason)
    if failures and failures_path:
        say(f"{'all of them' if more_failures else 'they'} are in {failures_path}")
    if failures:
        if articles > 1:
            say(f"{len(failures) + more_failures:,} of {articles:,} articles could not be audited")
        raise typer.Exit(EXIT_FAILED)
