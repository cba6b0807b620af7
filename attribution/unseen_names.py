"""Documents to the names of people that NER takes no notice of or takes for something else.

A title, an apposition or a first name beside a word tells that it names somebody; each function reads one such sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attribution.document import outlets_of
from attribution.marks import DASHES
from attribution.names import (
    PARTICLES,
    is_changed,
    is_given,
    is_indefinite,
    is_part_of_name,
    is_role,
    is_suffix,
    is_word_of_bodies,
    ties,
)
from attribution.salience import HE_OR_SHE, gender_of_noun
from attribution.syntax import VERBS, has_lower_verb, owner_of
from attribution.vocabulary import (
    PEOPLE,
    first_names,
    known_bodies,
    letters_behind,
    noun_classes,
    nouns_with,
    short_titles,
    telling_titles,
    titles,
)
from attribution.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NOBLE = frozenset({"Lord", "Lady", "Baroness"})
_ASKING = frozenset({"ask", "reply", "retort"})
_LONGEST_OFFICE = 16  # tokens, with the name behind it


def find_unseen_names(words: Words) -> dict[int, Span]:
    """Find, by the token that each begins with, the names of people that NER takes no notice of or takes for something else."""
    return {span.start: span for find in _SIGNS for span in _as_people(find(words))}


def find_titled_names(words: Words) -> list[Span]:
    """Find the names of people that NER takes no notice of and that the words before them tell; less is certain of these than of others."""
    return list(_as_people(_titled_names(words)))


def _as_people(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        span.label_ = "PERSON"
        yield span


def _titled_names(words: Words) -> Iterator[Span]:
    """Give the names of people that NER took no notice of, told by the words before them: "Chief of Staff Ann Lee"."""
    for token in words.proper:
        if token.ent_type_ or token.dep_ == "compound" or not token.text[0].isupper():
            continue
        if noun_classes().get(token.lower_) in ("organization", "class", "insider"):  # "Ukraine's General Staff"
            continue
        start = _first_of_name(token)
        before = [child for child in token.lefts if child.i < start and child.text[0].isupper()]
        is_titled = not {child.text for child in before}.isdisjoint(telling_titles())
        if token.i - start in (1, 2) and (is_titled or _is_role_before(start, before)):
            yield words.doc[start : token.i + 1]


def _noble_names(words: Words) -> Iterator[Span]:
    """Give the names behind a title that nobody else has, which NER takes no notice of, or for a body's: "Lord Trent"."""
    for title in words.written(_NOBLE.__contains__):
        name = title.head
        if title.dep_ != "compound" or name.i != title.i + 1:
            continue
        is_other = name.ent_type_ in ("PERSON", "GPE", "LOC") or name.text in titles() or is_role(name)
        if name.pos_ == "PROPN" and name.text.istitle() and not is_other:
            yield words.doc[name.i : name.i + 1]


def _abbreviated_names(words: Words) -> Iterator[Span]:
    """Give the names behind a title in short that NER takes no notice of, or for something else: "Engr. Ann Lee", "Lt. Roe"."""
    doc = words.doc
    for title in words.written(short_titles().__contains__):
        start = end = title.i + 1
        while (
            end < min(start + 3, len(doc))
            and doc[end].pos_ == "PROPN"
            and doc[end].text.istitle()
            and doc[end].text not in titles()
        ):
            end += 1
        if end > start and not any(token.ent_type_ == "PERSON" for token in doc[start:end]):
            yield doc[start:end]


def _is_role_before(start: int, before: Sequence[Token]) -> bool:
    """Say whether a name follows what somebody is, in capitals: "Foreign Adviser Ann Lee"; not "Miller Sues Bandmates", of a headline."""
    role = next((child for child in before if child.i == start - 1 and child.tag_ == "NNP" and is_role(child)), None)
    return role is not None and has_lower_verb(role.sent)


def _torn_names(words: Words) -> Iterator[Span]:
    """Give the names of whose last word NER takes no notice: "Ann Obi Lee", of which it takes "Ann Obi" for a name."""
    doc = words.doc
    for ent in words.ents:
        if ent.label_ != "PERSON" or ent.end == len(doc):
            continue
        last = doc[ent.end]
        is_name = last.pos_ == "PROPN" and last.text.istitle() and last.is_alpha and not last.ent_type_
        is_tied = all(token.dep_ == "compound" and token.head == last for token in ent)
        if is_name and is_tied and len(ent) > 1 and not is_role(last) and not is_word_of_bodies(last.text):
            yield doc[ent.start : last.i + 1]


