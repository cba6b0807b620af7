"""Compare who is cited, by which name and through whom, with labels: on annotated spans, and from raw text.

usage: python -m tests.benchmarks.measure_sources FOLDER [dev|train] [--misses]

The folder holds ``polnear/SPLIT.jsonl`` (articles with their annotated attributions) and ``gold/sources-SPLIT.jsonl`` (one line
for each labelled attribution: ``id``, its number ``n``, ``source_type``, ``entity``, ``relay``, and ``unsure``, which leaves it
out). An attribution is found where a predicted claim covers half of the annotated one, the one that overlaps most. Of those
found: types by accuracy and by F1 averaged over the labels with five or more cases; names that share half of their words
(F1 of the sets of words); relays by precision and recall of the right name.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from attribution import Article, audit_many
from attribution.model import Attribution, CharSpan, Quotation
from attribution.resolution import resolve_sources
from tests.benchmarks.corpora import articles, parsed

_WORD = re.compile(r"\w+(?:[’'.]\w+)*")
_NAME_WORD = re.compile(r"[\w’'@-]+")
_NOT_TELLING = {"the", "a", "an", "of", "and", "mr", "mrs", "ms", "dr"}
_ENOUGH = 5
# The corpus knows its publishers by abbreviations.
PUBLISHERS = {
    "breitbart": "Breitbart",
    "huff-post": "Huffington Post",
    "nyt": "New York Times",
    "politico": "Politico",
    "usa-today": "USA Today",
    "wash-post": "Washington Post",
    "west-journal": "Western Journalism",
}


class Found(NamedTuple):
    """A predicted attribution: its claim, who is cited for it, and, where they have no names, how many they are and why."""

    claim: list[tuple[int, int]]
    source_type: str
    entity: str
    relay: str
    number: int | None = None
    reason: str = ""


def as_article(line: dict[str, Any]) -> Article:
    """Give an article of the corpus its outlet."""
    return Article(line["text"], line["id"], outlet=PUBLISHERS.get(line.get("publisher", "")))


def on_annotated_spans(path: Path, wanted: set[str]) -> Iterator[tuple[str, list[Found]]]:
    """Resolve the annotated attributions of the wanted articles."""
    for line, doc in parsed(path, wanted):
        attributions = [_annotated(line["text"], a) for a in line["attributions"]]
        sources = resolve_sources(doc, attributions, as_article(line))
        claims = [a["content"] for a in line["attributions"]]
        yield (
            line["id"],
            [
                Found(claim, s.source_type, s.entity or "", s.relay or "")
                for claim, s in zip(claims, sources, strict=True)
            ],
        )


def _annotated(text: str, line: dict[str, Any]) -> Attribution:
    claim, cue, source = (tuple(CharSpan(*span) for span in line[role]) for role in ("content", "cue", "source"))
    is_direct = bool(claim) and text[claim[0].start] in '"“'
    quotation = Quotation.DIRECT if is_direct else Quotation.INDIRECT
    return Attribution(claim or cue or source or (CharSpan(0, 1),), quotation, cue, source)


def from_raw_text(path: Path, wanted: set[str]) -> Iterator[tuple[str, list[Found]]]:
    """Audit the wanted articles."""
    frame = audit_many((as_article(line) for line in articles(path) if line["id"] in wanted), on_error="raise")
    columns = ("claim_spans", "source_type", "entity", "relay")
    for doc_id, rows in frame[frame["attributed"]].groupby("doc_id", observed=True):
        values = zip(*(rows[name].fillna("") if name != "claim_spans" else rows[name] for name in columns), strict=True)
        yield str(doc_id), [Found(list(claim), str(kind), entity, relay) for claim, kind, entity, relay in values]


def words_of(name: str) -> set[str]:
    """Give the words that tell of a name."""
    return {w.lower().removesuffix("’s").removesuffix("'s") for w in _NAME_WORD.findall(name)} - _NOT_TELLING


def is_same(gold: str, found: str) -> bool:
    """Say whether two names share half of their words."""
    one, other = words_of(gold), words_of(found)
    return one == other or (bool(one and other) and 4 * len(one & other) >= len(one) + len(other))


def is_any_same(gold: str, found: str) -> bool:
    """Say whether a name agrees with any step of the annotated relay."""
    return any(is_same(step, found) for step in gold.split(";"))


def best_match(text: str, claim: Sequence[Sequence[int]], found: Iterable[Found]) -> Found | None:
    """Give the predicted attribution whose claim overlaps most with an annotated one, if it covers half of it."""
    words = [match.span() for match in _WORD.finditer(text)]

    def covered(spans: Iterable[Sequence[int]]) -> set[int]:
        return {n for n, (start, end) in enumerate(words) for a, b in spans if start < b and end > a}

    want, best, most = covered(claim), None, 0.0
    for candidate in found:
        have = covered(candidate.claim)
        overlap = len(have & want) / max(1, len(have | want))
        if 2 * len(have & want) >= len(want) and overlap > most:
            best, most = candidate, overlap
    return best


def f1(right: int, predicted: int, gold: int) -> float:
    """Give the harmonic mean of precision and recall."""
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def report(
    labels: list[dict[str, Any]],
    gold: dict[str, dict[str, Any]],
    predicted: dict[str, list[Found]],
    *,
    shows_misses: bool,
) -> None:
    """Print the figures, and on demand the cases that went wrong."""
    pairs = []
    for label in labels:
        line = gold[label["id"]]
        claim = line["attributions"][label["n"]]["content"]
        pairs.append((label, best_match(line["text"], claim, predicted.get(label["id"], []))))
    found = [(label, match) for label, match in pairs if match is not None]
    confusion = Counter((label["source_type"], match.source_type) for label, match in found)
    right = Counter({kind: n for (kind, other), n in confusion.items() if kind == other})
    is_gold, is_predicted = Counter[str](), Counter[str]()
    for (kind, other), n in confusion.items():
        is_gold[kind] += n
        is_predicted[other] += n
    scored = sorted(kind for kind, n in is_gold.items() if n >= _ENOUGH)
    per_type = {kind: f1(right[kind], is_predicted[kind], is_gold[kind]) for kind in scored}
    named = [is_same(label["entity"], match.entity) for label, match in found if label["entity"]]
    relays = [is_any_same(label["relay"], match.relay) for label, match in found if label["relay"] and match.relay]
    relayed = sum(bool(label["relay"]) for label, _ in found)
    said = sum(bool(match.relay) for _, match in found)

    print(f"found    {len(found)} of {len(pairs)} = {len(found) / max(1, len(pairs)):.3f}")
    macro = sum(per_type.values()) / max(1, len(per_type))
    print(f"type     accuracy {right.total() / max(1, len(found)):.3f}, macro F1 {macro:.3f}")
    for kind in scored:
        print(f"           {kind:14} F1 {per_type[kind]:.3f} of {is_gold[kind]}")
    print(f"entity   {sum(named) / max(1, len(named)):.3f} of {len(named)}")
    precision, recall = sum(relays) / max(1, said), sum(relays) / max(1, relayed)
    print(f"relay    P {precision:.3f}, R {recall:.3f}, F1 {f1(sum(relays), said, relayed):.3f} of {relayed}")
    for (kind, other), n in confusion.most_common():
        if kind != other and n > 1:
            print(f"           {kind} taken for {other}: {n}")
    if shows_misses:
        _print_misses(gold, found)


def _print_misses(gold: dict[str, dict[str, Any]], found: list[tuple[dict[str, Any], Found]]) -> None:
    for label, match in found:
        is_type = label["source_type"] == match.source_type
        is_entity = not label["entity"] or is_same(label["entity"], match.entity)
        is_relay = not (label["relay"] or match.relay) or is_any_same(label["relay"], match.relay)
        if not (is_type and is_entity and is_relay):
            line = gold[label["id"]]
            source = " … ".join(line["text"][a:b] for a, b in line["attributions"][label["n"]]["source"])
            print(f"{label['id']} {label['n']}: {source[:70]!r}")
            print(f"    is  {label['source_type']}, {label['entity']!r}, {label['relay']!r}")
            print(f"    got {match.source_type}, {match.entity!r}, {match.relay!r}")


def main(folder: Path, split: str, *, shows_misses: bool) -> None:
    path = folder / "polnear" / f"{split}.jsonl"
    lines = (folder / "gold" / f"sources-{split}.jsonl").read_text(encoding="utf-8").splitlines()
    labels = [label for label in map(json.loads, lines) if not label.get("unsure")]
    wanted = {label["id"] for label in labels}
    gold = {line["id"]: line for line in articles(path)}
    for title, predict in (("annotated spans", on_annotated_spans), ("from raw text", from_raw_text)):
        predicted = dict(predict(path, wanted))
        print(f"\n{split}, {title}")
        report(labels, gold, predicted, shows_misses=shows_misses)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--misses"]
    main(Path(arguments[0]), (arguments[1:] or ["dev"])[0], shows_misses="--misses" in sys.argv)
