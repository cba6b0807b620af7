"""Sourced attributions to corroboration: how many other, independent sources of the article state the same.

Two sources are two origins, not two mentions: who speaks through one relay without a name has that relay for origin, and a
relay of somebody is no second source for what that somebody says (circular reporting). When in doubt, two statements are
not the same: precision comes first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attribution.model import Attribution, Commitment, Source, SourceType, text_of

# Both ways at least this much alike by Monge-Elkan's measure, which forgives inflection ("closes", "closed") and nothing else.
MIN_SIMILARITY = 0.88
# Words in common below which two statements are not compared.
MIN_SHARED_WORDS = 3
# A word of more statements than this tells nothing, and would make a long article's cost grow with its square.
MAX_STATEMENTS_OF_A_WORD = 40
_NO_SOURCE = frozenset({SourceType.AUTHOR, SourceType.UNATTRIBUTED})
_NO_STATEMENT = frozenset({Commitment.DENYING, Commitment.REFUSING, Commitment.HEARSAY})
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ied|ies)|refus\w+)\b|n[’']t\b", re.I)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve hundred thousand million billion half third quarter".split()
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What two statements are compared by."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    is_negative: bool


def corroborate(text: str, attributions: Sequence[Attribution], sources: Sequence[Source]) -> tuple[int, ...]:
    """Count, for each statement, the other independent sources in the article that state the same.

    Args:
        text: the article's, which the attributions' offsets point into.
        attributions, sources: of one article, in the same order.

    The same: alike word for word but for inflection (Monge & Elkan, 1996, over content words), with the same numbers and no
    negation in one alone; a statement and one inside it are one.
    """
    claims = {
        n: _claim(text_of(attribution.claim, text))
        for n, (attribution, source) in enumerate(zip(attributions, sources, strict=True))
        if _states(attribution, source)
    }
    origins: dict[int, set[str]] = {n: {_origin(sources[n])} for n in claims}
    confirming: defaultdict[int, set[str]] = defaultdict(set)
    for a, b in _candidates(claims):
        if _are_independent(a, b, attributions, sources) and _are_same(claims[a], claims[b]):
            confirming[a] |= origins[b]
            confirming[b] |= origins[a]
    return tuple(len(confirming[n] - origins.get(n, set())) for n in range(len(attributions)))


def _states(attribution: Attribution, source: Source) -> bool:
    return (
        attribution.is_attributed
        and source.source_type not in _NO_SOURCE
        and source.entity is not None
        and not attribution.is_negated
        and attribution.commitment not in _NO_STATEMENT
    )


def _claim(claim: str) -> _Claim:
    from spacy.lang.en.stop_words import STOP_WORDS

    words = [word.lower() for word in _WORD.findall(claim)]
    numbers = frozenset(word for word in words if word[0].isdigit() or word in _NUMBER_WORDS)
    content = tuple(word for word in words if word not in STOP_WORDS and word not in numbers)
    return _Claim(content, numbers, len(_NEGATION.findall(claim)) % 2 == 1)


def _candidates(claims: dict[int, _Claim]) -> Iterator[tuple[int, int]]:
    """Give the pairs that share enough words to be compared; words by their first five letters."""
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for n, claim in claims.items():
        for stem in {word[:5] for word in claim.words}:
            by_word[stem].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in by_word.values():
        if len(holders) <= MAX_STATEMENTS_OF_A_WORD:
            shared.update((a, b) for k, a in enumerate(holders) for b in holders[k + 1 :])
    for (a, b), count in shared.items():
        fewer, more = sorted((len(set(claims[a].words)), len(set(claims[b].words))))
        if count >= MIN_SHARED_WORDS and 2 * count >= more and fewer > 0:
            yield a, b


def _are_same(a: _Claim, b: _Claim) -> bool:
    if a.numbers != b.numbers or a.is_negative != b.is_negative:
        return False
    if a.words == b.words:
        return True
    from textacy.similarity.hybrid import monge_elkan  # seconds to import: only where two statements are that near

    return all(monge_elkan(x, y) >= MIN_SIMILARITY for x, y in pairwise((a.words, b.words, a.words)))


def _origin(source: Source) -> str:
    """Give the place that a statement goes back to: of the unnamed, the outlet that they spoke to."""
    if source.source_type in (SourceType.ANONYMOUS, SourceType.COLLECTIVE) and source.relay:
        return source.relay.split("; ")[0].lower()
    return (source.entity or "").lower()


def _are_independent(a: int, b: int, attributions: Sequence[Attribution], sources: Sequence[Source]) -> bool:
    one, other = sources[a], sources[b]
    if _origin(one) == _origin(other) or _is_inside(a, b, attributions) or _is_inside(b, a, attributions):
        return False
    return not (_relays(one, other) or _relays(other, one))


def _is_inside(inner: int, outer: int, attributions: Sequence[Attribution]) -> bool:
    parent = attributions[inner].parent
    while parent is not None:
        if parent == outer:
            return True
        parent = attributions[parent].parent
    return False


def _relays(relay: Source, source: Source) -> bool:
    """Say whether the one is the other's relay, or speaks for it: "the Trump campaign" and "Donald Trump"."""
    name = (relay.entity or "").lower()
    steps = (source.relay or "").lower().split("; ")
    last_word = (source.entity or "").lower().split()[-1:]
    return name in steps or (source.source_type is SourceType.NAMED_PERSON and last_word[0] in name.split())
