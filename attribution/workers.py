"""Entries of a corpus to audited chunks, by several processes, in which an article that kills or stops one costs only itself.

The processes are Pebble's: one that dies, or takes too long, is replaced. A chunk that it was at is done again, each article by
itself, and the one that does it again is reported.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from attribution.analysis import audited, extractor_of
from attribution.articles import Entry, Failure, read_entry
from attribution.defaults import TIME_LIMIT
from attribution.document import DEFAULT_PIPELINE, load_pipeline
from attribution.duplicates import Signature, sign
from attribution.errors import AttributionError, RunError, reason_of
from attribution.extraction import Extractor
from attribution.formats import to_arrow
from attribution.frame import to_frame
from attribution.model import Article, published_by
from attribution.outlets import Outlets, load_outlets
from attribution.rubric import Rubric, load_rubric
from attribution.text import MAX_BYTES

if TYPE_CHECKING:
    from multiprocessing.context import SpawnContext

    from pebble import ProcessFuture, ProcessPool
    from spacy.language import Language

# Chunks under way for each process: while one is slow, the others go on with what comes after it.
WINDOW = 8
# Chunks after which a process makes way for a new one: a pipeline keeps every word that it ever saw.
MAX_CHUNKS = 250
# What a process may take to load a pipeline and a model on a busy machine, in seconds.
_MAX_LOADING = 600
# A process for each core is enough: their libraries' own threads would only get into each other's way.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(slots=True)
class Result:
    """What came of a chunk.

    Args:
        table: an Arrow table of statements.
        failures: the articles that failed.
        empty: names of those without a word.
        signatures: what those that did not fail are compared by, where duplicates are to be marked.
        marks: what each of its articles is known by, that a change of it shows.
    """

    table: Any
    failures: list[Failure] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a process audits; as :func:`attribution.audit` takes them, but for what cannot be sent between processes."""

    pipeline: str | None = None
    model: str | None = None
    rubric: Rubric | None = None
    encoding: str | None = None
    outlets: Outlets | None = None
    are_signed: bool = False
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """What a process audits by, loaded once."""

    nlp: Language
    rubric: Rubric
    extractor: Extractor | None
    outlets: Outlets
    settings: Settings


def load_tools(settings: Settings) -> Tools:
    """Load what articles are audited by, to be run on one core.

    Raises:
        PipelineError, DataFileError, ModelError: the pipeline, the rubric or the model cannot be used.
    """
    nlp = load_pipeline(settings.pipeline or DEFAULT_PIPELINE)
    extractor = extractor_of(settings.model, threads=1)
    return Tools(nlp, load_rubric(settings.rubric), extractor, load_outlets(settings.outlets), settings)


def audit_entries(entries: Sequence[Entry], tools: Tools) -> Result:
    """Read and audit a few articles; whatever one does, the others go on."""
    read: dict[int, Article] = {}
    reasons: dict[int, str] = {}

    def articles() -> Iterator[Article]:
        for n, entry in enumerate(entries):
            try:
                article = read_entry(entry, encoding=tools.settings.encoding, outlets=tools.outlets)
                read[n] = published_by(article, tools.settings.outlet)
            except Exception as error:  # whatever it is
                reasons[n] = reason_of(error)
            else:
                yield replace(read[n], doc_id=str(n))  # of those of a Spark table, several may have the same

    def failed(n: str, error: Exception) -> None:
        reasons[int(n)] = reason_of(error)

    found = audited(
        articles(), tools.nlp, failed, rubric=tools.rubric, extractor=tools.extractor, outlets=tools.outlets
    )
    table = to_arrow(to_frame((read[int(article.doc_id)], statements) for article, statements in found))
    failures = [Failure(entries[n].doc_id, entries[n].name, reasons[n]) for n in sorted(reasons)]
    empty = [entries[n].name for n, article in read.items() if not article.text.strip()]
    signed = [sign(article) for n, article in read.items() if tools.settings.are_signed and n not in reasons]
    return Result(table, failures, empty, [signature for signature in signed if signature is not None])


def mark_of(entry: Entry) -> bytes:
    """Tell an article from what it was by what is read of it: a time would miss some changes, and count a file that was only touched."""
    match entry.content:
        case Path() as path:
            content = _start_of(path)
        case str() as text:
            content = text.encode("utf-8", "surrogatepass")
        case bytes() as content:
            pass
        case None:
            content = (entry.problem or "").encode("utf-8", "replace")
    return f"{entry.doc_id}\0{entry.besides}\0{sha256(content).hexdigest()}\n".encode("utf-8", "replace")


