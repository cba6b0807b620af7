"""What this package wrote itself, known by its first characters or its columns, so that it is not taken for articles."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Set
from pathlib import Path

_GENERATOR = b'<meta name="generator" content="attribution">'
# Bytes of a page of this package in which that stands.
_HEAD = 2_000
# Columns that a frame has, and nothing else has together; of the files beside it, all that they have.
_FRAME = {"doc_id", "statement", "claim", "claim_spans", "cue_spans", "source_spans"}
_BESIDE = ({"doc_id", "duplicate_of", "similarity"}, {"id", "name", "reason"})


def is_report(page: bytes) -> bool:
    """Say whether a page is one that :func:`attribution.report` made; its beginning is enough.

    >>> is_report(b"<!doctype html><html><body><article><p>It rained.")
    False
    """
    return _GENERATOR in page[:_HEAD]


def is_report_file(path: Path) -> bool:
    """Say whether a file, which may be compressed, is such a page; what cannot be read is none."""
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            return is_report(file.read(_HEAD))
    except (OSError, EOFError, zlib.error):
        return False


def is_result(columns: Set[str]) -> bool:
    """Say whether a table with these columns is a frame, or what an audit writes beside it.

    >>> is_result({"doc_id", "text"}), is_result({"id", "name", "reason"})
    (False, True)
    """
    return columns >= _FRAME or columns in _BESIDE
