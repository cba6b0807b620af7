"""Mentions of organizations to their names: in full, and of those whom a spokesman speaks for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from attribution.bodies import is_business
from attribution.discourse import Discourse
from attribution.kinds import Mention
from attribution.marks import DASHES
from attribution.model import SourceType
from attribution.names import key_of_name
from attribution.numerals import read_number
from attribution.outlets import bare
from attribution.phrases import (
    called,
    class_of_noun,
    is_definite,
    is_of_place,
    is_people,
    listed,
    names_in,
    parts_of_list,
    phrase_of,
)
from attribution.syntax import SUBJECTS, objects_of, owner_of
from attribution.vocabulary import noun_classes, nouns_with, titles

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SMALL = frozenset({"of", "the", "for", "and", "&"})  # in names
_OF_OFFICE = frozenset({"communications", "media", "press"})  # tell of a spokesman what the office is
_CITED_RUN = 40  # statements back to which "the company" may go for who was cited


def body_spoken_for(discourse: Discourse, mention: Mention) -> str | None:
    """Give for whom a spokesman speaks: "a spokesman for the bank", "the bank's media adviser"; later on, "the spokesman"."""
    head = mention.head
    for child in head.children:
        if child.lower_ in ("for", "of", "with", "at", "to"):
            inner = next(objects_of(child), None)
            if inner is not None:
                return _represented(discourse, inner, phrase_of(inner, without_clauses=True))
    owner = [t for t in head.children if t.dep_ in ("compound", "poss", "nmod") and t.lower_ not in _OF_OFFICE]
    if owner:
        return _represented(discourse, owner[-1], head.doc[owner[0].left_edge.i : owner[-1].right_edge.i + 1]) or None
    if is_definite(head) and discourse.spoken_for is not None:
        return discourse.spoken_for
    told = _told_of(discourse, mention) or _just_cited(discourse, mention)
    return told or discourse.bodies.body_before(head.i, "organization")


def _just_cited(discourse: Discourse, mention: Mention) -> str | None:
    """Give the body or outlet that the sentence before cites by its name: "CNN rejects that. A spokesman said …"."""
    before = discourse.mention_head(mention.n - 1)
    source = discourse.found.get(mention.n - 1)
    is_body = source is not None and source.source_type in (SourceType.ORGANIZATION, SourceType.NEWS_OUTLET)
    is_next = before is not None and before.pos_ == "PROPN" and before.sent.end == mention.head.sent.start
    return source.entity if source is not None and is_body and is_next else None


def _told_of(discourse: Discourse, mention: Mention) -> str | None:
    """Give the body that a statement is about, where a spokesman follows: "The port authority will pay, a spokeswoman said"."""
    claim = discourse.claim_of(mention.n)
    is_before = bool(claim) and claim[0].sent == mention.head.sent and claim[0].i < mention.head.i
    subject = next((t for t in claim if t.dep_ in SUBJECTS), None) if is_before else None
    if subject is None or subject.pos_ != "NOUN" or class_of_noun(subject) != "organization" or subject.tag_ != "NN":
        return None
    phrase = phrase_of(subject, without_clauses=True)
    name = _represented(discourse, subject, phrase) if is_definite(subject) else None
    return name if name != subject.lower_ else None


def _represented(discourse: Discourse, head: Token, phrase: Span) -> str:
    """Give whom a spokesman's phrase names; "the company's" and "a company spokesman" are of the one that was named before."""
    person = discourse.mentions.person_at.get(head.i)
    # "Mayor Ann Lee", not "Ann Lee's campaign"
    if person is not None and all(t.text in person.name or t.text in titles() or t.tag_ == "POS" for t in phrase):
        return person.name
    is_meant = head.pos_ == "NOUN" and all(t.i == head.i or t.pos_ in ("DET", "PART") for t in phrase)
    comma = head.doc[head.i + 1 : head.i + 2]
    behind = discourse.bodies.name_from(head.i + 2, head.sent.end) if comma.text == "," and is_meant else None
    if behind is not None and _is_kind_of_body(head) and behind[-1].i not in discourse.mentions.person_at:
        return discourse.bodies.body_of(bare(behind.text))  # "a spokesman for the fund, Tarn Capital"
    if is_meant and noun_classes().get(head.lemma_.lower()) == "organization":
        named = _named_before(discourse, head)
        if named is not None:
            return named
    return discourse.bodies.body_of(discourse.full_text(phrase))


def _named_before(discourse: Discourse, head: Token) -> str | None:
    """Give the body that "the company" or "the ministry" goes back to."""
    first = head.left_edge.i if is_of_place(head) else head.i  # not "Leeds", of "the Leeds-based firm"
    named = discourse.bodies.body_before(first, head.lemma_.lower(), _cited_by_name(discourse))
    return _described_since(discourse, head, named) or named or _cited_before(discourse, head)


