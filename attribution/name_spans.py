"""Documents to the names of people in them: where each stands, of those that NER sees and those that it does not.

NER calls Bloomberg a place and Assad an organization. What stands beside a word (a title, an apposition, a first name) and what goes
back to it ("he", "who") decide with it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from attribution.document import begins_sentence, outlets_of
from attribution.marks import DASHES
from attribution.names import (
    PARTICLES,
    REFLEXIVE,
    goes_back,
    has_first_name,
    is_numbered,
    is_part_of_name,
    is_plural_of_capitals,
    is_role,
    is_suffix,
    is_word_of_bodies,
    key_of_name,
    ties,
    title_before,
)
from attribution.outlets import bare
from attribution.salience import HE_OR_SHE
from attribution.syntax import has_lower_verb
from attribution.unseen_names import find_titled_names, find_unseen_names
from attribution.vocabulary import (
    PEOPLE,
    first_names,
    known_bodies,
    letters_behind,
    noun_classes,
    nouns_with,
    telling_titles,
    titles,
    untelling_titles,
    verbs_with,
)
from attribution.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_MIN_PRONOUNS = 3  # sentences
_NAMED_REACH = 100  # tokens before a name, within which "she" may go back to another
_TELLING_CLAUSE = 2  # sentences with a pronoun that "Obi, who …" weighs as much as
_MIN_FULL_NAMES = 2
_APPOSITION = 8  # tokens
_TOLD = 2  # how much what stands beside a name weighs in telling a body from a person
_LONG_NAME = 5  # words


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


def _are_many(text: str) -> bool:
    """Say whether a noun that is written in capitals stands in the plural: "MPs"."""
    return is_plural_of_capitals(text) and text.lower()[:-1] in noun_classes()


def _letters_in_brackets(words: Words) -> set[str]:
    """Give the letters that the article tells to stand for a longer name: "the Bureau of Roads (BR)"."""
    marks = (mark.i for mark in words.by_text.get("(", ()))
    inner = (words.tokens[i + 1] for i in marks if words.doc[i + 2 : i + 3].text == ")")
    return {token.text for token in inner if token.is_upper and len(token) > 1}


def find_names(words: Words, worded: Collection[int] = ()) -> Names:
    """Find the names of people, in full and in short.

    Args:
        worded: tokens of bodies' names that are made of plain words, in which nobody is named.
    """
    letters = _letters_in_brackets(words)
    told = {start: span for start, span in find_unseen_names(words).items() if span.text not in letters}
    ends = {span.end for span in told.values()}
    unlike = (ent for ent in words.ents if ent.start not in told and (ent.label_ == "PERSON" or ent.end not in ends))
    entities = (ent for ent in unlike if _may_be_of_person(ent, letters))
    spans = [span for ent in entities if (span := _name_span(ent)) is not None]
    titled = (span for span in find_titled_names(words) if span.start not in told)
    found = (
        span for span in (*spans, *titled, *told.values()) if span.start not in worded and span.end - 1 not in worded
    )
    spans = list(_without_headlines(list(found)))
    with_pronouns = _names_with_pronouns(words)
    keys = _names_of_people(words, spans) | with_pronouns | {key_of_name(span.text) for span in told.values()}
    bodies = _names_of_bodies(words, spans, keys - with_pronouns)
    keys -= bodies
    people = [span for span in spans if _is_of_person(span, keys)]
    in_full = {span.end - 1: span for span in people if len(span) > 1}
    unseen = _namesakes(words, keys, {key_of_name(span.text) for span in in_full.values()})
    alone = [span for span in people if len(span) == 1 and span.start not in unseen]
    return Names([*alone, *(unseen | in_full).values()], keys, bodies)


def _may_be_of_person(ent: Span, letters: Collection[str]) -> bool:
    """Say whether what NER takes notice of may be a person's name: no known body, letters for a longer name, or number."""
    name = ent.text
    is_body = name in letters or bare(name).lower() in known_bodies()
    return not (is_body or _are_many(name) or is_numbered(ent[0]))


