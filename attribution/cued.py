"""Statements that a cue brings: what a trained model finds, and what the rules over the parse find beside it or without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from attribution.anonymity import asks_for_anonymity
from attribution.cues import (
    CITING,
    MIN_PRECISION,
    Candidate,
    commitments,
    is_plain,
    is_report_of_outlet,
    is_speaker,
    subject_of,
    tells,
    trusted_candidates,
    trusted_heads,
)
from attribution.decoding import Extraction
from attribution.document import outlets_of
from attribution.drafts import Draft, commitment_of
from attribution.layout import Layout
from attribution.marks import DASHES, PHRASE_ENDS, SENTENCE_ENDS
from attribution.model import Commitment
from attribution.names import is_role
from attribution.refusals import find_refusals
from attribution.syntax import ANY_SUBJECTS, FINITE, SUBJECTS, VERBS, objects_of, owner_of
from attribution.unstated import states_nothing
from attribution.vocabulary import EXPLETIVES, PEOPLE, QUANTITIES, noun_classes, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_TIME = frozenset({"on", "in", "at", "for", "during", "since", "before", "after", "until", "within"})
# Within quotation marks people speak of themselves ("I think"): more is asked of a cue than MIN_PRECISION.
MIN_PRECISION_IN_QUOTATION = 0.5
# Beside a model, a cue that the model passed over must be surer than that: measured on articles that the model never saw.
MIN_PRECISION_BESIDE_MODEL = 0.6
# A lone word, or words torn apart, are seldom a statement, and a mere adverb seldom brings one: a model must be surer of them
# than of others.
MIN_CONFIDENCE_IN_DOUBT = 0.55
# More is asked of what a model finds within a content, which it was not shown as a text of its own.
MIN_CONFIDENCE_WITHIN = 0.35
_QUANTIFIERS = QUANTITIES | {"more"}
_LABELS = DASHES | {":"}
# What tells how something seems: "looks safe", "seems to be late"; not "appeared on television".
_OF_SEEMING = frozenset({"xcomp", "ccomp", "acomp", "oprd", "advcl"})
# With a dash before them, they begin what is rather the author's.
_TIES = frozenset({"though", "although", "and", "but", "yet"})


def cued_drafts(layout: Layout, extractions: Sequence[Extraction] | None) -> list[Draft]:
    """Give the statements that cues bring. Where a model has spoken, the parse only adds what the model was never shown.

    Args:
        extractions: what a model finds; None leaves all to the rules.
    """
    heads = trusted_heads(layout.doc).union(i for extraction in extractions or () for i in extraction.cue)
    candidates = trusted_candidates(layout.doc, sorted(heads))
    if extractions is None:
        found = [_cue_draft(trust, c) for trust, c in candidates.values() if _is_enough(layout, trust, c)]
    else:
        outer = [extraction for extraction in extractions if not extraction.is_within]
        found = _beside_model(layout, _extracted_drafts(layout, outer, candidates), candidates)
    told = {i for draft in found for i in draft.cue}
    return _stated(layout, _with_refusals(layout, [draft for draft in found if _refused(layout, draft) not in told]))


def _refused(layout: Layout, draft: Draft) -> int | None:
    """Give the verb by which somebody declines to do what a cue says: "declined", of "to say" in "declined to say whether"."""
    verb = layout.doc[draft.head]
    is_refused = verb.dep_ == "xcomp" and commitments().get(verb.head.lemma_) is Commitment.REFUSING
    return verb.head.i if is_refused and verb.head.i not in draft.cue else None


def _with_refusals(layout: Layout, drafts: Sequence[Draft]) -> list[Draft]:
    """Add the no-comments that are not found yet, in place of what is found inside of them and has no source."""
    cued = {i for draft in drafts if draft.source for i in draft.cue}
    new = [
        Draft(r.head, r.lemma, Commitment.REFUSING, set(r.cue), set(r.claim), set(r.source), frame=r.frame)
        for r in find_refusals(layout.doc)
        if cued.isdisjoint(r.cue)
    ]
    taken = {i for draft in new for i in draft.cue | draft.claim}
    return [draft for draft in drafts if draft.source or taken.isdisjoint(draft.cue)] + new


def drafts_within(layout: Layout, extractions: Sequence[Extraction]) -> list[Draft]:
    """Give the statements that a model finds within those that it found at first."""
    inner = [e for e in extractions if e.is_within and e.source and e.confidence >= MIN_CONFIDENCE_WITHIN]
    inner = [e for e in inner if not is_speaker(layout.doc, e.source)]
    found = _extracted_drafts(layout, inner, trusted_candidates(layout.doc, (i for e in inner for i in e.cue)))
    # A model gives to somebody what he did, too.
    found = [draft for draft in found if draft.lemma in commitments() and _refused(layout, draft) is None]
    return _stated(layout, found)


def _stated(layout: Layout, drafts: Iterable[Draft]) -> list[Draft]:
    """Leave out what states nothing, and before what does datelines and the source's name or office."""
    for draft in drafts:
        draft.claim -= layout.datelines
        draft.source = draft.source - layout.datelines or draft.source
        if quoted := _subject_of(layout, draft.cue, verbs_with("quoting")):
            draft.source = draft.source or quoted
            draft.claim -= quoted
        asked = _subject_of(layout, draft.cue, verbs_with("asking"))
        if asked and not draft.source and (answer := _answer(layout, draft)):
            draft.source, draft.claim = asked, answer
        if _is_bare_passive(layout, draft):
            draft.claim, draft.source = draft.claim | draft.source, set()
        draft.claim |= _seeming(layout, draft)
        # "the court was told that …"; not "the staff was reportedly told"
        not_stated = _subject_of(layout, draft.cue, verbs_with("informing")) | _cited_in_turn(layout, draft.cue)
        draft.claim = draft.claim - not_stated or draft.claim
        draft.source = draft.source or _object_of(layout, draft)
        if (owner := _owner_of_noun(layout, draft)) is not None:
            noun = owner.head
            draft.head, draft.lemma, draft.frame, draft.cue = noun.i, noun.lemma_.lower(), "noun:that", {noun.i}
            draft.commitment = commitment_of(draft.lemma, draft.frame)
            draft.source = {t.i for t in owner.subtree if t.tag_ != "POS"}
        if apposed := _apposed(layout, draft.source, draft.claim):
            draft.source.update(apposed)
            draft.claim.difference_update(apposed, (apposed.stop,))
    return [draft for draft in drafts if draft.claim and not states_nothing(layout, draft)]


