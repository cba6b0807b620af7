"""No-comments: "did not return a message", "could not be reached for comment", "had no comment"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attribution.cues import Candidate, subject_of
from attribution.marks import PHRASE_ENDS
from attribution.syntax import VERBS
from attribution.vocabulary import nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FRAME = "refusal"
_ENDS = PHRASE_ENDS | {"–", "—"}
_PASSIVE = frozenset({"reach", "draw"})
_LEFT_UNDONE = frozenset({"fail", "yet", "refuse"})


def find_refusals(doc: Doc) -> Iterator[Candidate]:
    """Find who is said not to have spoken: what was asked of them, or that they would not, is what is stated."""
    for token in doc:
        found = _read(token)
        if found is not None:
            cue, claim = found
            source = _passive_subject(token) if token.lemma_ in _PASSIVE else subject_of(token)
            if source and claim and not set(source) & {*cue, *claim}:
                yield Candidate(token.i, FRAME, token.lemma_.lower(), tuple(cue), frozenset(claim), tuple(source))


def is_refusal(word: Token) -> bool:
    """Say whether a word is the verb of a no-comment."""
    return _read(word) is not None


_Found = tuple[list[int], list[int]]


def _read(word: Token) -> _Found | None:
    lemma = word.lemma_
    read = _answered if lemma in verbs_with("replying") else _READINGS.get(lemma)
    return read(word) if read is not None else None


def _answered(verb: Token) -> _Found | None:
    """Read "did not respond to a request", "has yet to reply to questions", "turned down an interview request"."""
    if verb.pos_ != "VERB":
        return None
    turns_down = verb.lemma_ == "turn" and any(child.lower_ == "down" for child in verb.rights)
    if not turns_down and not (verb.lemma_ in verbs_with("replying") and _is_left_undone(verb)):
        return None
    preposition = next((child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "to"), None)
    asked = next((t for t in (preposition or verb).rights if t.dep_ in ("dobj", "pobj")), None)
    if asked is None or not _is_request(asked):
        return None
    first = _first_of(verb)
    return list(range(first, asked.left_edge.i)), list(range(asked.left_edge.i, _end_of(asked)))


def _reached(verb: Token) -> _Found | None:
    """Read "could not be reached for comment"."""
    if verb.tag_ != "VBN" or not _is_left_undone(verb):
        return None
    purpose = next((child for child in verb.rights if child.lower_ == "for"), None)
    if purpose is None or not any(child.lemma_ == "comment" for child in purpose.rights):
        return None
    return list(range(_first_of(verb), purpose.i)), list(range(purpose.i, _end_of(purpose)))


def _drawn(verb: Token) -> _Found | None:
    """Read "would not be drawn on the motive"."""
    if verb.tag_ != "VBN" or not _is_left_undone(verb):
        return None
    asked = next((child for child in verb.rights if child.dep_ in ("prep", "ccomp")), None)
    if asked is None or not any(child.lower_ == "be" for child in verb.lefts):
        return None
    return list(range(_first_of(verb), verb.i + 1)), list(range(asked.left_edge.i, _end_of(asked)))


def _had_none(verb: Token) -> _Found | None:
    """Read "had no comment"."""
    if verb.pos_ not in VERBS:
        return None
    comment = next((child for child in verb.rights if child.dep_ == "dobj" and child.lemma_ == "comment"), None)
    if comment is None or not any(child.lower_ == "no" for child in comment.lefts):
        return None
    return list(range(_first_of(verb), comment.left_edge.i)), list(range(comment.left_edge.i, _end_of(comment)))


def _commented(word: Token) -> _Found | None:
    """Read "would not comment on the talks", "has yet to comment"."""
    if word.pos_ != "VERB" or not _is_left_undone(word):
        return None
    first = _first_of(word)
    start = word.i - 1 if word.i > first + 1 and word.nbor(-1).lower_ == "to" else word.i
    return list(range(first, start)), list(range(start, _end_of(word)))


def _is_left_undone(verb: Token) -> bool:
    """Say whether something was not done: "did not", "has yet to", "failed to"."""
    is_failed = verb.dep_ == "xcomp" and (verb.head.lemma_ in _LEFT_UNDONE or _has_yet(verb.head))
    return any(child.dep_ == "neg" for child in verb.lefts) or is_failed


def _has_yet(verb: Token) -> bool:
    return any(child.lower_ == "yet" for child in verb.children)


def _is_request(noun: Token) -> bool:
    """Say whether a noun is of what is asked of somebody: "messages seeking comment", "a list of questions"."""
    words = [noun, *(t for child in noun.rights if child.lower_ == "of" for t in child.rights)]
    return any(t.lemma_.lower() in nouns_with("request") for t in words)


def _first_of(verb: Token) -> int:
    """Give the first token of a verb with its auxiliaries, and with the one above it that it is an infinitive of."""
    above = verb.head if verb.dep_ == "xcomp" and verb.head.i < verb.i else verb
    tied = ("aux", "auxpass", "neg", "advmod")
    return min([above.i, *(child.i for child in above.lefts if child.dep_ in tied)])


def _end_of(head: Token) -> int:
    """Give where a phrase ends: before the next part of the sentence that a comma begins."""
    words = head.doc[head.i : head.right_edge.i + 1]
    return next((t.i for t in words if t.text in _ENDS), words.end)


def _passive_subject(verb: Token) -> list[int]:
    subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    return [t.i for t in subject.subtree] if subject is not None else []


# By the lemma of the verb, but for those of replying, which the table of verbs has.
_READINGS: dict[str, Callable[[Token], _Found | None]] = {
    "turn": _answered,
    "reach": _reached,
    "draw": _drawn,
    "have": _had_none,
    "comment": _commented,
}
