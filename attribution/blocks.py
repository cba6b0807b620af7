"""Statements that stand below who makes them, without quotation marks: a paragraph or a list behind "Lee said in a statement:".

Pages set such passages apart by markup, of which their text keeps nothing, or the marks of a list's items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attribution.cues import is_speaker, subject_of, tells
from attribution.drafts import Draft
from attribution.layout import Layout
from attribution.marks import SENTENCE_ENDS
from attribution.quoted import is_reporting, quotation_draft
from attribution.syntax import VERBS

if TYPE_CHECKING:
    from spacy.tokens import Token

# Before an item of a list, as extraction, Markdown and typists write it.
_MARK = re.compile(r"[-–—•·*▪●◦‣]|\d{1,2}[.)]?")
_FIRST_PERSON = frozenset({"i", "we"})
_REACH = 40  # tokens before a colon
_LONGEST_LIST = 100  # lines


def add_blocks(layout: Layout, found: Iterable[Draft]) -> list[Draft]:
    """Give what stands below a colon to the verb of speech before it, where nobody is found to say either yet.

    Where that line begins what is stated ("advised people to:"), a list goes on with it.
    """
    by_head = {draft.head: draft for draft in found}
    others = {i for draft in by_head.values() if not _is_speakers(layout, draft) for i in draft.claim | draft.cue}
    taken, within, saying = layout.passage_of.keys() | layout.in_post | others, set[int](), set[int]()
    for paragraph in range(layout.paragraph_of[-1] if layout.paragraph_of else 0):
        head = _verb_before_colon(layout, paragraph)
        if head is None or head.i in within:
            continue
        draft = by_head.get(head.i) or quotation_draft(head)
        is_begun = layout.before(layout.bounds(paragraph)[1]) - 1 in draft.claim
        block = _block_below(layout, taken, paragraph, is_list=is_begun) if is_begun or not draft.claim else []
        if block and draft.source:
            by_head[head.i] = draft
            draft.claim.update(block)
            saying.add(head.i)
            within.update(block)
            taken |= within
    drafts = by_head.values()
    return [d for d in drafts if d.head in saying or (d.head not in within and within.isdisjoint(d.claim))]


def _verb_before_colon(layout: Layout, paragraph: int) -> Token | None:
    """Find the verb of speech in the sentence that a paragraph ends with, where a colon ends that."""
    start, stop = layout.bounds(paragraph)
    colon = layout.before(stop)
    if colon < start or layout.doc[colon].text != ":" or colon in layout.in_post:
        return None
    for i in range(colon - 1, max(start, colon - _REACH) - 1, -1):
        token = layout.doc[i]
        if i in layout.passage_of or token.text in SENTENCE_ENDS:
            return None
        is_said = is_reporting(token) or (token.pos_ in VERBS and tells(token.lemma_.lower()))
        if is_said and (source := subject_of(token)):
            return None if is_speaker(layout.doc, source) else token  # "We asked:"
    return None


def _block_below(layout: Layout, taken: set[int], paragraph: int, *, is_list: bool) -> list[int]:
    """Give the words of the list below a paragraph or, where there is none, of the next paragraph, but for what others say in it.

    Args:
        is_list: whether it has to be a list.
    """
    block: list[int] = []
    for below in range(paragraph + 1, min(layout.paragraph_of[-1], paragraph + _LONGEST_LIST) + 1):
        start, stop = layout.bounds(below)
        first = _behind_mark(layout, start, stop)
        is_whole = layout.doc[layout.before(stop)].text in SENTENCE_ENDS
        words = layout.words(range(first, stop)) if taken.isdisjoint(range(start, stop)) else set()
        if words and (first > start or (is_whole and not block and not is_list)):
            block += range(min(words), stop)
        if first == start:
            break
    return block


def _behind_mark(layout: Layout, start: int, stop: int) -> int:
    """Give the token behind the mark of a list's line, with white space behind it: "-", "1."; its first, where there is none."""
    marks = (layout.doc[start:end] for end in range(start + 1, min(start + 3, stop)))
    return next((m.end for m in marks if m[-1].whitespace_ and _MARK.fullmatch(m.text)), start)


def _is_speakers(layout: Layout, draft: Draft) -> bool:
    """Say whether what is found within a block is of who says all of it: "We believe that …"."""
    return all(layout.doc[i].lower_ in _FIRST_PERSON for i in draft.source)
