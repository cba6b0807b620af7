"""What else a content could be, and how one of these takes its place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from attribution.decoding import EVIDENCE, TAGS, Extraction
from attribution.document import make_docs
from attribution.reranking import EDITS, HEADS, LABELS, NUMBERS, Reranker, alternatives

NUMBERED = {label: n for n, label in enumerate((*EDITS, *HEADS), start=1)}


def found_in(doc: Doc, source: str, cue: str, content: str) -> Extraction:
    """An extraction of these words, each in its order in the text."""

    def tokens(words: str) -> tuple[int, ...]:
        start = doc.text.index(words)
        span = doc.char_span(start, start + len(words))
        assert span is not None
        return tuple(range(span.start, span.end))

    return Extraction(tokens(source), tokens(cue), tokens(content), evidence=(0.5,) * len(EVIDENCE))


def says(doc: Doc, extraction: Extraction, unsure: str = "") -> np.ndarray:
    """What a network says that is sure of an extraction but for some of the words."""
    probabilities = np.zeros((len(doc), len(TAGS)), dtype=np.float32)
    probabilities[:, 0] = 1.0
    for i in extraction.content:
        probabilities[i] = 0
        probabilities[i, TAGS.index("I-content")] = 0.5 if doc[i].text in unsure.split() else 0.99
    return probabilities


def words(doc: Doc, tokens: tuple[int, ...]) -> str:
    return " ".join(doc[i].text for i in tokens)


@pytest.mark.parametrize(
    ("text", "content", "other", "edit"),
    [
        ("The mayor called for a truce on Monday.", "for a truce", "for a truce on Monday", "longer"),
        ("The mayor said it rained in the town.", "rained in the town", "it rained in the town", "earlier"),
        ("The mayor called for a truce on Monday.", "for a truce on Monday", "for a truce", "shorter"),
        ("The mayor called for a truce.", "for a truce", "a truce", "later"),
        ("The mayor said that it rained. Nobody left.", "Nobody left", "that it rained", "rule"),
    ],
)
def test_a_content_could_begin_or_end_elsewhere(text: str, content: str, other: str, edit: str, nlp: Language) -> None:
    (doc,) = make_docs([text], nlp)
    extraction = found_in(doc, "The mayor", text.split()[2], content)
    (each,) = alternatives(doc, [extraction], says(doc, extraction), NUMBERED)
    assert (each.numbers.shape[1], each.labels.shape[1]) == (len(NUMBERS), len(LABELS))
    assert words(doc, each.contents[0]) == content
    by_edit = {(words(doc, tokens), EDITS[row[0] - 1]) for tokens, row in zip(each.contents, each.labels, strict=True)}
    assert (other, edit) in by_edit


def test_each_number_and_label_stands_in_the_column_of_its_name(nlp: Language) -> None:
    assert (len(set(NUMBERS)), len(set(LABELS))) == (len(NUMBERS), len(LABELS))
    (doc,) = make_docs(["The mayor called for a truce on Monday."], nlp)
    extraction = found_in(doc, "The mayor", "called", "a truce")
    known = {**NUMBERED, "DT": 90, "NN": 91, "VBD": 92, "pobj": 93}
    (each,) = alternatives(doc, [extraction], says(doc, extraction), known)
    numbers = dict(zip(NUMBERS, each.numbers[0].tolist(), strict=True))
    expected = {"words": 2, "pieces": 1, "words_changed": 0, "is_after_cue": 1, "tokens_to_cue": 1, "source_tokens": 2}
    assert {name: numbers[name] for name in expected} == expected
    labels = dict(zip(LABELS, each.labels[0].tolist(), strict=True))
    expected = {"edit": 1, "first_tag": 90, "last_tag": 91, "last_dep": 93, "cue_head_tag": 92, "source_first_tag": 90}
    assert {name: labels[name] for name in expected} == expected
    assert labels["first_head"] == NUMBERED["head in content"]


def test_a_gap_can_be_filled_and_a_piece_be_dropped(nlp: Language) -> None:
    (doc,) = make_docs(["The road, which flooded in May, is closed, the mayor said."], nlp)
    extraction = found_in(doc, "the mayor", "said", "The road")
    closed = found_in(doc, "the mayor", "said", "is closed").content
    extraction = replace(extraction, content=(*extraction.content, *closed))
    (each,) = alternatives(doc, [extraction], says(doc, extraction), NUMBERED)
    texts = {words(doc, tokens) for tokens in each.contents}
    assert {"The road , which flooded in May , is closed", "The road", "is closed"} <= texts


def test_no_content_takes_the_words_of_another_attribution_or_of_its_own_cue(nlp: Language) -> None:
    (doc,) = make_docs(["It rained, the mayor said and the clerk denied the flood."], nlp)
    one = found_in(doc, "the mayor", "said", "It rained")
    other = found_in(doc, "the clerk", "denied", "the flood")
    probabilities = np.maximum(says(doc, one), says(doc, other))
    for extraction, each in zip([one, other], alternatives(doc, [one, other], probabilities, NUMBERED), strict=True):
        for content in each.contents:
            assert not {*extraction.cue, *extraction.source} & {*content}
            assert not {i for x in (one, other) if x is not extraction for i in (*x.source, *x.cue, *x.content)} & {
                *content
            }
    first, _ = alternatives(doc, [one, other], probabilities, NUMBERED)
    longer = [c for c, row in zip(first.contents, first.labels, strict=True) if EDITS[row[0] - 1] == "longer"]
    assert longer == []


@pytest.mark.parametrize(("lead", "content"), [(0.2, "for a truce"), (3.0, "a truce")])
def test_another_content_takes_the_place_of_the_one_found_where_it_is_much_more_probable(
    lead: float, content: str, nlp: Language
) -> None:
    (doc,) = make_docs(["The mayor called for a truce."], nlp)
    extraction = found_in(doc, "The mayor", "called", "for a truce")

    def score(numbers: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        is_shorter = labels[:, 0] == NUMBERED["later"]
        lengths = numbers[:, NUMBERS.index("words")]
        return np.where(is_shorter & (lengths == 2), lead, np.where(labels[:, 0] == 1, 0.0, -9.0)), lengths

    (reranked,) = Reranker(NUMBERED, score).rerank(doc, [extraction], says(doc, extraction))
    assert words(doc, reranked.content) == content
    assert reranked.evidence == (*extraction.evidence, pytest.approx(1 / (1 + np.exp(-len(content.split())))))
    assert (reranked.source, reranked.cue) == (extraction.source, extraction.cue)
    assert Reranker(NUMBERED, score).rerank(doc, [], says(doc, extraction)) == []


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    text=st.sampled_from(["Yes. “No,” he said…", "It rained — and rained.\n\nA man fell, he says:", "?"]),
)
def test_whatever_is_found_its_contents_are_words_of_the_text_and_their_numbers_finite(
    data: st.DataObject, text: str, nlp: Language
) -> None:
    (doc,) = make_docs([text], nlp)
    some = st.lists(st.integers(0, len(doc) - 1), min_size=1, unique=True).map(lambda tokens: tuple(sorted(tokens)))
    extractions = data.draw(
        st.lists(st.builds(Extraction, some | st.just(()), some, some, st.just((0.5,) * len(EVIDENCE))), max_size=3)
    )
    probabilities = np.full((len(doc), len(TAGS)), 1 / len(TAGS), dtype=np.float32)
    for extraction, each in zip(extractions, alternatives(doc, extractions, probabilities, NUMBERED), strict=True):
        assert each.contents[0] == extraction.content
        assert len(each.contents) == len(each.numbers) == len(each.labels)
        assert all(content and 0 <= content[0] <= content[-1] < len(doc) for content in each.contents)
        assert np.isfinite(each.numbers).all()
        assert ((each.labels >= 0) & (each.labels <= len(NUMBERED))).all()
