"""Attributions to sources: who is cited, by which fullest name, and through whom the statement reached the article.

The labels and their edges are those of ``docs/taxonomy.md``. Three readings are put together: what a mention is (a name, a pronoun,
a common noun, an outlet), which other mentions stand for the same source, and what the article says of it elsewhere: why it
is not named, and to whom it spoke.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from attribution.accounts import Accounts
from attribution.coreference import coreferent_heads
from attribution.cues import subject_of
from attribution.document import as_written
from attribution.mentions import (
    FEMININE,
    MASCULINE,
    PEOPLE,
    Mentions,
    Person,
    asks,
    bodies,
    gender_of_noun,
    gender_of_pronoun,
    goes_back,
    is_role,
    nearness,
    noun_classes,
    prominence,
    titles,
)
from attribution.model import Article, Attribution, CharSpan, Post, Quotation, Source, SourceType
from attribution.outlets import bare, outlet_key
from attribution.phrases import (
    PARTITIVES,
    antecedent_of,
    apposed_person,
    called,
    head_of,
    is_another,
    is_bare,
    is_definite,
    is_one_of_a_people,
    is_within_noun,
    name_around,
    person_after_comma,
    person_at_edge,
    phrase_of,
    said_of,
    without_clause,
    without_relative,
)
from attribution.transcripts import Turn, find_turns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"})
_US = frozenset({"'s", "’s"})
_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_IT = frozenset({"it", "its", "itself"})
_PAIRS = frozenset({"couple", "pair", "duo", "two"})
_PRONOUN_REACH = 300  # tokens, or statements, back to which "they" and "it" may go
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_ANYBODY = frozenset({"everyone", "everybody", "anyone", "anybody", "nobody", "none", "few", "many"})
_NUMBERS = {
    word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_FIGURE = re.compile(r"[0-9]{1,6}")
_NUMBERS.update({"a": 1, "an": 1, "another": 1, "single": 1, "dozen": 12, "couple": 2, "pair": 2})
# Who of some people is meant, where they are not named again: "One said so, another denied it"; with their number.
_MEMBERS = {"one": 1, "another": 1, "second": 1, "third": 1, "others": None}
_ORDINALS = frozenset("first second third fourth fifth".split())
_MEMBER_REACH = 80  # tokens
# One of them is a person who is not named, many are a class: "women".
_ANY_PEOPLE = frozenset({"woman", "man", "boy", "girl", "user", "farmer", "driver", "professional", "veteran"})
# Who they are depends on whose they are: a candidate's strategists are insiders, strategists are a class.
_STAFF = frozenset({"strategist", "pollster", "leader", "researcher", "expert", "scientist", "director"})
# A bare word for those who hold information: what qualifies it is the description ("familiar with the matter").
_BARE_INSIDERS = frozenset({"source", "person", "people", "insider"})
# To whom somebody speaks, by the word before it.
_TELLING = frozenset(
    {"tell", "inform", "brief", "say", "speak", "talk", "confirm", "admit", "reveal", "write", "give", "explain"}
)
_SPEAKING = frozenset({"speak", "talk", "tell", "interview", "quote", "cite", "brief"})
_NAME = r"(?:his|her|their|the)\s+(?:own\s+|full\s+|last\s+|real\s+)*(?:names?|surnames?|identit(?:y|ies))"
_ANONYMITY = (
    r"(?:anonym(?:ity|ously|ous)|(?:be|being)\s+(?:publicly\s+)?(?:named|identified|quoted)(?:\s+by\s+name)?"
    rf"|(?:give|giving|disclose|reveal|provide|publish|use)\s+{_NAME}"
    rf"|{_NAME}\s+(?:not\s+)?(?:be|being)\s+(?:withheld|kept|used|published|printed|disclosed|revealed))"
)
_BECAUSE = (
    r"(?:because(?:\s+of)?|as|since|citing|saying(?:\s+that)?|due\s+to|owing\s+to|given|for(?=\s+fear)|out\s+of"
    r"|in\s+order(?=\s+to)|so\s+as(?=\s+to)|so\s+that|so|(?=(?:to|fearing|worried|afraid|lest)\s))"
)
_UNAUTHORIZED = r"(?:not\s+(?:been\s+)?|un)(?:authori[sz]ed|permitted|allowed|cleared)\s+to\s+[^.,;”\"\n]+"
_REASONS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "citing fear of retaliation for requesting anonymity"; "Because the talks are private, the officials asked not to be named"
        rf"\bciting\s+(?P<reason>[^.;”\"\n]{{3,120}}?)(?:,|\s+(?:for|in|when|and)\s+(?:request|ask|seek|demand|insist)\w*)[^.;\n]{{0,60}}?{_ANONYMITY}",
        rf"(?:^|[“\"])\s*(?:because(?:\s+of)?|since|as)\s+(?P<reason>[^.;,”\"\n]{{3,120}}),[^.;\n]{{0,80}}?{_ANONYMITY}",
        # "spoke on condition of anonymity because …", "asked not to be named, citing …"
        rf"{_ANONYMITY}[^.;]{{0,40}}?,?\s+{_BECAUSE}\s*(?P<reason>[^.;”\"\n]+)",
        rf"(?P<reason>{_UNAUTHORIZED})",
    )
)
# Endings of nouns for those who do something, hold to something or come from somewhere.
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ee", "person", "people", "kid", "teen", "folk")
_PEOPLE_CLASSES = (None, "person", "class", "insider")
# Definite as they may be, they stand for nobody whom the article names ("the official said").
_NEVER_NAMED = frozenset(
    {"official", "spokesman", "spokeswoman", "spokesperson", "woman", "girl", "boy", "member", "voter", "caller"}
)
# Held by one at a time: who is said to be one of others holds none.
_OFFICES = frozenset(
    "president governor minister mayor senator secretary chancellor king queen pope speaker premier sheriff ambassador "
    "commissioner chairman chairwoman chief attorney judge congressman congresswoman".split()
)
_NAMED_DOCUMENTS = frozenset(
    {"poll", "survey", "report", "study", "index", "review", "act", "memo", "tracker", "census"}
)
_SAME_DOCUMENTS = {
    "poll": {"poll", "survey"},
    "study": {"study", "research", "paper", "analysis"},
    "ad": {"ad", "advertisement", "spot", "commercial", "video"},
    "report": {"report", "review", "assessment"},
    "suit": {"suit", "lawsuit", "complaint", "filing"},
    "letter": {"letter", "memo", "message"},
    "story": {"story", "article", "piece", "op-ed", "editorial", "column"},
}
# What documents are told apart by is their makers and subjects, not their age.
_INDISTINCT = frozenset({"new", "latest", "recent", "same", "first", "second", "last", "previous", "latter", "former"})
_REACH = 1500  # tokens back to which a definite document may go
# Before the outlet that somebody speaks to; "in", of an interview.
_TO_WHOM = frozenset({"to", "with", "on", "by", "via", "in"})
_JOURNALISTS = frozenset(
    {"host", "anchor", "journalist", "reporter", "interviewer", "correspondent", "columnist", "moderator", "narrator"}
)
_WRITERS = frozenset({"reporter", "writer", "author", "columnist", "correspondent"})
_LEAD_REACH = 70  # tokens of headline and lead
_MIN_CITED = 3
_OTHER_OUTLETS = frozenset({"local", "regional", "other", "rival", "state", "student", "same"})
_BROADCASTS = frozenset({"broadcast", "edition", "episode", "taping"})
_INTERVIEWS = frozenset({"interview", "sit-down", "conversation", "appearance"})
_SHOWS = frozenset({"show", "program", "programme", "podcast", "broadcast"})
_MEDIA = frozenset({"television", "tv", "radio", "media"})
# Bodies that are a class where none is named; "authorities" and "prosecutors" speak for one.
_BODIES_OF_A_CLASS = frozenset(
    "business campaign charity church club company country county firm group nation organization school state union".split()
)
_COMPANIES = frozenset({"company", "firm", "giant", "conglomerate", "retailer"})
_PLACES = frozenset(
    "rally speech tweet debate conference statement letter memo op-ed write post book memoir testify testimony ad".split()
)
_RUN = 40  # statements back to which an interview may go
_MAX_BETWEEN = 2  # statements of others that do not end an interview, besides questions
_LEAD = 3  # statements with which an article begins before it says where they were made
# As a subject: "it is clear", "there are fears".
_NOBODY = frozenset({"it", "there"})
# The writer's own evidence, where nobody is cited for it.
_EVIDENTIAL = frozenset({"seem", "appear", "look", "sound", "expect", "suppose", "tend"})
_SUBJECT_OF_REASON = re.compile(
    rf"^(?:they|he|she|the\s+\w+)\s+(?:was|were|is|are|had|have|has)\s+(?={_UNAUTHORIZED})", re.I
)
_BREAK = re.compile(
    r",\s+(?=(?:said|told|added|who|which|but|the|a|an|he|she|they|one|two)\b|(?-i:[A-Z]))"
    r"|,?\s+and\s+(?=(?:who\s+)?(?:(?:was|were)\s+)?(?:said|told|added|spoke|speaking|ask|request|insist|demand|grant)\w*\b)",
    re.I,
)
_OF_ANONYMITY = re.compile(rf"{_ANONYMITY}|{_UNAUTHORIZED}", re.I)


@dataclass(slots=True)
class _Group:
    """Unnamed people that several mentions stand for, and what the article says of them."""

    lemma: str
    is_plural: bool
    source_type: SourceType
    is_introduced: bool = False
    entity: str = ""
    description: str | None = None
    reason: str | None = None
    relay: str | None = None
    number: int | None = None


@dataclass
class _Reading:
    """What has been read of the article so far, from its start on."""

    doc: Doc
    text: str  # of the document, which puts it together anew each time that it is asked for
    article: Article
    mentions: Mentions
    attributions: Sequence[Attribution]
    coreferent: Mapping[int, Sequence[int]]  # by the head of a mention, as the pipeline's own component says
    groups: list[_Group] = field(default_factory=list)
    group_at: dict[int, _Group] = field(default_factory=dict)  # by the token of the head noun
    speakers: dict[int, Person] = field(default_factory=dict)
    found: dict[int, Source] = field(default_factory=dict)  # by the attribution's index
    group_of: dict[int, _Group] = field(default_factory=dict)
    interviewers: list[Person] = field(default_factory=list)
    venues: dict[int, str | None] = field(default_factory=dict)  # to whom a statement was made, as its sentence says

    def documents_before(self, head: Token) -> Iterator[Token]:
        """Give the heads of the phrases that name documents before a token, the nearest first, in a page's reach."""
        for i in range(head.i - 1, max(-1, head.i - _REACH), -1):
            token = self.doc[i]
            if token.pos_ in ("NOUN", "PROPN") and noun_classes().get(token.lemma_.lower()) == "document":
                yield token

    @cached_property
    def said_by(self) -> dict[int, set[int]]:
        """The tokens of cue and claim of what each token of a source is cited for."""
        found: dict[int, set[int]] = {}
        for attribution in self.attributions:
            said = {t.i for t in self.tokens((*attribution.cue, *attribution.claim))}
            for token in self.tokens(attribution.source):
                found.setdefault(token.i, set()).update(said)
        return found

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of a transcript."""
        return find_turns(self.text)

    def turn_at(self, start: int) -> Turn | None:
        """Give the turn whose words a character stands in."""
        return next((turn for turn in self.turns if turn.words.start <= start < turn.words.end), None)

    @cached_property
    def interviewee(self) -> Person | None:
        """Who answers in an interview: the one named most often in front of it, else in it."""
        starts = [turn.words.start for turn in self.turns]
        before = (
            {p: sum(self.doc[i].idx < starts[0] for i in p.mentions) for p in self.mentions.people} if starts else {}
        )
        return max(before, key=lambda p: (before[p], len(p.mentions)), default=None)

    @cached_property
    def cues_at(self) -> list[int]:
        """The first tokens of all cues, in order."""
        return sorted(self.tokens(attribution.cue)[0].i for attribution in self.attributions if attribution.cue)

    @cached_property
    def body_heads(self) -> frozenset[int]:
        """The tokens that the names of bodies turn on."""
        return frozenset(at for at, _ in self.mentions.bodies)

    @cached_property
    def accounts(self) -> Accounts:
        """Whom the accounts of the article's posts belong to."""
        posts = [attribution.post for attribution in self.attributions if attribution.post is not None]
        return Accounts(posts, self.mentions)

    def is_own(self, outlet: str) -> bool:
        """Say whether an outlet is the one that publishes the article."""
        own = self.article.outlet
        return own is not None and outlet_key(own) == outlet_key(outlet)

    def coreferent_person(self, head: Token) -> Person | None:
        """Give whom a pronoun or description stands for, where the pipeline's own component says it."""
        named = (self.mentions.person_at.get(i) for i in self.coreferent.get(head.i, ()))
        return next(filter(None, named), None)

    def person_meant(self, pronoun: Token, others: Sequence[Person] = ()) -> Person | None:
        """Give whom "he" or "her" stands for, who is none of ``others``."""
        said = self.coreferent_person(pronoun)
        return said or self.mentions.salient_person(pronoun, gender_of_pronoun(pronoun), self.speakers, others)

    def named_in_claims(self, n: int) -> list[Person]:
        """Give whom the statements of one mention name: not its speaker.

        "He said that Lee won" is said by another (principle C, Chomsky 1981), though he may speak of "Lee supporters", and in
        quotation marks of "Lee's plan".
        """
        source = self.attributions[n].source
        claims = (
            span for attribution in self.attributions if attribution.source == source for span in attribution.claim
        )
        names = [t for t in self.tokens(claims) if t.i in self.mentions.person_at and not is_within_noun(t)]
        return [self.mentions.person_at[t.i] for t in names if t.dep_ != "poss" or not self.mentions.is_quoted(t.i)]

    def tokens(self, spans: Iterable[CharSpan]) -> list[Token]:
        found: list[Token] = []
        for start, end in spans:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            found.extend(span if span is not None else ())
        return found


