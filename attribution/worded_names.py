"""Documents to the names of bodies that are made of plain words: "Friends of the Earth", "Doctors Without Borders"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from attribution.document import begins_sentence
from attribution.syntax import has_lower_verb
from attribution.vocabulary import PEOPLE, known_bodies, noun_classes, nouns_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_JOINING = frozenset("of for in with without against to before".split())
_SMALL = _JOINING | {"the", "and", "&"}
_LONGEST = 6  # tokens
# Whatever the word's ending.
_PLURALS = {"women": "woman", "men": "man", "people": "people", "families": "family", "communities": "community"}


def find_worded_names(doc: Doc) -> dict[int, Span]:
    """Give by each of their tokens the names that are known, or are written as names in the midst of a sentence.

    There "Moms for Liberty" has a capital for its own sake, and so has what follows "Doctors Without"; what is once told to be a
    name is one throughout, as where it begins a sentence.
    """
    told = {tuple(t.text for t in span) for span in _told(doc)}
    firsts = {words[0] for words in told}
    found: dict[int, Span] = {}
    for token in doc:
        if token.i in found or not (token.lower_ in _first_words() or token.text in firsts):
            continue
        for end in range(min(token.i + _LONGEST, len(doc)), token.i, -1):
            span = doc[token.i : end]
            if _is_known(span) or tuple(t.text for t in span) in told:
                start = _start_of_name(token)
                found.update(dict.fromkeys(range(start, end), doc[start:end]))
                break
    return found


def _start_of_name(first: Token) -> int:
    """Give where a name begins that has more words before those that are known: "US Friends of the Earth"."""
    start = first.i
    while start > first.sent.start:
        before = first.doc[start - 1]
        if (
            before.pos_ not in ("PROPN", "ADJ")
            or not before.text[0].isupper()
            or before.ent_type_ in ("DATE", "PERSON")
        ):
            break
        start -= 1
    return start


@cache
def _first_words() -> Collection[str]:
    return frozenset(name.split()[0] for name in known_bodies() if " " in name)


def _is_known(span: Span) -> bool:
    text = " ".join(t.text for t in span)
    is_name = all(t.text[0].isupper() or t.text[0].isdigit() or t.lower_ in _SMALL for t in span)
    return is_name and len(span) > 1 and text.lower() in known_bodies()


def _told(doc: Doc) -> Iterator[Span]:
    for first in doc[:-2]:
        if not first.text.istitle() or (joint := first.nbor()).lower_ not in _JOINING or not _is_of_people(first):
            continue
        end = joint.i + 1
        while end < len(doc) and doc[end].lower_ in _SMALL:
            end += 1
        start_of_last = end
        while end < min(len(doc), first.i + _LONGEST) and doc[end].is_alpha and doc[end].text.istitle():
            end += 1
        is_whole = end > start_of_last
        if is_whole and (joint.text.istitle() or _is_amid_sentence(first)):
            yield doc[first.i : end]


def _is_of_people(word: Token) -> bool:
    """Say whether a word is a plural noun for people that is nobody's title: "Doctors", "Moms"; not "Ministers"."""
    lemma = _PLURALS.get(word.lower_, word.lower_.removesuffix("s"))
    is_plural = lemma != word.lower_ or lemma == "people"
    is_title = lemma in nouns_with("office") or lemma == "member"  # "Members of Parliament"
    return is_plural and not is_title and word.ent_type_ != "NORP" and noun_classes().get(lemma) in PEOPLE


def _is_amid_sentence(word: Token) -> bool:
    """Say whether a word's capital is its own: it begins no sentence or quotation, nor stands in a headline."""
    is_headline = not has_lower_verb(word.sent)
    is_after_mark = word.i > 0 and (word.nbor(-1).is_quote or word.nbor(-1).text == ":")
    return not begins_sentence(word) and not is_headline and not is_after_mark
