"""Documents to the people whom they name: every name tied to the fullest one the article gives.

A surname, a role ("the senator") or an alias in parentheses stands for the name that it was introduced with. What decides is
the article's text; that a name is a man's or a woman's is never guessed from the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, islice
from typing import TYPE_CHECKING

from attribution.document import find_paragraphs
from attribution.outlets import bare, is_outlet_name
from attribution.quotations import find_quotations
from attribution.vocabulary import (
    PARTIES,
    PEOPLE,
    first_names,
    known_bodies,
    nicknames,
    noun_classes,
    nouns_with,
    roles_of_titles,
    states,
    titles,
    untelling_titles,
    verbs_with,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
# What changes while they who are called so stay the same.
_PASSING = frozenset("then current late longtime future sitting new old young own same".split())
_FORMER = frozenset({"former", "ex"})
# Words of names that are written small.
_PARTICLES = frozenset("al bin da de del della den der di du el ibn la le van von".split())
# What stands behind a politician's name: "(R-Fla.)", "(D-N.Y.)".
_AFFILIATION = re.compile(r"\(\s?(?P<party>[RD])\s?-\s?(?P<state>[A-Z][A-Za-z. ]*?)\s?[,)]")
_REACH = 400  # tokens: what is named further back than this is not on a reader's mind
_MIN_PRONOUNS = 3  # sentences
_PRIOR = 0.5  # pronouns that are presumed to be said of everybody, of each gender
_ROUNDS = 10  # of learning whom "he" and "she" are said of; there is little change after
_PARAGRAPH = 0.55  # of what counts across the end of a paragraph
_PRONOUN = 0.8  # of what a name counts
_NEXT = 8  # tokens within which "Mr. Lee" goes back to a Lee who was just named, whoever was introduced first
_SURE = 0.98  # how probably somebody is "she" whom a title or a noun tells to be a woman
_TELLING_CLAUSE = 2  # sentences with a pronoun that "Obi, who …" weighs as much as
_MIN_FULL_NAMES = 2
_NOT_INTRODUCED = 10**9  # a token that no article has
_LONG_NAME = 5  # words
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
        leaning: how probably a pronoun for them is "he" or "she" ("m", "f"), as the article's pronouns make it.
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
    leaning: dict[str, float] = field(default_factory=lambda: dict.fromkeys("mf", 0.5))

    @property
    def is_junior(self) -> bool:
        """Whether the name tells them from another by "Jr." or its like."""
        return _is_suffix(self.name.split()[-1])

    def add_role(self, lemma: str, words: Iterable[str] = ()) -> None:
        self.roles.setdefault(lemma, set()).update(words)

    def has_last_name(self, key: str) -> bool:
        """Say whether a word is their last name or an alias; as a first one ("Paul Ryan") it is another's, where there is one."""
        return key == _key(self.name) or key in self.aliases

    def named_before(self, i: int) -> int:
        """Give where the name stood last up to token ``i``, -1 where nowhere."""
        at = bisect_right(self.mentions, i)
        return self.mentions[at - 1] if at else -1


