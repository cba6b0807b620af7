"""Say how well an audit names sources of other desks than American politics: business, courts, war, science, sport, the world.

usage: python -m tests.benchmarks.measure_desks [FILE]

The articles of ``tests/cases/desks.jsonl``, 12 or 14 of each desk, are invented: a language model wrote them in the manner of
several dozen newsrooms and labelled their statements, by ``docs/taxonomy.md`` and without knowing what the library gives. So they
show where it errs outside of American politics, and prove nothing about the world's newspapers. Those of ``tests/cases/unread.jsonl``
were made likewise, and nobody has read them to make the library better: leave them unread, for they alone tell how well it does
with articles that it was not made by. Those of ``tests/cases/relays.jsonl`` were made to hold what came through other outlets, in
as many wordings as could be thought of, those of ``secondhand.jsonl`` too, which reached the article through people and documents
besides; those of ``unnamed.jsonl`` people without names, those of ``names.jsonl`` names and kinds of sources that are hard to tell,
those of ``forms.jsonl`` are each of another form: live blog, court report, obituary; those of ``world.jsonl`` of newsrooms all over
the world, ``retold.jsonl`` holds more at second hand, and the sources of ``institutions.jsonl`` are mostly bodies and documents. Each
line has ``id``, ``desk``, ``outlet``, ``text``, ``attributions`` as annotated corpora have them, and for each of these its
``sources``: type, name, relay and, of unnamed people, their number where the text says it; in the sets made last also why they are
not named, their ``reason``: right if one of that and what is found holds the other.
What counts as found and as the same name: :mod:`tests.benchmarks.measure_sources`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from attribution import Article, audit_many
from tests.benchmarks.corpora import articles
from tests.benchmarks.measure_sources import Found, best_match, f1, is_any_same, is_same

CASES = Path(__file__).parent.parent / "cases" / "desks.jsonl"
UNREAD = CASES.with_name("unread.jsonl")
MADE_HARD = [
    CASES.with_name(f"{name}.jsonl")
    for name in ("relays", "unnamed", "names", "secondhand", "forms", "world", "retold", "institutions")
]


def predicted(lines: Sequence[dict[str, Any]]) -> dict[str, list[Found]]:
    """Audit articles; give by article what is found."""
    frame = audit_many((Article(line["text"], line["id"], outlet=line["outlet"]) for line in lines), on_error="raise")
    found: dict[str, list[Found]] = {line["id"]: [] for line in lines}
    for row in frame[frame["attributed"]].to_dict("records"):
        entity, relay, reason = (
            "" if pd.isna(row[column]) else row[column] for column in ("entity", "relay", "anonymity_reason")
        )
        number = None if pd.isna(row["source_number"]) else int(row["source_number"])
        found[row["doc_id"]].append(
            Found(list(row["claim_spans"]), str(row["source_type"]), entity, relay, number, reason)
        )
    return found


def measure(lines: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Counter[str]]]:
    """Count, by desk and over all, what was to be found, what was, and what of it is right."""
    found = predicted(lines)
    counts: dict[str, Counter[str]] = {}
    for line in lines:
        for marked, source in zip(line["attributions"], line["sources"], strict=True):
            match = best_match(line["text"], marked["content"], found[line["id"]])
            for name in (line["desk"], "all"):
                counts.setdefault(name, Counter()).update(_count(source, match))
    yield from counts.items()


def _count(source: dict[str, Any], match: Found | None) -> Counter[str]:
    if match is None:
        return Counter(statements=1)
    is_type = source["source_type"] == match.source_type
    is_unnamed = is_type and source["source_type"] == "anonymous"
    is_relay = bool(source["relay"] and match.relay) and is_any_same(source["relay"], match.relay)
    reason, given = (_bare(words) if "reason" in source else "" for words in (source.get("reason", ""), match.reason))
    return Counter(
        statements=1,
        found=1,
        types=is_type,
        names=bool(source["entity"]),
        named=bool(source["entity"]) and is_same(source["entity"], match.entity),
        relays=bool(source["relay"]),
        relayed=bool(match.relay),
        right_relays=is_relay,
        unnamed=is_unnamed,
        numbers=is_unnamed and source.get("number") == match.number,
        reasons=bool(reason),
        reasoned=bool(given),
        right_reasons=bool(reason and given) and (reason in given or given in reason),
    )


def _bare(words: str) -> str:
    return " ".join(words.lower().split()).strip(' .,“”"')


def main(path: Path) -> None:
    print(
        f"{'desk':16}{'statements':>11}{'found':>8}{'type':>8}{'name':>8}{'relay F1':>10}{'number':>8}{'reason F1':>11}"
    )
    for desk, n in measure(articles(path)):
        shares = (n["found"] / n["statements"], n["types"] / n["found"], n["named"] / n["names"])
        relay = f1(n["right_relays"], n["relayed"], n["relays"])
        reason = f"{f1(n['right_reasons'], n['reasoned'], n['reasons']):11.3f}" if n["reasons"] else f"{'–':>11}"
        figures = "".join(f"{share:8.3f}" for share in shares)
        print(f"{desk:16}{n['statements']:11}{figures}{relay:10.3f}{n['numbers'] / max(1, n['unnamed']):8.3f}{reason}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