def _described_since(discourse: Discourse, head: Token, named: str | None) -> str | None:
    """Give what "the clinic" goes back to where none is named, or another body before it: "a small clinic in York"."""
    noun = discourse.doc[discourse.introduced_at.get(head.lemma_.lower(), head.i)]
    phrase = phrase_of(noun)
    if noun.i >= head.i or len(phrase) < 3 or "," in phrase.text:  # "a school in York, St Mary's"
        return None
    is_since = not any(name == named for at, name in discourse.bodies.named if noun.i < at < head.i)
    return discourse.full_text(phrase) if is_since else None


def business_meant(discourse: Discourse, mention: Mention) -> str | None:
    """Give the business that "the operator" or "the developer" goes back to, where nobody without a name was called so."""
    head, span = mention.head, mention.span
    group = discourse.group_at.get(head.i)
    is_known = group is not None and group.is_introduced
    if head.tag_ != "NN" or head.lemma_.lower() not in nouns_with("trade") or len(span) != 2 or is_known:
        return None
    if not is_definite(head) or span[-1] != head:
        return None
    cited = _cited_by_name(discourse)
    body = discourse.bodies.body_before(head.i, "company", cited)
    return body if body is not None and (is_business(body) or body in cited.values()) else None


def bodies_meant(discourse: Discourse, head: Token) -> str | None:
    """Give the bodies that "the retailers", "both companies" or "the two" goes back to."""
    words = [child for child in head.lefts if child.dep_ not in ("det", "predet")]
    number = read_number(token.lower_ for token in (*words, head) if token.pos_ == "NUM")
    if not is_definite(head) or any(token.pos_ != "NUM" for token in words):
        return None
    noun = head.lemma_.lower() if head.pos_ == "NOUN" else "organization"
    names = discourse.bodies.bodies_before(head.i, noun, _cited_by_name(discourse))
    return listed(names) if names and number in (None, len(names)) else None


def _cited_by_name(discourse: Discourse) -> dict[int, str]:
    """Give the names of the bodies that were cited before, by the token that the mention of each turns on."""
    recent = islice(reversed(discourse.found.items()), _CITED_RUN)
    bodies = ((n, source.entity) for n, source in recent if source.source_type is SourceType.ORGANIZATION)
    named = ((discourse.mention_head(n), name) for n, name in bodies if name and len(names_in(name)) == 1)
    return {
        head.i: discourse.bodies.body_of(name)
        for head, name in named
        if head is not None and head.pos_ == "PROPN" and head.ent_type_ != "GPE" and name[0].isupper()
    }


def _cited_before(discourse: Discourse, head: Token) -> str | None:
    """Give the body cited before that "the ministry" goes back to, though it has no name: "Spain's foreign ministry"."""
    cited = (s.entity for s in reversed(discourse.found.values()) if s.source_type is SourceType.ORGANIZATION)
    is_bare = len(phrase_of(head, without_clauses=True)) == 2
    return next((e for e in cited if e and is_bare and " " in e and e.lower().split()[-1] == head.lower_), None)


def body_named_behind(discourse: Discourse, mention: Mention) -> str | None:
    """Give the body whose name follows what it is, or is to another: "the company that makes it, Tarn", "its owner, Obi & Co"."""
    head, span = mention.head, mention.span
    kind = next((child for child in head.rights if child.dep_ == "appos" and _is_kind_of_body(child)), None)
    after = head.doc[head.i + 1 : span.end]
    # "Estate agents Lee & Obi", "the auditors Lee Obi"
    is_firm = "&" in after[1:].text or (bool(after) and key_of_name(after.text) in discourse.mentions.bodies)
    is_called = (head.tag_ == "NNS" and is_firm) or head.lemma_.lower() in nouns_with("party")
    if is_called and after and all(t.pos_ == "PROPN" or t.text in "&()" for t in after[after[:1].text == "," :]):
        return discourse.bodies.body_of(bare(after.text))
    told = called(kind) or _apposed_name(kind, span) if kind is not None else None  # "its owner, a firm called Tarn"
    if kind is not None and (before := _name_before(kind, span)) is not None:
        return discourse.bodies.body_of(bare(before.text))
    if kind is not None and told is None and head.is_lower and owner_of(head) is not None and is_definite(kind):
        # "its owner, the Obi family trust"
        return discourse.bodies.body_of(discourse.full_text(phrase_of(kind, without_clauses=True)))
    name = told or (_name_at_end(head, span) if head.tag_ == "NN" or "&" in span.text else None)
    if name is None:
        return None
    body, is_person = discourse.bodies.body_at(name.root.i), name[-1].i in discourse.mentions.person_at
    is_tied = name.root.dep_ == "appos" and name.root.head.i == head.i
    is_told = body is not None or told is not None or (_is_kind_of_body(head) and (is_tied or not is_person))
    is_told |= name[-1].lower_ in nouns_with("in_names") or "&" in name.text or _is_kind_of_body(name[0].nbor(-1))
    return (body or discourse.bodies.body_of(bare(name.text))) if is_told else None


