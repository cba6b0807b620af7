"""Statements within statements: what somebody is cited for within what somebody else says ("Lee said that aides told him to wait")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attribution.cues import is_nobody, is_speaker, tells
from attribution.drafts import Draft, commitment_in
from attribution.model import Commitment
from attribution.syntax import ANY_SUBJECTS, FINITE, VERBS
from attribution.vocabulary import noun_classes, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVES = frozenset({"WDT", "WP"})
# What is stated of somebody or something by a name alone: "the union blamed the owner".
_VERDICTS = frozenset(
    {Commitment.JUDGING, Commitment.DENYING, Commitment.ENDORSING, Commitment.ADMISSION, Commitment.DISTANCING}
)


def nest(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Give each draft the one inside whose claim it is made, without those that say nothing of their own there."""
    _part_refusals(doc, drafts)
    kept: list[Draft] = []
    innermost: dict[int, Draft] = {}  # by token: of the claims that hold it, the smallest so far
    for draft in sorted(drafts, key=lambda d: (-len(d.claim), d.head)):
        draft.parent = innermost.get(draft.head)
        if draft.parent is None and draft.is_within:
            continue
        if draft.parent is None or _is_second_voice(doc, draft):
            kept.append(draft)
            innermost.update(dict.fromkeys(draft.claim, draft))
    return kept


