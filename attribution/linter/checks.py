"""Scored statements to violations: what an editor would stop at, rule by rule.

Each check looks at one article and names the places; what a rule is called, how grave it is and what it says stands in
``data/rules.toml``. What one source does again and again is named once, where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from attribution.corroboration import origin_of
from attribution.findings import surroundings
from attribution.headlines import headline_place
from attribution.linter.policy import Policy
from attribution.linter.rules import Level, rules
from attribution.model import (
    NO_SOURCE,
    Account,
    Article,
    CharSpan,
    Commitment,
    Finding,
    Source,
    SourceType,
    Statement,
    text_of,
    whole_of,
)
from attribution.summaries import MIN_TITLE_SHARE, content_stems
from attribution.vocabulary import PEOPLE, first_names, noun_classes, nouns_with, telling_titles
from attribution.wordings import Sentences, find

# Statements in which an article's lead is looked for, and after a class of people a member of it.
_LEAD = 2
_NEARBY = 3
_MAX_WORDS = 80
# Cues by which somebody states something; the others tell of feelings, verdicts and deeds.
_STATING = frozenset(Commitment) - {
    Commitment.ATTITUDE,
    Commitment.JUDGING,
    Commitment.REFUSING,
    Commitment.ACT,
    Commitment.KNOWING,
}
# What a class of people is said to hold, though nobody has to have said it: "experts believe".
_HOLDING = frozenset({"believe", "think", "expect"})
_OF_SOMEBODY = re.compile(r"[’']s?\s|\b(?:for|of)\b|^(?:his|her|their)\b", re.I)
# Behind a cue: what was said in court, to the police or to a parliament was said for the record.
_FOR_THE_RECORD = re.compile(
    r"(?:told|tells?|telling|asked|asks?|informed)\s+(?:(?:the|a|an|his|her|their)\s+(?:\w+\s+)?)?"
    r"(?:jury|jurors|court|judges?|magistrates?|tribunal|police|detectives|investigators|dispatchers?|operator|inquiry)\b",
    re.I,
)
_PRONOUN = re.compile(r"(?:you|they|we|i|it|he|she|who|them|us|one|some|many|others)", re.I)
_ANYBODY = re.compile(r"some|many", re.I)
# A name behind a word, which days and months are none.
_NAME_BEHIND = re.compile(
    r"\s[“‘\"'(]?(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)[A-Z]\w"
)
_LED_BY = re.compile(
    r"\b(?:led|headed|represented|joined)\s+by\s+(?:[a-z-]+\s+){0,3}[A-Z]|\b(?:including|such\s+as|like)\s+[A-Z]"
)
_NOT_SURE = re.compile(
    r"\b(?:may|might|could|says?|said|sources?|report(?:s|ed|edly)?|according|alleg\w+|claims?|accus\w+|officials?|aides?|"
    r"expected|likely|plans?|seeks?|considers?|hopes?|fears?|wants?|denies|denied|believed)\b|[?:“”\"‘]",
    re.I,
)

# In a headline: who says so, at its end, and words in marks.
_BEHIND = re.compile(r"(?::|\s[—–-])\s+(?:[\w’'-]+\s+){0,3}(?P<noun>\w+)\Z")
_IN_MARKS = re.compile(r"(?<!\w)['‘“\"][^'’”\"\n]+['’”\"](?!\w)")

# Who is accused: the name before "of", or before the deed. That they were asked, or answered a court.
_NAME = r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*)*)"
_BEFORE_OF = re.compile(rf"(?:(?:the|a|an|his|her|their|its|former|then|[a-z-]+)\s+){{0,4}}{_NAME}\s+of\b")
_BEFORE_DEED = re.compile(
    rf"(?:\A[“\"]?(?:that\s+)?|\s){_NAME}\s+(?:(?:had|has|have|also|then|once|later|repeatedly|took|taken|accepted|paid|received)\s+){{0,3}}\Z"
)
_ASKED = re.compile(
    r"\b(?:comment(?:ed|ing|s)?\b|(?:could|did|does|do|has|have|had)(?:\s+not|n[’']t)\s+(?:immediately\s+)?(?:be\s+reached|respond|reply|answer|return)"
    r"|not\s+guilty|den(?:y|ies|ied|ying)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Violation:
    """A place in an article that breaks a rule.

    Args:
        rule: its id.
        span: half-open character offsets into the article's text; the whole article's begin with its first statement.
        message: what is wrong there, in the article's own words.
        claim: the words of the statement concerned, by which the violation is known again when lines have moved.
        also: those of the further statements that the message counts.
    """

    rule: str
    level: Level
    span: CharSpan
    message: str
    claim: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Story:
    """An article with its statements, and what the rules ask of them."""

    article: Article
    statements: Sequence[Statement]
    policy: Policy
    path: str = ""

    def is_sure(self, statement: Statement) -> bool:
        """Say whether a statement is one as surely as the policy asks for."""
        confidence = statement.attribution.confidence
        return confidence is None or confidence >= self.policy.min_confidence

    @cached_property
    def sure(self) -> list[Statement]:
        return [s for s in self.statements if self.is_sure(s)]

    @cached_property
    def number_of(self) -> dict[int, int]:
        """The number of each statement in the article, by its identity: to compare them all would cost the square of them."""
        return {id(s): n for n, s in enumerate(self.statements)}

    @cached_property
    def cited(self) -> list[Statement]:
        return [
            s
            for s in self.body
            if self.is_sure(s) and s.attribution.is_attributed and s.source.source_type not in NO_SOURCE
        ]

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences.of(self.article.text)

    @cached_property
    def stated(self) -> list[Statement]:
        """The statements by which somebody tells something, rather than wants, does or condemns it."""
        return [s for s in self.sure if s.attribution.commitment in _STATING]

    @cached_property
    def title(self) -> tuple[CharSpan | None, str] | None:
        """The headline, with its place where it stands in the text: a first line without a stop, and a blank line after it."""
        if self.article.title:
            return None, self.article.title
        place = headline_place(self.article.text)
        return (place, self.article.text[slice(*place)]) if place is not None else None

    @cached_property
    def body(self) -> list[Statement]:
        """The statements under the headline, which tells in short who says so, and why they are not named there."""
        place = self.title[0] if self.title is not None else None
        under = [s for s in self.statements if place is None or s.attribution.claim[0].start >= place.end]
        return under or list(self.statements)

    def is_in_body(self, statement: Statement) -> bool:
        return statement.attribution.claim[0].start >= self.body[0].attribution.claim[0].start

    @cached_property
    def under_headline(self) -> Statement | None:
        """The best sourced of the statements that say what the headline says."""
        if self.title is None:
            return None
        wanted = content_stems(self.title[1])
        saying = [s for s in self.body if len(wanted & content_stems(self.claim(s))) >= MIN_TITLE_SHARE * len(wanted)]
        return max(saying, key=lambda s: s.score.score, default=None) if wanted else None

    def words(self, spans: Iterable[CharSpan]) -> str:
        line = " ".join(text_of(tuple(spans), self.article.text).split())
        return line if len(line) <= _MAX_WORDS else f"{line[:_MAX_WORDS]}…"

    def source(self, statement: Statement) -> str:
        named = statement.source.entity or text_of(statement.attribution.source, self.article.text)
        return " ".join(named.split()) or "nobody"

    def claim(self, statement: Statement) -> str:
        return text_of(statement.attribution.claim, self.article.text)

    def known_by(self, statement: Statement) -> str:
        return " ".join(self.claim(statement).split())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a check has found something: in which statement, at which words, what fills the message, and where else."""

    statement: Statement
    spans: tuple[CharSpan, ...]
    fields: Mapping[str, str]
    also: tuple[Statement, ...] = ()


