"""What a newsroom asks of its articles: rules chosen, limits, verbs; from ``attribution.toml`` or ``pyproject.toml``."""

from __future__ import annotations

import glob
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any

from attribution.defaults import RULES
from attribution.errors import DataFileError, meant
from attribution.folders import whole_path
from attribution.linter.rules import Level, rules

CONFIG_FILE = "attribution.toml"
PROJECT_FILE = "pyproject.toml"
_LOADED_CUES = ("admit", "boast", "brag", "claim", "concede", "confess", "whine")


@dataclass(frozen=True, slots=True)
class Policy:
    """What to look for. Every field is a key of the configuration, with ``-`` for ``_``.

    Args:
        select, ignore: ids of rules or beginnings of them ("AT1"); what both name is ignored.
        per_path_ignores: likewise, by a glob of paths ("opinion/**"). One that begins at the root is held against the whole path;
            those of a configuration do, and count from its folder.
        levels: another level for a rule, by id.
        fail_on: from this level on, violations make the command fail.
        anonymous_share: of the cited statements, 0 to 1, over which AT501 fires.
        mean_score: of the cited statements, below which AT502 fires.
        headline_score: of the best statement under a headline, below which AT503 fires.
        min_confidence: that a statement has to be found with, 0 to 1, for a rule to look at it.
        min_statements: from how many cited statements on AT501, AT502 and AT504 judge an article.
        loaded_cues: base forms of the verbs of AT301.
        outlet: who publishes the articles that do not say so themselves: what it has itself came through nobody.
        rubric, outlets: paths of a house rubric and of a table of further outlets.
        pipeline, model: as for :func:`attribution.audit`.
    """

    select: tuple[str, ...] = ("AT",)
    ignore: tuple[str, ...] = ()
    per_path_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)
    fail_on: Level = Level.WARNING
    anonymous_share: float = 0.5
    mean_score: float = 0.5
    headline_score: float = 0.6
    min_confidence: float = 0.0
    min_statements: int = 3
    loaded_cues: tuple[str, ...] = _LOADED_CUES
    outlet: str | None = None
    rubric: Path | None = None
    outlets: Path | None = None
    pipeline: str | None = None
    model: str | None = None

    def is_on(self, rule: str, path: str = "") -> bool:
        """Say whether a rule is looked for in the article of a path.

        >>> Policy(ignore=("AT3",)).is_on("AT302")
        False
        """
        ignored = list(self.ignore)
        for pattern, ids in self.per_path_ignores.items():
            if _matches(path, pattern):
                ignored += ids
        return rule.startswith(self.select) and not rule.startswith(tuple(ignored))

    def level_of(self, rule: str) -> Level:
        return self.levels.get(rule, rules()[rule].level)


def load_policy(path: str | Path | None = None, *, start: str | Path = ".") -> Policy:
    """Load a configuration.

    Args:
        path: of a TOML file: keys at its top, or in ``[tool.attribution]`` of a ``pyproject.toml``.
        start: without a path, the folder from which on upwards an ``attribution.toml``, or a ``pyproject.toml`` that has such
            a table, is looked for. None found gives the defaults. A broken ``pyproject.toml`` that does not name this package
            is passed over: it is no configuration of it.

    Raises:
        DataFileError: the file is missing or no TOML, a key or value is none of those allowed, or no rule is left to look for;
            the message names file and key, and what is allowed.

    >>> load_policy(start="/").fail_on
    <Level.WARNING: 'warning'>
    """
    if path is not None:
        return _policy(_table(Path(path)), Path(path))
    folder = Path(start).resolve()
    for parent in (folder, *folder.parents):
        for name in (CONFIG_FILE, PROJECT_FILE):
            file = parent / name
            if file.is_file() and (name == CONFIG_FILE or _has_table(file)):
                return _policy(_table(file), file)
    return Policy()


def _has_table(path: Path) -> bool:
    return b"attribution" in _bytes(path) and "attribution" in _tool(path)


def _tool(path: Path) -> Mapping[str, Any]:
    tool = _toml(path).get("tool", {})
    return tool if isinstance(tool, dict) else {}


