"""The values that pass between the stages: frozen, without spaCy objects, offsets into the text as given.

Every offset is a half-open range of characters, ``text[start:end]``, into :attr:`Article.text`, which no stage changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class CharSpan(NamedTuple):
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int


class Quotation(StrEnum):
    """How a statement is rendered."""

    DIRECT = "direct"  # the source's words, all within quotation marks
    MIXED = "mixed"  # paraphrase with quoted words in it
    INDIRECT = "indirect"  # paraphrase
    POST = "post"  # an embedded social-media post
    NONE = "none"  # the article's own voice


class SourceType(StrEnum):
    """Who is cited, after resolution inside the article; ``docs/taxonomy.md`` defines the labels."""

    NAMED_PERSON = "named_person"
    ORGANIZATION = "organization"
    NEWS_OUTLET = "news_outlet"
    DOCUMENT = "document"
    SOCIAL_POST = "social_post"
    ANONYMOUS = "anonymous"
    COLLECTIVE = "collective"
    AUTHOR = "author"
    UNATTRIBUTED = "unattributed"


class Account(StrEnum):
    """Whether the account of an embedded post is known."""

    NAMED = "named"  # the article names it or its owner, outside of its posts
    LEXICON = "lexicon"  # an outlet of the table has it
    UNKNOWN = "unknown"


_STEP = "; "  # between relays where they stand in one string
# Types by which nobody is cited, and those of people whom the article does not name.
NO_SOURCE = frozenset({SourceType.AUTHOR, SourceType.UNATTRIBUTED})
UNNAMED = frozenset({SourceType.ANONYMOUS, SourceType.COLLECTIVE})


class Strength(StrEnum):
    """How strongly a statement is sourced, from weakest to strongest."""

    UNSOURCED = "unsourced"
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"


class Commitment(StrEnum):
    """How far a cue commits the source to the claim; ``docs/scoring.md`` gives each group's reason."""

    EVIDENCE = "evidence"  # show, confirm, find
    ADMISSION = "admission"  # acknowledge, admit
    KNOWING = "knowing"  # know, learn, see
    ENDORSING = "endorsing"  # note, point out
    ACT = "act"  # announce, vow, order: the saying is the deed
    NEUTRAL = "neutral"  # say, tell, according to
    ASSERTING = "asserting"  # argue, insist
    JUDGING = "judging"  # accuse, praise
    DENYING = "denying"  # deny, reject
    INFERRING = "inferring"  # suggest, estimate
    DISTANCING = "distancing"  # claim, allege
    ATTITUDE = "attitude"  # believe, want, fear
    REFUSING = "refusing"  # decline, refuse
    HEARSAY = "hearsay"  # reportedly, is said to


@dataclass(frozen=True, slots=True)
class Article:
    """A news article: its text as given, which all offsets point into, and what is known of it besides.

    Args:
        text: the body, as given.
        doc_id: what the rows of the frame are known by.
        title, byline, outlet, date, url: as published; None where unknown. ``date`` is ISO 8601.
    """

    text: str
    doc_id: str = ""
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    date: str | None = None
    url: str | None = None


def published_by(article: Article, outlet: str | None) -> Article:
    """Give an article the outlet that publishes it, where it does not tell one itself.

    >>> published_by(Article("It rained."), "The Post").outlet
    'The Post'
    """
    return replace(article, outlet=outlet) if outlet and article.outlet is None else article


