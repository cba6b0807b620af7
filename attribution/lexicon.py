"""The package's tables (``data/*.tsv``), read once and checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from attribution.errors import DataFileError

Row = Mapping[str, str]

# A whole number, with the groups of its digits: no "000" of "410,000".
_NUMBER = r"(?<!\d[.,])(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,9})?"


@cache
def read_table(name: str, columns: Sequence[str]) -> tuple[Row, ...]:
    """Read a table of the package: one mapping from column to value for each row, in order.

    Args:
        name: of the file in ``data/``, without its suffix.
        columns: the names that its header has to hold, in order; a tuple.

    Raises:
        DataFileError: as :func:`read_table_file`.
    """
    return parse_table(
        (files("attribution") / "data" / f"{name}.tsv").read_text(encoding="utf-8"), columns, f"{name}.tsv"
    )


def read_table_file(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """Read a user's own table, in the same form as the package's.

    Raises:
        OSError: it cannot be opened.
        DataFileError: it is no text, lacks a column, or a line holds more or fewer values; file and line are named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataFileError(
            f"{path} cannot be read as a table ({error}): give a UTF-8 file of tab-separated values"
        ) from error
    return parse_table(text, columns, str(path))


def parse_table(text: str, columns: Sequence[str], name: str) -> tuple[Row, ...]:
    """Parse tab-separated values: ``#`` begins a comment line, the first other line holds the columns' names.

    >>> parse_table("# by hand\\nlemma\\tgroup\\nsay\\tneutral\\n", ("lemma", "group"), "cues.tsv")
    ({'lemma': 'say', 'group': 'neutral'},)
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines or lines[0][1].split("\t") != list(columns):
        raise DataFileError(f"{name} should begin with the columns {', '.join(columns)}, separated by tabs")
    rows = []
    for number, line in lines[1:]:
        values = line.split("\t")
        if len(values) != len(columns):
            raise DataFileError(
                f"{name}, line {number}: {len(values)} values for {len(columns)} columns ({', '.join(columns)}), separated by tabs"
            )
        rows.append(dict(zip(columns, values, strict=True)))
    return tuple(rows)


@cache
def alternations(name: str) -> Mapping[str, str]:
    """Read a table of phrases of the package, of the columns kind and phrase: by kind, what :func:`alternation` makes of them."""
    phrases: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table(name, ("kind", "phrase")):
        phrases[row["kind"]].append(row["phrase"])
    return {kind: alternation(listed) for kind, listed in phrases.items()}


def alternation(phrases: Iterable[str]) -> str:
    """Give a regular expression of phrases as tables have them.

    Args:
        phrases: in them, ``*`` stands for any letters, ``#`` for a digit, ``#*`` for a number, `` … `` for up to three words,
            ``!not`` for no such word after it.

    >>> re.fullmatch(alternation(["ask*", "out of"]), "asked") is not None
    True
    """
    # by their first letters, so that a place in a text is tried once for all that begin with one
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    # the longest first: an alternation takes the first that fits
    for phrase in sorted(phrases, key=len, reverse=True):
        by_letter[phrase[0].lower()].append(_pattern(phrase))
    return "|".join(f"(?:{'|'.join(alike)})" for alike in by_letter.values())


def _pattern(phrase: str) -> str:
    phrase, *unless = phrase.split(" !")  # "could !not"
    words = re.escape(phrase).replace(r"\ …\ ", r"\s+(?:\w+\s+){0,3}").replace(r"\#\*", _NUMBER)
    words = words.replace(r"\*", r"\w*").replace(r"\#", r"\d")
    return words.replace(r"\ ", r"\s+") + (rf"(?!\s+(?:{'|'.join(map(re.escape, unless))})\b)" if unless else "")
