"""Sourced attributions to scores: how strongly each statement is sourced, by a rubric that is a data file.

Each factor looks at one side of a statement and leaves findings: the rubric's levels that decided, and where the article shows
them. The explanation is made of the findings and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attribution.anonymity import without_wish
from attribution.corroboration import Company, corroborate
from attribution.model import (
    UNNAMED,
    Attribution,
    CharSpan,
    Commitment,
    Finding,
    Quotation,
    Score,
    Source,
    SourceType,
    Statement,
    Strength,
    text_of,
)
from attribution.rubric import FACTORS, Rubric, load_rubric
from attribution.wordings import Sentences, find, is_wording

# Factors are kept off zero, where one of them would decide alone and no other could be told apart.
_FLOOR = 0.01
_NUMBERS = r"two|three|four|five|six|seven|eight|nine|ten|dozens?|several|multiple|\d+"
_COUNT = re.compile(
    rf"(?:(?:at least|more than|as many as|many as|about|around|nearly|between|all|the|a few|a(?= dozen)) )*(?:{_NUMBERS})\b",
    re.I,
)
# Behind a bare word that may also stand before a noun: "people in the room"; not "insider traders".
_GOES_ON = (
    r"of|in|at|on|with|within|from|inside|near|around|outside|behind|to|for|by|under|who|whom|whose|that|which|where|and|or|not"
    r"|also|close|familiar|aware|privy|known|told|given|there|present|directly|knowledgeable|\w+ed|\w+ing"
)
_BARE = re.compile(
    rf"(?:(?:the|a|an|one|some|another|other|many|these|those|anonymous|unnamed|unidentified|{_NUMBERS}|of)\s+)*"
    r"(?:(?:sources|persons|insiders|individuals|them|someone|somebody|who)\b"
    rf"|(?:source|person|people|insider|individual)(?=\W*\Z|\s*[,(—–]|\s+(?:{_GOES_ON})\b))",
    re.I,
)
_DETERMINERS = re.compile(
    rf"^(?:(?:the|a|an|one|some|another|other|of|these|those|his|her|their|{_NUMBERS})\s+)*", re.I
)
_OFFICE_OF_ONE = re.compile(r"(?:the|its|his|her|their|our|\S+[’']s?)\s+(?!(?:former|ex)\b)", re.I)
_VAGUE_DOCUMENT = re.compile(
    r"(?:(?:some|many|several|other|the|media|news|press|local|recent|various)\s+)*(?:reports?|documents?)"
    r"(?:\s+(?:this|last|earlier|on|in|from)(?:\s+\w+)?)?",
    re.I,
)
_NOT_SIGNED = re.compile(
    r"\b(?:(?-i:accounts?|posts?)|commenters?|posters?|social[ -]media)\b(?!-)"
    r"|\b(?:Twitter|X|Facebook|Instagram|Telegram|Reddit|TikTok|YouTube|Weibo|online|internet|anonymous)\s+users?\b",
    re.I,
)
_CITING_NAME = re.compile(r"\bciting\s+(?:[a-z]+\s+){0,4}[A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*)*")
_TOLD = re.compile(r"told\s", re.I)
_QUESTION = re.compile(r"\?[\s”’\"')\]]*\Z")
_CITING_IN_TURN = re.compile(
    r",?\s+(?:which|who|itself|in\s+turn|report\w*|that)\s+(?:\w+\s+){0,3}?(?:cit|quot)(?:ed|es|ing)\b"
)
_FUTURE_TAIL = 25  # characters before a cue in which "is expected to" may stand
_OPENING = 40  # characters from the claim's start in which it may say how the source knows
_OPENINGS = {"hearsay": "hearsay", "witness": "saw"}


@dataclass(frozen=True, slots=True)
class _Case:
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

    @property
    def mention(self) -> str:
        return text_of(self.attribution.source, self.text)

    @property
    def is_own_voice(self) -> bool:
        return not self.attribution.is_attributed

    @property
    def is_expectation(self) -> bool:
        """Whether the cue tells of a plan or an outlook that nobody is cited for, not of what is said: "is expected to"."""
        return self.source.source_type is SourceType.UNATTRIBUTED and bool(
            find("expectation", self.text, self.attribution.cue)
        )

    @property
    def are_counted_heads(self) -> bool:
        """Whether these are unnamed individuals, not a class: "two former inspectors"."""
        is_counted = _COUNT.match(self.mention) is not None
        return self.source.source_type is SourceType.ANONYMOUS or (
            self.source.source_type is SourceType.COLLECTIVE and is_counted
        )

    def wording(self, kind: str, *, in_claim: bool = False) -> tuple[CharSpan, ...]:
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


def score_statements(
    text: str, attributions: Sequence[Attribution], sources: Sequence[Source], *, rubric: Rubric | None = None
) -> tuple[Statement, ...]:
    """Score the statements of an article.

    Args:
        text: the article's, which the attributions' offsets point into.
        attributions, sources: of one article, in the same order.
        rubric: by default the package's.

    Returns:
        one statement for each attribution, in order; a score is the weighted harmonic mean of its factors, so that it rises
        with each of them and the weakest counts most.
    """
    rubric = rubric or load_rubric()
    sentences = Sentences.of(text)
    companies = corroborate(text, attributions, sources)
    statements = []
    for attribution, source, company in zip(attributions, sources, companies, strict=True):
        around, after = _surroundings(attribution, sentences)
        case = _Case(text, attribution, source, company, around, after, attributions, sources)
        statements.append(Statement(attribution, source, _score(case, rubric)))
    return tuple(statements)


def combine(factors: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give the weighted harmonic mean of the factors.

    >>> round(combine({"identity": 1.0, "form": 0.5}, {"identity": 1.0, "form": 1.0}), 3)
    0.667
    """
    total = sum(weights[factor] for factor in factors)
    return total / sum(weights[factor] / max(value, _FLOOR) for factor, value in factors.items())


