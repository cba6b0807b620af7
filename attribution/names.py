"""Documents to the names of people in them: where each stands, and whether one written name may be short for another.

NER calls Bloomberg a place and Assad an organization, and takes no notice of other names at all. What stands beside a word (a title,
an apposition, a first name) and what goes back to it ("he", "who") decide with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from attribution.document import begins_sentence
from attribution.outlets import bare, is_outlet_name
from attribution.salience import FEMININE, MASCULINE, gender_of_noun
from attribution.vocabulary import (
    PEOPLE,
    first_names,
    known_bodies,
    letters_behind,
    nicknames,
    noun_classes,
    nouns_with,
    telling_titles,
    titles,
    untelling_titles,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Words of names that are written small.
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le van von".split())
_MIN_PRONOUNS = 3  # sentences
_NAMED_REACH = 100  # tokens before a name, within which "she" may go back to another
_TELLING_CLAUSE = 2  # sentences with a pronoun that "Obi, who …" weighs as much as
_MIN_FULL_NAMES = 2
_APPOSITION = 8  # tokens
_TOLD = 2  # how much what stands beside a name weighs in telling a body from a person
_DASHES = frozenset("-–—")
_REFLEXIVE = frozenset({"himself", "herself"})
_LONG_NAME = 5  # words
_ONLY = frozenset({"only", "simply", "just"})
_GIVEN_REACH = 12  # tokens
_GIVING = frozenset({"give", "use", "provide", "identify"})
_GIVEN_BEFORE = 7  # tokens
_CHANGED_REACH = 9  # tokens
_LONGEST_OFFICE = 16  # tokens, with the name behind it
# "(not her real name)", ", whose name has been changed", "– name changed on request"
_CHANGED = re.compile(
    r"[(,–—-]\s?(?:(?:which\s+is\s+)?not\s+(?:his|her|their)\s+real\s+name"
    r"|(?:(?:his|her|their|whose)\s+)?(?:real\s+|first\s+|full\s+|the\s+)?names?\s+(?:(?:has|have|had)\s+been\s+|was\s+)?changed"
    r"|(?:a|which\s+is\s+a|using\s+a)\s+pseudonym)",
    re.I,
)


class Names(NamedTuple):
    """The names of people in a document.

    Args:
        spans: in no order; without titles before them.
        keys: by :func:`key_of_name`, the words that names of people end in.
        bodies: likewise, of what NER takes for people and the article tells to be companies and the like.
    """

    spans: list[Span]
    keys: set[str]
    bodies: set[str]


def find_names(doc: Doc, worded: Collection[int] = ()) -> Names:
    """Find the names of people, in full and in short.

    Args:
        worded: tokens of bodies' names that are made of plain words, in which nobody is named.
    """
    told_by = (
        _first_named,
        _apposed_names,
        _unseen_names,
        _speaking_names,
        _nicknamed_names,
        _initialed_names,
        _lettered_names,
        _related_names,
        _called_names,
        _torn_names,
        _singled_names,
        _given_names,
        _officed_names,
        _joined_names,
        _abbreviated_names,
    )
    told = {span.start: span for find in told_by for span in find(doc)}
    ends = {span.end for span in told.values()}
    entities = (ent for ent in doc.ents if ent.start not in told and bare(ent.text).lower() not in known_bodies())
    entities = (ent for ent in entities if ent.label_ == "PERSON" or ent.end not in ends)
    spans = [span for ent in entities if (span := _name_span(ent)) is not None]
    titled = (span for span in _titled_names(doc) if span.start not in told)
    found = (
        span for span in (*spans, *titled, *told.values()) if span.start not in worded and span.end - 1 not in worded
    )
    spans = list(_without_headlines(list(found)))
    with_pronouns = _names_with_pronouns(doc)
    keys = _names_of_people(doc, spans) | with_pronouns | {key_of_name(span.text) for span in told.values()}
    bodies = _names_of_bodies(doc, spans, keys - with_pronouns)
    keys -= bodies
    people = [span for span in spans if _is_of_person(span, keys)]
    in_full = {span.end - 1: span for span in people if len(span) > 1}
    unseen = _namesakes(doc, keys, {key_of_name(span.text) for span in in_full.values()})
    alone = [span for span in people if len(span) == 1 and span.start not in unseen]
    return Names([*alone, *(unseen | in_full).values()], keys, bodies)


def _is_of_person(span: Span, keys: set[str]) -> bool:
    """Say whether a name is a person's: it ends as such names do, and is no work's, body's or outlet's."""
    key = key_of_name(span.text)
    is_family = span[-1].tag_ == "NNPS" and key.removesuffix("s") in keys  # "the Obis"
    is_known = key in keys and span.label_ != "WORK_OF_ART" and not is_family
    is_of_body = span.text.lower() in known_bodies() or is_outlet_name(span.text)
    is_of_body |= is_outlet_name(span.doc[max(0, span.start - 1) : span.end].text)  # "Manager" of "Manager Magazin"
    return is_known and not is_of_body and not _is_no_name(span)


def _without_headlines(spans: list[Span]) -> Iterator[Span]:
    """Leave out what NER takes for one long name though it contains another: "Hillary Clinton Slams Donald Trump"."""
    short = tuple(span.text for span in spans if span.label_ == "PERSON" and 2 <= len(span) < _LONG_NAME)
    for span in spans:
        if len(span) < _LONG_NAME or (not span.text.startswith(short) and not span.text.endswith(short)):
            yield span


def _names_of_people(doc: Doc, spans: Sequence[Span]) -> set[str]:
    """Give the last words of the names that are people's: a full name or a title tells more than the word alone."""
    full, alone = dict[str, Counter[bool]](), dict[str, Counter[bool]]()
    names = {span.text for span in spans if span.label_ == "PERSON"}
    common = {token.text for token in doc if token.pos_ == "NOUN" and token.is_lower}
    for span in spans:
        if len(span) == 1 and span.text.lower() in common and begins_sentence(span[0]):
            continue  # "Noise is loud", of the noise
        is_person = span.label_ == "PERSON" or _is_titled(span)
        # "Le Pen", of "Marine Le Pen"
        is_part = span[0].lower_ in _PARTICLES and any(f" {name}".endswith(f" {span.text}") for name in names)
        if span.label_ == "WORK_OF_ART" or (is_part and not is_person):
            continue
        is_full = len(span) > 1 or _is_titled(span)
        is_sure = is_full and is_person and span[0].text in first_names()
        (full if is_full else alone).setdefault(key_of_name(span.text), Counter())[is_person] += 1 + is_sure
    nobody = Counter[bool]()
    known = {key for key, count in full.items() if count[True] > count[False]}
    return known | {
        key for key, count in alone.items() if not full.get(key, nobody)[False] and count[True] >= max(1, count[False])
    }