def resolve_sources(doc: Doc, attributions: Sequence[Attribution], article: Article) -> tuple[Source, ...]:
    """Say of each attribution who is cited.

    Args:
        doc: the parsed article; its offsets are those of ``article.text``.
        attributions: as :func:`attribution.attributions.find_attributions` gives them.
        article: its ``outlet``, where known, is nobody's relay: what it reports itself it has at first hand.

    Returns:
        one source for each attribution, in order.
    """
    reading = _Reading(doc, doc.text, article, Mentions(doc), attributions, coreferent_heads(doc))
    _read_groups(reading)
    for n in range(len(attributions)):
        _resolve(reading, n)
    _resolve_headline(reading)
    _read_reasons(reading)
    return tuple(_as_written(_relayed(reading, n, _with_group(reading, n)), article) for n in range(len(attributions)))


def _as_written(source: Source, article: Article) -> Source:
    """Give a source's names as the article writes them."""
    if "’" not in article.text:
        return source
    entity, relay, description = (
        name and as_written(name, article.text) for name in (source.entity, source.relay, source.description)
    )
    return replace(source, entity=entity, relay=relay, description=description)


def _with_group(reading: _Reading, n: int) -> Source:
    group = reading.group_of.get(n)
    source = reading.found[n]
    if group is None:
        return replace(source, entity=source.entity or None)
    return replace(
        source,
        entity=group.entity or None,
        description=group.description,
        anonymity_reason=group.reason,
        relay=group.relay,
        number=source.number or group.number,
    )


# --- who it is


def _resolve(reading: _Reading, n: int) -> None:
    attribution = reading.attributions[n]
    if not attribution.is_attributed:
        reading.found[n] = Source(SourceType.AUTHOR)
    elif attribution.quotation is Quotation.POST:
        reading.found[n] = _of_post(reading, attribution.post)
    elif (
        not attribution.cue
        and (turn := reading.turn_at(attribution.claim[0].start)) is not None
        and turn.role is not None
    ):
        reading.found[n] = _of_turn(reading, turn)
    else:
        span = _mention_span(reading, attribution)
        reading.found[n] = _of_mention(reading, n, span) if span is not None else _of_nobody(reading, n)


def _resolve_headline(reading: _Reading) -> None:
    """Give whom headline and lead only describe to the one who is cited most of all: "Union chief says …"."""
    cited = Counter(s.entity for s in reading.found.values() if s.source_type is SourceType.NAMED_PERSON).most_common(2)
    enough = max([_MIN_CITED, *(2 * count for _, count in cited[1:])])
    if not cited or cited[0][1] < enough:
        return
    person = next((p for p in reading.mentions.people if p.name == cited[0][0]), None)
    for n, group in list(reading.group_of.items()):
        span = _mention_span(reading, reading.attributions[n])
        head = head_of(span) if span is not None else None
        is_somebody = head is not None and head.i < _LEAD_REACH and _is_role_described(head)
        is_once = sum(other is group for other in reading.group_of.values()) == 1
        if person is not None and is_somebody and is_once and group.source_type is SourceType.ANONYMOUS:
            del reading.group_of[n]
            reading.found[n] = Source(SourceType.NAMED_PERSON, person.name, description=person.description)


