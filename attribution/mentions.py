"""Documents to the people whom they name: every name tied to the fullest one the article gives.

A surname, a role ("the senator") or an alias in parentheses stands for the name that it was introduced with. What decides is
the article's text; that a name is a man's or a woman's is never guessed from the name.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from attribution.document import find_paragraphs
from attribution.layout import find_bylines, find_datelines
from attribution.model import CharSpan
from attribution.name_spans import find_names
from attribution.names import (
    alias_told_of,
    full_name,
    has_first_name,
    is_changed,
    is_form_of,
    is_indefinite,
    is_role,
    is_same_word,
    is_suffix,
    key_of_name,
    tied_before,
    title_before,
    words_of_name,
)
from attribution.quotations import find_quotations
from attribution.roles import (
    FORMER,
    description_of,
    hyphenated,
    nouns_beside,
    other_names_of_office,
    party_of,
    qualifiers,
)
from attribution.salience import gender_of_noun
from attribution.vocabulary import (
    PARTIES,
    nicknames,
    roles_of_titles,
    states,
    titles,
)
from attribution.worded_names import find_worded_names
from attribution.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# What stands behind a politician's name: "(R-Fla.)", "(D-N.Y.)".
_AFFILIATION = re.compile(r"\(\s?(?P<party>[RD])\s?-\s?(?P<state>[A-Z][A-Za-z. ]*?)\s?[,)]")
_NEXT = 8  # tokens within which "Mr. Lee" goes back to a Lee who was just named, whoever was introduced first
_NOT_INTRODUCED = 10**9  # a token that no article has
_LONGEST_AFFILIATION = 9  # tokens


@dataclass(eq=False, slots=True)
class Person:
    """Somebody whom the article names.

    Args:
        name: the fullest form, without titles.
        mentions: token index of the last word of each mention of the name, in order.
        roles: lemmas of the nouns that the article calls them by ("senator", "spokesman"), with the words beside each.
        party: "republican" or "democrat", where what follows the name tells it.
        places: where they are from, as a title ("Florida Sen. Lee") or what follows the name ("Lee (R-Fla.)") tells.
        gender: "m" or "f" where a title or noun tells.
        description: the words that say who it is, as first written beside the name.
        aliases: other last words that the article knows them by ("Jolani").
        introduced: token where the name first stands in full, the headline left out.
        is_one_of_many: whether the article introduces them as such ("Bill Hanley, a farmer").
        is_changed: whether the article tells that this is not their name.
        reason: why it is not, where the article tells.
    """

    name: str
    mentions: list[int] = field(default_factory=list)
    roles: dict[str, set[str]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    party: str | None = None
    gender: str | None = None
    description: str | None = None
    aliases: set[str] = field(default_factory=set)
    introduced: int = _NOT_INTRODUCED
    is_one_of_many: bool = False
    is_changed: bool = False
    reason: str | None = None

    @property
    def is_junior(self) -> bool:
        """Whether the name tells them from another by "Jr." or its like."""
        return is_suffix(self.name.split()[-1])

    def add_role(self, lemma: str, words: Iterable[str] = ()) -> None:
        self.roles.setdefault(lemma, set()).update(words)

    def has_last_name(self, key: str) -> bool:
        """Say whether a word is their last name or an alias; as a first one ("Paul Ryan") it is another's, where there is one."""
        return key == key_of_name(self.name) or key in self.aliases

    def named_before(self, i: int) -> int:
        """Give where the name stood last up to token ``i``, -1 where nowhere."""
        at = bisect_right(self.mentions, i)
        return self.mentions[at - 1] if at else -1


