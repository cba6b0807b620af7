"""Attributions to sources: who is cited, by which fullest name, and through whom the statement reached the article.

The labels and their edges are those of ``docs/taxonomy.md``. Three readings are put together: what a mention is (a name, a pronoun,
a common noun, an outlet), which other mentions stand for the same source, and what the article says of it elsewhere: why it
is not named, and to whom it spoke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from attribution.anaphora import (
    another_text,
    going_on,
    member_meant,
    of_group,
    of_member,
    of_numbered,
    of_one,
    one_meant,
    relative_of_unnamed,
    some_meant,
    team_meant,
    two_meant,
)
from attribution.bodies import Bodies
from attribution.coreference import coreferent_heads
from attribution.cues import CITING, is_nobody, subject_of
from attribution.discourse import Discourse, Group
from attribution.document import as_written
from attribution.documents import of_document
from attribution.exclusions import not_meant, speakers_around, spoken_to
from attribution.interviews import Interview
from attribution.kinds import Mention, class_before, is_class_of_bodies, is_share, may_be_somebody, mention_of
from attribution.leads import resolve_described
from attribution.listeners import outlet_meant, outlets_listed
from attribution.mentions import Mentions, Person
from attribution.model import NO_SOURCE, UNNAMED, Article, Attribution, Commitment, Post, Quotation, Source, SourceType
from attribution.names import goes_back, is_indefinite, is_role, is_word_of_bodies
from attribution.numerals import FEW
from attribution.organizations import body_named_behind, body_spoken_for, business_meant, name_of_organization
from attribution.outlets import bare
from attribution.people import (
    called_by_letters,
    family_of,
    latter,
    listed_after,
    named_by_role,
    named_member,
    named_with,
    person_described,
    person_named,
    person_owned,
    source_of_person,
)
from attribution.phrases import (
    antecedent_of,
    apposed_person,
    called,
    class_of_noun,
    comma_after,
    fuller_before,
    head_of,
    is_court_case,
    is_definite,
    is_document,
    is_people,
    name_after_outlet,
    name_around,
    phrase_of,
    said_of,
)
from attribution.posted import of_account, of_post
from attribution.pronouns import PAIRS, WE, is_it, is_pair, meant_by_plural
from attribution.relays import relayed
from attribution.salience import HE_OR_SHE, asks, gender_of_noun, gender_of_pronoun
from attribution.syntax import FINITE, SUBJECTS, owner_of, sentence_before, subject_told_of
from attribution.transcripts import role_of_label
from attribution.unnamed import (
    is_few,
    is_part,
    join_group,
    number_of,
    read_groups,
    read_reasons,
)
from attribution.vocabulary import EXPLETIVES, PEOPLE, known_bodies, noun_classes, nouns_as, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Of a mention, by the word that it turns on; None where that is no word of the kind. Of several, the first that holds counts.
_Reading = Callable[[Discourse, Mention], Source | Person | Group | None]

_FIRST_PERSON = WE | {"i", "me", "my", "mine", "myself"}
_JUST = 3  # statements
_US = frozenset({"'s", "’s"})
_SECOND_PERSON = frozenset({"you", "your", "yours", "yourself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_ANYBODY = frozenset({"everyone", "everybody", "anyone", "anybody", "nobody", "none", "few", "many", "more"})
# Of whom, or of what, "no clerk" and "none of the reports" leave none who is cited.
_MANY = UNNAMED | {SourceType.DOCUMENT}
# As a passive, besides the verbs of informing: of whom it is said to, as its subject ("It was told to leave").
_TO_SOMEBODY = frozenset({"advise", "ask"})


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
    bodies = Bodies(mentions.words, mentions.person_at, own=article.outlet, told=mentions.bodies)
    text = doc.text
    interview = Interview(text, mentions)
    discourse = Discourse(doc, text, article, mentions, bodies, interview, attributions, coreferent_heads(doc))
    read_groups(discourse)
    for n in range(len(attributions)):
        _resolve(discourse, n)
    resolve_described(discourse)
    read_reasons(discourse)
    return tuple(_as_written(relayed(discourse, n), article) for n in range(len(attributions)))


def _as_written(source: Source, article: Article) -> Source:
    """Give a source's names as the article writes them."""
    if "’" not in article.text:
        return source
    entity, description = (name and as_written(name, article.text) for name in (source.entity, source.description))
    relays = tuple(as_written(name, article.text) for name in source.relays)
    return replace(source, entity=entity, relays=relays, description=description)


