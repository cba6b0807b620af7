"""Through whom a statement reached the article: whom it was made to, who cited it in turn, and how far an interview goes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from attribution.cues import commitments
from attribution.discourse import Discourse
from attribution.listeners import (
    deputy_of,
    listener_announced,
    listener_of,
    outlet_behind,
    outlet_meant,
    unnamed_outlet,
)
from attribution.model import NO_SOURCE, Commitment, Source, SourceType
from attribution.outlets import bare
from attribution.phrases import (
    ORDINALS,
    antecedent_of,
    apposed_person,
    class_of_noun,
    is_definite,
    is_document,
    listed,
    names_in,
    phrase_of,
)
from attribution.salience import HE_OR_SHE, asks
from attribution.syntax import objects_behind, sentence_before, subject_before, subject_told_of
from attribution.vocabulary import noun_classes, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_RUN = 40  # statements back to which an interview may go
_MAX_BETWEEN = 2  # statements of others that do not end an interview, besides questions
_LEAD = 3  # statements with which an article begins before it says where they were made
_SPANS = frozenset({"week", "month", "year", "ago"})  # "last week", "two days ago"
_WRITING = frozenset({"report", "write"})
_AT = frozenset({"at", "in", "during"})  # a place where something is said
# How what others have not is got; who examines or reviews it may be an office.
_GOT = frozenset({"obtain", "see", "view"})
# How a document becomes known without being handed to anybody.
_TOLD_OF = frozenset({"describe", "recount"})
# What a document is called that was named before, with the tag of what names it.
_AGAIN = {"it": "NN", "them": "NNS", "which": "NN", "document": "NN", "documents": "NNS"}
_TO = frozenset({"to", "with", "out", "aloud"})  # by which others come to know of a document: "read out", "shared with"
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPINIONS = frozenset({Commitment.JUDGING, Commitment.DENYING, Commitment.ATTITUDE})
_HEARD_FROM = frozenset({SourceType.ANONYMOUS, SourceType.DOCUMENT, SourceType.NEWS_OUTLET})


def relayed(discourse: Discourse, n: int) -> Source:
    """Give a statement's source with through whom it reached the article: by the cue, the statement around it, the interview before it.

    To be asked once all sources are found.
    """
    if n not in discourse.relayed:
        discourse.relayed[n] = _relayed(discourse, n, discourse.source_of(n))
    return discourse.relayed[n]


def _relayed(discourse: Discourse, n: int, source: Source) -> Source:
    attribution = discourse.attributions[n]
    if not attribution.is_attributed or source.source_type is SourceType.AUTHOR:
        return source
    steps = (
        source.relays
        or _venue(discourse, n)
        or _read_in(discourse, n)
        or _deputy(discourse, n)
        or _interview(discourse, n, source)
        or _spoken_to(discourse, n)
        or _heard_from_fellow(discourse, n)
        or _reporting_for(discourse, n)
        or _heard_on(discourse, n, source)
    )
    parent = attribution.parent
    if parent is not None and not _is_judged(discourse, n, parent):
        outer = relayed(discourse, parent)
        if outer.source_type not in NO_SOURCE and outer.entity != source.entity:
            outward = (*_cited_in_turn(discourse, parent), *filter(None, [outer.entity]), *outer.relays)
            steps = outward if set(steps) <= set(outward) else steps + outward
    key_of = discourse.outlets.key_of
    cited = key_of(source.entity or "")
    own = {cited}
    if source.source_type is SourceType.NEWS_OUTLET:
        own.update(map(key_of, names_in(source.entity)))
    if source.source_type is SourceType.DOCUMENT:
        own.update(cited.split())  # "a CBS poll" came through nobody
        own.difference_update(map(key_of, source.relays))  # "emails seen by Reuters"
    others = (step for step in dict.fromkeys(steps) if not discourse.is_own(step) and key_of(step) not in own)
    # "the Post's Ann Lee"
    relays = tuple(step for step in others if not cited or not step.lower().endswith(f" {cited}"))
    return replace(source, relays=relays)


def _is_judged(discourse: Discourse, n: int, parent: int) -> bool:
    """Say whether the statement around one is a view of where that stands, or what somebody wants to do with it.

    So "Lee criticised a report saying …" and "Lee plans to honour a nurse who said …"; not "Lee cited a report …".
    """
    head = discourse.mention_head(n)
    if head is None:
        return False
    thing = (antecedent_of(head) if head.tag_ in ("WDT", "WP") else None) or head
    if thing.dep_ in ("poss", "compound"):  # "rejected Lee's claim", "denied a CNN report that …"
        thing = thing.head
    elif thing.dep_ == "pobj" and thing.head.lower_ == "by":
        thing = thing.head.head
    verb, views = thing.head, _OPINIONS
    if verb.dep_ == "xcomp":
        verb, views = verb.head, _OPINIONS | {Commitment.ACT}
    cue = discourse.cue_of(parent)
    return thing.dep_ == "dobj" and verb in cue and commitments().get(verb.lemma_) in views


def _heard_on(discourse: Discourse, n: int, source: Source) -> tuple[str, ...]:
    """Give through whom a statement came that goes on with one before it: "he would quit, according to two aides. He added …"."""
    for _ in range(_RUN):
        mention = discourse.mention_span(n)
        is_pronoun = mention is not None and mention.text.lower() in HE_OR_SHE
        if not is_pronoun or discourse.attributions[n].parent is not None or _is_elsewhere(discourse, n):
            return ()
        others = range(n - 1, max(-1, n - 1 - _MAX_BETWEEN), -1)
        before = next((other for other in others if discourse.found[other].entity == source.entity), None)
        if before is None:
            return ()
        outer = discourse.attributions[before].parent
        if outer is not None:
            return relayed(discourse, before).relays if discourse.found[outer].source_type in _HEARD_FROM else ()
        n = before
    return ()


def _spoken_to(discourse: Discourse, n: int) -> tuple[str, ...]:
    """Give the outlet that spoke to who says so: "The Herald also spoke to a nurse, who said …", "interviewed a man who said …"."""
    head = discourse.mention_head(n)
    if head is None or head.tag_ != "WP" or (person := antecedent_of(head)) is None:
        return ()
    is_told = person.dep_ == "pobj" and person.head.lower_ in ("to", "with")
    verb = person.head.head if is_told else person.head
    is_spoken_with = (is_told or person.dep_ == "dobj") and verb.lemma_ in verbs_with("speaking")
    return _outlet_that_is(discourse, subject_before(verb)) if is_spoken_with else ()


def _outlet_that_is(discourse: Discourse, noun: Token | None) -> tuple[str, ...]:
    """Give the outlet that a noun is, or none."""
    outlet = discourse.outlet_of(noun) if noun is not None else None
    return (outlet,) if outlet is not None else ()


def _heard_from_fellow(discourse: Discourse, n: int) -> tuple[str, ...]:
    """Give through whom one of the same kind was heard right before: "One MP told the Mail …. Another said …"."""
    mention, group = discourse.mention_span(n), discourse.group_of.get(n)
    if mention is None or group is None or discourse.attributions[n].parent is not None:
        return ()
    words = [t.lower_ for t in mention[:2]]
    is_further = words[0] == "another" or (words[0] == "a" and words[-1] in ORDINALS)
    if not is_further or _is_elsewhere(discourse, n):
        return ()
    outer = (k for k in range(n - 1, max(-1, n - 1 - _LEAD), -1) if discourse.attributions[k].parent is None)
    before = next((k for k in outer if discourse.attributions[k].is_attributed), None)
    fellow = discourse.group_of.get(before) if before is not None else None
    if before is None or fellow is None or fellow.lemma != group.lemma or not fellow.is_one:
        return ()
    return relayed(discourse, before).relays


def _read_in(discourse: Discourse, n: int) -> tuple[str, ...]:
    """Give who let the article know of the document that a statement is said to stand in.

    So "a memo viewed by The Verge … In it, Lee tells …", and "CNN obtained the letter. In the letter, Lee said …".
    """
    cue = discourse.cue_of(n)
    inside = {t.i for t in discourse.claim_of(n)}
    nouns = (t for word in cue[0].sent if word.lower_ == "in" for t in word.rights) if cue else ()
    noun = next((t for t in nouns if t.i not in inside and t.dep_ == "pobj"), None)
    if noun is None or not (noun.lower_ in _AGAIN or (is_document(noun) and noun.pos_ == "NOUN")):
        return ()
    handed = handed_on_by(discourse, noun)
    if handed or not (noun.lower_ in _AGAIN or is_definite(noun)):
        return handed
    before = discourse.documents_before(noun)
    last = next((t for t in before if t.lower_ == noun.lower_ or t.tag_ == _AGAIN.get(noun.lower_)), None)
    if last is None or last.sent.end < noun.sent.start:
        return ()
    meant = antecedent_of(noun) if noun.lower_ == "which" else None
    # "a letter from Ann Lee, in which she wrote"; not "an interview in which she said"
    if meant is not None and meant != last and not last.is_ancestor(meant):
        return ()
    verb, subject = last.head, None
    if last.dep_ == "dobj":  # "CNN obtained a letter", "Lee read a statement from Obi"
        subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None)
    if subject is not None and verb.lemma_ in verbs_with("getting"):
        return _outlet_that_is(discourse, subject) or handed_on_by(discourse, last)
    is_of_another = any(child.lower_ == "from" for child in last.rights)
    if subject is not None and verb.lemma_ in verbs_with("handing") and (is_of_another or _is_told(verb)):
        return _giver(discourse, subject)
    return handed_on_by(discourse, last) if meant is None else ()


def handed_on_by(discourse: Discourse, head: Token, end: int = 0) -> tuple[str, ...]:
    """Give the one who let the article know of a document, if any: "which Lee shared with Reuters", "described by two officials".

    Args:
        end: of the phrase of ``head``, as the attribution has it, where it has it.
    """
    for verb in head.doc[head.i + 1 : max(head.right_edge.i + 1, end)]:
        if verb.lemma_ in verbs_with("getting"):
            holder = (
                _outlet_beside(discourse, verb, "by")
                or _outlet_before(discourse, verb)
                or _stranger_beside(discourse, verb)
                or _unnamed_beside(verb)
            )
            if holder is not None:
                return (holder,)
        if verb.lemma_ not in verbs_with("handing") or verb.pos_ != "VERB":
            continue
        subjects = (t for t in verb.lefts if t.dep_ == "nsubj" and not t.tag_.startswith("W"))
        giver = next(chain(objects_behind(verb, "by"), subjects), None)
        if giver is not None and (verb.lemma_ in _TOLD_OF or _is_told(verb)):
            return _giver(discourse, giver)
        if giver is None and (outlet := _outlet_beside(discourse, verb, "to", "with")) is not None:
            return (outlet,)
    return ()


def _is_told(verb: Token) -> bool:
    """Say whether others come to know of a document by what is done with it: "shared with Reuters", "read out"."""
    return any(child.lower_ in _TO for child in verb.rights)


def _giver(discourse: Discourse, giver: Token) -> tuple[str, ...]:
    """Give who handed a document on, by name where the article has one."""
    known = discourse.mentions.person_at.get(giver.i) or apposed_person(discourse.mentions, giver)
    person = discourse.person_meant(giver) if giver.pos_ == "PRON" else known
    return (person.name if person else discourse.full_text(phrase_of(giver, without_clauses=True)),)


def _outlet_beside(discourse: Discourse, verb: Token, *prepositions: str) -> str | None:
    """Give the outlet, another than the article's, that has a document: "obtained by CNN", "leaked to the Times"."""
    known = [t for noun in objects_behind(verb, *prepositions) for t in (noun, *noun.conjuncts)]
    named = (discourse.bodies.outlet_of(t.doc[t.left_edge.i : t.i + 1]) for t in known)
    outlets = [outlet for outlet in dict.fromkeys(named) if outlet is not None and not discourse.is_own(outlet)]
    return listed(outlets) if len(outlets) > 1 else next(iter(outlets), None)


