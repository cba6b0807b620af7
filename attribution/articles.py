"""Corpora to articles: files, folders, patterns, tables, archives and web crawls, one article at a time.

A corpus is gone through in two steps, so that the slow one can be done by several processes: :func:`find_entries` says which
articles there are, in an order that does not change, and :func:`read_entry` reads one. Memory holds one article at a time,
and the names of one folder's files.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from attribution.archives import WARCS, Member, read_tar, read_warc, read_zip
from attribution.defaults import STDIN
from attribution.errors import AttributionError, InputError, reason_of
from attribution.folders import archive_suffix, find_files
from attribution.model import Article
from attribution.outlets import Outlets, load_outlets
from attribution.products import form_of, is_product, is_result
from attribution.records import Columns, besides_in, check_names, id_in, text_in
from attribution.suffixes import DOCUMENTS, LINES, PAGES, SEPARATED, TABLES, TEXTS, inner_suffix
from attribution.surrogates import writable
from attribution.tables import Record, read_lines, read_parquet, read_separated
from attribution.text import MAX_BYTES, check_text, default_doc_id, is_page, read_bytes, read_file, read_stdin


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that is still to be read.

    Args:
        doc_id: the article's; unique in its corpus.
        name: what messages call it.
        content: where it lies, or what was read of it in passing; None where it cannot be read.
        suffix: of bytes: that of the file they come from.
        besides: fields of :class:`Article` that its record names.
        size: how much of the corpus it takes, in bytes as they lie on disk.
        problem: why it cannot be read.
        lines: of a record, the first and the last that it takes of its file, from 1; None where the file has none.
    """

    doc_id: str
    name: str
    content: Path | bytes | str | None
    suffix: str = ""
    besides: tuple[tuple[str, str], ...] = ()
    size: int = 0
    problem: str | None = None
    lines: tuple[int, int] | None = None


class Failure(NamedTuple):
    """An article that could not be read or audited: its id, what messages call it, and why."""

    doc_id: str
    name: str
    reason: str


def read_many(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    text_column: str | None = None,
    id_column: str | None = None,
    encoding: str | None = None,
    outlets: str | Path | Outlets | None = None,
    on_error: Callable[[str, Exception], object] | None = None,
) -> Iterator[Article]:
    """Read the articles of a corpus one by one; ``docs/corpora.md`` lists what may be in it, and the ids it gives.

    Args:
        paths: a file, a folder, a pattern such as ``"news/2025-*/*.html"``, or several of these.
        text_column, id_column: of tables; by default the usual names.
        encoding: of text files and tables; by default UTF-8, or as a page itself says.
        outlets: as for :func:`read`.
        on_error: called with the id and the error of an article that cannot be read, and the others go on; by default the
            error is raised.

    Raises:
        InputError: an article cannot be read, or two have the same id.
        DataFileError: the outlets cannot be used.

    >>> [article.doc_id for article in read_many("seeds")]
    ['000_a35f4b4289d166f5.txt']
    """
    known = load_outlets(outlets)
    entries = find_entries(paths_of(paths), Columns(text_column, id_column), encoding=encoding)
    for entry in entries:
        try:
            yield read_entry(entry, encoding=encoding, outlets=known)
        except AttributionError as error:
            if on_error is None:
                raise
            on_error(entry.doc_id, error)