def _resolve(discourse: Discourse, n: int) -> None:
    attribution = discourse.attributions[n]
    if not attribution.is_attributed:
        discourse.found[n] = Source(SourceType.AUTHOR)
    elif attribution.quotation is Quotation.POST:
        discourse.found[n] = _of_post(discourse, attribution.post)
    elif (turn := discourse.interview.turn_stated(attribution)) is not None:
        discourse.found[n] = _of_role(discourse, turn.role)
    else:
        span = discourse.mention_span(n)
        source = _of_mention(discourse, n, span) if span is not None else _of_nobody(discourse, n)
        found = _behind(discourse, n, source) or source
        is_refusal = attribution.commitment is Commitment.REFUSING  # whoever "none of the officials" who were asked are
        if span is not None and not is_refusal and found.source_type in _MANY and is_nobody(span.doc, [span.start]):
            discourse.group_of.pop(n, None)
            found = Source(SourceType.UNATTRIBUTED)
        discourse.found[n] = found


def _behind(discourse: Discourse, n: int, source: Source) -> Source | None:
    """Give whom an outlet cites for a statement, with the outlet as who relays it: "Bloomberg reported, citing two officials".

    So with whoever quotes somebody: "the report quoted a clerk as saying", "her lawyer quoted her as saying".
    """
    if source.source_type in NO_SOURCE:
        return None
    cue = discourse.cue_of(n)
    may_report = source.source_type in (SourceType.NAMED_PERSON, SourceType.ORGANIZATION)
    is_reporter = may_report and any(t.lemma_ == "report" for t in cue)
    is_press = (source.entity or "").lower().rpartition(" ")[2] in nouns_with("media")
    is_outlet = source.source_type is SourceType.NEWS_OUTLET or is_reporter or is_press
    cited = _quoted_as_saying(cue) or (_cited_for(discourse, n, cue) if is_outlet else None)
    if cited is None or cited in discourse.tokens(discourse.attributions[n].source):  # "she was quoted as saying"
        return None
    if cited.pos_ != "PRON" and not (
        is_people(cited)
        or is_document(cited)
        or cited.i in discourse.mentions.person_at
        or class_of_noun(cited) == "organization"
        or discourse.bodies.body_at(cited.i)
        or discourse.outlet_of(cited)
    ):
        return None  # "citing concerns"
    quoting = discourse.group_of.pop(n, None)
    found = _of_mention(discourse, n, phrase_of(cited))
    speaker = discourse.mentions.person_by_name(source.entity) if found == source and source.entity else None
    if speaker is not None and cited.pos_ == "PRON":  # "her lawyer quoted her as saying"
        person = discourse.person_meant(cited, [speaker, *not_meant(discourse, n, cited)])
        found = source_of_person(person) if person is not None else found
    if found.entity == source.entity or found.source_type in NO_SOURCE:
        if quoting is not None:
            discourse.group_of[n] = quoting
        return None
    relays = (source.entity,) if source.entity else ()
    group = discourse.group_of.get(n)
    if group is not None:
        group.relays = group.relays or relays
    return replace(found, relays=relays)


def _quoted_as_saying(cue: Sequence[Token]) -> Token | None:
    """Give who is quoted: "the paper quoted the minister as saying", "the minister was quoted by the paper saying"."""
    for verb in cue:
        is_behind = verb.dep_ == "pcomp" and verb.head.lower_ in ("as", "by")  # "quoted by the paper saying"
        quoting = verb.head.head if is_behind else verb
        if quoting.lemma_ in verbs_with("quoting") and any(child.dep_ == "auxpass" for child in quoting.lefts):
            return next((child for child in quoting.lefts if child.dep_ == "nsubjpass"), None)
        quoted = next((child for child in quoting.rights if child.dep_ == "dobj"), None)
        if quoting.lemma_ in verbs_with("quoting") and quoted is not None and _is_as(quoting, quoted):
            return quoted
    return None


def _is_as(quoting: Token, quoted: Token) -> bool:
    """Say whether "as" follows who is quoted, tied to a clause though it be: "quoted a man who had seen it as saying"."""
    is_tied = any(t.lower_ == "as" and any(c.tag_ == "VBG" for c in t.rights) for t in quoted.subtree)
    return is_tied or any(child.lower_ == "as" and child.i > quoting.i for child in quoting.rights)


def _cited_for(discourse: Discourse, n: int, cue: Sequence[Token]) -> Token | None:
    """Give what stands after "citing" beside a cue, or between its subject and the cue."""
    inside = {t.i for t in discourse.claim_of(n)}
    source = discourse.tokens(discourse.attributions[n].source)
    first = min((t.i for t in (*source, *cue)), default=None)
    if first is None:
        return None
    sentence = discourse.doc[first].sent
    others = set(discourse.cues_at).difference(t.i for t in cue)
    if sentence[0].lower_ in CITING and first > sentence.start:  # "Citing two officials, Reuters said …"
        return next((child for child in sentence[0].rights if child.dep_ in ("dobj", "pobj")), None)
    for token in discourse.doc[first : sentence.end]:
        if token.lower_ in CITING and token.i not in inside:
            if token.i > 0 and token.nbor(-1).lower_ in ("without", "not"):
                return None
            return next((child for child in token.rights if child.dep_ in ("dobj", "pobj")), None)
        if token.i in others and token.i > first and token.i not in inside:
            return None
    return None


