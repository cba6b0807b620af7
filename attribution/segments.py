"""An article's text cut wherever a mark begins or ends, so that marks may overlap, nest, and lie in several pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from attribution.model import CharSpan

Role = Literal["claim", "cue", "source"]
# What stands inside of what, where two marks are of one length.
_ROLES: tuple[Role, ...] = ("claim", "source", "cue")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of text is to a statement, by the statement's number."""

    statement: int
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which nothing changes.

    Args:
        start, end: half-open, in characters, into the text as given.
        marks: all that cover it, the outermost first.
        begins: numbers of the statements whose claim begins here.
    """

    start: int
    end: int
    marks: tuple[Mark, ...] = ()
    begins: tuple[int, ...] = ()


def cut(length: int, marked: Iterable[tuple[Mark, CharSpan]], *, also_at: Iterable[int] = ()) -> tuple[Segment, ...]:
    """Cut a text of ``length`` characters at every border of every span; the segments join up to the whole of it.

    Args:
        length: of the text; spans lie inside of it.
        marked: marks with their spans, in any order; one mark may have several.
        also_at: offsets to cut at besides, such as the starts of paragraphs.

    >>> for segment in cut(9, [(Mark(1, "claim"), CharSpan(0, 6)), (Mark(2, "claim"), CharSpan(3, 9))]):
    ...     print(segment.start, segment.end, [mark.statement for mark in segment.marks], segment.begins)
    0 3 [1] (1,)
    3 6 [1, 2] (2,)
    6 9 [2] ()
    """
    opening, closing = defaultdict(list), defaultdict(list)
    first: dict[int, int] = {}
    for mark, span in marked:
        if span.start == span.end:
            continue
        opening[span.start].append((mark, span))
        closing[span.end].append((mark, span))
        if mark.role == "claim":
            first[mark.statement] = min(span.start, first.get(mark.statement, length))
    begins = defaultdict(list)
    for statement, start in sorted(first.items()):
        begins[start].append(statement)
    borders = sorted({0, length, *opening, *closing, *(offset for offset in also_at if 0 < offset < length)})
    segments: list[Segment] = []
    open_now: set[tuple[Mark, CharSpan]] = set()
    for start, end in pairwise(borders):
        open_now = (open_now - set(closing[start])) | set(opening[start])
        covering = [mark for mark, _ in sorted(open_now, key=_outermost_first)]
        segments.append(Segment(start, end, tuple(dict.fromkeys(covering)), tuple(begins[start])))
    return tuple(segments)


def _outermost_first(item: tuple[Mark, CharSpan]) -> tuple[int, int, int]:
    mark, span = item
    return (span.start - span.end, _ROLES.index(mark.role), mark.statement)