def _part_refusals(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Part what a speaker would not say from what the speaker says: "Lee said the review was over but would not say why"."""
    for draft in drafts:
        but = _but_before(doc[draft.head]) if _is_refused(doc, draft) else None
        outer = (d for d in drafts if d is not draft and d.is_speech and d.source and draft.head in d.claim)
        if but is None or (speech := next(outer, None)) is None or speech.head > but.i:
            continue
        speech.claim.difference_update({but.i}, draft.cue, draft.claim)
        draft.source, draft.is_within = set(speech.source), False


def _is_refused(doc: Doc, draft: Draft) -> bool:
    is_left_unsaid = draft.commitment in (Commitment.NEUTRAL, Commitment.ASSERTING) and any(
        doc[i].dep_ == "neg" for i in draft.cue
    )
    return is_left_unsaid or commitment_in(doc, draft) is Commitment.REFUSING


def _but_before(verb: Token) -> Token | None:
    """Give the "but" that ties a verb to one before it, whose subject it shares."""
    verb = verb.head if verb.dep_ == "xcomp" else verb
    if verb.dep_ != "conj" or any(child.dep_ in ANY_SUBJECTS for child in verb.lefts):
        return None
    return next((t for t in verb.head.rights if t.lower_ == "but" and t.i < verb.i), None)


def _is_second_voice(doc: Doc, draft: Draft) -> bool:
    """Say whether a cue inside a claim brings a second source: "Russia hopes to stay" in a claim is all the first one's.

    A denial or an accusation does; so does speech, unless it is the speaker's own mind ("he thinks").
    """
    is_interviewed = draft.parent is not None and draft.parent.frame == "turn"
    # "You said that you want a park?"
    is_answering = is_interviewed and all(doc[i].lower_ == "you" for i in draft.source)
    is_own = is_speaker(doc, draft.source) or (draft.parent is not None and draft.source <= draft.parent.source)
    if draft.source and is_own and not is_answering:
        return False
    if _is_denied(doc, draft) or (draft.source and _is_mere_act(doc, draft)):
        return False
    if draft.commitment in (Commitment.DENYING, Commitment.JUDGING):
        return bool(draft.source)
    if _is_condition(doc[draft.head]) or (draft.is_within and _is_of_himself(doc, draft)):
        return False
    if draft.commitment is Commitment.INFERRING and doc[draft.head].dep_ == "advcl":
        return False  # "they spoke again, suggesting that ...": what the first source makes of it
    is_told = draft.is_within and tells(draft.lemma)
    if not (draft.is_speech or is_told):
        return draft.commitment is Commitment.HEARSAY
    is_mind = draft.commitment in (Commitment.ATTITUDE, Commitment.KNOWING)
    return not is_mind or any(doc[i].pos_ in ("NOUN", "PROPN") for i in draft.source)


def _is_denied(doc: Doc, draft: Draft) -> bool:
    """Say whether it is what somebody denies to have said: "Lee denied that she had asked for it"; not "denied a report that said so"."""
    outer = draft.parent
    if outer is None or outer.commitment is not Commitment.DENYING or not draft.cue:
        return False
    is_governed = any(token.i == outer.head for token in doc[draft.head].ancestors)
    is_pronoun = all(doc[i].pos_ == "PRON" and doc[i].tag_ not in _RELATIVES for i in draft.source)
    return is_governed and (draft.source <= outer.source or is_pronoun)


def _is_condition(verb: Token) -> bool:
    """Say whether something is only supposed: "if negotiators decide to give in"."""
    clause = verb if verb.dep_ == "advcl" else verb.head
    return clause.dep_ == "advcl" and any(t.dep_ == "mark" and t.lower_ in ("if", "unless") for t in clause.lefts)


def _is_of_himself(doc: Doc, draft: Draft) -> bool:
    """Say whether it is what a speaker does or feels: "he viewed the delay as a mistake"; not "he told her that it was late"."""
    is_pronoun = bool(draft.source) and all(doc[i].lower_ in ("he", "she") for i in draft.source)
    return is_pronoun and not any(doc[i].pos_ in VERBS or doc[i].is_quote for i in draft.claim)


def _is_mere_act(doc: Doc, draft: Draft) -> bool:
    """Say whether nothing is told of what somebody does or knows: "the judge ordered the sale", "nobody asked whether it was safe"."""
    source = [doc[i] for i in sorted(draft.source)]
    if is_nobody(doc, draft.source) or _is_yet_to_be(doc, draft):
        return True
    words = [doc[i] for i in sorted(draft.claim)]
    if any(t.is_quote for t in words):
        return False
    commitment = commitment_in(doc, draft)
    if commitment in (Commitment.REFUSING, Commitment.KNOWING) and draft.lemma not in verbs_with("remembering"):
        return True
    if commitment in (Commitment.EVIDENCE, Commitment.INFERRING) and _is_thing(source):
        return True
    if not any(t.pos_ in VERBS for t in words):
        is_passive = any(doc[i].dep_ == "auxpass" for i in draft.cue)
        is_told = draft.lemma in verbs_with("telling") or commitment in _VERDICTS
        return is_passive or not is_told or all(t.pos_ in ("PRON", "DET") for t in words)
    is_deed = commitment in (Commitment.ACT, Commitment.EVIDENCE) and not _is_document(source)
    return is_deed and not _is_clause(words)


def _is_yet_to_be(doc: Doc, draft: Draft) -> bool:
    """Say whether it is not told that somebody did so: "a chance to ask for time", "the judge would order it"."""
    first = doc[min(draft.cue, default=draft.head)]
    is_infinitive = first.lower_ == "to" and first.dep_ == "aux"
    return first.tag_ == "MD" or (is_infinitive and not any(t.dep_ == "auxpass" for t in first.head.lefts))


def _is_thing(source: Sequence[Token]) -> bool:
    """Say whether a source is neither somebody nor a document: "the case", of "the case shows that people want change"."""
    head = _head_of(source)
    return head.pos_ == "NOUN" and noun_classes().get(head.lemma_.lower()) in (None, "quantity")


def _is_document(source: Sequence[Token]) -> bool:
    return noun_classes().get(_head_of(source).lemma_.lower()) == "document"


def _head_of(source: Sequence[Token]) -> Token:
    return next((t for t in source if t.head not in source), source[0])


def _is_clause(words: Sequence[Token]) -> bool:
    """Say whether a claim is a sentence of its own or a deed, by its head: "that it was late", "to wait"; not "a man bleeding"."""
    heads = (t for t in words if t.head not in words and t.pos_ in VERBS)
    return any(head.tag_ in FINITE or any(t.dep_ in ("aux", "auxpass", "mark") for t in head.lefts) for head in heads)
