"""Sourced attributions to findings: the levels of the rubric that decide each factor, and where the article shows them.

Each factor looks at one side of a statement: who answers for it, how they know, how firmly they say it, and in whose company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from attribution.anonymity import without_wish
from attribution.corroboration import Company
from attribution.model import (
    UNNAMED,
    Attribution,
    CharSpan,
    Commitment,
    Finding,
    Quotation,
    Source,
    SourceType,
    text_of,
    whole_of,
)
from attribution.numerals import pattern_of_several
from attribution.vocabulary import noun_classes, nouns_with
from attribution.wordings import Sentences, find, is_wording

_ORDINALS = r"first|second|third|fourth|fifth|separate|different|further|additional|single"
# Behind a bare word that may also stand before a noun: "people in the room"; not "insider traders".
_GOES_ON = (
    r"of|in|at|on|with|within|from|inside|near|around|outside|behind|to|for|by|under|who|whom|whose|that|which|where|and|or|not"
    r"|also|close|familiar|aware|privy|known|told|given|there|present|directly|knowledgeable|\w+ed|\w+ing"
)
_BARE = re.compile(
    r"(?:(?:anonymous|unnamed|unidentified)\s+)*(?:(?:sources|persons|insiders|individuals|them|someone|somebody|who)\b"
    rf"|(?:source|person|people|insider|individual)(?=\W*\Z|\s*[,(—–]|\s+(?:{_GOES_ON})\b))",
    re.I,
)
_OFFICE_OF_ONE = re.compile(r"(?:the|its|his|her|their|our|\S+[’']s?)\s+(?!(?:former|ex)\b)", re.I)
_VAGUE_DOCUMENT = re.compile(
    r"(?:(?:some|many|several|other|the|media|news|press|local|recent|various|unconfirmed|unverified|early|initial|historical)\s+)*"
    r"(?:reports?|documents?|(?:eye-?witness\s+|witness\s+|survivors?[’']\s+)*accounts)"
    r"(?:\s+(?:this|last|earlier|on|in|from)(?:\s+\w+)?)?",
    re.I,
)
_CITING_NAME = re.compile(r"\bciting\s+(?:[a-z]+\s+){0,4}[A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*)*")
_AGE_OR_ADDRESS = re.compile(r"(?:\W|\b(?:mr|mrs|ms|miss|mx|aged?|\d{1,3})\b)*", re.I)
_TOLD = re.compile(r"told\s", re.I)
_WITHOUT = re.compile(r"\bwithout\s\Z", re.I)
_QUESTION = re.compile(r"\?[\s”’\"')\]]*\Z")
_CITING_IN_TURN = re.compile(
    r",?\s+(?:which|who|itself|in\s+turn|report\w*|that)\s+(?:\w+\s+){0,3}?(?:cit|quot)(?:ed|es|ing)\b"
)
_FUTURE_TAIL = 25  # characters before a cue in which "is expected to" may stand
_OPENING = 40  # characters from the claim's start in which it may say how the source knows
# Words around a claim, and with which a claim opens, by what they tell of how the source knows; the farthest from it first.
_AROUND = {"hearsay": ("hearsay",), "absent": ("absent",), "told": ("told",), "witness": ("witness", "sound")}
_OPENINGS = {"hearsay": ("hearsay",), "witness": ("saw", "sound")}


@dataclass(frozen=True, slots=True)
class _OfUnnamed:
    """How those are spoken of whom no name tells: counted, with a determiner, as users somewhere."""

    count: re.Pattern[str]
    determiners: re.Pattern[str]
    not_signed: re.Pattern[str]


@cache
def _of_unnamed() -> _OfUnnamed:
    several, platforms = pattern_of_several(), "|".join(sorted(nouns_with("platform")))
    return _OfUnnamed(
        count=re.compile(
            rf"(?:(?:at least|more than|as many as|many as|about|around|nearly|between|all|the|a few|a(?= dozen)) )*{several}\b"
            rf"(?!\s*(?:%|per\s?cent\b|(?:in|out\s+of)\s+{several}\b))",  # a share is a class
            re.I,
        ),
        determiners=re.compile(
            rf"(?:(?:the|a|an|one|some|another|other|many|of|these|those|his|her|their|anonymous|unnamed|unidentified|{_ORDINALS}|{several})\s+)*",
            re.I,
        ),
        not_signed=re.compile(
            r"\b(?:(?-i:posts?|account(?!\s+of\b))|commenters?|posters?|social[ -]media)\b(?!-)"
            # "accounts" alone are a firm's, or what somebody tells
            rf"|\b(?:{platforms}|X|online|internet|anonymous|unverified|verified|fake|parody|pro-\w+)\s+(?:users?|accounts)\b"
            rf"|\baccounts\s+(?:on\s+(?:{platforms}|X)|linked|with\b)",
            re.I,
        ),
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One statement, and the places in the text that tell how it is sourced.

    Args:
        around: the sentences of source and cue, without the claim.
        after: the sentence after the statement.
    """

    text: str
    attribution: Attribution
    source: Source
    company: Company
    around: tuple[CharSpan, ...]
    after: CharSpan
    attributions: Sequence[Attribution]
    sources: Sequence[Source]
    sentences: Sentences

    @property
    def mention(self) -> str:
        """The words of the article that name the source."""
        return text_of(self.attribution.source, self.text)

    @property
    def is_own_voice(self) -> bool:
        """Whether nobody is cited, so that the article itself states it."""
        return not self.attribution.is_attributed

    @property
    def is_expectation(self) -> bool:
        """Whether the cue tells of a plan or an outlook that nobody is cited for, not of what is said: "is expected to"."""
        return self.source.source_type is SourceType.UNATTRIBUTED and bool(
            find("expectation", self.text, self.attribution.cue)
        )

    @property
    def is_adjudicated(self) -> bool:
        """Whether a court has spoken, though nobody is cited for it: "Two men were convicted of murder"."""
        return bool(find("adjudicated", self.text, (self.whole,)))

    @property
    def whole(self) -> CharSpan:
        """From where to where cue and claim stand."""
        return whole_of((*self.attribution.cue, *self.attribution.claim))

    @property
    def is_disclaimer(self) -> bool:
        """Whether this is the sentence that tells what could not be checked: "Reuters could not verify the claim"."""
        is_undone = self.attribution.is_negated or "unable" in text_of(self.attribution.cue, self.text).lower()
        return is_undone and bool(find("unverified", self.text, (self.whole,)))

    @property
    def are_counted_heads(self) -> bool:
        """Whether these are unnamed individuals, not a class: "two former inspectors"."""
        is_counted = _of_unnamed().count.match(self.mention) is not None
        return self.source.source_type is SourceType.ANONYMOUS or (
            self.source.source_type is SourceType.COLLECTIVE and is_counted
        )

    def of(self, n: int) -> Case:
        """Give the case of another statement of the article, as it stands alone."""
        around, after = surroundings(self.attributions[n], self.sentences)
        return replace(
            self,
            attribution=self.attributions[n],
            source=self.sources[n],
            company=Company(),
            around=around,
            after=after,
        )

    def wording(self, kind: str, *, in_claim: bool = False) -> tuple[CharSpan, ...]:
        """Find the words of a kind around the claim, or in it."""
        return find(kind, self.text, self.attribution.claim if in_claim else self.around)

    def opening(self, kind: str) -> tuple[CharSpan, ...]:
        """Find words with which the claim begins: "she had heard that …"."""
        start = self.attribution.claim[0].start
        return tuple(span for span in self.wording(kind, in_claim=True) if span.start - start <= _OPENING)

    def place_of(self, words: str | None) -> tuple[CharSpan, ...]:
        """Give where words stand that the resolver took from the article: the place nearest before the claim's end."""
        if not words:
            return ()
        last = self.attribution.claim[-1].end
        start = self.text.rfind(words, 0, last + len(words))
        start = start if start >= 0 else self.text.find(words)
        return (CharSpan(start, start + len(words)),) if start >= 0 else ()