@dataclass(frozen=True, slots=True)
class Post:
    """The remains of an embedded social-media post in plain text.

    Args:
        span: all of it, with signature and link lines.
        body: the words of the post.
        signature: the line or lines that name the account; empty where they are lost.
        author: display name; handle: account with its "@"; date: as written.
    """

    span: CharSpan
    body: tuple[CharSpan, ...]
    signature: tuple[CharSpan, ...] = ()
    author: str | None = None
    handle: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement as the text has it: what is stated, and the words that say who states it.

    An attribution without cue and source, and with the quotation ``none``, is a statement in the article's own voice.

    Args:
        claim: what is stated, in reading order; several pieces where a cue splits it.
        quotation: how it is rendered.
        cue: the words that tie claim and source.
        source: the mention of the source, as written.
        cue_lemma: base form of the cue's head ("say", "according to", "reportedly").
        commitment: the cue's group; None for the own voice and for posts.
        is_negated: "did not say"; is_future: "will say", "is expected to announce".
        parent: index, in the article's tuple of attributions, of the one whose claim this one is made in.
        post: the embedded post, where the quotation is ``post``.
        confidence: estimated probability, 0 to 1, that an annotator would mark it so; None without a cue.
    """

    claim: tuple[CharSpan, ...]
    quotation: Quotation = Quotation.NONE
    cue: tuple[CharSpan, ...] = ()
    source: tuple[CharSpan, ...] = ()
    cue_lemma: str | None = None
    commitment: Commitment | None = None
    is_negated: bool = False
    is_future: bool = False
    parent: int | None = None
    post: Post | None = None
    confidence: float | None = None

    def claims(self, place: int) -> bool:
        """Say whether a character stands in what is claimed."""
        return any(start <= place < end for start, end in self.claim)

    @property
    def is_attributed(self) -> bool:
        """Whether somebody is cited, be it nobody in particular ("reportedly")."""
        return self.quotation is not Quotation.NONE


@dataclass(frozen=True, slots=True)
class Source:
    """Who is cited for a statement, after resolution inside the article.

    Args:
        source_type: the label.
        entity: the fullest name or description that the article gives; None for author and unattributed.
        relays: through whom it reached the article, nearest to the speaker first.
        description: who the article says the source is ("familiar with the matter", "a senior Treasury official").
        anonymity_reason: why the source is not named, wherever in the article that is said.
        number: how many the source is said to be; None where the article does not say.
        account: of an embedded post, whether its account is known; None for all else.
        noun: of the unnamed, what they are called, by its lemma ("aide"); None where only a pronoun stands for them.
        is_plural: of the unnamed, whether more than one are meant.
    """

    source_type: SourceType
    entity: str | None = None
    relays: tuple[str, ...] = ()
    description: str | None = None
    anonymity_reason: str | None = None
    number: int | None = None
    account: Account | None = None
    noun: str | None = None
    is_plural: bool = False

    @property
    def relay(self) -> str | None:
        """The relays in one string, joined by "; ", as the frame has them; None without any."""
        return _STEP.join(self.relays) or None


def relays_in(relay: str | None) -> tuple[str, ...]:
    """Give the relays that a frame's cell names, nearest to the speaker first: the way back of :attr:`Source.relay`.

    >>> relays_in("Reuters; Bloomberg")
    ('Reuters', 'Bloomberg')
    >>> relays_in(None)
    ()
    """
    return tuple(relay.split(_STEP)) if relay else ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What decided about a factor of a score: a level of the rubric, and the words in the article that speak for it.

    Args:
        factor: "identity", "proximity", "commitment", "form" or "corroboration".
        level: its name in the rubric's table of that factor.
        spans: where the article shows it; empty where it is shown by an absence.
    """

    factor: str
    level: str
    spans: tuple[CharSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """How strongly a statement is sourced: the factors, their combination, and a sentence that says why.

    Every figure lies between 0 (a fabrication could hardly be shown) and 1 (anyone could check it).

    Args:
        corroborated_by, disputed_by: numbers of other, independent sources that state the same, and that deny it.
        findings: what the factors rest on, factor by factor.
    """

    identity: float
    proximity: float
    commitment: float
    form: float
    corroboration: float
    score: float
    strength: Strength
    explanation: str
    corroborated_by: int = 0
    disputed_by: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, with its source and score: one row of the frame."""

    attribution: Attribution
    source: Source
    score: Score


def whole_of(spans: Iterable[CharSpan]) -> CharSpan:
    """Give from where to where spans stand.

    >>> whole_of([CharSpan(5, 9), CharSpan(0, 2)])
    CharSpan(start=0, end=9)
    """
    starts, ends = zip(*spans, strict=True)
    return CharSpan(min(starts), max(ends))


def text_of(spans: tuple[CharSpan, ...], text: str) -> str:
    """Join the pieces of ``text`` that the spans name by " … ".

    >>> text_of((CharSpan(0, 2), CharSpan(4, 6)), "ab, cd")
    'ab … cd'
    """
    return " … ".join(text[start:end] for start, end in spans)
