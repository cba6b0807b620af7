"""Comments in a text that let a rule pass: ``<!-- attribution: ignore AT103 -->``.

A comment on a line of its own holds for the paragraph after it, one beside words for its line, in a page as far as its block
goes; ``ignore-file`` holds for the whole article. Without a rule's id it lets every rule pass.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

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

    def names(self, rule: str) -> bool:
        return not self.ids or rule.startswith(self.ids)


# Gives what a comment holds for, by its place and that of its line.
Scope = Callable[[CharSpan, CharSpan], CharSpan]


def find_suppressions(text: str, *, scope_of: Scope | None = None) -> tuple[Suppression, ...]:
    """Find the comments in a text, or in a page's markup.

    Args:
        scope_of: of markup; by default a comment holds for its line, and where that has no words for the paragraph after it.

    >>> [s.ids for s in find_suppressions("<!-- attribution: ignore AT302, AT1 -->\\nHe reportedly fled.")]
    [('AT302', 'AT1')]
    """
    return tuple(_suppressions(text, scope_of or _in_text(text)))


def _suppressions(text: str, scope_of: Scope) -> Iterator[Suppression]:
    line = CharSpan(0, 0)
    for match in _COMMENT.finditer(text):
        if match.start() >= line.end:  # a line is looked at once, however many comments it has
            line = _line_at(text, match.start(), line.end)
        ids = tuple(id.upper() for id in re.findall(r"AT\d*", match["ids"], re.I))
        span = CharSpan(*match.span())
        is_whole = match["verb"].lower() == "ignore-file"
        yield Suppression(span, CharSpan(-1, len(text) + 1) if is_whole else scope_of(span, line), ids)


def _in_text(text: str) -> Scope:
    bare, blank_lines = without_comments(text), _blank_lines(text)

    @cache
    def scope_on(line: CharSpan) -> CharSpan:
        if bare[line.start : line.end].strip():
            return line
        return CharSpan(line.start, _paragraph_end(text, blank_lines, line.end))

    return lambda _, line: scope_on(line)


def let_pass(
    suppressions: Sequence[Suppression], places: Sequence[tuple[str, int]]
) -> tuple[set[int], set[Suppression]]:
    """Give which places comments let pass, by their number, and which comments do so.

    Args:
        places: each a rule and the offset at which it is broken. There may be thousands, and of comments too: each rule's are
            gone through in their order, not one with every other.

    >>> let_pass(find_suppressions("He fled. <!-- attribution: ignore AT3 -->"), [("AT302", 3), ("AT401", 3)])[0]
    {0}
    """
    by_rule: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (rule, offset) in enumerate(places):
        by_rule[rule].append((offset, number))
    passed: set[int] = set()
    used: set[Suppression] = set()
    in_order = sorted(suppressions, key=lambda suppression: suppression.scope)
    for rule, of_rule in by_rule.items():
        of_rule.sort()
        offsets = [offset for offset, _ in of_rule]
        done = 0
        for suppression in in_order:
            first, after = (bisect_left(offsets, border) for border in suppression.scope)
            if first < after and suppression.names(rule):
                used.add(suppression)
                passed.update(number for _, number in of_rule[max(first, done) : after])
                done = max(done, after)
    return passed, used


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
