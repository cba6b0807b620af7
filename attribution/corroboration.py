"""Sourced attributions to corroboration: which other, independent sources of the article state the same, and which deny it.

Two sources are two origins, not two mentions: who speaks through one relay without a name has that relay for origin, and a
relay of somebody is no second source for what that somebody says (circular reporting). When in doubt, two statements are
not the same: precision comes first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from attribution.claims import Claim, are_alike, claim_of, goes_on
from attribution.headlines import headline_place
from attribution.model import NO_SOURCE, UNNAMED, Attribution, Commitment, Source, SourceType, text_of
from attribution.replies import MIN_SAME_WORDS, Replies, extent

# A word of more statements than this tells nothing, and would make a long article's cost grow with its square.
MAX_STATEMENTS_OF_A_WORD = 40
_NO_STATEMENT = frozenset({Commitment.REFUSING, Commitment.HEARSAY})
_CITING = re.compile(r"\bcit(?:ing|ed|es)\s+(?P<name>[^,;.]+)")


@dataclass(frozen=True, slots=True)
class Company:
    """In whose company a statement stands in its article: indices of other statements.

    Args:
        supporting: statements of the same by other, independent sources: one for each source.
        disputing: statements of the opposite, likewise.
        repeating: statements of the same that go back to the same origin, and so count for nothing.
    """

    supporting: tuple[int, ...] = ()
    disputing: tuple[int, ...] = ()
    repeating: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Origins:
    """Which statements go back to the same origin."""

    text: str
    attributions: Sequence[Attribution]
    sources: Sequence[Source]

    def of(self, n: int) -> str:
        return (origin_of(self.sources[n]) or "").lower()

    def are_apart(self, a: int, b: int) -> bool:
        if self.of(a) == self.of(b) or self._is_inside(a, b) or self._is_inside(b, a):
            return False
        if (
            self.sources[a].entity == self.sources[b].entity
            and self._is_told_by_others(a)
            and self._is_told_by_others(b)
        ):
            return False
        return not (self._goes_back_to(a, b) or self._goes_back_to(b, a))

    def _is_inside(self, inner: int, outer: int) -> bool:
        parent = self.attributions[inner].parent
        while parent is not None:
            if parent == outer:
                return True
            parent = self.attributions[parent].parent
        return False

    def _is_told_by_others(self, n: int) -> bool:
        return self.attributions[n].parent is not None

    def _goes_back_to(self, later: int, earlier: int) -> bool:
        """Say whether one relays the other, cites it, or speaks for it: "the Trump campaign" and "Donald Trump"."""
        source, origin = self.sources[later], self.sources[earlier]
        name = (source.entity or "").lower()
        last_word = next(reversed((origin.entity or "").lower().split()), None)  # who has no name may have a relay
        if name in map(str.lower, origin.relays):
            return True
        if origin.source_type is SourceType.NAMED_PERSON and last_word in name.split():
            return True
        cited = _CITING.search(self.text, *extent(self.attributions[later]))
        return cited is not None and last_word in cited["name"].lower().split()


def origin_of(source: Source) -> str | None:
    """Give the place that a statement goes back to: of the unnamed, the outlet that they spoke to.

    >>> origin_of(Source(SourceType.ANONYMOUS, "two aides", relays=("Reuters", "Bloomberg")))
    'Reuters'
    """
    if source.source_type in UNNAMED and source.relays:
        return source.relays[0]
    return source.entity


def corroborate(text: str, attributions: Sequence[Attribution], sources: Sequence[Source]) -> tuple[Company, ...]:
    """Find, for each statement, the other independent sources in the article that state the same, or deny it.

    Args:
        text: the article's, which the attributions' offsets point into.
        attributions, sources: of one article, in the same order.

    The same: alike word for word but for inflection (Monge & Elkan, 1996, over content words), with the same numbers; the
    opposite: the same with a negation, or a denial, in one alone. A statement and one inside it are one. What tells the same
    and a detail more supports what does not tell it. A headline tells what the text under it does, and is no source.
    """
    headline = headline_place(text)
    body = headline.end if headline is not None else 0
    claims = {
        n: claim_of(text_of(attribution.claim, text), is_denial=attribution.commitment is Commitment.DENYING)
        for n, (attribution, source) in enumerate(zip(attributions, sources, strict=True))
        if _states(attribution, source) and attribution.claim[0].start >= body
    }
    origins = _Origins(text, attributions, sources)
    supporting: defaultdict[int, dict[str, int]] = defaultdict(dict)
    disputing: defaultdict[int, dict[str, int]] = defaultdict(dict)
    repeating: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in _candidates(claims):
        is_same, is_alike = claims[a].is_negative == claims[b].is_negative, are_alike(claims[a], claims[b])
        pairs = ((a, b), (b, a))
        told = [(x, y) for x, y in pairs if is_alike or (is_same and goes_on(claims[x], claims[y]))]
        if told and origins.are_apart(a, b):
            for one, other in told:
                (supporting if is_same else disputing)[one].setdefault(origins.of(other), other)
        elif is_alike and not is_same and sources[a].entity == sources[b].entity:
            disputing[a].setdefault(origins.of(b), b)  # what somebody says at last is what they stand by
        elif is_alike and is_same and _channel(sources[a]) != _channel(sources[b]) and attributions[b].parent != a:
            repeating[a].append(b)
            repeating[b].append(a)
    replies = Replies(text, attributions, sources, claims)
    for stated, denial in replies.denials():
        disputing[stated].setdefault(origins.of(denial), denial)
    for stated, support in replies.supports():
        if origins.are_apart(stated, support):
            supporting[stated].setdefault(origins.of(support), support)
            supporting[support].setdefault(origins.of(stated), stated)
    return tuple(
        Company(tuple(supporting[n].values()), tuple(disputing[n].values()), tuple(repeating[n]))
        for n in range(len(attributions))
    )


def _channel(source: Source) -> tuple[str | None, str | None]:
    """Give who is read: who is cited, and of an outlet's word, which other outlet cites it ("Reuters, citing Bloomberg, said …")."""
    return source.entity, source.relay if source.source_type is SourceType.NEWS_OUTLET else None


def _states(attribution: Attribution, source: Source) -> bool:
    return (
        attribution.is_attributed
        and source.source_type not in NO_SOURCE
        and bool((source.entity or "").strip())
        and not attribution.is_negated
        and attribution.commitment not in _NO_STATEMENT
    )


def _candidates(claims: Mapping[int, Claim]) -> Iterator[tuple[int, int]]:
    """Give the pairs that share enough words to be compared; words by their first five letters."""
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for n, claim in claims.items():
        for stem in claim.stems:
            by_word[stem].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in by_word.values():
        if len(holders) <= MAX_STATEMENTS_OF_A_WORD:
            shared.update((a, b) for k, a in enumerate(holders) for b in holders[k + 1 :])
    for (a, b), count in shared.items():
        if count >= MIN_SAME_WORDS and 2 * count >= max(len(set(claims[a].words)), len(set(claims[b].words))):
            yield a, b
