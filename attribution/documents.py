"""Mentions of documents to the source they stand for: a document by its fullest description, or the outlet whose report it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.discourse import Discourse
from attribution.kinds import Mention
from attribution.listeners import outlet_meant, outlets_listed
from attribution.model import Source, SourceType
from attribution.names import is_indefinite
from attribution.phrases import is_definite, is_document, name_after_outlet, phrase_of, without_clause
from attribution.relays import handed_on_by
from attribution.syntax import objects_of, with_particle
from attribution.vocabulary import nouns_as, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# What documents are told apart by is their makers and subjects, not their age.
_INDISTINCT = frozenset({"new", "latest", "recent", "same", "first", "second", "last", "previous", "latter", "former"})
_LENGTHS = frozenset({"page", "paragraph", "volume", "word", "line", "minute", "second"})
# What recognition takes for no maker of a document: "by 11 percent", "from July".
_NO_MAKER = frozenset("CARDINAL DATE MONEY ORDINAL PERCENT QUANTITY TIME".split())


def of_document(discourse: Discourse, mention: Mention) -> Source:
    """Say what a phrase for a document stands for."""
    return _of_paper(discourse, mention) or _of_report(discourse, mention.head) or _of_document(discourse, mention)


def _of_document(discourse: Discourse, mention: Mention) -> Source:
    """Give a document by its fullest description: "the poll" is the one spoken of before."""
    head, span = mention.head, mention.span
    text = discourse.full_text(_without_participle(without_clause(span, head.i), head))
    issuer = _issuer(discourse, head, span.end)
    if is_definite(head) and len(text.split()) <= 3:
        kind = _kind_meant(discourse, mention)
        own = {
            t.lower_
            for t in phrase_of(head, without_clauses=True)
            if t.pos_ in ("PROPN", "ADJ", "NUM") and t.i != head.i and not _tells_length(t)
        }
        same = [t for t in discourse.documents_before(head) if _kind_of_document(t.lemma_.lower()) == kind]
        fuller = [(discourse.full_text(discourse.without_said(_plain_phrase(t), t)), t) for t in same]
        fits = [(name, t) for name, t in fuller if own - _INDISTINCT <= {word.lower() for word in name.split()}]
        name, other = max(fits, key=lambda pair: len(pair[0]), default=(text, head))
        report = _of_report(discourse, other)
        if report is not None:
            return report
        if len(name) > len(text):
            relays = (
                handed_on_by(discourse, head, span.end) or handed_on_by(discourse, other) or _had_by(discourse, name)
            )
            return Source(SourceType.DOCUMENT, name, relays, description=issuer or _issuer(discourse, other))
    return Source(SourceType.DOCUMENT, text, handed_on_by(discourse, head, span.end), description=issuer)


def _had_by(discourse: Discourse, name: str) -> tuple[str, ...]:
    """Give the outlet that cited a document before: "CNN reported, citing emails, that it was late. The emails say …"."""
    cited = (source for source in reversed(discourse.found.values()) if source.source_type is SourceType.DOCUMENT)
    return next((source.relays for source in cited if source.entity == name), ())


def _of_paper(discourse: Discourse, mention: Mention) -> Source | None:
    """Give the outlet that "the paper" or "the site" stands for, where no paper or site of another kind was spoken of."""
    head, lemma = mention.head, mention.head.lemma_.lower()
    same = (t for t in discourse.documents_before(head) if t.lemma_.lower() == lemma)
    if (
        head.tag_ != "NN"
        or lemma not in nouns_as("kind:")
        or len(mention.span) > 2
        or any(t.nbor().pos_ != "PROPN" for t in same)  # "the site Harbour Info", then "the site"
    ):
        return None
    outlet = outlet_meant(discourse.bodies, head)
    return Source(SourceType.NEWS_OUTLET, outlet) if outlet is not None else None


def _of_report(discourse: Discourse, head: Token) -> Source | None:
    """Give the outlet whose report something is: "a CNN report", "a story by the website Harbour Info"."""
    if head.lemma_.lower() not in nouns_with("report"):
        return None
    makers = [
        obj
        for child in head.rights
        if child.lower_ in ("by", "in", "from", "on") and child.dep_ in ("prep", "agent")
        for obj in objects_of(child)
    ]
    before = head.doc[head.left_edge.i : head.i]
    spans = ([before] if before else []) + [phrase_of(maker, without_clauses=True) for maker in makers]
    named = (
        name_after_outlet(s) or outlets_listed(discourse.bodies, s) or discourse.bodies.outlet_of(s) for s in spans
    )
    outlet = next(filter(None, named), None)
    if outlet is None:
        return None
    return Source(SourceType.AUTHOR) if discourse.is_own(outlet) else Source(SourceType.NEWS_OUTLET, outlet)


def _tells_length(word: Token) -> bool:
    """Say whether a number tells how long a document is: "eight", of "the eight-page memo"."""
    return any(token.lower_ in _LENGTHS for token in word.doc[word.i + 1 : word.i + 3])


def _plain_phrase(head: Token) -> Span:
    """Give the phrase of a noun, without its date, what stands beside it, and what follows where that is a sentence or quoted."""
    phrase = phrase_of(head)
    # "a report on Monday"; "Acme released a report and the mayor is sad"
    ends = (t for t in head.rights if t.i < phrase.end and (t.dep_ == "cc" or _is_date(t)))
    end = next((t.left_edge.i for t in ends), phrase.end)
    phrase = phrase[: end - phrase.start]
    after = [t for t in phrase if t.i > head.i]
    is_torn = sum(t.is_quote for t in after) % 2 == 1
    is_sentence = any(t.tag_ in ("VBD", "VBP", "VBZ") and t.head.i <= head.i and t.dep_ != "relcl" for t in after)
    return phrase_of(head, without_clauses=True) if is_torn or is_sentence else phrase


def _without_participle(phrase: Span, head: Token) -> Span:
    """Give a phrase up to a comma after its head and what was done with it: "the minutes", of "the minutes, released Wednesday"."""
    commas = (t.i for t in phrase[:-1] if t.i > head.i and t.text == "," and t.nbor().tag_ == "VBN")
    return phrase[: next(commas, phrase.end) - phrase.start]


def _is_date(word: Token) -> bool:
    """Say whether a word behind a noun begins a date: "on Wednesday", "dated May 3", "last week"."""
    return word.ent_type_ == "DATE" or (word.lower_ in ("on", "dated") and word.right_edge.ent_type_ == "DATE")


def _kind_meant(discourse: Discourse, mention: Mention) -> str:
    """Give what kind of document a definite noun can stand for: "the document", of whatever was introduced or cited last.

    What it is cited for tells of others: "A photograph was sent, the document says."
    """
    head, claim = mention.head, discourse.attributions[mention.n]
    kind = _kind_of_document(head.lemma_.lower())
    near = (t for t in discourse.documents_before(head) if t.tag_ == "NN" and t.i < head.left_edge.i)
    before = [t for t in near if not claim.claims(t.idx)]
    is_one_told = any(is_indefinite(t) and _kind_of_document(t.lemma_.lower()) == kind for t in before)
    if kind != "document" or head.tag_ != "NN" or is_one_told:
        return kind
    introduced = (_kind_of_document(t.lemma_.lower()) for t in before if is_indefinite(t) or t.i in discourse.said_by)
    return next((other for other in introduced if other != kind), kind)


def _kind_of_document(lemma: str) -> str:
    return nouns_as("as:").get(lemma, lemma)


def _issuer(discourse: Discourse, head: Token, end: int = 0) -> str | None:
    """Give who wrote or issued a document, as written: "by the OSCE", "the bank's"; not who saw it.

    Args:
        end: of the phrase of ``head``, as the attribution has it, where it has it.
    """
    for child in head.subtree:
        maker = next(objects_of(child), None) if _is_before_maker(child, head) else None
        if maker is not None and maker.ent_type_ not in _NO_MAKER:
            last = [maker, *maker.conjuncts][-1]
            stop = phrase_of(last, without_clauses=True).end
            if stop < end and all(t.pos_ == "PROPN" for t in head.doc[stop:end]):
                stop = end  # "prepared by the laboratory Tarn", whatever the parse says
            return discourse.full_text(head.doc[child.i : stop])
    for child in head.children:
        if child.dep_ == "poss":
            return discourse.full_text(head.doc[child.left_edge.i : child.right_edge.i + 1])
    return None


def _is_before_maker(preposition: Token, head: Token) -> bool:
    """Say whether a preposition within a document's phrase ties it to who made it: "written by", "a report from"."""
    if preposition.lower_ not in ("by", "from") or preposition.dep_ not in ("prep", "agent") or preposition.i < head.i:
        return False
    governor = preposition.head
    if governor.pos_ == "NOUN":
        return preposition.lower_ == "by" or governor == head or is_document(governor)
    return with_particle(governor) in verbs_with("issuing")
