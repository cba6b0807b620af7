"""Documents to the names of bodies that are made of plain words: "Friends of the Earth", "Doctors Without Borders"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from attribution.document import begins_sentence
from attribution.syntax import has_lower_verb
from attribution.vocabulary import PEOPLE, known_bodies, noun_classes, nouns_with
from attribution.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_JOINING = frozenset("of for in with without against to before".split())
_SMALL = _JOINING | {"the", "and", "&"}
_LONGEST = 6  # tokens
# Whatever the word's ending.
_PLURALS = {"women": "woman", "men": "man", "people": "people", "families": "family", "communities": "community"}


def find_worded_names(words: Words) -> dict[int, Span]:
    """Give by each of their tokens the names that are known, or are written as names in the midst of a sentence.

    There "Moms for Liberty" has a capital for its own sake, and so has what follows "Doctors Without"; what is once told to be a
    name is one throughout, as where it begins a sentence.
    """
    doc = words.doc
    told = {tuple(t.text for t in span) for span in _told(words)}
    firsts = {name[0] for name in told}
    found: dict[int, Span] = {}
    for token in words.written(lambda word: word.lower() in _first_words() or word in firsts):
        if token.i in found:
            continue
        near = tuple(t.text for t in words.tokens[token.i : token.i + _LONGEST])
        for length in range(len(near), 0, -1):
            if _is_known(near[:length]) or near[:length] in told:
                start, end = _start_of_name(token), token.i + length
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


def _is_known(name: Sequence[str]) -> bool:
    is_known = len(name) > 1 and " ".join(name).lower() in known_bodies()
    return is_known and all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in name)


def _told(words: Words) -> Iterator[Span]:
    doc = words.doc
    for first in words.written(_is_of_people):
        if first.i + 2 >= len(doc) or first.ent_type_ == "NORP" or (joint := first.nbor()).lower_ not in _JOINING:
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


def _is_of_people(word: str) -> bool:
    """Say whether a word with a capital is a plural noun for people that is nobody's title: "Doctors", "Moms"; not "Ministers"."""
    lower = word.lower()
    lemma = _PLURALS.get(lower, lower.removesuffix("s"))
    is_plural = word.istitle() and (lemma != lower or lemma == "people")
    is_title = lemma in nouns_with("office") or lemma == "member"  # "Members of Parliament"
    return is_plural and not is_title and noun_classes().get(lemma) in PEOPLE


def _is_amid_sentence(word: Token) -> bool:
    """Say whether a word's capital is its own: it begins no sentence or quotation, nor stands in a headline."""
    is_headline = not has_lower_verb(word.sent)
    is_after_mark = word.i > 0 and (word.nbor(-1).is_quote or word.nbor(-1).text == ":")
    return not begins_sentence(word) and not is_headline and not is_after_mark
