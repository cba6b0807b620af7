"""Through whom a statement reached the article: to whom it was made, by whom it was cited in turn, and how far an interview goes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from attribution.bodies import Bodies, quoted_title
from attribution.discourse import Discourse, is_document
from attribution.model import Attribution, Source, SourceType
from attribution.outlets import bare, outlet_key
from attribution.phrases import is_definite, name_after_outlet, phrase_of
from attribution.salience import asks
from attribution.vocabulary import noun_classes, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Token

# Before the outlet that somebody speaks to; "in" and "during", of an interview.
_TO_WHOM = frozenset({"to", "with", "on", "by", "via", "in", "during", "as"})
_AT_WHICH = frozenset({"in", "during", "as"})
JOURNALISTS = nouns_with("journalist")
_OTHER_OUTLETS = frozenset({"local", "regional", "other", "rival", "state", "student", "same"})
_VENUES = nouns_with("venue") | verbs_with("venue")
_RUN = 40  # statements back to which an interview may go
_MAX_BETWEEN = 2  # statements of others that do not end an interview, besides questions
_PROGRAMME_REACH = 8  # tokens
_LEAD = 3  # statements with which an article begins before it says where they were made


def relayed(discourse: Discourse, n: int, source: Source) -> Source:
    """Add through whom the statement reached the article: from the cue, the statement around it, the interview before it."""
    attribution = discourse.attributions[n]
    if not attribution.is_attributed or source.source_type is SourceType.AUTHOR:
        return source
    relay = source.relay or _venue(discourse, n) or _interview(discourse, n, source)
    steps = [relay] if relay else []
    parent = attribution.parent
    if parent is not None:
        outer = relayed(discourse, parent, discourse.source_of(parent))
        if outer.source_type not in (SourceType.AUTHOR, SourceType.UNATTRIBUTED) and outer.entity != source.entity:
            outward = [step for step in (_cited_in_turn(discourse, parent), outer.entity, outer.relay) if step]
            steps = outward if relay in outward else steps + outward
    steps = [step for k, step in enumerate(steps) if step not in steps[:k]]
    cited = outlet_key(source.entity or "")
    own = {cited}
    if source.source_type is SourceType.DOCUMENT:
        own.update(cited.split())  # "a CBS poll" came through nobody
    steps = [step for step in steps if not discourse.is_own(step) and outlet_key(step) not in own]
    steps = [step for step in steps if not cited or not step.lower().endswith(f" {cited}")]  # "the Post's Ann Lee"
    return replace(source, relay="; ".join(steps) or None)


def _venue(discourse: Discourse, n: int) -> str | None:
    if n not in discourse.venues:
        discourse.venues[n] = _read_venue(discourse, discourse.attributions[n])
    return discourse.venues[n]


def _read_venue(discourse: Discourse, attribution: Attribution) -> str | None:
    """Read off the words around a statement to whom it was made: "told Bloomberg", "in an interview with the Times", "on CNN".

    What follows the next cue tells of the next statement.
    """
    words = discourse.tokens((*attribution.cue, *attribution.claim[:1]))
    if not words:
        return None
    inside = {t.i for t in discourse.tokens(attribution.claim)} | {t.i for t in discourse.tokens(attribution.source)}
    cue = discourse.tokens(attribution.cue)
    around = (cue or words)[0].sent
    following = bisect_right(discourse.cues_at, (cue or words)[0].i)
    end = min(around.end, *discourse.cues_at[following : following + 1], len(discourse.doc))
    for token in discourse.doc[around.start : end]:
        is_broadcast = token.lower_ == "of" and token.head.lemma_.lower() in nouns_with("broadcast")
        is_to_whom = token.lower_ in _TO_WHOM and not any(map(_is_cited, token.rights))
        if token.i not in inside and (is_to_whom or token.lemma_ in verbs_with("telling") or is_broadcast):
            outlet = discourse.bodies.outlet_from(token.i + 1, around.end)
            if outlet is not None and not (token.lower_ in _AT_WHICH and "interview" not in around.text):
                return outlet
            listener = (
                _interviewing(discourse, token)
                or _journalist(discourse, token)
                or _interviewer(discourse, token)
                or _show(discourse, token)
                or _programme(token)
                or (_unnamed_outlet(discourse.bodies, token) if token.lemma_ in verbs_with("telling") else None)
            )
            if listener is not None:
                return listener
    return None


def _is_cited(token: Token) -> bool:
    """Say whether a word after "to" or "on" names what is pointed to: "a CBS poll"; not "a CBS interview"."""
    lemma = token.lemma_.lower()
    return is_document(token) and lemma not in nouns_with("interview") | nouns_with("show")


def _interviewing(discourse: Discourse, token: Token) -> str | None:
    """Give the outlet that an interview is of: "in a separate CNN interview", "as recently as an October CNN interview"."""
    nouns = (t for t in token.rights if t.dep_ == "pobj" and t.lemma_.lower() in nouns_with("interview"))
    noun = next(nouns, None) if token.lower_ in _AT_WHICH else None
    return discourse.bodies.outlet_of(discourse.doc[noun.left_edge.i : noun.i]) if noun is not None else None


def _journalist(discourse: Discourse, token: Token) -> str | None:
    """Give the journalist whom somebody speaks to, or the outlet: "told the radio host Ann Lee", "told Ann Lee of CNN"."""
    for listener in token.children:
        person = discourse.mentions.person_at.get(listener.i)
        if person is None or listener.i < token.i:
            continue
        # The parse may tie "of" to the verb: "told Ann Lee of CNN".
        is_of = discourse.doc[listener.i + 1 : listener.i + 2].text in ("of", "from")
        if is_of and token.lemma_ in verbs_with("telling"):
            outlet = discourse.bodies.outlet_from(listener.i + 2, listener.sent.end)
            if outlet is not None:
                return outlet
        beside = {t.lemma_.lower() for t in listener.children if t.dep_ in ("compound", "nmod", "appos")}
        if beside & JOURNALISTS:
            return person.name
    return None


def _interviewer(discourse: Discourse, token: Token) -> str | None:
    """Give whom an interview is with: "in an interview with Ann Lee", and "told Lee" of the same one."""
    person = next(
        (
            discourse.mentions.person_at[t.i]
            for t in token.children
            if t.i in discourse.mentions.person_at and t.i > token.i
        ),
        None,
    )
    if person is None:
        return None
    if token.lower_ == "with" and token.head.lemma_.lower() in nouns_with("interview"):
        discourse.interviewers.append(person)
    is_told = token.lemma_ in verbs_with("telling") or token.lower_ == "to"
    return person.name if person in discourse.interviewers and (is_told or token.lower_ == "with") else None


def _show(discourse: Discourse, token: Token) -> str | None:
    """Give somebody's show: "on Ann Lee's radio show"."""
    for noun in token.children:
        owner = next((t for t in noun.lefts if t.dep_ == "poss" and t.i in discourse.mentions.person_at), None)
        if noun.i > token.i and owner is not None and noun.lemma_.lower() in nouns_with("show"):
            return f"{discourse.mentions.person_at[owner.i].name}'s {discourse.doc[owner.i + 2 : noun.i + 1].text}"
    return None