class Mentions:
    """Whom a document names, and whom a mention of them stands for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.people: list[Person] = []
        self.person_at: dict[int, Person] = {}
        self._by_word: dict[str, list[Person]] = {}
        self._quoted_at = self._quoted_tokens()
        self._paragraph = list(accumulate("\n" in token.text for token in doc))
        first_line = next((token.i for token in doc if "\n" in token.text), 0)
        self.headline = first_line if any(map(str.isalpha, doc[first_line:].text)) else 0  # tokens; a lone line is none
        self._find_people()

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
        if _FORMER.isdisjoint(words):  # "the president" is no former one, where there is another
            holders = [p for p in holders if _FORMER.isdisjoint(p.roles.get(lemma, ()))] or holders
        if holders and places:
            of_place = [p for p in holders if not p.places.isdisjoint(places)]
            near = of_place or [
                p for p in self.people if any(t.text in places for at in p.mentions for t in self.doc[at].sent)
            ]
            holders = [p for p in near if p in holders] or ([] if is_near else near)
        told = [p for p in holders if not p.roles.get(lemma, set()).isdisjoint(words)]
        return max(told or holders, key=lambda p: p.named_before(i - 1), default=None)

    def salient_person(
        self,
        token: Token,
        gender: str | None,
        speakers: dict[int, Person],
        others: Sequence[Person] = (),
        *,
        favored: Collection[Person] = (),
    ) -> Person | None:
        """Give whom a pronoun or "the mogul" stands for: of those named shortly before, who was subject or speaker last.

        Args:
            gender: "m" or "f", where the word tells it; who is shown to be of the other is left out.
            speakers: by the token of the cue, whom the statements read so far are ascribed to, in reading order.
            others: who cannot be meant.
            favored: whom the article calls by the word.
        """
        scores = dict[Person, float]()

        def weigh(person: Person, i: int, weight: float) -> None:
            if (gender is None or person.gender in (None, gender)) and person not in others:
                fits = 1.0 if gender is None else 2 * person.leaning[gender]
                fits *= 2.0 if person in favored else 1.0
                scores[person] = max(scores.get(person, 0.0), fits * weight * self.nearness(i, token.i))

        for i, number, weight in self._named_before(token):
            weigh(self.people[number], i, weight)
        ahead = _subject_after(token)
        if ahead is not None and ahead.i in self.person_at:
            weigh(self.person_at[ahead.i], token.i - 1, 3.0)
        for i, person in islice(reversed(speakers.items()), _REACH // 10):
            if token.i - _REACH <= i < token.i:
                weigh(person, i, 2.9)
        return max(scores, key=lambda person: scores[person], default=None)

    def _named_before(self, token: Token) -> Iterator[tuple[int, int, float]]:
        """Give the names within reach before a token: where, whose, and how readily a pronoun goes back to it."""
        first, last = (bisect_left(self._mentions, (at,)) for at in (token.i - _REACH, token.i))
        for i, number in self._mentions[first:last]:
            is_in_their_words = i in self._quoted_at and token.i not in self._quoted_at
            weight = prominence(self.doc[i])
            yield i, number, weight / 2 if is_in_their_words else weight
        first, last = (bisect_left(self._pronouns, (at,)) for at in (token.i - _REACH, token.i))
        for i, number in self._pronouns[first:last]:
            yield i, number, _PRONOUN * prominence(self.doc[i])

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
        return self._last_named(words[-1].text) if words else None

    def person_by_name(self, name: str) -> Person | None:
        """Give the person whose fullest name is ``name``."""
        return next((person for person in self._by_word.get(_key(name), ()) if person.name == name), None)

    def person_called(self, name: str) -> Person | None:
        """Give the person whose name is written, in full or shorter, as ``name``; it should have two words."""
        words = _words(name)
        return self._holder(words, None, len(self.doc)) if len(words) > 1 else None

    def _last_named(self, word: str) -> Person | None:
        holders = self._by_word.get(_key(word), ())
        return _likeliest(holders, _key(word))

    def _find_people(self) -> None:
        doc = self.doc
        apposed = {span.start: span for span in (*_first_named(doc), *_apposed_names(doc), *_unseen_names(doc))}
        entities = (ent for ent in doc.ents if ent.start not in apposed)
        spans = [span for ent in entities if (span := _name_span(ent)) is not None]
        spans += [*_titled_names(doc), *apposed.values()]
        spans = list(_without_headlines(spans))
        known = _names_of_people(spans) | _names_with_pronouns(doc)
        named = [
            s
            for s in spans
            if _key(s.text) in known
            and s.label_ != "WORK_OF_ART"
            and s.text.lower() not in known_bodies()
            and not is_outlet_name(s.text)
            and not _is_no_name(s)
        ]
        # longest first, so that a surname finds the name that it is part of; and "Mr. Lee" not his wife's
        longest_first = sorted(named, key=lambda s: (-len(_words(s.text)), s.start))
        for span in (s for s in longest_first if len(s) > 1):
            self._add(span)
        for named_in_full in self.people:
            self._describe(named_in_full)
        for span in (s for s in longest_first if len(s) == 1):
            self._add(span)
        relatives = _namesakes(doc, known)
        for token in doc:  # names that NER took no notice of, or took for something else
            if token.i not in self.person_at and _may_be_name(token) and not _inside_other_name(token):
                if token.i in relatives:
                    self._add(relatives[token.i])
                    continue
                person = self._last_named(token.text)
                if (
                    person is not None
                    and not _is_of_another(token, person)
                    and (token.ent_type_ in ("", "PERSON") or _key(token.text) in known)
                ):
                    self.person_at[token.i] = person
                    insort(person.mentions, token.i)
        for person in self.people:
            self._describe(person)
        self._described = list(self._descriptions())
        self._pronouns: list[tuple[int, int]] = []
        number_of = {person: number for number, person in enumerate(self.people)}
        self._learn_leanings(number_of)
        self._resolve_pronouns(number_of)

    def nearness(self, i: int, at: int) -> float:
        """Weigh how far token ``i`` stands before token ``at``: a paragraph in between tells that something else is spoken of."""
        return nearness(at - i) * _PARAGRAPH ** (self._paragraph[at] - self._paragraph[i])

    def _resolve_pronouns(self, number_of: Mapping[Person, int]) -> None:
        """Read whom each pronoun stands for, by the names and pronouns before it: she who is "she" throughout is on one's mind."""
        for token in self.doc:
            if token.lower_ in MASCULINE | FEMININE and token.i not in self._quoted_at:
                person = self.salient_person(token, gender_of_pronoun(token), {})
                if person is not None:
                    self._pronouns.append((token.i, number_of[person]))

    def _descriptions(self) -> Iterator[tuple[int, Person]]:
        """Give the words that stand for the one person of whom they can be said: "the Florida senator", of one senator from there."""
        holders_of: dict[str, list[Person]] = {}
        for person in self.people:
            for role in person.roles:
                holders_of.setdefault(role, []).append(person)
        for noun in self.doc:
            if noun.i in self.person_at or not _describes(noun) or any(t.i in self.person_at for t in noun.children):
                continue
            lemma, words = noun.lemma_.lower(), qualifiers(noun)
            holders = [p for p in holders_of.get(lemma, ()) if p.named_before(noun.i) >= 0]
            if words - _FORMER:
                holders = [p for p in holders if not words.isdisjoint(p.roles[lemma] | {x.lower() for x in p.places})]
            if len(holders) == 1:
                yield noun.i, holders[0]

    def _learn_leanings(self, number_of: Mapping[Person, int]) -> None:
        """Learn whom "he" and "she" are said of from all pronouns of the article at once (Dempster, Laird & Rubin 1977).

        Each may stand for anybody named shortly before; whom only one of them fits tells more of whom the others do. Words in
        quotation marks do not count: in them, a rival is "she".
        """
        named = ((i, person) for person in self.people for i in person.mentions)
        self._mentions = sorted((i, number_of[person]) for i, person in (*named, *self._described))
        pronouns: list[tuple[str, dict[int, float]]] = []
        for token in self.doc:
            if token.lower_ in MASCULINE | FEMININE and token.i not in self._quoted_at:
                weights: dict[int, float] = {}
                for i, number, weight in self._named_before(token):
                    weights[number] = max(weights.get(number, 0.0), (weight * self.nearness(i, token.i)) ** 2)
                pronouns.append((gender_of_pronoun(token), weights))
        for _ in range(_ROUNDS):
            counts = [dict.fromkeys("mf", _PRIOR) for _ in self.people]
            for gender, weights in pronouns:
                shares = {number: weight * self.people[number].leaning[gender] for number, weight in weights.items()}
                total = sum(shares.values())
                for number, share in shares.items():
                    counts[number][gender] += share / total
            for person, count in zip(self.people, counts, strict=True):
                if person.gender is None:
                    person.leaning = {gender: n / sum(count.values()) for gender, n in count.items()}
                else:
                    person.leaning = {gender: _SURE if gender == person.gender else 1 - _SURE for gender in count}

    def _quoted_tokens(self) -> set[int]:
        """Give the indices of the tokens that stand within quotation marks."""
        text = self.doc.text
        passages = (passage.span for passage in find_quotations(text, find_paragraphs(text)))
        spans = (self.doc.char_span(start, end, alignment_mode="expand") for start, end in passages)
        return {token.i for span in spans if span is not None for token in span}

    def _add(self, span: Span) -> None:
        words = _words(span.text)
        if not words:
            return
        title = _title_before(span)
        gender = titles()[title] if title is not None and titles()[title] != "-" else None
        person = self._holder(words, gender, span.end)
        if person is None:
            person = Person(full_name(span))
            self.people.append(person)
            for key in {_key(" ".join(words)), _key(words[0])}:
                self._by_word.setdefault(key, []).append(person)
        elif len(words) > 1 and (words[0], _words(person.name)[0]) in nicknames():
            # "Jim Lee" was "James Lee" after all
            person.name = full_name(span)
            self._by_word.setdefault(_key(words[0]), []).append(person)
        insort(person.mentions, span.end - 1)
        if len(words) > 1 and span.start >= self.headline:
            person.introduced = min(person.introduced, span.start)
        self.person_at[span.end - 1] = person
        person.gender = person.gender or gender
        alias = _alias_after(span)
        if alias is not None:
            person.aliases.add(_key(alias.text))
            self._by_word.setdefault(_key(alias.text), []).append(person)
            self.person_at[alias.end - 1] = person

    def _holder(self, words: list[str], gender: str | None, before: int) -> Person | None:
        """Give who is known by the words of a name: two of one surname are two, and the one introduced first is meant.

        "Mr. Lee" is the one just named, unless the article tells otherwise.
        """
        last = _key(" ".join(words))
        known = [p for p in self._by_word.get(last, ()) if gender is None or p.gender in (None, gender)]
        found = [p for p in known if last in p.aliases or _is_form_of(words, _words(p.name))]
        if len(words) > 1:  # "Ann Lee" is not "Ann Lee Jr."
            found = [p for p in found if _is_suffix(words[-1]) == p.is_junior]
        told = [p for p in found if gender is not None and p.gender == gender]
        if gender is None:
            return _likeliest(told or found, last)
        near = [p for p in told or found if 0 <= before - p.named_before(before) <= _NEXT]
        return max(near, key=lambda p: p.named_before(before), default=None) or _likeliest(told or found, last)

    def _describe(self, person: Person) -> None:
        for i in person.mentions:
            self._place(person, i)
            for noun in _nouns_beside(self.doc[i]):
                beside = qualifiers(noun)
                if noun.dep_ in ("compound", "nmod"):
                    beside |= qualifiers(self.doc[i]) - {word.lower() for word in (noun.text, *person.name.split())}
                for role in roles_of_titles().get(noun.text, ()):
                    person.add_role(role, beside)
                if noun.text in person.name or not noun.is_alpha or noun.i in self.person_at:
                    continue
                person.add_role(noun.lemma_.lower(), beside)
                person.add_role(hyphenated(noun), beside)
                person.is_one_of_many |= is_role(noun) and is_indefinite(noun)
                if noun.lemma_.lower() in nouns_with("m"):
                    person.gender = person.gender or "m"
                elif noun.lemma_.lower() in nouns_with("f"):
                    person.gender = person.gender or "f"
                is_affiliation = noun.i > 0 and noun.nbor(-1).text in ("(", "-")
                if person.description is None and noun.i != i and not is_affiliation:
                    person.description = _description(self.doc, noun, i, person.name)

    def _place(self, person: Person, i: int) -> None:
        """Note where a person is from, and of which party: "Florida Sen. Ann Lee", "Ann Lee (R-Fla.)", "Ann Lee of Florida"."""
        doc = self.doc
        person.places.update(t.text for t in doc[i].lefts if t.ent_type_ == "GPE")
        of = (t for t in doc[i].rights if t.lower_ == "of")
        person.places.update(t.text for preposition in of for t in preposition.children if t.ent_type_ == "GPE")
        told = _AFFILIATION.match(doc[i + 1 : i + 1 + _LONGEST_AFFILIATION].text) if i + 1 < len(doc) else None
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


