"""Attributions to sources: who is cited, by which fullest name, and through whom the statement reached the article.

The labels and their edges are those of ``docs/taxonomy.md``. Three readings are put together: what a mention is (a name, a pronoun,
a common noun, an outlet), which other mentions stand for the same source, and what the article says of it elsewhere: why it
is not named, and to whom it spoke.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from attribution.anaphora import going_on, member_meant, of_group, of_member, of_one, one_meant, two_meant
from attribution.bodies import Bodies
from attribution.coreference import coreferent_heads
from attribution.cues import subject_of
from attribution.discourse import Discourse, Group, is_copy, is_document
from attribution.document import as_written
from attribution.documents import of_document
from attribution.kinds import PEOPLE_OR_UNKNOWN, class_before, class_of, is_class_of_bodies, is_share, may_be_somebody
from attribution.listeners import outlet_meant
from attribution.mentions import Mentions, Person, party_of, qualifiers
from attribution.model import Article, Attribution, Post, Quotation, Source, SourceType
from attribution.names import goes_back, is_indefinite, is_role, name_given_after
from attribution.numerals import FEW
from attribution.organizations import body_spoken_for, name_of_organization
from attribution.outlets import bare, is_outlet_name
from attribution.phrases import (
    antecedent_of,
    apposed_person,
    called,
    comma_after,
    head_of,
    is_and,
    is_another,
    is_bare,
    is_court_case,
    is_definite,
    is_one_of_a_people,
    is_people,
    is_within_noun,
    listed,
    name_after_outlet,
    name_around,
    people_listed,
    person_after_comma,
    person_at_edge,
    person_of_office,
    phrase_of,
    said_of,
    without_clause,
)
from attribution.relays import relayed
from attribution.salience import FEMININE, MASCULINE, asks, gender_of_noun, nearness, prominence
from attribution.transcripts import Turn
from attribution.unnamed import (
    asks_not_to_be_named,
    is_few,
    is_many,
    is_part,
    join_group,
    number_of,
    read_groups,
    read_reasons,
)
from attribution.vocabulary import PARTIES, PEOPLE, known_bodies, noun_classes, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"})
_US = frozenset({"'s", "’s"})
_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_IT = frozenset({"it", "its", "itself"})
_PAIRS = frozenset({"couple", "pair", "duo", "two"})
_PRONOUN_REACH = 300  # tokens, or statements, back to which "they" and "it" may go
_PAIR_REACH = 60  # tokens back to which "the latter" may go
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_ANYBODY = frozenset({"everyone", "everybody", "anyone", "anybody", "nobody", "none", "few", "many", "more"})
# "u/rain_again" of Reddit, "user rain_again", "one account, @rain_again"
_ACCOUNT = re.compile(r"(?:user |\b(?=u/)|(?=@))(?P<name>u/[\w-]+|@\w+|[\w.-]*[0-9_.][\w.-]*)$")
_LEAD_REACH = 70  # tokens of headline and lead
_MIN_CITED = 3
# How well a description fits people; set by reading whom descriptions meant in 336 articles of the train split.
_CALLED_SO, _OTHER_OFFICE = 2.0, 0.5
_SHOWN = 4.0  # of a document, where a pronoun's verb is one of documents
_TIMES = 0.25  # exponent of how often somebody is named
# As a subject: "it is clear", "there are fears".
_NOBODY = frozenset({"it", "there"})
# As a passive: of whom it is said to, as its subject ("It was told to leave").
_TO_SOMEBODY = frozenset("advise ask assure brief inform notify remind tell warn".split())


def resolve_sources(doc: Doc, attributions: Sequence[Attribution], article: Article) -> tuple[Source, ...]:
    """Say of each attribution who is cited.

    Args:
        doc: the parsed article; its offsets are those of ``article.text``.
        attributions: as :func:`attribution.attributions.find_attributions` gives them.
        article: its ``outlet``, where known, is nobody's relay: what it reports itself it has at first hand.

    Returns:
        one source for each attribution, in order.
    """
    mentions = Mentions(doc)
    bodies = Bodies(doc, mentions.person_at, own=article.outlet, told=mentions.bodies)
    discourse = Discourse(doc, doc.text, article, mentions, bodies, attributions, coreferent_heads(doc))
    read_groups(discourse)
    for n in range(len(attributions)):
        _resolve(discourse, n)
    _resolve_described(discourse)
    read_reasons(discourse)
    return tuple(_as_written(relayed(discourse, n), article) for n in range(len(attributions)))


def _as_written(source: Source, article: Article) -> Source:
    """Give a source's names as the article writes them."""
    if "’" not in article.text:
        return source
    entity, relay, description = (
        name and as_written(name, article.text) for name in (source.entity, source.relay, source.description)
    )
    return replace(source, entity=entity, relay=relay, description=description)


def _resolve(discourse: Discourse, n: int) -> None:
    attribution = discourse.attributions[n]
    if not attribution.is_attributed:
        discourse.found[n] = Source(SourceType.AUTHOR)
    elif attribution.quotation is Quotation.POST:
        discourse.found[n] = _of_post(discourse, attribution.post)
    elif (turn := discourse.turn_stated(attribution)) is not None:
        discourse.found[n] = _of_turn(discourse, turn)
    else:
        span = discourse.mention_span(attribution)
        source = _of_mention(discourse, n, span) if span is not None else _of_nobody(discourse, n)
        discourse.found[n] = _behind(discourse, n, source) or source


def _behind(discourse: Discourse, n: int, source: Source) -> Source | None:
    """Give whom an outlet cites for a statement, with the outlet as who relays it: "Bloomberg reported, citing two officials"."""
    cue = discourse.tokens(discourse.attributions[n].cue)
    is_reporter = source.source_type is SourceType.NAMED_PERSON and any(t.lemma_ == "report" for t in cue)
    if source.source_type is not SourceType.NEWS_OUTLET and not is_reporter:
        return None
    cited = _quoted_as_saying(cue) or _cited_for(discourse, n, cue)
    if cited is None:
        return None
    if cited.pos_ != "PRON" and not (
        is_people(cited)
        or is_document(cited)
        or cited.i in discourse.mentions.person_at
        or discourse.bodies.body_at(cited.i)
    ):
        return None  # "citing concerns"
    found = _of_mention(discourse, n, phrase_of(cited))
    if found.source_type in (SourceType.NEWS_OUTLET, SourceType.AUTHOR, SourceType.UNATTRIBUTED):
        return None
    group = discourse.group_of.get(n)
    if group is not None:
        group.relay = group.relay or source.entity
    return replace(found, relay=source.entity)


