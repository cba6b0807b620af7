"""Audits of corpora of any size: entries to chunks, chunks to parts, parts to the output; stopped at any moment, they go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from attribution.articles import Entry, Failure, find_entries, paths_of, total_size
from attribution.defaults import PART_SIZE, RULES, TIME_LIMIT
from attribution.document import DEFAULT_PIPELINE
from attribution.duplicates import Signature, check_extra, duplicates_of, pack, to_frame, unpack
from attribution.errors import InputError, ModelError, RunError, no_article_in
from attribution.extraction import DEFAULT_MODEL, MODEL_FILES, RERANKER
from attribution.files import same_file, save
from attribution.formats import FORMATS_BY_SUFFIX, Format, parquet_of, render
from attribution.outlets import Outlets, load_outlets
from attribution.parts import Part, Parts, places
from attribution.records import Columns
from attribution.rubric import Rubric, load_rubric
from attribution.workers import Result, Settings, audit_chunks, mark_of

# Failures that an outcome names itself.
LISTED = 20
# A part or chunk ends before it has its number of articles where they are larger than this together, in bytes.
_PART_BYTES = 64_000_000
_CHUNK_SIZE = 16
_CHUNK_BYTES = 1_000_000
# The libraries whose version can change what is found.
_LIBRARIES = ("attribution-audit", "spacy", "onnxruntime", "tokenizers", "trafilatura")


class Progress(NamedTuple):
    """How far a run is.

    Args:
        articles, failures: how many are done, and how many of them could not be audited.
        size, total_size: bytes of the corpus that are done, and all of them.
        articles_before, size_before: what was done before it was started, or started again.
    """

    articles: int
    failures: int
    size: int
    total_size: int
    articles_before: int = 0
    size_before: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run.

    Args:
        output: what was written: a Parquet file, or a folder of them where the corpus has several parts; None where no article
            could be audited.
        articles, statements: how many there were.
        failures: how many articles could not be audited.
        failures_path: of ``OUT.failures.jsonl``, which has them all, a JSON object with ``id``, ``name`` and ``reason`` a line.
        first_failures: the first of them, ``LISTED`` at most.
        empty, first_empty: likewise, the names of articles without a word.
        was_done: whether the output was whole before, of this very corpus, so that nothing was to be done.
    """

    output: Path | None
    articles: int
    statements: int
    failures: int
    failures_path: Path
    first_failures: tuple[Failure, ...]
    empty: int
    first_empty: tuple[str, ...]
    was_done: bool = False


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Articles that are audited together, and whether a part ends with them."""

    entries: tuple[Entry, ...]
    is_last: bool


def audit_corpus(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    outlet: str | None = None,
    encoding: str | None = None,
    nlp: str | None = None,
    model: str | Path | None = None,
    rubric: str | Path | Rubric | None = None,
    outlets: str | Path | Outlets | None = None,
    jobs: int = 1,
    time_limit: float = TIME_LIMIT,
    part_size: int = PART_SIZE,
    restart: bool = False,
    mark_duplicates: bool = False,
    progress: Callable[[Progress], object] | None = None,
) -> Outcome:
    """Audit a corpus of any size into Parquet, in processes of their own; stopped, the same call goes on where it was.

    Killed, it goes on with the part that it was at. Memory holds one part of the corpus. In a script, call it below ``if __name__ == "__main__":``, as the processes import the
    script. ``docs/corpora.md`` says more.

    Args:
        paths, text_column, id_column, encoding: as for :func:`read_many`.
        outlet: who publishes the articles that do not say so themselves.
        output: a Parquet file. Of several parts, and where the run was stopped, it becomes a folder of Parquet files, which
            :func:`read_frame` reads alike.
        nlp: name of an installed spaCy pipeline.
        model, rubric, outlets: as for :func:`audit`.
        jobs: number of processes.
        time_limit: for an article, in seconds.
        part_size: articles a part.
        restart: whether to begin anew, whatever was written before.
        mark_duplicates: whether to write ``OUT.duplicates.parquet`` too, as :func:`find_duplicates` gives it.
        progress: called after every few articles.

    Raises:
        InputError: the paths are none, there is no article, a number is below one, or the extra ``dedup`` is missing.
        RunError: what was written before comes of another model, rubric, table of outlets, version or corpus, or of other options; another run
            is at work on this output; the output is one of ``paths``, or has the suffix of another format; or the program came
            on standard input, or audits when it is imported.
        PipelineError, DataFileError, ModelError: the pipeline, the rubric, the outlets or the model cannot be used.
        OSError: the output cannot be written.
    """
    _check_numbers(jobs, part_size, time_limit)
    given = paths_of(paths)
    if FORMATS_BY_SUFFIX.get(Path(output).suffix.lower(), Format.PARQUET) is not Format.PARQUET:
        raise RunError(f"{output} would be Parquet under another name: name it {Path(output).with_suffix('.parquet')}")
    model = None if model is None else str(model)
    settings = Settings(nlp, model, load_rubric(rubric), encoding, load_outlets(outlets), mark_duplicates, outlet)
    identity = {
        "inputs": given,
        "columns": {"text": text_column, "id": id_column},
        "outlet": outlet,
        "encoding": encoding,
        "time limit": time_limit,
        "part size": part_size,
        "duplicates": check_extra() if mark_duplicates else None,
        **_identity(settings),
    }
    written = places(Path(output))
    for path in given:
        if same_file(path, written):
            raise RunError(f"{path} is read, and the audit would write over it: name another output")
    without = {path.resolve() for path in written}  # in folders they are of an earlier run
    with alone(Path(output)):
        parts = Parts(Path(output), identity, restart=restart)
        entries = find_entries(given, Columns(text_column, id_column), encoding=encoding, without=without)
        _skip(entries, parts)
        if parts.is_done:
            return replace(_outcome(parts), output=parts.output, was_done=True)
        parts.begin()
        total = total_size(given, without=without) if progress else 0
        before = sum(part.articles for part in parts.parts), sum(part.size for part in parts.parts)
        chunks = audit_chunks(_chunks(entries, part_size), settings, jobs=jobs, time_limit=time_limit)
        with closing(chunks), closing(_written(parts, chunks, has_signatures=mark_duplicates)) as written_parts:
            for done in written_parts:
                if progress:
                    progress(_progress(done, total, before))
        if not parts.parts:
            parts.finish()
            raise no_article_in(given)
        outcome = _outcome(parts)
        if mark_duplicates:
            found = duplicates_of(signature for path in parts.signatures() for signature in unpack(path))
            save(render(to_frame(found), format="parquet"), parts.duplicates_path)
        else:
            parts.duplicates_path.unlink(missing_ok=True)
        return replace(outcome, output=parts.finish())


def _check_numbers(jobs: int, part_size: int, time_limit: float) -> None:
    for name, number in (("jobs", jobs), ("part_size", part_size)):
        if number < 1:
            raise InputError(f"{name} is {number}: it has to be 1 or more")
    if time_limit <= 0:
        raise InputError(f"time_limit is {time_limit}: it has to be more than 0")


def _written(
    parts: Parts, chunks: Iterable[tuple[_Chunk, Result]], *, has_signatures: bool
) -> Generator[Sequence[Part], None, None]:
    """Write each part once its last chunk is audited; after every chunk, give what is done, the part in work included.

    Where it is stopped, the part in work is written as far as it is, so that nothing is audited twice.
    """
    held = _Held()

    def write() -> None:
        signatures = pack(held.signatures) if has_signatures else None
        parts.add(held.part(), parquet_of(held.table()), held.failures, held.empty, signatures)

    try:
        for chunk, result in chunks:
            held.add(chunk, result)
            if chunk.is_last:
                write()
                held = _Held()
            yield [*parts.parts, held.part()]
    except (KeyboardInterrupt, GeneratorExit):  # the second is what a generator hears of an error in its caller
        if held.is_whole:
            write()
        raise


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Hold an output for one run, until it ends or its process is killed: two would remove each other's parts."""
    from filelock import FileLock, Timeout

    output.parent.stat()  # the lock would make the folder, be its name mistyped
    lock = FileLock(output.with_name(f"{output.name}.lock"))
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise RunError(f"{output} is being written by another run: wait for it, or name another output") from None
    try:
        yield
    finally:
        # While it is held: a run that has opened it meanwhile locks a file that is gone, which FileLock does not count.
        with suppress(OSError):  # Windows removes no file that is open; there FileLock does, afterwards
            Path(lock.lock_file).unlink()
        lock.release()


