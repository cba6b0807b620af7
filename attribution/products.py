"""What this package wrote itself, known by its first characters or its columns, so that it is not taken for articles."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Set
from pathlib import Path

# Bytes of a file in which it shows what it is.
_HEAD = 2_000
_FORMS = {
    "a page that attribution report wrote": re.compile(rb'<meta name="generator" content="attribution">'),
    # For people: titles, then heads that may take several lines. Without a statement. As CSV, JSON and JSON lines.
    "a table that attribution audit wrote": re.compile(
        rb"\A(?:(?:.++\n)*+\n(?: .*+\n)*? ++#  .*strength\n (?:\xe2\x94\x80)++\n"
        rb"|0 statements, 0 with a source\n"
        rb"|doc_id,statement,attributed,claim,"
        rb'|(?:\[\n)?{"doc_id": ".*", "statement": \d++, "attributed": )'
    ),
    "a list that attribution check wrote": re.compile(
        rb"\A(?:.*: AT\d{3} (?:note|warning|error): |\d++ articles? checked: )"
    ),
}
# Columns that a frame has, and nothing else has together; of the files beside it, all that they have.
_FRAME = {"doc_id", "statement", "claim", "claim_spans", "cue_spans", "source_spans"}
_BESIDE = ({"doc_id", "duplicate_of", "similarity"}, {"id", "name", "reason"})


def form_of(content: bytes) -> str | None:
    """Say what a file is that this package wrote, whatever it is called; None of any other. Its beginning is enough.

    >>> form_of(b"3 articles checked: 2 warnings")
    'a list that attribution check wrote'
    """
    head = content[:_HEAD]
    return next((form for form, pattern in _FORMS.items() if pattern.search(head)), None)


def is_product(path: Path) -> bool:
    """Say whether a file, which may be compressed, is one of these; what cannot be read is none."""
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            return form_of(file.read(_HEAD)) is not None
    except (OSError, EOFError, zlib.error):
        return False


def is_result(columns: Set[str]) -> bool:
    """Say whether a table with these columns is a frame, or what an audit writes beside it.

    >>> is_result({"doc_id", "text"}), is_result({"id", "name", "reason"})
    (False, True)
    """
    return columns >= _FRAME or columns in _BESIDE
