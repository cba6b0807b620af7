"""Names to what stands beside them and says who they are: "the Ohio senator, Ann Lee", "Prime Minister Ann Lee", "Ann Lee is a clerk"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from attribution.marks import DASHES
from attribution.names import goes_back, is_changed, is_given, is_role, ties
from attribution.outlets import bare
from attribution.syntax import objects_behind
from attribution.vocabulary import (
    PARTY_WORDS,
    PEOPLE,
    noun_classes,
    nouns_as,
    nouns_with,
    roles_of_titles,
    titles,
    verbs_with,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# What changes while they who are called so stay the same.
_PASSING = frozenset("then current late longtime future sitting new old young own same".split())
FORMER = frozenset({"former", "ex"})
_LONGEST_OFFICE = 5  # tokens, with the word before it


def nouns_beside(name: Token) -> Iterator[Token]:
    """Give the nouns that say who a name is: titles before it, what stands in apposition, "X is the mayor"."""
    for child in name.children:
        if (child.dep_ == "appos" and not _is_time(child) and not _is_listed(child) and not _is_said(child)) or (
            child.dep_ in ("compound", "nmod")
            and child.i < name.i
            and child.pos_ in ("NOUN", "PROPN")
            and not _is_of_many(child, name)
        ):
            yield child
            yield from (
                title for title in child.lefts if title.dep_ == "compound" and is_role(title)
            )  # "Chair Debbie Lee"
    if name.dep_ == "appos":
        yield from filter(None, [_named_by(name)])
    giving = _clause_giving(name)
    giver = next(filter(is_role, giving.ancestors), None) if giving is not None else None
    if giver is not None:
        yield giver
    if name.dep_ in ("nsubjpass", "dobj") and name.head.lemma_ in verbs_with("choosing"):  # "she was elected as mayor"
        yield from objects_behind(name.head, "as")
        yield from (child for child in name.head.children if child.dep_ == "oprd")
    clauses = (
        child for child in name.rights if child.dep_ == "relcl" and child.lemma_ == "be" and goes_back(name, "who")
    )
    yield from (child for clause in clauses for child in clause.rights if child.dep_ == "attr" and child.pos_ == "NOUN")
    is_told = name.head.tag_ in ("VBZ", "VBD", "VBP") and not any(t.dep_ in ("mark", "neg") for t in name.head.children)
    if name.dep_ == "nsubj" and name.head.lemma_ == "be" and is_told:  # not "if she were a man"
        yield from (child for child in name.head.children if child.dep_ == "attr" and child.pos_ == "NOUN")


def party_of(words: Collection[str]) -> str | None:
    """Give the party that words before a noun tell: "the Democratic candidate"."""
    return next((party for party, told in PARTY_WORDS.items() if not told.isdisjoint(words)), None)


def qualifiers_of(noun: Token) -> list[Token]:
    """Give the words before a noun that tell it from others: "Democratic" of "the former Democratic candidate"."""
    tied = _tied_to(noun)
    is_telling = tied is not None and tied.lower_ in FORMER | nouns_with("rank")  # "ex-minister", "vice-president"
    before = (t for t in noun.lefts if t.pos_ in ("ADJ", "NOUN", "PROPN") and t.text != "-")
    whole = [t for t in before if t.nbor().text != "-"]
    return [t for t in (*whole, *([tied] if tied is not None and is_telling else [])) if t.lower_ not in _PASSING]


def qualifiers(noun: Token) -> set[str]:
    """Give :func:`qualifiers_of` as they are compared."""
    return {t.lower_ for t in qualifiers_of(noun)}


def hyphenated(noun: Token) -> str:
    """Give a noun's lemma with what is tied to it by a hyphen: "front-runner"."""
    lemma, tied = noun.lemma_.lower(), _tied_to(noun)
    return f"{tied.lower_}-{lemma}" if tied is not None else lemma


def _tied_to(noun: Token) -> Token | None:
    """Give the word that a hyphen ties to the noun behind it: "front", of "front-runner"."""
    return noun.nbor(-2) if noun.i > 1 and ties(noun.nbor(-1)) else None


