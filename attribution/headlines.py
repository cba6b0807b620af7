"""Headlines that name their source behind a colon or a dash: "Gunmen kill 12: police", "Bank to sell unit -sources"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attribution.document import outlets_of
from attribution.drafts import Draft
from attribution.layout import Layout
from attribution.marks import DASHES
from attribution.model import CharSpan, Commitment
from attribution.vocabulary import PEOPLE, noun_classes, nouns_with

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_SOURCE = 4  # words
MIN_CLAIM = 3  # words
_NOT_IN_SOURCES = frozenset({"ADP", "ADV", "AUX", "DET", "PART", "PRON", "SCONJ"})

_FIRST_LINE = re.compile(
    r"\s*+(?:#+[ \t]++)?+(?P<title>[^\r\n]{10,200}?[^\s.!?”\"])[ \t]*+(?:\r?\n|\r)[ \t]*+(?:\r?\n|\r)"
)


def headline_place(text: str) -> CharSpan | None:
    """Give where a text has its headline in it: a first line without a stop, and a blank line after it.

    >>> headline_place("Mill to close: police\\n\\nThe mill will close.")
    CharSpan(start=0, end=21)
    """
    match = _FIRST_LINE.match(text)
    return CharSpan(*match.span("title")) if match is not None else None


def headline_draft(layout: Layout, found: Iterable[Draft]) -> Draft | None:
    """Give what a first line states, where it names who does behind its last mark and is not cited so far."""
    first, end = layout.bounds(0)
    line = [layout.doc[i] for i in range(first, end) if not layout.doc[i].is_space]
    is_all = end == len(layout.doc)
    at = next((n for n in range(len(line) - 1, 0, -1) if line[n].text in DASHES | {":"}), 0)
    source = line[at + 1 :]
    claim = {token.i for token in line[:at]}
    if is_all or at == 0 or len(layout.words(claim)) < MIN_CLAIM or not _is_source(line[at], source):
        return None
    named, mark = {token.i for token in source}, line[at].i
    is_known = any(not draft.source.isdisjoint(named) for draft in found)
    return Draft(mark, ":", Commitment.NEUTRAL, {mark}, claim, named) if not is_known else None


def _is_source(mark: Token, words: list[Token]) -> bool:
    """Say whether words behind a mark are who states what is before it.

    A name behind a dash is rather that of the site: "Mill to close - CNN"; not in "Mill to close -CNN".
    """
    if not 0 < len(words) <= MAX_SOURCE or (mark.text in DASHES and not mark.nbor(-1).whitespace_):
        return False
    is_of_site = mark.text in DASHES and bool(mark.whitespace_)
    last = words[-1].lower_
    kind = noun_classes().get(last, noun_classes().get(last.removesuffix("s")))
    is_told = kind in (*PEOPLE, "organization", "outlet") or last.removesuffix("s") in nouns_with("finds")
    is_phrase = not any(token.pos_ in _NOT_IN_SOURCES for token in words)
    doc = mark.doc
    is_outlet = not is_of_site and doc[words[0].i : words[-1].i + 1].text in outlets_of(doc)
    return is_outlet or (is_told and is_phrase)
