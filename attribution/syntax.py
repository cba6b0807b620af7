"""What many readings ask of the parse: verbs and their subjects, what stands behind a preposition, and whose something is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})  # tags of verbs that stand for themselves: "was", not "being"
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# With "it" and "there", which stand for nothing.
ANY_SUBJECTS = SUBJECTS | {"expl"}


def subject_before(verb: Token) -> Token | None:
    """Give the subject that a verb has before it: "Lee", of "Lee left", "Lee was seen"."""
    return next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)


def sentence_before(token: Token) -> Span | None:
    """Give the sentence before that of a token; None where that is the first."""
    start = token.sent.start
    return token.doc[start - 1].sent if start > 0 else None


def subject_told_of(sentence: Span | None) -> Token | None:
    """Give the subject of a sentence's main verb: whom or what it tells of."""
    return subject_before(sentence.root) if sentence is not None else None


def objects_of(preposition: Token) -> Iterator[Token]:
    """Give what stands behind a preposition: "Lee", of "by Lee"."""
    return (child for child in preposition.rights if child.dep_ == "pobj")


def objects_behind(word: Token, *prepositions: str) -> Iterator[Token]:
    """Give what stands behind any of some prepositions that are tied to a word: "Lee", of "seen by Lee"."""
    return (noun for child in word.rights if child.lower_ in prepositions for noun in objects_of(child))


def owner_of(noun: Token) -> Token | None:
    """Give whose something is, as a possessive before it tells: "Lee", of "Lee's plan"; "her", of "her plan"."""
    return next((child for child in noun.lefts if child.dep_ == "poss"), None)


def with_particle(verb: Token) -> str:
    """Give a verb's lemma with the particle behind it: "carry out"."""
    return " ".join([verb.lemma_, *(child.lower_ for child in verb.rights if child.dep_ == "prt")])


def has_lower_verb(words: Iterable[Token]) -> bool:
    """Say whether words hold a verb without a capital, as a sentence does, and a headline with capitals does not."""
    return any(token.is_lower and token.pos_ in VERBS for token in words)