def _programme(token: Token) -> str | None:
    """Give a programme that is named beside what it is: "on the Long Throw podcast", "told the podcast “Cold Start”"."""
    after = token.doc[token.i + 1 : min(token.i + 1 + _PROGRAMME_REACH, token.sent.end)]
    phrase = takewhile(lambda t: t.pos_ not in ("VERB", "ADP", "SCONJ") and t.text != ",", after)
    noun = next((t for t in phrase if t.lemma_.lower() in nouns_with("show")), None)
    if noun is None:
        return None
    before = token.doc[token.i + 1 : noun.i]
    marks = [t.i for t in before if t.is_quote]
    is_kind = nouns_with("media") | {noun.lower_}  # "a TV show"
    names = [t.i for t in before if t.text[0].isupper() and t.ent_type_ != "DATE" and t.lower_ not in is_kind]
    if len(marks) > 1:
        return bare(token.doc[marks[0] + 1 : marks[1]].text.strip(","))
    if names and not any(t.tag_ in ("POS", "PRP$") for t in before):
        return bare(token.doc[names[0] : noun.i].text)
    end = noun.i + 1
    while end < noun.sent.end and token.doc[end].text[0].isupper():
        end += 1
    return token.doc[noun.i + 1 : end].text or _title_after(noun)


