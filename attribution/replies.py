"""What an article says of a statement without saying it again: that somebody denies it, takes it back, or bears it out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from attribution.claims import STEM, Claim, adds, claim_of
from attribution.cues import verbs_of
from attribution.model import NO_SOURCE, Attribution, CharSpan, Commitment, Source, text_of, whole_of
from attribution.vocabulary import verbs_with

# How far before "denied the accusation" the accusation may end, in characters.
MAX_DISTANCE = 250
# How many statements back what is replied to may stand.
MAX_STATEMENTS_BETWEEN = 4
MIN_SAME_WORDS = 2
_STATED = (
    r"(?:accusation|allegation|claim|charge|report|account|story|assertion|statement|testimony|timeline"
    r"|version\s+of\s+event)"
)
_ITS = r"(?:(?:all|both|each|the|these|those|that|this|such|his|her|their|its|our|my)\s+(?:of\s+)?)"
_IS_FALSE = (
    r"(?:(?:\s+(?:was|were|is|are|to\s+be|as)|['’]s)\s+|\s+)(?:\w+ly\s+|an?\s+)?"
    r"(?:not\s+true|false|untrue|baseless|unfounded|groundless|wrong|lies?|fabricat\w+|nonsense|fictions?|ridiculous|absurd"
    r"|without\s+merit)\b"
)
# A claim that begins so: "“That is a lie,” she said".
_CALLED_FALSE = re.compile(rf"[“\"‘']?(?:that\s+)?(?:{_ITS}(?P<called>{_STATED})s?|that|this){_IS_FALSE}", re.I)
# The deed that is denied, whose verb may stand in another form than in the accusation: "taking cash", "he did not take cash".
_DEED = re.compile(
    r"[“\"‘']?(?:that\s+)?(?:(?:ever\s+)?(?:having\s+(?:ever\s+)?\w+|\w{2,}ing)"
    r"|(?:he|she|it|they|we|i)\s+(?:(?:did|does|do|had|has|have)(?:\s+not|n[’']t)|(?:(?:had|has|have)\s+)?never)\s+(?:ever\s+)?\w+)\b",
    re.I,
)
_ANY = re.compile(r"\bany\s+\w+", re.I)  # "taking any money": whatever was named
_OF_SOMEBODY = re.compile(r"\b(?:he|she|it|they|him|her|them)\b", re.I)
_ACCUSING = frozenset({Commitment.JUDGING, Commitment.DISTANCING})
_WITHDRAWN = re.compile(rf"{_ITS}?(?:(?:own|earlier|initial|first|previous|original)\s+)*{_STATED}s?\b", re.I)
_SUPPORTED = re.compile(
    rf"(?:(?P<its>{_ITS})|(?:\w+\s+)?(?P<name>\w+)['’]s?\s+)(?:\w+\s+)?{_STATED}s?\b(?!\s+(?:that|of)\b)", re.I
)
_THE_SAME = re.compile(r"(?:the\s+same(?:\s+thing)?|so(?:\s+too)?|as\s+much)\W*", re.I)


@cache
def _denial() -> re.Pattern[str]:
    """Match a denial of what was stated: "denied the allegation", "called the claim false", "said that was a lie"."""
    return re.compile(
        rf"\b(?:{verbs_of(Commitment.DENYING)})\s+(?:any\s+(?:of\s+)?)?(?P<definite>{_ITS}+|(?:\w+\s+)?\w+['’]s\s+)?(?:\w+\s+)?"
        rf"(?:(?P<denied>{_STATED}|wrongdoing|misconduct|involvement|responsibility)s?\b"
        r"|(?P<meant>it|doing so|(?:this|that)(?=\s*(?:[^\w\s]|$)))\b)"
        r"|\b(?:call|describ|dismiss|reject|denounc|brand|label|said|say)\w*\s+(?:that\s+)?"
        rf"{_ITS}?(?P<called>{_STATED}|it|this|that)s?{_IS_FALSE}",
        re.I,
    )


@dataclass(frozen=True)
class Replies:
    """Statements of an article, and what of them replies to others.

    Args:
        text: the article's, which the attributions' offsets point into.
        attributions, sources: of one article, in the same order.
        claims: of those among them that state something.
    """

    text: str
    attributions: Sequence[Attribution]
    sources: Sequence[Source]
    claims: Mapping[int, Claim]

    def denials(self) -> Iterator[tuple[int, int]]:
        """Give each statement that is denied, or taken back, with what denies it; neither says it again."""
        for n in range(len(self.attributions)):
            yield from ((m, n) for m in (*self._denied(n), *self._deeds_denied(n), *self._withdrawn(n)))

    def supports(self) -> Iterator[tuple[int, int]]:
        """Give each statement that is borne out, with what does so: "Two colleagues confirmed her account"."""
        for n, attribution in enumerate(self.attributions):
            claim = self._claim(n) if n in self.claims else ""
            account = _SUPPORTED.match(claim) if attribution.cue_lemma in verbs_with("supporting") else None
            if _THE_SAME.fullmatch(claim):
                yield from ((m, n) for m in self._by_others(n)[-1:])
            elif account:
                name, others = (account["name"] or "").lower(), self._by_others(n)
                of_name = [m for m in others if name in (self.sources[m].entity or "").lower().split()]
                yield from ((m, n) for m in (of_name if name else others)[-1:])

    @cached_property
    def _cited(self) -> list[int]:
        return [n for n, attribution in enumerate(self.attributions) if attribution.is_attributed]

    def _claim(self, n: int) -> str:
        return text_of(self.attributions[n].claim, self.text)

    def _before(self, n: int) -> list[int]:
        """Give the last statements before one that somebody is cited for."""
        until = bisect_left(self._cited, n)
        return self._cited[max(0, until - MAX_STATEMENTS_BETWEEN) : until]

    def _by_others(self, n: int) -> list[int]:
        """Give those among them that stand near, and that others are cited for."""
        start = extent(self.attributions[n]).start
        return [
            m
            for m in self._before(n)
            if 0 <= start - extent(self.attributions[m]).end <= MAX_DISTANCE
            and self.sources[m].source_type not in NO_SOURCE
            and (self.sources[n].entity is None or self.sources[n].entity != self.sources[m].entity)
        ]

    def _denied(self, n: int) -> list[int]:
        """Give what somebody denies by a word for it: "The mayor denied the allegation", "“That is a lie,” she said".

        That is what was stated last, unless shortly before somebody accused, or spoke of who denies it.
        """
        before = self._before(n)
        if not before or self.attributions[before[-1]].commitment is Commitment.DENYING:
            return []
        start, end = extent(self.attributions[n])
        found = _denial().search(self.text, start, end) or _CALLED_FALSE.match(self._claim(n))
        if found is None:
            return []
        denial = found.groupdict()
        word = (denial.get("denied") or denial["called"] or "").lower()[:STEM]
        others = [m for m in self._by_others(n) if self.attributions[m].commitment is not Commitment.DENYING]
        last = [m for m in others if m == before[-1]]
        if not word or denial["called"] in ("it", "this", "that"):
            return last
        if denial.get("denied") and not denial["definite"]:
            # "denied accusations of theft" may be of what nobody has stated
            told = claim_of(f"{self.text[found.end() : end]} {self.sources[n].entity or ''}").stems
            others = [m for m in others if told & claim_of(self._claim(m)).stems]
            last = others[-1:]
        called_so = [m for m in others if word in text_of(self.attributions[m].cue, self.text).lower()]
        accusing = called_so or [m for m in others if self.attributions[m].commitment in _ACCUSING]
        of_denier = [m for m in others if self._speaks_of(n, m)]
        return ([m for m in accusing if m in of_denier] or accusing or of_denier)[-1:] or last

    def _speaks_of(self, n: int, m: int) -> bool:
        """Say whether a statement may be of whoever is cited for another: by name, or by a pronoun."""
        claim = self._claim(m)
        return _OF_SOMEBODY.search(claim) is not None or self._names(n, claim_of(claim))

    def _names(self, n: int, claim: Claim) -> bool:
        words = (self.sources[n].entity or "").lower().split()
        return bool(words) and words[-1] in claim.words

    def _deeds_denied(self, n: int) -> list[int]:
        """Give what is denied without the name in it: "The chief took cash." "He denied that he took cash", "denied taking any"."""
        claim = self.claims.get(n)
        if claim is None or not claim.is_negative:
            return []
        near = [
            m
            for m in range(max(0, n - MAX_STATEMENTS_BETWEEN), n)
            if m in self.claims
            and self.sources[m].entity != self.sources[n].entity
            and claim.numbers <= self.claims[m].numbers
            and not self.claims[m].is_negative
        ]
        is_denying = self.attributions[n].commitment is Commitment.DENYING
        deed = _DEED.match(self._claim(n))
        is_whole = is_denying and len(claim.words) >= MIN_SAME_WORDS and (claim.has_pronoun or deed)
        denied = [m for m in near if is_whole and not adds(claim, self.claims[m])]
        if denied or deed is None:
            return denied
        rest = self._claim(n)[deed.end() :]
        of_denier = [m for m in near if self._names(n, self.claims[m])]
        told, told_at_all = (claim_of(words) for words in (rest, _ANY.sub("", rest)))
        return [m for m in of_denier if told.words and not adds(told, self.claims[m])] or [
            m for m in of_denier[-1:] if told != told_at_all and not adds(told_at_all, self.claims[m])
        ]

    def _withdrawn(self, n: int) -> list[int]:
        """Give what a source takes back: "She retracted the claim"."""
        attribution = self.attributions[n]
        if attribution.cue_lemma not in verbs_with("withdrawing") or not _WITHDRAWN.match(self._claim(n)):
            return []
        own = [m for m in self._before(n) if m in self.claims and self.sources[m].entity == self.sources[n].entity]
        return own[-1:]


def extent(attribution: Attribution) -> CharSpan:
    """Give from where to where a statement stands, with who is cited for it."""
    return whole_of((*attribution.claim, *attribution.cue, *attribution.source))
