"""Statements that somebody is said to have made too: "Lee rejected the plan, as did the union"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from attribution.cues import noun_phrase
from attribution.drafts import Draft
from attribution.layout import Layout
from attribution.syntax import VERBS

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIES = frozenset({"as", "so"})
_DENYING_TIES = frozenset({"neither", "nor"})
_ANY_TIES = _TIES | _DENYING_TIES
# The forms of the verbs that an auxiliary stands for: "said" for "did", "has said" for "has".
_STANDS_FOR = {"did": ("VBD",), "does": ("VBZ", "VBP"), "do": ("VBZ", "VBP"), "had": ("VBD", "had")}
_STANDS_FOR |= dict.fromkeys(("has", "have"), ("has", "have", "'ve", "’ve"))


def with_echoes(layout: Layout, drafts: Sequence[Draft]) -> list[Draft]:
    """Add, to each statement that another is said to have made too, the other's, and leave out of its claim that it is said so."""
    cued = {i for draft in drafts for i in draft.cue}
    found = list(drafts)
    for verb, subject in _echoing(layout):
        draft = _echoed(layout, drafts, verb) if verb.i not in cued else None
        if draft is None:
            continue
        tie = verb.i - 1
        clause = {tie, *(t.i for t in verb.subtree)}
        clause.update({tie - 1} if layout.doc[tie - 1].dep_ == "cc" else ())
        for inner in [other for other in found if other.claim <= draft.claim]:
            inner.claim -= clause
        claim = {i for i in draft.claim if i < tie} or set(draft.claim)  # not what is quoted behind it
        found.append(replace(draft, head=verb.i, cue={tie, verb.i}, claim=claim, source=set(noun_phrase(subject))))
    return [draft for draft in found if draft.claim]


def _echoing(layout: Layout) -> Iterator[tuple[Token, Token]]:
    """Give the auxiliaries that stand for a verb said before, with their subjects behind them: "did", of "as did the union"."""
    ties = (token for token in layout.doc[:-1] if token.lower_ in _ANY_TIES)
    for tie in ties:
        verb = tie.nbor()
        is_tied = verb.pos_ in VERBS if tie.lower_ in _DENYING_TIES else verb.lower_ in _STANDS_FOR
        if is_tied and verb.dep_ != "aux":
            objects = [t for t in verb.rights if t.dep_ in ("nsubj", "dobj", "attr") and t.pos_ != "PRON"]
            if len(objects) == 1 and verb.i + 1 == objects[0].left_edge.i:
                yield verb, objects[0]


def _echoed(layout: Layout, drafts: Sequence[Draft], verb: Token) -> Draft | None:
    """Give the statement that is made too, if it is not what is stated there: "prices rose, as did wages"."""
    over = _verb_over(layout, verb)
    if over is None:
        return None
    cited = [d for d in drafts if d.source and d.head >= 0 and d.post is None and _stands_for(verb, layout.doc[d.head])]
    whole = [d for d in cited if over.i in d.cue]
    if not whole and not _stands_for(verb, over):
        whole = [d for d in cited if over.i in d.claim and d.head < verb.i]
    return min(whole, key=lambda d: len(d.claim), default=None)


def _verb_over(layout: Layout, verb: Token) -> Token | None:
    """Give the verb that a clause is tied to, be it in the sentence before: "Lee said it was late. So did the union"."""
    if verb.dep_ != "ROOT":
        return verb.head
    begin = verb.sent.start
    is_next = verb.nbor(-1).lower_ in {"so", *_DENYING_TIES} and verb.i - 1 == begin and begin > 0
    return layout.doc[begin - 1].sent.root if is_next else None


def _stands_for(auxiliary: Token, verb: Token) -> bool:
    """Say whether an auxiliary may stand for a verb: "did" for "said", not for "was"; behind "nor" for "did not say"."""
    auxiliaries = {t.lower_ for t in verb.lefts if t.dep_ == "aux"}
    if auxiliary.nbor(-1).lower_ in _DENYING_TIES:
        return auxiliary.lower_ in auxiliaries and any(t.dep_ == "neg" for t in verb.lefts)
    having = auxiliaries if verb.tag_ == "VBN" else set[str]()
    forms = having | ({verb.tag_} if verb.lemma_ not in ("be", "have") else set())
    return verb.pos_ in VERBS and not forms.isdisjoint(_STANDS_FOR[auxiliary.lower_])
