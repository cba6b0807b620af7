"""Halves of characters, which no encoding holds: in texts from broken JSON, in the names of files from odd bytes."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """Give text that a file can hold: of lone surrogates, each becomes U+FFFD, so that offsets stay.

    >>> encodable("rain \\ud83d")
    'rain \ufffd'
    """
    return _SURROGATE.sub("\ufffd", text)


def writable(name: str) -> str:
    """Give a name, or what is said of it, as text that a file can hold, still apart from every other name.

    >>> print(writable("caf\\udce9.txt"), writable("rain \\ud83d"))
    caf\\xe9.txt rain \\xed\\xa0\\xbd
    """
    try:
        data = name.encode(
            "utf-8", "surrogateescape"
        )  # the bytes of a file's name, as Python keeps those that are not UTF-8
    except UnicodeEncodeError:
        data = name.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "backslashreplace")