def _quoted_as_saying(cue: Sequence[Token]) -> Token | None:
    """Give who is quoted: "the paper quoted the minister as saying", "the minister was quoted by the paper saying"."""
    for verb in cue:
        if verb.lemma_ in verbs_with("quoting") and any(child.dep_ == "auxpass" for child in verb.lefts):
            return next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
        quoting = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else verb
        is_as = any(child.lower_ == "as" and child.i > quoting.i for child in quoting.rights)
        if quoting.lemma_ in verbs_with("quoting") and is_as:
            return next((child for child in quoting.rights if child.dep_ == "dobj"), None)
    return None


def _cited_for(discourse: Discourse, n: int, cue: Sequence[Token]) -> Token | None:
    """Give what stands after "citing" beside a cue, or between its subject and the cue."""
    inside = {t.i for t in discourse.tokens(discourse.attributions[n].claim)}
    source = discourse.tokens(discourse.attributions[n].source)
    first = min((t.i for t in (*source, *cue)), default=None)
    if first is None:
        return None
    sentence = discourse.doc[first].sent
    others = set(discourse.cues_at).difference(t.i for t in cue)
    for token in discourse.doc[first : sentence.end]:
        if token.lower_ == "citing" and token.i not in inside:
            if token.i > 0 and token.nbor(-1).lower_ in ("without", "not"):
                return None
            return next((child for child in token.rights if child.dep_ in ("dobj", "pobj")), None)
        if token.i in others and token.i > first:
            return None
    return None


def _resolve_described(discourse: Discourse) -> None:
    """Give who is only described to the one who is named next, and headline and lead else to who is cited most of all."""
    most = _most_cited(discourse)
    times = Counter(map(id, discourse.group_of.values()))
    for n, group in list(discourse.group_of.items()):
        span = discourse.mention_span(discourse.attributions[n])
        head = head_of(span) if span is not None else None
        if head is None or times[id(group)] > 1 or group.source_type is not SourceType.ANONYMOUS:
            continue
        person = _named_next(discourse, n, head)
        is_headline = head.i < discourse.mentions.headline
        if person is None and head.i < _LEAD_REACH:
            person = most if _is_role_described(head, is_headline=is_headline) else _introduced_later(discourse, head)
        if person is not None:
            del discourse.group_of[n]
            discourse.found[n] = _source_of(person)


def _introduced_later(discourse: Discourse, head: Token) -> Person | None:
    """Give whom a lead only describes, and the article names further down: "A mother has told … Ann Lee, a mother of two, said"."""
    lemma = head.lemma_.lower()
    unnamed = nouns_with("bare") | nouns_with("never_named") | nouns_with("journalist")
    if head.tag_ != "NN" or not is_indefinite(head) or lemma in unnamed or asks_not_to_be_named(head):
        return None
    cited = {source.entity for source in discourse.found.values() if source.source_type is SourceType.NAMED_PERSON}
    later = [p for p in discourse.mentions.people if lemma in p.roles and p.mentions[0] > head.i and p.name in cited]
    return later[0] if len(later) == 1 else None


def _most_cited(discourse: Discourse) -> Person | None:
    """Give who is cited by far most often."""
    people = Counter(s.entity for s in discourse.found.values() if s.source_type is SourceType.NAMED_PERSON)
    cited = people.most_common(2)
    enough = max([_MIN_CITED, *(2 * count for _, count in cited[1:])])
    if not cited or cited[0][1] < enough:
        return None
    return discourse.mentions.person_by_name(cited[0][0] or "")


def _named_next(discourse: Discourse, n: int, head: Token) -> Person | None:
    """Give who is cited next and is named then for the first time: "Its manager is content. “…,” Ann Lee said."."""
    lemma = head.lemma_.lower()
    is_told = is_definite(head) or any(child.dep_ == "poss" for child in head.lefts)
    if (
        head.tag_ != "NN"
        or not is_told
        or lemma in nouns_with("bare") | nouns_with("never_named") | nouns_with("journalist")
        or not is_role(head)
    ):
        return None
    outer = range(n + 1, len(discourse.attributions))
    following = next((k for k in outer if discourse.attributions[k].parent is None), None)
    span = discourse.mention_span(discourse.attributions[following]) if following is not None else None
    named = discourse.found[following].entity if following is not None else None
    person = discourse.mentions.person_by_name(named) if named else None
    is_first = person is not None and person.mentions[0] > head.i
    return (
        person
        if span is not None and is_first and head.sent.end in (span.root.sent.start, span.root.sent.start - 1)
        else None
    )


def _is_role_described(head: Token, *, is_headline: bool) -> bool:
    """Say whether a noun tells of one person what it is, and not that there are others: "the union chief", not "a chief"."""
    tags = ("NN", "NNP") if is_headline else ("NN",)
    is_one = head.tag_ in tags and noun_classes().get(head.lemma_.lower()) in ("person", "insider", "class")
    is_other = any(child.lower_ in ("a", "an", "no", "one", "another") for child in head.lefts)
    return is_one and not is_other and head.lemma_.lower() not in nouns_with("bare") | nouns_with("never_named")


def _of_turn(discourse: Discourse, turn: Turn) -> Source:
    """Resolve a turn of an interview: who asks is the author, and who answers is the one most named in front of it."""
    if turn.role == "question":
        return Source(SourceType.AUTHOR)
    person = discourse.interviewee
    return _source_of(person) if person is not None else Source(SourceType.ANONYMOUS)


def _of_post(discourse: Discourse, post: Post | None) -> Source:
    if post is None:
        return Source(SourceType.SOCIAL_POST)
    account, name = discourse.accounts.owner_of(post)
    return Source(SourceType.SOCIAL_POST, name, description=post.handle, account=account)


