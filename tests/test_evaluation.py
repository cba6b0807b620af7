"""Agreement with annotators: by role, by word, and as pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.evaluation import Marked, hits, score

TEXT = "“It fell,” Ann said, “at noon.” Bob denied that it rose."


def marked(source: str, cue: str, *content: str) -> Marked:
    def span(part: str) -> tuple[int, int]:
        return TEXT.index(part), TEXT.index(part) + len(part)

    return {"source": [span(source)] if source else [], "cue": [span(cue)], "content": [span(part) for part in content]}


GOLD = [marked("Ann", "said", "It fell", "at noon"), marked("Bob", "denied", "that it rose")]


def test_marks_and_case_do_not_count() -> None:
    found = [marked("Ann", " said,", "“It fell,”", "“at noon.”"), marked("Bob ", "denied", "that it rose.")]
    assert {name: m.f1 for name, m in score([(TEXT, GOLD, found)]).items()} == dict.fromkeys(score([]), 1.0)


def test_part_of_a_content_is_a_pair_but_not_exact() -> None:
    measures = score([(TEXT, GOLD, [marked("Ann", "said", "It fell"), marked("Bob", "denied", "it rose")])])
    assert measures["exact content"].f1 == 0
    assert measures["token content"].precision == 1
    assert measures["token content"].recall == pytest.approx(4 / 7)
    assert measures["pair"].f1 == 1


@pytest.mark.parametrize("source", ["", "Bob"])
def test_another_source_is_no_pair(source: str) -> None:
    measures = score([(TEXT, GOLD[:1], [marked(source, "said", "It fell", "at noon")])])
    assert (measures["pair"].f1, measures["exact content"].f1) == (0, 1)


def test_each_attribution_pairs_once() -> None:
    twice = [GOLD[1], GOLD[1]]
    assert score([(TEXT, GOLD, twice)])["pair"].precision == 0.5
    assert hits(TEXT, GOLD, twice) == {0}


def test_nothing_found_is_zero_not_an_error() -> None:
    assert score([(TEXT, GOLD, [])])["pair"].f1 == 0
    assert score([(TEXT, [], GOLD)])["pair"].precision == 0


@given(st.lists(st.sampled_from(GOLD), unique_by=id))
def test_measures_lie_between_0_and_1_and_grow_with_what_is_right(found: list[Marked]) -> None:
    pair = score([(TEXT, GOLD, found)])["pair"]
    assert pair.recall == len(found) / len(GOLD)
    assert pair.precision == (1.0 if found else 0.0)