Check = Callable[[_Story], Iterator[_Place]]


def check_statements(
    article: Article, statements: Sequence[Statement], policy: Policy, *, path: str = ""
) -> list[Violation]:
    """Hold the statements of an article against the rules.

    Args:
        article: whose text the offsets point into; a ``title`` serves the rules on headlines.
        statements: as :func:`attribution.analyze` gives them.
        policy: which rules are on, and their limits.
        path: of the article, for what a policy ignores by path.

    Returns:
        violations in the order of their places, then of their rules.
    """
    story = _Story(article, statements, policy, path)
    found = [
        _violation(story, id, place)
        for id, check in _CHECKS.items()
        if policy.is_on(id, path)
        for place in check(story)
    ]
    return sorted(found, key=lambda violation: (violation.span, violation.rule, violation.message))


def _violation(story: _Story, id: str, place: _Place) -> Violation:
    spans = place.spans or place.statement.attribution.claim
    fields = {"words": story.words(spans), "source": story.source(place.statement), **place.fields}
    return Violation(
        id,
        story.policy.level_of(id),
        CharSpan(*spans[0]),
        rules()[id].message.format(**fields),
        story.known_by(place.statement),
        tuple(map(story.known_by, place.also)),
    )


def _levels(statement: Statement, factor: str) -> dict[str, Finding]:
    return {finding.level: finding for finding in statement.score.findings if finding.factor == factor}


