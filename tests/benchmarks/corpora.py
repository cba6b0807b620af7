"""Annotated articles as the programs in this folder read them: the JSONL of PolNeAR, and their parses."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from rich.progress import track
from spacy.tokens import Doc

from attribution.document import load_pipeline, make_docs


def articles(path: Path) -> list[dict[str, Any]]:
    """Read one article a line: ``{"id", "text", "attributions": [{"source", "cue", "content"}]}``, spans ``[start, end)``."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parsed(path: Path, wanted: Container[str] | None = None) -> Iterator[tuple[dict[str, Any], Doc]]:
    """Parse a file's articles, or those whose ids are wanted, with the default pipeline and a progress bar."""
    read = [article for article in articles(path) if wanted is None or article["id"] in wanted]
    docs = make_docs((article["text"] for article in read), load_pipeline())
    yield from zip(read, track(docs, f"Parsing {path.name}", total=len(read)), strict=True)