def _without_headlines(spans: list[Span]) -> Iterator[Span]:
    """Leave out what NER takes for one long name though it contains another: "Hillary Clinton Slams Donald Trump"."""
    short = tuple(span.text for span in spans if span.label_ == "PERSON" and 2 <= len(span) < _LONG_NAME)
    for span in spans:
        if len(span) < _LONG_NAME or (not span.text.startswith(short) and not span.text.endswith(short)):
            yield span


def _names_of_people(spans: Iterable[Span]) -> set[str]:
    """Give the last words of the names that are people's: a full name or a title tells more than the word alone."""
    full, alone = dict[str, Counter[bool]](), dict[str, Counter[bool]]()
    for span in spans:
        is_person = span.label_ == "PERSON" or _is_titled(span)
        is_full = len(span) > 1 or _is_titled(span)
        (full if is_full else alone).setdefault(_key(span.text), Counter())[is_person] += 1
    nobody = Counter[bool]()
    known = {key for key, count in full.items() if count[True] > count[False]}
    return known | {
        key for key, count in alone.items() if not full.get(key, nobody)[False] and count[True] >= max(1, count[False])
    }


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
                counts[_key(ent.text)] += any(t.i > ent.end and root.head in t.ancestors for t in pronouns)
                counts[_key(ent.text)] += _TELLING_CLAUSE * (ent.label_ != "NORP" and goes_back(root, "who"))
    return {name for name, count in counts.items() if count >= _MIN_PRONOUNS and name not in known_bodies()}


