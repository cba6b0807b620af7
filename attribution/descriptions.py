"""Nouns to the people of whom they can be said: "the Republican senator" is no Democratic one, and "the auditor" not the mayor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attribution.mentions import Person
from attribution.roles import FORMER, nouns_beside, party_of, qualifiers_of
from attribution.syntax import objects_behind
from attribution.vocabulary import country_adjectives, noun_classes, nouns_as, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Token

# Before the name of an office, what somebody is in charge of.
_FIELDS = frozenset({"artistic", "financial", "foreign", "interior", "legal", "medical", "technical"})
# Said of anybody and anything of a country.
_UNTELLING = FORMER | {"u.s.", "us", "united", "states", "american", "national", "federal"}


def is_said_of_another(noun: Token, person: Person) -> bool:
    """Say whether what the article calls somebody shows that a description is not said of them.

    Either they are called so, but of another party, country, body or kind ("the Chelsea coach" is not "Arsenal coach Ann Lee", nor
    "the mayor" the deputy mayor), or they have another office or work ("the auditor" is not the mayor).
    """
    lemma = noun.lemma_.lower()
    words = qualifiers_of(noun)
    if is_word_for(lemma, person):
        return False
    if lemma not in person.roles:
        was_once = any(word.lower_ in FORMER for word in words)  # "the former midfielder" may be a coach now
        return not was_once and _is_work(lemma) and any(map(_is_work, person.roles))
    said = _by_kind([*words, *_countries_behind(noun)])
    called = [_by_kind(words) for words in _called(person, noun, lemma)]
    if called and not any(said.get("rank") == told.get("rank") for told in called):
        return True
    return any(
        any(kind in told for told in called) and all(words.isdisjoint(told.get(kind, ())) for told in called)
        for kind, words in said.items()
    )


def is_word_for(lemma: str, person: Person) -> bool:
    """Say whether a noun is a word for what somebody is called: "cleric", of a bishop."""
    return not person.roles.keys().isdisjoint(nouns_as("over:").get(lemma, "").split("|"))


def is_harmed(person: Person, noun: Token) -> bool:
    """Say whether somebody was last told of as killed, hurt or arrested: "Ann Lee was shot. The officer said …"."""
    if not _is_work(noun.lemma_.lower()):
        return False
    at = person.named_before(noun.i - 1)
    name = noun.doc[at] if at >= 0 else noun
    name = name.head if name.dep_ == "appos" else name
    is_object = name.dep_ in ("nsubjpass", "dobj") and name.head.lemma_ in verbs_with("harming")
    return is_object or (name.dep_ == "nsubj" and name.head.lemma_ == "die")


def _called(person: Person, noun: Token, lemma: str) -> Iterator[list[Token]]:
    """Give the words beside a noun, each time that the article calls somebody by it: "Democratic", of "Democratic senator Ann Lee"."""
    for name in (noun.doc[i] for i in person.mentions):
        beside = [other for other in nouns_beside(name) if other.lemma_.lower() == lemma]
        if beside:
            own = {word.lower() for word in person.name.split()}
            before = (t for t in qualifiers_of(name) if t.lower_ not in own and t.lemma_.lower() != lemma)
            told = (t for other in beside for t in (*qualifiers_of(other), *_countries_behind(other)))
            yield [*before, *told]


def _countries_behind(noun: Token) -> Iterator[Token]:
    """Give the country whose somebody is, behind "of": "Poland", of "the prime minister of Poland"."""
    yield from (t for t in objects_behind(noun, "of") if t.lower_ in country_adjectives())


def _by_kind(words: Iterable[Token]) -> dict[str, set[str]]:
    """Sort the words that tell which one is meant by what they tell: party, country, name, rank, or what of."""
    found = dict[str, set[str]]()
    for word in words:
        lower = word.lower_
        if lower in _UNTELLING:
            continue
        if lower in nouns_with("rank"):
            kind = "rank"
        elif party_of({lower}) is not None:
            kind = "party"
        elif word.ent_type_ == "NORP" or (word.ent_type_ == "GPE" and lower in country_adjectives()):
            kind, lower = "country", country_adjectives().get(lower, lower)
        elif word.text[0].isupper() and (word.ent_type_ not in ("", "PERSON") or word.head.is_lower):
            kind = "name"
        elif word.pos_ in ("NOUN", "PROPN") or lower in _FIELDS:  # "Police", of "Police Chief Ann Lee"
            kind = "of"
        else:
            continue
        found.setdefault(kind, set()).add(lower)
    return found


def _is_work(lemma: str) -> bool:
    """Say whether a noun tells what somebody does, of whom no other such noun is said as a rule.

    Some are bodies where many hold them ("prosecutors").
    """
    is_told = noun_classes().get(lemma) in ("person", "insider", "press_office", "organization")
    return is_told and lemma not in nouns_with("epithet")
