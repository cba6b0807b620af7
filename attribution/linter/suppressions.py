"""Comments in a text that let a rule pass: ``<!-- attribution: ignore AT103 -->``.

A comment on a line of its own holds for the paragraph after it, one beside words for its line; ``ignore-file`` holds for the
whole article. Without a rule's id it lets every rule pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attribution.model import CharSpan

UNUSED = "AT901"
_COMMENT = re.compile(
    r"<!--[ \t]*attribution:[ \t]*(?P<verb>ignore-file|ignore)(?P<ids>(?:[ \t,]+AT\d*)*)[ \t]*-->", re.I
)
_SPACE = re.compile(r"\s*")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
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


def find_suppressions(text: str) -> tuple[Suppression, ...]:
    """Find the comments in a text, or in a page's markup.

    >>> [s.ids for s in find_suppressions("<!-- attribution: ignore AT302, AT1 -->\\nHe reportedly fled.")]
    [('AT302', 'AT1')]
    """
    return tuple(_suppressions(text))


def _suppressions(text: str) -> Iterator[Suppression]:
    line, scope = CharSpan(0, 0), CharSpan(0, 0)
    for match in _COMMENT.finditer(text):
        ids = tuple(id.upper() for id in re.findall(r"AT\d*", match["ids"], re.I))
        if match.start() >= line.end:  # each line is looked at once, however many comments it has
            line = _line_around(text, match, line.end)
            scope = _scope(text, line, scope)
        is_whole = match["verb"].lower() == "ignore-file"
        yield Suppression(CharSpan(*match.span()), CharSpan(-1, len(text) + 1) if is_whole else scope, ids)


def _line_around(text: str, match: re.Match[str], reached: int) -> CharSpan:
    """Give the line of a comment, which begins where the last one ended or after it."""
    breaks = (text.rfind(mark, reached, match.start()) for mark in "\n\r")
    line = _LINE.match(text, match.end())
    return CharSpan(max(reached, *(at + 1 for at in breaks)), line.end() if line is not None else len(text))


def _scope(text: str, line: CharSpan, before: CharSpan) -> CharSpan:
    """Give what the comments of a line hold for: the line, or where they are alone on it, the paragraph after it.

    Args:
        before: the scope of the comments before; where the line is inside it, the same paragraph ends both.
    """
    if without_comments(text[slice(*line)]).strip():
        return line
    begin = _SPACE.match(text, line.end)
    start = begin.end() if begin is not None else line.end
    if start < before.end:
        return CharSpan(line.start, before.end)
    blank = _BLANK_LINE.search(text, start)
    return CharSpan(line.start, blank.start() if blank is not None else len(text))


def without_comments(text: str) -> str:
    """Give a text of the same length with blanks for the comments, so that nothing reads them as the article's words.

    >>> without_comments("It rained. <!-- attribution: ignore --> It hailed.")
    'It rained.                              It hailed.'
    """
    return _COMMENT.sub(lambda match: " " * len(match.group()), text)
