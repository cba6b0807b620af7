"""Comments in a text that let a rule pass: ``<!-- attribution: ignore AT103 -->``.

A comment on a line of its own holds for the paragraph after it, one beside words for its line; ``ignore-file`` holds for the
whole article. Without a rule's id it lets every rule pass.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from attribution.model import CharSpan

UNUSED = "AT901"
_COMMENT = re.compile(
    r"<!--[ \t]*attribution:[ \t]*(?P<verb>ignore-file|ignore)(?P<ids>(?:[ \t,]+AT\d*)*)[ \t]*-->", re.I
)
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
_SPACE = re.compile(r"\s*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: which rules it lets pass, and where.

    Args:
        span: of the comment itself, in half-open character offsets.
        scope: of what it holds for.
        ids: of rules, or beginnings of them; every rule where empty.
    """

    span: CharSpan
    scope: CharSpan
    ids: tuple[str, ...]

    def covers(self, rule: str, place: int) -> bool:
        return self.scope.start <= place < self.scope.end and (not self.ids or rule.startswith(self.ids))


def find_suppressions(text: str, *, block_end: Callable[[int], int] | None = None) -> tuple[Suppression, ...]:
    """Find the comments in a text, or in a page's markup.

    Args:
        block_end: of markup: gives where the block ends whose words come first after an offset; by default a paragraph ends at
            a blank line.

    >>> [s.ids for s in find_suppressions("<!-- attribution: ignore AT302, AT1 -->\\nHe reportedly fled.")]
    [('AT302', 'AT1')]
    """
    return tuple(_suppressions(text, block_end or partial(_paragraph_end, text, _blank_lines(text))))


def _suppressions(text: str, block_end: Callable[[int], int]) -> Iterator[Suppression]:
    bare = without_comments(text)
    line, is_blank = CharSpan(0, 0), False
    for match in _COMMENT.finditer(text):
        if match.start() >= line.end:  # a line is looked at once, however many comments it has
            line = _line_at(text, match.start(), line.end)
            is_blank = not bare[line.start : line.end].strip()
        ids = tuple(id.upper() for id in re.findall(r"AT\d*", match["ids"], re.I))
        if match["verb"].lower() == "ignore-file":
            scope = CharSpan(-1, len(text) + 1)
        elif is_blank:  # alone on its line: it holds for the paragraph after it
            scope = CharSpan(line.start, block_end(line.end))
        else:
            scope = line
        yield Suppression(CharSpan(*match.span()), scope, ids)


def _line_at(text: str, offset: int, low: int) -> CharSpan:
    """Give the line that an offset lies in, which does not begin before another offset."""
    start = max(text.rfind("\n", low, offset), text.rfind("\r", low, offset), low - 1) + 1
    line = _LINE.match(text, offset)
    return CharSpan(start, line.end() if line is not None else len(text))


def _blank_lines(text: str) -> list[int]:
    return [match.start() for match in _BLANK_LINE.finditer(text)]


def _paragraph_end(text: str, blank_lines: Sequence[int], offset: int) -> int:
    begin = _SPACE.match(text, offset)
    blank = bisect_left(blank_lines, begin.end() if begin is not None else offset)
    return blank_lines[blank] if blank < len(blank_lines) else len(text)


def without_comments(text: str) -> str:
    """Give a text of the same length with blanks for the comments, so that nothing reads them as the article's words.

    >>> without_comments("It rained. <!-- attribution: ignore --> It hailed.")
    'It rained.                              It hailed.'
    """
    return _COMMENT.sub(lambda match: " " * len(match.group()), text)