def _of_role(discourse: Discourse, role: str | None) -> Source:
    """Resolve a turn of an interview: who asks is the author, and who answers is the one most named in front of it.

    Where nobody is named, as where a paper answers its readers, that is the author too.
    """
    person = discourse.interview.interviewee if role != "question" else None
    return source_of_person(person) if person is not None else Source(SourceType.AUTHOR)


def _of_post(discourse: Discourse, post: Post | None) -> Source:
    if post is None:
        return Source(SourceType.SOCIAL_POST)
    account, name = discourse.accounts.owner_of(post)
    return Source(SourceType.SOCIAL_POST, name, description=post.handle, account=account)


def _of_nobody(discourse: Discourse, n: int) -> Source:
    """Resolve what has no source written: a speaker who goes on ("…, but added that"), or nobody at all."""
    attribution, cue = discourse.attributions[n], discourse.cue_of(n)
    if attribution.parent is not None and not cue:
        return discourse.found.get(attribution.parent, Source(SourceType.UNATTRIBUTED))
    is_impersonal = bool(cue) and cue[0].lower_ in EXPLETIVES
    is_asked = bool(cue) and cue[0].is_sent_start and asks(cue[0])  # "Asked about the plan, Lee left"
    is_evidential = any(t.lemma_ in verbs_with("evidential") for t in cue)
    if is_impersonal or is_asked or is_evidential or not attribution.claim:
        return Source(SourceType.UNATTRIBUTED)
    is_free_quotation = not cue
    is_active = any(t.tag_ in FINITE for t in cue) and not any(t.dep_ == "auxpass" for t in cue)
    if is_free_quotation or is_active:
        here = discourse.doc.char_span(*attribution.claim[0], alignment_mode="expand")
        before = next((k for k in discourse.outer_before(n) if k in discourse.found), None)
        if here is not None and before is not None and discourse.found[before].source_type is not SourceType.AUTHOR:
            last = discourse.claim_of(before)[-1]
            is_near = here[0].sent.start <= last.i + 2 if is_active else here.start - last.i <= 30
            if is_near:
                if before in discourse.group_of:
                    discourse.group_of[n] = discourse.group_of[before]
                return discourse.found[before]
    told_of = _told_of_around(discourse, n) if is_free_quotation else None
    if told_of is not None:
        return source_of_person(told_of)
    if len(cue) == 1 and cue[0].tag_ == "NNS" and is_people(cue[0]):  # "Lee supporters"
        return _of_noun(discourse, n, cue[0])
    subject = _shared_subject(discourse, cue)
    return _of_mention(discourse, n, subject) if subject is not None else Source(SourceType.UNATTRIBUTED)


def _told_of_around(discourse: Discourse, n: int) -> Person | None:
    """Give whom the sentence before a quotation tells of, where the next statement is theirs: "Lee was a clerk. “…” Lee said …"."""
    people, claim = discourse.mentions.person_at, discourse.claim_of(n)
    before = next((t for t in reversed(discourse.doc[: claim[0].i]) if not (t.is_space or t.is_quote)), None)
    after = discourse.mention_head(n + 1) if n + 1 < len(discourse.attributions) else None
    if before is None or after is None:
        return None
    subject = subject_told_of(before.sent)
    person = people.get(subject.i) if subject is not None else None
    return person if person is not None and people.get(after.i) is person else None


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
    """Resolve the words that name a source."""
    if (role := role_of_label(span.text)) is not None:
        return _of_role(discourse, role)
    if discourse.is_transcribed(n) and (speaker := _of_speaker(discourse, n, span)) is not None:
        return speaker
    head = head_of(span)
    if head.lower_ in _RELATIVE and head.tag_ in ("WP", "WDT", "WP$"):
        return _of_relative_pronoun(discourse, n, head)
    if head.lower_ == "one":  # "I was the one saying"
        named = said_of(head)
        if _is_told_to_be_one(named) or named.i in discourse.mentions.person_at:
            head, span = named, phrase_of(named, without_clauses=True)
    return _of_word(discourse, mention_of(discourse, n, head, span))


def _of_relative_pronoun(discourse: Discourse, n: int, pronoun: Token) -> Source:
    antecedent = antecedent_of(pronoun)
    if antecedent is None and pronoun.text == "WHO":  # whose name begins a sentence as a question would
        return Source(SourceType.ORGANIZATION, discourse.bodies.body_of(pronoun.text))
    if antecedent is None:
        return Source(SourceType.UNATTRIBUTED)
    named = said_of(antecedent)
    person = discourse.mentions.person_at.get(named.i) if named is not antecedent else None
    person = person or _told_to_be(discourse, antecedent)
    if person is not None:
        return _named(discourse, n, person)
    antecedent = named if _is_told_to_be_one(named) else antecedent
    if pronoun.lower_ == "which" and antecedent.ent_type_ == "PERSON" and antecedent.dep_ != "pobj":
        return Source(SourceType.ORGANIZATION, name_around(antecedent))
    phrase = discourse.without_said(phrase_of(antecedent), antecedent)
    return _of_word(discourse, mention_of(discourse, n, antecedent, phrase))