def _is_of_person(span: Span, keys: set[str]) -> bool:
    """Say whether a name is a person's: it ends as such names do, and is no work's, body's or outlet's."""
    name = span.text
    key = key_of_name(name)
    is_family = span[-1].tag_ == "NNPS" and key.removesuffix("s") in keys  # "the Obis"
    if key not in keys or span.label_ == "WORK_OF_ART" or is_family:
        return False
    outlets = outlets_of(span.doc)
    is_of_body = name.lower() in known_bodies() or name in outlets
    # "Manager" of "Manager Magazin"
    is_of_body = is_of_body or span.doc[max(0, span.start - 1) : span.end].text in outlets
    return not is_of_body and not _is_no_name(span)


def _without_headlines(spans: list[Span]) -> Iterator[Span]:
    """Leave out what NER takes for one long name though it contains another: "Hillary Clinton Slams Donald Trump"."""
    short = tuple(span.text for span in spans if span.label_ == "PERSON" and 2 <= len(span) < _LONG_NAME)
    for span in spans:
        if len(span) < _LONG_NAME or (not span.text.startswith(short) and not span.text.endswith(short)):
            yield span


def _names_of_people(words: Words, spans: Sequence[Span]) -> set[str]:
    """Give the last words of the names that are people's: a full name or a title tells more than the word alone."""
    full, alone = dict[str, Counter[bool]](), dict[str, Counter[bool]]()
    names = {span.text for span in spans if span.label_ == "PERSON"}
    for span in spans:
        if len(span) == 1 and begins_sentence(span[0]) and _is_common(words, span.text.lower()):
            continue  # "Noise is loud", of the noise
        if len(span) == 1 and _tells_which(span[0]):
            continue
        is_person = span.label_ == "PERSON" or _is_titled(span)
        # "Le Pen", of "Marine Le Pen"
        is_part = span[0].lower_ in PARTICLES and any(f" {name}".endswith(f" {span.text}") for name in names)
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


def _is_common(words: Words, word: str) -> bool:
    """Say whether a word, without a capital, stands somewhere as a noun."""
    return any(token.pos_ == "NOUN" and token.is_lower for token in words.by_text.get(word, ()))


def _tells_which(name: Token) -> bool:
    """Say whether a word only tells which thing is meant, as a place does rather than a person: "the Kano depot"."""
    thing = name.head
    is_before = name.dep_ in ("compound", "nmod") and thing.is_lower and thing.pos_ == "NOUN" and not is_role(thing)
    return is_before and any(child.lower_ == "the" for child in thing.lefts)