def paths_of(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """Give the paths of a corpus as strings.

    Raises:
        InputError: they are something else, such as a table, whose columns would be taken for them.

    >>> paths_of(Path("news")), paths_of(["a.txt"])
    (['news'], ['a.txt'])
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    if hasattr(given, "columns") or not isinstance(given, Iterable):
        raise InputError(
            f"a corpus should be a path or several, not a value of type {type(paths).__name__}: save a table as .parquet or .csv "
            "and name that, or give its texts to audit_many"
        )
    return [os.fspath(path) for path in given]


def find_entries(
    paths: Collection[str],
    columns: Columns | None = None,
    *,
    encoding: str | None = None,
    without: Collection[Path] = (),
) -> Iterator[Entry]:
    """Give the articles of a corpus, still to be read, in an order that does not change.

    What cannot be opened is given too, with its problem, and so is an article whose id was there before.

    Args:
        paths: files, folders and patterns; ``-`` is standard input.
        without: what is passed over in folders.
    """
    return _told_apart(_all_entries(paths, columns or Columns(), encoding, without))


def entries_in(path: Path, columns: Columns | None = None, *, encoding: str | None = None) -> Iterator[Entry]:
    """Give the articles of one file as :func:`find_entries` does, but with ids that count from the file.

    That of a file that is one article is empty; that of an article in a table or an archive is its own, or its place there.

    Args:
        path: ``-`` is standard input.

    >>> [entry.doc_id for entry in entries_in(Path("seeds/000_a35f4b4289d166f5.txt"))]
    ['']
    """
    if str(path) == STDIN:
        return iter([replace(_stdin(), doc_id="")])
    return _told_apart(_entries(_Place(path, "", columns or Columns(), encoding, is_named=True)))


def _told_apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Let ids and names be what a file can hold, and an article whose id was there before be a problem."""
    seen = _Seen()
    for found in entries:
        problem = None if found.problem is None else writable(found.problem)
        entry = replace(found, doc_id=writable(found.doc_id), name=writable(found.name), problem=problem)
        if entry.problem is None and not seen.add(entry.doc_id):
            # Only a record has its id from a column; a file has it from its name.
            remedy = "make ids unique, or name another id column" if isinstance(entry.content, str) else "name it once"
            problem = f"{entry.name}: an article before it has the id {entry.doc_id!r} too: {remedy}"
            yield replace(entry, content=None, problem=problem)
        else:
            yield entry


def read_entry(entry: Entry, *, encoding: str | None = None, outlets: Outlets | None = None) -> Article:
    """Read an article.

    Raises:
        InputError: it cannot be read; the message names it.
    """
    return read_with_markup(entry, encoding=encoding, outlets=outlets)[0]


def read_with_markup(
    entry: Entry, *, encoding: str | None = None, outlets: Outlets | None = None
) -> tuple[Article, str | None]:
    """Read an article as :func:`read_entry` does, and give a page's markup beside it; None for a plain text.

    Raises:
        InputError: it cannot be read; the message names it.
    """
    markup = None
    match entry.content:
        case None:
            problem = entry.problem or "it cannot be read"
            raise InputError(problem if entry.name in problem else f"{entry.name}: {problem}")
        case Path() as path:
            article, markup = read_file(path, encoding=encoding, doc_id=entry.doc_id, outlets=outlets)
        case bytes() as data:
            article, markup = read_bytes(
                data,
                name=entry.name,
                suffix=entry.suffix,
                encoding=encoding,
                doc_id=entry.doc_id,
                outlets=outlets,
            )
        case str() as text if is_page(text):
            data = text.encode("utf-8", "replace")
            article, markup = read_bytes(
                data, name=entry.name, suffix=".html", encoding="utf-8", doc_id=entry.doc_id, outlets=outlets
            )
        case text:
            check_text(text, name=entry.name)
            article = Article(text, entry.doc_id)
    return replace(article, **dict(entry.besides)), markup


def files_of(paths: Iterable[str], *, without: Collection[Path] = ()) -> Iterator[Path]:
    """Give the files that a corpus consists of, without reading them."""
    found = (file for path in paths if path != STDIN for file, _ in find_files(path, without))
    return (file for file in found if isinstance(file, Path))


def holds_articles(path: Path, columns: Columns | None = None) -> bool:
    """Say whether a file that is found in a folder has an article; what this package wrote has none."""
    if is_single(path):
        return not is_product(path)
    return any(True for _ in _entries(_Place(path, "", columns or Columns(), None, is_named=False)))


def total_size(paths: Collection[str], *, without: Collection[Path] = ()) -> int:
    """Add up what the entries of a corpus take on disk, in bytes, without reading it."""
    return sum(map(_size, files_of(paths, without=without)))


class _Seen:
    """The ids that were there before; on disk, so that memory stays flat."""

    def __init__(self) -> None:
        import sqlite3

        self._database = sqlite3.connect("", isolation_level=None)  # the empty name: a file that goes when it is closed
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, doc_id: str) -> bool:
        """Say whether the id is new, and remember it."""
        done = self._database.execute("INSERT OR IGNORE INTO ids VALUES (?)", (doc_id,))
        return done.rowcount == 1