def _table(path: Path) -> Mapping[str, Any]:
    if path.name != PROJECT_FILE:
        return _toml(path)
    table = _tool(path).get("attribution", {})
    if not isinstance(table, dict):
        raise DataFileError(f"{path}: tool.attribution should be a table")
    return table


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(_bytes(path).decode("utf-8-sig"))
    except ValueError as error:
        raise DataFileError(
            f"{path} cannot be read as a configuration ({error}): mend it, or name another file by --config"
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataFileError(
            f"{path} cannot be read as a configuration ({error.strerror or error}): give a TOML file"
        ) from error


def _policy(table: Mapping[str, Any], path: Path) -> Policy:
    known = {f.name.replace("_", "-"): f.name for f in fields(Policy)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise DataFileError(f"{path}: there is no key {key!r}{meant(key, known)}; use {', '.join(known)}")
        values[known[key]] = _READERS[known[key]](value, f"{path}: {key}")
    policy = replace(Policy(), **_from_folder(path.resolve().parent, values))
    return check_selection(policy, f"{path}: select and ignore")


def _from_folder(folder: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    """Let paths and globs count from the folder of the file that names them, wherever the command is run."""
    found = dict(values)
    for key in ("rubric", "outlets"):
        if key in found:
            found[key] = folder / found[key]
    if found.get("model", RULES) != RULES:
        found["model"] = str(folder / found["model"])
    if "per_path_ignores" in found:
        found["per_path_ignores"] = {
            _anchored(pattern, folder): ids for pattern, ids in found["per_path_ignores"].items()
        }
    return found


def _anchored(pattern: str, folder: Path) -> str:
    """Let a glob begin with a folder; one without a slash fits any file's name, and stays. A folder is all that is in it."""
    if os.path.isdir(folder / pattern):  # noqa: PTH112 - Path.is_dir raises for names that no system allows
        pattern = str(PurePosixPath(pattern, "**"))
    if "/" not in pattern:
        return pattern
    return os.path.normpath(Path(glob.escape(folder.as_posix()), pattern))


def lost_globs(policy: Policy) -> list[str]:
    """Give the globs of a configuration that begin where nothing is, as far as that is known without a walk through folders."""
    return [pattern for pattern in policy.per_path_ignores if Path(pattern).is_absolute() and not _is_anywhere(pattern)]


def _is_anywhere(pattern: str) -> bool:
    start = Path(*takewhile(lambda part: part != "**", Path(pattern).parts))
    return any(glob.iglob(str(start), include_hidden=True))  # noqa: PTH207 - Path.glob takes none that begins at the root


def _string(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise DataFileError(f"{place} should be a string, not {value!r}")
    return value


def _strings(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataFileError(f"{place} should be a list of strings, not {value!r}")
    return tuple(value)


def _ids(value: object, place: str) -> tuple[str, ...]:
    return check_ids(_strings(value, place), place)


def check_ids(ids: Iterable[str], place: str) -> tuple[str, ...]:
    """Give ids of rules, or beginnings of them, back, in capitals.

    Raises:
        DataFileError: one of them begins no rule's id; the message names the place.
    """
    found = tuple(id.upper() for id in ids)
    for id in found:
        if not id or not any(rule.startswith(id) for rule in rules()):
            raise DataFileError(f"{place} names no rule: {id!r}; attribution rule lists them")
    return found


def check_selection(policy: Policy, place: str) -> Policy:
    """Give a policy back.

    Raises:
        DataFileError: it leaves no rule to look for, which would let every article pass; the message names the place.
    """
    if not any(map(replace(policy, per_path_ignores={}).is_on, rules())):
        raise DataFileError(
            f"{place} leave no rule to look for, so that every article would pass: leave select out for all of them, or ignore "
            "fewer"
        )
    return policy


def _level(value: object, place: str) -> Level:
    if value not in list(Level):
        raise DataFileError(f"{place} should be {', '.join(Level)}, not {value!r}")
    return Level(str(value))


def _levels(value: object, place: str) -> Mapping[str, Level]:
    if not isinstance(value, dict):
        raise DataFileError(f"{place} should be a table from rules to levels, not {value!r}")
    for id in value:
        if id not in rules():
            raise DataFileError(f"{place} names no rule: {id!r}; attribution rule lists them")
    return {id: _level(level, f"{place}.{id}") for id, level in value.items()}


def _ids_by_path(value: object, place: str) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise DataFileError(f"{place} should be a table from globs of paths to rules, not {value!r}")
    return {pattern: _ids(ids, f"{place}.{pattern}") for pattern, ids in value.items()}


def _share(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise DataFileError(f"{place} should be a number from 0 to 1, not {value!r}")
    return float(value)


def _count(value: object, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise DataFileError(f"{place} should be a whole number from 1 on, not {value!r}")
    return value


_READERS: Mapping[str, Callable[[object, str], Any]] = {
    "select": _ids,
    "ignore": _ids,
    "per_path_ignores": _ids_by_path,
    "levels": _levels,
    "fail_on": _level,
    "anonymous_share": _share,
    "mean_score": _share,
    "headline_score": _share,
    "min_confidence": _share,
    "min_statements": _count,
    "loaded_cues": _strings,
    "outlet": _string,
    "rubric": _string,
    "outlets": _string,
    "pipeline": _string,
    "model": _string,
}


def _matches(path: str, pattern: str) -> bool:
    """Match a path against a glob, in which ``**`` stands for any folders; one without a slash fits any file's name.

    A glob that begins at the root is held against the whole path.

    >>> _matches("opinion/2024/a.md", "opinion/**"), _matches("news/a.md", "*.md"), _matches("news/a.md", "opinion/**")
    (True, True, False)
    """
    is_whole = Path(pattern).is_absolute()
    parts = (whole_path(path) if is_whole else PurePosixPath(path)).parts
    wanted = (Path(pattern) if is_whole else PurePosixPath(pattern)).parts
    return _fits(parts, wanted if len(wanted) > 1 else ("**", *wanted))


def _fits(parts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return len(wanted) == 1 or any(_fits(parts[n:], wanted[1:]) for n in range(len(parts) + 1))
    return bool(parts) and PurePosixPath(parts[0]).match(wanted[0]) and _fits(parts[1:], wanted[1:])
