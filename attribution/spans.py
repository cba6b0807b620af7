"""Tokens to characters: the runs of a text that a statement, a cue or a source is written in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attribution.layout import Layout
from attribution.model import CharSpan
from attribution.quotations import OPENING_MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENERS = frozenset("\"'“‘«„‹`($€£¥#@[-") | {"``", "''"}
_ENDERS = frozenset("\"'”’»›)]%?!.,…") | {"''"}
# Signs that are part of the number beside them, and no punctuation.
_UNITS_BEFORE = frozenset("$€£¥")
_UNITS_AFTER = frozenset("%")
_LOOSE_ENDERS = frozenset(".,")


def char_spans(layout: Layout, tokens: set[int], *, is_exact: bool = False) -> tuple[CharSpan, ...]:
    """Turn tokens into runs of characters: punctuation between two words of a run belongs to it, at its ends it does not.

    Marks that open or close a quotation or parenthesis inside the run stay.
    """
    doc = layout.doc
    runs: list[list[int]] = []
    for i in sorted(layout.words(tokens) or (i for i in tokens if not doc[i].is_space)):
        if runs and all(not layout.is_word[j] and (not is_exact or j in tokens) for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        first, last = run[0], run[-1]
        while first - 1 in tokens and doc[first - 1].text in _OPENERS and not _is_bullet(doc[first - 1]):
            first -= 1
        while last + 1 in tokens and doc[last + 1].text in _ENDERS:
            last += 1
        while last > run[-1] and doc[last].text in _LOOSE_ENDERS:
            last -= 1
        first, last = _with_units(layout, *_with_marks(layout, first, last))
        spans.append(_with_entities(CharSpan(doc[first].idx, doc[last].idx + len(doc[last])), layout.entities))
    return tuple(spans)


def _is_bullet(token: Token) -> bool:
    """Say whether a hyphen stands before an item of a list: "- It rained"; not that of "-5%"."""
    return token.text == "-" and bool(token.whitespace_)


def _with_marks(layout: Layout, first: int, last: int) -> tuple[int, int]:
    """Widen a run by the one of a quotation's marks that was left outside, though the other is inside."""
    for edge in (first, last):
        if edge in layout.passage_of:
            passage, tokens = layout.passages[layout.passage_of[edge]]
            is_half_in = passage.is_closed and (first <= tokens.start or tokens.stop - 1 <= last)
            if is_half_in and not layout.words({*tokens} - {*range(first, last + 1)}):
                first, last = min(first, tokens.start), max(last, tokens.stop - 1)
    # Inside a quotation, quotations in turn are no passages of their own.
    closing = OPENING_MARKS.get(layout.doc[first - 1].text, "") if first > 0 else ""
    if closing and any(t.text in closing for t in layout.doc[first : last + 1]):
        first -= 1
    return first, last


def _with_units(layout: Layout, first: int, last: int) -> tuple[int, int]:
    """Widen a run that begins or ends with a number by its sign: "$5", "14%"."""
    doc = layout.doc
    if first > 0 and doc[first].like_num and doc[first - 1].text in _UNITS_BEFORE:
        first -= 1
    if last + 1 < len(doc) and doc[last].like_num and doc[last + 1].text in _UNITS_AFTER:
        last += 1
    return first, last


def _with_entities(span: CharSpan, entities: Sequence[CharSpan]) -> CharSpan:
    """Widen a span whose first or last mark is written as an HTML entity to the whole of that."""
    first = bisect_right(entities, span.start, key=lambda entity: entity.start) - 1
    last = bisect_left(entities, span.end, key=lambda entity: entity.start) - 1
    start = min(span.start, entities[first].start) if first >= 0 and span.start < entities[first].end else span.start
    return CharSpan(start, max(span.end, entities[last].end) if last >= 0 else span.end)
