"""Records of tables to the fields of articles, by the names that columns have."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from numbers import Integral
from typing import Any

from attribution.errors import InputError, meant
from attribution.products import is_result
from attribution.surrogates import writable

# The names that columns have in the field's corpora, the likeliest first; case does not count, and a blank
# is as good as an underscore.
COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "article_text", "full_text", "articlebody"),
    "doc_id": ("doc_id", "id", "_id", "article_id", "uuid"),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "outlet": ("outlet", "publisher", "publication", "source_domain", "sitename", "site"),
    "date": (
        "date",
        "published",
        "date_publish",
        "publish_date",
        "publication_date",
        "date_published",
        "pub_date",
        "pubdate",
        "publishdate",
        "published_at",
        "publishedat",
        "web_publication_date",
    ),
    "url": ("url", "canonical_url", "link", "source_url"),
}
_BESIDES = ("title", "byline", "outlet", "date", "url")
_COLUMN_NAME = re.compile(r"(?:[\w.-]+(?: [\w.-]+)*+)?+")
# Of ISO 8601, what the standard library does not read; and the characters of a day as it writes it.
_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
_DAY_LENGTH = len("2025-02-03")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})(?!\d)"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3})?"
# How else a date is written that can be read in one way only: with the year first, or the month in letters.
_DATES = (
    re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"{_WEEKDAY}{_DAY}[\s-]{{1,3}}{_MONTH}[,\s-]{{1,3}}{_YEAR}", re.I),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}", re.I),
)
# Characters in which a first line is looked for.
_MAX_HEADER = 10_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold the text and the id; None: the first of ``COLUMN_NAMES`` that is there."""

    text: str | None = None
    doc_id: str | None = None


def is_table(text: str) -> bool:
    """Say whether a text's first line names the columns of a frame, or of a table that has one for texts by a usual name.

    Words of a sentence are told from names by the blank after a comma.

    >>> is_table("id;text\\n7;It rained."), is_table("Body, said to be the suspect's, found")
    (True, False)
    """
    line = next(iter(text[:_MAX_HEADER].splitlines()), "")
    for delimiter in ",;\t":
        names = next(csv.reader([line], delimiter=delimiter), [])
        known = {name.lower() for name in names}
        if 1 < len(names) == len(known) and all(map(_COLUMN_NAME.fullmatch, names)):
            return is_result(known) or not known.isdisjoint(COLUMN_NAMES["text"])
    return False


def _usual(name: object) -> str:
    """Give a column's name as ``COLUMN_NAMES`` has them: "Full Text" is "full_text"."""
    return "_".join(str(name).lower().split())


def _value(fields: Mapping[str, Any], role: str) -> Any:
    by_name = {_usual(name): value for name, value in reversed(list(fields.items()))}
    return next((by_name[name] for name in COLUMN_NAMES[role] if by_name.get(name) is not None), None)


def _named(fields: Mapping[str, Any], column: str) -> Any:
    if column not in fields:
        names = list(map(str, fields))
        raise InputError(f"there is no column {column!r}{meant(column, names)}; there are {', '.join(names)[:200]}")
    return fields[column]


def check_names(fields: Mapping[str, Any], columns: Columns) -> None:
    """Hold the columns that all records of a table have against those that are read.

    Raises:
        InputError: a named one is not there, or none has a usual name of the text.
    """
    for column in (columns.text, columns.doc_id):
        if column is not None:
            _named(fields, column)
    if columns.text is None and not any(_usual(name) in COLUMN_NAMES["text"] for name in fields):
        known = ", ".join(map(str, fields))[:200]
        raise InputError(
            f"there is no text in any column with a usual name; there are {known}: name the text's column (--text-column, text_column=)"
        )


def text_in(fields: Mapping[str, Any], column: str | None) -> str:
    """Give a record's text; an empty one where nothing is in its column.

    Args:
        column: that holds it; None: the first with a usual name.

    Raises:
        InputError: there is no such column, or it holds no text.
    """
    check_names(fields, Columns(column))
    text = _value(fields, "text") if column is None else _named(fields, column)
    if text is None:  # as in an empty cell of CSV
        return ""
    if not isinstance(text, str):
        raise InputError(
            f"the text is no text but of type {type(text).__name__}: name another column (--text-column, text_column=)"
        )
    return text


def id_in(fields: Mapping[str, Any], column: str | None) -> str | None:
    """Give a record's id; None where it has none and no column is named.

    Raises:
        InputError: the named column is not there or empty.
    """
    value = _value(fields, "doc_id") if column is None else _named(fields, column)
    if isinstance(value, str) and value.strip():
        return writable(value)
    if isinstance(value, Integral) and not isinstance(value, bool):
        return str(value)
    if column is not None:
        raise InputError(
            f"there is no id in the column {column!r}: give it one, or name no column (--id-column, id_column=)"
        )
    return None


def names_besides(columns: Iterable[str]) -> list[str]:
    """Give those of a table's columns that :func:`besides_in` reads.

    >>> names_besides(["id", "Headline", "n"])
    ['Headline']
    """
    usual = {name for field in _BESIDES for name in COLUMN_NAMES[field]}
    return [name for name in columns if _usual(name) in usual]


def besides_in(fields: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give what a record says of its article besides the text, as pairs of the article's field and its value.

    >>> besides_in({"headline": "Rain", "author": ["Ann Lee", "Bo Day"], "date": None})
    (('title', 'Rain'), ('byline', 'Ann Lee, Bo Day'))
    """
    words = {field: _words(_value(fields, field)) for field in _BESIDES}
    words["date"] = _iso_date(words["date"] or "")
    return tuple((field, value) for field, value in words.items() if value)


def _iso_date(words: str) -> str | None:
    """Give a date as ISO 8601, of one in words the day; None where it may be read in several ways, or is none.

    >>> _iso_date("Mon, 3 Feb 2025 10:00:00 GMT"), _iso_date("2025-02"), _iso_date("03/04/2025")
    ('2025-02-03', '2025-02', None)
    """
    if _YEAR_OR_MONTH.fullmatch(words):
        return words
    with suppress(ValueError):
        return (date if len(words) <= _DAY_LENGTH else datetime).fromisoformat(words).isoformat()
    for form in _DATES:
        if found := form.match(words):
            month = found["month"].lower()[:3]
            with suppress(ValueError):
                return date(int(found["year"]), int(_MONTHS.get(month, month)), int(found["day"])).isoformat()
    return None


def _words(value: Any) -> str | None:
    """Give a field of an article as words; what cannot be one, such as a number that is missing, as None."""
    match value:
        case str():
            return value.strip() or None
        case date():  # and datetime
            return value.isoformat()
        case list() if all(isinstance(item, str) for item in value):
            return ", ".join(value) or None
        case Integral():
            return str(value)
    return None
