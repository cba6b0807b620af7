"""From what the network says of words to attributions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.decoding import EVIDENCE, LINK_SIZE, LINKS, TAGS, confidence_of, decode


def network(*tags: str, cue_of: dict[int, int], source_of: dict[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Say tags for sure, and let words seek others: each word is known by a direction of its own."""
    logits = np.full((len(tags), len(TAGS)), -5.0)
    logits[np.arange(len(tags)), [TAGS.index(tag) for tag in tags]] = 5.0
    links = np.zeros((len(tags), len(LINKS), LINK_SIZE))
    for n, sought in enumerate((cue_of, source_of)):
        for word, target in sought.items():
            links[word, 2 * n, target] = 50.0
            links[target, 2 * n + 1, target] = 50.0
    return logits, links.reshape(len(tags), -1)


def test_pieces_of_content_go_to_the_cue_that_they_seek() -> None:
    tags, links = network(
        "B-content", "I-content", "B-source", "B-cue", "B-content", "O", "B-source", "B-cue", "B-content",
        cue_of={0: 3, 1: 3, 4: 3, 8: 7}, source_of={3: 2, 7: 6},
    )  # fmt: skip
    first, second = decode(tags, links, [0] * len(tags))
    assert (first.cue, first.source, first.content) == (range(3, 4), range(2, 3), (range(0, 2), range(4, 5)))
    assert (second.cue, second.source, second.content) == (range(7, 8), range(6, 7), (range(8, 9),))
    assert all(0.9 < known <= 1 for known in first.evidence[:-1])
    assert first.evidence[-1] == 0.75  # three words


def test_a_piece_of_content_that_is_far_less_sure_than_the_others_is_left_out() -> None:
    tags, links = network("B-content", "O", "B-cue", "B-content", cue_of={0: 2, 3: 2}, source_of={2: 2})
    assert [found.content for found in decode(tags, links, [0] * 4)] == [(range(0, 1), range(3, 4))]
    tags[[0, 3], TAGS.index("O")] = 4.6, 4.9  # little more than half for content
    assert [found.content for found in decode(tags, links, [0] * 4)] == [(range(0, 1), range(3, 4))]
    tags[3, TAGS.index("O")] = -5.0
    assert [found.content for found in decode(tags, links, [0] * 4)] == [(range(3, 4),)]


def test_a_piece_that_touches_its_cue_stays_however_unsure() -> None:
    tags, links = network("B-content", "B-cue", "B-content", cue_of={0: 1, 2: 1}, source_of={1: 1})
    tags[0, TAGS.index("O")] = 4.6
    assert [found.content for found in decode(tags, links, [0] * 3)] == [(range(0, 1), range(2, 3))]


def test_of_cues_that_attract_alike_the_nearest_in_the_paragraph_wins() -> None:
    tags, links = network("B-cue", "O", "B-content", "O", "O", "B-cue", cue_of={}, source_of={0: 0, 5: 5})
    (near,) = decode(tags, links, [0] * 6)
    assert near.cue == range(0, 1)
    (same,) = decode(tags, links, [0, 0, 1, 1, 1, 1])
    assert same.cue == range(5, 6)


def test_a_cue_that_seeks_itself_has_no_source_and_two_may_share_one() -> None:
    tags, links = network(
        "B-source", "B-cue", "B-content", "B-cue", "B-content", "B-cue", "B-content",
        cue_of={2: 1, 4: 3, 6: 5}, source_of={1: 0, 3: 0, 5: 5},
    )  # fmt: skip
    assert [found.source for found in decode(tags, links, [0] * len(tags))] == [range(0, 1), range(0, 1), None]


def test_a_cue_without_content_is_no_attribution() -> None:
    assert decode(*network("B-source", "B-cue", "O", cue_of={}, source_of={1: 0}), [0] * 3) == []


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_whatever_the_network_says_the_parts_are_in_order_and_apart(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    found = decode(rng.normal(size=(size, len(TAGS))), rng.normal(size=(size, len(LINKS) * LINK_SIZE)), [0] * size)
    words = [n for a in found for part in (a.cue, *a.content) for n in part]
    assert len(words) == len(set(words))
    assert all(0 <= n < size for n in words)
    assert all(list(a.content) == sorted(a.content, key=lambda part: part.start) for a in found)


def test_confidence_grows_with_the_evidence() -> None:
    weights = (0.0, *(0.5 for _ in EVIDENCE))
    low, high = (confidence_of([p] * len(EVIDENCE), weights) for p in (0.4, 1.0))
    assert 0 < low < 0.5 < high < 1
    assert confidence_of([0.5] * len(EVIDENCE), weights) == pytest.approx(0.5)
