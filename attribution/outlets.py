"""The news outlets by their names: the package's table, and those that a user adds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from attribution.errors import DataFileError
from attribution.lexicon import Row, read_table, read_table_file

COLUMNS = ("name", "aliases", "kind", "country", "domain")
KINDS = ("wire", "newspaper", "broadcaster", "magazine", "digital", "state-controlled", "fact-checker")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_POSSESSIVE = re.compile(r"[’'`]s?$")
_added: list[str] = []


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of ``outlets.tsv``."""

    name: str
    kind: str
    country: str
    domain: str


@cache
def outlets() -> dict[str, Outlet]:
    """Load the outlets, by each of their names in lower case and without an article, and by their domains."""
    by_name: dict[str, Outlet] = {}
    named = list(_named(read_table("outlets", COLUMNS)))
    for outlet, names in named:
        for name in names:
            by_name.setdefault(name, outlet)
    for outlet, _ in named:
        by_name.setdefault(outlet.domain, outlet)
    return by_name


def add_outlets(path: str | os.PathLike[str]) -> int:
    """Add outlets of your own, which this process knows from then on; they go before the package's of the same names.

    Processes that :func:`attribution.audit_corpus` starts know them too.

    Args:
        path: of a table of tab-separated values with the columns name, aliases (apart by ``|``), kind, country (ISO 3166-1) and
            domain, as the package's ``data/outlets.tsv``.

    Returns:
        how many outlets the table has.

    Raises:
        DataFileError: it cannot be read, or a row lacks a name or has another kind; the message names file and row.
    """
    file = os.fspath(path)
    rows = read_table_file(Path(file), COLUMNS)
    for row in rows:
        if not bare(row["name"]):
            raise DataFileError(f"{file}: an outlet lacks a name ({dict(row)})")
        if row["kind"] not in KINDS:
            raise DataFileError(f"{file}: {row['name']!r} has the kind {row['kind']!r}; use {', '.join(KINDS)}")
    for outlet, names in _named(rows):
        outlets().update(dict.fromkeys([*names, *filter(None, [outlet.domain])], outlet))
    if file not in _added:
        _added.append(file)
    return len(rows)


def added_outlets() -> tuple[str, ...]:
    """Give the paths of the tables that were added, in order."""
    return tuple(_added)


def outlet_key(name: str) -> str:
    """Give what an outlet's names have in common: the name that it has in the table, in lower case.

    >>> outlet_key("the AP") == outlet_key("Associated Press")
    True
    """
    return outlet_name(name).lower()


def outlet_name(name: str) -> str:
    """Give the one name by which networks know an outlet: that of the table where it has the outlet, without an article.

    >>> outlet_name("The Guardian"), outlet_name("the AP"), outlet_name("The Mill Gazette")
    ('Guardian', 'Associated Press', 'Mill Gazette')
    """
    known = outlets().get(bare(name).lower())
    return bare(known.name if known is not None else name)


def is_outlet_name(name: str) -> bool:
    """Say whether the table has a name."""
    return bare(name).lower() in outlets()


@lru_cache(maxsize=1 << 14)
def bare(name: str) -> str:
    """Give a name without article, possessive ending and white space around or doubled in it.

    >>> bare("the  White House's")
    'White House'
    """
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(name.split()))).strip(' ,;:()[]"“”‘')


@cache
def small_names() -> frozenset[str]:
    """Give the names of the package's table that begin with a small letter, as they are written: "dpa"."""
    rows = read_table("outlets", COLUMNS)
    return frozenset(name for row in rows for name in (row["name"], *row["aliases"].split("|")) if name[:1].islower())


def _named(rows: Iterable[Row]) -> Iterable[tuple[Outlet, list[str]]]:
    for row in rows:
        names = [row["name"], *filter(None, row["aliases"].split("|"))]
        yield Outlet(row["name"], row["kind"], row["country"], row["domain"]), [bare(name).lower() for name in names]