def surroundings(attribution: Attribution, sentences: Sentences) -> tuple[tuple[CharSpan, ...], CharSpan]:
    """Give the sentences of source and cue, without the claim, and the sentence after the statement."""
    tied = (*attribution.source, *attribution.cue)
    last = max(span.end for span in (*attribution.claim, *tied))
    after = sentences.after(sentences.around(CharSpan(last - 1, last)))
    around = []
    reached = 0
    for span in sorted(tied):
        whole = sentences.around(span)
        start, end = max(whole.start, reached), whole.end
        for claim in sorted(attribution.claim):
            if claim.end > start and claim.start < end:
                around.append(CharSpan(start, max(start, claim.start)))
                start = min(claim.end, end)
        around.append(CharSpan(start, end))
        reached = max(reached, end)
    return tuple(span for span in around if span.start < span.end), after


def find_findings(case: Case) -> tuple[Finding, ...]:
    """Find what decides each factor of a statement's score, in the order of the factors."""
    origin = _origin(case)
    return (
        *_identity(case),
        *(_identity(origin) if origin is not None else ()),
        *_proximity(case, origin),
        *_commitment(case),
        Finding("form", case.attribution.quotation.value, case.attribution.claim),
        *_corroboration(case),
    )


def _identity(case: Case) -> list[Finding]:
    source, mention = case.source, case.attribution.source
    if case.are_counted_heads:
        return _unnamed(case)
    level = source.source_type.value
    spans = mention or case.place_of(source.entity)
    if case.is_own_voice:
        return [_own_voice(case)]
    match source.source_type:
        case SourceType.NAMED_PERSON:
            has_position = _is_more(source.description or "") or _tells_position(case)
            level = "named_person" if has_position else "named_person_bare"
        case SourceType.DOCUMENT:
            level = _document_level(case)
        case SourceType.SOCIAL_POST:
            level = "social_post" if _is_signed(case) else "social_post_unsigned"
            spans = case.place_of(source.entity)
        case SourceType.UNATTRIBUTED:
            spans = case.attribution.cue
            level = "unattributed_expected" if case.is_expectation else "own_voice" if case.is_adjudicated else level
        case SourceType.COLLECTIVE if _of_unnamed().not_signed.search(case.mention):
            level = "social_post_unsigned"
    return [Finding("identity", level, spans)]