def _namesakes(doc: Doc, known: set[str]) -> dict[int, Span]:
    """Give, by their last words, the full names with a known surname that NER takes no notice of, if they come time and again."""
    found = {last.i: doc[last.i - 1 : last.i + 1] for last in doc if _key(last.text) in known and _has_first_name(last)}
    counts = Counter(span.text for span in found.values())
    return {i: span for i, span in found.items() if counts[span.text] >= _MIN_FULL_NAMES}


def _is_no_name(span: Span) -> bool:
    """Say whether what NER takes for a person's name is none: "the Brujas", "Cuban Americans", "Filmmaker"."""
    last = span[-1]
    alone = noun_classes().get(last.lower_)
    is_of_many = any(child.lower_ == "the" and child.i == span.start - 1 for child in last.lefts)
    is_people = last.tag_ == "NNPS" and noun_classes().get(last.lower_.removesuffix("s")) == "class"
    is_word = bool(last.is_sent_start) and alone in PEOPLE
    return is_people or (len(span) == 1 and (alone == "organization" or is_of_many or is_word))


def _is_of_another(last: Token, person: Person) -> bool:
    """Say whether a surname stands behind a first name that is not that of a person of that name."""
    if last.dep_ == "compound" or not _has_first_name(last) or last.nbor(-1).is_sent_start:
        return False
    return not any(_same_word(last.nbor(-1).text, word) for word in _words(person.name)[:-1])