def _is_kind_of_body(noun: Token) -> bool:
    is_agent = noun.lemma_.lower().endswith("or")  # "the prosecutor, Ann Lee"
    # "fund", of "the hedge fund Tarn", may be taken for a name
    is_one = noun.tag_ == "NN" or (noun.tag_ == "NNP" and noun.is_lower)
    return is_one and class_of_noun(noun) == "organization" and not is_agent


def _name_before(kind: Token, span: Span) -> Span | None:
    """Give the name that a comma parts from what it is the name of: "Friends of the Bog", of "Friends of the Bog, a charity"."""
    comma = kind.left_edge.i - 1
    name = kind.doc[span.start : comma]
    name = name[1:] if name and name[0].lower_ == "the" else name
    if not name or kind.doc[comma].text != "," or not name[0].text[:1].isupper():
        return None
    acronym = next((t.i for t in name if t.text == "("), comma)
    is_name = all(t.text[:1].isupper() or t.lower_ in _SMALL for t in kind.doc[name.start : acronym])
    return kind.doc[name.start : acronym] if is_name else None


def _name_at_end(head: Token, span: Span) -> Span | None:
    """Give the name behind the last comma of a phrase, if it can be its head's: not in "who hired the mayor, Ann Lee"."""
    comma = next((t.i for t in reversed(span) if t.text == "," and head.i < t.i < span.end - 1), None)
    if comma is None:
        return None
    before, after = head.doc[comma - 1], head.doc[comma + 1 : span.end]
    if not (is_definite(head) or owner_of(head) is not None or "&" in after.text):  # "a rival, Lee & Obi"
        return None
    nouns = [t.i + 1 for t in after if t.is_lower and t.pos_ in ("NOUN", "PROPN") and t.lower_ not in _SMALL]
    # "its owner, the Dutch fund Tarn"
    start = nouns[-1] if nouns else next((t.i for t in after if not t.is_lower), span.end)
    between, name = head.doc[comma + 1 : start], head.doc[start : span.end]
    is_told = any(t.pos_ != "DET" for t in between)
    if is_told and not _is_kind_of_body(between[-1]):  # "its owner, the energy group Tarn"
        return None
    is_of_another = before.i != head.i and before.tag_ == "NN" and is_people(before)
    is_of_another |= _is_kind_of_body(before) and name.root.head.i != head.i
    is_place = before.pos_ == "PROPN" or (name.root.ent_type_ == "GPE" and before.dep_ == "pobj")  # "in Leeds, England"
    is_name = bool(name) and all(t.text[0].isupper() or t.lower_ in _SMALL for t in name)
    is_name = is_name and name[0].ent_type_ != "DATE"
    return name if is_name and not (is_of_another or is_place) else None


def name_of_organization(discourse: Discourse, mention: Mention) -> str:
    """Give the full names of one organization or several."""
    head, span = mention.head, mention.span
    several = _apposed_names(head) or _names_listed(span)
    if several:
        return listed([discourse.bodies.body_of(bare(name.text)) for name in several])
    are_many = head.tag_ == "NNS" and head.lemma_ != head.lower_  # not "the police"
    if are_many and (meant := bodies_meant(discourse, head)) is not None:
        return meant
    if (
        span[-1:].text == ")"
        and (full := discourse.bodies.spelled_out(span[-2].text)) is not None
        and full in span.text
    ):
        return full  # "the Commission to End Graft (CEG)"
    own_name = _apposed_name(head, span)
    if own_name is not None:
        return discourse.bodies.body_of(bare(own_name.text))
    phrase = phrase_of(head, without_clauses=True)
    if head.dep_ == "compound" and span.start < head.i < span.end:  # "the Lee campaign projects …"
        phrase = head.doc[span.start : head.i + 1]
    if any(t.text in DASHES and t.whitespace_ for t in head.doc[phrase.start : span.start]):
        phrase = head.doc[span.start : phrase.end]  # "MILAN, July 3 (Newsdesk) - Tarn Industries"
    if head.pos_ == "PROPN" and not head.is_lower:  # "a still-struggling HP"
        phrase = phrase[next((k for k, t in enumerate(phrase) if t.text[0].isupper() and t.pos_ != "DET"), 0) :]
        nouns = [
            k for k, t in enumerate(phrase) if t.is_lower and (t.pos_ == "NOUN" or t.text == "based") and t.i < head.i
        ]
        phrase = phrase[nouns[-1] + 1 :] if nouns else phrase  # "Dutch financial firm Obi Capital"
    # "the online retail giant"
    is_company = head.lower_ in nouns_with("company") and all(t.is_lower for t in phrase[1:])
    is_meant = is_definite(head) and (is_company or len(phrase) <= 2)
    is_meant |= head.lower_ == "police" and len(phrase) == 1
    is_meant |= is_of_place(head) and span[0].lower_ == "the"
    if head.pos_ == "NOUN" and is_meant and not are_many:
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