def other_names_of_office(noun: Token) -> Iterator[tuple[str, set[str]]]:
    """Give what an office is called otherwise, in short or in full, by its last word and those before: "MD", of "managing director"."""
    before = [t.lower_ for t in noun.doc[max(0, noun.i - _LONGEST_OFFICE) : noun.i + 1] if t.text != "-"]
    letters = noun.lower_ if noun.is_upper else None
    for short, words in _offices_in_short():
        if letters == short:
            yield words[-1], set(words[:-1])
        elif words[-1] == before[-1] and before[-len(words) :] == words:
            rank = before[-len(words) - 1 : -len(words)]
            if nouns_with("rank").isdisjoint(rank):  # not "deputy prime minister"
                yield short, set()


@cache
def _offices_in_short() -> list[tuple[str, list[str]]]:
    """Load what offices are called in short, with the words of each in full."""
    return [(short, form.split("-")) for short, forms in nouns_as("short:").items() for form in forms.split("|")]


def description_of(doc: Doc, noun: Token, name: int, full: str) -> str | None:
    """Give the words around a noun in apposition, or the titles before a name."""
    if doc[name].left_edge.i <= noun.i < name:
        first = next((t.i for t in doc[noun.i + 1 : name + 1] if t.text in full), name)
        return _titles_in(doc[doc[name].left_edge.i : first])
    of_name = {t.i for t in doc[name].subtree} if noun.i not in {t.i for t in doc[name].subtree} else {name}
    of_name |= _giving_name(noun, doc[name]) | _telling(noun)
    giving = _clause_giving(doc[name])
    of_name |= {t.i for t in giving.subtree} if giving is not None else set()
    # "the ambassador to Britain Ann Lee"
    of_name -= {t.i for t in doc[name].lefts if t.ent_type_ == "GPE" and t.i > 0 and t.nbor(-1).pos_ == "ADP"}
    around = [t.i for t in noun.subtree if t.i not in of_name and (t.i < name) == (noun.i < name)]
    return bare(doc[around[0] : around[-1] + 1].text) if around and len(around) <= 25 else None


def _clause_giving(name: Token) -> Token | None:
    """Give the verb of a clause that tells what somebody is to be called: "who asked", of "a man who asked to be called Sami"."""
    if not (is_given(name) or is_changed(name)):
        return None
    return next((verb for verb in name.ancestors if verb.dep_ == "relcl"), None)


def _is_of_many(noun: Token, name: Token) -> bool:
    """Say whether a noun right before one name is of many, of whom that is none: "the voters Ann Lee must win", "40 percent back Ann Lee"."""
    is_right_before = not any(token.is_punct for token in noun.doc[noun.i : name.i])
    is_many = noun.tag_ == "NNS" and noun_classes().get(noun.lemma_.lower()) in PEOPLE
    return (is_many or noun.ent_type_ == "PERCENT") and is_right_before and not name.conjuncts


def _is_said(noun: Token) -> bool:
    """Say whether what the parse ties to a name stands behind a colon, or in a clause with "whose"."""
    name = noun.head
    is_behind_colon = name.i < noun.i and name.nbor().text == ":"
    return is_behind_colon or any(token.tag_ == "WP$" for token in noun.doc[name.i : noun.i])


def _is_listed(noun: Token) -> bool:
    """Say whether a word that the parse ties to a name stands in a list with it: "Ann Lee, her husband and two friends".

    A comma ends what is said of somebody, or its parts have no article of their own: "Ann Lee, a nurse and mother of two, …".
    """
    after = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 2].text
    others = (child for child in noun.rights if child.dep_ == "conj")
    return after != "," and any(t.dep_ in ("det", "poss", "nummod") for other in others for t in other.lefts)


def _is_time(noun: Token) -> bool:
    """Say whether a word only tells when: "Ann Lee 9:14 AM", of a byline."""
    return noun.ent_type_ == "TIME" or (noun.ent_type_ == "DATE" and noun.pos_ == "PROPN")  # not "Lee, a 44-year-old"


