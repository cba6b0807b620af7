"""Lists that somebody is cited for before their colon: "The weather service has advised:", and a line for each thing advised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attribution.cues import is_speaker, subject_of, tells
from attribution.drafts import Draft, commitment_of
from attribution.layout import Layout

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARK = re.compile(r"[-–—•·*▪●◦‣]|\d{1,2}[.)]?")
_BESIDE = frozenset({"aux", "neg", "prt"})


def with_lists(layout: Layout, found: Sequence[Draft]) -> list[Draft]:
    """Add what the lines of each list state, where the line before it ends in a colon and says who does.

    Where that line begins what is stated ("advised people to:"), the list goes on with it. A list in which others are cited is
    rather the author's, and one in quotation marks is read as such.
    """
    draft_of = {i: draft for draft in found for i in draft.cue}
    drafts, end = [*found], 0
    for colon in (token for token in layout.doc if token.text == ":" and _ends_paragraph(layout, token)):
        if colon.i < end:  # in a list that was read, so that no line is read twice
            continue
        claim = {i for item in _items(layout, layout.paragraph_of[colon.i] + 1) for i in item}
        end = max(claim, default=end)
        if not (claim.isdisjoint(draft_of) and claim.isdisjoint(layout.passage_of)):
            continue
        verb = colon.sent.root
        begun = draft_of.get(verb.i)
        source = subject_of(verb) if begun is None and verb.i < colon.i and _tells(verb) else []
        if begun is not None and colon.i - 1 in begun.claim:
            begun.claim |= claim
        elif claim and source and not is_speaker(layout.doc, source):
            cue = {verb.i, *(child.i for child in verb.children if child.dep_ in _BESIDE)}
            lemma = verb.lemma_.lower()
            drafts.append(Draft(verb.i, lemma, commitment_of(lemma, "clause"), cue, claim, set(source), frame="clause"))
    return drafts


def _ends_paragraph(layout: Layout, token: Token) -> bool:
    following = next((t for t in layout.doc[token.i + 1 : token.i + 3] if not t.is_space), None)
    return following is not None and layout.paragraph_of[following.i] > layout.paragraph_of[token.i]


def _tells(verb: Token) -> bool:
    """Say whether somebody tells by a verb what follows its sentence, and nothing in it."""
    ties = {child.dep_ for child in verb.children}
    return tells(verb.lemma_.lower()) and ties.isdisjoint({"auxpass", "ccomp", "xcomp"})


def _items(layout: Layout, paragraph: int) -> Iterator[set[int]]:
    """Give the words of each line of a list, without its mark, from a paragraph on."""
    while True:
        first, end = layout.bounds(paragraph)
        line = [i for i in range(first, end) if not layout.doc[i].is_space]
        mark = next((n for n, i in enumerate(line[:2], 1) if _is_mark(layout, line[0], i)), 0)
        if not mark or len(line) == mark:
            return
        yield set(line[mark:])
        paragraph += 1


def _is_mark(layout: Layout, first: int, last: int) -> bool:
    """Say whether tokens are the mark of a list's line, with white space behind it: "-", "•", "1."."""
    mark = layout.doc[first : last + 1]
    return bool(mark[-1].whitespace_) and _MARK.fullmatch(mark.text) is not None