def _origin(case: Case) -> Case | None:
    """Find the statement of the article that an outlet's goes back to: of the unnamed who told the outlet, or its own, not relayed.

    They answer for it, and know it, as far as they did there: who passes it on adds nothing.
    """
    if case.source.source_type is not SourceType.NEWS_OUTLET:
        return None
    for n in case.company.repeating:
        source = case.sources[n]
        told = source.source_type in UNNAMED and case.source.entity in source.relays
        is_nearer = source.entity == case.source.entity and not source.relays and bool(case.source.relays)
        if told or is_nearer:
            return case.of(n)
    return None


def _document_level(case: Case) -> str:
    name = case.source.entity or case.mention
    if _of_unnamed().not_signed.search(case.mention) and not is_wording("record", case.mention):
        return "social_post_unsigned"
    if _VAGUE_DOCUMENT.fullmatch(name):
        return "document_vague"
    is_issued = case.source.description or any(map(str.isupper, name)) or any(map(str.isdigit, name))
    return "document" if is_issued or is_wording("record", name) else "document_unissued"


def _is_signed(case: Case) -> bool:
    """Say whether a post has an account's name, rather than words that tell what it is: "one X user", "a viral Facebook post"."""
    entity = case.source.entity or ""
    if case.attribution.quotation is Quotation.POST or entity.startswith("@"):
        return bool(entity)
    kinds = nouns_with("on_platform") | nouns_with("account")
    words = {word.lower().removesuffix("s") for word in entity.split()}
    return bool(entity) and not any(word in kinds or noun_classes().get(word) == "post" for word in words)


def _tells_position(case: Case) -> bool:
    """Say whether a mention holds more than the name, or a position follows it: "Dr. Ann Lee", "Lee, the mayor"."""
    entity = (case.source.entity or "").lower()
    mention = case.mention.lower()
    return bool(entity) and entity in mention and _is_more(mention.replace(entity, "", 1))


def _is_more(words: str) -> bool:
    """Say whether words beside a name tell more than how to address somebody, and an age: "the mayor"; not "Mr.", "34"."""
    return _AGE_OR_ADDRESS.fullmatch(words) is None