def _names_of_bodies(words: Words, spans: Sequence[Span], keys: Collection[str]) -> set[str]:
    """Give what names end in that NER takes for people's and the article tells to be bodies': "Tarn, a startup", "Tarn's shares"."""
    full = {bare(ent.text) for ent in words.ents if len(ent) > 1 and is_word_of_bodies(ent[-1].text)}
    longer = {" ".join(name[:n]) for name in map(str.split, full) for n in range(1, len(name))}
    short = {key_of_name(span.text) for span in spans if len(span) == 1}
    weights, people, firms = Counter[str](), set[str](), set[str]()
    for span in spans:
        name, root, last = span.text, span.root, span[-1]
        key, is_first_name = key_of_name(name), span[0].text in first_names()
        nouns = {noun.lemma_.lower() for noun in (*_nouns_told_of(span, root), *_nouns_before(span))}
        kinds = {noun_classes().get(noun) for noun in nouns - nouns_with("of_countries")}
        if _is_named_as_firm(span):
            kinds = {"organization"}
            firms.add(key)
        is_told = not kinds.isdisjoint(("organization", "outlet"))
        # "the hedge fund Lyle Capital", "Ann Lee Productions"
        ends_as_body = is_word_of_bodies(last.text)
        is_body = ends_as_body and (is_told or span.label_ == "ORG")
        is_body |= last.lower_ in nouns_with("in_names") or key in firms
        is_in_full = is_first_name or (span.label_ == "PERSON" and key in short)
        is_in_full &= len(span) > 1 and not is_body
        if is_in_full or _is_titled(span) or goes_back(root, "who") or not kinds.isdisjoint(PEOPLE):
            people.add(key)
        weights[key] += _TOLD * is_told
        may_be_body = len(span) == 1 or not is_first_name
        weights[key] += _TOLD * (may_be_body and not nouns.isdisjoint(nouns_with("trade")))  # "grid operator Tarn"
        is_begin = name in longer and name not in first_names()  # "Tarn", of "Tarn Holdings"
        weights[key] += _TOLD * (ends_as_body + is_begin)
        is_itself = span.end < len(words.tokens) and words.tokens[span.end].text == "itself"
        weights[key] += _is_owner_of_body(span) + _TOLD * (goes_back(root, "which") or is_itself)
    found = {key for key in {*keys, *firms} if weights[key] >= _TOLD and key not in people}
    # "Tarn Optronics", then "Tarn"
    begun = {key_of_name(span[0].text) for span in spans if len(span) > 1 and key_of_name(span.text) in found}
    return found | (begun & short & set(keys) - people)


def _nouns_told_of(name: Span, root: Token) -> Iterator[Token]:
    """Give the nouns that stand in apposition to a name."""
    if root.dep_ == "appos":
        yield root.head
    yield from (child for child in root.rights if child.dep_ == "appos" and child.pos_ == "NOUN")
    # "Tarn, the payroll startup last valued at …", whatever the parse says
    doc, comma = name.doc, name.end
    if comma + 2 < len(doc) and doc[comma].text == "," and doc[comma + 1].lower_ in ("a", "an", "the"):
        after = doc[comma + 2 : comma + _APPOSITION]
        nouns = list(takewhile(lambda t: t.pos_ in ("NOUN", "ADJ", "PROPN") or t.text == "-", after))
        yield from nouns[-1:]


def _nouns_before(name: Span) -> Iterator[Token]:
    """Give the noun right before a name that tells what it is: "Swedish fund Tarn"."""
    before = _before_in_sentence(name[0])
    is_noun = before is not None and before.is_lower and before.pos_ in ("NOUN", "PROPN")
    if before is not None and (is_noun or before.lower_ in nouns_with("stands_before")):
        yield before


def _before_in_sentence(token: Token) -> Token | None:
    """Give the word or mark before one, None where that begins its sentence."""
    return None if token.i == 0 or token.is_sent_start else token.nbor(-1)


def _is_named_as_firm(name: Span) -> bool:
    """Say whether what many are called stands before one name, as a firm's: "the auditors Lee Obi", "its brokers, Lee Obi, …"."""
    noun = _before_in_sentence(name[0])
    if noun is not None and noun.text == ",":
        noun = _before_in_sentence(noun)
    is_many = noun is not None and noun.lower_.endswith("s") and noun.lower_.removesuffix("s") in nouns_with("firm")
    if noun is None or not is_many or name[0].text in first_names():
        return False
    behind = name.doc[name.end : name.end + 2]
    is_one_of_them = noun.i < name.start - 1 and noun.head.lower_ == "of"  # "one of the brokers, Ann Lee"
    # "the lawyers Ann Lee and Bo Obi", "the brokers, Ann Lee, Bo Obi and …"
    is_listed = behind[:1].text in ("and", "&") or (behind[:1].text == "," and behind[1:].text[:1].isupper())
    return not (is_one_of_them or is_listed)