def _is_bare_passive(layout: Layout, draft: Draft) -> bool:
    """Say whether a headline tells of whom it is said, without its verb of being: "Mayor Accused Of Fraud"."""
    verb = layout.doc[draft.head]
    if _is_denied_in_headline(verb):
        return bool(draft.source) and max(draft.source) < verb.i
    is_bare = verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBN") and verb.lemma_ in verbs_with("addressing")
    is_bare &= not any(t.dep_ in ("aux", "auxpass", "dobj", "dative", "ccomp") for t in verb.children)
    then = verb.nbor().lower_ if verb.i + 1 < len(layout.doc) else ""
    is_before = then in ("for", "of", "over", "to") or (then in ("about", "against") and verb.is_title)
    return is_bare and is_before and bool(draft.source) and max(draft.source) < verb.i


def _is_denied_in_headline(word: Token) -> bool:
    """Say whether a headline tells who was denied something: "Student Denied Visa"; headlines deny in the present."""
    following = word.doc[word.i + 1 : word.i + 2]
    is_title = word.text == "Denied" and not word.is_sent_start and word.nbor(-1).is_title
    return is_title and following.text.istitle() and noun_classes().get(word.nbor(-1).lower_) in PEOPLE


def _seeming(layout: Layout, draft: Draft) -> set[int]:
    """Give of whom or what the writer tells how it looks, which a model leaves out: "the bridge", of "the bridge looks to be safe"."""
    verb = layout.doc[draft.head]
    is_writers = not draft.source and verb.lemma_ in verbs_with("evidential")
    is_writers &= not any(t.dep_ == "xcomp" and tells(t.lemma_) for t in verb.rights)  # "videos appear to show …"
    if not is_writers or not any(t.i in draft.claim and t.dep_ in _OF_SEEMING for t in verb.rights):
        return set()
    subject = next((t for t in verb.lefts if t.dep_ == "nsubj" and t.lower_ not in EXPLETIVES), None)
    return set(subject_of(verb)) - draft.cue if subject is not None else set()