def _once_a_source(story: _Story, places: Iterable[_Place]) -> Iterator[_Place]:
    """Give the first place of each source, with how many more there are."""
    by_source: dict[str, list[_Place]] = {}
    for place in places:
        by_source.setdefault(story.source(place.statement).lower(), []).append(place)
    for first, *rest in by_source.values():
        more = f", here and in {len(rest)} more statement{'s' * (len(rest) > 1)}" if rest else ""
        also = tuple(place.statement for place in rest)
        yield _Place(first.statement, first.spans, {**first.fields, "more": more}, also)


def _is_promised(story: _Story, statement: Statement) -> bool:
    """Say whether somebody may have asked the outlet, or one that it relies on, not to be named."""
    attribution, source = statement.attribution, statement.source
    is_to_outlet = attribution.parent is None or _is_through_outlet(story, statement)
    is_open = source.noun in nouns_with("open") and _OF_SOMEBODY.search(story.source(statement))
    start = attribution.cue[0].start if attribution.cue else len(story.article.text)
    return is_to_outlet and not is_open and not _FOR_THE_RECORD.match(story.article.text, start)


def _is_named_later(story: _Story, statement: Statement) -> bool:
    """Say whether one of several is named in what follows: "two teachers", and then "Tom Becker, a former teacher"."""
    noun = statement.source.noun or ""
    after = story.number_of[id(statement)] + 1
    for other in story.statements[after : after + _NEARBY]:
        told = text_of(other.attribution.source, story.article.text).lower()
        is_one = told.startswith("one of") or any(
            word == noun or (word.endswith(".") and len(word) > 3 and noun.startswith(word[:-1]))  # "Sen."
            for word in told.replace(",", " ").split()
        )
        if other.source.source_type is SourceType.NAMED_PERSON and is_one:
            return True
    return False


def _unnamed(story: _Story, *, but: frozenset[str]) -> Iterator[_Place]:
    for statement in story.stated:
        levels = _levels(statement, "identity")
        if (
            story.is_in_body(statement)
            and "anonymous" in levels
            and not levels.keys() & but
            and _are_people(statement.source)
        ):
            yield _Place(statement, levels["anonymous"].spans, {})


def _singular(noun: str) -> str:
    return next(
        (form for form in (noun, noun.removesuffix("s"), noun.removesuffix("es")) if form in noun_classes()), noun
    )


def _are_people(source: Source) -> bool:
    """Say whether people are meant, by what they are called: resolution may take a thing for somebody."""
    return source.noun is not None and noun_classes().get(source.noun) in PEOPLE


