"""The spaCy component: found by its entry point, on the same code as ``audit``, and safe to store."""

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import attribution
from attribution.document import DEFAULT_PIPELINE

TEXT = (
    "Officials said that the minister denied that he lied. It rained.\nThe bank will close, two sources told Reuters."
)


def test_add_pipe_needs_no_import_and_gives_what_audit_gives() -> None:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.add_pipe("attribution_paragraphs", first=True)
    nlp.add_pipe("attribution")
    statements = nlp(TEXT)._.attributions
    frame = attribution.audit(TEXT)
    assert [[list(span) for span in s.attribution.claim] for s in statements] == [
        [list(span) for span in spans] for spans in frame["claim_spans"]
    ]
    assert [s.source.entity for s in statements] == frame["entity"].astype(object).where(
        frame["entity"].notna(), None
    ).tolist()
    assert [s.score.score for s in statements] == frame["score"].tolist()


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