def _owner_of_noun(layout: Layout, draft: Draft) -> Token | None:
    """Give by whom a claim is made, as whose noun it stands, where a cue only tells what became of it: "Lee", of "Fans laughed at Lee's boast that he is rich".

    Not so who confirms or denies what the other said.
    """
    first = layout.doc[min(draft.claim, default=0)]
    if first.lower_ != "that":
        return None
    noun = next((t for t in reversed(layout.doc[first.sent.start : first.i]) if t.ent_type_ != "DATE"), None)
    if noun is None or noun.pos_ != "NOUN" or noun.lemma_.lower() not in commitments():
        return None
    owner = owner_of(noun)
    if owner is None or owner.pos_ == "PRON" or not draft.source.isdisjoint(t.i for t in owner.subtree):
        return None
    is_told_of = commitments().get(draft.lemma, Commitment.JUDGING) in (Commitment.JUDGING, Commitment.ATTITUDE)
    return owner if is_told_of or not draft.source else None


def _cited_in_turn(layout: Layout, cue: Set[int]) -> set[int]:
    """Give whom a cue's verb tells to be cited in turn: "It fell, Tass reported, citing the ministry"."""
    behind = [child for i in cue for child in layout.doc[i].rights if child.lower_ in CITING and child.i not in cue]
    return {t.i for citing in behind for t in citing.subtree}


def _is_enough(layout: Layout, trust: float, candidate: Candidate) -> bool:
    return trust >= (MIN_PRECISION_IN_QUOTATION if candidate.head in layout.passage_of else MIN_PRECISION)


def _is_anothers(layout: Layout, outer: Draft, candidate: Candidate) -> bool:
    """Say whether a claim is, by its noun, of somebody else who stated it: "rejected Lee's claim that the road was unsafe"."""
    noun = layout.doc[candidate.head]
    is_named = any(layout.doc[i].pos_ in ("NOUN", "PROPN") for i in candidate.source)
    return candidate.frame == "noun:that" and is_named and noun.dep_ == "dobj" and noun.head.i in outer.cue


def _cue_draft(trust: float, c: Candidate) -> Draft:
    commitment = commitment_of(c.lemma, c.frame)
    return Draft(c.head, c.lemma, commitment, set(c.cue), set(c.claim), set(c.source), trust, c.frame)


def _extracted_drafts(
    layout: Layout, extractions: Iterable[Extraction], candidates: Mapping[int, tuple[float, Candidate]]
) -> list[Draft]:
    drafts = (_extracted_draft(layout, extraction, candidates) for extraction in extractions)
    return [draft for draft in drafts if draft is not None]


def _extracted_draft(
    layout: Layout, extraction: Extraction, candidates: Mapping[int, tuple[float, Candidate]]
) -> Draft | None:
    """Give what a model finds the lemma and the construction that the parse sees in its cue; nothing where it is too doubtful."""
    claim = _extracted_claim(layout, extraction)
    cue = _whole_cue(layout, _with_verb(layout, extraction, claim), claim)
    if not (_is_label(layout, cue) or layout.words(cue)) or not layout.words(claim):
        return None
    known = [candidates[i] for i in cue.union(extraction.cue) if i in candidates]
    trust, candidate = max(known, key=lambda pair: (pair[0], -pair[1].head), default=(0.0, None))
    is_topic = trust < MIN_PRECISION and _is_topic(layout, cue, claim)
    is_nobodys = not extraction.source and (is_topic or _is_adverb(layout, cue))
    if extraction.confidence < MIN_CONFIDENCE_IN_DOUBT and (is_nobodys or not _is_phrase(layout, claim)):
        return None
    source = _extracted_source(layout, extraction, cue, claim)
    if candidate is not None:
        head, lemma, frame = candidate.head, candidate.lemma, candidate.frame
        if claim < set(candidate.claim) and _is_part(layout, candidate, cue, claim):
            claim = set(candidate.claim) - cue
        if _is_sure_of_subject(layout, trust, candidate, claim) and all(
            layout.sentence_of[i] != layout.sentence_of[head] for i in source
        ):
            # The model finds nobody, or somebody of another sentence.
            source = set(candidate.source) - cue
    else:
        head, lemma, frame = _construction(layout, cue)
    claim -= _told_of_noun(layout, head, claim)
    draft = Draft(head, lemma, commitment_of(lemma, frame), cue, claim, source, extraction.confidence, frame)
    draft.is_extracted, draft.is_within = True, extraction.is_within
    return draft