def _is_role_described(head: Token) -> bool:
    """Say whether a noun tells of one person what it is, and not that there are others: "the union chief", not "a chief"."""
    is_one = head.tag_ == "NN" and noun_classes().get(head.lemma_.lower()) in ("person", "insider", "class")
    is_other = any(child.lower_ in ("a", "an", "no", "one", "another") for child in head.lefts)
    return is_one and not is_other and head.lemma_.lower() not in _BARE_INSIDERS | _NEVER_NAMED


def _of_turn(reading: _Reading, turn: Turn) -> Source:
    """Resolve a turn of an interview: who asks is the author, and who answers is the one most named in front of it."""
    if turn.role == "question":
        return Source(SourceType.AUTHOR)
    person = reading.interviewee
    return (
        Source(SourceType.NAMED_PERSON, person.name, description=person.description)
        if person
        else Source(SourceType.ANONYMOUS)
    )


def _of_post(reading: _Reading, post: Post | None) -> Source:
    if post is None:
        return Source(SourceType.SOCIAL_POST)
    account, name = reading.accounts.owner_of(post)
    return Source(SourceType.SOCIAL_POST, name, description=post.handle, account=account)


def _mention_span(reading: _Reading, attribution: Attribution) -> Span | None:
    found = (reading.doc.char_span(*span, alignment_mode="expand") for span in attribution.source)
    return max((span for span in found if span is not None), key=len, default=None)


def _of_nobody(reading: _Reading, n: int) -> Source:
    """Resolve what has no source written: a speaker who goes on ("…, but added that"), or nobody at all."""
    attribution = reading.attributions[n]
    cue = reading.tokens(attribution.cue)
    if attribution.parent is not None and not cue:
        return reading.found.get(attribution.parent, Source(SourceType.UNATTRIBUTED))
    is_impersonal = bool(cue) and cue[0].lower_ in _NOBODY
    if is_impersonal or any(t.lemma_ in _EVIDENTIAL for t in cue) or not attribution.claim:
        return Source(SourceType.UNATTRIBUTED)
    is_free_quotation = not cue
    is_active = any(t.tag_ in ("VBD", "VBZ", "VBP") for t in cue) and not any(t.dep_ == "auxpass" for t in cue)
    if is_free_quotation or is_active:
        here = reading.doc.char_span(*attribution.claim[0], alignment_mode="expand")
        before = n - 1
        while before >= 0 and (reading.attributions[before].parent is not None or before not in reading.found):
            before -= 1
        if here is not None and before >= 0 and reading.found[before].source_type is not SourceType.AUTHOR:
            last = reading.tokens(reading.attributions[before].claim)[-1]
            is_near = here[0].sent.start <= last.i + 2 if is_active else here.start - last.i <= 30
            if is_near:
                if before in reading.group_of:
                    reading.group_of[n] = reading.group_of[before]
                return reading.found[before]
    subject = _shared_subject(reading, cue)
    return _of_mention(reading, n, subject) if subject is not None else Source(SourceType.UNATTRIBUTED)


def _shared_subject(reading: _Reading, cue: Sequence[Token]) -> Span | None:
    """Give who is the subject of the verb that a cue goes on from: "Lee agreed, adding …"."""
    verb = next((t for t in cue if t.tag_ in ("VBG", "VBD", "VBZ", "VBP") and t.head not in cue), None)
    if verb is None or verb.dep_ not in ("conj", "advcl", "pcomp") or any(t.dep_ == "auxpass" for t in cue):
        return None
    found = subject_of(verb)
    subject = reading.doc[found[0] : found[-1] + 1] if found else None
    is_somebody = subject is not None and (subject.root.pos_ in ("PROPN", "PRON") or is_role(subject.root))
    return subject if is_somebody else None


def _of_mention(reading: _Reading, n: int, span: Span) -> Source:
    if _is_transcribed(reading, n):
        speaker = reading.mentions.person_named(span)
        if speaker is not None:
            return _named(reading, n, speaker)
        if (
            not is_role(span[-1])
            and noun_classes().get(span[-1].lower_) is None
            and reading.mentions.outlet_of(span) is None
        ):
            return Source(SourceType.NAMED_PERSON, bare(span.text))
    head = head_of(span)
    if head.lower_ in _RELATIVE and head.tag_ in ("WP", "WDT", "WP$"):
        antecedent = antecedent_of(head)
        if antecedent is None:
            return Source(SourceType.UNATTRIBUTED)
        named = said_of(antecedent)
        person = reading.mentions.person_at.get(named.i) if named is not antecedent else None
        if person is not None:
            return _named(reading, n, person)
        if head.lower_ == "which" and antecedent.ent_type_ == "PERSON" and antecedent.dep_ != "pobj":
            return Source(SourceType.ORGANIZATION, name_around(antecedent))
        head, span = antecedent, phrase_of(antecedent)
    turn = reading.turn_at(head.idx) if head.lower_ in _SECOND_PERSON else None
    if turn is not None and turn.role == "question" and reading.interviewee is not None:
        return _named(reading, n, reading.interviewee)
    if head.lower_ in _FIRST_PERSON or (head.tag_ == "PRP" and head.lower_ in _US):  # "let's"
        return _of_first_person(reading, n)
    if head.pos_ == "PRON" and head.lower_ in MASCULINE | FEMININE:
        unnamed = _unnamed_before(reading, n, head)
        if unnamed is not None:
            return _of_group(reading, n, unnamed)
        person = reading.person_meant(head, reading.named_in_claims(n))
        if person is None:
            return Source(SourceType.ANONYMOUS, None)
        return _named(reading, n, person)
    if head.lower_ in _THEY or _is_it(head) or _is_pair(head):
        return _of_plural_pronoun(reading, n, head)
    group = _group_of_member(reading, head, span)
    if group is not None:
        return _of_group(reading, n, group, _MEMBERS[head.lower_])
    return _of_noun_phrase(reading, n, head, span)


def _unnamed_before(reading: _Reading, n: int, pronoun: Token) -> _Group | None:
    """Give the one unnamed person who was cited in the sentence before: "A clerk said it was late. He added …"."""
    others = (k for k in range(n - 1, -1, -1) if reading.attributions[k].parent is None)
    before = next((k for k in others if reading.attributions[k].is_attributed), None)
    group = reading.group_of.get(before) if before is not None else None
    if before is None or group is None or group.is_plural or group.source_type is not SourceType.ANONYMOUS:
        return None
    if _is_question(reading, before):
        return None
    end = reading.tokens(reading.attributions[before].source)[-1].sent.end
    is_next = end < len(reading.doc) and pronoun.i < reading.doc[end].sent.end and pronoun.i >= end
    is_another = reading.coreferent_person(pronoun) or any(
        i in reading.mentions.person_at for i in range(end, pronoun.i)
    )
    return group if is_next and not is_another else None


def _group_of_member(reading: _Reading, head: Token, span: Span) -> _Group | None:
    """Give the unnamed people, spoken of shortly before, whom "one", "another" or "a second" is one of."""
    if head.lower_ not in _MEMBERS or any(t.i != head.i and t.lower_ not in ("a", "the") for t in span):
        return None
    near = range(head.i - 1, max(-1, head.i - 1 - _MEMBER_REACH), -1)
    before = next((reading.group_at[i] for i in near if i in reading.group_at), None)
    is_unnamed = before is not None and before.is_plural and before.source_type is SourceType.ANONYMOUS
    return before if is_unnamed else None