def _unnamed_outlet(bodies: Bodies, token: Token) -> str | None:
    """Give the outlet that no table knows, or that is not named again: "told Cosmopolitan magazine", "told the newspaper"."""
    for listener in token.rights:
        lemma = listener.lemma_.lower()
        is_outlet = noun_classes().get(lemma) == "outlet" or lemma in nouns_with("media")
        if not listener.is_lower:  # "told the French station BFMTV"
            phrase = listener.doc[listener.left_edge.i : listener.i + 1]
            named = bodies.outlet_of(phrase)
            if named is not None and bare(phrase.text).endswith(named):
                return named
            named = name_after_outlet(phrase)
            if named is not None:
                return named
        title = _title_after(listener)
        if title is not None:
            return title
        if listener.pos_ != "NOUN" or not is_outlet or lemma in JOURNALISTS:
            continue
        end = listener.i + 1
        while end < listener.sent.end and listener.doc[end].pos_ == "PROPN":
            end += 1
        if end > listener.i + 1:  # "told radio station Harbour FM"
            return bare(listener.doc[listener.i + 1 : end].text)
        names = [t for t in listener.lefts if t.text[0].isupper()]
        if names:
            return bare(listener.doc[names[0].left_edge.i : listener.i].text)
        named = outlet_meant(bodies, listener)
        if named is not None:
            return named
        phrase = phrase_of(listener, without_clauses=True)
        return bare(phrase.text) if lemma not in nouns_with("media") or len(bare(phrase.text).split()) > 1 else None
    return None


def _title_after(noun: Token) -> str | None:
    """Give the name of a programme that stands in quotation marks behind what it is: "the television program “Inside Edition”"."""
    is_programme = noun.lemma_.lower() in nouns_with("show") or noun_classes().get(noun.lemma_.lower()) == "outlet"
    title = quoted_title(noun.doc, noun.i + 1, len(noun.doc)) if is_programme else None
    return title.text if title and title[0].text[0].isupper() and title[-1].text[0].isupper() else None


def outlet_meant(bodies: Bodies, noun: Token) -> str | None:
    """Give the outlet named before that "the newspaper" stands for; "the local newspaper" is another."""
    is_meant = is_definite(noun) and not any(child.lower_ in _OTHER_OUTLETS for child in noun.lefts)
    return (
        bodies.outlet_before(noun.i, noun.lemma_.lower())
        if is_meant and noun.lemma_.lower() not in nouns_with("media")
        else None
    )


def _cited_in_turn(discourse: Discourse, n: int) -> str | None:
    """Give the outlet that a relaying outlet cites for what it relays: "according to Reuters, citing local media"."""
    cue = discourse.tokens(discourse.attributions[n].cue)
    inside = {t.i for t in discourse.tokens(discourse.attributions[n].claim)}
    for token in cue[-1].sent if cue else ():
        if token.lower_ in ("citing", "cited") and token.i not in inside and token.i > cue[-1].i:
            named = discourse.bodies.outlet_from(token.i + 1, token.sent.end)
            return named or _unnamed_outlet(discourse.bodies, token)
    return None


