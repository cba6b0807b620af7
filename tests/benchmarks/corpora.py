"""Annotated articles as the programs in this folder read them: the JSONL of PolNeAR, and their parses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.progress import track
from spacy.tokens import Doc

from attribution.document import load_pipeline, make_docs


def articles(path: Path) -> list[dict[str, Any]]:
    """Read one article a line: ``{"id", "text", "attributions": [{"source", "cue", "content"}]}``, spans ``[start, end)``."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parsed(path: Path) -> Iterator[tuple[dict[str, Any], Doc]]:
    """Parse a file's articles with the default pipeline, with a progress bar."""
    read = articles(path)
    docs = make_docs((article["text"] for article in read), load_pipeline())
    yield from zip(read, track(docs, f"Parsing {path.name}", total=len(read)), strict=True)