def _of_nobody(discourse: Discourse, n: int) -> Source:
    """Resolve what has no source written: a speaker who goes on ("…, but added that"), or nobody at all."""
    attribution = discourse.attributions[n]
    cue = discourse.tokens(attribution.cue)
    if attribution.parent is not None and not cue:
        return discourse.found.get(attribution.parent, Source(SourceType.UNATTRIBUTED))
    is_impersonal = bool(cue) and cue[0].lower_ in _NOBODY
    is_asked = bool(cue) and cue[0].is_sent_start and asks(cue[0])  # "Asked about the plan, Lee left"
    is_evidential = any(t.lemma_ in verbs_with("evidential") for t in cue)
    if is_impersonal or is_asked or is_evidential or not attribution.claim:
        return Source(SourceType.UNATTRIBUTED)
    is_free_quotation = not cue
    is_active = any(t.tag_ in ("VBD", "VBZ", "VBP") for t in cue) and not any(t.dep_ == "auxpass" for t in cue)
    if is_free_quotation or is_active:
        here = discourse.doc.char_span(*attribution.claim[0], alignment_mode="expand")
        before = n - 1
        while before >= 0 and (discourse.attributions[before].parent is not None or before not in discourse.found):
            before -= 1
        if here is not None and before >= 0 and discourse.found[before].source_type is not SourceType.AUTHOR:
            last = discourse.tokens(discourse.attributions[before].claim)[-1]
            is_near = here[0].sent.start <= last.i + 2 if is_active else here.start - last.i <= 30
            if is_near:
                if before in discourse.group_of:
                    discourse.group_of[n] = discourse.group_of[before]
                return discourse.found[before]
    if len(cue) == 1 and cue[0].tag_ == "NNS" and is_people(cue[0]):  # "Lee supporters"
        return _of_noun_phrase(discourse, n, cue[0], phrase_of(cue[0], without_clauses=True))
    subject = _shared_subject(discourse, cue)
    return _of_mention(discourse, n, subject) if subject is not None else Source(SourceType.UNATTRIBUTED)


def _shared_subject(discourse: Discourse, cue: Sequence[Token]) -> Span | None:
    """Give who is the subject of the verb that a cue goes on from: "Lee agreed, adding …"."""
    verb = next((t for t in cue if t.tag_ in ("VBG", "VBD", "VBZ", "VBP") and t.head not in cue), None)
    if verb is None or verb.dep_ not in ("conj", "advcl", "pcomp") or any(t.dep_ == "auxpass" for t in cue):
        return None
    found = subject_of(verb)
    subject = discourse.doc[found[0] : found[-1] + 1] if found else None
    is_somebody = subject is not None and (subject.root.pos_ in ("PROPN", "PRON") or is_role(subject.root))
    return subject if is_somebody else None


def _of_mention(discourse: Discourse, n: int, span: Span) -> Source:
    if discourse.is_transcribed(n):
        speaker = discourse.mentions.person_named(span)
        if speaker is not None:
            return _named(discourse, n, speaker)
        if (
            not is_role(span[-1])
            and noun_classes().get(span[-1].lower_.removesuffix("s")) is None
            and noun_classes().get(span[-1].lower_) is None
            and discourse.bodies.outlet_of(span) is None
        ):
            return Source(SourceType.NAMED_PERSON, bare(span.text))
    head = head_of(span)
    if head.lower_ in _RELATIVE and head.tag_ in ("WP", "WDT", "WP$"):
        antecedent = antecedent_of(head)
        if antecedent is None:
            return Source(SourceType.UNATTRIBUTED)
        named = said_of(antecedent)
        person = discourse.mentions.person_at.get(named.i) if named is not antecedent else None
        if person is not None:
            return _named(discourse, n, person)
        if head.lower_ == "which" and antecedent.ent_type_ == "PERSON" and antecedent.dep_ != "pobj":
            return Source(SourceType.ORGANIZATION, name_around(antecedent))
        head, span = antecedent, phrase_of(antecedent)
    turn = discourse.turn_at(head.idx) if head.lower_ in _SECOND_PERSON else None
    if turn is not None and turn.role == "question" and discourse.interviewee is not None:
        return _named(discourse, n, discourse.interviewee)
    if discourse.attributions[n].parent is None and _is_listener(head):  # "We're told that it fell"
        return Source(SourceType.UNATTRIBUTED)
    is_with_others = span.text.endswith(" and I")  # "my colleagues and I"
    if head.lower_ in _FIRST_PERSON or is_with_others or (head.tag_ == "PRP" and head.lower_ in _US):  # "let's"
        return _of_first_person(discourse, n)
    if head.pos_ == "PRON" and head.lower_ in MASCULINE | FEMININE:
        unnamed = going_on(discourse, n, head)
        if unnamed is not None:
            return unnamed
        person = discourse.person_meant(head, discourse.not_meant(n, head))
        if person is None:
            return Source(SourceType.ANONYMOUS, None)
        return _named(discourse, n, person)
    is_anybody = head.lower_ == "one" and len(span) == 1 and any(t.tag_ == "MD" for t in head.head.lefts)
    if is_anybody or _is_expletive(discourse, n, head):  # "one might think"
        return Source(SourceType.UNATTRIBUTED)
    if (one := _named_member(discourse, head, span)) is not None:
        return _named(discourse, n, one)
    group = discourse.group_at.get(head.i)
    is_known = group is not None and group.is_introduced and group.source_type is SourceType.ANONYMOUS
    if _is_pair(head) and (two := two_meant(discourse, n)) is not None:
        return of_group(discourse, n, two, number_of(head) if is_part(head) else 2)
    is_all = head.lower_ == "all" and len(span) == 1
    if head.lower_ in _THEY or is_all or _is_it(head) or (_is_pair(head) and not is_known):
        source = _of_plural_pronoun(discourse, n, head)
        group = discourse.group_of.get(n)
        return of_member(discourse, n, span, group, number_of(head)) if group is not None and is_part(head) else source
    if (one := _latter(discourse, span)) is not None:
        return _named(discourse, n, one)
    member = member_meant(discourse, n, head, span)
    return member if member is not None else _of_noun_phrase(discourse, n, head, span)


def _named_member(discourse: Discourse, head: Token, span: Span) -> Person | None:
    """Give who is named as one of some people: "one of them, Ann Lee"."""
    comma = comma_after(head, span)
    if comma + 1 >= span.end or not is_part(head) or number_of(head) != 1:
        return None
    last = next((t.i for t in head.doc[comma + 1 : span.end] if t.pos_ != "PROPN"), span.end) - 1
    return discourse.mentions.person_at.get(last)


def _latter(discourse: Discourse, span: Span) -> Person | None:
    """Give whom "the latter" stands for, or "the former": of the last two named, the one who was named last or first."""
    words = span.text.lower()
    if words not in ("the latter", "the former"):
        return None
    people = discourse.mentions.person_at
    named = [people[i] for i in range(span.start - 1, max(-1, span.start - _PAIR_REACH), -1) if i in people]
    last = dict.fromkeys(named)
    return list(last)[words == "the former"] if len(last) > 1 else None


