"""Mentions to their heads: which word a phrase turns on, what it goes back to, and whose name it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attribution.mentions import Mentions, Person
from attribution.names import full_name, is_indefinite, is_plural_of_capitals, is_role
from attribution.numerals import counting_words
from attribution.outlets import bare
from attribution.roles import hyphenated
from attribution.syntax import SUBJECTS, objects_behind, objects_of
from attribution.vocabulary import (
    PEOPLE,
    QUANTITIES,
    first_names,
    letters_behind,
    noun_classes,
    nouns_with,
    peoples,
    short_titles,
    titles,
    verbs_with,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_OF_WHICH = 3  # tokens between a comma and "of which"
_DEFINITE = frozenset({"the", "this", "these", "those", "that", "both", "neither"})
# Beside numbers, words that tell how many of some people are meant: "some of the sources".
_PARTITIVES = QUANTITIES | {"both", "all", "none", "each", "another", "dozen"}
ORDINALS = frozenset("first second third fourth fifth".split())
_BETWEEN_NAMES = re.compile(r", | and ")
_CALLED = frozenset({"called", "named", "dubbed", "titled", "entitled"})
_REACH = 400  # tokens back to which "the authors" may go
_OF_MANY = frozenset({"are", "were", "have"})
_TIMES = frozenset({"DATE", "TIME"})
_PLACING = frozenset({"for", "from", "in", "on"})


def head_of(span: Span) -> Token:
    """Give the word that a mention turns on: in "one of the sources", the sources."""
    if len(span) == 2 and span[0].pos_ == "PRON" and span[1].text[0] in "'’":  # "I’m", whatever the parse says
        return span[0]
    head = _root_of(span)
    if head.pos_ == "PROPN" and (_is_of_named(span[-1]) or is_of_place(span[-1])):
        return span[-1]
    if head.lemma_ == "interview" and head.tag_ == "NNS":  # "interviews with two dozen officials"
        head = next(objects_behind(head, "with"), head)
    while (inner := _counted(head)) is not None:
        head = inner
    return head


def is_of_place(noun: Token) -> bool:
    """Say whether only where it is at home tells what a noun stands for: "the San Jose, California-based company"."""
    before = noun.doc[max(0, noun.i - 2) : noun.i]
    return noun.is_lower and len(before) == 2 and before[0].text == "-" and before[1].lower_ == "based"


def _is_of_named(last: Token) -> bool:
    """Say whether a noun ends a name that the parse takes for what the phrase turns on: "a University of Rome paper".

    So with who is of a body: "a Bureau of Investigation (BI) officer".
    """
    if last.dep_ != "pobj" or not last.is_lower or last.i == 0:
        return False
    is_after_name = last.nbor(-1).pos_ == "PROPN" or last.nbor(-1).text == ")"
    return is_after_name and noun_classes().get(last.lemma_.lower()) in ("document", "insider", "person")


def _counted(head: Token) -> Token | None:
    """Give what is counted: in "one of the sources" and "a group of sources", the sources."""
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    inner = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    if inner is None or is_partitive(head) or noun_classes().get(head.lemma_.lower()) == "quantity":
        return inner
    is_gathering = head.lower_ in nouns_with("gathering") and not is_definite(head)
    return inner if is_gathering and inner.tag_ == "NNS" and is_people(inner) else None


def is_partitive(word: Token) -> bool:
    """Say whether a word tells how many of some people are meant: "one of the sources", "most of them"."""
    is_number = word.pos_ == "NUM" or word.lower_ in counting_words()
    return is_number or word.lower_ in _PARTITIVES or is_one_in_order(word)


def is_one_in_order(word: Token) -> bool:
    """Say whether a word tells which one of some people is meant: "the first of 12 speakers"; not "a third of voters".

    Nor "the last of them", which may be things.
    """
    is_of = any(noun.pos_ != "PRON" for noun in objects_behind(word, "of"))
    return is_of and word.lower_ in ORDINALS | {"last"} and is_definite(word)


def _root_of(span: Span) -> Token:
    """Give the first noun of a mention that no other word of it governs: a long one may have several, where the parse is broken."""
    while len(span) > 1 and span[0].text in short_titles():  # "Reps. Ann Lee and Bo Day"
        span = span[1:]
    letters = next((t for t in span[1:] if t.text in letters_behind()), None)
    is_one_of_many = letters is not None and any(t.tag_ in ("DT", "CD", "JJ") for t in span[: letters.i - span.start])
    # "Ann Lee KC"; not "one Labour MP"
    if letters is not None and letters.nbor(-1).pos_ == "PROPN" and not is_one_of_many:
        return letters.nbor(-1)
    if span.root.ent_type_ == "PERSON":
        return span.root
    if span.root.pos_ == "ADP" and span.root.i == span.start:  # "by critics"
        return next((noun for noun in objects_of(span.root) if noun.i < span.end), span.root)
    within = range(span.start, span.end)
    heads = (t for t in span if t.head.i not in within or t.head.i == t.i)
    nominal = ("NOUN", "PROPN", "PRON", "NUM")
    nouns = [t for t in heads if t.pos_ in nominal and t.ent_type_ != "DATE" and t.text not in ("let", "-")]
    nouns = [t for t in nouns if t.dep_ != "poss"] or nouns  # "its own report states", whose verb is taken for a noun
    if not nouns:
        return _root_of_clause(span)
    first = nouns[0]
    if first.lower_ == "privy":  # "an official privy to the talks", taken for a noun with "official" beside it
        first = next((t for t in first.lefts if is_role(t)), first)
    if (
        span[-1].tag_ == "NNS"
        and (first.tag_ in ("NN", "JJ") or first.lower_ in noun_classes())
        and not is_people(first)
        and is_people(span[-1])
        and _is_list_of_kinds(span)
    ):
        return span[-1]  # "security and local sources"
    # "the Lee campaign projects", whose verb is taken for a noun
    if first.dep_ == "compound" and first.head.i >= span.end:
        return [t for t in nouns if t.head == first.head and t.dep_ == "compound"][-1]
    return first


def _is_list_of_kinds(span: Span) -> bool:
    """Say whether a phrase has kinds of one noun: "police and rescue officials"."""
    kinds = ("NOUN", "ADJ", "CCONJ", "DET", "NUM")
    return any(map(is_and, span)) and all(t.pos_ in kinds and (t.is_lower or t.i == span.start) for t in span)


def _root_of_clause(span: Span) -> Token:
    """Give what a span that the parse takes for more than a noun phrase is about: "majorities of voters going", "most in both states"."""
    subject = next((t for t in span.root.lefts if t.dep_ in SUBJECTS and t.i >= span.start), None)
    if span.root.pos_ == "ADP":
        return span[0] if is_partitive(span[0]) and span[0].dep_ != "preconj" else span.root
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN", "NUM") else span.root


def antecedent_of(relative: Token) -> Token | None:
    """Give the word that "who" or "which" goes back to: in "the ACLU of Oregon, which", the ACLU."""
    clause = next((token for token in relative.ancestors if token.dep_ == "relcl"), None)
    if clause is None:
        return None
    noun = clause.head
    if relative.lower_ == "which" and _tells_when_or_where(noun, clause):
        document = _document_around(noun)
        if document is not None or noun.ent_type_ in _TIMES:
            return document
    outer = noun.head.head if noun.dep_ == "pobj" else noun
    is_place = noun.ent_type_ == "GPE" and noun.head.lower_ == "of" and outer.ent_type_ == "ORG"
    # "a book by Ann Lee, which …"; "supporters of Ann Lee who are …"
    are_many = outer.tag_ == "NNS" and (clause.tag_ == "VBP" or any(t.lower_ in _OF_MANY for t in clause.lefts))
    is_of_person = noun.ent_type_ == "PERSON" and (relative.lower_ == "which" or are_many)
    # "candidates in races who …"
    is_of_thing = relative.lower_ == "who" and not is_people(noun) and is_people(outer)
    return outer if is_place or is_of_thing or (is_of_person and outer.pos_ in ("NOUN", "PROPN")) else noun


def _tells_when_or_where(noun: Token, clause: Token) -> bool:
    """Say whether a clause with "which" goes back past the word before it: "a report on Monday, which says", "figures for Texas, which show"."""
    is_place = noun.ent_type_ == "GPE" and clause.lemma_ in verbs_with("documentary")
    is_place |= noun.lemma_.lower() in nouns_with("site")  # "posted a statement on its site, which"
    return noun.ent_type_ in _TIMES or (is_place and noun.dep_ == "pobj" and noun.head.lower_ in _PLACING)


def _document_around(noun: Token) -> Token | None:
    """Give the document that a word tells the time or place of: what it stands behind, or else its verb's object or subject."""
    for outer in noun.ancestors:
        if outer.pos_ == "NOUN" and is_document(outer):
            return outer
        if outer.pos_ == "VERB":
            beside = [child for child in outer.children if child.dep_ in ("dobj", "nsubj", "nsubjpass")]
            return next(filter(is_document, reversed(beside)), None)
    return None


