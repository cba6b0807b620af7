"""The rules of the linter, from ``data/rules.toml``: what each looks for, why, how grave it is, and examples."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


class Level(StrEnum):
    """How grave a violation is, by the names of SARIF 2.1.0 (3.27.10), from least to gravest."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of ``rules.toml``.

    Args:
        id: stable: "AT103".
        message: with the places that a violation fills: ``{source}``, ``{words}``.
        bad, good: texts in which it has to fire, and in which it must not.
    """

    id: str
    name: str
    level: Level
    summary: str
    message: str
    because: str
    standard: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


@cache
def rules() -> Mapping[str, Rule]:
    """Load the rules, by id, in order.

    >>> rules()["AT302"].name
    'unattributed-hedge'
    """
    tables = tomllib.loads((files("attribution") / "data" / "rules.toml").read_text(encoding="utf-8"))
    return MappingProxyType({id: _rule(id, table) for id, table in tables.items()})


def _rule(id: str, table: Mapping[str, Any]) -> Rule:
    lists = {key: tuple(table[key]) for key in ("bad", "good")}
    return Rule(id, **{**table, **lists, "level": Level(table["level"])})
