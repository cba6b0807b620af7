"""The rubric: the weights of the score as a data file, and a newsroom's own in its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from attribution.errors import DataFileError, meant

FACTORS = ("identity", "proximity", "commitment", "form", "corroboration")
MAX_WEIGHT = 100.0
Op = Literal["set", "add", "times"]


@dataclass(frozen=True, slots=True)
class Level:
    """A figure of the rubric, why it stands there, and what becomes of it.

    Args:
        standard: that asks for it.
        op: what it does to its factor's value so far: take its place, be added, multiply it.
        says: what an explanation says of it; nothing where empty.
    """

    value: float
    because: str = ""
    standard: str = ""
    op: Op = "set"
    says: str = ""

    def applied_to(self, value: float) -> float:
        """Give a factor's value after this level.

        >>> Level(0.5, op="times").applied_to(0.5)
        0.25
        """
        match self.op:
            case "set":
                return self.value
            case "add":
                return value + self.value
            case "times":
                return value * self.value


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric's levels, by table and name.

    >>> load_rubric()["identity"]["document"]
    0.86
    """

    version: str
    levels: Mapping[str, Mapping[str, Level]]
    _figures: Mapping[str, Mapping[str, float]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sealed = {table: MappingProxyType(dict(levels)) for table, levels in self.levels.items()}
        figures = {
            table: MappingProxyType({name: level.value for name, level in levels.items()})
            for table, levels in sealed.items()
        }
        object.__setattr__(self, "levels", MappingProxyType(sealed))
        object.__setattr__(self, "_figures", MappingProxyType(figures))

    def __hash__(self) -> int:  # mappings have none, and caches are kept by rubric
        return hash((self.version, *(tuple(levels.items()) for levels in self.levels.values())))

    def __reduce__(self) -> tuple[type[Rubric], tuple[object, ...]]:  # what is sealed is not sent between processes
        return Rubric, (self.version, {table: dict(levels) for table, levels in self.levels.items()})

    def __getitem__(self, table: str) -> Mapping[str, float]:
        return self._figures[table]


def load_rubric(path: str | Path | Rubric | None = None) -> Rubric:
    """Load the package's rubric, or a newsroom's own, in which only what differs has to stand.

    Args:
        path: of a TOML file: tables and keys as in the package's ``rubric.toml``; a value is a number, or a number with its
            reason, ``{ value = 0.8, because = "…", standard = "…" }``. What a level does to the score, and says, stays the
            package's. A rubric that is loaded is given back.

    Raises:
        DataFileError: the file is missing or no TOML, or a table, key or value is none of those allowed; the message names
            file and key, and what is allowed.
    """
    if isinstance(path, Rubric):
        return path
    default = _default()
    if path is None:
        return default
    if not isinstance(path, str | PathLike):
        raise DataFileError(
            f"a rubric should be a path or what load_rubric gives, not a value of type {type(path).__name__}"
        )
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataFileError(
            f"the rubric {path} cannot be read: {error.strerror or error}; check the path that --rubric, rubric= or the "
            "configuration gives"
        ) from error
    except ValueError as error:
        raise DataFileError(
            f"{path} cannot be read as a rubric ({error}): give a TOML file like the package's rubric.toml"
        ) from error
    return _checked({"version": f"{default.version}, changed", **data}, str(path), default.levels)


@cache
def _default() -> Rubric:
    data = tomllib.loads((files("attribution") / "data" / "rubric.toml").read_text(encoding="utf-8"))
    version = data.pop("version")
    return Rubric(version, {table: {key: Level(**level) for key, level in data[table].items()} for table in data})


def _checked(data: Mapping[str, object], name: str, default: Mapping[str, Mapping[str, Level]]) -> Rubric:
    for table in data:
        if table not in default and table != "version":
            raise DataFileError(f"{name}: there is no table {table!r}{meant(table, default)}; use {', '.join(default)}")
    tables = {table: _table(data.get(table, {}), table, name, levels) for table, levels in default.items()}
    if not any(level.value for level in tables["weights"].values()):
        raise DataFileError(f"{name}: at least one of the weights should be above 0")
    for table in ("strength", "admiralty"):
        values = [level.value for level in tables[table].values()]
        if values != sorted(values, reverse=True):
            raise DataFileError(f"{name}: {table} should fall from {' to '.join(tables[table])}, not {values}")
    return Rubric(str(data.get("version", "")), tables)


def _table(given: object, table: str, name: str, default: Mapping[str, Level]) -> Mapping[str, Level]:
    if not isinstance(given, Mapping):
        raise DataFileError(f"{name}: {table!r} should be a table of figures, not {given!r}")
    levels = dict(default)
    for key, value in given.items():
        if key not in default:
            raise DataFileError(f"{name}: {table} has no {key!r}{meant(str(key), default)}; use {', '.join(default)}")
        levels[key] = _level(value, f"{name}: {table}.{key}", MAX_WEIGHT if table == "weights" else 1.0, default[key])
    return levels


def _level(given: object, place: str, highest: float, default: Level) -> Level:
    fields = given if isinstance(given, Mapping) else {"value": given}
    fixed = {"op": default.op, "says": default.says}
    unknown = fields.keys() - {"value", "because", "standard", *fixed}
    if unknown:
        raise DataFileError(f"{place} has no {sorted(unknown)[0]!r}; use value, because, standard")
    value = fields.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= highest:
        raise DataFileError(f"{place} should be a number from 0 to {highest:g}, not {value!r}")
    words = [fields.get(key, "") for key in ("because", "standard")]
    if not all(isinstance(word, str) for word in words):
        raise DataFileError(f"{place}: because and standard should be texts")
    for key, own in fixed.items():  # a copy of the package's file is a rubric as well
        if fields.get(key, own) != own:
            raise DataFileError(f"{place}: {key} stays as in the package's rubric, {own!r}; leave it out")
    return replace(default, value=float(value), because=str(words[0]), standard=str(words[1]))
