"""Audit annotated articles from their raw text, and write what was found in the form that they are annotated in.

usage: python -m tests.benchmarks.export_predictions ARTICLES.jsonl PREDICTIONS.jsonl

Then, with the scorer that comes with the articles: ``python score.py ARTICLES.jsonl PREDICTIONS.jsonl``. Statements inside other
statements are left out: PolNeAR gives each word to one attribution at most.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from attribution import audit_many
from tests.benchmarks.corpora import articles


def predictions(frame: pd.DataFrame, doc_ids: list[str]) -> Iterator[dict[str, Any]]:
    """Give one article's outermost attributions a line, in the order of ``doc_ids``."""
    cited = frame[frame["attributed"] & frame["parent"].isna()]
    by_article = dict(list(cited.groupby("doc_id", observed=True)))
    for doc_id in doc_ids:
        rows = by_article.get(doc_id, cited.iloc[:0])
        spans = zip(rows["source_spans"], rows["cue_spans"], rows["claim_spans"], strict=True)
        found = [{"source": source, "cue": cue, "content": content} for source, cue, content in spans]
        yield {"id": doc_id, "attributions": found}


def main(gold: Path, output: Path) -> None:
    read = articles(gold)
    frame = audit_many(((article["id"], article["text"]) for article in read), on_error="raise")
    lines = (json.dumps(line) + "\n" for line in predictions(frame, [article["id"] for article in read]))
    output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(frame)} statements of {len(read)} articles")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
