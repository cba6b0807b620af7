"""Attributions that were found, against those that annotators marked: precision, recall and F1 by role and as a whole.

The measures are those of work on PolNeAR (Newell, Margolin & Ruths 2018, LREC): words count, punctuation and case do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribution.corpus import ROLES

if TYPE_CHECKING:
    import pandas as pd

_WORD = re.compile(r"\w+(?:[’'.]\w+)*")

Spans = Sequence[Sequence[int]]
# Spans by role, half-open character offsets into the article's text.
Marked = Mapping[str, Spans]


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and F1, each 0 to 1; 0 where nothing was found, or nothing was to be found."""

    precision: float
    recall: float
    f1: float


def score(articles: Iterable[tuple[str, Sequence[Marked], Sequence[Marked]]]) -> dict[str, Measure]:
    """Measure attributions found in articles against those marked in them.

    Args:
        articles: text, attributions marked, attributions found.

    Returns:
        ``"exact source"`` and so on: all of a role's words are the same; ``"token source"`` and so on: words that carry the
        role; ``"pair"``: an attribution is found, that is, the content's words overlap by half or more (intersection over
        union), and the source is absent from both or shares at least half of the words of the shorter one.

    >>> marked = [{"source": [[9, 12]], "cue": [[13, 17]], "content": [[0, 7]]}]
    >>> found = [{"source": [[9, 12]], "cue": [[13, 17]], "content": [[3, 7]]}]
    >>> measures = score([("It fell, Ann said.", marked, found)])
    >>> measures["exact cue"].f1, measures["exact content"].f1, measures["pair"].f1
    (1.0, 0.0, 1.0)
    """
    counts = {
        name: Counter[str]() for name in (*(f"{kind} {role}" for kind in ("exact", "token") for role in ROLES), "pair")
    }
    for text, marked, found in articles:
        words = find_words(text)
        gold, seen = (
            [{role: words_of(words, a.get(role, ())) for role in ROLES} for a in side] for side in (marked, found)
        )
        for role in ROLES:
            gold_sets, seen_sets = (Counter(a[role] for a in side if a[role]) for side in (gold, seen))
            _count(counts[f"exact {role}"], (gold_sets & seen_sets).total(), seen_sets.total(), gold_sets.total())
            gold_words, seen_words = (frozenset[int]().union(*(a[role] for a in side)) for side in (gold, seen))
            _count(counts[f"token {role}"], len(gold_words & seen_words), len(seen_words), len(gold_words))
        gold, seen = ([a for a in side if a["content"]] for side in (gold, seen))
        _count(counts["pair"], sum(1 for _ in _pairs(gold, seen)), len(seen), len(gold))
    return {name: _measure(count) for name, count in counts.items()}


def found_in(frame: pd.DataFrame) -> dict[str, list[Marked]]:
    """Give a frame's attributions by article, in the form that annotators mark them in.

    Statements inside other statements are left out: in PolNeAR each word belongs to one attribution at most.
    """
    cited = frame[frame["attributed"] & frame["parent"].isna()]
    found: dict[str, list[Marked]] = {}
    for doc_id, *spans in cited[["doc_id", "source_spans", "cue_spans", "claim_spans"]].itertuples(index=False):
        found.setdefault(doc_id, []).append(dict(zip(ROLES, spans, strict=True)))
    return found


def hits(text: str, marked: Sequence[Marked], found: Sequence[Marked]) -> set[int]:
    """Give the indices of the attributions found that are among those marked, as ``"pair"`` of :func:`score` counts them."""
    words = find_words(text)
    gold, seen = (
        [{role: words_of(words, a.get(role, ())) for role in ROLES} for a in side] for side in (marked, found)
    )
    return set(_pairs([a for a in gold if a["content"]], seen))


def find_words(text: str) -> list[tuple[int, int]]:
    """Give the spans of the words that count."""
    return [match.span() for match in _WORD.finditer(text)]


def words_of(words: Sequence[tuple[int, int]], spans: Spans) -> frozenset[int]:
    """Give the indices of the words that spans touch."""
    held: set[int] = set()
    for start, end in spans:
        n = bisect_right(words, start, key=lambda word: word[1])
        while start < end and n < len(words) and words[n][0] < end:
            held.add(n)
            n += 1
    return frozenset(held)


def _pairs(gold: Sequence[Mapping[str, frozenset[int]]], seen: Sequence[Mapping[str, frozenset[int]]]) -> Iterator[int]:
    """Give, of the attributions seen, those that pair with one of gold: with each the one whose content fits best."""
    free = [n for n, a in enumerate(seen) if a["content"]]
    for a in gold:
        fits = {n: len(a["content"] & seen[n]["content"]) / len(a["content"] | seen[n]["content"]) for n in free}
        fits = {n: fit for n, fit in fits.items() if fit >= 0.5 - 1e-9 and agree(a["source"], seen[n]["source"])}
        if fits:
            best = max(fits, key=lambda n: fits[n])
            free.remove(best)
            yield best


def agree(one: frozenset[int], other: frozenset[int]) -> bool:
    """Say whether two sources, by their words, are absent both, or share half of the words of the shorter one."""
    shorter = min(len(one), len(other))
    return 2 * len(one & other) >= shorter if shorter else not one and not other


def _count(counts: Counter[str], right: int, found: int, marked: int) -> None:
    counts.update(right=right, found=found, marked=marked)


def _measure(counts: Counter[str]) -> Measure:
    precision = counts["right"] / counts["found"] if counts["found"] else 0.0
    recall = counts["right"] / counts["marked"] if counts["marked"] else 0.0
    return Measure(precision, recall, 2 * precision * recall / (precision + recall) if counts["right"] else 0.0)
