"""Counts from one column of names to another, laid out as bands between them, as in a Sankey diagram.

The layout is that of Sankey diagrams with two columns; the order within the right column is by the barycentre of what it is
tied to, which keeps crossings few (Sugiyama, Tagawa & Toda 1981).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A name in a column: a box from ``top`` on, ``height`` high."""

    name: str
    count: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """What goes from a name on the left to one on the right: the middles of both ends, and how thick it is."""

    left: str
    right: str
    count: int
    left_middle: float
    right_middle: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Diagram:
    """Both columns and the bands between them, ``height`` units high."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    bands: tuple[Band, ...]
    height: float


def lay_out(counts: Iterable[tuple[str, str, int]], *, unit_height: float = 22.0, gap: float = 8.0) -> Diagram:
    """Place names in two columns, each as high as what goes through it, and the bands between.

    Args:
        counts: from whom, to whom, how many; each pair once.
        unit_height: the least height of a name, so that its label fits.
        gap: between names.

    >>> diagram = lay_out([("a", "x", 3), ("b", "x", 1)])
    >>> [node.name for node in diagram.left], [band.count for band in diagram.bands]
    (['a', 'b'], [3, 1])
    """
    flows = list(counts)
    if not flows:
        return Diagram((), (), (), 0.0)
    left = _totals((source, count) for source, _, count in flows)
    right = _totals((target, count) for _, target, count in flows)
    left_order = sorted(left, key=lambda name: (-left[name], name))
    place = {name: n for n, name in enumerate(left_order)}
    pull = {
        name: sum(place[source] * count for source, target, count in flows if target == name) / total
        for name, total in right.items()
    }
    right_order = sorted(right, key=lambda name: (pull[name], -right[name], name))
    # The smallest still gets a line's height; thickness is to scale throughout.
    height = max(len(left), len(right)) * (unit_height + gap) - gap
    total = sum(left.values())
    scale = (height - gap * (max(len(left), len(right)) - 1)) / total
    columns = [
        _stack(order, totals, scale, unit_height, gap) for order, totals in ((left_order, left), (right_order, right))
    ]
    height = max(column[-1].top + column[-1].height for column in columns)
    lefts, rights = (_centred(column, height) for column in columns)
    return Diagram(tuple(lefts), tuple(rights), tuple(_bands(flows, lefts, rights, scale)), height)


def _totals(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for name, count in counts:
        totals[name] = totals.get(name, 0) + count
    return totals


def _stack(order: Sequence[str], totals: Mapping[str, int], scale: float, least: float, gap: float) -> list[Node]:
    nodes, top = [], 0.0
    for name in order:
        height = max(totals[name] * scale, least)
        nodes.append(Node(name, totals[name], top, height))
        top += height + gap
    return nodes


def _centred(column: Sequence[Node], height: float) -> list[Node]:
    shift = (height - column[-1].top - column[-1].height) / 2
    return [Node(node.name, node.count, node.top + shift, node.height) for node in column]


def _bands(
    flows: Sequence[tuple[str, str, int]], left: Sequence[Node], right: Sequence[Node], scale: float
) -> Iterable[Band]:
    """Draw the bands at their true thickness, side by side in the middle of each box."""
    place = [{node.name: n for n, node in enumerate(column)} for column in (left, right)]
    used = [
        {node.name: node.top + (node.height - node.count * scale) / 2 for node in column} for column in (left, right)
    ]
    ordered = sorted(flows, key=lambda flow: (place[0][flow[0]], place[1][flow[1]]))
    starts: dict[tuple[str, str], float] = {}
    for source, target, count in ordered:
        starts[source, target] = used[0][source]
        used[0][source] += count * scale
    for source, target, count in sorted(flows, key=lambda flow: (place[1][flow[1]], place[0][flow[0]])):
        thickness = count * scale
        yield Band(
            source, target, count, starts[source, target] + thickness / 2, used[1][target] + thickness / 2, thickness
        )
        used[1][target] += thickness