def _is_owner_of_body(name: Span) -> bool:
    """Say whether a name owns what only a body has: "Tarn's shareholders", "Tarn CEO Ann Lee"."""
    doc, owned = name.doc, name.end
    owned += owned + 1 < len(doc) and doc[owned].tag_ == "POS"
    lemma = doc[owned].lemma_.lower() if owned < len(doc) else ""
    return lemma in nouns_with("of_bodies") or noun_classes().get(lemma) == "press_office"


def _names_with_pronouns(words: Words) -> set[str]:
    """Give the names that NER takes for a body's or place's, and to which "he" or "her" goes back time and again, or "who" too."""
    counts = Counter[str]()
    begins = [sent.start for sent in words.doc.sents]
    pronouns: dict[int, list[Token]] = {}  # by their sentences
    for token in words.written(_is_he_or_she):
        if token.dep_ in ("poss", "nsubj"):
            pronouns.setdefault(bisect_right(begins, token.i), []).append(token)
    for sent, ents in groupby(words.ents, key=lambda ent: bisect_right(begins, ent.root.i)):
        named = list(ents)
        if sent not in pronouns or any(ent.label_ == "PERSON" for ent in named):
            continue
        for ent in named:
            root = ent.root
            is_name = ent.label_ not in ("DATE", "CARDINAL") and root.pos_ == "PROPN" and root.text.istitle()
            if is_name and root.dep_ == "nsubj":
                counts[key_of_name(ent.text)] += any(t.i > ent.end and root.head in t.ancestors for t in pronouns[sent])
                counts[key_of_name(ent.text)] += _TELLING_CLAUSE * (ent.label_ != "NORP" and goes_back(root, "who"))
                counts[key_of_name(ent.text)] += _MIN_PRONOUNS * _speaks_of_self(ent)
    for token in words.written(_is_reflexive):
        if (subject := _bound_by(token)) is not None and subject.pos_ == "PROPN":
            counts[key_of_name(subject.text)] += _MIN_PRONOUNS
    return {name for name, count in counts.items() if count >= _MIN_PRONOUNS and name not in known_bodies()}


def _is_he_or_she(word: str) -> bool:
    return word.lower() in HE_OR_SHE


def _is_reflexive(word: str) -> bool:
    return word.lower() in REFLEXIVE


def _speaks_of_self(name: Span) -> bool:
    """Say whether "she" can be nobody else in what somebody says: "Ann Lee said she was tired", where no other was named shortly before."""
    before = name.doc[max(0, name.start - _NAMED_REACH) : name.start]
    if len(name) < 2 or is_word_of_bodies(name[-1].text) or any(ent.label_ == "PERSON" for ent in before.ents):
        return False
    clauses = (child for child in name.root.head.rights if child.dep_ == "ccomp")
    return any(t.dep_ == "nsubj" and t.lower_ in HE_OR_SHE for clause in clauses for t in clause.lefts)


def _bound_by(reflexive: Token) -> Token | None:
    """Give the subject that "himself" goes back to, in its own clause: "Lee compared himself to a fox"."""
    verb = next((t for t in reflexive.ancestors if t.pos_ == "VERB"), None)
    return next((t for t in verb.lefts if t.dep_ == "nsubj"), None) if verb is not None else None


