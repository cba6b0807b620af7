"""A file of the violations that are known, so that only what is new counts."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from attribution.defaults import STDIN
from attribution.errors import DataFileError
from attribution.folders import whole_path
from attribution.linter.checks import Violation
from attribution.linter.places import Place

VERSION = 2
# Files of this version count their paths from the folder in which the command was run, and so go on to work there.
_FROM_WORKING_DIRECTORY = 1


def fingerprint(place: Place, violation: Violation) -> str:
    """Know a violation again though lines have moved: by article, rule and the words of the statement.

    Returns:
        40 hexadecimal digits, the same on every machine.
    """
    return _mark(place, violation.rule, violation.claim)


def marks_by_claim(place: Place, violation: Violation) -> list[tuple[str, str]]:
    """Give the statements that a violation tells of, those that it only counts too, each with its fingerprint."""
    return [(claim, _mark(place, violation.rule, claim)) for claim in (violation.claim, *violation.also)]


def _mark(place: Place, rule: str, claim: str) -> str:
    article = () if place.article is None else (place.article,)
    parts = "\0".join((place.path, *article, rule, claim.casefold()))
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of a baseline: in which article which rule is known to be broken, and how often."""

    place: Place
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known, by fingerprint, and the folder that the paths of articles count from."""

    entries: Mapping[str, Known]
    folder: Path

    def place_of(self, place: Place) -> Place:
        """Give the place by which the baseline knows an article, however its path is spelled."""
        return replace(place, path=relative_path(place.path, self.folder))

    def is_gone(self, place: Place) -> bool:
        """Say whether a file that the baseline knows was renamed or deleted; standard input never is."""
        path = self.folder / place.path
        return path.name != STDIN and not path.exists()

    def counts_from(self, folder: Path) -> bool:
        """Say whether the paths in it count from a folder."""
        return self.folder.resolve() == folder.resolve()


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
            str(entry["fingerprint"]): Known(_place(entry), str(entry["rule"]), int(entry["count"]))
            for entry in data["violations"]
        }
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataFileError(
            f"{path} cannot be read as a baseline ({reason}): make one by attribution check --write-baseline FILE"
        ) from error
    return Baseline(entries, Path(path).parent if data["version"] == VERSION else Path())


def _place(entry: Mapping[str, object]) -> Place:
    return Place(str(entry["path"]), str(entry["article"]) if "article" in entry else None)


def made_known(found: Iterable[tuple[Place, Violation]], folder: Path) -> dict[str, Known]:
    """Give the entries of a baseline that make the violations of some articles known, by fingerprint.

    Args:
        folder: that the file will lie in; the paths in it count from there.
    """
    entries: dict[str, Known] = {}
    for place, violation in found:
        known = replace(place, path=relative_path(place.path, folder))
        for _, mark in marks_by_claim(known, violation):
            before = entries[mark].count if mark in entries else 0
            entries[mark] = Known(known, violation.rule, before + 1)
    return entries


def render_baseline(entries: Mapping[str, Known]) -> bytes:
    """Give the file that holds some entries; the same entries give the same bytes."""
    violations = sorted(
        (
            {
                "path": known.place.path,
                **({} if known.place.article is None else {"article": known.place.article}),
                "rule": known.rule,
                "fingerprint": mark,
                "count": known.count,
            }
            for mark, known in entries.items()
        ),
        key=lambda entry: (entry["path"], entry.get("article", ""), entry["rule"], entry["fingerprint"]),
    )
    return (json.dumps({"version": VERSION, "violations": violations}, ensure_ascii=False, indent=1) + "\n").encode()
