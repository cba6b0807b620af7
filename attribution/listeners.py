"""To whom a statement was made, as the words around it say: "told Bloomberg", "in an interview with the Times", "through her lawyer"."""

from __future__ import annotations

from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

from attribution.bodies import Bodies, quoted_title
from attribution.discourse import Discourse, is_document
from attribution.model import Attribution
from attribution.outlets import bare
from attribution.phrases import is_definite, name_after_outlet, phrase_of
from attribution.vocabulary import noun_classes, nouns_with, verbs_with

if TYPE_CHECKING:
    from spacy.tokens import Token

# Before the outlet that somebody speaks to; "in" and "during", of an interview.
_TO_WHOM = frozenset({"to", "with", "on", "by", "via", "in", "during", "as"})
_AT_WHICH = frozenset({"in", "during", "as"})
JOURNALISTS = nouns_with("journalist")
_OTHER_OUTLETS = frozenset({"local", "regional", "other", "rival", "state", "student", "same"})
_PROGRAMME_REACH = 8  # tokens


def listener_of(discourse: Discourse, attribution: Attribution) -> str | None:
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
                or (unnamed_outlet(discourse.bodies, token) if token.lemma_ in verbs_with("telling") else None)
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


def unnamed_outlet(bodies: Bodies, token: Token) -> str | None:
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