def _names_of_bodies(doc: Doc, spans: Sequence[Span], keys: Collection[str]) -> set[str]:
    """Give what names end in that NER takes for people's and the article tells to be bodies': "Tarn, a startup", "Tarn's shares"."""
    full = {bare(ent.text) for ent in doc.ents if len(ent) > 1 and is_word_of_bodies(ent[-1].text)}
    longer = {" ".join(words[:n]) for words in map(str.split, full) for n in range(1, len(words))}
    short = {key_of_name(span.text) for span in spans if len(span) == 1}
    weights, people = Counter[str](), set[str]()
    for span in spans:
        key = key_of_name(span.text)
        nouns = {noun.lemma_.lower() for noun in (*_nouns_told_of(span), *_nouns_before(span))}
        kinds = {noun_classes().get(noun) for noun in nouns - nouns_with("of_countries")}
        is_in_full = len(span) > 1 and (span[0].text in first_names() or (span.label_ == "PERSON" and key in short))
        if is_in_full or _is_titled(span) or goes_back(span.root, "who") or not kinds.isdisjoint(PEOPLE):
            people.add(key)
        weights[key] += _TOLD * (not kinds.isdisjoint(("organization", "outlet")))
        weights[key] += _TOLD * (len(span) == 1 and not nouns.isdisjoint(nouns_with("trade")))  # "grid operator Tarn"
        is_begin = span.text in longer and span.text not in first_names()  # "Tarn", of "Tarn Holdings"
        weights[key] += _TOLD * (is_word_of_bodies(span[-1].text) + is_begin)
        weights[key] += _is_owner_of_body(span) + _TOLD * goes_back(span.root, "which")
    found = {key for key in keys if weights[key] >= _TOLD and key not in people}
    # "Tarn Optronics", then "Tarn"
    begun = {key_of_name(span[0].text) for span in spans if len(span) > 1 and key_of_name(span.text) in found}
    return found | (begun & short & set(keys) - people)


def is_word_of_bodies(word: str) -> bool:
    """Say whether a word ends the names of bodies: "Holdings", "University"."""
    lower = word.lower().rstrip(".")
    is_kind = any(noun_classes().get(form) == "organization" for form in (lower, lower.removesuffix("s")))
    return word[:1].isupper() and (is_kind or lower in nouns_with("in_names"))


def _nouns_told_of(name: Span) -> Iterator[Token]:
    """Give the nouns that stand in apposition to a name."""
    root = name.root
    if root.dep_ == "appos":
        yield root.head
    yield from (child for child in root.rights if child.dep_ == "appos" and child.pos_ == "NOUN")
    # "Tarn, the payroll startup last valued at …", whatever the parse says
    after = name.doc[name.end : name.end + _APPOSITION]
    if len(after) > 2 and after[0].text == "," and after[1].lower_ in ("a", "an", "the"):
        nouns = list(takewhile(lambda t: t.pos_ in ("NOUN", "ADJ", "PROPN") or t.text == "-", after[2:]))
        yield from nouns[-1:]


def _nouns_before(name: Span) -> Iterator[Token]:
    """Give the noun right before a name that tells what it is: "Swedish fund Tarn"."""
    before = name.doc[name.start - 1] if name.start > name.sent.start else None
    is_noun = before is not None and before.is_lower and before.pos_ == "NOUN"
    if before is not None and (is_noun or before.lower_ in nouns_with("stands_before")):
        yield before