def _has_first_name(last: Token) -> bool:
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
        start = _first_of_name(token)
        before = {child.text for child in token.lefts if child.i < start and child.text[0].isupper()}
        if token.i - start in (1, 2) and before & titles().keys() - untelling_titles():
            span = doc[start : token.i + 1]
            span.label_ = "PERSON"
            yield span


def _apposed_names(doc: Doc) -> Iterator[Span]:
    """Give the names of people that NER takes for something else, told by what stands beside: "the director, Faith Obi"."""
    for ent in doc.ents:
        if ent.label_ not in ("ORG", "PRODUCT", "GPE", "WORK_OF_ART", "FAC", "NORP") or len(ent) > 4:
            continue
        root = ent.root
        beside = [root.head] if root.dep_ == "appos" else [child for child in root.children if child.dep_ == "appos"]
        beside += [other for noun in beside for other in noun.conjuncts if other.dep_ == "conj"]
        is_name = all(token.pos_ == "PROPN" and (token.text[0].isupper() or token.text in _PARTICLES) for token in ent)
        is_full = len(ent) > 1 or any(t.dep_ == "compound" and not t.ent_type_ for t in root.lefts)
        if is_name and any(
            token.tag_ in ("NN", "NNP") and (is_role(token) if is_full else _tells_alone(token, ent))
            for token in beside
        ):
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
        if is_name and not is_outlet_name(words.text) and any(is_role(t) and is_indefinite(t) for t in beside):
            words.label_ = "PERSON"
            yield words