def _is_label(layout: Layout, cue: Iterable[int]) -> bool:
    return all(layout.doc[i].text in _LABELS for i in cue)  # "Lee: It will rain"


def _extracted_source(layout: Layout, extraction: Extraction, cue: Set[int], claim: Set[int]) -> set[int]:
    """Give whom a model finds; nobody where that only tells how many of what the cue is: "some", of "some worries over demand"."""
    source = _whole_phrase(layout, extraction.source, cue | claim)
    is_noun = all(layout.doc[i].pos_ not in VERBS for i in cue)
    is_number = is_noun and all(layout.doc[i].head.i in cue and _is_quantifier(layout.doc[i]) for i in source)
    return set() if is_number else source


def _is_sure_of_subject(layout: Layout, trust: float, candidate: Candidate, claim: Set[int]) -> bool:
    """Say whether the rules are sure that who is the cue's subject states it."""
    head, subject = layout.doc[candidate.head], candidate.source
    is_sure = trust >= MIN_PRECISION_BESIDE_MODEL or is_report_of_outlet(head, candidate.frame, subject)
    return is_sure and bool(subject) and claim.isdisjoint(subject)


def _construction(layout: Layout, cue: Set[int]) -> tuple[int, str, str]:
    """Give the head, the lemma and the construction of a cue that the rules know nothing of."""
    head = next((i for i in sorted(cue) if layout.doc[i].head.i not in cue - {i}), min(cue))
    lemma = layout.doc[head].lemma_.lower()
    if _is_label(layout, cue):
        return head, lemma, "quotation"
    return head, lemma, "according" if lemma == "accord" else "clause" if layout.doc[head].pos_ in VERBS else "other"


def _told_of_noun(layout: Layout, head: int, claim: Set[int]) -> set[int]:
    """Give what a claim holds that is told of its cue, a noun: "delayed the vote", of "concerns over the budget delayed the vote"."""
    noun = layout.doc[head]
    is_subject = noun.pos_ == "NOUN" and noun.dep_ in SUBJECTS and noun.head.i > noun.i
    # not "images of protesters being beaten"
    is_subject &= any(t.tag_ in FINITE | {"MD"} for t in (noun.head, *noun.head.lefts))
    if not is_subject or noun.head.i not in claim or any(i in layout.passage_of for i in claim):
        return set()
    return {i for i in claim if i > noun.right_edge.i} if noun.i < min(claim) <= noun.right_edge.i else set()


def _is_part(layout: Layout, candidate: Candidate, cue: Set[int], claim: Set[int]) -> bool:
    """Say whether the model sees a part of what is stated: of the clause of "reportedly", of "The lane, he pointed out, was closed"."""
    own, head = set(candidate.cue), layout.doc[candidate.head]
    if candidate.frame == "adverb":
        return cue >= own and all(layout.doc[i].pos_ == "AUX" for i in cue - own)
    is_between = candidate.frame == "parenthesis" and head.dep_ == "parataxis" and head.head.i not in claim
    return is_between and any(layout.doc[i].head == head.head and layout.doc[i].dep_ in SUBJECTS for i in claim)