def _told_to_be(discourse: Discourse, one: Token) -> Person | None:
    """Give who somebody is told to be after what they think: "One man who doubts it is the farmer Joe Pike"."""
    is_subject = one.dep_ == "nsubj" and one.head.lemma_ == "be" and any(child.lower_ == "one" for child in one.lefts)
    told = next((child for child in one.head.rights if child.dep_ == "attr"), None) if is_subject else None
    if told is None:
        return None
    return discourse.mentions.person_at.get(told.i) or apposed_person(discourse.mentions, told)


def _is_told_to_be_one(subject: Token) -> bool:
    """Say whether a subject is somebody: "I was the one who said so"; not "it was a nurse who said so"."""
    is_pronoun = subject.lower_ in _FIRST_PERSON | _SECOND_PERSON | _THEY | HE_OR_SHE
    return subject.dep_ == "nsubj" and (is_pronoun or is_people(subject))


def _of_speaker(discourse: Discourse, n: int, span: Span) -> Source | None:
    """Resolve whom a transcript names before a turn; None where that is a role or an outlet."""
    speaker = discourse.mentions.person_named(span)
    if speaker is not None:
        return _named(discourse, n, speaker)
    is_told = not {span[-1].lower_, span[-1].lower_.removesuffix("s")}.isdisjoint(noun_classes())
    is_somebody = not is_told and discourse.bodies.outlet_of(span) is None
    return Source(SourceType.NAMED_PERSON, bare(span.text)) if is_somebody else None


def _asked(discourse: Discourse, mention: Mention) -> Person | None:
    """Give whom "you" stands for in a question of an interview."""
    is_you = mention.head.lower_ in _SECOND_PERSON
    turn = discourse.interview.turn_at(mention.head.idx) if is_you else None
    return discourse.interview.interviewee if turn is not None and turn.role == "question" else None