def _particled_names(words: Words) -> Iterator[Span]:
    """Give the names of which NER takes what stands before a particle for the whole: "Eoin Ó Obi"."""
    doc = words.doc
    for ent in words.ents:
        if ent.label_ != "PERSON" or ent.end + 1 >= len(doc) or doc[ent.end].lower_ not in PARTICLES:
            continue
        particle, last = doc[ent.end : ent.end + 2]
        start = max((token.i + 1 for token in ent if token.text in titles()), default=ent.start)
        if start < ent.end and particle.pos_ == last.pos_ == "PROPN" and last.text.istitle():
            yield doc[start : last.i + 1]


def _singled_names(words: Words) -> Iterator[Span]:
    """Give the full names that NER takes no notice of or takes for something else, told by a clause of one: "Eswar Lee, who teaches"."""
    doc = words.doc
    for who in words.written(_is_who):
        if who.i < 3 or doc[who.i - 1].text != "," or (last := doc[who.i - 2]).pos_ != "PROPN":
            continue
        if last.ent_type_ in ("PERSON", "GPE", "LOC", "NORP"):  # "Ann Lee, Republican of Ohio, who was there"
            continue
        name = doc[_first_of_name(last) if not last.ent_type_ else last.left_edge.i : last.i + 1]
        verbs = [token for token in (who.head, *who.head.lefts) if token.pos_ in VERBS]
        is_one = any(verb.tag_ == "VBZ" or verb.lower_ == "was" for verb in verbs)
        is_name = len(name) in (2, 3) and all(t.pos_ == "PROPN" and t.text.istitle() and t.is_alpha for t in name)
        if is_one and is_name and _is_whole_name(name) and name.text.lower() not in known_bodies():
            yield name


def _officed_names(words: Words) -> Iterator[Span]:
    """Give the full names that NER takes for part of an office, or takes no notice of: "Superintendent of Police Eswar Lee"."""
    doc = words.doc
    for office in words.written(_is_role_with_capital):
        if office.i + 3 >= len(doc) or doc[office.i + 1].pos_ != "ADP":
            continue
        first, end = office.i + 2, office.i + 2
        longest = min(len(doc), office.i + _LONGEST_OFFICE)
        while end < longest and (_is_written_as_name(doc[end]) or doc[end].pos_ in ("ADP", "DET")):
            end += 1
        first = max((i + 1 for i in range(first - 1, end) if doc[i].pos_ in ("ADP", "DET")), default=first)
        told = (i + 1 for i in range(first, end) if doc[i].lower_ in noun_classes() or doc[i].ent_type_ == "GPE")
        span = doc[max(told, default=first + 1) : end]  # what the office is of is one word at least
        whole = [token for token in span if len(token.text.rstrip(".")) > 1]
        # of "Obi Aaron Lee", NER may take "Aaron Lee" for the name
        is_cut = len(whole) == 3 and [token.ent_type_ for token in whole] == ["", "PERSON", "PERSON"]
        is_known = any(token.ent_type_ == "PERSON" for token in doc[first:end])
        if (is_cut or (len(whole) == 2 and not is_known)) and span.text.lower() not in known_bodies():
            yield span


def _joined_names(words: Words) -> Iterator[Span]:
    """Give the full names that NER takes no notice of, told by the one that they stand beside: "Ann Lee and Eswar Obi"."""
    doc = words.doc
    for ent in words.ents:
        if ent.label_ != "PERSON" or len(ent) < 2 or ent.end + 3 > len(doc) or doc[ent.end].lower_ not in ("and", "or"):
            continue
        span = doc[ent.end + 1 : ent.end + 3]
        is_written_so = all(t.pos_ == "PROPN" and t.text.istitle() and t.is_alpha and not t.ent_type_ for t in span)
        is_tied = span[0].dep_ == "compound" and span[0].head == span[1] and span[1].dep_ == "conj"
        is_other = any(map(is_role, span)) or is_word_of_bodies(span[1].text) or span.text in outlets_of(doc)
        if is_written_so and is_tied and _is_whole_name(span) and not is_other:
            yield span