def _of_noun_phrase(discourse: Discourse, n: int, head: Token, span: Span) -> Source:
    """Resolve a name or a common noun: a person before the unnamed, both before what is no person."""
    # "the 44-year-old", whatever the parse says
    if span.text.lower().startswith("the ") and span.text.endswith("-year-old"):
        aged = discourse.mentions.salient_person(head, None, discourse.speakers, discourse.not_meant(n, head))
        if aged is not None:
            return _named(discourse, n, aged)
    if head.lower_ in nouns_with("writer") and [child.lower_ for child in head.lefts] == ["this"]:
        return Source(SourceType.AUTHOR)
    worded = discourse.mentions.worded.get(head.i)
    if worded is not None:
        return Source(SourceType.ORGANIZATION, bare(worded.text))
    if is_court_case(span):
        return Source(SourceType.DOCUMENT, bare(span.text))
    account = _ACCOUNT.search(span.text)
    if account is not None:
        return Source(SourceType.SOCIAL_POST, account["name"])
    outlet = name_after_outlet(span)
    if outlet is not None:
        return Source(SourceType.NEWS_OUTLET, outlet)
    noun_class = class_of(discourse, head)
    person = _person_of(discourse, head, span, noun_class)
    if person is not None:
        return _named(discourse, n, person, _several(discourse, person, head, span))
    together = _family_of(discourse, head) or _listed_after(discourse, head, span) or _named_by_role(discourse, head)
    if together is not None:
        return together
    body = _body_after(discourse, head, span)
    if body is not None:
        return Source(SourceType.ORGANIZATION, body)
    owned = _owned_person(discourse, head, noun_class)
    if owned is not None:
        return _named(discourse, n, owned)
    group = discourse.group_at.get(head.i)
    is_new = group is None or not group.is_introduced or head.lemma_ == "person"
    unnamed = one_meant(discourse, n, head) if is_new else None
    if unnamed is not None:
        return of_group(discourse, n, unnamed, 1)
    described = (
        _described_person(discourse, n, head, noun_class) if _may_be_described(head, noun_class, group) else None
    )
    if described is not None:
        return _named(discourse, n, described)
    if group is not None and is_part(head):
        return of_member(discourse, n, span, group, number_of(head))
    if group is not None:
        is_one_of_many = group.is_plural and head.tag_ == "NN" and group.source_type is SourceType.ANONYMOUS
        return of_group(discourse, n, group, number_of(head) or (1 if is_one_of_many else None))
    found = (
        _of_written_thing(discourse, head, span, noun_class)
        or _of_outlet(discourse, head, span, noun_class)
        or _of_body(discourse, head, span, noun_class)
    )
    return found or _of_other_noun(discourse, n, head, span, noun_class)


def _person_of(discourse: Discourse, head: Token, span: Span, noun_class: str | None) -> Person | None:
    """Give whom a phrase names."""
    mentions = discourse.mentions
    person = (
        mentions.person_at.get(head.i)
        or apposed_person(mentions, head)
        or person_after_comma(mentions, head, span)
        or person_of_office(mentions, head, span)
        or (mentions.person_of(_called(head)) if is_people(head) else None)  # "a man named Obi"
        or (mentions.person_at.get(name_given_after(head)) if is_people(head) else None)
        or apposed_person(mentions, span.root)  # "one of his advisers, Ann Lee"
        or (mentions.person_at.get(said_of(head).i) if is_people(head) else None)  # "Lee, [the former secretary]"
    )
    if person is None and all(t.ent_type_ == "PERSON" for t in span):  # "Al-Awlaki"
        person = mentions.person_at.get(span.end - 1)
    is_written = noun_class in ("document", "post")  # "the email, from Commissioner Ann Lee"
    if person is None and not is_written and (head.i not in discourse.group_at or head.tag_ == "NN"):
        person = person_at_edge(mentions, span)
    if person is not None or noun_class is not None:
        return person
    is_alone = len(span) == 1 and head.text.istitle() and not is_outlet_name(head.text)  # "Lee Files Suit"
    is_written_as_name = head.pos_ == "PROPN" or (head.pos_ == "NOUN" and head.text.istitle())
    if is_alone or (is_written_as_name and head.ent_type_ in ("", "PERSON")):
        person = mentions.person_named(head.doc[head.i : head.i + 1])
    name = name_around(head)
    return person or (mentions.person_by_name(name) if is_written_as_name and " " in name else None)


def _called(head: Token) -> list[int]:
    """Give the tokens of the name that one is said to be called by: "a man named Obi", "his aide, a Dubliner named Obi"."""
    beside = (child for child in head.rights if child.dep_ == "appos")
    return [token.i for noun in (head, *beside) for token in called(noun) or ()]


def _family_of(discourse: Discourse, head: Token) -> Source | None:
    """Give those named whom "the Obis" stands for: all of that last name."""
    is_plural = head.text.istitle() and head.lower_.endswith("s") and head.tag_ in ("NNPS", "NNP", "NNS")
    if not is_plural or [child.lower_ for child in head.lefts] not in ([], ["the"]):
        return None
    names = [p.name for p in discourse.mentions.people_of(head.lower_.removesuffix("s"))]
    return Source(SourceType.NAMED_PERSON, listed(names)) if len(names) > 1 else None


def _body_after(discourse: Discourse, head: Token, span: Span) -> str | None:
    """Give the body whose name follows what it is to another: "the magazine's publisher, Dunmore & Co"."""
    is_beside = head.tag_ == "NN" and comma_after(head, span) == head.i + 1
    name = span[head.i + 2 - span.start :] if is_beside else span[:0]
    body = discourse.bodies.body_at(name[0].i) if len(name) else None
    return body if body is not None and discourse.bodies.body_at(name[-1].i) == body else None


def _listed_after(discourse: Discourse, head: Token, span: Span) -> Source | None:
    """Give those whose names follow what they are: "two of the senators, Ann Lee and Bob Obi"."""
    comma = comma_after(head, span)
    if head.tag_ not in ("NNS", "NNPS") or comma + 1 >= span.end or not head.doc[comma + 1].text[0].isupper():
        return None
    people, is_all = people_listed(discourse.mentions, head.doc[comma + 1 : span.end])
    return Source(SourceType.NAMED_PERSON, listed([p.name for p in people])) if is_all and len(people) > 1 else None


