"""How readily a pronoun, or a description, goes back to what was named before: by where that stood, and in which clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.syntax import SUBJECTS, subject_before
from attribution.vocabulary import PEOPLE, noun_classes, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Token

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
HE_OR_SHE = MASCULINE | FEMININE


def gender_of_pronoun(pronoun: Token) -> str:
    """Give "m" or "f"."""
    return "m" if pronoun.lower_ in MASCULINE else "f"


def gender_of_noun(lemma: str) -> str | None:
    """Give "m" or "f", where a noun tells it ("businessman")."""
    return "m" if lemma in nouns_with("m") else "f" if lemma in nouns_with("f") else None


def _is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS or (token.dep_ in ("appos", "conj") and token.head.dep_ == "nsubj")


def subject_after(pronoun: Token) -> Token | None:
    """Give the subject of a sentence that a pronoun's phrase or clause stands before: "Despite his doubts, Lee agreed"."""
    root = pronoun.sent.root
    subject = subject_before(root)
    if subject is None or subject.i < pronoun.i:
        return None
    over = [token for token in (pronoun, *pronoun.ancestors) if token.head == root and token.i != root.i]
    return subject if over and over[0].dep_ in ("advcl", "prep") and over[0].i < subject.i else None


def asks(verb: Token) -> bool:
    """Say whether a verb puts a question, after which another speaks; "asked her to call" and "questioned the plan" put none."""
    if verb.lemma_ not in verbs_with("asking") or verb.pos_ != "VERB" or any(t.dep_ == "xcomp" for t in verb.children):
        return False
    asked = next((t for t in verb.rights if t.dep_ == "dobj"), None)
    return (
        verb.lemma_ == "ask"
        or asked is None
        or asked.pos_ in ("PROPN", "PRON")
        or noun_classes().get(asked.lemma_.lower()) in PEOPLE
    )


def nearness(tokens: int) -> float:
    """Weigh how far back somebody was named."""
    return 1 / (1 + tokens / 30)


# What these figures weigh against each other was set by reading whom pronouns meant in thirty articles of the train split.
def prominence(name: Token) -> float:
    """Weigh how readily a pronoun goes back to a name: to a sentence's subject first, to whom a question was put likewise."""
    governor = name.head
    if asks(governor):
        return 0.7 if name.dep_ == "nsubj" else 2.0
    if _is_subject(name):
        is_main = governor.dep_ in ("ROOT", "conj") or name.dep_ not in SUBJECTS
        return 2.0 if is_main else 1.4
    return 1.0