def _outlet_before(discourse: Discourse, verb: Token) -> str | None:
    """Give the outlet, another than the article's, that a clause behind a document says to have it: "a note, which CNN obtained"."""
    subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None) if verb.dep_ == "relcl" else None
    outlet = next(iter(_outlet_that_is(discourse, subject)), None)
    return outlet if outlet is not None and not discourse.is_own(outlet) else None


def _stranger_beside(discourse: Discourse, verb: Token) -> str | None:
    """Give who got hold of a document and lets the article know of it, whom no table knows: "first obtained by Tarnsite"."""
    if verb.lemma_ not in _GOT:
        return None
    names = (
        t
        for t in objects_behind(verb, "by")
        if t.pos_ == "PROPN" and t.ent_type_ in ("", "ORG", "PRODUCT", "WORK_OF_ART")
    )
    name = next((t for t in names if t.i not in discourse.mentions.person_at), None)
    stranger = bare(phrase_of(name, without_clauses=True).text) if name is not None else ""
    return stranger if stranger and not discourse.is_own(stranger) else None


def _unnamed_beside(verb: Token) -> str | None:
    """Give the outlet without a name that has a document: "carried by the state news agency"; not "seen by this newspaper"."""
    nouns = (t for t in objects_behind(verb, "by") if class_of_noun(t) == "outlet" and len(phrase_of(t)) > 2)
    noun = next((t for t in nouns if not any(child.lower_ in ("this", "our") for child in t.lefts)), None)
    return bare(phrase_of(noun, without_clauses=True).text) if noun is not None else None


