"""Statements that stand below who makes them, without quotation marks: a paragraph or a list behind "Lee said in a statement:".

Pages set such passages apart by markup, of which their text keeps nothing, or the marks of a list's items.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from attribution.cues import subject_of
from attribution.drafts import Draft
from attribution.layout import Layout
from attribution.marks import SENTENCE_ENDS
from attribution.quoted import is_reporting, quotation_draft

if TYPE_CHECKING:
    from spacy.tokens import Token

# Before the items of a list, as extraction, Markdown and typists write them.
_BULLETS = frozenset("-*•·–‣▪●")
_FIRST_PERSON = frozenset({"i", "we"})
_REACH = 40  # tokens before a colon


def add_blocks(layout: Layout, found: Iterable[Draft]) -> list[Draft]:
    """Give what stands below a colon to the verb of speech before it, where nobody is found to say either yet."""
    by_head = {draft.head: draft for draft in found}
    for paragraph in range(layout.paragraph_of[-1] if layout.paragraph_of else 0):
        head = _verb_before_colon(layout, paragraph)
        if head is None:
            continue
        draft = by_head.get(head.i) or quotation_draft(head)
        block = [] if draft.claim or not draft.source else _block_below(layout, by_head.values(), paragraph)
        if block:
            within = {*block}
            by_head = {i: other for i, other in by_head.items() if i not in within and within.isdisjoint(other.claim)}
            by_head[head.i] = draft
            draft.claim |= within
    return [*by_head.values()]


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
        if is_reporting(token) and subject_of(token):
            return token
    return None


def _block_below(layout: Layout, drafts: Collection[Draft], paragraph: int) -> list[int]:
    """Give the words of the list below a paragraph or, where there is none, of the next paragraph, but for what others say in it."""
    block: list[int] = []
    others = {i for draft in drafts if not _is_speakers(layout, draft) for i in draft.claim | draft.cue}
    taken = layout.passage_of.keys() | layout.in_post | others
    for below in range(paragraph + 1, layout.paragraph_of[-1] + 1):
        tokens = range(*layout.bounds(below))
        is_item = layout.doc[tokens.start].text in _BULLETS
        is_whole = layout.doc[layout.before(tokens.stop)].text in SENTENCE_ENDS
        words = layout.words(tokens) if taken.isdisjoint(tokens) else set()
        if words and (is_item or (is_whole and not block)):
            block += range(min(words), tokens.stop)
        if not is_item:
            break
    return block


def _is_speakers(layout: Layout, draft: Draft) -> bool:
    """Say whether what is found within a block is of who says all of it: "We believe that …"."""
    return all(layout.doc[i].lower_ in _FIRST_PERSON for i in draft.source)
