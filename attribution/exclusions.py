"""Whom a mention cannot stand for, by its own statement and those around it: who is named in it, hears it, or quotes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribution.discourse import Discourse
from attribution.mentions import Person
from attribution.phrases import is_within_noun
from attribution.salience import asks, gender_of_pronoun
from attribution.vocabulary import verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_NAME = 6  # tokens, with a title


def not_meant(discourse: Discourse, n: int, head: Token) -> list[Person]:
    """Give who a mention's own statement shows to be somebody else: whom it names, who hears it, and in whose statement it stands."""
    return [
        *_named_in_claims(discourse, n),
        *_hearers(discourse, n),
        *_answered(discourse, n),
        *_asking(discourse, n),
        *speakers_around(discourse, n, head),
    ]


def _hearers(discourse: Discourse, n: int) -> list[Person]:
    """Give whom a cue names as those spoken to: "he told Lee", "he wrote to her"."""
    cue = discourse.cue_of(n)
    objects = (t for word in cue for t in word.rights if t.dep_ in ("dobj", "dative", "pobj"))
    return [discourse.mentions.person_at[t.i] for t in objects if t.i in discourse.mentions.person_at]


def _answered(discourse: Discourse, n: int) -> list[Person]:
    """Give who spoke to somebody by name, or accused them, just before an answer or a denial, which is the other's."""
    cue = discourse.cue_of(n)
    before = next(discourse.outer_before(n), None)
    if before is None or not any(t.lemma_ in verbs_with("answering") for t in cue) or not _hearers(discourse, before):
        return []
    is_next = discourse.cue_of(before)[0].sent.end >= cue[0].sent.start
    speaker = discourse.named_source(before) if is_next else None
    return [speaker] if speaker is not None else []


def _asking(discourse: Discourse, n: int) -> list[Person]:
    """Give who put the question that a statement answers: "Asked by Lee how real the risk was, he said …"."""
    before = (t for word in discourse.cue_of(n) for t in word.lefts if t.dep_ == "advcl" and asks(t))
    asked = next((t for t in before if t.nbor().lower_ == "by"), None)
    behind = range(asked.i + 2, asked.i + 2 + _LONGEST_NAME) if asked is not None else ()
    return [discourse.mentions.person_at[i] for i in behind if i in discourse.mentions.person_at][:1]


def spoken_to(discourse: Discourse, n: int, pronoun: Token) -> Person | None:
    """Give who answers the one who spoke to them just before: "“It is late,” Ann Lee told Bo Obi. “It is early,” he replied."."""
    if not _answered(discourse, n):
        return None
    hearers = _hearers(discourse, next(discourse.outer_before(n)))
    return next((person for person in hearers if person.gender in (None, gender_of_pronoun(pronoun))), None)


def speakers_around(discourse: Discourse, n: int, head: Token) -> list[Person]:
    """Give in whose statements somebody is cited: a speaker calls himself neither "the clerk" nor, as quoted, "he"."""
    if head.pos_ == "PRON" and not discourse.mentions.is_quoted(head.i):
        return []
    people = []
    parent = discourse.attributions[n].parent
    while parent is not None:
        people.append(discourse.named_source(parent))
        parent = discourse.attributions[parent].parent
    return [person for person in people if person is not None]


def _named_in_claims(discourse: Discourse, n: int) -> list[Person]:
    """Give whom the statements of one mention name: not its speaker.

    "He said that Lee won" is said by another (principle C, Chomsky 1981), though he may speak of "Lee supporters", and in
    quotation marks, or before he is spoken of ("Lee's name was struck, he said"), of "Lee's plan".
    """
    source = discourse.attributions[n].source
    claims = (
        span for attribution in discourse.attributions if attribution.source == source for span in attribution.claim
    )
    names = [t for t in discourse.tokens(claims) if t.i in discourse.mentions.person_at and not is_within_noun(t)]
    speaker = source[0].start if source else 0
    return [
        discourse.mentions.person_at[t.i]
        for t in names
        if t.dep_ != "poss" or not (discourse.mentions.is_quoted(t.i) or t.idx < speaker)
    ]
