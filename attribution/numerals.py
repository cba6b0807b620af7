"""Numbers in words and figures: "two dozen" is 24."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from attribution.lexicon import read_table

_FIGURE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12}(?:\.[0-9]{1,6})?")
_THOUSAND = 1000
# Up to so many, people are told one by one.
FEW = 12
# More than there are people: what is read as more is no number of them.
_MOST = 10_000_000_000


class _Numeral(NamedTuple):
    """What a word is worth in a number, and how: by ``numbers.tsv``, or as a figure."""

    value: Fraction
    kind: str


@cache
def _numerals() -> dict[str, _Numeral]:
    rows = read_table("numbers", ("word", "value", "kind"))
    return {row["word"]: _Numeral(Fraction(row["value"]), row["kind"]) for row in rows}


@cache
def number_words() -> frozenset[str]:
    """Give the words that are numbers or shares by themselves; not "a" and "another".

    >>> {"two", "dozen", "third"} <= number_words()
    True
    """
    return frozenset(
        word for word, numeral in _numerals().items() if numeral.kind in ("counts", "multiplies", "shares")
    )


@cache
def counting_words() -> frozenset[str]:
    """Give the words that count by themselves: "two", "forty", "half"; not "dozen", of which there may be two.

    >>> "two" in counting_words(), "dozen" in counting_words()
    (True, False)
    """
    return frozenset(word for word, numeral in _numerals().items() if numeral.kind == "counts")


@cache
def pattern_of_several() -> str:
    """Give a regular expression of the words and figures that count more than one: "two", "forty-two", "dozens", "12".

    >>> [re.fullmatch(pattern_of_several(), word) is not None for word in ("eleven", "dozens", "one")]
    [True, True, False]
    """
    counts = sorted(word for word in counting_words() if _numerals()[word].value > 1)
    multiplies = sorted(word for word, numeral in _numerals().items() if numeral.kind == "multiplies")
    return rf"(?:(?:{'|'.join(counts)})(?:-\w+)?|(?:{'|'.join(multiplies)})s?|several|multiple|\d+)"


@cache
def few_words() -> frozenset[str]:
    """Give the words by which people are told one by one: up to twelve."""
    return frozenset(word for word in number_words() if _numerals()[word].value <= FEW)


@cache
def articles() -> frozenset[str]:
    """Give the words that tell of one without being a number: "a", "another"."""
    return frozenset(word for word, numeral in _numerals().items() if numeral.kind == "article")


def read_number(words: Iterable[str]) -> int | None:
    """Give the number that words and figures tell; None where one of them is not understood, or they tell more than one.

    >>> read_number("half a dozen".split()), read_number(["forty", "-", "two"]), read_number(["1.5", "million"])
    (6, 42, 1500000)
    >>> read_number("20 to 30".split()), read_number("several dozen".split())
    (None, None)
    """
    total = part = Fraction(0)  # thousands and millions; what has none behind it yet
    room = Fraction(_MOST)  # what follows a million is less than one
    is_article = False  # whether an article alone counted
    for word in words:
        numeral = _figure(word) if word[:1].isdigit() else _numerals().get(word.lower())
        if numeral is None:
            return None
        value, kind = numeral
        if kind == "beside":
            continue
        if kind == "article":
            is_article = not part
            part = part or value
            continue
        if kind == "multiplies" and part:
            part *= value
            if value >= _THOUSAND:
                if part >= room:
                    return None
                total, part, room = total + part, Fraction(0), value
        elif kind == "counts" and (not part or is_article or _has_room(part, value)):
            part = value if is_article else part + value
        elif kind == "figure" and not part and not total:
            part = value
        else:
            return None
        is_article = False
    number = total + part
    return int(number) if part < room and number.denominator == 1 and 1 <= number < _MOST else None


def _figure(word: str) -> _Numeral | None:
    return _Numeral(Fraction(word.replace(",", "")), "figure") if _FIGURE.fullmatch(word) else None


def _has_room(part: Fraction, value: Fraction) -> bool:
    """Say whether a word goes on with a number, "forty" with "two" and "two hundred" with "ten", and does not begin another."""
    tens = part % 100
    return tens == 0 if value >= 10 else tens % 10 == 0 and tens != 10