def _progress(done: Sequence[Part], total_size: int, before: tuple[int, int]) -> Progress:
    articles, failures, size = (sum(getattr(part, name) for part in done) for name in ("articles", "failures", "size"))
    return Progress(articles, failures, size, total_size, *before)


class _Held:
    """What of a part is done, before it is written."""

    def __init__(self) -> None:
        self.is_whole = False  # whether it has articles, and of each all that there is
        self.articles = 0
        self.size = 0
        self.tables: list[Any] = []
        self.failures: list[Failure] = []
        self.empty: list[str] = []
        self.signatures: list[Signature] = []
        self._digest = sha256()

    def add(self, chunk: _Chunk, result: Result) -> None:
        self.is_whole = False
        self.articles += len(chunk.entries)
        self.size += sum(entry.size for entry in chunk.entries)
        self.tables.append(result.table)
        self.failures += result.failures
        self.empty += result.empty
        self.signatures += result.signatures
        for mark in result.marks:
            self._digest.update(mark)
        self.is_whole = True

    def table(self) -> Any:
        import pyarrow as pa

        return pa.concat_tables(self.tables)

    def part(self) -> Part:
        statements = sum(len(table) for table in self.tables)
        counts = (self.articles, statements, len(self.failures), len(self.empty))
        return Part(*counts, self.size, self._digest.hexdigest())