def _named_by_role(discourse: Discourse, head: Token) -> Source | None:
    """Give those named together whom "both parents" or "the researchers" stands for: the last ones who are called so."""
    is_many = head.tag_ == "NNS" or any(child.lower_ == "neither" for child in head.lefts)
    is_told = any(child.lower_ in ("the", "both", "these", "neither") for child in head.lefts)
    lemma = head.lemma_.lower()
    if not (is_many and is_told and is_people(head)):
        return None
    for i in range(head.i - 1, max(-1, head.i - _PRONOUN_REACH), -1):
        person = discourse.mentions.person_at.get(i)
        if person is not None and (lemma in person.roles or _is_by_writers(discourse.doc[i], lemma)):
            together = _together(discourse, discourse.doc[i])
            if together is not None:
                return together
    return None


def _is_by_writers(first: Token, lemma: str) -> bool:
    """Say whether names tell who wrote something: "a study by Ann Lee and Bob Obi", of "the authors"."""
    is_writer = lemma in nouns_with("writer") or lemma in nouns_with("scholar")
    return is_writer and first.head.lower_ == "by" and is_document(first.head.head)


def _several(discourse: Discourse, person: Person, head: Token, span: Span) -> str | None:
    """Give the names of a person and those named with them: "Lee and Obi", "Lee and her aides"."""
    mentions = discourse.mentions
    together = _together_in(discourse, person, span)
    people, is_all = people_listed(mentions, span)
    if person in people and len(people) > max(1, len(together)):
        return listed([p.name for p in people]) if is_all else _with_others(discourse, people, span)
    if together:
        return listed(together)
    is_named = head.i in mentions.person_at or (head.pos_ == "PROPN" and person_at_edge(mentions, span) is not person)
    is_list = any(map(is_and, span))
    are_others = is_list and any(child.dep_ == "conj" and is_another(child) for child in head.children)
    return _with_others(discourse, [person], without_clause(span, head.i)) if is_named and are_others else None


def _with_others(discourse: Discourse, people: Sequence[Person], span: Span) -> str:
    """Give people by their full names, and as written those who are named with them: "Ann Lee and her aides"."""
    last = max((t.i for t in span if discourse.mentions.person_at.get(t.i) is people[-1]), default=span.end - 1)
    rest = span.doc[last + 1 : span.end].text.strip()
    names = ", ".join(p.name for p in people)
    rest = rest.replace("nor ", "and ", 1) if rest.startswith("nor ") else rest
    return bare(f"{names}{'' if rest.startswith(',') else ' '}{rest}")


def _may_be_described(head: Token, noun_class: str | None, group: Group | None) -> bool:
    """Say whether a noun is of one, who may be named elsewhere: none who was spoken of as somebody without a name."""
    is_one = head.tag_ in ("NN", "NNP") or is_one_of_a_people(head) or (head.tag_ == "JJ" and noun_class == "person")
    is_class = group is not None and group.is_plural and group.source_type is SourceType.COLLECTIVE
    return is_one and (group is None or not group.is_introduced or is_class) and not asks_not_to_be_named(head)


def _of_written_thing(discourse: Discourse, head: Token, span: Span, noun_class: str | None) -> Source | None:
    if noun_class == "document":
        return _of_named_paper(head, span) or of_document(discourse, head, span)
    return Source(SourceType.SOCIAL_POST, discourse.full_text(span)) if noun_class == "post" else None


def _of_named_paper(head: Token, span: Span) -> Source | None:
    """Give the newspaper that is named behind what it is: "the local paper, Harbour Info"."""
    name = head.doc[head.i + 2 : span.end]
    is_named = head.lower_ == "paper" and head.doc[head.i + 1 : head.i + 2].text == ","
    is_name = bool(name) and all(t.pos_ == "PROPN" and t.text[0].isupper() for t in name)
    return Source(SourceType.NEWS_OUTLET, bare(name.text)) if is_named and is_name else None


def _of_outlet(discourse: Discourse, head: Token, span: Span, noun_class: str | None) -> Source | None:
    """Resolve an outlet that is named or meant, its staff, and the author, who may stand for it."""
    phrase = phrase_of(head, without_clauses=True)
    if phrase.start < span.start <= head.i:  # "ROME (Reuters) - Carmaker Tarn"
        phrase = head.doc[span.start : phrase.end]
    outlet = discourse.bodies.outlet_of(phrase)
    if outlet is None and head.text.istitle() and is_outlet_name(span.text):  # "Channel 12", whatever the parse says
        outlet = bare(span.text)
    if outlet is None and noun_class == "outlet":
        outlet = outlet_meant(discourse.bodies, head)
    if outlet is not None and discourse.is_own(outlet):
        return Source(SourceType.AUTHOR)
    if outlet is not None and _is_staff_of_outlet(head):
        return Source(SourceType.NAMED_PERSON, name_around(head))
    is_staff = head.lemma_.lower() in nouns_with("reporting")
    if outlet is not None and (noun_class in (None, "outlet", "organization") or is_staff):
        return Source(SourceType.NEWS_OUTLET, outlet)
    return None


def _of_body(discourse: Discourse, head: Token, span: Span, noun_class: str | None) -> Source | None:
    """Resolve what is named, or called an outlet or an organization."""
    own_name = called(head) if noun_class in ("outlet", "organization") else None
    if own_name is not None:
        is_outlet = noun_class == "outlet" or any(t.lower_ == "news" for t in head.lefts)
        return Source(SourceType.NEWS_OUTLET if is_outlet else SourceType.ORGANIZATION, bare(own_name.text))
    if noun_class == "outlet":
        return Source(SourceType.NEWS_OUTLET, discourse.full_text(span))
    if noun_class == "organization" and is_class_of_bodies(head):
        return Source(SourceType.COLLECTIVE, discourse.full_text(span))
    before = class_before(discourse, head) if noun_class == "organization" and is_definite(head) else None
    if before is not None:
        return Source(SourceType.COLLECTIVE, discourse.full_text(phrase_of(before, without_clauses=True)))
    if noun_class == "press_office":
        named = (
            discourse.mentions.person_for_role(head.i, head.lemma_.lower()) if discourse.spoken_for is None else None
        )
        if named is not None and len(span) == 2 and is_definite(head):  # "the spokeswoman", who was named
            return _source_of(named)
        discourse.spoken_for = body_spoken_for(discourse, head) or name_of_organization(discourse, head, span)
        return Source(SourceType.ORGANIZATION, discourse.spoken_for)
    if noun_class == "organization":
        return Source(SourceType.ORGANIZATION, name_of_organization(discourse, head, span))
    is_name = (
        (head.pos_ == "PROPN" and not (head.is_lower and head.ent_type_ == "PERSON"))
        or head.like_url
        or head.ent_type_ in ("ORG", "GPE", "NORP", "FAC", "LOC")
    )
    is_body = discourse.bodies.is_named(name_around(head))
    if not (is_name or is_body) or noun_class in PEOPLE:  # NER may take "the secretary of state" for a body
        return None
    name = name_around(head)
    is_told = name.lower() in known_bodies() or discourse.bodies.body_at(head.i) is not None
    if head.ent_type_ == "PERSON" and head.tag_ == "NNP" and not is_told:
        return Source(SourceType.NAMED_PERSON, name)
    is_people = head.tag_ == "NNPS" or (head.ent_type_ == "NORP" and head.lower_.endswith("ns"))
    if is_people and head.ent_type_ in ("NORP", "") and not is_body and not goes_back(head, "which"):
        return Source(SourceType.COLLECTIVE, discourse.full_text(span))
    return Source(SourceType.ORGANIZATION, name_of_organization(discourse, head, span))


