"""What a cue may bring that states nothing: wishes not to be named, names, deeds that are told as facts, what somebody only hears."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from attribution.anonymity import (
    is_wish_for_anonymity,
    reason_in,
    withholds_name,
)
from attribution.cues import CITING, commitments
from attribution.document import outlets_of
from attribution.drafts import Draft
from attribution.layout import Layout
from attribution.model import Commitment
from attribution.syntax import ANY_SUBJECTS, VERBS, with_particle
from attribution.vocabulary import PEOPLE, noun_classes, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Token


def states_nothing(layout: Layout, draft: Draft) -> bool:
    """Say whether what a cue brings is no statement of anybody's."""
    return any(
        is_empty(layout, draft)
        for is_empty in (
            _is_of_anonymity,
            _cites,
            _only_names,
            _asks_who,
            _tells_of_who,
            _is_heard,
            _is_decreed,
            _points_at,
            _only_relates,
            _follows,
            _reports_on,
            _is_corrected,
        )
    )


def _asks_who(layout: Layout, draft: Draft) -> bool:
    """Say whether it is asked who did something: "It is unclear who ordered the strike"."""
    source = [layout.doc[i] for i in draft.source]
    return len(source) == 1 and source[0].lower_ == "who" and source[0].head.dep_ in ("ccomp", "pcomp")


def _reports_on(layout: Layout, draft: Draft) -> bool:
    """Say whether it is only told what somebody reports on, as below an article: "Ann Lee covers the courts", "writes about food"."""
    verb = layout.doc[draft.head]
    is_about = any(layout.doc[i].lower_ in ("about", "on") for i in draft.cue)
    is_topic = verb.lemma_ in verbs_with("covering")
    is_topic |= verb.lemma_ in verbs_with("writing") and verb.tag_ == "VBZ" and is_about
    return is_topic and not any(layout.doc[i].pos_ in VERBS for i in draft.claim)


def _is_corrected(layout: Layout, draft: Draft) -> bool:
    """Say whether it is told what the article itself said before it was corrected: "An earlier version of this story said …"."""
    words = {layout.doc[i].lower_ for i in draft.source}
    return {"version", "this"} <= words and any(noun_classes().get(word) == "document" for word in words - {"version"})


def _tells_of_who(layout: Layout, draft: Draft) -> bool:
    """Say whether a claim is what somebody did of whom it is told beside that they speak: "Lee, who said little, left"."""
    source = [layout.doc[i] for i in draft.source]
    if len(source) != 1 or source[0].lower_ != "who" or source[0].head.dep_ != "relcl":
        return False
    clause = source[0].head
    return clause.head.i in draft.claim and draft.claim.isdisjoint(t.i for t in clause.subtree)


def _is_heard(layout: Layout, draft: Draft) -> bool:
    """Say whether somebody only comes to know it: "on hearing the news that she had won", "it convinced him that she had".

    Not so what an outlet has heard, nor what was said before a court.
    """
    source = [layout.doc[i] for i in sorted(draft.source)]
    if any(t.dep_ == "dobj" and t.head.i in draft.cue and t.head.lemma_ in verbs_with("persuading") for t in source):
        return True
    is_kept = " ".join(t.text for t in source) in outlets_of(layout.doc) or any(
        t.lemma_.lower() in nouns_with("hears")
        or noun_classes().get(t.lemma_.lower()) in ("document", "post", "outlet")
        for t in source
    )
    words = (layout.doc[i] for i in sorted(layout.words(draft.claim)))
    clause = next((t for t in words if t.dep_ in ("ccomp", "acl", "relcl") and t.head.i not in draft.claim), None)
    ties = {t.dep_ for t in clause.lefts} if clause is not None else set[str]()
    # not "heard them shout"
    is_finite = clause is not None and (
        clause.tag_ in ("VBD", "VBZ") or not ties.isdisjoint(("aux", "auxpass", "mark"))
    )
    if is_kept or clause is None or not is_finite or ties.isdisjoint(ANY_SUBJECTS):
        return False
    is_tidings = clause.head.lemma_.lower() in nouns_with("tidings")
    verb = clause.head.head if is_tidings else clause.head
    is_after = verb.dep_ == "pcomp" and verb.head.lower_ != "of"  # "after learning that"; not "no way of knowing that"
    is_after &= commitments().get(verb.lemma_) is Commitment.KNOWING
    # not the verb before it: "They get in trouble, and as Lee noted, it was late"
    is_own = is_tidings or verb.i in draft.cue
    return is_after or (is_own and with_particle(verb) in verbs_with("hearing"))


def _only_names(layout: Layout, draft: Draft) -> bool:
    """Say whether it is only told who somebody is: "a man identified as Ann Lee", "who identified herself as Mrs Obi".

    So with what they go by: "Ann Lee, whom everybody called Duke".
    """
    words = [layout.doc[i] for i in layout.words(draft.claim)]
    is_own = any(t.tag_ == "PRP" and t.lower_.endswith(("self", "selves")) for t in words)
    is_own |= any(t.lower_ == "whom" for t in words)
    names = (t for t in words if t.pos_ not in ("PRON", "DET") and t.lower_ != "as")
    is_naming = draft.lemma in verbs_with("naming")
    is_naming |= any(t.lemma_ in verbs_with("calling") for t in _words(layout, draft.cue))  # "better known as"
    return (is_own or not draft.source) and is_naming and all(t.pos_ == "PROPN" for t in names)