def _is_owner_of_body(name: Span) -> bool:
    """Say whether a name owns what only a body has: "Tarn's shareholders", "Tarn CEO Ann Lee"."""
    after = name.doc[name.end : name.end + 2]
    owned = after[-1] if len(after) > 1 and after[0].tag_ == "POS" else after[0] if after else None
    lemma = owned.lemma_.lower() if owned is not None else ""
    return lemma in nouns_with("of_bodies") or noun_classes().get(lemma) == "press_office"


def _names_with_pronouns(doc: Doc) -> set[str]:
    """Give the names that NER takes for a body's or place's, and to which "he" or "her" goes back time and again, or "who" too."""
    counts = Counter[str]()
    for sent, ents in groupby(doc.ents, key=lambda ent: ent.root.sent.start):
        named = list(ents)
        if any(ent.label_ == "PERSON" for ent in named):
            continue
        pronouns = [t for t in doc[sent].sent if t.lower_ in MASCULINE | FEMININE and t.dep_ in ("poss", "nsubj")]
        for ent in named if pronouns else ():
            root = ent.root
            is_name = ent.label_ not in ("DATE", "CARDINAL") and root.pos_ == "PROPN" and root.text.istitle()
            if is_name and root.dep_ == "nsubj":
                counts[key_of_name(ent.text)] += any(t.i > ent.end and root.head in t.ancestors for t in pronouns)
                counts[key_of_name(ent.text)] += _TELLING_CLAUSE * (ent.label_ != "NORP" and goes_back(root, "who"))
                counts[key_of_name(ent.text)] += _MIN_PRONOUNS * _speaks_of_self(ent)
    for token in doc:
        if token.lower_ in _REFLEXIVE and (subject := _bound_by(token)) is not None and subject.pos_ == "PROPN":
            counts[key_of_name(subject.text)] += _MIN_PRONOUNS
    return {name for name, count in counts.items() if count >= _MIN_PRONOUNS and name not in known_bodies()}


def _speaks_of_self(name: Span) -> bool:
    """Say whether "she" can be nobody else in what somebody says: "Ann Lee said she was tired", where no other was named shortly before."""
    before = name.doc[max(0, name.start - _NAMED_REACH) : name.start]
    if len(name) < 2 or is_word_of_bodies(name[-1].text) or any(ent.label_ == "PERSON" for ent in before.ents):
        return False
    clauses = (child for child in name.root.head.rights if child.dep_ == "ccomp")
    return any(t.dep_ == "nsubj" and t.lower_ in MASCULINE | FEMININE for clause in clauses for t in clause.lefts)


def _bound_by(reflexive: Token) -> Token | None:
    """Give the subject that "himself" goes back to, in its own clause: "Lee compared himself to a fox"."""
    verb = next((t for t in reflexive.ancestors if t.pos_ == "VERB"), None)
    return next((t for t in verb.lefts if t.dep_ == "nsubj"), None) if verb is not None else None


def _namesakes(doc: Doc, known: set[str], in_full: set[str]) -> dict[int, Span]:
    """Give, by their last words, the full names with a known surname that NER takes no notice of.

    Where another has that surname in full, such a name has to come time and again.
    """
    found = {
        last.i: doc[last.i - 1 : last.i + 1] for last in doc if key_of_name(last.text) in known and has_first_name(last)
    }
    counts = Counter(span.text for span in found.values())
    return {
        i: span
        for i, span in found.items()
        if counts[span.text] >= _MIN_FULL_NAMES or key_of_name(span[-1].text) not in in_full
    }


def _is_no_name(span: Span) -> bool:
    """Say whether what NER takes for a person's name is none: "the Brujas", "Cuban Americans", "Filmmaker", "Aides"."""
    last = span[-1]
    alone, singular = (noun_classes().get(word) for word in (last.lower_, last.lower_.removesuffix("s")))
    is_of_many = any(child.lower_ == "the" and child.i == span.start - 1 for child in last.lefts)
    is_people = last.tag_ == "NNPS" and singular == "class"
    is_word = bool(last.is_sent_start) and (alone in PEOPLE or singular in PEOPLE)
    is_clause = any(token.is_lower and token.pos_ in ("VERB", "AUX") for token in span)  # "Lee hit Obi"
    # "Dublin Police Department"
    is_body = len(span) > 2 and alone == "organization" and span[0].text not in first_names()
    # "Ukraine's General Staff", of which "General" is no title
    is_word |= span.label_ != "PERSON" and alone in PEOPLE
    return is_people or is_clause or is_body or (len(span) == 1 and (alone == "organization" or is_of_many or is_word))


def has_first_name(last: Token) -> bool:
    """Say whether a first name that NER takes no notice of stands before a surname: "Ivanka Trump"."""
    before = [child for child in last.lefts if child.dep_ == "compound"]
    if last.pos_ != "PROPN" or len(before) != 1 or before[0].i != last.i - 1:
        return False
    first = before[0]
    is_name = first.pos_ == "PROPN" and first.text.istitle() and first.is_alpha and not first.ent_type_
    return is_name and first.text not in titles() and not is_role(first) and not is_outlet_name(first.text)


