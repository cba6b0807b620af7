"""Statements to spaCy's DocBin, read back by spaCy alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import spacy
from hypothesis import given, settings
from spacy.tokens import Doc, DocBin

from attribution import COLUMNS, audit_many
from attribution.exports import to_docbin
from attribution.model import Article
from tests.made_frames import audits

VOCAB = spacy.blank("en").vocab


def docs_of(data: bytes) -> list[Doc]:
    return list(DocBin().from_bytes(data).get_docs(VOCAB))


@settings(deadline=None, max_examples=40)
@given(audits())
def test_spans_lie_where_the_frame_says(audit: tuple[pd.DataFrame, list[Article]]) -> None:
    frame, articles = audit
    docs = docs_of(to_docbin(frame, articles).to_bytes())
    assert [doc.text for doc in docs] == [article.text for article in articles]
    for doc, article in zip(docs, articles, strict=True):
        group = doc.spans["attributions"]
        assert group.attrs["doc_id"] == article.doc_id
        rows = frame[frame["doc_id"] == article.doc_id]
        assert sorted((int(s.id_), s.label_, s.start_char, s.end_char) for s in group) == sorted(
            (row["statement"], name.upper(), start, end)
            for row in rows.to_dict("records")
            for name in ("claim", "cue", "source")
            for start, end in row[f"{name}_spans"]
        )


def test_frame_comes_back_from_the_file(tmp_path: Path) -> None:
    articles = [
        Article("“It rained,”\r\n Zoë\u00a0Núñez told Reuters 👇. It ended.", "a"),
        Article("Nothing was said.", "b"),
    ]
    frame = audit_many(articles)
    to_docbin(frame, articles).to_disk(tmp_path / "a.spacy")
    docs = list(DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("en").vocab))
    rows = [row for doc in docs for row in doc.spans["attributions"].attrs["statements"]]
    back = pd.DataFrame({c.name: pd.Series([row[c.name] for row in rows], dtype=c.pandas_dtype) for c in COLUMNS})
    for name in ("claim_spans", "cue_spans", "source_spans"):
        back[name] = pd.Series([[tuple(span) for span in spans] for spans in back[name]], dtype=object)
    pd.testing.assert_frame_equal(back, frame)
    assert len(back) >= 3


def test_ordinary_text_has_ordinary_tokens() -> None:
    text = "The mill will close, Ann Lee said.  It is old."
    (doc,) = docs_of(to_docbin(audit_many([("a", text)]), {"a": text}).to_bytes())
    assert [token.text_with_ws for token in doc] == [token.text_with_ws for token in spacy.blank("en")(text)]


def test_half_a_character_does_not_make_it_unwritable() -> None:
    article = Article("The mill will close \ud83d, Ann Lee said.", "a\udc80", title="\ud83d")
    (doc,) = docs_of(to_docbin(audit_many([article], model="rules"), [article]).to_bytes())
    assert doc.text == "The mill will close \ufffd, Ann Lee said."
    assert [span.text for span in doc.spans["attributions"] if span.label_ == "SOURCE"] == ["Ann Lee"]
