"""Names of people as they are written: the words of one, what it is known by, and what the words beside it tell of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attribution.anonymity import may_tell_of_changed_name, tells_of_changed_name
from attribution.document import outlets_of
from attribution.outlets import bare
from attribution.vocabulary import PEOPLE, nicknames, noun_classes, nouns_with, titles, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Words of names that are written small, or may be.
PARTICLES = frozenset("al bin binti da de del della den der di dos du el ibn la le nic ní ó uí van von".split())
REFLEXIVE = frozenset({"himself", "herself"})
_SUFFIXES = frozenset("Jr Sr II III IV V VI VII VIII IX".split())
_ONLY = frozenset({"only", "simply", "just"})
_GIVEN_REACH = 12  # tokens
_GIVING = frozenset({"give", "use", "provide", "identify"})
_GIVEN_BEFORE = 7  # tokens
_CHANGED_REACH = 9  # tokens
_CALLED_BEFORE = 6  # tokens


def words_of_name(name: str) -> list[str]:
    """Give the words of a name, without titles before it and marks among them."""
    return [word for word in _trim_titles(bare(name).split()) if any(map(str.isalpha, word))]


@lru_cache(maxsize=1 << 14)
def key_of_name(name: str) -> str:
    """Give what a name is known by: its last word, of a compound one its last part ("al-Sharaa" and "Sharaa")."""
    words = [word for word in bare(name).split() if not is_suffix(word)]
    last = words[-1] if words else name
    head, _, tail = last.rpartition("-")
    return (tail if head.lower() in ("al", "el", "ad", "as", "ul") else last).lower()


def is_suffix(word: str) -> bool:
    """Say whether a word behind a name tells a son from his father: "Jr."."""
    return word.rstrip(".") in _SUFFIXES


def is_form_of(words: list[str], full: list[str]) -> bool:
    """Say whether a name may be short for a fuller one: its first names are none that the other lacks."""
    return all(any(is_same_word(word, other) for other in full) for word in words)


def is_same_word(word: str, other: str) -> bool:
    """Say whether a word of a name may stand for another: the same, its initial, or a nickname."""
    is_initial = len(word.rstrip(".")) == 1 and other.startswith(word[0]) and not is_suffix(other)
    return (
        key_of_name(word) == key_of_name(other)
        or is_initial
        or not nicknames().isdisjoint(((word, other), (other, word)))
    )


def full_name(span: Span) -> str:
    """Give a name as written, without the titles before it."""
    return " ".join(_trim_titles(bare(span.text).split()))


def _trim_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and (words[0] in titles() or not any(map(str.isalpha, words[0]))):
        words = words[1:]
    is_of_two = len(words) > 2 and " ".join(words[:2]) in titles()  # "Tan Sri"
    return _trim_titles(words[2:]) if is_of_two else words


def title_before(span: Span) -> str | None:
    """Give the title right before a name: "Sen."."""
    if span.start == 0:
        return None
    before = span.doc[span.start - 1]
    return before.text if before.text in titles() else None


def is_role(token: Token) -> bool:
    """Say whether a word, but for its capital, is what people are called."""
    return noun_classes().get(token.lower_) in PEOPLE


def is_indefinite(noun: Token) -> bool:
    """Say whether a noun is one of many: "a lawyer"."""
    return any(child.lower_ in ("a", "an") for child in noun.lefts)


def is_word_of_bodies(word: str) -> bool:
    """Say whether a word ends the names of bodies: "Holdings", "University"."""
    lower = word.lower().rstrip(".")
    is_kind = any(noun_classes().get(form) == "organization" for form in (lower, lower.removesuffix("s")))
    return word[:1].isupper() and (is_kind or lower in nouns_with("in_names"))


def has_first_name(last: Token) -> bool:
    """Say whether a first name that NER takes no notice of stands before a surname: "Ivanka Trump"."""
    if last.pos_ != "PROPN":
        return False
    before = [child for child in last.lefts if child.dep_ == "compound"]
    if len(before) != 1 or before[0].i != last.i - 1:
        return False
    first = before[0]
    is_name = first.pos_ == "PROPN" and first.text.istitle() and first.is_alpha and not first.ent_type_
    return is_name and first.text not in titles() and not is_role(first) and first.text not in outlets_of(last.doc)


def is_part_of_name(token: Token) -> bool:
    is_name = token.pos_ == "PROPN" and not token.ent_type_ and token.dep_ == "compound"
    return is_name and token.text not in titles() and not is_role(token)


def is_plural_of_capitals(text: str) -> bool:
    """Say whether a word in capitals stands in the plural: "MPs"."""
    return text[:-1].isupper() and text.endswith("s")


def ties(mark: Token) -> bool:
    """Say whether a mark is a hyphen between two words that no space parts."""
    return mark.text == "-" and not mark.whitespace_ and not mark.nbor(-1).whitespace_


def tied_before(last: Token) -> str:
    """Give a word with what hyphens tie to it: "Lee-Obi", of "Obi"."""
    first = last
    while first.i > 1 and ties(first.nbor(-1)):
        first = first.nbor(-2)
    return last.doc[first.i : last.i + 1].text


def goes_back(name: Token, relative: str) -> bool:
    """Say whether a clause with "who" or "which" as its subject goes back to a name: "Tarn Metals, which owned the smelter"."""
    clauses = (child for child in name.rights if child.dep_ == "relcl")
    return any(t.lower_ == relative and t.dep_.startswith("nsubj") for clause in clauses for t in clause.lefts)


def _first_word(last: Token) -> int:
    """Give the token that a name begins with, its title with it: "Ms", of "Ms Ann Lee"."""
    return next((child.i for child in last.lefts if child.dep_ == "compound"), last.i)


def is_numbered(noun: Token) -> bool:
    """Say whether papers of a court name somebody by what they are and a number or letter: "Witness 2", "Juror B"; not "Agent K. Obi"."""
    if not noun.text.istitle() or noun.lower_ == "local" or not is_role(noun):
        return False
    after = noun.doc[noun.i + 1 : noun.i + 3]
    mark = after[0].text if after else ""
    is_mark = mark.isdigit() or (len(mark) == 1 and mark.isupper() and mark != "I")
    # "Local 12 president Ann Obi"
    is_whole = len(after) < 2 or not (after[1].text[:1].isupper() or after[1].text == "." or after[1].pos_ == "NOUN")
    return is_mark and is_whole


def is_changed(last: Token) -> bool:
    """Say whether an article tells of a name, by its last word, that it is not the person's own."""
    doc, first, after = last.doc, _first_word(last), last.i + 1
    beside = doc[first - 1].text if first > 0 else "", doc[after].text if after < len(doc) else ""
    return may_tell_of_changed_name(*beside) and tells_of_changed_name(
        doc[max(0, first - _CALLED_BEFORE) : first].text, doc[after : after + _CHANGED_REACH].text
    )