def _titled_names(doc: Doc) -> Iterator[Span]:
    """Give the names of people that NER took no notice of, told by the words before them: "Chief of Staff Ann Lee"."""
    for token in doc:
        if token.pos_ != "PROPN" or token.ent_type_ or not token.text[0].isupper() or token.dep_ == "compound":
            continue
        if noun_classes().get(token.lower_) in ("organization", "class", "insider"):  # "Ukraine's General Staff"
            continue
        start = _first_of_name(token)
        before = [child for child in token.lefts if child.i < start and child.text[0].isupper()]
        is_titled = not {child.text for child in before}.isdisjoint(telling_titles())
        if token.i - start in (1, 2) and (is_titled or _is_role_before(start, before)):
            span = doc[start : token.i + 1]
            span.label_ = "PERSON"
            yield span


def _abbreviated_names(doc: Doc) -> Iterator[Span]:
    """Give the names behind a title whose dot is taken for the end of a sentence: "Engr. Ann Lee"."""
    for dot in doc[1:-2]:
        if dot.text != "." or dot.nbor(-1).whitespace_ or f"{dot.nbor(-1).text}." not in telling_titles():
            continue
        end = dot.i + 1
        while end < min(dot.i + 4, len(doc)) and doc[end].pos_ == "PROPN" and doc[end].text.istitle():
            end += 1
        if end - dot.i > 2 and not any(token.ent_type_ == "PERSON" for token in doc[dot.i + 1 : end]):
            span = doc[dot.i + 1 : end]
            span.label_ = "PERSON"
            yield span


def _is_role_before(start: int, before: Sequence[Token]) -> bool:
    """Say whether a name follows what somebody is, in capitals: "Foreign Adviser Ann Lee"; not "Miller Sues Bandmates", of a headline."""
    role = next((child for child in before if child.i == start - 1 and child.tag_ == "NNP" and is_role(child)), None)
    return role is not None and any(token.is_lower and token.pos_ in ("VERB", "AUX") for token in role.sent)


def _torn_names(doc: Doc) -> Iterator[Span]:
    """Give the names of whose last word NER takes no notice: "Ann Obi Lee", of which it takes "Ann Obi" for a name."""
    for ent in doc.ents:
        if ent.label_ != "PERSON" or ent.end == len(doc):
            continue
        last = doc[ent.end]
        is_name = last.pos_ == "PROPN" and last.text.istitle() and last.is_alpha and not last.ent_type_
        is_tied = all(token.dep_ == "compound" and token.head == last for token in ent)
        if is_name and is_tied and len(ent) > 1 and not is_role(last) and not is_word_of_bodies(last.text):
            span = doc[ent.start : last.i + 1]
            span.label_ = "PERSON"
            yield span


def _singled_names(doc: Doc) -> Iterator[Span]:
    """Give the full names that NER takes no notice of or takes for something else, told by a clause of one: "Eswar Lee, who teaches"."""
    for who in doc[3:]:
        last = doc[who.i - 2]
        if who.lower_ != "who" or doc[who.i - 1].text != "," or last.pos_ != "PROPN":
            continue
        if last.ent_type_ in ("PERSON", "GPE", "LOC", "NORP"):  # "Ann Lee, Republican of Ohio, who was there"
            continue
        words = doc[_first_of_name(last) if not last.ent_type_ else last.left_edge.i : last.i + 1]
        verbs = [token for token in (who.head, *who.head.lefts) if token.pos_ in ("VERB", "AUX")]
        is_one = any(verb.tag_ == "VBZ" or verb.lower_ == "was" for verb in verbs)
        is_name = len(words) in (2, 3) and all(t.pos_ == "PROPN" and t.text.istitle() and t.is_alpha for t in words)
        if is_one and is_name and _is_whole_name(words) and words.text.lower() not in known_bodies():
            words.label_ = "PERSON"
            yield words


def _officed_names(doc: Doc) -> Iterator[Span]:
    """Give the full names that NER takes for part of an office, or takes no notice of: "Superintendent of Police Eswar Lee"."""
    for office in doc[:-3]:
        if not (office.text.istitle() and is_role(office) and doc[office.i + 1].pos_ == "ADP"):
            continue
        first, end = office.i + 2, office.i + 2
        longest = min(len(doc), office.i + _LONGEST_OFFICE)
        while end < longest and (_is_written_as_name(doc[end]) or doc[end].pos_ in ("ADP", "DET")):
            end += 1
        first = max((i + 1 for i in range(first - 1, end) if doc[i].pos_ in ("ADP", "DET")), default=first)
        told = (i + 1 for i in range(first, end) if doc[i].lower_ in noun_classes() or doc[i].ent_type_ == "GPE")
        span = doc[max(told, default=first + 1) : end]  # what the office is of is one word at least
        words = [token for token in span if len(token.text.rstrip(".")) > 1]
        is_known = any(token.ent_type_ == "PERSON" for token in doc[first:end])
        if len(words) == 2 and not is_known and span.text.lower() not in known_bodies():
            span.label_ = "PERSON"
            yield span