def _start_of(path: Path) -> bytes:
    """Give of a file what an article is read from; of one that cannot be read, nothing."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return b""


class Chunk(Protocol):
    """Anything that has entries."""

    @property
    def entries(self) -> Sequence[Entry]: ...


C = TypeVar("C", bound=Chunk)


def audit_chunks(
    chunks: Iterator[C], settings: Settings, *, jobs: int = 1, time_limit: float = TIME_LIMIT
) -> Generator[tuple[C, Result]]:
    """Audit chunks, each by one of several processes, and give them back in the order in which they came.

    Args:
        jobs: number of processes.
        time_limit: for an article, in seconds.

    Closed, it ends the processes.

    Raises:
        PipelineError, DataFileError, ModelError: the pipeline, the rubric or the model cannot be used.
    """
    with _pool(settings, jobs) as pool:

        def schedule(entries: Sequence[Entry]) -> ProcessFuture[Any]:
            return pool.schedule(_audit, args=(list(entries),), timeout=time_limit)

        with _uninterrupted():
            checked = pool.schedule(
                _check, timeout=_MAX_LOADING
            )  # the first, which starts processes and what replaces them
        checked.result()
        under_way: deque[tuple[C, ProcessFuture[Any]]] = deque()
        for chunk in chunks:
            under_way.append((chunk, schedule(chunk.entries)))
            if len(under_way) >= WINDOW * jobs:
                yield _next(under_way, schedule, time_limit)
        while under_way:
            yield _next(under_way, schedule, time_limit)


def _next(
    under_way: deque[tuple[C, ProcessFuture[Any]]],
    schedule: Callable[[Sequence[Entry]], ProcessFuture[Any]],
    time_limit: float,
) -> tuple[C, Result]:
    chunk, future = under_way.popleft()
    try:
        return chunk, future.result()
    except AttributionError:
        raise
    except Exception as error:
        if len(chunk.entries) == 1:
            return chunk, _failed(chunk.entries[0], error, time_limit)
    alone = [(entry, schedule([entry])) for entry in chunk.entries]
    return chunk, _joined([_alone(entry, future, time_limit) for entry, future in alone])


def _alone(entry: Entry, future: ProcessFuture[Any], time_limit: float) -> Result:
    try:
        result: Result = future.result()
    except AttributionError:
        raise
    except Exception as error:
        return _failed(entry, error, time_limit)
    return result


def _failed(entry: Entry, error: Exception, time_limit: float) -> Result:
    from pebble import ProcessExpired

    if isinstance(error, TimeoutError):
        reason = f"it took longer than {time_limit:g} seconds: leave it out, or raise --time-limit (time_limit=)"
    elif isinstance(error, ProcessExpired):
        reason = f"the process that read it died (status {error.exitcode}): leave it out, and report it"
    else:
        reason = reason_of(error)
    return Result(_no_statements(), [Failure(entry.doc_id, entry.name, reason)], marks=[mark_of(entry)])


def _joined(results: Sequence[Result]) -> Result:
    import pyarrow as pa

    return Result(
        pa.concat_tables([result.table for result in results]),
        [failure for result in results for failure in result.failures],
        [name for result in results for name in result.empty],
        [signature for result in results for signature in result.signatures],
        [mark for result in results for mark in result.marks],
    )


def _no_statements() -> Any:
    return to_arrow(to_frame([]))


@contextmanager
def _pool(settings: Settings, jobs: int) -> Iterator[ProcessPool]:
    """Start processes that share nothing with this one; whatever happens, none is left."""
    from multiprocessing import get_context

    from pebble import ProcessPool

    # Each process imports the program that starts it; where it cannot, it dies, and another is started without end.
    if getattr(sys.modules["__main__"], "__file__", None) == "<stdin>":
        raise RunError("a program on standard input cannot start processes: write it to a file, and run that")
    context = get_context("spawn")
    _check_program(context)
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(_ONE_THREAD)
    pool = ProcessPool(jobs, max_tasks=MAX_CHUNKS, initializer=_start, initargs=(settings,), context=context)
    try:
        yield pool
        pool.close()  # type: ignore[no-untyped-call]
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _check_program(context: SpawnContext) -> None:
    """Let one process import the program and end, before there are any that are started anew where they die.

    Raises:
        RunError: it died of that, as where the program audits as soon as it is imported.
    """
    process = context.Process(target=os.getpid, daemon=True)
    with _uninterrupted():
        process.start()
    process.join()
    if process.exitcode:
        raise RunError(
            "the program that audits could not be imported by its processes (what stands above is of one of them): put what "
            'starts the audit below `if __name__ == "__main__":`'
        )


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from what is started meanwhile: a terminal sends it to each process, and this one ends the others.

    Threads and processes inherit what is blocked, from their first moment on, and so do the processes that they start.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # it unblocks Ctrl-C when it is started, with the first process at the latest
    heard: list[int] = []
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    is_main = threading.current_thread() is threading.main_thread()
    # A library's thread may take it all the same; it would break this one off while it starts a process.
    handler = signal.signal(signal.SIGINT, lambda number, _: heard.append(number)) if is_main else None
    try:
        yield
    finally:
        if is_main:
            signal.signal(signal.SIGINT, handler or signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    if heard:
        raise KeyboardInterrupt


# What follows runs in a process of its own.

_tools: Tools | AttributionError | None = None


def _start(settings: Settings) -> None:
    """Load what articles are audited by; where it cannot be loaded, the first chunk says so."""
    global _tools
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _tools = load_tools(settings)
    except AttributionError as error:
        _tools = error


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _check() -> None:
    """Raise what was wrong with the settings."""
    if isinstance(_tools, AttributionError):
        raise _tools


def _audit(entries: list[Entry]) -> Result:
    if not isinstance(_tools, Tools):
        raise _tools or RuntimeError("the process was not started as it should be")
    # Here, so that what is far away is fetched once, and by several at a time; first, so that a change meanwhile shows.
    marks = [mark_of(entry) for entry in entries]
    return replace(audit_entries(entries, _tools), marks=marks)
