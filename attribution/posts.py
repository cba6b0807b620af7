"""Text to embedded social-media posts: what extraction from a page leaves of them, line by line.

Each platform's embed code leaves lines of its own: a signature (``— Name (@handle) May 1, 2024``), a link, a notice. Posts are
found by those; the words are the lines beside them. What is copied from a platform's page has the handle on a line of its own, with
the name before it and the time below the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attribution.model import CharSpan, Post
from attribution.platforms import COUNTS, DATE, FACEBOOK, HANDLE, INSTAGRAM, REDDIT, TIME, handle_of

# A line, or the end of one, that names the account. The longest display name that X allows has 50 characters.
_SIGNATURE = re.compile(
    rf"(?:^|(?<=\s))(?:[—–―]|--?|&mdash;|&#8212;)\s*(?P<author>\S[^\n]{{0,79}}?)\s*\((?P<handle>{HANDLE})\),?\s*(?P<date>{DATE})?\s*$",
    re.I,
)
_INSTAGRAM = re.compile(rf"^{INSTAGRAM}$", re.I)
_FACEBOOK = re.compile(rf"^{FACEBOOK}$")
_REDDIT = re.compile(rf"^{REDDIT}$")
_TIKTOK = re.compile(rf"^(?P<handle>{HANDLE})\s(?=.*♬ )", re.S)
_MASTODON = re.compile(rf"^Post by (?P<handle>{HANDLE}) View on Mastodon$")
# Of a post copied from the page of X, Bluesky or Mastodon: the line below the name, and the one below the words.
_HANDLE = re.compile(rf"^{HANDLE}$")
_TIME = re.compile(rf"^(?P<date>{DATE}|{TIME}[,\s]*·?\s*{DATE})(?:\s*·.*)?$", re.I)
_COUNTS = re.compile(rf"^{COUNTS}(?:[\s·]+{COUNTS})*$", re.I)
_LONGEST_NAME = 50  # characters: what X allows
_LONGEST_COPY = 12  # lines from a handle to the time
# Lines of the platforms' own, above a post's words and below them.
_OPENING_NOTICE = re.compile(r"^View this post on Instagram$", re.I)
_CLOSING_NOTICE = re.compile(r"^(?:\[image or embed\]|View on (?:X|Twitter|Threads|Mastodon|Bluesky))$", re.I)
# Markdown's mark of a quotation.
_QUOTED = re.compile(r"(?:\s{0,3}>)+")
# These links stand nowhere but in posts.
_POST_LINK = re.compile(r"(?:pic\.(?:twitter|x)\.com/\w+|https?://t\.co/\w+)$")
_ONLY_LINKS = re.compile(r"^(?:(?:https?://|pic\.(?:twitter|x)\.com/)\S+(?:\s+|$))+$")
# What follows the longest signature; a line's end is all that is looked at.
_TAIL = 240


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, without the white space around it and Markdown's mark of a quotation before it."""

    start: int
    text: str
    follows_blank: bool
    is_marked: bool = False

    @property
    def span(self) -> CharSpan:
        return CharSpan(self.start, self.start + len(self.text))


def find_posts(text: str) -> tuple[Post, ...]:
    """Find the plain-text remains of embedded posts, in order.

    Args:
        text: of an article; offsets are half-open character offsets into it.

    Returns:
        the posts of X (Twitter), Bluesky, Threads, Instagram, Facebook, Reddit, TikTok and Mastodon that leave a signature or a
        link of their own, or are copied with name, handle and time; one may lack words, another its signature.

    >>> post, = find_posts("It rained.\\nWet again! https://t.co/a1b2\\n— Ann (@ann) May 1, 2024\\nThe rain stopped.")
    >>> post.handle, post.date
    ('@ann', 'May 1, 2024')
    """
    lines = list(_lines(text))
    is_spaced = sum(line.follows_blank for line in lines) > len(lines) / 2  # blank lines between paragraphs
    posts: list[Post] = []
    taken = 0  # lines before this one are spoken for
    n = 0
    while n < len(lines):
        post, after = _post_at(lines, n, taken, is_spaced)
        if post is not None:
            posts.append(post)
            taken = after
        n = max(after, n + 1)
    return tuple(posts)


def _lines(text: str) -> Iterator[_Line]:
    offset, follows_blank = 0, True
    for line in text.splitlines(keepends=True):
        marks = _QUOTED.match(line)
        begin = marks.end() if marks is not None else 0
        stripped = line[begin:].strip()
        if stripped:
            yield _Line(offset + line.index(stripped, begin), stripped, follows_blank, marks is not None)
        follows_blank = not stripped
        offset += len(line)