def _is_quantifier(word: Token) -> bool:
    """Say whether a word only tells how many a noun means; a sentence's first noun may be a verb taken for one ("Some doubt it")."""
    is_of_noun = word.head.pos_ == "NOUN" and word.head.dep_ != "ROOT"
    return is_of_noun and (word.dep_ == "det" or (word.dep_ == "amod" and word.lower_ in _QUANTIFIERS))


def _with_verb(layout: Layout, extraction: Extraction, claim: Set[int]) -> Sequence[int]:
    """Give a cue of nothing but auxiliaries the verb that they belong to: "has", of "has, however, said"; and "'s" its noun."""
    words = [layout.doc[i] for i in extraction.cue]
    verb = words[0].head
    if words[0].tag_ == "POS" and len(words) == 1 and claim.isdisjoint(range(words[0].i, verb.head.i + 1)):
        return range(words[0].i + 1, verb.head.i + 1) or extraction.cue  # "claim", of "Lee's claim that …"
    is_cut = words[0].dep_ in ("aux", "auxpass") and all(t.head.i == verb.i != t.i for t in words)
    rest = range(words[-1].i + 1, max([verb.i, *(t.i for t in verb.rights if t.dep_ == "prt")]) + 1)
    if not is_cut or not {*claim, *extraction.source}.isdisjoint(rest):
        return extraction.cue
    return (*extraction.cue, *rest)


def _whole_cue(layout: Layout, cue: Sequence[int], claim: Set[int]) -> set[int]:
    """Give a cue without the part of a date at its end: "said", of "said on" before "Monday", "said last" before "week"."""
    first, start = layout.doc[cue[0]], min(claim, default=0)
    if first.lower_ == "it" and first.i < first.head.i < start:  # "It", of "It is believed that"
        return set(cue[1:] or range(first.i + 1, start))
    after = layout.doc[cue[-1] + 1 : cue[-1] + 2]
    is_before_date = any(t.ent_type_ in ("DATE", "TIME") and t.i not in claim for t in after)
    if not is_before_date or not (layout.doc[cue[-1]].lower_ in _OF_TIME or after[0].ent_iob_ == "I"):
        return set(cue)
    words = [layout.doc[i] for i in cue]
    while len(words) > 1 and (words[-1].ent_type_ in ("DATE", "TIME") or words[-1].pos_ in ("ADP", "DET")):
        words.pop()
    return {t.i for t in words}


def _whole_phrase(layout: Layout, source: Iterable[int], taken: Set[int]) -> set[int]:
    """Give a source as a whole phrase, without a "But" before it.

    What begins another phrase at its end is left out ("Reports this", of "Reports this week"), and what a preposition there
    stands before is taken in ("a count by", of "a count by Reuters"), as is the noun of a lone article ("the", of "the account"),
    unless it is ``taken`` by cue or claim.
    """
    found = sorted(source)
    while (
        found and layout.doc[found[0]].pos_ == "CCONJ" and layout.doc[found[0]].dep_ != "preconj"
    ):  # "neither Lee nor Roe"
        found.pop(0)
    # "Axios", which the tagger may take for an adverb
    is_outlet = bool(found) and layout.doc[found[0] : found[-1] + 1].text in outlets_of(layout.doc)
    if not is_outlet and all(layout.doc[i].pos_ in ("ADV", "PUNCT", "SPACE") for i in found):
        return set()
    last = layout.doc[found[-1]]
    if last.dep_ in ("prep", "agent"):
        found.extend(token.i for token in last.subtree if token.i > last.i and token.i not in taken)
    is_begin = last.dep_ in ("det", "poss") and last.pos_ in ("DET", "PRON") and last.i < last.head.i
    if len(found) == 1 and is_begin and taken.isdisjoint(range(last.i, last.head.i + 1)):
        found.extend(range(last.i + 1, last.head.i + 1))
    while len(found) > 1 and layout.doc[found[-1]].pos_ == "DET" and layout.doc[found[-1]].head.i not in found:
        found.pop()
    return set(found) if layout.words(found) else set()


def _object_of(layout: Layout, draft: Draft) -> set[int]:
    """Give who stands behind a cue that is a preposition: "Per CNN, …"."""
    cue = [layout.doc[i] for i in sorted(draft.cue)]
    if not all(t.pos_ == "ADP" for t in cue):
        return set()
    objects = (t for last in cue[-1:] for t in objects_of(last) if t.i not in draft.claim)
    return {t.i for noun in objects for t in noun.subtree if layout.is_word[t.i]} - draft.claim