def _is_written_as_name(token: Token) -> bool:
    return token.text[0].isupper() and (token.text.istitle() or "." in token.text) and token.pos_ == "PROPN"


def _given_names(words: Words) -> Iterator[Span]:
    """Give the names that people go by in an article: "who identified himself only as Eswar", "Ann (not her real name)"."""
    for name in words.proper:
        is_unseen = name.ent_type_ != "PERSON" and name.text.istitle()
        if is_unseen and (is_given(name) or is_changed(name)):
            yield words.doc[name.i : name.i + 1]


def _apposed_names(words: Words) -> Iterator[Span]:
    """Give the names of people that NER takes for something else, told by what stands beside: "the director, Faith Obi"."""
    doc = words.doc
    for ent in words.ents:
        if ent.label_ not in ("ORG", "PRODUCT", "GPE", "WORK_OF_ART", "FAC", "NORP") or len(ent) > 4:
            continue
        owner = next((token.i for token in ent if token.tag_ == "POS"), ent.start - 1)
        ent = doc[owner + 1 : ent.end] if owner + 1 < ent.end else ent  # "Labour's Faith Obi"
        root = ent.root
        beside = [root.head] if root.dep_ == "appos" else [child for child in root.children if child.dep_ == "appos"]
        # not "ROME (AP) - The actress"
        beside = [noun for noun in beside if noun.i < ent.start or doc[ent.end : ent.end + 1].text == ","]
        beside += [other for noun in beside for other in noun.conjuncts if other.dep_ == "conj"]
        is_name = all(token.pos_ == "PROPN" and (token.text[0].isupper() or token.text in PARTICLES) for token in ent)
        is_full = len(ent) > 1 or any(t.dep_ == "compound" and not t.ent_type_ for t in root.lefts)
        may_be_place = ent.label_ == "GPE" or not is_full
        tells = is_role if is_full else _tells_alone
        is_told = is_name and any(token.tag_ in ("NN", "NNP") and tells(token) for token in beside)
        is_told &= not (ent.label_ == "NORP" and is_indefinite(root))  # "an American, a reservist"
        is_told &= ent[-1].lower_ not in nouns_with("in_names")  # "a spokesman for the fund, Obi Capital"
        if is_told and not (may_be_place and _is_in_somewhere(ent)):
            yield doc[ent.start : ent.end]


def _followed_names(words: Words) -> Iterator[Span]:
    """Give the names that NER takes no notice of, told by what follows: "Eswar Lee, a professor", "Marko, a medic"."""
    for last in words.written(str.istitle):
        is_first_name = last.text in first_names() and last.ent_type_ in ("", "ORG")
        is_noun = last.pos_ == "PROPN" or (last.pos_ == "NOUN" and is_first_name)
        if not is_noun or last.dep_ == "compound" or (last.ent_type_ and not is_first_name):
            continue
        beside = (child for child in last.rights if child.dep_ == "appos" and child.tag_ == "NN")
        is_told = any(is_role(t) and is_indefinite(t) for t in beside)
        # "the president of the union, Eswar Lee"
        is_told = is_told or (last.dep_ == "appos" and last.head.tag_ == "NN" and _is_one_person(last.head))
        name = words.doc[_first_of_name(last) : last.i + 1] if is_told else None
        is_name = name is not None and len(name) in ((1, 2, 3) if is_first_name else (2, 3))
        if (
            name is not None
            and is_name
            and all(t.text.istitle() for t in name)
            and name.text not in outlets_of(name.doc)
        ):
            yield name


def _set_apart_names(words: Words) -> Iterator[Span]:
    """Give the full names between commas that NER takes for something else, or sees in part: "The ruler, Eswar Obi IV, said …"."""
    doc = words.doc
    for last in words.tokens:
        if last.dep_ != "appos" or last.ent_type_ == "PERSON":
            continue
        noun = last.head
        while noun.dep_ == "pobj" and not is_role(noun):  # "the mayor of a town near Leeds, …"
            noun = noun.head.head
        is_beside = noun.tag_ in ("NN", "NNP") and noun.i < last.left_edge.i - 1
        if not is_beside or not _is_one_person(noun):
            continue
        first, end = last.left_edge.i, _end_of_tied(last) + 1
        while first < last.i and doc[first].text in titles():
            first += 1
        span, parts = doc[first:end], [token for token in doc[first:end] if not ties(token)]
        is_apart = doc[last.left_edge.i - 1].text == "," and doc[end : end + 1].text in (",", ".", "")
        is_name = all(
            _is_written_as_name(token) or token.lower_ in PARTICLES or is_suffix(token.text) for token in parts
        )
        is_other = span.text in outlets_of(doc) or span.text.lower() in known_bodies()
        is_other |= noun != last.head and any(token.ent_type_ for token in parts)  # "the mayor of Leeds, New York"
        is_other |= any(is_word_of_bodies(token.text) for token in parts)
        if is_apart and len(parts) > 1 and is_name and not is_other:
            yield span


