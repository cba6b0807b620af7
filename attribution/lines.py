"""Strings as a line of a terminal shows them."""

from __future__ import annotations

import re

# What moves the cursor, rings, recolours or turns the direction of a terminal's text.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """Put text on one line, without anything that a terminal would obey.

    >>> harmless("red \\x1b[31malert\\n")
    'red �[31malert'
    """
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def counted(number: int, noun: str) -> str:
    """Give a number of things.

    >>> counted(1, "article"), counted(2000, "article")
    ('1 article', '2,000 articles')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"
