"""What is claimed, as it is compared: the words that tell something, numbers, names and negations of two statements."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from attribution.numerals import number_words

# Both ways at least this much alike by Monge-Elkan's measure, which forgives inflection ("closes", "closed") and nothing else.
MIN_SIMILARITY = 0.88
# Words in common below which two statements are compared only if they are the same word for word, and name what they tell of.
MIN_SHARED_WORDS = 3
# Inflection changes what follows the first letters.
STEM = 5
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|untrue|false)\b|n[’']t\b", re.I
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|i|you|him|her|them|this|that)\b", re.I)
_CONDITION = re.compile(r"\b(?:if|unless|until|whether|or)\b", re.I)
_TIMES = frozenset((*day_name, *month_name))


@dataclass(frozen=True)
class Claim:
    """What two statements are compared by."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    times: frozenset[str]
    numbers: frozenset[str]
    is_negative: bool
    has_pronoun: bool
    is_open: bool
    is_name: bool

    @cached_property
    def stems(self) -> frozenset[str]:
        """The begins of the words, which their forms share."""
        return frozenset(word[:STEM] for word in self.words)


def claim_of(claim: str, *, is_denial: bool = False) -> Claim:
    """Give what a claim is compared by.

    Args:
        claim: as written.
        is_denial: whether its cue denies it.
    """
    from spacy.lang.en.stop_words import STOP_WORDS

    written = _WORD.findall(claim)
    words = [word.lower() for word in written]
    told = number_words() - {"one"}  # which stands for people and things too
    numbers = frozenset(word for word in words if word[0].isdigit() or word in told)
    content = tuple(
        word for word in words if word not in STOP_WORDS and word not in numbers and not _NEGATION.fullmatch(word)
    )
    negations = len(_NEGATION.findall(claim)) + is_denial
    # Who did it to whom: the order of names decides, that of times ("on Monday, …") does not.
    names = tuple(word for word in written[1:] if word[0].isupper() and word not in _TIMES)
    has_pronoun = _PRONOUN.search(claim.removeprefix("that ")) is not None
    is_open = _CONDITION.search(claim) is not None
    times = frozenset(word for word in written if word in _TIMES)
    is_name = all(word[0].isupper() for word in written if word.lower() in content)
    return Claim(content, names, times, numbers, negations % 2 == 1, has_pronoun, is_open, is_name)


def are_alike(a: Claim, b: Claim) -> bool:
    """Say whether two claims tell the same, or one tells the opposite; in doubt they do not.

    >>> are_alike(claim_of("the Ridge mill closed in May"), claim_of("that the Ridge mill closes in May"))
    True
    """
    if a.numbers != b.numbers or (a.is_name and b.is_name):  # who is backed, praised or blamed: nothing is stated
        return False
    is_short = len(a.stems & b.stems) < MIN_SHARED_WORDS
    if a.words == b.words:
        return not (is_short and (a.has_pronoun or b.has_pronoun))
    if is_short:
        return False
    if adds(a, b) and adds(b, a):
        return False
    if [name for name in a.names if name in b.names] != [name for name in b.names if name in a.names]:
        return False
    from textacy.similarity.hybrid import monge_elkan  # seconds to import: only where two statements are that near

    return all(monge_elkan(x, y) >= MIN_SIMILARITY for x, y in pairwise((a.words, b.words, a.words)))


def adds(a: Claim, b: Claim) -> bool:
    """Say whether a claim has a word of which the other has no form: where each has one, they differ in it."""
    return not a.stems <= b.stems


def goes_on(a: Claim, b: Claim) -> bool:
    """Say whether a claim tells what another does, and then more: "34 people were killed", "34 people were killed and 50 hurt".

    >>> goes_on(claim_of("the principal erased answers"), claim_of("the principal erased answers in the gym"))
    True
    """
    begun = tuple(word[:STEM] for word in b.words[: len(a.words)])
    return (
        not a.is_name
        and len(a.words) + len(a.numbers) >= MIN_SHARED_WORDS
        and begun == tuple(word[:STEM] for word in a.words)
        and a.numbers <= b.numbers
        and a.times <= b.times
        and not b.is_open
    )