def _is_of_anonymity(layout: Layout, draft: Draft) -> bool:
    """Say whether somebody only asks not to be named, or is not, or may not speak: that states nothing."""
    words = layout.words(draft.claim)
    cue = " ".join(layout.doc[i].text for i in sorted(draft.cue))
    # without "the paper agreed", of "whom the paper agreed not to name"
    said, inside = draft.cue | draft.source, range(min(words, default=0), max(words, default=-1) + 1)
    claim = "".join(layout.doc[i].text_with_ws for i in inside if i not in said)
    is_asked = is_wish_for_anonymity(claim.strip())
    return is_asked or withholds_name(cue) or _is_why(layout, draft)


def _is_why(layout: Layout, draft: Draft) -> bool:
    """Say whether what is stated is why somebody is not named: "she fears her boss", or what they may not speak of."""
    sent = layout.doc[min(draft.claim)].sent
    reason = reason_in(sent)
    if reason is None:
        return False
    first, last = (layout.doc[i].idx - sent.start_char for i in (min(draft.claim), max(draft.claim)))
    cue = layout.doc[max(draft.cue)].idx - sent.start_char if draft.cue else first
    # "because she “has to live here”, complained": the reason alone, whatever the cue; "citing a rule": with its cue
    is_reason = reason.start < reason.span.start <= first
    return last < reason.span.end and (is_reason or (reason.start <= min(cue, first) and cue < reason.span.end))


def _cites(layout: Layout, draft: Draft) -> bool:
    """Say whether the claim is who is named after "citing": who is cited in turn, not what for ("citing two officials").

    So with a document where the verb beside tells what it says: "reported that he left, citing a leaked email".
    """
    citing = next((layout.doc[i] for i in sorted(draft.cue) if layout.doc[i].lower_ in CITING), None)
    if citing is None:
        return False
    words = layout.words(draft.claim)
    head = next((layout.doc[i] for i in words if layout.doc[i].head.i not in draft.claim), None)
    noun_class = noun_classes().get(head.lemma_.lower()) if head is not None else None
    is_told = any(layout.doc[i].dep_ in ANY_SUBJECTS for i in words)  # "citing a report that it was late"
    is_written = noun_class == "document" and not is_told and citing.head.lemma_ == "report"
    return (
        is_written
        or noun_class in (*PEOPLE, "outlet", "organization")
        or all(layout.doc[i].pos_ == "PROPN" for i in words)
    )


def _is_decreed(layout: Layout, draft: Draft) -> bool:
    """Say whether it is a fact that something was done, by nobody knows whom: "the plan was approved", "she was found guilty".

    Not so what is announced, nor what somebody is told to do, declared to be, or found to have done.
    """
    verb = next(
        (t for t in _words(layout, draft.cue) if t.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in t.lefts)), None
    )
    is_quoted = any(i in layout.passage_of for i in draft.claim)  # "was stamped “secret”"
    if verb is None or draft.source or is_quoted or any(child.dep_ in ("xcomp", "ccomp") for child in verb.rights):
        return False
    commitment = commitments().get(verb.lemma_, Commitment.EVIDENCE)
    is_declared = commitment is Commitment.ACT and any(child.dep_ == "oprd" for child in verb.rights)
    is_declared |= verb.lemma_ in ("announce", "proclaim")
    is_chosen = verb.lemma_ in verbs_with("choosing")
    return is_chosen or (commitment in (Commitment.ACT, Commitment.EVIDENCE) and not is_declared)


def _points_at(layout: Layout, draft: Draft) -> bool:
    """Say whether it is only told what the words were, or were not: "That is not what the law says"."""
    verb = layout.doc[draft.head]
    is_what = any(child.lower_ == "what" and child.dep_ == "dobj" for child in verb.lefts)
    is_quoted = any(i in layout.passage_of for i in draft.claim) and verb.i not in layout.passage_of
    return is_what and verb.head.lemma_ == "be" and verb.head.i in draft.claim and not is_quoted


def _only_relates(layout: Layout, draft: Draft) -> bool:
    """Say whether a claim is no more than what ties a clause to its noun: "that", of "the money that Israel has withheld"."""
    is_passive = any(
        layout.doc[i].dep_ == "auxpass" for i in draft.cue
    )  # "the plan, which was rejected by the council"
    return not is_passive and all(layout.doc[i].tag_ == "WDT" for i in layout.words(draft.claim))


def _follows(layout: Layout, draft: Draft) -> bool:
    """Say whether it is what the writer takes from an event: "the mayor lost the vote, proving that the city wants change"."""
    verb = layout.doc[draft.head]
    is_upshot = verb.dep_ == "advcl" and verb.tag_ == "VBG" and draft.commitment is Commitment.EVIDENCE
    return is_upshot and verb.head.i not in draft.cue and commitments().get(verb.head.lemma_) is None


def _words(layout: Layout, tokens: Set[int]) -> list[Token]:
    return [layout.doc[i] for i in sorted(tokens)]