def _of_noun_phrase(reading: _Reading, n: int, head: Token, span: Span) -> Source:
    mentions = reading.mentions
    noun_class = _noun_class(head)
    if head.lower_ in _WRITERS and [child.lower_ for child in head.lefts] == ["this"]:
        return Source(SourceType.AUTHOR)
    outlet_name = _name_after_outlet(span)
    if outlet_name is not None:
        return Source(SourceType.NEWS_OUTLET, outlet_name)
    person = (
        mentions.person_at.get(head.i)
        or apposed_person(mentions, head)
        or person_after_comma(mentions, head, span)
        or apposed_person(mentions, span.root)  # "one of his advisers, Ann Lee"
    )
    at_edge = person_at_edge(mentions, span) if person is None and head.i not in reading.group_at else None
    if at_edge is not None:
        return _named(reading, n, at_edge)
    is_written_as_name = head.pos_ == "PROPN" or (head.pos_ == "NOUN" and head.text.istitle())
    if person is None and is_written_as_name and noun_class is None:
        if head.ent_type_ in ("", "PERSON"):
            person = mentions.person_named(head.doc[head.i : head.i + 1])
        else:
            person = mentions.person_by_full_name(name_around(head))
    if person is not None:
        is_named = head.pos_ == "PROPN" or head.i in mentions.person_at
        others = is_named and any(child.dep_ == "conj" and is_another(child) for child in head.children)
        together = _together_in(reading, person, span)
        whole = _full_text(reading, without_clause(span, head.i)) if others else None
        return _named(reading, n, person, together or whole)
    group = reading.group_at.get(head.i)
    is_one = head.tag_ in ("NN", "NNP") or is_one_of_a_people(head) or (head.tag_ == "JJ" and noun_class == "person")
    if is_one and (
        group is None or not group.is_introduced or (group.is_plural and group.source_type is SourceType.COLLECTIVE)
    ):
        described = _described_person(reading, n, head, noun_class)
        if described is not None:
            return _named(reading, n, described)
    if group is not None:
        return _of_group(reading, n, group, _number_of(head))
    if noun_class == "document":
        return _of_paper(reading, head, span) or _of_document(reading, head, span)
    if noun_class == "post":
        return Source(SourceType.SOCIAL_POST, _full_text(reading, span))
    outlet = mentions.outlet_of(phrase_of(head, without_clauses=True))
    if outlet is None and noun_class == "outlet":
        outlet = _outlet_meant(mentions, head)
    if outlet is not None and reading.is_own(outlet):
        return Source(SourceType.AUTHOR)
    if outlet is not None and _is_staff_of_outlet(head):
        return Source(SourceType.NAMED_PERSON, name_around(head))
    if outlet is not None and (
        noun_class in (None, "outlet", "organization")
        or head.lemma_.lower() in ("journalist", "reporter", "correspondent", "anchor")
    ):
        return Source(SourceType.NEWS_OUTLET, outlet)
    own_name = called(head)
    if noun_class in ("outlet", "organization") and own_name is not None:
        is_outlet = noun_class == "outlet" or any(t.lower_ == "news" for t in head.lefts)
        return Source(SourceType.NEWS_OUTLET if is_outlet else SourceType.ORGANIZATION, bare(own_name.text))
    if noun_class == "outlet":
        return Source(SourceType.NEWS_OUTLET, _full_text(reading, span))
    if noun_class == "organization" and _is_class_of_bodies(head):
        return Source(SourceType.COLLECTIVE, _full_text(reading, span))
    if noun_class in ("organization", "press_office"):
        return Source(SourceType.ORGANIZATION, _organization_name(reading, head, span))
    is_name = head.pos_ == "PROPN" or head.like_url or head.ent_type_ in ("ORG", "GPE", "NORP", "FAC", "LOC")
    if is_name and noun_class not in PEOPLE:  # NER may take "the secretary of state" for a body
        name = name_around(head)
        if head.ent_type_ == "PERSON" and head.tag_ == "NNP" and name.lower() not in bodies():
            return Source(SourceType.NAMED_PERSON, name)
        is_people = head.tag_ == "NNPS" or (head.ent_type_ == "NORP" and head.lower_.endswith("ns"))
        if is_people and head.ent_type_ in ("NORP", "") and not goes_back(head, "which"):
            return Source(SourceType.COLLECTIVE, _full_text(reading, span))
        return Source(SourceType.ORGANIZATION, _organization_name(reading, head, span))
    if (
        head.text == "%"
        or head.lower_ in _ANYBODY
        or (head.lower_ == "one" and any(child.lower_ == "no" for child in head.lefts))
    ):
        return Source(SourceType.COLLECTIVE, _full_text(reading, span))
    inner = mentions.person_in(span)
    if inner is not None:  # "the lobbyist and strategist Ann Lee"
        return _named(reading, n, inner)
    owner = next((child for child in head.lefts if child.dep_ == "poss" and child.pos_ in ("PRON", "PROPN")), None)
    if (
        owner is not None and noun_class is None and head.tag_ == "NN" and not _may_be_somebody(head)
    ):  # "his own argument"
        return _of_mention(reading, n, phrase_of(owner))
    is_counted = head.tag_ == "NNS" and _is_few(head)
    if head.pos_ == "NOUN" and not is_counted and not _may_be_somebody(head):
        return Source(SourceType.DOCUMENT, _full_text(reading, span))
    if not is_counted and head.tag_ in ("NNS", "NNPS", "JJ", "DT", "CD", "JJS", "PRP"):
        return Source(SourceType.COLLECTIVE, _full_text(reading, span))
    _join_group(reading, head, _Group(head.lemma_.lower(), is_plural=is_counted, source_type=SourceType.ANONYMOUS))
    return _of_group(reading, n, reading.group_at[head.i], _number_of(head) or (None if is_counted else 1))


def _is_class_of_bodies(head: Token) -> bool:
    """Say whether bodies are meant that nobody names or counts: "unions", "outside groups"."""
    if any(child.lower_ in ("every", "each") for child in head.lefts):
        return True
    is_told = any(child.pos_ in ("PROPN", "NUM") or child.dep_ in ("det", "poss") for child in head.lefts)
    return head.tag_ == "NNS" and head.lemma_.lower() in _BODIES_OF_A_CLASS and not is_told


def _is_share(head: Token) -> bool:
    """Say whether a number tells how many of some people are meant: "nine in 10 voters"."""
    return head.pos_ == "NUM" and any(
        child.lower_ == "in" and any(t.dep_ == "pobj" and t.lefts for t in child.rights) for child in head.rights
    )


def _name_after_outlet(span: Span) -> str | None:
    """Give the name that a noun for an outlet stands before: "the news site Harbour Info"."""
    for noun in span[:-1]:
        is_outlet = noun_classes().get(noun.lower_) == "outlet" and noun.lower_ not in _JOURNALISTS
        name = span.doc[noun.i + 1 : span.end]
        if is_outlet and noun.is_lower and all(t.pos_ in ("PROPN", "NUM", "ADP") and not t.is_punct for t in name):
            return bare(name.text)
    return None


def _together_in(reading: _Reading, person: Person, span: Span) -> str | None:
    """Give the names of those named together with a person in a phrase, where all of them are named: "including Lee and Obi"."""
    token = next((t for t in span if reading.mentions.person_at.get(t.i) is person), None)
    together = _together(reading, token) if token is not None else None
    is_all = (
        together is not None and token is not None and all(t.i in reading.mentions.person_at for t in token.conjuncts)
    )
    return together.entity if together is not None and is_all else None


def _may_be_somebody(head: Token) -> bool:
    """Say whether a common noun can be a person's: by its list, by its ending, or because "who" goes back to it."""
    lemma = head.lemma_.lower()
    if noun_classes().get(lemma) in _PEOPLE_CLASSES[1:] or lemma.endswith(_AGENTS):
        return not lemma.endswith("ment")
    return any(child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.subtree) for child in head.children)


def _in_headline(head: Token) -> str | None:
    """Give the class of a noun for many that stands with a capital in the first line, as every word there may: "New Polls Show"."""
    line = next((token.i for token in head.doc if "\n" in token.text), 0)
    is_plural = (
        head.i < line and head.text.istitle() and head.lower_.endswith("s") and head.ent_type_ not in ("PERSON", "GPE")
    )
    found = noun_classes().get(head.lower_.removesuffix("s")) if is_plural else None
    return found if found in (*PEOPLE, "document") else None


def _noun_class(head: Token) -> str | None:
    found = noun_classes().get(head.lemma_.lower()) or noun_classes().get(_hyphenated(head))
    if is_one_of_a_people(head):
        return "person"
    if head.pos_ == "PROPN" and not head.text.islower():  # "the Quinnipiac Poll", "the House Speaker"; not "the Post"
        is_named_document = found == "document" and head.lemma_.lower() in _NAMED_DOCUMENTS
        is_word = found == "document" and head.is_sent_start and head.lemma_.lower() not in ("post", "journal")
        is_office = head.lower_ in _OFFICES and head.tag_ == "NNP" and (is_definite(head) or head.is_sent_start)
        return found if is_named_document or is_office or is_word else _in_headline(head)
    return found if head.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON") else None


def _hyphenated(noun: Token) -> str:
    """Give a noun with what is tied to it by a hyphen: "front-runner"."""
    before = noun.doc[max(0, noun.i - 2) : noun.i]
    is_tied = len(before) == 2 and before[1].text == "-" and not any(token.whitespace_ for token in before)
    return f"{before.text.lower() if is_tied else ''}{noun.lemma_.lower()}"


