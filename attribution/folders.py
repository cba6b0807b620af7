"""Paths and patterns to the files that may hold articles, in an order that does not change."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from attribution.archives import TARS, WARCS
from attribution.errors import InputError
from attribution.suffixes import DOCUMENTS, TABLES, TEXTS, inner_suffix


def find_files(given: str, without: Collection[Path]) -> Iterator[tuple[Path | InputError, str | None]]:
    """Give the files that a path or pattern names, each with its path inside of it; None where the path is the file."""
    path = Path(given)
    try:
        if not given:  # which would be the working directory
            yield InputError("a path is empty: check what it was made from, or give . for this folder"), None
        elif path.is_dir():
            yield from _walk(path, without)
        elif glob.has_magic(given) and not path.exists():
            yield from _matches(given, without)
        else:
            yield path, None
    except (OSError, ValueError) as error:
        yield InputError(f"{given} cannot be read: {getattr(error, 'strerror', None) or error}"), None


def _matches(pattern: str, without: Collection[Path]) -> Iterator[tuple[Path | InputError, str | None]]:
    """Give what a pattern names, by the path below the folders that it names without a wildcard."""
    parts = Path(pattern).parts
    fixed = next(n for n, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:fixed])
    found = False
    for path in sorted(root.glob(str(PurePosixPath(*parts[fixed:])))):  # it follows no link to a folder
        inner = path.relative_to(root)
        is_hidden = any(part.startswith(".") for part in inner.parts)
        if not is_hidden and path.is_file() and path.resolve() not in without and _is_inside(path, root):
            found = True
            yield path, str(PurePosixPath(inner))
    if not found:
        yield InputError(f"{pattern}: no file has such a name; check the pattern"), None


def _walk(root: Path, without: Collection[Path]) -> Iterator[tuple[Path | InputError, str]]:
    """Give the files below a folder by name, depth first; hidden ones, and links that lead out of it, are passed over."""
    pending = [(PurePosixPath(), True)]
    while pending:
        inner, is_folder = pending.pop()
        if not is_folder:
            yield root / inner, str(inner)
            continue
        try:
            with os.scandir(root / inner) as found:
                wanted = [(inner / entry.name, is_dir) for entry, is_dir in _wanted(found, root, without)]
        except OSError as error:
            yield InputError(f"{root / inner} cannot be read: {error.strerror or error}"), str(inner)
        else:
            pending.extend(sorted(wanted, reverse=True))


def _wanted(
    found: Iterable[os.DirEntry[str]], root: Path, without: Collection[Path]
) -> Iterator[tuple[os.DirEntry[str], bool]]:
    """Give the entries of a folder that are folders themselves, which is said, or may be articles."""
    names_without = {path.name for path in without}
    for entry in found:
        path = Path(entry.path)
        if entry.name.startswith(".") or (entry.name in names_without and path.resolve() in without):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield entry, True
        elif _may_be_read(entry.name) and entry.is_file() and (not entry.is_symlink() or _is_inside(path, root)):
            yield entry, False


def _may_be_read(name: str) -> bool:
    return inner_suffix(name) in TEXTS | TABLES | DOCUMENTS or archive_suffix(name) is not None


def _is_inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def whole_path(path: str | os.PathLike[str]) -> Path:
    """Give a file's path from the root on, however it is spelled; of links, folders are followed and the file is not.

    >>> whole_path("news/../a.txt") == whole_path("./a.txt")
    True
    """
    file = Path(path)
    return file.parent.resolve() / file.name


def archive_suffix(name: str) -> str | None:
    """Give the suffix that makes a file an archive; None where none does."""
    return next((suffix for suffix in (".zip", *TARS, *WARCS) if name.lower().endswith(suffix)), None)