def words_tied_to(noun: Token) -> list[str]:
    """Give the words in front of a noun that tell its kind: "facebook" of "his Facebook page"."""
    return [child.lower_ for child in noun.lefts if child.dep_ in ("compound", "nmod", "amod")]


def is_on_platform(noun: Token) -> bool:
    """Say whether a noun stands beside the platform that it is on: "his Facebook page", "a post on X", "a social media account".

    So "a post in the Leeds group on Facebook".
    """
    before = (child for child in noun.lefts if child.dep_ in ("compound", "nmod", "amod"))
    beside = (noun.head,) if noun.dep_ == "appos" else ()  # "On Telegram, a channel …"
    within = (name for group in objects_behind(noun, "in", "to") for name in objects_behind(group, "on"))
    return any(map(_is_platform, (*before, *beside, *objects_behind(noun, "on"), *within)))


def _is_platform(name: Token) -> bool:
    """Say whether a word is where people post: "Facebook", "X", "social media"."""
    is_social = name.lower_ == "media" and "social" in name.doc[max(0, name.i - 2) : name.i].text.lower()
    return name.lower_ in nouns_with("platform") or name.text == "X" or is_social


def is_account(noun: Token) -> bool:
    """Say whether nothing but an account speaks: "one X user", "on X, a user wrote", "a user wrote on X", "a commenter"; not several."""
    lemma = noun.lemma_.lower()
    if noun.tag_ == "NNS" or lemma not in nouns_with("account"):
        return False
    return lemma in nouns_with("online") or is_on_platform(noun) or any(map(_is_posted, noun.head.children))