def _first_named(doc: Doc) -> Iterator[Span]:
    """Give the names of people that NER takes for something else or takes no notice of, told by a first name: "Faith Obi"."""
    for first in doc[:-1]:
        if first.text not in first_names():
            continue
        is_double = doc[first.i + 1].text == "-" and not first.whitespace_  # "Faith-Ann Obi"
        span = doc[first.i : first.i + (4 if is_double else 2)]
        words = [token for token in span if token.text != "-"]
        is_written_so = all(token.pos_ == "PROPN" and token.text.istitle() for token in words)
        is_name = is_written_so and len(words) == 2 + is_double and _is_whole_name(span)
        is_known = any(token.ent_type_ == "PERSON" for token in words)
        if (
            is_name
            and not is_known
            and span[-1].lower_ not in noun_classes()
            and span.text.lower() not in known_bodies()
        ):
            span.label_ = "PERSON"
            yield span


def _is_whole_name(span: Span) -> bool:
    """Say whether a run of names ends with a span, and begins with it or with what is no name of its own ("executive Ann Lee")."""
    doc, before, after = span.doc, span.start - 1, span.end
    is_end = after == len(doc) or not doc[after].text[:1].isupper()
    is_inside = before >= 0 and doc[before].ent_iob_ != "O" and doc[span.start].ent_iob_ == "I"
    is_owner = before >= 0 and doc[before].text in ("'", "’", "'s", "’s")  # "Fox News’ Ann Lee"
    return is_end and (not is_inside or is_owner or doc[before].is_lower or doc[before].text in titles())


def _tells_alone(noun: Token, name: Span) -> bool:
    """Say whether a noun tells that a single word names a person: "his wife, Faith", "Obi, a professor"; not of a place."""
    if gender_of_noun(noun.lemma_.lower()) is not None and any(child.dep_ == "poss" for child in noun.lefts):
        return True
    is_one = noun_classes().get(noun.lemma_.lower()) in ("person", "insider") and noun.lower_ not in nouns_with(
        "of_countries"
    )
    is_told = is_one and is_indefinite(noun)
    return is_told and not any(t.text == name.text and t.i and t.nbor(-1).pos_ == "ADP" for t in name.doc)


def _first_of_name(last: Token) -> int:
    """Give where the words begin that belong to the name that a token ends, none of which NER takes notice of."""
    start = last.i
    while start > 0 and _is_part_of_name(last.doc[start - 1]) and last.doc[start - 1].head == last:
        start -= 1
    return start


def _is_part_of_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and token.dep_ == "compound" and token.text not in titles()


def _may_be_name(token: Token) -> bool:
    """Say whether a word is used as a name, be it that the tagger takes it for a noun."""
    return token.pos_ == "PROPN" or (
        token.pos_ == "NOUN"
        and token.text[:1].isupper()
        and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss")
    )


def _words(name: str) -> list[str]:
    return [word for word in bare(name).split() if word not in titles() and any(map(str.isalpha, word))]


def _key(name: str) -> str:
    """Give what a name is known by: its last word, of a compound one its last part ("al-Sharaa" and "Sharaa")."""
    words = [word for word in bare(name).split() if not _is_suffix(word)]
    last = words[-1] if words else name
    head, _, tail = last.rpartition("-")
    return (tail if head.lower() in ("al", "el", "ad", "as", "ul") else last).lower()


def _is_suffix(word: str) -> bool:
    return word.rstrip(".") in ("Jr", "Sr", "II", "III")


def _is_form_of(words: list[str], full: list[str]) -> bool:
    """Say whether a name may be short for a fuller one: its first names are none that the other lacks."""
    return all(any(_same_word(word, other) for other in full) for word in words)


