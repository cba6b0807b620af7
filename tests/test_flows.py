"""Where the bands of a diagram lie."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.flows import Node, lay_out

COUNTS = st.dictionaries(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("vwxyz")), st.integers(1, 500), min_size=1
).map(lambda counts: [(left, right, count) for (left, right), count in counts.items()])


@given(COUNTS)
def test_nothing_overlaps_and_everything_lies_inside(counts: list[tuple[str, str, int]]) -> None:
    diagram = lay_out(counts)
    for column in (diagram.left, diagram.right):
        assert sum(node.count for node in column) == sum(count for *_, count in counts)
        assert column[0].top >= -1e-6
        for upper, lower in pairwise(column):
            assert upper.top + upper.height < lower.top
        assert column[-1].top + column[-1].height <= diagram.height + 1e-6


@given(COUNTS)
def test_bands_fill_their_boxes_side_by_side_and_to_scale(counts: list[tuple[str, str, int]]) -> None:
    diagram = lay_out(counts)
    assert sorted((band.left, band.right, band.count) for band in diagram.bands) == sorted(counts)
    scale = diagram.bands[0].thickness / diagram.bands[0].count
    ends: dict[Node, list[tuple[float, float]]] = {}
    for band in diagram.bands:
        assert band.thickness == pytest.approx(band.count * scale)
        for side, name, middle in (
            (diagram.left, band.left, band.left_middle),
            (diagram.right, band.right, band.right_middle),
        ):
            (node,) = (node for node in side if node.name == name)
            ends.setdefault(node, []).append((middle - band.thickness / 2, middle + band.thickness / 2))
    for node, pieces in ends.items():
        pieces.sort()
        assert pieces[0][0] >= node.top - 1e-6
        assert pieces[-1][1] <= node.top + node.height + 1e-6
        for (_, end), (start, _) in pairwise(pieces):
            assert start == pytest.approx(end)


def test_nothing_gives_nothing() -> None:
    assert lay_out([]).bands == ()