def _namesakes(words: Words, known: set[str], in_full: set[str]) -> dict[int, Span]:
    """Give, by their last words, the full names with a known surname that NER takes no notice of.

    Where another has that surname in full, such a name has to come time and again.
    """
    found = {
        last.i: words.doc[last.i - 1 : last.i + 1]
        for last in words.proper
        if key_of_name(last.text) in known and has_first_name(last)
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
    is_document = singular == "document" and last.lower_.endswith("s")  # "Memos show …"
    is_word |= is_document and all(token.is_sent_start for token in last.doc if token.text == last.text)
    is_clause = has_lower_verb(span)  # "Lee hit Obi"
    is_clause |= last.pos_ == "VERB" and last.lemma_.lower() in verbs_with("telling")  # "Aides Say"
    # "Dublin Police Department"
    is_body = len(span) > 2 and alone == "organization" and span[0].text not in first_names()
    # "General Medical Council", of which "General" is no title
    is_body |= len(span) == 2 and span.label_ == "ORG" and alone == "organization" and span[0].text not in first_names()
    # "Ukraine's General Staff", of which "General" is no title
    is_word |= span.label_ != "PERSON" and alone in PEOPLE
    return is_people or is_clause or is_body or (len(span) == 1 and (alone == "organization" or is_of_many or is_word))


def _name_span(ent: Span) -> Span | None:
    """Give an entity without article, titles and possessive ending; None where nothing like a name is left."""
    span: Span | None = ent
    for trim in _OF_PEOPLE if ent.label_ == "PERSON" else _OF_OTHERS:
        span = trim(span) if span else None
    if span:
        span.label_ = ent.label_
    return span or None


def _after_titles(span: Span) -> Span:
    """Cut what stands before a person's name, and what a mark parts from it: "PARIS - Ann Lee", "Ann Lee - Obi's wife"."""
    start = span.start
    for token in span[:-1]:
        # "reporter Ann Lee"
        is_noun = token.is_lower and token.pos_ == "NOUN" and token.text not in PARTICLES
        is_short = token.is_alpha and token.is_upper and len(token) == 2
        is_noun |= start < token.i < span.end - 2 and is_short  # "Browns DL Ann Lee"
        if not (is_noun or _is_beside_name(token)):
            continue
        if token.text == "(" or (token.text in DASHES and _is_full(span.doc[start : token.i])):
            return span.doc[start : token.i]
        start = token.i + 1
    return span.doc[start : span.end]


def _after_article(span: Span) -> Span | None:
    """Cut the word before a body's or place's name, and brackets behind; what a dash is within is no name."""
    start = span.start
    for token in filter(_is_beside_name, span[:-1]):
        if token.text in DASHES:
            return None
        if token.text == "(":
            return span.doc[start : token.i]
        start += token.i == start
    return span.doc[start : span.end]


def _is_beside_name(token: Token) -> bool:
    """Say whether a word or mark stands beside names only: "Chairman", "the"; the hyphen of "al-Sharaa" is within one."""
    is_hyphen = token.text == "-" and token.i > 0 and not token.nbor(-1).whitespace_
    return not is_hyphen and (token.text in titles() or token.pos_ in ("DET", "PUNCT", "SPACE"))


def _after_owner(span: Span) -> Span | None:
    """Cut whose somebody is: "Breitbart's Ann Lee"; "Lee's America" is nobody."""
    owner = next((token.i for token in span[1:-1] if token.tag_ == "POS"), None)
    if owner is None:
        return span
    return span.doc[owner + 1 : span.end] if span.end - owner > 2 else None


def _without_kind(span: Span) -> Span:
    """Cut what a body is: "Chipmaker Tarn"."""
    return span[1:] if len(span) > 1 and span[0].lower_ in nouns_with("stands_before") else span


def _without_sentence_word(span: Span) -> Span:
    """Cut a word that has its capital from the sentence: "Clerk Ann Lee", "Impeaching Lee"."""
    if len(span) < 2 or not span[0].is_sent_start:
        return span
    is_word = span[0].pos_ in ("ADV", "VERB", "AUX", "CCONJ", "SCONJ")
    return span[1:] if is_word or (len(span) > 2 and is_role(span[0])) else span


def _without_participle(span: Span) -> Span:
    return span[1:] if len(span) == 2 and _is_participle(span[0]) else span


def _with_first_name(span: Span) -> Span:
    is_left_out = sum(not is_suffix(token.text) for token in span) == 1 and _is_first_name(span.doc, span.start - 1)
    return span.doc[span.start - 1 : span.end] if is_left_out else span


def _with_known_first_names(span: Span) -> Span:
    """Add first names before a name: "Alejandro García Padilla", of which NER takes "García Padilla" for one."""
    start = span.start
    while start > 0 and _is_known_first_name(span.doc[start - 1], span[-1]):
        start -= 1
    return span.doc[start : span.end]


def _with_word_before_particle(span: Span) -> Span:
    """Add what stands before a particle: "Khaled Bin Talal"."""
    is_torn = span[0].lower_ in PARTICLES and span.start > 0 and is_part_of_name(span[0].nbor(-1))
    return span.doc[span.start - 1 : span.end] if is_torn else span


def _with_tied_words(span: Span) -> Span:
    """Add what a hyphen ties to the last word of a full name: "Eswar Siu-lam", "Ann Lee-Obi"; not "Ann Lee-led"."""
    doc, end = span.doc, span.end
    while len(span) > 1 and end + 1 < len(doc) and ties(doc[end]) and doc[end + 1].tag_ == "NNP":
        end += 2
    return doc[span.start : end]


def _without_what_follows(span: Span) -> Span:
    """Cut what is no part of a name behind it: "Ann Lee’s", "Ann Lee KC"."""
    end = span.end
    while end > span.start and _is_no_part(span.doc[end - 1]):
        end -= 1
    return span.doc[span.start : end]


def _unless_spelled_out(span: Span) -> Span | None:
    """Leave out what letters in brackets stand for: "European Central Bank (ECB)"; not "Mike Lee (R-Utah)"."""
    doc, end = span.doc, span.end
    if end + 2 >= len(doc) or doc[end].text != "(" or doc[end + 2].text != ")":
        return span
    letters = doc[end + 1].text
    return None if letters.isupper() and len(letters) > 1 else span


def _if_written_so(span: Span) -> Span | None:
    """Leave out what ends without a capital, but for "Min Hau-yip"."""
    is_tied = len(span) > 2 and span[-2].text == "-" and not span[-2].whitespace_
    return span if span[-1].text[:1].isupper() or is_tied else None


def _if_proper(span: Span) -> Span | None:
    return span if span[-1].pos_ == "PROPN" else None


def _is_no_part(last: Token) -> bool:
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


def _is_first_name(doc: Doc, i: int) -> bool:
    """Say whether a word outside an entity belongs to the name after it: "engineer Per Holm", where "Per" is no preposition."""
    if i < 1 or not doc[i].text.istitle() or doc[i].text in titles() or doc[i].ent_type_:
        return False
    before = doc[i - 1]
    if before.text in telling_titles():  # "Trooper Amber Lee"
        return doc[i].pos_ == "PROPN" and doc[i].dep_ == "compound" and not is_role(doc[i])
    is_called = before.is_lower and before.pos_ == "NOUN"
    return is_called and noun_classes().get(before.lemma_) not in ("document", "organization", "outlet", "quantity")


def _is_known_first_name(word: Token, last: Token) -> bool:
    """Say whether a word that is a first name belongs to the name behind it, by the parse."""
    is_name = word.text in first_names() and word.text not in titles() and not is_role(word)
    return is_name and not word.ent_type_ and word.dep_ == "compound" and word.head == last


def _is_titled(span: Span) -> bool:
    title = title_before(span)
    return title is not None and title not in untelling_titles()


# One after the other, each as the one before left it.
_OF_PEOPLE: tuple[Callable[[Span], Span | None], ...] = (
    _after_titles,
    _after_owner,
    _without_kind,
    _without_sentence_word,
    _without_participle,
    _with_first_name,
    _with_known_first_names,
    _with_word_before_particle,
    _with_tied_words,
    _without_what_follows,
    _unless_spelled_out,
    _if_written_so,
)
_OF_OTHERS: tuple[Callable[[Span], Span | None], ...] = (
    _after_article,
    _without_kind,
    _without_what_follows,
    _unless_spelled_out,
    _if_written_so,
    _if_proper,
)