def alias_told_of(name: Token) -> Token | None:
    """Give the last word of another name that somebody is said to go by: "Ann Lee, known to all as Duke", "whom they call Duke".

    So with "who performs as Duke", "whose stage name is Duke" and "call sign Duke".
    """
    beside = (child for child in name.rights if child.dep_ == "appos" and child.pos_ == "PROPN")
    for alias in beside:
        if any(child.dep_ == "compound" and child.is_lower and _is_name_for(child) for child in alias.lefts):
            return alias
    clauses = [child for child in name.rights if child.dep_ in ("acl", "relcl")]
    clauses += [name.head] if name.dep_ == "nsubjpass" else []
    for clause in clauses:
        if clause.lemma_ == "be" and any(t.dep_ == "nsubj" and _is_name_for(t) for t in clause.lefts):
            return next((t for t in clause.rights if t.dep_ == "attr" and t.pos_ == "PROPN"), None)
        is_performing = clause.lemma_ in verbs_with("performing") and clause.tag_ in ("VBZ", "VBP", "VBG")
        if clause.lemma_ not in verbs_with("calling") and not is_performing:
            continue
        before = "by" if clause.lemma_ == "go" else "as"
        is_passive = clause.tag_ == "VBN" and not any(t.lower_ in ("has", "have", "had") for t in clause.lefts)
        is_of_name = is_passive or is_performing or before == "by" or any(t.lower_ == "whom" for t in clause.lefts)
        for alias in clause.subtree if is_of_name else ():
            is_called = alias.dep_ == "oprd" and alias.head == clause
            is_called |= alias.dep_ == "pobj" and alias.head.lower_ == before
            is_called |= alias.dep_ == "appos" and _is_name_for(alias.head)  # "who performs under the name Duke"
            is_whole = not any(t.dep_ == "poss" for t in alias.lefts) and not any(
                t.lower_ == "of" for t in alias.rights
            )
            if is_called and is_whole and alias.pos_ == "PROPN":  # not "known as Leeds's Ann Lee"
                return alias
    return None


def _is_name_for(noun: Token) -> bool:
    """Say whether a noun tells that what stands with it is what somebody goes by: "stage name", "call sign"."""
    words = noun.lower_ if noun.i == 0 else f"{noun.nbor(-1).lower_} {noun.lower_}"
    return not nouns_with("alias").isdisjoint((noun.lower_, words))


def is_given(name: Token) -> bool:
    """Say whether a name is the one that somebody goes by."""
    doc, first = name.doc, _first_word(name)
    i = first - 1
    if i < 2 or name.pos_ != "PROPN" or not name.text.istitle():
        return False
    if doc[i].text == "," and doc[i - 1].lower_ == "name":  # "who gave only her first name, Ann"
        return any(token.lemma_ in _GIVING for token in doc[max(0, i - _GIVEN_BEFORE) : i])
    if doc[i].lower_ != "as":
        return False
    i -= doc[i - 1].lower_ in _ONLY
    before = [token.lower_ for token in doc[max(0, i - 2) : i]]
    is_named = before[-1:] == ["name"] or (bool(before) and before[-1] in REFLEXIVE)
    is_by_others = before[-1:] == ["identified"] and doc[first - 2].lower_ in _ONLY
    verbs = {token.lemma_ for token in doc[max(0, i - 3) : i]}
    return is_by_others or (is_named and not verbs.isdisjoint(("identify", "give", "introduce")))


def name_given_after(head: Token) -> int:
    """Give the token of the name that a noun's own clause gives, -1 without: "an eyewitness, who identified himself as Eswar".

    So with one that is not their own: "a man who asked to be called Sami".
    """
    after = head.doc[head.i + 1 : min(head.i + 1 + _GIVEN_REACH, head.sent.end)]
    last_words = (token for token in after if token.pos_ == "PROPN" and token.dep_ != "compound")
    return next((token.i for token in last_words if is_given(token) or is_changed(token)), -1)
