"""The spaCy component: found by its entry point, on the same code as ``audit``, and safe to store."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import attribution
from attribution.document import DEFAULT_PIPELINE
from attribution.frame import to_frame

TEXT = (
    "Officials said that the minister denied that he lied. It rained.\nThe bank will close, two sources told Reuters."
)


AS_WRITTEN = [
    TEXT,
    "Ann&nbsp;Lee said it rained. He said &quot;no&quot; to it.",
    "Ann\u00a0Lee said it\u00a0rained. “We go,” Bob\u202fRay said.",
    "Martin O’Malley’s aide said it rained. “We don’t know,” NASA’s Office said.",
]


@pytest.fixture(scope="module")
def foreign() -> Language:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.add_pipe("attribution_paragraphs", first=True)
    nlp.add_pipe("attribution")
    return nlp


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_add_pipe_needs_no_import_and_gives_what_audit_gives(foreign: Language, text: str) -> None:
    doc = foreign(text)
    frame = to_frame([(attribution.Article(text), doc._.attributions)])
    pd.testing.assert_frame_equal(frame, attribution.audit(text))
    assert len(doc.text) == len(text)


def test_many_texts_keep_what_is_given_beside_them(foreign: Language) -> None:
    found = foreign.pipe([(text, n) for n, text in enumerate(AS_WRITTEN)], as_tuples=True)
    assert [(n, doc._.attributions) for doc, n in found] == [
        (n, foreign(text)._.attributions) for n, text in enumerate(AS_WRITTEN)
    ]


def test_analyze_reads_by_the_model_and_by_the_rules_as_audit_does() -> None:
    text = "It rained, O’Neil said. The mayor’s firing of two aides, he thinks, was wise."
    nlp = attribution.load(model="rules")
    for model in (None, "rules"):
        frame = to_frame([(attribution.Article(text), attribution.analyze(nlp(text), model=model))])
        pd.testing.assert_frame_equal(frame, attribution.audit(text, model=model))


def test_rubric_and_outlet_are_options_of_the_component(tmp_path: Path) -> None:
    rubric = tmp_path / "rubric.toml"
    rubric.write_text("[identity]\nnamed_person = 0.2\n", encoding="utf-8")
    article = attribution.Article("It rained, Ann Lee told The Post.", outlet="The Post")
    doc = attribution.load(model="rules", rubric=rubric, outlet="The Post")(article.text)
    frame = to_frame([(article, doc._.attributions)])
    pd.testing.assert_frame_equal(frame, attribution.audit(article, model="rules", rubric=rubric))
    assert doc._.attributions[0].source.relay is None


def test_load_gives_a_pipeline_with_the_component() -> None:
    nlp = attribution.load()
    assert nlp.pipe_names[0] == "attribution_paragraphs"
    assert nlp.pipe_names[-1] == "attribution"
    assert attribution.audit(TEXT, nlp=nlp).equals(attribution.audit(TEXT))


def test_span_groups_hold_claims_cues_and_sources() -> None:
    doc = attribution.load()(TEXT)
    statements = doc._.attributions
    cues = doc.spans["attribution_cues"]
    assert [(span.text, span.label_, span.id) for span in cues] == [
        ("said", "neutral", 0),
        ("denied", "denying", 1),
        ("told", "neutral", 3),
    ]
    assert [span.text for span in doc.spans["attribution_sources"]] == ["Officials", "the minister", "two sources"]
    claims = doc.spans["attribution_claims"]
    assert {span.id for span in claims} == set(range(len(statements)))


def test_a_doc_with_attributions_can_be_stored() -> None:
    nlp = attribution.load()
    doc = nlp(TEXT)
    assert doc._.attributions is doc._.attributions
    again = next(iter(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)))
    assert again._.attributions == doc._.attributions
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.attributions == doc._.attributions


def blank(language: str) -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    return nlp


def without(name: str) -> Language:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.remove_pipe(name)
    return nlp


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: blank("de"), "in the language 'de'; attribution reads English"),
        (lambda: blank("en"), r"lacks what tagger, parser, ner, lemmatizer should have set .* such as en_core_web"),
        (lambda: without("ner"), "lacks what ner should have set"),
        (lambda: without("parser"), "lacks what parser should have set"),
        (lambda: without("lemmatizer"), "lacks what lemmatizer should have set"),
    ],
)
def test_a_pipeline_that_lacks_a_part_is_refused(make: Callable[[], Language], said: str) -> None:
    nlp = make()
    nlp.add_pipe("attribution", config={"model": "rules"})
    with pytest.raises(attribution.PipelineError, match=said):
        nlp(TEXT)
    with pytest.raises(attribution.PipelineError, match=said):
        list(nlp.pipe([TEXT]))


def test_a_text_is_no_document() -> None:
    with pytest.raises(attribution.PipelineError, match=r"not a value of type str: attribution\.audit takes a text"):
        attribution.analyze(TEXT)  # type: ignore[arg-type]


def test_a_part_that_comes_too_late_or_is_switched_off_is_missed() -> None:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.add_pipe("attribution", before="ner", config={"model": "rules"})
    with pytest.raises(attribution.PipelineError, match="ner"):
        nlp(TEXT)
    whole = attribution.load(model="rules")
    with whole.select_pipes(disable=["tagger"]), pytest.raises(attribution.PipelineError, match="tagger"):
        whole(TEXT)


@pytest.mark.parametrize("text", ["", " ", "…", "\n\n", "👇"])
def test_a_text_without_a_word_lacks_nothing(text: str) -> None:
    assert len(attribution.load(model="rules")(text)._.attributions) == len(attribution.audit(text, model="rules"))


def test_a_doc_without_the_component_has_no_attributions() -> None:
    nlp = attribution.load()
    assert nlp.make_doc(TEXT)._.attributions == ()