def _without_description(story: _Story) -> Iterator[_Place]:
    yield from _once_a_source(story, _unnamed(story, but=frozenset({"anonymous_role", "anonymous_described"})))


def _without_reason(story: _Story) -> Iterator[_Place]:
    places = (
        place
        for place in _unnamed(story, but=frozenset({"anonymous_reason", "anonymous_stock_reason"}))
        if _is_promised(story, place.statement) and not _is_named_later(story, place.statement)
    )
    yield from _once_a_source(story, places)


def _lead_on_one(story: _Story) -> Iterator[_Place]:
    """Look at the first statement that somebody is cited for, if it is among an article's first, and at the headline's."""
    first = [s for s in story.body[:_LEAD] if story.is_sure(s)]
    leads = [s for s in first if s.attribution.is_attributed and s.attribution.parent is None][:1]
    under = [] if story.under_headline is None else [story.under_headline]
    for statement in (*leads, *under):
        is_one = _rests_on_unnamed(story, statement) and not statement.source.is_plural
        if is_one and statement.attribution.commitment in _STATING:
            yield _Place(statement, _levels(statement, "identity")["anonymous"].spans, {})
            return


def _rests_on_unnamed(story: _Story, statement: Statement) -> bool:
    """Say whether somebody without a name, who may have asked for that, is cited for a statement, and nobody else states it."""
    levels = _levels(statement, "identity")
    is_alone = "anonymous" in levels and "anonymous_several" not in levels and not statement.score.corroborated_by
    return is_alone and _are_people(statement.source) and _is_promised(story, statement)


def _stock_reason(story: _Story) -> Iterator[_Place]:
    yield from _once_a_source(story, _found(story, "identity", "anonymous_stock_reason"))


def _found(story: _Story, factor: str, level: str) -> Iterator[_Place]:
    """Give the statements that have a level of a factor, with the words that show it."""
    for statement in story.sure:
        found = _levels(statement, factor).get(level)
        if found is not None:
            yield _Place(statement, found.spans, {})


def _opinion(story: _Story) -> Iterator[_Place]:
    for place in _found(story, "commitment", "unnamed_opinion"):
        if not _PRONOUN.fullmatch(story.source(place.statement)):
            yield place


def _accuses(story: _Story, statement: Statement) -> tuple[CharSpan, ...]:
    """Find the words by which somebody accuses: the cue, or a crime in the claim that no court and no charge is told of."""
    text, attribution = story.article.text, statement.attribution
    if attribution.cue_lemma == "accuse":
        return attribution.cue
    is_told_of = any(find(kind, text, attribution.claim) for kind in ("charge", "adjudicated"))
    return () if is_told_of else find("crime", text, attribution.claim)


def _accused(story: _Story, statement: Statement) -> str | None:
    """Give the name of who is accused, where it stands before the deed: "Joe Dunn took bribes", "accused Joe Dunn of theft"."""
    words = _accuses(story, statement)
    if not words:
        return None
    claim = story.claim(statement)
    before = claim[: max(0, words[0].start - statement.attribution.claim[0].start)]
    match = _BEFORE_OF.match(claim) if statement.attribution.cue_lemma == "accuse" else _BEFORE_DEED.search(before)
    return match["name"] if match is not None else None


def _anonymous_accusation(story: _Story) -> Iterator[_Place]:
    for statement in story.body[_LEAD:]:  # the lead has a rule of its own
        is_bare = _rests_on_unnamed(story, statement) and not _is_named_later(story, statement)
        if is_bare and story.is_sure(statement) and _accused(story, statement):
            yield _Place(statement, _accuses(story, statement)[:1], {})