def _is_one_person(noun: Token) -> bool:
    """Say whether a noun is of one person and of no body: "the president"; not "their publisher", nor "its ally"."""
    is_told = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in noun.lefts)
    return is_role(noun) and is_told and noun.lemma_.lower() not in nouns_with("of_countries")


def _first_named(words: Words) -> Iterator[Span]:
    """Give the names of people that NER takes for something else or takes no notice of, told by a first name: "Aaron Obi"."""
    doc = words.doc
    for first in words.written(_is_first_name):
        is_capital = _is_in_capitals(first.text)
        last_of_first = _end_of_tied(first)  # "Ann-Marie Obi"
        if last_of_first + 1 >= len(doc):
            continue
        span = doc[first.i : _end_of_tied(doc[last_of_first + 1]) + 1]
        parts = [token for token in span if token.text != "-"]
        is_written_so = all(
            token.pos_ == "PROPN" and (token.text.isupper() if is_capital else token.text.istitle()) for token in parts
        )
        is_name = is_written_so and len(parts) > 1 and _is_whole_name(span)
        is_known = any(token.ent_type_ == "PERSON" for token in span) and not _is_torn(span)
        if (
            is_name
            and not is_known
            and span[-1].lower_ not in noun_classes()
            and span.text.lower() not in known_bodies()
        ):
            yield span


def _is_first_name(word: str) -> bool:
    return (word.title() if _is_in_capitals(word) else word) in first_names()


def _is_in_capitals(word: str) -> bool:
    """Say whether a word is written as in a lead: "DANIEL OBI"."""
    return len(word) > 2 and word.isupper()


def _end_of_tied(word: Token) -> int:
    """Give where what hyphens tie to a word ends: at "Obi" of "Lee-Obi"."""
    last = word
    while last.i + 2 < len(last.doc) and ties(last.nbor()):
        last = last.nbor(2)
    return last.i


def _is_torn(name: Span) -> bool:
    """Say whether NER takes notice of one part of a name with a hyphen only, so that it is torn: "Ann Lee-Obi"."""
    words = [token for token in name if token.text != "-"]
    return len(words) < len(name) and any(token.ent_type_ != "PERSON" for token in words[1:])


def _related_names(words: Words) -> Iterator[Span]:
    """Give the names that follow what somebody is of another: "her daughter Jade", unless NER knows it; "his wife, Faith, said"."""
    doc = words.doc
    for noun in words.with_lemma(_tells_gender):
        if noun.i + 2 >= len(doc) or not noun.is_lower or owner_of(noun) is None:
            continue
        is_parted = noun.nbor().text == ","
        name = doc[noun.i + 2 if is_parted else noun.i + 1]
        is_told = doc[name.i + 1 : name.i + 2].text == "," and name.pos_ == "PROPN" if is_parted else not name.ent_type_
        if is_told and name.is_alpha and name.text.istitle():
            yield doc[name.i : name.i + 1]


def _called_names(words: Words) -> Iterator[Span]:
    """Give the full names that follow what somebody is and that NER takes for something else: "Green lawmaker Aaron Obi"."""
    doc = words.doc
    for noun in words.with_lemma(_is_of_people):
        if noun.i + 2 >= len(doc) or not noun.is_lower or noun.tag_ not in ("NN", "JJ"):
            continue
        owner = owner_of(noun)
        # "his neighbour Aaron Obi", whatever the tagger says
        is_theirs = owner is not None and owner.lower_ in HE_OR_SHE
        if noun.tag_ == "JJ" and not is_theirs:
            continue
        lemma, end = noun.lemma_.lower(), noun.i + 1
        while end < len(doc) and doc[end].text.istitle() and doc[end].pos_ == "PROPN":
            end += 1
        span = doc[noun.i + 1 : end]
        others = ("PERSON", "NORP") if is_theirs else ("PERSON", "GPE", "NORP")
        is_name = len(span) in (2, 3) and not any(t.ent_type_ in others for t in span)
        may_be_body = (lemma in nouns_with("of_countries") and not is_theirs) or is_word_of_bodies(doc[end - 1].text)
        if (
            is_name
            and not may_be_body
            and span.text not in outlets_of(doc)
            and doc[end - 1].lower_ not in noun_classes()
        ):
            yield span