def _joined_names(doc: Doc) -> Iterator[Span]:
    """Give the full names that NER takes no notice of, told by the one that they stand beside: "Ann Lee and Eswar Obi"."""
    for ent in doc.ents:
        if ent.label_ != "PERSON" or len(ent) < 2 or ent.end + 3 > len(doc) or doc[ent.end].lower_ not in ("and", "or"):
            continue
        span = doc[ent.end + 1 : ent.end + 3]
        is_written_so = all(t.pos_ == "PROPN" and t.text.istitle() and t.is_alpha and not t.ent_type_ for t in span)
        is_tied = span[0].dep_ == "compound" and span[0].head == span[1] and span[1].dep_ == "conj"
        is_other = any(map(is_role, span)) or is_word_of_bodies(span[1].text) or is_outlet_name(span.text)
        if is_written_so and is_tied and _is_whole_name(span) and not is_other:
            span.label_ = "PERSON"
            yield span


def _is_written_as_name(token: Token) -> bool:
    return token.text[0].isupper() and (token.text.istitle() or "." in token.text) and token.pos_ == "PROPN"


def is_changed(last: Token) -> bool:
    """Say whether an article tells of a name, by its last word, that it is not the person's own."""
    after = last.doc[last.i + 1 : last.i + 1 + _CHANGED_REACH].text
    return _CHANGED.match(after) is not None


def _given_names(doc: Doc) -> Iterator[Span]:
    """Give the names that people go by in an article: "who identified himself only as Eswar", "Ann (not her real name)"."""
    for name in doc:
        is_unseen = name.pos_ == "PROPN" and name.text.istitle() and name.ent_type_ != "PERSON"
        if is_unseen and (_is_given(name) or is_changed(name)):
            span = doc[name.i : name.i + 1]
            span.label_ = "PERSON"
            yield span


def _is_given(name: Token) -> bool:
    """Say whether a name is the one that somebody goes by."""
    doc, i = name.doc, name.i - 1
    if i < 2 or name.pos_ != "PROPN" or not name.text.istitle():
        return False
    if doc[i].text == "," and doc[i - 1].lower_ == "name":  # "who gave only her first name, Ann"
        return any(token.lemma_ in _GIVING for token in doc[max(0, i - _GIVEN_BEFORE) : i])
    if doc[i].lower_ != "as":
        return False
    i -= doc[i - 1].lower_ in _ONLY
    before = [token.lower_ for token in doc[max(0, i - 2) : i]]
    is_named = before[-1:] == ["name"] or (bool(before) and before[-1] in _REFLEXIVE)
    is_by_others = before[-1:] == ["identified"] and doc[name.i - 2].lower_ in _ONLY
    verbs = {token.lemma_ for token in doc[max(0, i - 3) : i]}
    return is_by_others or (is_named and not verbs.isdisjoint(("identify", "give", "introduce")))


def name_given_after(head: Token) -> int:
    """Give the token of the name that a noun's own clause gives, -1 without: "an eyewitness, who identified himself as Eswar"."""
    after = head.doc[head.i + 1 : min(head.i + 1 + _GIVEN_REACH, head.sent.end)]
    return next((token.i for token in after if _is_given(token)), -1)


def _apposed_names(doc: Doc) -> Iterator[Span]:
    """Give the names of people that NER takes for something else, told by what stands beside: "the director, Faith Obi"."""
    for ent in doc.ents:
        if ent.label_ not in ("ORG", "PRODUCT", "GPE", "WORK_OF_ART", "FAC", "NORP") or len(ent) > 4:
            continue
        owner = next((token.i for token in ent if token.tag_ == "POS"), ent.start - 1)
        ent = doc[owner + 1 : ent.end] if owner + 1 < ent.end else ent  # "Labour's Faith Obi"
        root = ent.root
        beside = [root.head] if root.dep_ == "appos" else [child for child in root.children if child.dep_ == "appos"]
        # not "ROME (AP) - The actress"
        beside = [noun for noun in beside if noun.i < ent.start or doc[ent.end : ent.end + 1].text == ","]
        beside += [other for noun in beside for other in noun.conjuncts if other.dep_ == "conj"]
        is_name = all(token.pos_ == "PROPN" and (token.text[0].isupper() or token.text in _PARTICLES) for token in ent)
        is_full = len(ent) > 1 or any(t.dep_ == "compound" and not t.ent_type_ for t in root.lefts)
        may_be_place = ent.label_ == "GPE" or not is_full
        tells = is_role if is_full else _tells_alone
        is_told = is_name and any(token.tag_ in ("NN", "NNP") and tells(token) for token in beside)
        is_told &= not (ent.label_ == "NORP" and is_indefinite(root))  # "an American, a reservist"
        if is_told and not (may_be_place and _is_in_somewhere(ent)):
            span = doc[ent.start : ent.end]
            span.label_ = "PERSON"
            yield span