def _post_at(lines: list[_Line], n: int, taken: int, is_spaced: bool) -> tuple[Post | None, int]:
    """Read the post that the signature or link on line ``n`` belongs to; also give the first line after it."""
    line = lines[n]
    signature = _SIGNATURE.search(line.text, max(0, len(line.text) - _TAIL))
    if signature is not None and line.text[: signature.start()].strip():
        words = line.text[: signature.start()].rstrip()
        below = _words_below(lines, n + 1)
        body = [CharSpan(line.start, line.start + len(words)), *_joined(below)]
        mark = CharSpan(line.start + signature.start(), line.span.end)
        return _post(body, mark, signature, [line, *below]), n + 1 + len(below)
    for form in (_SIGNATURE, _INSTAGRAM, _FACEBOOK, _REDDIT, _MASTODON):
        match = form.match(line.text)
        if match is not None:
            # of Mastodon's embed, no words are left
            above, first = ([], n) if form is _MASTODON else _words_above(lines, n, taken, is_spaced)
            below = _words_below(lines, n + 1) if form is _SIGNATURE else []
            body = _joined(above) + _joined(below)
            return _post(body, line.span, match, [*lines[first : n + 1], *below]), n + 1 + len(below)
    copied = _copied_at(lines, n)
    if copied is not None:
        return copied
    match = _TIKTOK.match(line.text)
    if match is not None:
        words = line.text[match.end() : line.text.index("♬")].rstrip()
        start = line.start + match.end()
        body = [CharSpan(start, start + len(words))] if words else []
        return _post(body, CharSpan(line.start, line.start + match.end("handle")), match, [line]), n + 1
    handle = handle_of(line.text)
    if handle is not None and not _is_signed_below(lines, n):  # all that is left of a post is where it is
        return Post(line.span, (), (line.span,), handle=handle or None), n + 1
    if _has_link(line) and not _is_signed_below(lines, n):
        return Post(line.span, () if _ONLY_LINKS.match(line.text) else (line.span,)), n + 1
    return None, n + 1


def _copied_at(lines: list[_Line], n: int) -> tuple[Post, int] | None:
    """Read a post copied from a platform's page, of which line ``n`` names the account; also give the first line after it."""
    below = lines[n + 1 : n + 1 + _LONGEST_COPY]
    if _HANDLE.match(below[0].text if below else "") is None or len(lines[n].text) > _LONGEST_NAME:
        return None
    times = (_TIME.match(line.text[:_TAIL]) for line in below)
    last, time = next(((k, time) for k, time in enumerate(times) if time is not None), (0, None))
    words = [line for line in below[1:last] if not _is_furniture(line)]
    if time is None or not words or any(_HANDLE.match(line.text) for line in words):
        return None
    after = n + last + 2
    while after < len(lines) and _COUNTS.match(lines[after].text[:_TAIL]):
        after += 1
    account = CharSpan(lines[n].start, below[0].span.end)
    span = CharSpan(lines[n].start, lines[after - 1].span.end)
    post = Post(span, tuple(_joined(words)), (account,), lines[n].text, below[0].text, time["date"])
    return post, after


def _words_above(lines: list[_Line], n: int, taken: int, is_spaced: bool) -> tuple[list[_Line], int]:
    """Give the post's words above its signature, and the first line that is the post's.

    They are one paragraph: a line, or where blank lines part the paragraphs, the lines since the last blank one.
    """
    found: list[_Line] = []
    first = n
    for i in range(n - 1, taken - 1, -1):
        line = lines[i]
        if _OPENING_NOTICE.match(line.text):
            return found, i
        if found and (lines[i + 1].follows_blank or not is_spaced):
            break
        if not _is_furniture(line):
            found.insert(0, line)
        first = i
    opening = next(
        (i for i in range(first - 1, max(taken, first - 2) - 1, -1) if _OPENING_NOTICE.match(lines[i].text)), first
    )
    return found, opening


def _words_below(lines: list[_Line], n: int) -> list[_Line]:
    """Give the post's lines that extraction left below the signature: those with a post's link, unless signed themselves."""
    found = []
    while n < len(lines) and _has_link(lines[n]) and not _is_signed_below(lines, n):
        found.append(lines[n])
        n += 1
    return found


def _has_link(line: _Line) -> bool:
    return _POST_LINK.search(line.text, max(0, len(line.text) - _TAIL)) is not None


def _is_signed_below(lines: list[_Line], n: int) -> bool:
    below = next((line for line in lines[n + 1 : n + 4] if not _is_furniture(line)), None)
    return below is not None and _SIGNATURE.match(below.text[:_TAIL]) is not None


def _is_furniture(line: _Line) -> bool:
    return bool(_CLOSING_NOTICE.match(line.text) or _ONLY_LINKS.match(line.text))


def _joined(lines: list[_Line]) -> list[CharSpan]:
    """Give lines that follow each other as one span, or each as its own where marks stand between them."""
    if any(line.is_marked for line in lines):
        return [line.span for line in lines]
    return [CharSpan(lines[0].start, lines[-1].span.end)] if lines else []


def _post(body: list[CharSpan], mark: CharSpan, match: re.Match[str], lines: list[_Line]) -> Post:
    named = match.groupdict()
    account = named.get("account")  # without its mark, which some leave out
    return Post(
        span=CharSpan(lines[0].start, lines[-1].span.end),
        body=tuple(body),
        signature=(mark,),
        author=named.get("author") or None,
        handle=f"@{account}" if account else named.get("handle") or None,
        date=named.get("date") or None,
    )