def _surroundings(attribution: Attribution, sentences: Sentences) -> tuple[tuple[CharSpan, ...], CharSpan]:
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


def _score(case: _Case, rubric: Rubric) -> Score:
    findings = (
        *_identity(case),
        *_proximity(case),
        *_commitment(case),
        Finding("form", case.attribution.quotation.value, case.attribution.claim),
        *_corroboration(case),
    )
    factors = {factor: _value(factor, findings, rubric) for factor in FACTORS}
    score = combine(factors, rubric["weights"])
    return Score(
        **factors,
        score=score,
        strength=_strength(score, case, rubric["strength"]),
        explanation=_explanation(case, findings),
        corroborated_by=len(case.company.supporting),
        disputed_by=len(case.company.disputing),
        findings=findings,
    )


# Levels that change the one before them: what is added to it, and what it is multiplied with.
_ADDED = frozenset(
    {"anonymous_role", "anonymous_described", "anonymous_reason", "anonymous_stock_reason", "anonymous_several"}
)
_MULTIPLIED = frozenset(
    {
        "relayed",
        "relayed_unnamed",
        "relayed_twice",
        "negated",
        "future",
        "hedged",
        "question",
        "unnamed_opinion",
        "disputed",
        "circular",
        "unverified",
    }
)


def _value(factor: str, findings: Sequence[Finding], rubric: Rubric) -> float:
    value = 0.0
    levels = rubric[factor]
    for finding in findings:
        if finding.factor != factor:
            continue
        figure = levels[finding.level]
        if finding.level in _ADDED:
            value += figure
        elif finding.level in _MULTIPLIED:
            value *= figure
        else:
            value = figure
    return min(1.0, value)


