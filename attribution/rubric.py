"""The rubric: the weights of the score as a data file, and a newsroom's own in its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from attribution.errors import DataFileError, meant
from attribution.model import Commitment, Quotation

FACTORS = ("identity", "proximity", "commitment", "form", "corroboration")
LEVELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "weights": FACTORS,
        "identity": (
            *("named_person", "named_person_bare", "office_holder", "document", "document_unissued", "document_vague"),
            *("organization", "news_outlet"),
            *("social_post", "social_post_unsigned", "anonymous", "anonymous_role", "anonymous_described"),
            *("anonymous_reason", "anonymous_stock_reason", "anonymous_several", "collective", "author"),
            *("own_voice_background", "own_voice", "own_voice_charged"),
            *("unattributed_expected", "unattributed"),
        ),
        "proximity": (
            *("witness", "first_hand", "told", "absent", "hearsay", "own_voice", "unattributed"),
            *("relayed", "relayed_unnamed", "relayed_twice"),
        ),
        "commitment": (*map(str, Commitment), "none", "negated", "future", "question", "hedged", "unnamed_opinion"),
        "form": tuple(map(str, Quotation)),
        "corroboration": ("alone", "verified", "one", "more", "disputed", "circular", "unverified"),
        "strength": ("strong", "moderate"),
        "admiralty": ("A", "B", "C", "D"),
    }
)
MAX_WEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class Level:
    """A figure of the rubric, why it stands there, and the standard that asks for it."""

    value: float
    because: str = ""
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric's levels, by table and name.

    >>> load_rubric()["identity"]["document"]
    0.86
    """

    version: str
    levels: Mapping[str, Mapping[str, Level]]

    def __post_init__(self) -> None:
        sealed = {table: MappingProxyType(dict(levels)) for table, levels in self.levels.items()}
        object.__setattr__(self, "levels", MappingProxyType(sealed))

    def __hash__(self) -> int:
        return hash((self.version, *(tuple(levels.items()) for levels in self.levels.values())))

    def __reduce__(self) -> tuple[type[Rubric], tuple[object, ...]]:  # what is sealed is not sent between processes
        return Rubric, (self.version, {table: dict(levels) for table, levels in self.levels.items()})

    def __getitem__(self, table: str) -> Mapping[str, float]:
        return {name: level.value for name, level in self.levels[table].items()}


def load_rubric(path: str | Path | Rubric | None = None) -> Rubric:
    """Load the package's rubric, or a newsroom's own, in which only what differs has to stand.

    Args:
        path: of a TOML file: tables and keys as in the package's ``rubric.toml``; a value is a number, or a number with its
            reason, ``{ value = 0.8, because = "…", standard = "…" }``. A rubric that is loaded is given back.

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
    except (OSError, ValueError) as error:
        raise DataFileError(
            f"{path} cannot be read as a rubric ({error}): give a TOML file like the package's rubric.toml"
        ) from error
    return _checked({"version": f"{default.version}, changed", **data}, str(path), default.levels)


@cache
def _default() -> Rubric:
    text = (files("attribution") / "data" / "rubric.toml").read_text(encoding="utf-8")
    return _checked(tomllib.loads(text), "rubric.toml", {})


def _checked(data: Mapping[str, object], name: str, default: Mapping[str, Mapping[str, Level]]) -> Rubric:
    for table in data:
        if table not in LEVELS and table != "version":
            raise DataFileError(f"{name}: there is no table {table!r}{meant(table, LEVELS)}; use {', '.join(LEVELS)}")
    tables = {table: _table(data.get(table, {}), table, name, default.get(table, {})) for table in LEVELS}
    if not any(level.value for level in tables["weights"].values()):
        raise DataFileError(f"{name}: at least one of the weights should be above 0")
    for table in ("strength", "admiralty"):
        values = [tables[table][level].value for level in LEVELS[table]]
        if values != sorted(values, reverse=True):
            raise DataFileError(f"{name}: {table} should fall from {' to '.join(LEVELS[table])}, not {values}")
    return Rubric(str(data.get("version", "")), tables)


def _table(given: object, table: str, name: str, default: Mapping[str, Level]) -> Mapping[str, Level]:
    if not isinstance(given, Mapping):
        raise DataFileError(f"{name}: {table!r} should be a table of figures, not {given!r}")
    levels = dict(default)
    for key, value in given.items():
        if key not in LEVELS[table]:
            raise DataFileError(
                f"{name}: {table} has no {key!r}{meant(str(key), LEVELS[table])}; use {', '.join(LEVELS[table])}"
            )
        levels[key] = _level(value, f"{name}: {table}.{key}", MAX_WEIGHT if table == "weights" else 1.0)
    missing = [key for key in LEVELS[table] if key not in levels]
    if missing:
        raise DataFileError(f"{name}: {table} lacks {', '.join(missing)}")
    return {key: levels[key] for key in LEVELS[table]}


def _level(given: object, place: str, highest: float) -> Level:
    fields = given if isinstance(given, Mapping) else {"value": given}
    unknown = fields.keys() - {"value", "because", "standard"}
    if unknown:
        raise DataFileError(f"{place} has no {sorted(unknown)[0]!r}; use value, because, standard")
    value = fields.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= highest:
        raise DataFileError(f"{place} should be a number from 0 to {highest:g}, not {value!r}")
    words = [fields.get(key, "") for key in ("because", "standard")]
    if not all(isinstance(word, str) for word in words):
        raise DataFileError(f"{place}: because and standard should be texts")
    return Level(float(value), *map(str, words))