def _same_word(word: str, other: str) -> bool:
    is_initial = len(word.rstrip(".")) == 1 and other.startswith(word[0]) and not _is_suffix(other)
    return _key(word) == _key(other) or is_initial or not nicknames().isdisjoint(((word, other), (other, word)))


def qualifiers(noun: Token) -> set[str]:
    """Give the words before a noun that tell it from others: "Democratic" of "the former Democratic candidate"."""
    before = (t for t in noun.lefts if t.pos_ in ("ADJ", "NOUN", "PROPN") and t.nbor().text != "-")
    return {t.lower_ for t in before} - _PASSING


def hyphenated(noun: Token) -> str:
    """Give a noun's lemma with what is tied to it by a hyphen: "front-runner"."""
    before = noun.doc[max(0, noun.i - 2) : noun.i]
    is_tied = len(before) == 2 and before[1].text == "-" and not any(token.whitespace_ for token in before)
    return f"{before.text.lower() if is_tied else ''}{noun.lemma_.lower()}"


def gender_of_pronoun(pronoun: Token) -> str:
    """Give "m" or "f"."""
    return "m" if pronoun.lower_ in MASCULINE else "f"


def gender_of_noun(lemma: str) -> str | None:
    """Give "m" or "f", where a noun tells it ("businessman")."""
    return "m" if lemma in nouns_with("m") else "f" if lemma in nouns_with("f") else None


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
            is_dash = not is_inside and ent.doc[i].text in ("-", "–", "—")
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
    while end > start and (ent.doc[end - 1].tag_ == "POS" or ent.doc[end - 1].is_punct or ent.doc[end - 1].is_space):
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


def _describes(noun: Token) -> bool:
    """Say whether a noun is of one who is known: "the senator", not "the senator Ann Lee"."""
    is_one = noun.tag_ in ("NN", "NNP") and noun_classes().get(noun.lemma_.lower()) in ("person", "class", "insider")
    is_known = is_one and any(child.lower_ == "the" for child in noun.lefts)
    return is_known and noun.dep_ not in ("compound", "nmod", "amod", "appos", "attr")


def is_indefinite(noun: Token) -> bool:
    """Say whether a noun is one of many: "a lawyer"."""
    return any(child.lower_ in ("a", "an") for child in noun.lefts)


def _is_first_name(doc: Doc, i: int) -> bool:
    """Say whether a word outside an entity belongs to the name after it: "engineer Per Holm", where "Per" is no preposition."""
    return (
        i > 0
        and doc[i].text.istitle()
        and doc[i].text not in titles()
        and not doc[i].ent_type_
        and doc[i - 1].is_lower
        and doc[i - 1].pos_ == "NOUN"
        and noun_classes().get(doc[i - 1].lemma_) not in ("document", "organization", "outlet", "quantity")
    )


def _is_titled(span: Span) -> bool:
    title = _title_before(span)
    return title is not None and title not in untelling_titles()


def _title_before(span: Span) -> str | None:
    if span.start == 0:
        return None
    before = span.doc[span.start - 1]
    return before.text if before.text in titles() else None


def _alias_after(span: Span) -> Span | None:
    """Read an alias in parentheses: "Ahmad al-Sharaa (Jolani)"."""
    doc, start = span.doc, span.end
    if (
        start + 2 < len(doc)
        and doc[start].text == "("
        and doc[start + 2].text == ")"
        and doc[start + 1].pos_ == "PROPN"
    ):
        alias = doc[start + 1 : start + 2]
        return alias if len(alias.text) > 3 and not alias.text.isupper() else None
    return None


def goes_back(name: Token, relative: str) -> bool:
    """Say whether a clause with "who" or "which" as its subject goes back to a name: "Tarn Metals, which owned the smelter"."""
    clauses = (child for child in name.rights if child.dep_ == "relcl")
    return any(t.lower_ == relative and t.dep_.startswith("nsubj") for clause in clauses for t in clause.lefts)


