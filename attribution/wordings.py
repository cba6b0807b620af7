"""Words by which an article tells how a statement is sourced: found in it, with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from attribution.lexicon import alternations
from attribution.model import CharSpan

# A sentence ends at a stop that a capital follows, but for titles, initials and abbreviations, and at a line's end.
_BOUNDARY = re.compile(
    r"(?=[.!?])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bSt)(?<!\b[A-Z])"
    r"[.!?][”’\"')\]]*\s+(?=[A-Z“‘\"'(])|\n+"
)

# Characters after which a sentence ends at the latest, so that what is looked at around each of its statements is bounded. Of 924 news
# articles the longest has 1,096.
LONGEST = 2_000

# The words beside one, where no mark stands between.
_WORD_BEFORE = re.compile(r"\b(\w{1,40})[ \t]{1,3}\Z")
_WORD_AFTER = re.compile(r"[ \t]{1,3}(\w+)")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text, to find those around a place; rough, and without a parser."""

    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Sentences:
        """Cut a text into sentences.

        >>> Sentences.of("It rained. Mr. Fox left.").around(CharSpan(12, 15))
        CharSpan(start=11, end=24)
        """
        ends = [0]
        for end in (*(match.end() for match in _BOUNDARY.finditer(text)), len(text)):
            ends += [*range(ends[-1] + LONGEST, end, LONGEST), end]
        return cls(tuple(ends))

    def around(self, span: CharSpan) -> CharSpan:
        """Give the sentences that a span lies in, from the first one's start to the last one's end."""
        return CharSpan(self._start(span.start), self._end(max(span.start, span.end - 1)))

    def after(self, sentence: CharSpan) -> CharSpan:
        """Give the sentence after one; an empty span after the last."""
        is_last = sentence.end >= self.ends[-1]
        return CharSpan(sentence.end, sentence.end if is_last else self._end(sentence.end))

    def _start(self, place: int) -> int:
        return self.ends[max(0, bisect_right(self.ends, place) - 1)]

    def _end(self, place: int) -> int:
        return self.ends[min(bisect_right(self.ends, place), len(self.ends) - 1)]


def find(kind: str, text: str, within: Iterable[CharSpan]) -> tuple[CharSpan, ...]:
    """Find the words of a kind inside some ranges of a text.

    Args:
        kind: as in ``data/wordings.tsv``.
        text: the article's.
        within: half-open ranges of characters; a wording has to lie inside one.

    >>> text = "He was told of it."
    >>> find("told", text, [CharSpan(0, len(text))])
    (CharSpan(start=3, end=14),)
    >>> text = "It may close in May."
    >>> find("hedge", text, [CharSpan(0, len(text))])
    (CharSpan(start=3, end=6),)
    """
    pattern = _patterns()[kind]
    return tuple(
        CharSpan(*match.span())
        for start, end in within
        for match in pattern.finditer(text, start, end)
        if not _is_name(text, *match.span())
    )


def is_wording(kind: str, words: str) -> bool:
    """Say whether some words hold a wording of a kind.

    >>> is_wording("record", "court papers")
    True
    """
    return _patterns()[kind].search(words) is not None


def _is_name(text: str, start: int, end: int) -> bool:
    """Say whether a word has its capital as a name has it ("31 May"): in the middle of a sentence, and not of a headline's capitals."""
    if not text[start:end].istitle() or " " in text[start:end]:
        return False
    before, after = _WORD_BEFORE.search(text[max(0, start - 44) : start]), _WORD_AFTER.match(text, end)
    return before is not None and (not before[1][0].isupper() or (after is not None and after[1][0].islower()))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    kinds = alternations("wordings")
    return {kind: re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.I) for kind, phrases in kinds.items()}
