"""Print how far small changes of the rubric's figures turn over the order of kinds of sourcing.

    python -m tests.benchmarks.measure_stability

Each kind is one short text. Every figure of the rubric but the thresholds is changed, alone, by 10 percent up and down; then all
are drawn at once from within 10 percent, DRAWS times. Printed are the kinds with their scores, which neighbours change places,
and how often.
"""

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from attribution.analysis import statements_of
from attribution.model import Article, Statement
from attribution.rubric import Rubric, load_rubric
from attribution.scores import score_statements

DRAWS = 1000
CHANGE = 0.1
KINDS = {
    "named, with position, saw it, quoted": "“The dam broke at noon,” said Ann Lee, the city's engineer, who saw it.",
    "named, with position, quoted": "“The dam broke at noon,” said Ann Lee, the city's engineer.",
    "named, with position": "The dam broke at noon, said Ann Lee, the city's engineer.",
    "document": "The dam broke at noon, according to a court filing dated May 3.",
    "body on the record": "The dam broke at noon, the water ministry said.",
    "named, through an outlet": "Ann Lee, the city's engineer, told Reuters that the dam broke at noon.",
    "news outlet": "Reuters reported that the dam broke at noon.",
    "two unnamed, were there, reason": "Two city officials who were in the room said on condition of anonymity for fear of reprisals that the dam broke.",
    "two unnamed, described, reason": "Two city officials said on condition of anonymity for fear of reprisals that the dam broke at noon.",
    "one unnamed, described": "A senior water ministry official said the dam broke at noon.",
    "unnamed, by status only": "An official said the dam broke at noon.",
    "class of people": "Critics said the dam broke at noon.",
    "bare source": "A source said the dam broke at noon.",
    "nobody": "The dam reportedly broke at noon.",
}  # fmt: skip


def read() -> dict[str, Statement]:
    """Give the statement on the dam of each kind."""
    found = {}
    for kind, text in KINDS.items():
        holding = [
            s
            for s in statements_of(Article(text))
            if "dam" in text[s.attribution.claim[0].start : s.attribution.claim[-1].end]
        ]
        found[kind] = holding[-1]
    return found


def scores(statements: dict[str, Statement], rubric: Rubric) -> dict[str, float]:
    """Score each kind by a rubric."""
    return {
        kind: score_statements(KINDS[kind], [replace(s.attribution, parent=None)], [s.source], rubric=rubric)[
            0
        ].score.score
        for kind, s in statements.items()
    }


def changed(rubric: Rubric, factors: dict[tuple[str, str], float]) -> Rubric:
    """Multiply figures, kept at most 1 but for the weights."""
    tables = {
        table: {
            name: replace(
                level, value=min(level.value * factors.get((table, name), 1.0), 1.0 if table != "weights" else 100.0)
            )
            for name, level in levels.items()
        }
        for table, levels in rubric.levels.items()
    }
    return Rubric("changed", tables)


def main() -> None:
    """Print the tables."""
    rubric, statements = load_rubric(), read()
    order = scores(statements, rubric)
    ranked = sorted(order, key=order.__getitem__, reverse=True)
    for kind in ranked:
        print(f"{order[kind]:.3f}  {kind}")
    figures = [
        (t, name) for t, levels in rubric.levels.items() if t not in ("strength", "admiralty") for name in levels
    ]
    alone: Counter[tuple[str, str]] = Counter()
    for figure in figures:
        for factor in (1 - CHANGE, 1 + CHANGE):
            alone.update(swaps(ranked, scores(statements, changed(rubric, {figure: factor}))))
    print(f"\none figure at a time, {len(figures)} figures, {2 * len(figures)} changes: neighbours that change places")
    report(alone, 2 * len(figures))
    drawn = random.Random(0)
    for title, chosen in (("the five weights", [f for f in figures if f[0] == "weights"]), ("all figures", figures)):
        joint: Counter[tuple[str, str]] = Counter()
        for _ in range(DRAWS):
            factors = {figure: drawn.uniform(1 - CHANGE, 1 + CHANGE) for figure in chosen}
            joint.update(swaps(ranked, scores(statements, changed(rubric, factors))))
        print(f"\n{title} at once, {DRAWS} draws: neighbours that change places")
        report(joint, DRAWS)


def swaps(ranked: list[str], new: dict[str, float]) -> list[tuple[str, str]]:
    """Give the neighbours of the old order that stand the other way round in the new."""
    return [(a, b) for a, b in pairwise(ranked) if new[a] < new[b] - 1e-12]


def report(counts: Counter[tuple[str, str]], of: int) -> None:
    """Print pairs and how often they changed places."""
    lines = [f"{count / of:6.1%}  {a} / {b}" for (a, b), count in counts.most_common()]
    print("\n".join(lines or ["none"]))


if __name__ == "__main__":
    main()
