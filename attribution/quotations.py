"""Text to quoted passages: which quotation mark opens, which closes, and which paragraphs go on with a quotation.

English usage after The Chicago Manual of Style, 17th ed., 13.30: a quotation of several paragraphs has an opening mark at the
head of each and a closing one only at the end of the last. Marks that do not pair never hinder those that do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from attribution.model import CharSpan

OPENING_MARKS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "‘": "’", "‟": "”"}
# Two apostrophes serve as a double mark in wire and archive copies, and close what two grave accents open.
_DOUBLE_MARKS = ('"', "''")
_SINGLE_MARKS = ("'", "‘")
_MARK = re.compile(r"""``|''|["“”„‟«»‹›'‘’]""")
_CLOSERS = "”»›’"
# Marks looked at for a closing one: no speech nests so many, and a paragraph of nothing but marks stays linear.
_LOOKAHEAD = 200


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage within quotation marks, inside one paragraph.

    Args:
        span: the passage with its marks.
        is_closed: whether a closing mark ends it; one that nothing closes runs to its paragraph's end.
        continues: whether it goes on with the passage before it (an opening mark on every paragraph).
        mark: the opening mark.
    """

    span: CharSpan
    is_closed: bool
    continues: bool = False
    mark: str = '"'


def find_quotations(text: str, paragraphs: Sequence[CharSpan]) -> tuple[QuotedPassage, ...]:
    """Find the outermost quoted passages of each paragraph, in order; nested ones are part of the outer.

    >>> text = 'He said: "No." She did not.'
    >>> [text[slice(*passage.span)] for passage in find_quotations(text, [CharSpan(0, len(text))])]
    ['"No."']
    """
    found: list[QuotedPassage] = []
    open_mark = None  # of the last paragraph's passage that nothing closed
    for paragraph in paragraphs:
        passages = _in_paragraph(text, paragraph)
        if passages and open_mark and passages[0].span.start == paragraph.start and passages[0].mark == open_mark:
            first = passages[0]
            passages[0] = QuotedPassage(first.span, first.is_closed, True, first.mark)
        found.extend(passages)
        open_mark = passages[-1].mark if passages and not passages[-1].is_closed else None
    return tuple(found)


def _in_paragraph(text: str, paragraph: CharSpan) -> list[QuotedPassage]:
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, paragraph.start, paragraph.end)]
    roles = []
    before: Counter[str] = Counter()
    for at, mark in marks:
        roles.append(_role(text, at, mark, paragraph, is_even=before[mark] % 2 == 0))
        before[mark] += 1
    passages: list[QuotedPassage] = []
    n = 0
    while n < len(marks):
        at, mark = marks[n]
        if roles[n] not in ("open", "either") or (mark in _SINGLE_MARKS and roles[n] != "open"):
            n += 1
            continue
        close = _closing(text, marks, roles, n)
        if close is not None:
            end = marks[close][0] + len(marks[close][1])
            passages.append(QuotedPassage(CharSpan(at, end), True, mark=mark))
            n = close + 1
        elif mark in _SINGLE_MARKS or roles[n] == "either" or mark in (m for _, m in marks[n + 1 : n + _LOOKAHEAD]):
            n += 1  # an apostrophe, a mark that could as well close, or one of an odd number: no passage hangs on it
        else:
            end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
            passages.append(QuotedPassage(CharSpan(at, end), False, mark=mark))
            break
    return passages


def _closing(text: str, marks: list[tuple[int, str]], roles: list[str], opener: int) -> int | None:
    mark = marks[opener][1]
    wanted = _closers_of(mark)
    depth, fallback = 0, None
    for n in range(opener + 1, min(opener + _LOOKAHEAD, len(marks))):
        other, role = marks[n][1], roles[n]
        if mark == "„" and other == "“":
            role = "close"  # „German“ usage
        if other == mark and mark in OPENING_MARKS and mark != "‘":
            depth += 1
        elif other in wanted and role != "apostrophe":
            if role == "open":
                if mark in _DOUBLE_MARKS:
                    return None  # two opening marks in a row: the first one lost its closer
            elif depth:
                depth -= 1
            elif mark in _SINGLE_MARKS and text[marks[n][0] - 1] == "s" and text[marks[n][0] - 2].isalpha():
                fallback = n if fallback is None else fallback  # "workers' rights": perhaps a possessive
            else:
                return n
    return fallback


def _closers_of(mark: str) -> tuple[str, ...]:
    if mark == "``":
        return _DOUBLE_MARKS
    if mark in _DOUBLE_MARKS:
        return (mark, "”")
    if mark == "'":
        return ("'", "’")
    return (*OPENING_MARKS[mark], *_DOUBLE_MARKS) if mark == "“" else tuple(OPENING_MARKS[mark])


def _role(text: str, at: int, mark: str, paragraph: CharSpan, *, is_even: bool) -> str:
    """Say whether a mark opens, closes, could do either, or is an apostrophe, by its neighbours.

    Args:
        is_even: whether an even number of marks of its kind stand before it in its paragraph.
    """
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + len(mark)] if at + len(mark) < paragraph.end else " "
    if mark in OPENING_MARKS or mark == "``":
        return "open" if not after.isspace() or mark != "‘" else "close"
    if mark in "'’":
        if before.isalnum() and after.isalnum():
            return "apostrophe"
        if before.isspace() and after.isdigit():
            return "apostrophe"  # the '90s
        if mark == "’":
            return "apostrophe" if before.isspace() or before in '(“"' else "close"
    if mark in _CLOSERS:
        return "close"
    opens = (before.isspace() or before in "([{—–-/“‘\"'…:") and not after.isspace()
    closes = not before.isspace() and (after.isspace() or not after.isalnum())
    if mark in _DOUBLE_MARKS and before.isdigit() and closes and not opens and is_even:
        return "apostrophe"  # inches
    if opens and closes:
        return "either"
    if opens:
        return "open"
    return "close" if closes else "either"
