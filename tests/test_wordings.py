"""Sentences by their marks alone."""

from hypothesis import given
from hypothesis import strategies as st

from attribution.model import CharSpan
from attribution.wordings import LONGEST, Sentences


def test_a_sentence_without_an_end_is_cut() -> None:
    text = "It rained. " + "She said " * 1000 + "so. It rained."
    sentences = Sentences.of(text)
    assert sentences.around(CharSpan(3, 4)) == (0, 11)
    assert sentences.around(CharSpan(11, 12)) == (11, 11 + LONGEST)
    assert sentences.around(CharSpan(len(text) - 1, len(text))) == (len(text) - 10, len(text))


@given(st.text(alphabet="a. \nB", max_size=50).map(lambda text: text * 100), st.data())
def test_sentences_are_all_of_the_text(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    around = Sentences.of(text).around(CharSpan(start, end))
    assert around.start <= start <= end <= around.end <= len(text)
    assert around.end - around.start <= end - start + 2 * LONGEST