def _subject_of(layout: Layout, cue: Iterable[int], verbs: Set[str]) -> set[int]:
    """Give the subject of a passive: who is quoted ("“It is late,” Ann Lee was quoted as saying"), or who was told."""
    passives = _passives(layout, cue, verbs)
    subjects = [t for verb in passives for t in verb.lefts if t.dep_ == "nsubjpass" and t.i not in layout.passage_of]
    words = [t for subject in subjects for t in subject.subtree if layout.is_word[t.i]]
    # "A man fled, a court was told", of which the parse makes one clause
    is_clause = any(t.dep_ in SUBJECTS and t not in subjects for t in words)
    return set() if is_clause else {t.i for t in words}


def _answer(layout: Layout, draft: Draft) -> set[int]:
    """Give what somebody who was asked says in quotation marks: "Ann Lee was asked about the fire. “It was late.”"."""
    here = layout.sentence_of[draft.head]
    answer = {i for i in draft.claim if i in layout.passage_of and layout.sentence_of[i] != here}
    return answer if layout.words(answer) else set()


def _passives(layout: Layout, cue: Iterable[int], verbs: Set[str]) -> list[Token]:
    return [t for t in (layout.doc[i] for i in cue) if t.tag_ == "VBN" and t.lemma_ in verbs]


def _apposed(layout: Layout, source: Set[int], claim: Set[int]) -> range:
    """Give the name at the begin of a claim that tells who its source is: "Ann Lee", of "According to its chief, Ann Lee, demand fell".

    So with what somebody named is. In "According to its chief, Ann Lee, a clerk, fell" the name is the claim's.
    """
    first, last = min(claim, default=0), max(layout.words(source), default=-1)
    if last < 0 or first not in (last + 1, last + 2) or layout.doc[last + 1].text != ",":
        return range(0)
    comma = next((t.i for t in layout.doc[last + 2 : max(claim)] if t.text == ","), last)
    name, rest = layout.doc[last + 2 : comma], layout.doc[comma + 1 : max(claim) + 1]
    head = layout.doc[last]
    is_name = all(t.pos_ == "PROPN" for t in name) and any(t.ent_type_ == "PERSON" for t in name) and is_role(head)
    is_role_of = any(t.dep_ == "appos" and t.head.i == head.i and is_role(t) for t in name) and head.pos_ == "PROPN"
    is_clause = any(t.dep_ in ANY_SUBJECTS for t in rest) and rest[0].pos_ != "SCONJ"
    is_clause &= rest[:1].text.lower() not in ("who", "which", "whose")
    return range(last + 1, comma) if (is_name or is_role_of) and is_clause else range(0)


def _extracted_claim(layout: Layout, extraction: Extraction) -> set[int]:
    """Give the content that a model finds without what it took from other paragraphs, where nothing is quoted there.

    What is quoted in a paragraph before goes with who spoke before it, not with who speaks after it, unless a comma tells that
    the sentence goes on there.
    """
    here = layout.paragraph_of[extraction.cue[0]]
    end = layout.before(layout.bounds(here)[0])
    while end > 0 and layout.doc[end].is_quote:
        end = layout.before(end)
    first = here - 1 if layout.doc[end].text == "," else here
    claim = {
        i
        for i in extraction.content
        if layout.paragraph_of[i] == here or (layout.paragraph_of[i] >= first and i in layout.passage_of)
    }
    claim -= _torn_end(layout, claim)
    claim -= _aside(layout, claim)
    claim -= _said_of_source(layout, claim, extraction.cue)
    claim -= _cited_before(layout, claim)
    claim -= _done_next(layout, claim, extraction.cue)
    claim |= _named_as(layout, extraction) - {*extraction.cue, *extraction.source}
    ends = {i for i in claim if layout.doc[i].text in PHRASE_ENDS and i - 1 not in claim}
    return claim - ends