def _of_none_cited(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve who only hears what is stated, or is anybody: "I'm told", "the court heard", "one might think", "it was learnt"."""
    n, head = mention.n, mention.head
    is_listener = discourse.attributions[n].parent is None and _is_listener(head)
    is_anybody = head.lower_ == "one" and len(mention.span) == 1 and any(t.tag_ == "MD" for t in head.head.lefts)
    is_none = (
        is_listener
        or _hears(discourse, n, head)
        or _is_hearsay(head)
        or is_anybody
        or _is_expletive(discourse, n, head)
    )
    return Source(SourceType.UNATTRIBUTED) if is_none else None


def _of_first_person(discourse: Discourse, mention: Mention) -> Source | None:
    """Give "I" to whoever's words it stands in; in none, to the author."""
    n, head = mention.n, mention.head
    is_own = head.lower_ in _FIRST_PERSON and head.text != "US"
    is_own |= head.tag_ == "PRP" and head.lower_ in _US  # "let's"
    if not (is_own or mention.span.text.endswith(" and I")):  # "my colleagues and I"
        return None
    attribution = discourse.attributions[n]
    if attribution.parent is not None and attribution.parent in discourse.found:
        return discourse.found[attribution.parent]
    start = (attribution.source or attribution.cue or attribution.claim)[0].start
    turn = discourse.interview.turn_at(start)
    if turn is not None:
        return _of_role(discourse, turn.role)
    for other in range(n - 1, -1, -1):
        around = discourse.attributions[other]
        if around.quotation in (Quotation.DIRECT, Quotation.MIXED) and around.claims(start):
            return discourse.found[other]
    return Source(SourceType.AUTHOR)


def _of_he_or_she(discourse: Discourse, mention: Mention) -> Source | None:
    n, pronoun = mention.n, mention.head
    if pronoun.pos_ != "PRON" or pronoun.lower_ not in HE_OR_SHE:
        return None
    unnamed = going_on(discourse, mention)
    if unnamed is not None:
        return unnamed
    person = spoken_to(discourse, n, pronoun) or discourse.person_meant(pronoun, not_meant(discourse, n, pronoun))
    told = _told_in_claim(discourse, n, pronoun)
    if told is not None and (person is None or not discourse.has_spoken(person)):
        person = told
    if person is not None and person not in speakers_around(discourse, n, pronoun):
        return _named(discourse, n, person)
    noun = _told_of_before(pronoun)
    parent = discourse.attributions[n].parent
    is_quoted = parent is not None and discourse.mentions.is_quoted(pronoun.i)
    quoting = discourse.group_of.get(parent) if parent is not None and is_quoted else None  # whom he spoke to
    if noun is not None and (quoting is None or discourse.group_at.get(noun.i) is not quoting):
        return _of_noun(discourse, n, noun)
    return Source(SourceType.ANONYMOUS)


def _told_in_claim(discourse: Discourse, n: int, pronoun: Token) -> Person | None:
    """Give whom a claim tells of that "he said" ends, where nobody else has spoken: "Ann Lee stopped the mayor. Bo Obi ran, he said."."""
    claim = discourse.claim_of(n)
    if (
        not claim
        or claim[-1].i > pronoun.i
        or claim[0].sent != pronoun.sent
        or discourse.mentions.is_quoted(claim[0].i)
    ):
        return None
    subject = next((t for t in claim if t.dep_ in SUBJECTS), None)
    # "Ann Lee told Bo Obi that it was late, he said."
    if subject is not None and subject.head.lemma_ in verbs_with("telling"):
        told = (t for t in subject.head.rights if t.dep_ in ("dobj", "dative"))
        subject = next((t for t in told if t.i in discourse.mentions.person_at), subject)
    person = discourse.mentions.person_at.get(subject.i) if subject is not None else None
    is_of_gender = person is not None and person.gender in (None, gender_of_pronoun(pronoun))
    return person if is_of_gender else None


def _told_of_before(pronoun: Token) -> Token | None:
    """Give the one without a name whom "she" stands for where nobody is named: "A mother wants answers after she says …"."""
    before = sentence_before(pronoun) or pronoun.sent
    genders = (None, gender_of_pronoun(pronoun))
    ones = [
        t
        for t in reversed(pronoun.doc[before.start : pronoun.i])
        if t.tag_ == "NN" and is_role(t) and gender_of_noun(t.lemma_.lower()) in genders
    ]
    subjects = (t for t in ones if t.dep_ in SUBJECTS)
    return next(subjects, None) or next((t for t in ones if t.dep_ == "dobj"), None)


def _of_plural_pronoun(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve "they", "it", and "the two" unless those are unnamed and were spoken of before."""
    n, head = mention.n, mention.head
    group = discourse.group_at.get(head.i)
    is_known = group is not None and group.is_introduced and group.is_anonymous
    if is_pair(head) and (two := two_meant(discourse, n)) is not None:
        return of_group(discourse, n, two, number_of(head) if is_part(head) else 2)
    is_all = head.lower_ == "all" and len(mention.span) == 1
    if not (head.lower_ in _THEY or is_all or is_it(head) or (is_pair(head) and not is_known)):
        return None
    meant = meant_by_plural(discourse, mention)
    if not isinstance(meant, Source):
        meant = _of_noun(discourse, n, meant)
    # "The inquiry heard thirty people. One of them, a clerk, said …"
    noun = _beside(mention) if meant.source_type is SourceType.ORGANIZATION and is_part(head) else None
    if noun is not None:
        return _of_noun(discourse, n, noun)
    group = discourse.group_of.get(n)
    if group is None and meant.source_type is SourceType.COLLECTIVE and meant.noun and meant.entity:
        group = Group(meant.noun, True, SourceType.COLLECTIVE, entity=meant.entity)  # "Evacuees", of no list
    return of_member(discourse, mention, group, number_of(head)) if group is not None and is_part(head) else meant


def _beside(mention: Mention) -> Token | None:
    """Give the noun that says who one of several is: "clerk", of "one of them, a clerk from Leeds"."""
    after = mention.head.doc[comma_after(mention.head, mention.span) : mention.span.end]
    return next((t for t in after if t.dep_ == "appos" and is_role(t) and is_indefinite(t)), None)


def _of_word(discourse: Discourse, mention: Mention) -> Source:
    """Resolve the word that a mention turns on, and what stands with it: a pronoun, else a name or a noun."""
    return _first_of(_PRONOUNS, discourse, mention) or _of_noun_phrase(discourse, mention)


def _of_noun(discourse: Discourse, n: int, noun: Token) -> Source:
    """Resolve a noun that no mention is, but that goes with one."""
    return _of_noun_phrase(discourse, mention_of(discourse, n, noun, phrase_of(noun, without_clauses=True)))


def _of_noun_phrase(discourse: Discourse, mention: Mention) -> Source:
    """Resolve a name or a common noun: a person before the unnamed, both before what is no person."""
    return _first_of(_NOUNS, discourse, mention) or _of_other_noun(discourse, mention)


def _first_of(readings: Iterable[_Reading], discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve a mention by the first reading that holds."""
    for read in readings:
        match read(discourse, mention):
            case Person() as person:
                return _named(discourse, mention.n, person)
            case Group() as group:
                return of_group(discourse, mention.n, group)
            case Source() as source:
                return source
    return None


def _aged(discourse: Discourse, mention: Mention) -> Source | Person | None:
    """Give whom "the 44-year-old" stands for, else somebody without a name: "a 9-year-old", whatever the parse says."""
    n, head, span = mention.n, mention.head, mention.span
    if span[0].pos_ != "DET" or not span.text.endswith("-year-old"):
        return None
    if span[0].lower_ == "the":
        others = not_meant(discourse, n, head)
        person = discourse.referents.salient_person(head, None, discourse.speakers, others)
        if person is not None:
            return person
    aged = Group("year-old", False, SourceType.ANONYMOUS, entity=discourse.full_text(span[1:]), number=1)
    discourse.groups.append(aged)
    return of_group(discourse, n, aged, 1)


def _of_this_writer(discourse: Discourse, mention: Mention) -> Source | None:
    head = mention.head
    is_own = [child.lower_ for child in head.lefts] in (["this"], ["our"]) and not discourse.mentions.is_quoted(head.i)
    is_author = head.lemma_.lower() in nouns_with("writer") | nouns_with("reporting")  # "our correspondent learnt"
    return Source(SourceType.AUTHOR) if is_own and is_author else None


def _of_worded_name(discourse: Discourse, mention: Mention) -> Source | None:
    worded = discourse.mentions.worded.get(mention.head.i)
    return Source(SourceType.ORGANIZATION, bare(worded.text)) if worded is not None else None


def _of_court_case(discourse: Discourse, mention: Mention) -> Source | None:
    return Source(SourceType.DOCUMENT, bare(mention.span.text)) if is_court_case(mention.span) else None


def _of_outlet_behind(discourse: Discourse, mention: Mention) -> Source | None:
    outlet = name_after_outlet(mention.span)
    return Source(SourceType.NEWS_OUTLET, outlet) if outlet is not None else None


def _of_body_behind(discourse: Discourse, mention: Mention) -> Source | None:
    body = body_named_behind(discourse, mention)
    return Source(SourceType.ORGANIZATION, body) if body is not None else None


def _of_person(discourse: Discourse, mention: Mention) -> Source | None:
    person = person_named(discourse, mention)
    name = named_with(discourse, person, mention) if person is not None else None
    return _named(discourse, mention.n, person, name) if person is not None else None


def _of_one_without_a_name(discourse: Discourse, mention: Mention) -> Source | None:
    group = discourse.group_at.get(mention.head.i)
    is_new = group is None or not group.is_introduced or mention.head.lemma_ == "person"
    unnamed = one_meant(discourse, mention) if is_new else None
    return of_group(discourse, mention.n, unnamed, 1) if unnamed is not None else None


def _of_business_meant(discourse: Discourse, mention: Mention) -> Source | None:
    body = business_meant(discourse, mention)
    return Source(SourceType.ORGANIZATION, body) if body is not None else None


def _of_relative(discourse: Discourse, mention: Mention) -> Source | None:
    group = discourse.group_at.get(mention.head.i)
    return relative_of_unnamed(discourse, mention, group) if group is not None and group.is_one else None


def _of_group_meant(discourse: Discourse, mention: Mention) -> Source | None:
    n, head = mention.n, mention.head
    group = discourse.group_at.get(head.i)
    if group is None:
        return None
    if is_part(head):
        return of_member(discourse, mention, group, number_of(head))
    is_one_of_many = group.is_plural and head.tag_ == "NN" and group.is_anonymous
    return of_group(discourse, n, group, number_of(head) or (1 if is_one_of_many else None))


def _of_written_thing(discourse: Discourse, mention: Mention) -> Source | None:
    if mention.noun_class == "document":
        return _of_named_paper(mention) or of_document(discourse, mention)
    return of_post(discourse, mention)


def _of_named_paper(mention: Mention) -> Source | None:
    """Give the newspaper that is named behind what it is: "the local paper, Harbour Info"."""
    head = mention.head
    name = head.doc[head.i + 2 : mention.span.end]
    is_named = head.lower_ == "paper" and head.doc[head.i + 1 : head.i + 2].text == ","
    is_name = bool(name) and all(t.pos_ == "PROPN" and t.text[0].isupper() for t in name)
    return Source(SourceType.NEWS_OUTLET, bare(name.text)) if is_named and is_name else None


def _of_outlet(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve an outlet that is named or meant, its staff, and the author, who may stand for it."""
    head, span, noun_class = mention.head, mention.span, mention.noun_class
    phrase = phrase_of(head, without_clauses=True)
    if phrase.start < span.start <= head.i:  # "ROME (Reuters) - Carmaker Tarn"
        phrase = head.doc[span.start : phrase.end]
    outlet = discourse.bodies.outlet_of(phrase)
    # "Channel 12", whatever the parse says
    if outlet is None and head.text.istitle() and span.text in discourse.outlets:
        outlet = bare(span.text)
    if outlet is None and noun_class == "outlet":
        owner = owner_of(head) or head  # "the paper's editorial board"
        outlet = _name_before_outlet(head) or outlet_meant(discourse.bodies, owner)
    outlet = outlet or _agency_cited(discourse, mention)
    if outlet is not None and discourse.is_own(outlet):
        return Source(SourceType.AUTHOR)
    if outlet is not None and _is_staff_of_outlet(head):
        return Source(SourceType.NAMED_PERSON, name_around(head))
    is_staff = head.lemma_.lower() in nouns_with("reporting")
    if outlet is not None and (noun_class in (None, "outlet", "organization") or is_staff):
        return Source(SourceType.NEWS_OUTLET, outlets_listed(discourse.bodies, span) or outlet)
    return None


def _name_before_outlet(head: Token) -> str | None:
    """Give the name of two words and more that stands before what it is of, if no place's: "the state-owned New Dawn newspaper"."""
    name = [*takewhile(lambda t: t.pos_ == "PROPN" and t.is_title, reversed(head.doc[head.left_edge.i : head.i]))]
    is_name = head.is_lower and len(name) > 1 and not all(t.ent_type_ in ("GPE", "NORP") for t in name)
    return bare(head.doc[name[-1].i : head.i].text) if is_name else None


def _agency_cited(discourse: Discourse, mention: Mention) -> str | None:
    """Give the outlet that "the agency" goes back to, where it has just been cited: another may be a government's."""
    if mention.noun_class != "organization" or mention.head.lemma_.lower() not in nouns_as("kind:"):
        return None
    outlet = outlet_meant(discourse.bodies, mention.head)
    near = (discourse.found[k] for k in range(max(0, mention.n - _JUST), mention.n))
    return outlet if any(outlet in (source.entity, *source.relays) for source in near) else None


def _of_body(discourse: Discourse, mention: Mention) -> Source | None:
    """Resolve what is named, or called an outlet or an organization."""
    head, span, noun_class = mention.head, mention.span, mention.noun_class
    own_name = called(head) if noun_class in ("outlet", "organization") else None
    if own_name is not None:
        is_outlet = noun_class == "outlet" or any(t.lower_ == "news" for t in head.lefts)
        return Source(SourceType.NEWS_OUTLET if is_outlet else SourceType.ORGANIZATION, bare(own_name.text))
    if noun_class == "outlet":
        return Source(SourceType.NEWS_OUTLET, discourse.full_text(span))
    if noun_class == "organization" and is_class_of_bodies(head):
        return _of_many(discourse, head, span)
    before = class_before(discourse, head) if noun_class == "organization" and is_definite(head) else None
    if before is not None:
        return _of_many(discourse, before, phrase_of(before, without_clauses=True))
    if noun_class == "press_office":
        named = (
            discourse.mentions.person_for_role(head.i, head.lemma_.lower()) if discourse.spoken_for is None else None
        )
        if named is not None and len(span) == 2 and is_definite(head):  # "the spokeswoman", who was named
            return source_of_person(named)
        discourse.spoken_for = body_spoken_for(discourse, mention) or name_of_organization(discourse, mention)
        return Source(SourceType.ORGANIZATION, discourse.spoken_for)
    if noun_class == "organization":
        return Source(SourceType.ORGANIZATION, name_of_organization(discourse, mention))
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
    is_people &= not is_word_of_bodies(head.text)  # "Keel Partners", "the Railways"
    if is_people and head.ent_type_ in ("NORP", "") and not is_body and not goes_back(head, "which"):
        return _of_many(discourse, head, span)
    return Source(SourceType.ORGANIZATION, name_of_organization(discourse, mention))


_NOUNS: tuple[_Reading, ...] = (
    _aged,
    _of_this_writer,
    of_numbered,
    _of_worded_name,
    _of_court_case,
    of_account,
    _of_outlet_behind,
    _of_body_behind,
    _of_person,
    called_by_letters,
    family_of,
    listed_after,
    named_by_role,
    team_meant,
    person_owned,
    _of_one_without_a_name,
    person_described,
    _of_business_meant,
    _of_relative,
    _of_group_meant,
    _of_written_thing,
    _of_outlet,
    _of_body,
)
_PRONOUNS: tuple[_Reading, ...] = (
    _asked,
    _of_none_cited,
    _of_first_person,
    _of_he_or_she,
    named_member,
    _of_plural_pronoun,
    latter,
    some_meant,
    another_text,
    member_meant,
)


def _of_other_noun(discourse: Discourse, mention: Mention) -> Source:
    """Resolve what no list knows, by what it may be: many, whose words a thing is, a document, or somebody."""
    n, head, span, noun_class = mention.n, mention.head, mention.span, mention.noun_class
    if head.lower_ == "those" and any(child.lower_ in ("around", "near", "close") for child in head.rights):
        return _of_unnamed(discourse, n, head, is_plural=True)  # "those close to the player"
    is_nobody = head.lower_ == "one" and any(child.lower_ == "no" for child in head.lefts)
    if head.lower_ in ("one", "another") and not is_nobody and not any(t.lower_ in ("in", "of") for t in head.rights):
        return of_one(discourse, mention)
    is_quantity = noun_classes().get(head.lemma_.lower()) == "quantity"
    if is_quantity and (head.lemma_ in PAIRS or owner_of(head) is not None):
        return _of_unnamed(discourse, n, head, is_plural=True)  # "a married couple", "Lee's inner circle"
    is_class = noun_class == "class" and head.pos_ == "PROPN" and head.lower_.endswith("s")
    if is_class and 0 < (number_of(head) or 0) <= FEW:  # "two senior Liberals"
        return _of_unnamed(discourse, n, head, is_plural=True)
    if is_nobody or is_quantity or is_class or is_share(head) or head.lower_ in _ANYBODY or head.text == "%":
        return _of_many(discourse, head, span)
    inner = discourse.mentions.person_in(span)
    if inner is not None:  # "the lobbyist and strategist Ann Lee"
        return _named(discourse, n, inner)
    is_somebody = may_be_somebody(head)
    owner = next((child for child in head.lefts if child.dep_ == "poss" and child.pos_ in ("PRON", "PROPN")), None)
    if owner is not None and noun_class is None and head.tag_ == "NN" and not is_somebody:  # "his own argument"
        return _of_mention(discourse, n, phrase_of(owner))
    if owner is not None and head.tag_ == "JJS":  # "her eldest"
        return _of_unnamed(discourse, n, head, is_plural=False)
    is_some = is_somebody and is_part(head) and 0 < (number_of(head) or 0) <= FEW  # "one of the technicians"
    is_counted = head.tag_ == "NNS" and (is_few(head) or is_some)
    is_lone_name = len(span) == 1 and head.text.istitle() and noun_class is None  # "Jefferies", taken for a noun
    if head.pos_ == "NOUN" and is_lone_name and not is_somebody and _is_told(discourse, n):
        return Source(SourceType.ORGANIZATION, head.text)
    if head.pos_ == "NOUN" and not is_counted and not is_somebody:
        return Source(SourceType.DOCUMENT, discourse.full_text(span))
    if not is_counted and head.tag_ in ("NNS", "NNPS", "JJ", "DT", "CD", "JJS", "PRP"):
        return _of_many(discourse, head, fuller_before(head) or span)
    return _of_unnamed(discourse, n, head, is_plural=is_counted)


def _of_many(discourse: Discourse, head: Token, span: Span) -> Source:
    return Source(SourceType.COLLECTIVE, discourse.full_text(span), noun=head.lemma_.lower(), is_plural=True)


def _is_told(discourse: Discourse, n: int) -> bool:
    """Say whether a statement is somebody's word: "said", not "shows"."""
    return any(t.lemma_ in verbs_with("telling") for t in discourse.cue_of(n))


def _of_unnamed(discourse: Discourse, n: int, head: Token, *, is_plural: bool) -> Source:
    """Take a noun that no list has for people who are not named."""
    join_group(discourse, head, Group(head.lemma_.lower(), is_plural, SourceType.ANONYMOUS))
    return of_group(discourse, n, discourse.group_at[head.i], number_of(head) or (None if is_plural else 1))


def _is_staff_of_outlet(head: Token) -> bool:
    """Say whether a name is that of somebody at an outlet, whom NER does not see: "The New Republic's Jeet Heer"."""
    words = [*(child for child in head.lefts if child.dep_ == "compound"), head]
    is_name = all(t.pos_ == "PROPN" and t.text.istitle() and t.ent_type_ not in ("ORG", "WORK_OF_ART") for t in words)
    is_owned = owner_of(head) is not None
    return is_name and is_owned and len(words) > 1 and head.lemma_.lower() not in noun_classes()


def _named(discourse: Discourse, n: int, person: Person, entity: str | None = None) -> Source:
    cue = discourse.cue_of(n)
    if cue and not discourse.is_question(n) and discourse.attributions[n].parent is None:
        discourse.speakers[cue[0].i] = person
    return source_of_person(person, entity)


def _is_listener(head: Token) -> bool:
    """Say whether the author is told what is stated, by nobody who is cited: "I'm told", "We're told that it fell"."""
    return head.lower_ in ("i", "we") and head.dep_ == "nsubjpass" and _is_said_to_somebody(head.head)


def _is_said_to_somebody(verb: Token) -> bool:
    return verb.lemma_ in verbs_with("informing") | _TO_SOMEBODY


def _hears(discourse: Discourse, n: int, head: Token) -> bool:
    """Say whether what is stated was only said before somebody: "The court heard that Lee had been drinking"."""
    cue = discourse.cue_of(n)
    return head.lemma_.lower() in nouns_with("hears") and any(t.lemma_ == "hear" for t in cue)


def _is_hearsay(head: Token) -> bool:
    """Say whether what is stated only goes round: "Rumour has it that the mill will close"."""
    is_having_it = head.head.lemma_ == "have" and any(child.lower_ == "it" for child in head.head.rights)
    return head.lemma_.lower() in nouns_with("hearsay") and is_having_it


def _is_expletive(discourse: Discourse, n: int, head: Token) -> bool:
    """Say whether "it" stands for what is stated: "It was learnt that the mill will close"; not "It was told to leave"."""
    verb = head.head
    is_passive = head.lower_ == "it" and head.dep_ == "nsubjpass" and not _is_said_to_somebody(verb)
    is_cue = any(token.i == verb.i for token in discourse.cue_of(n))
    return is_passive and is_cue and any(child.dep_ == "ccomp" for child in verb.rights)