def _speaking_names(words: Words) -> Iterator[Span]:
    """Give the names of people in capitals before what they say, told by a first name: "AARON OBI: Good evening."."""
    doc = words.doc
    for colon in words.by_text.get(":", ()):
        if colon.i > 1:
            span = doc[colon.i - 2 : colon.i]
            is_begun = span.start == 0 or "\n" in doc[span.start - 1].text
            if is_begun and span.text.isupper() and span[0].text.title() in first_names():
                yield span


def _asking_names(words: Words) -> Iterator[Span]:
    """Give the last names of those who ask or answer in quotation marks, as bodies seldom do: "“Did you know?” Obi asked"."""
    doc = words.doc
    for verb in words.with_lemma(_ASKING.__contains__):
        if verb.pos_ != "VERB":
            continue
        name = next((child for child in verb.children if child.dep_ == "nsubj"), verb)
        is_beside = abs(name.i - verb.i) == 1 and min(name.i, verb.i) > 0 and doc[min(name.i, verb.i) - 1].is_quote
        is_name = name.pos_ == "PROPN" and name.text.istitle() and name.ent_type_ in ("", "ORG")
        is_known = name.text in outlets_of(doc) or name.lower_ in known_bodies() or name.lower_ in noun_classes()
        if is_beside and is_name and not is_known:
            yield doc[name.i : name.i + 1]


def _nicknamed_names(words: Words) -> Iterator[Span]:
    """Give the names that a nickname stands within: "John “Tig” Obi"."""
    doc = words.doc
    for mark in words.tokens[1:-3]:
        if not (mark.is_quote and doc[mark.i + 2].is_quote):
            continue
        span = doc[mark.i - 1 : mark.i + 4]
        is_written_so = all(t.text.istitle() and t.pos_ == "PROPN" for t in (span[0], span[2], span[4]))
        if is_written_so and (span[0].text in first_names() or span[0].ent_type_ == "PERSON"):
            yield span


def _initialed_names(words: Words) -> Iterator[Span]:
    """Give the names that begin with an initial and that NER takes no notice of: "J. Aaron Obi"."""
    doc = words.doc
    for first in words.written(_is_initial):
        if first.i + 2 >= len(doc):
            continue
        is_bare = len(first) == 1
        if is_bare and not (len(first.nbor()) == 1 and first.nbor().is_upper):  # "P K Obi"
            continue
        span = doc[first.i : first.i + 3]
        if is_bare and all(t.pos_ == "PROPN" for t in span) and span[2].text.istitle() and len(span[2]) > 2:
            yield span
            continue
        is_written_so = all(t.text.istitle() and not t.ent_type_ for t in span)
        is_written_so &= span[1].pos_ == "PROPN" and span[2].pos_ in ("PROPN", "NOUN")
        if is_written_so and not (first.i and doc[first.i - 1].pos_ == "PROPN") and _is_whole_name(span):
            yield span


def _is_initial(word: str) -> bool:
    return word[0].isupper() and word[1:] in ("", ".")


def _officed_initials(words: Words) -> Iterator[Span]:
    """Give the names that NER takes for a body's, told by an office and an initial before them: "District Collector P. Obi"."""
    doc = words.doc
    for initial in words.written(_is_initial):
        if len(initial) == 1 or not 0 < initial.i < len(doc) - 1 or initial.nbor(-1).text not in telling_titles():
            continue
        last = initial.nbor()
        is_name = last.ent_type_ == "ORG" and last.pos_ == "PROPN" and last.text.istitle()
        if is_name and not is_word_of_bodies(last.text):
            yield doc[initial.i : last.i + 1]


