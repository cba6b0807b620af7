"""Audit annotated articles from their raw text, and write what was found in the form that they are annotated in.

usage: python -m tests.benchmarks.export_predictions ARTICLES.jsonl PREDICTIONS.jsonl [MODEL]

Then, with the scorer that comes with the articles: ``python score.py ARTICLES.jsonl PREDICTIONS.jsonl``. ``attribution evaluate``
gives the same figures at once; this is for scorers of others. MODEL is a model's folder, or ``rules``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from attribution import audit_many
from attribution.corpus import read_corpus
from attribution.evaluation import found_in


def main(gold: str, output: str, model: str | None = None) -> None:
    articles = read_corpus(gold)
    found = found_in(audit_many(((a.doc_id, a.text) for a in articles), model=model, on_error="raise"))
    lines = (json.dumps({"id": a.doc_id, "attributions": found.get(a.doc_id, [])}) + "\n" for a in articles)
    Path(output).write_text("".join(lines), encoding="utf-8")
    print(f"{sum(map(len, found.values()))} attributions in {len(articles)} articles")


if __name__ == "__main__":
    main(*sys.argv[1:])