def _venue(discourse: Discourse, n: int) -> tuple[str, ...]:
    if n not in discourse.venues:
        attribution, source = discourse.attributions[n], discourse.found[n]
        discourse.venues[n] = listener_of(discourse, attribution)
        if not discourse.venues[n] and source.source_type is SourceType.NAMED_PERSON and source.entity:
            discourse.venues[n] = listener_announced(discourse, attribution, source.entity)
    return discourse.venues[n]


def _reporting_for(discourse: Discourse, n: int) -> tuple[str, ...]:
    """Give the outlet whose reporter or sources a mention is, as it says or as the sentence before has said of the reporter.

    So "Sportsnet's Ann Lee", "Ann Lee of The Guardian", "the paper's sources"; and "she wrote", of one of these.
    """
    mention = discourse.mention_span(n)
    if mention is None:
        return ()
    outlet = _outlet_of_staff(discourse, mention)
    source = discourse.found[n]
    person = discourse.mentions.person_by_name(source.entity or "")
    is_written = any(t.lemma_ in _WRITING for t in discourse.cue_of(n))
    if outlet or source.source_type is not SourceType.NAMED_PERSON or person is None or not is_written:
        return outlet
    here = mention.sent.start
    first = discourse.doc[here - 1].sent.start if here > 0 else here
    named = (i for i in person.mentions if first <= i < mention.start)
    names = (discourse.doc[discourse.doc[i].left_edge.i : discourse.doc[i].right_edge.i + 1] for i in named)
    return next(filter(None, (_outlet_of_staff(discourse, name) for name in names)), ())


