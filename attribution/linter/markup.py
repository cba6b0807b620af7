"""Where the words of an article stand in the markup of the page that it was taken from."""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from attribution.model import CharSpan

# Letters by which a common place is looked for; every one of twice as many is found.
_SEED = 6
# Places of the same letters that are tried, the nearest first, ahead and behind.
_AHEAD, _BEHIND = 4, 2
# Letters of a page in which a rest too short for a seed is looked for between its neighbours, in pieces that are no shorter.
_WINDOW = 10_000
_LEAST = 4

_IN_TAG = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+(?:>|\Z)"""
# What no reader sees, each up to the end of the page where it is not closed, so that none is gone through twice.
_HIDDEN = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<raw>script|style)\b{_IN_TAG}.*?(?:</(?P=raw)\b{_IN_TAG}|\Z)"
    rf"|<title\b{_IN_TAG}[^<]*+|</?(?P<name>[a-z][^\s/>]*+){_IN_TAG}|<[/!?]{_IN_TAG}",
    re.I | re.S,
)
_PIECE = re.compile(r"(?P<reference>&(?:#\w{1,8}|\w{2,32});?)|[^\s&]++|&")
_BLOCKS = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What a reader sees of a page: its characters but for white space, and where in the markup each begins and ends.

    Args:
        blocks: where the tags of paragraphs and other blocks stand.
    """

    characters: str
    starts: Sequence[int]
    ends: Sequence[int]
    blocks: Sequence[int]

    def scope_of(self, comment: CharSpan, line: CharSpan) -> CharSpan:
        """Give what a comment holds for, wherever the page breaks its lines.

        It is what its line has of its own block; between blocks, the next one that has words, or at a line's end the one
        before it.
        """
        own = self._block_at(comment.start, line)
        if bisect_left(self.starts, own.start) < bisect_left(self.starts, own.end):
            return own
        after = bisect_left(self.starts, comment.start)
        is_at_end = after == bisect_left(self.starts, line.end)
        if is_at_end and after and self.starts[after - 1] >= line.start:
            return self._block_at(self.starts[after - 1], line)
        if after == len(self.starts):
            return comment
        return self._block_at(self.starts[after], CharSpan(comment.start, self.ends[-1]))

    def _block_at(self, offset: int, within: CharSpan) -> CharSpan:
        """Give the part of a range that the block of an offset takes."""
        block = bisect(self.blocks, offset)
        start = self.blocks[block - 1] if block else within.start
        end = self.blocks[block] if block < len(self.blocks) else within.end
        return CharSpan(max(start, within.start), min(end, within.end))


@dataclass(frozen=True, slots=True)
class Places:
    """The places of an article's characters in its page, from :func:`align`."""

    markup: Markup
    _seen_as: Sequence[int] = field(repr=False)  # for each character of the text, that of the page, or -1

    def place_of(self, span: CharSpan) -> CharSpan | None:
        """Give the place in the markup of a span of the text; None where the page shows none of its characters."""
        found = [n for n in self._seen_as[span.start : span.end] if n >= 0]
        if not found:
            return None
        # What the extractor took from elsewhere is another place.
        last = next((one for one, other in pairwise(found) if other < one), found[-1])
        return CharSpan(self.markup.starts[found[0]], self.markup.ends[last])


def read_markup(markup: str) -> Markup:
    """Read what a page shows, whatever is wrong with it, in time linear in its length.

    Of what stands in a ``template`` or is hidden by style, nothing is left out: the extractor may have found the article there.

    >>> page = read_markup('<title>Rain</title><p class="x">It <b>rained</b> &amp; hailed.')
    >>> page.characters
    'Itrained&hailed.'
    >>> page.starts[2], page.blocks
    (38, array('q', [19]))
    """
    characters: list[str] = []
    starts, ends, blocks = array("q"), array("q"), array("q")
    for shown, start, end in _shown(markup, blocks):
        characters.append(shown)
        is_reference = len(shown) != end - start
        starts.extend([start] * len(shown) if is_reference else range(start, end))
        ends.extend([end] * len(shown) if is_reference else range(start + 1, end + 1))
    return Markup("".join(characters), starts, ends, blocks)


def _shown(markup: str, blocks: array[int]) -> Iterator[tuple[str, int, int]]:
    """Give the words and decoded references that a page shows, with their places; note the tags of blocks in passing."""
    position = 0
    while position < len(markup):
        hidden = _HIDDEN.search(markup, position)
        end, after = hidden.span() if hidden is not None else (len(markup), len(markup))
        for piece in _PIECE.finditer(markup, position, end):
            shown = "".join(html.unescape(piece[0]).split()) if piece["reference"] else piece[0]
            yield shown, *piece.span()
        if hidden is not None and (hidden["name"] or "").lower() in _BLOCKS:
            blocks.append(end)
        position = after


def align(text: str, markup: str) -> Places:
    """Find the characters of an article's text in the markup of its page.

    The extractor leaves out parts of a page and puts marks of lists and tables in; what it keeps, it keeps in order. Letters and
    digits are compared, case and all; white space and signs follow them.

    >>> page = "<meta name=description content='It rained.'><p>It <b>rained</b>.</p>"
    >>> place = align("It rained.", page).place_of(CharSpan(3, 9))
    >>> page[slice(*place)]
    'rained'
    """
    page = read_markup(markup)
    letters, letter_of = _letters(text)
    page_letters, shown_of = _letters(page.characters)
    seen_as = array("q", [-1]) * len(text)
    # Pages show an article's first words again above it, in summaries and boxes, and seldom its last: those are begun with.
    borders = {len(letters) - bisect_left(letter_of, n) for n, character in enumerate(text) if character == "\n"}
    backwards = _aligned(letters[::-1], page_letters[::-1], borders)
    for n, place in enumerate(reversed(backwards)):
        if place >= 0:
            seen_as[letter_of[n]] = shown_of[len(page_letters) - 1 - place]
    _add_signs(text, page.characters, seen_as)
    return Places(page, seen_as)