def _own_voice(case: Case) -> Finding:
    for kind, level in (
        ("rumor", "unattributed"),
        ("adjudicated", "own_voice"),
        ("charged", "own_voice_charged"),
        ("crime", "own_voice_charged"),
        ("hedge", "own_voice_charged"),
        ("scheduled", "own_voice"),
        ("prediction", "own_voice_charged"),
        ("background", "own_voice_background"),
    ):
        if spans := case.wording(kind, in_claim=True):
            return Finding("identity", level, spans)
    return Finding("identity", "own_voice")


def _unnamed(case: Case) -> list[Finding]:
    source, spans = case.source, case.attribution.source
    if _OFFICE_OF_ONE.match(case.mention) and is_wording("office", case.mention):
        return [Finding("identity", "office_holder", spans)]
    if _of_unnamed().not_signed.search(case.mention):
        return [Finding("identity", "social_post_unsigned", spans)]
    found = [Finding("identity", "anonymous", spans)]
    told = max(
        (without_wish(words) for words in (case.mention, source.entity or "", source.description or "")), key=len
    )
    called = _of_unnamed().determiners.sub("", told, count=1)
    bare = _BARE.match(called)
    more = called[bare.end() :].split() if bare else called.split()[1:]
    if not bare:
        found.append(Finding("identity", "anonymous_role", spans))
    if more:
        found.append(Finding("identity", "anonymous_described", case.place_of(source.description) or spans))
    if source.anonymity_reason:
        place = case.place_of(source.anonymity_reason)
        is_stock = place and find("stock_reason", case.text, place)
        found.append(Finding("identity", "anonymous_stock_reason" if is_stock else "anonymous_reason", place))
    if (source.number or 1) > 1 or (_of_unnamed().count.match(case.mention) is not None):
        found.append(Finding("identity", "anonymous_several", spans))
    return found


def _proximity(case: Case, origin: Case | None = None) -> list[Finding]:
    source = case.source
    if case.is_own_voice:
        level = "unattributed" if case.wording("rumor", in_claim=True) else "own_voice"
        return [Finding("proximity", level)]
    if source.source_type is SourceType.UNATTRIBUTED:
        level = "own_voice" if case.is_expectation or case.is_adjudicated else "unattributed"
        return [Finding("proximity", level, case.attribution.cue)]
    if origin is not None:
        found = _proximity(origin)
    elif case.attribution.commitment is Commitment.HEARSAY:  # "Lee reportedly told friends that …"
        found = [Finding("proximity", "unattributed", case.attribution.cue)]
    else:
        found = [_access(case)]
    in_turn = _outlets_source(case) if source.source_type is SourceType.NEWS_OUTLET else []
    if not source.relays or any(finding.level == "relayed_twice" for finding in in_turn):
        found += in_turn
    else:
        unnamed = source.source_type in UNNAMED
        level = "relayed_twice" if len(source.relays) > 1 else "relayed_unnamed" if unnamed else "relayed"
        found.append(Finding("proximity", level, case.place_of(source.relays[0])))
    return found


def _access(case: Case) -> Finding:
    """Find how the source knows: by what is said of it around the claim, else by how the claim begins."""
    person = case.source.source_type in (
        SourceType.NAMED_PERSON,
        SourceType.ANONYMOUS,
        SourceType.COLLECTIVE,
        SourceType.AUTHOR,
    )
    described = case.place_of(case.source.description)
    for level, kinds in _AROUND.items():
        spans = _all(case.wording(kind) for kind in kinds)
        spans = tuple(span for span in spans if not _tells_whom(case, span))
        spans = spans or _all(find(kind, case.text, described) for kind in kinds)
        spans = spans or _all(case.opening(kind) for kind in _OPENINGS.get(level, ()))
        if level == "witness":
            if case.source.source_type is SourceType.AUTHOR:
                spans = spans or find("perceived", case.text, case.attribution.cue)
            spans = tuple(span for span in spans if not _is_of_mind(case, span)) if person else ()
        if spans:
            return Finding("proximity", level, spans)
    return Finding("proximity", "first_hand")