def _cited_before(layout: Layout, claim: Set[int]) -> set[int]:
    """Give whom a claim begins with and who is cited for it: "reported late, citing two clerks with access, that it was late"."""
    first = min(claim, default=0)
    if first == 0 or layout.doc[first - 1].lower_ not in CITING:
        return set()
    ties = (i for i in sorted(claim) if layout.doc[i].lower_ == "that" and layout.doc[i - 1].text == ",")
    tie = next(ties, first)
    return {i for i in claim if i < tie}


def _said_of_source(layout: Layout, claim: Set[int], cue: Sequence[int]) -> set[int]:
    """Give what a claim holds behind its cue and is said of the source: that it asks not to be named; "the minister as saying"."""
    after = sorted(i for i in claim if i > cue[-1] and i not in layout.passage_of)
    if not after:
        return set()
    if after[0] > min(claim) and asks_for_anonymity(layout.doc[after[0] : after[-1] + 1].text):
        return set(after)
    if not any(layout.doc[i].lemma_ in verbs_with("quoting") for i in cue):
        return set()
    saying = next((i for i in after if layout.doc[i].tag_ == "VBG" and layout.doc[i - 1].lower_ == "as"), None)
    return {i for i in after if saying is not None and i <= saying}


def _done_next(layout: Layout, claim: Set[int], cue: Sequence[int]) -> set[int]:
    """Give what a claim holds of what its speaker does next: "and left", of "He would sue, he said, and left", "He said he would sue and left".

    It is no part of what is said by its tense: behind "would", what is still said has none.
    """
    done: set[int] = set()
    for verb in (layout.doc[i] for i in claim if i > cue[-1] and i not in layout.passage_of):
        is_act = verb.pos_ == "VERB" and verb.tag_ == "VBD" and verb.dep_ == "conj" and verb.lower_ != verb.lemma_
        is_act &= verb.lemma_ not in commitments()  # what tells rather goes on
        if not is_act or any(child.dep_ in ANY_SUBJECTS for child in verb.lefts):
            continue
        is_behind_modal = (
            verb.head.i in claim and verb.head.tag_ == "VB" and any(child.tag_ == "MD" for child in verb.head.lefts)
        )
        first = verb.left_edge.i
        first -= layout.doc[first - 1].dep_ == "cc"
        # a clause within what is said may be tied to the cue by mistake: "said the road was wet and fell"
        is_apart = layout.doc[first - 1].text == ","
        is_behind_cue = is_apart and verb.head.i in cue and (min(claim) < cue[0] or min(claim) in layout.passage_of)
        if is_behind_modal or is_behind_cue:
            done.update(range(first, verb.right_edge.i + 1))
    return done & claim


def _named_as(layout: Layout, extraction: Extraction) -> set[int]:
    """Give who somebody is told to be: "as Ann Lee", of "was named by police as Ann Lee"."""
    passives = _passives(layout, extraction.cue, verbs_with("naming"))
    by = [t for verb in passives for child in verb.rights if child.dep_ == "agent" for t in (verb, *child.children)]
    named = (child for token in by for child in token.rights if child.lower_ == "as")
    return {t.i for child in named for t in child.subtree if layout.is_word[t.i]}


def _torn_end(layout: Layout, claim: set[int]) -> set[int]:
    """Give what a claim holds of its last sentence, where that is the begin of it alone: "… the village. The claim"."""
    sentences = {layout.sentence_of[i] for i in claim}
    if len(sentences) < 2:
        return set()
    last = max(sentences)
    end = {i for i in claim if layout.sentence_of[i] == last}
    after = max(end) + 1
    goes_on = after < len(layout.doc) and layout.sentence_of[after] == last and layout.is_word[after]
    is_quoted = any(i in layout.passage_of for i in end)
    follows_stop = layout.doc[layout.before(min(end))].text in SENTENCE_ENDS
    return end if goes_on and follows_stop and not is_quoted else set()