def _identity(case: _Case) -> list[Finding]:
    source, mention = case.source, case.attribution.source
    if case.are_counted_heads:
        return _unnamed(case)
    level = source.source_type.value
    spans = mention or case.place_of(source.entity)
    if case.is_own_voice:
        return [_own_voice(case)]
    match source.source_type:
        case SourceType.NAMED_PERSON:
            has_position = bool(source.description) or _tells_position(case)
            level = "named_person" if has_position else "named_person_bare"
        case SourceType.DOCUMENT:
            level = _document_level(case)
        case SourceType.SOCIAL_POST:
            level = "social_post" if source.entity else "social_post_unsigned"
            spans = case.place_of(source.entity)
        case SourceType.UNATTRIBUTED:
            spans = case.attribution.cue
            level = "unattributed_expected" if case.is_expectation else level
        case SourceType.COLLECTIVE if _NOT_SIGNED.search(case.mention):
            level = "social_post_unsigned"
    return [Finding("identity", level, spans)]


def _document_level(case: _Case) -> str:
    name = case.source.entity or case.mention
    if _NOT_SIGNED.search(case.mention):
        return "social_post_unsigned"
    if _VAGUE_DOCUMENT.fullmatch(name):
        return "document_vague"
    is_issued = case.source.description or any(map(str.isupper, name)) or any(map(str.isdigit, name))
    return "document" if is_issued or is_wording("record", name) else "document_unissued"


def _tells_position(case: _Case) -> bool:
    """Say whether a mention holds more than the name, or a position follows it: "Dr. Ann Lee", "Lee, the mayor"."""
    entity = (case.source.entity or "").lower()
    mention = case.mention.lower()
    return bool(entity) and entity in mention and len(mention) > len(entity)


def _own_voice(case: _Case) -> Finding:
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


def _unnamed(case: _Case) -> list[Finding]:
    source, spans = case.source, case.attribution.source
    if _OFFICE_OF_ONE.match(case.mention) and is_wording("office", case.mention):
        return [Finding("identity", "office_holder", spans)]
    if _NOT_SIGNED.search(case.mention):
        return [Finding("identity", "social_post_unsigned", spans)]
    found = [Finding("identity", "anonymous", spans)]
    told = max(
        (without_wish(words) for words in (case.mention, source.entity or "", source.description or "")), key=len
    )
    is_bare = _BARE.match(told) is not None
    more = _BARE.sub("", told, count=1).split() if is_bare else _DETERMINERS.sub("", told).split()[1:]
    if not is_bare:
        found.append(Finding("identity", "anonymous_role", spans))
    if more:
        found.append(Finding("identity", "anonymous_described", case.place_of(source.description) or spans))
    if source.anonymity_reason:
        place = case.place_of(source.anonymity_reason)
        is_stock = place and find("stock_reason", case.text, place)
        found.append(Finding("identity", "anonymous_stock_reason" if is_stock else "anonymous_reason", place))
    if (source.number or 1) > 1 or (_COUNT.match(case.mention) is not None):
        found.append(Finding("identity", "anonymous_several", spans))
    return found


def _proximity(case: _Case) -> list[Finding]:
    source = case.source
    if case.is_own_voice:
        level = "unattributed" if case.wording("rumor", in_claim=True) else "own_voice"
        return [Finding("proximity", level)]
    if source.source_type is SourceType.UNATTRIBUTED:
        level = "own_voice" if case.is_expectation else "unattributed"
        return [Finding("proximity", level, case.attribution.cue)]
    found = [_access(case)]
    if source.relay is not None:
        unnamed = source.source_type in UNNAMED
        level = "relayed_twice" if "; " in source.relay else "relayed_unnamed" if unnamed else "relayed"
        found.append(Finding("proximity", level, case.place_of(source.relay.split("; ")[0])))
    elif source.source_type is SourceType.NEWS_OUTLET:
        found += _outlets_source(case)
    return found