def _unanswered(story: _Story) -> Iterator[_Place]:
    """Name who is accused and neither cited nor asked, where nobody in the article denies anything or declines to speak."""
    replies = (Commitment.DENYING, Commitment.REFUSING)
    cited = [s for s in story.statements if s.attribution.is_attributed]
    if any(s.attribution.commitment in replies for s in cited) or _ASKED.search(story.article.text):
        return
    told = {word.lower() for s in cited for word in re.findall(r"\w+", f"{s.source.entity} {s.source.description}")}
    named: set[str] = set()
    for statement in story.body:
        name = _accused(story, statement) if statement in cited and story.is_sure(statement) else None
        last = name.split()[-1].lower().removesuffix("’s").removesuffix("'s") if name else ""
        if name and last not in told | named and _is_person(name, story.article.text):
            named.add(last)
            yield _Place(statement, _accuses(story, statement)[:1], {"accused": name})


def _is_person(name: str, text: str) -> bool:
    """Say whether the article has a first name or a title before a name: "Manila" is no person, and "the Centre" neither."""
    last = re.escape(name.split()[-1].removesuffix("’s").removesuffix("'s"))
    before = {
        word for match in re.finditer(rf"((?:[A-Z][\w.’'-]*\s+){{1,3}}){last}\b", text) for word in match[1].split()
    }
    return not before.isdisjoint(first_names() | telling_titles())


def _relayed_unnamed(story: _Story) -> Iterator[_Place]:
    places = (
        _Place(place.statement, place.spans, {"relay": place.statement.source.relay or story.source(place.statement)})
        for place in _found(story, "proximity", "relayed_unnamed")
        if _is_through_outlet(story, place.statement)
    )
    yield from _once_a_source(story, places)


def _is_through_outlet(story: _Story, statement: Statement) -> bool:
    """Say whether a relay is an outlet, and not somebody who tells what others say."""
    parent = statement.attribution.parent
    return parent is None or story.statements[parent].source.source_type is SourceType.NEWS_OUTLET


def _circular(story: _Story) -> Iterator[_Place]:
    """Name the later of two: it is the one that looks like support."""
    at = {s.attribution.claim[0]: s for s in story.statements}
    for place in _found(story, "corroboration", "circular"):
        earlier = [at[span] for span in place.spans if span in at and span < place.statement.attribution.claim[0]]
        if earlier:
            yield _Place(place.statement, place.statement.attribution.claim, {"other": story.source(earlier[0])})


def _relayed_twice(story: _Story) -> Iterator[_Place]:
    for place in _found(story, "proximity", "relayed_twice"):
        if not _is_through_outlet(story, place.statement):
            continue
        relays = place.statement.source.relays or (story.source(place.statement),)
        yield _Place(place.statement, place.statement.attribution.claim, {"relay": ", then ".join(relays)})


def _loaded_cue(story: _Story) -> Iterator[_Place]:
    for statement in story.stated:
        attribution = statement.attribution
        if attribution.cue_lemma in story.policy.loaded_cues and attribution.cue:
            whole = CharSpan(attribution.cue[0].start, max(attribution.cue[-1].end, attribution.claim[-1].end))
            if not find("plain_cue", story.article.text, (whole,)):
                yield _Place(statement, attribution.cue, {})


def _hedge(story: _Story) -> Iterator[_Place]:
    """Find rumors, in the cue or in the claim; what nobody is cited for in other ways ("seems") is the writer's own view."""
    for place in _found(story, "proximity", "unattributed"):
        attribution = place.statement.attribution
        if _is_told_by_somebody(story, place.statement):
            continue
        whole = whole_of((*attribution.cue, *attribution.claim))
        spans = find("rumor", story.article.text, (whole,)) or find("passed_on", story.article.text, (whole,))
        if spans:
            yield _Place(place.statement, spans[:1], {})


def _is_told_by_somebody(story: _Story, statement: Statement) -> bool:
    """Say whether a statement stands in another that has a source: "He allegedly fled, according to the indictment"."""
    parent = statement.attribution.parent
    return parent is not None and story.statements[parent].source.source_type not in NO_SOURCE