def _is_posted(preposition: Token) -> bool:
    """Say whether a preposition tells where something was posted: "on Facebook", "in a post shared by many"."""
    if preposition.lower_ not in ("on", "in", "below", "under"):
        return False
    pages = (t for t in preposition.subtree if t.lemma_.lower() in nouns_with("on_platform"))
    return any(_is_platform(t) or t.lemma_.lower() == "post" for t in objects_of(preposition)) or any(
        map(is_on_platform, pages)
    )


def class_of_noun(noun: Token) -> str | None:
    """Give a noun's class in the table, by itself or with a word that is tied to it: "email exchange", "front-runner"."""
    classes, lemma = noun_classes(), noun.lemma_.lower()
    if lemma in nouns_with("speaks_for") and any(_represents_body(child) for child in noun.rights):
        return "press_office"
    of_two_words = (classes.get(f"{word} {lemma}") for word in words_tied_to(noun))
    alone = classes.get(noun.lower_) or classes.get(lemma)  # "numbers", of which one tells nothing
    if alone is None and is_plural_of_capitals(noun.text):  # "MPs", taken for one word
        alone = classes.get(noun.lower_.removesuffix("s"))
    return next(filter(None, of_two_words), None) or alone or classes.get(hyphenated(noun))


def is_document(token: Token) -> bool:
    """Say whether a word names something written or recorded."""
    return class_of_noun(token) == "document"


