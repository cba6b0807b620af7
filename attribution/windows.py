"""Documents to what the extractor reads: word pieces with their features, in windows that its encoder has room for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribution.document import find_paragraphs
from attribution.errors import ModelError
from attribution.quotations import find_quotations

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

# Word pieces of a window. Attributions hardly ever reach over a paragraph's end, so that more context brings little.
WINDOW = 256
# Word pieces that two windows share where one paragraph is cut: as far as the longest statements but one in a hundred.
OVERLAP = 96
# Word pieces of one word: what has more is a link or noise, and tells no more by its end.
MAX_PIECES = 8

# What the encoder is told of a word besides its pieces, which know no case.
CASES = ("lower", "title", "upper", "mixed", "number", "mark")
QUOTED = ("outside", "inside", "mark")
# What the written network reads: fields of :class:`Batch`. Its windows are read one by one, so that none is padded.
INPUTS = ("pieces", "case", "quoted")

# What encoders call the pieces of :class:`Specials`. MPNet's tokenizer has BERT's names too, but the encoder never saw them.
SPECIALS = (("<s>", "</s>", "<pad>"), ("[CLS]", "[SEP]", "[PAD]"))


class Specials(NamedTuple):
    """The vocabulary's numbers for what stands at a window's head, between paragraphs, and where a batch has room left."""

    cls: int
    sep: int
    pad: int


def specials_of(tokenizer: Tokenizer) -> Specials:
    """Look up a tokenizer's special pieces.

    Raises:
        ModelError: it has none of these names.
    """
    for names in SPECIALS:
        pieces = [piece for name in names if (piece := tokenizer.token_to_id(name)) is not None]
        if len(pieces) == len(names):
            return Specials(*pieces)
    expected = " or ".join(", ".join(names) for names in SPECIALS)
    raise ModelError(f"the tokenizer lacks the pieces {expected}; use an encoder of the kind of BERT or RoBERTa")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document as word pieces; after each paragraph stands a separator.

    Args:
        pieces: numbers in the tokenizer's vocabulary.
        token_of: by piece, the index of its token in the document; -1 for a separator.
        is_first: by piece, whether it is the first one of its token: those stand for the token.
        case, quoted: by piece, indices into :data:`CASES` and :data:`QUOTED`.
    """

    pieces: NDArray[np.int64]
    token_of: NDArray[np.int64]
    is_first: NDArray[np.bool_]
    case: NDArray[np.int64]
    quoted: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, stop)`` of a document, read at once; what it says of those in ``[core_start, core_stop)`` counts.

    The cores of a document's windows cover it, each piece once.
    """

    start: int
    stop: int
    core_start: int
    core_stop: int


def encode(doc: Doc, tokenizer: Tokenizer) -> Encoded:
    """Turn a document's tokens into word pieces, without those tokens that have none (spaces, invisible characters)."""
    paragraphs = find_paragraphs(doc.text)
    passages = find_quotations(doc.text, paragraphs)
    starts = [passage.span.start for passage in passages]
    ends = [paragraph.end for paragraph in paragraphs]
    tokens = [(token.i, token.idx, token.text) for token in doc if not token.is_space]
    pieces_of = _pieces((text for _, _, text in tokens), tokenizer)
    case_of = {text: CASES.index(_case(text)) for text in pieces_of}
    separator = specials_of(tokenizer).sep
    rows: list[tuple[int, int, bool, int, int]] = []
    paragraph = 0
    for i, start, text in tokens:
        if not pieces_of[text]:
            continue
        here = bisect_right(ends, start)
        if here != paragraph and rows:
            rows.append((separator, -1, False, 0, 0))
        paragraph = here
        n = bisect_right(starts, start) - 1
        quoted = QUOTED.index("outside")
        if n >= 0 and start < passages[n].span.end:
            is_mark = start == starts[n] or start + len(text) >= passages[n].span.end
            quoted = QUOTED.index("mark" if is_mark and not text[0].isalnum() else "inside")
        first, *others = pieces_of[text]
        rows.append((first, i, True, case_of[text], quoted))
        rows.extend((piece, i, False, case_of[text], quoted) for piece in others)
    if rows:
        rows.append((separator, -1, False, 0, 0))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Encoded(table[:, 0], table[:, 1], table[:, 2].astype(bool), table[:, 3], table[:, 4])


def _pieces(words: Iterable[str], tokenizer: Tokenizer) -> dict[str, list[int]]:
    """Give each word its pieces, at most :data:`MAX_PIECES`: what an article says again and again is cut once."""
    known = list(dict.fromkeys(words))
    encoding = tokenizer.encode(known, is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in known]
    for piece, at in zip(encoding.ids, encoding.word_ids, strict=True):
        if at is not None and len(pieces[at]) < MAX_PIECES:
            pieces[at].append(piece)
    return dict(zip(known, pieces, strict=True))