def _unseen_names(doc: Doc) -> Iterator[Span]:
    """Give the full names that NER takes no notice of, told by what follows: "Eswar Lee, a professor"."""
    for last in doc:
        if last.pos_ != "PROPN" or last.ent_type_ or not last.text.istitle() or last.dep_ == "compound":
            continue
        words = doc[_first_of_name(last) : last.i + 1]
        is_name = len(words) in (2, 3) and all(t.text.istitle() for t in words)
        beside = (child for child in last.rights if child.dep_ == "appos" and child.tag_ == "NN")
        is_told = any(is_role(t) and is_indefinite(t) for t in beside)
        # "the president of the union, Eswar Lee"
        is_told |= last.dep_ == "appos" and last.head.tag_ == "NN" and _is_one_person(last.head)
        if is_name and not is_outlet_name(words.text) and is_told:
            words.label_ = "PERSON"
            yield words


def _is_one_person(noun: Token) -> bool:
    """Say whether a noun is of one person and of no body: "the president"; not "their publisher", nor "its ally"."""
    is_told = any(child.lower_ == "the" or child.dep_ == "poss" for child in noun.lefts)
    return is_role(noun) and is_told and noun.lemma_.lower() not in nouns_with("of_countries")


def _first_named(doc: Doc) -> Iterator[Span]:
    """Give the names of people that NER takes for something else or takes no notice of, told by a first name: "Aaron Obi"."""
    for first in doc[:-1]:
        is_capital = first.text.isupper() and len(first) > 2  # "DANIEL OBI", in a lead
        if (first.text.title() if is_capital else first.text) not in first_names():
            continue
        last_of_first = _end_of_tied(first)  # "Ann-Marie Obi"
        if last_of_first + 1 >= len(doc):
            continue
        span = doc[first.i : _end_of_tied(doc[last_of_first + 1]) + 1]
        words = [token for token in span if token.text != "-"]
        is_written_so = all(
            token.pos_ == "PROPN" and (token.text.isupper() if is_capital else token.text.istitle()) for token in words
        )
        is_name = is_written_so and len(words) > 1 and _is_whole_name(span)
        is_known = any(token.ent_type_ == "PERSON" for token in span) and not _is_torn(span)
        if (
            is_name
            and not is_known
            and span[-1].lower_ not in noun_classes()
            and span.text.lower() not in known_bodies()
        ):
            span.label_ = "PERSON"
            yield span


def ties(mark: Token) -> bool:
    """Say whether a mark is a hyphen between two words that no space parts."""
    return mark.text == "-" and not mark.whitespace_ and not mark.nbor(-1).whitespace_


def tied_before(last: Token) -> str:
    """Give a word with what hyphens tie to it: "Lee-Obi", of "Obi"."""
    first = last
    while first.i > 1 and ties(first.nbor(-1)):
        first = first.nbor(-2)
    return last.doc[first.i : last.i + 1].text


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


def _related_names(doc: Doc) -> Iterator[Span]:
    """Give the names that follow what somebody is of another and that NER takes no notice of: "her daughter Jade"."""
    for noun in doc[:-1]:
        name = noun.nbor()
        is_relation = gender_of_noun(noun.lemma_.lower()) is not None and any(t.dep_ == "poss" for t in noun.lefts)
        if is_relation and noun.is_lower and name.text.istitle() and name.is_alpha and not name.ent_type_:
            span = doc[name.i : name.i + 1]
            span.label_ = "PERSON"
            yield span


def _called_names(doc: Doc) -> Iterator[Span]:
    """Give the full names that follow what somebody is and that NER takes for something else: "Green lawmaker Aaron Obi"."""
    for noun in doc[:-2]:
        lemma = noun.lemma_.lower()
        if not (noun.is_lower and noun.tag_ == "NN" and noun_classes().get(lemma) in PEOPLE):
            continue
        end = noun.i + 1
        while end < len(doc) and doc[end].text.istitle() and doc[end].pos_ == "PROPN":
            end += 1
        span = doc[noun.i + 1 : end]
        is_name = len(span) in (2, 3) and not any(t.ent_type_ in ("PERSON", "GPE", "NORP") for t in span)
        may_be_body = lemma in nouns_with("of_countries") or is_word_of_bodies(doc[end - 1].text)
        if is_name and not may_be_body and not is_outlet_name(span.text) and doc[end - 1].lower_ not in noun_classes():
            span.label_ = "PERSON"
            yield span


def _speaking_names(doc: Doc) -> Iterator[Span]:
    """Give the names of people in capitals before what they say, told by a first name: "AARON OBI: Good evening."."""
    for colon in doc[2:]:
        if colon.text == ":":
            span = doc[colon.i - 2 : colon.i]
            is_begun = span.start == 0 or "\n" in doc[span.start - 1].text
            if is_begun and span.text.isupper() and span[0].text.title() in first_names():
                span.label_ = "PERSON"
                yield span


def _nicknamed_names(doc: Doc) -> Iterator[Span]:
    """Give the names that a nickname stands within: "John “Tig” Obi"."""
    for mark in doc[1:-3]:
        if not (mark.is_quote and doc[mark.i + 2].is_quote):
            continue
        span = doc[mark.i - 1 : mark.i + 4]
        is_written_so = all(t.text.istitle() and t.pos_ == "PROPN" for t in (span[0], span[2], span[4]))
        if is_written_so and (span[0].text in first_names() or span[0].ent_type_ == "PERSON"):
            span.label_ = "PERSON"
            yield span