def is_copy(token: Token) -> bool:
    """Say whether a word only stands for a document that was named: "the letter, a copy of which …"."""
    return token.lemma_ == "copy" and token.i + 2 < len(token.doc) and token.nbor(2).tag_ in ("WDT", "WP")


def _represents_body(preposition: Token) -> bool:
    """Say whether a body follows: "representatives for Apple"; not "a rep for Ann Lee"."""
    names = (t for t in preposition.rights if preposition.lower_ == "for" and t.pos_ == "PROPN")
    return any(t.ent_type_ != "PERSON" and t.left_edge.text not in first_names() for t in names)


def is_people(noun: Token) -> bool:
    """Say whether a word is what one or more people are called."""
    return is_role(noun) or class_of_noun(noun) in PEOPLE


def phrase_of(head: Token, *, without_clauses: bool = False) -> Span:
    """Give the noun phrase of a head, without what follows after a comma, and on demand without clauses."""
    first, last = head.left_edge.i, head.i
    if _is_of_named(head) and head.head.lower_ == "of" and head.head.head.pos_ == "PROPN":
        first = head.head.head.left_edge.i
    first = max((t.i + 1 for t in head.doc[first : head.i] if t.text == ";"), default=first)
    for child in head.rights:
        is_clause = child.dep_ in ("relcl", "acl", "appos", "punct", "parataxis", "advcl")
        if (child.dep_ == "punct" and child.text in (",", ":")) or (without_clauses and is_clause):
            break
        if child.lower_ == "as" and head.head.dep_ == "agent":  # "was named by police as Ann Lee"
            break
        last = child.right_edge.i
    after = head.doc[min(head.i + 1, len(head.doc) - 1)]
    # "sources privy to the talks", "Democrats briefed on them", which parsers take for a sentence's verb
    if after.text in ("privy", "briefed") and not without_clauses:
        told = (child.right_edge.i for child in after.rights if child.lower_ in ("to", "on", "about"))
        last = max(told if not any(child.dep_ == "dobj" for child in after.rights) else (), default=last)
    # "citing people with knowledge of the talks", tied to the verb
    if after.text == "with" and any(child.lower_ == "knowledge" for child in after.rights):
        last = max(last, after.right_edge.i)
    return without_clause(head.doc[first : last + 1], head.i)


def without_clause(phrase: Span, head: int) -> Span:
    """Give a phrase up to a comma and "who" or "which" after its head, or "a copy of which", "all of them"."""
    commas = (_comma_before(t, head) for t in phrase if t.i > head + 1)
    comma = next((i for i in commas if i is not None), None)
    return phrase if comma is None else phrase[: comma - phrase.start]


def _comma_before(word: Token, head: int) -> int | None:
    """Give the comma behind a head that a relative, or "them", begins a clause after."""
    before, is_relative = word.nbor(-1), word.tag_ in ("WDT", "WP")
    if before.text == ",":
        return before.i if is_relative else None
    if before.lower_ != "of" or not (is_relative or word.lower_ == "them"):
        return None
    return next(
        (t.i for t in reversed(word.doc[max(head + 1, before.i - _OF_WHICH) : before.i]) if t.text == ","), None
    )


def without_relative(phrase: Span) -> Span:
    """Give a phrase without the "who" that it was cut off after, and a mark before that."""
    while len(phrase) > 1 and (phrase[-1].tag_ in ("WDT", "WP") or phrase[-1].text in (",", "-", "–", "—")):
        phrase = phrase[:-1]
    return phrase[:-2] if len(phrase) > 2 and phrase[-1].lower_ == "of" else phrase  # "aides, all of whom …"