@dataclass(frozen=True, slots=True)
class _Place:
    """A file of the corpus: where it lies, the id that it has or its records' ids begin with, and how it is read.

    Args:
        is_named: rather than found in a folder, by a pattern, or in an archive, where what this package wrote is passed over.
    """

    path: Path
    doc_id: str
    columns: Columns
    encoding: str | None
    is_named: bool


def _all_entries(
    paths: Collection[str], columns: Columns, encoding: str | None, without: Collection[Path]
) -> Iterator[Entry]:
    """Give the entries of each path; where there are several, ids that would be relative begin with the path as given."""
    names = Counter(default_doc_id(path) for path in paths)
    for given in paths:
        if given == STDIN:
            yield _stdin()
            continue
        for file, inner in find_files(given, without):
            if isinstance(file, InputError):
                yield Entry(inner or given, given, None, problem=str(file))
                continue
            if inner is not None:
                doc_id = inner if len(paths) == 1 else str(PurePosixPath(given, inner))
            elif is_single(file):
                doc_id = default_doc_id(given) if names[default_doc_id(given)] == 1 else given
            else:
                doc_id = file.name if len(paths) == 1 else given
            yield from _entries(_Place(file, doc_id, columns, encoding, inner is None))


def _stdin() -> Entry:
    try:
        data = read_stdin()
    except InputError as error:
        return Entry("stdin", STDIN, None, problem=str(error))
    return Entry("stdin", STDIN, data, size=len(data))


def is_single(path: Path) -> bool:
    """Say whether a file is one article, by its name."""
    return inner_suffix(path.name) not in TABLES and archive_suffix(path.name) is None


def _entries(place: _Place) -> Iterator[Entry]:
    """Give the articles of a file; where it breaks off, the last says so."""
    path = place.path
    if is_single(path):
        if place.is_named or not (inner_suffix(path.name) in PAGES and is_product(path)):
            yield _single(place)
        return
    if not path.is_file():
        yield Entry(place.doc_id, str(path), None, problem=f"{path}: no such file; check the path")
        return
    try:
        if (suffix := archive_suffix(path.name)) is None:
            yield from _records(place)
        elif suffix in WARCS:
            yield from _responses(place)
        else:
            for member in read_zip(path) if suffix == ".zip" else read_tar(path):
                yield from _of_member(member, place)
    except AttributionError as error:
        yield Entry(place.doc_id, str(path), None, problem=str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield Entry(place.doc_id, str(path), None, problem=f"{path} breaks off ({error}): write it anew")
    except Exception as error:  # whatever the readers of tables and archives raise, the other files are read
        problem = f"{path} cannot be read ({reason_of(error)}): write it anew"
        yield Entry(place.doc_id, str(path), None, problem=problem)


def _single(place: _Place) -> Entry:
    path, size = place.path, _size(place.path)
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe is this process's alone, and read once
        try:
            with path.open("rb") as pipe:
                return Entry(place.doc_id, str(path), pipe.read(MAX_BYTES + 1))
        except OSError as error:
            return Entry(place.doc_id, str(path), None, problem=f"{path} cannot be read: {error.strerror or error}")
    return Entry(place.doc_id, str(path), path, size=size)


def _records(place: _Place) -> Iterator[Entry]:
    path = place.path
    if inner_suffix(path.name) == ".parquet":
        for record, share in read_parquet(path):
            if _is_result(record, place):
                return
            _check_names(record, place)
            yield _of_record(record, place, str(path), share)
        return
    is_lines = inner_suffix(path.name) in LINES
    if is_lines:
        _check_lines(place)
    with path.open("rb") as raw:
        before = 0
        for record in _of_stream(raw, path.name, place.encoding):
            if _is_result(record, place):
                return
            if not is_lines:
                _check_names(record, place)
            size, before = raw.tell() - before, raw.tell()
            yield _of_record(record, place, str(path), size)


def _is_result(record: Record, place: _Place) -> bool:
    """Say whether a record is of a table that an audit wrote, and not of articles, unless the text's column is named.

    Raises:
        InputError: it is, and the file was named.
    """
    fields = record.fields
    if isinstance(fields, InputError) or place.columns.text in fields or not is_result(fields.keys()):
        return False
    if place.is_named:
        raise InputError(
            f"{place.path} is a table that attribution audit wrote, and holds no articles: give the articles themselves"
        )
    return True


def _check_names(record: Record, place: _Place) -> None:
    """Refuse a whole table whose columns are not those that are read, once and not record by record."""
    if not isinstance(record.fields, InputError):
        check_names(record.fields, place.columns)


def _check_lines(place: _Place) -> None:
    """Refuse JSON lines as a whole where none has the columns that are read; for each has names of its own.

    They are gone through as far as the first that has them, which most often is the first of all.
    """
    refused: InputError | None = None
    with place.path.open("rb") as raw:
        for record in _of_stream(raw, place.path.name, place.encoding):
            if _is_result(record, place):
                return
            if isinstance(record.fields, InputError):
                continue
            try:
                check_names(record.fields, place.columns)
            except InputError as error:
                refused = refused or error
            else:
                return
    if refused is not None:
        raise refused


def _of_stream(stream: IO[bytes], name: str, encoding: str | None) -> Iterator[Record]:
    suffix = inner_suffix(name)
    if name.lower().endswith(".gz"):
        stream = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment]
    if suffix in LINES:
        return read_lines(stream, encoding=encoding)  # type: ignore[arg-type]
    return read_separated(stream, delimiter=SEPARATED[suffix], encoding=encoding)  # type: ignore[arg-type]