def _collective(story: _Story) -> Iterator[_Place]:
    unnamed = _without_reason(story) if story.policy.is_on("AT102", story.path) else ()
    told = {id(s): s.source.noun for place in unnamed for s in (place.statement, *place.also)}
    places = []
    for n, statement in enumerate(story.statements):
        is_class = statement.source.source_type is SourceType.COLLECTIVE and "collective" in _levels(
            statement, "identity"
        )
        attribution = statement.attribution
        is_stated = attribution.commitment in _STATING or attribution.cue_lemma in _HOLDING
        is_meant = not _PRONOUN.fullmatch(story.source(statement)) or _is_anybody(story, statement)
        if not (is_class and is_stated and is_meant and story.is_sure(statement) and story.is_in_body(statement)):
            continue
        near = story.statements[max(0, n - 1) : n + 1 + _NEARBY]
        # One of them who is told to be unnamed is asked for there: whoever names that one, names one of these.
        is_asked = any(told.get(id(other), "") == statement.source.noun for other in near)
        is_named = any(other.source.source_type is SourceType.NAMED_PERSON for other in near)
        if not (is_named or is_asked or _can_be_found(story, statement, near)):
            places.append(_Place(statement, statement.attribution.source, {}))
    yield from _once_a_source(story, places)


def _can_be_found(story: _Story, statement: Statement, near: Iterable[Statement]) -> bool:
    """Say whether who speaks is told by a document that a name goes with ("researchers at Yale said in a study"), or by one of them.

    What scholars say is theirs whose study is cited beside it.
    """
    text, attribution = story.article.text, statement.attribution
    mention = text_of(attribution.source, text)
    if _LED_BY.search(mention):
        return True
    if statement.source.noun in nouns_with("scholar") and any(
        other.source.source_type is SourceType.DOCUMENT and "document_vague" not in _levels(other, "identity")
        for other in near
    ):
        return True
    around, _ = surroundings(attribution, story.sentences)
    return any(
        _NAME_BEHIND.search(mention) or _NAME_BEHIND.search(text, place.start, sentence.end)
        for sentence in around
        for place in find("document", text, (sentence,))
    )


def _is_anybody(story: _Story, statement: Statement) -> bool:
    """Say whether nobody in particular speaks: "some say". "Some said" goes on with those that were told of before."""
    cue = text_of(statement.attribution.cue, story.article.text).lower()
    return cue == statement.attribution.cue_lemma and _ANYBODY.fullmatch(story.source(statement)) is not None


def _vague_document(story: _Story) -> Iterator[_Place]:
    yield from _once_a_source(story, _found(story, "identity", "document_vague"))


def _unknown_account(story: _Story) -> Iterator[_Place]:
    for place in (*_found(story, "identity", "social_post_unsigned"), *_found(story, "identity", "social_post")):
        source = place.statement.source
        is_known = source.account in (Account.NAMED, Account.LEXICON)
        if not is_known and not place.statement.score.corroborated_by:
            fields = {} if source.entity else {"source": "A post without a signature"}
            yield _Place(place.statement, place.statement.attribution.source or place.spans, fields)


def _unverified(story: _Story) -> Iterator[_Place]:
    """Name each place once: the sentence that says so ends one statement, stands before another, and may be a third."""
    first: dict[tuple[CharSpan, ...], _Place] = {}
    for place in _found(story, "corroboration", "unverified"):
        first.setdefault(place.spans, place)
    yield from first.values()


def _own_voice(story: _Story, kind: str) -> Iterator[_Place]:
    """Find words of a kind in what the article states by itself."""
    for statement in story.statements:
        if not statement.attribution.is_attributed and (
            spans := find(kind, story.article.text, statement.attribution.claim)
        ):
            yield _Place(statement, spans[:1], {})


def _accusation(story: _Story) -> Iterator[_Place]:
    for place in _own_voice(story, "crime"):
        text, claim = story.article.text, place.statement.attribution.claim
        is_charge = "own_voice_charged" in _levels(place.statement, "identity")
        is_somebody = not any(span.start < place.spans[0].start for span in find("culprit", text, claim))
        if is_charge and is_somebody and not find("charge", text, claim) and not _is_headline_of_others(story, place):
            yield place