def _described_person(reading: _Reading, n: int, head: Token, noun_class: str | None) -> Person | None:
    """Give whom "the senator" stands for: who is called so, else who was spoken of, for one must have been named."""
    lemma = head.lemma_.lower()
    is_name = noun_class is None and head.pos_ == "PROPN"
    if is_name or lemma in _BARE_INSIDERS | _NEVER_NAMED or noun_class not in _PEOPLE_CLASSES:
        return None
    if not is_definite(head):  # as in headlines: "Indiana governor endorses Cruz"
        if noun_class is None:
            return None
        owner = next((child for child in head.lefts if child.dep_ == "poss" and child.pos_ == "PROPN"), None)
        if (
            owner is not None and noun_class == "person"
        ):  # "London's mayor" is whom the article calls mayor beside "London"
            return reading.mentions.person_for_role(head.i, lemma, {owner.text}, is_near=True)
        return reading.mentions.person_for_role(head.i, lemma) if is_bare(head) else None
    places = {child.text for child in head.lefts if child.ent_type_ == "GPE"}
    said = reading.coreferent_person(head)
    person = said or reading.mentions.person_for_role(head.i, lemma, places)
    is_owned = any(child.lower_ == "of" for child in head.rights)  # "the employee of four years" is nobody named before
    is_new = lemma in _JOURNALISTS or (noun_class == "insider" and is_owned)
    is_settled = said is not None or (person is not None and (bool(places) or lemma in _OFFICES))
    if not is_settled and noun_class is not None and not _is_many(head) and not is_new:
        others = reading.named_in_claims(n)
        called_so = [p for p in reading.mentions.people if lemma in p.roles]
        near = reading.mentions.salient_person(head, gender_of_noun(lemma), reading.speakers, others, favored=called_so)
        person = near or person
        if person is not None and lemma in _OFFICES and (person.is_one_of_many or person.roles & _OFFICES):
            return None  # "the prime minister" is not "Bill Hanley, a farmer", nor "Senator Hanley"
    return person


def _is_staff_of_outlet(head: Token) -> bool:
    """Say whether a name is that of somebody at an outlet, whom NER does not see: "The New Republic's Jeet Heer"."""
    words = [*(child for child in head.lefts if child.dep_ == "compound"), head]
    is_name = all(t.pos_ == "PROPN" and t.text.istitle() and t.ent_type_ not in ("ORG", "WORK_OF_ART") for t in words)
    is_owned = any(child.dep_ == "poss" for child in head.lefts)
    return is_name and is_owned and len(words) > 1 and head.lemma_.lower() not in noun_classes()


def _named(reading: _Reading, n: int, person: Person, entity: str | None = None) -> Source:
    cue = reading.tokens(reading.attributions[n].cue)
    if cue and not _is_question(reading, n):
        reading.speakers[cue[0].i] = person
    return Source(SourceType.NAMED_PERSON, entity or person.name, description=person.description)


def _is_question(reading: _Reading, n: int) -> bool:
    """Say whether a question is put: who asks is not who goes on."""
    return any(map(asks, reading.tokens(reading.attributions[n].cue)))


def _of_group(reading: _Reading, n: int, group: _Group, number: int | None = None) -> Source:
    reading.group_of[n] = group
    return Source(group.source_type, group.entity, number=number)


def _of_first_person(reading: _Reading, n: int) -> Source:
    """Give "I" to whoever's words it stands in; in none, to the author."""
    attribution = reading.attributions[n]
    if attribution.parent is not None and attribution.parent in reading.found:
        return reading.found[attribution.parent]
    start = attribution.source[0].start
    turn = reading.turn_at(start)
    if turn is not None and turn.role is not None:
        return _of_turn(reading, turn)
    for other in range(n - 1, -1, -1):
        around = reading.attributions[other]
        if around.quotation in (Quotation.DIRECT, Quotation.MIXED) and any(a <= start < b for a, b in around.claim):
            return reading.found[other]
    return Source(SourceType.AUTHOR)


def _of_plural_pronoun(reading: _Reading, n: int, pronoun: Token) -> Source:
    """Give "they" or "it" to the group, body or document that was cited or named last, or that coreference says."""
    meant = [i for i in reading.coreferent.get(pronoun.i, ()) if i != pronoun.i]
    group = next((reading.group_at[i] for i in meant if i in reading.group_at), None)
    if group is not None:
        return _of_group(reading, n, group)
    if named := next(filter(None, map(reading.mentions.body_at, meant)), None):
        return Source(SourceType.ORGANIZATION, named)
    is_many = not _is_it(pronoun)
    before = range(max(0, pronoun.i - _PRONOUN_REACH), pronoun.i)
    scores = {
        i: weight * prominence(reading.doc[i]) * nearness(pronoun.i - i)
        for i in before
        if (weight := _weight_of_named(reading, reading.doc[i], is_many=is_many))
    }
    cited: dict[int, int] = {}
    for other in range(max(0, n - _PRONOUN_REACH), n):
        span = _mention_span(reading, reading.attributions[other])
        i = head_of(span).i if span is not None else -1
        weight = _weight_of_cited(reading, other, is_many=is_many)
        if i in before and weight:
            scores[i] = max(scores.get(i, 0.0), weight * nearness(pronoun.i - i))
            cited[i] = other
    best = max(scores, key=lambda i: scores[i], default=None)
    if _is_pair(pronoun) and (best is None or _together(reading, reading.doc[best]) is None):
        first = reading.mentions.salient_person(pronoun, None, reading.speakers)
        second = reading.mentions.salient_person(pronoun, None, reading.speakers, [first]) if first else None
        if first is not None and second is not None:
            return Source(SourceType.NAMED_PERSON, f"{first.name} and {second.name}")
    if best is None:
        return Source(SourceType.COLLECTIVE if is_many else SourceType.ORGANIZATION)
    if best in cited:
        if cited[best] in reading.group_of:
            reading.group_of[n] = reading.group_of[cited[best]]
        return replace(reading.found[cited[best]], relay=None)
    head = reading.doc[best]
    together = _together(reading, head) if is_many else None
    if together is not None:
        return together
    body = reading.mentions.body_at(best)
    if body is not None:
        return Source(SourceType.ORGANIZATION, body)
    return _of_noun_phrase(reading, n, head, phrase_of(head, without_clauses=True))


def _is_it(pronoun: Token) -> bool:
    return pronoun.lower_ in _IT


def _is_pair(head: Token) -> bool:
    """Say whether a phrase stands for two named before: "the couple", "the two"."""
    is_pair = head.lemma_.lower() in _PAIRS and is_definite(head)
    return is_pair and not any(child.lower_ == "of" for child in head.rights)


def _weight_of_named(reading: _Reading, token: Token, *, is_many: bool) -> float:
    """Weigh how readily "they", or else "it", goes back to what a word names, without regard to where it stands."""
    noun_class = noun_classes().get(token.lemma_.lower()) if is_many else _noun_class(token)
    is_body = token.i in reading.body_heads
    if is_many:
        is_group = noun_class in (*PEOPLE, "organization", "outlet") or token.ent_type_ == "NORP"
        if is_group and token.tag_ in ("NNS", "NNPS") and not is_within_noun(token):
            return 1.0
        return 2.5 if _together(reading, token) is not None else 0.4 * is_body
    is_thing = noun_class in ("document", "organization", "outlet") and token.tag_ in ("NN", "NNP")
    return float(is_body or (is_thing and not is_within_noun(token)))


def _weight_of_cited(reading: _Reading, n: int, *, is_many: bool) -> float:
    """Weigh how readily "they", or else "it", goes back to who was cited."""
    source, group = reading.found[n], reading.group_of.get(n)
    if source.source_type in (SourceType.ANONYMOUS, SourceType.COLLECTIVE):
        return 2.9 if is_many and (group is None or group.is_plural) else 0.0
    if source.source_type in (SourceType.ORGANIZATION, SourceType.NEWS_OUTLET):
        return 1.6 if is_many else 2.9
    if source.source_type is SourceType.DOCUMENT:
        return 0.0 if is_many else 2.0
    are_several = source.source_type is SourceType.NAMED_PERSON and " and " in (source.entity or "")
    return 2.0 if is_many and are_several else 0.0


def _together(reading: _Reading, token: Token) -> Source | None:
    """Give who is named together with the first of them: "Lee and Obi"."""
    if token.pos_ != "PROPN" or token.dep_ == "conj" or not token.conjuncts:
        return None
    words = [token, *token.conjuncts]
    people = [reading.mentions.person_at[t.i].name for t in words if t.i in reading.mentions.person_at]
    named = people or list(filter(None, (reading.mentions.body_at(t.i) for t in words)))
    if len(named) < 2:
        return None
    kind = SourceType.NAMED_PERSON if people else SourceType.ORGANIZATION
    return Source(kind, f"{', '.join(named[:-1])} and {named[-1]}")