def _interview(discourse: Discourse, n: int, source: Source) -> str | None:
    """Give the outlet of the interview that a statement belongs to, though its own sentence does not say so.

    It goes on as long as the same source speaks, in no other place named since and hardly interrupted; an article's first
    statements may come from an interview that is named right after them.
    """
    is_person = source.source_type in (SourceType.NAMED_PERSON, SourceType.ANONYMOUS)
    if not is_person or _is_elsewhere(discourse, n) or _is_earlier(discourse, n):
        return None
    if discourse.is_transcribed(n):  # both speakers of it
        venues = (_venue(discourse, other) for other in range(n - 1, max(-1, n - 1 - _RUN), -1))
        venue = next(filter(None, venues), None)
        if venue is not None:
            return venue
    before = _venue_among(discourse, n, range(n - 1, max(-1, n - 1 - _RUN), -1))
    if before is not None:
        return before
    if n > _LEAD:
        return _venue_among(discourse, n, _after_in_sentence(discourse, n))
    return _venue_among(discourse, n, range(n + 1, min(len(discourse.attributions), n + 1 + _LEAD)))


def _after_in_sentence(discourse: Discourse, n: int) -> Iterator[int]:
    """Give the statements after one whose cues stand in the same sentence: "said it would close, adding … in an interview"."""
    cue = discourse.tokens(discourse.attributions[n].cue)
    for other in range(n + 1, len(discourse.attributions) if cue else n):
        following = discourse.tokens(discourse.attributions[other].cue)
        if following and following[0].i >= cue[0].sent.end:
            return
        if following:
            yield other


def _venue_among(discourse: Discourse, n: int, others: Iterable[int]) -> str | None:
    between = 0
    for other in others:
        attribution = discourse.attributions[other]
        if not attribution.is_attributed or attribution.parent is not None:
            continue
        if not _is_same_source(discourse, n, other):
            is_nobodys = discourse.found[other].source_type is SourceType.UNATTRIBUTED
            is_asked = is_nobodys or discourse.is_question(other)
            if is_asked and other < n and (outlet := _asked_by(discourse, n, other)) is not None:
                return outlet
            between += not is_asked
            if between > _MAX_BETWEEN:
                return None
            continue
        outlet = _venue(discourse, other)
        if outlet is not None or _is_elsewhere(discourse, other):
            return outlet
    return None


def _asked_by(discourse: Discourse, n: int, question: int) -> str | None:
    """Give to whom a question tells that its answers went: "In an interview with CNN, Lee was asked …", "the radio host Obi asked Lee …"."""
    cue = discourse.tokens(discourse.attributions[question].cue)
    people, entity = discourse.mentions.person_at, discourse.found[n].entity
    asked = next((t for t in cue if asks(t)), None)
    if asked is None:
        return None
    told = next((people[t.i].name for t in asked.rights if t.i in people and t.dep_ == "dobj"), None)
    if told is None and asked.tag_ == "VBN":  # "Lee was asked"
        told = next((entity for t in asked.sent if t.i in people and people[t.i].name == entity), None)
    if told is None or told != entity:
        return None
    asker = next((people[t.i] for t in asked.lefts if t.dep_ == "nsubj" and t.i in people), None)
    is_host = asker is not None and "host" in asker.roles
    return _venue(discourse, question) or (asker.name if asker is not None and is_host else None)


def _is_same_source(discourse: Discourse, n: int, other: int) -> bool:
    if n in discourse.group_of or other in discourse.group_of:
        return discourse.group_of.get(n) is discourse.group_of.get(other)
    return discourse.found[n].entity == discourse.found[other].entity


def _is_earlier(discourse: Discourse, n: int) -> bool:
    """Say whether a statement was made before what the article tells of: "had said", "has pledged"."""
    cue = discourse.tokens(discourse.attributions[n].cue)
    verbs = (t for t in cue if t.tag_ == "VBN")
    return any(child.lemma_ == "have" and child.dep_ == "aux" for verb in verbs for child in verb.lefts)


def _is_elsewhere(discourse: Discourse, n: int) -> bool:
    """Say whether a statement's sentence names a place of its own: a rally, a post, a book."""
    attribution = discourse.attributions[n]
    cue = discourse.tokens(attribution.cue)
    inside = {t.i for t in discourse.tokens(attribution.claim)}
    return bool(cue) and any(t.lemma_.lower() in _VENUES for t in cue[0].sent if t.i not in inside)