def _inside_other_name(token: Token) -> bool:
    """Say whether a word is the first part of a longer name ("Trump" in "Trump Tower")."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None or token.dep_ != "compound":
        return False
    return following.pos_ == "PROPN" and following.dep_ != "appos"


def _is_subject(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ in ("appos", "conj") and token.head.dep_ == "nsubj")


def _subject_after(pronoun: Token) -> Token | None:
    """Give the subject of a sentence that a pronoun's phrase or clause stands before: "Despite his doubts, Lee agreed"."""
    root = pronoun.sent.root
    subject = next((child for child in root.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i < pronoun.i:
        return None
    over = [token for token in (pronoun, *pronoun.ancestors) if token.head == root and token.i != root.i]
    return subject if over and over[0].dep_ in ("advcl", "prep") and over[0].i < subject.i else None


def asks(verb: Token) -> bool:
    """Say whether a verb puts a question, after which another speaks; "asked her to call" and "questioned the plan" put none."""
    if verb.lemma_ not in verbs_with("asking") or verb.pos_ != "VERB" or any(t.dep_ == "xcomp" for t in verb.children):
        return False
    asked = next((t for t in verb.rights if t.dep_ == "dobj"), None)
    return (
        verb.lemma_ == "ask"
        or asked is None
        or asked.pos_ in ("PROPN", "PRON")
        or noun_classes().get(asked.lemma_.lower()) in PEOPLE
    )


def nearness(tokens: int) -> float:
    """Weigh how far back somebody was named."""
    return 1 / (1 + tokens / 30)


# What these figures weigh against each other was set by reading whom pronouns meant in thirty articles of the train split.
def prominence(name: Token) -> float:
    """Weigh how readily a pronoun goes back to a name: to a sentence's subject first, to whom a question was put likewise."""
    governor = name.head
    if asks(governor):
        return 0.7 if name.dep_ == "nsubj" else 2.0
    if _is_subject(name):
        is_main = governor.dep_ in ("ROOT", "conj") or name.dep_ not in ("nsubj", "nsubjpass")
        return 2.0 if is_main else 1.4
    return 1.0


def _nouns_beside(name: Token) -> Iterator[Token]:
    """Give the nouns that say who a name is: titles before it, what stands in apposition, "X is the mayor"."""
    for child in name.children:
        if child.dep_ == "appos" or (
            child.dep_ in ("compound", "nmod") and child.i < name.i and child.pos_ in ("NOUN", "PROPN")
        ):
            yield child
            yield from (
                title for title in child.lefts if title.dep_ == "compound" and is_role(title)
            )  # "Chair Debbie Lee"
    if name.dep_ == "appos" and name.head.pos_ in ("NOUN", "PROPN"):
        yield name.head
    if name.dep_ in ("nsubjpass", "dobj") and name.head.lemma_ in verbs_with("choosing"):  # "she was elected as mayor"
        yield from (
            obj for as_ in name.head.children if as_.lower_ == "as" for obj in as_.children if obj.dep_ == "pobj"
        )
        yield from (child for child in name.head.children if child.dep_ == "oprd")
    is_told = name.head.tag_ in ("VBZ", "VBD", "VBP") and not any(t.dep_ in ("mark", "neg") for t in name.head.children)
    if name.dep_ == "nsubj" and name.head.lemma_ == "be" and is_told:  # not "if she were a man"
        yield from (child for child in name.head.children if child.dep_ == "attr" and child.pos_ == "NOUN")


def _description(doc: Doc, noun: Token, name: int, full: str) -> str | None:
    """Give the words around a noun in apposition, or the lower-case titles before a name."""
    if noun.head.i == name and noun.dep_ in ("compound", "nmod"):
        first = next((t.i for t in doc[noun.i + 1 : name + 1] if t.text in full), name)
        words = doc[doc[name].left_edge.i : first]
        return bare(words.text) if any(t.pos_ == "NOUN" for t in words) else None
    of_name = {t.i for t in doc[name].subtree} if noun.i not in {t.i for t in doc[name].subtree} else {name}
    around = [t.i for t in noun.subtree if t.i not in of_name and (t.i < name) == (noun.i < name)]
    return bare(doc[around[0] : around[-1] + 1].text) if around and len(around) <= 25 else None