def _outlet_of_staff(discourse: Discourse, mention: Span) -> tuple[str, ...]:
    """Give the outlet whose reporter or sources a mention is by its own words."""
    first = mention[0]
    if first.lower_ == "its" and mention.root.lemma_ in ("source", "interlocutor"):
        return _outlet_that_is(discourse, subject_told_of(sentence_before(first) or first.sent))
    for token in mention:
        if token.tag_ == "POS" and mention.start < token.i < mention.end - 1:
            owner, owned = token.nbor(-1), token.nbor()
            is_name = owned.is_title and owned.lower_ not in noun_classes()
            is_reporter = is_name and any(
                t.i in discourse.mentions.person_at for t in discourse.doc[owned.i : mention.end]
            )
            if is_reporter or owned.lemma_ == "source":
                meant = outlet_meant(discourse.bodies, owner)
                return (meant,) if meant is not None else discourse.bodies.outlet_from(mention.start, token.i)
        if token.lemma_.lower() in nouns_with("journalist") and token.is_lower:  # "BBC correspondent Ann Lee"
            outlet = discourse.bodies.outlet_of(discourse.doc[mention.start : token.i])
            if outlet is not None and any(t.i in discourse.mentions.person_at for t in mention):
                return (outlet,)
        if token.lower_ == "of" and token.i > mention.start and token.nbor(-1).i in discourse.mentions.person_at:
            return discourse.bodies.outlet_from(token.i + 1, mention.end)
    return ()


def _cited_in_turn(discourse: Discourse, n: int) -> tuple[str, ...]:
    """Give the outlet that a relaying outlet cites for what it relays: "according to Reuters, citing local media"."""
    cue = discourse.cue_of(n)
    inside = {t.i for t in discourse.claim_of(n)}
    for token in cue[-1].sent if cue else ():
        if token.lower_ in ("citing", "cited") and token.i not in inside and token.i > cue[-1].i:
            return outlet_behind(discourse, token, inside) or tuple(
                filter(None, [unnamed_outlet(discourse.bodies, token)])
            )
    return ()


def _deputy(discourse: Discourse, n: int) -> tuple[str, ...]:
    """Give who speaks in the source's place, and goes on to: "Lee said through an interpreter that it hurt. “I fell,” he said."."""
    attribution, mention = discourse.attributions[n], discourse.mention_span(n)
    deputy = deputy_of(discourse, attribution)
    before = next(discourse.outer_before(n), None)
    if deputy or before is None or mention is None or attribution.parent is not None:
        return deputy
    here, there = discourse.claim_of(n), discourse.cue_of(before)
    is_next = bool(here) and bool(there) and here[0].is_quote and here[0].sent.start == there[0].sent.end
    is_same = mention.text.lower() in HE_OR_SHE and _is_same_source(discourse, n, before)
    return deputy_of(discourse, discourse.attributions[before]) if is_next and is_same else ()