def _is_headline_of_others(story: _Story, place: _Place) -> bool:
    """Say whether words stand in a headline that says whose they are: "Man stole car: police", "Mayor 'took bribes'"."""
    where, title = story.title or (None, "")
    if where is None or not where.start <= place.spans[0].start < where.end:
        return False
    behind = _BEHIND.search(title)
    is_marked = any(
        where.start + match.start() < place.spans[0].start < where.start + match.end()
        for match in _IN_MARKS.finditer(title)
    )
    return is_marked or (behind is not None and _singular(behind["noun"].lower()) in noun_classes())


def _figure(story: _Story) -> Iterator[_Place]:
    yield from _own_voice(story, "figure")


def _anonymous_share(story: _Story) -> Iterator[_Place]:
    unnamed = [s for s in story.cited if "anonymous" in _levels(s, "identity")]
    limit = story.policy.anonymous_share
    if len(story.cited) >= story.policy.min_statements and len(unnamed) > limit * len(story.cited):
        share = len(unnamed) / len(story.cited)
        yield _whole(story, {"share": f"{share:.0%}", "limit": f"{limit:.0%}"})


def _mean_score(story: _Story) -> Iterator[_Place]:
    if len(story.cited) >= story.policy.min_statements:
        mean = sum(s.score.score for s in story.cited) / len(story.cited)
        if mean < story.policy.mean_score:
            yield _whole(story, {"score": f"{mean:.2f}", "limit": f"{story.policy.mean_score:.2f}"})


def _headline(story: _Story) -> Iterator[_Place]:
    title, best = story.title, story.under_headline
    if best is None or title is None or _NOT_SURE.search(title[1]):
        return
    if _says_who(story, title[0]) or best.attribution.commitment is Commitment.ACT:
        return
    is_own_view = best.source.source_type is SourceType.UNATTRIBUTED and best not in [
        place.statement for place in _hedge(story)
    ]
    if best.attribution.is_attributed and not is_own_view and best.score.score < story.policy.headline_score:
        yield _Place(best, (title[0],) if title[0] else (), {"score": f"{best.score.score:.2f}"})


def _says_who(story: _Story, title: CharSpan | None) -> bool:
    """Say whether a headline in the text cites somebody itself: "Protesters call for mayor to quit"."""
    return title is not None and any(
        s.attribution.is_attributed
        and s.source.source_type not in NO_SOURCE
        and s.attribution.claim[0].start < title.end
        for s in story.statements
    )


def _single_origin(story: _Story) -> Iterator[_Place]:
    told = [s for s in story.cited if s.attribution.commitment is not Commitment.REFUSING]
    origins = {origin_of(s.source) or "" for s in told}
    if len(told) >= story.policy.min_statements and len(origins) == 1:
        yield _whole(story, {"source": origins.pop() or "unnamed people"})


def _whole(story: _Story, fields: Mapping[str, str]) -> _Place:
    first = story.statements[0]
    return _Place(first, first.attribution.claim[:1], fields)


_CHECKS: Mapping[str, Check] = {
    "AT101": _without_description,
    "AT102": _without_reason,
    "AT103": _lead_on_one,
    "AT104": _stock_reason,
    "AT105": _opinion,
    "AT106": _anonymous_accusation,
    "AT201": _relayed_unnamed,
    "AT202": _circular,
    "AT203": _relayed_twice,
    "AT301": _loaded_cue,
    "AT302": _hedge,
    "AT303": _collective,
    "AT304": _vague_document,
    "AT305": _unknown_account,
    "AT306": _unverified,
    "AT307": _unanswered,
    "AT401": _accusation,
    "AT402": _figure,
    "AT501": _anonymous_share,
    "AT502": _mean_score,
    "AT503": _headline,
    "AT504": _single_origin,
}