def _of_other_noun(discourse: Discourse, n: int, head: Token, span: Span, noun_class: str | None) -> Source:
    """Resolve what no list knows, by what it may be: many, whose words a thing is, a document, or somebody."""
    if head.lower_ == "those" and any(child.lower_ in ("around", "near", "close") for child in head.rights):
        return _of_unnamed(discourse, n, head, is_plural=True)  # "those close to the player"
    is_nobody = head.lower_ == "one" and any(child.lower_ == "no" for child in head.lefts)
    if head.lower_ in ("one", "another") and not is_nobody and not any(t.lower_ in ("in", "of") for t in head.rights):
        return of_one(discourse, n, head, span)
    is_quantity = noun_classes().get(head.lemma_.lower()) == "quantity"
    if is_quantity and (head.lemma_ in _PAIRS or any(child.dep_ == "poss" for child in head.lefts)):
        return _of_unnamed(discourse, n, head, is_plural=True)  # "a married couple", "Lee's inner circle"
    is_class = noun_class == "class" and head.pos_ == "PROPN" and head.lower_.endswith("s")
    if is_nobody or is_quantity or is_class or is_share(head) or head.lower_ in _ANYBODY or head.text == "%":
        return Source(SourceType.COLLECTIVE, discourse.full_text(span))
    inner = discourse.mentions.person_in(span)
    if inner is not None:  # "the lobbyist and strategist Ann Lee"
        return _named(discourse, n, inner)
    is_somebody = may_be_somebody(head)
    owner = next((child for child in head.lefts if child.dep_ == "poss" and child.pos_ in ("PRON", "PROPN")), None)
    if owner is not None and noun_class is None and head.tag_ == "NN" and not is_somebody:  # "his own argument"
        return _of_mention(discourse, n, phrase_of(owner))
    is_some = is_somebody and is_part(head) and 0 < (number_of(head) or 0) <= FEW  # "one of the technicians"
    is_counted = head.tag_ == "NNS" and (is_few(head) or is_some)
    is_lone_name = len(span) == 1 and head.text.istitle() and noun_class is None  # "Jefferies", taken for a noun
    if head.pos_ == "NOUN" and is_lone_name and not is_somebody and _is_told(discourse, n):
        return Source(SourceType.ORGANIZATION, head.text)
    if head.pos_ == "NOUN" and not is_counted and not is_somebody:
        return Source(SourceType.DOCUMENT, discourse.full_text(span))
    if not is_counted and head.tag_ in ("NNS", "NNPS", "JJ", "DT", "CD", "JJS", "PRP"):
        return Source(SourceType.COLLECTIVE, discourse.full_text(span))
    return _of_unnamed(discourse, n, head, is_plural=is_counted)


def _is_told(discourse: Discourse, n: int) -> bool:
    """Say whether a statement is somebody's word: "said", not "shows"."""
    return any(t.lemma_ in verbs_with("telling") for t in discourse.tokens(discourse.attributions[n].cue))


def _of_unnamed(discourse: Discourse, n: int, head: Token, *, is_plural: bool) -> Source:
    """Take a noun that no list has for people who are not named."""
    join_group(discourse, head, Group(head.lemma_.lower(), is_plural, SourceType.ANONYMOUS))
    return of_group(discourse, n, discourse.group_at[head.i], number_of(head) or (None if is_plural else 1))


def _together_in(discourse: Discourse, person: Person, span: Span) -> list[str]:
    """Give the names of those named together with a person in a phrase, as its parse has them, where all of them are named."""
    people = discourse.mentions.person_at
    token = next((t for t in span if people.get(t.i) is person), None)
    named = [people.get(t.i) or _holder_of(discourse, t) for t in (_coordinated(token) if token is not None else [])]
    return [other.name for other in named if other is not None] if None not in named else []


def _holder_of(discourse: Discourse, noun: Token) -> Person | None:
    """Give who is called so and was named before: "Lee and the president"."""
    is_one = noun.tag_ == "NN" and is_definite(noun) and is_role(noun)
    return discourse.mentions.person_for_role(noun.i, noun.lemma_.lower()) if is_one else None