def _access(case: _Case) -> Finding:
    """Find how the source knows: by what is said of it around the claim, else by how the claim begins."""
    person = case.source.source_type in (
        SourceType.NAMED_PERSON,
        SourceType.ANONYMOUS,
        SourceType.COLLECTIVE,
        SourceType.AUTHOR,
    )
    described = case.place_of(case.source.description)
    for kind in ("absent", "hearsay", "told", "witness"):
        spans = tuple(span for span in case.wording(kind) if not _tells_whom(case, span))
        spans = spans or find(kind, case.text, described)
        if not spans and kind in _OPENINGS:
            spans = case.opening(_OPENINGS[kind])
        if spans and (person or kind != "witness"):
            return Finding("proximity", kind, spans)
    return Finding("proximity", "first_hand")


def _tells_whom(case: _Case, span: CharSpan) -> bool:
    """Say whether words are the cue with its listener, "told me": by them nobody passes on what others said."""
    return (
        any(start <= span.start < end for start, end in case.attribution.cue)
        and _TOLD.match(case.text, span.start, span.end) is not None
    )


def _outlets_source(case: _Case) -> list[Finding]:
    """Find whom a news outlet cites in its turn."""
    around = sorted((*case.attribution.claim, *case.around))
    places = (CharSpan(around[0].start, max(end for _, end in around)),)
    if spans := find("unnamed_origin", case.text, places):
        return [Finding("proximity", "relayed_unnamed", spans)]
    for start, end in places:
        if match := _CITING_NAME.search(case.text, start, end):
            passes_on = _CITING_IN_TURN.match(case.text, match.end())
            level = "relayed_twice" if passes_on else "relayed"
            return [Finding("proximity", level, (CharSpan(match.start(), (passes_on or match).end()),))]
    return []


def _commitment(case: _Case) -> list[Finding]:
    attribution = case.attribution
    found = [Finding("commitment", attribution.commitment.value if attribution.commitment else "none", attribution.cue)]
    if attribution.is_attributed and _QUESTION.search(text_of(attribution.claim, case.text)):
        found.append(Finding("commitment", "question", attribution.claim[-1:]))
    if attribution.is_negated:
        found.append(Finding("commitment", "negated", attribution.cue))
    if future := _future(case):
        found.append(Finding("commitment", "future", future))
    if hedges := case.wording("hedge", in_claim=True):
        found.append(Finding("commitment", "hedged", hedges))
    if case.source.source_type in UNNAMED and (opinion := case.wording("opinion", in_claim=True)):
        found.append(Finding("commitment", "unnamed_opinion", opinion))
    return found


def _future(case: _Case) -> tuple[CharSpan, ...]:
    attribution = case.attribution
    if attribution.is_future:
        return attribution.cue
    if not attribution.cue:
        return ()
    start, end = attribution.cue[0].start, attribution.cue[-1].end
    near = find("future", case.text, [CharSpan(max(0, start - _FUTURE_TAIL), end)])
    return tuple(span for span in near if span.end > start or not case.text[span.end : start].strip())


def _corroboration(case: _Case) -> list[Finding]:
    company = case.company
    places = tuple(case.attributions[n].claim[0] for n in company.supporting)
    after = (*case.around, case.after) if case.attribution.is_attributed else ()
    unverified = find("unverified", case.text, after)
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


def _strength(score: float, case: _Case, thresholds: Mapping[str, float]) -> Strength:
    if case.is_own_voice or case.source.source_type is SourceType.UNATTRIBUTED:
        return Strength.UNSOURCED
    if score >= thresholds["strong"]:
        return Strength.STRONG
    return Strength.MODERATE if score >= thresholds["moderate"] else Strength.WEAK


# --- in words