def _full_text(reading: _Reading, span: Span) -> str:
    """Give a phrase with the names in it at full length: "her advisers" as "Hillary Clinton's advisers"."""
    mentions, parts = reading.mentions, list[str]()
    for token in span:
        text = token.text
        person = mentions.person_at.get(token.i)
        if token.dep_ == "poss" and token.lower_ in MASCULINE | FEMININE:
            owner = reading.person_meant(token)
            text = f"{owner.name}'s" if owner is not None else text
        elif token.lower_ == "whose":
            before = antecedent_of(token)
            owner = mentions.person_at.get(before.i) if before is not None else None
            text = f"{owner.name}'s" if owner is not None else text
        elif person is not None and len(span) > 1 and token.dep_ not in ("compound", "nmod"):
            is_first_word = token.i == span.start or token.nbor(-1).text not in person.name
            title = parts[-1].rstrip() if is_first_word and parts and person.name != text else ""
            if title.endswith(".") and title in titles():
                parts.pop()  # "Ms. Lee and others"
            text = person.name if is_first_word else text
        parts.append(text + token.whitespace_)
    return bare("".join(parts))


def _organization_name(reading: _Reading, head: Token, span: Span) -> str:
    mentions = reading.mentions
    if noun_classes().get(head.lemma_.lower()) == "press_office":  # the body that it speaks for
        for child in head.children:
            if child.lower_ in ("for", "of", "with", "at"):
                inner = next((t for t in child.children if t.dep_ == "pobj"), None)
                if inner is not None:
                    return _full_text(reading, phrase_of(inner, without_clauses=True))
        owner = [t for t in head.children if t.dep_ in ("compound", "poss", "nmod")]
        if owner:
            return _full_text(reading, head.doc[owner[0].left_edge.i : head.i]) or bare(span.text)
    phrase = phrase_of(head, without_clauses=True)
    is_company = head.lower_ in _COMPANIES and all(t.is_lower for t in phrase[1:])  # "the online retail giant"
    if head.pos_ == "NOUN" and is_definite(head) and (is_company or len(phrase) <= 2):
        named = mentions.body_before(head.i, head.lemma_.lower())
        if named is not None:
            return named
    text = _full_text(reading, phrase)
    return mentions.body_of(text)


def _of_document(reading: _Reading, head: Token, span: Span) -> Source:
    """Give a document by its fullest description: "the poll" is the one spoken of before."""
    text, issuer = _full_text(reading, span), _issuer(reading, head)
    if is_definite(head) and len(text.split()) <= 3:
        kind = _kind_of_document(head.lemma_.lower())
        own = {
            t.lower_
            for t in phrase_of(head, without_clauses=True)
            if t.pos_ in ("PROPN", "ADJ", "NUM") and t.i != head.i
        }
        same = [t for t in reading.documents_before(head) if _kind_of_document(t.lemma_.lower()) == kind]
        fuller = [(_full_text(reading, _plain_phrase(t)), t) for t in same]
        fits = [(name, t) for name, t in fuller if own - _INDISTINCT <= {word.lower() for word in name.split()}]
        name, other = max(fits, key=lambda pair: len(pair[0]), default=(text, head))
        if len(name) > len(text):
            return Source(SourceType.DOCUMENT, name, description=issuer or _issuer(reading, other))
    return Source(SourceType.DOCUMENT, text, description=issuer)


def _of_paper(reading: _Reading, head: Token, span: Span) -> Source | None:
    """Give the newspaper that "the paper" stands for, where no paper of another kind was spoken of."""
    if head.lower_ != "paper" or len(span) > 2 or any(t.lemma_ == "paper" for t in reading.documents_before(head)):
        return None
    outlet = _outlet_meant(reading.mentions, head)
    return Source(SourceType.NEWS_OUTLET, outlet) if outlet is not None else None


def _plain_phrase(head: Token) -> Span:
    """Give the phrase of a noun, without what follows where that is a sentence of its own or quoted."""
    phrase = phrase_of(head)
    after = [t for t in phrase if t.i > head.i]
    is_torn = sum(t.is_quote for t in after) % 2 == 1
    is_sentence = any(t.tag_ in ("VBD", "VBP", "VBZ") and t.head.i <= head.i and t.dep_ != "relcl" for t in after)
    return phrase_of(head, without_clauses=True) if is_torn or is_sentence else phrase


def _kind_of_document(lemma: str) -> str:
    return next((kind for kind, words in _SAME_DOCUMENTS.items() if lemma in words), lemma)


def _issuer(reading: _Reading, head: Token) -> str | None:
    """Give who made a document, as written: "by the OSCE", "the bank's"."""
    for child in head.subtree:
        if child.lower_ in ("by", "from") and child.dep_ in ("prep", "agent") and child.i > head.i:
            return _full_text(reading, head.doc[child.i : child.right_edge.i + 1])
    for child in head.children:
        if child.dep_ == "poss":
            return _full_text(reading, head.doc[child.left_edge.i : child.right_edge.i + 1])
    return None


# --- the unnamed


def _read_groups(reading: _Reading) -> None:
    """Find the unnamed people whom the article mentions, and tie the mentions of one group together."""
    for head in reading.doc:
        group = _new_group(reading, head)
        if group is not None:
            _join_group(reading, head, group)


def _join_group(reading: _Reading, head: Token, group: _Group) -> None:
    """Tie a mention to the group that it goes back to, else let it be the first of a new one."""
    earlier = _earlier_group(reading, head, group)
    if earlier is None:
        reading.groups.append(group)
        earlier = group
    reading.group_at[head.i] = earlier
    _enrich(reading, earlier, head)


def _new_group(reading: _Reading, head: Token) -> _Group | None:
    if head.pos_ != "NOUN":
        return None
    lemma = head.lemma_.lower()
    noun_class = noun_classes().get(lemma)
    is_plural = head.tag_ == "NNS"
    if noun_class == "class" and not is_plural and not _is_many(head):
        noun_class = "insider"  # one critic is a person who is not named
    if lemma in _ANY_PEOPLE and is_plural and not is_definite(head) and not _is_owned(reading, head):
        noun_class = "class"
    if noun_class not in ("insider", "class") or apposed_person(reading.mentions, head) is not None:
        return None
    if head.dep_ in ("compound", "nmod", "amod", "appos") and head.head.i in reading.mentions.person_at:
        return None
    if lemma in ("people", "person") and not _is_qualified_insider(head):
        return _Group(lemma, True, SourceType.COLLECTIVE) if is_plural or lemma == "people" else None
    if lemma in ("source", "official") and head.dep_ in ("compound", "nmod"):
        return None
    if lemma == "source" and any(child.lower_ == "of" for child in head.rights):
        return None  # a source of income
    if noun_class == "class" and (
        _is_qualified_insider(head)
        or (_is_few(head) and not _is_many(head))
        or (lemma in _STAFF and _is_owned(reading, head))
    ):
        noun_class = "insider"
    source_type = SourceType.ANONYMOUS if noun_class == "insider" else SourceType.COLLECTIVE
    return _Group(lemma, is_plural, source_type)


def _is_few(head: Token) -> bool:
    """Say whether a number tells that some people of a class are meant: "two senators"."""
    return any(child.dep_ == "nummod" and child.lower_ in _NUMBERS for child in head.lefts)


def _is_owned(reading: _Reading, head: Token) -> bool:
    """Say whether people are somebody's: "Clinton strategists", "her strategists"."""
    return any(
        child.dep_ == "poss" or (child.dep_ in ("compound", "nmod") and child.i in reading.mentions.person_at)
        for child in head.lefts
    )


def _is_many(head: Token) -> bool:
    return head.lemma_.lower() in ("public", "population", "community", "world", "crowd", "audience", "media", "press", "elite",
        "establishment", "base", "electorate", "left", "right", "mainstream", "youth", "leadership", "field", "majority", "minority", "opposition", "half", "percent")  # fmt: skip


def _is_qualified_insider(head: Token) -> bool:
    """Say whether "people" are those who know: "people familiar with the talks", "two people briefed on it"."""
    words = {t.lemma_.lower() for t in head.subtree if t.i > head.i}
    if "not" in words:
        words.discard("involve")  # "scientists who were not involved in the study" hold nothing back
    return bool(
        words
        & {"familiar", "brief", "knowledge", "involve", "close", "know", "aware", "condition", "interview", "direct"}
    )


