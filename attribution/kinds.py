"""Mentions to what their nouns can stand for: somebody, many, an organization, a document; by class, capital and what is beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribution.discourse import Discourse
from attribution.names import is_plural_of_capitals
from attribution.phrases import class_of_noun, is_account, is_definite, is_on_platform, is_one_of_a_people, name_around
from attribution.syntax import objects_behind
from attribution.vocabulary import PEOPLE, QUANTITIES, known_bodies, noun_classes, nouns_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Endings of nouns for those who do something, hold to something or come from somewhere.
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ee", "person", "people", "kid", "teen", "folk")
PEOPLE_OR_UNKNOWN = (None, "person", "class", "insider")
_UNCOUNTED = QUANTITIES | {"other", "all", "any", "no"}
_REACH = 300  # tokens back to which "the unions" may go


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for who is cited, or that those go back to."""

    n: int  # of the statement, among the attributions
    span: Span
    head: Token  # of the span, or of what it goes back to
    noun_class: str | None  # of the head, as it stands there


def mention_of(discourse: Discourse, n: int, head: Token, span: Span) -> Mention:
    """Take words for a mention of who is cited for a statement."""
    return Mention(n, span, head, class_of(discourse, head))


def is_class_of_bodies(head: Token) -> bool:
    """Say whether bodies are meant that nobody names or counts: "unions", "outside groups"."""
    if any(child.lower_ in ("every", "each") for child in head.lefts) or _is_part_of_many(head):
        return True
    is_told = any(
        child.pos_ in ("PROPN", "NUM") or (child.dep_ in ("det", "poss") and child.lower_ not in _UNCOUNTED)
        for child in head.lefts
        if not (child.tag_ == "NNS" and not any(child.lefts))  # "residents' groups"
    )
    is_told |= any(child.lower_ in ("like", "as") for child in head.rights)  # "banks like Lee & Co."
    return head.tag_ == "NNS" and head.lemma_.lower() in nouns_with("class_if_bare") and not is_told


def class_before(discourse: Discourse, head: Token) -> Token | None:
    """Give the noun for many bodies that "the unions" goes back to: "teachers' unions"."""
    if head.tag_ != "NNS" or any(child.pos_ in ("PROPN", "NUM", "ADJ", "NOUN") for child in head.lefts):
        return None
    near = (discourse.doc[i] for i in range(head.i - 1, max(-1, head.i - _REACH), -1))
    return next((t for t in near if t.lemma_ == head.lemma_ and is_class_of_bodies(t)), None)


def _is_part_of_many(head: Token) -> bool:
    """Say whether some of many are meant: "most of the companies"."""
    return head.tag_ == "NNS" and head.head.lower_ == "of" and head.head.head.lower_ in _UNCOUNTED


def is_share(head: Token) -> bool:
    """Say whether a number tells how many of some people are meant: "nine in 10 voters"."""
    return head.pos_ == "NUM" and any(objects_behind(head, "in"))


def may_be_somebody(head: Token) -> bool:
    """Say whether a common noun can be a person's: by its list, by its ending, or because "who" goes back to it."""
    lemma = head.lemma_.lower()
    if noun_classes().get(lemma) in PEOPLE_OR_UNKNOWN[1:] or lemma.endswith(_AGENTS):
        return not lemma.endswith("ment")
    return any(child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.subtree) for child in head.children)


def _has_capital_of_sentence(discourse: Discourse, head: Token) -> bool:
    """Say whether a word that is taken for a name may have its capital from the sentence that it begins: "Records show …"."""
    is_begin = bool(head.is_sent_start) and head.text.istitle() and head.text not in discourse.words_within_sentences
    return is_begin and len(name_around(head).split()) == 1


def _is_plain_one(discourse: Discourse, head: Token) -> bool:
    """Say whether a word that is taken for a name is one of people who are called so: "Caller reported …", as in a log."""
    is_alone = head.tag_ == "NNP" and head.left_edge.i == head.i
    if not is_alone or noun_classes().get(head.lower_) not in ("person", "insider"):
        return False
    is_name = head.ent_type_ == "PERSON" or head.text in discourse.outlets or head.lower_ in known_bodies()
    return not is_name and _has_capital_of_sentence(discourse, head)