def _named_by(name: Token) -> Token | None:
    """Give the noun that a name stands in apposition to, be it that the parse ties the name to another word beside it.

    "The mayor of Leeds, Ann Lee"; "a man who gave only his first name, Carl"; "Reacting, the mayor, Ann Lee".
    """
    noun = name.head
    if _is_of_many(noun, name):
        return None
    before = [child for child in noun.rights if child.dep_ == "appos" and child.i < name.i and is_role(child)]
    if before:
        return before[-1]
    told = _told_to_be_name(name)
    if told is not None:
        return next((outer for outer in (noun, *told.ancestors) if is_role(outer)), None)
    outer = noun
    # "the head of a unit, Ann Lee", "the woman who found the dog, Ann Lee"
    while not is_role(outer) and (
        (outer.dep_ == "pobj" and outer.head.pos_ == "ADP") or (outer.dep_ == "dobj" and outer.head.dep_ == "relcl")
    ):
        outer = outer.head.head
    is_one = is_role(outer) and outer.tag_ in ("NN", "NNP")
    if is_one:
        return outer
    # "PARIS - Ann Lee", of a dateline
    is_place = noun.pos_ == "PROPN" and any(token.text in DASHES for token in noun.doc[noun.i : name.i])
    return noun if noun.pos_ in ("NOUN", "PROPN") and not is_place else None


def _titles_in(words: Span) -> str | None:
    """Give what somebody is from the words before a name: "Prime Minister", "climatologist" of "climatologist Dr".

    A title of one word alone is a form of address as well: "President", "Mr Justice".
    """
    # "Quoting the Water Commission, activist Ann Lee"; "Superintendent of Police (Kosli) Ann Lee"
    commas = (k for k, t in enumerate(words) if t.text == "," and words[k - 1].pos_ == "PROPN")
    words = words[max(commas, default=-1) + 1 :]
    opened = max((k for k, t in enumerate(words) if t.text == "("), default=len(words))
    words = words[:opened] if words[-1:].text == ")" else words
    while len(words) and words[-1].text in titles() and not is_role(words[-1]) and not _ends_office(words):
        words = words[:-1]
    if any(t.ent_type_ == "PERCENT" for t in words):  # "40 percent support Ann Lee"
        return None
    is_long = sum(t.pos_ != "DET" and (is_role(t) or titles().get(t.text, "-") == "-") for t in words) > 1
    is_told = any(t.pos_ == "NOUN" or (is_role(t) and (t.is_lower or is_long)) for t in words)
    return bare(words.text) if is_told or (len(words) and _ends_office(words)) else None


def _ends_office(words: Span) -> bool:
    """Say whether a word that may be a form of address ends what somebody is: "Secretary of State", "Ohio Gov."."""
    if len(words) < 2:
        return False
    is_office = not nouns_with("office").isdisjoint(roles_of_titles().get(words[-1].text, ()))
    return is_office or words[len(words) - 2].lower_ == "of"


def _telling(noun: Token) -> set[int]:
    """Give the words of a clause that tells what somebody says, with the comma before it: "the mayor, who added that it was late"."""
    clauses = (
        child for child in noun.subtree if child.dep_ == "relcl" and any(t.dep_ == "ccomp" for t in child.rights)
    )
    first = next((clause.left_edge.i for clause in clauses if clause.i > noun.i), None)
    if first is None:
        return set()
    return set(range(first - (noun.doc[first - 1].text == ","), noun.right_edge.i + 1))


def _told_to_be_name(name: Token) -> Token | None:
    """Give the word "name" that a name stands right behind: "only his first name, Carl"."""
    before = name.doc[max(0, name.i - 2) : name.i]
    return before[0] if len(before) == 2 and before[0].lemma_ == "name" and before[1].text == "," else None


def _giving_name(noun: Token, name: Token) -> set[int]:
    """Give the words of a clause in which somebody gives a name, with the "and" before it: "who … and gave only his first name"."""
    told = _told_to_be_name(name)
    if told is None or noun not in told.head.ancestors:
        return set()
    verb, first = told.head, told.head.left_edge.i
    if verb.dep_ == "conj":
        first = max((t.i for t in verb.head.rights if t.dep_ == "cc" and t.i < verb.i), default=first)
    return set(range(first, name.i))
