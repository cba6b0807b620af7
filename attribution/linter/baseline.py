"""A file of the violations that are known, so that only what is new counts."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from attribution.errors import DataFileError
from attribution.folders import whole_path
from attribution.linter.checks import Violation

VERSION = 2
# Files of this version count their paths from the folder in which the command was run, and so go on to work there.
_FROM_WORKING_DIRECTORY = 1


def fingerprint(path: str, violation: Violation) -> str:
    """Know a violation again though lines have moved: by article, rule and the words of the statement.

    Returns:
        40 hexadecimal digits, the same on every machine.
    """
    return _mark(path, violation.rule, violation.claim)


def marks_by_claim(path: str, violation: Violation) -> list[tuple[str, str]]:
    """Give the statements that a violation tells of, those that it only counts too, each with its fingerprint."""
    return [(claim, _mark(path, violation.rule, claim)) for claim in (violation.claim, *violation.also)]


def _mark(path: str, rule: str, claim: str) -> str:
    parts = "\0".join((path, rule, claim.casefold()))
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of a baseline: in which article which rule is known to be broken, and how often."""

    path: str
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known, by fingerprint, and the folder that the paths of articles count from."""

    entries: Mapping[str, Known]
    folder: Path

    def path_of(self, path: str) -> str:
        """Give the path by which the baseline knows an article, however it is spelled."""
        return relative_path(path, self.folder)


def relative_path(path: str, folder: Path) -> str:
    """Give a file's path from a folder on, with forward slashes, the same wherever the command is run.

    >>> relative_path("./news/../news/a.txt", Path("news"))
    'a.txt'
    """
    whole = whole_path(path)
    try:
        return Path(os.path.relpath(whole, folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return whole.as_posix()


def read_baseline(path: str | Path) -> Baseline:
    """Read what is known.

    Raises:
        DataFileError: the file is missing, or no baseline.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        if data["version"] not in (_FROM_WORKING_DIRECTORY, VERSION):
            raise ValueError(f"version {data['version']!r}")
        entries = {
            str(entry["fingerprint"]): Known(str(entry["path"]), str(entry["rule"]), int(entry["count"]))
            for entry in data["violations"]
        }
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise DataFileError(
            f"{path} cannot be read as a baseline ({error}): make one by attribution check --write-baseline FILE"
        ) from error
    return Baseline(entries, Path(path).parent if data["version"] == VERSION else Path())


def render_baseline(found: Iterable[tuple[str, Violation]], folder: Path) -> bytes:
    """Give the file that makes the violations of some paths known; the same violations give the same bytes.

    Args:
        folder: that the file will lie in; the paths in it count from there.
    """
    counts: Counter[str] = Counter()
    about: dict[str, Mapping[str, str]] = {}
    for path, violation in found:
        name = relative_path(path, folder)
        for _, mark in marks_by_claim(name, violation):
            counts[mark] += 1
            about[mark] = {"path": name, "rule": violation.rule}
    entries = sorted(
        ({**about[mark], "fingerprint": mark, "count": count} for mark, count in counts.items()),
        key=lambda entry: (entry["path"], entry["rule"], entry["fingerprint"]),
    )
    return (json.dumps({"version": VERSION, "violations": entries}, ensure_ascii=False, indent=1) + "\n").encode()