def _letters(text: str) -> tuple[str, array[int]]:
    """Give the letters and digits of a text without accents and ligatures, and for each which character it is of."""
    letters: list[str] = []
    characters = array("q")
    for n, character in enumerate(text):
        bare = character if character.isascii() else unicodedata.normalize("NFKD", character)
        for letter in filter(str.isalnum, bare):
            letters.append(letter)
            characters.append(n)
    return "".join(letters), characters


def _aligned(wanted: str, page: str, borders: Collection[int]) -> array[int]:
    """Give for each letter its place in the page, or -1: run after run, each the longest of those that begin there.

    Args:
        borders: where paragraphs meet; letters by which one run seems to go on beyond such a place are the next one's.
    """
    seeds: dict[str, array[int]] = defaultdict(lambda: array("q"))
    for place in range(0, len(page) - _SEED + 1, _SEED):
        seeds[page[place : place + _SEED]].append(place)
    places = array("q", [-1]) * len(wanted)
    at = done = cursor = 0
    while at <= len(wanted) - _SEED:
        if wanted[at : at + _SEED] not in seeds:
            at += 1
            continue
        start, place, length = _longest(wanted, page, seeds, at, done, cursor)
        at = done = start + length
        cursor = place + length
        back = _common_back(wanted, start, page, place, at_most=2 * _SEED)
        start -= next((n for n in range(1, back + 1) if start - n in borders), 0)
        places[start:done] = array("q", range(cursor - (done - start), cursor))
    _fill(places, wanted, page)
    return places


def _longest(
    wanted: str, page: str, seeds: Mapping[str, Sequence[int]], at: int, done: int, cursor: int
) -> tuple[int, int, int]:
    """Give the longest run that has a seed near ``at``: where it begins in the letters and in the page, and its length.

    Of runs about as long, it is the nearest ahead of the cursor.
    """
    shifts = dict.fromkeys(  # a run has the same one all along
        place - seed
        for seed in range(at, at + _SEED)  # seeds stand in the page at every sixth letter only
        for place in _nearest(seeds.get(wanted[seed : seed + _SEED], ()), cursor)
    )
    runs = [_run(wanted, page, shift, at, done) for shift in shifts]
    enough = max(length for _, _, length in runs) - _SEED
    return min(
        (run for run in runs if run[2] > enough), key=lambda run: (run[1] < cursor, abs(run[1] - cursor), -run[2])
    )


def _nearest(places: Sequence[int], cursor: int) -> Sequence[int]:
    ahead = bisect_left(places, cursor)
    return places[max(0, ahead - _BEHIND) : ahead + _AHEAD]


def _run(wanted: str, page: str, shift: int, at: int, done: int) -> tuple[int, int, int]:
    """Give the run of equal letters at or after a place that a shift makes one of the page, drawn out to both sides."""
    start = at
    while start + shift < 0 or wanted[start] != page[start + shift]:
        start += 1
    end = start + _common(wanted, start, page, start + shift)
    start -= _common_back(wanted, start, page, start + shift, at_most=start - done)
    return start, start + shift, end - start


def _common(one: str, start: int, other: str, other_start: int) -> int:
    """Count the characters that two strings have in common from two places on."""
    length, step = 0, 2 * _SEED
    while step:
        here, there = start + length, other_start + length
        if here + step <= len(one) and one[here : here + step] == other[there : there + step]:
            length += step
            step *= 2
        else:
            step //= 2
    return length


def _common_back(one: str, end: int, other: str, other_end: int, *, at_most: int) -> int:
    """Count the characters that two strings have in common before two places."""
    at_most = min(at_most, end, other_end)
    return next((n for n in range(at_most) if one[end - 1 - n] != other[other_end - 1 - n]), at_most)


def _fill(places: array[int], wanted: str, page: str) -> None:
    """Find the rests that are too short for a seed between their neighbours."""
    start = 0
    while start < len(wanted):
        if places[start] >= 0:
            start += 1
            continue
        end = start
        while end < len(wanted) and places[end] < 0:
            end += 1
        low = places[start - 1] + 1 if start else 0
        high = places[end] if end < len(wanted) else len(page)
        _fill_between(places, wanted, page, CharSpan(start, end), low, min(high, low + _WINDOW) if start else high)
        start = end


def _fill_between(places: array[int], wanted: str, page: str, rest: CharSpan, low: int, high: int) -> int:
    """Find a rest of letters whole or in halves, in order; give where the page goes on after it."""
    start, end = rest
    found = page.find(wanted[start:end], low, high)
    if found >= 0:
        places[start:end] = array("q", range(found, found + end - start))
        return found + end - start
    if 2 * _LEAST <= end - start <= _WINDOW and low < high:
        middle = (start + end) // 2
        low = _fill_between(places, wanted, page, CharSpan(start, middle), low, high)
        low = _fill_between(places, wanted, page, CharSpan(middle, end), low, high)
    return low


def _add_signs(text: str, characters: str, seen_as: array[int]) -> None:
    """Let quotation marks and other signs follow the letters beside them, from both sides."""
    for order, step in ((range(len(text)), 1), (range(len(text) - 1, -1, -1), -1)):
        last = -1
        for n in order:
            if seen_as[n] >= 0:
                last = seen_as[n]
            elif last >= 0 and not text[n].isspace():
                follows = last + step
                last = follows if 0 <= follows < len(characters) and characters[follows] == text[n] else -1
                seen_as[n] = last
