"""Articles of many desks, invented and labelled: that their labels are well-formed, and that most of them come out."""

import json
from collections.abc import Iterator

import pytest

from attribution.model import SourceType
from tests.benchmarks.measure_desks import CASES, MADE_HARD, UNREAD, measure

LINES = [
    json.loads(line) for path in (CASES, UNREAD, *MADE_HARD) for line in path.read_text(encoding="utf-8").splitlines()
]


def spans(line: dict[str, list[dict[str, list[list[int]]]]]) -> Iterator[list[int]]:
    return (span for marked in line["attributions"] for role in marked.values() for span in role)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_labels_are_well_formed(line: dict[str, list[dict[str, str]]]) -> None:
    assert len(line["attributions"]) == len(line["sources"])
    assert {source["source_type"] for source in line["sources"]} <= set(SourceType)
    assert all(0 <= start < end <= len(line["text"]) for start, end in spans(line))  # type: ignore[arg-type]


def test_most_come_out() -> None:
    business = [line for line in LINES if line["desk"] == "business"]
    counts = dict(measure(business))["business"]
    assert counts["found"] > 0.9 * counts["statements"]
    assert counts["types"] > 0.8 * counts["found"]
    assert counts["numbers"] > 0.9 * counts["unnamed"]


def test_most_relays_come_out_however_they_are_worded() -> None:
    counts = dict(measure([line for line in LINES if line["desk"] == "relays"]))["relays"]
    assert counts["right_relays"] > 0.6 * counts["relays"]
    assert counts["right_relays"] > 0.85 * counts["relayed"]