def _of_member(member: Member, place: _Place) -> Iterator[Entry]:
    suffix = inner_suffix(member.name)
    doc_id, name = member.name, f"{place.path}!{member.name}"
    if place.doc_id:
        doc_id = f"{place.doc_id}!{doc_id}"
    if any(part.startswith(".") for part in PurePosixPath(member.name).parts if part not in ("..", ".")):
        return
    if suffix == ".parquet" or archive_suffix(member.name) is not None:
        problem = "an archive in an archive, or a Parquet file in one, is not opened: unpack it and give the folder"
        yield Entry(doc_id, name, None, size=member.size, problem=problem)
    elif suffix not in TEXTS | TABLES | DOCUMENTS:
        return
    elif isinstance(member.content, InputError):
        yield Entry(doc_id, name, None, size=member.size, problem=str(member.content))
    elif suffix in TABLES:
        yield from _of_table(member, replace(place, doc_id=doc_id, is_named=False), name)
    else:
        try:
            data = member.content.read(MAX_BYTES + 1)
        except Exception as error:  # each form of packing has errors of its own
            yield Entry(doc_id, name, None, size=member.size, problem=f"it cannot be unpacked ({error}): pack it anew")
        else:
            if form_of(data) is None:
                yield Entry(doc_id, name, data, suffix, size=member.size)


def _of_table(member: Member, place: _Place, name: str) -> Iterator[Entry]:
    size, suffix = member.size, inner_suffix(member.name)
    try:
        for record in _of_stream(member.content, member.name, place.encoding):  # type: ignore[arg-type]
            if _is_result(record, place):
                return
            if suffix not in LINES:
                _check_names(record, place)
            yield _of_record(record._replace(lines=None), place, name, size)  # those of the archive are others
            size = 0
    except AttributionError as error:
        yield Entry(place.doc_id, name, None, size=size, problem=str(error))
    except Exception as error:  # as above; the archive's other files go on
        yield Entry(place.doc_id, name, None, size=size, problem=f"it breaks off ({error}): pack it anew")


def _responses(place: _Place) -> Iterator[Entry]:
    for response, size in read_warc(place.path):
        doc_id = f"{response.url}#{response.record_id}"
        name = f"{place.path}!{response.url}"
        if isinstance(response.content, InputError):
            yield Entry(doc_id, name, None, size=size, problem=str(response.content))
        else:
            suffix = ".txt" if response.is_plain else ".html"
            yield Entry(doc_id, name, response.content, suffix, (("url", response.url),), size)


def _of_record(record: Record, place: _Place, file: str, size: int) -> Entry:
    doc_id, name = f"{place.doc_id}#{record.number}", f"{file}#{record.number}"
    if isinstance(record.fields, InputError):
        return Entry(doc_id, name, None, size=size, problem=str(record.fields), lines=record.lines)
    try:
        doc_id = id_in(record.fields, place.columns.doc_id) or doc_id
        text = text_in(record.fields, place.columns.text)
    except InputError as error:
        return Entry(doc_id, name, None, size=size, problem=str(error), lines=record.lines)
    return Entry(doc_id, name, text, besides=besides_in(record.fields), size=size, lines=record.lines)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