def _earlier_group(reading: _Reading, head: Token, group: _Group) -> _Group | None:
    """Find the group that a mention goes back to: "the sources", "one of the officials", "the anonymous sources"."""
    if not is_definite(head) and not _is_part(head):
        return None
    own = {
        t.lower_
        for t in phrase_of(head, without_clauses=True)
        if t.pos_ in ("PROPN", "ADJ") and t.lower_ not in ("anonymous", "unnamed", "same", "other")
    }
    is_person = group.lemma == "person" and not group.is_plural
    for earlier in reversed(reading.groups):
        same_word = earlier.lemma == group.lemma or {earlier.lemma, group.lemma} <= {"person", "people", "source"}
        if is_person and earlier.source_type is not SourceType.ANONYMOUS:
            continue
        if same_word and (earlier.is_plural or not group.is_plural) and all(_tells_of(word, earlier) for word in own):
            return earlier
    if is_person and not own:  # "an adviser … the person"
        unnamed = (g for g in reversed(reading.groups) if g.source_type is SourceType.ANONYMOUS and not g.is_plural)
        return next(unnamed, None)
    return None


def _tells_of(word: str, group: _Group) -> bool:
    """Say whether a word beside a noun may be of a group: one of its description, or what words of that are in short ("RNC")."""
    entity = group.entity.lower()
    initials = "".join(part[0] for part in group.entity.split() if part[0].isupper()).lower()
    is_short = len(word) > 1 and word in initials
    return word in entity or is_short or (word in _ORDINALS and group.is_plural)


def _is_part(head: Token) -> bool:
    of = head.head
    return of.lower_ == "of" and of.head.lower_ in PARTITIVES


def _enrich(reading: _Reading, group: _Group, head: Token) -> None:
    phrase = phrase_of(head)
    listener = _listener(reading, head)
    group.relay = group.relay or listener
    said = reading.said_by.get(head.i, set())
    stop = next((t.i for t in phrase if t.i > head.i and t.i in said), phrase.end)
    phrase = without_relative(phrase[: stop - phrase.start])
    words = [t for t in phrase if not (listener is not None and _tells_of_listener(t, head))]
    text = _full_text(reading, reading.doc[words[0].i : words[-1].i + 1]) if words else head.text
    fuller = _strip_number(text)
    if len(fuller) > len(group.entity):
        group.entity = fuller
        group.description = _description_of(reading, head, [t for t in words if not _tells_of_anonymity(t, head)])
    group.is_introduced = group.is_introduced or not (is_definite(head) or is_bare(head))
    if not _is_part(head):
        group.number = group.number or _number_of(head)


def _tells_of_listener(token: Token, head: Token) -> bool:
    """Say whether a word belongs to "speaking with Bloomberg", "who told Reuters"."""
    for t in (token, *token.ancestors):
        if t.i == head.i:
            return False
        if t.dep_ in ("acl", "relcl") and t.lemma_ in _SPEAKING:
            return True
    return False


def _tells_of_anonymity(token: Token, head: Token) -> bool:
    """Say whether a word belongs to "who asked not to be named", which tells nothing of who that is."""
    clauses = [t for t in (token, *token.ancestors) if t.dep_ in ("acl", "relcl") and t.head.i == head.i]
    return any(_OF_ANONYMITY.search(head.doc[t.left_edge.i : t.right_edge.i + 1].text) for t in clauses)


def _strip_number(text: str) -> str:
    words = text.split()
    while (
        len(words) > 1
        and (words[0].lower() in _NUMBERS or words[0].isdigit())
        and words[1] not in ("percent", "per", "in")
    ):
        words.pop(0)
    return " ".join(words)


def _description_of(reading: _Reading, head: Token, words: list[Token]) -> str | None:
    """Give who the unnamed are said to be; of a bare "sources", what qualifies them."""
    before = [t for t in words if t.i < head.i and t.dep_ in ("amod", "compound", "nmod", "poss") and t.pos_ != "DET"]
    after = [t for t in words if t.i > head.i]
    if head.lemma_.lower() in _BARE_INSIDERS and not before:
        return bare(reading.doc[after[0].i : after[-1].i + 1].text) if after else None
    if not before and not after:
        return None
    return reading.doc[words[0].i : words[-1].i + 1].text.strip(" ,")


def _number_of(head: Token) -> int | None:
    """Give how many are meant, where the text says it: "two officials", "an aide", "one of them"."""
    if _is_part(head):
        word = head.head.head.lower_
        return _NUMBERS.get(word)
    for child in head.lefts:
        if child.dep_ == "nummod" and child.lower_ in _NUMBERS:
            return _NUMBERS[child.lower_]
        if child.dep_ == "nummod" and _FIGURE.fullmatch(child.text):
            return int(child.text)
        if child.lower_ in ("a", "an", "another") and head.tag_ == "NN":
            return 1
    return None


def _read_reasons(reading: _Reading) -> None:
    """Find where the article says why somebody is not named, and give the reason to whom it speaks of."""
    unnamed = [
        (reading.doc[i].idx, group)
        for i, group in sorted(reading.group_at.items(), key=itemgetter(0))
        if group.source_type is SourceType.ANONYMOUS
    ]
    cited = sorted(
        (
            (reading.attributions[n].source[0].start, group)
            for n, group in reading.group_of.items()
            if reading.attributions[n].source and group.source_type is SourceType.ANONYMOUS
        ),
        key=itemgetter(0),
    )
    for sent in reading.doc.sents:
        for reason, at, within in _reasons(sent):
            # in "she fears her employer", the employer is not whom it speaks of
            outside = [entry for entry in unnamed if not within.start <= entry[0] < within.end]
            group = (
                _nearest(cited, sent.start_char, at, sent.end_char)
                or _nearest(outside, sent.start_char, at, sent.end_char)
                or _nearest(outside, 0, at, at)
            )
            if group is not None and group.reason is None:
                group.reason = reason


def _nearest(groups: list[tuple[int, _Group]], start: int, at: int, end: int) -> _Group | None:
    """Give the last group from ``start`` to ``at``, else the first one from there to ``end``; groups in order of place."""
    following = bisect_right(groups, at, key=itemgetter(0))
    if following and groups[following - 1][0] >= start:
        return groups[following - 1][1]
    return groups[following][1] if following < len(groups) and groups[following][0] < end else None


def _reasons(sent: Span) -> Iterator[tuple[str, int, CharSpan]]:
    """Give the reason for anonymity that a sentence states, where it speaks of that, and where the reason stands."""
    match = next((match for pattern in _REASONS if (match := pattern.search(sent.text)) is not None), None)
    if match is not None:
        reason = _BREAK.split(" ".join(match["reason"].split()))[0]
        reason = _SUBJECT_OF_REASON.sub("", reason).strip(" ,")
        if reason:
            start, end = match.span("reason")
            yield reason, sent.start_char + match.start(), CharSpan(sent.start_char + start, sent.start_char + end)


# --- through whom


def _listener(reading: _Reading, head: Token) -> str | None:
    """Give the outlet that people are said to speak to: "the sources speaking with Bloomberg"."""
    for child in head.rights:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _SPEAKING:
            for token in child.subtree:
                outlet = _outlet_at(reading, token)
                if outlet is not None and token.head.dep_ in ("prep", "agent", "acl", "relcl", "dative", "pobj"):
                    return outlet
    return None


def _outlet_at(reading: _Reading, token: Token) -> str | None:
    if token.pos_ != "PROPN" and not token.text[:1].isupper():
        return None
    return reading.mentions.outlet_of(phrase_of(token, without_clauses=True))


def _relayed(reading: _Reading, n: int, source: Source) -> Source:
    """Add through whom the statement reached the article: from the cue, the statement around it, the interview before it."""
    attribution = reading.attributions[n]
    if not attribution.is_attributed or source.source_type is SourceType.AUTHOR:
        return source
    relay = source.relay or _venue(reading, n) or _interview(reading, n, source)
    steps = [relay] if relay else []
    parent = attribution.parent
    if parent is not None:
        outer = _relayed(reading, parent, _with_group(reading, parent))
        if outer.source_type not in (SourceType.AUTHOR, SourceType.UNATTRIBUTED) and outer.entity != source.entity:
            outward = [step for step in (_cited_in_turn(reading, parent), outer.entity, outer.relay) if step]
            steps = outward if relay in outward else steps + outward
    steps = [step for k, step in enumerate(steps) if step not in steps[:k]]
    cited = outlet_key(source.entity or "")
    own = {cited}
    if source.source_type is SourceType.DOCUMENT:
        own.update(cited.split())  # "a CBS poll" came through nobody
    steps = [step for step in steps if not reading.is_own(step) and outlet_key(step) not in own]
    return replace(source, relay="; ".join(steps) or None)