def _lettered_names(words: Words) -> Iterator[Span]:
    """Give the names that NER takes for something else or takes no notice of, told by the letters behind: "Aaron Obi KC"."""
    doc = words.doc
    for letters in words.written(letters_behind().__contains__):
        if letters.i < 2 or _is_before_name(letters):
            continue
        start = letters.i
        while start > max(0, letters.i - 3) and doc[start - 1].text.istitle() and doc[start - 1].pos_ == "PROPN":
            start -= 1
        span = doc[start : letters.i]
        if len(span) > 1 and not any(token.ent_type_ in ("PERSON", "GPE") for token in span):
            while len(span) > 2 and span[0].text in titles():
                span = span[1:]
            yield span


def _members(words: Words) -> Iterator[Span]:
    """Give the names that NER takes for a body's, with the letters before them: "NPF MP Aaron Obi"."""
    for ent in words.ents:
        if ent.label_ != "ORG":
            continue
        letters = max(
            (token.i for token in ent[:-1] if token.is_upper and token.text in telling_titles()), default=ent.end
        )
        span = words.doc[letters + 1 : ent.end]
        is_name = len(span) in (2, 3) and all(token.text.istitle() and token.is_alpha for token in span)
        if is_name and not is_word_of_bodies(span[-1].text):
            yield span


def _is_before_name(letters: Token) -> bool:
    """Say whether letters are a title before a name, and what stands before them is where its bearer sits: "Tarn East MP Ann Lee"."""
    following = letters.doc[letters.i + 1 : letters.i + 2]
    return bool(following) and following[0].text.istitle() and following[0].pos_ == "PROPN"


def _is_whole_name(span: Span) -> bool:
    """Say whether a run of names ends with a span, and begins with it or with what is no name of its own ("executive Ann Lee")."""
    doc, before, after = span.doc, span.start - 1, span.end
    is_end = after == len(doc) or not doc[after].text[:1].isupper() or doc[after].text in letters_behind()
    is_inside = before >= 0 and doc[before].ent_iob_ != "O" and doc[span.start].ent_iob_ == "I"
    # "Fox News’ Ann Lee", "ROME - Ann Lee"
    is_apart = before >= 0 and doc[before].text in ("'", "’", "'s", "’s")
    is_apart |= before > 0 and doc[before].text in DASHES and bool(doc[before - 1].whitespace_)
    return is_end and (not is_inside or is_apart or doc[before].is_lower or doc[before].text in titles())


def _is_who(word: str) -> bool:
    return word.lower() == "who"


def _is_role_with_capital(word: str) -> bool:
    return word.istitle() and _is_of_people(word)


def _is_of_people(word: str) -> bool:
    """Say whether a word, but for its capitals, is what people are called."""
    return noun_classes().get(word.lower()) in PEOPLE


def _tells_gender(word: str) -> bool:
    return gender_of_noun(word.lower()) is not None


def _tells_alone(noun: Token) -> bool:
    """Say whether a noun tells that a single word names a person: "his wife, Faith", "Obi, a professor"."""
    if gender_of_noun(noun.lemma_.lower()) is not None and owner_of(noun) is not None:
        return True
    is_one = noun_classes().get(noun.lemma_.lower()) in ("person", "insider")
    return is_one and noun.lower_ not in nouns_with("of_countries") and is_indefinite(noun)


def _is_in_somewhere(name: Span) -> bool:
    """Say whether a name stands behind a preposition somewhere, as a place's does: "in New York"."""
    first = (token for token in name.doc[1:] if token.text == name[0].text)
    return any(t.nbor(-1).pos_ == "ADP" and name.doc[t.i : t.i + len(name)].text == name.text for t in first)


def _first_of_name(last: Token) -> int:
    """Give where the words begin that belong to the name that a token ends, none of which NER takes notice of."""
    start = last.i
    while start > 0 and is_part_of_name(last.doc[start - 1]) and last.doc[start - 1].head == last:
        start -= 1
    return start


# Where two tell of names that begin with one token, the later one does.
_SIGNS: tuple[Callable[[Words], Iterator[Span]], ...] = (
    _first_named,
    _apposed_names,
    _followed_names,
    _set_apart_names,
    _speaking_names,
    _nicknamed_names,
    _initialed_names,
    _officed_initials,
    _lettered_names,
    _members,
    _related_names,
    _called_names,
    _torn_names,
    _particled_names,
    _singled_names,
    _given_names,
    _officed_names,
    _joined_names,
    _abbreviated_names,
    _noble_names,
    _asking_names,
)