def _class_with_capital(head: Token, headline: int) -> str | None:
    """Give the class of a noun for many that stands with a capital: in the first line, as every word there may, or "Latinos"."""
    is_source = head.lower_.removesuffix("s") in nouns_with("bare") and len(name_around(head).split()) == 1
    following = head.doc[head.i + 1 : head.i + 2]
    is_clause = any(t.ent_iob_ == "I" and t.pos_ == "VERB" for t in following)  # "Aides Say", taken for a name
    is_named = head.ent_type_ in ("PERSON", "GPE") and not (is_source or is_clause)  # "Sources: Mayor Resigns"
    if head.i < headline and head.tag_ == "NNP" and not is_named and noun_classes().get(head.lower_) in PEOPLE:
        return noun_classes()[head.lower_]  # "Federal Judge Stops Law"
    is_plural = (head.text.istitle() or is_plural_of_capitals(head.text)) and head.lower_.endswith("s") and not is_named
    found = noun_classes().get(head.lower_.removesuffix("s")) if is_plural else None
    if head.i < headline:
        return found if found in (*PEOPLE, "document") else None
    return found if found == "class" and len(name_around(head).split()) == 1 else None


def class_of(discourse: Discourse, head: Token) -> str | None:
    """Give the class of the table of nouns that a mention's head has where it stands, or what a word of its form there may be."""
    if head.i in discourse.bodies.magazines:
        return "outlet"
    lemma, found = head.lemma_.lower(), class_of_noun(head)
    if found == "organization" and head.pos_ == "NOUN" and any(t.lower_ in ("news", "wire") for t in head.lefts):
        return "outlet"  # "the news agency"
    if is_account(head) or (lemma in nouns_with("on_platform") and is_on_platform(head)):
        return "post"
    # "one bank CEO", "the MP"; not "TD", of a bank
    if head.text.isupper() and found in PEOPLE and not discourse.bodies.is_spelled_out(head.text):
        is_told = found == "person" or any(child.dep_ in ("det", "nummod") for child in head.lefts)
        if is_told:
            return found
    if _is_plain_one(discourse, head):
        return noun_classes()[head.lower_]
    is_of_two_words = head.text[1:] != head.text[1:].lower() and not head.text.isupper()
    if is_one_of_a_people(head) or (is_of_two_words and noun_classes().get(lemma) == "person"):  # "a YouTuber"
        return "person"
    plain = noun_classes().get(head.lower_.removesuffix("s"))
    is_plural = head.tag_ in ("NNP", "NNPS") and head.lower_.endswith("s")
    if is_plural and plain in (*PEOPLE, "document") and _has_capital_of_sentence(discourse, head):
        return plain
    if head.pos_ == "PROPN" and not head.text.islower():  # "the Quinnipiac Poll", "the House Speaker"; not "the Post"
        is_named_document = found == "document" and lemma in nouns_with("capital")
        is_named_document &= name_around(head).lower() not in known_bodies()  # "the U.S. Geological Survey"
        is_word = found == "document" and head.is_sent_start and lemma not in ("post", "journal")
        is_outlet = discourse.bodies.outlet_of(head.doc[head.i : head.i + 1]) is not None
        with_capital = None if is_outlet else _class_with_capital(head, discourse.mentions.headline)
        is_office = (
            head.lower_ in nouns_with("office") and head.tag_ == "NNP" and (is_definite(head) or head.is_sent_start)
        )
        # "the Collector", of somebody whom the article names as that
        is_called = found == "person" and is_definite(head) and any(lemma in p.roles for p in discourse.mentions.people)
        return found if is_named_document or is_office or is_called or is_word else with_capital
    is_headline_s = found == "document" and head.i < discourse.mentions.headline  # "Coffee may lengthen life: study"
    return found if head.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON") or is_headline_s else None
