"""Attributions while their parts, as token indices, are being put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribution.cues import commitments
from attribution.model import Commitment, Post
from attribution.refusals import is_refusal
from attribution.vocabulary import verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The constructions that render what somebody said, not what somebody wants, judges or is expected to do.
SPEECH_FRAMES = frozenset({"clause", "impersonal", "parenthesis", "quotation", "according"})
# What an adverb of a cue makes of it: "reportedly told", "apparently agreed".
_OF_ADVERBS = (Commitment.HEARSAY, Commitment.INFERRING)


def commitment_of(lemma: str, frame: str) -> Commitment:
    """Grade a cue by its lemma; one that no list holds is neutral, or a state of mind where it stands before a deed."""
    is_of_deed = frame == "infinitive" or frame.startswith("adj:")
    return commitments().get(lemma, Commitment.ATTITUDE if is_of_deed else Commitment.NEUTRAL)


@dataclass(slots=True)
class Draft:
    """An attribution while its parts, as token indices, are being put together."""

    head: int  # of the cue; a number of its own where there is none
    lemma: str = ""
    commitment: Commitment | None = None
    cue: set[int] = field(default_factory=set)
    claim: set[int] = field(default_factory=set)
    source: set[int] = field(default_factory=set)
    precision: float = 1.0
    frame: str = "quotation"
    post: Post | None = None
    is_extracted: bool = False
    is_within: bool = False
    parent: Draft | None = field(default=None, repr=False)

    @property
    def is_speech(self) -> bool:
        return self.frame in SPEECH_FRAMES


def commitment_in(doc: Doc, draft: Draft) -> Commitment | None:
    """Grade a cue where it stands: by an adverb that takes it back, and as a rumor where others state it who are not named."""
    if draft.commitment is None:
        return None
    if is_refusal(doc[draft.head]):
        return Commitment.REFUSING
    parts = list(doc[draft.head].children)
    adverbs = [commitments().get(part.lower_) for part in parts if part.dep_ == "advmod"]
    if weaker := next((group for group in _OF_ADVERBS if group in adverbs), None):
        return weaker
    is_passive = any(part.dep_ == "auxpass" for part in parts)  # "is understood to have left"
    is_rumor = is_passive and not draft.source and draft.lemma in verbs_with("rumouring")
    return Commitment.HEARSAY if is_rumor else draft.commitment


class Drafts:
    """The drafts so far, by the token of their cue's head and by the tokens of their claims."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.by_head: dict[int, Draft] = {}
        self.claimants: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        self.by_head[draft.head] = draft
        claim, draft.claim = draft.claim, set()
        self._claim(draft, claim)

    def extend(self, draft: Draft, tokens: Iterable[int]) -> None:
        """Add a passage to a claim, without those of its words that a model has given to somebody."""
        given = {i for i in tokens if any(other.is_extracted for other in self.claimants.get(i, ()))}
        if not (draft.is_extracted and given & draft.claim):
            self._claim(draft, set(tokens) - given)

    def _claim(self, draft: Draft, tokens: Iterable[int]) -> None:
        for i in set(tokens) - draft.cue - draft.source - draft.claim:
            draft.claim.add(i)
            self.claimants.setdefault(i, []).append(draft)
