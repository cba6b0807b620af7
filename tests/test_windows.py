"""Word pieces and windows: every token once, no window too long, cuts at paragraphs' ends."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from attribution.document import mark_sentences, plain_text
from attribution.errors import ModelError
from attribution.extraction import DEFAULT_MODEL
from attribution.windows import CASES, QUOTED, WINDOW, Encoded, batch, cut, encode, excerpts, specials_of

NLP = spacy.blank("en")
TOKENIZER = Tokenizer.from_file(str(DEFAULT_MODEL / "tokenizer.json"))
WORDS = st.sampled_from(["a", "Bob", "said", "“no”", "👇", "\r\n", "\n\n", "\u00a0", "\u200b", "x" * 90, "1,200", "."])


def encoded(text: str) -> Encoded:
    return encode(mark_sentences(NLP.make_doc(plain_text(text))), TOKENIZER)


@given(st.lists(WORDS, max_size=900).map(" ".join), st.integers(8, WINDOW))
def test_cores_cover_a_document_once_and_windows_have_room(text: str, first: int) -> None:
    article = encoded(text)
    windows = cut(article, first=first)
    pieces = [n for window in windows for n in range(window.core_start, window.core_stop)]
    assert pieces == list(range(len(article)))
    assert all(w.start <= w.core_start < w.core_stop <= w.stop <= w.start + WINDOW for w in windows)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_each_token_with_pieces_has_one_first_piece(text: str) -> None:
    article = encoded(text)
    firsts = article.token_of[article.is_first].tolist()
    assert firsts == sorted(set(firsts))
    assert set(article.token_of.tolist()) - {-1} == set(firsts)


def test_windows_end_where_paragraphs_do() -> None:
    article = encoded("\n".join(["It rained in the whole of the country."] * 60))
    windows = cut(article)
    assert len(windows) > 1
    assert all(article.token_of[window.stop - 1] == -1 for window in windows)


def test_case_and_quotation_are_told() -> None:
    article = encoded("Bob of NATO said: “Two of 12.”")
    features = [(CASES[c], QUOTED[q]) for c, q in zip(article.case, article.quoted, strict=True)]
    assert [features[n] for n in article.is_first.nonzero()[0]] == [
        ("title", "outside"), ("lower", "outside"), ("upper", "outside"), ("lower", "outside"), ("mark", "outside"),
        ("mark", "mark"), ("title", "inside"), ("lower", "inside"), ("number", "inside"), ("mark", "inside"), ("mark", "mark"),
    ]  # fmt: skip


def test_contents_are_read_one_a_window_and_without_the_marks_around_all_of_them() -> None:
    article = encoded("Bob said: “Ann told us to go.”\n\nShe said no. It rained.")
    contents = [{4, 5, 6, 7, 8, 9}, {15, 16, 17}]
    made, windows = excerpts(article, contents)
    held = [{*made.token_of[w.core_start : w.core_stop].tolist()} - {-1} for w in windows]
    assert held == contents
    assert made.token_of[[w.stop - 1 for w in windows]].tolist() == [-1, -1]
    assert {QUOTED[q] for q in made.quoted} == {"outside"}


@given(st.lists(WORDS, min_size=1, max_size=200).map(" ".join), st.data())
def test_any_contents_keep_their_pieces(text: str, data: st.DataObject) -> None:
    article = encoded(text)
    tokens = sorted({*article.token_of.tolist()} - {-1})
    if not tokens:
        return
    content = data.draw(st.sets(st.sampled_from(tokens), min_size=1))
    made, windows = excerpts(article, [content, content])
    left = content - {*made.token_of.tolist()}
    assert all(QUOTED[article.quoted[article.token_of == i][0]] == "mark" for i in left)
    assert [n for w in windows for n in range(w.core_start, w.core_stop)] == list(range(len(made)))
    assert all(w.stop <= w.start + WINDOW for w in windows)


def test_a_batch_is_as_long_as_its_longest_window() -> None:
    articles = [encoded("It rained."), encoded("It rained, and rained.")]
    made = batch([(article, cut(article)[0]) for article in articles], specials_of(TOKENIZER))
    assert made.mask.sum(axis=1).tolist() == [1 + len(article) for article in articles]
    assert made.pieces.shape == made.mask.shape == (2, 1 + max(map(len, articles)))


def test_no_text_is_no_window() -> None:
    assert cut(encoded("")) == cut(encoded(" \n\u200b")) == []


def test_a_tokenizer_of_another_kind_is_refused() -> None:
    from tokenizers.models import WordLevel

    with pytest.raises(ModelError, match=r"lacks the pieces <s>, </s>, <pad> or \[CLS\], \[SEP\], \[PAD\]"):
        specials_of(Tokenizer(WordLevel({"a": 0}, unk_token="a")))
