"""What an article has told up to a place: who was named, cited and spoken of (a discourse model: Webber 1978).

:mod:`attribution.resolution` reads statements one after the other and notes here what each one tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from attribution.accounts import Accounts
from attribution.bodies import Bodies
from attribution.document import outlets_of
from attribution.interviews import Interview
from attribution.mentions import Mentions, Person
from attribution.model import Article, Attribution, CharSpan, Source, SourceType
from attribution.names import is_indefinite
from attribution.outlets import Outlets, bare
from attribution.phrases import (
    antecedent_of,
    apposed_person,
    head_of,
    is_copy,
    is_document,
    phrase_of,
    said_of,
    without_relative,
)
from attribution.referents import Referents
from attribution.salience import HE_OR_SHE, asks, gender_of_noun, gender_of_pronoun
from attribution.vocabulary import noun_classes, nouns_with, titles, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Before a phrase, and no part of it: "even his supporters".
_FOCUSING = frozenset("also especially even just only particularly perhaps so".split())
# Between somebody and what is theirs: "a girl with her hair in braids".
_OF_ONESELF = frozenset({"in", "with", "on"})
_MINE = frozenset({"my", "our"})
_REACH = 1500  # tokens back to which a definite document may go


def _is_own(pronoun: Token, span: Span) -> bool:
    """Say whether a pronoun goes back to the one of whom a phrase tells: "a nurse who would not give her name", "a man in his 50s".

    Not so "an aide in his office".
    """
    over = [t for t in pronoun.ancestors if span.start <= t.head.i < t.i]
    clauses = [t for t in over if t.dep_ in ("acl", "relcl")]
    if noun_classes().get(pronoun.head.lemma_.lower()) != "organization":
        clauses += [t for t in over if t.lower_ in _OF_ONESELF and t.dep_ == "prep"]
    ones = (t.head for t in clauses if t.head.tag_ == "NN")
    return any(gender_of_noun(one.lemma_.lower()) in (None, gender_of_pronoun(pronoun)) for one in ones)


def is_focusing(token: Token) -> bool:
    """Say whether a word stands before a phrase and is no part of it: "even his supporters"; not "so-called experts"."""
    return token.lower_ in _FOCUSING and token.i + 1 < len(token.doc) and token.nbor().text != "-"


@dataclass(slots=True)
class Group:
    """Unnamed people that several mentions stand for, and what the article says of them."""

    lemma: str
    is_plural: bool
    source_type: SourceType
    is_introduced: bool = False
    entity: str = ""
    description: str | None = None
    reason: str | None = None
    relays: tuple[str, ...] = ()
    number: int | None = None
    part_of: Group | None = None  # "one of them, a clerk"
    is_in_the_know: bool = False  # "people familiar with the talks", not only "two people"

    @property
    def is_anonymous(self) -> bool:
        """Whether these are individuals without names, not a class that is cited for a view of all of them."""
        return self.source_type is SourceType.ANONYMOUS

    @property
    def is_one(self) -> bool:
        return self.is_anonymous and self.lemma not in nouns_with("several") and not self.is_plural


@dataclass
class Discourse:
    """What an article has told so far, from its start on."""

    doc: Doc
    text: str  # of the document, which puts it together anew each time that it is asked for
    article: Article
    mentions: Mentions
    bodies: Bodies
    interview: Interview
    attributions: Sequence[Attribution]
    coreferent: Mapping[int, Sequence[int]]  # by the head of a mention, as the pipeline's own component says
    groups: list[Group] = field(default_factory=list)
    group_at: dict[int, Group] = field(default_factory=dict)  # by the token of the head noun
    speakers: dict[int, Person] = field(default_factory=dict)
    found: dict[int, Source] = field(default_factory=dict)  # by the attribution's index
    group_of: dict[int, Group] = field(default_factory=dict)
    spoken_for: str | None = None  # the body whose spokesman was cited last
    interviewers: list[Person] = field(default_factory=list)
    # to whom a statement was made, as its sentence says
    venues: dict[int, tuple[str, ...]] = field(default_factory=dict)
    relayed: dict[int, Source] = field(default_factory=dict)  # sources with their relays, once all sources are found
    # the tokens of spans, which are asked for again and again
    _read: dict[CharSpan, tuple[Token, ...]] = field(default_factory=dict, init=False, repr=False)

    @property
    def outlets(self) -> Outlets:
        """The outlets that the article is read by."""
        return outlets_of(self.doc)

    def outlet_of(self, noun: Token) -> str | None:
        """Give the outlet that the phrase of a noun names, without its clauses."""
        return self.bodies.outlet_of(phrase_of(noun, without_clauses=True))

    def documents_before(self, head: Token) -> Iterator[Token]:
        """Give the heads of the phrases that name documents before a token, the nearest first, in a page's reach."""
        for i in range(head.i - 1, max(-1, head.i - _REACH), -1):
            token = self.doc[i]
            if token.pos_ in ("NOUN", "PROPN") and is_document(token) and not is_copy(token):
                yield token

    @cached_property
    def said_by(self) -> dict[int, set[int]]:
        """The tokens of cue and claim of what each token of a source is cited for."""
        found: dict[int, set[int]] = {}
        for attribution in self.attributions:
            said = {t.i for t in self.tokens((*attribution.cue, *attribution.claim))}
            for token in self.tokens(attribution.source):
                meant = antecedent_of(token) if token.tag_ in ("WP", "WDT") else None
                found.setdefault((meant or token).i, set()).update(said)
        return found

    def without_said(self, phrase: Span, head: Token) -> Span:
        """Give the phrase of a noun up to what it is cited for: "a nurse", of "a nurse who said the ward was full"."""
        said = self.said_by.get(head.i, set())
        is_quoted = head.dep_ == "dobj" and head.head.lemma_ in verbs_with("quoting")
        ends = (t.i for t in phrase if t.i > head.i and (t.i in said or (is_quoted and t.lower_ == "as")))
        stop = next(ends, phrase.end)
        return without_relative(phrase[: stop - phrase.start])

    @cached_property
    def introduced_at(self) -> dict[str, int]:
        """Where the article first speaks of somebody by a noun and no name: "an engineer warned of it"."""
        found: dict[str, int] = {}
        for noun in self.doc:
            if noun.tag_ == "NN" and is_indefinite(noun) and said_of(noun) is noun:
                is_named = noun.dep_ in ("attr", "appos") or apposed_person(self.mentions, noun) is not None
                if not is_named:
                    found.setdefault(noun.lemma_.lower(), noun.i)
        return found

    def has_spoken(self, person: Person) -> bool:
        """Say whether somebody was cited for any of the statements read so far."""
        return any(speaker is person for speaker in self.speakers.values())

    @cached_property
    def cues_at(self) -> list[int]:
        """The first tokens of all cues, in order."""
        return sorted(self.tokens(attribution.cue)[0].i for attribution in self.attributions if attribution.cue)

    def cites_within(self, span: Span) -> bool:
        """Say whether a cue begins in a span."""
        return bisect_left(self.cues_at, span.start) < bisect_left(self.cues_at, span.end)

    @cached_property
    def words_within_sentences(self) -> frozenset[str]:
        """The words as they are written elsewhere than at the begin of a sentence."""
        return frozenset(token.text for token in self.doc if not token.is_sent_start)

    @cached_property
    def body_heads(self) -> frozenset[int]:
        """The tokens that the names of bodies turn on."""
        return frozenset(at for at, _ in self.bodies.named)

    @cached_property
    def referents(self) -> Referents:
        """Whom pronouns and descriptions stand for, of the people whom the article names."""
        return Referents(self.mentions)

    @cached_property
    def accounts(self) -> Accounts:
        """Whom the accounts of the article's posts belong to."""
        posts = [attribution.post for attribution in self.attributions if attribution.post is not None]
        return Accounts(posts, self.mentions)

    def is_own(self, outlet: str) -> bool:
        """Say whether an outlet is the one that publishes the article, or whose edition that is: "Politico", of "Politico Europe"."""
        if self.article.outlet is None:
            return False
        own = bare(self.article.outlet).lower()
        edition = own.removeprefix(f"{bare(outlet).lower()} ")
        is_edition = edition != own and not edition.startswith("of ")
        is_edition |= " " not in own and own.rpartition(".")[0] == bare(outlet).lower()  # "Rappler.com"
        return is_edition or self.outlets.key_of(own) == self.outlets.key_of(outlet)

    def coreferent_person(self, head: Token) -> Person | None:
        """Give whom a pronoun or description stands for, where the pipeline's own component says it."""
        named = (self.mentions.person_at.get(i) for i in self.coreferent.get(head.i, ()))
        return next(filter(None, named), None)

    def person_meant(self, pronoun: Token, others: Sequence[Person] = ()) -> Person | None:
        """Give whom "he" or "her" stands for: rather none of ``others``, who are named beside it."""
        said = self.coreferent_person(pronoun)
        salient = partial(self.referents.salient_person, pronoun, gender_of_pronoun(pronoun), self.speakers)
        return said or salient(others) or (salient() if others else None)

    def named_source(self, n: int) -> Person | None:
        """Give the person that a statement was found to be of; None where that is nobody who is named."""
        source = self.found.get(n)
        is_named = source is not None and source.source_type is SourceType.NAMED_PERSON
        return self.mentions.person_by_name(source.entity or "") if source is not None and is_named else None

    def outer_before(self, n: int) -> Iterator[int]:
        """Give the statements before one that stand in no other's claim, the last first."""
        return (k for k in range(n - 1, -1, -1) if self.attributions[k].parent is None)

    def is_of_same_speech(self, n: int, other: int) -> bool:
        """Say whether one statement may go on from another: not from what somebody cited there says in turn."""
        return self.attributions[other].parent in (None, self.attributions[n].parent)

    def cue_of(self, n: int) -> Sequence[Token]:
        return self._cues[n]

    def claim_of(self, n: int) -> Sequence[Token]:
        return self._claims[n]

    @cached_property
    def _cues(self) -> list[list[Token]]:
        return [self.tokens(attribution.cue) for attribution in self.attributions]

    @cached_property
    def _claims(self) -> list[list[Token]]:
        return [self.tokens(attribution.claim) for attribution in self.attributions]

    def tokens(self, spans: Iterable[CharSpan]) -> list[Token]:
        return [token for span in spans for token in self._tokens_of(span)]

    def _tokens_of(self, span: CharSpan) -> Sequence[Token]:
        if span not in self._read:
            self._read[span] = tuple(self.doc.char_span(*span, alignment_mode="expand") or ())
        return self._read[span]

    def source_of(self, n: int) -> Source:
        group = self.group_of.get(n)
        source = self.found[n]
        if group is None:
            speaker = self.changed_speaker(n)
            return replace(
                source, entity=source.entity or None, anonymity_reason=speaker.reason if speaker is not None else None
            )
        number = source.number or group.number or (1 if group.is_one and source.entity is not None else None)
        return replace(
            source,
            entity=self._owned(n, group.entity) or None,
            description=group.description,
            anonymity_reason=group.reason or (group.part_of.reason if group.part_of is not None else None),
            relays=source.relays or group.relays,
            number=number,
            noun=group.lemma,
            is_plural=group.is_plural and number != 1,
        )

    def changed_speaker(self, n: int) -> Person | None:
        """Give who is cited under a name that is not their own."""
        cue = self.cue_of(n)
        speaker = self.speakers.get(cue[0].i) if cue and self.found[n].source_type is SourceType.ANONYMOUS else None
        return speaker if speaker is not None and speaker.is_changed else None

    def _owned(self, n: int, name: str) -> str:
        """Give whose somebody is in a speaker's own words: "my mum" is "Ann Lee's mum", where Ann Lee says so."""
        first, _, rest = name.partition(" ")
        parent = self.attributions[n].parent
        speaker = self.source_of(parent).entity if parent is not None and first.lower() in _MINE else None
        return f"{speaker}'s {rest}" if speaker is not None else name

    def mention_span(self, n: int) -> Span | None:
        """Give the words that say who is cited for a statement, of several pieces the longest."""
        return self._mentions[n]

    def mention_head(self, n: int) -> Token | None:
        """Give the word that the mention of who is cited turns on."""
        return self._heads[n]

    @cached_property
    def _mentions(self) -> list[Span | None]:
        pieces = ([self.doc.char_span(*span, alignment_mode="expand") for span in a.source] for a in self.attributions)
        return [max((span for span in found if span is not None), key=len, default=None) for found in pieces]

    @cached_property
    def _heads(self) -> list[Token | None]:
        return [head_of(span) if span is not None else None for span in self._mentions]

    def is_question(self, n: int) -> bool:
        """Say whether a question is put: who asks is not who goes on."""
        return any(map(asks, self.cue_of(n)))

    def is_transcribed(self, n: int) -> bool:
        """Say whether a statement is a turn of a transcript: "PENCE: Well, look."."""
        source = self.attributions[n].source
        text = self.text
        return (
            len(source) == 1
            and text[source[0].end : source[0].end + 1] == ":"
            and (source[0].start == 0 or text[source[0].start - 1] in '\n\r"“')
        )

    def full_text(self, span: Span) -> str:
        """Give a phrase with the names in it at full length: "her advisers" as "Hillary Clinton's advisers"."""
        mentions, parts = self.mentions, list[str]()
        span = span[next((k for k, token in enumerate(span) if not is_focusing(token)), 0) :]
        while len(span) > 1 and span[-1].tag_ in ("WDT", "WP"):  # "the account, which"
            span = span[:-1]
        for token in span:
            text = token.text
            person = mentions.person_at.get(token.i)
            if token.dep_ == "poss" and token.lower_ in HE_OR_SHE and not _is_own(token, span):
                owner = self.person_meant(token)
                text = f"{owner.name}'s" if owner is not None else text
            elif token.lower_ == "whose":
                before = antecedent_of(token)
                owner = mentions.person_at.get(before.i) if before is not None else None
                text = f"{owner.name}'s" if owner is not None else text
            elif person is not None and len(span) > 1 and token.dep_ not in ("compound", "nmod"):
                is_first_word = token.i == span.start or token.nbor(-1).text not in person.name
                title = parts[-1].rstrip() if is_first_word and parts and person.name != text else ""
                if title in titles() and title.lower() not in noun_classes():
                    parts.pop()  # "Ms. Lee and others"; not "President Lee and others"
                text = person.name if is_first_word else text
            parts.append(text + token.whitespace_)
        return bare("".join(parts))