def fuller_before(head: Token) -> Span | None:
    """Give the phrase that "the authors" is short for: "the authors of the study"."""
    if not is_definite(head) or len(phrase_of(head)) > 2:
        return None
    same = (
        t
        for t in reversed(head.doc[max(0, head.i - _REACH) : head.i])
        if t.lemma_ == head.lemma_ and t.tag_ == head.tag_
    )
    return next((phrase_of(t) for t in same if any(child.lower_ == "of" for child in t.rights)), None)


def is_definite(head: Token) -> bool:
    # "the actress lists", with the article tied to what is taken for a noun behind
    is_misread = head.dep_ == "compound" and head.head.pos_ == "VERB" and head.i > 0 and head.nbor(-1).lower_ == "the"
    return is_misread or any(child.lower_ in _DEFINITE for child in head.lefts)


def is_bare(head: Token) -> bool:
    """Say whether a noun for one stands without an article or what else takes its place, as in headlines."""
    is_one = head.tag_ in ("NN", "NNP")
    return is_one and not any(child.dep_ in ("det", "poss", "nummod") for child in head.lefts)


def is_within_noun(name: Token) -> bool:
    """Say whether a name only tells what something is: "Lee supporters"."""
    is_before = name.i + 1 < len(name.doc) and name.nbor().pos_ == "NOUN"
    return is_before or name.dep_ in ("compound", "nmod", "amod")


def is_another(token: Token) -> bool:
    """Say whether a word names more people beside one: "Lee and Obi", "Lee and his aides"; not "Lee, a lawyer and writer"."""
    is_one = token.tag_ in ("NN", "NNP") and is_indefinite(token)
    return not is_one and (token.tag_ != "NN" or not is_role(token))


def is_one_of_a_people(head: Token) -> bool:
    """Say whether a name of a party or people stands for one of it: "the Florida Republican", "one kind-hearted Canadian"."""
    is_counted = any(child.tag_ in ("DT", "CD") for child in head.lefts)
    if any(child.text == "The" and not child.is_sent_start for child in head.lefts):  # "according to The Federalist"
        return False
    is_many = head.text.endswith("s")  # "the Greens", taken for one
    is_people = head.tag_ == "NNP" and head.ent_type_ == "NORP" and head.text.istitle() and not is_many
    is_one_word = head.text in peoples() and not any(child.pos_ == "PROPN" for child in head.children)
    return is_counted and (is_people or is_one_word)


def said_of(noun: Token) -> Token:
    """Give whom a noun for one is said of, be it as one of two, else itself: "Lee, a delegate and fan", "Lee is a fan"."""
    first = noun
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    is_one = (
        noun.tag_ == "NN" or noun.lower_ == "one" or (noun.tag_ == "NNP" and noun.is_lower) or is_one_of_a_people(noun)
    )
    if not is_one:
        return noun
    beside = first.head if first.dep_ == "appos" and first.head.i < first.i else first
    if beside.dep_ != "attr" or beside.head.lemma_ != "be":
        return beside if beside is not first else noun
    verb = beside.head
    while verb.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in verb.lefts):
        verb = verb.head
    return next((child for child in verb.lefts if child.dep_ == "nsubj"), noun)


def name_around(head: Token) -> str:
    """Give the run of words written as a name that ends in ``head``, without titles."""
    start, first = head.i, head.sent.start
    while start > first and head.doc[start - 1].pos_ == "PROPN":
        start -= 1
    return full_name(head.doc[start : head.i + 1])


def is_court_case(span: Span) -> bool:
    """Say whether a phrase is the name of a case: "Obi v. Lee"."""
    parties = (span.doc[t.i - 1 : t.i + 2] for t in span[1:-1] if t.text in ("v.", "vs."))
    return any(beside[0].pos_ == beside[2].pos_ == "PROPN" for beside in parties)


def called(head: Token) -> Span | None:
    """Give the name that a noun is said to be called by: "a group called Color of Change", "a channel that calls itself Harbour Now"."""
    clauses = (
        child for child in head.rights if (child.dep_ == "acl" and child.lower_ in _CALLED) or _calls_itself(child)
    )
    names = (name for clause in clauses for name in clause.rights if name.pos_ == "PROPN")
    name = next(names, None)
    return phrase_of(name, without_clauses=True) if name is not None else None