def _aside(layout: Layout, claim: Set[int]) -> set[int]:
    """Give what the author adds behind a dash at a claim's end: "— though inspectors found leaks".

    Annotators of PolNeAR leave that out far more often than they take it in; not so what follows a comma.
    """
    dash = max((i for i in claim if layout.doc[i].text in DASHES), default=max(claim, default=0))
    aside = {i for i in claim if i >= dash}
    is_quoted = any(i in layout.passage_of for i in aside)
    return (
        aside if not is_quoted and any(verb.i in aside for verb in aside_verbs(layout.doc[dash : dash + 1])) else set()
    )


def aside_verbs(words: Iterable[Token]) -> list[Token]:
    """Give the verbs of the clauses that dashes and conjunctions begin: "found", of "— though inspectors found leaks".

    What is still reported is none: "— and that she would stay", "— and the town would pay".
    """
    verbs: list[Token] = []
    for dash in words:
        if dash.text not in DASHES:
            continue
        after = [t for t in dash.doc[dash.i + 1 : dash.i + 3] if t.lower_ != "even"]
        for tie in (t for t in after[:1] if t.lower_ in _TIES):
            tied = (
                [tie.head] if tie.dep_ == "mark" else [t for t in tie.head.rights if t.dep_ == "conj" and t.i > tie.i]
            )
            verbs.extend(verb for verb in tied[:1] if _is_authors(verb, tie))
    return verbs


def _is_authors(verb: Token, tie: Token) -> bool:
    has_subject = any(child.dep_ in SUBJECTS for child in verb.lefts)
    is_reported = any(
        (child.dep_ == "mark" and child.i != tie.i) or child.lower_ in ("would", "could", "might")
        for child in verb.lefts
    )
    return has_subject and not is_reported


def _is_phrase(layout: Layout, claim: set[int]) -> bool:
    """Say whether a claim is more than a lone word, or words torn apart, of which none is a verb or quoted."""
    words = layout.words(claim)
    is_whole = len(words) > 1 and len(words) == len(layout.words(range(min(words), max(words) + 1)))
    return is_whole or any(i in layout.passage_of or layout.doc[i].pos_ in VERBS for i in words)


def _is_topic(layout: Layout, cue: set[int], claim: set[int]) -> bool:
    """Say whether a noun tells what something is about, and nothing of it: "negotiations over the war"."""
    is_noun = bool(cue) and layout.doc[min(cue)].pos_ in ("NOUN", "PROPN")
    return is_noun and not any(layout.doc[i].pos_ in VERBS for i in claim)


def _is_adverb(layout: Layout, cue: set[int]) -> bool:
    return all(layout.doc[i].pos_ == "ADV" for i in layout.words(cue))


def _beside_model(
    layout: Layout, extracted: Sequence[Draft], candidates: Mapping[int, tuple[float, Candidate]]
) -> list[Draft]:
    """Add, to what a model finds, what the rules find inside its claims, and what they are sure of elsewhere."""
    taken = {i for draft in extracted for i in draft.source | draft.cue}
    claimed = {i: draft for draft in extracted for i in draft.claim}
    drafts = list(extracted)
    for trust, candidate in candidates.values():
        outer = claimed.get(candidate.head)
        is_anothers = outer is not None and _is_anothers(layout, outer, candidate)
        if candidate.head in taken or not (is_anothers or _is_enough(layout, trust, candidate)):
            continue
        draft = _cue_draft(trust, candidate)
        draft.is_within = is_anothers
        said = draft.cue | draft.source
        is_sure = trust >= MIN_PRECISION_BESIDE_MODEL or is_plain(
            layout.doc[candidate.head], candidate.frame, candidate.source
        )
        if outer is not None:
            draft.claim &= outer.claim
        elif not is_sure or draft.claim & taken or said & (taken | claimed.keys()):
            continue
        elif relays := [claimed[i] for i in draft.claim if i in claimed]:
            # "It fell, Ann said, according to the Herald": what the Herald is cited for is that Ann said so.
            relay = relays[0]
            if relay.frame != "according" or not all(other is relay for other in relays):
                continue
            draft.claim &= relay.claim
            relay.claim |= said
            claimed.update(dict.fromkeys(said, relay))
        if draft.claim:
            drafts.append(draft)
    return drafts