def _initialed_names(doc: Doc) -> Iterator[Span]:
    """Give the names that begin with an initial and that NER takes no notice of: "J. Aaron Obi"."""
    for first in doc[:-2]:
        is_bare = len(first) == len(first.nbor()) == 1 and first.is_upper and first.nbor().is_upper  # "P K Obi"
        if not is_bare and not (len(first) == 2 and first.text[0].isupper() and first.text[1] == "."):
            continue
        span = doc[first.i : first.i + 3]
        if is_bare and all(t.pos_ == "PROPN" for t in span) and span[2].text.istitle() and len(span[2]) > 2:
            span.label_ = "PERSON"
            yield span
            continue
        is_written_so = all(t.text.istitle() and not t.ent_type_ for t in span)
        is_written_so &= span[1].pos_ == "PROPN" and span[2].pos_ in ("PROPN", "NOUN")
        if is_written_so and not (first.i and doc[first.i - 1].pos_ == "PROPN") and _is_whole_name(span):
            span.label_ = "PERSON"
            yield span


def _lettered_names(doc: Doc) -> Iterator[Span]:
    """Give the names that NER takes for something else or takes no notice of, told by the letters behind: "Aaron Obi KC"."""
    for letters in doc[2:]:
        if letters.text not in letters_behind():
            continue
        start = letters.i
        while start > max(0, letters.i - 3) and doc[start - 1].text.istitle() and doc[start - 1].pos_ == "PROPN":
            start -= 1
        span = doc[start : letters.i]
        if len(span) > 1 and not any(token.ent_type_ in ("PERSON", "GPE") for token in span):
            while len(span) > 2 and span[0].text in titles():
                span = span[1:]
            span.label_ = "PERSON"
            yield span


def _is_whole_name(span: Span) -> bool:
    """Say whether a run of names ends with a span, and begins with it or with what is no name of its own ("executive Ann Lee")."""
    doc, before, after = span.doc, span.start - 1, span.end
    is_end = after == len(doc) or not doc[after].text[:1].isupper() or doc[after].text in letters_behind()
    is_inside = before >= 0 and doc[before].ent_iob_ != "O" and doc[span.start].ent_iob_ == "I"
    # "Fox News’ Ann Lee", "ROME - Ann Lee"
    is_apart = before >= 0 and doc[before].text in ("'", "’", "'s", "’s")
    is_apart |= before > 0 and doc[before].text in _DASHES and bool(doc[before - 1].whitespace_)
    return is_end and (not is_inside or is_apart or doc[before].is_lower or doc[before].text in titles())


def _tells_alone(noun: Token) -> bool:
    """Say whether a noun tells that a single word names a person: "his wife, Faith", "Obi, a professor"."""
    if gender_of_noun(noun.lemma_.lower()) is not None and any(child.dep_ == "poss" for child in noun.lefts):
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
    while start > 0 and _is_part_of_name(last.doc[start - 1]) and last.doc[start - 1].head == last:
        start -= 1
    return start


def _is_part_of_name(token: Token) -> bool:
    is_name = token.pos_ == "PROPN" and not token.ent_type_ and token.dep_ == "compound"
    return is_name and token.text not in titles() and not is_role(token)


def words_of_name(name: str) -> list[str]:
    return [word for word in _trim_titles(bare(name).split()) if any(map(str.isalpha, word))]


@lru_cache(maxsize=1 << 14)
def key_of_name(name: str) -> str:
    """Give what a name is known by: its last word, of a compound one its last part ("al-Sharaa" and "Sharaa")."""
    words = [word for word in bare(name).split() if not is_suffix(word)]
    last = words[-1] if words else name
    head, _, tail = last.rpartition("-")
    return (tail if head.lower() in ("al", "el", "ad", "as", "ul") else last).lower()


def is_suffix(word: str) -> bool:
    return word.rstrip(".") in ("Jr", "Sr", "II", "III", "IV")


def is_form_of(words: list[str], full: list[str]) -> bool:
    """Say whether a name may be short for a fuller one: its first names are none that the other lacks."""
    return all(any(is_same_word(word, other) for other in full) for word in words)


def is_same_word(word: str, other: str) -> bool:
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
    return words


