"""Mentions of organizations to their names: in full, and of those whom a spokesman speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.discourse import Discourse
from attribution.model import SourceType
from attribution.outlets import bare
from attribution.phrases import is_definite, is_of_place, listed, parts_of_list, phrase_of
from attribution.vocabulary import noun_classes, nouns_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def body_spoken_for(discourse: Discourse, head: Token) -> str | None:
    """Give for whom a spokesman speaks: "a spokesman for the bank", "the bank's spokesman"; later on, "the spokesman"."""
    for child in head.children:
        if child.lower_ in ("for", "of", "with", "at"):
            inner = next((t for t in child.children if t.dep_ == "pobj"), None)
            if inner is not None:
                return _represented(discourse, inner, phrase_of(inner, without_clauses=True))
    owner = [t for t in head.children if t.dep_ in ("compound", "poss", "nmod")]
    if owner:
        return _represented(discourse, owner[-1], head.doc[owner[0].left_edge.i : owner[-1].right_edge.i + 1]) or None
    if is_definite(head) and discourse.spoken_for is not None:
        return discourse.spoken_for
    return discourse.bodies.body_before(head.i, "organization")


def _represented(discourse: Discourse, head: Token, phrase: Span) -> str:
    """Give whom a spokesman's phrase names; "the company's" and "a company spokesman" are of the one that was named before."""
    person = discourse.mentions.person_at.get(head.i)
    if person is not None and len(phrase) == 1:
        return person.name
    is_meant = head.pos_ == "NOUN" and all(t.i == head.i or t.pos_ in ("DET", "PART") for t in phrase)
    if is_meant and noun_classes().get(head.lemma_.lower()) == "organization":
        named = _named_before(discourse, head)
        if named is not None:
            return named
    return discourse.bodies.body_of(discourse.full_text(phrase))


def _named_before(discourse: Discourse, head: Token) -> str | None:
    """Give the body that "the company" or "the ministry" goes back to."""
    first = head.left_edge.i if is_of_place(head) else head.i  # not "Leeds", of "the Leeds-based firm"
    return discourse.bodies.body_before(first, head.lemma_.lower()) or _cited_before(discourse, head)


def _cited_before(discourse: Discourse, head: Token) -> str | None:
    """Give the body cited before that "the ministry" goes back to, though it has no name: "Spain's foreign ministry"."""
    cited = (s.entity for s in reversed(discourse.found.values()) if s.source_type is SourceType.ORGANIZATION)
    is_bare = len(phrase_of(head, without_clauses=True)) == 2
    return next((e for e in cited if e and is_bare and " " in e and e.lower().split()[-1] == head.lower_), None)


def name_of_organization(discourse: Discourse, head: Token, span: Span) -> str:
    several = _apposed_names(head) or _names_listed(span)
    if several:
        return listed([discourse.bodies.body_of(bare(name.text)) for name in several])
    own_name = _apposed_name(head, span)
    if own_name is not None:
        return discourse.bodies.body_of(bare(own_name.text))
    phrase = phrase_of(head, without_clauses=True)
    if head.dep_ == "compound" and span.start < head.i < span.end:  # "the Lee campaign projects …"
        phrase = head.doc[span.start : head.i + 1]
    if head.pos_ == "PROPN" and not head.is_lower:  # "a still-struggling HP"
        phrase = phrase[next((k for k, t in enumerate(phrase) if t.text[0].isupper() and t.pos_ != "DET"), 0) :]
        nouns = [
            k for k, t in enumerate(phrase) if t.is_lower and (t.pos_ == "NOUN" or t.text == "based") and t.i < head.i
        ]
        phrase = phrase[nouns[-1] + 1 :] if nouns else phrase  # "Dutch financial firm Obi Capital"
    # "the online retail giant"
    is_company = head.lower_ in nouns_with("company") and all(t.is_lower for t in phrase[1:])
    is_meant = is_definite(head) and (is_company or len(phrase) <= 2)
    is_meant |= is_of_place(head) and span[0].lower_ == "the"
    if head.pos_ == "NOUN" and is_meant:
        named = _named_before(discourse, head)
        if named is not None:
            return named
    return discourse.bodies.body_of(discourse.full_text(phrase))


def _apposed_name(head: Token, span: Span) -> Span | None:
    """Give the name of a body that stands beside what it is: "its parent company, Tarn Metals"."""
    beside = (
        child for child in head.rights if child.dep_ == "appos" and child.pos_ == "PROPN" and child.text.istitle()
    )
    name = next(beside, None) if head.pos_ == "NOUN" else None
    after = head.doc[head.i + 1 : span.end]
    if name is None and head.is_lower and after and all(token.pos_ == "PROPN" for token in after):
        return after  # "payments outfit Tarn", whatever the parse says
    return phrase_of(name, without_clauses=True) if name is not None and name.ent_type_ != "GPE" else None


def _apposed_names(head: Token) -> list[Span]:
    """Give the names that stand beside what several bodies are: "two unions, the Steelworkers and the Teamsters"."""
    names = (child for child in head.rights if child.dep_ in ("appos", "conj") and child.i > head.i + 1)
    after = head.doc[head.i + 1 : head.i + 2].text
    first = next(names, None) if head.tag_ == "NNS" and after in (",", "—", "–", ":") else None
    several = [name for name in (first, *first.conjuncts) if name.i > head.i] if first is not None else []
    is_named = len(several) > 1 and all(name.pos_ == "PROPN" for name in several)
    return [head.doc[name.left_edge.i : name.i + 1] for name in several] if is_named else []


def _names_listed(span: Span) -> list[Span]:
    """Give the names of three bodies and more that are named together: "Tarn, Obi and Kern"; two stand in one phrase."""
    parts = parts_of_list(span)
    is_named = len(parts) > 2 and all(t.pos_ in ("PROPN", "DET") for part in parts for t in part)
    is_parted = not any(t.text == "," and t.ent_type_ for t in span)  # "Kern, Obi and Partners", of one firm
    return parts if is_named and is_parted else []