def _interview(discourse: Discourse, n: int, source: Source) -> tuple[str, ...]:
    """Give the outlet of the interview that a statement belongs to, though its own sentence does not say so.

    It goes on as long as the same source speaks, in no other place named since and hardly interrupted; an article's first
    statements may come from an interview that is named right after them.
    """
    is_person = source.source_type in (SourceType.NAMED_PERSON, SourceType.ANONYMOUS)
    if is_person and _goes_on_writing(discourse, n):
        return _venue(discourse, n - 1) or _read_in(discourse, n - 1)
    if not is_person or _is_elsewhere(discourse, n):
        return ()
    if discourse.is_transcribed(n):  # both speakers of it
        venues = (_venue(discourse, other) for other in range(n - 1, max(-1, n - 1 - _RUN), -1))
        venue = next(filter(None, venues), ())
        if venue:
            return venue
    before = _venue_among(discourse, n, range(n - 1, max(-1, n - 1 - _RUN), -1))
    if before:
        return before
    if n > _LEAD:
        return _venue_among(discourse, n, _after_in_sentence(discourse, n))
    return _venue_among(discourse, n, range(n + 1, min(len(discourse.attributions), n + 1 + _LEAD)))


def _goes_on_writing(discourse: Discourse, n: int) -> bool:
    """Say whether a statement is of the letter that the one before it is of: "In an email to CNN, Lee said … “…,” he wrote."."""
    cue = discourse.cue_of(n)
    is_written = any(t.lemma_ == "write" for t in cue) and n > 0 and _is_same_source(discourse, n, n - 1)
    venues = (t for t in cue[0].sent if t.lemma_.lower() in nouns_with("venue")) if is_written else ()
    return is_written and not any(venues) and (_is_elsewhere(discourse, n - 1) or bool(_read_in(discourse, n - 1)))


def _after_in_sentence(discourse: Discourse, n: int) -> Iterator[int]:
    """Give the statements after one whose cues stand in the same sentence: "said it would close, adding … in an interview"."""
    cue = discourse.cue_of(n)
    for other in range(n + 1, len(discourse.attributions) if cue else n):
        following = discourse.cue_of(other)
        if following and following[0].i >= cue[0].sent.end:
            return
        if following:
            yield other


def _venue_among(discourse: Discourse, n: int, others: Iterable[int]) -> tuple[str, ...]:
    between = 0
    asked_on = set[str]()
    for other in others:
        attribution = discourse.attributions[other]
        if not attribution.is_attributed or attribution.parent is not None:
            continue
        if not _is_same_source(discourse, n, other):
            is_nobodys = discourse.found[other].source_type is SourceType.UNATTRIBUTED
            is_asked = is_nobodys or discourse.is_question(other)
            if is_asked and other < n and (asked := _put_to(discourse, n, other)) is not None:
                if outlet := _asked_by(discourse, other, asked):
                    return outlet
                asked_on |= _days_of(discourse, other)
            between += not is_asked
            if between > _MAX_BETWEEN:
                return ()
            continue
        outlet = _venue(discourse, other)
        if outlet or _is_elsewhere(discourse, other):
            return outlet if _is_same_occasion(discourse, n, other, asked_on) else ()
    return ()


def _is_same_occasion(discourse: Discourse, n: int, other: int, asked_on: Collection[str]) -> bool:
    """Say whether nothing parts one statement from another in time: neither "had said" nor another day.

    Args:
        asked_on: the days on which the question was put that the statement answers: "Last month, a reporter asked her …".
    """
    days, other_days = _days_of(discourse, n).union(asked_on), _days_of(discourse, other)
    is_earlier = _is_earlier(discourse, n) and not _is_earlier(discourse, other)
    return not is_earlier and not (days and (asked_on or other_days) and days.isdisjoint(other_days))


def _days_of(discourse: Discourse, n: int) -> set[str]:
    """Give the days, months and years that a statement's sentence names outside of it and of its source: when it was made."""
    attribution, cue = discourse.attributions[n], discourse.cue_of(n)
    inside = {t.i for t in discourse.tokens((*attribution.claim, *attribution.source))}
    words = cue[0].sent if cue else ()
    dates = [t for t in words if t.ent_type_ == "DATE" and t.i not in inside]
    return {t.lower_ for t in dates if t.pos_ == "PROPN" or t.lower_ in _SPANS or _YEAR.fullmatch(t.text)}


