"""Which of two statements is the better sourced: what editors' standards say, against the score.

Each line of ``cases/pairs.jsonl`` holds two short texts, the rule that tells them apart, and the standard it rests on. They
were written from the standards, before the score that they test. Compared is the innermost statement whose claim holds the
words of ``about``; where a text words it otherwise, its first.
"""

import json
from pathlib import Path

import pandas as pd
import pytest

from attribution import audit_many

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
]
MIN_RIGHT = 0.95


def scores(texts: list[str], abouts: list[str]) -> list[float]:
    """Give each text's score of the statement in question."""
    frame = audit_many([(str(n), text) for n, text in enumerate(texts)])
    return [asked(frame[frame["doc_id"] == str(n)], about) for n, about in enumerate(abouts)]


def asked(rows: pd.DataFrame, about: str) -> float:
    holding = rows[rows["claim"].str.lower().str.contains(about.lower(), regex=False)]
    if holding.empty:
        return float(rows["score"].iloc[0])
    return float(holding["score"].iloc[holding["claim"].str.len().argmin()])


def misses() -> list[str]:
    """List the pairs whose better statement does not get the higher score."""
    abouts = [pair["about"] for pair in PAIRS]
    better = scores([pair["better"] for pair in PAIRS], abouts)
    weaker = scores([pair["weaker"] for pair in PAIRS], abouts)
    return [
        f"{pair['rule']}: {high:.3f} {pair['better']} > {low:.3f} {pair['weaker']}"
        for pair, high, low in zip(PAIRS, better, weaker, strict=True)
        if high <= low
    ]


def test_there_are_enough_pairs_each_with_its_standard() -> None:
    assert len(PAIRS) >= 150
    assert all(pair["rule"] and pair["standard"] for pair in PAIRS)
    assert len({(pair["better"], pair["weaker"]) for pair in PAIRS}) == len(PAIRS)


def test_scores_order_statements_as_editors_do() -> None:
    wrong = misses()
    if len(wrong) > (1 - MIN_RIGHT) * len(PAIRS):
        pytest.fail(f"{len(wrong)} of {len(PAIRS)} pairs are ordered wrongly:\n" + "\n".join(wrong))


if __name__ == "__main__":
    found = misses()
    print(*found, f"{len(PAIRS) - len(found)} of {len(PAIRS)} pairs are ordered as the standards say", sep="\n")