def _venue(reading: _Reading, n: int) -> str | None:
    if n not in reading.venues:
        reading.venues[n] = _read_venue(reading, reading.attributions[n])
    return reading.venues[n]


def _read_venue(reading: _Reading, attribution: Attribution) -> str | None:
    """Read off the words around a statement to whom it was made: "told Bloomberg", "in an interview with the Times", "on CNN".

    What follows the next cue tells of the next statement.
    """
    words = reading.tokens((*attribution.cue, *attribution.claim[:1]))
    if not words:
        return None
    inside = {t.i for t in reading.tokens(attribution.claim)} | {t.i for t in reading.tokens(attribution.source)}
    cue = reading.tokens(attribution.cue)
    around = (cue or words)[0].sent
    following = bisect_right(reading.cues_at, (cue or words)[0].i)
    end = min(around.end, *reading.cues_at[following : following + 1], len(reading.doc))
    for token in reading.doc[around.start : end]:
        is_broadcast = token.lower_ == "of" and token.head.lemma_.lower() in _BROADCASTS
        is_to_whom = token.lower_ in _TO_WHOM and not any(map(_is_document, token.rights))  # "pointed to a CBS poll"
        if token.i not in inside and (is_to_whom or token.lemma_ in _TELLING or is_broadcast):
            outlet = reading.mentions.outlet_from(token.i + 1, around.end)
            if outlet is not None and not (token.lower_ == "in" and "interview" not in around.text):
                return outlet
            listener = (
                _journalist(reading, token)
                or _interviewer(reading, token)
                or _show(reading, token)
                or (_unnamed_outlet(reading.mentions, token) if token.lemma_ in _TELLING else None)
            )
            if listener is not None:
                return listener
    return None


def _is_document(token: Token) -> bool:
    return noun_classes().get(token.lemma_.lower()) == "document"


def _journalist(reading: _Reading, token: Token) -> str | None:
    """Give the journalist whom somebody speaks to: "told the radio host Ann Lee"."""
    for listener in token.children:
        person = reading.mentions.person_at.get(listener.i)
        beside = {t.lemma_.lower() for t in listener.children if t.dep_ in ("compound", "nmod", "appos")}
        if listener.i > token.i and person is not None and beside & _JOURNALISTS:
            return person.name
    return None


def _interviewer(reading: _Reading, token: Token) -> str | None:
    """Give whom an interview is with: "in an interview with Ann Lee", and "told Lee" of the same one."""
    person = next(
        (
            reading.mentions.person_at[t.i]
            for t in token.children
            if t.i in reading.mentions.person_at and t.i > token.i
        ),
        None,
    )
    if person is None:
        return None
    if token.lower_ == "with" and token.head.lemma_.lower() in _INTERVIEWS:
        reading.interviewers.append(person)
    is_told = token.lemma_ in _TELLING or token.lower_ == "to"
    return person.name if person in reading.interviewers and (is_told or token.lower_ == "with") else None


def _show(reading: _Reading, token: Token) -> str | None:
    """Give somebody's show: "on Ann Lee's radio show"."""
    for noun in token.children:
        owner = next((t for t in noun.lefts if t.dep_ == "poss" and t.i in reading.mentions.person_at), None)
        if noun.i > token.i and owner is not None and noun.lemma_.lower() in _SHOWS:
            return f"{reading.mentions.person_at[owner.i].name}'s {reading.doc[owner.i + 2 : noun.i + 1].text}"
    return None


def _unnamed_outlet(mentions: Mentions, token: Token) -> str | None:
    """Give the outlet that no table knows, or that is not named again: "told Cosmopolitan magazine", "told the newspaper"."""
    for listener in token.children:
        lemma = listener.lemma_.lower()
        is_outlet = noun_classes().get(lemma) == "outlet" or lemma in _MEDIA
        if listener.i < token.i or listener.pos_ != "NOUN" or not is_outlet or lemma in _JOURNALISTS:
            continue
        names = [t for t in listener.lefts if t.text[0].isupper()]
        if names:
            return bare(listener.doc[names[0].left_edge.i : listener.i].text)
        named = _outlet_meant(mentions, listener)
        if named is not None:
            return named
        phrase = phrase_of(listener, without_clauses=True)
        return bare(phrase.text) if lemma not in _MEDIA or len(bare(phrase.text).split()) > 1 else None
    return None


def _outlet_meant(mentions: Mentions, noun: Token) -> str | None:
    """Give the outlet named before that "the newspaper" stands for; "the local newspaper" is another."""
    is_meant = is_definite(noun) and not any(child.lower_ in _OTHER_OUTLETS for child in noun.lefts)
    return (
        mentions.outlet_before(noun.i, noun.lemma_.lower()) if is_meant and noun.lemma_.lower() not in _MEDIA else None
    )


def _cited_in_turn(reading: _Reading, n: int) -> str | None:
    """Give the outlet that a relaying outlet cites for what it relays: "according to Reuters, citing local media"."""
    cue = reading.tokens(reading.attributions[n].cue)
    inside = {t.i for t in reading.tokens(reading.attributions[n].claim)}
    for token in cue[-1].sent if cue else ():
        if token.lower_ in ("citing", "cited") and token.i not in inside and token.i > cue[-1].i:
            named = reading.mentions.outlet_from(token.i + 1, token.sent.end)
            return named or _unnamed_outlet(reading.mentions, token)
    return None


def _interview(reading: _Reading, n: int, source: Source) -> str | None:
    """Give the outlet of the interview that a statement belongs to, though its own sentence does not say so.

    It goes on as long as the same source speaks, in no other place named since and hardly interrupted; an article's first statements may come from an
    interview that is named right after them.
    """
    if source.source_type not in (SourceType.NAMED_PERSON, SourceType.ANONYMOUS) or _is_elsewhere(reading, n):
        return None
    if _is_transcribed(reading, n):  # both speakers of it
        venues = (_venue(reading, other) for other in range(n - 1, max(-1, n - 1 - _RUN), -1))
        venue = next(filter(None, venues), None)
        if venue is not None:
            return venue
    before = _venue_among(reading, n, range(n - 1, max(-1, n - 1 - _RUN), -1))
    if before is not None:
        return before
    if n > _LEAD:
        return _venue_among(reading, n, _after_in_sentence(reading, n))
    return _venue_among(reading, n, range(n + 1, min(len(reading.attributions), n + 1 + _LEAD)))


def _after_in_sentence(reading: _Reading, n: int) -> Iterator[int]:
    """Give the statements after one whose cues stand in the same sentence: "said it would close, adding … in an interview"."""
    cue = reading.tokens(reading.attributions[n].cue)
    for other in range(n + 1, len(reading.attributions) if cue else n):
        following = reading.tokens(reading.attributions[other].cue)
        if following and following[0].i >= cue[0].sent.end:
            return
        if following:
            yield other


def _is_transcribed(reading: _Reading, n: int) -> bool:
    """Say whether a statement is a turn of a transcript: "PENCE: Well, look."."""
    source = reading.attributions[n].source
    text = reading.text
    return (
        len(source) == 1
        and text[source[0].end : source[0].end + 1] == ":"
        and (source[0].start == 0 or text[source[0].start - 1] in '\n\r"“')
    )


def _venue_among(reading: _Reading, n: int, others: Iterable[int]) -> str | None:
    between = 0
    for other in others:
        attribution = reading.attributions[other]
        if not attribution.is_attributed or attribution.parent is not None:
            continue
        if not _is_same_source(reading, n, other):
            is_nobodys = reading.found[other].source_type is SourceType.UNATTRIBUTED
            between += not (is_nobodys or _is_question(reading, other))
            if between > _MAX_BETWEEN:
                return None
            continue
        outlet = _venue(reading, other)
        if outlet is not None or _is_elsewhere(reading, other):
            return outlet
    return None


def _is_same_source(reading: _Reading, n: int, other: int) -> bool:
    if n in reading.group_of or other in reading.group_of:
        return reading.group_of.get(n) is reading.group_of.get(other)
    return reading.found[n].entity == reading.found[other].entity


def _is_elsewhere(reading: _Reading, n: int) -> bool:
    """Say whether a statement's sentence names a place of its own: a rally, a post, a book."""
    attribution = reading.attributions[n]
    cue = reading.tokens(attribution.cue)
    inside = {t.i for t in reading.tokens(attribution.claim)}
    return bool(cue) and any(t.lemma_.lower() in _PLACES for t in cue[0].sent if t.i not in inside)