class Mentions:
    """Whom a document names, and whom a name or a role of theirs stands for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.people: list[Person] = []
        self.person_at: dict[int, Person] = {}
        self._by_word: dict[str, list[Person]] = {}  # of their names, the first and the last
        self._by_middle: dict[str, list[Person]] = {}  # and those in between: "Acosta", of Melba Acosta Febo
        text = doc.text  # which the document puts together anew each time that it is asked for
        paragraphs = find_paragraphs(text)
        self._quoted_at = self._quoted_tokens(text, paragraphs)
        self.words = Words(doc)
        break_at = next((token for token in self.words.tokens if "\n" in token.text), None)
        # in tokens; a lone line is none
        self.headline = break_at.i if break_at is not None and any(map(str.isalpha, text[break_at.idx :])) else 0
        self._find_people([*find_bylines(text, paragraphs), *find_datelines(text, paragraphs)])

    def person_of(self, tokens: Iterable[int]) -> Person | None:
        """Give the person whose name ends in one of the tokens, the last one named there."""
        found = [self.person_at[i] for i in sorted(tokens) if i in self.person_at]
        return found[-1] if found else None

    def person_for_role(
        self, i: int, lemma: str, places: Collection[str] = (), words: Collection[str] = (), *, is_near: bool = False
    ) -> Person | None:
        """Give whom "the senator" stands for: who is called so, and was named last before token ``i``.

        Args:
            places: "the Vermont senator" is somebody in whose sentences Vermont is named too, be it not as a senator.
            words: what stands beside the noun: "the Democratic candidate" is rather one whom the article calls Democratic.
            is_near: ask for both, role and place.
        """
        holders = [p for p in self.people if lemma in p.roles or (places and lemma == p.party)]
        if FORMER.isdisjoint(words):  # "the president" is no former one, where there is another
            holders = [p for p in holders if FORMER.isdisjoint(p.roles.get(lemma, ()))] or holders
        else:
            former = [p for p in holders if not FORMER.isdisjoint(p.roles.get(lemma, ()))]
            before = [p for p in self.people if "predecessor" in p.roles and p.named_before(i - 1) >= 0]
            holders = former or before or holders
        if holders and places:
            of_place = [p for p in holders if not p.places.isdisjoint(places)]
            near = of_place or [
                p for p in self.people if any(t.text in places for at in p.mentions for t in self.doc[at].sent)
            ]
            holders = [p for p in near if p in holders] or ([] if is_near else near)
        told = [p for p in holders if not p.roles.get(lemma, set()).isdisjoint(words)]
        return max(told or holders, key=lambda p: p.named_before(i - 1), default=None)

    def person_in(self, span: Span) -> Person | None:
        """Give the first person who is named in a phrase as one that it is about, not as an owner or part of a name."""
        about = (t for t in span if t.i in self.person_at and t.dep_ in ("appos", "conj", "nsubj", "ROOT", "pobj"))
        first = next((t for t in about if t.dep_ != "pobj" or t.head.lower_ in ("by", "including")), None)
        return self.person_at[first.i] if first is not None else None

    def is_quoted(self, i: int) -> bool:
        """Say whether a token stands within quotation marks."""
        return i in self._quoted_at

    def person_named(self, span: Span) -> Person | None:
        """Give the person whose last name is the last word written as a name in ``span``, whatever NER says of it."""
        words = [token for token in span if token.is_alpha and token.text[0].isupper()]
        person = self._last_named(words[-1].text) if words else None
        return None if person is None or _is_office_of_another(words[-1], person) else person

    def person_by_name(self, name: str) -> Person | None:
        """Give the person whose fullest name is ``name``."""
        return next((person for person in self._by_word.get(key_of_name(name), ()) if person.name == name), None)

    def person_called(self, name: str) -> Person | None:
        """Give the person whose name is written, in full or shorter, as ``name``; it should have two words."""
        words = words_of_name(name)
        return self._holder(words, None, len(self.doc)) if len(words) > 1 else None

    def people_of(self, last_name: str) -> list[Person]:
        """Give all people of a last name, in order of first mention."""
        holders = (p for p in self._by_word.get(last_name, ()) if p.has_last_name(last_name))
        return sorted(holders, key=lambda p: p.mentions[0])

    def _last_named(self, word: str) -> Person | None:
        holders = self._by_word.get(key_of_name(word), ())
        return _likeliest(holders, key_of_name(word))

    def _find_people(self, nobody: Sequence[CharSpan]) -> None:
        self.worded = find_worded_names(self.words)
        spans, keys, self.bodies = find_names(self.words, self.worded)
        spans = [s for s in spans if not any(line.start <= s.start_char < line.end for line in nobody)]
        # longest first, so that a surname finds the name that it is part of; and "Mr. Lee" not his wife's
        longest_first = sorted(spans, key=lambda s: (-len(words_of_name(s.text)), s.start))
        # before them, who has another name, which may be the longer one
        for span in sorted((s for s in longest_first if len(s) > 1), key=lambda s: _alias_after(s) is None):
            self._add(span)
        for named_in_full in self.people:
            self._describe(named_in_full)
        for span in (s for s in longest_first if len(s) == 1):
            self._add(span)
        keys = keys.union(*(person.aliases for person in self.people))
        for token in self._like_names():  # that NER took no notice of, or took for something else
            if token.i not in self.person_at and _may_be_name(token) and not _inside_other_name(token):
                forms = (tied_before(token), token.text)
                person = next(filter(None, map(self._last_named, forms)), None)
                if (
                    person is not None
                    and self.person_at.get(token.i + 1) is not person
                    and not _is_of_another(token, person)
                    and (token.ent_type_ in ("", "PERSON") or not keys.isdisjoint(map(key_of_name, forms)))
                ):
                    self.person_at[token.i] = person
                    insort(person.mentions, token.i)
        for person in self.people:
            self._describe(person)

    def _like_names(self) -> list[Token]:
        """Give the words that one of the names known ends in, and those that a hyphen may tie to one before."""
        known = self.words.written(lambda word: key_of_name(word) in self._by_word)
        tied = (mark.nbor() for mark in self.words.by_text.get("-", ()) if mark.i + 1 < len(self.doc))
        return sorted({*known, *tied}, key=lambda token: token.i)

    def _quoted_tokens(self, text: str, paragraphs: Sequence[CharSpan]) -> set[int]:
        """Give the indices of the tokens that stand within quotation marks."""
        passages = (passage.span for passage in find_quotations(text, paragraphs))
        spans = (self.doc.char_span(start, end, alignment_mode="expand") for start, end in passages)
        return {i for span in spans if span is not None for i in range(span.start, span.end)}

    def _add(self, span: Span) -> None:
        words = words_of_name(span.text)
        if not words:
            return
        title = title_before(span)
        gender = titles()[title] if title is not None and titles()[title] != "-" else None
        person = self._holder(words, gender, span.end)
        if person is None:
            person = Person(full_name(span))
            self.people.append(person)
            for key in {key_of_name(" ".join(words)), key_of_name(words[0])}:
                self._by_word.setdefault(key, []).append(person)
            for key in map(key_of_name, words[1:-1]):
                self._by_middle.setdefault(key, []).append(person)
        elif len(words) > 1 and (words[0], words_of_name(person.name)[0]) in nicknames():
            # "Jim Lee" was "James Lee" after all
            person.name = full_name(span)
            self._by_word.setdefault(key_of_name(words[0]), []).append(person)
        insort(person.mentions, span.end - 1)
        if len(words) > 1 and span.start >= self.headline:
            person.introduced = min(person.introduced, span.start)
        self.person_at[span.end - 1] = person
        person.gender = person.gender or gender
        alias = _alias_after(span)
        if alias is not None and alias.i not in self.person_at:
            person.aliases.add(key_of_name(alias.text))
            self._by_word.setdefault(key_of_name(alias.text), []).append(person)
            self.person_at[alias.i] = person

    def _holder(self, words: list[str], gender: str | None, before: int) -> Person | None:
        """Give who is known by the words of a name: two of one surname are two, and the one introduced first is meant.

        "Mr. Lee" is the one just named, unless the article tells otherwise.
        """
        last = key_of_name(" ".join(words))
        # "Ms. Acosta"; not "Beck Lee", though a headline names "Husband Beck Lee Split"
        holders = self._by_word.get(last) or (self._by_middle.get(last, []) if len(words) == 1 else [])
        known = [p for p in holders if gender is None or p.gender in (None, gender)]
        found = [p for p in known if last in p.aliases or is_form_of(words, words_of_name(p.name))]
        if len(words) > 1:  # "Ann Lee" is not "Ann Lee Jr."
            found = [p for p in found if is_suffix(words[-1]) == p.is_junior]
        told = [p for p in found if gender is not None and p.gender == gender]
        if gender is None:
            return _likeliest(told or found, last)
        near = [p for p in told or found if 0 <= before - p.named_before(before) <= _NEXT]
        return max(near, key=lambda p: p.named_before(before), default=None) or _likeliest(told or found, last)

    def _describe(self, person: Person) -> None:
        for i in person.mentions:
            person.is_changed |= is_changed(self.doc[i])
            self._place(person, i)
            for noun in nouns_beside(self.doc[i]):
                beside = qualifiers(noun)
                if noun.dep_ in ("compound", "nmod"):
                    beside |= qualifiers(self.doc[i]) - {word.lower() for word in (noun.text, *person.name.split())}
                person.party = person.party or party_of(beside)
                for role in roles_of_titles().get(noun.text, ()):
                    person.add_role(role, beside)
                is_word = noun.is_alpha or noun.text in roles_of_titles()
                # "Hosting Lee “is our dream,” Obi said"
                is_quoted = noun.i in self._quoted_at and i not in self._quoted_at
                is_of_name = noun.text in person.name or key_of_name(self.doc[i].text) in person.aliases
                if is_of_name or not is_word or noun.i in self.person_at or is_quoted:
                    continue
                person.add_role(noun.lemma_.lower(), beside)
                person.add_role(hyphenated(noun), beside)
                for office, words in other_names_of_office(noun):
                    person.add_role(office, words | beside)
                person.is_one_of_many |= is_role(noun) and is_indefinite(noun)
                person.gender = person.gender or gender_of_noun(noun.lemma_.lower())
                is_affiliation = noun.i > 0 and noun.nbor(-1).text in ("(", "-")
                if person.description is None and noun.i != i and not is_affiliation:
                    person.description = description_of(self.doc, noun, i, person.name)

    def _place(self, person: Person, i: int) -> None:
        """Note where a person is from, and of which party: "Florida Sen. Ann Lee", "Ann Lee (R-Fla.)", "Ann Lee of Florida"."""
        doc = self.doc
        person.places.update(t.text for t in doc[i].lefts if t.ent_type_ == "GPE")
        of = (t for t in doc[i].rights if t.lower_ == "of")
        person.places.update(t.text for preposition in of for t in preposition.children if t.ent_type_ == "GPE")
        is_told = i + 1 < len(doc) and doc[i + 1].text[0] == "("
        told = _AFFILIATION.match(doc[i + 1 : i + 1 + _LONGEST_AFFILIATION].text) if is_told else None
        if told is not None:
            person.places.add(states().get(told["state"], told["state"]))
            person.party = PARTIES[told["party"]]


def _likeliest(holders: Iterable[Person], key: str) -> Person | None:
    """Give whom a word of a name stands for: whose last name it is, no son of his, and of these who was introduced first."""
    people = list(holders)
    fathers = {p.name.split()[0] for p in people if not p.is_junior}
    return max(
        people,
        key=lambda p: (p.has_last_name(key), not p.is_junior or p.name.split()[0] not in fathers, -p.introduced),
        default=None,
    )


def _is_of_another(last: Token, person: Person) -> bool:
    """Say whether a surname stands behind a first name that is not that of a person of that name."""
    if _is_office_of_another(last, person):
        return True
    if last.dep_ == "compound" or not has_first_name(last) or last.nbor(-1).is_sent_start:
        return False
    return not any(is_same_word(last.nbor(-1).text, word) for word in words_of_name(person.name)[:-1])


def _is_office_of_another(last: Token, person: Person) -> bool:
    """Say whether what somebody goes by is here an office: "the Bishop of Leeds", "Auxiliary Bishop", where one is called the Bishop."""
    is_told = any(t.dep_ in ("compound", "nmod", "amod") for t in last.lefts) or any(
        t.lower_ == "of" for t in last.rights
    )
    return is_told and is_role(last) and key_of_name(last.text) in person.aliases


def _may_be_name(token: Token) -> bool:
    """Say whether a word is used as a name, be it that the tagger takes it for a noun, or for "will" and "may"."""
    if token.pos_ == "PROPN" or not token.text[:1].isupper():
        return token.pos_ == "PROPN"
    if token.tag_ == "MD":
        return not token.is_sent_start or token.doc[token.i + 1 : token.i + 2].text.endswith(("ed", "said", "says"))
    return token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss")


def _alias_after(span: Span) -> Token | None:
    """Read another name of somebody, by its last word: "Ahmad al-Sharaa (Jolani)", "Ann Lee, known to all as Duke"."""
    doc, start = span.doc, span.end
    if (
        start + 2 < len(doc)
        and doc[start].text == "("
        and doc[start + 2].text == ")"
        and doc[start + 1].pos_ == "PROPN"
    ):
        alias = doc[start + 1]
        return alias if len(alias) > 3 and not alias.is_upper else None
    return alias_told_of(span[-1])


def _inside_other_name(token: Token) -> bool:
    """Say whether a word is the first part of a longer name ("Trump" in "Trump Tower")."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None or token.dep_ != "compound":
        return False
    return following.pos_ == "PROPN" and following.dep_ != "appos"
