"""Measure an audit of a corpus: articles and words a second, and the most memory that its processes held, by number of articles and of processes.

usage: python -m tests.benchmarks.measure_corpora CORPUS [--articles 1000,10000] [--jobs 1,2] [--words N] [--model rules]

CORPUS is anything that ``attribution audit`` reads. Its articles are repeated until there are as many as asked, each with a number of its
own in every sentence, so that no two are the same; without ``--articles`` it is read as it is. ``--words`` cuts each after so many words,
so that many can be read in a short time. The first process reads and writes, the others audit; memory is what /proc says is resident
(Linux), sampled twice a second. The rate leaves out the time until the first articles are done, in which models are loaded.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from attribution import Article, read_many

_WORD = re.compile(r"\w+")
_MEMORY = re.compile(r"VmRSS:\s+(\d+) kB")
_PROGRAM = """
import sys, time
from attribution import audit_corpus
if __name__ == "__main__":
    start = time.monotonic()
    def tell(progress):
        print(progress.articles, progress.failures, time.monotonic() - start, flush=True)
    audit_corpus(sys.argv[1], sys.argv[2], jobs=int(sys.argv[3]), model=sys.argv[4] or None, progress=tell)
"""


def varied(articles: list[Article], number: int | None, words: int | None) -> Iterator[dict[str, str]]:
    """Repeat articles, each time with a number in every sentence."""
    for n, article in enumerate(islice(cycle(articles), number or len(articles))):
        text = article.text
        if words is not None and (ends := [match.end() for match in _WORD.finditer(text)])[words:]:
            text = f"{text[: ends[words - 1]]}."
        yield {"id": f"{n}", "text": text if number is None else text.replace(". ", f" in {n}. ")}


def memory(pid: int) -> int:
    """Give what a process holds, in MB; 0 where it is gone."""
    try:
        found = _MEMORY.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) // 1024 if found else 0


def children(pid: int) -> list[int]:
    """Give the processes that a process started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def measure(corpus: Path, words: int, jobs: int, model: str) -> str:
    """Audit a corpus of so many words, and say what it took."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        program = Path(folder) / "program.py"
        program.write_text(_PROGRAM)
        command = [sys.executable, str(program), str(corpus), str(Path(folder) / "out.parquet"), str(jobs), model]
        first = most = 0
        with log.open("w") as file, subprocess.Popen(command, stdout=file) as running:
            while running.poll() is None:
                first = max(first, memory(running.pid))
                most = max(most, *(memory(child) for child in [*children(running.pid), 0]))
                time.sleep(0.5)
        if running.returncode:
            raise SystemExit(running.returncode)
        lines = [tuple(map(float, line.split())) for line in log.read_text().splitlines()]
    (start_articles, _, start), (articles, failures, end) = lines[0], lines[-1]
    rate = (articles - start_articles) / (end - start) if end > start else float("nan")
    return (
        f"{articles:8.0f} articles  {failures:4.0f} failed  -j {jobs}  {end:7.1f} s  {rate:7.2f} articles/s  "
        f"{rate * words / articles:7.0f} words/s  first process {first:5} MB  largest other {most:5} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus")
    parser.add_argument("--articles", default="")
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--words", type=int)
    parser.add_argument("--model", default="")
    given = parser.parse_args()
    for number in [int(number) for number in given.articles.split(",") if number] or [None]:
        with tempfile.TemporaryDirectory() as folder:
            articles = list(
                read_many(given.corpus, on_error=lambda doc_id, error: print(doc_id, error, file=sys.stderr))
            )
            path, words = Path(folder) / "corpus.jsonl", 0
            with path.open("w", encoding="utf-8") as file:
                for row in varied(articles, number, given.words):
                    words += len(_WORD.findall(row["text"]))
                    file.write(f"{json.dumps(row)}\n")
            corpus = path if number or given.words else Path(given.corpus)
            for jobs in map(int, given.jobs.split(",")):
                print(measure(corpus, words, jobs, given.model), flush=True)


if __name__ == "__main__":
    main()
