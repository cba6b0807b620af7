"""Statements as W3C annotations, whose selectors select what the frame says."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings

from attribution import FrameError, InputError, audit, audit_many
from attribution.exports import to_web_annotations
from attribution.model import Article
from tests.made_frames import HOSTILE, audits

# The vocabulary's motivations, which are a body's purposes too.
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging".split()
)


def by_position(piece: dict[str, Any], text: str) -> tuple[int, int]:
    (selector,) = (s for s in piece["selector"] if s["type"] == "TextPositionSelector")
    assert set(selector) == {"type", "start", "end"}
    assert 0 <= selector["start"] < selector["end"] <= len(text)
    return selector["start"], selector["end"]


def by_quote(piece: dict[str, Any], text: str) -> set[tuple[int, int]]:
    """Every place where prefix, quote and suffix stand."""
    (selector,) = (s for s in piece["selector"] if s["type"] == "TextQuoteSelector")
    prefix, exact, suffix = selector["prefix"], selector["exact"], selector["suffix"]
    whole, found, at = f"{prefix}{exact}{suffix}", set(), -1
    while (at := text.find(whole, at + 1)) >= 0:
        found.add((at + len(prefix), at + len(prefix) + len(exact)))
    return found


@settings(deadline=None, max_examples=60)
@given(audits())
def test_both_selectors_select_what_the_frame_says(audit: tuple[pd.DataFrame, list[Article]]) -> None:
    frame, articles = audit
    # Over JSON, as a reader gets it.
    page = json.loads(json.dumps(to_web_annotations(frame, articles)))
    cited = frame[frame["attributed"]].to_dict("records")
    assert len(page["items"]) == len(cited)
    texts = {article.doc_id: article.text for article in articles}
    for item, row in zip(page["items"], cited, strict=True):
        text = texts[row["doc_id"]]
        mentions = {
            purpose: [b for b in item["body"] if b["type"] == "SpecificResource" and b["purpose"] == purpose]
            for purpose in ("identifying", "linking")
        }
        for pieces, spans in (
            (item["target"], row["claim_spans"]),
            (mentions["identifying"], row["source_spans"]),
            (mentions["linking"], row["cue_spans"]),
        ):
            assert [by_position(piece, text) for piece in pieces] == spans
            assert all(by_position(piece, text) in by_quote(piece, text) for piece in pieces)


def test_model_is_kept_to() -> None:
    page = to_web_annotations(audit(HOSTILE), HOSTILE)
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert page["id"]
    assert page["items"]
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["id"]
        assert item["target"]
        assert {item["motivation"], *(body["purpose"] for body in item["body"])} <= MOTIVATIONS
        for body in item["body"]:
            if body["type"] == "TextualBody":
                assert set(body) == {"type", "value", "format", "language", "purpose"}
                assert isinstance(body["value"], str)
            else:
                assert set(body) == {"type", "source", "selector", "purpose"}


def test_target_is_the_article_by_address_or_id() -> None:
    text = "It rained, Ann Lee said."
    held = [
        Article(text, "a b"),
        Article(text, "c", url="https://example.org/c?d=1#top"),
        Article(text, "javascript:x"),
    ]
    items = to_web_annotations(audit_many(held), held)["items"]
    assert [item["target"][0]["source"] for item in items] == ["a%20b", "https://example.org/c?d=1", "javascript%3Ax"]
    assert items[1]["id"] == "https://example.org/c?d=1#statement-1"


def test_frame_and_articles_have_to_fit() -> None:
    frame = audit_many([("a", "It rained, Ann Lee said.")])
    with pytest.raises(FrameError, match="no text is given for the article 'a'"):
        to_web_annotations(frame, {"b": "It rained."})
    with pytest.raises(FrameError, match="the text has"):
        to_web_annotations(frame, {"a": " It rained, Ann Lee said."})
    with pytest.raises(InputError, match="two articles have the doc_id 'a'"):
        to_web_annotations(frame, [Article("a", "a"), Article("b", "a")])
    with pytest.raises(FrameError, match="should have the columns"):
        to_web_annotations(frame.drop(columns="cue"), {"a": "It rained, Ann Lee said."})
    own = frame.assign(admiralty="B2")
    assert to_web_annotations(own, {"a": "It rained, Ann Lee said."})["items"]