def _calls_itself(clause: Token) -> bool:
    is_calling = clause.dep_ in ("acl", "relcl") and clause.lemma_ in verbs_with("calling")
    return is_calling and any(
        child.dep_ == "dobj" and child.lower_ in ("itself", "themselves") for child in clause.rights
    )


def apposed_person(mentions: Mentions, head: Token) -> Person | None:
    """Give who a common noun names by apposition, "her adviser, Jake Sullivan", or as an example, "officials, including Ann Lee"."""
    inner = [t for t in head.children if t.dep_ == "appos"]
    inner += [t for noun in inner for t in noun.rights if t.dep_ == "appos"]  # "the witness, the contractor Ann Lee"
    is_one_of = head.dep_ == "pobj" and head.head.head.lower_ in ("one", "another")
    # "supporters of her opponent, Ann Lee", "40 percent back Ann Lee"
    if (head.tag_ == "NNS" or head.ent_type_ == "PERCENT") and not is_one_of:
        inner = [t for t in inner if t.conjuncts]
    if head.pos_ != "PROPN" or head.tag_ == "NNPS" or head.i in mentions.person_at:  # NNPS: "Senate Democrats"
        inner += _examples_of(head)
    named = [mentions.person_at[t.i] for t in inner if t.i in mentions.person_at]
    return named[0] if named else _person_after(mentions, head)


def _examples_of(noun: Token) -> list[Token]:
    """Give who is named as one of some people: "officials, including Ann Lee", "experts like Ann Lee", "doctors, among them Ann Lee"."""
    before = [t for t in noun.rights if t.lower_ == "including" or (noun.tag_ in ("NNS", "NNPS") and _gives_example(t))]
    among = [t for t in noun.rights if t.dep_ == "appos" and any(child.lower_ == "among" for child in t.lefts)]
    return [obj for prep in before for obj in objects_of(prep)] + among


def _gives_example(preposition: Token) -> bool:
    """Say whether an example follows: "like Ann Lee", "such as Ann Lee"."""
    is_such = preposition.lower_ == "as" and any(child.lower_ == "such" for child in preposition.lefts)
    return preposition.lower_ == "like" or is_such


def _person_after(mentions: Mentions, head: Token) -> Person | None:
    """Give whose name follows a common noun at once, though the parse ties them otherwise: "engineer Per Holm"."""
    if head.pos_ != "NOUN":
        return None
    end, stop = head.i + 1, head.sent.end
    while end < stop and head.doc[end].text[0].isupper() and end not in mentions.person_at:
        end += 1
    if end == stop or end == head.i + 1:
        return None
    person = mentions.person_at.get(end)
    return person if person is not None and person.name == head.doc[head.i + 1 : end + 1].text else None


def person_of_office(mentions: Mentions, head: Token, span: Span) -> Person | None:
    """Give whose name follows an office and what that is of: "Superintendent of Police Ann Lee", "the envoy to Poland Ann Lee"."""
    words = span[head.i + 1 - span.start :] if span.start <= head.i < span.end else span[:0]
    person = mentions.person_at.get(span.end - 1)
    if person is None or not is_role(head) or not words or words[0].pos_ != "ADP":
        return None
    before = words[: len(words) - len(person.name.split())]
    if not words.text.endswith(person.name) or len(before) < 2:
        return None
    is_in_capitals = all(token.text.istitle() or token.pos_ in ("ADP", "DET") for token in (head, *before))
    is_of_place = head.tag_ == "NN" and before[-1].ent_type_ in ("GPE", "LOC")
    is_title = before[-1].text in titles()  # "a lawyer for Mayor Ann Lee"
    is_of_place |= before[-1].text.istitle() and before[-2].lower_ in ("to", "for") and not is_title
    return person if (is_in_capitals and before[-1].text.istitle()) or is_of_place else None


def comma_after(head: Token, span: Span) -> int:
    """Give where the first comma after its head stands in a phrase; its end where there is none."""
    return next((t.i for t in span if t.i > head.i and t.text == ","), span.end)