def _all(found: Iterable[tuple[CharSpan, ...]]) -> tuple[CharSpan, ...]:
    return tuple(span for spans in found for span in spans)


def _is_of_mind(case: Case, span: CharSpan) -> bool:
    """Say whether what was seen is an opinion: "he saw no reason to sell"."""
    sentence = CharSpan(span.start, span.end + _OPENING)
    return any(start < span.end for start, _ in find("seen_in_mind", case.text, (sentence,)))


def _tells_whom(case: Case, span: CharSpan) -> bool:
    """Say whether words are the cue with its listener, "told me": by them nobody passes on what others said."""
    return (
        any(start <= span.start < end for start, end in case.attribution.cue)
        and _TOLD.match(case.text, span.start, span.end) is not None
    )


def _outlets_source(case: Case) -> list[Finding]:
    """Find whom a news outlet cites in its turn."""
    start, end = whole = whole_of((*case.attribution.claim, *case.around))
    spans = find("unnamed_origin", case.text, (whole,))
    if spans := tuple(span for span in spans if not _WITHOUT.search(case.text, max(0, span.start - 9), span.start)):
        return [Finding("proximity", "relayed_unnamed", spans)]
    if match := _CITING_NAME.search(case.text, start, end):
        passes_on = _CITING_IN_TURN.match(case.text, match.end())
        level = "relayed_twice" if passes_on else "relayed"
        return [Finding("proximity", level, (CharSpan(match.start(), (passes_on or match).end()),))]
    return []


def _commitment(case: Case) -> list[Finding]:
    attribution = case.attribution
    words = attribution.cue
    if attribution.commitment is Commitment.HEARSAY:  # the adverb may stand apart: "Reportedly, Lee told friends"
        words = find("rumor", case.text, words) or case.wording("rumor") or words
    level = attribution.commitment.value if attribution.commitment else "none"
    if case.is_disclaimer:  # "Reuters could not verify the claim" is plainly said, and no evidence
        level = Commitment.NEUTRAL.value
    found = [Finding("commitment", level, words)]
    if attribution.is_attributed and _QUESTION.search(text_of(attribution.claim, case.text)):
        found.append(Finding("commitment", "question", attribution.claim[-1:]))
    is_refused = attribution.commitment is Commitment.REFUSING  # whose negation is told by the level itself
    if attribution.is_negated and not (is_refused or case.is_disclaimer):
        found.append(Finding("commitment", "negated", attribution.cue))
    if future := _future(case):
        found.append(Finding("commitment", "future", future))
    if hedges := case.wording("hedge", in_claim=True):
        found.append(Finding("commitment", "hedged", hedges))
    if case.source.source_type in UNNAMED and (opinion := case.wording("opinion", in_claim=True)):
        found.append(Finding("commitment", "unnamed_opinion", opinion))
    return found


def _future(case: Case) -> tuple[CharSpan, ...]:
    attribution = case.attribution
    if attribution.is_future:
        return attribution.cue
    if not attribution.cue:
        return ()
    start, end = attribution.cue[0].start, attribution.cue[-1].end
    near = find("future", case.text, [CharSpan(max(0, start - _FUTURE_TAIL), end)])
    return tuple(span for span in near if span.end > start or not case.text[span.end : start].strip())


def _corroboration(case: Case) -> list[Finding]:
    company = case.company
    places = tuple(case.attributions[n].claim[0] for n in company.supporting)
    after = (*case.around, case.after) if case.attribution.is_attributed else ()
    unverified = () if case.is_disclaimer else find("unverified", case.text, after)
    verified = () if unverified else find("verified", case.text, after)
    level = ("alone", "one")[len(places)] if len(places) < 2 else "more"
    if verified and level == "alone":
        level, places = "verified", verified
    found = [Finding("corroboration", level, places)]
    if company.disputing:
        denials = tuple(case.attributions[n].claim[0] for n in company.disputing)
        found.append(Finding("corroboration", "disputed", denials))
    if company.repeating:
        again = tuple(case.attributions[n].claim[0] for n in company.repeating)
        found.append(Finding("corroboration", "circular", again))
    if unverified:
        found.append(Finding("corroboration", "unverified", unverified))
    return found