def _outcome(parts: Parts) -> Outcome:
    counts = {
        name: sum(getattr(part, name) for part in parts.parts)
        for name in ("articles", "statements", "failures", "empty")
    }
    first_failures, first_empty = tuple(islice(parts.failures(), LISTED)), tuple(islice(parts.empty(), LISTED))
    return Outcome(
        None, failures_path=parts.failures_path, first_failures=first_failures, first_empty=first_empty, **counts
    )


def _chunks(entries: Iterator[Entry], part_size: int) -> Iterator[_Chunk]:
    """Cut a corpus into chunks, and these into parts: by number and size, so that they are the same each time."""
    chunk: list[Entry] = []
    articles = chunk_bytes = part_bytes = 0
    for entry in entries:
        is_part_full = articles == part_size or part_bytes >= _PART_BYTES
        if chunk and (is_part_full or len(chunk) == _CHUNK_SIZE or chunk_bytes >= _CHUNK_BYTES):
            yield _Chunk(tuple(chunk), is_part_full)
            chunk, chunk_bytes = [], 0
            if is_part_full:
                articles = part_bytes = 0
        weight = max(entry.size, _length(entry))
        chunk.append(entry)
        articles, chunk_bytes, part_bytes = articles + 1, chunk_bytes + weight, part_bytes + weight
    if chunk:
        yield _Chunk(tuple(chunk), True)


def _skip(entries: Iterator[Entry], parts: Parts) -> None:
    """Pass over the articles of the parts that are there; behind those of a whole output there is none.

    Raises:
        RunError: they are other ones now.
    """
    are_same = all(_digest(islice(entries, part.articles)) == part.digest for part in parts.parts)
    if not are_same or (parts.is_done and next(entries, None) is not None):
        since = f"{parts.output} was written" if parts.is_done else f"{parts.folder} was begun"
        raise RunError(
            f"the corpus changed since {since}: --restart (restart=True) begins anew, or name another output to keep it"
        )


def _digest(entries: Iterable[Entry]) -> str:
    digest = sha256()
    for entry in entries:
        digest.update(mark_of(entry))
    return digest.hexdigest()


def _length(entry: Entry) -> int:
    return len(entry.content) if isinstance(entry.content, str | bytes) else entry.size


def _identity(settings: Settings) -> dict[str, Any]:
    """Say by what a corpus is audited, so that a change of it shows.

    Raises:
        ModelError: the model cannot be used.
    """
    return {
        "pipeline": settings.pipeline or DEFAULT_PIPELINE,
        "model": _model_digest(settings.model),
        "rubric": sha256(repr(settings.rubric).encode()).hexdigest(),
        "outlets": sha256(repr(settings.outlets).encode("utf-8", "replace")).hexdigest(),
        "versions": {name: metadata.version(name) for name in _LIBRARIES},
    }


def _model_digest(model: str | None) -> str:
    if model == RULES:
        return RULES
    folder = DEFAULT_MODEL if model is None else Path(model)
    digest = sha256()
    names = [*MODEL_FILES, *([RERANKER] if (folder / RERANKER).exists() else [])]
    for name in names:
        try:
            digest.update((folder / name).read_bytes())
        except OSError as error:
            raise ModelError(
                f"{folder / name} cannot be read ({error.strerror or error}): name a folder that `attribution train` wrote"
            ) from error
    return digest.hexdigest()