def excerpts(encoded: Encoded, contents: Iterable[Collection[int]]) -> tuple[Encoded, list[Window]]:
    """Give the pieces of some of a document's contents as a document of their own, with windows that hold one content each.

    A content that is quoted as a whole is not quoted there: its marks are left out.

    Args:
        contents: indices of tokens, at least one content.
    """
    last_token = np.maximum.accumulate(encoded.token_of)
    tables: list[NDArray[np.int64]] = []
    windows: list[Window] = []
    length = 0
    for tokens in contents:
        start, stop = np.searchsorted(last_token, (min(tokens), max(tokens) + 1)).tolist()
        tables.append(_excerpt(encoded, slice(start, stop), tokens))
        end = length + tables[-1].shape[1]
        windows.extend(_slices(length, end, WINDOW))
        length = end
    pieces, token_of, is_first, case, quoted = np.concatenate(tables, axis=1)
    return Encoded(pieces, token_of, is_first.astype(bool), case, quoted), windows


def _excerpt(encoded: Encoded, here: slice, tokens: Collection[int]) -> NDArray[np.int64]:
    """Give a row for each field of :class:`Encoded`."""
    columns = (encoded.pieces, encoded.token_of, encoded.is_first, encoded.case, encoded.quoted)
    pieces, token_of, is_first, case, quoted = (column[here] for column in columns)
    is_held = np.isin(token_of, list(tokens))
    if (quoted[is_held] > 0).all():
        is_held &= quoted != QUOTED.index("mark")
        quoted = np.zeros_like(quoted)
    at = np.flatnonzero(is_held)
    borders = np.flatnonzero(np.diff(np.cumsum(token_of < 0)[at])) + 1  # of paragraphs, where it holds words of several
    table = np.stack([pieces, token_of, is_first, case, quoted])[:, at]
    separator = [[encoded.pieces[-1]], [-1], [0], [0], [0]]
    return np.insert(table, [*borders, len(at)], separator, axis=1)


def _case(word: str) -> str:
    """Give one of :data:`CASES`."""
    if word.islower():
        return "lower"
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return "title"
    if word.isupper():
        return "upper"
    if any(map(str.isalpha, word)):
        return "mixed"
    return "number" if any(map(str.isdigit, word)) else "mark"


def cut(encoded: Encoded, *, size: int = WINDOW, first: int | None = None) -> list[Window]:
    """Cut a document into windows at paragraphs' ends; a paragraph too long for one is read in windows that overlap.

    Args:
        size: pieces a window, at most.
        first: pieces of the first window, at most: training varies where the cuts fall.
    """
    ends = (np.flatnonzero(encoded.token_of < 0) + 1).tolist()
    windows, start, room = [], 0, first or size
    while start < len(encoded):
        n = bisect_right(ends, start + room) - 1
        if n >= 0 and ends[n] > start:
            windows.append(Window(start, ends[n], start, ends[n]))
            start = ends[n]
        else:
            end = ends[bisect_left(ends, start + room)]
            windows.extend(_slices(start, end, size))
            start = end
        room = size
    return windows


def _slices(start: int, end: int, size: int) -> Iterator[Window]:
    """Cut ``[start, end)`` into windows of ``size`` that overlap; each one's core goes to the middle of the overlap."""
    core = start
    while True:
        stop = min(start + size, end)
        core_stop = end if stop == end else stop - OVERLAP // 2
        yield Window(start, stop, core, core_stop)
        if stop == end:
            return
        core, start = core_stop, stop - OVERLAP


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, each row one window: a leading [CLS], the pieces, and padding up to the longest."""

    pieces: NDArray[np.int64]
    case: NDArray[np.int64]
    quoted: NDArray[np.int64]
    mask: NDArray[np.int64]


def batch(windows: Sequence[tuple[Encoded, Window]], specials: Specials) -> Batch:
    """Put windows, each with its document, side by side."""
    length = 1 + max(window.stop - window.start for _, window in windows)
    made = Batch(*(np.full((len(windows), length), fill, dtype=np.int64) for fill in (specials.pad, 0, 0, 0)))
    for row, (encoded, window) in enumerate(windows):
        end = 1 + window.stop - window.start
        made.pieces[row, 0] = specials.cls
        made.pieces[row, 1:end] = encoded.pieces[window.start : window.stop]
        made.case[row, 1:end] = encoded.case[window.start : window.stop]
        made.quoted[row, 1:end] = encoded.quoted[window.start : window.stop]
        made.mask[row, :end] = 1
    return made
