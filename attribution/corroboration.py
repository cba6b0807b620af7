"""Sourced attributions to corroboration: which other, independent sources of the article state the same, and which deny it.

Two sources are two origins, not two mentions: who speaks through one relay without a name has that relay for origin, and a
relay of somebody is no second source for what that somebody says (circular reporting). When in doubt, two statements are
not the same: precision comes first.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attribution.model import NO_SOURCE, UNNAMED, Attribution, Commitment, Source, SourceType, text_of
from attribution.numerals import number_words

# Both ways at least this much alike by Monge-Elkan's measure, which forgives inflection ("closes", "closed") and nothing else.
MIN_SIMILARITY = 0.88
# Words in common below which two statements are compared only if they are the same word for word, and name what they tell of.
MIN_SHARED_WORDS = 3
MIN_SAME_WORDS = 2
# A word of more statements than this tells nothing, and would make a long article's cost grow with its square.
MAX_STATEMENTS_OF_A_WORD = 40
# How far before "denied the accusation" the accusation may end, in characters.
MAX_DISTANCE = 250
# How many statements back what is denied may stand.
MAX_STATEMENTS_BETWEEN = 4
_NO_STATEMENT = frozenset({Commitment.REFUSING, Commitment.HEARSAY})
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|untrue|false)\b|n[’']t\b", re.I
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|i|you|him|her|them|this|that)\b", re.I)
_GERUND = re.compile(r"(?:ever\s+)?(?:having|\w{2,}ing)\b", re.I)  # "denied taking cash"
_CITING = re.compile(r"\bcit(?:ing|ed|es)\s+(?P<name>[^,;.]+)")
_DENIAL = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)|rebut(?:s|ted)?|refut(?:es?|ed)|debunk(?:s|ed)?)\s+"
    r"(?:any\s+(?:of\s+)?)?(?P<definite>(?:(?:all|both|each|the|these|those|that|this|such|his|her|their|its)\s+(?:of\s+)?)+|(?:\w+\s+)?\w+['’]s\s+)?(?:\w+\s+)?"
    r"(?:(?P<denied>accusation|allegation|claim|charge|report|account|story|assertion|timeline|version\s+of\s+event|wrongdoing)s?\b"
    r"|(?P<meant>it|doing so|(?:this|that)(?=\s*(?:[^\w\s]|$)))\b)"
    # "called the accusation false", "said the claim was baseless", "says that is a lie"
    r"|\b(?:call|describ|dismiss|reject|denounc|brand|label|said|say)\w*\s+(?:that\s+)?(?:(?:the|these|those|that|such|his|her|their|its)\s+)?"
    r"(?P<called>accusation|allegation|claim|charge|report|account|story|assertion|it|this|that)s?\s+(?:(?:was|were|is|are|to\s+be|as)\s+)?(?:\w+ly\s+|an?\s+)?"
    r"(?:false|untrue|baseless|unfounded|groundless|wrong|lies?|fabricat\w+|nonsense|fictions?|ridiculous|absurd|without\s+merit)\b",
    re.I,
)
# Inflection changes what follows the first letters.
STEM = 5
_TIMES = frozenset((*day_name, *month_name))


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
class Claim:
    """What two statements are compared by."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    numbers: frozenset[str]
    is_negative: bool
    has_pronoun: bool
    is_gerund: bool


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
        return not (self._goes_back_to(a, b) or self._goes_back_to(b, a))

    def _is_inside(self, inner: int, outer: int) -> bool:
        parent = self.attributions[inner].parent
        while parent is not None:
            if parent == outer:
                return True
            parent = self.attributions[parent].parent
        return False

    def _goes_back_to(self, later: int, earlier: int) -> bool:
        """Say whether one relays the other, cites it, or speaks for it: "the Trump campaign" and "Donald Trump"."""
        source, origin = self.sources[later], self.sources[earlier]
        name = (source.entity or "").lower()
        last_word = (origin.entity or "").lower().split()[-1]
        if name in (origin.relay or "").lower().split("; "):
            return True
        if origin.source_type is SourceType.NAMED_PERSON and last_word in name.split():
            return True
        cited = _CITING.search(self.text, *_extent(self.attributions[later]))
        return cited is not None and last_word in cited["name"].lower().split()


def origin_of(source: Source) -> str | None:
    """Give the place that a statement goes back to: of the unnamed, the outlet that they spoke to.

    >>> origin_of(Source(SourceType.ANONYMOUS, "two aides", relay="Reuters; Bloomberg"))
    'Reuters'
    """
    if source.source_type in UNNAMED and source.relay:
        return source.relay.split("; ")[0]
    return source.entity