def _name_span(ent: Span) -> Span | None:
    """Give an entity without article, titles and possessive ending; None where nothing like a name is left."""
    start, end, is_person = ent.start, ent.end, ent.label_ == "PERSON"
    for i in range(start, end - 1):
        is_noun = is_person and ent.doc[i].is_lower and ent.doc[i].pos_ == "NOUN"  # "reporter Ann Lee"
        if is_noun or ent.doc[i].text in titles() or ent.doc[i].pos_ in ("DET", "PUNCT", "SPACE"):
            # "Committee Chairman Ann Lee", "PARIS - Ann Lee", "Ann Lee - Obi's wife"; "al-Sharaa" is one name
            is_inside = ent.doc[i].text == "-" and not (ent.doc[i - 1].whitespace_ if i else True)
            is_bracket = ent.doc[i].text == "("
            is_dash = not is_inside and ent.doc[i].text in _DASHES
            if is_dash and not is_person:
                return None
            if is_bracket or (is_person and is_dash and _is_full(ent.doc[start:i])):
                end = i
                break
            if not is_inside and (is_person or i == start):
                start = i + 1
    owner = next((i for i in range(start + 1, end - 1) if is_person and ent.doc[i].tag_ == "POS"), None)
    if owner is not None:  # "Breitbart's Ann Lee"; "Lee's America" is nobody
        if end - owner < 3:
            return None
        start = owner + 1
    if end - start > 1 and ent.doc[start].lower_ in nouns_with("stands_before"):
        start += 1
    if is_person and end - start > 1 and ent.doc[start].is_sent_start:
        # "Clerk Ann Lee", "Impeaching Lee": the capital is the sentence's
        is_word = ent.doc[start].pos_ in ("ADV", "VERB", "AUX", "CCONJ", "SCONJ")
        start += is_word or (end - start > 2 and is_role(ent.doc[start]))
    if is_person and end - start == 2 and _is_participle(ent.doc[start]):
        start += 1
    if is_person and end - start == 1 and _is_first_name(ent.doc, start - 1):
        start -= 1
    if is_person and ent.doc[start].lower_ in _PARTICLES and start > 0 and _is_part_of_name(ent.doc[start - 1]):
        start -= 1  # "Khaled Bin Talal"
    while end > start and _is_no_part(ent.doc[end - 1]):
        end -= 1
    # "European Central Bank (ECB)"; not "Mike Lee (R-Utah)"
    spelled_out = (
        end + 2 < len(ent.doc)
        and ent.doc[end].text == "("
        and ent.doc[end + 1].text.isupper()
        and ent.doc[end + 2].text == ")"
        and len(ent.doc[end + 1]) > 1
    )
    is_tied = end - start > 2 and ent.doc[end - 2].text == "-" and not ent.doc[end - 2].whitespace_  # "Min Hau-yip"
    if (
        start == end
        or spelled_out
        or not (ent.doc[end - 1].text[:1].isupper() or is_tied)
        or (ent.doc[end - 1].pos_ != "PROPN" and ent.label_ != "PERSON")
    ):
        return None
    span = ent.doc[start:end]
    span.label_ = ent.label_
    return span


def _is_no_part(last: Token) -> bool:
    """Say whether a word at the end of an entity is no part of a name: "Ann Lee’s", "Ann Lee KC"."""
    return last.tag_ == "POS" or last.is_punct or last.is_space or last.text in letters_behind()


def _is_participle(first: Token) -> bool:
    """Say whether what is taken for a first name begins a sentence on somebody who has another: "Hosting Lee", of Ann Lee."""
    is_begun = first.is_sent_start or (first.i > 0 and first.nbor(-1).is_quote)
    if not is_begun or not first.text.endswith("ing") or first.text in first_names():
        return False
    others = (ent for ent in first.doc.ents if ent.label_ == "PERSON" and len(ent) > 1)
    return any(ent[-1].text == first.nbor().text and ent[0].text != first.text for ent in others)


def _is_full(name: Span) -> bool:
    return len(name) > 1 and all(token.text.istitle() and token.pos_ == "PROPN" for token in name)


def is_role(token: Token) -> bool:
    """Say whether a word, but for its capital, is what people are called."""
    return noun_classes().get(token.lower_) in PEOPLE


def is_indefinite(noun: Token) -> bool:
    """Say whether a noun is one of many: "a lawyer"."""
    return any(child.lower_ in ("a", "an") for child in noun.lefts)


def _is_first_name(doc: Doc, i: int) -> bool:
    """Say whether a word outside an entity belongs to the name after it: "engineer Per Holm", where "Per" is no preposition."""
    if i < 1 or not doc[i].text.istitle() or doc[i].text in titles() or doc[i].ent_type_:
        return False
    before = doc[i - 1]
    if before.text in telling_titles():  # "Trooper Amber Lee"
        return doc[i].pos_ == "PROPN" and doc[i].dep_ == "compound" and not is_role(doc[i])
    is_called = before.is_lower and before.pos_ == "NOUN"
    return is_called and noun_classes().get(before.lemma_) not in ("document", "organization", "outlet", "quantity")


def _is_titled(span: Span) -> bool:
    title = title_before(span)
    return title is not None and title not in untelling_titles()


def title_before(span: Span) -> str | None:
    if span.start == 0:
        return None
    before = span.doc[span.start - 1]
    return before.text if before.text in titles() else None


def goes_back(name: Token, relative: str) -> bool:
    """Say whether a clause with "who" or "which" as its subject goes back to a name: "Tarn Metals, which owned the smelter"."""
    clauses = (child for child in name.rights if child.dep_ == "relcl")
    return any(t.lower_ == relative and t.dep_.startswith("nsubj") for clause in clauses for t in clause.lefts)