def person_after_comma(mentions: Mentions, head: Token, span: Span) -> Person | None:
    """Give whose name follows a phrase for one after a comma, whatever the parse says: "the author of the book, Ann Lee"."""
    comma = comma_after(head, span)
    is_of_thing = comma < span.end and not is_role(head.doc[comma - 1])  # "a critic of the plan, Ann Lee"
    is_short = head.tag_ == "NNP" and head.is_upper and is_role(head)  # "the local MP, Ann Lee"
    is_one = (head.tag_ == "NN" or is_short) and class_of_noun(head) not in ("document", "post")
    if not is_one or not (is_definite(head) or is_of_thing):
        return None
    end = comma + 1
    while (
        end < span.end
        and end not in mentions.person_at
        and (head.doc[end].text[0].isupper() or head.doc[end].tag_ == "POS")  # "the MP, Labour's Ann Lee"
    ):
        end += 1
    person = mentions.person_at.get(end) if end < span.end else None
    is_place = (
        person is not None and not is_definite(head) and " " not in person.name
    )  # "a student at the college, Rohtak"
    return None if is_place else person


def person_at_edge(mentions: Mentions, span: Span) -> Person | None:
    """Give whose name a phrase begins or ends with, though its parse turns on another word.

    "Ann Lee - Obi's aide"; "The Council on Relations Director Ann Lee", where the director is the council's.
    """
    named = [token.i for token in span if token.i in mentions.person_at]
    if not named:
        return None
    doc, first, last = span.doc, named[0], named[-1]
    is_begun = all(token.pos_ == "PROPN" or is_role(token) for token in doc[span.start : first + 1])
    after = doc[first + 1 : first + 3].text_with_ws
    if is_begun and first + 1 < span.end and f"{doc[first].whitespace_}{after}".startswith((", ", " - ", " – ", " — ")):
        return mentions.person_at[first]
    start, end = _start_of_name(doc[last]), last + 1
    following = doc[end : min(end + 2, span.end)]
    # "Ann Lee (R-Utah)", "Mayor Ann Lee, who …"
    is_last = not following or following[0].text == "(" or (following[0].text == "," and following[-1].tag_ == "WP")
    if not is_last or not span.start < start < last:
        return None
    owner = doc[start - 1]
    if _is_whose_somebody(doc[last], doc[start]):
        return None
    is_told = is_role(owner) or owner.ent_type_ == "ORG" or owner.tag_ == "POS" or owner.text in titles()
    words = [token for token in doc[span.start : start] if token.ent_type_ != "ORG"]
    # "the junta, led by General Ann Lee", is not she
    is_titled = start > span.start and owner.text in titles() and not any(t.lower_ == "by" for t in words)
    is_one = (
        is_titled or span[0].text in titles() or all(t.pos_ not in ("ADP", "SCONJ") and t.text != "," for t in words)
    )
    return mentions.person_at[last] if is_told and is_one else None


def _is_whose_somebody(name: Token, first: Token) -> bool:
    """Say whether a name, with its first word, tells only whose somebody is: "an aide to Sen. Ann Lee", "a lawyer for Mayor Ann Lee"."""
    titled = name.doc[name.head.i + 1 : first.i]
    is_behind = name.dep_ == "pobj" and all(t.text in titles() or t.ent_type_ == "GPE" for t in titled)
    return is_behind and any(t.is_lower and is_people(t) for t in name.ancestors)


def people_listed(mentions: Mentions, span: Span) -> tuple[list[Person], bool]:
    """Give the people whom a phrase names one after the other, and whether it names no others: "Lee, Obi and many more".

    No parse is asked, which often takes the second for what the first is.
    """
    doc, people, end, is_ended = span.doc, list[Person](), span.start, False
    for i in (token.i for token in span if token.i in mentions.person_at):
        between = doc[end : _start_of_name(doc[i])] if people else doc[i:i]
        is_whole = i + 1 == span.end or is_and(doc[i + 1]) or doc[i + 1].lower_ in (",", "(", "of", "who")
        if not is_whole or is_ended or (people and not _is_between_names(between)):
            break
        people.append(mentions.person_at[i])
        is_ended = any(map(is_and, between))
        end = i + 1
    is_more = len(people) > 1 and not is_ended and any(map(is_and, doc[end : span.end]))
    return (people, is_ended) if is_ended or is_more else (people[:1], True)