def _described_person(discourse: Discourse, n: int, head: Token, noun_class: str | None) -> Person | None:
    """Give whom "the senator" stands for: who is called so, else who was spoken of, for one must have been named."""
    lemma = head.lemma_.lower()
    is_name = noun_class is None and head.pos_ == "PROPN"
    if is_name or lemma in nouns_with("bare") | nouns_with("never_named") or noun_class not in PEOPLE_OR_UNKNOWN:
        return None
    if not is_definite(head):  # as in headlines: "Indiana governor endorses Cruz"
        if noun_class is None:
            return None
        return discourse.mentions.person_for_role(head.i, lemma) if is_bare(head) else None
    places = {child.text for child in head.lefts if child.ent_type_ == "GPE"}
    said = discourse.coreferent_person(head)
    words = qualifiers(head)
    person = said or discourse.mentions.person_for_role(head.i, lemma, places, words)
    is_owned = any(child.lower_ == "of" for child in head.rights)  # "the employee of four years" is nobody named before
    if head.pos_ == "PROPN" and lemma in nouns_with("office") and any(child.lower_ == "for" for child in head.rights):
        return person if person is not None and lemma in person.roles else None  # "the Minister for Justice"
    is_new = lemma in nouns_with("journalist") or (noun_class == "insider" and is_owned)
    is_settled = said is not None or (person is not None and (bool(places) or lemma in nouns_with("office")))
    if not is_settled and noun_class is not None and not is_many(head) and not is_new:
        others = discourse.not_meant(n, head)
        others += [p for p in discourse.mentions.people if lemma in PARTIES.values() and p.party not in (None, lemma)]
        people = discourse.mentions.people
        party = party_of(words)
        others += [p for p in people if party is not None and p.party not in (None, party)]
        near = discourse.mentions.salient_person(
            head, gender_of_noun(lemma), discourse.speakers, others, weights=_fits(people, lemma, words)
        )
        person = near or person
        is_introduced = discourse.introduced_at.get(lemma, head.i) < head.i
        if person is not None and is_introduced and lemma not in person.roles and not discourse.has_spoken(person):
            return None  # "the engineer" is the one spoken of before, though somebody was named since
        if (
            person is not None
            and lemma in nouns_with("office")
            and (person.is_one_of_many or not nouns_with("office").isdisjoint(person.roles))
        ):
            return None  # "the prime minister" is not "Bill Hanley, a farmer", nor "Senator Hanley"
    return person


def _owned_person(discourse: Discourse, head: Token, noun_class: str | None) -> Person | None:
    """Give whom "London's mayor" or "her adviser" stands for: whom the article calls so beside the owner."""
    lemma = head.lemma_.lower()
    owner = next((child for child in head.lefts if child.dep_ == "poss"), None)
    is_one = head.tag_ == "NN" and noun_class in PEOPLE and lemma not in nouns_with("bare") | nouns_with("never_named")
    if owner is None or not is_one:
        return None
    person = discourse.person_meant(owner) if owner.lower_ in MASCULINE | FEMININE else None
    name = person.name.split()[-1] if person is not None else owner.text
    found = discourse.mentions.person_for_role(head.i, lemma, {name}, {name.lower()}, is_near=True)
    return found if found is not person else None


def _fits(people: Sequence[Person], lemma: str, words: Collection[str]) -> dict[Person, float]:
    """Weigh how well "the Republican candidate" fits people: whom the article calls so best, whom it calls a mayor least."""
    called_so = [p for p in people if lemma in p.roles]
    called_so = [p for p in called_so if not p.roles[lemma].isdisjoint(words)] or called_so
    fits = dict.fromkeys(people, 1.0)
    if noun_classes().get(lemma) == "person":  # a mayor may be "the leader" too
        fits |= {p: _OTHER_OFFICE for p in people if not nouns_with("office").isdisjoint(p.roles)}
    fits |= dict.fromkeys(called_so, _CALLED_SO)
    return {p: fit * len(p.mentions) ** _TIMES for p, fit in fits.items()}


def _is_staff_of_outlet(head: Token) -> bool:
    """Say whether a name is that of somebody at an outlet, whom NER does not see: "The New Republic's Jeet Heer"."""
    words = [*(child for child in head.lefts if child.dep_ == "compound"), head]
    is_name = all(t.pos_ == "PROPN" and t.text.istitle() and t.ent_type_ not in ("ORG", "WORK_OF_ART") for t in words)
    is_owned = any(child.dep_ == "poss" for child in head.lefts)
    return is_name and is_owned and len(words) > 1 and head.lemma_.lower() not in noun_classes()


def _named(discourse: Discourse, n: int, person: Person, entity: str | None = None) -> Source:
    cue = discourse.tokens(discourse.attributions[n].cue)
    if cue and not discourse.is_question(n) and discourse.attributions[n].parent is None:
        discourse.speakers[cue[0].i] = person
    return _source_of(person, entity)


def _source_of(person: Person, entity: str | None = None) -> Source:
    if person.is_changed and entity is None:  # "Ann (not her real name)"
        return Source(SourceType.ANONYMOUS, person.name, description=person.description, number=1)
    return Source(SourceType.NAMED_PERSON, entity or person.name, description=person.description)


def _of_first_person(discourse: Discourse, n: int) -> Source:
    """Give "I" to whoever's words it stands in; in none, to the author."""
    attribution = discourse.attributions[n]
    if attribution.parent is not None and attribution.parent in discourse.found:
        return discourse.found[attribution.parent]
    start = (attribution.source or attribution.cue or attribution.claim)[0].start
    turn = discourse.turn_at(start)
    if turn is not None:
        return _of_turn(discourse, turn)
    for other in range(n - 1, -1, -1):
        around = discourse.attributions[other]
        if around.quotation in (Quotation.DIRECT, Quotation.MIXED) and any(a <= start < b for a, b in around.claim):
            return discourse.found[other]
    return Source(SourceType.AUTHOR)


def _of_plural_pronoun(discourse: Discourse, n: int, pronoun: Token) -> Source:
    """Give "they" or "it" to the group, body or document that was cited or named last, or that coreference says."""
    meant = [i for i in discourse.coreferent.get(pronoun.i, ()) if i != pronoun.i]
    group = next((discourse.group_at[i] for i in meant if i in discourse.group_at), None)
    if group is not None:
        return of_group(discourse, n, group)
    if named := next(filter(None, map(discourse.bodies.body_at, meant)), None):
        return Source(SourceType.ORGANIZATION, named)
    is_many = not _is_it(pronoun)
    attribution = discourse.attributions[n]
    is_shown = pronoun.dep_ != "poss" and any(
        token.lemma_ in verbs_with("documentary") for token in discourse.tokens(attribution.cue)
    )
    # who is named in their own words is not who "they" are: "“Tarn won,” they said"
    own = {token.i for token in discourse.tokens(attribution.claim)} if is_many else set[int]()
    before = range(max(0, pronoun.i - _PRONOUN_REACH), pronoun.i)
    scores = {
        i: weight * prominence(discourse.doc[i]) * nearness(pronoun.i - i)
        for i in before
        if i not in own
        and (weight := _weight_of_named(discourse, discourse.doc[i], is_many=is_many, is_shown=is_shown))
    }
    cited: dict[int, int] = {}
    for other in range(max(0, n - _PRONOUN_REACH), n):
        is_near = discourse.is_of_same_speech(n, other)
        weight = _weight_of_cited(discourse, other, is_many=is_many, is_shown=is_shown) if is_near else 0.0
        span = discourse.mention_span(discourse.attributions[other]) if weight else None
        i = head_of(span).i if span is not None else -1
        if i in before and i not in own:
            scores[i] = max(scores.get(i, 0.0), weight * nearness(pronoun.i - i))
            cited[i] = other
    best = max(scores, key=lambda i: scores[i], default=None)
    is_unnamed = pronoun.lower_ == "both" and best is not None and (best in cited or best in discourse.group_at)
    if _is_pair(pronoun) and not is_unnamed and (best is None or _together(discourse, discourse.doc[best]) is None):
        called_so = [p for p in discourse.mentions.people if pronoun.lemma_.lower() in p.roles]
        salient = partial(
            discourse.mentions.salient_person,
            pronoun,
            None,
            discourse.speakers,
            weights=dict.fromkeys(called_so, _CALLED_SO),
        )
        first = salient()
        second = salient([first]) if first else None
        if first is not None and second is not None:
            return Source(SourceType.NAMED_PERSON, listed([first.name, second.name]))
    if best is None:
        return Source(SourceType.COLLECTIVE if is_many else SourceType.ORGANIZATION)
    if best in cited:
        if cited[best] in discourse.group_of:
            discourse.group_of[n] = discourse.group_of[cited[best]]
        return replace(discourse.found[cited[best]], relay=None)
    head = discourse.doc[best]
    together = _together(discourse, head) if is_many else None
    if together is not None:
        return together
    body = discourse.bodies.body_at(best)
    if body is not None:
        return Source(SourceType.ORGANIZATION, body)
    return _of_noun_phrase(discourse, n, head, phrase_of(head, without_clauses=True))


