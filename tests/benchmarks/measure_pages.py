"""Read real pages, and compare the text with their true article bodies: words, and embedded posts.

usage: python -m tests.benchmarks.measure_pages FOLDER

The folder holds ``html/*.html.gz`` and ``ground-truth.json``, as Scrapinghub's article-extraction-benchmark has them. Body
text is measured as there: by shingles of four words, precision and recall averaged over the pages. True posts are the
signatures in the true bodies; one counts as found where a post of that handle is read with words of its own.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from statistics import mean

from attribution import InputError, read
from attribution.posts import find_posts

_WORD = re.compile(r"\w+")
_SIGNATURE = re.compile(r"— [^\n]{1,80} \((@\w+)\) \w+ \d+, \d{4}")
_WORST = 8


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a text shorter than that is one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3))) if words else Counter()


def precision_recall(found: str, true: str) -> tuple[float, float]:
    """Compare two texts; where one side is empty, nothing of it is wrong."""
    found_runs, true_runs = shingles(found), shingles(true)
    common = (found_runs & true_runs).total()
    return (
        common / found_runs.total() if found_runs else 1.0,
        common / true_runs.total() if true_runs else 1.0,
    )


def harmonic(precision: float, recall: float) -> float:
    """Give F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main(folder: Path) -> None:
    truths = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    measured: list[tuple[float, float, str]] = []
    posts: Counter[str] = Counter()
    for page_id, truth in truths.items():
        try:
            text = read(folder / "html" / f"{page_id}.html.gz").text
        except InputError as error:
            print(error)
            text = ""
        measured.append((*precision_recall(text, truth["articleBody"]), truth["url"]))
        true = Counter(_SIGNATURE.findall(truth["articleBody"]))
        found = Counter(post.handle for post in find_posts(text) if post.handle and post.body)
        posts.update(true=true.total(), found=(true & found).total(), invented=(found - true).total())
    precision, recall = mean(p for p, _, _ in measured), mean(r for _, r, _ in measured)
    print(
        f"{len(measured)} pages: precision {precision:.3f}, recall {recall:.3f}, F1 {harmonic(precision, recall):.3f}"
    )
    print(f"posts: {posts['found']} of {posts['true']} found, {posts['invented']} invented")
    print("the worst pages, by F1:")
    for p, r, url in sorted(measured, key=lambda row: harmonic(row[0], row[1]))[:_WORST]:
        print(f"  {harmonic(p, r):.3f}  precision {p:.3f}  recall {r:.3f}  {url[:90]}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
