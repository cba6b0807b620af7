"""Measure how fast articles are audited, beside the pipeline that it stands on: words a second, and as shares of that pipeline's.

usage: python -m tests.benchmarks.measure_speed ARTICLES.jsonl [NUMBER]

For one core: ``taskset --cpu-list 0 python -m tests.benchmarks.measure_speed …``. All ways read the same articles, turn by turn, NUMBER times (3); the
best time of each counts. Words are runs of letters and digits.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence

from textacy.extract import direct_quotations

from attribution import audit_many
from attribution.corpus import read_corpus
from attribution.document import load_pipeline, make_docs

_WORD = re.compile(r"\w+")


def ways(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Give what is measured, by name."""
    nlp = load_pipeline()

    def textacy() -> None:
        for doc in make_docs(texts, nlp):
            try:
                list(direct_quotations(doc))
            except ValueError:  # an odd number of quotation marks
                continue

    return {
        "spaCy pipeline, bare": lambda: list(nlp.pipe(texts)),
        "textacy, quotations": textacy,
        "audit, rules": lambda: audit_many(texts, nlp=nlp, model="rules"),
        "audit": lambda: audit_many(texts, nlp=nlp),
    }


def main(path: str, number: str = "3") -> None:
    texts = [article.text for article in read_corpus(path)]
    words = sum(len(_WORD.findall(text)) for text in texts)
    measured = ways(texts)
    best = dict.fromkeys(measured, float("inf"))
    audit_many(texts[:1])  # whatever is loaded once is loaded now
    for _ in range(int(number)):
        for name, way in measured.items():
            start = time.perf_counter()
            way()
            best[name] = min(best[name], time.perf_counter() - start)
    bare = next(iter(best.values()))
    print(f"{len(texts)} articles, {words} words")
    for name, seconds in best.items():
        print(f"{name:22} {words / seconds:8.0f} words/s  {bare / seconds:5.2f} of the bare pipeline")


if __name__ == "__main__":
    main(*sys.argv[1:])