def _is_it(pronoun: Token) -> bool:
    return pronoun.lower_ in _IT


def _is_listener(head: Token) -> bool:
    """Say whether the author is told what is stated, by nobody who is cited: "I'm told"."""
    return head.lower_ in ("i", "we") and head.dep_ == "nsubjpass" and head.head.lemma_ in _TO_SOMEBODY


def _is_expletive(discourse: Discourse, n: int, head: Token) -> bool:
    """Say whether "it" stands for what is stated: "It was learnt that the mill will close"; not "It was told to leave"."""
    verb = head.head
    is_passive = head.lower_ == "it" and head.dep_ == "nsubjpass" and verb.lemma_ not in _TO_SOMEBODY
    is_cue = any(token.i == verb.i for token in discourse.tokens(discourse.attributions[n].cue))
    return is_passive and is_cue and any(child.dep_ == "ccomp" for child in verb.rights)


def _is_pair(head: Token) -> bool:
    """Say whether a phrase stands for two named before: "the couple", "the two", "both men", "neither man"."""
    is_pair = head.lemma_.lower() in _PAIRS and is_definite(head)
    before = {child.lower_ for child in head.lefts}
    if head.lower_ == "both" and not any(child.i > head.i for child in head.children):
        return True
    if "both" in before and any(child.dep_ == "conj" for child in head.rights):  # "both analysts and sources"
        return False
    is_counted = "both" in before or {"the", "two"} <= before
    is_pair |= is_people(head) and ("neither" in before or (is_counted and head.tag_ == "NNS"))
    return is_pair and not any(child.lower_ == "of" for child in head.rights)


def _weight_of_named(discourse: Discourse, token: Token, *, is_many: bool, is_shown: bool) -> float:
    """Weigh how readily "they", or else "it", goes back to what a word names, without regard to where it stands.

    Args:
        is_shown: whether the pronoun's verb is one of documents: "They show that the mill leaked", of emails.
    """
    tags = ("NNS", "NNPS") if is_many else ("NN", "NNP")
    if is_shown and token.tag_ in tags and class_of(discourse, token) == "document" and not is_within_noun(token):
        return _SHOWN
    is_body = token.i in discourse.body_heads
    if is_many:
        if token.tag_ in ("NNS", "NNPS") and _is_group(token) and not is_within_noun(token):
            return 1.0
        return 2.5 if _together(discourse, token) is not None else 0.4 * is_body
    is_thing = token.tag_ in ("NN", "NNP") and class_of(discourse, token) in ("document", "organization", "outlet")
    is_thing &= not is_copy(token)
    return float(is_body or (is_thing and not is_within_noun(token)))


def _is_group(noun: Token) -> bool:
    """Say whether a noun for many stands for people or bodies: "officials", "the companies", "Democrats"."""
    is_of_class = noun_classes().get(noun.lemma_.lower()) in (*PEOPLE, "organization", "outlet")
    return is_of_class or noun.ent_type_ == "NORP"


def _weight_of_cited(discourse: Discourse, n: int, *, is_many: bool, is_shown: bool) -> float:
    """Weigh how readily "they", or else "it", goes back to who was cited; ``is_shown`` as for :func:`_weight_of_named`."""
    source, group = discourse.found[n], discourse.group_of.get(n)
    if source.source_type in (SourceType.ANONYMOUS, SourceType.COLLECTIVE):
        return 2.9 if is_many and (group is None or group.is_plural) else 0.0
    if source.source_type in (SourceType.ORGANIZATION, SourceType.NEWS_OUTLET):
        return 1.6 if is_many else 2.9
    if source.source_type is SourceType.DOCUMENT:
        is_same_number = is_many == _is_of_many_documents(discourse, n)
        return _SHOWN if is_shown and is_same_number else 0.0 if is_many else 2.0
    are_several = source.source_type is SourceType.NAMED_PERSON and " and " in (source.entity or "")
    return 2.0 if is_many and are_several else 0.0


def _is_of_many_documents(discourse: Discourse, n: int) -> bool:
    span = discourse.mention_span(discourse.attributions[n])
    return span is not None and head_of(span).tag_ in ("NNS", "NNPS")


def _together(discourse: Discourse, token: Token) -> Source | None:
    """Give who is named together with the first of them: "Lee and Obi"."""
    words = _coordinated(token)
    people = [discourse.mentions.person_at[t.i].name for t in words if t.i in discourse.mentions.person_at]
    named = people or list(filter(None, (discourse.bodies.body_at(t.i) for t in words)))
    if len(named) < 2:
        return None
    kind = SourceType.NAMED_PERSON if people else SourceType.ORGANIZATION
    return Source(kind, listed(named))


def _coordinated(token: Token) -> list[Token]:
    """Give the names that the first of several stands with: "Lee", "Obi and Kim"; none where it stands alone."""
    is_first = token.pos_ == "PROPN" and token.dep_ != "conj"
    return [token, *token.conjuncts] if is_first and token.conjuncts else []