_NAMES = {
    "named_person": "Named person with position",
    "named_person_bare": "Named person",
    "office_holder": "Holder of an office, not named",
    "document": "Document",
    "document_unissued": "Document whose maker is not said",
    "document_vague": "Document that nobody can find by this name",
    "organization": "Organization",
    "news_outlet": "News outlet",
    "social_post": "Social-media post",
    "social_post_unsigned": "Social-media post of an unknown account",
    "anonymous": "Anonymous",
    "collective": "A class of people, nobody singled out",
    "author": "The author",
    "unattributed": "Nobody is cited",
    "unattributed_expected": "A plan or an outlook: nobody is cited",
    "own_voice": "The article's own voice: nobody is cited",
    "own_voice_background": "The article's own voice: plain background, nobody is cited",
    "own_voice_charged": "The article's own voice, though it accuses, judges or guesses: nobody is cited",
}
_FORMS = {
    Quotation.DIRECT: "quoted",
    Quotation.MIXED: "partly quoted",
    Quotation.INDIRECT: "paraphrased",
    Quotation.POST: "embedded",
}


def _explanation(case: _Case, findings: Sequence[Finding]) -> str:
    """Say what decided, in the article's own words: who answers for it, how they know, how firmly, in whose company."""
    of = {(finding.factor, finding.level): finding for finding in findings}
    who = next(finding for finding in findings if finding.factor == "identity")

    def words(factor: str, level: str) -> str:
        finding = of.get((factor, level))
        spans = finding.spans[:1] if finding else ()
        return f" (“{' '.join(text_of(spans, case.text).split())}”)" if spans else ""

    if case.is_own_voice:
        return f"{_NAMES[who.level]}{words('identity', who.level)}."
    source = case.source
    parts = [
        f"{_NAMES[who.level]}: “{source.entity}”" if source.entity else _NAMES[who.level] + words("identity", who.level)
    ]
    if who.level == "anonymous":
        stock = ("identity", "anonymous_stock_reason") in of
        reason = f"{'a stock reason is' * stock or 'reason'} given (“{source.anonymity_reason}”)"
        parts.append(reason if source.anonymity_reason else "no reason given")
    for level, phrase in _ACCESS.items():
        if ("proximity", level) in of:
            parts.append(phrase + words("proximity", level))
    if source.relay:
        parts.append(f"relayed by {source.relay}")
    elif who.level == "news_outlet":
        parts += [phrase + words("proximity", level) for level, phrase in _CITES.items() if ("proximity", level) in of]
    if case.attribution.commitment not in (None, Commitment.NEUTRAL) and case.attribution.cue:
        parts.append(f"{case.attribution.commitment} cue{words('commitment', case.attribution.commitment)}")
    for level, phrase in _DOUBTS.items():
        if ("commitment", level) in of:
            parts.append(phrase + words("commitment", level))
    parts.append(_FORMS[case.attribution.quotation])
    if source.source_type is not SourceType.UNATTRIBUTED:
        parts += _company(case)
    if ("corroboration", "verified") in of:
        parts.append("checked" + words("corroboration", "verified"))
    if ("corroboration", "unverified") in of:
        parts.append("not verified" + words("corroboration", "unverified"))
    return "; ".join(parts) + "."


_ACCESS = {
    "witness": "says how it knows",
    "told": "told by others",
    "absent": "was not there",
    "hearsay": "passes on what it heard",
}
_CITES = {
    "relayed": "which cites its source",
    "relayed_unnamed": "which cites nobody by name",
    "relayed_twice": "which cites another at second hand",
}
_DOUBTS = {
    "negated": "the cue is negated",
    "future": "yet to be said",
    "question": "a question",
    "hedged": "hedged",
    "unnamed_opinion": "a verdict by nobody named",
}


def _company(case: _Case) -> list[str]:
    company = case.company
    parts = [f"also stated by {_listed(case, company.supporting)}" if company.supporting else "one source"]
    if company.disputing:
        parts.append(f"disputed by {_listed(case, company.disputing)}")
    if company.repeating:
        parts.append(f"{_listed(case, company.repeating)} is no second source: the same origin")
    return parts


def _listed(case: _Case, statements: Sequence[int]) -> str:
    names = dict.fromkeys(case.sources[n].entity or "another voice in the article" for n in statements)
    return " and ".join(f"“{name}”" if name != "another voice in the article" else name for name in names)
