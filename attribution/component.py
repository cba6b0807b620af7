"""The spaCy component: ``nlp.add_pipe("attribution")`` on any English pipeline, found by its entry point."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import lru_cache, partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from attribution.analysis import extractor_of, find_statements
from attribution.document import made_plain, mark_sentences, text_given
from attribution.model import (
    Account,
    Article,
    Attribution,
    CharSpan,
    Commitment,
    Finding,
    Post,
    Quotation,
    Score,
    Source,
    SourceType,
    Statement,
    Strength,
)
from attribution.outlets import load_outlets
from attribution.rubric import load_rubric

SPAN_GROUPS = {"claim": "attribution_claims", "cue": "attribution_cues", "source": "attribution_sources"}
# JSON under this key, so that a Doc with them can be written to disk and sent between processes.
_KEY = "attribution"


@Language.factory(
    "attribution",
    requires=["token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents"],
    assigns=["doc._.attributions", "doc.spans"],
    default_config={"model": None, "rubric": None, "outlets": None, "outlet": None},
)
def make_attribution(
    nlp: Language, name: str, model: str | None, rubric: str | None, outlets: str | None, outlet: str | None
) -> AttributionComponent:
    """Make the component that sets ``doc._.attributions``, a tuple of :class:`Statement`, and three span groups.

    The groups are ``doc.spans["attribution_claims"]`` (label: the quotation), ``["attribution_cues"]`` (label: the cue's
    commitment) and ``["attribution_sources"]`` (label: the source type); a span's ``id`` is the statement's index.

    It belongs behind tagger, parser, lemmatizer and NER; a document that lacks what they set is a PipelineError, as no part of
    a pipeline can tell what will stand before it when it runs.

    Args:
        model, rubric, outlets, outlet: as :func:`attribution.load` takes them.
    """
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", getter=_statements_of)
    return AttributionComponent(model, rubric, outlets, outlet)


class AttributionComponent:
    """Finds, resolves and scores the statements of documents."""

    def __init__(
        self,
        model: str | None = None,
        rubric: str | None = None,
        outlets: str | None = None,
        outlet: str | None = None,
    ) -> None:
        self._extractor, self._rubric, self._outlets = extractor_of(model), load_rubric(rubric), load_outlets(outlets)
        self._outlet = outlet

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document."""
        article = Article(text_given(doc), outlet=self._outlet)
        found = find_statements(doc, article, rubric=self._rubric, extractor=self._extractor, outlets=self._outlets)
        return _annotated(doc, found)


@Language.factory("attribution_paragraphs", assigns=["token.is_sent_start"], retokenizes=True)
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that readies a text for the parser, at whose front it belongs.

    A sentence begins at each paragraph, none behind a title ("Capt."), whose stop becomes part of its word; curly apostrophes within words, spaces of other kinds, and HTML entities become what
    parsers know, character for character, so that offsets into ``doc.text`` are those into the text as given.
    """
    return partial(_ready, nlp)


def _ready(nlp: Language, doc: Doc) -> Doc:
    return mark_sentences(made_plain(doc, nlp))


def _annotated(doc: Doc, statements: Sequence[Statement]) -> Doc:
    doc.user_data[_KEY] = json.dumps([asdict(statement) for statement in statements])
    groups: dict[str, list[Span]] = {"claim": [], "cue": [], "source": []}
    for n, statement in enumerate(statements):
        attribution = statement.attribution
        for role, spans, label in (
            ("claim", attribution.claim, attribution.quotation),
            ("cue", attribution.cue, attribution.commitment or ""),
            ("source", attribution.source, statement.source.source_type),
        ):
            for start, end in spans:
                span = doc.char_span(start, end, label=str(label), alignment_mode="expand")
                if span is not None:
                    span.id = n
                    groups[role].append(span)
    for role, group in groups.items():
        doc.spans[SPAN_GROUPS[role]] = group
    return doc


def _statements_of(doc: Doc) -> tuple[Statement, ...]:
    return _statements_in(doc.user_data.get(_KEY, "[]"))


# As often as a loop asks a document for one statement after the other, they are made once.
@lru_cache(maxsize=64)
def _statements_in(stored: str) -> tuple[Statement, ...]:
    return tuple(map(_statement, json.loads(stored)))


def _statement(data: dict[str, Any]) -> Statement:
    attribution, source, score = data["attribution"], data["source"], data["score"]
    post = attribution["post"]
    return Statement(
        Attribution(
            **{
                **attribution,
                **{role: _spans(attribution[role]) for role in ("claim", "cue", "source")},
                "quotation": Quotation(attribution["quotation"]),
                "commitment": attribution["commitment"] and Commitment(attribution["commitment"]),
                "post": post
                and Post(
                    **{
                        **post,
                        "span": CharSpan(*post["span"]),
                        "body": _spans(post["body"]),
                        "signature": _spans(post["signature"]),
                    }
                ),
            }
        ),
        Source(
            **{
                **source,
                "source_type": SourceType(source["source_type"]),
                "relays": tuple(source["relays"]),
                "account": source["account"] and Account(source["account"]),
            }
        ),
        Score(
            **{
                **score,
                "strength": Strength(score["strength"]),
                "findings": tuple(
                    Finding(**{**finding, "spans": _spans(finding["spans"])}) for finding in score["findings"]
                ),
            }
        ),
    )


def _spans(pairs: list[list[int]]) -> tuple[CharSpan, ...]:
    return tuple(CharSpan(*pair) for pair in pairs)
