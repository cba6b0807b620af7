"""Pronouns and descriptions to whom they stand for, of the people whom a document names before them.

What decides is where somebody was named, and how the pronouns of the whole article fit; that a name is a man's or a woman's
is never guessed from the name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from attribution.mentions import Mentions, Person
from attribution.roles import FORMER, qualifiers
from attribution.salience import HE_OR_SHE, gender_of_pronoun, nearness, prominence, subject_after
from attribution.vocabulary import noun_classes

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 400  # tokens: what is named further back than this is not on a reader's mind
_PRIOR = 0.5  # pronouns that are presumed to be said of everybody, of each gender
_ROUNDS = 10  # of learning whom "he" and "she" are said of; there is little change after
_PARAGRAPH = 0.55  # of what counts across the end of a paragraph
_PRONOUN = 0.8  # of what a name counts
_OPPOSITE = 0.1  # of what somebody counts for "he" who was "she" just before
_OPPOSITE_RUN = 3  # pronouns back to which that is looked for
_OPPOSITE_REACH = 40  # tokens, likewise
# How probable "he" is at least of somebody whom the article shows to be that, whatever was read just before.
_SHOWN = 0.7
_SURE = 0.98  # how probably somebody is "she" whom a title or a noun tells to be a woman

_Place = tuple[int, Person, float]  # a token, whom it stands for, and how readily a pronoun goes back to it


class Referents:
    """Whom of the people that a document names a pronoun or a description stands for."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions, self._doc = mentions, mentions.doc
        breaks = {token.i for token in mentions.words.written(lambda word: "\n" in word)}
        self._paragraph = list(accumulate(i in breaks for i in range(len(self._doc))))
        named = [(i, person) for person in mentions.people for i in person.mentions]
        places = ((i, person, prominence(self._doc[i])) for i, person in (*named, *self._descriptions()))
        self._named: list[_Place] = sorted(places, key=lambda place: place[0])
        self._pronouns: list[_Place] = []
        self._leaning = {person: dict.fromkeys("mf", 0.5) for person in mentions.people}
        said = mentions.words.written(lambda word: word.lower() in HE_OR_SHE)
        pronouns = [token for token in said if not mentions.is_quoted(token.i)]
        self._learn_leanings(pronouns)
        for token in pronouns:  # she who is "she" throughout is on one's mind
            person = self.salient_person(token, gender_of_pronoun(token), {})
            if person is not None:
                self._pronouns.append((token.i, person, _PRONOUN * prominence(token)))

    def salient_person(
        self,
        token: Token,
        gender: str | None,
        speakers: dict[int, Person],
        others: Sequence[Person] = (),
        *,
        weights: Mapping[Person, float] | None = None,
    ) -> Person | None:
        """Give whom a pronoun or "the mogul" stands for: of those named shortly before, who was subject or speaker last.

        Args:
            gender: "m" or "f", where the word tells it; who is shown to be of the other is left out.
            speakers: by the token of the cue, whom the statements read so far are ascribed to, in reading order.
            others: who cannot be meant.
            weights: by how much more than others somebody fits the word, by what the article says of them; 1 for all else.
        """
        scores = dict[Person, float]()
        opposite = self._called_otherwise(token, gender) if gender is not None else None

        def weigh(person: Person, i: int, weight: float) -> None:
            if (gender is None or person.gender in (None, gender)) and person not in others:
                fits = 1.0 if gender is None else 2 * self._leaning[person][gender]
                fits *= _OPPOSITE if person is opposite else 1.0
                fits *= weights.get(person, 1.0) if weights is not None else 1.0
                scores[person] = max(scores.get(person, 0.0), fits * weight * self._nearness(i, token.i))

        for i, person, weight in self._named_before(token):
            weigh(person, i, weight)
        ahead = subject_after(token)
        if ahead is not None and ahead.i in self._mentions.person_at:
            weigh(self._mentions.person_at[ahead.i], token.i - 1, 3.0)
        for i, person in islice(reversed(speakers.items()), _REACH // 10):
            if token.i - _REACH <= i < token.i:
                weigh(person, i, 2.9)
        return max(scores, key=lambda person: scores[person], default=None)

    def _called_otherwise(self, token: Token, gender: str) -> Person | None:
        """Give who is "she" shortly before "he", or the other way round: not the same person, unless the article shows that they are."""
        last = bisect_left(self._pronouns, (token.i,))
        for i, person, _ in reversed(self._pronouns[max(0, last - _OPPOSITE_RUN) : last]):
            if token.i - i > _OPPOSITE_REACH:
                return None
            if gender_of_pronoun(self._doc[i]) != gender and self._doc[i].dep_ == "nsubj":
                return person if self._leaning[person][gender] < _SHOWN else None
        return None

    def _named_before(self, token: Token) -> Iterator[_Place]:
        """Give where people are named within reach before a token, then the pronouns for them."""
        is_quoted = self._mentions.is_quoted(token.i)
        for i, person, weight in _within_reach(self._named, token):
            is_in_their_words = self._mentions.is_quoted(i) and not is_quoted
            yield i, person, weight / 2 if is_in_their_words else weight
        yield from _within_reach(self._pronouns, token)

    def _nearness(self, i: int, at: int) -> float:
        """Weigh how far token ``i`` stands before token ``at``: a paragraph in between tells that something else is spoken of."""
        return nearness(at - i) * _PARAGRAPH ** (self._paragraph[at] - self._paragraph[i])

    def _descriptions(self) -> Iterator[tuple[int, Person]]:
        """Give the words that stand for the one person of whom they can be said: "the Florida senator", of one senator from there."""
        person_at = self._mentions.person_at
        holders_of: dict[str, list[Person]] = {}
        for person in self._mentions.people:
            for role in person.roles:
                holders_of.setdefault(role, []).append(person)
        for noun in self._mentions.words.with_lemma(lambda lemma: lemma.lower() in holders_of):
            if noun.i in person_at or not _describes(noun) or any(t.i in person_at for t in noun.children):
                continue
            lemma, words = noun.lemma_.lower(), qualifiers(noun)
            holders = [p for p in holders_of[lemma] if p.named_before(noun.i) >= 0]
            if words - FORMER:
                holders = [p for p in holders if not words.isdisjoint(p.roles[lemma] | {x.lower() for x in p.places})]
            if len(holders) == 1:
                yield noun.i, holders[0]

    def _learn_leanings(self, pronouns: Sequence[Token]) -> None:
        """Learn how probably each is "he" and "she" from all pronouns of the article at once (Dempster, Laird & Rubin 1977).

        Each may stand for anybody named shortly before; whom only one of them fits tells more of whom the others do.

        Args:
            pronouns: without those in quotation marks, where a rival is "she".
        """
        likely: list[tuple[str, dict[Person, float]]] = []
        for token in pronouns:
            weights: dict[Person, float] = {}
            for i, person, weight in self._named_before(token):
                weights[person] = max(weights.get(person, 0.0), (weight * self._nearness(i, token.i)) ** 2)
            likely.append((gender_of_pronoun(token), weights))
        for _ in range(_ROUNDS):
            counts = {person: dict.fromkeys("mf", _PRIOR) for person in self._mentions.people}
            for gender, weights in likely:
                shares = {person: weight * self._leaning[person][gender] for person, weight in weights.items()}
                total = sum(shares.values())
                for person, share in shares.items():
                    counts[person][gender] += share / total
            for person, count in counts.items():
                if person.gender is None:
                    self._leaning[person] = {gender: n / sum(count.values()) for gender, n in count.items()}
                else:
                    self._leaning[person] = {g: _SURE if g == person.gender else 1 - _SURE for g in count}


def _within_reach(places: Sequence[_Place], token: Token) -> Sequence[_Place]:
    first, last = (bisect_left(places, (at,)) for at in (token.i - _REACH, token.i))
    return places[first:last]


def _describes(noun: Token) -> bool:
    """Say whether a noun is of one who is known: "the senator", not "the senator Ann Lee"."""
    is_one = noun.tag_ in ("NN", "NNP") and noun_classes().get(noun.lemma_.lower()) in ("person", "class", "insider")
    is_known = is_one and any(child.lower_ == "the" for child in noun.lefts)
    return is_known and noun.dep_ not in ("compound", "nmod", "amod", "appos", "attr")
