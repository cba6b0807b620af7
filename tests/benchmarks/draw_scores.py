"""Draw how scores are spread over kinds of sources, and print the strongest and weakest statements.

    python -m tests.benchmarks.draw_scores ARTICLES.jsonl docs/scores.svg

ARTICLES.jsonl holds an object with ``id`` and ``text`` a line. The picture has a row for each kind of source: a line from the 10th
to the 90th percentile, a box from the lower to the upper quartile, and the median.
"""

import sys
from pathlib import Path

import pandas as pd

from attribution import audit_many
from attribution.model import SourceType
from tests.benchmarks.corpora import articles

LISTED = 10
LEFT, WIDTH, ROW, TOP = 190, 420, 30, 46
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


def table(frame: pd.DataFrame) -> pd.DataFrame:
    """Give number and quantiles of the scores by kind of source, the strongest kind first."""
    kinds = frame["source_type"].astype("string")
    kinds = kinds.mask(~frame["attributed"], "own voice")
    found = frame.groupby(kinds)["score"].quantile(list(QUANTILES)).unstack()
    found.insert(0, "statements", kinds.value_counts())
    return found.sort_values(0.5, ascending=False)


def draw(spread: pd.DataFrame) -> str:
    """Draw a table of quantiles as SVG."""
    height = TOP + ROW * len(spread) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 40}" height="{height}" font-family="sans-serif" font-size="13">',
        f'<rect width="{LEFT + WIDTH + 40}" height="{height}" fill="white"/>',
        '<text x="12" y="22" font-weight="bold">Scores by kind of source</text>',
    ]
    bottom = TOP + ROW * len(spread)
    for tenth in range(0, 11, 2):
        x = LEFT + WIDTH * tenth / 10
        parts.append(f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{bottom + 18}" text-anchor="middle" fill="#555">{tenth / 10:.1f}</text>')
    for n, (kind, row) in enumerate(spread.iterrows()):
        y = TOP + ROW * n + ROW / 2
        least, low, median, high, most = (LEFT + WIDTH * float(row[q]) for q in QUANTILES)
        label = f"{str(kind).replace('_', ' ')} ({int(row['statements'])})"
        parts += [
            f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{label}</text>',
            f'<line x1="{least:.1f}" x2="{most:.1f}" y1="{y}" y2="{y}" stroke="#4477aa" stroke-width="2"/>',
            f'<rect x="{low:.1f}" y="{y - 8}" width="{max(high - low, 1):.1f}" height="16" fill="#a8c4e0" stroke="#4477aa"/>',
            f'<line x1="{median:.1f}" x2="{median:.1f}" y1="{y - 8}" y2="{y + 8}" stroke="#aa3377" stroke-width="3"/>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def main(path: Path, picture: Path) -> None:
    """Audit, draw, print."""
    frame = audit_many([(article["id"], article["text"]) for article in articles(path)])
    assert {*frame["source_type"]} <= {*map(str, SourceType)}
    spread = table(frame)
    picture.write_text(draw(spread), encoding="utf-8")
    print(spread.round(2).to_string())
    print(frame["strength"].value_counts(normalize=True).round(3).to_string())
    cited = frame[frame["attributed"]].sort_values("score", ascending=False, kind="stable")
    for title, rows in (("strongest", cited.head(LISTED)), ("weakest", cited.tail(LISTED))):
        print(f"\n{title}")
        for row in rows.to_dict("records"):
            print(
                f"{row['score']:.3f} [{row['doc_id']} {row['statement']}] {row['claim']!r}\n      {row['explanation']}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
