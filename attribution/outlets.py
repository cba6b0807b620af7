"""The news outlets by their names: the package's table, and before it those of one's own."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from attribution.errors import DataFileError
from attribution.lexicon import Row, read_table, read_table_file

COLUMNS = ("name", "aliases", "kind", "country", "domain")
KINDS = ("wire", "newspaper", "broadcaster", "magazine", "digital", "state-controlled", "fact-checker")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_POSSESSIVE = re.compile(r"[’'`]s?$")
_OPENED = re.compile(r"\s*[(\[][^)\]]*$")  # a bracket that is not closed, and what stands in it


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of ``outlets.tsv``."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    domain: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name, and the others that it goes by."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Outlets:
    """Outlets as :func:`load_outlets` gives them; of those with the same name, the first has it."""

    rows: tuple[Outlet, ...]

    def __contains__(self, name: object) -> bool:
        """Say whether a name is an outlet's."""
        return isinstance(name, str) and self.named(name) is not None

    def named(self, name: str) -> Outlet | None:
        """Give the outlet that has a name or a domain, written in whatever case, with an article or without."""
        return self.by_name.get(bare(name).lower())

    def name_of(self, outlet: str) -> str:
        """Give the one name of an outlet, as :func:`outlet_name` does."""
        known = self.named(outlet)
        return bare(known.name if known is not None else outlet)

    def key_of(self, outlet: str) -> str:
        """Give what an outlet's names have in common: its one name in lower case.

        >>> load_outlets().key_of("the AP") == load_outlets().key_of("Associated Press")
        True
        """
        return self.name_of(outlet).lower()

    @cached_property
    def by_name(self) -> Mapping[str, Outlet]:
        """The outlets by each of their names in lower case and without an article, and by their domains."""
        by_name: dict[str, Outlet] = {}
        for outlet in self.rows:
            for name in outlet.names:
                by_name.setdefault(bare(name).lower(), outlet)
        for outlet in self.rows:
            if outlet.domain:
                by_name.setdefault(outlet.domain, outlet)
        return by_name

    @cached_property
    def small_names(self) -> frozenset[str]:
        """The names that begin with a small letter, as they are written: "dpa"."""
        return frozenset(name for outlet in self.rows for name in outlet.names if name[:1].islower())


def load_outlets(path: str | os.PathLike[str] | Outlets | None = None) -> Outlets:
    """Load the package's outlets, and before them those of a table of your own, which go before the package's of the same names.

    Args:
        path: of a table of tab-separated values with the columns name, aliases (apart by ``|``), kind, country (ISO 3166-1) and
            domain, as the package's ``data/outlets.tsv``. Outlets that are loaded are given back.

    Raises:
        DataFileError: it cannot be read, or a row lacks a name or has another kind; the message names file and row.

    >>> load_outlets().named("the AP").name
    'Associated Press'
    """
    if isinstance(path, Outlets):
        return path
    if path is None:
        return _default()
    if not isinstance(path, str | os.PathLike):
        raise DataFileError(
            f"outlets should be a path or what load_outlets gives, not a value of type {type(path).__name__}"
        )
    file = os.fspath(path)
    try:
        rows = read_table_file(Path(file), COLUMNS)
    except OSError as error:
        raise DataFileError(
            f"the table of outlets {file} cannot be read: {error.strerror or error}; check the path that --outlets, outlets= or "
            "the configuration gives"
        ) from error
    for row in rows:
        if not bare(row["name"]):
            raise DataFileError(f"{file}: an outlet lacks a name ({dict(row)})")
        if row["kind"] not in KINDS:
            raise DataFileError(f"{file}: {row['name']!r} has the kind {row['kind']!r}; use {', '.join(KINDS)}")
    return Outlets((*map(_outlet, rows), *_default().rows))


@cache
def _default() -> Outlets:
    return Outlets(tuple(map(_outlet, read_table("outlets", COLUMNS))))


def _outlet(row: Row) -> Outlet:
    aliases = tuple(filter(None, row["aliases"].split("|")))
    return Outlet(row["name"], aliases, row["kind"], row["country"], row["domain"])


def outlet_name(name: str, *, outlets: str | os.PathLike[str] | Outlets | None = None) -> str:
    """Give the one name by which networks know an outlet: that of the table where it has the outlet, without an article.

    Args:
        outlets: as :func:`load_outlets` takes or gives them.

    Raises:
        DataFileError: the outlets cannot be used.

    >>> outlet_name("The Guardian"), outlet_name("the AP"), outlet_name("The Mill Gazette")
    ('Guardian', 'Associated Press', 'Mill Gazette')
    """
    return load_outlets(outlets).name_of(name)


@lru_cache(maxsize=1 << 14)
def bare(name: str) -> str:
    """Give a name without article, possessive ending, what brackets behind it hold, and white space around or doubled in it.

    >>> bare("the  White House's")
    'White House'
    >>> bare("the Bureau of Roads (BR)")
    'Bureau of Roads'
    """
    return _OPENED.sub("", _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(name.split()))).strip(' ,;:()[]"“”‘'))
