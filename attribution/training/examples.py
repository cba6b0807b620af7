"""Annotated articles to what a network learns from: windows of word pieces, with their tags and links."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from attribution.corpus import ROLES, AnnotatedArticle
from attribution.decoding import TAGS
from attribution.document import load_pipeline, make_docs
from attribution.evaluation import Marked
from attribution.windows import Batch, Encoded, Specials, Window, batch, cut, encode

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated article with its word pieces, and what is to be learned of them.

    Args:
        tags: by piece, how probable each of :data:`attribution.decoding.TAGS` is; nothing for pieces that do not count.
        cue_of, source_of: the piece that each one seeks (-1: none that counts).
    """

    text: str
    marked: Sequence[Marked]
    doc: Doc
    encoded: Encoded
    tags: np.ndarray
    cue_of: np.ndarray
    source_of: np.ndarray


def examples(articles: Sequence[AnnotatedArticle], tokenizer: Tokenizer) -> Iterator[Example]:
    """Parse annotated articles, and cut them into word pieces with their tags and links."""
    docs = make_docs((article.text for article in articles), load_pipeline())
    for article, doc in zip(articles, docs, strict=True):
        yield _example(article.text, article.attributions, doc, tokenizer)


def with_pieces_of(corpus: Iterable[Example], tokenizer: Tokenizer) -> Iterator[Example]:
    """Cut the same articles into the word pieces of another encoder, with the labels as annotators gave them."""
    for example in corpus:
        yield _example(example.text, example.marked, example.doc, tokenizer)


def _example(text: str, marked: Sequence[Marked], doc: Doc, tokenizer: Tokenizer) -> Example:
    encoded = encode(doc, tokenizer)
    return Example(text, marked, doc, encoded, *_targets(doc, encoded, marked))


def first_pieces(encoded: Encoded) -> dict[int, int]:
    """Give, by token, the piece that stands for it."""
    return {int(encoded.token_of[n]): n for n in np.flatnonzero(encoded.is_first).tolist()}


def _targets(doc: Doc, encoded: Encoded, marked: Sequence[Marked]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    piece_of = first_pieces(encoded)
    tags = np.zeros(len(encoded), dtype=np.int64)
    cue_of, source_of = (np.full(len(encoded), -1) for _ in range(2))
    for attribution in marked:
        firsts: dict[str, int] = {}
        for n, role in enumerate(ROLES):
            for start, end in attribution.get(role, ()):
                span = doc.char_span(start, end, alignment_mode="expand")
                held = [piece_of[i] for i in range(span.start, span.end) if i in piece_of] if span is not None else []
                if held:
                    tags[held] = 2 + 2 * n
                    tags[held[0]] = 1 + 2 * n
                    firsts.setdefault(role, held[0])
        cue = firsts.get("cue")
        if cue is None:
            continue
        source_of[cue] = firsts.get("source", cue)
        for start, end in attribution.get("content", ()):
            span = doc.char_span(start, end, alignment_mode="expand")
            for i in range(span.start, span.end) if span is not None else ():
                if i in piece_of:
                    cue_of[piece_of[i]] = cue
    return np.eye(len(TAGS), dtype=np.float32)[tags] * encoded.is_first[:, None], cue_of, source_of


def groups(corpus: Sequence[Example], batch_size: int, rng: random.Random) -> list[list[tuple[Example, Window]]]:
    """Cut the articles into windows anew, and put those of like length together, in an order drawn by chance."""
    windows = [(example, window) for example in corpus for window in cut(example.encoded, first=rng.randrange(64, 257))]
    rng.shuffle(windows)
    windows.sort(key=lambda pair: (pair[1].stop - pair[1].start) // 8)
    batches: list[list[tuple[Example, Window]]] = [[]]
    longest = 0
    for example, window in windows:
        longest = max(longest, window.stop - window.start + 1)
        if longest * (len(batches[-1]) + 1) > batch_size and batches[-1]:
            batches.append([])
            longest = window.stop - window.start + 1
        batches[-1].append((example, window))
    rng.shuffle(batches)
    return batches


def with_targets(
    group: Sequence[tuple[Example, Window]], specials: Specials
) -> tuple[Batch, np.ndarray, np.ndarray, np.ndarray]:
    """Put windows side by side, with what is to be learned of each piece: tags, and the places of cue and source."""
    made = batch([(example.encoded, window) for example, window in group], specials)
    tags = np.zeros((*made.pieces.shape, len(TAGS)), dtype=np.float32)
    cue_of, source_of = (np.full(made.pieces.shape, -100, dtype=np.int64) for _ in range(2))
    for row, (example, window) in enumerate(group):
        inside = slice(1, 1 + window.stop - window.start)
        tags[row, inside] = example.tags[window.start : window.stop]
        for target, sought in ((cue_of, example.cue_of), (source_of, example.source_of)):
            there = sought[window.start : window.stop]
            is_here = (there >= window.start) & (there < window.stop)
            target[row, inside] = np.where(is_here, there - window.start + 1, -100)
    return made, tags, cue_of, source_of
