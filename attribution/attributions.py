"""Documents to attributions: every statement of an article, with the words that say who states it.

Readings are put together: what cues bring, as a trained model and the parse find them (:mod:`attribution.cued`), quoted passages,
which the parse often tears apart (:mod:`attribution.quoted`), blocks and lists without marks (:mod:`attribution.blocks`), turns of
a transcript, and embedded posts. What remains of each sentence is the article's own voice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from typing import TYPE_CHECKING

from attribution.anonymity import tells_of_anonymity
from attribution.blocks import add_blocks
from attribution.cued import aside_verbs, cued_drafts, drafts_within
from attribution.cues import commitments, is_nobody
from attribution.decoding import Extraction
from attribution.document import find_entities
from attribution.drafts import Draft, commitment_in
from attribution.echoes import with_echoes
from attribution.headlines import headline_draft
from attribution.layout import Layout
from attribution.marks import DASHES
from attribution.model import Attribution, Commitment, Post, Quotation
from attribution.nested import nest
from attribution.quoted import add_quotations, without_titles
from attribution.spans import char_spans
from attribution.syntax import ANY_SUBJECTS, VERBS
from attribution.transcripts import find_turns
from attribution.vocabulary import verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_FUTURE = frozenset({"will", "wo", "shall", "'ll", "’ll"})
# What a verb may have beside it and tell nothing still: "The move came a day".
_BARE = frozenset({"aux", "prt", "advmod", "npadvmod", "det", "mark", "punct", "cc"})
_TIES_OF_FACTS = frozenset({"after", "although", "as", "before", "though", "until", "when", "whereas", "while"})


def find_attributions(
    doc: Doc,
    posts: Sequence[Post] = (),
    *,
    text: str | None = None,
    extractions: Sequence[Extraction] | None = None,
) -> tuple[Attribution, ...]:
    """Find every statement of an article, attributed or in its own voice, in reading order.

    Args:
        doc: parsed by an English pipeline with tagger, parser, lemmatizer and NER.
        posts: the embedded posts in its text.
        text: the article's text as given, of which ``doc.text`` is the plain form; by default ``doc.text`` itself.
        extractions: what a model finds in it; None leaves all to the rules.

    Returns:
        one attribution a statement; spans are half-open character offsets into ``text``, and never cut an HTML entity in
        it. Every sentence is part of at least one of them; a dateline before it is not, and no row of a table. A document
        without a word gives none.
    """
    layout = Layout(doc, find_entities(doc.text if text is None else text), posts)
    found = cued_drafts(layout, extractions)
    headline = headline_draft(layout, found)
    found = [*found, headline] if headline is not None else found
    turns = _turn_drafts(layout)
    found = _with_inner(add_blocks(layout, add_quotations(layout, found)), drafts_within(layout, extractions or ()))
    found = _within_turns(turns, without_titles(layout, found))
    posted = _post_drafts(layout)
    signed = {i for draft in posted for i in draft.source}  # a dash before who posted it brings no second statement
    drafts = _resolve_conflicts([*posted, *turns, *(draft for draft in found if draft.head not in signed)])
    for draft in drafts:
        _name_in_whole(layout, draft)
    drafts = with_echoes(layout, nest(layout.doc, drafts))
    return _finish(layout, [*drafts, *_own_voice(layout, drafts)])


def _name_in_whole(layout: Layout, draft: Draft) -> None:
    """Give a source the end of its name, where a small word has a capital before the verb: "the channel Harbour Now claimed"."""
    doc, last = layout.doc, max(draft.source, default=-1)
    if last < 0 or doc[last].pos_ != "PROPN" or not doc[draft.head].is_lower:
        return
    for token in doc[last + 1 : draft.head]:  # none, where the verb stands before
        if not token.text.istitle() or token.pos_ not in ("ADV", "PROPN") or token.i in draft.claim:
            break
        draft.cue.discard(token.i)
        draft.source.add(token.i)


def _post_drafts(layout: Layout) -> list[Draft]:
    drafts = []
    for n, (post, _) in enumerate(layout.posts):
        claim = {i for span in post.body for i in layout.tokens(span)}
        source = {i for span in post.signature for i in layout.tokens(span)}
        if claim:
            drafts.append(Draft(-1 - n, claim=claim, source=source, frame="post", post=post))
    return drafts


def _turn_drafts(layout: Layout) -> list[Draft]:
    """Give the turns of a transcript, each with the name before its colon for source."""
    drafts = []
    for turn in find_turns(layout.doc.text):
        claim = set(layout.tokens(turn.words))
        source = set(layout.tokens(turn.speaker)) if turn.speaker is not None else set()
        if layout.words(claim) and not claim & source and not claim & layout.in_post:
            head = min(source, default=-1 - min(claim))
            drafts.append(Draft(head, claim=claim, source=source, frame="turn"))
    return drafts


def _within_turns(turns: Sequence[Draft], drafts: Iterable[Draft]) -> list[Draft]:
    """Drop what reaches over the border of a turn, or says no more than that the turn is quoted."""
    turn_of = {i: n for n, turn in enumerate(turns) for i in turn.claim | turn.source}
    kept = []
    for draft in drafts:
        tokens = draft.claim | draft.cue | draft.source
        places = {turn_of.get(i) for i in tokens}
        is_inside = len(places) == 1 and bool(draft.cue)
        if places <= {None} or is_inside:
            kept.append(draft)
    return kept


def _with_inner(drafts: Sequence[Draft], inner: Sequence[Draft]) -> list[Draft]:
    """Add what a model finds within claims, in place of what the parse found there."""
    taken = {i for draft in inner for i in draft.source | draft.cue}
    return [*(draft for draft in drafts if draft.head not in taken), *inner]


def _resolve_conflicts(drafts: list[Draft]) -> list[Draft]:
    """Drop, of two cues that each claim the other, the less trusted; and what holds no word."""
    kept: dict[int, list[Draft]] = {}  # by the token of the cue's head
    for draft in sorted(drafts, key=lambda d: (-d.precision, d.head)):
        inside = (other for i in draft.claim & kept.keys() for other in kept[i])
        if draft.claim and not any(draft.head in other.claim for other in inside):
            kept.setdefault(draft.head, []).append(draft)
    return [draft for same_head in kept.values() for draft in same_head]


def _own_voice(layout: Layout, drafts: Sequence[Draft]) -> list[Draft]:
    """Give what nobody is cited for: whole sentences, or the part of one around a statement inside it."""
    cited = {i for draft in drafts for part in (draft.claim, draft.cue, draft.source) for i in part} | layout.in_post
    heads = sorted(draft.head for draft in drafts)
    found: list[set[int]] = []
    begun: set[int] = set()  # the sentence, or a part of one, that the next one goes on with
    for sent in layout.doc.sents:
        tokens = set(range(sent.start, sent.end)) - layout.datelines - layout.bylines - layout.rows
        if not cited.isdisjoint(layout.words(tokens)):
            # "NEW DELHI:", before what somebody is cited for
            if begun and layout.doc[max(begun)].text == ":" and not any(layout.doc[i].pos_ in VERBS for i in begun):
                found.remove(begun)
            cues = heads[bisect_left(heads, sent.start) : bisect_left(heads, sent.end)]
            found.append(_uncited(layout, sent, tokens - cited, [layout.doc[i] for i in cues]))
            begun = set()
            continue
        if not begun:
            found.append(begun)
        begun |= tokens
        if not _goes_on(layout, sent):
            begun = set()
    return [
        Draft(min(words), claim=left - _torn_marks(layout, left), frame="own voice")
        for left in found
        if (words := layout.words(left))
    ]


def _torn_marks(layout: Layout, left: set[int]) -> set[int]:
    """Give the marks that stand alone: dashes, and of quotation marks and brackets those whose other one is left out."""
    torn: set[int] = set()
    open_brackets: list[int] = []
    for i in sorted(left):
        token = layout.doc[i]
        if token.text in "([":
            open_brackets.append(i)
        elif token.text in ")]":
            torn.update({i} if not open_brackets else ())
            del open_brackets[-1:]
        elif token.is_quote:
            n = layout.passage_of.get(i)
            torn.update({i} if n is None or not layout.words(layout.passages[n][1]) <= left else ())
        elif token.text in DASHES:
            torn.add(i)
    return torn.union(open_brackets)


def _goes_on(layout: Layout, sent: Span) -> bool:
    """Say whether a sentence is only the begin of one, which the parse cut: no mark before the next, and no verb."""
    last = sent[-1]
    is_inside = last.i + 1 < len(layout.doc) and layout.paragraph_of[last.i + 1] == layout.paragraph_of[last.i]
    is_open = last.tag_ == "POS" or not any(token.pos_ in VERBS for token in sent)
    return is_inside and (layout.is_word[last.i] or last.text == ":") and is_open


def _uncited(layout: Layout, sent: Span, left: set[int], cues: Sequence[Token]) -> set[int]:
    """Give the clauses of a sentence that nobody is cited for, of the tokens ``left`` by cues and what they bring.

    What a clause shares with a statement is in both: "Lee", of "Lee runs a shop and says that prices are up".
    """
    heads = [*cues, *(() if sent.root.i in left else (sent.root,))]
    beside = _beside(heads)
    if beside and tells_of_anonymity(sent.text):
        beside = []
    verbs = [verb for verb in (sent.root, *sent.root.conjuncts, *aside_verbs(sent), *beside) if verb.i in left]
    if sent.root.i not in left:
        left = left & {token.i for verb in verbs if verb.pos_ in VERBS for token in verb.subtree}
    left = left - (_cue_clauses(cues) - {token.i for verb in beside for token in verb.subtree})
    left = left - {
        t.i for verb in beside for tie in verb.lefts if tie.lower_ in _TIES_OF_FACTS for t in _up_to(verb, tie)
    }
    told = [sent.doc[i] for i in left if sent.doc[i].pos_ in VERBS]
    if not told or all(_only_leads_in(verb, left, cues) for verb in told):
        return set()
    left.update(i for verb in verbs for i in _subject_of(verb))
    # "raising hopes", of "raising hopes that a deal is near"
    left.update(i for cue in cues if cue.pos_ == "NOUN" and cue.head.i in left for i in _without_clauses(cue))
    return _without_links(layout, sent, left)


def _only_leads_in(verb: Token, left: Set[int], cues: Sequence[Token]) -> bool:
    """Say whether a verb, alone with its subject, only leads in who is cited: "testified, saying that …", "this comes after Lee said …"."""
    if verb.dep_ in ("aux", "auxpass"):
        return True
    is_lead = verb.lemma_ in verbs_with("leading_in")
    is_lead |= commitments().get(verb.lemma_, Commitment.ACT) is not Commitment.ACT
    ties = [cue for cue in cues if cue.head.i == verb.i or cue.i == verb.head.i]
    is_tied = any(tie.dep_ != "conj" or not any(t.dep_ in ANY_SUBJECTS for t in tie.lefts) for tie in ties)
    subjects = {i for child in verb.lefts if child.dep_ in ("nsubj", "expl") for i in _without_clauses(child)}
    rest = [t for t in verb.subtree if t.i in left and t.i not in subjects and t is not verb]
    is_bare = all(t.dep_ in _BARE or (t.dep_ == "prep" and not any(c.i in left for c in t.rights)) for t in rest)
    return is_lead and is_tied and is_bare and not is_nobody(verb.doc, subjects)


def _beside(heads: Iterable[Token]) -> list[Token]:
    """Give the verbs of what is told beside that somebody is cited: "was", of "Lee praised the plan, while Roe was in Paris"."""
    return [
        child
        for head in heads
        for child in head.children
        if child.pos_ in VERBS and (child.dep_ == "conj" or (child.dep_ == "advcl" and _is_fact(child)))
        if all(tie.lower_ not in ("if", "unless") for tie in child.lefts)
        if all(t.tag_ != "WDT" for left in child.lefts for t in left.subtree)  # "a copy of which was sent to the press"
    ]


def _up_to(clause: Token, tie: Token) -> Iterable[Token]:
    return (t for t in clause.subtree if t.i <= tie.i)  # "two days after"


def _is_fact(clause: Token) -> bool:
    """Say whether a clause tells something by itself: "while Roe was in Paris"; not "if Roe comes", nor "when I asked"."""
    subjects = [child for child in clause.lefts if child.dep_ in ANY_SUBJECTS]
    is_tied = any(child.lower_ in _TIES_OF_FACTS for child in clause.lefts)
    return is_tied and bool(subjects) and all(subject.lower_ not in ("i", "we", "you", "it") for subject in subjects)


def _subject_of(verb: Token) -> list[int]:
    """Give the subject of a verb, its own or that of the verb before it."""
    while True:
        subjects = [child for child in verb.lefts if child.dep_ in ANY_SUBJECTS]
        if subjects or verb.dep_ != "conj":
            return [i for subject in subjects for i in _without_clauses(subject)]
        verb = verb.head


def _without_clauses(noun: Token) -> list[int]:
    clauses = {t.i for child in noun.rights if child.dep_ in ("relcl", "acl", "ccomp") for t in child.subtree}
    return [token.i for token in noun.subtree if token.i not in clauses]


def _without_links(layout: Layout, sent: Span, left: set[int]) -> set[int]:
    """Leave out the words that only tie a clause to one that is left out: "and", "after"."""
    words = [token for token in sent if layout.is_word[token.i]]
    for token, after in reversed([*pairwise(words)]):
        ties = token.dep_ in ("cc", "mark") or (token.dep_ in ("prep", "agent") and any(token.rights))
        if ties and after.i not in left:
            left.discard(token.i)
    for before, token in pairwise(words):
        if token.dep_ == "cc" and before.i not in left:
            left.discard(token.i)
    return left


def _cue_clauses(cues: Iterable[Token]) -> set[int]:
    """Give the clauses that are there to cite: "(…, who said that …)"."""
    return {t.i for cue in cues if cue.dep_ in ("relcl", "advcl", "acl", "parataxis", "prep") for t in cue.subtree}


def _finish(layout: Layout, drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    spans = {id(draft): char_spans(layout, draft.claim) for draft in drafts}
    ordered = sorted((d for d in drafts if spans[id(d)]), key=lambda d: (spans[id(d)][0].start, -len(d.claim), d.head))
    number = {id(draft): n for n, draft in enumerate(ordered)}
    return tuple(
        Attribution(
            claim=draft.post.body if draft.post else spans[id(draft)],
            quotation=_quotation_of(layout, draft),
            cue=char_spans(layout, draft.cue, is_exact=True),
            source=draft.post.signature if draft.post else char_spans(layout, draft.source, is_exact=True),
            cue_lemma=draft.lemma or None,
            commitment=commitment_in(layout.doc, draft),
            is_negated=is_nobody(layout.doc, draft.source)
            or any(token.dep_ == "neg" for token in _verb_phrase(layout.doc, draft)),
            is_future=any(token.lower_ in _FUTURE for token in _verb_phrase(layout.doc, draft)),
            parent=number.get(id(draft.parent)) if draft.parent is not None else None,
            post=draft.post,
            confidence=draft.precision if draft.cue else None,
        )
        for draft in ordered
    )


def _verb_phrase(doc: Doc, draft: Draft) -> set[Token]:
    """Give a cue's words, and what hangs on its head as part of the verb: "did not say", "will say"."""
    cue = {doc[i] for i in draft.cue}
    return cue | {
        token for head in cue if head.i == draft.head for token in head.children if token.dep_ in ("neg", "aux")
    }


def _quotation_of(layout: Layout, draft: Draft) -> Quotation:
    if draft.post is not None:
        return Quotation.POST
    if draft.frame == "own voice":
        return Quotation.NONE
    if draft.frame == "turn":
        return Quotation.DIRECT
    words = layout.words(draft.claim)
    enclosing = layout.passage_of.get(draft.head)  # a claim within a speech is quoted only by marks of its own
    quoted = {i for i in words if i in layout.passage_of and layout.passage_of[i] != enclosing}
    if not quoted:
        return Quotation.INDIRECT
    return Quotation.DIRECT if quoted == words else Quotation.MIXED