def _put_to(discourse: Discourse, n: int, question: int) -> Token | None:
    """Give the verb by which a question is put to who a statement is of: "asked", of "Lee was asked …", "a reporter asked her …"."""
    asked = next((t for t in discourse.cue_of(question) if asks(t)), None)
    if asked is None:
        return None
    people, entity = discourse.mentions.person_at, discourse.found[n].entity
    objects = [t for t in asked.rights if t.dep_ == "dobj"]
    told = [people[t.i].name for t in objects if t.i in people]
    is_pronoun = any(t.lower_ in HE_OR_SHE for t in objects)  # "CNN asked him"
    if asked.tag_ == "VBN":  # "Lee was asked"
        told = told or [people[t.i].name for t in asked.sent if t.i in people and people[t.i].name == entity]
        is_pronoun |= any(t.dep_ == "nsubjpass" and t.lower_ in HE_OR_SHE for t in asked.lefts)
    is_of_source = entity in told[:1] or (is_pronoun and not told)
    return asked if entity is not None and is_of_source else None


def _asked_by(discourse: Discourse, question: int, asked: Token) -> tuple[str, ...]:
    """Give to whom a question tells that its answers went: "In an interview with CNN, Lee was asked …", "the radio host Obi asked Lee …"."""
    people = discourse.mentions.person_at
    asker = next((people[t.i] for t in asked.lefts if t.dep_ == "nsubj" and t.i in people), None)
    is_host = asker is not None and "host" in asker.roles
    by = discourse.found[question]
    if by.source_type is SourceType.NEWS_OUTLET and by.entity:  # "CNN asked Lee …"
        return (by.entity,)
    return _venue(discourse, question) or ((asker.name,) if asker is not None and is_host else ())


def _is_same_source(discourse: Discourse, n: int, other: int) -> bool:
    if n in discourse.group_of or other in discourse.group_of:
        return discourse.group_of.get(n) is discourse.group_of.get(other)
    return discourse.found[n].entity == discourse.found[other].entity


def _is_earlier(discourse: Discourse, n: int) -> bool:
    """Say whether a statement was made before what the article tells of: "had said", "has pledged"."""
    cue = discourse.cue_of(n)
    verbs = (t for t in cue if t.tag_ == "VBN")
    return any(child.lemma_ == "have" and child.dep_ == "aux" for verb in verbs for child in verb.lefts)


def _is_elsewhere(discourse: Discourse, n: int) -> bool:
    """Say whether a statement's sentence names a place of its own: a rally, a post, a book; or the one that leads to its quotation."""
    cue = discourse.cue_of(n)
    inside = {t.i for t in discourse.claim_of(n)}
    outside = [t for t in cue[0].sent if t.i not in inside] if cue else []
    return any(_is_venue(t) or _is_medium(t, cue) for t in outside) or _is_announced_elsewhere(discourse, n)


def _is_announced_elsewhere(discourse: Discourse, n: int) -> bool:
    """Say whether the sentence before a quotation tells where its speaker was: "At a rally, she was less sure. “I may not run,” she said."."""
    head = discourse.mention_head(n)
    first = min(discourse.claim_of(n), default=None)
    before = sentence_before(first) if first is not None and first.is_quote else None
    subject = subject_told_of(before)
    if head is None or before is None or subject is None or discourse.cites_within(before):
        return False
    person = discourse.mentions.person_at.get(subject.i)
    is_speaker = person is not None and person.name == discourse.found[n].entity
    is_speaker |= subject.pos_ == "PRON" and subject.lower_ == head.lower_
    places = (t for t in before if t.i < subject.i and t.dep_ == "pobj" and t.head.lower_ in _AT)
    return is_speaker and any(map(_is_venue, places))


def _is_venue(word: Token) -> bool:
    """Say whether a word tells of a place where something is said: "in a note", "tweeted"; not "noted"."""
    return word.lemma_.lower() in (verbs_with("venue") if word.pos_ == "VERB" else nouns_with("venue"))


def _is_medium(noun: Token, cue: Sequence[Token]) -> bool:
    """Say whether something is said in a document of its own: "said in a press release"; not "said in an excerpt of the interview"."""
    is_in = noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head in cue
    if not is_in or not is_document(noun):
        return False
    outlets = nouns_with("interview") | nouns_with("report") | nouns_with("show")
    return all(t.lemma_.lower() not in outlets for t in (noun, *objects_behind(noun, "of", "from")))