def corroborate(text: str, attributions: Sequence[Attribution], sources: Sequence[Source]) -> tuple[Company, ...]:
    """Find, for each statement, the other independent sources in the article that state the same, or deny it.

    Args:
        text: the article's, which the attributions' offsets point into.
        attributions, sources: of one article, in the same order.

    The same: alike word for word but for inflection (Monge & Elkan, 1996, over content words), with the same numbers; the
    opposite: the same with a negation, or a denial, in one alone. A statement and one inside it are one.
    """
    claims = {
        n: claim_of(text_of(attribution.claim, text), is_denial=attribution.commitment is Commitment.DENYING)
        for n, (attribution, source) in enumerate(zip(attributions, sources, strict=True))
        if _states(attribution, source)
    }
    origins = _Origins(text, attributions, sources)
    supporting: defaultdict[int, dict[str, int]] = defaultdict(dict)
    disputing: defaultdict[int, dict[str, int]] = defaultdict(dict)
    repeating: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in _candidates(claims):
        if not are_alike(claims[a], claims[b]):
            continue
        is_same = claims[a].is_negative == claims[b].is_negative
        if origins.are_apart(a, b):
            for one, other in ((a, b), (b, a)):
                (supporting if is_same else disputing)[one].setdefault(origins.of(other), other)
        elif is_same and _channel(sources[a]) != _channel(sources[b]) and attributions[b].parent != a:
            repeating[a].append(b)
            repeating[b].append(a)
    denied = (*_denials(text, attributions, sources), *_denied_in_part(claims, attributions, sources))
    for accused, denial in denied:
        disputing[accused].setdefault(origins.of(denial), denial)
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
    is_gerund = _GERUND.match(claim) is not None
    return Claim(content, names, numbers, negations % 2 == 1, has_pronoun, is_gerund)


def _candidates(claims: Mapping[int, Claim]) -> Iterator[tuple[int, int]]:
    """Give the pairs that share enough words to be compared; words by their first five letters."""
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for n, claim in claims.items():
        for stem in {word[:STEM] for word in claim.words}:
            by_word[stem].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in by_word.values():
        if len(holders) <= MAX_STATEMENTS_OF_A_WORD:
            shared.update((a, b) for k, a in enumerate(holders) for b in holders[k + 1 :])
    for (a, b), count in shared.items():
        if count >= MIN_SAME_WORDS and 2 * count >= max(len(set(claims[a].words)), len(set(claims[b].words))):
            yield a, b


def are_alike(a: Claim, b: Claim) -> bool:
    """Say whether two claims tell the same, or one tells the opposite; in doubt they do not.

    >>> are_alike(claim_of("the Ridge mill closed in May"), claim_of("that the Ridge mill closes in May"))
    True
    """
    if a.numbers != b.numbers:
        return False
    is_short = len({word[:STEM] for word in a.words} & {word[:STEM] for word in b.words}) < MIN_SHARED_WORDS
    if a.words == b.words:
        return not (is_short and (a.has_pronoun or b.has_pronoun))
    if is_short:
        return False
    if _adds(a, b) and _adds(b, a):
        return False
    if [name for name in a.names if name in b.names] != [name for name in b.names if name in a.names]:
        return False
    from textacy.similarity.hybrid import monge_elkan  # seconds to import: only where two statements are that near

    return all(monge_elkan(x, y) >= MIN_SIMILARITY for x, y in pairwise((a.words, b.words, a.words)))


def _adds(a: Claim, b: Claim) -> bool:
    """Say whether a claim has a word of which the other has no form: where each has one, they differ in it."""
    stems = {word[:STEM] for word in b.words}
    return any(word[:STEM] not in stems for word in a.words)


def _denials(text: str, attributions: Sequence[Attribution], sources: Sequence[Source]) -> Iterator[tuple[int, int]]:
    """Give what is denied without being said again, and the denial: "The mayor denied the allegation".

    That is what was stated last, unless shortly before somebody alleged, as the word for it tells.
    """
    stated: list[int] = []
    for n, attribution in enumerate(attributions):
        before = stated[-MAX_STATEMENTS_BETWEEN:]
        if attribution.is_attributed:
            stated.append(n)
        start, end = _extent(attribution)
        denial = _DENIAL.search(text, start, end) if before else None
        if denial is None or attributions[before[-1]].commitment is Commitment.DENYING:
            continue
        word = (denial["denied"] or denial["meant"] or denial["called"]).lower()[:STEM]
        near = [m for m in before if 0 <= start - _extent(attributions[m])[1] <= MAX_DISTANCE]
        near = [m for m in near if sources[m].source_type not in NO_SOURCE]
        others = [m for m in near if sources[n].entity is None or sources[n].entity != sources[m].entity]
        called_so = [m for m in others if word in text_of(attributions[m].cue, text).lower()]
        accused = called_so[-1:] or [m for m in others if m == before[-1]]
        # "denied accusations of theft" may be of what nobody has stated
        if denial["denied"] and not denial["definite"]:
            told = _stems(f"{text[denial.end() : end]} {sources[n].entity or ''}")
            accused = [m for m in accused if told & _stems(text_of(attributions[m].claim, text))]
        yield from ((m, n) for m in accused)


def _stems(words: str) -> set[str]:
    """Give the begins of words that tell something, which their forms share."""
    return {word[:STEM] for word in claim_of(words).words}


def _denied_in_part(
    claims: Mapping[int, Claim], attributions: Sequence[Attribution], sources: Sequence[Source]
) -> Iterator[tuple[int, int]]:
    """Give what is denied with a pronoun in a name's place, and the denial: "The chief took cash." "He denied that he took cash"."""
    for n, claim in claims.items():
        if (
            attributions[n].commitment is not Commitment.DENYING
            or not (claim.has_pronoun or claim.is_gerund)
            or len(claim.words) < MIN_SAME_WORDS
        ):
            continue
        for m in range(max(0, n - MAX_STATEMENTS_BETWEEN), n):
            if m in claims and sources[m].entity != sources[n].entity and not _adds(claim, claims[m]):
                is_same_number = claim.numbers <= claims[m].numbers
                if is_same_number and attributions[m].commitment is not Commitment.DENYING:
                    yield m, n


def _extent(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.claim, *attribution.cue, *attribution.source)
    return min(span.start for span in spans), max(span.end for span in spans)