def is_and(token: Token) -> bool:
    """Say whether a word ties the last of several to those before."""
    return token.lower_ in ("and", "or", "nor", "&")


def _is_between_names(words: Span) -> bool:
    """Say whether words part two names of a list: commas and "and", titles and where each is from."""
    is_parted = any(token.text == "," or is_and(token) for token in words)
    is_told = (
        token.text in (",", "(", ")", "-", "former")
        or is_and(token)
        or token.pos_ == "PROPN"
        or is_role(token)
        or (token.lower_ == "of" and token.i + 1 < len(token.doc) and token.nbor().ent_type_ == "GPE")
        for token in words
    )
    return is_parted and all(is_told)


def listed(names: Sequence[str]) -> str:
    """Give names as a list is written."""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def names_in(entity: str | None) -> list[str]:
    """Give the names that a source's lists: the way back of :func:`listed`; a body's own "and" cannot be told from that of a list.

    >>> names_in(listed(["Ann Lee", "Bo Obi", "Jan Orr"]))
    ['Ann Lee', 'Bo Obi', 'Jan Orr']
    >>> names_in("Tarn, Inc.")
    ['Tarn, Inc.']
    """
    if not entity:
        return []
    return _BETWEEN_NAMES.split(entity) if " and " in entity else [entity]


def parts_of_list(span: Span) -> list[Span]:
    """Give what stands between the commas and "and" of a list; nothing where "and" ties none."""
    ends = [t.i for t in span if t.text == "," or is_and(t)] + [span.end]
    parts = [span.doc[start + 1 : end] for start, end in pairwise((span.start - 1, *ends))]
    return [part for part in parts if part] if any(map(is_and, span)) else []  # "CNN, and the BBC"


def _start_of_name(last: Token) -> int:
    """Give where the name begins that ends in a token: what NER takes for it, and first names that it does not see."""
    doc, start = last.doc, last.i
    while last.ent_type_ == "PERSON" and doc[start].ent_iob_ == "I":
        start -= 1
    while start < last.i and doc[start].text in titles():
        start += 1
    for token in reversed(doc[max(0, last.i - 3) : start]):
        if token.pos_ != "PROPN" or token.ent_type_ or is_role(token) or token.text in titles():
            break
        start = token.i
    return start


def stands_before_outlet(noun: Token) -> bool:
    """Say whether a noun, with the word before it or without, stands before an outlet's name: "newspaper", "news agency", "site"."""
    kinds = (noun.lemma_.lower(), f"{noun.nbor(-1).lower_} {noun.lemma_.lower()}" if noun.i > 0 else "")
    return any(noun_classes().get(kind) == "outlet" or kind in nouns_with("site") for kind in kinds)


def name_after_outlet(span: Span) -> str | None:
    """Give the name that a noun for an outlet stands before: "the news site Harbour Info"."""
    for noun in span[:-1]:
        # "sources cited by the website Harbour Info"; not "the Lisbon-based website"
        if noun.pos_ == "VERB" and (noun.i == 0 or noun.nbor(-1).text != "-"):
            return None
        name = span.doc[noun.i + 1 : span.end]
        name = name[1:] if name[:1].text == "The" else name  # "the site The Verge"
        is_name = bool(name) and name[0].pos_ != "ADP"  # "an affiliate of Tarn"
        is_name = is_name and all((t.pos_ in ("PROPN", "NUM", "ADP") and not t.is_punct) or t.text == "-" for t in name)
        if noun.is_lower and is_name and stands_before_outlet(noun):
            return bare(name.text)
    return None
